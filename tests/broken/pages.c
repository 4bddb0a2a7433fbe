/* pages.c - X: pages, style sheets, templates. */
#include "hostile.h"

static void
deep(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<div>");
	put(b, TRAP);
}

static void
deep_inline(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<b><font><span>");
	put(b, TRAP);
}

static void
misnested(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<b><i><a><p></b></i></a><u></p></u>");
	put(b, TRAP);
}

static void
unclosed(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<p><li>a");
	put(b, TRAP);
}

static void
stray_ends(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "</p></div></x></table>");
	put(b, TRAP);
}

static void
angles(struct buf *b, size_t n)
{
	put(b, PAGE);
	buf_repeat(b, '<', n);
	put(b, TRAP);
}

static void
open_tags(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<a <b </c <! <? ");
	put(b, ">" TRAP);
}

static void
attributes(struct buf *b, size_t n)
{
	put(b, PAGE "<p ");
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "a%zu=b ", i);
	put(b, ">x</p>" TRAP);
}

static void
same_attributes(struct buf *b, size_t n)
{
	put(b, PAGE "<a href=https://bit.ly/3xYzAbC ");
	put_times(b, n, "href=x ");
	put(b, ">y</a>");
}

static void
tables(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<table><tr><td>a<table><td></tr>");
	put(b, TRAP);
}

static void
rows_of_table(struct buf *b, size_t n)
{
	put(b, PAGE "<table>");
	put_times(b, n, "<tr><td style=\"color:#fff\">a<td>b");
	put(b, "</table>" TRAP);
}

static void
comments(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<!--");
}

static void
closed_comments(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<!----><!-->--><!--a--!>");
	put(b, TRAP);
}

static void
conditionals(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<!--[if mso]><![if !mso]><!-- <v:rect><![endif]-->");
	put(b, TRAP);
}

static void
entities(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "&lt;&#33;&#x110000;&bogus;&#0;&amp");
	put(b, TRAP);
}

static void
open_entities(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "&");
	put_times(b, n, "&#");
	put_times(b, n, "&aaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	put(b, TRAP);
}

static void
style_sheet(struct buf *b, size_t n)
{
	put(b, PAGE "<style>");
	put_times(b, n, ".a{color:red;/*}*/}@media x{");
	put(b, "</style>" TRAP);
}

static void
style_comments(struct buf *b, size_t n)
{
	put(b, PAGE "<p style=\"");
	put_times(b, n, "/*/**/color:/*");
	put(b, "\">x</p>" TRAP);
}

static void
open_sheets(struct buf *b, size_t n)
{
	put(b, PAGE "<style>");
	put_times(b, n, "a{b:'c\n}/* @media \\{ \"");
	put(b, "</style>" TRAP);
}

static void
many_rules(struct buf *b, size_t n)
{
	put(b, PAGE "<style>");
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "td.c%zu,#d%zu{display:flex}", i, i);
	put(b, "</style>");
	put_times(b, n, "<p class=\"a b\" id=c>x");
	put(b, TRAP);
}

static void
painted(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n,
		"<p>seen</p><p style=\"font-size:0\">cheap valves best valves "
		"buy valves brass valves");
	put(b, TRAP);
}

static void
mute_links(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n,
		"<a href=x><span><img src=a.png></span></a><video></video>"
		"<table border=1><tr><td style=\"display:flex;background:url(x)"
		";color:#fff\">y</table></table>");
	put(b, TRAP);
}

static void
same_ids(struct buf *b, size_t n)
{
	put(b, PAGE);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "<p id=a%zu><a href=#a%zu>x</a>", i % 300, i);
	put(b, TRAP);
}

static void
style_attribute(struct buf *b, size_t n)
{
	put(b, PAGE "<p style=\"");
	put_times(b, n, "color:red;");
	put(b, "\">x</p>" TRAP);
}

static void
styled_elements(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<p style='color:url((((;font:\"a\\;display:none'>a");
}

static void
long_attribute(struct buf *b, size_t n)
{
	put(b, PAGE "<img alt=\"");
	buf_repeat(b, 'a', n);
	put(b, "\">" TRAP);
}

static void
data_picture(struct buf *b, size_t n)
{
	put(b, PAGE TRAP "<img src=\"data:image/png;base64,");
	buf_repeat(b, 'A', n);
	put(b, "\"><p>x");
}

static void
open_value(struct buf *b, size_t n)
{
	put(b, PAGE "<a href=\"");
	put_times(b, n, "x&amp;");
}

static void
laughs(struct buf *b, size_t n)
{
	put(b, PAGE "<!DOCTYPE html [<!ENTITY a0 \"ha\">");
	for (size_t i = 1; i <= n; i++) {
		buf_printf(b, "<!ENTITY a%zu \"", i);
		for (size_t k = 0; k < 10; k++)
			buf_printf(b, "&a%zu;", i - 1);
		put(b, "\">\n");
	}
	buf_printf(b, "]><p>&a%zu;</p>" TRAP, n);
}

static void
quadratic(struct buf *b, size_t n)
{
	put(b, PAGE "<!DOCTYPE html [<!ENTITY a \"");
	buf_repeat(b, 'a', n);
	put(b, "\">]><p>");
	put_times(b, n, "&a;");
	put(b, "</p>" TRAP);
}

static void
open_quotes(struct buf *b, size_t n)
{
	put(b, PAGE TRAP);
	put_times(b, n, "<p title='\">\"x' y=\"'>");
}

static void
many_links(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<a href=\"https://bit.ly/x\">https://a.cn/</a> ");
}

static void
open_links(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<a href=\"https://bit.ly/x\">y <img src=x> ");
}

static void
hidden(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n,
		"<div style=\"display:none\"><span style=\"font-size:0\">a"
		"</span></div>");
	put(b, "<div style=\"display:none\">" TRAP "</div>");
}

static void
raw_texts(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n,
		"<script><!--</scrip></script><style></styl></style>"
		"<textarea></textarea><title></title>");
	put(b, TRAP);
}

static void
open_raw(struct buf *b, size_t n)
{
	put(b, PAGE TRAP "<script>");
	put_times(b, n, "</scrip></s</script ");
}

static void
open_fields(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "{{{% {# <% ${ [[ *| %% ");
}

static void
many_fields(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "{{a}}{% if %}[Name] ");
}

static void
nested_blocks(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "{% if a %}{{#each b}}");
	put_times(b, n / 2, "{% endif %}{{/if}}");
}

static void
spintax(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "{a|");
}

static void
brackets(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "[Your [Company <Name ");
}

static void
pictures(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: multipart/related; boundary=b\n\n--b\n"
		    "Content-Type: text/html; charset=utf-8\n\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "<img src=\"cid:p%zu@x\">", i);
	for (size_t i = 0; i < 900; i++)
		buf_printf(b,
			"\n--b\nContent-Type: image/png\n"
			"Content-ID: <p%zu@x>\n\nx",
			i * 7);
	put(b, "\n--b--\n");
}

static void
doubly_encoded(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "&amp;amp;lt;a href=&amp;quot;");
	put(b, TRAP);
}

static void
long_script(struct buf *b, size_t n)
{
	put(b, PAGE "<script>");
	buf_repeat(b, 'x', n);
	put(b, "</script>" TRAP);
}

static void
long_text(struct buf *b, size_t n)
{
	put(b, PAGE "<p>");
	buf_repeat(b, 'x', n);
	put(b, "</p>" TRAP);
}

static void
stop_at_depth(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<div>");
	put_times(b, n, "</div>");
	put(b, TRAP);
}

static void
mso_links(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n,
		"<!--[if mso]><v:roundrect href=\"https://bit.ly/3xYzAbC\" "
		"fillcolor=\"#fff\"></v:roundrect><![endif]-->"
		"<!--[if !mso]><!-->x<!--<![endif]-->");
}

#define NOT_CHECKED "structure/not-checked"

static const struct hostile rows[] = {
	{ "X01-deep.eml", "100,000 elements in each other", .make = deep,
		.n = 100000, .grows = true,
		.says = { NOT_CHECKED ": more than 100,000 tags" } },
	{ "X01-deep-inline.eml", "90,000 inline elements in each other",
		.make = deep_inline, .n = 30000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X02-misnested.eml", "70,000 elements closed in the wrong order",
		.make = misnested, .n = 14000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X03-unclosed.eml", "90,000 elements that are never closed",
		.make = unclosed, .n = 45000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X04-stray-ends.eml", "90,000 end tags that end nothing",
		.make = stray_ends, .n = 22000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X05-angles.eml", "a million angles", .make = angles, .n = 1000000,
		.grows = true, .says = { SAYS_TRAP } },
	{ "X05-open-tags.eml", "tags that begin and never end",
		.make = open_tags, .n = 60000, .grows = true },
	{ "X06-attributes.eml",
		"100,000 attributes of one tag: quadratic in "
		"libxml2",
		.make = attributes, .n = 100000, .grows = true,
		.says = { NOT_CHECKED ": attributes of this tag", SAYS_TRAP } },
	{ "X07-same-attributes.eml", "one attribute 100,000 times",
		.make = same_attributes, .n = 100000, .grows = true,
		.says = { NOT_CHECKED ": attributes of this tag", SAYS_TRAP } },
	{ "X08-tables.eml", "40,000 tables in each other", .make = tables,
		.n = 15000, .grows = true, .says = { SAYS_TRAP } },
	{ "X08-rows.eml", "a table of 30,000 styled rows",
		.make = rows_of_table, .n = 30000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X09-comments.eml", "100,000 comments that never end",
		.make = comments, .n = 100000, .grows = true },
	{ "X09-closed-comments.eml", "comments with odd ends",
		.make = closed_comments, .n = 20000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X10-conditionals.eml", "conditional comments of Outlook, misnested",
		.make = conditionals, .n = 15000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X11-entities.eml", "600,000 entities, good and bad",
		.make = entities, .n = 100000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X11-open-entities.eml", "entities that never end",
		.make = open_entities, .n = 50000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X12-style-sheet.eml", "50,000 nested rules of a style sheet",
		.make = style_sheet, .n = 50000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X12-open-sheets.eml", "strings, comments and groups left open",
		.make = open_sheets, .n = 50000, .grows = true },
	{ "X12-many-rules.eml", "10,000 rules for 10,000 elements",
		.make = many_rules, .n = 10000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X12-painted.eml", "20,000 hidden paragraphs", .make = painted,
		.n = 20000, .grows = true, .says = { "markup/hidden-text" } },
	{ "X12-mute-links.eml", "10,000 pictures in links, stray tables",
		.make = mute_links, .n = 10000, .grows = true },
	{ "X12-same-ids.eml", "20,000 elements with 300 ids", .make = same_ids,
		.n = 20000, .grows = true },
	{ "X12-style-comments.eml", "100,000 comments in a style",
		.make = style_comments, .n = 4000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X13-style-attribute.eml", "a style of 2 MB", .make = style_attribute,
		.n = 200000, .grows = true },
	{ "X13-styled-elements.eml", "50,000 elements with a broken style",
		.make = styled_elements, .n = 50000, .grows = true },
	{ "X14-long-attribute.eml", "an attribute of 5 MB",
		.make = long_attribute, .n = 5000000, .grows = true,
		.says = { NOT_CHECKED } },
	{ "X14-data-picture.eml", "a picture of 3 MB within the page",
		.make = data_picture, .n = 3000000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X14-open-value.eml", "an attribute that never ends",
		.make = open_value, .n = 500000, .grows = true },
	{ "X15-laughs.eml", "entities that grow to 10^30 bytes", .make = laughs,
		.n = 30, .says = { SAYS_TRAP } },
	{ "X16-outside-entity.eml", "an entity that is a file of the machine",
		.text = STR(
			PAGE "<!DOCTYPE html [<!ENTITY a SYSTEM "
			     "\"file:///etc/passwd\"><!ENTITY % b SYSTEM "
			     "\"http://127.0.0.1:1/x\"> %b;]><p>&a;</p>" TRAP),
		.says = { SAYS_TRAP } },
	{ "X17-quadratic.eml", "one entity of 100,000 bytes, 100,000 times",
		.make = quadratic, .n = 100000, .says = { SAYS_TRAP } },
	{ "X18-nul.eml", "zero bytes in text, tags and links",
		.text = STR(PAGE "<p>a\0b</p><a hr\0ef=\"x\">y</a>"
				 "<a href=\"https://bit.ly/3xY\0zAbC\">z</a>"),
		.says = { "structure/zero-byte", SAYS_TRAP } },
	{ "X19-quotes.eml", "40,000 quotes that do not pair",
		.make = open_quotes, .n = 20000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X20-charset-fight.eml", "header and page name different charsets",
		.text = STR(HEAD
			"Content-Type: text/html; charset=utf-8\n\n<meta "
			"http-equiv=content-type content=\"text/html; "
			"charset=utf-16\"><?xml encoding=\"ebcdic\"?>" TRAP),
		.says = { SAYS_TRAP } },
	{ "X21-charset-flip.html",
		"a page that changes its charset three "
		"times",
		.text = STR(
			"<!doctype html><meta charset=gb2312>\xE9<meta "
			"charset=utf-7><meta charset=iso-2022-jp>\x1b$B" TRAP
			"\x1b(B" TRAP),
		.says = { SAYS_TRAP } },
	{ "X22-schemes.eml", "schemes that run a program",
		.text = STR(
			PAGE "<a href=\" java&#9;script&colon;x\">a</a><a "
			     "href=\"\x01javascript:x\">b</a><a "
			     "href=vbscript:x>c</a><a href=\"data:text/"
			     "html,x\">d</a><a href=\"file:///C:/a\">e</a>"),
		.says = { "links/script", "links/local-file" } },
	{ "X23-link-text.eml", "30,000 links whose text is another site",
		.make = many_links, .n = 30000, .grows = true,
		.says = { "links/other-host", SAYS_TRAP } },
	{ "X23-open-links.eml", "30,000 links that are never closed",
		.make = open_links, .n = 30000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X24-hidden.eml", "a link within what is not shown", .make = hidden,
		.n = 20000, .grows = true, .says = { SAYS_TRAP } },
	{ "X25-active.eml", "scripts, forms, frames and handlers",
		.text = STR(PAGE
			"<script>document.write(1)</script><form action=x>"
			"<iframe srcdoc=\"&lt;a>\"></iframe><object data=x>"
			"<embed><svg onload=x><math><p onclick=x>" TRAP),
		.says = { SAYS_TRAP } },
	{ "X26-raw-texts.eml", "60,000 scripts, styles and titles",
		.make = raw_texts, .n = 15000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X26-open-raw.eml", "a script that never ends", .make = open_raw,
		.n = 100000, .grows = true, .says = { SAYS_TRAP } },
	{ "X27-truncated.eml", "a page cut within a tag",
		.text = STR(PAGE TRAP "<a href=\"https://bit.ly/3"),
		.says = { SAYS_TRAP } },
	{ "X27-truncated-comment.eml", "a page cut within a comment",
		.text = STR(PAGE TRAP "<!-- a -"), .says = { SAYS_TRAP } },
	{ "X27-truncated-entity.eml", "a page cut within an entity",
		.text = STR(PAGE TRAP "&#x"), .says = { SAYS_TRAP } },
	{ "X28-open-fields.eml", "merge fields that never end, of all kinds",
		.make = open_fields, .n = 60000, .grows = true },
	{ "X28-open-fields.liquid", "the same as a template",
		.make = open_fields, .n = 60000, .grows = true },
	{ "X29-many-fields.eml", "300,000 merge fields", .make = many_fields,
		.n = 100000, .grows = true,
		.says = { "personalisation/unresolved", NOT_CHECKED } },
	{ "X29-spintax.eml", "100,000 choices in each other", .make = spintax,
		.n = 100000, .grows = true },
	{ "X29-brackets.eml", "200,000 brackets in each other",
		.make = brackets, .n = 60000, .grows = true },
	{ "X30-nested-blocks.liquid", "40,000 blocks of a template, crosswise",
		.make = nested_blocks, .n = 20000, .grows = true,
		.says = { "fields/unclosed-block" } },
	{ "X31-pictures.eml", "9,000 pictures and 900 parts for them",
		.make = pictures, .n = 9000, .grows = true },
	{ "X32-doubly-encoded.eml", "entities of entities",
		.make = doubly_encoded, .n = 50000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X33-stop-at-depth.eml",
		"a link behind depth 257: libxml2 stops "
		"there and says nothing",
		.make = stop_at_depth, .n = 300, .says = { SAYS_TRAP } },
	{ "X34-stop-at-nul.eml", "a link behind a zero byte in a tag",
		.text = STR(PAGE "<p \0>a</p>" TRAP),
		.says = { SAYS_TRAP, "structure/zero-byte" } },
	{ "X35-stop-at-text.eml", "a link behind 10 MB of text",
		.make = long_text, .n = 10500000,
		.says = { NOT_CHECKED ": longer than 4 MiB" } },
	{ "X35-stop-at-script.eml", "a link behind 10 MB of script",
		.make = long_script, .n = 10500000,
		.says = { NOT_CHECKED ": longer than 4 MiB" } },
	{ "X35-long-script.eml", "a link behind 4 MB of script",
		.make = long_script, .n = 4000000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "X36-stop-at-ebcdic.html", "a link behind a charset of mainframes",
		.text = STR("<!doctype html><meta "
			    "charset=\"ebcdic-us\"><p>a</p>" TRAP),
		.says = { SAYS_TRAP } },
	{ "X36-stop-at-ebcdic.eml", "the same in a message without a charset",
		.text = STR(HEAD "Content-Type: text/html\n\n<meta "
				 "charset=\"ebcdic-us\"><p>a</p>" TRAP),
		.says = { SAYS_TRAP } },
	{ "X36-stop-at-mark.html", "a UTF-16 mark before an ASCII page",
		.text = STR("\xFF\xFE<!doctype html><p>a</p>" TRAP),
		.says = { SAYS_TRAP } },
	{ "X36-stop-at-mark.eml", "the same in a message",
		.text = STR(HEAD
			"Content-Type: text/html\n\n\xFF\xFE<p>a</p>" TRAP),
		.says = { SAYS_TRAP } },
	{ "X37-mso-links.eml", "10,000 links that only Outlook shows",
		.make = mso_links, .n = 9000, .grows = true },
};

const struct group group_pages = GROUP("X", rows);
