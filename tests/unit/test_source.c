/* test_source.c - kinds of files, messages of an mbox, lines and columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "draft/source.h"

static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct source
opened(const char *path, struct str bytes)
{
	struct source s;
	source_open(&s, &arena, str_of(path), bytes);
	assert_true(s.messages.n > 0);
	return s;
}

#define OPEN(path, text) opened(path, STR(text))

static void
knows_kinds_by_name(void **state)
{
	(void)state;
	assert_int_equal(
		OPEN("a.eml", "Subject: x\n\nHi").kind, SOURCE_MESSAGE);
	assert_int_equal(OPEN("a.html", "Hello").kind, SOURCE_HTML);
	assert_int_equal(OPEN("a.txt", "Hello <b>").kind, SOURCE_TEXT);
	assert_int_equal(
		OPEN("a.md", "# Hi\n\n</p></p></p>").kind, SOURCE_TEXT);
	assert_int_equal(OPEN("a.hbs", "Hi {{name}},").kind, SOURCE_TEXT);
	assert_int_equal(OPEN("a.hbs", "<p>Hi {{name}}</p>").kind, SOURCE_HTML);
	assert_int_equal(OPEN("a.html.erb", "Hi").kind, SOURCE_HTML);
	assert_int_equal(OPEN("a.txt.j2", "<p>x</p>").kind, SOURCE_TEXT);
	assert_true(OPEN("dir.x/a.LIQUID", "Hi").template_name);
	assert_true(OPEN("a.txt.j2", "Hi").template_name);
	assert_false(OPEN("a.txt", "Hi").template_name);
	assert_false(OPEN("hbs", "Hi").template_name);
}

static void
knows_kinds_by_content(void **state)
{
	(void)state;
	assert_int_equal(OPEN("-", "<!DOCTYPE html><p>x").kind, SOURCE_HTML);
	assert_int_equal(OPEN("-", "{{! note }}\n<html>x").kind, SOURCE_HTML);
	assert_int_equal(OPEN("a.eml", "<html><body>x").kind, SOURCE_HTML);
	assert_int_equal(OPEN("a.txt", "<html><body>x").kind, SOURCE_HTML);
	assert_int_equal(OPEN("-", "From: a@b.c\nMIME-Version: 1.0\n\nHi").kind,
		SOURCE_MESSAGE);
	assert_int_equal(OPEN("a.txt", "To: a@b.c\nX-Unsent: 1\n\nHi").kind,
		SOURCE_MESSAGE);
	assert_int_equal(
		OPEN("-", "Subject: x\nTo: a@b.c\n\nHi").kind, SOURCE_PASTED);
	assert_int_equal(
		OPEN("a.txt", "主题：报价\n收件人：a@b.c\n\n您好").kind,
		SOURCE_PASTED);
	assert_int_equal(
		OPEN("-", "**Subject:** Hi\n\nHello").kind, SOURCE_PASTED);
	assert_int_equal(
		OPEN("-", "Dear Bob,\n\nNote: 3 < 4").kind, SOURCE_TEXT);
	assert_int_equal(OPEN("-", "").kind, SOURCE_TEXT);
}

static void
knows_header_lines_in_gb18030(void **state)
{
	(void)state;
	/* 主题：报价 */
	assert_int_equal(
		OPEN("a.txt", "\xd6\xf7\xcc\xe2\xa3\xba\xb1\xa8\xbc\xdb\n\n"
			      "\xc4\xfa\xba\xc3\xa3\xac\xce\xd2\xc3\xc7"
			      "\xca\xc7\xd2\xbb\xbc\xd2\xb9\xa4\xb3\xa7")
			.kind,
		SOURCE_PASTED);
}

static void
knows_foreign_formats(void **state)
{
	(void)state;
	assert_string_equal(
		OPEN("a.msg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx").foreign,
		"msg");
	assert_string_equal(
		OPEN("a.oft", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx").foreign,
		"oft");
	assert_string_equal(
		OPEN("a", "PK\x03\x04..word/document.xml").foreign, "docx");
	assert_string_equal(
		OPEN("winmail.dat", "\x78\x9f\x3e\x22..").foreign, "tnef");
	assert_string_equal(OPEN("a.eml", "%PDF-1.4").foreign, "pdf");
	assert_string_equal(OPEN("a.txt", "{\\rtf1 hello}").foreign, "rtf");
	assert_string_equal(
		OPEN("a.txt", "\x89PNG\r\n\x1a\n").foreign, "image");
	assert_string_equal(
		OPEN("a.txt", "\x01\x02\x03\0\x05\x06\x07").foreign, "binary");
	assert_null(OPEN("a.txt", "one \0 zero byte").foreign);
}

static void
reads_utf16_and_marks(void **state)
{
	(void)state;
	struct source s = OPEN("a.txt", "\xff\xfeH\0i\0");
	assert_string_equal(s.charset, "UTF-16LE");
	assert_int_equal(s.kind, SOURCE_TEXT);
	assert_int_equal(s.body_at, 2);
	s = OPEN("a.txt", "\0H\0e\0l\0l\0o\0 \0m\0a\0n\0!");
	assert_string_equal(s.charset, "UTF-16BE");
	s = OPEN("a.txt", "\xff\xfeis the mark of another file\n");
	assert_null(s.charset);
	s = OPEN("a.txt", "\xef\xbb\xbfHi");
	assert_int_equal(s.body_at, 3);
	assert_null(s.charset);
	s = OPEN("a.eml", "\xef\xbb\xbfSubject: x\n\nHi");
	assert_int_equal(s.messages.at[0].at, 3);
}

static void
skips_blank_lines_before_a_header(void **state)
{
	(void)state;
	struct source s = OPEN("a.eml", "\r\n \t\r\nSubject: x\r\n\r\nHi");
	assert_int_equal(s.kind, SOURCE_MESSAGE);
	assert_int_equal(s.messages.at[0].at, 6);
	s = OPEN("-", "\n\nMIME-Version: 1.0\nSubject: x\n\nHi");
	assert_int_equal(s.kind, SOURCE_MESSAGE);
	assert_int_equal(s.messages.at[0].at, 2);
	/* a text may begin so */
	s = OPEN("a.eml", "\nDear Anna: hello\n");
	assert_int_equal(s.messages.at[0].at, 0);
	s = OPEN("a.eml", "\n\n\n");
	assert_int_equal(s.messages.at[0].at, 0);
	s = OPEN("a.eml", "\n  Subject: x\n\nHi");
	assert_int_equal(s.messages.at[0].at, 0);
}

static void
knows_utf32_by_its_mark(void **state)
{
	(void)state;
	assert_string_equal(
		OPEN("a.txt", "\xff\xfe\0\0H\0\0\0").foreign, "UTF-32");
	assert_string_equal(
		OPEN("a.eml", "\0\0\xfe\xff\0\0\0H").foreign, "UTF-32");
	assert_null(OPEN("a.txt", "\xff\xfeH\0i\0").foreign);
}

static void
finds_front_matter(void **state)
{
	(void)state;
	struct source s = OPEN("a.md", "---\nsubject: x\n---\nHi");
	assert_int_equal(s.front.len, 19);
	assert_int_equal(s.body_at, 19);
	assert_int_equal(s.kind, SOURCE_TEXT);
	assert_int_equal(
		OPEN("-", "---\nsubject: x\n---\n<html>").kind, SOURCE_HTML);
	assert_int_equal(OPEN("a.md", "---\nnot closed: x\n").body_at, 0);
	assert_int_equal(OPEN("a.md", "---\na rule above\n---\n").body_at, 0);
	assert_int_equal(OPEN("a.md", "---\r\nto: x\r\n---\r\nHi").body_at, 17);
}

#define FROM_LINE "From a@b.c Thu Aug 22 12:36:23 2002\n"

static void
splits_an_mbox(void **state)
{
	(void)state;
	struct source s = OPEN("x.mbox", FROM_LINE
		"Subject: 1\n\nOne\n\n" FROM_LINE "Subject: 2\n\nTwo\n");
	assert_int_equal(s.kind, SOURCE_MBOX);
	assert_int_equal(s.messages.n, 2);
	struct span m = s.messages.at[0];
	assert_true(str_eq(
		str_sub(s.bytes, m.at, m.len), STR("Subject: 1\n\nOne\n")));
	m = s.messages.at[1];
	assert_true(str_eq(
		str_sub(s.bytes, m.at, m.len), STR("Subject: 2\n\nTwo\n")));
}

static void
splits_an_mbox_only_at_separators(void **state)
{
	(void)state;
	/* no empty line, no header, no date */
	struct source s = OPEN("x",
		FROM_LINE "Subject: 1\n\nOne\n" FROM_LINE "X: y\n\n" FROM_LINE
			  "no header\n\nFrom now on\nthis: is\n");
	assert_int_equal(s.messages.n, 1);
	assert_int_equal(s.kind, SOURCE_MESSAGE);
	s = OPEN("x.eml",
		FROM_LINE "Subject: 1\n\nOne\n\n" FROM_LINE "Subject: 2\n\n");
	assert_int_equal(s.messages.n, 1);
}

static void
stops_at_the_limit_of_messages(void **state)
{
	const struct str one = STR(FROM_LINE "Subject: 1\n\nOne\n\n");
	size_t n = LIMIT_MESSAGES + 5;
	char *mbox = memory_new(n * one.len);

	(void)state;
	for (size_t i = 0; i < n; i++)
		memcpy(mbox + i * one.len, one.at, one.len);
	struct source s = opened("x.mbox", (struct str){ mbox, n * one.len });
	assert_int_equal(s.messages.n, LIMIT_MESSAGES);
	assert_true(s.cut);
	free(mbox);
}

static void
reads_emlx(void **state)
{
	(void)state;
	struct source s =
		OPEN("1.emlx", "16    \nSubject: x\n\nHi.\n<?xml ?><plist/>");
	assert_int_equal(s.kind, SOURCE_MESSAGE);
	assert_int_equal(s.messages.at[0].at, 7);
	assert_int_equal(s.messages.at[0].len, 16);
}

static void
assert_place(struct source *s, uint32_t offset, enum column_unit unit,
	uint32_t line, uint32_t column)
{
	struct place p = source_place(s, offset, unit);
	assert_int_equal(p.offset, offset);
	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
}

static void
counts_lines(void **state)
{
	(void)state;
	struct source s = OPEN("a.txt", "a\nb\r\nc\rd\n\re\r\n");
	assert_place(&s, 0, COLUMN_CODEPOINT, 1, 1);
	assert_place(&s, 1, COLUMN_CODEPOINT, 1, 2);
	assert_place(&s, 2, COLUMN_CODEPOINT, 2, 1);
	assert_place(&s, 4, COLUMN_CODEPOINT, 2, 3);
	assert_place(&s, 5, COLUMN_CODEPOINT, 3, 1);  /* c */
	assert_place(&s, 7, COLUMN_CODEPOINT, 4, 1);  /* d */
	assert_place(&s, 9, COLUMN_CODEPOINT, 5, 1);  /* the bare CR */
	assert_place(&s, 10, COLUMN_CODEPOINT, 6, 1); /* e */
	assert_place(&s, 13, COLUMN_CODEPOINT, 7, 1); /* the end */
	assert_int_equal(source_line(&s, 2).at, 2);
	assert_int_equal(source_line(&s, 4).len, 1);
	assert_int_equal(source_line(&s, 13).len, 0);
	assert_int_equal(source_place(&s, 99, COLUMN_BYTE).offset, 13);
}

static void
counts_lines_of_short_files(void **state)
{
	(void)state;
	struct source s = OPEN("a.txt", "");
	assert_place(&s, 0, COLUMN_CODEPOINT, 1, 1);
	assert_int_equal(source_line(&s, 0).len, 0);
	s = OPEN("a.txt", "\r");
	assert_place(&s, 1, COLUMN_CODEPOINT, 2, 1);
	s = OPEN("a.txt", "x");
	assert_place(&s, 1, COLUMN_CODEPOINT, 1, 2);
}

static void
counts_columns(void **state)
{
	(void)state;
	/* two wide characters, an emoji of four bytes, "x" */
	struct source s = OPEN("a.txt", "日本😀x\n\ty");
	assert_place(&s, 10, COLUMN_CODEPOINT, 1, 4);
	assert_place(&s, 10, COLUMN_BYTE, 1, 11);
	assert_place(&s, 10, COLUMN_UTF16, 1, 5);
	assert_place(&s, 10, COLUMN_DISPLAY, 1, 7);
	assert_place(&s, 13, COLUMN_DISPLAY, 2, 9);
	assert_place(&s, 13, COLUMN_CODEPOINT, 2, 2);
	/* inside a character: its column */
	assert_place(&s, 4, COLUMN_CODEPOINT, 1, 2);
	assert_place(&s, 5, COLUMN_CODEPOINT, 1, 2);
	assert_place(&s, 9, COLUMN_CODEPOINT, 1, 3);
	/* backwards, after going on from a later place */
	assert_place(&s, 3, COLUMN_CODEPOINT, 1, 2);
}

static void
counts_bad_bytes_as_one_column(void **state)
{
	(void)state;
	struct source s = OPEN("a.txt", "Subject \xb1\xa8\xbc\xdb x");
	assert_place(&s, 13, COLUMN_CODEPOINT, 1, 14);
	assert_place(&s, 10, COLUMN_CODEPOINT, 1, 11);
}

/* Places of one very long line are found in steps, not from its start. */
static void
is_linear_on_a_long_line(void **state)
{
	size_t len = 4 * MIB;
	char *text = memory_new(len);

	(void)state;
	memset(text, 'a', len);
	struct source s = opened("a.txt", (struct str){ text, len });
	for (uint32_t at = 0; at < len; at += 1024)
		assert_place(&s, at, COLUMN_CODEPOINT, 1, at + 1);
	memset(text, '\r', len);
	s = opened("a.eml", (struct str){ text, len });
	assert_place(&s, (uint32_t)len, COLUMN_CODEPOINT, (uint32_t)len + 1, 1);
	free(text);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(knows_kinds_by_name),
		TEST(knows_kinds_by_content),
		TEST(knows_header_lines_in_gb18030),
		TEST(knows_foreign_formats),
		TEST(reads_utf16_and_marks),
		TEST(skips_blank_lines_before_a_header),
		TEST(knows_utf32_by_its_mark),
		TEST(finds_front_matter),
		TEST(splits_an_mbox),
		TEST(splits_an_mbox_only_at_separators),
		TEST(stops_at_the_limit_of_messages),
		TEST(reads_emlx),
		TEST(counts_lines),
		TEST(counts_lines_of_short_files),
		TEST(counts_columns),
		TEST(counts_bad_bytes_as_one_column),
		TEST(is_linear_on_a_long_line),
	};
	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
