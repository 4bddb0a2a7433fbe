/* line.c - a short line for a look-up. */
#include "line.h"

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
