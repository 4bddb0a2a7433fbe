/*
 * alike.c - which drafts of a sender say the same.
 *
 * The first draft of each kind stands for it. A table leads from the value of
 * a bin to the first that had it there; a draft is compared with those that
 * its own bins lead to, the nearest counts.
 */
#include "alike.h"

/* Texts that are half alike share one of these for all but certain. */
enum { DOOR_BINS = 16 };

struct door {
	uint64_t key; /* bin and value, or the whole text; 0: free */
	struct batch_draft *first;
};

struct doors {
	struct door *at;
	size_t mask;
};

static struct doors
make_doors(struct arena *a, size_t drafts)
{
	size_t room = 256;

	while (room < drafts * (DOOR_BINS + 1) * 2)
		room *= 2;
	return (struct doors){ ARENA_ARRAY(a, struct door, room), room - 1 };
}

static struct door *
door_of(const struct doors *d, uint64_t key)
{
	size_t i = (size_t)(key * 0x9e3779b97f4a7c15u >> 20) & d->mask;

	while (d->at[i].key && d->at[i].key != key)
		i = (i + 1) & d->mask;
	return &d->at[i];
}

static uint64_t
bin_key(const struct digest *g, size_t bin)
{
	return g->bins[bin] ? (uint64_t)(bin + 1) << 32 | g->bins[bin] : 0;
}

/* The whole text, apart from the keys of bins. */
static uint64_t
text_key(const struct digest *g)
{
	return g->text | (uint64_t)1 << 63;
}

struct search {
	const struct digest *digest;
	struct batch_draft *best;
	unsigned likeness;
};

static void
consider(struct search *s, struct batch_draft *d)
{
	if (!d || d == s->best)
		return;
	unsigned likeness = digest_likeness(s->digest, d->digest);
	if (likeness < ALIKE || likeness <= s->likeness)
		return;
	s->best = d;
	s->likeness = likeness;
}

static struct batch_draft *
nearest(const struct doors *doors, const struct digest *g)
{
	struct search s = { .digest = g };

	consider(&s, door_of(doors, text_key(g))->first);
	for (size_t i = 0; i < DOOR_BINS && s.likeness < 100; i++) {
		uint64_t key = bin_key(g, i);
		if (key)
			consider(&s, door_of(doors, key)->first);
	}
	return s.best;
}

static void
open_door(const struct doors *doors, uint64_t key, struct batch_draft *d)
{
	struct door *door = key ? door_of(doors, key) : NULL;

	if (door && !door->key)
		*door = (struct door){ key, d };
}

static void
stand_for(const struct doors *doors, struct batch_draft *d)
{
	open_door(doors, text_key(d->digest), d);
	for (size_t i = 0; i < DOOR_BINS; i++)
		open_door(doors, bin_key(d->digest, i), d);
}

void
alike_number(struct arena *arena, struct batch_draft *all,
	const struct batch_group *group)
{
	struct doors doors = make_doors(arena, group->n);

	for (size_t i = 0; i < group->n; i++) {
		struct batch_draft *d = &all[group->drafts[i]->order];
		const struct batch_draft *first = nearest(&doors, d->digest);
		d->text = first ? first->text : d->order + 1;
		if (!first)
			stand_for(&doors, d);
		all[d->text - 1].alike++;
	}
	for (size_t i = 0; i < group->n; i++) {
		struct batch_draft *d = &all[group->drafts[i]->order];
		d->alike = all[d->text - 1].alike;
	}
}
