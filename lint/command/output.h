/*
 * output.h - where text goes: standard output or a file, written whole.
 */
#ifndef COMMAND_OUTPUT_H
#define COMMAND_OUTPUT_H

#include "options.h"

struct output {
	enum reader reader;
	const char *file; /* NULL: standard output */
	int fd;
	bool failed; /* said once; nothing more is written */
	bool unread; /* because the reader went away: said by nobody */
	struct buf text;
};

/* False after having said why. */
bool output_open(struct output *o, const char *file, enum reader reader);

/* Writes and clears the text. */
void output_flush(struct output *o);

/* False when anything was lost but by the reader's own choice. */
bool output_close(struct output *o);

#endif
