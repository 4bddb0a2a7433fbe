/*
 * dictionaries.h - where Hunspell's dictionaries lie, and the tables of their
 * forms (check/forms.h) in the user's cache folder.
 */
#ifndef COMMAND_DICTIONARIES_H
#define COMMAND_DICTIONARIES_H

#include "../base/arena.h"
#include "../check/spell.h"

/*
 * Looks for a dictionary of each language in the folders of DICPATH, the
 * user's own and the system's, the first that has one, and for the table
 * that was made of it earlier.
 */
void dictionaries_find(
	struct arena *arena, struct vocabulary vocabularies[LANGUAGES]);

/* Keeps a table for later runs, where that can be done: it saves time, no more.
 * In this run it counts at once; `arena` holds it. */
void dictionaries_keep(struct arena *arena, struct vocabulary *v,
	enum language l, struct str table);

#endif
