/* crowd.c - recipients taken together: who sees whom, who stands twice. */
#include <string.h>

#include "crowd.h"

enum {
	RIVALS_LEAST = 6,  /* companies that see each other */
	BUYERS_LEAST = 3,  /* the same, where departments are written to */
	VISIBLE_MOST = 20, /* addresses in To and Cc */
	HIDDEN_MOST = 20,  /* in Bcc */
	ALIKE_LEAST = 5,   /* addresses that came out of a sorted list */
	ALIKE_SHARE = 65,  /* per cent of the pairs */
	ALIKE_LETTERS = 2, /* that they begin with */
	CROWD_MOST = 200   /* looked at in pairs */
};

struct guest {
	const struct header *field;
	const struct address *address;
	struct str spec; /* in lower case */
	struct str site; /* name of the company, or empty */
};

struct crowd {
	LIST(struct guest) all; /* of To and Cc, then Bcc */
	size_t visible;
	size_t hidden;
};

static bool
is_whole(const struct address *a)
{
	return !a->field && !a->broken && a->domain.len > 0;
}

/* "nordpump" for nordpump.se and sales.nordpump.com: one house. */
static struct str
site_of(struct check *c, struct str domain)
{
	struct str meant = slip_domain(c->arena, domain);
	if (meant.len)
		domain = meant;
	struct str site = url_domain(c->arena, domain);

	if (lexicon_has(&lexicon_freemail, domain) ||
		lexicon_has(&lexicon_freemail, site))
		return STR_NONE;
	return str_sub(site, 0, str_chr(site, '.'));
}

static void
add_field(struct check *c, struct crowd *crowd, const struct header *h)
{
	list_each (const struct address, a, &draft_addresses(h)->list) {
		if (!is_whole(a))
			continue;
		struct guest *g = list_push(c->arena, &crowd->all);
		*g = (struct guest){ h, a, arena_lower(c->arena, a->spec),
			STR_NONE };
		if (h->id == HEADER_BCC)
			crowd->hidden++;
		else
			crowd->visible++;
	}
}

static void
add_fields(struct check *c, struct crowd *crowd, bool hidden)
{
	list_each (const struct header, h, &c->draft->headers->list)
		if (hidden ? h->id == HEADER_BCC
			   : h->id == HEADER_TO || h->id == HEADER_CC)
			add_field(c, crowd, h);
}

/* Asked of the public suffix list, which few drafts need: only for those who
 * are several. */
static void
find_sites(struct check *c, const struct crowd *crowd)
{
	list_each (struct guest, g, &crowd->all)
		g->site = site_of(c, g->address->domain);
}

static size_t
address_count(const struct draft *d)
{
	size_t n = 0;

	list_each (const struct header, h, &d->headers->list)
		if (h->id == HEADER_TO || h->id == HEADER_CC ||
			h->id == HEADER_BCC)
			n += draft_addresses(h)->list.n;
	return n;
}

/* NULL for a mail to one address, as most are. */
static const struct crowd *
crowd_of(struct check *c)
{
	if (c->memo[0] || address_count(c->draft) < 2)
		return c->memo[0];
	struct crowd *crowd = c->memo[0] = ARENA_NEW(c->arena, struct crowd);
	add_fields(c, crowd, false);
	add_fields(c, crowd, true);
	if (crowd->visible >= BUYERS_LEAST)
		find_sites(c, crowd);
	return crowd;
}

bool
crowd_is_small(struct check *c)
{
	const struct crowd *crowd = crowd_of(c);
	return !crowd || crowd->all.n <= CROWD_MOST;
}

static struct where
at_guest(const struct guest *g)
{
	return in_text(draft_addresses(g->field)->text, g->address->spec_at,
		g->address->spec_len);
}

/* The field that has most of them, as a place for what concerns all. */
static struct where
at_field(const struct crowd *crowd, bool hidden)
{
	const struct header *best = NULL;

	list_each (const struct guest, g, &crowd->all)
		if ((g->field->id == HEADER_BCC) == hidden &&
			(!best || draft_addresses(g->field)->list.n >
					  draft_addresses(best)->list.n))
			best = g->field;
	return at_header(best);
}

static const struct guest *
same_before(const struct crowd *crowd, const struct guest *than)
{
	list_each (const struct guest, g, &crowd->all) {
		if (g == than)
			return NULL;
		if (str_eq(g->spec, than->spec))
			return g;
	}
	return NULL;
}

/* From the comma before it to its end. */
static bool
cut_out(const struct guest *g, struct where *w)
{
	const struct text *text = draft_addresses(g->field)->text;
	uint32_t at = g->address->at;

	while (at > 0 && is_blank(text->s.at[at - 1]))
		at--;
	if (at == 0 || text->s.at[at - 1] != ',')
		return false;
	*w = in_text(text, at - 1, g->address->at + g->address->len - at + 1);
	return true;
}

static void
report_again(struct check *c, const struct guest *g)
{
	struct where w;
	struct finding *f = find(c, at_guest(g),
		N_("{1} stands here a second time"), 1, g->address->spec);

	if (!cut_out(g, &w)) {
		finding_advice(f, N_("leave one of the two out"), 0);
		return;
	}
	finding_fix(f, FIX_UNSAFE, N_("leave it out here"), 0);
	finding_edit(f, w, STR(""));
}

/* In an answer the program puts them there. */
void
crowd_repeated(struct check *c)
{
	const struct crowd *crowd = crowd_of(c);

	if (!crowd || c->draft->was_sent || crowd->all.n > CROWD_MOST)
		return;
	list_each (const struct guest, g, &crowd->all)
		if (same_before(crowd, g))
			report_again(c, g);
}

static bool
is_own(struct check *c, const struct guest *g)
{
	const struct address *from = draft_sender(c->draft);

	if (from && str_ieq(site_of(c, from->domain), g->site))
		return true;
	list_each (const struct str, own, &c->settings->known.domains)
		if (str_ieq(site_of(c, *own), g->site))
			return true;
	return false;
}

static bool
is_new_site(const struct crowd *crowd, const struct guest *than)
{
	list_each (const struct guest, g, &crowd->all) {
		if (g == than)
			return true;
		if (str_ieq(g->site, than->site))
			return false;
	}
	return true;
}

struct strangers {
	size_t sites, departments;
	struct str first, second;
};

static struct strangers
strangers_of(struct check *c, const struct crowd *crowd)
{
	struct strangers s = { 0 };

	for (size_t i = 0; i < crowd->visible && i < CROWD_MOST; i++) {
		const struct guest *g = &crowd->all.at[i];
		if (!g->site.len || is_own(c, g) || !is_new_site(crowd, g))
			continue;
		if (s.sites == 0)
			s.first = g->address->domain;
		else if (s.sites == 1)
			s.second = g->address->domain;
		s.sites++;
		s.departments += address_is_role(g->address->local);
	}
	return s;
}

static bool
greets_somebody(const struct draft *d)
{
	list_each (const struct prose, p, &d->proses)
		if (p->greeted_len)
			return true;
	return false;
}

/* Partners in one matter are known by name; customers on a list are not. */
static bool
are_rivals(const struct check *c, const struct strangers *s)
{
	if (s->sites >= RIVALS_LEAST)
		return true;
	return s->sites >= BUYERS_LEAST && s->departments * 2 >= s->sites &&
	       !greets_somebody(c->draft);
}

/* Who answers, answers those who are there. */
static bool
begins_a_talk(const struct check *c)
{
	return !c->draft->is_reply && !c->draft->is_forward &&
	       !c->draft->was_sent;
}

void
crowd_rivals(struct check *c)
{
	const struct crowd *crowd = crowd_of(c);

	if (!crowd || crowd->visible < BUYERS_LEAST || !begins_a_talk(c))
		return;
	struct strangers s = strangers_of(c, crowd);
	if (!are_rivals(c, &s))
		return;
	struct finding *f = find(c, at_field(crowd, false),
		N_("{1} companies see each other's addresses here, among them "
		   "{2} and {3}"),
		3, arg_number(c, (int64_t)s.sites), s.first, s.second);
	finding_advice(f,
		N_("send each company a mail of its own, with its name in it"),
		0);
}

void
crowd_many_visible(struct check *c)
{
	const struct crowd *crowd = crowd_of(c);

	if (!crowd || crowd->visible <= VISIBLE_MOST || !begins_a_talk(c))
		return;
	struct strangers s = strangers_of(c, crowd);
	if (!s.sites || are_rivals(c, &s))
		return;
	struct finding *f = find(c, at_field(crowd, false),
		N_("{1} people see each other's addresses here"), 1,
		arg_number(c, (int64_t)crowd->visible));
	finding_advice(f,
		N_("send each a mail of their own, or use a mailing list"), 0);
}

void
crowd_many_hidden(struct check *c)
{
	const struct crowd *crowd = crowd_of(c);

	if (!crowd || crowd->hidden <= HIDDEN_MOST)
		return;
	struct finding *f = find(c, at_field(crowd, true),
		N_("{1} hidden recipients get a mail that is addressed to none "
		   "of them"),
		1, arg_number(c, (int64_t)crowd->hidden));
	finding_advice(f,
		N_("send each a mail of their own, with their name in it"), 0);
}

static bool
begin_alike(const struct guest *a, const struct guest *b)
{
	return a->address->local.len > ALIKE_LETTERS &&
	       str_ieq(str_sub(a->spec, 0, ALIKE_LETTERS),
		       str_sub(b->spec, 0, ALIKE_LETTERS)) &&
	       !str_eq(a->spec, b->spec);
}

/* Colleagues may well be called alike: sales1@, sales2@. */
static bool
is_one_house(const struct crowd *crowd)
{
	const struct guest *g = crowd->all.at;

	for (size_t i = 1; i < crowd->visible; i++)
		if (!g[0].site.len || !str_ieq(g[i].site, g[0].site))
			return false;
	return true;
}

void
crowd_alike(struct check *c)
{
	const struct crowd *crowd = crowd_of(c);
	size_t alike = 0, pairs = 0;

	if (!crowd || crowd->visible < ALIKE_LEAST ||
		crowd->visible > CROWD_MOST || is_one_house(crowd))
		return;
	for (size_t i = 0; i < crowd->visible; i++)
		for (size_t k = i + 1; k < crowd->visible; k++) {
			pairs++;
			alike += begin_alike(
				&crowd->all.at[i], &crowd->all.at[k]);
		}
	if (alike * 100 < pairs * ALIKE_SHARE)
		return;
	struct finding *f = find(c, at_field(crowd, false),
		N_("these addresses look cut out of a sorted list: they begin "
		   "with the same letters"),
		0);
	finding_advice(f,
		N_("send each a mail of their own, with their name in it"), 0);
}

/* Programs write it into what they send with hidden recipients only. */
void
crowd_undisclosed(struct check *c)
{
	const struct header *to = c->draft->to;

	if (!draft_addresses(to)->undisclosed || draft_addresses(to)->list.n)
		return;
	struct finding *f = find(c, at_header(to),
		N_("the reader sees that this went to a hidden list"), 0);
	finding_advice(f, N_("put the reader's own address here"), 0);
}
