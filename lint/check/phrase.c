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

#include "../base/marks.h"
#include "../base/memory.h"
#include "../base/utf8.h"
#include "phrase.h"

enum { BUCKETS = 8192, BITS = 1 << 16, NONE = UINT16_MAX };

/* A phrase in its bucket. */
struct link {
	uint32_t key; /* of its bucket; few phrases share one */
	uint16_t next;
	uint16_t len; /* of the phrase, bytes */
};

struct phrase_index {
	const struct phrase_set *set;
	uint16_t buckets[BUCKETS];
	uint64_t bits[BITS / 64]; /* of first words; see note_word() */
	struct link *links;	  /* one for each phrase */
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

static uint8_t classes[256];
static bool inside[256]; /* a word goes on with that byte */

static void
classes_fill(void)
{
	for (int c = 0; c < 256; c++) {
		bool continues = (c & 0xC0) == 0x80;
		classes[c] = (uint8_t)class_of((uint8_t)c);
		inside[c] = classes[c] == WORD || continues;
	}
}

static inline bool
goes_on(uint8_t c)
{
	return inside[c];
}

/* Where the word that goes on at `at` ends. */
static size_t
word_end(struct str s, size_t at)
{
	while (at < s.len && goes_on((uint8_t)s.at[at]))
		at++;
	return at;
}

/* Long words that begin alike and are of one length have one hash. Letters are
 * alike in both cases; the bit that does it makes other bytes alike, too. */
static inline uint32_t
word_hash(struct str s, size_t at, size_t len)
{
	uint64_t lower = load_head(s, at, len) | 0x2020202020202020u;
	return (uint32_t)((lower + len) * 0x9E3779B97F4A7C15u >> 32);
}

/* Of the word at `at`, or of the one byte that stands there instead. */
static uint32_t
second_hash(struct str s, size_t at)
{
	size_t len = word_end(s, at) - at;
	return len ? word_hash(s, at, len) : (uint8_t)s.at[at];
}

/* Of the first word and the second one, if that counts. */
static uint32_t
word_key(uint32_t first, uint32_t second)
{
	return first + second * 0x9E3779B1u;
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

/* What follows the first word of a phrase, which ends at `end`: the hash of the
 * second one, or an apostrophe. 0: nothing, or what a text may write in two
 * ways. */
static uint32_t
second_of(struct str phrase, size_t end)
{
	if (end + 1 >= phrase.len)
		return 0;
	if (phrase.at[end] == '\'')
		return '\'';
	if (phrase.at[end] != ' ' || phrase.at[end + 1] == '\'')
		return 0;
	return second_hash(phrase, end + 1);
}

/* A typographic apostrophe reads as the plain one. */
static size_t
apostrophe(struct str s, size_t at)
{
	if (at < s.len && s.at[at] == '\'')
		return 1;
	return str_starts(str_from(s, at), STR("\xE2\x80\x99")) ? 3 : 0;
}

/*
 * Most words of a text begin no phrase, and most others are followed by another
 * word than its second one. A few bits tell: one for a first word, one for it
 * alone, one for it with the byte that its second word begins with.
 */

static void
note_bit(struct phrase_index *x, uint32_t key)
{
	uint32_t bit = key % BITS;
	x->bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

static inline bool
has_bit(const struct phrase_index *x, uint32_t key)
{
	uint32_t bit = key % BITS;
	return x->bits[bit / 64] >> bit % 64 & 1;
}

static uint32_t
alone_key(uint32_t first)
{
	return ~first;
}

static void
note_word(struct phrase_index *x, struct str phrase, size_t end, uint32_t first)
{
	bool alone = !second_of(phrase, end);
	bool gap = !alone && phrase.at[end] == ' ';

	note_bit(x, first);
	if (alone)
		note_bit(x, alone_key(first));
	else if (gap)
		note_bit(x, word_key(first, (uint8_t)phrase.at[end + 1]));
}

/* True when what stands at `end` may be the second word of a phrase. */
static inline bool
may_go_on(
	const struct phrase_index *x, struct str s, size_t end, uint32_t first)
{
	if (end + 1 >= s.len)
		return false;
	char next = s.at[end + 1];
	if (s.at[end] == ' ' && !is_blank(next))
		return has_bit(x, word_key(first, (uint8_t)to_lower(next)));
	return is_blank(s.at[end]) || s.at[end] == '-' ||
	       apostrophe(s, end) > 0;
}

static uint32_t
key_of(struct phrase_index *x, struct str phrase)
{
	if (is_wide(phrase, 0))
		return pair_key(phrase, 0);
	size_t end = word_end(phrase, 1);
	uint32_t first = word_hash(phrase, 0, end);
	note_word(x, phrase, end, first);
	return word_key(first, second_of(phrase, end));
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

/* Bytes of text that a blank or an apostrophe of a phrase matches, or 0. */
static size_t
mark(struct str s, size_t at, char wanted)
{
	return wanted == ' ' ? gap(s, at) : apostrophe(s, at);
}

/* Bytes of text that the phrase matches at `at`, or 0. */
static size_t
match(struct str s, size_t at, struct str phrase)
{
	size_t end = at;
	for (size_t i = 0; i < phrase.len; i++) {
		char wanted = phrase.at[i];
		bool is_mark = wanted == ' ' || wanted == '\'';
		size_t n =
			is_mark ? mark(s, end, wanted)
				: end < s.len && to_lower(s.at[end]) == wanted;
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

/* As second_of, of a text. */
static uint32_t
second_at(struct str s, size_t end)
{
	size_t n = gap(s, end);

	if (!n)
		return apostrophe(s, end) ? '\'' : 0;
	return end + n < s.len ? second_hash(s, end + n) : 0;
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

/* The phrase that begins with the word [at, end) of that hash. */
static struct hit
hit_at_word(const struct phrase_index *x, struct str s, size_t at, size_t end,
	uint32_t hash)
{
	struct hit hit = { 0 };

	uint32_t second = second_at(s, end);
	if (second)
		try_key(x, word_key(hash, second), s, at, &hit);
	try_key(x, word_key(hash, 0), s, at, &hit);
	return hit;
}

static struct hit
hit_at_wide(const struct phrase_index *x, struct str s, size_t at)
{
	struct hit hit = { 0 };

	try_key(x, pair_key(s, at), s, at, &hit);
	return hit;
}

struct scan {
	const struct phrase_index *x;
	struct arena *arena;
	struct str s;
	phrase_hits *hits;
};

/* Keeps a hit at `at`; returns its end. */
static size_t
take(struct scan *scan, struct hit hit, size_t at)
{
	*list_push(scan->arena, scan->hits) =
		(struct phrase_hit){ &scan->x->set->phrases[hit.phrase],
			(uint32_t)at, (uint32_t)hit.len };
	return at + hit.len;
}

/* Tries the word [at, end), which begins a phrase; returns where to go on. */
__attribute__((noinline)) static size_t
try_first(struct scan *scan, size_t at, size_t end, uint32_t hash)
{
	if (!has_bit(scan->x, alone_key(hash)) &&
		!may_go_on(scan->x, scan->s, end, hash))
		return end;
	struct hit hit = hit_at_word(scan->x, scan->s, at, end, hash);
	return hit.len ? take(scan, hit, at) : end;
}

/* All that is done for most words: it stays small. */
static inline size_t
try_word(struct scan *scan, size_t at, size_t end)
{
	uint32_t hash = word_hash(scan->s, at, end - at);
	return has_bit(scan->x, hash) ? try_first(scan, at, end, hash) : end;
}

static size_t
try_wide(struct scan *scan, size_t at)
{
	struct hit hit = hit_at_wide(scan->x, scan->s, at);
	size_t next = at;

	utf8_next(scan->s, &next);
	return hit.len ? take(scan, hit, at) : next;
}

/* From `at` to `end` or a little past it, a byte at a time. */
static size_t
scan_bytes(struct scan *scan, size_t at, size_t end)
{
	struct str s = scan->s;

	while (at < end) {
		enum byte_class class = classes[(uint8_t)s.at[at]];
		if (class == WORD)
			at = try_word(scan, at, word_end(s, at + 1));
		else
			at = class == WIDE ? try_wide(scan, at) : at + 1;
	}
	return at;
}

void
phrase_scan(const struct phrase_index *x, struct arena *arena, struct str s,
	size_t at, size_t end, phrase_hits *hits)
{
	struct scan scan = { x, arena, s, hits };

	scan_bytes(&scan, at, end);
}

/* From `at` on, where mostly nothing is up to `end`, as between two words. */
static inline size_t
scan_gap(struct scan *scan, size_t at, size_t end)
{
	while (at < end && classes[(uint8_t)scan->s.at[at]] == SKIP)
		at++;
	return at < end ? scan_bytes(scan, at, end) : at;
}

/* One block, from `at` on; `*n` is the next word. A plain word is a word here,
 * too. */
static size_t
scan_block(struct scan *scan, const struct prose *p, const struct block *b,
	size_t at, size_t *n)
{
	size_t end = (size_t)b->at + b->len;

	for (; *n < p->words.n && p->words.at[*n].at < end; ++*n) {
		const struct word *w = &p->words.at[*n];
		if (!w->plain || w->at < at)
			continue;
		at = scan_gap(scan, at, w->at);
		if (at == w->at)
			at = try_word(scan, at, at + w->len);
	}
	return scan_gap(scan, at, end);
}

void
phrase_scan_author(const struct phrase_index *x, struct arena *arena,
	const struct prose *p, phrase_hits *hits)
{
	struct scan scan = { x, arena, p->text.s, hits };
	size_t at = 0, n = 0;

	/* the last hit may reach past its block */
	list_each (const struct block, b, &p->blocks)
		if (b->kind == BLOCK_AUTHOR)
			at = scan_block(
				&scan, p, b, at > b->at ? at : b->at, &n);
}
