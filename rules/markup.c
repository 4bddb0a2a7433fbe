/*
 * markup.c - HTML that mail programs drop, change or show wrong.
 *
 * Of a fault that stands in many places the first is reported, with their
 * number: a page is mended at one sitting.
 */
#include "clients.h"
#include "nesting.h"
#include "pages.h"
#include "seen.h"
#include "weights.h"

enum {
	CLIP_BYTES = 102 * 1024, /* Gmail shows no more of a message */
	CLIP_NEAR = 95 * 1024,
	STYLE_MOST = 8192, /* characters of a <style> that Gmail keeps */
	WIDTH_MOST = 800,
	WORD_MARKS = 5,
	TALLY_MOST = 1000,
	SAVED_LINKS = 3,
	SHEET_MOST = 1000 /* rules that are looked through for a font */
};

/* A fault in its first place, and how often it stands in the draft. */
struct tally {
	struct where first;
	size_t n;
};

static void
count(struct tally *t, struct where where)
{
	if (!t->n++)
		t->first = where;
}

/* {1} is how often. */
static struct finding *
tell(struct check *c, const struct tally *t, const char *once,
	const char *often)
{
	if (!t->n)
		return NULL;
	return find(c, t->first, t->n > 1 ? often : once, t->n > 1,
		arg_number(c, (int64_t)t->n));
}

/* Data for Gmail's actions, and templates for a program, are no scripts. */
static bool
is_data(const struct element *e)
{
	const struct attribute *type = element_attribute(e, "type");

	return type && type->value.len && !str_ihas(type->value, STR("script"));
}

static void
script(struct check *c)
{
	struct tally t = { 0 };

	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		for (const struct element *e = element_first(h, TAG_SCRIPT); e;
			e = element_next(h, e))
			if (!is_data(e))
				count(&t, at_element(h, e));
	finding_advice(
		tell(c, &t, N_("no mail program runs scripts"),
			N_("no mail program runs scripts ({1} of them here)")),
		N_("delete it, and link to a page that does this"), 0);
}

static const struct attribute *
handler(const struct element *e)
{
	list_each (const struct attribute, a, &e->attributes)
		if (str_starts(a->name, STR("on")) && a->name.len > 4 &&
			a->value.len && str_chr(a->name, '-') == a->name.len)
			return a;
	return NULL;
}

static void
event_handler(struct check *c)
{
	struct tally t = { 0 };

	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements) {
			const struct attribute *a = handler(e);
			if (a)
				count(&t, at_attribute(h, a));
		}
	finding_advice(
		tell(c, &t, N_("mail programs remove this script attribute"),
			N_("mail programs remove script attributes ({1} of "
			   "them here)")),
		N_("delete it"), 0);
}

/* What a reader could fill in. Boxes that only switch styles are none. */
static bool
is_control(const struct element *e)
{
	const struct attribute *type = element_attribute(e, "type");

	if (e->tag == TAG_FORM || e->tag == TAG_TEXTAREA)
		return true;
	if (e->tag != TAG_INPUT)
		return str_eq(e->name, STR("select"));
	return !type || !(str_ieq(type->value, STR("hidden")) ||
				str_ieq(type->value, STR("checkbox")) ||
				str_ieq(type->value, STR("radio")) ||
				str_ieq(type->value, STR("image")));
}

static bool
has_controls(const struct html *h)
{
	return html_has(h, TAG_FORM) || html_has(h, TAG_INPUT) ||
	       html_has(h, TAG_TEXTAREA);
}

static void
form(struct check *c)
{
	struct tally t = { 0 };

	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		if (!has_controls(h))
			continue;
		list_each (const struct element, e, &h->elements)
			if (is_control(e) && !e->hidden)
				count(&t, at_element(h, e));
	}
	if (!t.n)
		return;
	finding_advice(find(c, t.first,
			       N_("Outlook shows no form, and other programs "
				  "warn before they send one"),
			       0),
		N_("link to a page with the form"), 0);
}

static bool
is_stylesheet(const struct element *e)
{
	const struct attribute *rel = element_attribute(e, "rel");
	return rel && str_ieq(str_trim(rel->value), STR("stylesheet"));
}

static bool
is_font_sheet(const struct element *e)
{
	const struct attribute *href = element_attribute(e, "href");
	return href && (str_ihas(href->value, STR("font")) ||
			       str_ihas(href->value, STR("typekit")));
}

static bool
is_absolute(const struct element *e)
{
	const struct attribute *href = element_attribute(e, "href");
	return href && str_has(href->value, STR("//"));
}

static void
external_style(struct check *c)
{
	struct tally t = { 0 };
	bool absolute = false;

	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		for (const struct element *e = element_first(h, TAG_LINK); e;
			e = element_next(h, e))
			if (is_stylesheet(e) && !is_font_sheet(e)) {
				count(&t, at_element(h, e));
				absolute |= is_absolute(e);
			}
	struct finding *f = tell(c, &t,
		N_("Gmail, Outlook.com and most others do not load this style "
		   "sheet"),
		N_("Gmail, Outlook.com and most others do not load style "
		   "sheets ({1} of them here)"));
	/* the source of a template, which a tool inlines when it is built */
	if (!absolute && c->stage == STAGE_TEMPLATE)
		finding_severity(f, SEVERITY_NOTE);
	finding_advice(f,
		N_("copy the rules into style attributes (\"inlining\") "
		   "before you send"),
		0);
}

static bool
is_embedded(const struct html *h, const struct element *e)
{
	static const char *const names[] = { "iframe", "embed", "object",
		"applet", "frameset", "frame", "canvas" };

	if (e->tag != TAG_OTHER && e->tag != TAG_IFRAME &&
		e->tag != TAG_EMBED && e->tag != TAG_OBJECT)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(e->name, str_of(names[i])))
			return !element_text(h, e).len;
	return false;
}

static void
embedded(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements) {
			if (e->hidden || !is_embedded(h, e))
				continue;
			finding_advice(
				find(c, at_element(h, e),
					N_("mail programs remove <{1}> and "
					   "what is in it"),
					1, e->name),
				N_("link to it, with a picture if you like"),
				0);
			return;
		}
}

static void
clipped(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls) {
		size_t n = h->body->s.len;
		if (n < CLIP_NEAR)
			continue;
		struct finding *f = find(c, in_text(h->body, 0, 0),
			n > CLIP_BYTES
				? N_("the HTML has {1}; Gmail cuts it off at "
				     "102 KB")
				: N_("the HTML has {1}; at 102 KB Gmail cuts "
				     "it off"),
			1, arg_size(c, n));
		if (n <= CLIP_BYTES)
			finding_severity(f, SEVERITY_NOTE);
		finding_advice(f,
			N_("shorten it: less text, styles said once, no "
			   "comments and blanks that only you need"),
			0);
	}
}

static void
doctype(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		if (h->doctype || !page_is_document(h) || !page_is_designed(h))
			continue;
		struct finding *f = find(c, in_text(h->body, 0, 0),
			N_("this page does not begin with <!DOCTYPE html>"), 0);
		finding_advice(f,
			N_("put <!DOCTYPE html> in front: without it, widths "
			   "and paddings come out differently"),
			0);
	}
}

static const struct element *
charset_element(const struct html *h)
{
	for (const struct element *e = element_first(h, TAG_META); e;
		e = element_next(h, e))
		if ((element_attribute(e, "charset") ||
			    element_attribute(e, "http-equiv")))
			return e;
	return NULL;
}

static void
other_charset(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls) {
		const char *named =
			h->charset.len ? charset_named(h->charset) : NULL;
		const char *used = h->part->charset;
		if (!named || !used || !strcmp(named, used) ||
			str_is_ascii(h->body->s))
			continue;
		const struct element *e = charset_element(h);
		if (!e)
			continue;
		finding_advice(find(c, at_element(h, e),
				       N_("the page says {1}, the mail says "
					  "{2}"),
				       2, h->charset, str_of(used)),
			N_("write {1} here, so that the page is read right "
			   "wherever it is saved"),
			1, str_of(used));
	}
}

static void
base(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		for (const struct element *e = element_first(h, TAG_BASE); e;
			e = element_next(h, e))
			if (element_attribute(e, "href"))
				finding_advice(
					find(c, at_element(h, e),
						N_("many mail programs remove "
						   "<base>, and then short "
						   "addresses lead nowhere"),
						0),
					N_("write every address in full"), 0);
}

static void
refresh(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls)
		for (const struct element *e = element_first(h, TAG_META); e;
			e = element_next(h, e)) {
			const struct attribute *a =
				element_attribute(e, "http-equiv");
			if (!a || !str_ieq(str_trim(a->value), STR("refresh")))
				continue;
			finding_advice(
				find(c, at_element(h, e),
					N_("this sends the reader to another "
					   "page by itself"),
					0),
				N_("delete it, and write a link"), 0);
		}
}

static bool
leads_to(const struct html *h, struct str id)
{
	for (const struct element *e = element_first(h, TAG_A); e;
		e = element_next(h, e)) {
		const struct attribute *a = element_attribute(e, "href");
		if (a && a->value.len > 1 && a->value.at[0] == '#' &&
			str_eq(str_from(a->value, 1), id))
			return true;
	}
	return false;
}

static const struct attribute *
id_before(const struct html *h, const struct element *end, struct str id)
{
	for (const struct element *e = h->elements.at; e < end; e++) {
		const struct attribute *a = element_attribute(e, "id");
		if (a && str_eq(a->value, id))
			return a;
	}
	return NULL;
}

/* Only a place that a link of the page leads to must be one place. */
static void
duplicate_id_in(struct check *c, const struct html *h)
{
	enum { LINKS_MOST = 200 };
	size_t looked = 0;

	list_each (const struct element, e, &h->elements) {
		const struct attribute *a = element_attribute(e, "id");
		if (!a || !a->value.len || looked > LINKS_MOST ||
			page_has_tags(h, a->value_at, a->value_len))
			continue;
		looked++;
		if (!id_before(h, e, a->value) || !leads_to(h, a->value))
			continue;
		finding_advice(
			find(c, at_attribute(h, a),
				N_("a link leads to \"{1}\", but there are two "
				   "of them"),
				1, a->value),
			N_("give one of them another id"), 0);
		return;
	}
}

static bool
has_inner_link(const struct check *c, const struct html *h)
{
	list_each (const struct link, l, &c->draft->links)
		if (l->part == h->part && l->href.len > 1 &&
			l->href.at[0] == '#')
			return true;
	return false;
}

static void
duplicate_id(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		if (has_inner_link(c, h))
			duplicate_id_in(c, h);
}

static bool
is_of_saved_page(const struct image *i)
{
	return str_has(i->src, STR("_files/")) &&
	       !str_istarts(i->src, STR("http"));
}

/* Browsers leave a mark, and put what belongs to a page into a folder. */
static void
saved_page(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		struct tally t = { 0 };
		list_each (const struct span, s, &h->comments)
			if (str_has(str_sub(h->body->s, s->at, s->len),
				    STR("saved from url=")))
				count(&t, in_text(h->body, s->at, s->len));
		bool marked = t.n > 0;
		list_each (const struct image, i, &h->images)
			if (is_of_saved_page(i))
				count(&t, at_element(h,
						  &h->elements.at[i->element]));
		if (!marked && t.n < SAVED_LINKS)
			continue;
		finding_advice(
			find(c, t.first,
				N_("this is a page that a browser saved; what "
				   "belongs to it stayed on your disk"),
				0),
			N_("write the mail anew, or link to the page"), 0);
	}
}

static void
word_paste(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls) {
		struct tally t = { 0 };
		for (const struct element *e = element_first(h, TAG_P); e;
			e = element_next(h, e)) {
			const struct attribute *a =
				element_attribute(e, "class");
			if (a && str_starts(a->value, STR("Mso")))
				count(&t, at_element(h, e));
		}
		if (t.n < WORD_MARKS)
			continue;
		finding_advice(
			find(c, t.first,
				N_("text pasted from Word: {1} paragraphs with "
				   "Word's own styles"),
				1, arg_number(c, (int64_t)t.n)),
			N_("paste it as plain text, and format it here"), 0);
	}
}

/* Pixels of a width that is fixed, or -1. */
static int64_t
fixed_width(const struct element *e)
{
	const struct attribute *a = element_attribute(e, "width");
	uint64_t n = 0;

	if (!a || !str_number(str_trim(a->value), &n) || n > 100000 ||
		element_style(e, "max-width") || element_style(e, "width"))
		return -1;
	return (int64_t)n;
}

static void
wide(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements) {
			if (e->hidden ||
				(e->tag != TAG_TABLE && e->tag != TAG_TD) ||
				fixed_width(e) <= WIDTH_MOST)
				continue;
			finding_advice(
				find(c, at_element(h, e),
					N_("{1} pixels are wider than the "
					   "window that most people read mail "
					   "in"),
					1, arg_number(c, fixed_width(e))),
				N_("600 to 700 pixels fit everywhere"), 0);
			return;
		}
}

/* The page loads a font of that name from the web. */
static bool
is_web_font(const struct html *h, struct str name)
{
	if (h->sheet.n > SHEET_MOST)
		return false;
	list_each (const struct sheet_rule, r, &h->sheet) {
		if (!str_istarts(r->prelude, STR("@font-face")))
			continue;
		list_each (const struct declaration, d, &r->style)
			if (str_eq(d->name, STR("font-family")) &&
				str_ihas(d->value, name))
				return true;
	}
	return false;
}

static struct str
unquoted(struct str s)
{
	if (s.len > 1 && (s.at[0] == '"' || s.at[0] == '\''))
		s = str_sub(s, 1, s.len - 2);
	return s;
}

static bool
lacks_fallback(const struct html *h, const struct declaration *d)
{
	return str_eq(d->name, STR("font-family")) &&
	       str_chr(d->value, ',') == d->value.len && d->value.len > 2 &&
	       is_web_font(h, unquoted(d->value));
}

static void
font_fallback(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		struct tally t = { 0 };
		list_each (const struct element, e, &h->elements)
			list_each (const struct declaration, d, &e->style)
				if (h->sheet.n && t.n < TALLY_MOST &&
					lacks_fallback(h, d))
					count(&t, in_text(h->body, d->at,
							  d->len));
		finding_advice(
			tell(c, &t,
				N_("where this font is not loaded, the text "
				   "comes out in Times New Roman"),
				N_("where this font is not loaded, the text "
				   "comes out in Times New Roman ({1} "
				   "places)")),
			N_("name a second one: font-family: 'Inter', Arial, "
			   "sans-serif"),
			0);
	}
}

static void
plain_image(struct check *c)
{
	struct tally t = { 0 };

	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct image, i, &h->images)
			if (str_istarts(i->src, STR("http://")) && !i->hidden)
				count(&t, at_element(h,
						  &h->elements.at[i->element]));
	finding_advice(tell(c, &t,
			       N_("this picture is loaded without "
				  "encryption"),
			       N_("{1} pictures are loaded without "
				  "encryption")),
		N_("use https:// where the site offers it"), 0);
}

static bool
has_width(const struct element *e)
{
	return element_attribute(e, "width") != NULL;
}

static void
image_width(struct check *c)
{
	struct tally t = { 0 };

	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct image, i, &h->images) {
			const struct element *e = &h->elements.at[i->element];
			if (!i->hidden && !has_width(e))
				count(&t, at_element(h, e));
		}
	finding_advice(
		tell(c, &t,
			N_("without a width attribute, Outlook shows this "
			   "picture at its full size"),
			N_("without a width attribute, Outlook shows pictures "
			   "at their full size ({1} of them here)")),
		N_("add width=\"...\" in pixels"), 0);
}

static void
long_style(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls)
		for (const struct element *e = element_first(h, TAG_STYLE); e;
			e = element_next(h, e)) {
			size_t from = e->at + e->len;
			if (!e->end_len || e->end_at - from <= STYLE_MOST)
				continue;
			finding_advice(
				find(c, at_element(h, e),
					N_("a style sheet of {1} characters: "
					   "Gmail drops it beyond 8,192"),
					1,
					arg_number(c,
						(int64_t)(e->end_at - from))),
				N_("split it into two <style> elements, the "
				   "important rules first"),
				0);
			return;
		}
}

#define TOP                                                                    \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Ball valves for the Nordpump line in Malmo\n"                \
	"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
#define DOC(body)                                                              \
	"<!DOCTYPE html>\n<html lang=\"en\"><head>"                            \
	"<meta charset=\"utf-8\"><title>Ball valves</title></head>\n"          \
	"<body>" body "</body></html>\n"
#define HELLO                                                                  \
	"<p>Dear Ms. Berg,</p>\n<p>Thank you for your drawing of the DN50 "    \
	"ball valve. We have checked the flange and the seat, and both fit "   \
	"our series. The price list follows on Friday.</p>\n"
#define BYE	   "\n<p>Best regards,<br>Li Wei</p>"
#define PAGE(body) TOP DOC(HELLO body BYE)
#define SHEET(css, body)                                                       \
	TOP "<!DOCTYPE html>\n<html lang=\"en\"><head>"                        \
	    "<meta charset=\"utf-8\"><title>Ball valves</title>\n<style>" css  \
	    "</style></head>\n<body>" HELLO body BYE "</body></html>\n"
#define NEWS(head, body)                                                       \
	"maillint: --preset bulk\n"                                            \
	"From: Haoyu Valves <news@haoyu-valves.cn>\n"                          \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Ball valves for cold water in autumn\n"                      \
	"List-Unsubscribe: <https://haoyu-valves.cn/u?id=7>\n"                 \
	"List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"                  \
	"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" head   \
	"<body>" body HELLO "<table role=\"presentation\"><tr><td>Haoyu "      \
	"Valves Ltd., 18 Binhai Road, Ningbo 315800, China</td><td>"           \
	"<a href=\"https://haoyu-valves.cn/u?id=7\">Unsubscribe</a></td>"      \
	"<td>2026</td></tr></table></body></html>\n"
#define NEWS_HEAD                                                              \
	"<!DOCTYPE html>\n<html lang=\"en\"><head>"                            \
	"<meta charset=\"utf-8\"><title>Ball valves</title></head>\n"
#define CANIEMAIL                                                              \
	"tests of caniemail.com, data of 2026-05-13 "                          \
	"(dictionaries/client-support.txt)"

static const struct rule rows[] = {
	{
		.id = "markup/unsupported",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL,
		.title = N_("something that large mail programs do not "
			    "support"),
		.why = N_("Mail programs know less of HTML and CSS than "
			  "browsers. What is named here is missing in one that "
			  "many people use, and without it content or the "
			  "layout is lost."),
		.bad = PAGE("<div style=\"display:flex\"><div>DN50</div>"
			    "<div>40 USD</div></div>"),
		.good = PAGE("<table role=\"presentation\"><tr><td>DN50</td>"
			     "<td>40 USD</td></tr></table>"),
		.on_draft = clients_unsupported,
	},
	{
		.id = "markup/degrades",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL,
		.title = N_("something that a mail program leaves out without "
			    "harm"),
		.why = N_("Round corners, shadows or a web font are missing "
			  "in some mail programs, and nobody notices. This is "
			  "a list for those who want to know."),
		.bad = "maillint: --select markup/degrades\n" PAGE(
			"<p style=\"border-radius:4px\">DN50</p>"),
		.good = "maillint: --select markup/degrades\n" PAGE(
			"<p style=\"color:#333333\">DN50</p>"),
		.on_draft = clients_degrades,
	},
	{
		.id = "markup/script",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Exchange Online ASF: JavaScript or VBScript in "
			  "HTML; Gmail and Outlook remove <script>",
		.title = N_("script in a mail"),
		.why = N_("No mail program runs scripts: they are removed, and "
			  "some filters refuse the whole mail, because scripts "
			  "in mail are what attackers send."),
		.bad = PAGE("<script>document.title = 'x'</script>"),
		.good = PAGE("<script type=\"application/ld+json\">"
			     "{\"@type\": \"EmailMessage\"}</script>"),
		.on_draft = script,
	},
	{
		.id = "markup/event-handler",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail: supported CSS and HTML "
			  "(developers.google.com/workspace/gmail/design)",
		.title = N_("script in an attribute"),
		.why = N_("onclick, onmouseover and their like are removed by "
			  "every mail program, so what they should do does not "
			  "happen."),
		.bad = PAGE("<p onclick=\"show()\">More about the DN50</p>"),
		.good = PAGE("<p><a href=\"https://haoyu-valves.cn/dn50\">More "
			     "about the DN50</a></p>"),
		.on_draft = event_handler,
	},
	{
		.id = "markup/form",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 3,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Exchange Online ASF: form tags in HTML; " CANIEMAIL,
		.title = N_("form in a mail"),
		.why = N_("Outlook for Windows shows no fields, Gmail warns "
			  "before it sends what was typed, and filters know "
			  "forms in mail from phishing."),
		.bad = PAGE("<form action=\"https://haoyu-valves.cn/ask\">"
			    "<input type=\"text\" name=\"qty\"></form>"),
		.good = PAGE("<p><a href=\"https://haoyu-valves.cn/ask\">Tell "
			     "us the quantity</a></p>"),
		.on_draft = form,
	},
	{
		.id = "markup/external-style",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL "; rspamd EXT_CSS",
		.title = N_("style sheet in a file of its own"),
		.why = N_("Most mail programs load no style sheet, so the mail "
			  "is shown without any style."),
		.bad = TOP "<!DOCTYPE html><html lang=\"en\"><head><link "
			   "rel=\"stylesheet\" "
			   "href=\"https://haoyu-valves.cn/mail.css\"></head>"
			   "<body>" HELLO BYE "</body></html>",
		.good = SHEET("p { color: #333333 }", ""),
		.on_draft = external_style,
	},
	{
		.id = "markup/embedded",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Exchange Online ASF: frames, object and embed tags "
			  "in HTML; " CANIEMAIL,
		.title = N_("page or program embedded in a mail"),
		.why = N_("Mail programs remove frames, objects and players. "
			  "The reader sees an empty place, and filters count "
			  "them as a sign of attack."),
		.bad = PAGE("<iframe src=\"https://haoyu-valves.cn/dn50\">"
			    "</iframe>"),
		.good = PAGE("<p><a href=\"https://haoyu-valves.cn/dn50\">See "
			     "the DN50 in motion</a></p>"),
		.on_draft = embedded,
	},
	{
		.id = "markup/data-image",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL,
		.title = N_("picture written into the page (data:)"),
		.why = N_("Gmail removes pictures whose bytes stand in the "
			  "HTML, and Outlook for Windows shows few of them. "
			  "They also make the mail large."),
		.bad = PAGE("<img alt=\"valve\" width=\"16\" height=\"16\" "
			    "src=\"data:image/png;base64,iVBORw0KGgo=\">"),
		.good = PAGE("<img alt=\"valve\" width=\"16\" height=\"16\" "
			     "src=\"https://haoyu-valves.cn/v.png\">"),
		.on_draft = seen_data_image,
	},
	{
		.id = "markup/hidden-text",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 24,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): do not "
			  "hide content with HTML and CSS; rspamd ZERO_FONT, "
			  "R_WHITE_ON_WHITE",
		.title = N_("text that the reader cannot see"),
		.why = N_("Text in no size or in the colour of the page is for "
			  "filters and not for people, and that is how filters "
			  "take it. A short first line for the list of mails "
			  "is fine."),
		.bad = PAGE("<p style=\"font-size:0\">cheap valves best valves "
			    "buy valves brass valves steel valves</p>"),
		.good = PAGE("<p style=\"font-size:14px\">We also make brass "
			     "and steel valves.</p>"),
		.on_draft = seen_hidden_text,
	},
	{
		.id = "markup/background-text",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL,
		.title = N_("pale text on a background picture alone"),
		.why = N_("Outlook for Windows, and everybody who does not "
			  "load pictures, sees white letters on a white "
			  "page."),
		.bad = PAGE(
			"<table role=\"presentation\"><tr><td style=\""
			"background-image:url(https://haoyu-valves.cn/b.jpg)\">"
			"<p style=\"color:#ffffff\">New seats for cold "
			"water</p></td></tr></table>"),
		.good = PAGE(
			"<table role=\"presentation\"><tr><td "
			"bgcolor=\"#223344\" style=\""
			"background-image:url(https://haoyu-valves.cn/b.jpg)\">"
			"<p style=\"color:#ffffff\">New seats for cold "
			"water</p></td></tr></table>"),
		.on_draft = seen_background_text,
	},
	{
		.id = "markup/image-only",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_markup_image_only,
		.evidence = EVIDENCE_MEASURED,
		.source = "31 of 1,896 spam mails and none of 4,150 good mails "
			  "in the SpamAssassin public corpus; "
			  "HTML_IMAGE_ONLY_04 to _16",
		.title = N_("mail that is only a picture"),
		.why = N_("Many readers do not load pictures and see an empty "
			  "mail. Filters cannot read it either, and spam has "
			  "hidden its words in pictures for twenty years."),
		.bad = TOP DOC("<a href=\"https://haoyu-valves.cn/sale\">"
			       "<img src=\"https://haoyu-valves.cn/sale.jpg\" "
			       "alt=\"Autumn\" width=\"600\" "
			       "height=\"900\"></a>"),
		.good = PAGE("<img src=\"https://haoyu-valves.cn/sale.jpg\" "
			     "alt=\"DN50\" width=\"600\" height=\"300\">"),
		.on_draft = seen_image_only,
	},
	{
		.id = "markup/image-source",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2392; RFC 3986 5.1",
		.title = N_("picture that is not there"),
		.why = N_("The address of the picture is empty, names a part "
			  "that the mail does not have, or makes sense on your "
			  "own computer only. The reader sees a broken frame."),
		.bad = PAGE("<img src=\"images/dn50.jpg\" alt=\"DN50\" "
			    "width=\"300\" height=\"200\">"),
		.good = PAGE("<img src=\"https://haoyu-valves.cn/dn50.jpg\" "
			     "alt=\"DN50\" width=\"300\" height=\"200\">"),
		.on_draft = seen_image_source,
	},
	{
		.id = "markup/clipped",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_MEASURED,
		.source = "Gmail shows about 102 KB of HTML, then \"[Message "
			  "clipped]\"; measured by many senders since 2010",
		.title = N_("mail that Gmail cuts off"),
		.why = N_("Gmail shows 102 KB of the HTML and hides the rest "
			  "behind a link, often with the signature and the way "
			  "to unsubscribe. Pictures do not count, for they are "
			  "not in the HTML."),
		.bad = "@clipped.eml",
		.good = PAGE(""),
		.on_draft = clipped,
	},
	{
		.id = "markup/swallowed",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 20,
		.evidence = EVIDENCE_STANDARD,
		.source = "WHATWG HTML 13.2.5: comments and raw text end only "
			  "where they are closed",
		.title = N_("comment or element that swallows the rest"),
		.why = N_("A comment, a title or a style sheet that is not "
			  "closed goes on to the end of the mail, and nothing "
			  "in it is shown."),
		.bad = PAGE("<!-- the old offer <p>40 USD a piece</p>"),
		.good = PAGE("<!-- the old offer --><p>40 USD a piece</p>"),
		.on_draft = nesting_swallowed,
	},
	{
		.id = "markup/conditional-comment",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 14,
		.evidence = EVIDENCE_STANDARD,
		.source = "Microsoft: conditional comments; WHATWG HTML "
			  "13.2.5.43",
		.title = N_("comment for Outlook that does not close"),
		.why = N_("What stands in <!--[if mso]> is for Outlook alone. "
			  "When it ends too early or never, Outlook or all the "
			  "others show the wrong half of the mail."),
		.bad = PAGE("<!--[if mso]><table><tr><td><!-- left --></td>"
			    "</tr></table><![endif]-->"),
		.good = PAGE("<!--[if mso]><table><tr><td></td></tr></table>"
			     "<![endif]-->"),
		.on_draft = nesting_conditional,
	},
	{
		.id = "markup/nesting",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 5,
		.evidence = EVIDENCE_STANDARD,
		.source = "WHATWG HTML 4.5.1, 4.9.1, 13.2.6; SpamAssassin "
			  "HTML_TAG_BALANCE_BODY",
		.title = N_("link or table that is not closed"),
		.why = N_("Browsers mend this, each in its own way. In mail "
			  "programs the wrong words become a link, or the "
			  "columns fall apart."),
		.bad = PAGE(
			"<p>See <a href=\"https://haoyu-valves.cn/a\">the "
			"sheet or <a href=\"https://haoyu-valves.cn/b\">the "
			"drawing</a>.</p>"),
		.good = PAGE("<p>See <a href=\"https://haoyu-valves.cn/a\">the "
			     "sheet</a> or <a "
			     "href=\"https://haoyu-valves.cn/b\">the "
			     "drawing</a>.</p>"),
		.on_draft = nesting_unclosed,
	},
	{
		.id = "markup/open-style",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "CSS Syntax Module Level 3, 5.4; Gmail drops a "
			  "<style> with an error in it",
		.title = N_("style sheet with a brace too many or too few"),
		.why = N_("A brace that does not match takes the rules behind "
			  "it along, and Gmail drops the whole style sheet."),
		.bad = SHEET("p { color: #333333 ", ""),
		.good = SHEET("p { color: #333333 }", ""),
		.on_draft = nesting_open_style,
	},
	{
		.id = "markup/two-bodies",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source = "WHATWG HTML 4.3.1",
		.title = N_("page inside a page"),
		.why = N_("A second <body> is ignored with the colours and "
			  "margins that it sets."),
		.bad = PAGE("<body bgcolor=\"#eeeeee\"><p>DN50</p></body>"),
		.good = PAGE("<p>DN50</p>"),
		.on_draft = nesting_two_bodies,
	},
	{
		.id = "markup/doctype",
		.severity = SEVERITY_OFF,
		.preset = { .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WHATWG HTML 13.2.6.4.1 (quirks mode)",
		.title = N_("page without a document type"),
		.why = N_("Without <!DOCTYPE html> mail programs compute "
			  "widths, line heights and paddings in an old way, "
			  "each a little differently."),
		.bad = NEWS("<html lang=\"en\"><head><meta charset=\"utf-8\">"
			    "<title>Ball valves</title></head>",
			""),
		.good = NEWS(NEWS_HEAD, ""),
		.on_draft = doctype,
	},
	{
		.id = "markup/other-charset",
		.severity = SEVERITY_OFF,
		.preset = { .bulk = SEVERITY_NOTE,
			.transactional = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WHATWG HTML 4.2.5.4; SpamAssassin "
			  "HTML_CHARSET_FARAWAY",
		.title = N_("page and mail name different charsets"),
		.why = N_("The header of the mail wins, so most readers see no "
			  "fault. Where the page is saved or shown on the web, "
			  "its letters become other ones."),
		.bad = NEWS("<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
			    "charset=\"gb2312\"><title>Ball "
			    "valves</title></head>",
			"<p>Malm\xC3\xB6, autumn</p>"),
		.good = NEWS(NEWS_HEAD, "<p>Malm\xC3\xB6, autumn</p>"),
		.on_draft = other_charset,
	},
	{
		.id = "markup/preview-text",
		.severity = SEVERITY_OFF,
		.preset = { .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("preview that says only \"view in browser\""),
		.why = N_("Behind the subject, phones and most programs show "
			  "the first line of the mail. It should give a reason "
			  "to open it."),
		.bad = NEWS(NEWS_HEAD,
			"<p><a href=\"https://haoyu-valves.cn/n/7\">View this "
			"email in your browser</a></p>\n"),
		.good = NEWS(NEWS_HEAD,
			"<p>Seats for cold water are in stock again.</p>\n"
			"<p><a href=\"https://haoyu-valves.cn/n/7\">View this "
			"email in your browser</a></p>\n"),
		.on_draft = seen_preview,
	},
	{
		.id = "markup/base",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL,
		.title = N_("addresses that lean on <base>"),
		.why = N_("<base> tells a browser how to complete short "
			  "addresses. Gmail, Outlook and Yahoo read it in part "
			  "or not at all."),
		.bad = TOP
		"<!DOCTYPE html><html lang=\"en\"><head><base "
		"href=\"https://haoyu-valves.cn/\"></head><body>" HELLO BYE
		"</body></html>",
		.good = PAGE(""),
		.on_draft = base,
	},
	{
		.id = "markup/refresh",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 20,
		.evidence = EVIDENCE_MEASURED,
		.source = "rspamd HTML_META_REFRESH_URL, weight 5 of 15",
		.title = N_("mail that sends its reader on"),
		.why = N_("Mail programs remove it, and filters know it from "
			  "phishing: almost no honest mail does this."),
		.bad = TOP
		"<!DOCTYPE html><html lang=\"en\"><head><meta "
		"http-equiv=\"refresh\" content=\"0; "
		"url=https://haoyu-valves.cn/\"></head><body>" HELLO BYE
		"</body></html>",
		.good = PAGE(""),
		.on_draft = refresh,
	},
	{
		.id = "markup/duplicate-id",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WHATWG HTML 3.2.6",
		.title = N_("two places with one name"),
		.why = N_("A link inside the mail leads to the first of them, "
			  "so the other one is never reached."),
		.bad = PAGE("<p><a href=\"#dn50\">DN50</a></p><p "
			    "id=\"dn50\">Brass</p><p id=\"dn50\">Steel</p>"),
		.good = PAGE("<p><a href=\"#dn50\">DN50</a></p><p "
			     "id=\"dn50\">Brass</p><p id=\"dn80\">Steel</p>"),
		.on_draft = duplicate_id,
	},
	{
		.id = "markup/saved-page",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("web page saved from a browser"),
		.why = N_("A saved page brings scripts, styles for a screen "
			  "and pictures that stayed on your disk. The reader "
			  "sees ruins of it."),
		.bad = TOP
		"<!-- saved from "
		"url=(0031)https://haoyu-valves.cn/dn50/ -->\n" DOC(HELLO BYE),
		.good = PAGE(""),
		.on_draft = saved_page,
	},
	{
		.id = "markup/word-paste",
		.severity = SEVERITY_OFF,
		.preset = { .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("text pasted from Word"),
		.why = N_("Word brings its own styles along: the mail gets "
			  "heavy, and its fonts and spaces differ from the "
			  "rest."),
		.bad = NEWS(NEWS_HEAD,
			"<p class=\"MsoNormal\">a</p><p class=\"MsoNormal\">b"
			"</p><p class=\"MsoNormal\">c</p><p "
			"class=\"MsoNormal\">d</p><p class=\"MsoNormal\">e"
			"</p>"),
		.good = NEWS(NEWS_HEAD, "<p>a</p>"),
		.on_draft = word_paste,
	},
	{
		.id = "markup/wide",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF,
			.outreach = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_REPORTED,
		.source = "common practice: 600 to 700 pixels; phones show "
			  "about 400",
		.title = N_("layout wider than the window"),
		.why = N_("Beside its list of mails, a mail program leaves 600 "
			  "to 700 pixels. What is wider is cut off or must be "
			  "scrolled."),
		.bad = NEWS(NEWS_HEAD,
			"<table role=\"presentation\" width=\"1200\"><tr><td>"
			"DN50</td></tr></table>"),
		.good = NEWS(NEWS_HEAD,
			"<table role=\"presentation\" width=\"600\"><tr><td>"
			"DN50</td></tr></table>"),
		.on_draft = wide,
	},
	{
		.id = "markup/font-fallback",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL,
		.title = N_("web font without a second choice"),
		.why = N_("Gmail, Outlook and Yahoo load no fonts. Without a "
			  "second name the text comes out in Times New "
			  "Roman."),
		.bad = SHEET("@font-face { font-family: 'Inter'; src: "
			     "url(https://haoyu-valves.cn/inter.woff2) }",
			"<p style=\"font-family:'Inter'\">DN50</p>"),
		.good = SHEET("@font-face { font-family: 'Inter'; src: "
			      "url(https://haoyu-valves.cn/inter.woff2) }",
			"<p style=\"font-family:'Inter', Arial\">DN50</p>"),
		.on_draft = font_fallback,
	},
	{
		.id = "markup/tracking-pixel",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 2,
		.evidence = EVIDENCE_REPORTED,
		.source = "rspamd R_EMPTY_IMAGE; Apple Mail and Gmail load "
			  "pictures themselves, so that it counts machines",
		.title = N_("invisible picture that counts its readers"),
		.why = N_("In a first mail to one person, a hidden picture "
			  "says that a program sent it. What it counts is "
			  "mostly the machines that load pictures for "
			  "people."),
		.bad = PAGE("<img src=\"https://haoyu-valves.cn/o/7.gif\" "
			    "width=\"1\" height=\"1\" alt=\"\">"),
		.good = PAGE(""),
		.on_draft = seen_tracking_pixel,
	},
	{
		.id = "markup/plain-image",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_FOLKLORE,
		.source = "claimed by several checkers; Gmail, Yahoo and "
			  "Outlook.com load pictures through their own servers",
		.title = N_("picture loaded without encryption"),
		.why = N_("Webmail loads pictures through its own servers, "
			  "with or without encryption. A few company networks "
			  "block the ones without."),
		.bad = "maillint: --select markup/plain-image\n" PAGE(
			"<img src=\"http://haoyu-valves.cn/a.png\" "
			"alt=\"DN50\" width=\"90\" height=\"60\">"),
		.good = "maillint: --select markup/plain-image\n" PAGE(
			"<img src=\"https://haoyu-valves.cn/a.png\" "
			"alt=\"DN50\" width=\"90\" height=\"60\">"),
		.on_draft = plain_image,
	},
	{
		.id = "markup/image-width",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_MEASURED,
		.source = CANIEMAIL,
		.title = N_("picture without a width"),
		.why = N_("Outlook for Windows reads the width attribute, not "
			  "the style. Without it a picture made for sharp "
			  "screens is shown twice as large."),
		.bad = "maillint: --select markup/image-width\n" PAGE(
			"<img src=\"https://haoyu-valves.cn/a.png\" "
			"alt=\"DN50\" style=\"width:90px\">"),
		.good = "maillint: --select markup/image-width\n" PAGE(
			"<img src=\"https://haoyu-valves.cn/a.png\" "
			"alt=\"DN50\" width=\"90\">"),
		.on_draft = image_width,
	},
	{
		.id = "markup/long-style",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_REPORTED,
		.source = "caniemail.com: the notes to <style>",
		.title = N_("style sheet too long for Gmail"),
		.why = N_("Gmail keeps style sheets of up to 8,192 characters "
			  "and drops longer ones as a whole. What is said in "
			  "style attributes stays."),
		.bad = "maillint: --select markup/long-style\n@long-style.eml",
		.good = "maillint: --select markup/long-style\n" SHEET(
			"p { color: #333333 }", ""),
		.on_draft = long_style,
	},
};

const struct family family_markup = FAMILY("markup", N_("HTML and CSS"), rows);
