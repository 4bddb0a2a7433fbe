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
set_body(struct bench *b, struct str raw, enum transfer how,
	const char *charset)
{
	struct str head = STR("X: y\n\n"), tail = STR("\n--end--\n");
	char *file = arena_bytes(&b->arena, head.len + raw.len + tail.len);
	struct map *m;
	bool clean;

	memcpy(file, head.at, head.len);
	if (raw.len)
		memcpy(file + head.len, raw.at, raw.len);
	memcpy(file + head.len + raw.len, tail.at, tail.len);
	b->source.bytes =
		(struct str){ file, head.len + raw.len + tail.len };
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

	if (!encode_edits(&b->arena, &b->draft, edits, n, out, count, &reason)) {
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

	return charset_decode(&b->arena, b->part.charset, bytes, NULL, &map,
		&clean);
}

/* Changes `what` in the body to `with` and expects these raw bytes. */
static void
becomes(struct bench *b, const char *what, const char *with,
	const char *wanted)
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
	static const char *const words[] = { "word ", "A", "  ", "=", "=3D", "41",
		".", "\t", "Dear customer, ", "x=y", " ", "free", "!" };

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
			(c == '=' && (ends || hex_value(s.at[i + 1]) >= 0 || s.at[i + 1] == '=')))
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
				i + j > s.len ? '='
					      : alphabet[bits >> (18 - 6 * j) &
							63]);
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
		uint32_t from = boundary_near(
			s, at + dice((uint32_t)room + 1));
		uint32_t end = boundary_near(
			s, from + (dice(3) ? dice(20) : 0));
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
one_round(struct bench *b, struct buf *text, struct buf *raw,
	struct buf *wanted)
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

	if (how == TRANSFER_QUOTED_PRINTABLE &&
		!strcmp(c->name, "iso-2022-jp"))
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

	size_t count = random_edits(b, edits, c->runes, str_of(line_end), wanted);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_edits_read_back),
	};
	(void)becomes;
	return cmocka_run_group_tests_name("encode", tests, NULL, NULL);
}
