/* test_sheet.c - style sheets: rules, groups, places, what is broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draft/sheet.h"

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

static void
assert_str(struct str got, const char *wanted)
{
	struct str w = str_of(wanted);

	if (!str_eq(got, w))
		print_error("got \"%.*s\"\n", STR_ARG(got));
	assert_true(str_eq(got, w));
}

static sheet_rule_list
read(const char *css)
{
	sheet_rule_list rules = { 0 };
	size_t left = 1000;

	assert_true(sheet_read(
		&rules, &arena, str_of(css), str_of(css), 100, &left));
	return rules;
}

static void
test_rules(void **state)
{
	static const char css[] = "<!-- a.b:hover , td { color : RED; width:1px}"
				  "/* x{} */ #c{} -->";
	sheet_rule_list r = read(css);

	(void)state;
	assert_int_equal(r.n, 2);
	assert_str(r.at[0].prelude, "a.b:hover , td");
	assert_int_equal(r.at[0].at, 105);
	assert_int_equal(r.at[0].inside, -1);
	assert_int_equal(r.at[0].style.n, 2);
	assert_str(r.at[0].style.at[0].name, "color");
	assert_str(r.at[0].style.at[0].value, "RED");
	assert_int_equal(r.at[0].style.at[0].at, 100 + 22);
	assert_str(r.at[1].prelude, "#c");
	assert_int_equal(r.at[1].style.n, 0);
}

static void
test_groups(void **state)
{
	sheet_rule_list r = read(
		"@import url(\"a;b.css\") screen; @media (max-width:600px) "
		"{ .a{width:100%!important} @supports (a:b) { p{x:y} } } "
		"@font-face{font-family:'}'} .b{c:d}");

	(void)state;
	assert_int_equal(r.n, 7);
	assert_str(r.at[0].prelude, "@import url(\"a;b.css\") screen");
	assert_str(r.at[1].prelude, "@media (max-width:600px)");
	assert_int_equal(r.at[2].inside, 1);
	assert_str(r.at[3].prelude, "@supports (a:b)");
	assert_int_equal(r.at[3].inside, 1);
	assert_int_equal(r.at[4].inside, 3);
	assert_str(r.at[5].prelude, "@font-face");
	assert_str(r.at[5].style.at[0].value, "'}'");
	assert_str(r.at[6].prelude, ".b");
	assert_int_equal(r.at[6].inside, -1);
}

static void
test_broken(void **state)
{
	static const char *const sheets[] = { "", "{", "}", "a{b:c", "a{b:'c}",
		"/*", "@media{", "}}}a{b:c}", "a{{b:c}}", "a\\{b{c:d}", "\\",
		"@media @media{{{{{{{{{{{{a{b:c}", "a{b:c;/*}", "'" };

	(void)state;
	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
		read(sheets[i]);
	sheet_rule_list r = read("}}} a{b:c}");
	assert_int_equal(r.n, 1);
	assert_str(r.at[0].style.at[0].value, "c");
	r = read("a{b:c");
	assert_str(r.at[0].style.at[0].value, "c");
}

static void
test_deep_groups(void **state)
{
	sheet_rule_list r = read(
		"@media a{@media b{@media c{@media d{@media e{@media f{@media "
		"g{@media h{@media i{@media j{ p{x:y} }}}}}}}}}} q{x:y}");

	(void)state;
	assert_int_equal(r.n, 12);
	assert_int_equal(r.at[10].inside, 7);
	assert_str(r.at[11].prelude, "q");
	assert_int_equal(r.at[11].inside, -1);
}

/* Template tags decide nothing, and stand in the values. */
static void
test_masked(void **state)
{
	struct str real = STR(".a{color:{{ x }}} .b{c:d}");
	struct str masked = STR(".a{color:xxxxxxx} .b{c:d}");
	sheet_rule_list r = { 0 };
	size_t left = 10;

	(void)state;
	assert_true(sheet_read(&r, &arena, masked, real, 0, &left));
	assert_int_equal(r.n, 2);
	assert_str(r.at[0].style.at[0].value, "{{ x }}");
	assert_int_equal(left, 6);
}

static void
test_no_more(void **state)
{
	struct str css = STR("a{b:c;d:e;f:g} h{i:j}");
	sheet_rule_list r = { 0 };
	size_t left = 3;

	(void)state;
	assert_false(sheet_read(&r, &arena, css, css, 0, &left));
	assert_int_equal(r.n, 1);
	assert_int_equal(r.at[0].style.n, 2);
	assert_int_equal(left, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rules, setup, teardown),
		cmocka_unit_test_setup_teardown(test_groups, setup, teardown),
		cmocka_unit_test_setup_teardown(test_broken, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_deep_groups, setup, teardown),
		cmocka_unit_test_setup_teardown(test_masked, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_more, setup, teardown),
	};

	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
