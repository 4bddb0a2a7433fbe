/*
 * texts.h - the formats in which rules describe themselves.
 */
#ifndef COMMAND_TEXTS_H
#define COMMAND_TEXTS_H

#include "../report/rules.h"
#include "options.h"

/* Prints all rules, or `only` one, in the format asked for. Returns the exit
 * status. */
int texts_print(struct options *o, const struct family *const *families,
	const struct rule *only);

#endif
