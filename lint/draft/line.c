/* line.c - the lines of a text. */
#include "../base/marks.h"
#include "line.h"

/* Notes each line that a LF of the 64 bytes at `at` begins; returns how many
 * there are now. */
static size_t
note_lines(uint32_t *starts, size_t n, struct str s, size_t at)
{
	char rest[MARKS] = { 0 };
	const char *c = s.at + at;

	if (s.len - at < MARKS)
		c = memcpy(rest, c, s.len - at);
	for (uint64_t ends = marks_equal(c, '\n'); ends; ends &= ends - 1)
		starts[n++] = (uint32_t)(at + marks_first(ends) + 1);
	return n;
}

struct lines
lines_of(struct arena *arena, struct str s)
{
	size_t most = str_count(s, '\n') + 2, n = 1;
	uint32_t *starts = arena_room(arena, most, sizeof *starts);

	starts[0] = 0;
	for (size_t at = 0; at < s.len; at += MARKS)
		n = note_lines(starts, n, s, at);
	if (starts[n - 1] < s.len)
		starts[n++] = (uint32_t)s.len;
	return (struct lines){ s, starts, n - 1, 0 };
}

size_t
lines_find(const struct lines *l, size_t at)
{
	size_t low = 0, high = l->n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (l->starts[middle] - l->base <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct lines
lines_part(const struct lines *l, size_t at, size_t len)
{
	struct lines part = *l;
	size_t first = lines_find(l, at);

	part.s = str_sub(l->s, at, len);
	part.starts += first;
	part.base += (uint32_t)at;
	part.n =
		part.s.len ? lines_find(l, at + part.s.len - 1) + 1 - first : 0;
	return part;
}

struct str
line_folded(struct str s, char *space, size_t size)
{
	size_t n = 0, at = 0;

	s = str_trim(s);
	if (str_is_ascii(s))
		return s;
	while (at < s.len) {
		if (n + 4 > size)
			return (struct str){ space, 0 };
		if (s.at[at] & 0x80)
			n += utf8_put(space + n, rune_lower(utf8_next(s, &at)));
		else
			space[n++] = to_lower(s.at[at++]);
	}
	return (struct str){ space, n };
}
