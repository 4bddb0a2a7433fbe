/* record.c - from findings that point into a draft to a flat result. */
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "../base/utf8.h"
#include "record.h"
#include "score.h"

/* Edits of one fix that are still shown on one line. */
enum { MOST_SHOWN = 8 };

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

static struct message
keep_message(struct arena *out, const struct message *m)
{
	struct message kept = *m;
	for (int i = 0; i < m->count; i++)
		kept.args[i] = clean(out, m->args[i]);
	return kept;
}

/* The header field whose text this is, or whose lines hold the place. */
static const struct header *
header_of(const struct recorder *r, const struct finding *f)
{
	const struct text *t = f->where.text;

	list_each (const struct header, h, &r->draft->headers->list) {
		if (t && header_text(h)->s.at == t->s.at &&
			header_text(h)->map == t->map)
			return h;
		if (!t && !f->where.part && f->span.at >= h->span.at &&
			f->span.at < span_end(h->span))
			return h;
	}
	return NULL;
}

static struct str
cut(struct str s, size_t most)
{
	while (most < s.len && most && ((uint8_t)s.at[most] & 0xC0) == 0x80)
		most--;
	return str_sub(s, 0, most);
}

static struct str
raw_label(const struct recorder *r, const struct finding *f)
{
	const struct header *h = header_of(r, f);

	if (h)
		return arena_printf(
			r->scratch, "header:%.*s", STR_ARG(h->name));
	if (!f->where.part)
		return STR("header");
	return draft_part_label(r->scratch, r->draft, f->where.part);
}

static struct str
part_label(const struct recorder *r, const struct finding *f)
{
	return clean(r->out, cut(raw_label(r, f), LIMIT_LABEL));
}

static struct str
joined(struct arena *a, const struct str *pieces, size_t n)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++)
		len += pieces[i].len;
	char *at = arena_bytes(a, len);
	struct str all = { at, len };
	for (size_t i = 0; i < n; i++) {
		if (pieces[i].len)
			memcpy(at, pieces[i].at, pieces[i].len);
		at += pieces[i].len;
	}
	return all;
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

/*
 * The text in which a finding is shown. Visible text and attribute values are
 * shown in the HTML that they stand in, a header field with its name in front.
 */
struct view {
	const struct text *text; /* that its offsets count in; NULL: the file */
	struct str s;
	struct str label;
	bool below; /* `s` is the layer under `text` */
};

static bool
stands_in_html(const struct text *t)
{
	return (t->form == TEXT_PROSE || t->form == TEXT_ATTRIBUTE) &&
	       t->part && t->map->under == t->part->text.map;
}

static struct view
view_of(const struct recorder *r, const struct finding *f,
	const struct header *h)
{
	const struct text *t = f->where.text;

	if (h)
		return (struct view){ .text = header_text(h),
			.s = header_text(h)->s,
			.label = joined(r->scratch,
				(struct str[]){
					clean(r->scratch,
						cut(h->name, LIMIT_LABEL)),
					STR(": ") },
				2) };
	if (!t || t->form == TEXT_PARAM || t->form == TEXT_OUTSIDE)
		return (struct view){ .s = r->draft->source->bytes };
	if (stands_in_html(t))
		return (struct view){
			.text = t, .s = t->part->text.s, .below = true
		};
	return (struct view){ .text = t, .s = t->s };
}

static struct span
place_in(const struct view *v, uint32_t at, uint32_t len)
{
	return v->below ? map_down(v->text->map, at, len) : span_of(at, len);
}

static struct window
window_on(const struct view *v, const struct finding *f)
{
	struct span place = f->span;

	if (v->text && !f->where.text) /* a raw place inside a header field */
		place = span_of(0, 0);
	else if (v->text)
		place = place_in(v, f->where.at, f->where.len);
	return window_of(v->s, place.at, place.len);
}

static void
set_excerpt(struct recorder *r, struct result_finding *to, const struct view *v,
	struct window w)
{
	struct str before = clean(r->scratch, str_sub(w.line, 0, w.at));
	struct str marked = clean(r->scratch, str_sub(w.line, w.at, w.len));
	struct str after = clean(r->scratch, str_from(w.line, w.at + w.len));
	struct str pieces[] = { v->label, before, marked, after };

	to->excerpt = joined(r->out, pieces, 4);
	to->excerpt_at = (uint32_t)(v->label.len + before.len);
	to->excerpt_len = (uint32_t)marked.len;
}

/* The twin's edits are made too, but in another text. */
static bool
is_in_view(const struct view *v, const struct text_edit *e)
{
	return e->text && e->text->s.at == v->text->s.at &&
	       e->text->map == v->text->map;
}

/* HTML would have to be escaped, and a new line is no longer this line. */
static bool
is_shown_as_is(const struct view *v, const struct text_edit *e)
{
	const char *bad = v->below ? "&<>\"\n" : "\n";

	for (; *bad; bad++)
		if (str_chr(e->with, *bad) < e->with.len)
			return false;
	return true;
}

/* The line as it reads once mended; none when an edit leaves the line. Edits
 * come in the order of their text. */
static struct str
mend(struct recorder *r, const struct view *v, struct window w,
	const struct finding *f)
{
	size_t line = (size_t)(w.line.at - v->s.at), at = 0, seen = 0;
	struct str out = v->label;

	for (size_t i = 0; i < f->edits.n; i++) {
		const struct text_edit *e = &f->edits.at[i];
		if (!is_in_view(v, e))
			continue;
		seen++;
		if (!is_shown_as_is(v, e))
			return STR_NONE;
		struct span place = place_in(v, e->at, e->len);
		if (place.at < line + at || span_end(place) > line + w.line.len)
			return STR_NONE;
		struct str kept = str_sub(w.line, at, place.at - line - at);
		out = arena_printf(r->scratch, "%.*s%.*s%.*s", STR_ARG(out),
			STR_ARG(clean(r->scratch, kept)), STR_ARG(e->with));
		at = span_end(place) - line;
	}
	if (!seen)
		return STR_NONE;
	return arena_printf(r->out, "%.*s%.*s", STR_ARG(out),
		STR_ARG(clean(r->scratch, str_from(w.line, at))));
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
	to->end = place_of(r, span_end(f->span));
	to->part = part_label(r, f);
}

static void
set_line(struct recorder *r, struct result_finding *to, const struct finding *f)
{
	struct view v = view_of(r, f, header_of(r, f));
	struct window w = window_on(&v, f);

	set_excerpt(r, to, &v, w);
	to->decoded = !same_as_raw(r, to);
	if (v.text && f->fix.id && f->edits.n && f->edits.n <= MOST_SHOWN)
		to->mended = mend(r, &v, w, f);
	if (to->mended.len > EXCERPT_MOST)
		to->mended = STR_NONE;
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
list_finding(
	struct recorder *r, struct result_finding *to, const struct finding *f)
{
	to->rule = f->rule;
	to->severity = f->severity;
	to->points = (double)f->points;
	to->message = keep_message(r->out, &f->message);
	to->told = f->data;
	to->told.column = clean(r->out, cut(f->data.column, LIMIT_ARGUMENT));
	to->start = to->end = place_of(r, f->span.at);
}

static void
keep_finding(
	struct recorder *r, struct result_finding *to, const struct finding *f)
{
	list_finding(r, to, f);
	if (r->settings->list_only)
		return;
	to->advice = keep_message(r->out, &f->advice);
	set_place(r, to, f);
	set_line(r, to, f);
	set_fix(r, to, f);
	set_twin(r, to, f->twin);
	to->fingerprint = fingerprint(r, to);
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
			clean(r->out,
				cut(draft_part_label(r->scratch, d, p->part),
					LIMIT_LABEL)),
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
	result->subject_unknown = !d->subject && !d->has_header;
	result->recipient_unknown = !d->self_copy && !draft_recipient(d) &&
				    !d->source->foreign &&
				    chosen->stage == STAGE_FINAL;
	result->dropped = findings->dropped;
	result->count = findings->list.n;
	result->findings =
		ARENA_ARRAY(r.out, struct result_finding, result->count);
	for (size_t i = 0; i < result->count; i++)
		keep_finding(&r, &result->findings[i], findings->list.at[i]);
	result_count(result);
	score(result);
	if (settings->decoded_view)
		keep_texts(&r);
}
