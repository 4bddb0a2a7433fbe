/*
 * inputs.h - from the words of the command line to the drafts to read.
 */
#ifndef COMMAND_INPUTS_H
#define COMMAND_INPUTS_H

#include "../base/arena.h"
#include "../report/report.h"

struct input {
	const char *path; /* "-": standard input */
	size_t setup;	  /* index into struct setups */
};

struct inputs {
	struct arena *arena;
	enum reader reader;
	bool in_english; /* what is kept for reports (report.h) */
	LIST(struct input) list;
	/* what could not be read, each said on standard error as it came */
	LIST(struct report_error) failures;
};

/* Walks folders: drafts by extension, sorted; names that begin with a dot
 * and links to folders are left out. Failures are noted, never fatal. */
void inputs_add(struct inputs *in, const char *word);

/* Says a sentence and keeps it for the report. */
void inputs_fail(struct inputs *in, const char *path, const char *english,
	struct str detail);

/* The same, with the sentence for an errno. */
void inputs_fail_errno(struct inputs *in, const char *path, int number);

/* Is `path` one of the drafts? */
bool inputs_hold(const struct inputs *in, const char *path);

/* Are both there and one, by whatever names? */
bool inputs_same_file(const char *path, const char *other);

#endif
