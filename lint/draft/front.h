/* front.h - YAML front matter of a draft, as header fields (by libyaml). */
#ifndef DRAFT_FRONT_H
#define DRAFT_FRONT_H

#include "headers.h"

/*
 * Where front matter ends: the first byte after its second "---" line, or
 * `at` when the text at `at` does not begin with front matter.
 */
size_t front_end(struct str file, size_t at);

/*
 * Adds what front matter says about the mail to `out`: subject, from, to, cc,
 * bcc, reply-to, preheader, and one field for each attachment. Their texts
 * lead to the bytes of the YAML scalars. YAML that cannot be parsed is noted
 * and read line by line. Addresses are left to the caller.
 */
void front_read(struct headers *out, struct arena *arena, struct str file,
	struct span front, const struct part *part, struct defects *defects);

#endif
