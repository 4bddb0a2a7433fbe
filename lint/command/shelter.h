/*
 * shelter.h - whether drafts are read behind a closed door, and how that is
 * said.
 */
#ifndef COMMAND_SHELTER_H
#define COMMAND_SHELTER_H

#include "../base/sandbox.h"
#include "options.h"

/* Not with --no-sandbox, nor under valgrind, which would be shut in too. */
bool shelter_wanted(const struct options *o);

/* The state of the sandbox as it is found by trying; translatable. */
const char *shelter_words(const struct options *o);

/* Says so on standard error when the door that a worker had was not whole. */
void shelter_note(const struct options *o, const struct sandbox *door);

#endif
