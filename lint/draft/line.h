/* line.h - the lines of a text, one after the other. */
#ifndef DRAFT_LINE_H
#define DRAFT_LINE_H

#include "../base/utf8.h"

struct line {
	struct str s; /* without its line end */
	size_t at;    /* where it begins */
	size_t next;  /* where the next one does */
};

/* The line that begins at `at`; false at the end of the text. */
static inline bool
line_at(struct str text, size_t at, struct line *l)
{
	if (at >= text.len)
		return false;
	struct str rest = str_from(text, at);
	size_t n = str_chr(rest, '\n');
	l->at = at;
	l->next = at + n + (n < rest.len);
	if (n && rest.at[n - 1] == '\r')
		n--;
	l->s = str_sub(rest, 0, n);
	return true;
}

static inline bool
line_is_blank(const struct line *l)
{
	for (size_t i = 0; i < l->s.len; i++)
		if (!is_blank(l->s.at[i]))
			return false;
	return true;
}

/*
 * The trimmed line for a look-up where case does not count in ASCII: its other
 * letters are in lower case. Empty when those need more than the space.
 */
struct str line_folded(struct str s, char *space, size_t size);

#endif
