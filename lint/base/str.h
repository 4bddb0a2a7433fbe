/*
 * str.h - borrowed text, and places in the file.
 *
 * `struct str` borrows: it owns nothing, has no terminator and may hold NUL
 * bytes. What it points to lives in the file's bytes, in an arena or in the
 * binary. `struct buf` (buf.h) owns. The type tells which.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *at;
	size_t len;
};

/* Raw bytes of the file: the only coordinate a user is ever shown. */
struct span {
	uint32_t at, len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_NONE     ((struct str){ NULL, 0 })

/* For "%.*s"; only for text that is known to be printable. */
#define STR_ARG(s) (int)(s).len, (s).at

/* Small enough to cost nothing where they are called with constants. */
static inline struct str
str_of(const char *c_string)
{
	return (struct str){ c_string, c_string ? strlen(c_string) : 0 };
}

static inline struct str
str_range(const char *from, const char *end)
{
	return (struct str){ from, (size_t)(end - from) };
}

/* The part of `s` that starts at `at`; both ends are clamped to `s`. */
static inline struct str
str_sub(struct str s, size_t at, size_t len)
{
	if (at > s.len)
		at = s.len;
	if (len > s.len - at)
		len = s.len - at;
	/* the analyzer would think that text with a length may have no bytes */
#ifdef __clang_analyzer__
	return (struct str){ s.at + at, len };
#else
	return (struct str){ s.at ? s.at + at : NULL, len };
#endif
}

static inline struct str
str_from(struct str s, size_t at)
{
	return str_sub(s, at, s.len);
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.at, b.at, a.len));
}

static inline bool
str_starts(struct str s, struct str prefix)
{
	if (s.len < prefix.len)
		return false;
	/* Only an empty str has no address. */
	/* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker) */
	return prefix.len == 0 || !memcmp(s.at, prefix.at, prefix.len);
}

bool str_ends(struct str s, struct str suffix);
/* Order of bytes, shorter first where one is a prefix: for sorting. */
int str_cmp(struct str a, struct str b);

/* Offset of the first match, or s.len when there is none. */
size_t str_find(struct str s, struct str what);
size_t str_ifind(struct str s, struct str what);
size_t str_rchr(struct str s, char c);
/* How many bytes are `c`. */
size_t str_count(struct str s, char c);
/* Offset of the first byte above 0x7F, or s.len. */
size_t str_high(struct str s);
bool str_has(struct str s, struct str what);
bool str_ihas(struct str s, struct str what);

static inline bool
str_is_ascii(struct str s)
{
	return str_high(s) == s.len;
}

static inline size_t
str_chr(struct str s, char c)
{
	/* Only an empty str has no address. */
	/* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker) */
	const char *hit = s.len ? memchr(s.at, (uint8_t)c, s.len) : NULL;
	return hit ? (size_t)(hit - s.at) : s.len;
}

/* Without blanks (SP, TAB, CR, LF) at both ends. */
struct str str_trim(struct str s);

/*
 * Cuts `rest` at the first `c`: returns what stands before it and leaves in
 * `rest` what stands after. The last piece leaves `rest` with at == NULL.
 */
struct str str_cut(struct str *rest, char c);

/* Whole decimal number; false when anything else stands in `s` or it wraps. */
bool str_number(struct str s, uint64_t *value);

/* FNV-1a, ASCII letters folded. */
uint32_t str_ihash(struct str s);

/* The ctype of mail: ASCII only, never the locale. */
static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool
is_alpha(char c)
{
	return is_upper(c) || is_lower(c);
}

static inline bool
is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

/* SP, TAB, CR, LF: what RFC 5322 calls FWS. */
static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline char
to_lower(char c)
{
	return is_upper(c) ? (char)(c + 32) : c;
}

static inline char
to_upper(char c)
{
	return is_lower(c) ? (char)(c - 32) : c;
}

/* Letters of ASCII compare without case; all other bytes exactly. */
static inline bool
str_ieq(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (a.at[i] != b.at[i] && to_lower(a.at[i]) != to_lower(b.at[i]))
			return false;
	return true;
}

static inline bool
str_istarts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
		str_ieq((struct str){ s.at, prefix.len }, prefix);
}

static inline bool
str_iends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
		str_ieq(str_from(s, s.len - suffix.len), suffix);
}

/* 0 to 15, or -1. */
static inline int
hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static inline struct span
span_of(size_t at, size_t len)
{
	return (struct span){ (uint32_t)at, (uint32_t)len };
}

static inline uint32_t
span_end(struct span s)
{
	return s.at + s.len;
}

/* The smallest span that covers both. */
struct span span_join(struct span a, struct span b);

#endif
