/*
 * example.h - running the linter on a small draft inside a test.
 */
#ifndef TESTS_EXAMPLE_H
#define TESTS_EXAMPLE_H

#include "check/batch.h"
#include "command/config.h"
#include "rules/rules.h"

struct example {
	struct settings settings;
	struct options options; /* what the configuration lines say */
	struct arena own;     /* settings and the example's text */
	struct str text;      /* without option lines */
	struct str path;
	bool is_table;	   /* the table of --data is the example itself */
	struct str folder; /* of several drafts; empty: one draft */
};

/*
 * Takes the example of a row: a text, "@NAME" for a file of
 * tests/cases/FAMILY/, or "@NAME/" for a folder of drafts there. Option lines
 * in front ("maillint: --stage template") are read and cut off; such without
 * "--" are lines of a configuration file ("maillint: company: Acme"). False
 * when the file is missing or an option unknown.
 */
bool example_open(struct example *e, const char *family, const char *text);
void example_release(struct example *e);

/* Lints bytes with the example's settings. The caller releases the result. */
void example_lint(struct example *e, struct str bytes, struct result *result);

/* Lints all drafts of the example's folder and what they are together: errors
 * and warnings of single drafts are counted too. The caller releases `b`. */
void example_lint_folder(struct example *e, struct batch *b);
size_t example_count_batch(const struct batch *b, const struct rule *rule);

/* Findings of one rule. */
size_t example_count(const struct result *r, const struct rule *rule);

#endif
