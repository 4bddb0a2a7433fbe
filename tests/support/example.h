/*
 * example.h - running the linter on a small draft inside a test.
 */
#ifndef TESTS_EXAMPLE_H
#define TESTS_EXAMPLE_H

#include "command/config.h"
#include "rules/rules.h"

struct example {
	struct settings settings;
	struct options options; /* what the configuration lines say */
	struct arena own;     /* settings and the example's text */
	struct str text;      /* without option lines */
	struct str path;
};

/*
 * Takes the example of a row: a text, or "@NAME" for a file of
 * tests/cases/FAMILY/. Option lines in front ("maillint: --stage template")
 * are read and cut off; such without "--" are lines of a configuration file
 * ("maillint: company: Acme"). False when the file is missing or an option
 * unknown.
 */
bool example_open(struct example *e, const char *family, const char *text);
void example_release(struct example *e);

/* Lints bytes with the example's settings. The caller releases the result. */
void example_lint(struct example *e, struct str bytes, struct result *result);

/* Findings of one rule. */
size_t example_count(const struct result *r, const struct rule *rule);

#endif
