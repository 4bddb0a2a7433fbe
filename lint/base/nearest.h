/*
 * nearest.h - which of the known words a misspelt one was meant to be.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "str.h"

struct nearest {
	struct str word;
	const char *best; /* NULL: nothing is near */
	size_t distance;
};

void nearest_begin(struct nearest *n, struct str word);
void nearest_try(struct nearest *n, const char *candidate);

#endif
