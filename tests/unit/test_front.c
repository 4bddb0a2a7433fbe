/* test_front.c - YAML front matter and pasted header lines as fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/memory.h"
#include "draft/front.h"
#include "draft/pasted.h"

static struct arena arena;
static struct headers headers;
static struct defects defects;
static struct str file;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	headers = (struct headers){ 0 };
	defects = (struct defects){ .arena = &arena };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
read_front(struct str s)
{
	file = s;
	size_t end = front_end(s, 0);
	assert_true(end > 0);
	front_read(&headers, &arena, s, span_of(0, end), NULL, &defects);
}

#define FRONT(text) read_front(STR(text))

static void
assert_field(size_t i, enum header_id id, const char *text)
{
	assert_true(i < headers.list.n);
	const struct header *h = &headers.list.at[i];
	assert_int_equal(h->id, id);
	assert_int_equal(header_text(h)->s.len, strlen(text));
	assert_memory_equal(header_text(h)->s.at, text, header_text(h)->s.len);
}

/* The raw bytes of the first `what` in the text of field `i`. */
static void
assert_raw(size_t i, const char *what, const char *raw)
{
	const struct header *h = &headers.list.at[i];
	size_t at = str_find(header_text(h)->s, str_of(what));

	assert_true(at < header_text(h)->s.len);
	struct span s = text_span(header_text(h), at, strlen(what));
	assert_int_equal(s.len, strlen(raw));
	assert_memory_equal(file.at + s.at, raw, s.len);
}

static void
reads_plain_scalars(void **state)
{
	(void)state;
	FRONT("---\nsubject: Your  order # note\nFrom: Ann <a@b.c>\n"
	      "reply_to: x@y.z\nlayout: main\npreheader:\n---\nHi");
	assert_int_equal(headers.list.n, 4);
	assert_field(0, HEADER_SUBJECT, "Your  order");
	assert_raw(0, "order", "order");
	assert_field(1, HEADER_FROM, "Ann <a@b.c>");
	assert_field(2, HEADER_REPLY_TO, "x@y.z");
	assert_field(3, HEADER_PREHEADER, "");
	assert_true(headers.list.at[0].given);
	assert_int_equal(defects.list.n, 0);
}

static void
maps_quoted_scalars(void **state)
{
	(void)state;
	FRONT("---\r\nsubject: 'It''s 你好 now'\r\n"
	      "preheader: \"caf\\u00e9 \\\"x\\\" \\\n   end\"\r\n---\r\n");
	assert_field(0, HEADER_SUBJECT, "It's 你好 now");
	assert_raw(0, "'", "''");
	assert_raw(0, "你", "你");
	assert_raw(0, "now", "now");
	assert_field(1, HEADER_PREHEADER, "café \"x\" end");
	assert_raw(1, "é", "\\u00e9");
	assert_raw(1, "\"", "\\\"");
	assert_raw(1, "end", "end");
}

static void
maps_block_scalars(void **state)
{
	(void)state;
	FRONT("---\nsubject: >-\n  One long\n  subject\n"
	      "preheader: |\n  a\n  b\n---\n");
	assert_field(0, HEADER_SUBJECT, "One long subject");
	assert_raw(0, "One", "One");
	assert_raw(0, "g s", "g\n  s");
	assert_raw(0, "subject", "subject");
	assert_field(1, HEADER_PREHEADER, "a\nb\n");
	assert_raw(1, "b", "b");
}

static void
counts_characters_as_libyaml_does(void **state)
{
	(void)state;
	FRONT("---\ntitle: 日本😀\nsubject: \"日本 x\"\nto: [ä@b.c, 'd@e.f']\n"
	      "---\n");
	assert_field(0, HEADER_SUBJECT, "日本 x");
	assert_raw(0, "x", "x");
	assert_field(1, HEADER_TO, "ä@b.c, d@e.f");
	assert_raw(1, "d@e", "d@e");
}

static void
reads_lists(void **state)
{
	(void)state;
	FRONT("---\nattachments:\n  - a.pdf\n  - \"b c.pdf\"\n"
	      "to:\n  - Ann <a@b.c>\n  - d@e.f\n"
	      "from: {name: Bob, email: bob@x.y}\n---\n");
	assert_int_equal(headers.list.n, 4);
	assert_field(0, HEADER_ATTACHMENTS, "a.pdf");
	assert_field(1, HEADER_ATTACHMENTS, "b c.pdf");
	assert_raw(1, "b c.pdf", "b c.pdf");
	assert_field(2, HEADER_TO, "Ann <a@b.c>, d@e.f");
	assert_field(3, HEADER_FROM, "bob@x.y");
}

static void
takes_tags_for_text(void **state)
{
	(void)state;
	FRONT("---\nsubject: {{ name }}\nto: \"{{ email }}\"\n"
	      "preheader: [Name]\n---\n");
	assert_field(0, HEADER_SUBJECT, "{{ name }}");
	assert_raw(0, "name", "name");
	assert_field(1, HEADER_TO, "{{ email }}");
	assert_field(2, HEADER_PREHEADER, "[Name]");
}

static void
reads_what_is_no_yaml(void **state)
{
	(void)state;
	FRONT("---\nsubject: Re: your: order\nto: 'a@b.c'\nbad: [\n"
	      "attachments:\n  - x.pdf\n---\n");
	assert_field(0, HEADER_SUBJECT, "Re: your: order");
	assert_raw(0, "order", "order");
	assert_field(1, HEADER_TO, "a@b.c");
	assert_field(2, HEADER_ATTACHMENTS, "x.pdf");
	assert_int_equal(defects.list.n, 1);
	assert_int_equal(defects.list.at[0].code, DEFECT_FRONT_MATTER);
	assert_true(defects.list.at[0].detail.len > 0);
}

static void
assert_defect(size_t i, enum defect_code code, const char *raw)
{
	assert_true(i < defects.list.n);
	struct defect d = defects.list.at[i];
	assert_int_equal(d.code, code);
	assert_true(str_eq(str_sub(file, d.span.at, d.span.len), str_of(raw)));
}

static void
points_at_the_line_that_is_no_yaml(void **state)
{
	(void)state;
	FRONT("---\r\nsubject: \u4f60\u597d\r\nb: c: d\r\nto: e\r\n---\r\n");
	assert_defect(0, DEFECT_FRONT_MATTER, "b: c: d");
	FRONT("---\na: b\nsubject: \"x\nto: e\n---\n");
	assert_defect(1, DEFECT_FRONT_MATTER, "subject: \"x");
}

static void
notes_a_key_that_stands_twice(void **state)
{
	(void)state;
	FRONT("---\nsubject: a\nx: 1\nx: 2\nSubject: b\n"
	      "list: {to: a, from: b}\nto: a\n---\n");
	assert_int_equal(defects.list.n, 1);
	assert_defect(0, DEFECT_FRONT_MATTER, "Subject");
	assert_true(str_eq(defects.list.at[0].detail, STR("twice")));
}

static size_t
front_of_lines(size_t n)
{
	struct buf b;

	buf_init(&b, 10 * MIB);
	buf_printf(&b, "---\nsubject: x\nnote: |\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "  %060zu\n", i);
	buf_printf(&b, "to: a@b.c\n---\nbody");
	file = arena_str(&arena, buf_str(&b));
	buf_release(&b);
	size_t end = front_end(file, 0);
	front_read(&headers, &arena, file, span_of(0, end), NULL, &defects);
	return end;
}

static void
is_cut_at_the_limit(void **state)
{
	(void)state;
	size_t end = front_of_lines(1000);
	assert_int_equal(end, file.len - 4);
	assert_int_equal(headers.list.n, 2);
	assert_int_equal(defects.list.n, 0);
	end = front_of_lines(1100);
	assert_int_equal(end, file.len - 4);
	assert_int_equal(headers.list.n, 3); /* the subject again */
	assert_int_equal(defects.list.n, 1);
	assert_int_equal(defects.list.at[0].code, DEFECT_LIMIT);
	/* prose below a rule is no front matter, however long */
	file = arena_printf(
		&arena, "---\nHello\n%0*d\nb: c\n---\n", LIMIT_FRONT_MATTER, 0);
	assert_int_equal(front_end(file, 0), 0);
}

static void
is_quiet_about_templates(void **state)
{
	(void)state;
	FRONT("---\nsubject: {{ name }}, hello\nto: *|EMAIL|*\n---\n");
	assert_field(0, HEADER_SUBJECT, "{{ name }}, hello");
	assert_field(1, HEADER_TO, "*|EMAIL|*");
	assert_int_equal(defects.list.n, 0);
}

static void
survives_hostile_yaml(void **state)
{
	static const struct str cases[] = { STR("---\na: &a [*a, *a]\n---\n"),
		STR("---\nsubject: \"\\x\n---\n"),
		STR("---\nsubject: \xff\xfe\n---\n"), STR("---\na:\n---\n"),
		STR("---\n? - a\n: b\nc: d\n---\n"), STR("---\na: 1\n--- \n"),
		STR("---\nsubject: \0\n---\n"),
		STR("---\n{{a: b}}: c\nsubject: d\n---\n"),
		STR("---\nsubject: 'x\n---\n") };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		file = cases[i];
		size_t end = front_end(file, 0);
		front_read(&headers, &arena, file, span_of(0, end), NULL,
			&defects);
	}
	list_each (const struct header, h, &headers.list) {
		struct span s = text_span(header_text(h), 0, header_text(h)->s.len);
		assert_true(span_end(s) < 100);
	}
}

static void
fill(char *to, size_t n, const char *pattern)
{
	for (size_t i = 0, k = 0; i < n; i++, k++) {
		if (!pattern[k])
			k = 0;
		to[i] = pattern[k];
	}
}

static void
is_fast_on_hostile_yaml(void **state)
{
	static const char *const patterns[] = { "[", "{", "[a,", "a: ", "- ",
		"? ", "'", "\n ", "[]", "&a ", "{a: b}, ", "\"\\x41" };
	size_t n = LIMIT_FRONT_MATTER - 100;
	char *s = memory_new(n + 40);

	(void)state;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		memcpy(s, "---\na: 1\nb: ", 12);
		fill(s + 12, n, patterns[i]);
		memcpy(s + 12 + n, "\n---\n", 5);
		struct str all = { s, n + 17 };
		size_t end = front_end(all, 0);
		front_read(
			&headers, &arena, all, span_of(0, end), NULL, &defects);
	}
	free(s);
}

static size_t
read_pasted(struct str s)
{
	struct text *t = ARENA_NEW(&arena, struct text);

	file = s;
	*t = (struct text){ .s = s, .map = map_identity(&arena, 0, NULL) };
	return pasted_read(&headers, &arena, t);
}

#define PASTED(text) read_pasted(STR(text))

static void
reads_english_lines(void **state)
{
	(void)state;
	size_t end = PASTED("\nSubject: Hello there \r\nTo: a@b.c,\r\n"
			    "  d@e.f\r\nattachments: x.pdf\r\n\r\nDear\r\n");
	assert_int_equal(headers.list.n, 3);
	assert_field(0, HEADER_SUBJECT, "Hello there");
	assert_field(1, HEADER_TO, "a@b.c,\r\n  d@e.f");
	assert_field(2, HEADER_ATTACHMENTS, "x.pdf");
	assert_true(str_starts(str_from(file, end), STR("Dear")));
}

static void
reads_chinese_lines(void **state)
{
	(void)state;
	size_t end =
		PASTED("收件人： 张伟 <a@b.c>\n主　题：报价单\n"
		       "发件人:x@y.z\n附件：报价.pdf\n日期：2024年\n您好\n");
	assert_int_equal(headers.list.n, 5);
	assert_field(0, HEADER_TO, "张伟 <a@b.c>");
	assert_field(1, HEADER_SUBJECT, "报价单");
	assert_raw(1, "报价", "报价");
	assert_field(2, HEADER_FROM, "x@y.z");
	assert_field(3, HEADER_ATTACHMENTS, "报价.pdf");
	assert_true(str_starts(str_from(file, end), STR("您好")));
}

static void
reads_markdown_lines(void **state)
{
	(void)state;
	size_t end = PASTED("**Subject:** Quick question\n\n**To**: a@b.c\n\n"
			    "**Hi** Bob");
	assert_int_equal(headers.list.n, 2);
	assert_field(0, HEADER_SUBJECT, "Quick question");
	assert_field(1, HEADER_TO, "a@b.c");
	assert_true(str_starts(str_from(file, end), STR("**Hi**")));
	headers.list.n = 0;
	PASTED("**Subject: All bold**\nHi");
	assert_field(0, HEADER_SUBJECT, "All bold");
}

static void
leaves_ordinary_text(void **state)
{
	(void)state;
	assert_int_equal(PASTED("Dear Ann,\n\nSubject: x\n"), 0);
	assert_int_equal(PASTED("To whom it may concern:\n\nHi"), 0);
	assert_int_equal(PASTED("Date: tomorrow\n\nHi"), 0);
	assert_int_equal(PASTED(""), 0);
	assert_int_equal(PASTED("\n\n"), 0);
	assert_int_equal(headers.list.n, 0);
}

static void
ends_at_the_body(void **state)
{
	(void)state;
	/* the second To stands in the text */
	size_t end = PASTED("To: a@b.c\nSubject: x\n\nTo: be or not");
	assert_int_equal(headers.list.n, 2);
	assert_true(str_starts(str_from(file, end), STR("To: be")));
	assert_int_equal(PASTED("Subject: only"), 13);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(reads_plain_scalars),
		TEST(maps_quoted_scalars),
		TEST(maps_block_scalars),
		TEST(counts_characters_as_libyaml_does),
		TEST(reads_lists),
		TEST(takes_tags_for_text),
		TEST(reads_what_is_no_yaml),
		TEST(points_at_the_line_that_is_no_yaml),
		TEST(notes_a_key_that_stands_twice),
		TEST(is_cut_at_the_limit),
		TEST(is_quiet_about_templates),
		TEST(survives_hostile_yaml),
		TEST(is_fast_on_hostile_yaml),
		TEST(reads_english_lines),
		TEST(reads_chinese_lines),
		TEST(reads_markdown_lines),
		TEST(leaves_ordinary_text),
		TEST(ends_at_the_body),
	};
	return cmocka_run_group_tests_name("front", tests, NULL, NULL);
}
