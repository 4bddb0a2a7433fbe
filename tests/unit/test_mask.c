/* test_mask.c - template tags overwritten, offsets kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "draft/template.h"

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
expect(const char *html, const char *masked)
{
	struct str s = template_mask(&arena, str_of(html));
	if (!str_eq(s, str_of(masked)))
		fail_msg("%s\n became %.*s", html, STR_ARG(s));
}

static void
between_attributes_it_is_blank(void **state)
{
	(void)state;
	expect("<a {{#if x}}class=\"y\"{{/if}}>",
		"<a          class=\"y\"       >");
	expect("<td {% if a < b %}style=c>", "<td               style=c>");
	expect("<p <%= cls %>>z", "<p           >z");
	expect("<a data-{{n}}=\"1\">", "<a data-xxxxx=\"1\">");
	expect("<td *|IF:X|* id=1>", "<td          id=1>");
}

static void
in_values_and_text_it_is_letters(void **state)
{
	(void)state;
	expect("<a href=\"{{ url \"x\" }}\">{{n}}</a>",
		"<a href=\"xxxxxxxxxxxxx\">xxxxx</a>");
	expect("<a href='a?b={{c}}'>", "<a href='a?b=xxxxx'>");
	expect("<a href={{ url }} id=i>", "<a href=xxxxxxxxx id=i>");
	expect("<a href = \"<%= u > 1 %>\">", "<a href = \"xxxxxxxxxxxx\">");
	expect("a ${x < y} b", "a xxxxxxxx b");
	expect("{% if a < b %}c", "xxxxxxxxxxxxxxc");
	expect("<%= 1 > 0 ? \"<b>\" : \"\" %>z", "xxxxxxxxxxxxxxxxxxxxxxxxxz");
	expect("Hi *|FNAME|*!", "Hi xxxxxxxxx!");
}

static void
line_ends_stay(void **state)
{
	(void)state;
	expect("{{ a\r\n b }}<br>", "xxxx\r\nxxxxx<br>");
	expect("<a {{ a\n }}>", "<a     \n   >");
}

static void
nothing_to_mask_is_the_same_text(void **state)
{
	static const char *const same[] = { "", "plain", "<p>a & b</p>",
		"{name} {a|b}", "{{ never closed", "<a href=\"%7B%7Bx%7D%7D\">",
		"100%% sure" };

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct str s = str_of(same[i]);
		assert_ptr_equal(template_mask(&arena, s).at, s.at);
	}
}

static void
style_script_and_comments_stay(void **state)
{
	static const char *const same[] = {
		"<style>@media x{a{{b:c}}}</style>",
		"<STYLE type=a>{{x}}</Style>",
		"<script>var a = {{b}}; '</p>'</script>",
		"<!-- {{x}} <% y %> -->",
		"<!--[if mso]><style>{{x}}</style><![endif]-->",
		"<!DOCTYPE html {{x}}>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		expect(same[i], same[i]);
	expect("<style>{{a}}</style>{{b}}", "<style>{{a}}</style>xxxxx");
	expect("<!-- {{a}} -->{{b}}", "<!-- {{a}} -->xxxxx");
	expect("<script src=a />{{b}}", "<script src=a />xxxxx");
}

static void
markup_inside_a_tag_stays(void **state)
{
	(void)state;
	expect("{{ </span><span>name }}", "{{ </span><span>name }}");
	expect("{{RANDOM|<b>Hi</b>|Ho}}", "{{RANDOM|<b>Hi</b>|Ho}}");
	expect("{{!-- <p>old</p> --}}z", "xxxxxxxxxxxxxxxxxxxxxz");
	expect("{% if a <b %}", "xxxxxxxxxxxxx");
}

static double
seconds_for(const char *unit, size_t n)
{
	size_t len = strlen(unit);
	char *s = arena_bytes(&arena, n);
	for (size_t i = 0; i < n; i++)
		s[i] = unit[i % len];
	clock_t from = clock();
	assert_int_equal(template_mask(&arena, (struct str){ s, n }).len, n);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

static void
hostile_html_is_read_once(void **state)
{
	static const char *const units[] = { "{{", "<%", "<a {{", "<a '{{", "<",
		"{{<", "<!--{{", "<style>{{", "<script>{{}}", "*|", "${",
		"{{x}}", "{{ <b ", "<%%>", "<a =\"{{\"", "{{ <b=", "</{{" };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		double s = seconds_for(units[i], 1000000);
		if (s > 2)
			fail_msg("%s: %.2f s", units[i], s);
	}
}

static void
random_html_keeps_its_length(void **state)
{
	static const char *const bits[] = { "{{", "}}", "{%", "%}", "<%", "%>",
		"<a ", ">", "\"", "'", "=", " ", "\n", "x", "</a>", "<!--",
		"-->", "<style>", "</style>", "*|", "|*" };
	uint32_t seed = 3;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char s[200];
		size_t n = 0;
		while (n < 60) {
			seed = seed * 1664525 + 1013904223;
			const char *b = bits[(seed >> 16) %
					     (sizeof bits / sizeof *bits)];
			memcpy(s + n, b, strlen(b));
			n += strlen(b);
		}
		char *copy = arena_bytes(&arena, n);
		memcpy(copy, s, n);
		struct str m = template_mask(&arena, (struct str){ copy, n });
		assert_int_equal(m.len, n);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(m.at[i] == '\n', s[i] == '\n');
		arena_clear(&arena);
	}
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(between_attributes_it_is_blank),
		T(in_values_and_text_it_is_letters),
		T(line_ends_stay),
		T(nothing_to_mask_is_the_same_text),
		T(style_script_and_comments_stay),
		T(markup_inside_a_tag_stays),
		T(hostile_html_is_read_once),
		T(random_html_keeps_its_length),
	};
	return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
