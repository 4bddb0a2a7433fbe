/* test_table.c - tables of contacts as spreadsheets write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "draft/table.h"

struct fixture {
	struct arena arena;
	struct table table;
};

static void
open_bytes(struct fixture *f, struct str bytes)
{
	arena_init(&f->arena);
	table_read(&f->table, &f->arena, bytes);
}

static void
close_table(struct fixture *f)
{
	arena_release(&f->arena);
}

/* The table as "a|b / c|d", rows with their numbers. */
static struct str
shown(struct fixture *f)
{
	const struct table *t = &f->table;
	struct buf b;

	buf_init(&b, MIB);
	for (size_t r = 0; r <= t->rows.n && t->header.cells; r++) {
		const struct table_row *row =
			r ? &t->rows.at[r - 1] : &t->header;
		buf_printf(&b, "%s%u:", r ? " / " : "", (unsigned)row->number);
		for (size_t i = 0; i < row->cells; i++) {
			buf_add(&b, i ? STR("|") : STR_NONE);
			buf_add(&b, table_value(&f->arena, t, row, i));
		}
	}
	struct str s = arena_str(&f->arena, buf_str(&b));
	buf_release(&b);
	return s;
}

static void
expect(const char *what, struct str bytes, const char *expected)
{
	struct fixture f;

	open_bytes(&f, bytes);
	struct str s = shown(&f);
	if (!str_eq(s, str_of(expected)))
		fprintf(stderr, "%s: %.*s\n", what, STR_ARG(s));
	assert_true(str_eq(s, str_of(expected)));
	close_table(&f);
}

#define EXPECT(csv, expected) expect(csv, STR(csv), expected)

static void
test_forms(void **state)
{
	(void)state;
	EXPECT("a,b\n1,2\n", "1:a|b / 2:1|2");
	EXPECT("a,b\r\n1,2\r\n", "1:a|b / 2:1|2");
	EXPECT("a,b\r1,2", "1:a|b / 2:1|2");
	EXPECT("a;b\n1,5;2\n", "1:a|b / 2:1,5|2");
	EXPECT("a\tb\n1\t2\n", "1:a|b / 2:1|2");
	EXPECT("a\n1\n2\n", "1:a / 2:1 / 3:2");
	EXPECT("\xEF\xBB\xBF"
	       "a,b\n1,2\n",
		"1:a|b / 2:1|2");
	EXPECT("sep=;\na;b\n1;2\n", "2:a|b / 3:1|2");
	EXPECT("sep=,\r\na,b;c\r\n1,2\r\n", "2:a|b;c / 3:1|2");
	EXPECT("", "");
	EXPECT("\n\n,,\n", "");
	EXPECT("a,b", "1:a|b");
}

static void
test_quotes(void **state)
{
	(void)state;
	EXPECT("a,b\n\"1,5\",\"x\"\"y\"\n", "1:a|b / 2:1,5|x\"y");
	EXPECT("a,b\n\"two\nlines\",2\n3,4\n",
		"1:a|b / 2:two\nlines|2 / 3:3|4");
	EXPECT("\"a;b\",c\n1,2\n", "1:a;b|c / 2:1|2");
	EXPECT("a,b\n\"\",\"\"\"\"\n", "1:a|b / 2:|\"");
	EXPECT("a,b\n\"x\" y,2\n", "1:a|b / 2:x|2");
	EXPECT("a,b\nx\"y,2\n", "1:a|b / 2:x\"y|2");
	EXPECT("a,b\n \"x\" , y \n", "1:a|b / 2:x|y");
}

/* Numbers are a spreadsheet's: blank rows count, but are none. */
static void
test_rows(void **state)
{
	(void)state;
	EXPECT("a,b\n\n1,2\n,,,\n3\n4,5,6\n", "1:a|b / 3:1|2 / 5:3 / 6:4|5|6");
}

static void
test_open_quote(void **state)
{
	struct fixture f;

	(void)state;
	open_bytes(&f, STR("a,b\n1,\"2\n3,4\n"));
	assert_true(f.table.open_quote);
	assert_int_equal(f.table.quote_at, 6);
	assert_int_equal(f.table.rows.n, 1);
	close_table(&f);
}

static void
test_charsets(void **state)
{
	(void)state;
	/* 姓名,产品 / 张伟,阀门 */
	EXPECT("\xD0\xD5\xC3\xFB,\xB2\xFA\xC6\xB7\n"
	       "\xD5\xC5\xCE\xB0,\xB7\xA7\xC3\xC5\n",
		"1:姓名|产品 / 2:张伟|阀门");
	EXPECT("name\n\xD5\xC5\xCE\xB0\n", "1:name / 2:张伟");
	EXPECT("\xFF\xFE"
	       "a\0\t\0b\0\r\0\n\0\x2A\x4E\t\0"
	       "2\0",
		"1:a|b / 2:个|2");
	EXPECT("name,town\nM\xFCller,Z\xFCrich\nJos\xE9,M\xE1laga\n",
		"1:name|town / 2:Müller|Zürich / 3:José|Málaga");
	EXPECT("name\n张伟\n", "1:name / 2:张伟");
}

/* A place leads to the bytes of the file. */
static void
test_places(void **state)
{
	struct fixture f;
	static const char csv[] = "\xEF\xBB\xBF"
				  "a,b\n\"x\"\"\", \"y@z.se\"\n";

	(void)state;
	open_bytes(&f, STR("\xEF\xBB\xBF"
			   "a,b\n\"x\"\"\", \"y@z.se\"\n"));
	struct text t =
		table_cell_text(&f.arena, &f.table, &f.table.rows.at[0], 1);
	assert_true(str_eq(t.s, STR("y@z.se")));
	struct span s = text_span(&t, 0, t.s.len);
	assert_memory_equal(csv + s.at, "y@z.se", 6);
	assert_int_equal(s.len, 6);
	close_table(&f);
}

static void
test_columns(void **state)
{
	struct fixture f;
	size_t columns[4];

	(void)state;
	open_bytes(&f, STR("First Name,Firma,Web,E-Mail,cc\n"
			   "A,B,x@y,a@b.se,c@d.se\n"));
	assert_int_equal(table_column(&f.table, STR("first_name")), 0);
	assert_int_equal(table_column(&f.table, STR("contact.firstName")), 0);
	assert_int_equal(table_column(&f.table, STR("FNAME")), 0);
	assert_int_equal(table_column(&f.table, STR("firma")), 1);
	assert_int_equal(table_column(&f.table, STR("LNAME")), -1);
	assert_int_equal(table_column(&f.table, STR("")), -1);
	assert_int_equal(table_address_columns(&f.table, columns, 4), 3);
	assert_int_equal(columns[0], 3);
	close_table(&f);
}

static void
put_rows(struct buf *b, size_t rows, const char *row)
{
	buf_init(b, LIMIT_DATA);
	buf_add(b, STR("a\n"));
	for (size_t i = 0; i < rows; i++)
		buf_add(b, str_of(row));
}

static void
test_limit_of_rows(void **state)
{
	struct fixture f;
	struct buf b;

	(void)state;
	for (int more = -1; more <= 1; more++) {
		put_rows(&b, (size_t)(LIMIT_ROWS + more), "1\n");
		open_bytes(&f, buf_str(&b));
		assert_int_equal(f.table.cut, more > 0);
		assert_int_equal(f.table.rows.n,
			more > 0 ? LIMIT_ROWS : LIMIT_ROWS + more);
		if (f.table.cut)
			assert_int_equal(f.table.cut_at, 2 + 2 * LIMIT_ROWS);
		close_table(&f);
		buf_release(&b);
	}
}

static void
test_limit_of_columns(void **state)
{
	struct fixture f;
	struct buf b;

	(void)state;
	for (int more = -1; more <= 1; more++) {
		buf_init(&b, MIB);
		buf_add(&b, STR("a\n1"));
		buf_repeat(&b, ',', (size_t)(LIMIT_COLUMNS + more - 1));
		open_bytes(&f, buf_str(&b));
		assert_int_equal(f.table.wide, more > 0);
		close_table(&f);
		buf_release(&b);
	}
}

/* Every prefix of a table is a table. */
static void
test_prefixes(void **state)
{
	static const char csv[] =
		"sep=;\r\n\"E-Mail\";\"Na\"\"me\"\r\na@b.se;\"x\r\ny\"\r\n;;";
	struct fixture f;

	(void)state;
	for (size_t n = 0; n < sizeof csv; n++) {
		char *exact = malloc(n ? n : 1);
		memcpy(exact, csv, n);
		open_bytes(&f, (struct str){ exact, n });
		shown(&f);
		close_table(&f);
		free(exact);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_open_quote),
		cmocka_unit_test(test_charsets),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_limit_of_rows),
		cmocka_unit_test(test_limit_of_columns),
		cmocka_unit_test(test_prefixes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
