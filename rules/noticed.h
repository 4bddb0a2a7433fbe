/*
 * noticed.h - for rules about what the reader noticed in the bytes: a fault
 * that stands in many places is one finding, with the count.
 */
#ifndef RULES_NOTICED_H
#define RULES_NOTICED_H

#include "rules.h"

static inline struct where
at_defect(const struct defect *d)
{
	return at_span(d->span, d->part);
}

static inline bool
in_body(const struct defect *d)
{
	return d->part && d->span.at >= d->part->body.at;
}

/* How many of a code there are outside of attached messages. */
size_t noticed(const struct draft *d, enum defect_code code);
const struct defect *noticed_first(
	const struct draft *d, enum defect_code code);

/* A number of defects as an argument: "7", or "20+", for not all are kept. */
struct str arg_noticed(struct check *c, size_t n);

#endif
