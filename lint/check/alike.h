/* alike.h - which drafts of a sender say the same; for batch.c. */
#ifndef CHECK_ALIKE_H
#define CHECK_ALIKE_H

#include "batch.h"

enum { ALIKE = 55 /* digest_likeness() from which texts count as the same */ };

/*
 * Numbers the drafts of a group: the same number for texts that are alike.
 * Each draft is held against the first of those that it shares a bin with, so
 * that the time grows in line with their count. `all` holds the drafts, each
 * at its order.
 */
void alike_number(struct arena *arena, struct batch_draft *all,
	const struct batch_group *group);

#endif
