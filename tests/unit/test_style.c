/* test_style.c - inline styles: declarations, colours, what hides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "draft/style.h"

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

static declaration_list
read(struct str css, uint32_t at)
{
	declaration_list list = { 0 };

	style_read(&list, &arena, css, css, at);
	return list;
}

static void
test_declarations(void **state)
{
	struct str css = STR(" COLOR : #FFF ;; font-family:&quot;A;B&quot;, x;"
			     "/* a:b; */background: url(a;b.png) ;broken;"
			     "width:5px!important");
	declaration_list l = read(css, 100);
	static const struct {
		const char *name, *value, *whole;
	} rows[] = {
		{ "color", "#FFF", "COLOR : #FFF" },
		{ "font-family", "\"A;B\", x",
			"font-family:&quot;A;B&quot;, x" },
		{ "background", "url(a;b.png)", "background: url(a;b.png)" },
		{ "width", "5px!important", "width:5px!important" },
	};

	(void)state;
	assert_int_equal(l.n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_str(l.at[i].name, rows[i].name);
		assert_str(l.at[i].value, rows[i].value);
		assert_str(str_sub(css, l.at[i].at - 100, l.at[i].len),
			rows[i].whole);
	}
}

static void
test_masked(void **state)
{
	struct str real = STR("color:{{ a;b }};width:1px");
	struct str mask = STR("color:xxxxxxxxx;width:1px");
	declaration_list l = { 0 };

	(void)state;
	style_read(&l, &arena, mask, real, 0);
	assert_int_equal(l.n, 2);
	assert_str(l.at[0].value, "{{ a;b }}");
	assert_str(l.at[1].name, "width");
}

static void
test_odd_declarations(void **state)
{
	static const char *const rows[] = { "", ";", ":", ":;:", "a",
		"a:", "a:\"", "a:(", "/*", "a:b/*", "\\", "a:\\", "&", "&quot",
		"a:'x&#39;;b:c", ")))a:b" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(read(str_of(rows[i]), 0).n < 3);
	assert_int_equal(read(STR("a:'x&#39;;b:c"), 0).n, 2);
}

static void
test_colors(void **state)
{
	static const struct {
		const char *css;
		int32_t rgb;
	} rows[] = {
		{ "#fff", 0xFFFFFF },
		{ " #FfFfFf ", 0xFFFFFF },
		{ "fefefe", 0xFEFEFE },
		{ "#12345678", 0x123456 },
		{ "#1230", COLOR_CLEAR },
		{ "White", 0xFFFFFF },
		{ "aliceblue", 0xF0F8FF },
		{ "yellowgreen", 0x9ACD32 },
		{ "rgb(255, 0, 10)", 0xFF000A },
		{ "rgb(100% 0% 50%)", 0xFF0080 },
		{ "rgba(1,2,3,.5)", 0x010203 },
		{ "rgba(1,2,3,0)", COLOR_CLEAR },
		{ "RGB(300,-1,0)", 0xFF0000 },
		{ "transparent", COLOR_CLEAR },
	};
	static const char *const none[] = { "", "#", "#12", "#ggg", "inherit",
		"rgb(1,2)", "rgb", "hsl(0,0%,100%)", "var(--x)", "fff",
		"windowtext", "#12345" };
	int32_t rgb;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(color_read(str_of(rows[i].css), &rgb));
		assert_int_equal(rgb, rows[i].rgb);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(color_read(str_of(none[i]), &rgb));
}

static void
test_lengths(void **state)
{
	static const struct {
		const char *css;
		double pixels;
	} rows[] = { { "0", 0 }, { "0px", 0 }, { "12px", 12 }, { "12PX", 12 },
		{ "9pt", 12 }, { "1.5em", 15 }, { "50%", 5 }, { "2rem", 32 },
		{ "-9999px", -9999 }, { ".5in", 48 }, { "+3px", 3 } };
	double pixels;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(length_read(str_of(rows[i].css), 10, &pixels));
		assert_true(pixels > rows[i].pixels - 0.001 &&
			    pixels < rows[i].pixels + 0.001);
	}
	assert_false(length_read(STR("auto"), 10, &pixels));
	assert_false(length_read(STR("12"), 10, &pixels));
	assert_false(length_read(STR("calc(1px)"), 10, &pixels));
	assert_false(length_read(STR(""), 10, &pixels));
	assert_false(length_read(STR("-"), 10, &pixels));
}

static struct look
look_of(const char *css)
{
	struct look look = look_plain();
	declaration_list l = read(str_of(css), 0);

	look_apply(&look, &l);
	return look;
}

static void
test_hides(void **state)
{
	static const char *const hidden[] = { "display:none",
		"DISPLAY: None !important", "visibility:hidden", "opacity:0",
		"opacity:0.0", "max-height:0", "max-height:0px",
		"height:0;overflow:hidden", "overflow:hidden;width:0px",
		"position:absolute;left:-9999px", "clip:rect(0 0 0 0)",
		"clip: rect(0px, 0px, 0px, 0px)",
		"display:none!important;display:block" };
	static const char *const shown[] = { "", "display:block",
		"display:none;display:block", "height:0", "width:0",
		"mso-hide:all", "opacity:.9", "max-height:100px",
		"height:10px;overflow:hidden", "left:-10px",
		"visibility:visible", "display:{{ display }}",
		"clip:rect(auto,auto,auto,auto)", "margin-left:-20px" };

	(void)state;
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		struct look look = look_of(hidden[i]);
		assert_true(look_hides(&look));
		assert_true(look_hides_text(&look));
	}
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		struct look look = look_of(shown[i]);
		assert_false(look_hides_text(&look));
	}
}

static void
test_hides_text(void **state)
{
	static const char *const hidden[] = { "font-size:0", "font-size:1px",
		"font:0/0 a", "font-size:0 !important", "text-indent:-9999px",
		"color:#fff;background:white", "color:transparent",
		"background-color:rgb(0,0,0);color:#000",
		"color:red;background:#f00 no-repeat" };
	static const char *const shown[] = { "font-size:10px", "font-size:x",
		"font:400 12px/1 Arial", "text-indent:-18pt", "color:#fff",
		"color:#fff;background:url(a.png)",
		"color:#fff;background:#fff url(a.png)",
		"color:#fff;background:linear-gradient(#fff,#000)",
		"color:#fff;background:#fffffe", "background:#fff",
		"color:#fff;background:transparent", "font-size:small",
		"color:#fff;background:hsl(0,0%,0%)" };

	(void)state;
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		struct look look = look_of(hidden[i]);
		assert_true(look_hides_text(&look));
		assert_false(look_hides(&look));
	}
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		struct look look = look_of(shown[i]);
		assert_false(look_hides_text(&look));
	}
}

static void
test_inherits(void **state)
{
	struct look look = look_of("font-size:0;visibility:hidden");
	declaration_list l = read(STR("font-size:12px;visibility:visible"), 0);

	(void)state;
	look_apply(&look, &l);
	assert_false(look_hides_text(&look));
	look = look_of("display:none");
	l = read(STR("display:block"), 0);
	look_apply(&look, &l);
	assert_true(look_hides(&look));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_declarations),
		cmocka_unit_test(test_masked),
		cmocka_unit_test(test_odd_declarations),
		cmocka_unit_test(test_colors),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_hides),
		cmocka_unit_test(test_hides_text),
		cmocka_unit_test(test_inherits),
	};

	return cmocka_run_group_tests_name("style", tests, setup, teardown);
}
