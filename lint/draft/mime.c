/*
 * mime.c - the tree of body parts.
 *
 * One pass over the message: a part's header is read, then its body is
 * searched for the next delimiter line of any open multipart. Nothing is
 * scanned twice and nothing recurses, however deep the message nests.
 */
#include "../base/limits.h"
#include "part.h"
#include "sniff.h"

/* A multipart whose closing delimiter has not come yet. */
struct open {
	struct part *part;
	struct str boundary;
	struct part *last; /* child */
	size_t children;
};

struct walk {
	struct arena *arena;
	struct str file;
	size_t end; /* of the message */
	part_list *parts;
	struct defects *defects;
	struct open stack[LIMIT_DEPTH + 1];
	size_t open;
	struct part *deepest; /* whose body is being read */
	bool full;	      /* LIMIT_PARTS reached: nothing more is split */
};

/* A delimiter line that was found (RFC 2046 5.1.1). */
struct delimiter {
	size_t at;    /* of its "--" */
	size_t after; /* after its line end */
	size_t level; /* in the stack */
	bool closing;
	bool found;
};

static void
note(struct walk *w, enum defect_code code, struct span span,
	const struct part *part, struct str detail)
{
	defect_note(w->defects, code, span, part, detail);
}

static struct span
line_span(struct str file, size_t at, size_t end)
{
	struct str rest = str_sub(file, at, end - at);
	return span_of(at, str_chr(rest, '\n'));
}

/* What may follow a boundary on its line: transport padding. */
static bool
only_padding(struct str rest)
{
	return str_trim(rest).len == 0;
}

enum match { MATCH_NONE, MATCH_PART, MATCH_CLOSING, MATCH_PREFIX };

/* `line` begins after "--". */
static enum match
match_boundary(struct str line, struct str boundary)
{
	if (!str_starts(line, boundary))
		return MATCH_NONE;
	struct str rest = str_from(line, boundary.len);
	if (only_padding(rest))
		return MATCH_PART;
	if (str_starts(rest, STR("--")) && only_padding(str_from(rest, 2)))
		return MATCH_CLOSING;
	return MATCH_PREFIX;
}

static void
mark_ambiguous(struct walk *w, struct part *p, struct span span)
{
	if (!p->ambiguous)
		note(w, DEFECT_BOUNDARY_AMBIGUOUS, span, p, STR_NONE);
	p->ambiguous = true;
}

/*
 * Innermost first: a boundary that is open twice belongs to the inner one.
 * RFC 2046 lets a reader take a line that only begins with the boundary for
 * a delimiter; mail programs do not. We do as they do, and say so.
 */
static bool
match_line(struct walk *w, size_t at, struct delimiter *d)
{
	struct span span = line_span(w->file, at, w->end);
	struct str line = str_sub(w->file, at + 2, span.len - 2);
	struct part *prefix = NULL;

	for (size_t i = w->open; i-- > 0;) {
		enum match m = match_boundary(line, w->stack[i].boundary);
		if (m == MATCH_PREFIX)
			prefix = w->stack[i].part;
		if (m != MATCH_PART && m != MATCH_CLOSING)
			continue;
		size_t after = span_end(span) + 1;
		*d = (struct delimiter){ at, after < w->end ? after : w->end, i,
			m == MATCH_CLOSING, true };
		return true;
	}
	if (prefix)
		mark_ambiguous(w, prefix, span);
	return false;
}

static bool
begins_line(struct str file, size_t at, size_t from)
{
	return at == from || file.at[at - 1] == '\n';
}

/*
 * The first delimiter line at or after `from`, which begins a line. Looks for
 * hyphens, since base64 has none: memchr skips attachments whole.
 */
static struct delimiter
next_delimiter(struct walk *w, size_t from)
{
	struct delimiter d = { .found = false };
	size_t at = from, end = w->end;

	while (w->open && at + 2 < end) {
		at += str_chr(str_sub(w->file, at, end - at), '-');
		if (at + 2 >= end)
			break;
		if (w->file.at[at + 1] == '-' &&
			begins_line(w->file, at, from) && match_line(w, at, &d))
			break;
		while (at < end && w->file.at[at] == '-')
			at++;
	}
	return d;
}

/*
 * A part's header block ends at an empty line or at a delimiter line. Keeps
 * headers_parse from reading a delimiter that looks like a header field.
 */
static size_t
header_limit(struct walk *w, size_t from)
{
	size_t at = from;

	while (w->open && at < w->end) {
		struct span line = line_span(w->file, at, w->end);
		struct str s = str_sub(w->file, line.at, line.len);
		struct delimiter d;
		if (s.len == 0 || str_eq(s, STR("\r")))
			return at + s.len + 1 < w->end ? at + s.len + 1
						       : w->end;
		if (str_starts(s, STR("--")) && match_line(w, at, &d))
			return at;
		at += line.len + 1;
	}
	return w->end;
}

/* Hangs a part under the multipart `o`, else (`o` NULL) under the message
 * that is being read, if any. */
static void
hang(struct walk *w, struct open *o, struct part *p)
{
	p->parent = o ? o->part : w->deepest;
	if (o && o->last)
		o->last->next = p;
	else if (p->parent)
		p->parent->first = p;
	if (p->parent)
		p->depth = (uint16_t)(p->parent->depth + 1);
	if (o) {
		o->last = p;
		o->children++;
	}
}

/* Without an empty line before it, a text that is changed may turn into header
 * fields. */
static bool
runs_into_body(const struct headers *h)
{
	return h->list.n && h->body_at == span_end(h->block);
}

/* Reads the header of the part that begins at `at`; its body stays open. */
static void
open_part(struct walk *w, struct open *o, size_t at)
{
	struct part *p = ARENA_NEW(w->arena, struct part);

	*list_push(w->arena, w->parts) = p;
	hang(w, o, p);
	p->span.at = (uint32_t)at;
	headers_parse(&p->headers, w->arena, w->file, (uint32_t)at,
		(uint32_t)header_limit(w, at), p, w->defects);
	p->body.at = p->headers.body_at;
	p->ambiguous = runs_into_body(&p->headers);
	part_read(p, w->arena, w->file, w->defects);
	p->number = part_number(w->arena, p, o ? o->children : 1);
	w->deepest = p;
}

/* The line end before a delimiter belongs to it (RFC 2046 5.1.1). */
static void
finish_part(struct str file, struct part *p, size_t end, bool delimiter)
{
	size_t from = p->body.at;

	p->span.len = (uint32_t)(end > p->span.at ? end - p->span.at : 0);
	if (delimiter && end > from && file.at[end - 1] == '\n')
		end--;
	if (delimiter && end > from && file.at[end - 1] == '\r')
		end--;
	p->body.len = (uint32_t)(end > from ? end - from : 0);
}

static void
finish_below(struct walk *w, struct part *until, size_t end, bool delimiter)
{
	for (; w->deepest != until; w->deepest = w->deepest->parent)
		finish_part(w->file, w->deepest, end, delimiter);
}

/* A multipart whose parts cannot be told apart is one text, markup and all:
 * what people wrote is in it. `p` is not edited. */
static void
read_as_text(struct walk *w, struct part *p)
{
	struct str body = str_sub(w->file, p->body.at, w->end - p->body.at);

	p->kind = sniff_html(body, true) ? PART_HTML : PART_PLAIN;
	p->ambiguous = true;
}

/* Multiparts above `level` of the stack end without a closing delimiter. */
static void
abandon(struct walk *w, size_t level)
{
	while (w->open > level) {
		const struct open *o = &w->stack[--w->open];
		if (w->full)
			continue;
		if (!o->last)
			read_as_text(w, o->part);
		note(w,
			o->last ? DEFECT_BOUNDARY_UNCLOSED
				: DEFECT_BOUNDARY_NOT_FOUND,
			part_type_span(o->part), o->part, STR_NONE);
	}
}

static bool
is_encoded(const struct part *p)
{
	return p->transfer == TRANSFER_BASE64 ||
	       p->transfer == TRANSFER_QUOTED_PRINTABLE ||
	       p->transfer == TRANSFER_UUENCODE;
}

static void
check_boundary(struct walk *w, struct part *p, struct str boundary)
{
	for (size_t i = 0; i < w->open; i++) {
		struct str outer = w->stack[i].boundary;
		if (str_starts(boundary, outer) || str_starts(outer, boundary))
			mark_ambiguous(w, p, part_type_span(p));
	}
}

/* The boundary of a multipart, or one of length 0 with a defect. */
static struct str
boundary_of(struct walk *w, struct part *p)
{
	const struct param *param = params_find(&p->type, "boundary");
	struct str boundary = param ? param->text.s : STR_NONE;

	/* it cannot end in a blank (RFC 2046 5.1.1) */
	while (boundary.len && is_blank(boundary.at[boundary.len - 1]))
		boundary.len--;
	if (boundary.len == 0)
		note(w, DEFECT_BOUNDARY_MISSING, part_type_span(p), p,
			STR_NONE);
	if (boundary.len > LIMIT_BOUNDARY) {
		note(w, DEFECT_LIMIT, param->span, p, STR("boundary"));
		boundary.len = 0;
	}
	return boundary;
}

static void
enter_multipart(struct walk *w, struct part *p)
{
	struct str boundary = boundary_of(w, p);

	if (is_encoded(p)) {
		note(w, DEFECT_MULTIPART_ENCODED, part_type_span(p), p,
			STR_NONE);
		p->ambiguous = true;
	}
	if (boundary.len == 0) {
		read_as_text(w, p);
		return;
	}
	check_boundary(w, p, boundary);
	w->stack[w->open++] = (struct open){ .part = p, .boundary = boundary };
}

static bool
may_nest(struct walk *w, struct part *p)
{
	if (p->depth < LIMIT_DEPTH && w->parts->n < LIMIT_PARTS)
		return true;
	note(w, DEFECT_LIMIT, part_type_span(p), p,
		p->depth >= LIMIT_DEPTH ? STR("depth") : STR("parts"));
	return false;
}

/* From a part that was just opened to what stands in it. */
static void
descend(struct walk *w)
{
	struct part *p = w->deepest;

	while (p->kind == PART_MESSAGE && !is_encoded(p) && may_nest(w, p)) {
		open_part(w, NULL, p->body.at);
		p = w->deepest;
	}
	if (p->kind == PART_MULTIPART && may_nest(w, p))
		enter_multipart(w, p);
}

/* Where to go on after a delimiter line. */
static size_t
take_delimiter(struct walk *w, const struct delimiter *d)
{
	struct open *o = &w->stack[d->level];

	finish_below(w, o->part, d->at, true);
	abandon(w, d->level + 1);
	if (d->closing) {
		w->open = d->level;
		return d->after;
	}
	if (w->parts->n >= LIMIT_PARTS) {
		note(w, DEFECT_LIMIT, span_of(d->at, d->after - d->at), o->part,
			STR("parts"));
		w->full = true;
		return w->end;
	}
	open_part(w, o, d->after);
	descend(w);
	return w->deepest->body.at;
}

static bool
is_shown(const struct part *p)
{
	return !p->attached && (p->kind == PART_PLAIN || p->kind == PART_HTML);
}

/* AMP is shown beside another form of the text; alone it is the text. */
static void
show_lone_amp(const part_list *parts)
{
	list_each (struct part *, p, parts)
		if (is_shown(*p))
			return;
	list_each (struct part *, p, parts)
		if (media_is(*p, "text/x-amp-html") && !(*p)->attached &&
			!(*p)->is_attachment)
			(*p)->kind = PART_HTML;
}

struct part *
mime_parse(part_list *parts, struct arena *arena, struct str file,
	struct span message, struct defects *defects)
{
	struct walk w = { .arena = arena,
		.file = file,
		.end = span_end(message),
		.parts = parts,
		.defects = defects };

	open_part(&w, NULL, message.at);
	struct part *root = w.deepest;
	descend(&w);
	size_t at = w.deepest->body.at;
	while (!w.full) {
		struct delimiter d = next_delimiter(&w, at);
		if (!d.found)
			break;
		at = take_delimiter(&w, &d);
	}
	abandon(&w, 0);
	finish_below(&w, NULL, w.end, false);
	show_lone_amp(parts);
	return root;
}
