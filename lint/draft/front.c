/* front.c - YAML front matter of a draft. */
#include <string.h>

#include "../base/limits.h"
#include "../base/utf8.h"
#include "../base/yamlread.h"
#include "front.h"

enum { LONGEST_UNIT = 0xFFFE };

struct front {
	struct headers *out;
	struct arena *arena;
	struct str file;
	struct span inside; /* between the two "---" lines */
	const struct part *part;
	struct defects *defects;

	enum header_id key; /* whose value comes next; HEADER_OTHER: nobody's */
	struct str key_name;
	struct span key_span;
	bool value_next;
	int depth;
	unsigned seen;	 /* rows of `keys` that were there, a bit each */
	size_t value_at; /* where the value of `key` begins */
	LIST(struct text) items;
};

static struct str
line_at(struct str s, size_t at)
{
	struct str rest = str_from(s, at);
	return str_sub(rest, 0, str_chr(rest, '\n'));
}

static bool
is_fence(struct str line, struct str fence)
{
	return str_starts(line, fence) &&
	       str_trim(str_from(line, fence.len)).len == 0;
}

/* "key:" at the start of a line: a rule of hyphens above prose has none. */
static bool
is_key_line(struct str line)
{
	size_t n = 0;
	while (n < line.len && (is_alnum(line.at[n]) || line.at[n] == '_' ||
				       line.at[n] == '-'))
		n++;
	return n > 0 && n < line.len && line.at[n] == ':' &&
	       (n + 1 == line.len || is_blank(line.at[n + 1]));
}

size_t
front_end(struct str file, size_t at)
{
	struct str first = line_at(file, at);
	bool keys = false;

	if (!is_fence(first, STR("---")))
		return at;
	size_t from = at + first.len + 1;
	/* a rule above a long text is not worth searching it */
	bool sure = is_key_line(line_at(file, from));
	while (from < file.len && (sure || from < at + LIMIT_FRONT_MATTER)) {
		struct str line = line_at(file, from);
		from += line.len + (from + line.len < file.len);
		if (is_fence(line, STR("---")) || is_fence(line, STR("...")))
			return keys ? from : at;
		keys = keys || is_key_line(line);
	}
	return at;
}

struct key_row {
	struct str name; /* lower case, without - and _ */
	enum header_id id;
};

static const struct key_row keys[] = {
	{ STR("subject"), HEADER_SUBJECT },
	{ STR("from"), HEADER_FROM },
	{ STR("to"), HEADER_TO },
	{ STR("cc"), HEADER_CC },
	{ STR("bcc"), HEADER_BCC },
	{ STR("replyto"), HEADER_REPLY_TO },
	{ STR("preheader"), HEADER_PREHEADER },
	{ STR("preview"), HEADER_PREHEADER },
	{ STR("previewtext"), HEADER_PREHEADER },
	{ STR("attachments"), HEADER_ATTACHMENTS },
	{ STR("attachment"), HEADER_ATTACHMENTS },
	{ STR("attach"), HEADER_ATTACHMENTS },
};

enum { KEYS = sizeof keys / sizeof *keys };

static size_t
key_row(struct str key)
{
	char room[16];
	size_t n = 0;

	for (size_t i = 0; i < key.len && n < sizeof room; i++)
		if (key.at[i] != '-' && key.at[i] != '_')
			room[n++] = key.at[i];
	for (size_t i = 0; i < KEYS; i++)
		if (str_ieq(keys[i].name, (struct str){ room, n }))
			return i;
	return KEYS;
}

static enum header_id
key_id(struct str key)
{
	size_t row = key_row(key);
	return row < KEYS ? keys[row].id : HEADER_OTHER;
}

struct aligned {
	struct str raw; /* from the first byte of content to the scalar's end */
	size_t raw_at;	/* of raw.at[0] in the file */
	struct str value;
	size_t r, v;
	struct arena *arena;
	struct map *map;
};

static void
take(struct aligned *a, size_t out, size_t in)
{
	size_t most = LONGEST_UNIT;
	map_add(a->arena, a->map, a->v, a->raw_at + a->r,
		(uint16_t)(out < most ? out : most),
		(uint16_t)(in < most ? in : most));
	a->v += out;
	a->r += in;
}

static size_t
blank_run(struct str s, size_t at)
{
	size_t n = 0;
	while (at + n < s.len && is_blank(s.at[at + n]))
		n++;
	return n;
}

/* Bytes of a double-quoted escape (YAML 1.1, 5.7), backslash included. */
static size_t
escape_len(struct str raw)
{
	char c = raw.len > 1 ? raw.at[1] : 0;
	size_t n = c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : 2;
	return n < raw.len ? n : raw.len;
}

static size_t
char_len(struct str s, size_t at)
{
	size_t next = at;
	utf8_next(s, &next);
	return next - at;
}

static void
take_escape(struct aligned *a)
{
	struct str raw = str_from(a->raw, a->r);

	if (raw.len > 1 && is_blank(raw.at[1])) /* an escaped line end */
		a->r += 1 + blank_run(raw, 1);
	else
		take(a, char_len(a->value, a->v), escape_len(raw));
}

/* One step; false when value and raw bytes cannot be matched further. */
static bool
align_step(struct aligned *a, enum yaml_quoting quoting)
{
	struct str raw = str_from(a->raw, a->r);
	char c = a->value.at[a->v];

	if (raw.len == 0)
		return false;
	if (quoting == QUOTING_DOUBLE && raw.at[0] == '\\')
		take_escape(a);
	else if (quoting == QUOTING_SINGLE && c == '\'' &&
		 str_starts(raw, STR("''")))
		take(a, 1, 2);
	else if (is_blank(c) && is_blank(raw.at[0]))
		take(a, blank_run(a->value, a->v), blank_run(raw, 0));
	else if (c == raw.at[0])
		take(a, 1, 1);
	else
		return false;
	return true;
}

static void
align(struct aligned *a, enum yaml_quoting quoting)
{
	while (a->v < a->value.len && align_step(a, quoting))
		;
	if (a->v < a->value.len)
		take(a, a->value.len - a->v, a->raw.len - a->r);
}

/* Content of a scalar without its quotes, or without "|" and its line. */
static struct span
scalar_content(struct str file, struct span span, enum yaml_quoting quoting)
{
	size_t at = span.at, end = span_end(span);

	switch (quoting) {
	case QUOTING_SINGLE:
	case QUOTING_DOUBLE:
		at++;
		end -= end > at;
		break;
	case QUOTING_BLOCK:
		at += line_at(file, at).len;
		at += blank_run(str_sub(file, 0, end), at);
		break;
	case QUOTING_PLAIN:
		break;
	}
	return at <= end ? span_of(at, end - at) : span;
}

static struct text
raw_text(struct front *f, struct span span)
{
	return (struct text){ .s = str_sub(f->file, span.at, span.len),
		.map = map_identity(f->arena, span.at, NULL),
		.part = f->part,
		.form = TEXT_BODY };
}

static struct text
scalar_text(struct front *f, const struct yaml_seen *e, struct span span)
{
	struct span content = scalar_content(f->file, span, e->quoting);
	struct str raw = str_sub(f->file, content.at, content.len);

	if (str_eq(raw, e->value))
		return raw_text(f, content);
	struct map *map = ARENA_NEW(f->arena, struct map);
	struct aligned a = { .raw = raw,
		.raw_at = content.at,
		.value = arena_str(f->arena, e->value),
		.arena = f->arena,
		.map = map };
	align(&a, e->quoting);
	return (struct text){
		.s = a.value, .map = map, .part = f->part, .form = TEXT_BODY
	};
}

static void
add_field(struct front *f, struct text text)
{
	struct header *h = list_push(f->arena, &f->out->list);

	h->id = f->key;
	h->name = f->key_name;
	h->name_span = f->key_span;
	header_set_text(f->arena, h, text);
	h->value_span = text_span(&text, 0, text.s.len);
	h->span = span_join(h->name_span, h->value_span);
	h->given = true;
}

static size_t
joined_len(const struct front *f)
{
	size_t n = 0;
	list_each (const struct text, t, &f->items)
		n += t->s.len + 2;
	return n;
}

/* Several scalars as one text: "a@x.com, b@x.com". Each run of it leads to
 * the scalar that it came from. */
static struct text
join_items(struct front *f)
{
	struct map *map = ARENA_NEW(f->arena, struct map);
	char *to = arena_bytes(f->arena, joined_len(f) + 1);
	size_t n = 0;

	list_each (const struct text, t, &f->items) {
		if (n > 0) {
			uint32_t at = text_span(t, 0, 0).at;
			map_add(f->arena, map, n, at, 1, 0);
			memcpy(to + n, ", ", 2);
			n += 2;
		}
		list_each (const struct run, r, &t->map->runs)
			map_add(f->arena, map, n + r->at, r->from, r->out,
				r->in);
		if (t->s.len)
			memcpy(to + n, t->s.at, t->s.len);
		n += t->s.len;
	}
	return (struct text){
		.s = { to, n }, .map = map, .part = f->part, .form = TEXT_BODY
	};
}

/* A list of attachments is one field each, a list of addresses one field.
 * "{{ name }}" and "[Name]" are YAML collections, but no author means that. */
static void
finish_collection(struct front *f, size_t end, bool flow_mapping)
{
	struct span raw = span_of(f->value_at, end - f->value_at);
	struct str s = str_sub(f->file, raw.at, raw.len);
	bool list =
		f->key == HEADER_ATTACHMENTS || header_has_addresses(f->key);

	if (str_starts(s, STR("{{")) || str_starts(s, STR("[[")) || !list ||
		(flow_mapping && f->items.n == 0))
		add_field(f, raw_text(f, raw));
	else if (f->key == HEADER_ATTACHMENTS)
		list_each (const struct text, t, &f->items)
			add_field(f, *t);
	else if (f->items.n)
		add_field(f, join_items(f));
}

/* Keys are unique (YAML 1.2.2, 3.2.1.1); readers keep the last one. */
static void
note_twice(struct front *f, struct str key, struct span span)
{
	size_t row = key_row(key);

	if (row == KEYS)
		return;
	if (f->seen & 1u << row)
		defect_note(f->defects, DEFECT_FRONT_MATTER, span, f->part,
			STR("twice"));
	f->seen |= 1u << row;
}

static void
take_key(struct front *f, const struct yaml_seen *e, struct span span)
{
	f->key = key_id(e->value);
	f->key_name = arena_str(f->arena, e->value);
	f->key_span = span;
	note_twice(f, f->key_name, span);
}

static bool
holds_address(struct str s)
{
	return str_chr(s, '@') < s.len || str_has(s, STR("{{"));
}

static void
take_scalar(struct front *f, const struct yaml_seen *e, struct span span)
{
	if (f->depth == 1 && !f->value_next) {
		take_key(f, e, span);
	} else if (f->key != HEADER_OTHER) {
		struct text t = scalar_text(f, e, span);
		if (f->depth == 1)
			add_field(f, t);
		else if (f->key == HEADER_ATTACHMENTS || holds_address(t.s))
			*list_push(f->arena, &f->items) = t;
	}
}

static void
open_collection(struct front *f, size_t at)
{
	if (f->depth++ == 1) {
		f->value_at = at;
		f->items.n = 0;
	}
}

static void
close_collection(struct front *f, size_t end, bool mapping)
{
	if (--f->depth == 1 && f->value_next && f->key != HEADER_OTHER)
		finish_collection(f, end, mapping);
}

/* False at the end of the first document. */
static bool
take_event(void *context, const struct yaml_seen *e)
{
	struct front *f = context;
	size_t at = f->inside.at + e->span.at;
	size_t end = at + e->span.len;

	switch (e->kind) {
	case YAMLREAD_SCALAR:
		take_scalar(f, e, span_of(at, end - at));
		break;
	case YAMLREAD_MAPPING:
	case YAMLREAD_SEQUENCE:
		open_collection(f, at);
		return true;
	case YAMLREAD_MAPPING_END:
	case YAMLREAD_SEQUENCE_END:
		close_collection(f, end, e->kind == YAMLREAD_MAPPING_END);
		break;
	case YAMLREAD_ALIAS:
		break;
	case YAMLREAD_DOCUMENT:
		return true;
	case YAMLREAD_DOCUMENT_END:
		return false;
	}
	if (f->depth == 1)
		f->value_next = !f->value_next;
	return true;
}

/* The line that shows what is wrong. */
static struct span
line_around(const struct front *f, size_t at)
{
	struct str inside = str_sub(f->file, f->inside.at, f->inside.len);
	size_t newline = str_rchr(str_sub(inside, 0, at), '\n');
	size_t from = newline < at ? newline + 1 : 0;
	struct str line = str_trim(line_at(inside, from));

	return line.len ? span_of((size_t)(line.at - f->file.at), line.len)
			: span_of(f->inside.at + from, 0);
}

/* A quote or bracket that stays open is seen only at the end. */
static struct span
place_of(const struct front *f, const struct yaml_problem *p)
{
	if (p->nowhere)
		return f->inside;
	struct span line = line_around(f, p->at);
	if (line.len == 0 && p->has_opening)
		line = line_around(f, p->opening);
	return line;
}

/* True when it is YAML; what is wrong otherwise is left in `*problem`. */
static bool
read_yaml(struct front *f, struct yaml_problem *problem)
{
	return yaml_read(str_sub(f->file, f->inside.at, f->inside.len),
		take_event, f, f->arena, problem);
}

static struct span
without_quotes(struct str file, struct span s)
{
	if (s.len >= 2 && (file.at[s.at] == '"' || file.at[s.at] == '\'') &&
		file.at[s.at] == file.at[span_end(s) - 1])
		return span_of(s.at + 1, s.len - 2);
	return s;
}

static struct span
trimmed(struct str file, size_t at, size_t end)
{
	struct str s = str_trim(str_sub(file, at, end - at));
	return s.len ? span_of((size_t)(s.at - file.at), s.len)
		     : span_of(at, 0);
}

static void
add_value(struct front *f, struct span value)
{
	if (f->key != HEADER_OTHER && value.len &&
		utf8_valid(str_sub(f->file, value.at, value.len)) == value.len)
		add_field(f, raw_text(f, without_quotes(f->file, value)));
}

static void
read_line(struct front *f, size_t at, struct str line)
{
	size_t end = at + line.len;
	struct str item = str_trim(line);

	if (is_key_line(line)) {
		size_t colon = str_chr(line, ':');
		f->key_name = str_sub(line, 0, colon);
		f->key_span = span_of(at, colon);
		f->key = key_id(f->key_name);
		add_value(f, trimmed(f->file, at + colon + 1, end));
	} else if (str_starts(item, STR("- "))) {
		size_t from = (size_t)(item.at - f->file.at) + 2;
		add_value(f, trimmed(f->file, from, end));
	}
}

static void
read_lines(struct front *f)
{
	struct str s = str_sub(f->file, 0, span_end(f->inside));

	f->key = HEADER_OTHER;
	for (size_t at = f->inside.at; at < s.len;) {
		struct str line = line_at(s, at);
		read_line(f, at, line);
		at += line.len + 1;
	}
}

/* A template may be rendered before its front matter is parsed. */
static bool
holds_template(struct str s)
{
	return str_has(s, STR("{{")) || str_has(s, STR("{%")) ||
	       str_has(s, STR("<%")) || str_has(s, STR("*|"));
}

/* The span between the fences. */
static struct span
inside_of(struct str file, struct span front)
{
	struct str s = str_sub(file, front.at, front.len);
	size_t from = line_at(s, 0).len + 1;
	size_t last = s.len - (s.len && s.at[s.len - 1] == '\n');
	size_t end = str_rchr(str_sub(s, 0, last), '\n') + 1;

	if (end < from || end > s.len)
		end = from < s.len ? from : s.len;
	if (from > end)
		from = end;
	return span_of(front.at + from, end - from);
}

/* What is beyond the limit is not read, and the rest not as YAML, which it no
 * longer is. */
static bool
cut_long(struct front *f)
{
	if (f->inside.len <= LIMIT_FRONT_MATTER)
		return false;
	f->inside.len = LIMIT_FRONT_MATTER;
	struct str s = str_sub(f->file, f->inside.at, f->inside.len);
	size_t newline = str_rchr(s, '\n');
	if (newline < s.len)
		f->inside.len = (uint32_t)newline + 1;
	defect_note(f->defects, DEFECT_LIMIT, span_of(span_end(f->inside), 0),
		f->part, STR("front matter"));
	return true;
}

void
front_read(struct headers *out, struct arena *arena, struct str file,
	struct span front, const struct part *part, struct defects *defects)
{
	struct front f = { .out = out,
		.arena = arena,
		.file = file,
		.inside = inside_of(file, front),
		.part = part,
		.defects = defects };
	size_t before = out->list.n;
	struct yaml_problem problem;

	bool cut = cut_long(&f);
	if (!cut && read_yaml(&f, &problem))
		return;
	out->list.n = before;
	if (!cut && !holds_template(str_sub(file, f.inside.at, f.inside.len)))
		defect_note(defects, DEFECT_FRONT_MATTER,
			place_of(&f, &problem), part, problem.words);
	read_lines(&f);
}
