/*
 * finding.h - findings while a draft is checked: they point into the draft.
 * What leaves the engine is struct result (result.h).
 */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include "../draft/encode.h"
#include "rule.h"

enum { MESSAGE_ARGS = 8 };

/* A sentence to be worded in the reader's language. */
struct message {
	const char *id; /* constant English text; NULL: none */
	int count;
	struct str args[MESSAGE_ARGS];
};

/* Of --data. */
struct rows_told {
	struct row_set rows; /* count 0: the finding is about no rows */
	struct str column;   /* empty: none */
	bool is_empty;	     /* that column in those rows */
};

struct finding {
	const struct rule *rule;
	enum severity severity;
	bool told; /* that severity, by the user */
	float points;
	struct where where;
	struct span span; /* raw */
	struct message message, advice, fix;
	enum safety safety;
	LIST(struct text_edit) edits;
	struct arena *arena;
	const struct finding *twin; /* the same in the other alternative */
	struct rows_told data;
	bool folded; /* it is such a twin: not reported by itself */
};

struct findings {
	struct arena *arena;
	LIST(struct finding *) list;
	size_t dropped; /* past LIMIT_FINDINGS */
	enum severity severity; /* of the rule that runs */
	bool told; /* this severity, by the user: his word counts */
	size_t of_rule;		/* how many it has found */
};

/* By place, then by rule id; twins of multipart/alternative folded. */
void findings_settle(struct findings *f, const struct draft *d);

#endif
