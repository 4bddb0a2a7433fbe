/* digest.c - the little of a draft that rules about many drafts look at. */
#include <string.h>

#include "../base/utf8.h"
#include "digest.h"

enum { SHINGLE = 3, SHORTEST_NAME = 4, OWN_MOST = 16 };

/* A digest in the making. */
struct maker {
	struct digest *digest;
	struct arena *arena;
	const struct draft *draft;
	enum column_unit unit;
	uint64_t own[OWN_MOST]; /* the reader's name and company */
	size_t own_count;
	uint64_t last[SHINGLE]; /* words, the newest first */
};

/* FNV-1a, and a last stir, for its high bits move little. */
static uint64_t
stir(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	return h;
}

static uint64_t
hash_more(uint64_t h, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (uint8_t)to_lower(s.at[i])) * 0x100000001b3u;
	return h;
}

static const uint64_t seed = 0xcbf29ce484222325u;

uint64_t
digest_hash(struct str name)
{
	return stir(hash_more(seed, name));
}

struct str
digest_domain(struct str address)
{
	return str_from(address, str_rchr(address, '@') + 1);
}

struct str
digest_company(struct str domain)
{
	size_t last = str_rchr(domain, '.');
	struct str rest = str_sub(domain, 0, last), best = STR_NONE;

	if (last == domain.len)
		return STR_NONE;
	while (rest.at) {
		struct str label = str_cut(&rest, '.');
		if (label.len >= best.len)
			best = label;
	}
	return best;
}

static struct place
place_at(struct maker *m, const struct text *t, size_t at)
{
	return source_place(m->draft->source, text_span(t, at, 0).at, m->unit);
}

static struct str
spec_of(struct maker *m, const struct address *a)
{
	return a->field || a->broken
		       ? STR_NONE
		       : arena_lower(m->arena, arena_str(m->arena, a->spec));
}

static void
take_sender(struct maker *m)
{
	const struct address *from = draft_sender(m->draft);

	if (from)
		m->digest->sender = spec_of(m, from);
}

static void
take_recipients(struct maker *m)
{
	const struct draft *d = m->draft;
	const struct addresses *to = draft_addresses(d->to);
	struct digest *g = m->digest;

	list_each (const struct header, h, &d->headers->list)
		if (h->id == HEADER_TO || h->id == HEADER_CC ||
			h->id == HEADER_BCC)
			g->recipients += draft_addresses(h)->list.n;
	if (!to->list.n)
		return;
	g->to = ARENA_ARRAY(m->arena, struct str, DIGEST_TO);
	g->to_place = place_at(m, to->text, to->list.at[0].spec_at);
	list_each (const struct address, a, &to->list) {
		struct str spec = spec_of(m, a);
		if (spec.len && g->to_count < DIGEST_TO)
			g->to[g->to_count++] = spec;
	}
}

static void
add_own(struct maker *m, struct str word)
{
	if (m->own_count < OWN_MOST)
		m->own[m->own_count++] = digest_hash(word);
}

static void
add_own_words(struct maker *m, struct str s)
{
	struct str words[6];
	size_t n = address_words(s, words, 6);

	for (size_t i = 0; i < n; i++)
		add_own(m, words[i]);
}

/* What differs from reader to reader by nature. */
static void
find_own(struct maker *m)
{
	const struct address *to = draft_recipient(m->draft);

	if (!to)
		return;
	add_own_words(m, to->name);
	add_own_words(m, to->local);
	add_own(m, digest_company(to->domain));
}

static bool
is_own(const struct maker *m, uint64_t hash)
{
	for (size_t i = 0; i < m->own_count; i++)
		if (m->own[i] == hash)
			return true;
	return false;
}

static void
add_shingle(struct maker *m, uint64_t hash)
{
	uint32_t *bin = &m->digest->bins[hash >> 58];
	uint32_t value = (uint32_t)(hash >> 8) | 1;

	if (!*bin || value < *bin)
		*bin = value;
}

_Static_assert(DIGEST_BINS == 64, "six bits choose a bin");

static void
add_exact(struct digest *g, uint64_t hash)
{
	g->text = stir((g->text ^ hash) * 0x9e3779b97f4a7c15u);
}

static void
add_word(struct maker *m, uint64_t hash)
{
	struct digest *g = m->digest;
	uint64_t shingle = hash;

	g->words++;
	add_exact(g, hash);
	memmove(m->last + 1, m->last, (SHINGLE - 1) * sizeof *m->last);
	m->last[0] = hash;
	for (size_t i = 1; i < SHINGLE; i++)
		shingle = stir(shingle * 31 + m->last[i]);
	if (g->words >= SHINGLE)
		add_shingle(m, shingle);
}

static void
add_characters(struct maker *m, struct str run)
{
	for (size_t at = 0; at < run.len;) {
		size_t from = at;
		utf8_next(run, &at);
		add_word(m, digest_hash(str_sub(run, from, at - from)));
	}
}

static bool
is_greeting(const struct prose *p, const struct word *w)
{
	return w->at >= p->greeting_at &&
	       w->at < p->greeting_at + p->greeting_len;
}

static void
read_word(struct maker *m, const struct prose *p, const struct word *w)
{
	struct str s = str_sub(p->text.s, w->at, w->len);

	if (w->in_field || w->in_url)
		return;
	if (w->script == WORD_NUMBER || w->digits) {
		/* a week or a price makes another text, hardly another mail */
		add_exact(m->digest, digest_hash(s));
		return;
	}
	if (w->script == WORD_HAN) {
		add_characters(m, s);
		return;
	}
	uint64_t hash = digest_hash(s);
	if (!is_own(m, hash))
		add_word(m, hash);
}

static bool
may_be_name(const struct prose *p, const struct word *w)
{
	return w->script == WORD_LATIN && w->kind == BLOCK_AUTHOR &&
	       !w->in_field && (w->in_url || is_upper(p->text.s.at[w->at]));
}

static void
add_name(struct maker *m, const struct prose *p, uint32_t at, uint64_t hash)
{
	struct digest *g = m->digest;

	if (g->name_count == DIGEST_NAMES)
		return;
	for (size_t i = 0; i < g->name_count; i++)
		if (g->names[i].hash == hash)
			return;
	g->names[g->name_count++] =
		(struct digest_name){ hash, place_at(m, &p->text, at) };
}

/* "Fluid Tech" may be fluidtech.de. */
static void
add_pair(struct maker *m, const struct prose *p, const struct word *a,
	const struct word *b)
{
	struct str s = p->text.s;
	uint64_t h = hash_more(seed, str_sub(s, a->at, a->len));

	if (b->at - a->at - a->len == 1)
		add_name(m, p, a->at,
			stir(hash_more(h, str_sub(s, b->at, b->len))));
}

static void
read_names(struct maker *m, const struct prose *p)
{
	const struct word *before = NULL;

	m->digest->names =
		ARENA_ARRAY(m->arena, struct digest_name, DIGEST_NAMES);
	list_each (const struct word, w, &p->words) {
		if (!may_be_name(p, w) || is_greeting(p, w)) {
			before = NULL;
			continue;
		}
		if (w->len >= SHORTEST_NAME)
			add_name(m, p, w->at,
				digest_hash(str_sub(p->text.s, w->at, w->len)));
		if (before)
			add_pair(m, p, before, w);
		before = w;
	}
}

/* The form of the body that most readers see. */
static void
read_prose(struct maker *m)
{
	if (!m->draft->proses.n)
		return;
	const struct prose *p = &m->draft->proses.at[0];
	find_own(m);
	list_each (const struct word, w, &p->words)
		if (w->kind == BLOCK_AUTHOR && !is_greeting(p, w))
			read_word(m, p, w);
	list_each (const struct sentence, s, &p->sentences)
		if (s->kind == BLOCK_AUTHOR && !m->digest->text_place.line)
			m->digest->text_place = place_at(m, &p->text, s->at);
	read_names(m, p);
}

static void
take_files(struct maker *m)
{
	struct digest *g = m->digest;

	g->files = ARENA_ARRAY(m->arena, uint64_t, DIGEST_FILES);
	list_each (const struct attachment, a, &m->draft->attachments)
		if (a->hash && !a->inline_ && !a->message &&
			g->file_count < DIGEST_FILES)
			g->files[g->file_count++] = a->hash;
}

static void
take_date(struct maker *m)
{
	const struct header *h = headers_find(m->draft->headers, HEADER_DATE);
	struct date date;

	if (!h || m->draft->draft_mark || !date_parse(&date, header_text(h)->s))
		return;
	m->digest->dated = true;
	m->digest->date = date.seconds;
}

static void
begin_places(struct maker *m)
{
	uint32_t end = m->draft->header_end;

	m->digest->to_place = source_place(m->draft->source, end, m->unit);
}

struct digest *
digest_make(struct arena *arena, const struct draft *d,
	const struct chosen *chosen, enum column_unit unit)
{
	struct digest *g = ARENA_NEW(arena, struct digest);
	struct maker m = {
		.digest = g, .arena = arena, .draft = d, .unit = unit
	};

	g->stage = chosen->stage;
	g->preset = chosen->preset;
	g->sent = d->was_sent || d->self_copy;
	g->first = !d->is_reply && !d->is_forward;
	begin_places(&m);
	take_date(&m);
	take_sender(&m);
	take_recipients(&m);
	read_prose(&m);
	take_files(&m);
	if (!g->text_place.line)
		g->text_place = g->to_place;
	return g;
}

unsigned
digest_likeness(const struct digest *a, const struct digest *b)
{
	unsigned same = 0, all = 0;

	if (a->text == b->text)
		return 100;
	if (a->words < DIGEST_SHORTEST || b->words < DIGEST_SHORTEST)
		return 0;
	for (size_t i = 0; i < DIGEST_BINS; i++) {
		all += a->bins[i] || b->bins[i];
		same += a->bins[i] && a->bins[i] == b->bins[i];
	}
	return all ? 100 * same / all : 0;
}

/* --- on the wire ---------------------------------------------------------- */

enum { STR_LEAST = 5, PLACE_LEAST = 12, NAME_LEAST = 8 + PLACE_LEAST };

static void
wire_spot(struct wire *w, struct place *p, uint64_t file_size)
{
	wire_u32(w, &p->offset);
	wire_u32(w, &p->line);
	wire_u32(w, &p->column);
	wire_check(w, p->line && p->column && p->offset <= file_size &&
			      p->line - 1 <= p->offset);
}

/* A list of at most `most`, with room for it when it is read. */
#define WIRE_LIST(w, list, n, most, least, type)                               \
	do {                                                                   \
		wire_count(w, &(n), least);                                    \
		wire_check(w, (n) <= (most));                                  \
		if ((w)->bad)                                                  \
			(n) = 0;                                               \
		if (wire_is_reading(w))                                        \
			(list) = ARENA_ARRAY((w)->arena, type, n);             \
	} while (0)

static void
wire_people(struct wire *w, struct digest *g, uint64_t file_size)
{
	wire_str(w, &g->sender);
	WIRE_LIST(w, g->to, g->to_count, DIGEST_TO, STR_LEAST, struct str);
	for (size_t i = 0; i < g->to_count; i++)
		wire_str(w, &g->to[i]);
	wire_size(w, &g->recipients);
	wire_spot(w, &g->to_place, file_size);
	wire_spot(w, &g->text_place, file_size);
}

static void
wire_words(struct wire *w, struct digest *g, uint64_t file_size)
{
	wire_size(w, &g->words);
	wire_u64(w, &g->text);
	for (size_t i = 0; i < DIGEST_BINS; i++)
		wire_u32(w, &g->bins[i]);
	WIRE_LIST(w, g->files, g->file_count, DIGEST_FILES, 8, uint64_t);
	for (size_t i = 0; i < g->file_count; i++)
		wire_u64(w, &g->files[i]);
	WIRE_LIST(w, g->names, g->name_count, DIGEST_NAMES, NAME_LEAST,
		struct digest_name);
	for (size_t i = 0; i < g->name_count; i++) {
		wire_u64(w, &g->names[i].hash);
		wire_spot(w, &g->names[i].place, file_size);
	}
}

static void
wire_date(struct wire *w, int64_t *date)
{
	uint64_t bits = (uint64_t)*date;

	wire_u64(w, &bits);
	*date = (int64_t)bits;
}

void
digest_wire(struct wire *w, struct digest **g, uint64_t file_size)
{
	bool is_there = *g != NULL;

	wire_bool(w, &is_there);
	if (!is_there || w->bad) {
		*g = NULL;
		return;
	}
	if (wire_is_reading(w))
		*g = ARENA_NEW(w->arena, struct digest);
	wire_enum(w, &(*g)->stage, STAGE_TEMPLATE + 1);
	wire_enum(w, &(*g)->preset, PRESETS);
	wire_bool(w, &(*g)->sent);
	wire_bool(w, &(*g)->first);
	wire_bool(w, &(*g)->dated);
	wire_date(w, &(*g)->date);
	wire_people(w, *g, file_size);
	wire_words(w, *g, file_size);
}
