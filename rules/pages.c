/* pages.c - of an HTML page: whose it is, how whole it is. */
#include "pages.h"

bool
pages_judged(const struct check *c)
{
	return !c->draft->is_reply && !c->draft->is_forward;
}

static bool
has_element(const struct html *h, enum tag tag)
{
	list_each (const struct element, e, &h->elements)
		if (e->tag == tag)
			return true;
	return false;
}

bool
page_is_document(const struct html *h)
{
	return has_element(h, TAG_HTML) && has_element(h, TAG_BODY) &&
	       has_element(h, TAG_HEAD) && !h->stopped;
}

bool
page_is_designed(const struct html *h)
{
	size_t cells = 0;

	if (h->sheet.n)
		return true;
	list_each (const struct element, e, &h->elements)
		cells += e->tag == TAG_TD;
	return cells > 2;
}

bool
page_has_tags(const struct html *h, size_t at, size_t len)
{
	if (h->masked.at == h->body->s.at || at + len > h->masked.len || !len)
		return false;
	return memcmp(h->masked.at + at, h->body->s.at + at, len) != 0;
}

/* "{{#if}}", "{% if %}", "<% if %>", "*|IF:": parts of the page that may be
 * left out. */
bool
page_has_blocks(const struct html *h)
{
	struct str s = h->body->s;

	return h->masked.at != s.at &&
	       (str_has(s, STR("{{#")) || str_has(s, STR("{%")) ||
		       str_has(s, STR("<%")) || str_has(s, STR("*|")) ||
		       str_has(s, STR("{{/")) || str_has(s, STR("[[")) ||
		       str_has(s, STR("{{>")) || str_has(s, STR("{{ ")) ||
		       str_has(s, STR("%%[")));
}

const struct element *
element_parent(const struct html *h, const struct element *e)
{
	return e->parent < 0 ? NULL : &h->elements.at[e->parent];
}

struct where
at_element(const struct html *h, const struct element *e)
{
	return in_text(h->body, e->at, e->len);
}

struct where
at_attribute(const struct html *h, const struct attribute *a)
{
	uint32_t end = a->has_value ? a->value_at + a->value_len
				    : a->name_at + a->name_len;
	return in_text(h->body, a->name_at, end - a->name_at);
}

bool
element_has_class(const struct element *e, struct str name)
{
	const struct attribute *a = element_attribute(e, "class");
	struct str rest = a ? a->value : STR_NONE;

	while (rest.len) {
		size_t n = 0;
		rest = str_trim(rest);
		while (n < rest.len && !is_blank(rest.at[n]))
			n++;
		if (n && str_eq(str_sub(rest, 0, n), name))
			return true;
		rest = str_from(rest, n);
	}
	return false;
}

struct str
element_text(const struct html *h, const struct element *e)
{
	return str_trim(
		str_sub(h->visible.s, e->text_at, e->text_end - e->text_at));
}

bool
image_is_pixel(const struct image *i)
{
	return (i->width >= 0 && i->width <= 3) ||
	       (i->height >= 0 && i->height <= 3);
}
