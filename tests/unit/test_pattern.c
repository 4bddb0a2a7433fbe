/* test_pattern.c - regular expressions, guarded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "check/pattern.h"

static struct pattern *
compile(const char *expression)
{
	struct err err;
	size_t at;
	struct pattern *p = pattern_new(expression, true, &at, &err);
	assert_non_null(p);
	return p;
}

static void
finds_and_goes_on(void **state)
{
	(void)state;
	struct pattern *p = compile("b(c+)");
	struct str s = STR("abc\nBCC 价格bc"), group;
	size_t at = 0, len;

	assert_int_equal(pattern_find(p, s, &at, &len, &group), PATTERN_YES);
	assert_int_equal(at, 1);
	assert_int_equal(len, 2);
	at += len;
	assert_int_equal(pattern_find(p, s, &at, &len, &group), PATTERN_YES);
	assert_int_equal(at, 4);
	assert_true(str_eq(group, STR("CC")));
	at += len;
	assert_int_equal(pattern_find(p, s, &at, &len, NULL), PATTERN_YES);
	assert_int_equal(at, 14);
	at += len;
	assert_int_equal(pattern_find(p, s, &at, &len, NULL), PATTERN_NO);
	pattern_free(p);
}

static void
word_boundaries_hold_where_a_search_goes_on(void **state)
{
	(void)state;
	struct pattern *p = compile("\\bcat\\b");
	struct str s = STR("concat cat");
	size_t at = 3, len;
	assert_int_equal(pattern_find(p, s, &at, &len, NULL), PATTERN_YES);
	assert_int_equal(at, 7);
	pattern_free(p);
}

static void
a_bad_expression_says_where(void **state)
{
	(void)state;
	struct err err;
	size_t at = 0;
	assert_null(pattern_new("a(b", true, &at, &err));
	assert_int_equal(at, 3);
	assert_true(strlen(err.said) > 0);
}

/* Without the limits this runs for minutes. */
static void
gives_up_instead_of_hanging(void **state)
{
	(void)state;
	struct pattern *p = compile("(?:a|b)*(?:a|b)*(?:a|b)*[c-d]");
	char *bytes = memory_new(2001);
	size_t at = 0, len;
	for (int i = 0; i < 2000; i++)
		bytes[i] = i % 2 ? 'a' : 'b';
	assert_int_equal(
		pattern_find(p, (struct str){ bytes, 2000 }, &at, &len, NULL),
		PATTERN_GAVE_UP);
	free(bytes);
	pattern_free(p);
}

static void
long_lines_are_searched_to_their_end(void **state)
{
	(void)state;
	struct pattern *p = compile("needle");
	char *bytes = memory_new(10001);
	size_t at, len;
	for (size_t place = 900; place < 5000; place += 37) {
		memset(bytes, 'x', 10000);
		memcpy(bytes + place, "needle", 6);
		at = 0;
		assert_int_equal(pattern_find(p, (struct str){ bytes, 10000 },
					 &at, &len, NULL),
			PATTERN_YES);
		assert_int_equal(at, place);
	}
	free(bytes);
	pattern_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_and_goes_on),
		cmocka_unit_test(word_boundaries_hold_where_a_search_goes_on),
		cmocka_unit_test(a_bad_expression_says_where),
		cmocka_unit_test(gives_up_instead_of_hanging),
		cmocka_unit_test(long_lines_are_searched_to_their_end),
	};
	return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
