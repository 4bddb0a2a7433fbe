/* links.c - links of running text, and whose text a link stands in. */
#include "../base/limits.h"
#include "assemble.h"

/* Labels of <a> elements of one HTML body, in order: a URL that is shown as a
 * label is no second link. */
struct covered {
	const struct draft *d;
	const struct text *text;
	size_t next, end; /* of d->links */
};

static bool
is_label_of(const struct link *l, const struct prose *p)
{
	return l->label_text && l->where != LINK_OUTLOOK &&
	       l->part == p->part && p->html;
}

static bool
is_covered(struct covered *c, const struct prose *p, size_t at, size_t len)
{
	for (; c->next < c->end; c->next++) {
		const struct link *l = &c->d->links.at[c->next];
		if (!is_label_of(l, p) || l->label_at + l->label_len <= at)
			continue;
		return l->label_at < at + len;
	}
	return false;
}

static struct url
parse_bare(struct arena *arena, struct str s)
{
	if (str_istarts(s, STR("www.")))
		s = arena_printf(arena, "//%.*s", STR_ARG(s));
	return url_parse(arena, s);
}

static struct link *
add_link(struct draft *d, const struct prose *p, size_t at, size_t len)
{
	struct link *l = list_push(d->arena, &d->links);

	l->where = LINK_TEXT;
	l->text = p->text;
	l->at = (uint32_t)at;
	l->len = (uint32_t)len;
	l->href = str_sub(p->text.s, at, len);
	l->url = parse_bare(d->arena, l->href);
	l->part = p->part;
	l->label = l->href;
	l->label_text = &p->text;
	l->label_at = l->at;
	l->label_len = l->len;
	l->element = -1;
	return l;
}

/* A mail address is no link. */
static bool
is_address(struct str s)
{
	return str_chr(s, '@') < s.len && !str_has(s, STR("://")) &&
	       !str_istarts(s, STR("mailto:"));
}

/* "[label](" right before the URL at `at`: where "[" stands, or `at`. */
static size_t
markdown_label(struct str s, size_t at)
{
	enum { LONGEST = 500 };
	size_t most = at < LONGEST ? at : LONGEST;
	struct str before = str_sub(s, at - most, most);

	if (!str_ends(before, STR("](")) && !str_ends(before, STR("](<")))
		return at;
	size_t close = str_rchr(before, ']');
	size_t open = str_rchr(str_sub(before, 0, close), '[');
	return open < close ? at - most + open : at;
}

static void
set_markdown_label(struct link *l)
{
	struct str s = l->text.s;
	size_t open = markdown_label(s, l->at);

	if (open == l->at)
		return;
	struct str label = str_sub(s, open + 1, l->at - open - 1);
	l->where = LINK_MARKDOWN;
	l->label_at = (uint32_t)open + 1;
	l->label_len = (uint32_t)str_rchr(label, ']');
	l->label = str_trim(str_sub(s, l->label_at, l->label_len));
}

void
draft_find_links(struct draft *d, const struct prose *p, bool markdown)
{
	struct covered labels = { d, &p->text, 0, d->links.n };

	list_each (const struct span, url, &p->urls) {
		struct str s = str_sub(p->text.s, url->at, url->len);
		if (d->links.n >= LIMIT_LINKS) {
			defect_note_limit(&d->defects,
				text_span(&p->text, url->at, 0), p->part,
				STR("links"));
			return;
		}
		if (is_address(s) || is_covered(&labels, p, url->at, url->len))
			continue;
		struct link *l = add_link(d, p, url->at, url->len);
		if (markdown)
			set_markdown_label(l);
	}
}

void
draft_place_links(struct draft *d, const struct prose *p, size_t first)
{
	for (size_t i = first; i < d->links.n; i++) {
		struct link *l = &d->links.at[i];
		if (!l->label_text || l->where == LINK_HEADER)
			continue;
		enum block_kind kind = prose_kind_at(p, l->label_at);
		l->quoted = l->quoted || kind == BLOCK_QUOTED;
		l->signature = l->signature || kind == BLOCK_SIGNATURE;
	}
}
