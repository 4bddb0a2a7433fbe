/* test_encoded.c - values of header fields decoded, with their places. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "draft/encoded.h"

struct bench {
	struct arena arena;
	struct defects defects;
	struct str file;
	const uint8_t *literal;
	struct text text;
};

/* Every value stands after some bytes, so that an offset of 0 shows. */
static const char prefix[] = "Subject: ";

static void
decode(struct bench *b, struct str value)
{
	arena_init(&b->arena);
	b->defects = (struct defects){ .arena = &b->arena };
	size_t before = sizeof prefix - 1;
	char *file = arena_bytes(&b->arena, before + value.len);
	memcpy(file, prefix, before);
	memcpy(file + before, value.at, value.len);
	b->file = (struct str){ file, before + value.len };
	b->text = encoded_decode(&b->arena, b->file, span_of(before, value.len),
		NULL, &b->literal, &b->defects);
}

static size_t
noted(const struct bench *b, enum defect_code code)
{
	size_t n = 0;
	list_each (const struct defect, d, &b->defects.list)
		n += d->code == code;
	return n;
}

static void
assert_text(const struct bench *b, const char *expected)
{
	struct str e = str_of(expected);
	if (!str_eq(b->text.s, e))
		fail_msg(
			"\"%.*s\" is not \"%s\"", STR_ARG(b->text.s), expected);
}

static void
check(const char *value, const char *expected)
{
	struct bench b;
	decode(&b, str_of(value));
	assert_text(&b, expected);
	assert_int_equal(b.defects.list.n, 0);
	arena_release(&b.arena);
}

static void
check_defect(const char *value, const char *expected, enum defect_code code)
{
	struct bench b;
	decode(&b, str_of(value));
	assert_text(&b, expected);
	if (!noted(&b, code))
		fail_msg("no defect %d for %s", (int)code, value);
	assert_int_equal(b.defects.list.n, noted(&b, code));
	list_each (const struct defect, d, &b.defects.list)
		assert_true(span_end(d->span) <= b.file.len &&
			    d->span.at >= sizeof prefix - 1);
	arena_release(&b.arena);
}

/* The raw bytes of the first `part` of the text. */
static void
check_place(const char *value, const char *part, const char *raw)
{
	struct bench b;
	decode(&b, str_of(value));
	size_t at = str_find(b.text.s, str_of(part));
	assert_true(at < b.text.s.len);
	struct span s = text_span(&b.text, at, strlen(part));
	struct str got = str_sub(b.file, s.at, s.len);
	if (!str_eq(got, str_of(raw)))
		fail_msg("\"%s\" stands in \"%.*s\", not \"%s\"", part,
			STR_ARG(got), raw);
	arena_release(&b.arena);
}

static void
test_plain(void **state)
{
	(void)state;
	check("", "");
	check("Hello, world", "Hello, world");
	check("a =? b", "a =? b");
	check("http://x.com/?a=?b=1", "http://x.com/?a=?b=1");
	check("two  blanks stay ", "two  blanks stay ");
	check("one\r\n two", "one two");
	check("one \r\n\t two", "one two");
	check("one\n \n two\r\tthree", "one two three");
}

static void
test_plain_borrows(void **state)
{
	(void)state;
	struct bench b;
	decode(&b, STR("Quote for 200 pumps"));
	assert_ptr_equal(b.text.s.at, b.file.at + sizeof prefix - 1);
	assert_null(b.literal);
	assert_int_equal(b.text.form, TEXT_HEADER);
	arena_release(&b.arena);
}

static void
test_words(void **state)
{
	(void)state;
	check("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?= K", "Gr\u00fc\u00dfe aus K");
	check("=?UTF-8?B?5oql5Lu3?=", "报价");
	check("=?utf-8*zh?b?5oql5Lu3?=", "报价");
	check("=?gb2312?B?sai82w==?=", "报价");
	check("=?gb2312?Q?=B1=A8=BC=DB?=", "报价");
	check("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本");
	check("=?us-ascii?q?a?= b", "a b");
	check("=?utf-8?q?\?=", "");
	check("Re: =?utf-8?q?a?= b =?utf-8?q?c?=", "Re: a b c");
	check("=?utf-8?Q?What?\?=", "What?");
}

static void
test_blanks_between_words(void **state)
{
	(void)state;
	check("=?utf-8?q?a?= =?utf-8?q?b?=", "ab");
	check("=?utf-8?q?a?=\r\n =?utf-8?b?Yg==?=", "ab");
	check("=?utf-8?q?a?==?gb2312?q?b?=", "ab");
	check("=?utf-8?q?a_?=  =?iso-8859-1?q?=E9?=", "a \u00e9");
	check("=?utf-8?q?a?=\r\n plain", "a plain");
	check("\"=?utf-8?q?a?= =?utf-8?q?b?=\" <x@y>", "\"ab\" <x@y>");
}

static void
test_literal(void **state)
{
	(void)state;
	struct bench b;
	decode(&b, STR("\"=?utf-8?q?a=2C_b?=\" <x@y>"));
	assert_text(&b, "\"a, b\" <x@y>");
	for (size_t i = 0; i < b.text.s.len; i++)
		assert_int_equal(b.literal[i] != 0, i >= 1 && i <= 4);
	arena_release(&b.arena);
}

static void
test_literal_survives_growth(void **state)
{
	(void)state;
	struct bench b;
	char value[4000] = "=?gbk?q?a?= ";
	size_t n = strlen(value);
	memset(value + n, '\xE9', 1000); /* three bytes each as U+FFFD */
	decode(&b, (struct str){ value, n + 1000 });
	assert_int_equal(b.literal[0], 1);
	for (size_t i = 1; i < b.text.s.len; i++)
		assert_int_equal(b.literal[i], 0);
	arena_release(&b.arena);
}

static void
test_split_character(void **state)
{
	(void)state;
	check_defect("=?utf-8?B?5oqlUA==?= =?utf-8?B?5A==?= =?utf-8?B?u7c=?=",
		"报P价", DEFECT_ENCODED_WORD_SPLIT);
	check_defect("=?gbk?Q?=B1=A8=BC?=\r\n =?gbk?Q?=DB?=", "报价",
		DEFECT_ENCODED_WORD_SPLIT);
	check_place("=?gbk?Q?=B1=A8=BC?= =?gbk?Q?=DB!?=", "价",
		"=BC?= =?gbk?Q?=DB");
}

static void
test_bad_bytes(void **state)
{
	(void)state;
	check_defect("=?utf-8?Q?a=FFb?=", "a\uFFFDb", DEFECT_CHARSET_WRONG);
	check_defect("=?utf-8?Q?a=FFb?= =?utf-8?Q?c?=", "a\uFFFDbc",
		DEFECT_CHARSET_WRONG);
}

static void
test_badly_written(void **state)
{
	(void)state;
	check_defect(
		"=?utf-8?Q?Hello World?=", "Hello World", DEFECT_ENCODED_WORD);
	check_defect("=?utf-8?Q?Hello?", "Hello", DEFECT_ENCODED_WORD);
	check_defect("=?utf-8?B?5oql5Lu3", "报价", DEFECT_ENCODED_WORD);
	check_defect(
		"=?utf-8?B?5oql5Lu3 <a@b>", "报价 <a@b>", DEFECT_ENCODED_WORD);
	check_defect(
		"\"=?utf-8?Q?A\" <a@b>", "\"A\" <a@b>", DEFECT_ENCODED_WORD);
	check_defect("=?utf-8?Q?a =?utf-8?Q?b?=", "ab", DEFECT_ENCODED_WORD);
	check_defect("=?utf-8?Q?ab\r\n c?=", "abc", DEFECT_ENCODED_WORD);
	check_defect("=?utf-8?X?abc?=", "=?utf-8?X?abc?=", DEFECT_ENCODED_WORD);
	check_defect("=?utf-8?B?5oql*5Lu3?=", "报价", DEFECT_BASE64);
	check_defect("=?utf-8?B?5oql5Lu3Y?=", "报价", DEFECT_BASE64);
	check_defect("=?utf-8?Q?a=b?=", "a=b", DEFECT_QUOTED_PRINTABLE);
	check_defect(
		"=?x-none?Q?a?= b", "=?x-none?Q?a?= b", DEFECT_CHARSET_UNKNOWN);
}

static void
test_raw_utf8(void **state)
{
	(void)state;
	check_defect("报价 for K\u00f6ln", "报价 for K\u00f6ln",
		DEFECT_HEADER_RAW_UTF8);
	check_defect("报价\r\n 单", "报价 单", DEFECT_HEADER_RAW_UTF8);
	check_defect("报价单报价单\xE6", "报价单报价单\uFFFD",
		DEFECT_HEADER_RAW_UTF8);
}

static void
test_raw_legacy(void **state)
{
	(void)state;
	/* GB2312: 报价单; 关于贵司的询盘 ABC */
	check_defect(
		"\xB1\xA8\xBC\xDB\xB5\xA5", "报价单", DEFECT_HEADER_RAW_8BIT);
	check_defect("Re: \xB9\xD8\xD3\xDA\xB9\xF3\xCB\xBE\xB5\xC4\xD1\xAF"
		     "\xC5\xCC ABC",
		"Re: 关于贵司的询盘 ABC", DEFECT_HEADER_RAW_8BIT);
	/* Big5: 報價單 */
	check_defect("\xB3\xF8\xBB\xF9\xB3\xE6 OK", "報價單 OK",
		DEFECT_HEADER_RAW_8BIT);
	check_defect("\xA7\xDA\xAD\xCC\xAA\xBA\xB3\xF8\xBB\xF9", "我們的報價",
		DEFECT_HEADER_RAW_8BIT);
	check_defect("M\xFCller & S\xF6hne", "M\u00fcller & S\u00f6hne",
		DEFECT_HEADER_RAW_8BIT);
	check_defect("Gr\xF6\xDF\x65r", "Gr\u00f6\u00df\x65r",
		DEFECT_HEADER_RAW_8BIT);
	check_defect("caf\xE9", "caf\u00e9", DEFECT_HEADER_RAW_8BIT);
	check_defect("we don\x92t", "we don\u2019t", DEFECT_HEADER_RAW_8BIT);
}

static void
test_places(void **state)
{
	(void)state;
	check_place("a  b", "b", "b");
	check_place("one\r\n\ttwo", "two", "two");
	check_place("one\r\n\ttwo", " ", "\r\n\t");
	check_place("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "\u00fc", "=C3=BC");
	check_place("=?utf-8?Q?a_b?=", " ", "_");
	check_place("=?utf-8?B?5oql5Lu3?=", "价", "5Lu3");
	check_place("=?utf-8?B?YeaKpQ==?=", "报", "eaKpQ");
	check_place("=?gb2312?B?sai82w==?=", "报", "sai");
	check_place("=?gb2312?B?sai82w==?=", "价", "i82w");
	check_place("\xB1\xA8\xBC\xDB", "价", "\xBC\xDB");
	check_place("报\r\n 价", "价", "价");
	check_place("=?utf-8?Q?=F0=9F=9A=80?= x", "🚀", "=F0=9F=9A=80");
	check_place("=?utf-8?q?a?= =?utf-8?q?b?=", "ab", "a?= =?utf-8?q?b");
}

/* NUL ends a C string: compared by hand. */
static void
test_nul(void **state)
{
	(void)state;
	struct bench b;
	decode(&b, (struct str){ "a\0b =?utf-8?q?=00?=", 19 });
	assert_int_equal(b.text.s.len, 5);
	assert_memory_equal(b.text.s.at, "a\0b \0", 5);
	arena_release(&b.arena);
}

static void
test_limits(void **state)
{
	(void)state;
	struct bench b;
	size_t n = LIMIT_HEADER_VALUE + 10;
	char *value = malloc(n);
	memset(value, 'x', n);
	decode(&b, (struct str){ value, n });
	assert_int_equal(b.text.s.len, LIMIT_HEADER_VALUE);
	assert_int_equal(noted(&b, DEFECT_LIMIT), 1);
	arena_release(&b.arena);

	/* the limit falls into a character */
	memcpy(value + LIMIT_HEADER_VALUE - 1, "价", 3);
	decode(&b, (struct str){ value, n });
	assert_int_equal(b.text.s.len, LIMIT_HEADER_VALUE - 1);
	assert_int_equal(noted(&b, DEFECT_HEADER_RAW_8BIT), 0);
	arena_release(&b.arena);

	n = 0;
	for (int i = 0; i < LIMIT_ENCODED_WORDS + 1; i++)
		n += (size_t)sprintf(value + n, "=?us-ascii?q?a?= ");
	decode(&b, (struct str){ value, n - 1 });
	assert_int_equal(noted(&b, DEFECT_LIMIT), 1);
	assert_true(str_ends(b.text.s, STR("=?us-ascii?q?a?=")));
	assert_int_equal(b.text.s.len, LIMIT_ENCODED_WORDS + 17);
	arena_release(&b.arena);
	free(value);
}

static double
seconds_for(const char *piece, size_t n)
{
	size_t len = strlen(piece), room = LIMIT_HEADER_VALUE;
	char *value = malloc(room);
	size_t used = 0;
	while (used + len <= n)
		memcpy(value + used, piece, len), used += len;
	struct timespec a, z;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	struct bench b;
	decode(&b, (struct str){ value, used });
	arena_release(&b.arena);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &z);
	free(value);
	return (double)(z.tv_sec - a.tv_sec) +
	       (double)(z.tv_nsec - a.tv_nsec) / 1e9;
}

/* 64 KiB of trouble in well under a second: nothing is quadratic. */
static void
test_hostile_is_linear(void **state)
{
	(void)state;
	static const char *const pieces[] = { "=?", "=?a?q?", "=?utf-8?q?x",
		"=?utf-8?b?=?", "?=", "\r\n ", "=?utf-8?q?=FF?= ", "\xFF",
		"\xE6\x8A", "=?gbk?q?=B1?= ", "=?utf-8?q? ", "=?=?=?" };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		assert_true(seconds_for(pieces[i], LIMIT_HEADER_VALUE) < 0.5);
}

/* --- random values, read back by an independent decoder --- */

static uint32_t seed = 12345;

static uint32_t
roll(uint32_t sides)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % sides;
}

static const char *const letters[] = { "a", "Z", " ", "_", "=", "?", "\t",
	"\u00e9", "\u00df", "报", "价", "，", "🚀", "👍", "한", "日", "\r",
	"\u0416" };

struct sample {
	char value[8000]; /* raw */
	size_t len;
	char text[4000]; /* what it says */
	size_t text_len;
};

static size_t
convert(const char *charset, const char *utf8, char out[16])
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	char in[8], *from = in, *to = out;
	size_t left = strlen(utf8), room = 16;
	memcpy(in, utf8, left + 1);
	size_t bad = iconv(cd, &from, &left, &to, &room);
	iconv_close(cd);
	return bad || left ? 0 : 16 - room;
}

static void
write_base64(struct sample *s, const uint8_t *bytes, size_t n)
{
	static const char alphabet[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789+/";
	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)bytes[i] << 16;
		v |= i + 1 < n ? (uint32_t)bytes[i + 1] << 8 : 0;
		v |= i + 2 < n ? bytes[i + 2] : 0;
		for (size_t k = 0; k < 4; k++)
			s->value[s->len++] =
				i + k > n ? '='
					  : alphabet[v >> (18 - 6 * k) & 63];
	}
}

static void
write_quoted(struct sample *s, const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (bytes[i] == ' ')
			s->value[s->len++] = '_';
		else if (is_alnum((char)bytes[i]))
			s->value[s->len++] = (char)bytes[i];
		else
			s->len += (size_t)sprintf(
				s->value + s->len, "=%02X", bytes[i]);
}

static void
write_word(struct sample *s, const char *charset, bool base64)
{
	uint8_t bytes[200];
	size_t n = 0;
	for (uint32_t i = 0, letters_in = 1 + roll(8); i < letters_in; i++) {
		const char *l = letters[roll(sizeof letters / sizeof *letters)];
		char out[16];
		size_t len = convert(charset, l, out);
		if (!len)
			continue;
		memcpy(bytes + n, out, len);
		n += len;
		memcpy(s->text + s->text_len, l, strlen(l));
		s->text_len += strlen(l);
	}
	s->len += (size_t)sprintf(
		s->value + s->len, "=?%s?%c?", charset, base64 ? 'B' : 'Q');
	if (base64)
		write_base64(s, bytes, n);
	else
		write_quoted(s, bytes, n);
	s->len += (size_t)sprintf(s->value + s->len, "?=");
}

static void
write_gap(struct sample *s)
{
	static const char *const gaps[] = { " ", "\r\n ", "\n\t", " x \r\n " };
	static const char *const said[] = { "", "", "", " x " };
	uint32_t i = roll(4);
	s->len += (size_t)sprintf(s->value + s->len, "%s", gaps[i]);
	s->text_len += (size_t)sprintf(s->text + s->text_len, "%s", said[i]);
}

static int
sextet(char c)
{
	const char *all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			  "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *hit = c ? strchr(all, c) : NULL;
	return hit ? (int)(hit - all) : -1;
}

/* The bytes that begin in the characters [from, from + len) of base64. */
static size_t
peek_base64(struct str word, size_t from, size_t len, char *out)
{
	size_t n = 0;
	for (size_t byte = (from * 6 + 7) / 8;
		(byte + 1) * 8 <= (from + len) * 6; byte++) {
		uint32_t v = 0;
		for (size_t bit = byte * 8; bit < byte * 8 + 8; bit++) {
			int six = sextet(word.at[bit / 6]);
			v = v << 1 | (uint32_t)(six >> (5 - bit % 6) & 1);
		}
		out[n++] = (char)v;
	}
	return n;
}

static size_t
peek_quoted(struct str raw, char *out)
{
	size_t n = 0;
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.at[i] != '=') {
			out[n++] = raw.at[i] == '_' ? ' ' : raw.at[i];
			continue;
		}
		out[n++] = (char)(hex_value(raw.at[i + 1]) * 16 +
				  hex_value(raw.at[i + 2]));
		i += 2;
	}
	return n;
}

/* Reads what stands in the raw bytes [span), knowing only the file. */
static size_t
peek(struct str file, struct span span, const char *charset, bool base64,
	char *utf8)
{
	char bytes[64], *from = bytes, *to = utf8;
	struct str raw = str_sub(file, span.at, span.len);
	size_t open = span.at, n, room = 64;
	int marks = 0;
	while (open > 0 && marks < 3 && !is_blank(file.at[open - 1]))
		if (file.at[--open] == '?' && ++marks == 1)
			n = open;
	if (is_blank(raw.at[0]) || marks < 3) { /* a fold, plain text */
		utf8[0] = is_blank(raw.at[0]) ? ' ' : raw.at[0];
		return 1;
	}
	size_t text = n + 1;
	n = base64 ? peek_base64(str_from(file, text), span.at - text, span.len,
			     bytes)
		   : peek_quoted(raw, bytes);
	iconv_t cd = iconv_open("UTF-8", charset);
	iconv(cd, &from, &n, &to, &room);
	iconv_close(cd);
	return 64 - room;
}

static size_t
check_characters(const struct bench *b, const char *charset, bool base64)
{
	size_t n = 0;
	for (size_t at = 0, next = 0; at < b->text.s.len; at = next, n++) {
		utf8_next(b->text.s, &next);
		struct span span = text_span(&b->text, at, next - at);
		char utf8[64];
		size_t len = peek(b->file, span, charset, base64, utf8);
		struct str c = str_sub(b->text.s, at, next - at);
		if (!str_eq(c, (struct str){ utf8, len }))
			fail_msg("%.*s at %zu stands in \"%.*s\" of %.*s",
				STR_ARG(c), at, (int)span.len,
				b->file.at + span.at, STR_ARG(b->file));
	}
	return n;
}

static void
test_random_places(void **state)
{
	(void)state;
	static const char *const charsets[] = { "UTF-8", "GB18030", "Big5",
		"windows-1252", "Shift_JIS", "EUC-KR" };
	size_t lookups = 0;
	for (int round = 0; round < 1500; round++) {
		static struct sample s;
		const char *charset = charsets[roll(6)];
		bool base64 = roll(2);
		s.len = s.text_len = 0;
		for (uint32_t i = 0, words = 1 + roll(4); i < words; i++) {
			if (i)
				write_gap(&s);
			write_word(&s, charset, base64);
		}
		struct bench b;
		decode(&b, (struct str){ s.value, s.len });
		if (!str_eq(b.text.s, (struct str){ s.text, s.text_len }))
			fail_msg("%.*s: %.*s", (int)s.len, s.value,
				STR_ARG(b.text.s));
		assert_int_equal(b.defects.list.n, 0);
		lookups += check_characters(&b, charset, base64);
		arena_release(&b.arena);
	}
	assert_true(lookups > 10000);
}

/* Any bytes: no crash, valid UTF-8, places inside the value, rising. */
static void
test_random_bytes(void **state)
{
	(void)state;
	static const char *const bits[] = { "=?", "?=", "utf-8", "?q?", "?b?",
		"gbk", "=E6", "\r\n ", " ", "\"", "\xE6", "\xFF", "5oql", "=",
		"?", "\n", "x" };
	for (int round = 0; round < 3000; round++) {
		char value[400];
		size_t n = 0;
		for (uint32_t i = 0, pieces = roll(30); i < pieces; i++)
			n += (size_t)sprintf(value + n, "%s",
				bits[roll(sizeof bits / sizeof *bits)]);
		struct bench b;
		decode(&b, (struct str){ value, n });
		assert_int_equal(utf8_valid(b.text.s), b.text.s.len);
		for (size_t i = 0; i < b.text.s.len; i++) {
			struct span s = text_span(&b.text, i, 1);
			assert_true(s.at >= sizeof prefix - 1 &&
				    span_end(s) <= b.file.len);
		}
		arena_release(&b.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_plain_borrows),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_blanks_between_words),
		cmocka_unit_test(test_literal),
		cmocka_unit_test(test_literal_survives_growth),
		cmocka_unit_test(test_split_character),
		cmocka_unit_test(test_bad_bytes),
		cmocka_unit_test(test_badly_written),
		cmocka_unit_test(test_raw_utf8),
		cmocka_unit_test(test_raw_legacy),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_hostile_is_linear),
		cmocka_unit_test(test_random_places),
		cmocka_unit_test(test_random_bytes),
	};
	return cmocka_run_group_tests_name("encoded", tests, NULL, NULL);
}
