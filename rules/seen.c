/* seen.c - what a reader of a page sees of it, and what not. */
#include <math.h>

#include "pages.h"
#include "seen.h"

enum {
	PREHEADER_MOST = 1000, /* letters that a hidden first line may have */
	BEFORE_MOST = 12,      /* ... and that may stand before it */
	STUFFED_LEAST = 200,   /* letters that are taken out of sight */
	PAINTED_LEAST = 25,    /* ... that are too small, or of no colour */
	TEXT_LEAST = 120,      /* letters that a mail of pictures needs */
	LABEL_MOST = 60
};

/* Relative luminance of one channel, 0 to 255. */
static double
linear(int32_t channel)
{
	double c = channel / 255.0;
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(int32_t rgb)
{
	return 0.2126 * linear(rgb >> 16 & 255) +
	       0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
}

double
contrast_of(int32_t a, int32_t b)
{
	double x = luminance(a), y = luminance(b);
	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* Characters that print something; no more are counted than `most`. */
static size_t
letters_to(struct str s, size_t most)
{
	size_t n = 0;

	for (size_t at = 0; at < s.len && n < most;) {
		uint32_t r = utf8_next(s, &at);
		n += r > ' ' && !rune_is_space(r) && !rune_is_invisible(r) &&
		     r != 0x034F;
	}
	return n;
}

static size_t
letters(struct str s)
{
	return letters_to(s, SIZE_MAX);
}

static struct str
hidden_text(const struct html *h, const struct element *e)
{
	return str_trim(str_sub(
		h->hidden.s, e->hidden_at, e->hidden_end - e->hidden_at));
}

/* The line that is only for the list of mails: hidden, and first. */
static bool
is_preheader(const struct html *h, const struct element *e)
{
	struct str before = str_sub(h->visible.s, 0, e->text_at);
	return letters_to(before, BEFORE_MOST + 1) <= BEFORE_MOST &&
	       letters_to(hidden_text(h, e), PREHEADER_MOST + 1) <=
		       PREHEADER_MOST;
}

/* Made visible on phones, or elsewhere, by a style sheet. */
static bool
is_switched(const struct html *h, const struct element *e)
{
	return h->sheet.n &&
	       (element_attribute(e, "class") || element_attribute(e, "id"));
}

static bool
declares(const struct element *e, const char *name)
{
	return element_style(e, name) != NULL;
}

/* Too small to be read, or of the colour of the page. */
static bool
is_painted_out(const struct element *e)
{
	return (declares(e, "font-size") && e->font < 1.5F) ||
	       (e->color >= 0 && e->color == e->background &&
		       (declares(e, "color") || e->tag == TAG_FONT));
}

static bool
is_taken_out(const struct element *e)
{
	return declares(e, "display") || declares(e, "visibility") ||
	       declares(e, "opacity") || declares(e, "max-height") ||
	       declares(e, "height") || declares(e, "left") ||
	       declares(e, "top") || declares(e, "text-indent") ||
	       declares(e, "margin-left") || declares(e, "clip");
}

/* One long word is a mark for a machine, such as a ticket's number. */
static bool
is_one_word(struct str s)
{
	return str_chr(s, ' ') == s.len && str_chr(s, '\n') == s.len &&
	       str_is_ascii(s);
}

static bool
is_stuffed(const struct html *h, const struct element *e)
{
	bool painted = is_painted_out(e);

	if (!e->hidden || (!painted && !is_taken_out(e)))
		return false;
	struct str s = hidden_text(h, e);
	size_t least = painted ? PAINTED_LEAST : STUFFED_LEAST;
	return s.len >= least && letters_to(s, least) >= least &&
	       !is_one_word(s) && !is_preheader(h, e) && !is_switched(h, e) &&
	       !page_has_tags(h, e->at, e->len);
}

static void
hidden_text_in(struct check *c, const struct html *h)
{
	uint32_t told = 0; /* the end of what was reported */

	list_each (const struct element, e, &h->elements) {
		if (e->hidden_end <= told || e->hidden_end == e->hidden_at ||
			!is_stuffed(h, e))
			continue;
		told = e->hidden_end;
		struct str s = hidden_text(h, e);
		finding_advice(find(c, at_element(h, e),
				       N_("{1} characters here cannot be seen: "
					  "\"{2}\""),
				       2, arg_number(c, (int64_t)letters(s)),
				       str_sub(s, 0, LABEL_MOST)),
			N_("show the text, or delete it; only a short first "
			   "line may be hidden"),
			0);
	}
}

void
seen_hidden_text(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		hidden_text_in(c, h);
}

static const struct declaration *
background_picture(const struct element *e)
{
	list_each (const struct declaration, d, &e->style)
		if (str_starts(d->name, STR("background")) &&
			str_ihas(d->value, STR("url(")))
			return d;
	return NULL;
}

static bool
names_color(struct str value)
{
	int32_t rgb;

	while (value.len) {
		size_t n = str_chr(value, ' ');
		struct str word = str_sub(value, 0, n);
		if (str_chr(word, '(') == word.len && color_read(word, &rgb))
			return true;
		value = str_from(value, n + 1);
	}
	return str_ihas(value, STR("rgb"));
}

/* A colour that stands in when the picture does not come. */
static bool
has_colour_behind(const struct html *h, const struct element *e)
{
	for (; e; e = element_parent(h, e)) {
		if (element_attribute(e, "bgcolor"))
			return true;
		list_each (const struct declaration, d, &e->style)
			if (str_eq(d->name, STR("background-color")) ||
				(str_eq(d->name, STR("background")) &&
					(names_color(d->value) ||
						str_ihas(
							d->value, STR("rgb")))))
				return true;
		if (h->sheet_background && element_attribute(e, "class"))
			return true;
	}
	return false;
}

/* Text in it that is nearly white: gone on a white page. */
static const struct element *
pale_text(const struct html *h, const struct element *e)
{
	enum { PALE_TENTHS = 16 };

	for (const struct element *x = e; x < h->elements.at + h->elements.n &&
					  (x == e || x->depth > e->depth);
		x++) {
		if (x != e && (declares(x, "background") ||
				      declares(x, "background-color") ||
				      element_attribute(x, "bgcolor")))
			continue;
		if (x->letters && !x->hidden && x->color >= 0 &&
			contrast_of(x->color, 0xFFFFFF) * 10 < PALE_TENTHS)
			return x;
	}
	return NULL;
}

static void
background_text_in(struct check *c, const struct html *h)
{
	list_each (const struct element, e, &h->elements) {
		const struct declaration *d =
			e->hidden ? NULL : background_picture(e);
		if (!d || has_colour_behind(h, e) || !pale_text(h, e))
			continue;
		finding_advice(
			find(c, in_text(h->body, d->at, d->len),
				N_("Outlook for Windows does not show this "
				   "picture, and the pale text on it is then "
				   "white on white"),
				0),
			N_("add bgcolor=\"...\" with a dark colour to the "
			   "same cell"),
			0);
		return;
	}
}

void
seen_background_text(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		background_text_in(c, h);
}

/* A picture that may carry the message: no icon, no logo, no pixel. */
static bool
is_large(const struct image *i)
{
	return !i->hidden && !image_is_pixel(i) &&
	       (i->width < 0 || i->width >= 200) &&
	       (i->height < 0 || i->height >= 100);
}

static bool
is_attached_photo(const struct image *i)
{
	return str_istarts(i->src, STR("cid:"));
}

static void
image_only_in(struct check *c, const struct html *h)
{
	const struct image *first = NULL;
	size_t spoken = letters_to(h->visible.s, TEXT_LEAST);

	if (spoken >= TEXT_LEAST || page_has_blocks(h))
		return;
	list_each (const struct image, i, &h->images) {
		spoken += letters(i->alt);
		if (!first && is_large(i) &&
			!(is_attached_photo(i) && c->preset == PRESET_PERSONAL))
			first = i;
	}
	if (!first || spoken >= TEXT_LEAST)
		return;
	finding_advice(
		find(c, at_element(h, &h->elements.at[first->element]),
			N_("this mail is a picture with {1} characters of "
			   "text"),
			1, arg_number(c, (int64_t)letters(h->visible.s))),
		N_("write the message as text, and let the picture go with "
		   "it"),
		0);
}

void
seen_image_only(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		if (h->images.n)
			image_only_in(c, h);
}

void
seen_data_image(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct image, i, &h->images) {
			const struct element *e = &h->elements.at[i->element];
			if (!str_istarts(i->src, STR("data:")) || i->hidden ||
				image_is_pixel(i))
				continue;
			finding_advice(
				find(c, at_element(h, e),
					N_("Gmail does not show a picture that "
					   "is written into the page"),
					0),
				N_("attach it and refer to it with cid:, or "
				   "put it on your site"),
				0);
			return;
		}
}

static bool
has_content_id(const struct draft *d, struct str id)
{
	list_each (struct part *, p, &d->parts)
		if (str_ieq((*p)->content_id, id))
			return true;
	return false;
}

static bool
is_relative(struct str src)
{
	size_t colon = str_chr(src, ':'), slash = str_chr(src, '/');
	return !str_starts(src, STR("//")) &&
	       (colon == src.len || slash < colon);
}

static struct str
decoded_id(struct check *c, struct str id)
{
	char *out = arena_bytes(c->arena, id.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < id.len; i++) {
		int high = i + 2 < id.len && id.at[i] == '%'
				   ? hex_value(id.at[i + 1])
				   : -1;
		int low = high >= 0 ? hex_value(id.at[i + 2]) : -1;
		out[n++] = low >= 0 ? (char)(high * 16 + low) : id.at[i];
		i += low >= 0 ? 2 : 0;
	}
	return (struct str){ out, n };
}

static bool
is_absent_part(struct check *c, struct str src)
{
	struct str id = str_from(src, 4);

	return str_istarts(src, STR("cid:")) && c->draft->has_header &&
	       c->stage != STAGE_TEMPLATE && !has_content_id(c->draft, id) &&
	       !has_content_id(c->draft, decoded_id(c, id));
}

static const char *
source_trouble(struct check *c, const struct image *i)
{
	if (!i->src.len)
		return N_("this picture has no address");
	if (is_absent_part(c, i->src))
		return N_("no part of this mail is the picture {1}");
	if (c->stage == STAGE_TEMPLATE || !c->draft->has_header)
		return NULL;
	if (is_relative(i->src) && !str_starts(i->src, STR("#")))
		return N_("{1} is a file on your own computer or site; in a "
			  "mail it is not found");
	return NULL;
}

static bool
has_base(const struct html *h)
{
	list_each (const struct element, e, &h->elements)
		if (e->tag == TAG_BASE)
			return true;
	return false;
}

/* True when it was worth a finding. */
static bool
image_source_of(struct check *c, const struct html *h, const struct image *i)
{
	const struct element *e = &h->elements.at[i->element];
	bool judged = !i->hidden && !image_is_pixel(i);
	const char *trouble = judged ? source_trouble(c, i) : NULL;

	if (!trouble || page_has_tags(h, e->at, e->len) || has_base(h))
		return false;
	struct finding *f = find(c, at_element(h, e), trouble, 1,
		str_sub(i->src, 0, LABEL_MOST));
	if (!i->src.len)
		finding_severity(f, SEVERITY_WARNING);
	finding_advice(f,
		N_("attach the picture, or give its whole address with "
		   "https://"),
		0);
	return true;
}

void
seen_image_source(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct image, i, &h->images)
			if (image_source_of(c, h, i))
				return;
}

static bool
is_counter(const struct image *i)
{
	return i->width >= 0 && i->width <= 1 && i->height >= 0 &&
	       i->height <= 1 && str_istarts(i->src, STR("http"));
}

/* The only picture of a mail, and nobody sees it. */
void
seen_tracking_pixel(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls) {
		if (!pages_judged(c) || h->images.n != 1 ||
			!is_counter(&h->images.at[0]))
			continue;
		finding_advice(
			find(c,
				at_element(h,
					&h->elements
						 .at[h->images.at[0].element]),
				N_("an invisible picture reports when this "
				   "mail is opened"),
				0),
			N_("leave it out of a first mail; an answer tells you "
			   "more"),
			0);
	}
}

/* "View this email in your browser" and the like. */
static bool
is_view_line(struct str line)
{
	size_t n = lexicon_view_online.count;

	for (size_t i = 0; i < n; i++)
		if (str_ihas(line, str_of(lexicon_view_online.entries[i].key)))
			return true;
	return false;
}

/* What a list of mails shows behind the subject is the first text. */
static void
preview_in(struct check *c, const struct html *h)
{
	struct str rest = h->visible.s;
	struct str line = str_trim(str_cut(&rest, '\n'));

	if (letters(h->hidden.s) > 0 || !line.len || line.len > 120 ||
		!page_is_document(h) || !is_view_line(line))
		return;
	size_t at = (size_t)(line.at - h->visible.s.at);
	finding_advice(find(c, in_text(&h->visible, at, line.len),
			       N_("the list of mails shows \"{1}\" behind the "
				  "subject"),
			       1, str_sub(line, 0, LABEL_MOST)),
		N_("put one sentence about the mail in front of it"), 0);
}

void
seen_preview(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls)
		preview_in(c, h);
}
