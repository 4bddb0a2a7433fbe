/* encoded.c - encoded words of header fields (RFC 2047). */
#include <string.h>

#include "../base/limits.h"
#include "../base/utf8.h"
#include "charset.h"
#include "encoded.h"

enum {
	LONGEST_CHARSET = 64,
	LARGEST_UNIT = 0xFFFE, /* of a run: 0xFFFF is RUN_BASE64 */
	MALFORMED_BLANK = 1,
	MALFORMED_END = 2,
	MALFORMED_BASE64 = 4,
	MALFORMED_QUOTED = 8
};

/* What is decoded: bytes of the file, or bytes that were unquoted before. */
struct view {
	struct str s;
	size_t base;		/* offset of s in the file ... */
	const struct span *raw; /* ... or where each byte stood */
};

/* One "=?charset?Q?...?=", in offsets of the view. */
struct word {
	size_t at, end;
	size_t text_at, text_end;
	struct str charset; /* without the language (RFC 2231 5) */
	char encoding;	    /* 'b' or 'q' */
	unsigned malformed;
};

struct decoder {
	struct arena *arena;
	const struct part *part;
	struct defects *defects;
	struct view view;
	const char *legacy;	    /* charset of raw 8-bit; NULL: UTF-8 */
	const struct map *identity; /* of one piece, for charset_decode */

	/* the text under construction */
	char *at;
	uint8_t *literal; /* NULL while no word was decoded */
	size_t len, room;
	struct map *map;

	/* adjacent words of one charset, not yet written out */
	struct octets group;
	const char *group_charset;
	LIST(size_t) starts; /* of each word, in the group's bytes */
	size_t words;
};

static struct span
view_span(const struct view *v, size_t at, size_t len)
{
	if (!v->raw)
		return span_of(v->base + at, len);
	if (!len)
		return span_of(at < v->s.len ? v->raw[at].at : 0, 0);
	return span_join(v->raw[at], v->raw[at + len - 1]);
}

static void
note(struct decoder *d, enum defect_code code, size_t at, size_t end,
	struct str detail)
{
	defect_note(d->defects, code, view_span(&d->view, at, end - at),
		d->part, detail);
}

void
octets_add(struct octets *o, char byte, struct span raw)
{
	*list_push(o->arena, &o->bytes) = byte;
	*list_push(o->arena, &o->raw) = raw;
}

struct str
octets_str(const struct octets *o)
{
	return (struct str){ o->bytes.at, o->bytes.n };
}

static struct span
octets_span(const struct octets *o, size_t at, size_t len)
{
	struct view v = { octets_str(o), 0, o->raw.at };
	return view_span(&v, at, len);
}

/* The text: written piece by piece. */

static void
make_room(struct decoder *d, size_t more)
{
	if (d->room - d->len >= more)
		return;
	size_t room = (d->len + more) * 2;
	char *at = arena_bytes(d->arena, room);
	if (d->len)
		memcpy(at, d->at, d->len);
	if (d->literal) {
		uint8_t *literal = arena_alloc(d->arena, room);
		memcpy(literal, d->literal, d->len);
		d->literal = literal;
	}
	d->at = at;
	d->room = room;
}

/* One character, or one blank for a fold, that came from [raw). */
static void
put_unit(struct decoder *d, struct str s, struct span raw, bool literal)
{
	uint32_t in = raw.len > LARGEST_UNIT ? LARGEST_UNIT : raw.len;

	make_room(d, s.len);
	if (s.len)
		memcpy(d->at + d->len, s.at, s.len);
	if (literal)
		memset(d->literal + d->len, 1, s.len);
	map_add(d->arena, d->map, d->len, raw.at, (uint16_t)s.len,
		(uint16_t)in);
	d->len += s.len;
}

/* Bytes of the view that are UTF-8 as they stand. */
static void
put_same(struct decoder *d, size_t at, size_t end)
{
	struct str s = str_sub(d->view.s, at, end - at);

	if (d->view.raw) {
		for (; at < end; at++)
			put_unit(d, str_sub(d->view.s, at, 1), d->view.raw[at],
				false);
		return;
	}
	if (!s.len)
		return;
	make_room(d, s.len);
	memcpy(d->at + d->len, s.at, s.len);
	map_add(d->arena, d->map, d->len, d->view.base + at, 1, 1);
	d->len += s.len;
}

/* Bytes in some charset, made UTF-8. */
struct piece {
	struct str utf8;
	const struct map *map; /* to the bytes that were decoded */
	bool clean;
};

static struct piece
decode_piece(struct decoder *d, struct str bytes, const char *charset)
{
	struct piece p = { .clean = true };

	if (!d->identity)
		d->identity = map_identity(d->arena, 0, NULL);
	p.utf8 = charset_decode(
		d->arena, charset, bytes, d->identity, &p.map, &p.clean);
	return p;
}

/* Writes a piece character by character; `bytes` says where they stood. */
static void
put_piece(struct decoder *d, const struct piece *p, const struct view *bytes,
	bool literal)
{
	for (size_t at = 0, next = 0; at < p->utf8.len; at = next) {
		utf8_next(p->utf8, &next);
		struct span below = map_down(p->map, at, next - at);
		put_unit(d, str_sub(p->utf8, at, next - at),
			view_span(bytes, below.at, below.len), literal);
	}
}

/*
 * The charset of raw 8-bit bytes. A short value gives a statistical guess
 * nothing to go by; how bytes pair does tell Chinese from Western text.
 */

struct fit {
	int utf8_good, utf8_bad;
	int gb, big5, western;
};

static bool
is_8bit(char c)
{
	return (uint8_t)c >= 0x80;
}

static bool
between(uint8_t c, uint8_t low, uint8_t high)
{
	return c >= low && c <= high;
}

/* How good a pair is as GBK: level 1 of GB 2312 holds the frequent Han. */
static int
fit_gb(uint8_t lead, uint8_t trail)
{
	if (lead < 0x81 || lead == 0xFF || trail < 0x40 || trail == 0x7F ||
		trail == 0xFF)
		return -10;
	if (trail < 0xA1)
		return -2;
	if (between(lead, 0xB0, 0xD7))
		return 3;
	return between(lead, 0xA1, 0xA3) || between(lead, 0xD8, 0xF7) ? 1 : -3;
}

static int
fit_big5(uint8_t lead, uint8_t trail)
{
	if (!between(lead, 0xA1, 0xF9) ||
		!(between(trail, 0x40, 0x7E) || between(trail, 0xA1, 0xFE)))
		return -10;
	if (between(lead, 0xA4, 0xC6))
		return 3;
	return lead <= 0xA3 ? 1 : -1;
}

/* Western letters with accents stand alone or in twos, among ASCII letters. */
static int
fit_western(struct str s)
{
	int sum = 0;

	for (size_t at = 0, end; at < s.len; at = end + 1) {
		for (end = at; end < s.len && is_8bit(s.at[end]);)
			end++;
		bool inside = at > 0 && is_alpha(s.at[at - 1]) && end < s.len &&
			      is_alpha(s.at[end]);
		if (end - at == 1)
			sum += (uint8_t)s.at[at] < 0xA0 ? -1 : 2;
		else
			sum += end - at == 2 && inside ? 3 : -(int)(end - at);
	}
	return sum;
}

/* Sums up `fit` over the pairs that a double-byte reader would see. */
static int
fit_pairs(struct str s, int (*fit)(uint8_t, uint8_t))
{
	int sum = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (!is_8bit(s.at[i]))
			continue;
		uint8_t trail = i + 1 < s.len ? (uint8_t)s.at[i + 1] : 0;
		sum += fit((uint8_t)s.at[i], trail);
		if (trail >= 0x40)
			i++;
	}
	return sum;
}

static struct fit
fit_of(struct str s)
{
	struct fit f = { .gb = fit_pairs(s, fit_gb),
		.big5 = fit_pairs(s, fit_big5),
		.western = fit_western(s) };
	uint32_t rune;

	for (size_t i = 0; i < s.len;) {
		bool high = is_8bit(s.at[i]);
		bool good = utf8_read(s, &i, &rune);
		f.utf8_good += high && good;
		f.utf8_bad += !good;
	}
	return f;
}

/* Han that are frequent in the header fields of business mail. */
static const struct str frequent = STR(
	"的是在有我你您们們公司报報价價单單产產品贸貿易国國际際外询詢盘盤样樣"
	"合作订訂货貨付款发發票件求购購采採供应應商客户戶开開关關于於请請回复"
	"復新中文工厂廠机機电電限业業务務展会會邀最好全年月日一二三不了人大小"
	"上下到这這为為和与與及");

/* Many texts are well formed in both Chinese charsets, but few make sense in
 * both. */
static int
count_frequent(struct decoder *d, struct str s, const char *charset)
{
	struct piece p = decode_piece(d, str_sub(s, 0, KIB), charset);
	int n = 0;

	for (size_t at = 0, next = 0; at < p.utf8.len; at = next)
		if (rune_is_han(utf8_next(p.utf8, &next)))
			n += str_has(frequent, str_sub(p.utf8, at, next - at));
	return n;
}

/* NULL: UTF-8, perhaps with a few bad bytes. */
static const char *
guess_raw(struct decoder *d, struct str s)
{
	const char *gb = charset_named(STR("GB18030"));
	const char *big5 = charset_named(STR("Big5"));
	struct fit f = fit_of(s);

	if (f.utf8_good > f.utf8_bad * 2)
		return NULL;
	if (f.western >= f.gb && f.western >= f.big5)
		return charset_named(STR("windows-1252"));
	if (f.gb > 0 && f.big5 > 0) {
		f.gb += 3 * count_frequent(d, s, gb);
		f.big5 += 3 * count_frequent(d, s, big5);
	}
	return f.big5 > f.gb ? big5 : gb;
}

static void
note_8bit(struct decoder *d)
{
	struct str s = d->view.s;
	size_t at = str_high(s), end = s.len;

	if (at == s.len)
		return;
	while (!is_8bit(s.at[end - 1]))
		end--;
	if (utf8_valid(s) < s.len)
		d->legacy = guess_raw(d, s);
	note(d, d->legacy ? DEFECT_HEADER_RAW_8BIT : DEFECT_HEADER_RAW_UTF8, at,
		end, STR_NONE);
}

/* What stands outside of encoded words. */

static void
put_bad_utf8(struct decoder *d, size_t at, size_t end)
{
	struct str s = str_sub(d->view.s, 0, end);

	while (at < end) {
		size_t from = at;
		uint32_t rune;
		if (utf8_read(s, &at, &rune))
			put_same(d, from, at);
		else
			put_unit(d, STR("\xEF\xBF\xBD"),
				view_span(&d->view, from, at - from), false);
	}
}

/* Text without a line end in it. */
static void
put_raw(struct decoder *d, size_t at, size_t end)
{
	struct str s = str_sub(d->view.s, at, end - at);

	if (str_high(s) == s.len) {
		put_same(d, at, end);
	} else if (!d->legacy) {
		if (utf8_valid(s) == s.len)
			put_same(d, at, end);
		else
			put_bad_utf8(d, at, end);
	} else {
		struct piece p = decode_piece(d, s, d->legacy);
		struct view v = d->view;
		v.s = s;
		v.base += at;
		v.raw = v.raw ? v.raw + at : NULL;
		put_piece(d, &p, &v, false);
	}
}

static bool
is_line_end(char c)
{
	return c == '\r' || c == '\n';
}

/* The next CR or LF at or after `at`. `*lf` remembers the next LF, so that
 * none is looked for twice. */
static size_t
find_line_end(struct str s, size_t at, size_t *lf)
{
	if (*lf < at)
		*lf = at + str_chr(str_from(s, at), '\n');
	return at + str_chr(str_sub(s, at, *lf - at), '\r');
}

static size_t
skip_blanks(struct str s, size_t at)
{
	while (at < s.len && is_blank(s.at[at]))
		at++;
	return at;
}

/* Unfolds (RFC 5322 2.2.3): the blanks around a line end are read as one. */
static void
put_plain(struct decoder *d, size_t at, size_t end)
{
	struct str s = str_sub(d->view.s, 0, end);
	size_t lf = at + str_chr(str_from(s, at), '\n');

	while (at < end) {
		size_t line = find_line_end(s, at, &lf), text = line;
		if (line < end)
			while (text > at && is_blank(s.at[text - 1]))
				text--;
		put_raw(d, at, text);
		at = line;
		if (line < end) {
			at = skip_blanks(s, line);
			put_unit(d, STR(" "),
				view_span(&d->view, text, at - text), false);
		}
	}
}

/* The syntax of an encoded word. */

static bool
is_token(char c)
{
	return c > ' ' && c < 0x7F && !strchr("()<>@,;:\"/[]?=", c);
}

static int
base64_value(char c)
{
	if (is_upper(c))
		return c - 'A';
	if (is_lower(c))
		return c - 'a' + 26;
	if (is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool
is_at(struct str s, size_t at, char a, char b)
{
	return at + 1 < s.len && s.at[at] == a && s.at[at + 1] == b;
}

static bool
may_be_word_text(const struct word *w, char c)
{
	if (w->encoding == 'b')
		return base64_value(c) >= 0 || c == '=';
	return !is_blank(c) && c != '"';
}

/* The text of a word whose "?=" is missing: up to a blank, or less. */
static bool
end_without_mark(struct str s, struct word *w)
{
	size_t at = w->text_at;

	while (at < s.len && may_be_word_text(w, s.at[at]) &&
		!(is_at(s, at, '=', '?') && at + 2 < s.len))
		at++;
	w->malformed |= MALFORMED_END;
	w->text_end = at;
	if (at > w->text_at && s.at[at - 1] == '?')
		w->text_end--;
	else if (at < s.len && s.at[at] == '?')
		at++;
	w->end = at;
	return w->text_end > w->text_at;
}

/*
 * Looks for "?=", but not past the next "=?": every byte is looked at once,
 * however many words lack their end.
 */
static bool
find_word_end(struct str s, struct word *w)
{
	for (size_t i = w->text_at; i + 1 < s.len; i++) {
		if (is_at(s, i, '?', '=')) {
			w->text_end = i;
			w->end = i + 2;
			return true;
		}
		if (is_at(s, i, '=', '?') && !is_at(s, i + 1, '?', '='))
			break;
	}
	return end_without_mark(s, w);
}

static struct str
without_language(struct str charset)
{
	return str_sub(charset, 0, str_chr(charset, '*'));
}

/* Reads the word that begins at `at`. False when it is none; then `w->end` is
 * past `at` when it looks so much like one that a defect is noted. */
static bool
read_word(struct str s, size_t at, struct word *w)
{
	size_t mark = at + 2;

	*w = (struct word){ .at = at };
	while (mark < s.len && is_token(s.at[mark]) &&
		mark - at < LONGEST_CHARSET)
		mark++;
	if (mark == at + 2 || mark + 2 >= s.len || s.at[mark] != '?' ||
		s.at[mark + 2] != '?')
		return false;
	w->charset = without_language(str_sub(s, at + 2, mark - at - 2));
	w->encoding = to_lower(s.at[mark + 1]);
	w->text_at = w->end = mark + 3;
	return (w->encoding == 'b' || w->encoding == 'q') &&
	       find_word_end(s, w);
}

/* Where "=?" begins at or after `at`, or s.len. The "?" is the rarer byte. */
static size_t
find_word(struct str s, size_t at)
{
	for (at++; at < s.len; at++) {
		at += str_chr(str_from(s, at), '?');
		if (at < s.len && s.at[at - 1] == '=')
			return at - 1;
	}
	return s.len;
}

bool
encoded_in(struct str s)
{
	struct word w;

	for (size_t at = find_word(s, 0); at < s.len; at = find_word(s, at + 2))
		if (read_word(s, at, &w))
			return true;
	return false;
}

/* Decoding words into the group. */

struct base64 {
	uint32_t bits;
	int count;   /* characters of the quantum read */
	size_t last; /* the character before */
};

static void
base64_step(struct decoder *d, struct base64 *b, size_t at, int value)
{
	b->bits = b->bits << 6 | (uint32_t)value;
	if (b->count++) {
		int shift = 8 - 2 * b->count; /* 4, 2, 0 bits are left over */
		octets_add(&d->group, (char)(b->bits >> shift),
			span_join(view_span(&d->view, b->last, 1),
				view_span(&d->view, at, 1)));
	}
	b->last = at;
	b->count &= 3;
}

static void
decode_base64(struct decoder *d, struct word *w)
{
	struct base64 b = { 0 };

	for (size_t i = w->text_at; i < w->text_end; i++) {
		char c = d->view.s.at[i];
		int value = base64_value(c);
		if (value >= 0) {
			base64_step(d, &b, i, value);
			continue;
		}
		if (c == '=')
			b.count = 0;
		else
			w->malformed |= is_blank(c) ? MALFORMED_BLANK
						    : MALFORMED_BASE64;
	}
	if (b.count == 1)
		w->malformed |= MALFORMED_BASE64;
}

/* The byte that "=XX" stands for, or -1. */
static int
quoted_byte(struct str s, size_t at)
{
	if (at + 2 >= s.len || s.at[at] != '=')
		return -1;
	int high = hex_value(s.at[at + 1]), low = hex_value(s.at[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* A fold inside a word is no part of it; other blanks are kept. */
static void
decode_quoted(struct decoder *d, struct word *w)
{
	struct str s = str_sub(d->view.s, 0, w->text_end);

	for (size_t i = w->text_at, next; i < s.len; i = next) {
		int byte = quoted_byte(s, i);
		char c = byte >= 0 ? (char)byte : s.at[i];
		next = byte >= 0 ? i + 3 : i + 1;
		if (is_blank(s.at[i]))
			w->malformed |= MALFORMED_BLANK;
		if (is_line_end(s.at[i])) {
			next = skip_blanks(s, i);
			continue;
		}
		if (byte < 0 && c == '=')
			w->malformed |= MALFORMED_QUOTED;
		if (byte < 0 && c == '_')
			c = ' ';
		octets_add(&d->group, c, view_span(&d->view, i, next - i));
	}
}

static void
note_malformed(struct decoder *d, const struct word *w)
{
	if (w->malformed & MALFORMED_BLANK)
		note(d, DEFECT_ENCODED_WORD, w->at, w->end, STR("blank"));
	if (w->malformed & MALFORMED_END)
		note(d, DEFECT_ENCODED_WORD, w->at, w->end, STR("end"));
	if (w->malformed & MALFORMED_BASE64)
		note(d, DEFECT_BASE64, w->at, w->end, STR_NONE);
	if (w->malformed & MALFORMED_QUOTED)
		note(d, DEFECT_QUOTED_PRINTABLE, w->at, w->end, STR_NONE);
}

/* Writing the group out. */

/* How badly a piece was read: U+FFFD, or another charset than declared. */
static size_t
badness(const struct piece *p)
{
	size_t n = 0;

	for (size_t at = 0; at < p->utf8.len && !p->clean; at += 3) {
		at += str_find(str_from(p->utf8, at), STR("\xEF\xBF\xBD"));
		n += at < p->utf8.len;
	}
	return n || p->clean ? n : 1;
}

static struct str
group_word(const struct decoder *d, size_t i)
{
	size_t at = d->starts.at[i];
	size_t end =
		i + 1 < d->starts.n ? d->starts.at[i + 1] : d->group.bytes.n;
	return str_sub(octets_str(&d->group), at, end - at);
}

static void
put_group_piece(struct decoder *d, const struct piece *p, size_t from)
{
	struct view v = { str_from(octets_str(&d->group), from), 0,
		d->group.raw.at + from };
	put_piece(d, p, &v, true);
}

static void
note_group(struct decoder *d, enum defect_code code)
{
	defect_note(d->defects, code,
		octets_span(&d->group, 0, d->group.bytes.n), d->part, STR_NONE);
}

/*
 * A word must hold whole characters (RFC 2047 5), but often does not. Words
 * that decode badly alone are joined where that helps.
 */
static bool
put_joined(struct decoder *d, size_t bad)
{
	struct piece p =
		decode_piece(d, octets_str(&d->group), d->group_charset);

	if (badness(&p) >= bad)
		return false;
	note_group(d, DEFECT_ENCODED_WORD_SPLIT);
	if (!p.clean)
		note_group(d, DEFECT_CHARSET_WRONG);
	put_group_piece(d, &p, 0);
	return true;
}

static void
put_words(struct decoder *d)
{
	struct piece *pieces = ARENA_ARRAY(d->arena, struct piece, d->starts.n);
	size_t bad = 0;

	for (size_t i = 0; i < d->starts.n; i++) {
		pieces[i] = decode_piece(d, group_word(d, i), d->group_charset);
		bad += badness(&pieces[i]);
	}
	if (bad && d->starts.n > 1 && put_joined(d, bad))
		return;
	if (bad)
		note_group(d, DEFECT_CHARSET_WRONG);
	for (size_t i = 0; i < d->starts.n; i++)
		put_group_piece(d, &pieces[i], d->starts.at[i]);
}

static void
flush_group(struct decoder *d)
{
	if (d->group.bytes.n) {
		if (!d->literal) {
			make_room(d, 1);
			d->literal = arena_alloc(d->arena, d->room);
		}
		put_words(d);
	}
	d->group.bytes.n = d->group.raw.n = d->starts.n = 0;
	d->group_charset = NULL;
}

static bool
all_blank(struct str s)
{
	return skip_blanks(s, 0) == s.len;
}

/* A word, with what stands between it and the one before. */
static void
add_word(struct decoder *d, struct word *w, const char *charset, size_t gap_at,
	bool follows)
{
	struct str gap = str_sub(d->view.s, gap_at, w->at - gap_at);
	bool adjacent = follows && all_blank(gap);

	if (!adjacent || d->group_charset != charset)
		flush_group(d);
	if (!adjacent)
		put_plain(d, gap_at, w->at);
	d->group_charset = charset;
	*list_push(d->arena, &d->starts) = d->group.bytes.n;
	if (w->encoding == 'b')
		decode_base64(d, w);
	else
		decode_quoted(d, w);
	note_malformed(d, w);
}

/* The charset of a word, or NULL with a defect. */
static const char *
charset_of(struct decoder *d, const struct word *w)
{
	const char *name = charset_named(w->charset);

	if (!name)
		note(d, DEFECT_CHARSET_UNKNOWN, w->at, w->end,
			arena_str(d->arena, w->charset));
	return name;
}

static bool
too_many_words(struct decoder *d, size_t at)
{
	if (d->words++ < LIMIT_ENCODED_WORDS)
		return false;
	note(d, DEFECT_LIMIT, at, d->view.s.len, STR("encoded words"));
	return true;
}

static void
decode_words(struct decoder *d)
{
	struct str s = d->view.s;
	size_t plain = 0, at = 0;
	bool follows = false;

	for (;;) {
		struct word w;
		at = find_word(s, at);
		if (at >= s.len)
			break;
		const char *charset = NULL;
		if (!read_word(s, at, &w)) {
			if (w.end > at)
				note(d, DEFECT_ENCODED_WORD, at, w.end,
					STR_NONE);
			w.end = at + 2;
		} else if (too_many_words(d, at)) {
			break;
		} else {
			charset = charset_of(d, &w);
		}
		at = w.end;
		if (charset) {
			add_word(d, &w, charset, plain, follows);
			plain = at;
			follows = true;
		}
	}
	flush_group(d);
	put_plain(d, plain, s.len);
}

static struct text
decoded_text(const struct decoder *d, enum text_form form)
{
	return (struct text){ .s = { d->at, d->len },
		.map = d->map,
		.part = d->part,
		.form = form };
}

static void
decode_view(struct decoder *d)
{
	d->map = ARENA_NEW(d->arena, struct map);
	d->group = (struct octets){ .arena = d->arena };
	make_room(d, d->view.s.len + 1);
	note_8bit(d);
	decode_words(d);
}

/* A limit never cuts a character. */
static size_t
limited(struct str s)
{
	size_t len = s.len;

	if (len <= LIMIT_HEADER_VALUE)
		return len;
	len = LIMIT_HEADER_VALUE;
	for (int i = 0; i < 3 && ((uint8_t)s.at[len] & 0xC0) == 0x80; i++)
		len--;
	return len;
}

static bool
is_one_line(struct str s)
{
	return str_chr(s, '\n') == s.len && str_chr(s, '\r') == s.len;
}

/* Read as it stands: one line in UTF-8 without encoded words. */
static struct text
verbatim(struct arena *arena, struct str s, size_t at, const struct part *part)
{
	return (struct text){ .s = s,
		.map = map_identity(arena, at, NULL),
		.part = part,
		.form = TEXT_HEADER };
}

static struct text
decode_value(struct arena *arena, struct str s, struct span span,
	const struct part *part, const uint8_t **literal,
	struct defects *defects)
{
	struct decoder d = { .arena = arena,
		.part = part,
		.defects = defects,
		.view = { .s = s, .base = span.at } };

	d.view.s.len = limited(s);
	if (d.view.s.len < s.len)
		note(&d, DEFECT_LIMIT, d.view.s.len, s.len,
			STR("header field"));
	if (is_one_line(d.view.s) && find_word(d.view.s, 0) == d.view.s.len &&
		utf8_valid(d.view.s) == d.view.s.len) {
		note_8bit(&d);
		return verbatim(arena, d.view.s, span.at, part);
	}
	decode_view(&d);
	*literal = d.literal;
	return decoded_text(&d, TEXT_HEADER);
}

bool
encoded_is_plain(struct str raw)
{
	return raw.len <= LIMIT_HEADER_VALUE && str_is_ascii(raw) &&
	       find_word(raw, 0) == raw.len;
}

struct text
encoded_unfold(
	struct arena *arena, struct str raw, size_t at, const struct part *part)
{
	struct decoder d = {
		.arena = arena, .part = part, .view = { .s = raw, .base = at }
	};

	if (is_one_line(raw))
		return verbatim(arena, raw, at, part);
	d.map = ARENA_NEW(arena, struct map);
	make_room(&d, raw.len + 1);
	put_plain(&d, 0, raw.len);
	return decoded_text(&d, TEXT_HEADER);
}

/* Most fields need nothing done. */
struct text
encoded_decode(struct arena *arena, struct str file, struct span span,
	const struct part *part, const uint8_t **literal,
	struct defects *defects)
{
	struct str s = str_sub(file, span.at, span.len);

	*literal = NULL;
	if (encoded_is_plain(s))
		return encoded_unfold(arena, s, span.at, part);
	return decode_value(arena, s, span, part, literal, defects);
}

struct text
octets_text(const struct octets *o, const char *charset)
{
	struct decoder d = { .arena = o->arena,
		.part = o->part,
		.defects = o->defects,
		.view = { octets_str(o), 0, o->raw.at } };

	if (!charset) {
		decode_view(&d);
		return decoded_text(&d, TEXT_PARAM);
	}
	d.map = ARENA_NEW(d.arena, struct map);
	struct piece p = decode_piece(&d, d.view.s, charset);
	if (!p.clean)
		note(&d, DEFECT_CHARSET_WRONG, 0, d.view.s.len, STR_NONE);
	put_piece(&d, &p, &d.view, false);
	return decoded_text(&d, TEXT_PARAM);
}
