/*
 * lists.h - lists of the configuration: written in it, or in files of their
 * own, one entry a line, or the header row of a .csv file.
 */
#ifndef COMMAND_LISTS_H
#define COMMAND_LISTS_H

#include "options.h"

/* Adds one entry to what it is for; a complaint when it can be none. */
bool lists_add(struct options *o, enum list_use use, struct str entry);

/* Reads o->list_files, which are named from the folder of the configuration
 * `config`, and puts all lists in order. False after having said on standard
 * error what is wrong in them. */
bool lists_load(struct options *o, const char *config);

/* Puts lists in order when no file is to be read. */
void lists_settle(struct options *o);

/* The entries of a file's bytes; `csv`: of its header row. */
bool lists_read(
	struct options *o, enum list_use use, struct str bytes, bool csv);

#endif
