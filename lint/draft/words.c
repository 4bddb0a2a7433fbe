/* words.c - a text cut into sentences and words. */
#include <string.h>

#include "../base/lexicon.h"
#include "../base/limits.h"
#include "../base/marks.h"
#include "../base/utf8.h"
#include "line.h"
#include "nearby.h"
#include "url.h"
#include "words.h"

enum {
	WRAP_LEAST = 40, /* bytes of a line that a program has wrapped */
	WRAP_MOST = 120,
	ROOM_MOST = 65536, /* words that room is made for at once */
	NONE = UINT32_MAX
};

/* What a byte may be, as bits. */
enum class {
	UPPER = 1,
	LOWER = 2,
	DIGIT = 4,
	HIGH = 8, /* part of a character beyond ASCII */
	SPACE = 16,
	NEWLINE = 32,
	STOP = 64,
	JOIN = 128, /* inside a word: ' and - */
	SIGN = 256, /* no word beside it is plain */
	LETTER = UPPER | LOWER,
	IN_WORD = LETTER | DIGIT
};

static const uint16_t classes[256] = {
	['\t'] = SPACE,
	['\n'] = NEWLINE,
	['\v' ... '\r'] = SPACE,
	[' '] = SPACE,
	['!'] = STOP,
	['#' ... '%'] = SIGN,
	['.'] = STOP,
	['?'] = STOP,
	['@'] = SIGN,
	['\''] = JOIN,
	['-'] = JOIN,
	['0' ... '9'] = DIGIT,
	['A' ... 'Z'] = UPPER,
	['a' ... 'z'] = LOWER,
	[0x80 ... 0xFF] = HIGH,
};

struct cutter {
	struct prose *p;
	struct arena *arena;
	const char *s;	    /* the text */
	uint32_t at, limit; /* of the block that is cut */
	uint8_t kind;	    /* of that block */
	bool in_field, in_url, flowed;
	bool counts;	   /* what comes next is the author's own */
	struct word alike; /* what words up to the next border share */
	size_t field, url; /* the next ones */
	uint32_t start, last, first_word; /* of the sentence; NONE: not begun */
	uint32_t line_at;
	size_t line; /* its number */
	uint32_t paragraph_end, width;
	const struct lexicon *abbreviations;
};

static uint16_t
class_at(const struct cutter *c, uint32_t at)
{
	return at < c->limit ? classes[(uint8_t)c->s[at]] : 0;
}

static void
mark(struct cutter *c, uint32_t from, uint32_t to)
{
	if (c->start == NONE)
		c->start = from;
	c->last = to;
}

static void
end_sentence(struct cutter *c)
{
	uint32_t words = (uint32_t)c->p->words.n - c->first_word;

	if (words) {
		struct sentence *s = list_push(c->arena, &c->p->sentences);
		*s = (struct sentence){ c->start, c->last - c->start,
			c->first_word, words, c->kind };
	}
	c->first_word = (uint32_t)c->p->words.n;
	c->start = NONE;
}

/* Room for one more word; false at the limit. */
static bool
make_room(struct cutter *c)
{
	struct prose *p = c->p;
	size_t most = LIMIT_WORDS - p->words_before;

	if (p->words.n >= most) {
		p->cut = true;
		return false;
	}
	list_push(c->arena, &p->words);
	p->words.n--;
	if (p->words.room > most)
		p->words.room = most;
	return true;
}

/* One more word, as others up to the next border; NULL at the limit. */
static inline struct word *
next_word(struct cutter *c, uint32_t at, uint32_t end)
{
	struct prose *p = c->p;

	mark(c, at, end);
	if (p->words.n == p->words.room && !make_room(c))
		return NULL;
	struct word *w = &p->words.at[p->words.n++];
	*w = c->alike;
	w->at = at;
	w->len = end - at;
	return w;
}

static void
add_word(struct cutter *c, uint32_t at, uint32_t end, enum word_script script,
	bool upper, bool digits)
{
	struct word *w = next_word(c, at, end);

	if (!w)
		return;
	w->script = (uint8_t)script;
	w->upper = upper;
	w->digits = digits;
	c->p->author_words += c->counts && script == WORD_LATIN;
	if (c->counts && script == WORD_HAN)
		c->p->author_han += (end - at) / 3;
}

/* A word of ASCII letters alone: most are. */
static inline void
add_plain_word(struct cutter *c, uint32_t at, uint32_t end, bool upper)
{
	struct word *w = next_word(c, at, end);

	if (!w)
		return;
	w->plain = end - at > 1;
	w->upper = upper && w->plain;
	c->p->author_words += c->counts;
}

enum rune_kind {
	RUNE_SYMBOL,
	RUNE_LATIN,
	RUNE_HAN,
	RUNE_LETTER,
	RUNE_SPACE,
	RUNE_STOP,
	RUNE_JOINER
};

/* General punctuation, U+2000 to U+206F. */
static enum rune_kind
kind_of_punctuation(uint32_t rune)
{
	if (rune == 0x2019 || (rune >= 0x200B && rune <= 0x200D) ||
		rune == 0x2060)
		return RUNE_JOINER;
	return rune <= 0x200A || rune == 0x202F || rune == 0x205F ? RUNE_SPACE
								  : RUNE_SYMBOL;
}

/* U+3000 to U+303F, and U+FF00 to U+FF65, full-width forms. */
static enum rune_kind
kind_of_wide(uint32_t rune)
{
	if (rune == 0x3000)
		return RUNE_SPACE;
	if (rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F ||
		rune == 0xFF61)
		return RUNE_STOP;
	if (rune >= 0x3005 && rune <= 0x3007)
		return RUNE_HAN;
	return (rune >= 0xFF21 && rune <= 0xFF3A) ||
			       (rune >= 0xFF41 && rune <= 0xFF5A)
		       ? RUNE_LATIN
		       : RUNE_SYMBOL;
}

static enum rune_kind
kind_of_latin1(uint32_t rune)
{
	if (rune >= 0xC0)
		return rune == 0xD7 || rune == 0xF7 ? RUNE_SYMBOL : RUNE_LATIN;
	if (rune == 0xA0)
		return RUNE_SPACE;
	return rune == 0xAD ? RUNE_JOINER : RUNE_SYMBOL;
}

static enum rune_kind
kind_of(uint32_t rune)
{
	if (rune < 0x250)
		return kind_of_latin1(rune);
	if (rune < 0x370)
		return rune >= 0x300 ? RUNE_LATIN : RUNE_LETTER;
	if (rune >= 0x1E00 && rune < 0x1F00)
		return RUNE_LATIN;
	if (rune >= 0x2000 && rune < 0x2070)
		return kind_of_punctuation(rune);
	if ((rune >= 0x3000 && rune < 0x3040) ||
		(rune >= 0xFF00 && rune < 0xFF66))
		return kind_of_wide(rune);
	if (rune_is_han(rune))
		return RUNE_HAN;
	if (rune_is_invisible(rune))
		return RUNE_JOINER;
	if (rune_is_space(rune))
		return RUNE_SPACE;
	return rune_is_letter(rune) || rune_is_kana(rune) ||
			       rune_is_hangul(rune)
		       ? RUNE_LETTER
		       : RUNE_SYMBOL;
}

/* The kind of the character at `at`, and where the next one begins. */
static enum rune_kind
read_rune(const struct cutter *c, uint32_t at, uint32_t *next)
{
	uint8_t lead = (uint8_t)c->s[at];
	size_t i = at;

	if (lead >= 0xE4 && lead <= 0xE9 && at + 3 <= c->limit) {
		*next = at + 3; /* U+4000 to U+9FFF */
		return RUNE_HAN;
	}
	uint32_t rune = utf8_next((struct str){ c->s, c->limit }, &i);
	*next = (uint32_t)i;
	return kind_of(rune);
}

/* What a word of Latin letters goes on with after `at`, or 0. */
static uint32_t
latin_step(const struct cutter *c, uint32_t at, uint32_t end)
{
	uint16_t class = class_at(c, at);
	uint32_t next;

	if (at >= end)
		return 0;
	if (class == JOIN)
		return at + 1 < end && class_at(c, at + 1) & (IN_WORD | HIGH) &&
				       (class_at(c, at + 1) & IN_WORD ||
					       read_rune(c, at + 1, &next) ==
						       RUNE_LATIN)
			       ? at + 1
			       : 0;
	if (class != HIGH)
		return 0;
	enum rune_kind kind = read_rune(c, at, &next);
	if (kind == RUNE_LATIN)
		return next;
	return kind == RUNE_JOINER && next < end &&
			       class_at(c, next) & (LETTER | DIGIT)
		       ? next
		       : 0;
}

/* Of a word that is not all ASCII letters. */
static bool
is_all_upper(const struct cutter *c, uint32_t at, uint32_t end)
{
	size_t letters = 0, i = at;
	while (i < end) {
		uint32_t rune = utf8_next((struct str){ c->s, end }, &i);
		if (rune < 0x80 ? !is_alpha((char)rune) : !rune_is_letter(rune))
			continue;
		if (!rune_is_upper(rune))
			return false;
		letters++;
	}
	return letters > 1;
}

/* A word with letters beyond ASCII, digits, an apostrophe or a hyphen, or all
 * upper case; `at` is how far it has been read, `seen` what bytes it has. */
static void
cut_latin(struct cutter *c, uint32_t at, uint32_t end, uint16_t seen)
{
	uint32_t from = c->at, next;

	while ((next = latin_step(c, at, end)) != 0) {
		at = next;
		while (at < end && classes[(uint8_t)c->s[at]] & IN_WORD)
			seen |= classes[(uint8_t)c->s[at++]];
	}
	c->at = at;
	add_word(c, from, at, WORD_LATIN,
		!(seen & LOWER) && is_all_upper(c, from, at), seen & DIGIT);
}

/* "3.5", "1,000", "2024-05-01", "10:30", "10kg", "100%". */
static void
cut_number(struct cutter *c, uint32_t end)
{
	uint32_t at = c->at;

	for (;;) {
		while (at < end && class_at(c, at) & IN_WORD)
			at++;
		if (at + 1 >= end || !(class_at(c, at + 1) & DIGIT) ||
			!c->s[at] || !strchr(".,:/-'", c->s[at]))
			break;
		at++;
	}
	if (at < end && c->s[at] == '%')
		at++;
	add_word(c, c->at, at, WORD_NUMBER, false, true);
	c->at = at;
}

static void
cut_run(struct cutter *c, uint32_t end, enum rune_kind kind)
{
	uint32_t at = c->at, next = at;

	while (at < end && class_at(c, at) == HIGH) {
		enum rune_kind k = read_rune(c, at, &next);
		if (k != kind && !(k == RUNE_JOINER && at > c->at))
			break;
		at = next;
	}
	if (at > end)
		at = end;
	add_word(c, c->at, at, kind == RUNE_HAN ? WORD_HAN : WORD_OTHER, false,
		false);
	c->at = at;
}

static bool
closes(char c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == '*';
}

/* Quotation marks and brackets that close behind a full stop. */
static uint32_t
skip_closers(const struct cutter *c, uint32_t at)
{
	while (at < c->limit) {
		struct str rest = { c->s + at, c->limit - at };
		if (closes(rest.at[0]))
			at++;
		else if (!(rest.at[0] & 0x80))
			break;
		else if (starts_with_any(rest, "” ’ 」 』 ） 】"))
			at += 3;
		else if (str_starts(rest, STR("»")))
			at += 2;
		else
			break;
	}
	return at;
}

/* The byte behind blanks and at most one line end. */
static char
next_letter(const struct cutter *c, uint32_t at)
{
	while (at < c->limit && is_blank(c->s[at]))
		at++;
	return at < c->limit ? c->s[at] : 0;
}

/* "Mr.", "No. 5", "J. Smith", "U.S.", "1. first": no end of a sentence. */
static bool
is_abbreviated(const struct cutter *c, uint32_t dot, char next)
{
	if (c->p->words.n == c->first_word)
		return false;
	const struct word *w = &c->p->words.at[c->p->words.n - 1];
	if (w->at + w->len != dot)
		return false;
	if (w->script == WORD_NUMBER)
		return w->at == c->start;
	if (w->script != WORD_LATIN)
		return false;
	if (w->len == 1)
		return (w->at > 0 && c->s[w->at - 1] == '.') ||
		       (is_upper(c->s[w->at]) && c->s[w->at] != 'I') ||
		       w->at == c->start;
	if (w->len > 6)
		return false;
	const struct lexicon_entry *e = lexicon_find(
		c->abbreviations, (struct str){ c->s + w->at, w->len });
	return e && (!strcmp(e->value, "title") || is_digit(next));
}

static void
cut_stop(struct cutter *c)
{
	uint32_t first = c->at, at = first;

	while (class_at(c, at) == STOP)
		at++;
	bool one_dot = at == first + 1 && c->s[first] == '.';
	at = skip_closers(c, at);
	mark(c, first, at);
	c->at = at;
	uint16_t class = class_at(c, at);
	if (at < c->limit && !(class & (SPACE | NEWLINE)) &&
		!(class == HIGH && !one_dot))
		return;
	char next = next_letter(c, at);
	if (is_lower(next) || (one_dot && is_abbreviated(c, first, next)))
		return;
	end_sentence(c);
}

/* Width of the paragraph that begins in this line: that of its longest line. */
static void
measure_paragraph(struct cutter *c)
{
	const struct lines *lines = &c->p->lines;

	c->width = 0;
	for (size_t i = c->line; i < lines->n && lines->starts[i] < c->limit;
		i++) {
		struct line l = lines_nth(lines, i);
		c->paragraph_end = (uint32_t)l.next;
		if (line_is_blank(&l))
			break;
		if (l.s.len > c->width)
			c->width = (uint32_t)l.s.len;
	}
}

/* A line, trimmed and not empty, that is no continuation of the one above. */
static bool
starts_item(struct str line)
{
	size_t i = 0;

	switch (line.at[0]) {
	case '-':
	case '*':
	case '+':
	case '>':
	case '#':
	case '|':
		return true;
	}
	if (line.at[0] & 0x80)
		return starts_with_any(
			line, "• · – — ● ■ ◆ ▪ ✓ ✔ ➤ ○ ① ② ③ ④ ⑤");
	while (i < line.len && i < 3 && is_digit(line.at[i]))
		i++;
	return i && i < line.len && (line.at[i] == '.' || line.at[i] == ')') &&
	       (i + 1 == line.len || !is_digit(line.at[i + 1]));
}

/* Had the first word of the next line no room in the width of the paragraph,
 * where the line [line_at, end) stands? */
static bool
is_wrapped(struct cutter *c, uint32_t end, struct str next)
{
	uint32_t len = end - c->line_at;

	if (len < WRAP_LEAST)
		return false;
	if (end >= c->paragraph_end)
		measure_paragraph(c);
	return c->width <= WRAP_MOST &&
	       len + 1 + first_word(next).len > c->width;
}

/* Did a program break the line that ends at `end`? The next one has number
 * `next`. */
static bool
is_soft_break(struct cutter *c, uint32_t end, size_t next)
{
	uint32_t len = end - c->line_at;

	if (c->p->html || c->at >= c->limit)
		return false;
	struct str text = str_trim(lines_nth(&c->p->lines, next).s);
	if (!text.len || starts_item(text))
		return false;
	if (c->flowed)
		return len > 0 && c->s[end - 1] == ' ' &&
		       !(len == 3 && c->s[end - 2] == '-');
	return is_wrapped(c, end, text);
}

static void
cut_line_end(struct cutter *c)
{
	uint32_t end = c->at++;
	size_t next = c->line + 1;

	while (c->p->lines.starts[next] < c->at) /* a field may hold a LF */
		next++;
	if (end > c->line_at && c->s[end - 1] == '\r')
		end--;
	if (c->start != NONE && !is_soft_break(c, end, next))
		end_sentence(c);
	c->line_at = c->at;
	c->line = next;
}

static void
cut_high(struct cutter *c, uint32_t end)
{
	uint32_t next;
	enum rune_kind kind = read_rune(c, c->at, &next);

	if (kind == RUNE_LATIN) {
		cut_latin(c, c->at, end, 0);
	} else if (kind == RUNE_HAN || kind == RUNE_LETTER) {
		cut_run(c, end, kind);
	} else if (kind == RUNE_STOP && !c->in_field && !c->in_url) {
		next = skip_closers(c, next);
		mark(c, c->at, next);
		c->at = next;
		if (class_at(c, next) != HIGH ||
			read_rune(c, next, &next) != RUNE_STOP)
			end_sentence(c);
	} else {
		if (kind != RUNE_SPACE)
			mark(c, c->at, next);
		c->at = next;
	}
}

static void
cut_char(struct cutter *c, uint16_t class)
{
	if (class == NEWLINE && !c->in_field) {
		cut_line_end(c);
	} else if (class == STOP && !c->in_field && !c->in_url) {
		cut_stop(c);
	} else {
		mark(c, c->at, c->at + 1);
		c->at++;
	}
}

static void
cut_other(struct cutter *c, uint32_t end, uint16_t class)
{
	if (class == DIGIT)
		cut_number(c, end);
	else if (class == HIGH)
		cut_high(c, end);
	else
		cut_char(c, class);
}

#define EACH(byte) (0x0101010101010101u * (byte))

/* The lowest bit of each of eight bytes that is no ASCII letter. */
static inline uint64_t
no_letters(uint64_t eight)
{
	uint64_t low = (eight | EACH(0x20)) & EACH(0x7F);
	uint64_t from_a = low + EACH(0x80 - 'a');
	uint64_t behind_z = low + EACH(0x7F - 'z');

	return (~from_a | behind_z | eight) >> 7 & EACH(1);
}

/* Most words are ASCII letters alone, read eight at once: where such a word
 * ends, or 0 for another one and for what stands near `end`. */
static inline uint32_t
cut_plain_word(struct cutter *c, uint32_t from, uint32_t end)
{
	uint64_t others = 0, lower = 0;
	uint32_t at = from;

	for (; end - at >= sizeof others; at += (uint32_t)sizeof others) {
		uint64_t eight = load_eight(c->s + at);
		others = no_letters(eight);
		lower |= eight & EACH(0x20) & ((others & -others) - 1);
		if (others)
			break;
	}
	if (!others)
		return 0;
	at += marks_first(others) / 8;
	if (at == from ||
		classes[(uint8_t)c->s[at]] & (JOIN | HIGH | DIGIT | SIGN))
		return 0;
	add_plain_word(c, from, at, !lower);
	return at;
}

/* A run of such words with one blank between, from `at` on; returns where it
 * ends. */
static inline uint32_t
cut_plain_words(struct cutter *c, uint32_t at, uint32_t end)
{
	uint32_t next;

	while ((next = cut_plain_word(c, at, end)) != 0) {
		at = next;
		if (c->s[at] != ' ')
			break;
		at++;
	}
	return at;
}

/* Any word that begins with an ASCII letter. */
static void
cut_any_word(struct cutter *c, uint32_t end)
{
	uint16_t seen = 0;
	uint32_t at = c->at;

	for (; at < end && classes[(uint8_t)c->s[at]] & IN_WORD; at++)
		seen |= classes[(uint8_t)c->s[at]];
	cut_latin(c, at, end, seen);
}

/* The word at `at` may be plain: what stands before it leaves it so. */
static bool
stands_plain(const struct cutter *c, uint32_t at)
{
	return !at || !(classes[(uint8_t)c->s[at - 1]] & (SIGN | HIGH));
}

/* Up to `end`; all of it is inside or outside of fields and URLs. */
static void
cut_piece(struct cutter *c, uint32_t end)
{
	while (c->at < end) {
		uint16_t class = classes[(uint8_t)c->s[c->at]];
		uint32_t from = c->at;
		if (class & LETTER && stands_plain(c, from))
			c->at = cut_plain_words(c, from, end);
		if (c->at > from)
			continue;
		if (class & LETTER)
			cut_any_word(c, end);
		else if (class == SPACE)
			c->at++;
		else
			cut_other(c, end, class);
	}
}

/* Is `at` inside of [from, from + len)? `*end` comes down to its border. */
static bool
inside(uint32_t at, uint32_t from, uint32_t len, uint32_t *end)
{
	uint32_t border = at >= from ? from + len : from;
	if (border < *end)
		*end = border;
	return at >= from;
}

/* Sets in_field and in_url for what comes next; returns where it ends. */
static uint32_t
next_border(struct cutter *c)
{
	const struct prose *p = c->p;
	uint32_t end = c->limit;

	while (c->field < p->fields.n &&
		p->fields.at[c->field].at + p->fields.at[c->field].len <= c->at)
		c->field++;
	while (c->url < p->urls.n && span_end(p->urls.at[c->url]) <= c->at)
		c->url++;
	c->in_field = c->field < p->fields.n &&
		      inside(c->at, p->fields.at[c->field].at,
			      p->fields.at[c->field].len, &end);
	c->in_url = c->url < p->urls.n && inside(c->at, p->urls.at[c->url].at,
						  p->urls.at[c->url].len, &end);
	c->alike = (struct word){
		.in_field = c->in_field, .in_url = c->in_url, .kind = c->kind
	};
	c->counts = c->kind == BLOCK_AUTHOR && !c->in_field && !c->in_url;
	return end;
}

static bool
is_of_others(const struct block *b)
{
	return b->kind == BLOCK_QUOTED || b->kind == BLOCK_CODE;
}

static void
cut_block(struct cutter *c, const struct block *b)
{
	c->kind = (uint8_t)b->kind;
	c->at = c->line_at = b->at;
	c->line = lines_find(&c->p->lines, b->at);
	c->limit = b->at + b->len;
	c->paragraph_end = 0;
	while (c->at < c->limit && !c->p->cut)
		cut_piece(c, next_border(c));
	end_sentence(c);
}

static void
find_urls(struct prose *p, struct arena *arena)
{
	struct url_search search = url_search_in(p->text.s);
	struct span url;

	while (url_next(&search, &url))
		*list_push(arena, &p->urls) = url;
}

void
words_read(struct prose *p, struct arena *arena, bool flowed)
{
	struct cutter c = { .p = p,
		.arena = arena,
		.s = p->text.s.at,
		.flowed = flowed,
		.start = NONE,
		.abbreviations = &lexicon_abbreviations };
	size_t room = p->text.s.len / 4 + 16;

	if (room > LIMIT_WORDS - p->words_before)
		room = LIMIT_WORDS - p->words_before;
	find_urls(p, arena);
	p->words.room = room < ROOM_MOST ? room : ROOM_MOST;
	p->words.at = arena_room(arena, p->words.room, sizeof *p->words.at);
	list_each (struct block, b, &p->blocks) {
		if (is_of_others(b))
			p->others = true;
		else
			cut_block(&c, b);
	}
}
