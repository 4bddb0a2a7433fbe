/* headers.h - what rules about header fields share. */
#ifndef RULES_HEADERS_H
#define RULES_HEADERS_H

#include "noticed.h"

static inline bool
is_message(const struct draft *d)
{
	return d->has_header && (d->source->kind == SOURCE_MESSAGE ||
					d->source->kind == SOURCE_MBOX);
}

static inline bool
has_field(const struct draft *d, enum header_id id)
{
	return headers_find(d->headers, id) != NULL;
}

/* A mail program fills such a draft in when it is opened. */
static inline bool
is_unsent(const struct draft *d)
{
	return has_field(d, HEADER_X_UNSENT) ||
	       headers_named(d->headers, "X-Mozilla-Draft-Info") ||
	       headers_named(d->headers, "X-Uniform-Type-Identifier");
}

/* Fields that only a program writes that has the whole mail. */
static inline bool
is_finished(const struct draft *d)
{
	return is_message(d) && !is_unsent(d) &&
	       (has_field(d, HEADER_DATE) || has_field(d, HEADER_MESSAGE_ID));
}

#endif
