/* sniff.h - what a file is, from its name and its first bytes. */
#ifndef DRAFT_SNIFF_H
#define DRAFT_SNIFF_H

#include "../base/arena.h"

enum name_kind {
	NAME_OTHER,
	NAME_MESSAGE,  /* .eml .mht .emltpl ... */
	NAME_HTML,     /* .html .htm .xhtml .mjml */
	NAME_TEXT,     /* .txt .md ... */
	NAME_TEMPLATE  /* .hbs .liquid ...: HTML or text, the content tells */
};

/* What the extension says; of "mail.txt.j2" both count. `*template_name` is
 * set when one of them belongs to a template language. */
enum name_kind sniff_name(struct str path, bool *template_name);

/* The extension as written, without dot; empty without one. */
struct str sniff_extension(struct str path);

/* A format that is recognised but not read: "msg", "oft", "tnef", "docx",
 * "pdf" ... "binary"; NULL when it may be read. */
const char *sniff_foreign(struct str path, struct str bytes);

/* "UTF-16LE" or "UTF-16BE", by a byte order mark or by its zero bytes; NULL
 * for others. */
const char *sniff_utf16(struct str bytes);

/* Length of a byte order mark (UTF-8, UTF-16) at the start, or 0. */
size_t sniff_mark(struct str bytes);

/* One header field: a name, a colon. */
bool sniff_field(struct str line);

/* True when the text begins with a block of header fields that only a mail
 * program writes (MIME, transport, encoded words). */
bool sniff_header(struct str bytes);

/* Length of the blank lines that stand before a header block; 0 when what
 * follows them is none. */
size_t sniff_blank_lines(struct str bytes);

/* True when `head` begins as a page or is full of tags. `sure` asks for the
 * beginning of a page. */
bool sniff_html(struct str head, bool sure);

#endif
