/*
 * phrase.c - finding thousands of fixed phrases in a text at once.
 *
 * A phrase hangs in the bucket of its first word (Latin) or of its first two
 * characters (Chinese). Buckets are chains through `next`.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/utf8.h"
#include "phrase.h"

enum { BUCKETS = 8192, NONE = -1 };

struct phrase_index {
	const struct phrase_set *set;
	int32_t word[BUCKETS], pair[BUCKETS];
	int32_t *next;
	uint16_t *len; /* of each phrase, bytes */
};

enum byte_class { SKIP, WORD, WIDE };

/*
 * Bytes of letters of alphabets are words, those of symbols are not; from
 * U+3000 on a character stands for itself. Full-width Latin is left to the
 * rule about obfuscation, which says more than a hit could.
 */
static inline enum byte_class
class_of(uint8_t c)
{
	if (c < 0x80)
		return is_alnum((char)c) || c == '$' || c == '#' || c == '%'
			       ? WORD
			       : SKIP;
	if (c >= 0xE3 && c < 0xF0)
		return WIDE;
	return (c >= 0xC3 && c <= 0xDF) || c == 0xE0 || c == 0xE1 ? WORD : SKIP;
}

static uint8_t classes[256], folded[256];

static void
classes_fill(void)
{
	for (int c = 0; c < 256; c++) {
		classes[c] = (uint8_t)class_of((uint8_t)c);
		folded[c] = (uint8_t)to_lower((char)c);
	}
}

/* Continuation bytes belong to the word that they continue. */
static inline bool
goes_on(uint8_t c)
{
	return classes[c] == WORD || (c & 0xC0) == 0x80;
}

/* The word at `*at` (one byte at least): steps over it and returns its hash. */
static uint32_t
word_hash(struct str s, size_t *at)
{
	const uint8_t *c = (const uint8_t *)s.at + *at;
	const uint8_t *end = (const uint8_t *)s.at + s.len;
	uint32_t h = 0x811c9dc5u;

	do
		h = (h ^ folded[*c++]) * 0x01000193u;
	while (c < end && goes_on(*c));
	*at = (size_t)(c - (const uint8_t *)s.at);
	return h % BUCKETS;
}

static uint32_t
pair_hash(struct str s, size_t at)
{
	uint32_t first = utf8_next(s, &at);
	uint32_t second = at < s.len ? utf8_next(s, &at) : 0;
	if (second < 0x80)
		second = (uint8_t)to_lower((char)second);
	return (first * 0x9E3779B1u + second * 0x85EBCA6Bu) >> 19;
}

static void
hang(struct phrase_index *x, int32_t i)
{
	struct str s = str_of(x->set->phrases[i].text);
	size_t at = 0;
	int32_t *bucket;

	if (classes[(uint8_t)s.at[0]] == WIDE)
		bucket = &x->pair[pair_hash(s, 0)];
	else
		bucket = &x->word[word_hash(s, &at)];
	x->len[i] = (uint16_t)s.len;
	x->next[i] = *bucket;
	*bucket = i;
}

struct phrase_index *
phrase_index_new(const struct phrase_set *set)
{
	struct phrase_index *x = memory_new(sizeof *x);

	classes_fill();
	x->set = set;
	x->next = memory_new(set->count * sizeof *x->next);
	x->len = memory_new(set->count * sizeof *x->len);
	memset(x->word, 0xFF, sizeof x->word);
	memset(x->pair, 0xFF, sizeof x->pair);
	for (size_t i = 0; i < set->count; i++)
		hang(x, (int32_t)i);
	return x;
}

void
phrase_index_free(struct phrase_index *x)
{
	if (!x)
		return;
	free(x->next);
	free(x->len);
	free(x);
}

/* A typographic apostrophe reads as the plain one. */
static size_t
apostrophe(struct str s, size_t at)
{
	if (at < s.len && s.at[at] == '\'')
		return 1;
	return str_starts(str_from(s, at), STR("\xE2\x80\x99")) ? 3 : 0;
}

static size_t
blanks(struct str s, size_t at)
{
	size_t n = 0;
	while (at + n < s.len && is_blank(s.at[at + n]))
		n++;
	return n;
}

/* What a blank of a phrase stands for: any run of blanks, or one hyphen. */
static size_t
gap(struct str s, size_t at)
{
	size_t n = blanks(s, at);
	return n ? n : at < s.len && s.at[at] == '-';
}

/* Bytes of text that one character of a phrase matches at `at`, or 0. */
static size_t
step(struct str s, size_t at, char wanted)
{
	if (wanted == ' ')
		return gap(s, at);
	if (wanted == '\'')
		return apostrophe(s, at);
	return at < s.len && to_lower(s.at[at]) == wanted;
}

/* Bytes of text that the phrase matches at `at`, or 0. */
static size_t
match(struct str s, size_t at, struct str phrase)
{
	size_t end = at;
	for (size_t i = 0; i < phrase.len; i++) {
		size_t n = step(s, end, phrase.at[i]);
		if (!n)
			return 0;
		end += n;
	}
	return end - at;
}

static bool
letter_at(struct str s, size_t at)
{
	return at < s.len && classes[(uint8_t)s.at[at]] == WORD;
}

/*
 * A Latin phrase is a whole word or more, and no half of a compound:
 * "lead-free" and "free-standing" are not "free".
 */
static bool
stands_alone(struct str s, size_t at, size_t end)
{
	uint8_t last = (uint8_t)s.at[end - 1];

	if (at >= 2 && s.at[at - 1] == '-' && goes_on((uint8_t)s.at[at - 2]))
		return false;
	if (!goes_on(last) || last >= 0xE3)
		return true;
	if (letter_at(s, end))
		return false;
	return !(end < s.len && s.at[end] == '-' && letter_at(s, end + 1));
}

static bool
ends_wide(struct str phrase)
{
	size_t at = phrase.len;
	return utf8_prev(phrase, &at) >= 0x3000;
}

/* The longest phrase of a chain that matches at `at`. */
static size_t
longest(const struct phrase_index *x, int32_t i, struct str s, size_t at,
	int32_t *found)
{
	size_t best = 0;

	for (; i != NONE; i = x->next[i]) {
		struct str p = { x->set->phrases[i].text, x->len[i] };
		size_t n = match(s, at, p);
		if (n <= best)
			continue;
		if (!ends_wide(p) && !stands_alone(s, at, at + n))
			continue;
		best = n;
		*found = i;
	}
	return best;
}

static size_t
step_over_wide(struct str s, size_t at)
{
	utf8_next(s, &at);
	return at;
}

void
phrase_scan(const struct phrase_index *x, struct arena *arena, struct str s,
	phrase_hits *hits)
{
	size_t at = 0;

	if (!x->set->count)
		return;
	while (at < s.len) {
		enum byte_class class = classes[(uint8_t)s.at[at]];
		size_t next, len;
		int32_t chain, found = NONE;

		if (class == SKIP) {
			at++;
			continue;
		}
		if (class == WIDE) {
			next = step_over_wide(s, at);
			chain = x->pair[pair_hash(s, at)];
		} else {
			next = at;
			chain = x->word[word_hash(s, &next)];
		}
		len = chain == NONE ? 0 : longest(x, chain, s, at, &found);
		if (len) {
			struct phrase_hit *h = list_push(arena, hits);
			h->phrase = &x->set->phrases[found];
			h->at = (uint32_t)at;
			h->len = (uint32_t)len;
			if (at + len > next)
				next = at + len;
		}
		at = next;
	}
}
