/*
 * setups.h - which configuration each draft is checked with: the options and
 * the linter of each file that was found.
 */
#ifndef COMMAND_SETUPS_H
#define COMMAND_SETUPS_H

#include "../check/run.h"
#include "inputs.h"
#include "options.h"

struct setup {
	const char *config; /* NULL: none, only the command line */
	struct options *options;
};

struct setups {
	struct options *flags; /* the command line */
	LIST(struct setup) list;
	struct linter **linters; /* of each */
};

/* Finds and loads the configuration of each input and notes which it is. False
 * after having said what is wrong. */
bool setups_find(struct setups *s, struct inputs *inputs);

/* Makes the linters, when the settings are complete. */
bool setups_link(struct setups *s, const struct family *const *families,
	const struct phrase_set *phrases);

void setups_release(struct setups *s);

#endif
