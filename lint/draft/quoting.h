/*
 * quoting.h - who wrote which lines: the author of the draft, somebody who
 * is quoted or forwarded, a signature, a patch.
 */
#ifndef DRAFT_QUOTING_H
#define DRAFT_QUOTING_H

#include "prose.h"

/* Fills p->blocks: they cover the text without gaps, and begin at the start
 * of a line. */
void quoting_read(struct prose *p, struct arena *arena);

#endif
