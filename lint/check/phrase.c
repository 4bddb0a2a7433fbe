/*
 * phrase.c - finding thousands of fixed phrases in a text at once.
 *
 * A phrase hangs in the bucket of its first word (Latin) or of its first two
 * characters (Chinese). Buckets are chains through `next`. Many phrases begin
 * with the same word, so the first letter of the second one is compared
 * before anything else is.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/utf8.h"
#include "phrase.h"

enum { BUCKETS = 8192, NONE = UINT16_MAX };

/* A phrase in its bucket. */
struct link {
	uint16_t next;
	uint16_t len;	/* of the phrase, bytes */
	uint8_t second; /* first byte of its second word; 0: any will do */
};

struct phrase_index {
	const struct phrase_set *set;
	uint16_t word[BUCKETS], pair[BUCKETS];
	struct link *links; /* one for each phrase */
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

static bool
is_wide(struct str s, size_t at)
{
	return classes[(uint8_t)s.at[at]] == WIDE;
}

/* What `link.second` says about a phrase whose first word ends at `end`. */
static uint8_t
second_of(struct str phrase, size_t end)
{
	if (end + 1 >= phrase.len || phrase.at[end] != ' ' ||
		phrase.at[end + 1] == '\'')
		return 0;
	return (uint8_t)phrase.at[end + 1];
}

static void
hang(struct phrase_index *x, size_t i)
{
	struct str s = str_of(x->set->phrases[i].text);
	struct link *l = &x->links[i];
	uint16_t *bucket;
	size_t end = 0;

	if (is_wide(s, 0)) {
		bucket = &x->pair[pair_hash(s, 0)];
	} else {
		bucket = &x->word[word_hash(s, &end)];
		l->second = second_of(s, end);
	}
	l->len = (uint16_t)s.len;
	l->next = *bucket;
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
	memset(x->word, 0xFF, sizeof x->word);
	memset(x->pair, 0xFF, sizeof x->pair);
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

/* The first letter of the word behind the one that ends at `end`, or 0. */
static uint8_t
second_at(struct str s, size_t end)
{
	size_t n = gap(s, end);
	return n && end + n < s.len ? (uint8_t)to_lower(s.at[end + n]) : 0;
}

/* A place where phrases may begin. */
struct start {
	size_t at, next; /* `next`: behind its first word or character */
	uint16_t chain;
};

/* The longest phrase of a chain that matches there; its length. */
static size_t
longest(const struct phrase_index *x, const struct start *start, struct str s,
	uint16_t *found)
{
	size_t best = 0, at = start->at;
	uint8_t second = second_at(s, start->next);

	for (uint16_t i = start->chain; i != NONE; i = x->links[i].next) {
		const struct link *l = &x->links[i];
		if (l->second && l->second != second)
			continue;
		struct str p = { x->set->phrases[i].text, l->len };
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

static struct start
start_at(const struct phrase_index *x, struct str s, size_t at)
{
	struct start start = { .at = at, .next = at };

	if (is_wide(s, at)) {
		utf8_next(s, &start.next);
		start.chain = x->pair[pair_hash(s, at)];
	} else {
		start.chain = x->word[word_hash(s, &start.next)];
	}
	return start;
}

/* Adds the phrase that begins there, if any; returns where to go on. */
static size_t
take(const struct phrase_index *x, struct arena *arena, struct str s,
	const struct start *start, phrase_hits *hits)
{
	uint16_t found;
	size_t len = longest(x, start, s, &found);

	if (!len)
		return start->next;
	*list_push(arena, hits) = (struct phrase_hit){ &x->set->phrases[found],
		(uint32_t)start->at, (uint32_t)len };
	size_t end = start->at + len;
	return end > start->next ? end : start->next;
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
		struct start start = start_at(x, s, at);
		at = start.next;
		if (start.chain != NONE)
			at = take(x, arena, s, &start, hits);
	}
}
