/* prose.c - a text as its reader sees it. */
#include "greeting.h"
#include "prose.h"
#include "quoting.h"
#include "words.h"

/* What the author wrote says more than what is quoted. */
static struct str
longest_by_author(const struct prose *p)
{
	struct str longest = STR_NONE;

	list_each (struct block, b, &p->blocks)
		if (b->kind == BLOCK_AUTHOR && b->len > longest.len)
			longest = str_sub(p->text.s, b->at, b->len);
	return longest;
}

static enum language
language_by_author(const struct prose *p)
{
	enum language l = language_of(longest_by_author(p));
	return l ? l : language_of(p->text.s);
}

void
prose_read(struct prose *p, struct arena *arena, bool flowed)
{
	p->lines = lines_of(arena, p->text.s);
	quoting_read(p, arena);
	words_read(p, arena, flowed);
	greeting_find(p);
	p->language = language_by_author(p);
}

enum block_kind
prose_kind_at(const struct prose *p, uint32_t at)
{
	size_t low = 0, high = p->blocks.n;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;
		if (p->blocks.at[mid].at <= at)
			low = mid;
		else
			high = mid;
	}
	return p->blocks.n ? p->blocks.at[low].kind : BLOCK_AUTHOR;
}

static bool
in_url(const struct prose *p, uint32_t at)
{
	size_t low = 0, high = p->urls.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		struct span s = p->urls.at[mid];
		if (span_end(s) <= at)
			low = mid + 1;
		else if (s.at > at)
			high = mid;
		else
			return true;
	}
	return false;
}

static bool
in_field(const struct prose *p, uint32_t at)
{
	size_t low = 0, high = p->fields.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct field *f = &p->fields.at[mid];
		if (f->at + f->len <= at)
			low = mid + 1;
		else if (f->at > at)
			high = mid;
		else
			return true;
	}
	return false;
}

bool
prose_opaque_at(const struct prose *p, uint32_t at)
{
	return in_url(p, at) || in_field(p, at);
}

bool
author_wrote(struct author_steps *a, size_t at)
{
	const struct prose *p = a->p;

	while (a->block < p->blocks.n &&
		at >= p->blocks.at[a->block].at + p->blocks.at[a->block].len)
		a->block++;
	return a->block < p->blocks.n && at >= p->blocks.at[a->block].at &&
	       p->blocks.at[a->block].kind == BLOCK_AUTHOR;
}
