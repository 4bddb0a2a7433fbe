/* str.c - borrowed text. */
#include <string.h>

#include "str.h"

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_from(s, s.len - suffix.len), suffix);
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

/*
 * Searching. The rarest byte of what is looked for is found with memchr, then
 * what stands around it is compared. Long needles are left to memmem, which
 * is linear whatever the text.
 */

enum { SHORT = 16 };

/* Bytes of mail from common to rare; the others are rarer still. */
static const uint8_t commonness[256] = {
	[' '] = 28,
	['e'] = 27,
	['t'] = 26,
	['o'] = 25,
	['a'] = 24,
	['i'] = 23,
	['n'] = 22,
	['s'] = 21,
	['r'] = 20,
	['l'] = 19,
	['h'] = 18,
	['d'] = 17,
	['c'] = 16,
	['u'] = 15,
	['m'] = 14,
	['\n'] = 13,
	['p'] = 12,
	['.'] = 11,
	['g'] = 10,
	['f'] = 9,
	['y'] = 8,
	['w'] = 7,
	['b'] = 6,
	['v'] = 5,
	['0'] = 4,
	['k'] = 3,
	['-'] = 2,
	[','] = 1,
};

/* Upper case counts as rare: str_ifind looks for both cases. */
static size_t
rarest(struct str what)
{
	size_t best = 0;
	uint8_t least = commonness[(uint8_t)what.at[0]];

	for (size_t i = 1; i < what.len && least; i++) {
		uint8_t common = commonness[(uint8_t)what.at[i]];
		if (common < least) {
			least = common;
			best = i;
		}
	}
	return best;
}

/* The first `c` in s[at, end), or `end`. */
static size_t
next_of(struct str s, char c, size_t at, size_t end)
{
	return at + str_chr((struct str){ s.at + at, end - at }, c);
}

size_t
str_find(struct str s, struct str what)
{
	if (what.len == 0)
		return 0;
	if (s.len < what.len)
		return s.len;
	if (what.len > SHORT) {
		const char *hit = memmem(s.at, s.len, what.at, what.len);
		return hit ? (size_t)(hit - s.at) : s.len;
	}
	size_t pivot = rarest(what), end = s.len - what.len + pivot + 1;
	char c = what.at[pivot];
	for (size_t at = next_of(s, c, pivot, end); at < end;
		at = next_of(s, c, at + 1, end))
		if (!memcmp(s.at + at - pivot, what.at, what.len))
			return at - pivot;
	return s.len;
}

size_t
str_ifind(struct str s, struct str what)
{
	if (what.len == 0)
		return 0;
	if (s.len < what.len)
		return s.len;
	size_t pivot = rarest(what), end = s.len - what.len + pivot + 1;
	char low = to_lower(what.at[pivot]), high = to_upper(low);
	size_t next_low = next_of(s, low, pivot, end);
	size_t next_high = high == low ? end : next_of(s, high, pivot, end);
	for (;;) {
		bool is_low = next_low < next_high;
		size_t at = is_low ? next_low : next_high;
		if (at == end)
			return s.len;
		if (str_ieq((struct str){ s.at + at - pivot, what.len }, what))
			return at - pivot;
		if (is_low)
			next_low = next_of(s, low, at + 1, end);
		else
			next_high = next_of(s, high, at + 1, end);
	}
}

size_t
str_rchr(struct str s, char c)
{
	const char *hit = s.len ? memrchr(s.at, c, s.len) : NULL;
	return hit ? (size_t)(hit - s.at) : s.len;
}

/* A fixed number at once, and a sum of one byte: vector code. */
size_t
str_count(struct str s, char c)
{
	enum { AT_ONCE = 64 };
	size_t n = 0, at = 0;

	for (; s.len - at >= AT_ONCE; at += AT_ONCE) {
		uint8_t some = 0;
		for (size_t i = 0; i < AT_ONCE; i++)
			some = (uint8_t)(some + (s.at[at + i] == c));
		n += some;
	}
	for (; at < s.len; at++)
		n += s.at[at] == c;
	return n;
}

#define HIGH_BITS 0x8080808080808080u

size_t
str_high(struct str s)
{
	size_t at = 0;

	for (uint64_t w[4]; s.len - at >= sizeof w; at += sizeof w) {
		memcpy(w, s.at + at, sizeof w);
		if ((w[0] | w[1] | w[2] | w[3]) & HIGH_BITS)
			break;
	}
	for (uint64_t eight; s.len - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, s.at + at, sizeof eight);
		if (eight & HIGH_BITS)
			break;
	}
	while (at < s.len && (uint8_t)s.at[at] < 0x80)
		at++;
	return at;
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
