/* promise.h - what the author promises to attach (for attachments.c). */
#ifndef RULES_PROMISE_H
#define RULES_PROMISE_H

#include "check/rule.h"

/* A sentence under examination. */
struct reading {
	const struct prose *prose;
	const struct sentence *sentence;
};

/* What was found, in the text of the prose; len 0: nothing. */
struct promise {
	size_t at, len;
};

struct promise promise_in(const struct reading *r);

/* False when no word stands in the text that any promise holds: most mails
 * stop here. */
bool may_promise(const struct prose *p);

#endif
