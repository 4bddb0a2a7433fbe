/*
 * change.h - a fix as the line before and the line after.
 */
#ifndef REPORT_CHANGE_H
#define REPORT_CHANGE_H

#include "../base/buf.h"
#include "../check/result.h"

/* [from, from + len) of each line is what differs. */
struct change {
	struct str before, after;
	struct span old, new;
	struct buf text; /* holds `after` */
};

/* False when the fix cannot be shown on the excerpt's line: it is decoded, or
 * an edit reaches beyond it. Released with change_release() when true. */
bool change_make(struct change *c, const struct result_finding *f);
void change_release(struct change *c);

#endif
