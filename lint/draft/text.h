/*
 * text.h - decoded text with a way back to the raw bytes.
 *
 * What a rule reads is UTF-8. What a user is shown are bytes of the file. A
 * text goes from one to the other through up to three maps, one on top of
 * the other: HTML entities and folded blanks, charset, transfer encoding.
 *
 * A map is a list of runs. From `at` on (bytes of the text, up to the next
 * run), every `out` bytes of text come from `in` bytes of the layer below,
 * beginning at `from`. That says it all:
 *
 *	plain ASCII		1 from 1
 *	=E4=BD=A0 (QP)		1 from 3, three times
 *	GB18030 in two bytes	3 from 2
 *	&nbsp;			2 from 6
 *	a fold, or any run of blanks read as one	1 from n
 *	base64			3 from 4 (RUN_BASE64: one byte needs two of four)
 *
 * Runs are sorted by `at` and cover the text without gaps; `from` rises with
 * `at`. Bytes of the layer below that stand for nothing (a soft line break)
 * lie between two runs.
 */
#ifndef DRAFT_TEXT_H
#define DRAFT_TEXT_H

#include "../base/arena.h"

struct run {
	uint32_t at;   /* offset in the text */
	uint32_t from; /* offset in the layer below */
	uint16_t out;  /* bytes of text in one unit, at least 1 */
	uint16_t in;   /* bytes below in one unit; 0: comes from nowhere */
};

#define RUN_BASE64 0xFFFF /* as `in`: units of 4 characters, out is 3 */

struct map {
	LIST(struct run) runs;
	const struct map *under; /* NULL: `from` counts bytes of the file */
};

/*
 * How text is written in the file, for whoever edits it (draft/encode.h).
 * An attribute value, a header field and a plain body differ in this.
 */
enum text_form {
	TEXT_BODY,	/* the whole decoded body of a text part */
	TEXT_PROSE,	/* visible text of HTML: entities, collapsed blanks */
	TEXT_ATTRIBUTE, /* value of an HTML attribute */
	TEXT_HEADER,	/* unfolded, RFC 2047 decoded value of a header field */
	TEXT_PARAM,	/* value of a MIME parameter, RFC 2231 decoded */
	TEXT_OUTSIDE	/* given by an option: it has no place in the file */
};

struct part;

struct text {
	struct str s; /* UTF-8, always valid; may hold NUL */
	const struct map *map;
	const struct part *part; /* whose encoding it is in; NULL: none */
	enum text_form form;
};

/*
 * The raw bytes that the text [at, at + len) stands for: the smallest span
 * that covers them all. With len 0: an empty span before `at`. Offsets past
 * the end are clamped.
 */
struct span text_span(const struct text *t, size_t at, size_t len);

/* A text that is a stretch of another one, sharing its map. */
struct text text_part(
	struct arena *a, const struct text *t, size_t at, size_t len);

/* Adds to a map under construction; joins with the last run where it can. */
void map_add(struct arena *a, struct map *m, size_t at, size_t from,
	uint16_t out, uint16_t in);

/* A map of one run: text is [from, ...) of the layer below, byte for byte. */
const struct map *map_identity(
	struct arena *a, size_t from, const struct map *under);

/* The run that holds `at`, or NULL. */
const struct run *map_run(const struct map *m, size_t at);

/* One step down: where the unit that holds `at` begins below. */
struct span map_down(const struct map *m, size_t at, size_t len);

/* The way back: the text offset of the first byte that stands at or after
 * raw offset `raw`; text->s.len when none does. */
size_t text_at(const struct text *t, uint32_t raw);

#endif
