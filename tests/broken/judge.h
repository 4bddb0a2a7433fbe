/* judge.h - whether what the program printed may be printed. */
#ifndef BROKEN_JUDGE_H
#define BROKEN_JUDGE_H

#include "hostile.h"

/* Each adds what is wrong to `trouble`, after the name of the format. */

/* UTF-8, without control characters but LF and TAB, without bidi controls. */
void judge_text(struct buf *trouble, const char *format, struct str out);

/* One JSON value, or one on each line. */
void judge_json(struct buf *trouble, const char *format, struct str out,
	bool lines);

/* Whether the JSON report has the findings that the row asks for. */
void judge_findings(
	struct buf *trouble, const struct hostile *h, struct str json);

#endif
