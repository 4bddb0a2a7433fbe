/*
 * phrase.c - finding thousands of fixed phrases in a text at once.
 *
 * A phrase hangs in the bucket of its first word (Latin) or of its first two
 * characters (Chinese). Buckets are chains through `next`. Many phrases begin
 * with the same word, so the first letter of the second one counts, too.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/utf8.h"
#include "phrase.h"

enum { BUCKETS = 8192, FIRSTS = 1 << 16, NONE = UINT16_MAX };

/* A phrase in its bucket. */
struct link {
	uint32_t key; /* of its bucket; few phrases share one */
	uint16_t next;
	uint16_t len; /* of the phrase, bytes */
};

struct phrase_index {
	const struct phrase_set *set;
	uint16_t buckets[BUCKETS];
	uint64_t firsts[FIRSTS / 64]; /* a bit for each first word */
	struct link *links;	      /* one for each phrase */
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

/* `inside`: the byte in lower case where it can be inside a word, else 0. */
static uint8_t classes[256], inside[256];

static void
classes_fill(void)
{
	for (int c = 0; c < 256; c++) {
		bool continues = (c & 0xC0) == 0x80;
		classes[c] = (uint8_t)class_of((uint8_t)c);
		if (classes[c] == WORD || continues)
			inside[c] = (uint8_t)to_lower((char)c);
	}
}

static inline bool
goes_on(uint8_t c)
{
	return inside[c] != 0;
}

/* The word at `*at` (one byte at least): steps over it and returns its hash. */
static uint32_t
word_hash(struct str s, size_t *at)
{
	const uint8_t *c = (const uint8_t *)s.at + *at;
	const uint8_t *end = (const uint8_t *)s.at + s.len;
	uint32_t h = 0x811c9dc5u;
	uint8_t byte = inside[*c];

	do
		h = (h ^ byte) * 0x01000193u;
	while (++c < end && (byte = inside[*c]));
	*at = (size_t)(c - (const uint8_t *)s.at);
	return h;
}

/* Of a first word and the first byte of the second one, if that counts. */
static uint32_t
word_key(uint32_t hash, uint8_t second)
{
	return hash + second * 0x9E3779B1u;
}

static uint32_t
pair_key(struct str s, size_t at)
{
	uint32_t first = utf8_next(s, &at);
	uint32_t second = at < s.len ? utf8_next(s, &at) : 0;
	if (second < 0x80)
		second = (uint8_t)to_lower((char)second);
	return (first * 0x9E3779B1u + second * 0x85EBCA6Bu) >> 9;
}

static bool
is_wide(struct str s, size_t at)
{
	return classes[(uint8_t)s.at[at]] == WIDE;
}

/* First byte of the second word of a phrase whose first word ends at `end`; 0:
 * it has none, or one that a text may write in two ways. */
static uint8_t
second_of(struct str phrase, size_t end)
{
	if (end + 1 >= phrase.len || phrase.at[end] != ' ' ||
		phrase.at[end + 1] == '\'')
		return 0;
	return (uint8_t)phrase.at[end + 1];
}

/* Most words of a text begin no phrase: one bit tells. */
static uint32_t
first_bit(uint32_t hash)
{
	return (hash ^ hash >> 16) % FIRSTS;
}

static void
note_first(struct phrase_index *x, uint32_t hash)
{
	uint32_t bit = first_bit(hash);
	x->firsts[bit / 64] |= (uint64_t)1 << bit % 64;
}

static bool
may_begin(const struct phrase_index *x, uint32_t hash)
{
	uint32_t bit = first_bit(hash);
	return x->firsts[bit / 64] >> bit % 64 & 1;
}

static uint32_t
key_of(struct phrase_index *x, struct str phrase)
{
	size_t end = 0;

	if (is_wide(phrase, 0))
		return pair_key(phrase, 0);
	uint32_t hash = word_hash(phrase, &end);
	note_first(x, hash);
	return word_key(hash, second_of(phrase, end));
}

static void
hang(struct phrase_index *x, size_t i)
{
	struct str s = str_of(x->set->phrases[i].text);
	uint32_t key = key_of(x, s);
	uint16_t *bucket = &x->buckets[key % BUCKETS];

	x->links[i] = (struct link){ key, *bucket, (uint16_t)s.len };
	*bucket = (uint16_t)i;
}

struct phrase_index *
phrase_index_new(const struct phrase_set *set)
{
	struct phrase_index *x = memory_new(sizeof *x);

	assert(set->count < NONE);
	classes_fill();
	x->set = set;
	x->links = memory_new(set->count * sizeof *x->links);
	memset(x->buckets, 0xFF, sizeof x->buckets);
	for (size_t i = 0; i < set->count; i++)
		hang(x, i);
	return x;
}

void
phrase_index_free(struct phrase_index *x)
{
	if (!x)
		return;
	free(x->links);
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

/* What a blank of a phrase stands for: any run of blanks, or one hyphen. */
static size_t
gap(struct str s, size_t at)
{
	size_t n = 0;

	if (at < s.len && s.at[at] == '-')
		return 1;
	while (at + n < s.len && is_blank(s.at[at + n]))
		n++;
	return n;
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

/* The first letter of the word behind the one that ends at `end`, or 0. */
static uint8_t
second_at(struct str s, size_t end)
{
	size_t n = gap(s, end);
	return n && end + n < s.len ? (uint8_t)to_lower(s.at[end + n]) : 0;
}

struct hit {
	size_t len; /* 0: none */
	uint16_t phrase;
};

/* The first phrase with that key from `i` on in its bucket, or NONE. */
static inline uint16_t
with_key(const struct phrase_index *x, uint32_t key, uint16_t i)
{
	while (i != NONE && x->links[i].key != key)
		i = x->links[i].next;
	return i;
}

/* The longest phrase that matches at `at`, if longer than `hit`; of those with
 * one key, `i` is the first. */
static void
longest(const struct phrase_index *x, uint16_t i, struct str s, size_t at,
	struct hit *hit)
{
	uint32_t key = x->links[i].key;

	for (; i != NONE; i = with_key(x, key, x->links[i].next)) {
		struct str p = { x->set->phrases[i].text, x->links[i].len };
		size_t n = match(s, at, p);
		if (n > hit->len &&
			(ends_wide(p) || stands_alone(s, at, at + n)))
			*hit = (struct hit){ n, i };
	}
}

static inline void
try_key(const struct phrase_index *x, uint32_t key, struct str s, size_t at,
	struct hit *hit)
{
	uint16_t i = with_key(x, key, x->buckets[key % BUCKETS]);
	if (i != NONE)
		longest(x, i, s, at, hit);
}

/* The phrase that begins at the word or wide character at `*at`; steps over
 * that. */
static struct hit
hit_at(const struct phrase_index *x, struct str s, size_t *at)
{
	size_t from = *at;
	struct hit hit = { 0 };

	if (is_wide(s, from)) {
		utf8_next(s, at);
		try_key(x, pair_key(s, from), s, from, &hit);
		return hit;
	}
	uint32_t hash = word_hash(s, at);
	if (!may_begin(x, hash))
		return hit;
	uint8_t second = second_at(s, *at);
	if (second)
		try_key(x, word_key(hash, second), s, from, &hit);
	try_key(x, word_key(hash, 0), s, from, &hit);
	return hit;
}

void
phrase_scan(const struct phrase_index *x, struct arena *arena, struct str s,
	phrase_hits *hits)
{
	size_t at = 0;

	while (at < s.len) {
		if (classes[(uint8_t)s.at[at]] == SKIP) {
			at++;
			continue;
		}
		size_t from = at;
		struct hit hit = hit_at(x, s, &at);
		if (!hit.len)
			continue;
		*list_push(arena, hits) =
			(struct phrase_hit){ &x->set->phrases[hit.phrase],
				(uint32_t)from, (uint32_t)hit.len };
		if (from + hit.len > at)
			at = from + hit.len;
	}
}
