/*
 * command.h - the commands: one word after "maillint" each.
 *
 * Commands are the only part that prints, reads the environment and chooses
 * the exit status.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "../check/run.h"
#include "options.h"

/* Never another status, signals apart. */
enum { STATUS_CLEAN = 0, STATUS_FOUND = 1, STATUS_TROUBLE = 2 };

struct context;

struct command {
	const char *name;
	const char *usage; /* what follows its name */
	const char *about; /* translated */
	enum command_bit bit; /* which options it takes (options.h) */
	int (*run)(const struct context *c, struct options *o);
};

/* What main.c hands in. */
struct context {
	const struct command *commands; /* the first one is the default */
	const struct family *const *families;
	const struct phrase_set *phrases;
};

int command_main(const struct context *c, int argc, char **argv);

int command_check(const struct context *c, struct options *o);
int command_explain(const struct context *c, struct options *o);
int command_rules(const struct context *c, struct options *o);
int command_help(const struct context *c, struct options *o);

/* Prints the help of one command, or of the program (NULL). */
int help_print(const struct context *c, const struct options *o,
	const struct command *command);

/* Prints the version; with --verbose also the state of the sandbox. */
int version_print(const struct options *o);

const struct command *command_named(const struct context *c, const char *name);

#endif
