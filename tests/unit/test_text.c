/*
 * test_text.c - the way from text back to raw bytes.
 *
 * The heart is a property test: random texts go through every charset and
 * transfer encoding, and each place is compared with what a naive decoder
 * says, which reads one character at a time and writes down where it was.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "draft/charset.h"
#include "draft/text.h"
#include "draft/transfer.h"

static uint64_t seed = 20240607;

static uint32_t
dice(uint32_t sides)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % sides;
}

/* Where each byte of some layer stands in the layer below. */
struct trail {
	struct buf bytes;
	struct span *at;
	size_t room;
};

static void
trail_init(struct trail *t)
{
	buf_init(&t->bytes, 64 * MIB);
	t->room = 1 << 16;
	t->at = test_malloc(t->room * sizeof *t->at);
}

static void
trail_clear(struct trail *t)
{
	buf_clear(&t->bytes);
}

static void
trail_release(struct trail *t)
{
	buf_release(&t->bytes);
	test_free(t->at);
}

static void
trail_add(struct trail *t, char byte, size_t from, size_t end)
{
	assert_true(t->bytes.len < t->room);
	t->at[t->bytes.len] = span_of(from, end - from);
	buf_char(&t->bytes, byte);
}

/* From a span of the upper layer to one of the lower: naive, by joining. */
static struct span
trail_down(const struct trail *t, struct span s)
{
	struct span joined = t->at[s.at];

	for (uint32_t i = s.at; i < span_end(s); i++)
		joined = span_join(joined, t->at[i]);
	return joined;
}

/*
 * Naive decoders.
 */

static bool
only_blanks_to_line_end(struct str s, size_t at)
{
	while (at < s.len && (s.at[at] == ' ' || s.at[at] == '\t'))
		at++;
	if (at < s.len && s.at[at] == '\r')
		return at + 1 < s.len && s.at[at + 1] == '\n';
	return at >= s.len || s.at[at] == '\n';
}

static size_t
after_line_end(struct str s, size_t at)
{
	while (at < s.len && s.at[at] != '\n')
		at++;
	return at < s.len ? at + 1 : at;
}

static void
naive_quoted(struct trail *t, struct str s)
{
	for (size_t at = 0; at < s.len;) {
		char c = s.at[at];
		bool blank = c == ' ' || c == '\t';
		if (blank && only_blanks_to_line_end(s, at)) {
			at++;
		} else if (c == '=' && only_blanks_to_line_end(s, at + 1)) {
			at = after_line_end(s, at);
		} else if (c == '=' && at + 2 < s.len &&
			   hex_value(s.at[at + 1]) >= 0 &&
			   hex_value(s.at[at + 2]) >= 0) {
			trail_add(t,
				(char)(hex_value(s.at[at + 1]) * 16 +
					hex_value(s.at[at + 2])),
				at, at + 3);
			at += 3;
		} else {
			trail_add(t, c, at, at + 1);
			at++;
		}
	}
}

static void
naive_base64(struct trail *t, struct str s)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";
	unsigned bits = 0, have = 0;
	size_t last = 0;

	for (size_t at = 0; at < s.len; at++) {
		const char *hit = s.at[at] ? strchr(alphabet, s.at[at]) : NULL;
		if (s.at[at] == '=')
			have = 0;
		if (!hit)
			continue;
		bits = bits << 6 | (unsigned)(hit - alphabet);
		have += 6;
		if (have >= 8) {
			have -= 8;
			trail_add(t, (char)(bits >> have), last, at + 1);
		}
		last = at;
	}
}

static void
naive_identity(struct trail *t, struct str s)
{
	for (size_t at = 0; at < s.len; at++)
		trail_add(t, s.at[at], at, at + 1);
}

/* Bytes of the character at `at`, by the rule of the charset; `*skip` first. */
static size_t
naive_size(const char *charset, struct str s, size_t at, size_t *skip,
	bool *shifted)
{
	static bool in_two;
	uint8_t c = (uint8_t)s.at[at];

	*skip = 0;
	if (at == 0)
		in_two = false;
	if (!strcmp(charset, "UTF-16LE"))
		return ((uint8_t)s.at[at + 1] & 0xFC) == 0xD8 ? 4 : 2;
	if (!strcmp(charset, "ISO-2022-JP")) {
		while (c == 0x1B) {
			in_two = s.at[at + *skip + 1] == '$';
			*skip += 3;
			c = (uint8_t)s.at[at + *skip];
		}
		*shifted = in_two;
		return in_two ? 2 : 1;
	}
	if (c < 0x80 || !strcmp(charset, "windows-1252"))
		return 1;
	if (!strcmp(charset, "GB18030"))
		return is_digit(s.at[at + 1]) ? 4 : 2;
	if (!strcmp(charset, "Shift_JIS"))
		return c >= 0xA1 && c <= 0xDF ? 1 : 2;
	return 2; /* Big5, EUC-KR */
}

/* `text` is what the bytes are known to stand for. */
static void
naive_charset(
	struct trail *t, const char *charset, struct str s, struct str text)
{
	bool shifted;

	if (!strcmp(charset, "UTF-8")) {
		naive_identity(t, s);
		return;
	}
	for (size_t at = 0, in = 0, skip; in < text.len;) {
		size_t size = naive_size(charset, s, at, &skip, &shifted);
		size_t start = in;
		at += skip;
		utf8_next(text, &in);
		for (size_t i = start; i < in; i++)
			trail_add(t, text.at[i], at, at + size);
		at += size;
	}
}

/* Entities and folded blanks, as the HTML reader does it. */
static void
naive_entities(struct trail *t, struct str s, struct arena *a, struct map *m)
{
	for (size_t at = 0; at < s.len;) {
		size_t end = at + 1, n = 1;
		const char *out = s.at + at;
		if (str_starts(str_from(s, at), STR("&amp;")))
			out = "&", end = at + 5;
		else if (str_starts(str_from(s, at), STR("&nbsp;")))
			out = "\xC2\xA0", n = 2, end = at + 6;
		else if (str_starts(str_from(s, at), STR("&#x4F60;")))
			out = "你", n = 3, end = at + 8;
		else if (s.at[at] == ' ')
			while (end < s.len && s.at[end] == ' ')
				end++;
		map_add(a, m, t->bytes.len, at, (uint16_t)n,
			(uint16_t)(end - at));
		for (size_t i = 0; i < n; i++)
			trail_add(t, out[i], at, end);
		at = end;
	}
}

/*
 * Random drafts.
 */

struct charset_case {
	const char *name;
	const char *runes; /* what it can write beside ASCII */
};

static const struct charset_case cases[] = {
	{ "UTF-8", "你好，请问价格是多少é€ß😀👍🏽한국어日本Прив"
		   "е"
		   "т" },
	{ "GB18030", "你好，请问价格是多少é€😀한日本のПривет" },
	{ "Big5", "你好，請問價格是多少" },
	{ "windows-1252", "éèüßñ€“”–" },
	{ "Shift_JIS", "日本語のメール、ｱｲｳ表示" },
	{ "EUC-KR", "안녕하세요가격문의드립니다" },
	{ "ISO-2022-JP", "日本語のメール、表示" },
	{ "UTF-16LE", "你好é€😀" },
};

enum { CASES = sizeof cases / sizeof cases[0] };

static void
add_random_rune(struct buf *b, const char *runes)
{
	struct str all = str_of(runes);
	size_t at = dice((uint32_t)all.len);

	while (((uint8_t)all.at[at] & 0xC0) == 0x80)
		at--;
	buf_rune(b, utf8_next(all, &at));
}

static void
add_random_piece(
	struct buf *b, const char *runes, const char *line_end, bool html)
{
	static const char *const pieces[] = { "word ", "A", "  ", "=", "=3D",
		".", "\t", "Dear customer, ", "x=y&z", "0" };
	static const char *const entities[] = { "&amp;", "&nbsp;", "&#x4F60;",
		"   ", "<b>" };

	switch (dice(html ? 8 : 6)) {
	case 0:
	case 1:
		buf_add(b, str_of(pieces[dice(10)]));
		break;
	case 2:
		buf_add(b, str_of(dice(3) ? " " : line_end));
		break;
	case 3:
	case 4:
		for (uint32_t n = dice(9); n; n--)
			add_random_rune(b, runes);
		break;
	case 5:
		buf_char(b, (char)(' ' + dice(95)));
		break;
	default:
		buf_add(b, str_of(entities[dice(5)]));
	}
}

/* Quoted-printable with random soft breaks, blanks and escapes. */
static void
write_quoted(struct buf *raw, struct str s, const char *line_end)
{
	for (size_t i = 0; i < s.len; i++) {
		uint8_t c = (uint8_t)s.at[i];
		bool line = c == '\n' || c == '\r';
		bool ends = i + 1 >= s.len || s.at[i + 1] == '\n' ||
			    s.at[i + 1] == '\r';
		bool blank = c == ' ' || c == '\t';
		bool crlf = c == '\r' && i + 1 < s.len && s.at[i + 1] == '\n';
		bool lf = c == '\n' && (!i || s.at[i - 1] != '\r');
		if ((lf || crlf) && dice(4) == 0)
			buf_add(raw, str_of(dice(2) ? " " : "\t  "));
		if (c > 0x7E || (c < ' ' && !blank && !line) || c == '=' ||
			(blank && ends) || (!line && dice(12) == 0))
			buf_printf(raw, dice(4) ? "=%02X" : "=%02x", c);
		else
			buf_char(raw, (char)c);
		if (!line && dice(10) == 0) {
			buf_add(raw, str_of(dice(5) ? "=" : "=  "));
			buf_add(raw, str_of(line_end));
		}
	}
}

/* Base64 in lines of any length, now and then with dirt. */
static void
write_base64(struct buf *raw, struct str s, const char *line_end, bool dirty)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";
	size_t line = dirty ? 1 + dice(30) : 76, column = 0;

	for (size_t i = 0; i < s.len; i += 3) {
		uint32_t bits = 0;
		for (size_t j = 0; j < 3; j++)
			bits = bits << 8 |
			       (i + j < s.len ? (uint8_t)s.at[i + j] : 0);
		for (size_t j = 0; j < 4; j++) {
			bool pad = i + j > s.len;
			buf_char(
				raw, pad ? '='
					 : alphabet[bits >> (18 - 6 * j) & 63]);
			if (++column >= line) {
				buf_add(raw, str_of(line_end));
				column = 0;
			}
			if (dirty && dice(60) == 0)
				buf_add(raw, str_of("*-"));
		}
	}
}

static void
write_raw(
	struct buf *raw, struct str s, enum transfer how, const char *line_end)
{
	if (how == TRANSFER_QUOTED_PRINTABLE)
		write_quoted(raw, s, line_end);
	else if (how == TRANSFER_BASE64)
		write_base64(raw, s, line_end, dice(3) == 0);
	else
		buf_add(raw, s);
}

static void
read_raw(struct trail *t, struct str raw, enum transfer how)
{
	if (how == TRANSFER_QUOTED_PRINTABLE)
		naive_quoted(t, raw);
	else if (how == TRANSFER_BASE64)
		naive_base64(t, raw);
	else
		naive_identity(t, raw);
}

struct layers {
	struct trail transfer, charset, entities;
};

static struct span
naive_span(const struct layers *l, bool html, size_t at, size_t len)
{
	struct span s = span_of(at, len);

	if (html)
		s = trail_down(&l->entities, s);
	s = trail_down(&l->charset, s);
	s = trail_down(&l->transfer, s);
	s.at += 7; /* the body does not begin at the first byte of the file */
	return s;
}

static void
same_span(struct span is, struct span wanted)
{
	assert_int_equal(is.at, wanted.at);
	assert_int_equal(is.len, wanted.len);
}

static size_t
compare(const struct layers *l, const struct text *t, bool html)
{
	size_t lookups = 0;

	for (size_t i = 0; i < t->s.len; i++) {
		size_t len = 1 + dice(12);
		if (len > t->s.len - i)
			len = t->s.len - i;
		same_span(text_span(t, i, 1), naive_span(l, html, i, 1));
		same_span(text_span(t, i, len), naive_span(l, html, i, len));
		struct span empty = text_span(t, i, 0);
		assert_int_equal(empty.at, naive_span(l, html, i, 1).at);
		assert_int_equal(empty.len, 0);
		lookups += 3;
	}
	return lookups;
}

static size_t
one_round(struct layers *l, struct arena *a, struct buf *text, struct buf *raw)
{
	const struct charset_case *c = &cases[dice(CASES)];
	static const enum transfer hows[] = { TRANSFER_8BIT, TRANSFER_BASE64,
		TRANSFER_QUOTED_PRINTABLE, TRANSFER_QUOTED_PRINTABLE };
	enum transfer how = hows[dice(4)];
	const char *line_end = dice(2) ? "\r\n" : "\n";
	bool html = dice(2), clean;
	struct str bytes, decoded;
	struct map *m;
	const struct map *map;
	struct map *top = ARENA_NEW(a, struct map);

	for (uint32_t n = dice(80); n; n--)
		add_random_piece(text, c->runes, line_end, html);
	assert_true(charset_encode(a, c->name, buf_str(text), &bytes));
	buf_add(raw, STR("1234567"));
	write_raw(raw, bytes, how, line_end);
	struct str file = buf_str(raw);

	read_raw(&l->transfer, str_from(file, 7), how);
	assert_true(str_eq(buf_str(&l->transfer.bytes), bytes));
	naive_charset(&l->charset, c->name, bytes, buf_str(text));

	decoded = transfer_decode(a, file, span_of(7, file.len - 7), how,
		LIMIT_TEXT, &m, NULL, NULL);
	assert_true(str_eq(decoded, bytes));
	decoded = charset_decode(a, c->name, bytes, m, &map, &clean);
	assert_true(str_eq(decoded, buf_str(text)));
	if (html) {
		naive_entities(&l->entities, decoded, a, top);
		decoded = buf_str(&l->entities.bytes);
		top->under = map;
		map = top;
	}
	return compare(l, &(struct text){ .s = decoded, .map = map }, html);
}

static void
every_place_is_exact(void **state)
{
	struct layers l;
	struct arena a;
	struct buf text, raw;
	size_t lookups = 0;

	(void)state;
	trail_init(&l.transfer);
	trail_init(&l.charset);
	trail_init(&l.entities);
	arena_init(&a);
	buf_init(&text, MIB);
	buf_init(&raw, MIB);
	while (lookups < 1000000) {
		lookups += one_round(&l, &a, &text, &raw);
		trail_clear(&l.transfer);
		trail_clear(&l.charset);
		trail_clear(&l.entities);
		buf_clear(&text);
		buf_clear(&raw);
		arena_clear(&a);
	}
	buf_release(&text);
	buf_release(&raw);
	trail_release(&l.transfer);
	trail_release(&l.charset);
	trail_release(&l.entities);
	arena_release(&a);
}

/*
 * Single cases.
 */

struct fixture {
	struct arena arena;
	struct text text;
};

static struct text *
decoded(struct fixture *f, const char *raw, enum transfer how,
	const char *charset)
{
	struct map *m;
	bool clean;
	struct str file = str_of(raw);

	arena_init(&f->arena);
	struct str bytes = transfer_decode(&f->arena, file,
		span_of(0, file.len), how, LIMIT_TEXT, &m, NULL, NULL);
	f->text = (struct text){ .form = TEXT_BODY };
	f->text.s = charset_decode(
		&f->arena, charset, bytes, m, &f->text.map, &clean);
	return &f->text;
}

static void
spans(const struct text *t, const char *word, uint32_t at, uint32_t len)
{
	struct str w = str_of(word);
	size_t found = str_find(t->s, w);

	assert_true(found < t->s.len);
	same_span(text_span(t, found, w.len), (struct span){ at, len });
}

static void
plain_text_is_where_it_stands(void **state)
{
	struct fixture f;
	struct text *t =
		decoded(&f, "Dear\r\n\tLi,\r\nfree", TRANSFER_8BIT, "UTF-8");

	(void)state;
	spans(t, "Li", 7, 2);
	spans(t, "free", 12, 4);
	same_span(text_span(t, 16, 0), (struct span){ 16, 0 });
	same_span(text_span(t, 99, 99), (struct span){ 16, 0 });
	same_span(text_span(t, 15, 99), (struct span){ 15, 1 });
	assert_int_equal(text_at(t, 12), 12);
	assert_int_equal(text_at(t, 99), 16);
	arena_release(&f.arena);
}

static void
a_soft_break_lies_between(void **state)
{
	struct fixture f;
	struct text *t = decoded(&f, "fr=\r\nee =E4=BD=A0=E5=A5=BD",
		TRANSFER_QUOTED_PRINTABLE, "UTF-8");

	(void)state;
	spans(t, "free", 0, 7);
	spans(t, "fr", 0, 2);
	spans(t, "ee", 5, 2);
	spans(t, "你", 8, 9);
	spans(t, "好", 17, 9);
	assert_int_equal(text_at(t, 3), 2); /* "ee", after the soft break */
	assert_int_equal(text_at(t, 17), 8);
	arena_release(&f.arena);
}

static void
one_byte_of_base64_needs_two_characters(void **state)
{
	struct fixture f;
	/* "Dear Li, free" */
	struct text *t =
		decoded(&f, "RGVhciBM\naSwgZnJlZQ==", TRANSFER_BASE64, "UTF-8");

	(void)state;
	assert_true(str_eq(t->s, STR("Dear Li, free")));
	spans(t, "D", 0, 2);
	spans(t, "Dea", 0, 4);
	spans(t, "L", 6, 2);
	spans(t, "Li", 6, 5); /* over the line end */
	spans(t, "free", 13, 6);
	arena_release(&f.arena);
}

static void
chinese_in_gb18030(void **state)
{
	struct fixture f;
	/* "你好, 王" in GB18030, base64 and quoted-printable */
	struct text *t = decoded(&f, "=C4=E3=BA=C3, =CD=F5",
		TRANSFER_QUOTED_PRINTABLE, "GB18030");

	(void)state;
	assert_true(str_eq(t->s, STR("你好, 王")));
	spans(t, "好", 6, 6);
	spans(t, "王", 14, 6);
	arena_release(&f.arena);
	t = decoded(&f, "xOO6wywgzfU=", TRANSFER_BASE64, "GB18030");
	assert_true(str_eq(t->s, STR("你好, 王")));
	spans(t, "你", 0, 3);
	spans(t, "王", 8, 3);
	arena_release(&f.arena);
}

static void
a_stretch_shares_the_way_back(void **state)
{
	struct fixture f;
	struct text *t = decoded(
		&f, "a =E4=BD=A0 free", TRANSFER_QUOTED_PRINTABLE, "UTF-8");
	struct text part = text_part(&f.arena, t, 6, 4);

	(void)state;
	assert_true(str_eq(part.s, STR("free")));
	spans(&part, "free", 12, 4);
	struct text inner = text_part(&f.arena, &part, 1, 99);
	assert_true(str_eq(inner.s, STR("ree")));
	spans(&inner, "ee", 14, 2);
	arena_release(&f.arena);
}

static void
text_from_nowhere(void **state)
{
	struct arena a;
	struct map m = { .under = NULL };
	struct text t = { .s = STR("one\ntwo"), .map = &m };

	(void)state;
	arena_init(&a);
	map_add(&a, &m, 0, 10, 1, 1); /* "one" at 10 */
	map_add(&a, &m, 3, 13, 1, 0); /* a line end that is not in the file */
	map_add(&a, &m, 4, 20, 1, 1);
	same_span(text_span(&t, 0, 3), (struct span){ 10, 3 });
	same_span(text_span(&t, 3, 1), (struct span){ 13, 0 });
	same_span(text_span(&t, 3, 4), (struct span){ 20, 3 });
	same_span(text_span(&t, 0, 4), (struct span){ 10, 3 });
	same_span(text_span(&t, 0, 7), (struct span){ 10, 13 });
	arena_release(&a);
}

static void
texts_without_a_place(void **state)
{
	struct text outside = { .s = STR("x"), .form = TEXT_OUTSIDE };
	struct text file = { .s = STR("x"), .form = TEXT_BODY };
	struct text none = { 0 };
	struct map empty = { .under = NULL };
	struct text odd = { .s = STR("x"), .map = &empty };

	(void)state;
	same_span(text_span(&outside, 0, 1), (struct span){ 0, 0 });
	same_span(text_span(&file, 0, 1), (struct span){ 0, 1 });
	same_span(text_span(&none, 5, 5), (struct span){ 0, 0 });
	same_span(text_span(&odd, 0, 1), (struct span){ 0, 0 });
}

static void
an_empty_text_has_a_place(void **state)
{
	struct arena a;
	struct map *m;
	struct str file = STR("header\n\n=\n=\n");

	(void)state;
	arena_init(&a);
	struct text t = { .form = TEXT_BODY };
	t.s = transfer_decode(&a, file, span_of(8, 4),
		TRANSFER_QUOTED_PRINTABLE, LIMIT_TEXT, &m, NULL, NULL);
	t.map = m;
	assert_int_equal(t.s.len, 0);
	same_span(text_span(&t, 0, 0), (struct span){ 8, 0 });
	arena_release(&a);
}

static void
runs_are_joined(void **state)
{
	struct arena a;
	struct map m = { .under = NULL };

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < 1000; i++)
		map_add(&a, &m, i * 3, i * 2, 3, 2);
	assert_int_equal(m.runs.n, 1);
	map_add(&a, &m, 3000, 2001, 3, 2);
	assert_int_equal(m.runs.n, 2);
	map_add(&a, &m, 3003, 2003, 1, 1);
	map_add(&a, &m, 3004, 2004, 1, 1);
	assert_int_equal(m.runs.n, 3);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_is_where_it_stands),
		cmocka_unit_test(a_soft_break_lies_between),
		cmocka_unit_test(one_byte_of_base64_needs_two_characters),
		cmocka_unit_test(chinese_in_gb18030),
		cmocka_unit_test(a_stretch_shares_the_way_back),
		cmocka_unit_test(text_from_nowhere),
		cmocka_unit_test(texts_without_a_place),
		cmocka_unit_test(an_empty_text_has_a_place),
		cmocka_unit_test(runs_are_joined),
		cmocka_unit_test(every_place_is_exact),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
