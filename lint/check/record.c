/* record.c - from findings that point into a draft to a flat result. */
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "../base/utf8.h"
#include "record.h"
#include "score.h"

struct recorder {
	struct result *result;
	const struct draft *draft;
	const struct settings *settings;
	struct arena *out;     /* the result's */
	struct arena *scratch; /* the draft's */
};

static struct place
place_of(const struct recorder *r, uint32_t offset)
{
	return source_place(r->draft->source, offset, r->settings->column_unit);
}

static struct message
keep_message(struct arena *out, const struct message *m)
{
	struct message kept = *m;
	for (int i = 0; i < m->count; i++)
		kept.args[i] = arena_str(out, m->args[i]);
	return kept;
}

/* The header field whose text this is, or whose lines hold the place. */
static const struct header *
header_of(const struct recorder *r, const struct finding *f)
{
	const struct text *t = f->where.text;

	list_each (const struct header, h, &r->draft->headers->list) {
		if (t && h->text.s.at == t->s.at && h->text.map == t->map)
			return h;
		if (!t && !f->where.part && f->span.at >= h->span.at &&
			f->span.at < span_end(h->span))
			return h;
	}
	return NULL;
}

static struct str
part_label(const struct recorder *r, const struct finding *f)
{
	const struct header *h = header_of(r, f);

	if (h)
		return arena_printf(r->out, "header:%.*s", STR_ARG(h->name));
	if (!f->where.part)
		return arena_str(r->out, STR("header"));
	return arena_str(
		r->out, draft_part_label(r->scratch, r->draft, f->where.part));
}

/* Bad bytes and NUL as U+FFFD. */
static struct str
clean(struct arena *a, struct str s)
{
	if (utf8_valid(s) == s.len && str_chr(s, 0) == s.len)
		return arena_str(a, s);
	char *out = arena_bytes(a, s.len * 3 + 1);
	size_t n = 0, at = 0;
	while (at < s.len) {
		uint32_t rune = utf8_next(s, &at);
		n += utf8_put(out + n, rune ? rune : RUNE_BAD);
	}
	return (struct str){ out, n };
}

/* A line of some text around a place, cut so that the place is in it. */
struct window {
	struct str line;
	size_t at, len; /* of the place, in the line */
};

static size_t
forward_to_char(struct str s, size_t at)
{
	while (at < s.len && ((uint8_t)s.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static struct window
window_of(struct str s, size_t at, size_t len)
{
	struct str before = str_sub(s, 0, at);
	size_t from = str_rchr(before, '\n');
	from = from == before.len ? 0 : from + 1;
	size_t end = at + str_chr(str_from(s, at), '\n');

	if (end > from && s.at[end - 1] == '\r')
		end--;
	if (at - from > LIMIT_EXCERPT / 2)
		from = forward_to_char(s, at - LIMIT_EXCERPT / 2);
	if (end - from > LIMIT_EXCERPT)
		end = forward_to_char(s, from + LIMIT_EXCERPT);
	if (at > end)
		at = end;
	if (len > end - at)
		len = end - at;
	return (struct window){ str_sub(s, from, end - from), at - from, len };
}

static void
set_excerpt(struct recorder *r, struct result_finding *to, struct window w)
{
	struct str before = clean(r->out, str_sub(w.line, 0, w.at));
	struct str marked = clean(r->out, str_sub(w.line, w.at, w.len));
	struct str after = clean(r->out, str_from(w.line, w.at + w.len));

	to->excerpt = arena_printf(r->out, "%.*s%.*s%.*s", STR_ARG(before),
		STR_ARG(marked), STR_ARG(after));
	to->excerpt_at = (uint32_t)before.len;
	to->excerpt_len = (uint32_t)marked.len;
}

static void
excerpt_raw(struct recorder *r, struct result_finding *to, struct span span)
{
	struct source *s = r->draft->source;
	set_excerpt(r, to, window_of(s->bytes, span.at, span.len));
}

/* A field is shown on one line with its name in front. */
static void
excerpt_header(struct recorder *r, struct result_finding *to,
	const struct header *h, const struct finding *f)
{
	size_t at = f->where.text ? f->where.at : 0;
	size_t len = f->where.text ? f->where.len : 0;
	struct window w = window_of(h->text.s, at, len);
	struct str label = arena_printf(
		r->scratch, "%.*s: %.*s", STR_ARG(h->name), STR_ARG(w.line));
	w.line = label;
	w.at += h->name.len + 2;
	set_excerpt(r, to, w);
}

/* Visible text and attribute values are shown in the HTML they stand in. */
static void
excerpt_text(
	struct recorder *r, struct result_finding *to, const struct finding *f)
{
	const struct text *t = f->where.text;
	struct str s = t->s;
	struct span place = { f->where.at, f->where.len };
	bool in_html = t->form == TEXT_PROSE || t->form == TEXT_ATTRIBUTE;

	if (in_html && t->part && t->map->under == t->part->text.map) {
		place = map_down(t->map, place.at, place.len);
		s = t->part->text.s;
	}
	set_excerpt(r, to, window_of(s, place.at, place.len));
}

static bool
same_as_raw(struct recorder *r, const struct result_finding *to)
{
	struct span line = source_line(r->draft->source, to->start.offset);
	struct str raw = str_sub(r->draft->source->bytes, line.at, line.len);
	return str_has(raw, str_sub(to->excerpt, 0, to->excerpt.len));
}

static void
set_place(
	struct recorder *r, struct result_finding *to, const struct finding *f)
{
	const struct header *h = header_of(r, f);

	to->start = place_of(r, f->span.at);
	to->end = place_of(r, span_end(f->span));
	to->part = part_label(r, f);
	if (h)
		excerpt_header(r, to, h, f);
	else if (f->where.text && f->where.text->form != TEXT_PARAM &&
		 f->where.text->form != TEXT_OUTSIDE)
		excerpt_text(r, to, f);
	else
		excerpt_raw(r, to, f->span);
	to->decoded = !same_as_raw(r, to);
}

static void
set_fix(struct recorder *r, struct result_finding *to, const struct finding *f)
{
	struct raw_edit *edits;
	size_t n;

	if (!f->fix.id || !f->edits.n)
		return;
	if (!encode_edits(r->scratch, r->draft, f->edits.at, f->edits.n, &edits,
		    &n, &to->fix_refused))
		return;
	struct result_edit *kept = ARENA_ARRAY(r->out, struct result_edit, n);
	for (size_t i = 0; i < n; i++)
		kept[i] = (struct result_edit){ edits[i].at.at,
			span_end(edits[i].at),
			arena_str(r->out, edits[i].with) };
	to->fix = keep_message(r->out, &f->fix);
	to->safety = f->safety;
	to->edits = kept;
	to->edit_count = n;
}

/* FNV-1a over what stays the same when lines move and words are translated. */
static uint64_t
hash_str(uint64_t h, struct str s)
{
	bool blank = false;
	for (size_t i = 0; i < s.len; i++) {
		if (is_blank(s.at[i]) && blank)
			continue;
		blank = is_blank(s.at[i]);
		h = (h ^ (uint8_t)(blank ? ' ' : s.at[i])) * 0x100000001b3u;
	}
	return h;
}

static uint64_t
fingerprint(const struct recorder *r, const struct result_finding *to)
{
	uint64_t h = hash_str(0xcbf29ce484222325u, str_of(to->rule->id));
	h = hash_str(h, r->draft->source->path);
	h = hash_str(h, str_sub(to->excerpt, to->excerpt_at, to->excerpt_len));
	h = hash_str(h, to->excerpt);
	for (const struct result_finding *f = r->result->findings; f < to; f++)
		h += f->rule == to->rule && str_eq(f->excerpt, to->excerpt);
	return h;
}

static void
set_twin(struct recorder *r, struct result_finding *to,
	const struct finding *twin)
{
	if (!twin)
		return;
	to->twin = true;
	to->twin_start = place_of(r, twin->span.at);
	to->twin_part = part_label(r, twin);
}

static void
keep_finding(
	struct recorder *r, struct result_finding *to, const struct finding *f)
{
	to->rule = f->rule;
	to->severity = f->severity;
	to->points = (double)f->points;
	to->message = keep_message(r->out, &f->message);
	to->advice = keep_message(r->out, &f->advice);
	set_place(r, to, f);
	set_fix(r, to, f);
	set_twin(r, to, f->twin);
	to->fingerprint = fingerprint(r, to);
}

static void
count(struct result *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct result_finding *f = &r->findings[i];
		r->errors += f->severity == SEVERITY_ERROR;
		r->warnings += f->severity == SEVERITY_WARNING;
		r->notes += f->severity == SEVERITY_NOTE;
		r->fixable += f->edit_count > 0;
	}
}

static void
score(struct result *r)
{
	struct scored *s = memory_new(r->count * sizeof *s);
	for (size_t i = 0; i < r->count; i++)
		s[i] = (struct scored){ r->findings[i].rule,
			r->findings[i].points, r->findings[i].rule->outcome };
	r->score = score_of(s, r->count);
	r->way_down = score_way_down(s, r->count);
	free(s);
}

static void
keep_texts(struct recorder *r)
{
	const struct draft *d = r->draft;
	size_t n = d->proses.n;

	r->result->texts = ARENA_ARRAY(r->out, struct result_text, n);
	for (size_t i = 0; i < n; i++) {
		const struct prose *p = &d->proses.at[i];
		r->result->texts[i] = (struct result_text){
			arena_str(r->out,
				draft_part_label(r->scratch, d, p->part)),
			clean(r->out, p->text.s),
		};
	}
	r->result->text_count = n;
}

void
record(struct result *result, const struct draft *d,
	const struct findings *findings, const struct chosen *chosen,
	const struct settings *settings)
{
	struct recorder r = { result, d, settings, &result->arena, d->arena };

	memset(result, 0, sizeof *result);
	arena_init(&result->arena);
	result->path = arena_str(r.out, d->source->path);
	result->message_number = d->message_number;
	result->stage = chosen->stage;
	result->preset = chosen->preset;
	result->preset_why = chosen->why;
	result->bytes = d->message.len;
	result->sent_size = d->sent_size;
	result->self_copy = d->self_copy;
	result->dropped = findings->dropped;
	result->count = findings->list.n;
	result->findings =
		ARENA_ARRAY(r.out, struct result_finding, result->count);
	for (size_t i = 0; i < result->count; i++)
		keep_finding(&r, &result->findings[i], findings->list.at[i]);
	count(result);
	score(result);
	if (settings->decoded_view)
		keep_texts(&r);
}

void
result_release(struct result *r)
{
	arena_release(&r->arena);
}
