/*
 * linter.h - the inside of a linter, for run.c, select.c and rules' helpers;
 * nobody else.
 */
#ifndef CHECK_LINTER_H
#define CHECK_LINTER_H

#include "preset.h"
#include "run.h"

enum { RULES_MAX = 400, PATTERNS_MAX = 200, MEMO_SLOTS = 4 };

/* What a rule is shown. */
enum hook {
	ON_DRAFT,
	ON_HEADER,
	ON_ADDRESS,
	ON_TEXT,
	ON_SENTENCE,
	ON_WORD,
	ON_LINK,
	ON_IMAGE,
	ON_ELEMENT,
	ON_ATTACHMENT,
	ON_FIELD,
	ON_DEFECT,
	/* not of one draft: batch.c, the table, merge.c */
	ON_BATCH,
	ON_TABLE,
	ON_COLUMN,
	ON_LEFTOVER
};

/* A rule that is on, with the severity that a preset gives it. */
struct active {
	const struct rule *rule;
	uint32_t family;
	enum hook hook;
	enum severity severity;
	bool told; /* the severity, by the user */
};

struct compiled {
	const char *expression; /* the constant's address is the key */
	struct pattern *pattern;
};

struct linter {
	const struct family *const *families;
	size_t family_count;
	const struct settings *settings;
	struct phrase_index *phrases;
	const struct phrase_set *phrase_set;
	struct spell *spell;
	struct compiled patterns[PATTERNS_MAX];
	size_t pattern_count;
	uint64_t pattern_steps; /* of each in the draft under way */
	/* by preset, in the order of the families */
	struct active active[PRESETS][RULES_MAX];
	size_t active_count[PRESETS];
	struct contacts *contacts; /* the table of --data, once it was read */
	bool looks_at_many; /* a rule about many drafts is on */
};

/* For merge.c: makes `a` the running rule; shows a draft to the rules that
 * look at its text, and returns what they found, settled. */
void linter_turn(struct check *c, const struct active *a);
struct findings *linter_visit_merged(
	struct linter *l, struct draft *d, const struct chosen *chosen);

/* Fills `active` from the rows and the selectors (select.c). */
bool linter_select(struct linter *l, struct err *err);

#endif
