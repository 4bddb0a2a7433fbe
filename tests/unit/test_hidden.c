/*
 * test_hidden.c - what makes an HTML parser stop without a word: a link that
 * stands behind it is found, or a finding says that it was not looked for.
 *
 * The known cases are those of libxml2 2.9 (depth, NUL, long runs, charset of
 * a meta element, byte order marks). Nothing here knows how pages are read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "check/run.h"
#include "rules/rules.h"

#define LINK "<p><a href=\"http://hidden.example/\">price list</a></p>"

static void
see_link(struct check *c, const struct link *l)
{
	if (str_has(l->url.host, STR("hidden.example")))
		find(c, in_text(&l->text, l->at, l->len), "seen", 0);
}

static const struct rule seeing_rows[] = { { .id = "seeing/link",
	.severity = SEVERITY_NOTE,
	.template_too = true,
	.evidence = EVIDENCE_EVIDENT,
	.on_link = see_link } };
static const struct family seeing = FAMILY("seeing", "seeing", seeing_rows);
static const struct family *const watched[] = { &family_structure, &seeing,
	NULL };

/* A page in pieces: `before`, n times `piece`, the link, `after`. */
struct page {
	const char *name;
	struct str before, piece;
	size_t n;
	struct str after;
	bool may_refuse; /* a finding instead of the link will do */
};

#define PAGE(name, before, piece, n, after)                                    \
	{                                                                      \
		name, STR(before), STR(piece), n, STR(after), false            \
	}
#define PAGE_OR_FINDING(name, before, piece, n, after)                         \
	{                                                                      \
		name, STR(before), STR(piece), n, STR(after), true             \
	}

static const struct page pages[] = {
	PAGE("nothing special", "<html><body>", "", 0, "</body></html>"),

	PAGE("depth 255", "<html><body>", "<div>", 253, ""),
	PAGE("depth 256", "<html><body>", "<div>", 254, ""),
	PAGE("depth 257", "<html><body>", "<div>", 255, ""),
	PAGE("depth 258", "<html><body>", "<div>", 256, ""),
	PAGE("depth 257, a fragment", "", "<div>", 257, ""),
	PAGE("depth 3,000 of spans", "<html><body>", "<span>", 3000, ""),
	PAGE("depth 3,000 of tables", "<html><body>", "<table><tr><td>", 3000,
		""),
	PAGE("depth 3,000 of unknown elements", "", "<x-y>", 3000, ""),
	PAGE("depth 3,000, closed again", "<body>", "<div></div>", 3000, ""),
	PAGE("depth 3,000 of bold text in lists", "<body>", "<ul><li><b>", 3000,
		""),
	PAGE("depth 3,000 of forms", "<body>", "<form>", 3000, ""),
	PAGE("100,000 stray ends", "<body>", "</div>", 90000, ""),

	PAGE("NUL in a tag", "<p\0>", "", 0, ""),
	PAGE("NUL in the name of a tag", "<p\0q class=x>", "", 0, ""),
	PAGE("NUL between attributes", "<p class=x \0 id=y>", "", 0, ""),
	PAGE("NUL in the name of an attribute", "<p cl\0ass=x>", "", 0, ""),
	PAGE("NUL in a value", "<p class=\"a\0b\">", "", 0, ""),
	PAGE("NUL in a bare value", "<p class=a\0b>", "", 0, ""),
	PAGE("NUL in an end tag", "<p></p\0>", "", 0, ""),
	PAGE("NUL in a comment", "<!-- \0 -->", "", 0, ""),
	PAGE("NUL in a doctype", "<!DOCTYPE \0 html>", "", 0, ""),
	PAGE("NUL in text", "one \0 two", "", 0, ""),
	PAGE("NUL in a script", "<script>\0</script>", "", 0, ""),
	PAGE("NUL in a style", "<style>\0</style>", "", 0, ""),
	PAGE("NUL in an entity", "&am\0p;", "", 0, ""),
	PAGE_OR_FINDING("10,000 NULs", "<p>", "\0", 10000, "</p>"),

	PAGE("3.9 MB of text", "<p>", "word word ", 390000, "</p>"),
	PAGE("3.9 MB without a blank", "<p>", "x", 3900000, "</p>"),
	PAGE("3.9 MB of a script", "<script>", "x", 3900000, ""),
	PAGE("3.9 MB of a style", "<style>", "x", 3900000, ""),
	PAGE("3.9 MB of a comment", "<!--", "x", 3900000, ""),
	PAGE("3.9 MB of a value", "<p title=\"", "x", 3900000, ""),
	PAGE("3.9 MB of a name", "<p ", "x", 3900000, ""),
	PAGE("3.9 MB of entities", "<p>", "&lt;", 975000, ""),
	PAGE("100,000 attributes", "<p", " a=b", 100000, ""),
	PAGE_OR_FINDING("11 MB of text", "<p>", "word word ", 1100000, "</p>"),
	PAGE_OR_FINDING("11 MB of a script", "<script>", "x", 11000000, ""),
	PAGE_OR_FINDING("11 MB of a style", "<style>", "x", 11000000, ""),
	PAGE_OR_FINDING("11 MB of a comment", "<!--", "x", 11000000, ""),
	PAGE_OR_FINDING("100,001 tags", "<p>", "<br>", 100001, ""),

	PAGE("meta charset of EBCDIC", "<meta charset=ebcdic-us>", "", 0, ""),
	PAGE("meta charset of EBCDIC, long form",
		"<meta http-equiv=\"Content-Type\" content=\"text/html; "
		"charset=ebcdic-us\">",
		"", 0, ""),
	PAGE("meta charset IBM037", "<meta charset=IBM037>", "", 0, ""),
	PAGE("meta charset UTF-7", "<meta charset=utf-7>", "", 0, ""),
	PAGE("meta charset UTF-16", "<meta charset=utf-16>", "", 0, ""),
	PAGE("meta charset UTF-16LE", "<meta charset=utf-16le>", "", 0, ""),
	PAGE("meta charset UTF-32", "<meta charset=utf-32>", "", 0, ""),
	PAGE("meta charset UCS-4", "<meta charset=ISO-10646-UCS-4>", "", 0, ""),
	PAGE("meta charset ISO-2022-KR", "<meta charset=iso-2022-kr>", "", 0,
		""),
	PAGE("meta charset that nobody knows", "<meta charset=x-none>", "", 0,
		""),
	PAGE("EBCDIC in a declaration",
		"<?xml version=\"1.0\" encoding=\"ebcdic-us\"?><html>", "", 0,
		""),

	PAGE("mark of UTF-16LE over ASCII", "\xFF\xFE", "", 0, ""),
	PAGE("mark of UTF-16BE over ASCII", "\xFE\xFF", "", 0, ""),
	PAGE("mark of UTF-16LE over a page", "\xFF\xFE<html><body>", "", 0,
		"</body></html>"),
	PAGE("mark of UTF-16LE over a page with a NUL",
		"\xFF\xFE<html><body>\0", "", 0, "</body></html>"),
	PAGE("mark of UTF-16BE over UTF-8", "\xFE\xFF", "价格", 40, ""),
	PAGE_OR_FINDING("mark of UTF-32 over ASCII", "\xFF\xFE\0\0<html><body>",
		"", 0, ""),
	PAGE("mark of UTF-8", "\xEF\xBB\xBF<html><body>", "", 0, ""),
	PAGE("bytes of no charset", "<p>\xFF\xFE\xC0\x80", "", 0, ""),

	PAGE("an open quotation mark", "<p title=\">", "", 0, ""),
	PAGE("a doctype with entities",
		"<!DOCTYPE html [<!ENTITY a \"b\">]>&a;", "", 0, ""),
	PAGE("the end of the page before", "<html><body></body></html>", "", 0,
		""),
	PAGE("a CDATA section", "<![CDATA[", "", 0, "]]>"),
};

/* A comment, a script, a quoted value: what is behind their start. */
static struct str
closing(const struct page *p)
{
	if (str_starts(p->before, STR("<script>")))
		return STR("</script>");
	if (str_starts(p->before, STR("<style>")))
		return STR("</style>");
	if (str_starts(p->before, STR("<!--")) && p->n)
		return STR("-->");
	if (str_starts(p->before, STR("<p title=\"")))
		return STR("\">");
	return str_starts(p->piece, STR(" a")) ||
			       str_ends(p->before, STR("<p "))
		       ? STR(">")
		       : STR("");
}

static void
write_page(struct buf *b, const struct page *p)
{
	buf_add(b, p->before);
	for (size_t i = 0; i < p->n; i++)
		buf_add(b, p->piece);
	buf_add(b, closing(p));
	buf_add(b, STR(LINK));
	buf_add(b, p->after);
}

static bool
says_so(const struct result *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_starts(str_of(r->findings[i].rule->id),
			    STR("structure/")) &&
			r->findings[i].severity >= SEVERITY_WARNING)
			return true;
	return false;
}

static bool
is_seen(const struct result *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(str_of(r->findings[i].rule->id), STR("seeing/link")))
			return true;
	return false;
}

static void
lint(struct str path, const struct buf *b, struct result *result)
{
	struct settings settings = { .stage = STAGE_FINAL };
	struct arena draft, own;
	struct source source;
	struct err err;

	arena_init(&draft);
	arena_init(&own);
	source_open(&source, &own, path, buf_str(b));
	struct linter *l = linter_new(watched, &rules_phrases, &settings, &err);
	assert_non_null(l);
	linter_run(l, &draft, &source, 0, result);
	linter_free(l);
	arena_release(&draft);
	arena_release(&own);
}

static void
try(const struct page *p, const char *header, struct str path)
{
	struct buf b;
	struct result r;

	buf_init(&b, 32 * MIB);
	buf_add(&b, str_of(header));
	write_page(&b, p);
	lint(path, &b, &r);
	bool good = is_seen(&r) || (p->may_refuse && says_so(&r));
	if (!good)
		for (size_t i = 0; i < r.count; i++)
			fprintf(stderr, "  %s\n", r.findings[i].message.id);
	result_release(&r);
	buf_release(&b);
	if (!good)
		fail_msg(
			"%s: the link is not seen, and nothing says so (%.40s)",
			p->name, header);
}

#define MAIL                                                                   \
	"From: li@acme.cn\nTo: berg@beta.se\nSubject: Valves\n"                \
	"MIME-Version: 1.0\nContent-Type: text/html"

static void
in_a_mail(void **state)
{
	try(*state, MAIL "; charset=utf-8\n\n", STR("draft.eml"));
	try(*state, MAIL "\n\n", STR("draft.eml"));
}

static void
in_a_file(void **state)
{
	try(*state, "", STR("page.html"));
}

/* The other encoding of a mail that hides NUL and long runs. */
static void
in_quoted_printable(void **state)
{
	const struct page *p = *state;
	struct buf b, page;
	struct result r;

	buf_init(&b, 64 * MIB);
	buf_init(&page, 32 * MIB);
	write_page(&page, p);
	buf_add(&b,
		STR(MAIL "; charset=utf-8\n"
			 "Content-Transfer-Encoding: quoted-printable\n\n"));
	for (size_t i = 0; i < page.len; i++) {
		char c = page.at[i];
		if (i % 70 == 69)
			buf_add(&b, STR("=\n"));
		if (c == '=' || c < ' ' || c > '~')
			buf_printf(&b, "=%02X", (unsigned)(uint8_t)c);
		else
			buf_char(&b, c);
	}
	lint(STR("draft.eml"), &b, &r);
	bool good = is_seen(&r) || (p->may_refuse && says_so(&r));
	result_release(&r);
	buf_release(&b);
	buf_release(&page);
	if (!good)
		fail_msg("%s: the link is not seen, and nothing says so",
			p->name);
}

int
main(void)
{
	enum { PAGES = sizeof pages / sizeof *pages, WAYS = 3 };
	static const CMUnitTestFunction ways[WAYS] = { in_a_mail, in_a_file,
		in_quoted_printable };
	struct CMUnitTest tests[PAGES * WAYS];

	for (size_t i = 0; i < PAGES * WAYS; i++)
		tests[i] = (struct CMUnitTest){ pages[i / WAYS].name,
			ways[i % WAYS], NULL, NULL,
			(void *)(uintptr_t)&pages[i / WAYS] };
	return cmocka_run_group_tests_name("hidden", tests, NULL, NULL);
}
