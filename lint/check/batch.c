/* batch.c - what can only be seen over many drafts. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "alike.h"
#include "linter.h"
#include "message.h"
#include "batch.h"

enum { DAY = 24 * 60 * 60 };

void
batch_init(struct batch *b, const struct linter *l)
{
	*b = (struct batch){ .linter = l };
	arena_init(&b->arena);
}

void
batch_release(struct batch *b)
{
	arena_release(&b->arena);
}

/* All that a digest points to moves into the batch. */
static struct digest *
keep(struct arena *a, const struct digest *g)
{
	struct digest *kept = ARENA_NEW(a, struct digest);

	*kept = *g;
	kept->sender = arena_str(a, g->sender);
	kept->to = ARENA_ARRAY(a, struct str, g->to_count);
	for (size_t i = 0; i < g->to_count; i++)
		kept->to[i] = arena_str(a, g->to[i]);
	kept->files = ARENA_ARRAY(a, uint64_t, g->file_count);
	for (size_t i = 0; i < g->file_count; i++)
		kept->files[i] = g->files[i];
	kept->names = ARENA_ARRAY(a, struct digest_name, g->name_count);
	for (size_t i = 0; i < g->name_count; i++)
		kept->names[i] = g->names[i];
	return kept;
}

void
batch_add(struct batch *b, const struct result *r)
{
	if (!r->digest || r->digest->stage != STAGE_FINAL || r->digest->sent)
		return;
	struct batch_draft *d = list_push(&b->arena, &b->all);
	d->path = arena_str(&b->arena, r->path);
	d->message_number = r->message_number;
	d->digest = keep(&b->arena, r->digest);
	d->order = b->all.n;
}

static int
by_name(const void *left, const void *right)
{
	const struct batch_draft *a = left, *b = right;
	int order = str_cmp(a->path, b->path);

	if (order)
		return order;
	if (a->message_number != b->message_number)
		return a->message_number < b->message_number ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

static int
by_order(const void *left, const void *right)
{
	const struct batch_draft *a = left, *b = right;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* A draft that was named twice is still one. */
static void
drop_repeated(struct batch *b)
{
	struct batch_draft *at = b->all.at;
	size_t kept = 0;

	if (!b->all.n)
		return;
	qsort(at, b->all.n, sizeof *at, by_name);
	for (size_t i = 0; i < b->all.n; i++)
		if (!kept || !str_eq(at[kept - 1].path, at[i].path) ||
			at[kept - 1].message_number != at[i].message_number)
			at[kept++] = at[i];
	b->all.n = kept;
	qsort(at, kept, sizeof *at, by_order);
}

/* Mail with a Date may be of a folder that is kept: what is a day older than
 * the newest is not about to be sent. */
static void
drop_old(struct batch *b)
{
	struct batch_draft *at = b->all.at;
	int64_t newest = INT64_MIN;
	size_t kept = 0;

	list_each (const struct batch_draft, d, &b->all)
		if (d->digest->dated && d->digest->date > newest)
			newest = d->digest->date;
	for (size_t i = 0; i < b->all.n; i++)
		if (!at[i].digest->dated || at[i].digest->date > newest - DAY)
			at[kept++] = at[i];
	b->all.n = kept;
}

struct keyed {
	const struct batch_draft *draft;
	uint64_t key;
	size_t first; /* order of the first draft of its group */
};

static int
by_key(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return by_order(a->draft, b->draft);
}

static int
by_first(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return by_order(a->draft, b->draft);
}

static void
sort_groups(struct keyed *k, size_t n)
{
	if (!n)
		return;
	qsort(k, n, sizeof *k, by_key);
	for (size_t i = 0; i < n; i++)
		k[i].first = i && k[i].key == k[i - 1].key ? k[i - 1].first
							   : k[i].draft->order;
	qsort(k, n, sizeof *k, by_first);
}

static struct batch_groups
cut_groups(struct arena *a, const struct keyed *k, size_t n)
{
	struct batch_groups g = { ARENA_ARRAY(a, struct batch_group, n), 0 };
	const struct batch_draft **drafts =
		ARENA_ARRAY(a, const struct batch_draft *, n);

	for (size_t i = 0; i < n; i++) {
		drafts[i] = k[i].draft;
		if (!i || k[i].first != k[i - 1].first)
			g.at[g.n++].drafts = drafts + i;
		g.at[g.n - 1].n++;
	}
	return g;
}

struct batch_groups
batch_group_by(struct batch *b, struct batch_group of,
	uint64_t (*key)(const struct batch_draft *d, const void *argument),
	const void *argument)
{
	struct keyed *k = ARENA_ARRAY(&b->arena, struct keyed, of.n);
	size_t n = 0;

	for (size_t i = 0; i < of.n; i++) {
		k[n] = (struct keyed){ of.drafts[i],
			key(of.drafts[i], argument), 0 };
		n += k[n].key != 0;
	}
	sort_groups(k, n);
	return cut_groups(&b->arena, k, n);
}

static uint64_t
sender_key(const struct batch_draft *d, const void *argument)
{
	(void)argument;
	return digest_hash(d->digest->sender) | 1;
}

static enum severity
severity_in(const struct linter *l, const struct rule *r, enum preset p)
{
	for (size_t i = 0; i < l->active_count[p]; i++)
		if (l->active[p][i].rule == r)
			return l->active[p][i].severity;
	return SEVERITY_OFF;
}

/* The drafts of one sender that a rule is about. */
static void
show(struct batch *b, const struct rule *r, const struct batch_group *all)
{
	const struct batch_draft **drafts =
		ARENA_ARRAY(&b->arena, const struct batch_draft *, all->n);

	b->rule = r;
	b->drafts = drafts;
	b->count = 0;
	b->sender = all->drafts[0]->digest->sender;
	for (size_t i = 0; i < all->n; i++) {
		/* its own: it stands in b->all */
		struct batch_draft *d = &b->all.at[all->drafts[i]->order];
		d->severity = severity_in(b->linter, r, d->digest->preset);
		if (d->severity != SEVERITY_OFF)
			drafts[b->count++] = d;
	}
	if (b->count > 1)
		r->on_batch(b);
}

static struct batch_groups
by_sender(struct batch *b)
{
	const struct batch_draft **drafts =
		ARENA_ARRAY(&b->arena, const struct batch_draft *, b->all.n);

	for (size_t i = 0; i < b->all.n; i++) {
		b->all.at[i].order = i;
		drafts[i] = &b->all.at[i];
	}
	return batch_group_by(
		b, (struct batch_group){ drafts, b->all.n }, sender_key, NULL);
}

static void
count(struct batch *b)
{
	list_each (const struct batch_finding, f, &b->findings) {
		b->errors += f->severity == SEVERITY_ERROR;
		b->warnings += f->severity == SEVERITY_WARNING;
		b->notes += f->severity == SEVERITY_NOTE;
	}
}

void
batch_run(struct batch *b)
{
	drop_repeated(b);
	drop_old(b);
	if (b->all.n < 2)
		return;
	struct batch_groups senders = by_sender(b);
	for (size_t s = 0; s < senders.n; s++)
		alike_number(&b->arena, b->all.at, &senders.at[s]);
	family_each(f, b->linter->families)
	{
		for (size_t i = 0; i < f->count; i++) {
			b->of_rule = 0;
			for (size_t s = 0;
				f->rules[i].on_batch && s < senders.n; s++)
				show(b, &f->rules[i], &senders.at[s]);
		}
	}
	count(b);
}

static struct batch_finding *
begin(struct batch *b)
{
	if (b->of_rule++ >= LIMIT_FINDINGS_PER_RULE) {
		b->dropped++;
		return NULL;
	}
	struct batch_finding *f = list_push(&b->arena, &b->findings);
	f->rule = b->rule;
	return f;
}

static void
add_place(struct batch *b, struct batch_finding *f, const struct batch_draft *d,
	struct place start)
{
	*list_push(&b->arena, &f->places) =
		(struct batch_place){ d->path, d->message_number, start };
	if (d->severity > f->severity)
		f->severity = d->severity;
}

struct batch_finding *
batch_find(struct batch *b, struct batch_group about, enum batch_spot spot,
	const char *message, int n, ...)
{
	struct batch_finding *f = begin(b);
	va_list args;

	if (!f)
		return NULL;
	for (size_t i = 0; i < about.n; i++)
		add_place(b, f, about.drafts[i],
			spot == SPOT_TO ? about.drafts[i]->digest->to_place
					: about.drafts[i]->digest->text_place);
	va_start(args, n);
	message_take(&b->arena, &f->message, message, n, args);
	va_end(args);
	return f;
}

struct batch_finding *
batch_find_at(struct batch *b, const struct batch_draft *d, struct place start,
	const char *message, int n, ...)
{
	struct batch_finding *f = begin(b);
	va_list args;

	if (!f)
		return NULL;
	add_place(b, f, d, start);
	va_start(args, n);
	message_take(&b->arena, &f->message, message, n, args);
	va_end(args);
	return f;
}

void
batch_advice(struct batch *b, struct batch_finding *f, const char *message,
	int n, ...)
{
	va_list args;

	if (!f)
		return;
	va_start(args, n);
	message_take(&b->arena, &f->advice, message, n, args);
	va_end(args);
}

void
batch_severity(struct batch_finding *f, enum severity s)
{
	if (f && s < f->severity)
		f->severity = s;
}

struct str
batch_number(struct batch *b, size_t n)
{
	return message_number(&b->arena, (int64_t)n);
}
