/* test_escape.c - foreign text made harmless. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "report/report.h"

static void
expect(struct str text, bool keep_tab, const char *escaped)
{
	struct buf out;

	buf_init(&out, 1 << 20);
	escape_add(&out, text, keep_tab);
	buf_char(&out, 0);
	assert_string_equal(out.at, escaped);
	buf_release(&out);
}

static void
test_plain(void **state)
{
	(void)state;
	expect(STR(""), false, "");
	expect(STR_NONE, false, "");
	expect(STR("Buy now!"), false, "Buy now!");
	expect(STR("报价单 für Žluťoučký"), false, "报价单 für Žluťoučký");
}

static void
test_controls(void **state)
{
	(void)state;
	expect(STR("a\033[31mb\0c\x7F"), false, "a<0x1B>[31mb<0x00>c<0x7F>");
	expect(STR("a\r\nb"), false, "a<0x0D><0x0A>b");
	expect(STR("\xC2\x9B"
		   "31m"),
		false, "<U+009B>31m");
	expect(STR("\xE2\x80\xA8"), false, "<U+2028>");
}

static void
test_tab(void **state)
{
	(void)state;
	expect(STR("a\tb"), true, "a\tb");
	expect(STR("a\tb"), false, "a<0x09>b");
}

static void
test_direction_and_hidden(void **state)
{
	(void)state;
	expect(STR("gpj.\xE2\x80\xAE"
		   "exe"),
		false, "gpj.<U+202E>exe");
	expect(STR("fr\xE2\x80\x8B"
		   "ee"),
		false, "fr<U+200B>ee");
	expect(STR("\xEF\xBB\xBFx"), false, "<U+FEFF>x");
	expect(STR("soft\xC2\xADhyphen"), false, "soft<U+00AD>hyphen");
}

/* A joiner inside of a picture hides nothing; elsewhere it does. */
static void
test_emoji(void **state)
{
	(void)state;
	expect(STR("👨‍👩‍👧 ok"), false, "👨‍👩‍👧 ok");
	expect(STR("❤️‍🔥"), false, "❤️‍🔥");
	expect(STR("🏃🏽‍♀️!"), false, "🏃🏽‍♀️!");
	expect(STR("a\xE2\x80\x8D"
		   "b"),
		false, "a<U+200D>b");
	expect(STR("👨\xE2\x80\x8D"), false, "👨<U+200D>");
}

static void
test_bad_bytes(void **state)
{
	(void)state;
	expect(STR("a\xFF\xC4\xE3"), false, "a<0xFF><0xC4><0xE3>");
	expect(STR("\xE4\xBD"), false, "<0xE4><0xBD>");
	expect(STR("\xED\xA0\x80"), false, "<0xED><0xA0><0x80>");
}

static void
test_ceiling(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 5);
	escape_add(&out, STR("abc\033def"), false);
	assert_true(out.full);
	assert_int_equal(out.len, 5);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_tab),
		cmocka_unit_test(test_direction_and_hidden),
		cmocka_unit_test(test_emoji),
		cmocka_unit_test(test_bad_bytes),
		cmocka_unit_test(test_ceiling),
	};

	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
