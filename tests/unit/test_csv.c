/* test_csv.c - rows of comma-separated values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/csv.h"

/* Each row in brackets, cells apart by bars. */
static void
reads(struct str bytes, const char *expected)
{
	struct arena arena;
	struct csv csv;
	csv_cells cells = { 0 };
	struct buf out;

	arena_init(&arena);
	buf_init(&out, 4096);
	csv_begin(&csv, bytes);
	while (csv_row(&csv, &arena, &cells)) {
		buf_printf(&out, "%zu[", csv.line);
		list_each (const struct str, cell, &cells) {
			buf_add(&out, cell == cells.at ? STR("") : STR("|"));
			buf_add(&out, *cell);
		}
		buf_char(&out, ']');
	}
	buf_char(&out, '\0');
	assert_string_equal(out.at, expected);
	buf_release(&out);
	arena_release(&arena);
}

#define READS(bytes, expected) reads(STR(bytes), expected)

static void
rows(void **state)
{
	(void)state;
	READS("", "");
	READS("a", "1[a]");
	READS("a,b\r\n1,2\r\n", "1[a|b]2[1|2]");
	READS("a,b,\n", "1[a|b|]");
	READS("a\n\nb\n", "1[a]2[]3[b]");
	READS(" a , b \n", "1[a|b]");
}

static void
quotes(void **state)
{
	(void)state;
	READS("\"a,b\",c\n", "1[a,b|c]");
	READS("\"say \"\"hi\"\"\",c\n", "1[say \"hi\"|c]");
	READS("\"two\nlines\",c\nd,e\n", "1[two\nlines|c]3[d|e]");
	READS("\"open,c\nd", "1[open,c\nd]");
	READS("\"\"", "1[]");
	READS("\"", "1[]");
	READS("a\"b,c", "1[a\"b|c]");
}

static void
separators(void **state)
{
	(void)state;
	READS("a;b;c\n1;2,5;3\n", "1[a|b|c]2[1|2,5|3]");
	READS("a\tb\n1\t2\n", "1[a|b]2[1|2]");
	READS("\"x;y;z\",b\n", "1[x;y;z|b]");
	READS("\xEF\xBB\xBFname,mail\n", "1[name|mail]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows),
		cmocka_unit_test(quotes),
		cmocka_unit_test(separators),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
