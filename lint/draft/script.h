/*
 * script.h - blocks that are code: Ruby and Elixir (ERB, EEx), JavaScript and
 * its like (EJS, lodash, JSP), AMPscript, Blade.
 */
#ifndef DRAFT_SCRIPT_H
#define DRAFT_SCRIPT_H

#include "blocks.h"

/* Adds what is wrong with blocks of code in a body, in no order. Code that is
 * not read for certain is left alone. */
void script_check(block_troubles *out, struct arena *arena,
	const struct text *body, const field_list *fields);

#endif
