/*
 * snippet.h - a line of a draft with a mark under a place in it, fit for a
 * terminal whatever the line holds.
 */
#ifndef REPORT_SNIPPET_H
#define REPORT_SNIPPET_H

#include "../base/buf.h"

struct snippet {
	struct buf line; /* escaped, without tabs, cut to the room */
	size_t pad;	 /* columns before the mark */
	size_t mark;	 /* columns under the place, at least 1 */
};

/* `room`: columns at hand. Where the line is longer, what is around the place
 * is kept. Released with snippet_release(). */
void snippet_make(struct snippet *s, struct str line, size_t at, size_t len,
	size_t room);
void snippet_release(struct snippet *s);

#endif
