/*
 * holds.h - what the reader and the reports promise, whatever the bytes are.
 *
 * Each function returns NULL when the promise holds, else the place and the
 * claim that is broken. Fuzzing, sweeps and mutations ask the same questions.
 */
#ifndef TESTS_HOLDS_H
#define TESTS_HOLDS_H

#include "check/result.h"

#define HOLDS_STRING_(x) #x
#define HOLDS_STRING(x)	 HOLDS_STRING_(x)

/* For the functions below and for tests with claims of their own. */
#define CLAIM(claim)                                                           \
	do {                                                                   \
		if (!(claim))                                                  \
			return __FILE__ ":" HOLDS_STRING(__LINE__) ": " #claim;\
	} while (0)

/* Passes on what another function found broken. */
#define HOLD(call)                                                             \
	do {                                                                   \
		const char *broken_ = (call);                                  \
		if (broken_)                                                   \
			return broken_;                                        \
	} while (0)

const char *holds_span(struct span s, struct str file);

/* Runs are sorted, cover the text, and rise below. */
const char *holds_map(const struct map *m);

/* Valid UTF-8, and every place of it leads into the file, in order. */
const char *holds_text(const struct text *t, struct str file);

const char *holds_defects(const struct defects *d, struct str file);
const char *holds_headers(const struct headers *h, struct str file);
const char *holds_params(const struct params *p, struct str file);
const char *holds_addresses(const struct addresses *a);
const char *holds_parts(
	const part_list *parts, struct span message, struct str file);
const char *holds_html(const struct html *h, struct str file);
const char *holds_links(const link_list *l, struct str file);
const char *holds_fields(const field_list *l, struct str text);
const char *holds_prose(const struct prose *p, struct str file);
const char *holds_attachment(const struct attachment *a, struct str file);

/* All of them, and what ties them together. */
const char *holds_draft(const struct draft *d);

/* Places in the file; edits sorted and apart; texts fit to be shown. */
const char *holds_result(const struct result *r, struct str file);

/* Valid UTF-8 without control and bidi characters but LF (and ESC when
 * `colored`). */
const char *holds_output(struct str s, bool colored);

/* The JSON of one result: parses, and says what the result says. */
const char *holds_json(struct str json, const struct result *r);

#endif
