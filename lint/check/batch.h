/*
 * batch.h - what can only be seen over many drafts: rules with on_batch.
 *
 * Digests are collected in the order of the drafts. After the last one, each
 * such rule is shown the drafts of one sender after the other, without those
 * that it is not about: templates, mail that was sent already, and drafts
 * under whose preset it is off.
 */
#ifndef CHECK_BATCH_H
#define CHECK_BATCH_H

#include "result.h"

struct batch_draft {
	struct str path;
	size_t message_number; /* 0: the file is one message */
	const struct digest *digest;
	enum severity severity; /* of the running rule, under its preset */
	/* drafts of a sender whose texts are the same but for a few words have
	 * the same number, and how many they are */
	size_t text, alike;
	size_t order; /* among all drafts of the run */
};

/* A draft that a finding is about, and where. */
struct batch_place {
	struct str path;
	size_t message_number;
	struct place start;
};

struct batch_finding {
	const struct rule *rule;
	enum severity severity;
	struct message message, advice;
	LIST(struct batch_place) places; /* at least one */
};

struct batch {
	const struct linter *linter;
	struct arena arena;
	LIST(struct batch_draft) all;
	/* for a rule: the drafts that it is about, of one sender */
	const struct rule *rule;
	const struct batch_draft **drafts;
	size_t count;
	struct str sender; /* empty: the drafts do not say */
	size_t of_rule;
	/* what was found, in the order of the rules */
	LIST(struct batch_finding) findings;
	size_t dropped; /* past LIMIT_FINDINGS_PER_RULE */
	size_t errors, warnings, notes;
};

void batch_init(struct batch *b, const struct linter *l);
void batch_release(struct batch *b);

/* Keeps a copy of the digest of a result, where it has one. */
void batch_add(struct batch *b, const struct result *r);

/* Runs the rules; once, after the last draft. */
void batch_run(struct batch *b);

/* --- for rules ------------------------------------------------------------ */

/* Some of the drafts. */
struct batch_group {
	const struct batch_draft **drafts;
	size_t n;
};

static inline struct batch_group
batch_all(const struct batch *b)
{
	return (struct batch_group){ b->drafts, b->count };
}

/* Parts drafts into groups of equal keys, each in the order of the run,
 * the groups in the order of their first drafts; keys of 0 are left out. The
 * key of a draft is `key(draft, argument)`. */
struct batch_groups {
	struct batch_group *at;
	size_t n;
};
struct batch_groups batch_group_by(struct batch *b, struct batch_group of,
	uint64_t (*key)(const struct batch_draft *d, const void *argument),
	const void *argument);

enum batch_spot { SPOT_TO, SPOT_TEXT };

/*
 * Reports a finding of the running rule about some of its drafts, as find()
 * does. `spot` is where it points in each of them. The rest as in rule.h.
 */
struct batch_finding *batch_find(struct batch *b, struct batch_group about,
	enum batch_spot spot, const char *message, int n, ...);
/* The same about one draft, at another place in it. */
struct batch_finding *batch_find_at(struct batch *b,
	const struct batch_draft *d, struct place start, const char *message,
	int n, ...);
void batch_advice(struct batch *b, struct batch_finding *f,
	const char *message, int n, ...);
/* Not above the row's. */
void batch_severity(struct batch_finding *f, enum severity s);

/* A number as an argument: "1,234". */
struct str batch_number(struct batch *b, size_t n);

#endif
