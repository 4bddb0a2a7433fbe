/*
 * delimiters.h - where a template tag begins and ends.
 *
 * Only the tags whose delimiters leave no doubt. What stands between them is
 * judged by draft/tagname.h.
 */
#ifndef DRAFT_DELIMITERS_H
#define DRAFT_DELIMITERS_H

#include "template.h"

enum closer {
	CLOSE_CURLY4,
	CLOSE_CURLY3,
	CLOSE_CURLY_NOTE,
	CLOSE_CURLY_C,
	CLOSE_CURLY,
	CLOSE_STATEMENT,
	CLOSE_NOTE,
	CLOSE_ANGLE,
	CLOSE_MAILCHIMP,
	CLOSE_SCRIPT,
	CLOSE_INLINE,
	CLOSE_BLADE,
	CLOSE_SQUARE2,
	CLOSE_BRACE,
	CLOSE_COMMENT, /* endcomment */
	CLOSE_RAW,     /* endraw */
	CLOSE_VERBATIM,
	CLOSERS
};

/*
 * Remembers where each closing delimiter was found last, so that a text of
 * nothing but opening ones is searched once, not once an opening.
 */
struct delimiters {
	struct str s;
	struct {
		size_t from, hit; /* none in [from, hit) */
		bool known;
	} seen[CLOSERS];
};

void delimiters_init(struct delimiters *d, struct str s);

/* The first closing delimiter at or after `from`, or s.len. Calls for one
 * closer go forward through the text. */
size_t delimiters_find(struct delimiters *d, enum closer c, size_t from);

/* Length of the tag at `at` with both delimiters; 0 when there is none. */
size_t delimiters_match(
	struct delimiters *d, size_t at, enum dialect *dialect);

/* Length of the group { } at `at`, with groups in it, in at most `most`
 * bytes; 0 when it is not closed. */
size_t delimiters_group(struct str s, size_t at, size_t most);

/* True when a template tag may stand somewhere in `s`. */
bool delimiters_any(struct str s);

#endif
