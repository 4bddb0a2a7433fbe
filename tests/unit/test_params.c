/* test_params.c - parameters of Content-Type and Content-Disposition. */
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
#include "draft/headers.h"

struct bench {
	struct arena arena;
	struct defects defects;
	struct str file;
	struct headers headers;
	struct params params;
};

/* `value` stands in a Content-Type field. */
static void
parse(struct bench *b, struct str value)
{
	static const char name[] = "Content-Type: ";
	size_t before = sizeof name - 1, len = before + value.len + 4;

	arena_init(&b->arena);
	b->defects = (struct defects){ .arena = &b->arena };
	char *file = arena_bytes(&b->arena, len);
	memcpy(file, name, before);
	memcpy(file + before, value.at, value.len);
	memcpy(file + before + value.len, "\r\n\r\n", 4);
	b->file = (struct str){ file, len };
	headers_parse(&b->headers, &b->arena, b->file, 0, (uint32_t)len, NULL,
		&b->defects);
	b->defects.list.n = 0;
	params_parse(&b->params, &b->arena,
		headers_find(&b->headers, HEADER_CONTENT_TYPE), b->file, NULL,
		&b->defects);
}

static struct str
raw(const struct bench *b, struct span s)
{
	return str_sub(b->file, s.at, s.len);
}

/* "value|name=text|name=text|" and the defect, 0 for none. */
static void
check_with(const char *value, const char *expected, enum defect_code code)
{
	struct bench b;
	char all[2000];

	parse(&b, str_of(value));
	size_t n = (size_t)sprintf(all, "%.*s|", STR_ARG(b.params.value));
	list_each (const struct param, p, &b.params.list)
		n += (size_t)snprintf(all + n, sizeof all - n, "%.*s=%.*s|",
			STR_ARG(p->name), STR_ARG(p->text.s));
	if (strcmp(all, expected))
		fail_msg("%s: %s, not %s", value, all, expected);
	bool noted = false;
	list_each (const struct defect, d, &b.defects.list)
		noted |= d->code == code;
	if (code ? !noted : b.defects.list.n > 0)
		fail_msg("%s: %zu defects", value, b.defects.list.n);
	list_each (const struct param, p, &b.params.list)
		assert_int_equal(p->text.form, TEXT_PARAM);
	arena_release(&b.arena);
}

static void
check(const char *value, const char *expected)
{
	check_with(value, expected, (enum defect_code)0);
}

static void
syntax(const char *value, const char *expected)
{
	check_with(value, expected, DEFECT_PARAM_SYNTAX);
}

static void
test_standard(void **state)
{
	(void)state;
	check("text/plain", "text/plain|");
	check("text/plain; charset=utf-8", "text/plain|charset=utf-8|");
	check("TEXT/Plain;CharSet=\"UTF-8\"", "TEXT/Plain|charset=UTF-8|");
	check("text/plain; charset = utf-8 ; format = flowed",
		"text/plain|charset=utf-8|format=flowed|");
	check("a/b;\r\n\tboundary=\"=_x; y\"", "a/b|boundary==_x; y|");
}

static void
test_quotes(void **state)
{
	(void)state;
	check("a/b; n=\"x; y\"", "a/b|n=x; y|");
	check("a/b; n=\"\"; m=1", "a/b|n=|m=1|");
	check("a/b; n=\"a\\\"b\\\\c\"", "a/b|n=a\"b\\c|");
	check("a/b; n=\"C:\\temp\\x.doc\"", "a/b|n=C:\\temp\\x.doc|");
	check("a/b; n=\"x\r\n y\"", "a/b|n=x y|");
	check("a/b; n=\"a (b)\"", "a/b|n=a (b)|");
	syntax("a/b; n=\"open", "a/b|n=open|");
	syntax("a/b; n=\"open; m=1", "a/b|n=open|m=1|");
	syntax("a/b; n=\"the \"best\" one.pdf\"; m=1",
		"a/b|n=the \"best\" one.pdf|m=1|");
	syntax("a/b; n=\"x\" junk; m=\"1\"", "a/b|n=x|m=1|");
}

static void
test_comments(void **state)
{
	(void)state;
	check("text/plain (a (b;) c); charset=x", "text/plain|charset=x|");
	check("(c) text/plain; charset=x (Plain; text)",
		"text/plain|charset=x|");
	check("text / html; a=(c)b", "text/html|a=b|");
	check("a/b; (x) n (y) = (z) v (w); m=1", "a/b|n=v|m=1|");
	check("a/b; n=x(1).pdf", "a/b|n=x(1).pdf|");
}

static void
test_semicolons(void **state)
{
	(void)state;
	check("a/b;", "a/b|");
	check("a/b;; ;n=v;", "a/b|n=v|");
	syntax("text/html charset=utf-8", "text/html|charset=utf-8|");
	syntax("a/b; charset=utf-8 format=flowed",
		"a/b|charset=utf-8|format=flowed|");
	syntax("charset=utf-8", "|charset=utf-8|");
	syntax("a/b; junk; n=v", "a/b|n=v|");
	syntax("a/b; =x; n=v", "a/b|n=v|");
	syntax("a/b; n=; m=1", "a/b|n=|m=1|");
	syntax("a/b; n", "a/b|");
}

static void
test_missing_quotes(void **state)
{
	(void)state;
	syntax("attachment; filename=my file.pdf",
		"attachment|filename=my file.pdf|");
	syntax("attachment; filename=my file (1).pdf; size=3",
		"attachment|filename=my file (1).pdf|size=3|");
	check("a/b; boundary=----=_Part_1/2:3",
		"a/b|boundary=----=_Part_1/2:3|");
	check("a/b; n=a,b@c[1]", "a/b|n=a,b@c[1]|");
}

static void
test_duplicates(void **state)
{
	(void)state;
	check_with("a/b; n=1; N=2", "a/b|n=1|", DEFECT_PARAM_DUPLICATE);
	check_with("a/b; n*0=1; n*0=2; n*1=3", "a/b|n=13|",
		DEFECT_PARAM_DUPLICATE);
	check("a/b; n=old; n*=utf-8''new", "a/b|n=new|");
	check("a/b; n*=utf-8''new; n=old", "a/b|n=new|");
	check("a/b; n=old; n*0*=utf-8''ne; n*1=w", "a/b|n=new|");
}

static void
test_extended(void **state)
{
	(void)state;
	check("a/b; n*=utf-8'zh'%E6%8A%A5%E4%BB%B7.pdf", "a/b|n=报价.pdf|");
	check("a/b; n*=GB2312''%B1%A8%BC%DB", "a/b|n=报价|");
	check("a/b; n*=\"utf-8''%E6%8A%A5\"", "a/b|n=报|");
	check("a/b; n*=''plain", "a/b|n=plain|");
	syntax("a/b; n*=plain%20name", "a/b|n=plain name|");
	syntax("a/b; n*=utf-8''100%", "a/b|n=100%|");
	check_with("a/b; n*=x-no''%41", "a/b|n=A|", DEFECT_CHARSET_UNKNOWN);
	check_with("a/b; n*=utf-8''a%FFb", "a/b|n=a\uFFFDb|",
		DEFECT_CHARSET_WRONG);
}

static void
test_sections(void **state)
{
	(void)state;
	check("a/b; n*0=one; n*1=\" two\"; n*2=.x", "a/b|n=one two.x|");
	check("a/b;\r\n n*0*=utf-8''%E6%8A%A5%E4;\r\n n*1*=%BB%B7;\r\n"
	      " n*2=\"%41\"",
		"a/b|n=报价%41|");
	syntax("a/b; n*1=b; n*0=a", "a/b|n=ab|");
	syntax("a/b; n*1=a; n*2=b", "a/b|n=ab|");
	check("a/b; n*0=a; n*2=c", "a/b|n=a|");
	check("a/b; n*0=a; m=x; n*1=b", "a/b|n=ab|m=x|");
}

static void
test_encoded_words(void **state)
{
	(void)state;
	check_with("a/b; n=\"=?utf-8?B?5oql5Lu3?=\"", "a/b|n=报价|",
		DEFECT_ENCODED_PARAM);
	check_with("a/b; n==?utf-8?B?5oql5Lu3?=; m=1", "a/b|n=报价|m=1|",
		DEFECT_ENCODED_PARAM);
	check_with("a/b; n=\"=?gbk?Q?=B1=A8?=\r\n =?gbk?Q?=BC=DB?=.pdf\"",
		"a/b|n=报价.pdf|", DEFECT_ENCODED_PARAM);
	check_with("a/b; n*0=\"=?utf-8?B?5oql\"; n*1=\"5Lu3?=\"", "a/b|n=报价|",
		DEFECT_ENCODED_PARAM);
	check("a/b; boundary=\"=?utf-8?q?x?=\"", "a/b|boundary==?utf-8?q?x?=|");
}

static void
test_raw_8bit(void **state)
{
	(void)state;
	check("a/b; n=报价.pdf", "a/b|n=报价.pdf|");
	check("a/b; n=\"\xB1\xA8\xBC\xDB\xB5\xA5.pdf\"", "a/b|n=报价单.pdf|");
}

static void
check_place(const char *value, const char *part, const char *expected,
	const char *whole)
{
	struct bench b;

	parse(&b, str_of(value));
	const struct param *p = params_find(&b.params, "n");
	size_t at = str_find(p->text.s, str_of(part));
	assert_true(at < p->text.s.len);
	struct str got = raw(&b, text_span(&p->text, at, strlen(part)));
	if (!str_eq(got, str_of(expected)))
		fail_msg("%s in %.*s", part, STR_ARG(got));
	got = raw(&b, p->span);
	if (!str_eq(got, str_of(whole)))
		fail_msg("the value is %.*s", STR_ARG(got));
	arena_release(&b.arena);
}

static void
test_places(void **state)
{
	(void)state;
	check_place("a/b; n=x.pdf; m=1", "pdf", "pdf", "x.pdf");
	check_place("a/b; n=\"x.pdf\"", "pdf", "pdf", "\"x.pdf\"");
	check_place("a/b; n=\"a\\\"b\"", "\"", "\\\"", "\"a\\\"b\"");
	check_place("a/b; n*=utf-8''a%E4%BB%B7b", "价", "%E4%BB%B7",
		"utf-8''a%E4%BB%B7b");
	check_place("a/b; n*0*=utf-8''a%E4%BB; n*1*=%B7b; m=1", "价",
		"%E4%BB; n*1*=%B7", "utf-8''a%E4%BB; n*1*=%B7b");
	check_place("a/b; n=\"=?utf-8?B?5oql5Lu3?=\"", "价", "5Lu3",
		"\"=?utf-8?B?5oql5Lu3?=\"");
	check_place("a/b; n=\"\xB1\xA8\xBC\xDB\"", "价", "\xBC\xDB",
		"\"\xB1\xA8\xBC\xDB\"");
	check_place("a/b; n*1=b; n*0=a", "a", "b; n*0=a", "b; n*0=a");
}

static void
test_none(void **state)
{
	(void)state;
	struct bench b;

	parse(&b, STR(""));
	assert_int_equal(b.params.value.len, 0);
	assert_null(params_find(&b.params, "charset"));
	params_parse(&b.params, &b.arena, NULL, b.file, NULL, &b.defects);
	assert_int_equal(b.params.list.n, 0);
	arena_release(&b.arena);
}

static void
test_limits(void **state)
{
	(void)state;
	struct bench b;
	char value[2000];
	size_t n = (size_t)sprintf(value, "a/b");

	for (int i = 0; i < LIMIT_PARAMS + 1; i++)
		n += (size_t)sprintf(value + n, "; n%d=v", i);
	parse(&b, (struct str){ value, n });
	assert_int_equal(b.params.list.n, LIMIT_PARAMS);
	assert_int_equal(b.defects.list.n, 1);
	assert_int_equal(b.defects.list.at[0].code, DEFECT_LIMIT);
	arena_release(&b.arena);
}

static double
seconds_for(const char *start, const char *piece)
{
	size_t len = strlen(piece), used = strlen(start);
	char *value = malloc(LIMIT_HEADER_VALUE);
	struct timespec a, z;
	struct bench b;

	memcpy(value, start, used);
	for (; used + len <= LIMIT_HEADER_VALUE; used += len)
		memcpy(value + used, piece, len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	parse(&b, (struct str){ value, used });
	arena_release(&b.arena);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &z);
	free(value);
	return (double)(z.tv_sec - a.tv_sec) +
	       (double)(z.tv_nsec - a.tv_nsec) / 1e9;
}

static void
test_hostile_is_linear(void **state)
{
	(void)state;
	static const char *const starts[] = { "", "a/b; ",
		"a/b; n=", "a/b; n=\"" };
	static const char *const pieces[] = { ";", "(", "(x)", " (x) y", "\"",
		"\" ", "\"x", "\\\"", ";(", ";x", "a=\"", "=", " a",
		" a =", "*0=", "x*1=a;", "%", "'", "=?utf-8?q?", "\"(", "x",
		" ", "\xFF", "\"a=;" };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++)
			if (seconds_for(starts[i], pieces[k]) > 0.4)
				fail_msg("slow: %s%s", starts[i], pieces[k]);
}

static void
test_random(void **state)
{
	(void)state;
	static const char *const bits[] = { "n", "=", "\"", ";", " ", "*", "*0",
		"*1*", "'", "utf-8''", "%E6%8A%A5", "%", "(", ")", "\\",
		"=?utf-8?q?=E6?=", "\xB1\xA8", "\r\n ", "x.pdf",
		"n=", "; n*1=\"" };
	uint32_t seed = 3;

	for (int round = 0; round < 20000; round++) {
		char value[400];
		size_t n = 0;
		for (uint32_t i = 0; i < 14; i++) {
			seed = seed * 1664525 + 1013904223;
			size_t k = (seed >> 8) % (sizeof bits / sizeof *bits);
			n += (size_t)sprintf(value + n, "%s", bits[k]);
		}
		struct bench b;
		parse(&b, (struct str){ value, n });
		list_each (const struct param, p, &b.params.list) {
			assert_int_equal(utf8_valid(p->text.s), p->text.s.len);
			assert_true(span_end(p->span) <= b.file.len);
			for (size_t i = 0; i < p->text.s.len; i++) {
				struct span s = text_span(&p->text, i, 1);
				assert_true(s.at >= p->span.at &&
					    span_end(s) <= span_end(p->span));
			}
		}
		arena_release(&b.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_standard),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_semicolons),
		cmocka_unit_test(test_missing_quotes),
		cmocka_unit_test(test_duplicates),
		cmocka_unit_test(test_extended),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_encoded_words),
		cmocka_unit_test(test_raw_8bit),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_hostile_is_linear),
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests_name("params", tests, NULL, NULL);
}
