/* attached.c - all that a draft carries, and what it only promises. */
#include "../base/limits.h"
#include "assemble.h"

static struct attachment *
add(struct draft *d, struct span place)
{
	if (d->attachments.n == LIMIT_ATTACHMENTS)
		defect_note(&d->defects, DEFECT_LIMIT, place, NULL,
			STR("attachments"));
	if (d->attachments.n >= LIMIT_ATTACHMENTS)
		return NULL;
	return list_push(d->arena, &d->attachments);
}

static struct str
base_name(struct str path)
{
	size_t slash = str_rchr(path, '/');
	size_t back = str_rchr(path, '\\');

	if (slash == path.len || (back < path.len && back > slash))
		slash = back;
	return slash < path.len ? str_from(path, slash + 1) : path;
}

static void
attach_part(struct draft *d, const struct part *p)
{
	struct attachment *a = add(d, p->span);
	if (a)
		attachment_of_part(
			a, d->arena, d->source->bytes, p, &d->defects);
}

/* A file is sent beside the draft: it has no place in it. */
static void
attach_file(struct draft *d, const struct draft_options *o, size_t i)
{
	struct attachment *a = add(d, span_of(d->header_end, 0));
	struct map *nowhere = ARENA_NEW(d->arena, struct map);

	if (!a)
		return;
	map_add(d->arena, nowhere, 0, d->header_end, 1, 0);
	a->path = o->attach[i];
	a->name = (struct text){
		.s = base_name(a->path), .map = nowhere, .form = TEXT_OUTSIDE
	};
	a->place = span_of(d->header_end, 0);
	attachment_read(a, d->arena, o->attach_content[i], &d->defects);
}

static bool
is_given(const struct draft *d, struct str name)
{
	list_each (const struct attachment, a, &d->attachments)
		if (!a->missing && str_ieq(a->name.s, base_name(name)))
			return true;
	return false;
}

/* A name that stands in [at, at + len) of a header field. */
static void
promise(struct draft *d, const struct header *h, size_t at, size_t len)
{
	struct str name = str_sub(header_text(h)->s, at, len);

	if (is_given(d, name))
		return;
	struct attachment *a = add(d, h->value_span);
	if (!a)
		return;
	a->name = text_part(d->arena, header_text(h), at, len);
	a->place = text_span(header_text(h), at, len);
	a->extension = attachment_extension(d->arena, base_name(name));
	a->missing = true;
}

/* Width of a separator of names at the start of `s`, or 0. */
static size_t
separator(struct str s)
{
	static const struct str wide[] = { STR("、"), STR("，"), STR("；") };

	if (s.at[0] == ',' || s.at[0] == ';' || s.at[0] == '\n')
		return 1;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (str_starts(s, wide[i]))
			return wide[i].len;
	return 0;
}

static void
promise_trimmed(struct draft *d, const struct header *h, size_t from, size_t to)
{
	struct str s = header_text(h)->s;

	while (from < to && is_blank(s.at[from]))
		from++;
	while (to > from && is_blank(s.at[to - 1]))
		to--;
	if (to > from)
		promise(d, h, from, to - from);
}

static void
promise_names(struct draft *d, const struct header *h)
{
	size_t from = 0;

	for (size_t at = 0; at < header_text(h)->s.len;) {
		size_t width = separator(str_from(header_text(h)->s, at));
		if (width) {
			promise_trimmed(d, h, from, at);
			from = at + width;
		}
		at += width ? width : 1;
	}
	promise_trimmed(d, h, from, header_text(h)->s.len);
}

static bool
is_shown_by(const struct attachment *a, struct str href)
{
	struct str scheme = STR("cid:");
	return str_istarts(href, scheme) &&
	       str_eq(str_from(href, scheme.len), a->part->content_id);
}

static void
mark_inline(struct draft *d)
{
	list_each (const struct link, l, &d->links) {
		if (l->where != LINK_SRC)
			continue;
		list_each (struct attachment, a, &d->attachments)
			if (a->part && a->part->content_id.len &&
				is_shown_by(a, l->href))
				a->inline_ = true;
	}
}

void
draft_attach(struct draft *d, const struct draft_options *options)
{
	list_each (struct part *, p, &d->parts)
		if ((*p)->is_attachment && !(*p)->attached)
			attach_part(d, *p);
	for (size_t i = 0; i < options->attach_count; i++)
		attach_file(d, options, i);
	list_each (const struct header, h, &d->headers->list)
		if (h->id == HEADER_ATTACHMENTS)
			promise_names(d, h);
	mark_inline(d);
}
