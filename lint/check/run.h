/*
 * run.h - a linter: compiled once, run on many drafts.
 */
#ifndef CHECK_RUN_H
#define CHECK_RUN_H

#include "pattern.h"
#include "phrase.h"
#include "result.h"
#include "rule.h"

struct linter;

/*
 * `families` ends with NULL; `phrases` may be empty.
 * Both must outlive the linter. Fails when a selector names no rule.
 */
struct linter *linter_new(const struct family *const *families,
	const struct phrase_set *phrases, const struct settings *settings,
	struct err *err);
void linter_free(struct linter *l);

/* Spelling (spell.h), shared by any number of linters. Without it words are
 * not looked up. */
struct spell;
void linter_use_spelling(struct linter *l, struct spell *spell);

/*
 * Checks message number `n` (from 0) of an opened source. `arena` holds the
 * draft and may be cleared as soon as this returns. The result is released
 * by the caller.
 */
void linter_run(struct linter *l, struct arena *arena, struct source *source,
	size_t n, struct result *result);

/*
 * Checks the table of settings.data itself: its form, and each address in it.
 * The source is that table. The rest as above.
 */
void linter_run_table(struct linter *l, struct arena *arena,
	struct source *source, struct result *result);

/* For rules: phrases of the linter found in a text, or in what the author of a
 * prose wrote; scanned once a text. */
const phrase_hits *check_phrases(struct check *c, const struct text *text);
const phrase_hits *check_author_phrases(
	struct check *c, const struct prose *p);
const struct phrase_pack *check_pack(
	const struct check *c, const struct phrase_hit *h);

/* For rules: a built-in pattern, compiled at first use and kept by the
 * linter; `expression` must be a constant. Caseless. */
enum pattern_result check_pattern(struct check *c, const char *expression,
	struct str subject, size_t *at, size_t *len, struct str *group);

/* For rules: whether spelling can be checked in a language. Where a dictionary
 * is wanted and there is none, the result says so. */
bool check_spells(struct check *c, enum language l);
/* Right by a dictionary, by the words of trade, or by the user's own list. */
bool check_spelt(struct check *c, enum language l, struct str word);
/* The word that was meant, where that is plain; or an empty one. */
struct str check_meant(struct check *c, enum language l, struct str word);

/* The id nearest to a misspelt one, or NULL when none is near. */
const char *rule_nearest(const struct family *const *families, struct str id);

#endif
