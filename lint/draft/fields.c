/* fields.c - the merge fields of a draft, in order of its texts. */
#include "../base/limits.h"
#include "assemble.h"

static bool
people_write(enum header_id id)
{
	switch (id) {
	case HEADER_SUBJECT:
	case HEADER_FROM:
	case HEADER_SENDER:
	case HEADER_REPLY_TO:
	case HEADER_TO:
	case HEADER_CC:
	case HEADER_BCC:
	case HEADER_PREHEADER:
	case HEADER_ATTACHMENTS:
	case HEADER_LIST_UNSUBSCRIBE:
		return true;
	default:
		return false;
	}
}

/* Past the limit, which is noted once, nothing is looked for. */
void
draft_scan_fields(struct draft *d, field_list *out, const struct text *t,
	unsigned dialects)
{
	if (!d->fields_full)
		d->fields_full =
			!template_scan(out, d->arena, t, dialects, &d->defects);
}

void
draft_header_fields(struct draft *d, unsigned dialects)
{
	list_each (const struct header, h, &d->headers->list)
		if (people_write(h->id))
			draft_scan_fields(
				d, &d->fields, header_text(h), dialects);
}

static bool
may_hold_field(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		switch (s.at[i]) {
		case '{':
		case '[':
		case '<':
		case '*':
		case '%':
		case '$':
		case '\xC2': /* « */
			return true;
		}
	return false;
}

/* The fields of one URL that stands in markup. */
static void
scan_link(struct draft *d, struct link *l, unsigned dialects)
{
	if (!may_hold_field(str_sub(l->text.s, l->at, l->len)))
		return;
	struct text *t = ARENA_NEW(d->arena, struct text);
	*t = text_part(d->arena, &l->text, l->at, l->len);
	size_t first = d->fields.n;
	draft_scan_fields(d, &d->fields, t, dialects);
	for (size_t i = first; i < d->fields.n; i++) {
		struct field *f = &d->fields.at[i];
		f->in_link = true;
		l->field = true;
	}
}

static bool
overlaps(const struct field *f, const struct link *l)
{
	return f->at < l->at + l->len && l->at < f->at + f->len;
}

/* Fields of running text that stand in a bare URL; both lists are sorted. */
static void
join_text_links(struct draft *d, size_t first_field, size_t first_link)
{
	size_t i = first_field;

	for (size_t n = first_link; n < d->links.n; n++) {
		struct link *l = &d->links.at[n];
		if (l->where != LINK_TEXT && l->where != LINK_MARKDOWN)
			continue;
		while (i < d->fields.n &&
			d->fields.at[i].at + d->fields.at[i].len <= l->at)
			i++;
		for (size_t k = i;
			k < d->fields.n && overlaps(&d->fields.at[k], l); k++) {
			d->fields.at[k].in_link = true;
			l->field = true;
		}
	}
}

/* What pictures and links say when they are not shown, or pointed at. */
static bool
is_spoken(const struct attribute *a)
{
	return str_eq(a->name, STR("alt")) || str_eq(a->name, STR("title"));
}

static void
scan_spoken(struct draft *d, const struct html *h, unsigned dialects)
{
	list_each (const struct element, e, &h->elements)
		list_each (const struct attribute, a, &e->attributes) {
			if (!is_spoken(a) || !may_hold_field(a->value))
				continue;
			struct text *t = ARENA_NEW(d->arena, struct text);
			*t = attribute_text(d->arena, h, a);
			draft_scan_fields(d, &d->fields, t, dialects);
		}
}

static const struct html *
html_of(const struct draft *d, const struct part *part)
{
	list_each (const struct html, h, &d->htmls)
		if (h->part == part)
			return h;
	return NULL;
}

static void
keep_fields(struct draft *d, const struct prose *p)
{
	list_each (const struct field, f, &p->fields) {
		if (d->fields.n >= LIMIT_FIELDS) {
			defect_note_limit(&d->defects,
				text_span(&p->text, f->at, 0), p->part,
				STR("merge fields"));
			d->fields_full = true;
			return;
		}
		*list_push(d->arena, &d->fields) = *f;
	}
}

void
draft_body_fields(
	struct draft *d, const struct prose *p, size_t first, unsigned dialects)
{
	size_t first_field = d->fields.n;

	keep_fields(d, p);
	join_text_links(d, first_field, first);
	for (size_t i = first; i < d->links.n; i++)
		if (d->links.at[i].where != LINK_TEXT &&
			d->links.at[i].where != LINK_MARKDOWN)
			scan_link(d, &d->links.at[i], dialects);
	if (p->html)
		scan_spoken(d, html_of(d, p->part), dialects);
}
