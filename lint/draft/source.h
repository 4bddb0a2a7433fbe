/*
 * source.h - the file as the user knows it: bytes, kind, lines and columns.
 */
#ifndef DRAFT_SOURCE_H
#define DRAFT_SOURCE_H

#include "../base/arena.h"

enum source_kind {
	SOURCE_MESSAGE, /* .eml, .mht, .emltpl: header fields and MIME */
	SOURCE_MBOX,	/* several messages after "From " lines */
	SOURCE_HTML,	/* a body in HTML; also MJML and HTML templates */
	SOURCE_TEXT,	/* a body in plain text; also Markdown */
	SOURCE_PASTED,	/* text that begins with header lines, also Chinese */
	SOURCE_FOREIGN	/* recognised but not readable: see source.foreign */
};

/* Column units a reader may ask for. */
enum column_unit { COLUMN_CODEPOINT, COLUMN_BYTE, COLUMN_UTF16, COLUMN_DISPLAY };

struct source {
	struct str path;  /* as the user named it; "-" for standard input */
	struct str bytes; /* the whole file */
	enum source_kind kind;
	bool template_name;	 /* the extension is that of a template */
	const char *foreign;	 /* "msg", "oft", "tnef", "docx", "zip", "pdf",
				    "binary" ... or NULL */
	struct span front;	 /* YAML front matter with its two "---" lines */
	uint32_t body_at;	 /* where it ends, 0 without */
	const char *charset;	 /* "UTF-16LE", "UTF-16BE", or NULL */
	LIST(struct span) messages; /* one, or those of an mbox */
	bool cut;		 /* more than LIMIT_MESSAGES */
	LIST(uint32_t) lines;	 /* where they begin, as far as anybody asked */
	size_t seen;		 /* so far their ends were looked for */
	struct {
		uint32_t line_at, offset, column;
		int unit; /* enum column_unit; -1: nothing kept */
	} last; /* the last answer of source_place, to go on from */
	struct arena *arena;
};

/*
 * Tells what the bytes are, from name and content. Never fails. `path` names
 * the kind by its extension (--stdin-filename for standard input); the
 * content decides where it contradicts.
 */
void source_open(struct source *s, struct arena *arena, struct str path,
	struct str bytes);

struct place {
	uint32_t offset; /* bytes from 0 */
	uint32_t line;	 /* from 1 */
	uint32_t column; /* from 1, in the unit asked for */
};

/*
 * Lines end at LF, CRLF or a bare CR. A byte that is no UTF-8 counts as one
 * column. With COLUMN_DISPLAY a TAB goes to the next multiple of 8.
 */
struct place source_place(
	struct source *s, uint32_t offset, enum column_unit unit);

/* The line that holds `offset`, without its line end. */
struct span source_line(struct source *s, uint32_t offset);

#endif
