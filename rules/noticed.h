/*
 * noticed.h - for rules about how a mail is written: what the reader noticed
 * in the bytes, where a fault that stands in many places is one finding with
 * the count, and the parts.
 */
#ifndef RULES_NOTICED_H
#define RULES_NOTICED_H

#include "rules.h"

/* Parts that belong to the mail itself. */
#define own_parts_each(p, d)                                                   \
	list_each (struct part *, p##_at, &(d)->parts)                         \
		for (const struct part *p = *p##_at; p && !p->attached;        \
			p = NULL)

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
