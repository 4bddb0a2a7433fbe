/* line.h - the lines of a text. */
#ifndef DRAFT_LINE_H
#define DRAFT_LINE_H

#include "../base/arena.h"
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

/* All lines of a text, looked for once. */
struct lines {
	struct str s;
	const uint32_t *starts; /* where each begins, and then the end */
	size_t n;
	uint32_t base; /* what to take off each: `s` is part of a text */
};

struct lines lines_of(struct arena *arena, struct str s);

/* Those of [at, at + len), which begins and ends where a line does. */
struct lines lines_part(const struct lines *l, size_t at, size_t len);

/* The number of the line that holds `at`. */
size_t lines_find(const struct lines *l, size_t at);

static inline struct line
lines_nth(const struct lines *l, size_t i)
{
	size_t at = l->starts[i] - l->base, next = l->starts[i + 1] - l->base;
	size_t end = next;

	if (l->s.at[end - 1] == '\n')
		end--;
	if (end > at && l->s.at[end - 1] == '\r')
		end--;
	return (struct line){ str_range(l->s.at + at, l->s.at + end), at,
		next };
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
