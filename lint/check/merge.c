/* merge.c - the rows of --data put into a template, one mail after the
 * other. */
#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/limits.h"
#include "../draft/encode.h"
#include "finding.h"
#include "merge_plan.h"

enum { TOLD_MOST = 200, USES_MOST = 50 };

/* A fault of merged mails, told once. */
struct told {
	struct finding *finding; /* in the template's arena */
	uint32_t at;		 /* where it begins in the template, raw */
	const char *message;
	int column; /* -1: none */
	uint32_t last_row;
};

struct raw_field {
	uint32_t at;
	const struct field *field;
};

struct merger {
	struct linter *linter;
	const struct contacts *contacts;
	struct draft *draft; /* the template */
	const struct chosen *chosen;
	struct check *check; /* of the template */
	struct plan plan;
	struct raw_field *fields;
	size_t field_count;
	size_t own; /* findings of the template itself */
	struct told told[TOLD_MOST];
	size_t told_count;
	size_t unwritten; /* rows that do not fit the template's charset */
	uint64_t merged;  /* bytes */

	/* the row under way */
	struct arena arena;
	const struct table_row *row;
	struct str to;
	const struct draft *mail;
};

/* --- one mail ------------------------------------------------------------- */

static void
add_edits(struct merger *m, const struct plan_text *t, struct text_edit *edits,
	size_t *n)
{
	size_t mail = 0, behind = 0; /* the slots so far, in either */

	list_each (struct slot, s, &t->slots) {
		s->mail_at = (uint32_t)(mail + s->at - behind);
		s->mail_len = s->len;
		if (s->kind != SLOT_LEAVE) {
			struct str value = slot_value(
				&m->arena, s, &m->contacts->table, m->row);
			s->mail_len = (uint32_t)value.len;
			edits[(*n)++] = (struct text_edit){ t->text, s->at,
				s->len, value, true };
		}
		mail = (size_t)s->mail_at + s->mail_len;
		behind = (size_t)s->at + s->len;
	}
}

static struct str
apply(struct arena *a, struct str bytes, const struct raw_edit *edits, size_t n)
{
	struct buf b;
	size_t at = 0;

	buf_init(&b, LIMIT_FILE);
	for (size_t i = 0; i < n; i++) {
		buf_add(&b, str_sub(bytes, at, edits[i].at.at - at));
		buf_add(&b, edits[i].with);
		at = span_end(edits[i].at);
	}
	buf_add(&b, str_from(bytes, at));
	struct str out = arena_str(a, buf_str(&b));
	buf_release(&b);
	return out;
}

/* False when the values cannot be written there. */
static bool
write_mail(struct merger *m, struct str *bytes)
{
	struct raw_edit *raw;
	const char *reason;
	size_t room = 0, n = 0, count;

	list_each (const struct plan_text, t, &m->plan.texts)
		room += t->slots.n;
	struct text_edit *edits =
		ARENA_ARRAY(&m->arena, struct text_edit, room);
	list_each (const struct plan_text, t, &m->plan.texts)
		add_edits(m, t, edits, &n);
	*bytes = m->draft->source->bytes;
	if (!n)
		return true;
	if (!encode_edits(&m->arena, m->draft, edits, n, &raw, &count, &reason))
		return false;
	*bytes = apply(&m->arena, *bytes, raw, count);
	return true;
}

static struct findings *
lint_mail(struct merger *m, struct str bytes)
{
	struct draft_options options = m->contacts->settings.draft;
	struct source *source = ARENA_NEW(&m->arena, struct source);
	struct draft *mail = ARENA_NEW(&m->arena, struct draft);
	struct chosen chosen = *m->chosen;
	size_t n = m->draft->message_number;

	chosen.stage = STAGE_FINAL;
	if (!m->plan.has_to && !options.to.at && m->to.len)
		options.to = m->to;
	source_open(source, &m->arena, m->draft->source->path, bytes);
	draft_parse(mail, &m->arena, source, n ? n - 1 : 0, &options);
	m->mail = mail;
	return linter_visit_merged(m->linter, mail, &chosen);
}

/* --- from the mail back to the template ----------------------------------- */

/* Where a finding of a mail stands in the template. */
struct landing {
	const struct text *text; /* NULL: a raw place */
	uint32_t at, len;	 /* in it; or raw */
	const struct slot *slot; /* the tag whose value it is about, or NULL */
	bool empty;		 /* that value */
	bool left;		 /* it is about what was left as it is */
	bool fallback; /* it is about words that stand in for a value */
};

static const struct text *
text_of_mail(const struct merger *m, const struct plan_text *t)
{
	const struct draft *mail = m->mail;

	if (t->is_header)
		return t->header < mail->root->headers.list.n
			       ? header_text(&mail->root->headers.list
						      .at[t->header])
			       : NULL;
	return t->part < mail->parts.n ? &mail->parts.at[t->part]->text : NULL;
}

/* The author chose these words for a reader without that value. */
static bool
stands_in(struct merger *m, const struct slot *s)
{
	return s->has_fallback && !table_value(&m->arena, &m->contacts->table,
					  m->row, (size_t)s->column)
					   .len;
}

/* The slot that stands for a finding: an empty one before others. */
static void
touch(struct merger *m, struct landing *l, const struct slot *s, size_t len)
{
	if (s->kind == SLOT_LEAVE)
		l->left = true;
	if (s->kind != SLOT_FILL || (l->slot && (l->empty || len)))
		return;
	if (stands_in(m, s)) {
		l->fallback = true;
		return;
	}
	l->slot = s;
	l->empty = len == 0;
}

/* The first slot that ends at or behind `at`. */
static size_t
slot_near(const struct plan_text *t, size_t at)
{
	size_t low = 0, high = t->slots.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct slot *s = &t->slots.at[middle];
		if ((size_t)s->mail_at + s->mail_len < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A place in the mail that is in no slot keeps its distance to the one before
 * it; in a slot, it is its tag's end or start. */
static size_t
to_template(const struct plan_text *t, size_t at, bool is_end)
{
	size_t i = slot_near(t, at);
	const struct slot *s = i < t->slots.n ? &t->slots.at[i] : NULL;

	if (s && at > s->mail_at && at < (size_t)s->mail_at + s->mail_len)
		return is_end ? (size_t)s->at + s->len : s->at;
	if (s && at == (size_t)s->mail_at + s->mail_len && at > s->mail_at)
		return (size_t)s->at + s->len;
	if (!i)
		return at;
	const struct slot *b = &t->slots.at[i - 1];
	return at - b->mail_at - b->mail_len + b->at + b->len;
}

/* [at, end) of the mail's text. */
static void
land_in(struct merger *m, const struct plan_text *t, size_t at, size_t end,
	struct landing *l)
{
	l->text = t->text;
	for (size_t i = slot_near(t, at); i < t->slots.n; i++) {
		const struct slot *s = &t->slots.at[i];
		if (s->mail_at >= end)
			break;
		if (s->mail_len ? at < (size_t)s->mail_at + s->mail_len
				: at <= s->mail_at)
			touch(m, l, s, s->mail_len);
	}
	size_t to = to_template(t, end, true);
	l->at = (uint32_t)to_template(t, at, false);
	l->len = to > l->at ? (uint32_t)(to - l->at) : 0;
}

/* Offsets of the mail's text that a raw span stands for; false when it does
 * not stand in it. */
static bool
is_in_text(const struct text *t, struct span raw, size_t *at, size_t *end)
{
	if (!t || !t->s.len)
		return false;
	struct span all = text_span(t, 0, t->s.len);
	if (raw.at < all.at || span_end(raw) > span_end(all))
		return false;
	*at = text_at(t, raw.at);
	*end = raw.len ? text_at(t, span_end(raw)) : *at;
	return true;
}

/* Places of the mail's header that belong to no text: the same distance from
 * its end. */
static void
land_raw(struct merger *m, struct span raw, struct landing *l)
{
	uint32_t end = m->draft->source->bytes.len
			       ? (uint32_t)m->draft->source->bytes.len
			       : 0;
	uint32_t at =
		raw.at >= m->mail->header_end ? m->draft->header_end : raw.at;

	l->text = NULL;
	l->at = at < end ? at : end;
	l->len = 0;
}

static struct landing
land(struct merger *m, const struct finding *f)
{
	struct landing l = { 0 };
	size_t at, end;

	list_each (const struct plan_text, t, &m->plan.texts)
		if (is_in_text(text_of_mail(m, t), f->span, &at, &end)) {
			land_in(m, t, at, end, &l);
			return l;
		}
	land_raw(m, f->span, &l);
	return l;
}

/* --- what is told --------------------------------------------------------- */

static struct where
where_of(const struct landing *l)
{
	if (!l->text)
		return at_span(span_of(l->at, l->len), NULL);
	if (l->slot)
		return in_text(l->text, l->slot->at, l->slot->len);
	return in_text(l->text, l->at, l->len);
}

static uint32_t
raw_start(const struct landing *l)
{
	return l->text ? text_span(l->text, l->at, 0).at : l->at;
}

static bool
template_has(const struct merger *m, const struct finding *f, uint32_t at)
{
	const struct findings *all = m->check->findings;

	for (size_t i = 0; i < m->own; i++) {
		const struct finding *own = all->list.at[i];
		if (own->rule == f->rule && own->span.at == at)
			return true;
	}
	return false;
}

static void
count_row(struct row_set *rows, uint32_t number)
{
	if (rows->count < ROWS_NAMED)
		rows->first[rows->count] = number;
	rows->count++;
}

static struct message
keep_message(struct arena *a, const struct message *m)
{
	struct message kept = *m;

	for (int i = 0; i < m->count; i++)
		kept.args[i] = arena_str(a, m->args[i]);
	return kept;
}

static struct finding *
new_finding(struct merger *m, const struct finding *f, const struct landing *l)
{
	struct findings *all = m->check->findings;
	struct arena *a = m->draft->arena;

	if (all->list.n >= LIMIT_FINDINGS || m->told_count == TOLD_MOST) {
		all->dropped++;
		return NULL;
	}
	struct finding *kept = ARENA_NEW(a, struct finding);
	*list_push(a, &all->list) = kept;
	kept->arena = a;
	kept->rule = f->rule;
	kept->severity = f->severity;
	kept->points = f->points;
	kept->where = where_of(l);
	kept->span = kept->where.text
			     ? text_span(kept->where.text, kept->where.at,
				       kept->where.len)
			     : span_of(kept->where.at, kept->where.len);
	kept->message = keep_message(a, &f->message);
	kept->advice = keep_message(a, &f->advice);
	return kept;
}

/* No edit of the template mends one row. */
static void
advise(struct merger *m, struct finding *f, const struct landing *l)
{
	struct str tag;

	if (!l->slot)
		return;
	tag = str_sub(l->text->s, l->slot->at, l->slot->len);
	if (l->empty)
		finding_advice(f,
			N_("fill the column in, or give {1} a fallback"), 1,
			tag);
	else if (!f->advice.id)
		finding_advice(f, N_("mend the value in {1}"), 1,
			m->contacts->settings.data_path);
}

static struct str
column_name(struct merger *m, int column)
{
	const struct table *t = &m->contacts->table;

	return column < 0 ? STR_NONE
			  : table_value(m->draft->arena, t, &t->header,
				    (size_t)column);
}

static void
tell_row(struct merger *m, const struct finding *f)
{
	struct landing l = land(m, f);
	int column = l.slot ? l.slot->column : -1;
	uint32_t at = raw_start(&l);

	if (l.left || (l.fallback && !l.slot) || template_has(m, f, at))
		return;
	for (size_t i = 0; i < m->told_count; i++) {
		struct told *t = &m->told[i];
		if (t->finding->rule != f->rule || t->at != at ||
			t->column != column || t->message != f->message.id)
			continue;
		/* a rule may speak twice at one place */
		if (t->last_row != m->row->number)
			count_row(&t->finding->data.rows, m->row->number);
		t->last_row = m->row->number;
		return;
	}
	struct finding *kept = new_finding(m, f, &l);
	if (!kept)
		return;
	struct row_set rows = { { m->row->number }, 1 };
	finding_rows(kept, &rows, column_name(m, column), l.empty);
	advise(m, kept, &l);
	m->told[m->told_count++] = (struct told){ kept, at, f->message.id,
		column, m->row->number };
}

/* False when no more rows are to be merged. */
static bool
merge_row(struct merger *m, const struct table_row *row)
{
	const struct contacts *c = m->contacts;
	struct str bytes;

	m->row = row;
	m->to = c->address_count
			? table_value(&m->arena, &c->table, row, c->address[0])
			: STR_NONE;
	if (!write_mail(m, &bytes)) {
		m->unwritten++;
		return true;
	}
	m->merged += bytes.len;
	if (m->merged > LIMIT_MERGED) {
		defect_note_limit(&m->draft->defects,
			span_of(m->draft->header_end, 0), NULL,
			STR("merged drafts"));
		return false;
	}
	const struct findings *found = lint_mail(m, bytes);
	for (size_t i = 0; i < found->list.n; i++)
		tell_row(m, found->list.at[i]);
	return true;
}

/* --- columns -------------------------------------------------------------- */

/* What a spreadsheet or a program writes where it has no value. */
static bool
is_error_value(struct str s)
{
	static const struct str values[] = { STR("#N/A"), STR("#REF!"),
		STR("#VALUE!"), STR("#NAME?"), STR("#DIV/0!"), STR("#NULL!"),
		STR("#NUM!"), STR("NULL"), STR("(null)"), STR("undefined"),
		STR("NaN") };

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (str_eq(s, values[i]))
			return true;
	return false;
}

/* Letters or digits stand on the same line. */
static bool
has_words(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (is_alnum(line.at[i]) || (line.at[i] & 0x80))
			return true;
	return false;
}

static struct str
line_to(struct str s, size_t at)
{
	size_t from = at;

	while (from && s.at[from - 1] != '\n')
		from--;
	return str_sub(s, from, at - from);
}

static enum column_spot
spot_in_prose(const struct prose *p, const struct field *f)
{
	size_t end = f->at + f->len;
	struct str after = str_from(p->text.s, end);

	if (p->greeting_len && f->at >= p->greeting_at &&
		f->at < p->greeting_at + p->greeting_len)
		return COLUMN_GREETING;
	after = str_sub(after, 0, str_chr(after, '\n'));
	return has_words(line_to(p->text.s, f->at)) && has_words(after)
		       ? COLUMN_SENTENCE
		       : COLUMN_ALONE;
}

/* The fields of the template by where they stand. */
static int
by_raw(const void *left, const void *right)
{
	const struct raw_field *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->field > b->field) - (a->field < b->field);
}

static void
sort_fields(struct merger *m)
{
	const struct draft *d = m->draft;

	m->fields = ARENA_ARRAY(d->arena, struct raw_field, d->fields.n);
	m->field_count = d->fields.n;
	for (size_t i = 0; i < d->fields.n; i++) {
		const struct field *f = &d->fields.at[i];
		m->fields[i] = (struct raw_field){
			text_span(f->text, f->at, f->len).at, f
		};
	}
	if (m->field_count)
		qsort(m->fields, m->field_count, sizeof *m->fields, by_raw);
}

/* The first field that stands at or behind a raw place. */
static size_t
first_field(const struct merger *m, uint32_t at)
{
	size_t low = 0, high = m->field_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (m->fields[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum column_spot
spot_of_field(const struct draft *d, const struct field *f)
{
	if (f->in_link)
		return COLUMN_LINK;
	list_each (const struct prose, p, &d->proses)
		if (f->text == &p->text)
			return spot_in_prose(p, f);
	return COLUMN_ALONE;
}

static enum column_spot
spot_of(const struct merger *m, const struct plan_text *t, const struct slot *s)
{
	const struct draft *d = m->draft;
	uint32_t raw = text_span(t->text, s->at, s->len).at;
	enum column_spot best = COLUMN_ALONE;

	if (t->is_header)
		return d->root->headers.list.at[t->header].id == HEADER_SUBJECT
			       ? COLUMN_SUBJECT
			       : COLUMN_ALONE;
	for (size_t i = first_field(m, raw);
		i < m->field_count && m->fields[i].at == raw; i++) {
		enum column_spot spot = spot_of_field(d, m->fields[i].field);
		if (spot > best)
			best = spot;
	}
	return best;
}

static void
count_rows(struct merger *m, int column, struct column_use *u)
{
	const struct table *t = &m->contacts->table;

	list_each (const struct table_row, row, &t->rows) {
		struct str v =
			table_value(m->draft->arena, t, row, (size_t)column);
		if (!v.len)
			count_row(&u->empty, row->number);
		if (!is_error_value(v))
			continue;
		if (!u->error.count)
			u->error_value = v;
		count_row(&u->error, row->number);
	}
}

/* The tag that needs the column most; false when none prints it. */
static bool
find_use(struct merger *m, int column, struct column_use *u)
{
	bool found = false, fallback = true;

	list_each (const struct plan_text, t, &m->plan.texts)
		list_each (const struct slot, s, &t->slots) {
			if (s->kind != SLOT_FILL || s->column != column)
				continue;
			enum column_spot spot = spot_of(m, t, s);
			if (found && s->has_fallback >= fallback &&
				(s->has_fallback || spot <= u->spot))
				continue;
			found = true;
			fallback = s->has_fallback;
			u->spot = spot;
			u->where = in_text(t->text, s->at, s->len);
			u->tag = str_sub(t->text->s, s->at, s->len);
		}
	if (fallback)
		u->empty.count = 0;
	return found;
}

static bool
same_rows(const struct row_set *a, const struct row_set *b)
{
	return a->count == b->count && a->first[0] == b->first[0];
}

/* Another finding tells of the same empty cells, and says it louder. */
static bool
is_outdone(const struct merger *m, const struct told *t)
{
	const struct finding *f = t->finding;

	for (size_t i = 0; f->data.is_empty && i < m->told_count; i++) {
		const struct finding *g = m->told[i].finding;
		if (g->data.is_empty && m->told[i].column == t->column &&
			same_rows(&g->data.rows, &f->data.rows) &&
			(g->severity > f->severity ||
				(g->severity == f->severity && g < f)))
			return true;
	}
	return false;
}

/* An empty cell is one fault, however many rules see it. */
static void
drop_outdone(struct merger *m)
{
	struct findings *all = m->check->findings;
	size_t kept = m->own;

	for (size_t i = m->own; i < all->list.n; i++)
		if (!is_outdone(m, &m->told[i - m->own]))
			all->list.at[kept++] = all->list.at[i];
	all->list.n = kept;
}

static bool
told_empty(const struct merger *m, int column)
{
	for (size_t i = 0; i < m->told_count; i++)
		if (m->told[i].column == column &&
			m->told[i].finding->data.is_empty)
			return true;
	return false;
}

static void
show_column(struct merger *m, int column)
{
	struct column_use u = { .name = column_name(m, column) };

	count_rows(m, column, &u);
	if (!find_use(m, column, &u))
		return;
	if (told_empty(m, column))
		u.empty.count = 0;
	const struct linter *l = m->linter;
	for (size_t i = 0; i < l->active_count[m->chosen->preset]; i++) {
		const struct active *a = &l->active[m->chosen->preset][i];
		if (!a->rule->on_column)
			continue;
		linter_turn(m->check, a);
		a->rule->on_column(m->check, &u);
	}
}

static void
show_leftover(struct merger *m)
{
	const struct linter *l = m->linter;

	if (!m->plan.leftover.count)
		return;
	for (size_t i = 0; i < l->active_count[m->chosen->preset]; i++) {
		const struct active *a = &l->active[m->chosen->preset][i];
		if (!a->rule->on_leftover)
			continue;
		linter_turn(m->check, a);
		a->rule->on_leftover(m->check, &m->plan.leftover);
	}
}

/* A character that the template's charset lacks, or a value that its front
 * matter would need in quotes. */
static void
note_unwritten(struct merger *m)
{
	struct leftover *l = &m->plan.leftover;

	if (!m->unwritten || l->count)
		return;
	*l = (struct leftover){ .where = at_header_end(m->check),
		.count = m->unwritten };
}

static void
merge_all(struct merger *m)
{
	list_each (const struct table_row, row, &m->contacts->table.rows) {
		bool more = merge_row(m, row);
		arena_clear(&m->arena);
		if (!more)
			return;
	}
}

void
merge_rows(struct linter *l, struct check *c, struct draft *d,
	const struct chosen *chosen)
{
	struct merger *m = ARENA_NEW(d->arena, struct merger);

	m->linter = l;
	m->contacts = l->contacts;
	m->draft = d;
	m->chosen = chosen;
	m->check = c;
	m->own = c->findings->list.n;
	plan_make(&m->plan, d->arena, d, l->contacts);
	sort_fields(m);
	arena_init(&m->arena);
	if (m->plan.fills)
		merge_all(m);
	arena_release(&m->arena);
	drop_outdone(m);
	for (size_t i = 0; m->plan.fills && i < m->contacts->table.header.cells;
		i++)
		show_column(m, (int)i);
	note_unwritten(m);
	show_leftover(m);
}
