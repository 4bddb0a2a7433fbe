/* test_translate.c - languages, catalogues, arguments in sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "report/catalogue.h"
#include "report/translate.h"

/* Takes the place of the catalogue that the Makefile generates. */
static const struct catalogue_entry entries[] = {
	{ "Zed", "大写在前" },
	{ "apple", "苹果" },
	{ "{1} file", "{1} 个文件" },
	{ "{1} looks like {2}", "{2} 像 {1}" },
	{ "é", "重音" },
};

const struct catalogue catalogues[] = {
	{ "zh_CN", entries, sizeof entries / sizeof *entries },
	{ 0 },
};

static void
test_tags(void **state)
{
	static const char *const chinese[] = { "zh", "zh_CN", "zh_CN.UTF-8",
		"zh-Hans", "ZH_cn", "zh-cn", "zh_TW", "zh@x", "zh_CN:en" };
	static const char *const english[] = { "en", "en_US.UTF-8", "C",
		"C.UTF-8", "POSIX", "en:zh" };
	static const char *const unknown[] = { "fr", "zhuang", "", "z",
		"中文" };
	enum reader r;

	(void)state;
	for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++) {
		assert_true(reader_named(chinese[i], &r));
		assert_int_equal(r, READER_ZH);
	}
	for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
		assert_true(reader_named(english[i], &r));
		assert_int_equal(r, READER_EN);
	}
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
		assert_false(reader_named(unknown[i], &r));
		assert_int_equal(r, READER_EN);
	}
}

static void
test_translate(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
		assert_string_equal(translate(READER_ZH, entries[i].english),
			entries[i].translated);
	assert_string_equal(translate(READER_EN, "apple"), "apple");
	assert_string_equal(translate(READER_ZH, "pear"), "pear");
	assert_string_equal(translate(READER_ZH, ""), "");
	assert_null(translate(READER_ZH, NULL));
}

static void
test_count(void **state)
{
	(void)state;
	assert_string_equal(
		translate_count(READER_EN, "{1} file", "{1} files", 1),
		"{1} file");
	assert_string_equal(
		translate_count(READER_EN, "{1} file", "{1} files", 0),
		"{1} files");
	assert_string_equal(
		translate_count(READER_ZH, "{1} file", "{1} files", 7),
		"{1} 个文件");
	assert_string_equal(
		translate_count(READER_ZH, "{1} pear", "{1} pears", 7),
		"{1} pears");
}

static void
expect(enum reader reader, const struct message *m, const char *words)
{
	struct buf out;

	buf_init(&out, 4096);
	message_add(&out, reader, m);
	buf_char(&out, 0);
	assert_string_equal(out.at, words);
	buf_release(&out);
}

static void
test_message(void **state)
{
	struct message m = { "{1} looks like {2}", 2,
		{ STR("b1t.ly"), STR("{1}") } };

	(void)state;
	expect(READER_EN, &m, "b1t.ly looks like {1}");
	expect(READER_ZH, &m, "{1} 像 b1t.ly");
}

static void
test_braces(void **state)
{
	struct message m = { "{0} {1}{1} {2} {9} {x} { {", 1, { STR("a") } };

	(void)state;
	expect(READER_EN, &m, "{0} aa {2} {9} {x} { {");
	m.id = "{1";
	expect(READER_EN, &m, "{1");
	m.id = NULL;
	expect(READER_EN, &m, "");
}

static void
test_words(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, 4096);
	words_add(&out, READER_ZH, "{1} file", 1, STR("3"));
	buf_char(&out, 0);
	assert_string_equal(out.at, "3 个文件");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_translate),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_message),
		cmocka_unit_test(test_braces),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests_name("translate", tests, NULL, NULL);
}
