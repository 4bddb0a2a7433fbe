/*
 * accessibility.c - can it be read by those who do not see it, or not well?
 *
 * A letter that somebody typed is left alone; a mail that was designed for
 * many readers is held to WCAG. One finding a fault, at its first place.
 */
#include "pages.h"
#include "seen.h"

enum {
	TINY_LETTERS = 20, /* of text that is too small to matter */
	FAINT_LETTERS = 3,
	FOREIGN_LETTERS = 60,
	LABEL_MOST = 60,
	STEPS_MOST = 2000000
};

static bool
is_decorative(const struct image *i)
{
	static const struct str words[] = { STR("spacer"), STR("divider"),
		STR("blank."), STR("transparent."), STR("separator"),
		STR("shadow") };
	struct str name = str_from(i->src, str_rchr(i->src, '/'));

	for (size_t w = 0; w < sizeof words / sizeof *words; w++)
		if (str_ihas(str_sub(name, 0, 100), words[w]))
			return true;
	return false;
}

/* The link that an element stands in, or NULL. */
static const struct element *
link_around(const struct html *h, const struct element *e)
{
	for (; e; e = element_parent(h, e))
		if (e->tag == TAG_A && element_attribute(e, "href"))
			return e;
	return NULL;
}

static bool
is_whole_link(const struct html *h, const struct element *e)
{
	const struct element *a = link_around(h, e);
	return a && !element_text(h, a).len;
}

static const struct element *
element_of(const struct html *h, const struct image *i)
{
	return &h->elements.at[i->element];
}

/* Photos that somebody put into a letter are no layout. */
static bool
is_judged(const struct check *c, const struct image *i)
{
	return !i->hidden && !image_is_pixel(i) &&
	       !(c->preset == PRESET_OUTREACH &&
		       str_istarts(i->src, STR("cid:")));
}

static bool
lacks_alt(const struct check *c, const struct html *h, const struct image *i)
{
	const struct element *e = element_of(h, i);

	return !i->has_alt && is_judged(c, i) && !is_whole_link(h, e) &&
	       !page_has_tags(h, e->at, e->len) &&
	       !element_attribute(e, "aria-hidden") &&
	       !element_attribute(e, "aria-label");
}

/* A template is half done: its pictures come later, and so may their words. */
static struct finding *
soften(const struct check *c, struct finding *f)
{
	if (c->stage == STAGE_TEMPLATE)
		finding_severity(f, SEVERITY_NOTE);
	return f;
}

static void
add_empty_alts(struct check *c, const struct html *h, struct finding *f)
{
	finding_fix(f, FIX_SAFE, N_("add alt=\"\""), 0);
	list_each (const struct image, i, &h->images) {
		const struct element *e = element_of(h, i);
		size_t at = e->at + 1 + e->name.len;
		if (lacks_alt(c, h, i) && is_decorative(i))
			finding_edit(
				f, in_text(h->body, at, 0), STR(" alt=\"\""));
	}
}

static void
alt_missing_in(struct check *c, const struct html *h)
{
	const struct image *first = NULL, *decorative = NULL;
	size_t n = 0;

	list_each (const struct image, i, &h->images) {
		if (!lacks_alt(c, h, i))
			continue;
		if (is_decorative(i)) {
			decorative = decorative ? decorative : i;
			continue;
		}
		first = first ? first : i;
		n++;
	}
	if (first)
		finding_advice(
			soften(c, find(c, at_element(h, element_of(h, first)),
					  n > 1 ? N_("{1} pictures have no alt "
						     "text")
						: N_("this picture has no alt "
						     "text"),
					  n > 1, arg_number(c, (int64_t)n))),
			N_("say what it shows in alt=\"...\"; alt=\"\" where "
			   "it only decorates"),
			0);
	if (decorative)
		add_empty_alts(c, h,
			soften(c, find(c,
					  at_element(
						  h, element_of(h, decorative)),
					  N_("a picture that only decorates "
					     "needs "
					     "alt=\"\", else its file name is "
					     "read out"),
					  0)));
}

static void
alt_missing(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		if (h->images.n)
			alt_missing_in(c, h);
}

static bool
is_file_name(struct str alt)
{
	static const struct str endings[] = { STR(".jpg"), STR(".jpeg"),
		STR(".png"), STR(".gif"), STR(".webp"), STR(".bmp") };

	if (str_chr(alt, ' ') < alt.len && alt.len > 40)
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_iends(alt, endings[i]))
			return true;
	return false;
}

static void
alt_file_name(struct check *c, const struct html *h, const struct image *i)
{
	const struct element *e = element_of(h, i);
	struct str alt = str_trim(i->alt);

	if (!pages_judged(c) || !is_judged(c, i) || !is_file_name(alt))
		return;
	const struct attribute *a = element_attribute(e, "alt");
	finding_advice(find(c, in_text(h->body, a->value_at, a->value_len),
			       N_("\"{1}\" is a file name, not what the "
				  "picture shows"),
			       1, alt),
		N_("write what a reader would see"), 0);
}

static bool
shows_something(const struct html *h, const struct element *a)
{
	const struct element *end = h->elements.at + h->elements.n;

	for (const struct element *e = a + 1; e < end && e->depth > a->depth;
		e++)
		if (e->tag == TAG_IMG || e->tag == TAG_SVG ||
			e->tag == TAG_OTHER || e->tag == TAG_VIDEO)
			return true;
	return false;
}

/* Pictures in a link, none of which says a word. */
static bool
is_mute_link(const struct html *h, const struct element *a)
{
	const struct element *end = h->elements.at + h->elements.n;
	bool seen = false;

	for (const struct element *e = a + 1; e < end && e->depth > a->depth;
		e++) {
		const struct attribute *alt = element_attribute(e, "alt");
		if (e->tag != TAG_IMG)
			continue;
		seen |= !e->hidden;
		if (alt && str_trim(alt->value).len)
			return false;
	}
	return seen;
}

static bool
is_unlabelled(const struct html *h, const struct element *e)
{
	return e->tag == TAG_A && !e->hidden && e->end_len &&
	       element_attribute(e, "href") && !element_text(h, e).len &&
	       !element_attribute(e, "aria-label") &&
	       !element_attribute(e, "title") &&
	       e->hidden_at == e->hidden_end &&
	       !page_has_tags(h, e->at, e->end_at - e->at);
}

static void
image_link(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		const struct element *first = NULL;
		size_t n = 0;
		list_each (const struct element, e, &h->elements) {
			if (!is_unlabelled(h, e) || !is_mute_link(h, e))
				continue;
			first = first ? first : e;
			n++;
		}
		if (!first)
			continue;
		finding_advice(
			soften(c, find(c, at_element(h, first),
					  n > 1 ? N_("{1} links are pictures "
						     "without an "
						     "alt text: nobody hears "
						     "where they "
						     "lead")
						: N_("this link is a picture "
						     "without an "
						     "alt text: nobody hears "
						     "where it "
						     "leads"),
					  n > 1, arg_number(c, (int64_t)n))),
			N_("say in alt=\"...\" where the link leads"), 0);
	}
}

static void
empty_link(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements) {
			if (!is_unlabelled(h, e) || shows_something(h, e))
				continue;
			finding_advice(find(c, at_element(h, e),
					       N_("a link with nothing to "
						  "click on"),
					       0),
				N_("put words between <a> and </a>, or delete "
				   "it"),
				0);
		}
}

/* "» Click here!" -> "click here" */
static struct str
bare_label(struct check *c, struct str label)
{
	static const struct str ends[] = { STR("."), STR("!"), STR(":"),
		STR(">"), STR("»"), STR("→"), STR("›"), STR("！"), STR("。"),
		STR("："), STR("\""), STR("<<"), STR(">>"), STR("*"), STR("("),
		STR(")"), STR("【"), STR("】"), STR("["), STR("]") };
	bool cut = true;

	while (cut) {
		cut = false;
		label = str_trim(label);
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			if (str_ends(label, ends[i]))
				label.len -= ends[i].len;
			else if (str_starts(label, ends[i]))
				label = str_from(label, ends[i].len);
			else
				continue;
			cut = true;
		}
	}
	return arena_lower(c->arena, label);
}

/* Ways out and to the web page have their own custom in mail. */
static bool
is_customary(const struct link *l)
{
	static const struct str words[] = { STR("unsub"), STR("optout"),
		STR("opt-out"), STR("preferences"), STR("browser"), STR("view"),
		STR("archive"), STR("remove") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ihas(l->href, words[i]))
			return true;
	return false;
}

static void
link_text(struct check *c, const struct link *l)
{
	if (l->where != LINK_HREF || !pages_judged(c) || l->quoted ||
		l->hidden || l->field || !l->label.len ||
		l->label.len > LABEL_MOST || is_customary(l))
		return;
	if (!lexicon_has(&lexicon_vague_links, bare_label(c, l->label)))
		return;
	struct where where = l->label_text ? in_text(l->label_text, l->label_at,
						     l->label_len)
					   : in_text(&l->text, l->at, l->len);
	finding_advice(
		find(c, where, N_("\"{1}\" does not say where the link leads"),
			1, l->label),
		N_("link the words that name it: \"the DN50 data sheet\""), 0);
}

static int
heading_level(const struct element *e)
{
	return e->tag >= TAG_H1 && e->tag <= TAG_H6 ? (int)(e->tag - TAG_H1) + 1
						    : 0;
}

static void
empty_heading(struct check *c, const struct html *h, const struct element *e)
{
	if (!heading_level(e) || !pages_judged(c) || e->hidden ||
		element_text(h, e).len || !e->end_len ||
		e->hidden_at != e->hidden_end || shows_something(h, e) ||
		page_has_tags(h, e->at, e->end_at - e->at))
		return;
	finding_advice(
		find(c, at_element(h, e), N_("a heading without words"), 0),
		N_("delete it; make space with padding"), 0);
}

static void
heading_order(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		int last = 0;
		list_each (const struct element, e, &h->elements) {
			int level = heading_level(e);
			if (!level || e->hidden)
				continue;
			if (last && level > last + 1)
				finding_advice(
					find(c, at_element(h, e),
						N_("<h{1}> follows <h{2}>: a "
						   "level is left out"),
						2, arg_number(c, level),
						arg_number(c, last)),
					N_("choose the level by its place in "
					   "the text, the size by its style"),
					0);
			last = level;
		}
	}
}

static bool
has_header_cell(const struct html *h, const struct element *table)
{
	const struct element *end = h->elements.at + h->elements.n;

	for (const struct element *e = table + 1;
		e < end && e->depth > table->depth; e++)
		if (e->tag == TAG_TH)
			return true;
	return false;
}

/* Lines around its cells: a table for numbers, not for the layout. */
static bool
is_data_table(const struct element *e)
{
	const struct attribute *border = element_attribute(e, "border");
	uint64_t n = 0;

	return border && str_number(str_trim(border->value), &n) && n > 0;
}

static void
layout_table(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		const struct element *first = NULL;
		size_t n = 0;
		list_each (const struct element, e, &h->elements) {
			if (e->tag != TAG_TABLE || e->hidden ||
				element_attribute(e, "role") ||
				is_data_table(e) || has_header_cell(h, e))
				continue;
			first = first ? first : e;
			n++;
		}
		if (first)
			finding_advice(
				find(c, at_element(h, first),
					N_("{1} tables of the layout are read "
					   "out as tables"),
					1, arg_number(c, (int64_t)n)),
				N_("add role=\"presentation\" to them"), 0);
	}
}

static void
table_headers(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements) {
			if (e->tag != TAG_TABLE || e->hidden ||
				!is_data_table(e) || has_header_cell(h, e))
				continue;
			finding_advice(find(c, at_element(h, e),
					       N_("no cell of this table is a "
						  "heading"),
					       0),
				N_("write <th> for the cells that name a "
				   "column or a row"),
				0);
		}
}

/* Nothing sets a background here: the page is white. */
static bool
is_plain_behind(const struct html *h, const struct element *e)
{
	if (h->sheet_background)
		return false;
	for (; e; e = element_parent(h, e)) {
		if (element_attribute(e, "background") ||
			element_attribute(e, "bgcolor"))
			return false;
		list_each (const struct declaration, d, &e->style)
			if (str_starts(d->name, STR("background")))
				return false;
	}
	return true;
}

static bool
says_color(const struct element *e)
{
	return element_style(e, "color") || element_attribute(e, "color");
}

/* The colours of a text and of what lies behind it, where both are known. */
static bool
colors_of(const struct html *h, const struct element *e, int32_t *behind)
{
	if (e->letters < FAINT_LETTERS || e->hidden || e->color < 0 ||
		(h->sheet_color && !says_color(e)) ||
		page_has_tags(h, e->at, e->len))
		return false;
	*behind = e->background;
	if (*behind == COLOR_UNKNOWN && is_plain_behind(h, e))
		*behind = 0xFFFFFF;
	return *behind >= 0;
}

/* WCAG's large text: 24 pixels, or 18.66 in bold. */
static bool
is_large(const struct element *e)
{
	const struct declaration *weight = element_style(e, "font-weight");
	bool bold = e->tag == TAG_B || e->tag == TAG_STRONG ||
		    (weight && (str_ieq(weight->value, STR("bold")) ||
				       str_starts(weight->value, STR("7"))));
	return e->font >= 24 || (bold && e->font >= 18.6F);
}

struct faint {
	const struct html *h;
	const struct element *e;
	double ratio;
	int32_t behind;
	size_t n;
};

static void
look_at(struct faint *worst, const struct html *h, const struct element *e,
	double least)
{
	int32_t behind;

	if (!colors_of(h, e, &behind))
		return;
	double ratio = contrast_of(e->color, behind);
	if (ratio >= (is_large(e) ? 3 : least))
		return;
	if (!worst->n++ || ratio < worst->ratio) {
		worst->h = h;
		worst->e = e;
		worst->ratio = ratio;
		worst->behind = behind;
	}
}

static struct faint
faintest(struct check *c, double least)
{
	struct faint worst = { 0 };

	if (!pages_judged(c))
		return worst;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements)
			look_at(&worst, h, e, least);
	return worst;
}

static struct str
hex(struct check *c, int32_t rgb)
{
	return arena_printf(c->arena, "#%06X", (unsigned)rgb);
}

static void
report_faint(struct check *c, const struct faint *w, const char *needed)
{
	struct finding *f = find(c, at_element(w->h, w->e),
		N_("{1} on {2} has a contrast of {3}:1; text needs {4}:1"), 4,
		hex(c, w->e->color), hex(c, w->behind),
		arena_printf(c->arena, "%.1f", w->ratio), str_of(needed));

	if (w->ratio >= 1.5)
		finding_severity(f, SEVERITY_NOTE);
	finding_advice(f,
		N_("take a darker colour for the text, or a lighter one "
		   "behind it"),
		0);
}

/* So faint that even large text would be. */
static void
contrast(struct check *c)
{
	struct faint w = faintest(c, 3);

	if (w.n && w.ratio < 2.5)
		report_faint(c, &w, is_large(w.e) ? "3" : "4.5");
}

static void
contrast_strict(struct check *c)
{
	struct faint w = faintest(c, 4.5);

	if (w.n && w.ratio >= 2.5)
		report_faint(c, &w, is_large(w.e) ? "3" : "4.5");
}

static const struct prose *
prose_of(const struct draft *d, const struct html *h)
{
	list_each (const struct prose, p, &d->proses)
		if (p->part == h->part)
			return p;
	return NULL;
}

static const struct element *
html_element(const struct html *h)
{
	list_each (const struct element, e, &h->elements)
		if (e->tag == TAG_HTML)
			return e;
	return NULL;
}

static void
lang_missing(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		const struct element *e = html_element(h);
		const struct prose *p = prose_of(c->draft, h);
		if (!e || h->lang.len || !page_is_document(h) ||
			page_has_tags(h, e->at, e->len))
			continue;
		struct finding *f = find(c, at_element(h, e),
			N_("the page does not say its language"), 0);
		if (!p || p->language == LANGUAGE_UNKNOWN) {
			finding_advice(f, N_("write <html lang=\"en\">"), 0);
			continue;
		}
		const char *tag = language_tag(p->language);
		finding_fix(
			f, FIX_UNSAFE, N_("add lang=\"{1}\""), 1, str_of(tag));
		finding_edit(f, in_text(h->body, e->at + 5, 0),
			arena_printf(c->arena, " lang=\"%s\"", tag));
	}
}

/* Those that their letters tell for sure. */
static bool
is_sure(enum language l)
{
	return l == LANGUAGE_ZH || l == LANGUAGE_JA || l == LANGUAGE_KO ||
	       l == LANGUAGE_AR || l == LANGUAGE_HE || l == LANGUAGE_TH;
}

static void
lang_wrong(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		const struct element *e = html_element(h);
		const struct prose *p = prose_of(c->draft, h);
		const struct attribute *a =
			e ? element_attribute(e, "lang") : NULL;
		if (!a || !p || !is_sure(p->language) ||
			h->visible.s.len < FOREIGN_LETTERS ||
			page_has_tags(h, e->at, e->len))
			continue;
		struct str tag = str_of(language_tag(p->language));
		if (!h->lang.len || str_istarts(h->lang, tag))
			continue;
		struct finding *f =
			find(c, in_text(h->body, a->value_at, a->value_len),
				N_("the page says \"{1}\", but it is written "
				   "in \"{2}\""),
				2, h->lang, tag);
		finding_fix(f, FIX_UNSAFE, N_("write lang=\"{1}\""), 1, tag);
		finding_edit(
			f, in_text(h->body, a->value_at, a->value_len), tag);
	}
}

static void
no_title(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		const struct element *e = html_element(h);
		if (!e || !page_is_document(h) || h->title.len ||
			page_has_blocks(h))
			continue;
		finding_advice(find(c, at_element(h, e),
				       N_("the page has no title"), 0),
			N_("put the subject into <title>"), 0);
	}
}

static void
tiny_text(struct check *c)
{
	const struct html *where = NULL;
	const struct element *least = NULL;

	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements) {
			if (e->letters < TINY_LETTERS || e->hidden ||
				e->font < 1.5F || e->font >= 8.5F ||
				(least && e->font >= least->font))
				continue;
			where = h;
			least = e;
		}
	if (!least)
		return;
	finding_advice(
		find(c, at_element(where, least),
			N_("letters of {1} pixels are too small to read"), 1,
			arena_printf(c->arena, "%.0f", (double)least->font)),
		N_("14 pixels are good for text, 11 for what must be small"),
		0);
}

static void
justified(struct check *c, const struct html *h, const struct element *e)
{
	const struct declaration *d = element_style(e, "text-align");

	if (!d || !str_istarts(d->value, STR("justify")) || !pages_judged(c))
		return;
	finding_advice(find(c, in_text(h->body, d->at, d->len),
			       N_("justified lines have gaps between their "
				  "words"),
			       0),
		N_("align the text left"), 0);
}

static void
moving(struct check *c, const struct html *h, const struct element *e)
{
	if ((!str_eq(e->name, STR("marquee")) &&
		    !str_eq(e->name, STR("blink"))) ||
		!pages_judged(c))
		return;
	finding_advice(find(c, at_element(h, e),
			       N_("<{1}> moves the text; nobody can stop it"),
			       1, e->name),
		N_("let the text stand still"), 0);
}

#define TOP                                                                    \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Ball valves for the Nordpump line in Malmo\n"                \
	"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
#define HELLO                                                                  \
	"<p>Dear Ms. Berg,</p>\n<p>Thank you for your drawing of the DN50 "    \
	"ball valve. We have checked the flange and the seat, and both fit "   \
	"our series. The price list follows on Friday.</p>\n"
#define PAGE(body)                                                             \
	TOP "<!DOCTYPE html>\n<html lang=\"en\"><head>"                        \
	    "<meta charset=\"utf-8\"><title>Ball valves</title></head>\n"      \
	    "<body>" HELLO body "\n<p>Best regards,<br>Li Wei</p></body>"      \
	    "</html>\n"
#define BULK                                                                   \
	"maillint: --preset bulk\n"                                            \
	"From: Haoyu Valves <news@haoyu-valves.cn>\n"                          \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Ball valves for cold water in autumn\n"                      \
	"List-Unsubscribe: <https://haoyu-valves.cn/u?id=7>\n"                 \
	"List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"                  \
	"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
#define FOOT                                                                   \
	"<p>Haoyu Valves Ltd., 18 Binhai Road, Ningbo 315800, China<br>"       \
	"<a href=\"https://haoyu-valves.cn/u?id=7\">Unsubscribe</a></p>"       \
	"</body></html>\n"
#define NEWS(html, body)                                                       \
	BULK "<!DOCTYPE html>\n" html "<head><meta charset=\"utf-8\">"         \
	     "<title>Ball valves</title></head>\n<body>" HELLO body FOOT

static const struct rule rows[] = {
	{
		.id = "accessibility/alt-missing",
		.severity = SEVERITY_NOTE,
		.preset = { .bulk = SEVERITY_WARNING,
			.transactional = SEVERITY_WARNING,
			.personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 1.1.1",
		.title = N_("picture without alt text"),
		.why = N_("Many mail programs do not load pictures at first, "
			  "and blind readers never see them. Then the alt text "
			  "stands in its place, or an empty frame."),
		.bad = NEWS("<html lang=\"en\">",
			"<p><img src=\"https://haoyu-valves.cn/dn50.jpg\" "
			"width=\"300\" height=\"200\"></p>"),
		.good = NEWS("<html lang=\"en\">",
			"<p><img src=\"https://haoyu-valves.cn/dn50.jpg\" "
			"alt=\"DN50 in brass\" width=\"300\" "
			"height=\"200\"></p>"),
		.on_draft = alt_missing,
	},
	{
		.id = "accessibility/alt-file-name",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, failure F30",
		.title = N_("alt text that is a file name"),
		.why = N_(
			"An editor put it there. Read aloud, \"DSC underscore "
			"0042 dot jpg\" tells nobody what is shown."),
		.bad = PAGE("<p><img src=\"https://haoyu-valves.cn/a.jpg\" "
			    "alt=\"DSC_0042.jpg\" width=\"300\" "
			    "height=\"200\"></p>"),
		.good = PAGE("<p><img src=\"https://haoyu-valves.cn/a.jpg\" "
			     "alt=\"DN50 in brass\" width=\"300\" "
			     "height=\"200\"></p>"),
		.on_image = alt_file_name,
	},
	{
		.id = "accessibility/image-link",
		.severity = SEVERITY_NOTE,
		.preset = { .bulk = SEVERITY_WARNING,
			.transactional = SEVERITY_WARNING,
			.personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, failure F89",
		.title = N_("link that is a picture without words"),
		.why = N_("Without its picture the link cannot be seen, and a "
			  "screen reader spells out its address."),
		.bad = NEWS("<html lang=\"en\">",
			"<p><a href=\"https://haoyu-valves.cn/dn50\"><img "
			"src=\"https://haoyu-valves.cn/dn50.jpg\" alt=\"\" "
			"width=\"300\" height=\"200\"></a></p>"),
		.good = NEWS("<html lang=\"en\">",
			"<p><a href=\"https://haoyu-valves.cn/dn50\"><img "
			"src=\"https://haoyu-valves.cn/dn50.jpg\" alt=\"The "
			"DN50 in our shop\" width=\"300\" "
			"height=\"200\"></a></p>"),
		.on_draft = image_link,
	},
	{
		.id = "accessibility/empty-link",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 2.4.4",
		.title = N_("link without words or picture"),
		.why = N_("It cannot be seen, but keyboards and screen readers "
			  "stop at it."),
		.bad = PAGE("<p><a href=\"https://haoyu-valves.cn/dn50\"></a>"
			    "</p>"),
		.good = PAGE("<p><a href=\"https://haoyu-valves.cn/dn50\">The "
			     "data sheet</a></p>"),
		.on_draft = empty_link,
	},
	{
		.id = "accessibility/link-text",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE, .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 2.4.4 and failure F84",
		.title = N_("link text that says nothing"),
		.why = N_("Who looks through a mail reads its links, and "
			  "\"click here\" does not say what is there. Spam "
			  "uses these words far more than honest mail."),
		.bad = PAGE("<p>For the data sheet <a "
			    "href=\"https://haoyu-valves.cn/dn50\">click "
			    "here</a>.</p>"),
		.good = PAGE("<p>See <a href=\"https://haoyu-valves.cn/dn50\">"
			     "the data sheet</a>.</p>"),
		.on_link = link_text,
	},
	{
		.id = "accessibility/empty-heading",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 1.3.1 and 2.4.6",
		.title = N_("heading without words"),
		.why = N_("Screen readers jump from heading to heading, and "
			  "find nothing here."),
		.bad = PAGE("<h2></h2>"),
		.good = PAGE("<h2>Seats for cold water</h2>"),
		.on_element = empty_heading,
	},
	{
		.id = "accessibility/heading-order",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, technique H42; advisory",
		.title = N_("heading level left out"),
		.why = N_("Levels tell a screen reader what belongs to what. "
			  "In a short mail it matters little."),
		.bad = "maillint: --select accessibility/heading-order\n" PAGE(
			"<h1>Valves</h1><h4>DN50</h4>"),
		.good = "maillint: --select accessibility/heading-order\n" PAGE(
			"<h1>Valves</h1><h2>DN50</h2>"),
		.on_draft = heading_order,
	},
	{
		.id = "accessibility/layout-table",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_STANDARD,
		.source = "WAI-ARIA 1.2, role presentation; WCAG 2.2, 1.3.1",
		.title = N_("table of the layout without role"),
		.why = N_("A screen reader says \"table with two columns\" at "
			  "each of them. role=\"presentation\" tells it that "
			  "they only place things."),
		.bad = "maillint: --select accessibility/layout-table\n" PAGE(
			"<table><tr><td>DN50</td></tr></table>"),
		.good = "maillint: --select accessibility/layout-table\n" PAGE(
			"<table role=\"presentation\"><tr><td>DN50</td>"
			"</tr></table>"),
		.on_draft = layout_table,
	},
	{
		.id = "accessibility/table-headers",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, technique H51",
		.title = N_("table of figures without headings"),
		.why = N_("With <th> a screen reader says which column a "
			  "number stands in."),
		.bad = "maillint: --select accessibility/table-headers\n" PAGE(
			"<table border=\"1\"><tr><td>Size</td><td>USD</td>"
			"</tr><tr><td>DN50</td><td>40</td></tr></table>"),
		.good = "maillint: --select accessibility/table-headers\n" PAGE(
			"<table border=\"1\"><tr><th>Size</th><th>USD"
			"</th></tr><tr><td>DN50</td><td>40</td></tr>"
			"</table>"),
		.on_draft = table_headers,
	},
	{
		.id = "accessibility/contrast",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 1.4.3; this rule speaks below 2.5:1",
		.title = N_("text that is hard to see"),
		.why = N_("Letters need a colour that differs enough from what "
			  "is behind them: for eyes over fifty, in sunlight, "
			  "on a cheap screen."),
		.bad = PAGE("<p style=\"color:#eeeeee\">The price holds until "
			    "May.</p>"),
		.good = PAGE("<p style=\"color:#333333\">The price holds until "
			     "May.</p>"),
		.on_draft = contrast,
	},
	{
		.id = "accessibility/contrast-strict",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 1.4.3: 4.5:1, and 3:1 for large text",
		.title = N_("text with less contrast than WCAG asks for"),
		.why = N_("WCAG asks for 4.5:1, and 3:1 for large text. Many "
			  "designers use a paler grey for what is less "
			  "important, so this is for those who want to know."),
		.bad = "maillint: --select "
		       "accessibility/contrast-strict\n" PAGE(
			       "<p style=\"color:#888888\">The price holds "
			       "until "
			       "May.</p>"),
		.good = "maillint: --select "
			"accessibility/contrast-strict\n" PAGE(
				"<p style=\"color:#333333\">The price holds "
				"until "
				"May.</p>"),
		.on_draft = contrast_strict,
	},
	{
		.id = "accessibility/lang-missing",
		.severity = SEVERITY_OFF,
		.preset = { .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 3.1.1",
		.title = N_("page that does not say its language"),
		.why = N_("A screen reader reads it in the language of its "
			  "owner, and mail programs offer to translate what "
			  "needs none."),
		.bad = NEWS("<html>", ""),
		.good = NEWS("<html lang=\"en\">", ""),
		.on_draft = lang_missing,
	},
	{
		.id = "accessibility/lang-wrong",
		.severity = SEVERITY_OFF,
		.preset = { .bulk = SEVERITY_NOTE,
			.transactional = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 3.1.1",
		.title = N_("page that names another language"),
		.why = N_("Chinese text that says it is English is read out as "
			  "noise, set in the wrong font, and offered for "
			  "translation."),
		.bad = "maillint: --preset bulk\n@lang-wrong.eml",
		.good = NEWS("<html lang=\"en\">", ""),
		.on_draft = lang_wrong,
	},
	{
		.id = "accessibility/no-title",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 2.4.2",
		.title = N_("page without a title"),
		.why = N_("The title is shown where the mail is opened as a "
			  "web page; mail programs show the subject."),
		.bad = "maillint: --select accessibility/no-title\n" TOP
		       "<!DOCTYPE html><html lang=\"en\"><head><meta "
		       "charset=\"utf-8\"></head><body>" HELLO "</body></html>",
		.good = "maillint: --select accessibility/no-title\n" PAGE(""),
		.on_draft = no_title,
	},
	{
		.id = "accessibility/tiny-text",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_MEASURED,
		.source = "SpamAssassin HTML_FONT_TINY_NORDNS; no browser "
			  "enlarges text below 9 pixels well",
		.title = N_("letters too small to read"),
		.why = N_("On a phone nobody can read them, and small print "
			  "makes readers wonder what it hides."),
		.bad = PAGE("<p style=\"font-size:6px\">The price holds until "
			    "the end of May.</p>"),
		.good = PAGE("<p style=\"font-size:11px\">The price holds "
			     "until the end of May.</p>"),
		.on_draft = tiny_text,
	},
	{
		.id = "accessibility/justified",
		.severity = SEVERITY_OFF,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 1.4.8 (level AAA)",
		.title = N_("justified text"),
		.why = N_("On a narrow screen the words drift apart, which "
			  "makes reading hard for people with dyslexia."),
		.bad = "maillint: --select accessibility/justified\n" PAGE(
			"<p style=\"text-align:justify\">The price holds "
			"until May.</p>"),
		.good = "maillint: --select accessibility/justified\n" PAGE(
			"<p style=\"text-align:left\">The price holds "
			"until May.</p>"),
		.on_element = justified,
	},
	{
		.id = "accessibility/moving",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_STANDARD,
		.source = "WCAG 2.2, 2.2.2 and failures F4, F16, F47",
		.title = N_("text that moves or blinks"),
		.why = N_("It cannot be stopped, which makes it hard to read "
			  "and can make people ill. Gmail and Outlook remove "
			  "it."),
		.bad = PAGE("<marquee>Seats for cold water</marquee>"),
		.good = PAGE("<p>Seats for cold water</p>"),
		.on_element = moving,
	},
};

const struct family family_accessibility =
	FAMILY("accessibility", N_("accessibility"), rows);
