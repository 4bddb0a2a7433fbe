/* test_blocks.c - what opens and what closes in a template, by language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/buf.h"
#include "draft/blocks.h"

static struct arena arena;

/* "unclosed {{#if a}} {{/if}}; stray {{/x}}" */
static void
found(const char *s, struct buf *out)
{
	static const char *const faults[] = { "unclosed", "stray", "crossed",
		"between" };
	block_troubles troubles = { 0 };
	struct text *text = ARENA_NEW(&arena, struct text);
	field_list fields = { 0 };

	*text = (struct text){ .s = str_of(s),
		.map = map_identity(&arena, 0, NULL),
		.form = TEXT_ATTRIBUTE };
	template_scan(&fields, &arena, text, 0, NULL);
	blocks_check(&troubles, &arena, text, &fields);
	list_each (const struct block_trouble, t, &troubles)
		buf_printf(out, "%s%s %.*s", out->len ? "; " : "",
			faults[t->fault], STR_ARG(t->tag));
	buf_char(out, '\0');
}

struct case_ {
	const char *template, *found;
};

static void
try_all(const struct case_ *cases, size_t n)
{
	struct buf out;

	buf_init(&out, 64 * 1024);
	for (size_t i = 0; i < n; i++) {
		buf_clear(&out);
		arena_init(&arena);
		found(cases[i].template, &out);
		if (strcmp(out.at, cases[i].found) != 0)
			print_error("%s\n", cases[i].template);
		assert_string_equal(out.at, cases[i].found);
		arena_release(&arena);
	}
	buf_release(&out);
}

#define TRY(cases) try_all(cases, sizeof(cases) / sizeof *(cases))

static void
curly(void **state)
{
	static const struct case_ cases[] = {
		{ "{{#if a}}x{{else}}y{{/if}}", "" },
		{ "{{~#if a~}}x{{~/if~}}", "" },
		{ "{{# if a }}x{{/ if }}", "" },
		{ "{{^a}}x{{/a}}{{#a.b}}y{{/a.b}}", "" },
		{ "{{#first name}}x{{/first name}}", "" },
		{ "{{#> layout}}x{{/layout}}{{> part}}", "" },
		{ "{{#*inline \"x\"}}y{{/inline}}", "" },
		{ "{{#each a as |x i|}}{{x}}{{else}}none{{/each}}", "" },
		{ "{{#a}}x{{^}}y{{/a}}", "" },
		{ "{{!-- {{#if a}} --}}{{! {{/x}} }}", "" },
		{ "{{{{raw}}}} {{#x}} {{{{/raw}}}}", "" },
		{ "{{=<% %>=}}<%#a%>{{/b}}", "" },
		{ "{{#if a}}x", "unclosed {{#if a}}" },
		{ "x{{/if}}", "stray {{/if}}" },
		{ "{{else}}", "between {{else}}" },
		{ "{{#each a}}x{{/if}}", "crossed {{/if}}" },
		{ "{{#if a}}{{#each b}}x{{/if}}", "unclosed {{#each b}}" },
	};

	(void)state;
	TRY(cases);
}

static void
go(void **state)
{
	static const struct case_ cases[] = {
		{ "{{if .A}}x{{else if .B}}y{{else}}z{{end}}", "" },
		{ "{{- range .A -}}x{{- end -}}", "" },
		{ "{{define \"x\"}}{{with $y}}{{end}}{{end}}", "" },
		{ "{{range .A}}x", "unclosed {{range .A}}" },
		{ "{{if .A}}x{{end}}{{end}}", "stray {{end}}" },
		{ "from {{start}} to {{end}}", "" },
		{ "{{ if }} {{ with }}", "" },
	};

	(void)state;
	TRY(cases);
}

static void
statements(void **state)
{
	static const struct case_ cases[] = {
		{ "{% if a %}x{% else %}y{% endif %}", "" },
		{ "{%- if a -%}x{%- elsif b -%}y{%- endif -%}", "" },
		{ "{% for a in b %}x{% empty %}y{% endfor %}", "" },
		{ "{% case a %}{% when 1 %}x{% endcase %}", "" },
		{ "{% assign a = 1 %}{% include 'x' %}{% set b = 2 %}", "" },
		{ "{% set a %}x{% endset %}{% set b = 2 %}", "" },
		{ "{% block t 'x' %}{% block u %}y{% endblock u %}", "" },
		{ "{% trans 'x' %}{% trans %}y{% endtrans %}", "" },
		{ "{% custom %}x{% endcustom %}{% other %}", "" },
		{ "{% widget_block a %}x{% end_widget_block %}", "" },
		{ "{% raw %}{% if a %}{% endraw %}", "" },
		{ "{% comment %}{% if a %}{% endcomment %}", "" },
		{ "{# {% if a %} #}", "" },
		{ "{% if a %}{{ end }}{% endif %}", "" },
		{ "{% if a %}x", "unclosed {% if a %}" },
		{ "x{% endif %}", "stray {% endif %}" },
		{ "{% else %}", "between {% else %}" },
		{ "{% if a %}x{% endfor %}", "crossed {% endfor %}" },
		{ "{% for a in b %}{% if c %}x{% endfor %}",
			"unclosed {% if c %}" },
		{ "{% if a %}{{#b}}{% endif %}{{/b}}", "" },
	};

	(void)state;
	TRY(cases);
}

static void
products(void **state)
{
	static const struct case_ cases[] = {
		{ "*|IF:A|*x*|ELSE:|*y*|END:IF|*", "" },
		{ "*|IFNOT:A|*x*|END:IF|*", "" },
		{ "*|IF:A|*x*|ELSEIF:B|*y*|END:IF|**|FNAME|*", "" },
		{ "*|IF:A|*x", "unclosed *|IF:A|*" },
		{ "x*|END:IF|*", "stray *|END:IF|*" },
		{ "[[IF:a]]x[[ELSE]]y[[ENDIF]]", "" },
		{ "[[IF:a]]x", "unclosed [[IF:a]]" },
		{ "%%[ IF @a == \"if\" THEN ]%%x%%[ ELSE ]%%y%%[ ENDIF ]%%",
			"" },
		{ "%%[ FOR @i = 1 TO 3 DO ]%%x%%[ NEXT @i ]%%", "" },
		{ "%%[ SET @a = IIF(1 > 2, \"x\", \"y\") ]%%", "" },
		{ "%%[ if @a then ]%%x", "unclosed %%[ if @a then ]%%" },
	};

	(void)state;
	TRY(cases);
}

static void
code(void **state)
{
	static const struct case_ cases[] = {
		{ "<% if a %>x<% elsif b %>y<% else %>z<% end %>", "" },
		{ "<%= form_for @x, a: 1 do |f| %><%= f.end %><% end %>", "" },
		{ "<%= \"if\" if a %><% x = if a then 1 else 2 end %>"
		  "<% unless c %>x<% end %>",
			"" },
		{ "<% a.each do |x| -%>x<%- end -%>", "" },
		{ "<% while a do %>x<% end %><%# if %>", "" },
		{ "<%= for x <- y do %>x<% end %>", "" },
		{ "<% if a %>x", "unclosed <% if a %>" },
		{ "<% if a %>x<% end %><% end %>", "stray <% end %>" },
		{ "<% if (a) { %>x<% } else { %>y<% } %>", "" },
		{ "<% a.forEach(function (x) { %>x<% }) %>", "" },
		{ "<% if (a) { /* { */ var b = '{' // {\n %>x<% } %>", "" },
		{ "<%- include('x', { a: 1 }) %><% if (a) { %>x",
			"unclosed <% if (a) { %>" },
		{ "<% if (a) { %>x<% } } %>", "stray <% } } %>" },
		{ "<%= a %><%= b %>", "" },
		{ "<% if (a) %>x<% foo() %>", "" },
		{ "{{ $a }}@if($a)x @else y @endif", "" },
		{ "{{ $a }}@foreach ($a as $b) x @endforeach", "" },
		{ "{{ $a }}@if($a)x", "unclosed @if" },
		{ "{{-- @if($a) --}}{{ $a }}@@if(x) me@if.com (x)", "" },
		{ "mail me @if (you) can", "" },
	};

	(void)state;
	TRY(cases);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curly),
		cmocka_unit_test(go),
		cmocka_unit_test(statements),
		cmocka_unit_test(products),
		cmocka_unit_test(code),
	};
	return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
