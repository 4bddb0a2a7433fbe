/* page.c - what is seen of an HTML page: its texts, links and images. */
#include <string.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "page.h"
#include "style.h"

enum {
	UNIT_MOST = 0xFFFE, /* bytes below one unit of a map */
	LEVELS = LIMIT_HTML_DEPTH + 16
};

/* A text in the making. Nothing that is added is longer than its source. */
struct sink {
	char *at;
	size_t n, room;
	struct map *map;
};

/* An element whose end has not come. */
struct level {
	int32_t element; /* -1: the page itself */
	uint32_t ends;	 /* the event that ends it */
	uint8_t traits;
	struct look look;
	bool pre;
	size_t visible_at;
	size_t images; /* shown before it */
};

/* The link whose end has not come. */
struct anchor {
	bool open;
	size_t link, depth, visible_at, hidden_at, images;
	bool gone;
};

struct view {
	struct page *p;
	link_list *links;
	struct sink visible, hidden;
	size_t depth;
	size_t images; /* shown so far */
	bool styles_full;
	struct anchor anchor;
	struct level levels[LEVELS];
};

static struct level *
top(struct view *v)
{
	return &v->levels[v->depth];
}

static void
sink_init(struct sink *k, struct view *v)
{
	k->map = ARENA_NEW(v->p->arena, struct map);
	k->map->under = v->p->h->body->map;
}

static bool
sink_room(struct sink *k, struct view *v, size_t n)
{
	if (!k->at) {
		k->room = v->p->real.len + 1;
		k->at = arena_bytes(v->p->arena, k->room);
	}
	return k->room - k->n >= n;
}

/* The last byte, a line end where there is none. */
static char
sink_last(const struct sink *k)
{
	return k->n ? k->at[k->n - 1] : '\n';
}

/* Adds bytes, of which `out` stand for `in` bytes of the body. */
static void
sink_add(struct sink *k, struct view *v, struct str s, size_t from, size_t out,
	size_t in)
{
	if (!sink_room(k, v, s.len))
		return;
	if (in > UNIT_MOST)
		in = UNIT_MOST;
	map_add(v->p->arena, k->map, k->n, from, (uint16_t)out, (uint16_t)in);
	memcpy(k->at + k->n, s.at, s.len);
	k->n += s.len;
}

/* One blank; several, and those at the start of a line, count as one. */
static void
sink_blank(struct sink *k, struct view *v, size_t from, size_t len)
{
	if (!is_blank(sink_last(k)))
		sink_add(k, v, STR(" "), from, 1, len);
}

/* A separator that comes from markup, in place of a blank before it. */
static void
sink_mark(struct sink *k, struct view *v, char mark, size_t from, size_t len)
{
	char last = sink_last(k);

	if (k->n && (last == ' ' || (last == '\t' && mark == '\n')))
		k->at[k->n - 1] = mark;
	else
		sink_add(k, v, (struct str){ &mark, 1 }, from, 1, len);
}

static void
sink_break(struct sink *k, struct view *v, size_t from)
{
	if (sink_last(k) != '\n')
		sink_mark(k, v, '\n', from, 0);
}

static struct text
sink_text(const struct sink *k, const struct html *h)
{
	const struct map *map = k->map;

	if (!h->body->map && h->body->form == TEXT_OUTSIDE)
		return (struct text){ { k->at, k->n }, NULL, h->part,
			TEXT_OUTSIDE };
	return (struct text){ { k->at ? k->at : "", k->n }, map, h->part,
		TEXT_PROSE };
}

/* How a byte of text is treated. */
enum { PLAIN, BLANK, ENTITY, NOTHING };

static const uint8_t classes[256] = {
	[0] = NOTHING,
	['\t'] = BLANK,
	['\n'] = BLANK,
	['\f'] = BLANK,
	['\r'] = BLANK,
	[' '] = BLANK,
	['&'] = ENTITY,
};

static size_t
run_of(struct str s, size_t at, uint8_t class)
{
	while (at < s.len && classes[(uint8_t)s.at[at]] == class)
		at++;
	return at;
}

/* Words with one blank between each two: they are shown as they stand. */
static size_t
run_of_words(struct str s, size_t at)
{
	for (;; at++) {
		at = run_of(s, at, PLAIN);
		if (at + 1 >= s.len || s.at[at] != ' ' ||
			classes[(uint8_t)s.at[at + 1]] != PLAIN)
			return at;
	}
}

/* In <pre> blanks stay; a line end is one character. */
static void
add_pre_blanks(struct sink *k, struct view *v, size_t from, size_t end)
{
	const char *s = v->p->real.at;

	for (size_t i = from; i < end; i++) {
		if (s[i] == '\r' && i + 1 < end && s[i + 1] == '\n') {
			sink_add(k, v, STR("\n"), i, 1, 2);
			i++;
			continue;
		}
		char c = s[i] == '\r' ? '\n' : s[i];
		sink_add(k, v, (struct str){ &c, 1 }, i, 1, 1);
	}
}

static size_t
add_entity(struct sink *k, struct view *v, size_t at, size_t end)
{
	struct str rest = str_sub(v->p->real, at, end - at);
	char unit[8];
	size_t len, n = entity_read(rest, unit, &len);

	if (n)
		sink_add(k, v, (struct str){ unit, len }, at, len, n);
	else
		sink_add(k, v, STR("&"), at, 1, n = 1);
	return at + n;
}

static void
add_text(struct sink *k, struct view *v, size_t from, size_t end, bool pre)
{
	struct str s = str_sub(v->p->real, 0, end);

	for (size_t at = from, next; at < end; at = next) {
		uint8_t class = classes[(uint8_t)s.at[at]];
		if (class == ENTITY) {
			next = add_entity(k, v, at, end);
			continue;
		}
		next = class == PLAIN ? run_of_words(s, at)
				      : run_of(s, at, class);
		if (class == PLAIN)
			sink_add(k, v, str_sub(s, at, next - at), at, 1, 1);
		else if (class == BLANK && pre)
			add_pre_blanks(k, v, at, next);
		else if (class == BLANK)
			sink_blank(k, v, at, next - at);
	}
}

static struct sink *
sink_of(struct view *v, const struct look *look)
{
	return look_hides_text(look) ? &v->hidden : &v->visible;
}

/* Bytes of a text without blanks. */
static uint32_t
letters_of(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += !is_blank(s.at[i]);
	return (uint32_t)n;
}

static void
show_text(struct view *v, size_t from, size_t end)
{
	const struct level *l = top(v);
	struct sink *k = sink_of(v, &l->look);
	size_t before = k->n;

	if (from >= end)
		return;
	add_text(k, v, from, end, l->pre);
	if (k == &v->visible && l->element >= 0)
		v->p->h->elements.at[l->element].letters +=
			letters_of(str_range(k->at + before, k->at + k->n));
}

/* A line ends in what is seen, and in what is hidden inside. */
static void
break_line(struct view *v, const struct look *look, size_t at)
{
	if (!look_hides(look))
		sink_break(&v->visible, v, at);
	if (look_hides_text(look))
		sink_break(&v->hidden, v, at);
}

static bool
is_templated(const struct page *p, const struct attribute *a)
{
	return p->masked.at != p->real.at && a->value_len &&
	       memcmp(p->masked.at + a->value_at, p->real.at + a->value_at,
		       a->value_len) != 0;
}

struct link *
page_add_link(struct page *p, link_list *links, enum link_where where,
	const struct attribute *a)
{
	if (links->n >= LIMIT_LINKS) {
		defect_note_limit(p->defects,
			page_span(p, a->name_at, a->name_len), p->h->part,
			STR("links"));
		p->h->stopped = true;
		return NULL;
	}
	struct link *l = list_push(p->arena, links);
	*l = (struct link){ .where = where,
		.text = attribute_text(p->arena, p->h, a),
		.href = str_trim(a->value),
		.part = p->h->part,
		.element = -1,
		.field = is_templated(p, a) };
	l->at = a->value.len ? (uint32_t)(l->href.at - a->value.at) : 0;
	l->len = (uint32_t)l->href.len;
	l->url = url_parse(p->arena, l->href);
	return l;
}

static struct link *
add_link(struct view *v, enum link_where where, int32_t element,
	const struct attribute *a)
{
	struct link *l = page_add_link(v->p, v->links, where, a);

	if (!l)
		return NULL;
	l->element = element;
	l->hidden = look_hides(&top(v)->look);
	return l;
}

/* The label is what the reader sees of it, else what is hidden in it. */
static void
set_label(struct link *l, const struct text *text, struct str all, size_t from)
{
	struct str label = str_trim(str_from(all, from));

	l->label_text = text;
	l->label = label;
	l->label_at =
		(uint32_t)(label.len ? (size_t)(label.at - all.at) : from);
	l->label_len = (uint32_t)label.len;
}

static void
finish_link(struct view *v)
{
	struct anchor *a = &v->anchor;
	struct html *h = v->p->h;

	if (!a->open)
		return;
	a->open = false;
	struct link *l = &v->links->at[a->link];
	set_label(l, &h->visible, (struct str){ v->visible.at, v->visible.n },
		a->visible_at);
	bool hides = v->hidden.n > a->hidden_at && v->images == a->images;
	l->hidden = a->gone || (!l->label.len && hides);
	if (!l->label.len && hides)
		set_label(l, &h->hidden,
			(struct str){ v->hidden.at, v->hidden.n },
			a->hidden_at);
}

static void
start_link(struct view *v, int32_t element, const struct attribute *href,
	const struct look *look)
{
	finish_link(v);
	if (!add_link(v, LINK_HREF, element, href))
		return;
	v->anchor = (struct anchor){ .open = true,
		.link = v->links->n - 1,
		.depth = v->depth,
		.visible_at = v->visible.n,
		.hidden_at = v->hidden.n,
		.images = v->images,
		.gone = look_hides(look) };
}

/* Pixels of a width or height attribute, or -1. */
static int
pixels_of(const struct element *e, const char *name)
{
	const struct declaration *d = element_style(e, name);
	const struct attribute *a = element_attribute(e, name);
	double pixels;
	uint64_t n;

	if (d && !str_iends(d->value, STR("%")) &&
		length_read(d->value, 16, &pixels) && pixels >= 0 &&
		pixels < 1e6)
		return (int)pixels;
	if (!a)
		return -1;
	struct str value = str_trim(a->value);
	if (str_iends(value, STR("px")))
		value.len -= 2;
	return str_number(value, &n) && n < 1000000 ? (int)n : -1;
}

static void
add_image(struct view *v, int32_t element, const struct look *look)
{
	struct html *h = v->p->h;
	const struct element *e = &h->elements.at[element];
	const struct attribute *src = element_attribute(e, "src");
	const struct attribute *alt = element_attribute(e, "alt");

	*list_push(v->p->arena, &h->images) = (struct image){
		.element = element,
		.src = src ? str_trim(src->value) : STR_NONE,
		.alt = alt ? alt->value : STR_NONE,
		.has_alt = alt != NULL,
		.width = pixels_of(e, "width"),
		.height = pixels_of(e, "height"),
		.hidden = look_hides(look),
	};
	v->images += !look_hides(look);
	if (src)
		add_link(v, LINK_SRC, element, src);
}

/* What a style sheet may have set is not known to us. */
static void
apply_class(const struct page *p, struct look *look)
{
	if (p->h->sheet_color)
		look->color = COLOR_UNKNOWN;
	if (p->h->sheet_background)
		look->background = COLOR_UNKNOWN;
	if (p->h->sheet_font)
		look->font = 16;
}

static void
apply_color(int32_t *color, struct str value)
{
	int32_t rgb;

	if (color_read(value, &rgb) && rgb != COLOR_CLEAR)
		*color = rgb;
}

static void
apply_attribute(struct view *v, const struct element *e,
	const struct attribute *a, struct look *look)
{
	if (str_eq(a->name, STR("class")) || str_eq(a->name, STR("id")))
		apply_class(v->p, look);
	else if (str_eq(a->name, STR("hidden")))
		look->gone = true;
	else if (str_eq(a->name, STR("bgcolor")))
		apply_color(&look->background, a->value);
	else if (str_eq(a->name, STR("background")))
		look->background = COLOR_UNKNOWN;
	else if (str_eq(a->name, STR("color")) && e->tag == TAG_FONT)
		apply_color(&look->color, a->value);
	else if (str_eq(a->name, STR("text")) && e->tag == TAG_BODY)
		apply_color(&look->color, a->value);
}

static struct span
value_span(const struct page *p, const struct attribute *a)
{
	return page_span(p, a->value_at, a->value_len);
}

/* Declarations count as attributes where all of those are counted. */
static void
apply_style(struct view *v, struct element *e, const struct attribute *style,
	struct look *look)
{
	struct page *p = v->p;
	size_t room = LIMIT_ATTRIBUTES_ALL - p->h->used.attributes;

	if (v->styles_full)
		return;
	if (!style_read(&e->style, p->arena,
		    str_sub(p->masked, style->value_at, style->value_len),
		    str_sub(p->real, style->value_at, style->value_len),
		    style->value_at))
		defect_note(p->defects, DEFECT_LIMIT, value_span(p, style),
			p->h->part, STR("style"));
	if (e->style.n > room) {
		e->style.n = room;
		v->styles_full = true;
		defect_note_limit(p->defects, value_span(p, style), p->h->part,
			STR("all HTML attributes"));
	}
	p->h->used.attributes += e->style.n;
	look_apply(look, &e->style);
}

/* The look of an element inside of what `look` is the look of. */
static void
apply_element(struct view *v, struct element *e, struct look *look)
{
	const struct attribute *style = NULL;

	/* The colour of links is the reader's own. */
	if (e->tag == TAG_A)
		look->color = COLOR_UNKNOWN;
	list_each (struct attribute, a, &e->attributes)
		if (str_eq(a->name, STR("style")))
			style = style ? style : a;
		else
			apply_attribute(v, e, a, look);
	if (style)
		apply_style(v, e, style, look);
}

static struct str
meta_charset(const struct element *e)
{
	const struct attribute *a = element_attribute(e, "charset");

	if (a)
		return str_trim(a->value);
	a = element_attribute(e, "content");
	if (!a || !element_attribute(e, "http-equiv"))
		return STR_NONE;
	struct str rest =
		str_from(a->value, str_ifind(a->value, STR("charset=")) + 8);
	return str_trim(str_cut(&rest, ';'));
}

/* Links, images and facts of a start tag. */
static void
read_element(struct view *v, int32_t index, const struct look *look)
{
	struct html *h = v->p->h;
	const struct element *e = &h->elements.at[index];
	const struct attribute *a;

	switch (e->tag) {
	case TAG_A:
		if ((a = element_attribute(e, "href")))
			start_link(v, index, a, look);
		break;
	case TAG_AREA:
		if ((a = element_attribute(e, "href")))
			add_link(v, LINK_HREF, index, a);
		break;
	case TAG_IMG:
		add_image(v, index, look);
		break;
	case TAG_INPUT:
		if ((a = element_attribute(e, "type")) &&
			str_ieq(a->value, STR("image")))
			add_image(v, index, look);
		break;
	case TAG_FORM:
		if ((a = element_attribute(e, "action")))
			add_link(v, LINK_FORM, index, a);
		break;
	case TAG_HTML:
		if (!h->lang.len &&
			((a = element_attribute(e, "lang")) ||
				(a = element_attribute(e, "xml:lang"))))
			h->lang = str_trim(a->value);
		break;
	case TAG_META:
		if (!h->charset.len)
			h->charset = meta_charset(e);
		break;
	default:
		break;
	}
	if (e->tag != TAG_IMG && (a = element_attribute(e, "background")))
		add_link(v, LINK_SRC, index, a);
}

static void
push_level(struct view *v, const struct event *ev, const struct look *look)
{
	const struct element *e = &v->p->h->elements.at[ev->element];
	bool pre = top(v)->pre || e->tag == TAG_PRE || e->tag == TAG_TEXTAREA;

	v->depth++;
	*top(v) = (struct level){ .element = ev->element,
		.ends = ev->ends,
		.traits = ev->fact->traits,
		.look = *look,
		.pre = pre,
		.visible_at = v->visible.n,
		.images = v->images };
}

static void
start_element(struct view *v, const struct event *ev)
{
	struct page *p = v->p;
	struct element *e = &p->h->elements.at[ev->element];
	struct look look = top(v)->look;
	bool block = ev->fact->traits & TRAIT_BLOCK,
	     hid = look_hides_text(&look);

	e->parent = top(v)->element;
	e->depth = (uint16_t)v->depth;
	apply_element(v, e, &look);
	e->hidden = look_hides_text(&look);
	e->font = (float)look.font;
	e->color = look.color;
	e->background = look.background;
	if (ev->fact->traits & TRAIT_UNSEEN)
		look.gone = true;
	if (block || (e->hidden && !hid))
		break_line(v, &look, ev->at);
	read_element(v, ev->element, &look);
	e = &p->h->elements.at[ev->element];
	e->text_at = e->text_end = (uint32_t)v->visible.n;
	e->hidden_at = e->hidden_end = (uint32_t)v->hidden.n;
	if (e->tag == TAG_BR)
		sink_mark(sink_of(v, &look), v, '\n', ev->at, ev->len);
	if (ev->fact->traits & TRAIT_VOID)
		e->hidden = look_hides(&look);
	else if ((ev->ends || ev->fact->traits & TRAIT_RAW) &&
		 v->depth + 1 < LEVELS)
		push_level(v, ev, &look);
}

/* An element is hidden only when nothing in it was seen. */
static void
end_element(struct view *v, size_t at)
{
	const struct level *l = top(v);
	struct element *e = &v->p->h->elements.at[l->element];
	bool seen = v->visible.n > l->visible_at || v->images > l->images;

	e->text_end = (uint32_t)v->visible.n;
	e->hidden_end = (uint32_t)v->hidden.n;
	if (seen && !look_hides(&l->look))
		e->hidden = false;
	if (v->anchor.open && v->depth <= v->anchor.depth)
		finish_link(v);
	if (e->tag == TAG_TD || e->tag == TAG_TH) {
		if (!look_hides(&l->look) && !is_blank(sink_last(&v->visible)))
			sink_mark(&v->visible, v, '\t', at, 0);
	} else if (l->traits & TRAIT_BLOCK) {
		break_line(v, &l->look, at);
	}
	v->depth--;
}

static bool
ends_at(const struct view *v, size_t event)
{
	const struct level *l = &v->levels[v->depth];

	if (l->element < 0)
		return false;
	return l->traits & TRAIT_RAW ? v->p->events.at[event].kind != TOKEN_RAW
				     : l->ends <= event;
}

/* Ends the elements that this event ends, the innermost first. */
static void
end_elements(struct view *v, size_t event)
{
	const struct event *ev = &v->p->events.at[event];
	bool ends = false;

	while (ends_at(v, event)) {
		struct element *e = &v->p->h->elements.at[top(v)->element];
		if (ev->kind == TOKEN_END && str_eq(e->name, ev->name)) {
			e->end_at = ev->at;
			e->end_len = ev->len;
			ends = true;
		}
		end_element(v, ev->at);
	}
	if (!ends && ev->kind == TOKEN_END && ev->fact->tag == TAG_TABLE)
		*list_push(v->p->arena, &v->p->h->strays) =
			span_of(ev->at, ev->len);
}

/* Blanks of a title are read as one each. */
static struct str
collapsed(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.len);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (!is_blank(s.at[i]))
			out[n++] = s.at[i];
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	while (n && out[n - 1] == ' ')
		n--;
	return (struct str){ out, n };
}

static void
show_raw(struct view *v, const struct event *ev)
{
	struct page *p = v->p;
	struct str s = str_sub(p->real, ev->at, ev->len);

	if (str_eq(ev->name, STR("title")) && !p->h->title.len)
		p->h->title = collapsed(
			p->arena, entities_decode(p->arena, str_trim(s)));
	else if (str_eq(ev->name, STR("textarea")) ||
		 str_eq(ev->name, STR("xmp")))
		show_text(v, ev->at, ev->at + ev->len);
}

static void
show_event(struct view *v, size_t i)
{
	const struct event *ev = &v->p->events.at[i];

	end_elements(v, i);
	if (ev->kind == TOKEN_START)
		start_element(v, ev);
	else if (ev->kind == TOKEN_RAW)
		show_raw(v, ev);
	else if (ev->kind == TOKEN_COMMENT)
		outlook_read(v->p, ev, v->visible.n, look_hides(&top(v)->look));
	else if (ev->kind == TOKEN_END && ev->fact->tag == TAG_A)
		finish_link(v);
	else if (ev->kind == TOKEN_END && ev->fact->tag == TAG_BR)
		break_line(v, &top(v)->look, ev->at);
}

void
page_show(struct page *p, link_list *links)
{
	UNFILLED struct view v;
	size_t from = 0, end = p->end, first = links->n;

	v.p = p;
	v.links = links;
	v.visible = v.hidden = (struct sink){ 0 };
	v.depth = v.images = 0;
	v.styles_full = false;
	v.anchor = (struct anchor){ 0 };
	v.levels[0] = (struct level){ .element = -1, .look = look_plain() };
	sink_init(&v.visible, &v);
	sink_init(&v.hidden, &v);
	for (size_t i = 0; i < p->events.n; i++) {
		const struct event *ev = &p->events.at[i];
		show_text(&v, from, ev->at);
		show_event(&v, i);
		from = ev->at + ev->len;
	}
	show_text(&v, from, end);
	while (v.depth)
		end_element(&v, end);
	finish_link(&v);
	outlook_add_links(p, links, first);
	p->h->visible = sink_text(&v.visible, p->h);
	p->h->hidden = sink_text(&v.hidden, p->h);
}
