/*
 * paint.h - colours of a terminal: the 16 of the user's own theme.
 */
#ifndef REPORT_PAINT_H
#define REPORT_PAINT_H

#include "report.h"

enum paint {
	PAINT_PLAIN,
	PAINT_BOLD,
	PAINT_ERROR,
	PAINT_WARNING,
	PAINT_NOTE,
	PAINT_GOOD,
	PAINT_FRAME
};

/* Nothing at all when the report has no colour. */
void paint(struct buf *out, const struct report_settings *s, enum paint p);

void paint_str(struct buf *out, const struct report_settings *s, enum paint p,
	struct str text);

enum paint paint_of_severity(enum severity s);

#endif
