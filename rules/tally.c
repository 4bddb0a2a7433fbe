/*
 * tally.c - the different phrases typical of spam in one text.
 */
#include <string.h>

#include "tally.h"

static const struct {
	const char *name;
	enum phrase_use use;
	const char *message; /* of a phrase that is enough alone */
} packs[] = {
	{ "urgency", USE_COUNTED, NULL },
	{ "free", USE_COUNTED, NULL },
	{ "price", USE_COUNTED, NULL },
	{ "money", USE_COUNTED, NULL },
	{ "hype", USE_COUNTED, NULL },
	{ "calls", USE_COUNTED, NULL },
	{ "stock", USE_COUNTED, NULL },
	{ "bulk", USE_COUNTED, NULL },
	{ "marketing", USE_COUNTED, NULL },
	{ "doubtful", USE_COUNTED, NULL },
	{ "removal", USE_COUNTED, NULL },
	{ "form", USE_COUNTED, NULL },
	{ "scam", USE_COUNTED, NULL },
	{ "account", USE_COUNTED, NULL },
	{ "retail", USE_COUNTED, NULL },
	{ "tax", USE_COUNTED, NULL },
	{ "course", USE_COUNTED, NULL },
	{ "franchise", USE_COUNTED, NULL },
	{ "prize", USE_ALONE, N_("\"{1}\" promises a prize, as fraud does") },
	{ "excuses", USE_ALONE,
		N_("\"{1}\" denies being spam, which only spam does") },
	{ "shady", USE_ALONE,
		N_("\"{1}\" belongs to mail for drugs, adult sites and "
		   "fraud") },
	{ "invoice", USE_ALONE,
		N_("\"{1}\" offers invoices for sale, the most common spam "
		   "in Chinese") },
	{ "contact", USE_ALONE,
		N_("\"{1}\" leads the reader away from mail to a chat "
		   "account") },
	{ "disguise", USE_DISGUISE, NULL },
	{ "law", USE_LAW, NULL },
	{ "superlative", USE_SUPERLATIVE, NULL },
};

enum { PACKS = sizeof packs / sizeof *packs };

int
phrase_pack_number(const struct phrase_pack *p)
{
	if (p->guard)
		return -1;
	for (int i = 0; i < PACKS; i++)
		if (!strcmp(packs[i].name, p->name))
			return i;
	return -1;
}

enum phrase_use
phrase_pack_use(const struct phrase_pack *p)
{
	int i = phrase_pack_number(p);
	return i < 0 ? USE_NOT : packs[i].use;
}

enum phrase_use
tallied_use(const struct tallied *t)
{
	return packs[t->pack].use;
}

const char *
tallied_message(const struct tallied *t)
{
	return packs[t->pack].message;
}

bool
tallied_is_contact(const struct tallied *t)
{
	return !strcmp(packs[t->pack].name, "contact");
}

/* "limited time" and "limited time offer" are one. */
static bool
is_same(const struct phrase *a, const struct phrase *b)
{
	return a == b ||
	       (a->pack == b->pack &&
		       (strstr(a->text, b->text) || strstr(b->text, a->text)));
}

static bool
is_known(const struct tally *t, const struct phrase *p)
{
	for (size_t i = 0; i < t->n; i++)
		if (is_same(t->at[i].hit.phrase, p))
			return true;
	return false;
}

static void
take(struct tally *t, const struct phrase_hit *h, int pack)
{
	if (t->n == PHRASES_DISTINCT || is_known(t, h->phrase))
		return;
	t->at[t->n++] = (struct tallied){ .hit = *h, .pack = pack };
	if (packs[pack].use == USE_COUNTED || packs[pack].use == USE_ALONE)
		t->weight += h->phrase->tenths / 10.0;
}

static void
read_subject(struct tally *t, struct check *c)
{
	const struct header *h = c->draft->subject;

	if (!h)
		return;
	list_each (const struct phrase_hit, hit,
		check_phrases(c, header_text(h))) {
		int pack = phrase_pack_number(check_pack(c, hit));
		if (pack >= 0)
			take(t, hit, pack);
	}
	t->in_subject = t->n;
}

static void
read_prose(struct tally *t, struct check *c, const struct prose *p)
{
	struct author_steps a = { p, 0 };

	list_each (const struct phrase_hit, hit, check_author_phrases(c, p)) {
		int pack = phrase_pack_number(check_pack(c, hit));
		if (pack >= 0 && author_wrote(&a, hit->at) &&
			!is_known(t, hit->phrase) &&
			!prose_opaque_at(p, hit->at))
			take(t, hit, pack);
	}
}

void
tally_read(struct tally *t, struct check *c, const struct prose *p)
{
	*t = (struct tally){ 0 };
	read_subject(t, c);
	read_prose(t, c, p);
}

size_t
tally_categories(const struct tally *t)
{
	bool seen[PACKS] = { false };
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		n += !seen[t->at[i].pack];
		seen[t->at[i].pack] = true;
	}
	return n;
}

struct str
phrase_quoted(struct check *c, struct str s)
{
	char *to = arena_bytes(c->arena, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (!is_blank(s.at[i]))
			to[n++] = s.at[i];
		else if (n > 0 && to[n - 1] != ' ')
			to[n++] = ' ';
	return (struct str){ to, n };
}
