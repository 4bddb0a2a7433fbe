/* merge_plan.h - which tags of a template a row can be put into; for merge.c
 * and merge_plan.c. */
#ifndef CHECK_MERGE_PLAN_H
#define CHECK_MERGE_PLAN_H

#include "merge.h"

enum { FILTERS_MOST = 4 };

enum filter { FILTER_NONE, FILTER_UPPER, FILTER_LOWER, FILTER_CAPITAL };

enum slot_kind {
	SLOT_FILL,
	SLOT_DROP, /* a comment: not sent */
	SLOT_LEAVE /* stays as it is */
};

/* A tag, or a stretch that is left as it is. */
struct slot {
	enum slot_kind kind;
	uint32_t at, len; /* in the text */
	uint32_t mail_at, mail_len; /* in the mail of the row under way */
	int column;
	enum filter filters[FILTERS_MOST];
	size_t filter_count;
	struct str fallback;
	bool has_fallback;
	bool escaped; /* the engine writes & as &amp; there */
};

/* A text of the template: the body of a part, or a header field. */
struct plan_text {
	const struct text *text;
	size_t part, header; /* index in draft.parts or root->headers */
	bool is_header;
	LIST(struct slot) slots; /* in order, apart */
};

struct plan {
	LIST(struct plan_text) texts;
	struct leftover leftover; /* count 0: none */
	bool fills;  /* a row changes something */
	bool has_to; /* the recipient is one of the tags */
};

void plan_make(struct plan *p, struct arena *arena, const struct draft *d,
	const struct contacts *contacts);

/* What a row puts there: UTF-8, escaped. */
struct str slot_value(struct arena *arena, const struct slot *s,
	const struct table *t, const struct table_row *row);

#endif
