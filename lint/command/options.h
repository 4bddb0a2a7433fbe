/*
 * options.h - what can be asked for, as one table: the command line, --help
 * and the configuration file (config.h) are read by it.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "../check/run.h"
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

/* Where a setting stands in a file; line 0: on the command line. */
struct spot {
	uint32_t line, column;
};

/* A sentence about a setting. */
struct complaint {
	struct spot place;
	struct str sentence;
};

/* What a list in a file is for. */
enum list_use { LIST_WORDS, LIST_FIELDS, LIST_SUPPRESSED };

/* A file that a key names; read by lists.c. */
struct list_file {
	enum list_use use;
	const char *path; /* as it is written */
	struct spot place;
};

/* The command line behind the command, to be read again on top of each
 * configuration. */
struct command_line {
	int argc;
	char **argv;
	unsigned command;
};

struct options {
	struct arena arena;
	const struct family *const *families; /* what rules there are */
	struct settings settings; /* attachments are read by check.c */
	LIST(struct output_wish) outputs;
	LIST(const char *) words; /* what is no option, in order */
	LIST(struct str) attach;
	const char *stdin_filename;
	const char *config; /* --config; NULL: the nearest one */
	bool isolated;	    /* no configuration */
	const char *data; /* the table to merge, or NULL */
	enum severity fail_on; /* SEVERITY_DEFAULT: never */
	double max_risk;       /* above 100: none */
	enum when color;
	enum reader reader;
	bool reader_asked;
	size_t jobs; /* workers; 0: check in this process */
	bool no_sandbox;
	bool quiet, verbose, help, version;

	struct command_line line;
	LIST(struct list_file) list_files;
	LIST(struct complaint) complaints;
	struct spot place; /* of the setting that is read */
	struct str called;  /* "--max-risk", "max-risk" */
	bool selecting;	    /* --select was there */
};

/* How a key of the configuration file is written. */
enum key_form {
	KEY_NONE, /* it is no key */
	KEY_ONE,
	KEY_LIST,	  /* or one */
	KEY_LIST_OR_FILE, /* one is the name of a file */
	KEY_RULES	  /* rule: one of the choices, an entry each */
};

/* One row of the table. */
struct option {
	const char *name;  /* without "--"; NULL: a key only */
	char letter;	   /* short form, or 0 */
	const char *value; /* "N": what follows; NULL: a switch */
	const char *const *choices; /* NULL: any value */
	int group;	   /* index of its heading in the help */
	unsigned commands; /* of enum command_bit */
	const char *help;  /* translated */
	/* `choice`: index into choices. False after having said why. */
	bool (*set)(struct options *o, const char *value, size_t choice);
	const char *key; /* in the configuration file; NULL: a flag only */
	enum key_form form;
	bool (*set_file)(struct options *o, const char *path);
};

extern const struct option option_table[]; /* ends with a NULL `set` */

/* In the order of the table. */
#define option_each(o)                                                         \
	for (const struct option *o = option_table; o->set; o++)

extern const char *const option_groups[];  /* headings; translated */

void options_init(struct options *o, const struct family *const *families);
void options_release(struct options *o);

/* Reads a command's words and flags; what is wrong is left in `complaints`. */
bool options_read(struct options *o, const struct command_line *line);

/* Gives one value to a setting, which must be one of its choices if it has
 * such. */
bool options_apply(
	struct options *o, const struct option *option, const char *value);

/* Notes a complaint about what is read, and "did you mean" where `near` is not
 * NULL. Returns false. The sentence begins with o->called where it says {1}
 * first; the `n` of struct str are {2} ... */
bool options_wrong(struct options *o, const char *near, const char *english,
	int n, ...);

/* Says the complaints on standard error, those about a file behind its name. */
void options_say(const struct options *o, const char *file);

#endif
