/* holds.c - what the reader and the reports promise, whatever the bytes are. */
#include <jansson.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "holds.h"

/* Places looked at in one text: enough to see an order, cheap enough. */
enum { PLACES = 48 };

const char *
holds_span(struct span s, struct str file)
{
	CLAIM(s.at <= file.len);
	CLAIM(s.len <= file.len - s.at);
	return NULL;
}

const char *
holds_map(const struct map *m)
{
	list_each (const struct run, r, &m->runs) {
		const struct run *last = r - 1;
		CLAIM(r->out > 0);
		if (r == m->runs.at) {
			CLAIM(r->at == 0);
			continue;
		}
		CLAIM(r->at > last->at);
		CLAIM(r->from >= last->from);
	}
	return NULL;
}

static size_t
next_place(struct str s, size_t at)
{
	size_t step = s.len / PLACES;

	utf8_next(s, &at);
	at += step;
	while (at < s.len && ((uint8_t)s.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static const char *
holds_places(const struct text *t, struct str file)
{
	struct span all = text_span(t, 0, t->s.len);
	uint32_t before = 0;

	HOLD(holds_span(all, file));
	for (size_t at = 0; at < t->s.len; at = next_place(t->s, at)) {
		size_t end = at;
		utf8_next(t->s, &end);
		struct span one = text_span(t, at, end - at);
		HOLD(holds_span(one, file));
		CLAIM(one.at >= before);
		/* what comes from nowhere may lie outside at both ends */
		CLAIM(!one.len || one.at >= all.at);
		CLAIM(!one.len || span_end(one) <= span_end(all));
		CLAIM(text_at(t, one.at) <= at);
		before = one.at;
	}
	return NULL;
}

const char *
holds_text(const struct text *t, struct str file)
{
	CLAIM(utf8_valid(t->s) == t->s.len);
	if (t->form == TEXT_OUTSIDE && !t->map)
		return NULL;
	for (const struct map *m = t->map; m; m = m->under)
		HOLD(holds_map(m));
	return holds_places(t, file);
}

const char *
holds_defects(const struct defects *d, struct str file)
{
	CLAIM(d->list.n <= LIMIT_DEFECTS + 1);
	list_each (const struct defect, e, &d->list) {
		CLAIM(e->code < DEFECT_CODES);
		HOLD(holds_span(e->span, file));
		CLAIM(utf8_valid(e->detail) == e->detail.len);
	}
	return NULL;
}

static bool
lies_in(struct span inner, struct span outer)
{
	return inner.at >= outer.at && span_end(inner) <= span_end(outer);
}

static const char *
holds_stretch(uint32_t at, uint32_t len, struct str s)
{
	HOLD(holds_span((struct span){ at, len }, s));
	CLAIM(at == s.len || ((uint8_t)s.at[at] & 0xC0) != 0x80);
	CLAIM(at + len == s.len || ((uint8_t)s.at[at + len] & 0xC0) != 0x80);
	return NULL;
}

const char *
holds_addresses(const struct addresses *a)
{
	struct str s = a->text->s;
	uint32_t end = 0;

	CLAIM(a->list.n <= LIMIT_ADDRESSES);
	list_each (const struct address, one, &a->list) {
		HOLD(holds_stretch(one->at, one->len, s));
		HOLD(holds_stretch(one->name_at, one->name_len, s));
		HOLD(holds_stretch(one->spec_at, one->spec_len, s));
		CLAIM(one->at >= end);
		CLAIM(utf8_valid(one->name) == one->name.len);
		CLAIM(utf8_valid(one->spec) == one->spec.len);
		end = one->at + one->len;
	}
	return NULL;
}

static const char *
holds_header(const struct header *h, struct str file)
{
	HOLD(holds_span(h->span, file));
	CLAIM(lies_in(h->name_span, h->span));
	CLAIM(lies_in(h->value_span, h->span));
	CLAIM(h->id < HEADER_IDS);
	HOLD(holds_text(header_text(h), file));
	if (h->addresses)
		HOLD(holds_addresses(h->addresses));
	return NULL;
}

const char *
holds_headers(const struct headers *h, struct str file)
{
	uint32_t end = h->block.at;

	HOLD(holds_span(h->block, file));
	CLAIM(h->list.n <= LIMIT_HEADERS);
	list_each (const struct header, one, &h->list) {
		if (one->given)
			continue;
		HOLD(holds_header(one, file));
		CLAIM(one->span.at >= end);
		CLAIM(lies_in(one->span, h->block));
		end = span_end(one->span);
	}
	return NULL;
}

const char *
holds_params(const struct params *p, struct str file)
{
	CLAIM(p->list.n <= LIMIT_PARAMS);
	list_each (const struct param, one, &p->list) {
		HOLD(holds_span(one->span, file));
		HOLD(holds_text(&one->text, file));
		for (size_t i = 0; i < one->name.len; i++)
			CLAIM(!is_upper(one->name.at[i]));
	}
	return NULL;
}

static const char *
holds_part(const struct part *p, struct span message, struct str file)
{
	CLAIM(lies_in(p->span, message));
	CLAIM(lies_in(p->body, p->span));
	CLAIM(p->depth <= LIMIT_DEPTH);
	HOLD(holds_headers(&p->headers, file));
	HOLD(holds_params(&p->type, file));
	HOLD(holds_params(&p->disposition, file));
	if (p->text.s.at)
		HOLD(holds_text(&p->text, file));
	return NULL;
}

static const char *
holds_children(const struct part *p)
{
	uint32_t end = p->body.at;

	/* the line end before a delimiter counts for spans, not for bodies */
	for (const struct part *c = p->first; c; c = c->next) {
		CLAIM(c->parent == p);
		CLAIM(c->depth == p->depth + 1);
		CLAIM(lies_in(c->span, p->span));
		CLAIM(c->span.at >= end);
		end = span_end(c->span);
	}
	return NULL;
}

const char *
holds_parts(const part_list *parts, struct span message, struct str file)
{
	HOLD(holds_span(message, file));
	CLAIM(parts->n > 0);
	CLAIM(parts->n <= LIMIT_PARTS);
	list_each (struct part *, p, parts) {
		HOLD(holds_part(*p, message, file));
		HOLD(holds_children(*p));
	}
	return NULL;
}

static const char *
holds_attributes(const struct element *e)
{
	struct span tag = { e->at, e->len };

	CLAIM(e->attributes.n <= LIMIT_ATTRIBUTES);
	list_each (const struct attribute, a, &e->attributes) {
		CLAIM(lies_in((struct span){ a->name_at, a->name_len }, tag));
		if (a->has_value)
			CLAIM(lies_in(
				(struct span){ a->value_at, a->value_len },
				tag));
		CLAIM(utf8_valid(a->value) == a->value.len);
	}
	list_each (const struct declaration, d, &e->style) {
		CLAIM(lies_in((struct span){ d->at, d->len }, tag));
		CLAIM(utf8_valid(d->value) == d->value.len);
	}
	return NULL;
}

static const char *
holds_element(const struct html *h, const struct element *e)
{
	int32_t index = (int32_t)(e - h->elements.at);
	struct str body = h->body->s;

	HOLD(holds_stretch(e->at, e->len, body));
	CLAIM(e->len > 0 && body.at[e->at] == '<');
	if (e->end_len) {
		HOLD(holds_stretch(e->end_at, e->end_len, body));
		CLAIM(e->end_at >= e->at + e->len);
	}
	CLAIM(e->parent >= -1 && e->parent < index);
	CLAIM(e->text_at <= e->text_end);
	CLAIM(e->text_end <= h->visible.s.len);
	if (index)
		CLAIM(e->at >= e[-1].at + e[-1].len);
	return holds_attributes(e);
}

const char *
holds_html(const struct html *h, struct str file)
{
	HOLD(holds_text(&h->visible, file));
	HOLD(holds_text(&h->hidden, file));
	CLAIM(h->elements.n <= LIMIT_TAGS);
	list_each (const struct element, e, &h->elements)
		HOLD(holds_element(h, e));
	list_each (const struct image, i, &h->images) {
		CLAIM(i->element >= 0);
		CLAIM((size_t)i->element < h->elements.n);
	}
	return NULL;
}

static const char *
holds_link(const struct link *l, struct str file)
{
	HOLD(holds_stretch(l->at, l->len, l->text.s));
	HOLD(holds_text(&l->text, file));
	CLAIM(utf8_valid(l->href) == l->href.len);
	if (l->label_text)
		HOLD(holds_stretch(
			l->label_at, l->label_len, l->label_text->s));
	return NULL;
}

const char *
holds_links(const link_list *links, struct str file)
{
	list_each (const struct link, l, links)
		HOLD(holds_link(l, file));
	return NULL;
}

const char *
holds_fields(const field_list *fields, struct str s)
{
	uint32_t end = 0;

	CLAIM(fields->n <= LIMIT_FIELDS);
	list_each (const struct field, f, fields) {
		HOLD(holds_stretch(f->at, f->len, s));
		CLAIM(f->len > 0);
		CLAIM(f->at >= end);
		end = f->at + f->len;
	}
	return NULL;
}

/* Blocks cover the text without gaps. */
static const char *
holds_blocks(const struct prose *p)
{
	uint32_t end = 0;

	list_each (const struct block, b, &p->blocks) {
		CLAIM(b->at == end);
		end = b->at + b->len;
	}
	CLAIM(end == p->text.s.len);
	return NULL;
}

static const char *
holds_words(const struct prose *p)
{
	uint32_t end = 0;

	CLAIM(p->words.n <= LIMIT_WORDS);
	list_each (const struct word, w, &p->words) {
		HOLD(holds_stretch(w->at, w->len, p->text.s));
		CLAIM(w->len > 0);
		CLAIM(w->at >= end);
		end = w->at + w->len;
	}
	return NULL;
}

static const char *
holds_sentences(const struct prose *p)
{
	uint32_t end = 0, words = 0;

	list_each (const struct sentence, s, &p->sentences) {
		HOLD(holds_stretch(s->at, s->len, p->text.s));
		CLAIM(s->at >= end);
		CLAIM(s->word_at >= words);
		CLAIM(s->words <= p->words.n - s->word_at);
		end = s->at + s->len;
		words = s->word_at + s->words;
	}
	return NULL;
}

const char *
holds_prose(const struct prose *p, struct str file)
{
	HOLD(holds_text(&p->text, file));
	HOLD(holds_blocks(p));
	HOLD(holds_words(p));
	HOLD(holds_sentences(p));
	HOLD(holds_fields(&p->fields, p->text.s));
	HOLD(holds_stretch(p->greeting_at, p->greeting_len, p->text.s));
	HOLD(holds_stretch(p->greeted_at, p->greeted_len, p->text.s));
	list_each (const struct span, u, &p->urls)
		HOLD(holds_stretch(u->at, u->len, p->text.s));
	CLAIM(p->language < LANGUAGES);
	return NULL;
}

const char *
holds_attachment(const struct attachment *a, struct str file)
{
	HOLD(holds_span(a->place, file));
	HOLD(holds_text(&a->name, file));
	CLAIM(a->archive.entries.n <= LIMIT_ZIP_ENTRIES);
	list_each (const struct entry, e, &a->archive.entries)
		CLAIM(utf8_valid(e->name) == e->name.len);
	return NULL;
}

const char *
holds_draft(const struct draft *d)
{
	struct str file = d->source->bytes;

	CLAIM(d->root);
	HOLD(holds_span(d->message, file));
	HOLD(holds_parts(&d->parts, d->message, file));
	HOLD(holds_defects(&d->defects, file));
	HOLD(holds_links(&d->links, file));
	CLAIM(d->header_end <= file.len);
	list_each (const struct html, h, &d->htmls)
		HOLD(holds_html(h, file));
	list_each (const struct prose, p, &d->proses)
		HOLD(holds_prose(p, file));
	list_each (const struct attachment, a, &d->attachments)
		HOLD(holds_attachment(a, file));
	list_each (const struct field, f, &d->fields)
		HOLD(holds_stretch(f->at, f->len, f->text->s));
	return NULL;
}

static bool
has_nul(struct str s)
{
	return str_chr(s, 0) < s.len;
}

static const char *
holds_edits(const struct result_finding *f, struct str file)
{
	uint32_t end = 0;

	CLAIM(!f->edit_count || f->fix.id);
	for (size_t i = 0; i < f->edit_count; i++) {
		const struct result_edit *e = &f->edits[i];
		CLAIM(e->start >= end);
		CLAIM(e->start <= e->end);
		CLAIM(e->end <= file.len);
		CLAIM(!has_nul(e->with) ||
			has_nul(str_sub(file, e->start, e->end - e->start)));
		end = e->end;
	}
	return NULL;
}

static const char *
holds_finding(const struct result_finding *f, struct str file)
{
	CLAIM(f->rule && f->message.id);
	CLAIM(f->start.offset <= f->end.offset);
	CLAIM(f->end.offset <= file.len);
	CLAIM(f->start.line > 0 && f->start.column > 0);
	CLAIM(f->end.line >= f->start.line);
	CLAIM(f->excerpt_at <= f->excerpt.len);
	CLAIM(f->excerpt_len <= f->excerpt.len - f->excerpt_at);
	CLAIM(utf8_valid(f->excerpt) == f->excerpt.len);
	CLAIM(utf8_valid(f->mended) == f->mended.len);
	CLAIM(f->severity > SEVERITY_OFF && f->severity <= SEVERITY_ERROR);
	return holds_edits(f, file);
}

const char *
holds_result(const struct result *r, struct str file)
{
	CLAIM(r->count <= LIMIT_FINDINGS);
	CLAIM(r->errors + r->warnings + r->notes == r->count);
	CLAIM(r->score.risk >= 0 && r->score.risk <= 100);
	CLAIM(r->way_down.risk <= r->score.risk);
	for (size_t i = 0; i < r->way_down.count; i++)
		CLAIM(r->way_down.findings[i] < r->count);
	for (size_t i = 0; i < r->count; i++)
		HOLD(holds_finding(&r->findings[i], file));
	return NULL;
}

const char *
holds_output(struct str s, bool colored)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t rune;
		CLAIM(utf8_read(s, &at, &rune));
		CLAIM(rune >= 0x20 || rune == '\n' || (colored && rune == 27));
		CLAIM(rune < 0x7F || rune > 0x9F);
		CLAIM(!rune_is_bidi(rune));
	}
	return NULL;
}

static const char *
same_findings(json_t *findings, const struct result *r)
{
	CLAIM(json_array_size(findings) == r->count);
	for (size_t i = 0; i < r->count; i++) {
		json_t *f = json_array_get(findings, i);
		json_t *start = json_object_get(f, "start");
		json_t *fix = json_object_get(f, "fix");
		CLAIM(json_integer_value(json_object_get(start, "offset")) ==
			r->findings[i].start.offset);
		CLAIM(json_array_size(json_object_get(fix, "edits")) ==
			r->findings[i].edit_count);
	}
	return NULL;
}

const char *
holds_json(struct str json, const struct result *r)
{
	json_t *file = json_loadb(json.at, json.len,
		JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

	CLAIM(file);
	const char *broken =
		same_findings(json_object_get(file, "findings"), r);
	json_decref(file);
	return broken;
}
