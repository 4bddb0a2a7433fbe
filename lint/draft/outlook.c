/*
 * outlook.c - links that only Outlook shows: in conditional comments.
 *
 *	<!--[if mso]><v:roundrect href="https://..."> ... <![endif]-->
 *
 * Such a button mostly stands beside an ordinary one with the same link. Only
 * what stands nowhere else is a link of the draft.
 */
#include "../base/limits.h"
#include "page.h"

/* Between "<!--[if" and "]>"; empty when it is no such comment. */
static struct str
condition_of(struct str comment)
{
	if (!str_istarts(comment, STR("<!--[if")))
		return STR_NONE;
	struct str rest = str_from(comment, 7);
	size_t end = str_find(rest, STR("]>"));
	return end < rest.len ? str_sub(rest, 0, end) : STR_NONE;
}

/* "[if mso]", "[if gte mso 9]", but not "[if !mso]". */
static bool
is_for_outlook(struct str condition)
{
	return str_ihas(condition, STR("mso")) &&
	       str_chr(condition, '!') == condition.len;
}

static bool
leads_somewhere(const struct token *t)
{
	return t->kind == TOKEN_START && t->attributes.n &&
	       t->fact->tag != TAG_LINK && t->fact->tag != TAG_BASE;
}

static void
keep_href(struct page *p, const struct token *t, size_t shown_at, bool hidden)
{
	if (t->cut)
		page_note_limit(p, t, str_of(t->cut));
	if (!leads_somewhere(t))
		return;
	list_each (const struct attribute, a, &t->attributes)
		if (str_eq(a->name, STR("href")) && str_trim(a->value).len) {
			*list_push(p->arena, &p->outlook) =
				(struct outlook_href){ a, (uint32_t)shown_at,
					hidden };
			return;
		}
}

void
outlook_read(struct page *p, const struct event *comment, size_t shown_at,
	bool hidden)
{
	struct str s = str_sub(p->masked, comment->at, comment->len);
	struct str condition = condition_of(s);
	struct html_used *used = &p->h->used;
	struct lexer lexer;
	struct token t;

	if (!is_for_outlook(condition))
		return;
	lexer_init(&lexer, p->arena,
		str_sub(p->masked, 0, comment->at + comment->len), p->real);
	lexer.at = (size_t)(condition.at - p->masked.at) + condition.len + 2;
	lexer.kept = used->attributes;
	while (lexer_next(&lexer, &t))
		keep_href(p, &t, shown_at, hidden);
	used->attributes = lexer.kept < LIMIT_ATTRIBUTES_ALL
				   ? lexer.kept
				   : LIMIT_ATTRIBUTES_ALL;
}

/* Links that are there: open addressing, at most half full. */
struct known {
	struct str *at;
	size_t mask;
};

static void
known_init(struct known *k, struct arena *arena, size_t most)
{
	size_t room = 16;

	while (room < 2 * most)
		room *= 2;
	k->at = ARENA_ARRAY(arena, struct str, room);
	k->mask = room - 1;
}

/* False when it is known already. */
static bool
learn(struct known *k, struct str href)
{
	size_t i = str_ihash(href) & k->mask;

	for (; k->at[i].len; i = (i + 1) & k->mask)
		if (str_eq(k->at[i], href))
			return false;
	k->at[i] = href;
	return href.len > 0;
}

static void
place(struct link *l, const struct page *p, const struct outlook_href *o)
{
	l->label_text = &p->h->visible;
	l->label_at = o->shown_at;
	l->hidden = o->hidden;
}

void
outlook_add_links(struct page *p, link_list *links, size_t first)
{
	struct known known;

	if (!p->outlook.n)
		return;
	known_init(&known, p->arena, links->n - first + p->outlook.n);
	for (size_t i = first; i < links->n; i++)
		learn(&known, links->at[i].href);
	list_each (const struct outlook_href, o, &p->outlook) {
		if (!learn(&known, str_trim(o->href->value)))
			continue;
		struct link *l = page_add_link(p, links, LINK_OUTLOOK, o->href);
		if (!l)
			return;
		place(l, p, o);
	}
}
