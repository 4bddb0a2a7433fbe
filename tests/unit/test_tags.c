/* test_tags.c - the lexer of HTML, and character references. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/limits.h"
#include "draft/tags.h"

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

static char
letter_of(enum token_kind kind)
{
	return "tsecdr"[kind];
}

/* The kinds of all tokens; they cover the text without a gap. */
static struct str
kinds(struct str s)
{
	struct lexer l;
	struct token t;
	char *out = arena_bytes(&arena, s.len);
	size_t n = 0, at = 0;

	lexer_init(&l, &arena, s, s);
	while (lexer_next(&l, &t)) {
		assert_int_equal(t.at, at);
		assert_true(t.len > 0);
		at += t.len;
		out[n++] = letter_of(t.kind);
	}
	assert_int_equal(at, s.len);
	return (struct str){ out, n };
}

static struct token
first(struct str s)
{
	struct lexer l;
	struct token t;

	lexer_init(&l, &arena, s, s);
	assert_true(lexer_next(&l, &t));
	return t;
}

static void
test_kinds(void **state)
{
	static const struct {
		const char *html, *kinds;
	} rows[] = {
		{ "", "" },
		{ "a < b <3 <", "t" },
		{ "<p>x</p>", "ste" },
		{ "<!doctype html><P\nclass=a>x", "dst" },
		{ "<!-- a > b --><b>", "cs" },
		{ "<!--><b>", "cs" },
		{ "<!---><b>", "cs" },
		{ "<!-- x --!><b>", "cs" },
		{ "<!-- open <b>", "c" },
		{ "<!--[if mso]><p><![endif]--><b>", "cs" },
		{ "<![if !mso]><p><![endif]>", "csc" },
		{ "<?xml version='1'?><b>", "cs" },
		{ "<![CDATA[x]]>y", "ct" },
		{ "</ >x</>", "ctc" },
		{ "</", "t" },
		{ "<script>if (a<b) '</p>'</script>x", "sret" },
		{ "<style></style>", "se" },
		{ "<title>a <b> c</TITLE >", "sre" },
		{ "<textarea><p></textareas></textarea>", "sre" },
		{ "<script>open", "sr" },
		{ "<a href=\"x>y\">z", "st" },
		{ "<a href=\"open>z<p>", "s" },
		{ "<a title='\"' href=x>", "s" },
		{ "<br/><img src=a/>", "ss" },
		{ "</p class=\">\">x", "et" },
		{ "<p <b>x", "st" },
		{ "<o:p></o:p>", "se" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_str(kinds(str_of(rows[i].html)), rows[i].kinds);
}

static void
test_attributes(void **state)
{
	struct str s =
		STR("<A HREF = \"x?a=1&amp;b\" Title='it&#39;s' checked\r\n"
		    "\twidth=50% data-x=a/b =odd / alt=\"\">");
	struct token t = first(s);
	static const struct {
		const char *name, *value;
		bool has;
	} wanted[] = { { "href", "x?a=1&b", true }, { "title", "it's", true },
		{ "checked", "", false }, { "width", "50%", true },
		{ "data-x", "a/b", true }, { "=odd", "", false },
		{ "alt", "", true } };

	(void)state;
	assert_str(t.name, "a");
	assert_int_equal(t.len, s.len);
	assert_int_equal(t.attributes.n, 7);
	for (size_t i = 0; i < 7; i++) {
		const struct attribute *a = &t.attributes.at[i];
		assert_str(a->name, wanted[i].name);
		assert_str(a->value, wanted[i].value);
		assert_int_equal(a->has_value, wanted[i].has);
		struct str name = str_sub(s, a->name_at, a->name_len);
		assert_true(str_ieq(name, a->name));
	}
	const struct attribute *href = &t.attributes.at[0];
	assert_str(str_sub(s, href->value_at, href->value_len), "x?a=1&amp;b");
}

static void
test_masked(void **state)
{
	struct str real = STR("<td {% if a>b %}width=5 title=\"{{ \"x\" }}\">");
	struct str mask = STR("<td             width=5 title=\"xxxxxxxxx\">");
	struct lexer l;
	struct token t;

	(void)state;
	assert_int_equal(real.len, mask.len + 2 - 2);
	lexer_init(&l, &arena, mask, real);
	assert_true(lexer_next(&l, &t));
	assert_int_equal(t.attributes.n, 2);
	assert_str(t.attributes.at[1].value, "{{ \"x\" }}");
}

static void
test_self_closing(void **state)
{
	(void)state;
	assert_true(first(STR("<br/>")).self_closing);
	assert_true(first(STR("<o:p />")).self_closing);
	assert_false(first(STR("<br / >")).self_closing);
	assert_false(first(STR("<a href=x/>")).self_closing);
}

static void
test_attribute_limit(void **state)
{
	size_t n = 10 + 4 * (LIMIT_ATTRIBUTES + 5);
	char *html = arena_bytes(&arena, n);
	struct token t;

	(void)state;
	memset(html, ' ', n);
	memcpy(html, "<p", 2);
	for (size_t i = 0; i < LIMIT_ATTRIBUTES; i++)
		memcpy(html + 3 + 4 * i, "a=b", 3);
	html[n - 1] = '>';
	t = first((struct str){ html, n });
	assert_int_equal(t.attributes.n, LIMIT_ATTRIBUTES);
	assert_false(t.cut);
	memcpy(html + 3 + 4 * LIMIT_ATTRIBUTES, "c=d", 3);
	t = first((struct str){ html, n });
	assert_int_equal(t.attributes.n, LIMIT_ATTRIBUTES);
	assert_true(t.cut);
	assert_int_equal(t.len, n);
}

static void
test_long_value(void **state)
{
	size_t n = LIMIT_ATTRIBUTE + 100;
	char *html = arena_bytes(&arena, n);
	struct token t;

	(void)state;
	memset(html, 'A', n);
	memcpy(html, "<img src=\"", 10);
	memcpy(html + n - 2, "\">", 2);
	t = first((struct str){ html, n });
	assert_false(t.cut);
	assert_int_equal(t.attributes.at[0].value.len, n - 12);
	html[20] = '&';
	t = first((struct str){ html, n });
	assert_true(t.cut);
	assert_int_equal(t.attributes.at[0].value.len, LIMIT_ATTRIBUTE);
	assert_int_equal(t.attributes.at[0].value_len, n - 12);
}

static struct str
entity(const char *s, bool attribute, size_t *read)
{
	char *to = arena_bytes(&arena, 8);
	size_t len = 0;

	*read = attribute ? entity_read_attribute(str_of(s), to, &len)
			  : entity_read(str_of(s), to, &len);
	return (struct str){ to, *read ? len : 0 };
}

static void
test_entities(void **state)
{
	static const struct {
		const char *html, *text;
		size_t read;
	} rows[] = {
		{ "&amp;", "&", 5 },
		{ "&nbsp;x", "\u00A0", 6 },
		{ "&AElig;", "\u00C6", 7 },
		{ "&zwnj;", "\u200C", 6 },
		{ "&yuml;", "\u00FF", 6 },
		{ "&thetasym;", "\u03D1", 10 },
		{ "&ZeroWidthSpace;", "\u200B", 16 },
		{ "&NonBreakingSpace;", "\u00A0", 18 },
		{ "&apos;", "'", 6 },
		{ "&copy 2026", "\u00A9", 5 },
		{ "&copy2026", "\u00A9", 5 },
		{ "&notit;", "\u00AC", 4 },
		{ "&frac12x", "\u00BD", 7 },
		{ "&#65;", "A", 5 },
		{ "&#65x", "A", 4 },
		{ "&#x4F60;", "\u4F60", 8 },
		{ "&#X4f60;", "\u4F60", 8 },
		{ "&#128512;", "\U0001F600", 9 },
		{ "&#146;", "\u2019", 6 },
		{ "&#0;", "\uFFFD", 4 },
		{ "&#xD800;", "\uFFFD", 8 },
		{ "&#99999999999;", "\uFFFD", 14 },
		{ "&#;", "", 0 },
		{ "&#x;", "", 0 },
		{ "&", "", 0 },
		{ "& x", "", 0 },
		{ "&hellip", "", 0 },
		{ "&nosuch;", "", 0 },
	};
	size_t read;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_str(entity(rows[i].html, false, &read), rows[i].text);
		assert_int_equal(read, rows[i].read);
	}
}

static void
test_entities_in_attributes(void **state)
{
	size_t read;

	(void)state;
	entity("&copy=1", true, &read);
	assert_int_equal(read, 0);
	entity("&region=1", true, &read);
	assert_int_equal(read, 0);
	entity("&copy=1", false, &read);
	assert_int_equal(read, 5);
	assert_str(entity("&copy;=1", true, &read), "\u00A9");
	assert_str(entities_decode(&arena, STR("a&lt;b&x=1&copy=2&#x20;")),
		"a<b&x=1&copy=2 ");
	struct str plain = STR("no entity");
	assert_ptr_equal(entities_decode(&arena, plain).at, plain.at);
}

static void
test_names(void **state)
{
	static const struct {
		const char *name;
		enum tag tag;
		bool block;
	} rows[] = { { "a", TAG_A, false }, { "area", TAG_AREA, false },
		{ "audio", TAG_AUDIO, false }, { "b", TAG_B, false },
		{ "base", TAG_BASE, false },
		{ "blockquote", TAG_BLOCKQUOTE, true },
		{ "body", TAG_BODY, true }, { "br", TAG_BR, false },
		{ "button", TAG_BUTTON, false }, { "center", TAG_CENTER, true },
		{ "div", TAG_DIV, true }, { "em", TAG_EM, false },
		{ "embed", TAG_EMBED, false }, { "font", TAG_FONT, false },
		{ "form", TAG_FORM, true }, { "h1", TAG_H1, true },
		{ "h6", TAG_H6, true }, { "head", TAG_HEAD, true },
		{ "hr", TAG_HR, true }, { "html", TAG_HTML, true },
		{ "i", TAG_I, false }, { "iframe", TAG_IFRAME, false },
		{ "img", TAG_IMG, false }, { "input", TAG_INPUT, false },
		{ "li", TAG_LI, true }, { "link", TAG_LINK, false },
		{ "map", TAG_MAP, false }, { "meta", TAG_META, false },
		{ "object", TAG_OBJECT, false }, { "ol", TAG_OL, true },
		{ "p", TAG_P, true }, { "pre", TAG_PRE, true },
		{ "script", TAG_SCRIPT, false }, { "span", TAG_SPAN, false },
		{ "strong", TAG_STRONG, false }, { "style", TAG_STYLE, false },
		{ "svg", TAG_SVG, false }, { "table", TAG_TABLE, true },
		{ "tbody", TAG_TBODY, true }, { "td", TAG_TD, false },
		{ "textarea", TAG_TEXTAREA, true }, { "th", TAG_TH, false },
		{ "title", TAG_TITLE, false }, { "tr", TAG_TR, true },
		{ "ul", TAG_UL, true }, { "video", TAG_VIDEO, false } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str name = str_of(rows[i].name);
		assert_int_equal(tag_named(name), rows[i].tag);
		assert_int_equal(tag_is_block(rows[i].tag), rows[i].block);
		assert_str(name, tag_fact(name)->name);
	}
	assert_int_equal(tag_named(STR("")), TAG_OTHER);
	assert_int_equal(tag_named(STR("blink")), TAG_OTHER);
	assert_int_equal(tag_named(STR("tables")), TAG_OTHER);
	assert_false(tag_is_block(TAG_OTHER));
}

/* Every row is found by its name: `letter_rows` is right. */
static void
test_rows(void **state)
{
	static const char *const names[] = { "address", "article", "aside",
		"basefont", "caption", "col", "colgroup", "dd", "details", "dl",
		"dt", "fieldset", "figure", "footer", "header", "keygen",
		"legend", "listing", "main", "menu", "nav", "noembed",
		"noframes", "optgroup", "option", "param", "section", "source",
		"summary", "template", "tfoot", "thead", "track", "wbr",
		"xmp" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct tag_fact *f = tag_fact(str_of(names[i]));
		assert_string_equal(f->name, names[i]);
		assert_true(f->traits);
	}
	assert_true(tag_fact(STR("mj-text"))->traits & TRAIT_BLOCK);
}

/* CPU seconds for `bytes` of a repeated piece. */
static double
seconds(struct str piece, size_t bytes)
{
	char *html = arena_bytes(&arena, bytes + piece.len);
	struct lexer l;
	struct token t;
	size_t n = 0;

	for (; n < bytes; n += piece.len)
		memcpy(html + n, piece.at, piece.len);
	clock_t start = clock();
	lexer_init(
		&l, &arena, (struct str){ html, n }, (struct str){ html, n });
	while (lexer_next(&l, &t))
		;
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Twice the input takes about twice the time; short times say nothing, and
 * what looks slow once may be the machine. */
static bool
is_linear(struct str piece)
{
	for (int tries = 0; tries < 3; tries++) {
		arena_clear(&arena);
		double twice = seconds(piece, 2 * MIB);
		if (twice < 0.25 || twice < 2.6 * seconds(piece, MIB))
			return true;
	}
	return false;
}

static void
test_linear(void **state)
{
	static const char *const pieces[] = { "<", "</", "<a ", "<a b=\"",
		"<a b='>", "<!--", "<!-- --", "<!", "<?", "<b>", "</b>",
		"<title>", "<script></scrip", "&", "&#", "&amp", "<a =", "<x/",
		"<textarea><", "\"'>" };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		bool linear = is_linear(str_of(pieces[i]));
		if (!linear)
			print_error("\"%s\" is not linear\n", pieces[i]);
		assert_true(linear);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_masked),
		cmocka_unit_test(test_self_closing),
		cmocka_unit_test(test_attribute_limit),
		cmocka_unit_test(test_long_value),
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_entities_in_attributes),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_linear),
	};

	return cmocka_run_group_tests_name("tags", tests, setup, teardown);
}
