/* text.c - from decoded text back to the raw bytes, and the way there. */
#include "text.h"

enum { SKIP_MOST = 16 }; /* runs from nowhere that are passed over */

static const struct run *
end_of(const struct map *m)
{
	return m->runs.at + m->runs.n;
}

const struct run *
map_run(const struct map *m, size_t at)
{
	size_t low = 0, high = m->runs.n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (m->runs.at[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return m->runs.n ? &m->runs.at[low] : NULL;
}

/* Four characters for three bytes: each byte is in two of them. */
static struct span
base64_below(const struct run *r, size_t into)
{
	return span_of(r->from + into / 3 * 4 + into % 3, 2);
}

/* What the unit that holds `at` comes from. */
static struct span
unit_below(const struct run *r, size_t at)
{
	size_t into = at < r->at ? 0 : at - r->at;

	if (r->in == RUN_BASE64)
		return base64_below(r, into);
	return span_of(r->from + into / r->out * r->in, r->in);
}

static uint32_t
start_below(const struct map *m, size_t at, size_t end)
{
	const struct run *r = map_run(m, at);

	for (int i = 0; i < SKIP_MOST && r->in == 0; i++) {
		if (r + 1 == end_of(m) || r[1].at >= end)
			break;
		at = (++r)->at;
	}
	return unit_below(r, at).at;
}

static uint32_t
end_below(const struct map *m, size_t at, size_t last)
{
	const struct run *r = map_run(m, last);

	for (int i = 0; i < SKIP_MOST && r->in == 0 && r->at > at; i++) {
		last = r->at - 1u;
		r--;
	}
	return span_end(unit_below(r, last));
}

struct span
map_down(const struct map *m, size_t at, size_t len)
{
	if (!m->runs.n)
		return span_of(0, 0);
	uint32_t start = start_below(m, at, at + len);
	if (!len)
		return span_of(start, 0);
	uint32_t end = end_below(m, at, at + len - 1);
	return span_of(start, end > start ? end - start : 0);
}

/* Through all maps; a text without one stands in the file as it is. */
static struct span
to_file(const struct text *t, size_t at, size_t len)
{
	struct span s = span_of(at, len);

	if (!t->map && t->form == TEXT_OUTSIDE)
		return span_of(0, 0);
	for (const struct map *m = t->map; m; m = m->under)
		s = map_down(m, s.at, s.len);
	return s;
}

struct span
text_span(const struct text *t, size_t at, size_t len)
{
	if (at > t->s.len)
		at = t->s.len;
	if (len > t->s.len - at)
		len = t->s.len - at;
	if (len)
		return to_file(t, at, len);
	/* a place between two units is found from one of them */
	if (at < t->s.len)
		return span_of(to_file(t, at, 1).at, 0);
	if (at)
		return span_of(span_end(to_file(t, at - 1, 1)), 0);
	return to_file(t, 0, 0);
}

struct text
text_part(struct arena *a, const struct text *t, size_t at, size_t len)
{
	struct text part = *t;

	if (at > t->s.len)
		at = t->s.len;
	part.s = str_sub(t->s, at, len);
	if (at && (t->map || t->form != TEXT_OUTSIDE))
		part.map = map_identity(a, at, t->map);
	return part;
}

static bool
goes_on(const struct run *r, size_t at, size_t from, uint16_t out, uint16_t in)
{
	size_t step = in == RUN_BASE64 ? 4 : in, into = at - r->at;

	return r->out == out && r->in == in && into % out == 0 &&
	       from == r->from + into / out * step;
}

void
map_add(struct arena *a, struct map *m, size_t at, size_t from, uint16_t out,
	uint16_t in)
{
	const struct run *last = m->runs.n ? end_of(m) - 1 : NULL;

	if (last && goes_on(last, at, from, out, in))
		return;
	if (last && last->at == at)
		m->runs.n--;
	struct run *r = list_push(a, &m->runs);
	*r = (struct run){ (uint32_t)at, (uint32_t)from, out, in };
}

const struct map *
map_identity(struct arena *a, size_t from, const struct map *under)
{
	struct {
		struct map map;
		struct run run;
	} *m = arena_alloc(a, sizeof *m);

	m->run = (struct run){ 0, (uint32_t)from, 1, 1 };
	m->map.runs.at = &m->run;
	m->map.runs.n = m->map.runs.room = 1;
	m->map.under = under;
	return &m->map;
}

/* The first text offset that stands at or after `raw`, by halving. */
size_t
text_at(const struct text *t, uint32_t raw)
{
	size_t low = 0, high = t->s.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (to_file(t, middle, 1).at < raw)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
