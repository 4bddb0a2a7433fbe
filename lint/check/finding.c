/* finding.c - findings while a draft is checked. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "message.h"

static const char *const severity_names[] = { "default", "off", "note",
	"warning", "error" };
static const char *const stage_names[] = { "auto", "final", "template" };
static const char *const preset_names[] = { "auto", "outreach", "bulk",
	"transactional", "personal" };

const char *
severity_name(enum severity s)
{
	return severity_names[s];
}

const char *
stage_name(enum stage s)
{
	return stage_names[s];
}

const char *
preset_name(enum preset p)
{
	return preset_names[p];
}

struct where
at_header(const struct header *h)
{
	return in_text(header_text(h), 0, header_text(h)->s.len);
}

struct where
at_header_end(const struct check *c)
{
	return at_span(span_of(c->draft->header_end, 0), NULL);
}

struct where
at_attachment(const struct attachment *a)
{
	if (a->name.s.len && a->name.form != TEXT_OUTSIDE)
		return in_text(&a->name, 0, a->name.s.len);
	return at_span(a->place, a->part);
}

/* A rule that fires everywhere is heard LIMIT_FINDINGS_PER_RULE times. */
static bool
room_for(struct check *c)
{
	struct findings *all = c->findings;

	if (all->list.n < LIMIT_FINDINGS &&
		all->of_rule < LIMIT_FINDINGS_PER_RULE) {
		all->of_rule++;
		return true;
	}
	all->dropped++;
	return false;
}

struct finding *
find(struct check *c, struct where where, const char *message, int n, ...)
{
	va_list args;

	if (!room_for(c))
		return NULL;
	struct finding *f = ARENA_NEW(c->arena, struct finding);
	*list_push(c->arena, &c->findings->list) = f;
	f->arena = c->arena;
	f->rule = c->rule;
	f->severity = c->findings->severity;
	f->told = c->findings->told;
	f->points = c->rule->points;
	f->where = where;
	f->span = where.text ? text_span(where.text, where.at, where.len)
			     : span_of(where.at, where.len);
	va_start(args, n);
	message_take(c->arena, &f->message, message, n, args);
	va_end(args);
	return f;
}

void
finding_severity(struct finding *f, enum severity s)
{
	if (!f || f->told || s == SEVERITY_DEFAULT)
		return;
	if (f->rule->evidence == EVIDENCE_REPORTED && s > SEVERITY_NOTE)
		s = SEVERITY_NOTE;
	f->severity = s;
}

void
finding_points(struct finding *f, float points)
{
	if (f)
		f->points = points;
}

void
finding_rows(struct finding *f, const struct row_set *rows, struct str column,
	bool is_empty)
{
	if (!f)
		return;
	f->data = (struct rows_told){ *rows, arena_str(f->arena, column),
		is_empty };
}

void
finding_advice(struct finding *f, const char *message, int n, ...)
{
	va_list args;

	if (!f)
		return;
	va_start(args, n);
	message_take(f->arena, &f->advice, message, n, args);
	va_end(args);
}

void
finding_fix(
	struct finding *f, enum safety safety, const char *message, int n, ...)
{
	va_list args;

	if (!f)
		return;
	f->safety = safety;
	va_start(args, n);
	message_take(f->arena, &f->fix, message, n, args);
	va_end(args);
}

void
finding_edit(struct finding *f, struct where where, struct str with)
{
	if (!f)
		return;
	*list_push(f->arena, &f->edits) = (struct text_edit){ where.text,
		where.at, where.len, arena_str(f->arena, with), false };
}

void
finding_add_field(
	struct finding *f, const struct check *c, struct str field)
{
	if (f && c->draft->has_header)
		finding_edit(f, at_header_end(c),
			arena_printf(f->arena, "%.*s\n", STR_ARG(field)));
}

static int
by_place(const void *left, const void *right)
{
	const struct finding *a = *(struct finding *const *)left;
	const struct finding *b = *(struct finding *const *)right;

	if (a->span.at != b->span.at)
		return a->span.at < b->span.at ? -1 : 1;
	int order = strcmp(a->rule->id, b->rule->id);
	if (order)
		return order;
	return (a->span.len > b->span.len) - (a->span.len < b->span.len);
}

static bool
same_message(const struct message *a, const struct message *b)
{
	if (a->id != b->id || a->count != b->count)
		return false;
	for (int i = 0; i < a->count; i++)
		if (!str_eq(a->args[i], b->args[i]))
			return false;
	return true;
}

/* The multipart/alternative that a part stands in, or NULL. */
static const struct part *
alternative_of(const struct part *p)
{
	for (; p; p = p->parent)
		if (p->parent &&
			str_eq(p->parent->media, STR("multipart/alternative")))
			return p->parent;
	return NULL;
}

static bool
are_twins(const struct finding *a, const struct finding *b)
{
	if (a->rule != b->rule || a->where.part == b->where.part)
		return false;
	const struct part *both = alternative_of(a->where.part);
	if (!both || both != alternative_of(b->where.part))
		return false;
	return a->rule->on_text || same_message(&a->message, &b->message);
}

/* One fault in both forms of a body is told once and mended in both. */
static void
fold(struct finding *kept, struct finding *twin)
{
	kept->twin = twin;
	twin->folded = true;
	for (size_t i = 0; kept->edits.n && i < twin->edits.n; i++)
		*list_push(kept->arena, &kept->edits) = twin->edits.at[i];
}

/* Quadratic in the findings of one rule, which are at most 50. */
static void
fold_twins(struct findings *all)
{
	for (size_t i = 0; i < all->list.n; i++) {
		struct finding *a = all->list.at[i];
		for (size_t j = i + 1; !a->folded && j < all->list.n; j++) {
			struct finding *b = all->list.at[j];
			if (b->folded || !are_twins(a, b))
				continue;
			fold(a, b);
			break;
		}
	}
}

void
findings_settle(struct findings *all, const struct draft *d)
{
	if (!all->list.n)
		return;
	qsort(all->list.at, all->list.n, sizeof *all->list.at, by_place);
	if (d->proses.n > 1)
		fold_twins(all);
	size_t kept = 0;
	for (size_t i = 0; i < all->list.n; i++)
		if (!all->list.at[i]->folded)
			all->list.at[kept++] = all->list.at[i];
	all->list.n = kept;
}

struct str
arg_number(struct check *c, int64_t n)
{
	return message_number(c->arena, n);
}

struct str
arg_size(struct check *c, uint64_t bytes)
{
	if (bytes < KIB)
		return arena_printf(c->arena, "%u bytes", (unsigned)bytes);
	if (bytes < MIB)
		return arena_printf(c->arena, "%.1f KiB", (double)bytes / KIB);
	return arena_printf(c->arena, "%.1f MiB", (double)bytes / MIB);
}
