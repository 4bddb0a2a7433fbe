/*
 * full.h - the inside of the full report: a draft on its way to a person.
 */
#ifndef REPORT_FULL_H
#define REPORT_FULL_H

#include "paint.h"

struct sheet {
	struct buf *out;
	const struct report_settings *settings;
	const struct result *result;
};

/* A text in the reader's language. */
void sheet_words(const struct sheet *s, const char *english);

/* A finding: what, where, its line, and what to do. */
void full_finding(const struct sheet *s, const struct result_finding *f);
const char *full_severity(enum severity s);
const char *full_evidence(enum evidence e);

/* What was found over all drafts together. */
void full_batch(struct report *r, const struct report_summary *s);

/* The risk of the draft, the way down, and how it was read. */
void full_verdict(const struct sheet *s);
void full_kind(const struct sheet *s);
void full_remarks(const struct sheet *s);

#endif
