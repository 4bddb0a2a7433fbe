/*
 * encode.c - edits of decoded text, taken down to raw bytes.
 *
 * Here edits become pieces (raw spans with new text) or go to their header
 * field; encode_body.c and encode_header.c write the bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/limits.h"
#include "charset.h"
#include "encode_inside.h"

/* Reasons that say no. Each is a whole sentence for a person. */
static const char outside[] =
	N_("this text was given on the command line and is not in the file");
static const char signed_part[] =
	N_("this part is signed; a change would break the signature");
static const char encrypted_part[] = N_("this part is encrypted");
static const char ambiguous_part[] =
	N_("this part can be read in two ways; make its structure clear first");
static const char overlap[] = N_("two changes touch the same text");
static const char inside_character[] =
	N_("the change begins or ends inside one character");
static const char in_yaml[] =
	N_("the new text would need quotes in the front matter");
static const char not_found[] = N_("the place in the file is not clear");

struct str
line_end_of(struct str s, struct str otherwise)
{
	size_t lf = str_chr(s, '\n');

	if (lf == s.len)
		return otherwise;
	return lf && s.at[lf - 1] == '\r' ? STR("\r\n") : STR("\n");
}

struct str
edited(struct arena *arena, struct str s, const struct text_edit *edits,
	size_t n)
{
	struct buf b;
	size_t at = 0;

	buf_init(&b, LIMIT_FILE);
	for (size_t i = 0; i < n; i++) {
		buf_add(&b, str_sub(s, at, edits[i].at - at));
		buf_add(&b, edits[i].with);
		at = (size_t)edits[i].at + edits[i].len;
	}
	buf_add(&b, str_from(s, at));
	struct str out = arena_str(arena, buf_str(&b));
	buf_release(&b);
	return out;
}

/*
 * Charsets.
 */

struct repertoire
repertoire_of(const char *charset, struct str declared)
{
	struct repertoire r = { .charset = charset };
	const char *name = charset_named(declared);

	declared = str_trim(declared);
	r.seven_bit = str_ieq(declared, STR("us-ascii")) ||
		      str_ieq(declared, STR("ascii")) ||
		      str_istarts(declared, STR("ansi_x3.4"));
	r.latin1 = str_istarts(declared, STR("iso")) && name &&
		   str_eq(str_of(name), STR("windows-1252"));
	r.two_bytes = name && str_eq(str_of(name), STR("GB18030")) &&
		      !str_ihas(declared, STR("18030"));
	return r;
}

static bool
is_allowed(const struct repertoire *r, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		uint8_t c = (uint8_t)bytes.at[i];
		if (c < 0x80)
			continue;
		if (r->seven_bit || (r->latin1 && c < 0xA0))
			return false;
		if (!r->two_bytes || ++i == bytes.len)
			continue;
		if (is_digit(bytes.at[i]))
			return false;
	}
	return true;
}

bool
repertoire_encode(struct arena *arena, const struct repertoire *r,
	struct str utf8, struct str *out)
{
	struct str bytes;

	if (!charset_encode(arena, r->charset, utf8, &bytes) ||
		!is_allowed(r, bytes))
		return false;
	*out = bytes;
	return true;
}

/*
 * From text down to raw spans.
 */

static bool
is_inside_character(struct str s, size_t at)
{
	return at < s.len && ((uint8_t)s.at[at] & 0xC0) == 0x80;
}

static const char *
why_no_edit(const struct text_edit *e)
{
	const struct text *t = e->text;
	const struct part *p = t->part;

	if (t->form == TEXT_OUTSIDE)
		return outside;
	if (e->at > t->s.len || e->len > t->s.len - e->at ||
		is_inside_character(t->s, e->at) ||
		is_inside_character(t->s, (size_t)e->at + e->len))
		return inside_character;
	if (!p)
		return NULL;
	/* the header of the whole message is outside of the signature */
	if (t->form == TEXT_HEADER && !p->parent)
		return NULL;
	if (p->signed_)
		return signed_part;
	if (p->encrypted)
		return encrypted_part;
	return p->ambiguous ? ambiguous_part : NULL;
}

static bool
is_nowhere(const struct text *t, size_t at)
{
	const struct run *r = t->map ? map_run(t->map, at) : NULL;
	return r && r->in == 0;
}

/* An empty piece before the character at `at`, or else behind the one that
 * stands there. */
static struct piece
insertion(const struct text *t, size_t at)
{
	struct piece p = { .raw = text_span(t, at, 0) };

	if (at && (at == t->s.len || is_nowhere(t, at))) {
		p.raw = span_of(span_end(text_span(t, at - 1, 1)), 0);
		p.after = true;
	}
	return p;
}

/* Through the identity maps of text_part down to the map that matters. */
static struct text
without_part_maps(const struct text *t, size_t *at)
{
	struct text lower = *t;

	while (lower.map && lower.map->under && lower.map->runs.n == 1 &&
		lower.map->runs.at[0].out == 1 &&
		lower.map->runs.at[0].in == 1) {
		*at += lower.map->runs.at[0].from;
		lower.map = lower.map->under;
	}
	return lower;
}

typedef LIST(struct piece) piece_list;

struct gather {
	struct writer *w;
	piece_list *pieces;
	const struct map *under;
	bool open;
	size_t at, end; /* the piece that is open, one layer down */
};

static void
close_piece(struct gather *g)
{
	/* only its length is looked at */
	struct text lower = { .s = { NULL, g->end }, .map = g->under };

	if (!g->open)
		return;
	g->open = false;
	struct piece *p = list_push(g->w->arena, g->pieces);
	*p = (struct piece){ .raw = text_span(&lower, g->at, g->end - g->at) };
}

static void
add_stretch(struct gather *g, size_t at, size_t end)
{
	if (at == end)
		return;
	if (g->open && g->end == at) {
		g->end = end;
		return;
	}
	close_piece(g);
	g->open = true;
	g->at = at;
	g->end = end;
}

/*
 * The stretches that [at, end) of HTML text comes from. Tags between them
 * stay where they are. False when half of a unit is touched.
 */
static bool
gather_stretches(struct gather *g, const struct map *m, size_t at, size_t end)
{
	const struct run *r = map_run(m, at), *last = m->runs.at + m->runs.n;

	for (; r < last && r->at < end; r++) {
		size_t from = r->at > at ? r->at : at;
		size_t to = r + 1 < last && r[1].at < end ? r[1].at : end;
		if ((from - r->at) % r->out || (to - r->at) % r->out)
			return false;
		size_t low = r->from + (from - r->at) / r->out * r->in;
		add_stretch(g, low, low + (to - from) / r->out * r->in);
	}
	close_piece(g);
	return true;
}

static bool
is_html_form(const struct text *t)
{
	return t->form == TEXT_PROSE || t->form == TEXT_ATTRIBUTE;
}

/* The pieces of an edit; the first takes the new text, the others go. */
static bool
cut_to_pieces(struct writer *w, const struct text_edit *e, piece_list *pieces)
{
	size_t at = e->at, first = pieces->n;
	struct text t = without_part_maps(e->text, &at);
	struct gather g = {
		.w = w, .pieces = pieces, .under = t.map ? t.map->under : NULL
	};

	if (e->len && is_html_form(e->text) && t.map && t.map->runs.n &&
		map_run(t.map, at)->in != RUN_BASE64) {
		if (!gather_stretches(&g, t.map, at, at + e->len))
			return refuse(w, inside_character);
	} else if (e->len) {
		struct span raw = text_span(e->text, e->at, e->len);
		*list_push(w->arena, pieces) = (struct piece){ .raw = raw };
	}
	if (pieces->n == first)
		*list_push(w->arena, pieces) = insertion(e->text, e->at);
	return true;
}

/*
 * Escaping.
 */

/*
 * An attribute value without quotes must not hold blanks. One that does not
 * plainly begin behind a quote is taken for such: too many references are
 * harmless.
 */
static bool
is_bare(const struct text *t)
{
	const struct part *p = t->part;
	const struct map *m = t->map;
	size_t at = 0;

	for (; p && m && m != p->text.map; m = m->under)
		at = map_down(m, at, 0).at;
	if (!p || !m || !at || at > p->text.s.len)
		return true;
	char before = p->text.s.at[at - 1];
	return before != '"' && before != '\'';
}

static void
escape(struct buf *b, char c, const struct text *t, bool bare)
{
	bool value = t->form == TEXT_ATTRIBUTE;

	if (c == '&')
		buf_add(b, STR("&amp;"));
	else if (c == '<')
		buf_add(b, STR("&lt;"));
	else if (c == '>')
		buf_add(b, STR("&gt;"));
	else if (c == '"' && value)
		buf_add(b, STR("&quot;"));
	else if (c == '\'' && value)
		buf_add(b, STR("&#39;"));
	else if (bare && (is_blank(c) || c == '=' || c == '`'))
		buf_printf(b, "&#%d;", c);
	else if (c == '\n' && !value)
		buf_add(b, STR("<br>\n"));
	else
		buf_char(b, c);
}

/* CRLF and a bare CR become LF. */
static struct str
plain_line_ends(struct arena *arena, struct str s)
{
	if (str_chr(s, '\r') == s.len)
		return s;
	char *to = arena_bytes(arena, s.len);
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '\n' && i && s.at[i - 1] == '\r')
			continue;
		to[n++] = s.at[i] == '\r' ? '\n' : s.at[i];
	}
	return (struct str){ to, n };
}

static struct str
escaped(struct writer *w, const struct text_edit *e)
{
	struct str s = plain_line_ends(w->arena, e->with);
	bool bare = e->text->form == TEXT_ATTRIBUTE && is_bare(e->text);
	struct buf b;

	if (!is_html_form(e->text) || e->markup)
		return s;
	buf_init(&b, LIMIT_FILE);
	for (size_t i = 0; i < s.len; i++)
		escape(&b, s.at[i], e->text, bare);
	struct str out = arena_str(w->arena, buf_str(&b));
	buf_release(&b);
	return out;
}

/*
 * Edits by where they go: a body part, a header field or a parameter.
 */

struct target {
	const struct part *part;
	const struct header *header; /* NULL: the body */
	const struct param *param;
	LIST(struct text_edit) edits; /* of a header */
	piece_list pieces;	      /* of a body */
};

typedef LIST(struct target) target_list;

static bool
holds(struct span outer, struct span inner)
{
	return inner.at >= outer.at && span_end(inner) <= span_end(outer);
}

static const struct header *
header_at(const struct part *p, struct span raw)
{
	list_each (const struct header, h, &p->headers.list)
		if (!h->given && holds(h->value_span, raw))
			return h;
	return NULL;
}

static const struct param *
param_at(const struct params *params, struct span raw)
{
	list_each (const struct param, p, &params->list)
		if (holds(p->span, raw))
			return p;
	return NULL;
}

static struct target *
target_of(struct writer *w, target_list *targets, struct target like)
{
	list_each (struct target, t, targets)
		if (t->part == like.part && t->header == like.header &&
			t->param == like.param)
			return t;
	struct target *t = list_push(w->arena, targets);
	*t = like;
	return t;
}

/* Both are stretches of one string of bytes. */
static bool
is_stretch(struct str s, struct str whole)
{
	uintptr_t at = (uintptr_t)s.at, start = (uintptr_t)whole.at;
	return at >= start && at - start <= whole.len &&
	       s.len <= whole.len - (at - start);
}

static bool
add_to_text(struct writer *w, struct target *to, const struct text_edit *e)
{
	const struct text *whole =
		to->param ? &to->param->text : header_text(to->header);

	if (!is_stretch(e->text->s, whole->s))
		return refuse(w, not_found);
	struct text_edit moved = *e;
	moved.at += (uint32_t)(e->text->s.at - whole->s.at);
	moved.text = whole;
	*list_push(w->arena, &to->edits) = moved;
	return true;
}

static bool
add_to_header(struct writer *w, target_list *targets, const struct part *part,
	const struct text_edit *e)
{
	struct span raw = text_span(e->text, e->at, e->len);
	struct target like = { .part = part, .header = header_at(part, raw) };

	if (!like.header)
		return refuse(w, not_found);
	if (e->text->form == TEXT_PARAM) {
		like.param = param_at(&part->type, raw);
		if (!like.param)
			like.param = param_at(&part->disposition, raw);
		if (!like.param)
			return refuse(w, not_found);
	}
	return add_to_text(w, target_of(w, targets, like), e);
}

/* A scalar of YAML front matter: what could end or change it is not written. */
static bool
is_risky_yaml(const struct writer *w, struct span raw, struct str with)
{
	if (w->message || !holds(w->draft->source->front, raw))
		return false;
	for (size_t i = 0; i < with.len; i++)
		if (strchr("\"'\\:#\n[]{},", with.at[i]))
			return true;
	return false;
}

static bool
add_to_body(struct writer *w, target_list *targets, const struct part *part,
	const struct text_edit *e)
{
	struct target like = { .part = part };
	struct target *to = target_of(w, targets, like);
	size_t first = to->pieces.n;

	if (!cut_to_pieces(w, e, &to->pieces))
		return false;
	for (size_t i = first; i < to->pieces.n; i++)
		to->pieces.at[i].html = is_html_form(e->text) || e->markup;
	to->pieces.at[first].with = escaped(w, e);
	if (is_risky_yaml(w, to->pieces.at[first].raw, e->with))
		return refuse(w, in_yaml);
	return true;
}

static const struct part *
part_with_header(const struct draft *d, struct span raw)
{
	list_each (struct part *, p, &d->parts)
		if (holds((*p)->headers.block, raw))
			return *p;
	return NULL;
}

static struct str
with_line_ends(struct arena *arena, struct str s, struct str line_end)
{
	struct buf b;

	buf_init(&b, LIMIT_FILE);
	for (size_t i = 0; i < s.len; i++)
		buf_add(&b, s.at[i] == '\n' ? line_end : str_sub(s, i, 1));
	struct str out = arena_str(arena, buf_str(&b));
	buf_release(&b);
	return out;
}

/* Lines of a header, or blanks in one: bytes that stand for no text. A
 * signature does not cover the header of the whole message. */
static bool
add_header_bytes(struct writer *w, const struct text_edit *e)
{
	struct span raw = span_of(e->at, e->len);
	const struct part *p =
		w->message ? part_with_header(w->draft, raw) : NULL;

	if (!p || !str_is_ascii(e->with))
		return refuse(w, not_found);
	if (p != w->draft->root && p->signed_)
		return refuse(w, signed_part);
	struct str block = str_sub(
		w->file, p->headers.block.at, p->headers.block.len);
	struct str with = with_line_ends(
		w->arena, e->with, line_end_of(block, STR("\n")));
	bool open = raw.at == span_end(p->headers.block) && block.len &&
		    block.at[block.len - 1] != '\n';
	if (open)
		with = arena_printf(w->arena, "\n%.*s", STR_ARG(with));
	*list_push(w->arena, &w->out) = (struct raw_edit){ raw, with };
	return true;
}

static bool
add_edit(struct writer *w, target_list *targets, const struct text_edit *e)
{
	if (!e->text)
		return add_header_bytes(w, e);
	const struct part *part =
		e->text->part ? e->text->part : w->draft->root;
	bool header =
		e->text->form == TEXT_HEADER || e->text->form == TEXT_PARAM;
	const char *why = why_no_edit(e);

	if (why)
		return refuse(w, why);
	if (header && w->message)
		return add_to_header(w, targets, part, e);
	return add_to_body(w, targets, part, e);
}

/*
 * Order. Edits are few: insertion keeps those at one place as they were.
 */

/* In base64 the bytes on both sides of a place share a character. */
static uint32_t
shared(const struct part *p)
{
	return p->transfer == TRANSFER_BASE64;
}

static bool
sort_pieces(struct writer *w, const struct part *part, piece_list *l)
{
	for (size_t i = 1; i < l->n; i++)
		for (size_t j = i; j && l->at[j - 1].raw.at > l->at[j].raw.at;
			j--) {
			struct piece swap = l->at[j];
			l->at[j] = l->at[j - 1];
			l->at[j - 1] = swap;
		}
	for (size_t i = 1; i < l->n; i++)
		if (l->at[i].raw.at + shared(part) < span_end(l->at[i - 1].raw))
			return refuse(w, overlap);
	return true;
}

static bool
sort_edits(struct writer *w, struct text_edit *e, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t j = i; j && e[j - 1].at > e[j].at; j--) {
			struct text_edit swap = e[j];
			e[j] = e[j - 1];
			e[j - 1] = swap;
		}
	for (size_t i = 1; i < n; i++)
		if (e[i].at < e[i - 1].at + e[i - 1].len)
			return refuse(w, overlap);
	return true;
}

static bool
write_target(struct writer *w, struct target *t)
{
	if (!t->header)
		return sort_pieces(w, t->part, &t->pieces) &&
		       encode_body(w, t->part, t->pieces.at, t->pieces.n);
	if (!sort_edits(w, t->edits.at, t->edits.n))
		return false;
	if (t->param)
		return encode_param(w, t->part, t->header, t->param,
			t->edits.at, t->edits.n);
	return encode_header(w, t->part, t->header, t->edits.at, t->edits.n);
}

static int
by_place(const void *a, const void *b)
{
	const struct raw_edit *x = a, *y = b;

	if (x->at.at != y->at.at)
		return x->at.at < y->at.at ? -1 : 1;
	return (x->at.len > y->at.len) - (x->at.len < y->at.len);
}

static bool
sort_out(struct writer *w)
{
	if (w->out.n)
		qsort(w->out.at, w->out.n, sizeof *w->out.at, by_place);
	for (size_t i = 1; i < w->out.n; i++)
		if (w->out.at[i].at.at < span_end(w->out.at[i - 1].at))
			return refuse(w, overlap);
	return true;
}

static bool
encode(struct writer *w, const struct text_edit *edits, size_t n)
{
	target_list targets = { 0 };

	for (size_t i = 0; i < n; i++)
		if (!add_edit(w, &targets, &edits[i]))
			return false;
	list_each (struct target, t, &targets)
		if (!write_target(w, t))
			return false;
	return sort_out(w);
}

bool
encode_edits(struct arena *arena, const struct draft *draft,
	const struct text_edit *edits, size_t n, struct raw_edit **out,
	size_t *count, const char **reason)
{
	enum source_kind kind = draft->source->kind;
	struct writer w = { .arena = arena,
		.draft = draft,
		.file = draft->source->bytes,
		.message = kind == SOURCE_MESSAGE || kind == SOURCE_MBOX };

	if (!encode(&w, edits, n)) {
		*reason = w.reason;
		return false;
	}
	*out = w.out.at;
	*count = w.out.n;
	return true;
}
