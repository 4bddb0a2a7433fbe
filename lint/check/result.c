/* result.c - a result on the wire between two processes. */
#include "../base/utf8.h"
#include "../base/wire.h"
#include "result.h"
#include "rule.h"

/* The fewest bytes that these take on the wire. */
enum { STR_LEAST = 5, EDIT_LEAST = 13, FINDING_LEAST = 68 };

void
result_release(struct result *r)
{
	arena_release(&r->arena);
}

void
result_count(struct result *r)
{
	r->errors = r->warnings = r->notes = r->fixable = 0;
	for (size_t i = 0; i < r->count; i++) {
		const struct result_finding *f = &r->findings[i];
		r->errors += f->severity == SEVERITY_ERROR;
		r->warnings += f->severity == SEVERITY_WARNING;
		r->notes += f->severity == SEVERITY_NOTE;
		r->fixable += f->edit_count > 0;
	}
}

/* The rule set is the same at both ends: a rule is two numbers there. */
static void
rule_numbers(const struct family *const *families, const struct rule *rule,
	uint32_t *family, uint32_t *row)
{
	for (*family = 0; families[*family]; ++*family) {
		const struct family *f = families[*family];
		*row = (uint32_t)(rule - f->rules);
		if (rule >= f->rules && rule < f->rules + f->count)
			return;
	}
}

static const struct rule *
rule_numbered(
	const struct family *const *families, uint32_t family, uint32_t row)
{
	for (uint32_t i = 0; families[i]; i++)
		if (i == family)
			return row < families[i]->count
				       ? &families[i]->rules[row]
				       : NULL;
	return NULL;
}

static void
wire_rule(struct wire *w, const struct family *const *families,
	const struct rule **rule)
{
	uint32_t family = 0, row = 0;

	if (!wire_is_reading(w))
		rule_numbers(families, *rule, &family, &row);
	wire_u32(w, &family);
	wire_u32(w, &row);
	*rule = rule_numbered(families, family, row);
	wire_check(w, *rule != NULL);
}

/* The longest of this program's own sentences, and the widest column: a TAB
 * takes 8. */
enum { SENTENCE_MOST = 1000, TAB = 8 };

/* What both ends know. */
struct shared {
	const struct family *const *families;
	uint64_t file_size;
};

static void
wire_place(struct wire *w, struct place *p, const struct shared *s)
{
	wire_u32(w, &p->offset);
	wire_u32(w, &p->line);
	wire_u32(w, &p->column);
	wire_check(w, !p->line == !p->column && p->offset <= s->file_size);
	wire_check(w, !p->line || (p->line - 1 <= p->offset &&
					  (p->column - 1) / TAB <= p->offset));
}

/* What a report shows: UTF-8 of a known length. */
static void
wire_shown(struct wire *w, struct str *s, size_t most)
{
	wire_str(w, s);
	wire_check(w, s->len <= most && utf8_valid(*s) == s->len);
}

/* Each place for an argument is filled about once: what is shown cannot be
 * many times what was sent. */
static bool
has_few_places(struct str sentence)
{
	return str_count(sentence, '{') <= (size_t)2 * MESSAGE_ARGS;
}

static void
wire_sentence(struct wire *w, const char **sentence)
{
	wire_text(w, sentence);
	struct str s = str_of(*sentence);
	wire_check(w, s.len <= SENTENCE_MOST && has_few_places(s));
}

static void
wire_message(struct wire *w, struct message *m)
{
	size_t n = (size_t)m->count;

	wire_sentence(w, &m->id);
	wire_count(w, &n, STR_LEAST);
	wire_check(w, n <= MESSAGE_ARGS);
	if (w->bad)
		n = 0;
	m->count = (int)n;
	for (size_t i = 0; i < n; i++)
		wire_shown(w, &m->args[i], ARGUMENT_MOST);
}

/* Edits are sorted, do not overlap and stand in the file: whoever applies
 * them need not ask again. */
static void
wire_edits(struct wire *w, struct result_finding *f, uint64_t file_size)
{
	uint32_t end = 0;

	wire_count(w, &f->edit_count, EDIT_LEAST);
	struct result_edit *edits = (struct result_edit *)(uintptr_t)f->edits;
	if (wire_is_reading(w))
		f->edits = edits = ARENA_ARRAY(
			w->arena, struct result_edit, f->edit_count);
	for (size_t i = 0; i < f->edit_count; i++) {
		wire_u32(w, &edits[i].start);
		wire_u32(w, &edits[i].end);
		wire_str(w, &edits[i].with);
		wire_check(w, edits[i].start >= end &&
				      edits[i].end >= edits[i].start &&
				      edits[i].end <= file_size);
		end = edits[i].end;
	}
}

static void
wire_excerpt(struct wire *w, struct result_finding *f)
{
	wire_shown(w, &f->excerpt, EXCERPT_MOST);
	wire_u32(w, &f->excerpt_at);
	wire_u32(w, &f->excerpt_len);
	wire_shown(w, &f->mended, EXCERPT_MOST);
	wire_bool(w, &f->decoded);
	wire_check(w, f->excerpt_at <= f->excerpt.len &&
			      f->excerpt_len <= f->excerpt.len - f->excerpt_at);
}

static void
wire_told(struct wire *w, struct rows_told *t)
{
	wire_u32(w, &t->rows.count);
	for (size_t i = 0; i < ROWS_NAMED; i++)
		wire_u32(w, &t->rows.first[i]);
	wire_shown(w, &t->column, ARGUMENT_MOST);
	wire_bool(w, &t->is_empty);
}

static void
wire_fix(struct wire *w, struct result_finding *f, uint64_t file_size)
{
	wire_message(w, &f->fix);
	wire_enum(w, &f->safety, FIX_UNSAFE + 1);
	wire_sentence(w, &f->fix_refused);
	wire_edits(w, f, file_size);
	wire_check(w, f->fix.id || !f->edit_count);
}

static void
wire_twin(struct wire *w, struct result_finding *f, const struct shared *s)
{
	wire_bool(w, &f->twin);
	if (!f->twin)
		return;
	wire_place(w, &f->twin_start, s);
	wire_shown(w, &f->twin_part, LABEL_MOST);
}

/* What a list of findings does not show. */
static void
wire_details(struct wire *w, struct result_finding *f, const struct shared *s)
{
	bool known = f->part.at != NULL;

	wire_bool(w, &known);
	if (!known)
		return;
	wire_place(w, &f->end, s);
	wire_check(w, f->end.offset >= f->start.offset &&
			      f->end.line >= f->start.line);
	wire_shown(w, &f->part, LABEL_MOST);
	wire_message(w, &f->advice);
	wire_fix(w, f, s->file_size);
	wire_excerpt(w, f);
	wire_u64(w, &f->fingerprint);
	wire_twin(w, f, s);
}

static void
wire_finding(struct wire *w, struct result_finding *f, const struct shared *s)
{
	wire_rule(w, s->families, &f->rule);
	wire_enum(w, &f->severity, SEVERITY_ERROR + 1);
	wire_number(w, &f->points, 0, 100);
	wire_place(w, &f->start, s);
	wire_message(w, &f->message);
	wire_told(w, &f->told);
	wire_details(w, f, s);
	wire_check(w,
		f->start.line && f->message.id && f->severity >= SEVERITY_NOTE);
}

static void
wire_findings(struct wire *w, struct result *r, const struct shared *s)
{
	wire_count(w, &r->count, FINDING_LEAST);
	wire_check(w, r->count <= LIMIT_FINDINGS);
	if (w->bad)
		r->count = 0;
	if (wire_is_reading(w))
		r->findings =
			ARENA_ARRAY(w->arena, struct result_finding, r->count);
	for (size_t i = 0; i < r->count && !w->bad; i++)
		wire_finding(w, &r->findings[i], s);
}

static void
wire_texts(struct wire *w, struct result *r)
{
	wire_count(w, &r->text_count, (size_t)2 * STR_LEAST);
	if (wire_is_reading(w))
		r->texts = ARENA_ARRAY(
			w->arena, struct result_text, r->text_count);
	for (size_t i = 0; i < r->text_count; i++) {
		wire_shown(w, &r->texts[i].part, LABEL_MOST);
		wire_shown(w, &r->texts[i].utf8, LIMIT_ANSWER);
	}
}

static void
wire_score(struct wire *w, struct result *r)
{
	enum { WAY_MOST = sizeof r->way_down.findings / sizeof(size_t) };

	wire_number(w, &r->score.risk, 0, 100);
	for (int i = 0; i < OUTCOMES; i++)
		wire_number(w, &r->score.outcomes[i], 0, 100);
	wire_size(w, &r->way_down.count);
	wire_number(w, &r->way_down.risk, 0, 100);
	wire_check(w, r->way_down.count <= WAY_MOST &&
			      r->way_down.risk <= r->score.risk);
	for (int i = 0; i < WAY_MOST; i++) {
		size_t *finding = &r->way_down.findings[i];
		wire_size(w, finding);
		wire_check(w, *finding < r->count || !*finding);
	}
	wire_check(w, r->count || !r->way_down.count);
}

static void
wire_sizes(struct wire *w, struct result *r, const struct shared *s)
{
	const uint64_t exact = UINT64_C(1) << 53; /* in JSON */

	wire_u64(w, &r->bytes);
	wire_u64(w, &r->sent_size);
	wire_check(w, r->bytes <= s->file_size && r->sent_size <= exact);
}

/* The one description; the order is that of struct result. */
static void
wire_result(struct wire *w, struct result *r, const struct shared *s)
{
	wire_size(w, &r->message_number);
	wire_check(w, r->message_number <= LIMIT_MESSAGES);
	wire_bool(w, &r->unread);
	wire_enum(w, &r->stage, STAGE_TEMPLATE + 1);
	wire_enum(w, &r->preset, PRESETS);
	wire_sentence(w, &r->preset_why);
	wire_sizes(w, r, s);
	wire_bool(w, &r->table);
	wire_bool(w, &r->self_copy);
	wire_bool(w, &r->subject_unknown);
	wire_bool(w, &r->recipient_unknown);
	wire_enum(w, &r->unspelt, LANGUAGES);
	wire_findings(w, r, s);
	wire_size(w, &r->dropped);
	wire_texts(w, r);
	wire_score(w, r);
	digest_wire(w, &r->digest, s->file_size);
	if (!wire_is_reading(w))
		return;
	result_count(r);
	wire_check(w, r->count || r->score.risk == 0);
	wire_check(w, !r->unread || r->errors);
}

void
result_pack(const struct result *r, const struct family *const *families,
	struct buf *out)
{
	struct wire w = wire_writer(out);
	struct shared shared = { families, UINT32_MAX };

	wire_result(&w, (struct result *)(uintptr_t)r, &shared);
}

bool
result_unpack(struct result *r, const struct family *const *families,
	struct str path, size_t file_size, struct str packed)
{
	*r = (struct result){ .path = path };
	arena_init(&r->arena);
	struct wire w = wire_reader(packed, &r->arena);
	struct shared shared = { families, file_size };

	wire_result(&w, r, &shared);
	return !w.bad && !w.in.len;
}
