/* optout.c - how a mail says that one may get no more of them. */
#include "../base/lexicon.h"
#include "draft.h"
#include "optout.h"

static bool
may_end_anywhere(struct str s, size_t len)
{
	(void)s;
	(void)len;
	return true;
}

/* The first two letters tell most other words apart. */
static bool
may_begin(struct str s, size_t at)
{
	uint8_t first = (uint8_t)to_lower(s.at[at]);

	if (first >= 0x80)
		return first >= 0xC0;
	return is_alpha((char)first) &&
	       lexicon_may_have(&lexicon_optout_words, str_from(s, at));
}

static enum optout
kind_of(const struct lexicon_entry *e)
{
	if (!e->value)
		return OPTOUT_PLAIN;
	return e->value[0] == 'w' ? OPTOUT_WORDS : OPTOUT_PREFERENCES;
}

enum optout
optout_find(struct str s, size_t *at, size_t *len)
{
	for (; *at < s.len; ++*at) {
		if (!may_begin(s, *at))
			continue;
		const struct lexicon_entry *e =
			lexicon_longest(&lexicon_optout_words, str_from(s, *at),
				may_end_anywhere);
		if (!e)
			continue;
		*len = strlen(e->key);
		return kind_of(e);
	}
	return OPTOUT_NONE;
}

/* The plainest that it says. */
static enum optout
plainest(struct str s)
{
	enum optout best = OPTOUT_NONE, found;
	size_t at = 0, len = 0;

	while ((found = optout_find(s, &at, &len)) != OPTOUT_NONE) {
		if (found > best)
			best = found;
		at += len;
	}
	return best;
}

/* "Unsubscribe: https://acme.com/u/1": what stands before it in its line. */
static struct str
words_before(const struct link *l)
{
	enum { NEAR = 60 };
	size_t from = l->at > NEAR ? l->at - NEAR : 0;
	struct str before = str_sub(l->text.s, from, l->at - from);
	size_t line = str_rchr(before, '\n');

	return line < before.len ? str_from(before, line + 1) : before;
}

enum optout
optout_of_link(const struct link *l)
{
	if (l->where == LINK_TEXT && plainest(words_before(l)) == OPTOUT_PLAIN)
		return OPTOUT_PLAIN;
	bool shown = l->label.at == l->href.at; /* the URL is its own label */
	enum optout href = plainest(l->href);
	enum optout label = shown ? OPTOUT_NONE : plainest(l->label);

	return href > label ? href : label;
}

static bool
has_element(const struct html *h)
{
	list_each (const struct element, e, &h->elements)
		if (e->tag == TAG_OTHER && str_eq(e->name, STR("unsubscribe")))
			return true;
	return false;
}

bool
optout_by_tag(const struct draft *d)
{
	list_each (const struct field, f, &d->fields)
		if (f->unsubscribe)
			return true;
	list_each (const struct html, h, &d->htmls)
		if (has_element(h))
			return true;
	return false;
}
