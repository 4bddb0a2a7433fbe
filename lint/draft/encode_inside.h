/* encode_inside.h - the inside of encode.h, for its own files; nobody else. */
#ifndef DRAFT_ENCODE_INSIDE_H
#define DRAFT_ENCODE_INSIDE_H

#include "encode.h"

/* Marks a text for translation; it stays as it is here. */
#define N_(text) text

typedef LIST(struct raw_edit) raw_edit_list;

/* A list of changes being written. */
struct writer {
	struct arena *arena;
	const struct draft *draft;
	struct str file;
	bool message;	    /* the draft is a message with transfer encodings */
	raw_edit_list out;
	const char *reason; /* why not */
};

static inline bool
refuse(struct writer *w, const char *reason)
{
	w->reason = reason;
	return false;
}

/* A stretch of raw bytes and what shall stand there, as text. */
struct piece {
	struct span raw;
	bool after; /* empty, and behind a character rather than before one */
	bool html;  /* a character that the charset lacks may be an entity */
	struct str with; /* UTF-8, escaped; line ends are LF */
};

/* Charset and how much of it may be used. */
struct repertoire {
	const char *charset;
	bool seven_bit; /* only bytes below 0x80 */
	bool latin1;	/* declared as ISO-8859-1: no bytes 0x80 to 0x9F */
	bool two_bytes; /* declared as GBK or GB2312: no GB18030 of four bytes */
};

/* As `declared` restricts it; empty: nothing is declared. */
struct repertoire repertoire_of(const char *charset, struct str declared);

/* False when a character is not in it. */
bool repertoire_encode(struct arena *arena, const struct repertoire *r,
	struct str utf8, struct str *out);

/* "\r\n" or "\n", as the first line of `s` ends; `otherwise` without one. */
struct str line_end_of(struct str s, struct str otherwise);

/* Writes sorted pieces of one body part (encode_body.c). */
bool encode_body(struct writer *w, const struct part *part,
	const struct piece *pieces, size_t n);

/* Writes edits of one header field (encode_header.c), all in its text or all
 * in that of one parameter; sorted, in coordinates of that text. */
bool encode_header(struct writer *w, const struct part *part,
	const struct header *h, const struct text_edit *edits, size_t n);
bool encode_param(struct writer *w, const struct part *part,
	const struct header *h, const struct param *p,
	const struct text_edit *edits, size_t n);

/* `s` with sorted edits done. */
struct str edited(
	struct arena *arena, struct str s, const struct text_edit *edits, size_t n);

#endif
