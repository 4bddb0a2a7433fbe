/* test_line.c - the lines of a text, all at once and one after the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "draft/line.h"

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

/* The lines from `i` on are those that begin at `at`. */
static void
expect_lines(const struct lines *lines, struct str s)
{
	struct line l;
	size_t i = 0;

	for (size_t at = 0; line_at(s, at, &l); at = l.next, i++) {
		assert_true(i < lines->n);
		struct line same = lines_nth(lines, i);
		assert_int_equal(same.at, l.at);
		assert_int_equal(same.next, l.next);
		assert_true(same.s.at == l.s.at && same.s.len == l.s.len);
		assert_int_equal(lines_find(lines, l.at), i);
		assert_int_equal(lines_find(lines, l.next - 1), i);
	}
	assert_int_equal(i, lines->n);
}

static void
all_at_once(void **state)
{
	static const char bytes[] = "a\n\r\n\n b\r";
	unsigned seed = 7;
	char text[400];

	(void)state;
	for (size_t round = 0; round < 20000; round++) {
		size_t n = round % sizeof text;
		for (size_t i = 0; i < n; i++)
			text[i] = bytes[(size_t)rand_r(&seed) %
					(sizeof bytes - 1)];
		struct str s = { text, n };
		struct lines lines = lines_of(&arena, s);
		expect_lines(&lines, s);
		if (lines.n) {
			size_t at = lines_nth(&lines, lines.n / 3).at;
			size_t end = lines_nth(&lines, lines.n / 2).next;
			struct lines part = lines_part(&lines, at, end - at);
			expect_lines(&part, str_sub(s, at, end - at));
		}
		arena_clear(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_at_once, setup, teardown),
	};
	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
