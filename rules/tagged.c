/* tagged.c - the bodies of a draft as a template engine reads them. */
#include "tagged.h"

enum { TAG_SHOWN = 60 }; /* bytes of a tag that a message quotes */

bool
may_have_tags(struct str s)
{
	return str_has(s, STR("{{")) || str_has(s, STR("{%")) ||
	       str_has(s, STR("<%")) || str_has(s, STR("*|")) ||
	       str_has(s, STR("%%")) || str_has(s, STR("[["));
}

static void
add_page(struct check *c, struct pages *pages, const struct prose *p)
{
	if (!p->part || !may_have_tags(p->part->text.s))
		return;
	struct page *page = list_push(c->arena, &pages->list);
	struct text *raw = ARENA_NEW(c->arena, struct text);

	*page = (struct page){ .body = &p->part->text };
	*raw = p->part->text;
	/* tags only, not what a person left to fill in */
	raw->form = TEXT_ATTRIBUTE;
	template_scan(&page->fields, c->arena, raw, c->settings->draft.dialects,
		NULL);
}

const struct pages *
pages_of(struct check *c)
{
	if (c->memo[0])
		return c->memo[0];
	struct pages *pages = ARENA_NEW(c->arena, struct pages);
	list_each (const struct prose, p, &c->draft->proses)
		add_page(c, pages, p);
	return c->memo[0] = pages;
}

struct str
shown(struct str tag)
{
	size_t n = tag.len;

	if (n > TAG_SHOWN)
		for (n = TAG_SHOWN; n && ((uint8_t)tag.at[n] & 0xC0) == 0x80;)
			n--;
	return str_sub(tag, 0, n);
}

struct str
tag_of(const struct field *f)
{
	return str_sub(f->text->s, f->at, f->len);
}

bool
one_of(struct str s, const char *words)
{
	struct str list = str_of(words);

	while (list.at)
		if (str_ieq(s, str_cut(&list, ' ')))
			return true;
	return false;
}
