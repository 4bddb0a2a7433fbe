/*
 * change.h - a fix as the line before and the line after.
 */
#ifndef REPORT_CHANGE_H
#define REPORT_CHANGE_H

#include "../check/result.h"

/* [from, from + len) of each line is what differs. */
struct change {
	struct str before, after;
	struct span old, new;
};

/* False when the fix does not stay on the excerpt's line. The lines are those
 * of the finding. */
bool change_make(struct change *c, const struct result_finding *f);

#endif
