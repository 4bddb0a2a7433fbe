/* heading.c - the header fields of a draft: the file's, and those that options
 * give in their place. */
#include "../base/limits.h"
#include "assemble.h"
#include "charset.h"

/* Of fields that were not read as header fields. */
void
draft_read_addresses(struct draft *d, struct headers *headers)
{
	list_each (struct header, h, &headers->list) {
		if (h->addresses || !header_has_addresses(h->id))
			continue;
		h->addresses = ARENA_NEW(d->arena, struct addresses);
		address_parse(h->addresses, d->arena, header_text(h), NULL,
			&d->defects);
	}
}

static struct str
valid(struct arena *arena, struct str s)
{
	const struct map *map;
	bool clean;
	return charset_decode(arena, charset_named(STR("utf-8")), s,
		map_identity(arena, 0, NULL), &map, &clean);
}

/* A field that an option gives: it has no place in the file, but findings
 * about it need one. */
static void
give(struct draft *d, struct headers *to, enum header_id id, const char *name,
	struct str value)
{
	struct header *h = list_push(d->arena, &to->list);
	struct map *nowhere = ARENA_NEW(d->arena, struct map);

	map_add(d->arena, nowhere, 0, d->header_end, 1, 0);
	h->id = id;
	h->name = str_of(name);
	h->span = h->name_span = h->value_span = span_of(d->header_end, 0);
	header_set_text(d->arena, h,
		(struct text){ .s = valid(d->arena, value),
			.map = nowhere,
			.form = TEXT_OUTSIDE });
	h->given = true;
}

static bool
is_overridden(enum header_id id, const struct draft_options *o)
{
	return (id == HEADER_SUBJECT && o->subject.at) ||
	       (id == HEADER_FROM && o->from.at) ||
	       (id == HEADER_TO && o->to.at);
}

static void
find_headers(struct draft *d)
{
	d->subject = headers_find(d->headers, HEADER_SUBJECT);
	d->from = headers_find(d->headers, HEADER_FROM);
	d->to = headers_find(d->headers, HEADER_TO);
	d->cc = headers_find(d->headers, HEADER_CC);
	d->reply_to = headers_find(d->headers, HEADER_REPLY_TO);
}

static bool
gives_fields(const struct draft_options *o)
{
	return o->subject.at || o->from.at || o->to.at;
}

static struct headers *
merged(struct draft *d, const struct draft_options *o)
{
	struct headers *to = ARENA_NEW(d->arena, struct headers);

	to->block = d->root->headers.block;
	to->body_at = d->root->headers.body_at;
	if (o->subject.at)
		give(d, to, HEADER_SUBJECT, "Subject", o->subject);
	if (o->from.at)
		give(d, to, HEADER_FROM, "From", o->from);
	if (o->to.at)
		give(d, to, HEADER_TO, "To", o->to);
	list_each (const struct header, h, &d->root->headers.list)
		if (!is_overridden(h->id, o))
			*list_push(d->arena, &to->list) = *h;
	draft_read_addresses(d, to);
	return to;
}

void
draft_merge_options(struct draft *d, const struct draft_options *o)
{
	d->headers = gives_fields(o) ? merged(d, o) : &d->root->headers;
	find_headers(d);
}

static void
add_header_link(struct draft *d, const struct header *h, size_t at, size_t len)
{
	struct link *l = list_push(d->arena, &d->links);

	l->where = LINK_HEADER;
	l->text = *header_text(h);
	l->at = (uint32_t)at;
	l->len = (uint32_t)len;
	l->href = str_sub(header_text(h)->s, at, len);
	l->url = url_parse(d->arena, l->href);
	l->element = -1;
}

/* RFC 2369: URLs between < and >. */
void
draft_find_header_links(struct draft *d)
{
	const struct header *h =
		headers_find(d->headers, HEADER_LIST_UNSUBSCRIBE);
	struct str s = h ? header_text(h)->s : STR_NONE;
	size_t at = str_chr(s, '<');

	while (at < s.len) {
		if (d->links.n >= LIMIT_LINKS) {
			defect_note_limit(&d->defects,
				text_span(header_text(h), at, 0), NULL, STR("links"));
			break;
		}
		size_t len = str_chr(str_from(s, at + 1), '>');
		add_header_link(d, h, at + 1, len);
		at += len + 1;
		at += str_chr(str_from(s, at), '<');
	}
}
