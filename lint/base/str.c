/* str.c - borrowed text. */
#include <string.h>

#include "str.h"

bool
str_ieq(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (to_lower(a.at[i]) != to_lower(b.at[i]))
			return false;
	return true;
}

bool
str_istarts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       str_ieq(str_sub(s, 0, prefix.len), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_from(s, s.len - suffix.len), suffix);
}

bool
str_iends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_ieq(str_from(s, s.len - suffix.len), suffix);
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.at, b.at, n) : 0;
	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

size_t
str_find(struct str s, struct str what)
{
	if (what.len == 0)
		return 0;
	if (s.len < what.len)
		return s.len;
	const char *hit = memmem(s.at, s.len, what.at, what.len);
	return hit ? (size_t)(hit - s.at) : s.len;
}

size_t
str_ifind(struct str s, struct str what)
{
	for (size_t i = 0; i + what.len <= s.len; i++)
		if (str_ieq(str_sub(s, i, what.len), what))
			return i;
	return s.len;
}

size_t
str_chr(struct str s, char c)
{
	const char *hit = s.len ? memchr(s.at, c, s.len) : NULL;
	return hit ? (size_t)(hit - s.at) : s.len;
}

size_t
str_rchr(struct str s, char c)
{
	const char *hit = s.len ? memrchr(s.at, c, s.len) : NULL;
	return hit ? (size_t)(hit - s.at) : s.len;
}

bool
str_has(struct str s, struct str what)
{
	return what.len == 0 || str_find(s, what) < s.len;
}

bool
str_ihas(struct str s, struct str what)
{
	return what.len == 0 || str_ifind(s, what) < s.len;
}

struct str
str_trim(struct str s)
{
	while (s.len && is_blank(s.at[0]))
		s = str_from(s, 1);
	while (s.len && is_blank(s.at[s.len - 1]))
		s.len--;
	return s;
}

struct str
str_cut(struct str *rest, char c)
{
	size_t at = str_chr(*rest, c);
	struct str piece = str_sub(*rest, 0, at);
	*rest = at < rest->len ? str_from(*rest, at + 1) : STR_NONE;
	return piece;
}

bool
str_number(struct str s, uint64_t *value)
{
	uint64_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (!is_digit(s.at[i]) || __builtin_mul_overflow(n, 10, &n) ||
			__builtin_add_overflow(
				n, (uint64_t)(s.at[i] - '0'), &n))
			return false;
	}
	*value = n;
	return s.len > 0;
}

uint32_t
str_ihash(struct str s)
{
	uint32_t h = 0x811c9dc5u;
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (uint8_t)to_lower(s.at[i])) * 0x01000193u;
	return h;
}

struct span
span_join(struct span a, struct span b)
{
	uint32_t at = a.at < b.at ? a.at : b.at;
	uint32_t end = span_end(a) > span_end(b) ? span_end(a) : span_end(b);
	return (struct span){ at, end - at };
}

bool
span_overlaps(struct span a, struct span b)
{
	return a.at < span_end(b) && b.at < span_end(a);
}
