/* test_html.c - HTML bodies: places, structure, what is seen, links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/limits.h"
#include "draft/html.h"
#include "draft/tags.h"

static struct arena arena;
static struct html html;
static struct text body;
static link_list links;
static struct defects defects;

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
parse(struct str s)
{
	arena_clear(&arena);
	links = (link_list){ 0 };
	defects = (struct defects){ .arena = &arena };
	body = (struct text){ s, map_identity(&arena, 0, NULL), NULL,
		TEXT_BODY };
	html_parse(&html, &links, &arena, &body, NULL, &defects);
}

static void
assert_str(struct str got, const char *wanted)
{
	struct str w = str_of(wanted);

	if (!str_eq(got, w))
		print_error("got \"%.*s\", wanted \"%.*s\"\n", STR_ARG(got),
			STR_ARG(w));
	assert_true(str_eq(got, w));
}

static void
assert_visible(const char *source, const char *wanted)
{
	parse(str_of(source));
	assert_str(str_trim(html.visible.s), wanted);
}

/* The n-th element of that name. */
static const struct element *
nth(const char *name, size_t n)
{
	list_each (struct element, e, &html.elements)
		if (str_eq(e->name, str_of(name)) && n-- == 0)
			return e;
	fail();
	return NULL;
}

static const char *
parent_of(const struct element *e)
{
	static char name[32];

	if (e->parent < 0)
		return "";
	struct str s = html.elements.at[e->parent].name;
	assert_true(s.len < sizeof name);
	memcpy(name, s.at, s.len);
	name[s.len] = 0;
	return name;
}

/* The name as written; of a name with a template tag in it (<h{{n}}>) only
 * what stands before the tag. */
static bool
is_named(struct str written, struct str name)
{
	size_t n = str_chr(written, '{');
	size_t m = str_chr(written, '%');

	if (m < n)
		n = m;
	if (n > name.len)
		n = name.len;
	return str_ieq(str_sub(written, 0, n), str_sub(name, 0, n));
}

/* Every place is that of exactly one tag; every text leads back. */
static void
check_elements(void)
{
	struct str s = body.s;
	uint32_t last = 0;

	list_each (struct element, e, &html.elements) {
		struct str tag = str_sub(s, e->at, e->len);
		assert_true(e->at >= last);
		last = e->at;
		assert_int_equal(tag.at[0], '<');
		assert_true(
			tag.at[tag.len - 1] == '>' || e->at + e->len == s.len);
		assert_true(is_named(str_sub(tag, 1, e->name.len), e->name));
		assert_true(e->text_at <= e->text_end);
		assert_true(e->text_end <= html.visible.s.len);
		assert_true(e->parent < e - html.elements.at);
		if (!e->end_len)
			continue;
		struct str end = str_sub(s, e->end_at, e->end_len);
		assert_true(str_starts(end, STR("</")));
		assert_true(is_named(str_sub(end, 2, e->name.len), e->name));
		assert_true(e->end_at >= e->at + e->len);
	}
}

static void
check_text(const struct text *t)
{
	uint32_t last = 0;
	char unit[8];
	size_t len;

	for (size_t i = 0; i < t->s.len; i++) {
		struct span span = text_span(t, i, 1);
		struct str raw = str_sub(body.s, span.at, span.len);
		assert_true(span.at >= last);
		last = span.at;
		if (is_blank(t->s.at[i])) {
			assert_true(!raw.len || is_blank(raw.at[0]) ||
				    raw.at[0] == '\f' || raw.at[0] == '<' ||
				    raw.at[0] == '&');
			continue;
		}
		assert_true(raw.len > 0);
		if (raw.at[0] == '&' && raw.len > 1)
			assert_int_equal(entity_read(raw, unit, &len), raw.len);
		else
			assert_int_equal(raw.at[0], t->s.at[i]);
	}
}

static void
check_links(void)
{
	list_each (struct link, l, &links) {
		struct str s = str_sub(l->text.s, l->at, l->len);
		assert_true(str_eq(s, l->href));
		if (!l->href.len)
			continue;
		struct span span = text_span(&l->text, l->at, l->len);
		struct str raw = str_sub(body.s, span.at, span.len);
		assert_true(str_eq(entities_decode(&arena, raw), l->href));
	}
}

static void
check_all(void)
{
	check_elements();
	check_text(&html.visible);
	check_text(&html.hidden);
	check_links();
}

static void
test_page(void **state)
{
	(void)state;
	parse(STR("<!DOCTYPE html>\r\n<html lang=\"en-GB\"><head>\r\n"
		  "<meta http-equiv=Content-Type content='text/html; "
		  "charset=gb2312'>\r\n<title>A &amp;\r\n b</title>"
		  "<style>p{}</style><script>x</script></head>\r\n"
		  "<body\r\n class=x>Hi</body></html>"));
	check_all();
	assert_true(html.doctype);
	assert_false(html.fragment);
	assert_false(html.stopped);
	assert_str(html.lang, "en-GB");
	assert_str(html.charset, "gb2312");
	assert_str(html.title, "A & b");
	assert_str(str_trim(html.visible.s), "Hi");
	assert_int_equal(html.hidden.s.len, 0);
	assert_int_equal(defects.list.n, 0);
	parse(STR("<p>x"));
	assert_true(html.fragment);
	assert_false(html.doctype);
	parse(STR(""));
	assert_int_equal(html.elements.n, 0);
	assert_int_equal(html.visible.s.len, 0);
	parse(STR("no tags"));
	assert_str(html.visible.s, "no tags");
}

static void
test_structure(void **state)
{
	(void)state;
	parse(STR("<table><tr><td>a<td>b<tr><td><p>c<p>d</table>"
		  "<ul><li>e<li>f</ul><p>g<div>h</div>"));
	check_all();
	assert_string_equal(parent_of(nth("td", 1)), "tr");
	assert_string_equal(parent_of(nth("tr", 1)), "table");
	assert_string_equal(parent_of(nth("p", 1)), "td");
	assert_string_equal(parent_of(nth("li", 1)), "ul");
	assert_string_equal(parent_of(nth("div", 0)), "");
	assert_int_equal(nth("td", 0)->depth, 2);
	assert_int_equal(nth("td", 0)->end_len, 0);
	assert_int_equal(nth("table", 0)->end_len, 8);
	assert_str(html.visible.s, "a\tb\nc\nd\ne\nf\ng\nh\n");
}

/* HTML 4 would end these elements; browsers do not. */
static void
test_inline_around_blocks(void **state)
{
	(void)state;
	parse(STR("<a href=x><table><tr><td>a</td></tr></table></a>"
		  "<b><p>c</p></b><i><center>d</center></i>"));
	check_all();
	assert_string_equal(parent_of(nth("table", 0)), "a");
	assert_string_equal(parent_of(nth("p", 0)), "b");
	assert_string_equal(parent_of(nth("center", 0)), "i");
	assert_int_equal(nth("a", 0)->end_len, 4);
	assert_str(links.at[0].label, "a");
}

static void
test_stray_tags(void **state)
{
	(void)state;
	parse(STR("</p></div>a<b>c</i>d</b></b><body><p>x</body></html>"
		  "<p>y<body>z</body>"));
	check_all();
	assert_int_equal(nth("b", 0)->end_len, 4);
	assert_str(html.visible.s, "acd\nx\ny\nz\n");
}

static void
test_visible(void **state)
{
	(void)state;
	assert_visible("a \r\n\t b", "a b");
	assert_visible("a<b> b</b> <i>c</i>", "a b c");
	assert_visible("<p> a </p>\n<p> b</p>", "a\nb");
	assert_visible("a<br>b<br/><br>c", "a\nb\n\nc");
	assert_visible("a <br> b", "a\nb");
	assert_visible("<pre>a  b\r\n c</pre>d", "a  b\n c\nd");
	assert_visible("a&nbsp;&lt;b&gt; &copy; &bogus; &", "a\u00A0<b> \u00A9 "
							    "&bogus; &");
	assert_visible("a<!-- b -->c<!--[if mso]>d<![endif]-->", "ac");
	assert_visible("<![if !mso]>a<![endif]>", "a");
	assert_visible("<img src=x alt=y>z", "z");
	assert_visible("<head>a</head>b", "a\nb");
	assert_visible("<textarea>a &amp; <b></textarea>", "a & <b>");
	assert_visible("<iframe>a</iframe><noembed>b</noembed>c", "c");
	assert_visible("<noscript>a</noscript>", "a");
	assert_visible(
		"<mj-text>a</mj-text><mj-image src=x /><mj-text>b", "a\nb");
	assert_visible("<o:p/>a<o:p></o:p>b", "ab");
	assert_visible("1 < 2 <3", "1 < 2 <3");
	assert_visible(
		"\u4F60\u597D<br>\u4E16\u754C", "\u4F60\u597D\n\u4E16\u754C");
	parse((struct str){ "F\0REE", 5 });
	assert_str(html.visible.s, "FREE");
	check_all();
}

static void
test_hidden(void **state)
{
	static const char *const hidden[] = {
		"<div style='display:none'>%</div>",
		"<div hidden><table><tr><td><b>%</b></table></div>",
		"<span style='font-size:0'>%</span>",
		"<font style='font-size:1px'><b>%</b></font>",
		"<p hidden>%</p>",
		"<p style='visibility:hidden'>%</p>",
		"<body bgcolor=#fff><font color=white>%</font>",
		"<table bgcolor=red><tr><td style='color:#f00'>%</table>",
		"<template>%</template>",
	};
	static const char *const shown[] = {
		"<div>%</div>",
		"<font color=white>%</font>",
		"<a style='mso-hide:all'>%</a>",
		"<td style='font-size:0'><p style='font-size:12px'>%</p></td>",
		"<body bgcolor=#fff><td background=x.png><font color=white>%",
		"<body bgcolor=#fff><style>.x{background:red}</style>"
		"<p class=x><font color=white>%",
		"<body bgcolor=#fff><a href=x style='color:#fff;"
		"background:#00f'>%",
		"<body text=#fff bgcolor=#fff><p style='color:#000'>%",
		"<body text=blue bgcolor=blue><a href=x>%</a>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		parse(str_of(hidden[i]));
		check_all();
		assert_str(str_trim(html.hidden.s), "%");
		assert_str(str_trim(html.visible.s), "");
	}
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		parse(str_of(shown[i]));
		check_all();
		assert_str(str_trim(html.visible.s), "%");
		assert_str(str_trim(html.hidden.s), "");
	}
}

static void
test_hidden_elements(void **state)
{
	(void)state;
	parse(STR("<td style='font-size:0'><img src=x></td>"
		  "<div style='display:none'><img src=y></div>"
		  "<span style='font-size:0'>z</span><style>a{}</style>"
		  "a <i style='display:none'>b</i> c"
		  "<i style='display:none'>d</i>"));
	check_all();
	assert_false(nth("td", 0)->hidden);
	assert_true(nth("div", 0)->hidden);
	assert_true(nth("span", 0)->hidden);
	assert_false(nth("style", 0)->hidden);
	assert_false(html.images.at[0].hidden);
	assert_true(html.images.at[1].hidden);
	assert_str(html.visible.s, "a c");
	assert_str(html.hidden.s, "z\nb\nd");
}

static void
test_links(void **state)
{
	(void)state;
	parse(STR("<a href=' http://x.com/?a=1&amp;b=2\r\n'>Go <b>now</b> </a>"
		  "<a href=#><img src=a.png></a><a name=x>no</a>"
		  "<a href=u>open<a href=v>next</a>"
		  "<area href=w><form action=send></form>"
		  "<td background=bg.png></td><a href>e</a>"
		  "<a href=mailto:a@x.com>mail</a>"
		  "<a href=q style='display:none'>hid</a>"));
	check_all();
	static const struct {
		enum link_where where;
		const char *href, *label;
		bool hidden;
	} rows[] = {
		{ LINK_HREF, "http://x.com/?a=1&b=2", "Go now", false },
		{ LINK_HREF, "#", "", false },
		{ LINK_SRC, "a.png", "", false },
		{ LINK_HREF, "u", "open", false },
		{ LINK_HREF, "v", "next", false },
		{ LINK_HREF, "w", "", false },
		{ LINK_FORM, "send", "", false },
		{ LINK_SRC, "bg.png", "", false },
		{ LINK_HREF, "", "e", false },
		{ LINK_HREF, "mailto:a@x.com", "mail", false },
		{ LINK_HREF, "q", "hid", true },
	};
	assert_int_equal(links.n, sizeof rows / sizeof *rows);
	for (size_t i = 0; i < links.n; i++) {
		assert_int_equal(links.at[i].where, rows[i].where);
		assert_str(links.at[i].href, rows[i].href);
		assert_str(links.at[i].label, rows[i].label);
		assert_int_equal(links.at[i].hidden, rows[i].hidden);
	}
	assert_str(url_site(&links.at[0].url), "x.com");
	const struct link *l = &links.at[0];
	assert_str(
		str_sub(l->label_text->s, l->label_at, l->label_len), "Go now");
	assert_int_equal(html.elements.at[l->element].tag, TAG_A);
}

/* What `href` says stands where the link says it does. */
static void
assert_outlook_link(const char *page, const char *href)
{
	parse(str_of(page));
	check_all();
	const struct link *l = &links.at[links.n - 1];
	assert_true(links.n > 0);
	assert_int_equal(l->where, LINK_OUTLOOK);
	assert_str(l->href, href);
	struct span s = text_span(&l->text, l->at, l->len);
	assert_int_equal(s.at, str_find(str_of(page), str_of(href)));
	assert_int_equal(s.len, strlen(href));
	assert_str(l->label, "");
	assert_int_equal(l->element, -1);
}

static void
test_links_for_outlook(void **state)
{
	(void)state;
	assert_outlook_link("<p>x<!--[if mso]><v:roundrect xmlns:v=\"urn:v\" "
			    "href=\"http://x.com/a\" fill=t><center>Buy"
			    "</center></v:roundrect><![endif]--></p>",
		"http://x.com/a");
	assert_outlook_link("<!--[IF gte mso 9]><table><td><a href=u.html>x"
			    "</a></td></table><![endif]-->",
		"u.html");
	assert_outlook_link(
		"<!--[if (mso)|(IE)]><a href='http://y/'>", "http://y/");
	/* what stands outside of it too, is one link */
	assert_outlook_link("<!--[if mso]><a href=v1><a href=v2><a href=v1>"
			    "<![endif]--><a href=v1>x</a>",
		"v2");
	assert_int_equal(links.n, 2);
}

static void
test_no_links_for_outlook(void **state)
{
	static const char *const pages[] = {
		"<!--[if mso]><v:rect href='http://x.com/?a=1&amp;b=2'>"
		"<![endif]--><a href=' http://x.com/?a=1&b=2 '>y</a>",
		"<a href=x>y</a><!--[if mso]><a href=x><![endif]-->",
		"<a href=x>y</a><!-- [if mso]><a href=y><![endif]-->",
		"<a href=x>y</a><!--[if !mso]><a href=y><![endif]-->",
		"<!--[if !mso]><!--><a href=x>y</a><!--<![endif]-->",
		"<a href=x>y</a><!--[if IE]><a href=y><![endif]-->",
		"<a href=x>y</a><!--[if mso]><a href><a name=y><![endif]-->",
		"<a href=x>y</a><!--[if mso]><link href=f.css><base href=/>"
		"<style>a[href=x]{}</style><v:fill src=y><![endif]-->",
		"<a href=x>y</a><!--[if mso",
		"<a href=x>y</a><!--[if mso]>",
		"<a href=x>y</a><!-- <a href=y> -->",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		parse(str_of(pages[i]));
		check_all();
		assert_int_equal(links.n, 1);
		assert_int_equal(links.at[0].where, LINK_HREF);
	}
}

static void
test_images(void **state)
{
	(void)state;
	parse(STR("<img src=a.png alt='' width=1 height=\"2px\">"
		  "<img width=50% style='height:30px'><input type=image src=b>"
		  "<input type=text src=c>"));
	check_all();
	assert_int_equal(html.images.n, 3);
	assert_true(html.images.at[0].has_alt);
	assert_int_equal(html.images.at[0].width, 1);
	assert_int_equal(html.images.at[0].height, 2);
	assert_false(html.images.at[1].has_alt);
	assert_int_equal(html.images.at[1].width, -1);
	assert_int_equal(html.images.at[1].height, 30);
	assert_str(html.images.at[2].src, "b");
}

static void
test_styles(void **state)
{
	(void)state;
	parse(STR("<p\r\n  style=\"color:red;\r\n font-family:&quot;A&quot;;"
		  "COLOR: Blue\">x</p>"));
	check_all();
	const struct element *p = nth("p", 0);
	const struct declaration *d = element_style(p, "color");
	assert_int_equal(p->style.n, 3);
	assert_str(d->value, "Blue");
	assert_str(str_sub(body.s, d->at, d->len), "COLOR: Blue");
	assert_null(element_style(p, "width"));
	assert_null(element_attribute(p, "class"));
	const struct attribute *a = element_attribute(p, "style");
	struct text t = attribute_text(&arena, &html, a);
	size_t at = str_find(t.s, STR("A\""));
	struct span span = text_span(&t, at, 2);
	assert_str(str_sub(body.s, span.at, span.len), "A&quot;");
}

static void
test_template_tags(void **state)
{
	(void)state;
	parse(STR("<table {{#if x}}class=\"y\"{{/if}}><tr><td>"
		  "<a href=\"{{ url \"x\" }}\" title='z'>Hi {{ name }}</a>"
		  "<a href=\"https://x.com/?u={{id}}\">b</a><a href=c>d</a>"));
	check_all();
	assert_str(element_attribute(nth("table", 0), "class")->value, "y");
	assert_str(links.at[0].href, "{{ url \"x\" }}");
	assert_str(links.at[0].label, "Hi {{ name }}");
	assert_true(links.at[0].field);
	assert_str(element_attribute(nth("a", 0), "title")->value, "z");
	assert_true(links.at[1].field);
	assert_str(links.at[1].url.host, "x.com");
	assert_false(links.at[2].field);
}

static struct str
repeat(const char *piece, size_t times)
{
	struct str p = str_of(piece);
	char *out = memcpy(arena_bytes(&arena, p.len * times + 1), "", 1);

	for (size_t i = 0; i < times; i++)
		memcpy(out + i * p.len, p.at, p.len);
	return (struct str){ out, p.len * times };
}

/* As parse(), without clearing what the text stands in. */
static void
parse_more(struct str s)
{
	links = (link_list){ 0 };
	defects = (struct defects){ .arena = &arena };
	body = (struct text){ s, map_identity(&arena, 0, NULL), NULL,
		TEXT_BODY };
	html_parse(&html, &links, &arena, &body, NULL, &defects);
}

static void
test_depth(void **state)
{
	struct str text = STR("<a href=http://x.com/>label</a>");

	(void)state;
	arena_clear(&arena);
	parse_more(repeat("<div>", LIMIT_HTML_DEPTH - 10));
	assert_int_equal(defects.list.n, 0);
	assert_int_equal(html.elements.n, LIMIT_HTML_DEPTH - 10);
	struct str deep = repeat("<div>", 5000);
	struct str all = { arena_bytes(&arena, deep.len + text.len),
		deep.len + text.len };
	memcpy((char *)(uintptr_t)all.at, deep.at, deep.len);
	memcpy((char *)(uintptr_t)all.at + deep.len, text.at, text.len);
	parse_more(all);
	check_all();
	assert_int_equal(defects.list.n, 1);
	assert_int_equal(defects.list.at[0].code, DEFECT_HTML_STOPPED);
	assert_int_equal(html.elements.n, 5001);
	assert_int_equal(links.n, 1);
	assert_str(links.at[0].label, "label");
}

static void
test_limits(void **state)
{
	(void)state;
	arena_clear(&arena);
	parse_more(repeat("<br>", LIMIT_TAGS));
	assert_false(html.stopped);
	parse_more(repeat("<br>", LIMIT_TAGS + 1));
	assert_true(html.stopped);
	assert_int_equal(defects.list.at[0].code, DEFECT_LIMIT);
	assert_int_equal(html.elements.n, LIMIT_TAGS);
	parse_more(repeat("<a href=x>", LIMIT_LINKS + 5));
	assert_int_equal(links.n, LIMIT_LINKS);
	assert_int_equal(defects.list.n, 1);
}

/* Small pieces put together at random, also nonsense. */
static void
test_random(void **state)
{
	static const char *const pieces[] = { "<p>", "</p>", "<div style='",
		"display:none", "'>", "<a href=\"", "http://x.com/?a&amp;b",
		"\">", "</a>", "text", " \r\n ", "&nbsp;", "&#x4F60;", "&lt",
		"<br>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<!--",
		"-->", "<", ">", "\"", "'", "<span style=font-size:0>",
		"</span>", "\u4F60\u597D", "<style>", "</style>", "<title>",
		"</title>", "<pre>", "</pre>", "<img src=x width=", "{{name}}",
		"<li>", "<ul>", "</ul>", "<b>", "</b>", "<font color=#fff>",
		"</font>", "<body bgcolor=white>", "</body>", "<html>",
		"</html>", "<head>", "</head>", "\xEF\xBB\xBF", "<h1>", "</h1>",
		"<o:p>", "</o:p>", "<x/>", "<hr>", "<form action=y>", "</form>",
		"<textarea>", "</textarea>", "<option>", "\0", "<dd>",
		"<center>" };
	enum { PIECES = sizeof pieces / sizeof *pieces, ROUNDS = 3000 };
	uint32_t seed = 1;
	char page[2000];

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		size_t n = 0, most = (size_t)round % 60;
		for (size_t i = 0; i < most; i++) {
			seed = seed * 1664525u + 1013904223u;
			struct str p = str_of(pieces[(seed >> 8) % PIECES]);
			size_t len = p.len ? p.len : 1;
			memcpy(page + n, p.at, len);
			n += len;
		}
		parse((struct str){ page, n });
		check_all();
	}
}

/* CPU seconds of reading so many bytes of one piece. */
static double
seconds(const char *piece, size_t bytes)
{
	arena_clear(&arena);
	struct str s = repeat(piece, bytes / strlen(piece));
	clock_t start = clock();

	parse_more(s);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Twice the input takes about twice the time; short times say nothing, and
 * what looks slow once may be the machine. */
static bool
is_linear(const char *piece)
{
	for (int tries = 0; tries < 3; tries++) {
		double twice = seconds(piece, 2 * MIB);
		if (twice < 0.25 || twice < 2.6 * seconds(piece, MIB))
			return true;
	}
	return false;
}

static void
test_linear(void **state)
{
	static const char *const pieces[] = { "<", "<b>", "</b>", "<b></i>",
		"<p>", "<div><p>", "<table><tr><td>", "<a href=x>y",
		"<a href='http://a.b.c.com/'>y</a>", "<a b='", "<!--", "&nbsp;",
		"&", " \n", "x ", "<p style='color:red'>z", "<p style='",
		"<p a", "<title>", "<br>", "<td style='font-size:0'>", "<x/>",
		"<html><body>", "</html>", "<li>x</ul>", "{{x}}", "<a {{x}}>",
		"<form>", "<style>color</style>", "<dd><dt>" };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		bool linear = is_linear(pieces[i]);
		if (!linear)
			print_error("\"%s\" is not linear\n", pieces[i]);
		assert_true(linear);
	}
}

struct random_page {
	char text[4096];
	size_t n;
	const char *before; /* what stands before each end tag */
};

static void
page_add(struct random_page *p, bool end, const char *name)
{
	p->n += (size_t)sprintf(p->text + p->n, "%s<%s%s>",
		end ? p->before : "", end ? "/" : "", name);
}

static void
page_body(struct random_page *p, uint32_t seed)
{
	static const char *const names[] = { "p", "p", "div", "div", "b", "b",
		"i", "a", "a", "font", "span", "table", "tr", "td", "td", "th",
		"tbody", "thead", "caption", "ul", "li", "h1", "h2", "center",
		"form", "pre", "blockquote", "x-y", "dl", "dd", "option",
		"fieldset", "address", "colgroup", "hr", "html", "head",
		"body" };
	enum { NAMES = sizeof names / sizeof *names, OPEN = 64 };
	const char *stack[OPEN];
	size_t open = 0;

	for (uint32_t i = seed % 60; i > 0; i--) {
		seed = seed * 1664525 + 1013904223;
		const char *name = names[(seed >> 20) % NAMES];
		unsigned what = seed >> 8 & 7;
		if (what < 4 && open < OPEN)
			page_add(p, false, stack[open++] = name);
		else if (what < 7 && open)
			/* mostly of the element that is open */
			page_add(p, true, what == 6 ? name : stack[--open]);
	}
	while (seed & 1 && open)
		page_add(p, true, stack[--open]);
}

static struct str
random_page(struct random_page *p, uint32_t seed, const char *before)
{
	bool framed = seed % 3;

	*p = (struct random_page){ .before = before };
	for (int i = 0; framed && i < 4; i++)
		page_add(p, i == 2,
			(const char *[]){ "html", "head", "head", "body" }[i]);
	page_body(p, seed);
	for (int i = 0; framed && i < 2; i++)
		page_add(p, true, i ? "html" : "body");
	return (struct str){ p->text, p->n };
}

struct nesting {
	int32_t parent;
	uint32_t at, end_at, depth;
};

static size_t
nesting_of(struct str page, struct nesting *to)
{
	parse(page);
	for (size_t i = 0; i < html.elements.n; i++) {
		const struct element *e = &html.elements.at[i];
		to[i] = (struct nesting){ e->parent, e->at, e->end_at,
			e->depth };
	}
	return html.elements.n;
}

/* A stray end tag says nothing, but leaves no start tag next to its end. */
static void
test_nested_as_written(void **state)
{
	static struct nesting left_out[64], asked[64];
	struct random_page page;

	(void)state;
	for (uint32_t seed = 0; seed < 6000; seed++) {
		size_t n = nesting_of(
			random_page(&page, seed, "<!--12-->"), left_out);
		size_t m = nesting_of(
			random_page(&page, seed, "</legend>"), asked);
		assert_int_equal(n, m);
		if (memcmp(left_out, asked, n * sizeof *asked) != 0)
			print_error("%.*s\n", STR_ARG(body.s));
		assert_memory_equal(left_out, asked, n * sizeof *asked);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_structure),
		cmocka_unit_test(test_inline_around_blocks),
		cmocka_unit_test(test_stray_tags),
		cmocka_unit_test(test_visible),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_hidden_elements),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_links_for_outlook),
		cmocka_unit_test(test_no_links_for_outlook),
		cmocka_unit_test(test_images),
		cmocka_unit_test(test_styles),
		cmocka_unit_test(test_template_tags),
		cmocka_unit_test(test_nested_as_written),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_linear),
	};

	return cmocka_run_group_tests_name("html", tests, setup, teardown);
}
