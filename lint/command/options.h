/*
 * options.h - the command line, read by one table that also writes --help.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "../check/settings.h"
#include "terminal.h"

/* Which commands take an option. */
enum command_bit {
	FOR_CHECK = 1,
	FOR_EXPLAIN = 2,
	FOR_RULES = 4,
	FOR_HELP = 8,
	FOR_TEXTS = FOR_EXPLAIN | FOR_RULES,
	FOR_ALL = 15
};

/* --output-format FORMAT[:FILE] */
struct output_wish {
	struct str format;
	const char *file; /* NULL: standard output */
};

struct options {
	struct arena arena;
	struct settings settings; /* attachments are read by check.c */
	LIST(struct output_wish) outputs;
	LIST(const char *) words; /* what is no option, in order */
	LIST(struct str) attach;
	const char *stdin_filename;
	const char *data; /* the table to merge, or NULL */
	enum severity fail_on; /* SEVERITY_DEFAULT: never */
	double max_risk;       /* above 100: none */
	enum when color;
	enum reader reader;
	bool reader_asked;
	size_t jobs; /* workers; 0: check in this process */
	bool no_sandbox;
	bool quiet, verbose, help, version;
};

/* One row of the table. */
struct option {
	const char *name;  /* without "--" */
	char letter;	   /* short form, or 0 */
	const char *value; /* "N": what follows; NULL: a switch */
	const char *const *choices; /* NULL: any value */
	int group;	   /* index of its heading in the help */
	unsigned commands; /* of enum command_bit */
	const char *help;  /* translated */
	/* `choice`: index into choices. False after having said why. */
	bool (*set)(struct options *o, const char *value, size_t choice);
};

extern const struct option option_table[]; /* ends with a NULL name */
extern const char *const option_groups[];  /* headings; translated */

void options_init(struct options *o);
void options_release(struct options *o);

/* Reads argv[0 .. argc) for a command. False after having said what is wrong
 * on standard error. */
bool options_read(
	struct options *o, int argc, char **argv, enum command_bit command);

#endif
