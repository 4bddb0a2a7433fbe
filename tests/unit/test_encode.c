/*
 * test_encode.c - edits of text, written back as raw bytes.
 *
 * The heart is a property test: random edits of random texts in every
 * encoding; the edited bytes are decoded again and must give the edited text.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "draft/charset.h"
#include "draft/encode.h"
#include "draft/encoded.h"
#include "draft/mime.h"

static uint64_t seed = 20240607;

static uint32_t
dice(uint32_t sides)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % sides;
}

/* A message of one part, made by hand. */
struct bench {
	struct arena arena;
	struct source source;
	struct draft draft;
	struct part part;
	struct defects defects;
};

static void
bench_init(struct bench *b)
{
	memset(b, 0, sizeof *b);
	arena_init(&b->arena);
	b->source.kind = SOURCE_MESSAGE;
	b->draft.source = &b->source;
	b->draft.root = &b->part;
	b->defects.arena = &b->arena;
}

static void
bench_clear(struct bench *b)
{
	arena_release(&b->arena);
	bench_init(b);
}

static void
declare_charset(struct bench *b, const char *name)
{
	struct param *p = list_push(&b->arena, &b->part.type.list);
	p->name = STR("charset");
	p->text = (struct text){ .s = str_of(name), .form = TEXT_PARAM };
}

/* `raw` as the body, behind some header and before some more. */
static void
set_body(
	struct bench *b, struct str raw, enum transfer how, const char *charset)
{
	struct str head = STR("X: y\n\n"), tail = STR("\n--end--\n");
	char *file = arena_bytes(&b->arena, head.len + raw.len + tail.len);
	struct map *m;
	bool clean;

	memcpy(file, head.at, head.len);
	if (raw.len)
		memcpy(file + head.len, raw.at, raw.len);
	memcpy(file + head.len + raw.len, tail.at, tail.len);
	b->source.bytes = (struct str){ file, head.len + raw.len + tail.len };
	b->part.body = span_of(head.len, raw.len);
	b->draft.message = span_of(0, b->source.bytes.len);
	b->part.transfer = how;
	b->part.charset = charset_named(str_of(charset));
	declare_charset(b, charset);
	struct str bytes = transfer_decode(&b->arena, b->source.bytes,
		b->part.body, how, LIMIT_TEXT, &m, &b->part, &b->defects);
	b->part.text = (struct text){ .part = &b->part, .form = TEXT_BODY };
	b->part.text.s = charset_decode(&b->arena, b->part.charset, bytes, m,
		&b->part.text.map, &clean);
}

static const char *
edit(struct bench *b, const struct text_edit *edits, size_t n,
	struct raw_edit **out, size_t *count)
{
	const char *reason = NULL;

	if (!encode_edits(
		    &b->arena, &b->draft, edits, n, out, count, &reason)) {
		assert_non_null(reason);
		return reason;
	}
	return NULL;
}

static struct str
apply(struct bench *b, const struct raw_edit *edits, size_t n)
{
	struct str file = b->source.bytes;
	struct buf out;
	size_t at = 0;

	buf_init(&out, LIMIT_FILE);
	for (size_t i = 0; i < n; i++) {
		assert_true(edits[i].at.at >= at);
		assert_true(span_end(edits[i].at) <= file.len);
		buf_add(&out, str_sub(file, at, edits[i].at.at - at));
		buf_add(&out, edits[i].with);
		at = span_end(edits[i].at);
	}
	buf_add(&out, str_from(file, at));
	struct str s = arena_str(&b->arena, buf_str(&out));
	buf_release(&out);
	return s;
}

/* The body of the file after an edit. */
static struct str
body_after(struct bench *b, struct str file)
{
	size_t growth = file.len - b->source.bytes.len;
	return str_sub(file, b->part.body.at, b->part.body.len + growth);
}

static struct str
decode_again(struct bench *b, struct str raw)
{
	const struct map *map;
	bool clean;
	struct str bytes = transfer_decode_plain(&b->arena, raw,
		span_of(0, raw.len), b->part.transfer, LIMIT_TEXT);

	return charset_decode(
		&b->arena, b->part.charset, bytes, NULL, &map, &clean);
}

/* Changes `what` in the body to `with` and expects these raw bytes. */
static void
becomes(struct bench *b, const char *what, const char *with, const char *wanted)
{
	struct str s = str_of(what);
	size_t at = str_find(b->part.text.s, s);
	struct text_edit e = { .text = &b->part.text,
		.at = (uint32_t)at,
		.len = (uint32_t)s.len,
		.with = str_of(with) };
	struct raw_edit *out;
	size_t n;

	assert_null(edit(b, &e, 1, &out, &n));
	struct str body = body_after(b, apply(b, out, n));
	if (!str_eq(body, str_of(wanted)))
		print_error("got %.*s\n", STR_ARG(body));
	assert_true(str_eq(body, str_of(wanted)));
	bench_clear(b);
}

/*
 * Random bodies.
 */

struct charset_case {
	const char *name;
	const char *runes;
};

static const struct charset_case cases[] = {
	{ "utf-8", "你好，请问价格é€ß😀👍🏽한국어日本" },
	{ "gb18030", "你好，请问价格é😀한日" },
	{ "gb2312", "你好，请问价格多少" },
	{ "big5", "你好，請問價格是多少" },
	{ "iso-8859-1", "éèüßñ" },
	{ "windows-1252", "éè€“”" },
	{ "shift_jis", "日本語のメール、ｱｲｳ" },
	{ "euc-kr", "안녕하세요가격" },
	{ "iso-2022-jp", "日本語のメール" },
	{ "utf-16le", "你好é😀" },
	{ "koi8-r", "Здравствуйте" },
};

enum { CASES = sizeof cases / sizeof cases[0] };

static void
add_rune(struct buf *b, const char *runes)
{
	struct str all = str_of(runes);
	size_t at = dice((uint32_t)all.len);

	while (((uint8_t)all.at[at] & 0xC0) == 0x80)
		at--;
	buf_rune(b, utf8_next(all, &at));
}

static void
add_text(struct buf *b, const char *runes, const char *line_end, uint32_t n)
{
	static const char *const words[] = { "word ", "A", "  ", "=", "=3D",
		"41", ".", "\t", "Dear customer, ", "x=y", " ", "free", "!" };

	while (n--)
		switch (dice(5)) {
		case 0:
			buf_add(b, str_of(dice(3) ? " " : line_end));
			break;
		case 1:
			add_rune(b, runes);
			add_rune(b, runes);
			break;
		default:
			buf_add(b, str_of(words[dice(13)]));
		}
}

static void
write_quoted(struct buf *raw, struct str s, const char *line_end, bool wide)
{
	size_t column = 0;

	for (size_t i = 0; i < s.len; i++) {
		uint8_t c = (uint8_t)s.at[i];
		bool line = !wide && (c == '\n' || c == '\r');
		bool ends = i + 1 >= s.len || s.at[i + 1] == '\n' ||
			    s.at[i + 1] == '\r';
		bool blank = c == ' ' || c == '\t';
		bool before = c == (line_end[0] == '\r' ? '\r' : '\n');
		if (line && before && dice(9) == 0 && column < 70) {
			buf_add(raw, STR("  "));
			column += 2;
		}
		size_t start = raw->len;
		if (c > 0x7E || (c < ' ' && !blank && !line) ||
			(c == '=' && dice(3)) || (blank && (ends || wide)) ||
			(c == '=' && (ends || hex_value(s.at[i + 1]) >= 0 ||
					     s.at[i + 1] == '=')))
			buf_printf(raw, "=%02X", c);
		else
			buf_char(raw, (char)c);
		column = line ? 0 : column + raw->len - start;
		if (!line && (column > 69 || dice(30) == 0)) {
			buf_add(raw, STR("="));
			buf_add(raw, str_of(line_end));
			column = 0;
		}
	}
}

static void
write_base64(struct buf *raw, struct str s, const char *line_end)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";
	size_t width = 4 + 4 * dice(18), column = 0;

	for (size_t i = 0; i < s.len; i += 3) {
		uint32_t bits = 0;
		for (size_t j = 0; j < 3; j++)
			bits = bits << 8 |
			       (i + j < s.len ? (uint8_t)s.at[i + j] : 0u);
		if (column >= width) {
			buf_add(raw, str_of(line_end));
			column = 0;
		}
		for (size_t j = 0; j < 4; j++)
			buf_char(raw,
				i + j > s.len
					? '='
					: alphabet[bits >> (18 - 6 * j) & 63]);
		column += 4;
	}
	if (dice(2))
		buf_add(raw, str_of(line_end));
}

static size_t
longest_line(struct str s)
{
	size_t longest = 0;

	while (s.at) {
		size_t len = str_cut(&s, '\n').len;
		longest = len > longest ? len : longest;
	}
	return longest;
}

static uint32_t
boundary_near(struct str s, size_t at)
{
	while (at < s.len && ((uint8_t)s.at[at] & 0xC0) == 0x80)
		at--;
	return (uint32_t)at;
}

/* Up to three edits in order, and what the text should be then. */
static size_t
random_edits(struct bench *b, struct text_edit *edits, const char *runes,
	struct str line_end, struct buf *wanted)
{
	struct str s = b->part.text.s;
	size_t n = 1 + dice(3), kept = 0, at = 0;

	for (size_t i = 0; i < n; i++) {
		struct buf with;
		size_t room = s.len - at;
		uint32_t from = boundary_near(s, at + dice((uint32_t)room + 1));
		uint32_t end =
			boundary_near(s, from + (dice(3) ? dice(20) : 0));
		end = end > s.len ? (uint32_t)s.len : end;
		if (from < at || end < from)
			continue;
		/* half of a line end is nothing that anybody edits */
		if ((from && from < s.len && s.at[from - 1] == '\r') ||
			(end && end < s.len && s.at[end - 1] == '\r'))
			continue;
		buf_init(&with, MIB);
		if (dice(4))
			add_text(&with, runes, "\n", dice(8));
		edits[kept++] = (struct text_edit){ .text = &b->part.text,
			.at = from,
			.len = end - from,
			.with = arena_str(&b->arena, buf_str(&with)) };
		buf_add(wanted, str_sub(s, at, from - at));
		struct str rest = buf_str(&with);
		while (rest.at) {
			buf_add(wanted, str_cut(&rest, '\n'));
			if (rest.at)
				buf_add(wanted, line_end);
		}
		at = end;
		buf_release(&with);
		if (at >= s.len)
			break;
	}
	buf_add(wanted, str_from(s, at));
	return kept;
}

static bool
has_line_end(struct str s)
{
	return str_chr(s, '\n') < s.len;
}

static size_t
one_round(
	struct bench *b, struct buf *text, struct buf *raw, struct buf *wanted)
{
	const struct charset_case *c = &cases[dice(CASES)];
	static const enum transfer hows[] = { TRANSFER_8BIT, TRANSFER_BASE64,
		TRANSFER_QUOTED_PRINTABLE, TRANSFER_QUOTED_PRINTABLE };
	enum transfer how = hows[dice(4)];
	bool wide = !strcmp(c->name, "utf-16le");
	const char *line_end = dice(2) ? "\r\n" : "\n";
	struct text_edit edits[3];
	struct raw_edit *out;
	struct str bytes;
	size_t n;

	if (how == TRANSFER_QUOTED_PRINTABLE && !strcmp(c->name, "iso-2022-jp"))
		how = TRANSFER_8BIT;
	add_text(text, c->runes, line_end, dice(60));
	if (!has_line_end(buf_str(text)))
		buf_add(text, str_of(line_end));
	assert_true(charset_encode(&b->arena, charset_named(str_of(c->name)),
		buf_str(text), &bytes));
	if (how == TRANSFER_QUOTED_PRINTABLE)
		write_quoted(raw, bytes, line_end, wide);
	else if (how == TRANSFER_BASE64)
		write_base64(raw, bytes, line_end);
	else
		buf_add(raw, bytes);
	set_body(b, buf_str(raw), how, c->name);
	assert_true(str_eq(b->part.text.s, buf_str(text)));

	size_t count =
		random_edits(b, edits, c->runes, str_of(line_end), wanted);
	if (!count)
		return 0;
	const char *reason = edit(b, edits, count, &out, &n);
	if (reason)
		print_error("%s %d: %s\n", c->name, how, reason);
	assert_null(reason);
	struct str body = body_after(b, apply(b, out, n));
	for (size_t i = 0; i < n; i++) {
		assert_true(out[i].at.at >= b->part.body.at);
		assert_true(span_end(out[i].at) <= span_end(b->part.body));
	}
	assert_true(str_eq(decode_again(b, body), buf_str(wanted)));
	if (how == TRANSFER_QUOTED_PRINTABLE &&
		longest_line(buf_str(raw)) <= 76)
		assert_true(longest_line(body) <= 77); /* with the CR */
	return 1;
}

static void
random_edits_read_back(void **state)
{
	struct bench b;
	struct buf text, raw, wanted;

	(void)state;
	bench_init(&b);
	buf_init(&text, MIB);
	buf_init(&raw, MIB);
	buf_init(&wanted, MIB);
	for (size_t rounds = 0; rounds < 6000;) {
		rounds += one_round(&b, &text, &raw, &wanted);
		buf_clear(&text);
		buf_clear(&raw);
		buf_clear(&wanted);
		bench_clear(&b);
	}
	buf_release(&text);
	buf_release(&raw);
	buf_release(&wanted);
	bench_clear(&b);
}

/*
 * Single cases of bodies.
 */

static void
quoted_printable(void **state)
{
	struct bench b;

	(void)state;
	bench_init(&b);
#define QP(raw) set_body(&b, STR(raw), TRANSFER_QUOTED_PRINTABLE, "utf-8")
	QP("Act now! =E4=BD=A0\r\n");
	becomes(&b, "now!", "today", "Act today =E4=BD=A0\r\n");
	QP("a b\r\n");
	becomes(&b, "a", "1=2", "1=3D2 b\r\n");
	QP("end of line   \r\nnext\r\n");
	becomes(&b, "\r\n", "",
		"end of line"
		"next\r\n");
	QP("one two\r\n");
	becomes(&b, " two", " ", "one=20\r\n");
	QP("one two\r\n");
	becomes(&b, "two", "", "one=20\r\n");
	QP("one two\nx");
	becomes(&b, "two", "\xE4\xBD\xA0\nthree", "one =E4=BD=A0\nthree\nx");
	QP("fr=\r\nee offer\r\n");
	becomes(&b, "free", "good", "good offer\r\n");
	QP("x=zz\r\n"); /* a malformed "=" must not become an escape */
	becomes(&b, "zz", "41", "x=3D41\r\n");
	QP("0123456789012345678901234567890123456789"
	   "01234567890123456789 free 0123456789\n");
	becomes(&b, "free", "without any charge",
		"0123456789012345678901234567890123456789"
		"01234567890123456789 without any ch=\narge 0123456789\n");
	QP("0123456789012345678901234567890123456789"
	   "01234567890123456789 free 0123456789\n");
	becomes(&b, "free", "half price",
		"0123456789012345678901234567890123456789"
		"01234567890123456789 half price=\n 0123456789\n");
#undef QP
}

static void
base64(void **state)
{
	struct bench b;

	(void)state;
	bench_init(&b);
	/* "Dear Li, it is free today." in lines of 12 */
	set_body(&b, STR("RGVhciBMaSwg\r\naXQgaXMgZnJl\r\nZSB0b2RheS4=\r\n"),
		TRANSFER_BASE64, "utf-8");
	becomes(&b, "free", "for you",
		"RGVhciBMaSwg\r\naXQgaXMgZm9y\r\nIHlvdSB0b2Rh\r\neS4=\r\n");
	set_body(&b, STR("xOO6w6GjRlJFRQ=="), TRANSFER_BASE64, "gbk");
	becomes(&b, "FREE", "\xE4\xBB\xB7", "xOO6w6GjvNs=");
	set_body(&b, STR(""), TRANSFER_BASE64, "utf-8");
	becomes(&b, "", "Hello", "SGVsbG8=");
}

static void
raw_bodies(void **state)
{
	struct bench b;

	(void)state;
	bench_init(&b);
	set_body(&b, STR("\xC4\xE3\xBA\xC3 FREE\r\n"), TRANSFER_8BIT, "gb2312");
	becomes(&b, "FREE", "价格\n100",
		"\xC4\xE3\xBA\xC3 \xBC\xDB\xB8\xF1\r\n"
		"100\r\n");
	set_body(&b, STR("a\x1B$BF|K\\\x1B(Bb\nfree\n"), TRANSFER_7BIT,
		"iso-2022-jp");
	becomes(&b, "日", "本", "a\x1B$BK\\K\\\x1B(Bb\nfree\n");
	set_body(&b, STR("caf\xE9 free"), TRANSFER_8BIT, "iso-8859-1");
	becomes(&b, "free", "tr\xC3\xA8s bon", "caf\xE9 tr\xE8s bon");
}

/* The whole text of the part, as HTML shows it: entities, one blank. */
static struct text
visible(struct bench *b)
{
	struct map *m = ARENA_NEW(&b->arena, struct map);
	struct str s = b->part.text.s;
	struct buf out;
	bool tag = false;

	buf_init(&out, MIB);
	m->under = b->part.text.map;
	for (size_t at = 0, end; at < s.len; at = end) {
		struct str c = str_sub(s, at, 1);
		end = at + 1;
		if (str_starts(str_from(s, at), STR("&amp;")))
			end = at + 5, c = STR("&");
		tag = c.at[0] == '<' || (tag && s.at[at - 1] != '>');
		if (tag)
			continue;
		map_add(&b->arena, m, out.len, at, 1, (uint16_t)(end - at));
		buf_add(&out, c);
	}
	struct text t = { .map = m, .part = &b->part, .form = TEXT_PROSE };
	t.s = arena_str(&b->arena, buf_str(&out));
	buf_release(&out);
	return t;
}

static void
prose_becomes(
	struct bench *b, const char *what, const char *with, const char *wanted)
{
	struct text t = visible(b);
	struct str s = str_of(what);
	struct text_edit e = { .text = &t,
		.at = (uint32_t)str_find(t.s, s),
		.len = (uint32_t)s.len,
		.with = str_of(with) };
	struct raw_edit *out;
	size_t n;

	assert_null(edit(b, &e, 1, &out, &n));
	struct str body = body_after(b, apply(b, out, n));
	if (!str_eq(body, str_of(wanted)))
		print_error("got %.*s\n", STR_ARG(body));
	assert_true(str_eq(body, str_of(wanted)));
	bench_clear(b);
}

static void
html_prose(void **state)
{
	struct bench b;

	(void)state;
	bench_init(&b);
#define HTML(raw, how, charset) set_body(&b, STR(raw), how, charset)
	HTML("<p>Buy &amp; sell</p>", TRANSFER_8BIT, "utf-8");
	prose_becomes(&b, "&", "<and>", "<p>Buy &lt;and&gt; sell</p>");
	/* tags inside of what is replaced stay */
	HTML("<p>Act <b>now</b>, hurry!</p>", TRANSFER_8BIT, "utf-8");
	prose_becomes(
		&b, "now, hurry!", "by Friday", "<p>Act <b>by Friday</b></p>");
	HTML("<p>Act <b>now</b>!</p>", TRANSFER_QUOTED_PRINTABLE, "utf-8");
	prose_becomes(&b, " now", "", "<p>Act<b></b>!</p>");
	HTML("<p>Prix: 5</p>", TRANSFER_8BIT, "iso-8859-1");
	prose_becomes(&b, "5", "5 €", "<p>Prix: 5 &#8364;</p>");
	HTML("<p>Hi</p>", TRANSFER_7BIT, "utf-8");
	prose_becomes(&b, "Hi", "你", "<p>&#20320;</p>");
	HTML("<p>Hi</p>", TRANSFER_8BIT, "gb2312");
	prose_becomes(&b, "Hi", "你😀", "<p>\xC4\xE3&#128512;</p>");
#undef HTML
}

static void
attribute_values(void **state)
{
	static const char *const raws[] = { "<a href=\"http://x\">",
		"<a href=http://x>" };
	static const char *const wanted[] = { "<a href=\"a&amp;b &quot;c\">",
		"<a href=a&amp;b&#32;&quot;c>" };
	struct bench b;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		bench_init(&b);
		set_body(&b, str_of(raws[i]), TRANSFER_8BIT, "utf-8");
		struct str s = b.part.text.s;
		struct text t = text_part(
			&b.arena, &b.part.text, str_find(s, STR("http")), 8);
		t.form = TEXT_ATTRIBUTE;
		struct text_edit e = {
			.text = &t, .len = 8, .with = STR("a&b \"c")
		};
		struct raw_edit *out;
		size_t n;
		assert_null(edit(&b, &e, 1, &out, &n));
		assert_true(str_eq(
			body_after(&b, apply(&b, out, n)), str_of(wanted[i])));
		bench_clear(&b);
	}
}

static const char *
refused(struct bench *b, struct text_edit e)
{
	struct raw_edit *out;
	size_t n;
	const char *reason = edit(b, &e, 1, &out, &n);

	assert_non_null(reason);
	return reason;
}

static void
refusals(void **state)
{
	struct bench b;
	struct text_edit e = { .len = 1, .with = STR("价") };

	(void)state;
	bench_init(&b);
	set_body(&b, STR("caf\xE9"), TRANSFER_8BIT, "iso-8859-1");
	e.text = &b.part.text;
	refused(&b, e);
	e.with = STR("€"); /* windows-1252 has it, iso-8859-1 has not */
	refused(&b, e);
	e.with = STR("x");
	b.part.signed_ = true;
	refused(&b, e);
	b.part.signed_ = false;
	b.part.encrypted = true;
	refused(&b, e);
	b.part.encrypted = false;
	b.part.ambiguous = true;
	refused(&b, e);
	b.part.ambiguous = false;
	e.at = 4; /* the second byte of the accent */
	refused(&b, e);
	e.at = 99;
	refused(&b, e);
	struct text outside = { .s = STR("x"), .form = TEXT_OUTSIDE };
	e = (struct text_edit){ .text = &outside, .len = 1 };
	refused(&b, e);
	bench_clear(&b);

	set_body(&b, STR("plain"), TRANSFER_7BIT, "us-ascii");
	e = (struct text_edit){ .text = &b.part.text, .with = STR("é") };
	refused(&b, e);
	bench_clear(&b);
	set_body(&b, STR("\xC4\xE3"), TRANSFER_8BIT, "gb2312");
	e = (struct text_edit){ .text = &b.part.text, .with = STR("😀") };
	refused(&b, e);
	bench_clear(&b);
	set_body(&b, STR("RG*Vhcg=="), TRANSFER_BASE64, "utf-8");
	e = (struct text_edit){ .text = &b.part.text, .with = STR("x") };
	refused(&b, e);
	bench_clear(&b);
}

static void
overlapping_edits_are_refused(void **state)
{
	struct bench b;
	struct raw_edit *out;
	size_t n;

	(void)state;
	bench_init(&b);
	set_body(&b, STR("one two three"), TRANSFER_8BIT, "utf-8");
	struct text_edit e[2] = { { .text = &b.part.text, .at = 4, .len = 6 },
		{ .text = &b.part.text, .at = 0, .len = 5 } };
	assert_non_null(edit(&b, e, 2, &out, &n));
	e[1].len = 4; /* side by side, in any order */
	assert_null(edit(&b, e, 2, &out, &n));
	assert_true(str_eq(body_after(&b, apply(&b, out, n)), STR("ree")));
	bench_clear(&b);
}

static void
a_file_that_is_no_message(void **state)
{
	struct bench b;
	struct raw_edit *out;
	size_t n;

	(void)state;
	bench_init(&b);
	set_body(&b, STR("<p>free</p>"), TRANSFER_8BIT, "utf-8");
	b.source.kind = SOURCE_HTML;
	b.part.type.list.n = 0;
	struct text_edit e = {
		.text = &b.part.text, .at = 3, .len = 4, .with = STR("你好=")
	};
	assert_null(edit(&b, &e, 1, &out, &n));
	assert_true(
		str_eq(body_after(&b, apply(&b, out, n)), STR("<p>你好=</p>")));
	bench_clear(&b);
}

/*
 * Header fields.
 */

static void
set_header(struct bench *b, struct str file)
{
	bench_clear(b);
	b->source.bytes = file;
	b->draft.message = span_of(0, file.len);
	headers_parse(&b->part.headers, &b->arena, file, 0, (uint32_t)file.len,
		&b->part, &b->defects);
}

/* The text after one edit. */
static struct str
edited_text(struct bench *b, const struct text *t, const struct text_edit *e)
{
	struct buf out;

	buf_init(&out, MIB);
	buf_add(&out, str_sub(t->s, 0, e->at));
	buf_add(&out, e->with);
	buf_add(&out, str_from(t->s, (size_t)e->at + e->len));
	struct str s = arena_str(&b->arena, buf_str(&out));
	buf_release(&out);
	return s;
}

static struct str
decoded_header(struct bench *b, struct str file)
{
	struct headers h = { 0 };

	headers_parse(&h, &b->arena, file, 0, (uint32_t)file.len, &b->part,
		&b->defects);
	assert_true(h.list.n > 0);
	return header_text(&h.list.at[0])->s;
}

static void
header_becomes(
	const char *raw, const char *what, const char *with, const char *wanted)
{
	struct bench b;
	struct raw_edit *out;
	size_t n;

	bench_init(&b);
	set_header(&b, str_of(raw));
	const struct header *h = &b.part.headers.list.at[0];
	size_t at = str_find(header_text(h)->s, str_of(what));
	struct text_edit e = { .text = header_text(h),
		.at = (uint32_t)at,
		.len = (uint32_t)strlen(what),
		.with = str_of(with) };
	const char *reason = edit(&b, &e, 1, &out, &n);
	if (reason)
		print_error("%s: %s\n", raw, reason);
	assert_null(reason);
	struct str file = apply(&b, out, n);
	if (!str_eq(file, str_of(wanted)))
		print_error("got %.*s\n", STR_ARG(file));
	assert_true(str_eq(file, str_of(wanted)));
	bench_clear(&b);
}

static void
plain_subjects(void **state)
{
	(void)state;
	header_becomes("Subject: Act now!!!\r\n\r\n", "!!!", "",
		"Subject: Act now\r\n\r\n");
	header_becomes("Subject: FREE offer\n\n", "FREE", "Our",
		"Subject: Our offer\n\n");
	header_becomes(
		"Subject: FREE offer\n\n", "FREE", "", "Subject: offer\n\n");
	header_becomes("Subject:\n\n", "", "Hello", "Subject:Hello\n\n");
	header_becomes("Subject: a\r\n b\r\n c\r\n\r\n", "b", "",
		"Subject: a\r\n c\r\n\r\n");
	header_becomes(
		"Subject: a\r\n b\r\n\r\n", "b", "", "Subject: a\r\n\r\n");
	header_becomes(
		"Subject: a\r\n b\r\n\r\n", " b", "x", "Subject: ax\r\n\r\n");
	header_becomes("Subject: a\r\n b\r\n\r\n", "b", "x b",
		"Subject: a\r\n x b\r\n\r\n");
	header_becomes("Subject: one\n\n", "one", "two\nthree",
		"Subject: two three\n\n");
}

static void
encoded_subjects(void **state)
{
	(void)state;
	/* "你好!!!" */
	header_becomes("Subject: =?utf-8?B?5L2g5aW9ISEh?=\r\n\r\n", "!!!", "",
		"Subject: =?utf-8?B?5L2g5aW9?=\r\n\r\n");
	header_becomes("Subject: =?GBK?Q?=C4=E3=BA=C3!!!?=\n\n", "!!!", " 价",
		"Subject: =?GBK?Q?=C4=E3=BA=C3_=BC=DB?=\n\n");
	/* what GBK lacks */
	header_becomes("Subject: =?gb2312?B?xOO6ww==?=\n\n", "好", "😀",
		"Subject: =?UTF-8?B?5L2g8J+YgA==?=\n\n");
	header_becomes("Subject: Hi =?utf-8?B?5L2g?= x\n\n", "你", "",
		"Subject: Hi x\n\n");
	header_becomes("Subject: =?utf-8?Q?FREE?= offer\n\n", "FREE", "",
		"Subject: offer\n\n");
	header_becomes("Subject: =?utf-8?B?5L2g?=\r\n =?utf-8?B?5aW9?=\r\n\r\n",
		"好", "吗",
		"Subject: =?utf-8?B?5L2g?=\r\n =?utf-8?B?5ZCX?=\r\n\r\n");
	header_becomes("Subject: Re: =?utf-8?B?5L2g?=\r\n\r\n", "Re: ", "",
		"Subject: =?utf-8?B?5L2g?=\r\n\r\n");
	/* ASCII becomes an encoded word */
	header_becomes("Subject: Hello you\n\n", "you", "Zoë",
		"Subject: Hello =?UTF-8?Q?Zo=C3=AB?=\n\n");
	/* the blank between two encoded words must not vanish */
	header_becomes("Subject: =?utf-8?B?5L2g?= Li\n\n", "Li", "Lü",
		"Subject: =?utf-8?B?5L2g?= =?utf-8?B?IEzDvA==?=\n\n");
}

static void
raw_8bit_stays_raw(void **state)
{
	(void)state;
	header_becomes(
		"Subject: 你好 FREE\n\n", "FREE", "吗", "Subject: 你好 吗\n\n");
	header_becomes(
		"Subject: \xC4\xE3\xBA\xC3\xA3\xAC\xBC\xDB\xB8\xF1 FREE\n\n",
		"FREE", "好",
		"Subject: \xC4\xE3\xBA\xC3\xA3\xAC\xBC\xDB\xB8\xF1 \xBA\xC3"
		"\n\n");
}

static void
addresses(void **state)
{
	(void)state;
	header_becomes("From: \"Li Wei\" <li@x.cn>\n\n", "Li Wei", "Wei Li",
		"From: \"Wei Li\" <li@x.cn>\n\n");
	header_becomes("From: \"Li Wei\" <li@x.cn>\n\n", "Li Wei", "李",
		"From: =?UTF-8?B?5p2O?= <li@x.cn>\n\n");
	header_becomes("From: Li <li@x.cn>\n\n", "li@x.cn", "info@x.cn",
		"From: Li <info@x.cn>\n\n");
}

static void
long_subjects_are_folded(void **state)
{
	struct bench b;
	struct raw_edit *out;
	size_t n;
	struct buf with;

	(void)state;
	bench_init(&b);
	buf_init(&with, MIB);
	for (int i = 0; i < 200; i++)
		buf_add(&with, i % 7 ? STR("价") : STR(" x"));
	set_header(&b, STR("Subject: =?gb18030?B?xOO6ww==?= end\r\n\r\n"));
	const struct header *h = &b.part.headers.list.at[0];
	struct text_edit e = {
		.text = header_text(h), .at = 3, .with = buf_str(&with)
	};
	assert_null(edit(&b, &e, 1, &out, &n));
	struct str file = apply(&b, out, n);
	assert_true(longest_line(file) <= 77);
	assert_true(str_eq(
		decoded_header(&b, file), edited_text(&b, header_text(h), &e)));
	bench_clear(&b);
	buf_release(&with);
}

/* Random subjects: plain, encoded, raw, folded; random edits. */
static void
add_subject_piece(struct buf *raw)
{
	static const char *const pieces[] = { "Hello", "free offer!!!", "Re:",
		"=?utf-8?B?5L2g5aW9ISEh?=", "=?gb2312?Q?=C4=E3_=BA=C3!?=",
		"=?utf-8?Q?Zo=C3=AB_says?= =?utf-8?B?5L2g?=",
		"=?iso-8859-1?q?caf=E9?=", "100%", "\"quoted\"", "a=b" };

	buf_add(raw, str_of(pieces[dice(10)]));
}

static void
random_subject(struct buf *raw)
{
	const char *line_end = dice(2) ? "\r\n" : "\n";

	buf_add(raw, STR("Subject: "));
	for (uint32_t i = 0, n = dice(7); i < n; i++) {
		if (i)
			buf_add(raw, str_of(dice(4) ? " " : line_end));
		if (i && raw->at[raw->len - 1] == '\n')
			buf_char(raw, ' ');
		add_subject_piece(raw);
	}
	buf_add(raw, str_of(line_end));
	buf_add(raw, str_of(line_end));
}

static struct str
collapsed(struct bench *b, struct str s)
{
	char *to = arena_bytes(&b->arena, s.len);
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.len; i++)
		if (!is_blank(s.at[i]) || (n && to[n - 1] != ' '))
			to[n++] = is_blank(s.at[i]) ? ' ' : s.at[i];
	return (struct str){ to, n };
}

static void
one_subject(struct bench *b, struct buf *raw)
{
	static const char *const withs[] = { "", "", "x", "你", "Zoë ", " a b ",
		"😀", "!", "this is much more text than there was before" };
	struct raw_edit *out;
	size_t n;

	random_subject(raw);
	set_header(b, buf_str(raw));
	const struct header *h = &b->part.headers.list.at[0];
	struct str s = header_text(h)->s;
	struct text_edit e = { .text = header_text(h),
		.at = boundary_near(s, dice((uint32_t)s.len + 1)),
		.with = str_of(withs[dice(9)]) };
	e.len = boundary_near(s, e.at + dice((uint32_t)s.len - e.at + 1)) -
		e.at;
	const char *reason = edit(b, &e, 1, &out, &n);
	if (reason)
		print_error("%.*s at %u len %u with %.*s: %s\n",
			STR_ARG(buf_str(raw)), e.at, e.len, STR_ARG(e.with),
			reason);
	assert_null(reason);
	struct str file = apply(b, out, n);
	struct str is = collapsed(b, decoded_header(b, file));
	struct str wanted = collapsed(b, edited_text(b, header_text(h), &e));
	if (!str_eq(is, wanted))
		print_error("%.*s\nis %.*s wanted %.*s\n",
			STR_ARG(buf_str(raw)), STR_ARG(is), STR_ARG(wanted));
	assert_true(str_eq(is, wanted));
	size_t before = longest_line(buf_str(raw));
	assert_true(longest_line(file) <= (before > 79 ? before : 79));
}

static void
random_subjects_read_back(void **state)
{
	struct bench b;
	struct buf raw;

	(void)state;
	bench_init(&b);
	buf_init(&raw, MIB);
	for (int i = 0; i < 5000; i++) {
		buf_clear(&raw);
		one_subject(&b, &raw);
	}
	buf_release(&raw);
	bench_clear(&b);
}

/*
 * Parameters.
 */

static void
param_becomes(
	const char *raw, const char *what, const char *with, const char *wanted)
{
	struct bench b;
	struct raw_edit *out;
	size_t n;
	struct str file = str_of(raw);

	bench_init(&b);
	set_header(&b, file);
	params_parse(&b.part.type, &b.arena, &b.part.headers.list.at[0], file,
		&b.part, &b.defects);
	const struct param *p = params_find(&b.part.type, "name");
	assert_non_null(p);
	size_t at = str_find(p->text.s, str_of(what));
	struct text_edit e = { .text = &p->text,
		.at = (uint32_t)at,
		.len = (uint32_t)strlen(what),
		.with = str_of(with) };
	const char *reason = edit(&b, &e, 1, &out, &n);
	if (reason)
		print_error("%s: %s\n", raw, reason);
	assert_null(reason);
	struct str after = apply(&b, out, n);
	if (!str_eq(after, str_of(wanted)))
		print_error("got %.*s\n", STR_ARG(after));
	assert_true(str_eq(after, str_of(wanted)));
	bench_clear(&b);
}

static void
parameters(void **state)
{
	(void)state;
	param_becomes("Content-Type: a/b; name=\"x.exe\"\n\n", ".exe", ".zip",
		"Content-Type: a/b; name=\"x.zip\"\n\n");
	param_becomes("Content-Type: a/b; name=x.exe; y=z\n\n", "x", "a b",
		"Content-Type: a/b; name=\"a b.exe\"; y=z\n\n");
	param_becomes("Content-Type: a/b; name=\"x.pdf\"\n\n", "x", "价",
		"Content-Type: a/b; name*=UTF-8''%E4%BB%B7.pdf\n\n");
	param_becomes("Content-Type: a/b;\n name*=utf-8''%E4%BB%B7.pdf\n\n",
		"价", "price", "Content-Type: a/b;\n name=\"price.pdf\"\n\n");
	param_becomes("Content-Type: a/b;\n name*0=\"ab\";\n name*1=\"cd\"\n\n",
		"bc", "x", "Content-Type: a/b;\n name=\"axd\"\n\n");
	param_becomes("Content-Type: a/b; name=\"a\\\"b\"\n\n", "b", "c",
		"Content-Type: a/b; name=\"a\\\"c\"\n\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quoted_printable),
		cmocka_unit_test(base64),
		cmocka_unit_test(raw_bodies),
		cmocka_unit_test(html_prose),
		cmocka_unit_test(attribute_values),
		cmocka_unit_test(refusals),
		cmocka_unit_test(overlapping_edits_are_refused),
		cmocka_unit_test(a_file_that_is_no_message),
		cmocka_unit_test(plain_subjects),
		cmocka_unit_test(encoded_subjects),
		cmocka_unit_test(raw_8bit_stays_raw),
		cmocka_unit_test(addresses),
		cmocka_unit_test(long_subjects_are_folded),
		cmocka_unit_test(random_subjects_read_back),
		cmocka_unit_test(parameters),
		cmocka_unit_test(random_edits_read_back),
	};
	return cmocka_run_group_tests_name("encode", tests, NULL, NULL);
}
