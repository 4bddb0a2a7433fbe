/* merge_plan.c - which tags of a template a row can be put into. */
#include "../base/buf.h"
#include "../base/limits.h"
#include "../base/utf8.h"
#include "../draft/blocks.h"
#include "../draft/sniff.h"
#include "merge_plan.h"

struct planner {
	struct plan *plan;
	struct arena *arena;
	const struct draft *draft;
	const struct table *table;
	unsigned dialects;
	bool liquid; /* its engine escapes nothing */
};

static struct str
tag_of(const struct text *t, const struct field *f)
{
	return str_sub(t->s, f->at, f->len);
}

static void
note_leftover(struct planner *p, const struct text *t, const struct field *f,
	bool branches)
{
	struct leftover *l = &p->plan->leftover;

	if (!l->count++) {
		l->where = in_text(t, f->at, f->len);
		l->tag = tag_of(t, f);
		l->branches = branches;
	}
}

/* --- filters -------------------------------------------------------------- */

static bool
is_named(struct str s, const char *names)
{
	struct str rest = str_of(names);

	while (rest.at)
		if (str_ieq(s, str_cut(&rest, ' ')))
			return true;
	return false;
}

/* One of "| upcase | default: 'x'". False for what cannot be worked out. */
static bool
read_filter(struct slot *s, struct str one)
{
	size_t n = 0;
	enum filter f = FILTER_NONE;

	while (n < one.len && (is_alnum(one.at[n]) || one.at[n] == '_'))
		n++;
	struct str name = str_sub(one, 0, n);
	bool bare = n == one.len;
	if (is_named(name, "default d fallback") && s->has_fallback)
		return true;
	if (bare && is_named(name, "upcase upper uppercase"))
		f = FILTER_UPPER;
	else if (bare && is_named(name, "downcase lower lowercase"))
		f = FILTER_LOWER;
	else if (bare && is_named(name, "capitalize capfirst"))
		f = FILTER_CAPITAL;
	else if (!bare || !is_named(name, "trim strip lstrip rstrip escape e "
					  "safe raw"))
		return false;
	if (f && s->filter_count == FILTERS_MOST)
		return false;
	if (f)
		s->filters[s->filter_count++] = f;
	return true;
}

/* The first bar outside of quotes. */
static size_t
find_bar(struct str s)
{
	char quote = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '|')
			return i;
	}
	return s.len;
}

static bool
read_filters(struct slot *s, struct str tail)
{
	while (tail.len) {
		size_t bar = find_bar(tail);
		if (!read_filter(s, str_trim(str_sub(tail, 0, bar))))
			return false;
		tail = str_from(tail, bar + 1);
	}
	return true;
}

static bool
is_closer(char c)
{
	return c && (is_blank(c) || strchr("}%|>*]~#@-)?$!", c) || (c & 0x80));
}

static bool
is_opener(char c)
{
	return c &&
	       (is_blank(c) || strchr("{%<=*|[~#@-$!.'\"&", c) || (c & 0x80));
}

static struct str
without_closers(struct str s)
{
	while (s.len && is_closer(s.at[s.len - 1]))
		s.len--;
	return s;
}

/* What stands behind the name: nothing, a fallback, filters. */
static bool
read_tail(struct slot *s, struct str tail)
{
	struct str rest = without_closers(tail);

	while (rest.len && (is_blank(rest.at[0]) || rest.at[0] == '}' ||
				   rest.at[0] == '"' || rest.at[0] == '\''))
		rest = str_from(rest, 1);
	if (!rest.len)
		return true;
	if (rest.at[0] == '|' && str_sub(rest, 1, 1).at && rest.at[1] != '|') {
		struct slot tried = *s;
		if (read_filters(&tried, str_trim(str_from(rest, 1)))) {
			*s = tried;
			return true;
		}
		/* "name|there": text, not a filter with arguments */
		return s->has_fallback && str_chr(rest, ':') == rest.len &&
		       find_bar(str_from(rest, 1)) == rest.len - 1;
	}
	return s->has_fallback;
}

/* Nothing but marks, or words of a product that only name the field. */
static bool
is_plain_head(struct str head)
{
	static const struct str words[] = { STR("contactfield="),
		STR("insert "), STR("or "), STR("S1:"), STR("data:"),
		STR("var:"), STR("custom_attribute.") };

	while (head.len && is_opener(head.at[0]))
		head = str_from(head, 1);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(head, words[i]))
			head = str_from(head, words[i].len);
	while (head.len && is_opener(head.at[0]))
		head = str_from(head, 1);
	return head.len == 0;
}

/* --- slots ---------------------------------------------------------------- */

static bool
escapes(const struct planner *p, const struct text *t, const struct field *f)
{
	struct str tag = tag_of(t, f);
	bool html =
		t->part && t->part->kind == PART_HTML && t->form != TEXT_HEADER;

	if (!html || p->liquid)
		return false;
	if (f->dialect == DIALECT_ANGLE)
		return str_starts(tag, STR("<%="));
	return f->dialect == DIALECT_CURLY && !str_starts(tag, STR("{{{")) &&
	       !str_starts(tag, STR("{{&"));
}

/* False when it is to be left as it is. */
static bool
plan_value(struct planner *p, const struct text *t, const struct field *f,
	struct slot *s)
{
	struct str tag = tag_of(t, f);

	s->column = table_column(p->table, f->name);
	if (s->column < 0 || f->broken || f->name.at < tag.at ||
		f->name.at + f->name.len > tag.at + tag.len)
		return false;
	size_t at = (size_t)(f->name.at - tag.at);
	s->fallback = f->fallback;
	s->has_fallback = f->has_fallback;
	s->escaped = escapes(p, t, f);
	if (is_plain_head(str_sub(tag, 0, at)) &&
		read_tail(s, str_from(tag, at + f->name.len)))
		return true;
	note_leftover(p, t, f, false);
	return false;
}

static bool
is_code(const struct field *f)
{
	return f->kind == FIELD_BLOCK &&
	       (f->dialect == DIALECT_ANGLE || f->dialect == DIALECT_PERCENT2);
}

/* The last tag of the block that begins with tag `i`; all of the text when it
 * is never closed. */
static size_t
end_of_block(const field_list *fields, const int8_t *depths, size_t i)
{
	size_t last = fields->n - 1;
	int depth = 0;

	if (is_code(&fields->at[i])) {
		while (last > i && !is_code(&fields->at[last]))
			last--;
		return last;
	}
	for (size_t k = i; k < fields->n; k++) {
		depth += depths[k];
		if (depth == 0)
			return k;
	}
	return last;
}

static struct slot *
add_slot(struct planner *p, struct plan_text *to, const struct field *first,
	const struct field *last)
{
	struct slot *s = list_push(p->arena, &to->slots);

	s->at = first->at;
	s->len = last->at + last->len - first->at;
	s->kind = SLOT_LEAVE;
	return s;
}

/* Returns how many tags were read. */
static size_t
plan_tag(struct planner *p, struct plan_text *to, const field_list *fields,
	const int8_t *depths, size_t i)
{
	const struct field *f = &fields->at[i];

	if (f->kind == FIELD_HOLE)
		return 1;
	if (depths[i] || is_code(f)) {
		size_t last = end_of_block(fields, depths, i);
		note_leftover(p, to->text, f, true);
		add_slot(p, to, f, &fields->at[last]);
		return last - i + 1;
	}
	struct slot *s = add_slot(p, to, f, f);
	if (f->kind == FIELD_COMMENT)
		s->kind = SLOT_DROP;
	else if (f->kind == FIELD_VALUE && plan_value(p, to->text, f, s))
		s->kind = SLOT_FILL;
	p->plan->fills |= s->kind == SLOT_FILL;
	return 1;
}

static void
plan_text(struct planner *p, struct plan_text text)
{
	field_list fields = { 0 };

	template_scan(&fields, p->arena, text.text, p->dialects, NULL);
	if (!fields.n)
		return;
	const int8_t *depths = blocks_depths(p->arena, &fields);
	struct plan_text *to = list_push(p->arena, &p->plan->texts);
	*to = text;
	for (size_t i = 0; i < fields.n;)
		i += plan_tag(p, to, &fields, depths, i);
}

static bool
is_shown(const struct part *part)
{
	return (part->kind == PART_PLAIN || part->kind == PART_HTML) &&
	       !part->attached;
}

static bool
is_merged(enum header_id id)
{
	return id == HEADER_SUBJECT || id == HEADER_TO || id == HEADER_CC ||
	       id == HEADER_FROM || id == HEADER_REPLY_TO ||
	       id == HEADER_PREHEADER;
}

void
plan_make(struct plan *plan, struct arena *arena, const struct draft *d,
	const struct contacts *contacts)
{
	struct planner p = { .plan = plan,
		.arena = arena,
		.draft = d,
		.table = &contacts->table,
		.dialects = contacts->settings.draft.dialects };
	struct str extension = sniff_extension(d->source->path);
	const struct headers *headers = &d->root->headers;

	p.liquid = str_ieq(extension, STR("liquid"));
	for (size_t i = 0; i < headers->list.n; i++) {
		const struct header *h = &headers->list.at[i];
		if (!is_merged(h->id))
			continue;
		size_t before = plan->texts.n;
		plan_text(&p, (struct plan_text){ .text = header_text(h),
				      .header = i,
				      .is_header = true });
		plan->has_to |= h->id == HEADER_TO && plan->texts.n > before;
	}
	for (size_t i = 0; i < d->parts.n; i++)
		if (is_shown(d->parts.at[i]))
			plan_text(&p, (struct plan_text){
					      .text = &d->parts.at[i]->text,
					      .part = i });
}

/* --- values --------------------------------------------------------------- */

static struct str
filtered(struct arena *arena, struct str s, enum filter f)
{
	char *to;

	if (!s.len)
		return s;
	s = arena_str(arena, s);
	to = (char *)(uintptr_t)s.at;
	for (size_t i = 0; i < s.len; i++)
		if (f == FILTER_UPPER || (f == FILTER_CAPITAL && i == 0))
			to[i] = to_upper(to[i]);
		else
			to[i] = to_lower(to[i]);
	return s;
}

static struct str
escaped(struct arena *arena, struct str s)
{
	struct buf b;

	buf_init(&b, LIMIT_TEXT);
	for (size_t i = 0; i < s.len; i++)
		switch (s.at[i]) {
		case '&':
			buf_add(&b, STR("&amp;"));
			break;
		case '<':
			buf_add(&b, STR("&lt;"));
			break;
		case '>':
			buf_add(&b, STR("&gt;"));
			break;
		case '"':
			buf_add(&b, STR("&quot;"));
			break;
		case '\'':
			buf_add(&b, STR("&#39;"));
			break;
		default:
			buf_char(&b, s.at[i]);
		}
	struct str out = arena_str(arena, buf_str(&b));
	buf_release(&b);
	return out;
}

struct str
slot_value(struct arena *arena, const struct slot *s, const struct table *t,
	const struct table_row *row)
{
	if (s->kind == SLOT_DROP)
		return STR_NONE;
	struct str value = table_value(arena, t, row, (size_t)s->column);
	if (!value.len && s->has_fallback)
		value = s->fallback;
	for (size_t i = 0; i < s->filter_count; i++)
		value = filtered(arena, value, s->filters[i]);
	return s->escaped ? escaped(arena, value) : value;
}
