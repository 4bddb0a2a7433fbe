/*
 * pasted.h - a text that begins with header lines, as people copy or type
 * them: "Subject: ...", "**To:** ...", 主题：..., 收件人：...
 */
#ifndef DRAFT_PASTED_H
#define DRAFT_PASTED_H

#include "headers.h"

/* True when the first line with something in it is such a header line. */
bool pasted_starts(struct str utf8);

/*
 * Adds the fields at the start of `body` to `out`; their texts are stretches
 * of `body`. Returns where in `body` the text after them begins: 0 when it
 * does not begin with header lines. Addresses are left to the caller.
 */
size_t pasted_read(struct headers *out, struct arena *arena,
	const struct text *body);

#endif
