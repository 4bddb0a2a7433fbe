/*
 * run.c - one walk over a draft: each thing is shown to the rules that want
 * it. A walk is a loop over one list of the draft and the rules of one hook.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "linter.h"
#include "merge.h"
#include "record.h"
#include "spell.h"

/* One draft under way. */
struct visit {
	struct linter *linter;
	struct draft *draft;
	struct check check;
	struct findings findings;
	const struct active *active;
	size_t active_count;
	void *(*memos)[MEMO_SLOTS]; /* by family */
	struct scanned *scanned;    /* phrases found, by text */
	enum language unspelt;	    /* for want of a dictionary */
	bool merged;		    /* a template with a row put in */
};

/* Phrases of one text, kept for the rules that ask again. */
struct scanned {
	struct scanned *next;
	const struct text *text;
	phrase_hits hits;
};

struct linter *
linter_new(const struct family *const *families,
	const struct phrase_set *phrases, const struct settings *settings,
	struct err *err)
{
	struct linter *l = memory_new(sizeof *l);

	l->families = families;
	while (families[l->family_count])
		l->family_count++;
	l->settings = settings;
	l->phrase_set = phrases;
	if (!linter_select(l, err)) {
		linter_free(l);
		return NULL;
	}
	l->phrases = phrase_index_new(phrases);
	return l;
}

void
linter_free(struct linter *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->pattern_count; i++)
		pattern_free(l->patterns[i].pattern);
	phrase_index_free(l->phrases);
	contacts_free(l->contacts);
	free(l);
}

void
linter_use_spelling(struct linter *l, struct spell *spell)
{
	l->spell = spell;
}

static struct visit *
visit_of(struct check *c)
{
	return (struct visit *)((char *)c - offsetof(struct visit, check));
}

/* The phrases kept for a text; `*made`: it has to be scanned. */
static struct scanned *
scanned_of(struct check *c, const struct text *text, bool *made)
{
	struct visit *v = visit_of(c);
	struct scanned *s = v->scanned;

	while (s && s->text != text)
		s = s->next;
	*made = !s;
	if (s)
		return s;
	s = ARENA_NEW(c->arena, struct scanned);
	s->text = text;
	s->next = v->scanned;
	return v->scanned = s;
}

const phrase_hits *
check_phrases(struct check *c, const struct text *text)
{
	bool made;
	struct scanned *s = scanned_of(c, text, &made);

	if (made)
		phrase_scan(c->linter->phrases, c->arena, text->s, 0,
			text->s.len, &s->hits);
	return &s->hits;
}

const phrase_hits *
check_author_phrases(struct check *c, const struct prose *p)
{
	bool made;
	struct scanned *s = scanned_of(c, &p->text, &made);

	if (made)
		phrase_scan_author(c->linter->phrases, c->arena, p, &s->hits);
	return &s->hits;
}

const struct phrase_pack *
check_pack(const struct check *c, const struct phrase_hit *h)
{
	return &c->linter->phrase_set->packs[h->phrase->pack];
}

/* A broken constant is a bug of the program; a test compiles them all. */
static struct pattern *
compiled(struct linter *l, const char *expression)
{
	struct err err;
	size_t at;

	for (size_t i = 0; i < l->pattern_count; i++)
		if (l->patterns[i].expression == expression)
			return l->patterns[i].pattern;
	if (l->pattern_count == PATTERNS_MAX)
		return NULL;
	struct pattern *p = pattern_new(expression, true, &at, &err);
	l->patterns[l->pattern_count++] = (struct compiled){ expression, p };
	if (p)
		pattern_allow(p, l->pattern_steps);
	return p;
}

/* Each pattern has its steps anew for each draft. */
static void
allow_patterns(struct linter *l, const struct draft *d)
{
	l->pattern_steps = LIMIT_MATCH_STEPS +
			   (uint64_t)LIMIT_MATCH_STEPS_A_BYTE * d->message.len;
	for (size_t i = 0; i < l->pattern_count; i++)
		if (l->patterns[i].pattern)
			pattern_allow(l->patterns[i].pattern, l->pattern_steps);
}

static bool
stands_in(struct str s, const struct text *t)
{
	return t->s.at <= s.at && s.at + s.len <= t->s.at + t->s.len;
}

/* What a search gave up on, as a defect of the draft: rules about those run
 * last. Not a text of the draft: at the end of its header. */
static void
note_given_up(struct visit *v, struct str subject)
{
	struct draft *d = v->draft;
	struct span span = span_of(d->header_end, 0);
	const struct part *part = NULL;

	list_each (const struct prose, p, &d->proses)
		if (stands_in(subject, &p->text)) {
			span = text_span(&p->text,
				(size_t)(subject.at - p->text.s.at), 0);
			part = p->part;
		}
	list_each (const struct header, h, &d->headers->list)
		if (stands_in(subject, header_text(h)))
			span = text_span(header_text(h),
				(size_t)(subject.at - header_text(h)->s.at), 0);
	defect_note_limit(&d->defects, span, part, STR("pattern"));
}

enum pattern_result
check_pattern(struct check *c, const char *expression, struct str subject,
	size_t *at, size_t *len, struct str *group)
{
	struct visit *v = visit_of(c);
	struct pattern *p = compiled(v->linter, expression);
	enum pattern_result found =
		p ? pattern_find(p, subject, at, len, group) : PATTERN_GAVE_UP;

	if (found == PATTERN_GAVE_UP)
		note_given_up(v, subject);
	return found;
}

/* Languages of which Hunspell has a dictionary that is of use. */
static bool
has_dictionaries(enum language l)
{
	switch (l) {
	case LANGUAGE_EN:
	case LANGUAGE_DE:
	case LANGUAGE_FR:
	case LANGUAGE_ES:
	case LANGUAGE_PT:
	case LANGUAGE_IT:
	case LANGUAGE_NL:
	case LANGUAGE_PL:
	case LANGUAGE_RU:
	case LANGUAGE_TR:
	case LANGUAGE_ID:
		return true;
	default:
		return false;
	}
}

bool
check_spells(struct check *c, enum language l)
{
	if (c->settings->no_spelling || !c->linter->spell ||
		!has_dictionaries(l))
		return false;
	if (spell_speaks(c->linter->spell, l))
		return true;
	visit_of(c)->unspelt = l;
	return false;
}

static bool
is_users(const struct knowledge *known, struct str word)
{
	list_each (const struct str, w, &known->words)
		if (str_ieq(*w, word))
			return true;
	return false;
}

bool
check_spelt(struct check *c, enum language l, struct str word)
{
	return spell_knows(c->linter->spell, l, word) ||
	       lexicon_has(&lexicon_trade, word) ||
	       is_users(&c->settings->known, word);
}

struct str
check_meant(struct check *c, enum language l, struct str word)
{
	return spell_meant(c->linter->spell, l, c->arena, word);
}

/* Makes `a` the running rule. */
static struct check *
turn(struct visit *v, const struct active *a)
{
	struct check *c = &v->check;

	if (c->rule == a->rule)
		return c;
	c->rule = a->rule;
	c->memo = v->memos[a->family];
	v->findings.severity = a->severity;
	v->findings.told = a->told;
	v->findings.of_rule = 0;
	return c;
}

/* Rules outside, things inside: a rule's findings are then counted in one
 * row, and most rules want no thing that a draft has many of. */
#define FOR_ALL(type, item, list, call)                                        \
	list_each (const type, item, list) {                                   \
		call;                                                          \
	}

static void
show_addresses(struct check *c, const struct rule *r)
{
	list_each (const struct header, h, &c->draft->headers->list) {
		if (!h->addresses)
			continue;
		list_each (const struct address, a, &h->addresses->list)
			r->on_address(c, h, a);
	}
}

static void
show_sentences(struct check *c, const struct rule *r)
{
	list_each (const struct prose, p, &c->draft->proses)
		list_each (const struct sentence, s, &p->sentences)
			r->on_sentence(c, p, s);
}

static void
show_words(struct check *c, const struct rule *r)
{
	list_each (const struct prose, p, &c->draft->proses)
		list_each (const struct word, w, &p->words)
			r->on_word(c, p, w);
}

static void
show_images(struct check *c, const struct rule *r)
{
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct image, i, &h->images)
			r->on_image(c, h, i);
}

static void
show_elements(struct check *c, const struct rule *r)
{
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements)
			r->on_element(c, h, e);
}

static void
show(struct check *c, const struct rule *r, enum hook hook)
{
	const struct draft *d = c->draft;

	switch (hook) {
	case ON_DRAFT:
		r->on_draft(c);
		break;
	case ON_HEADER:
		FOR_ALL(struct header, h, &d->headers->list, r->on_header(c, h))
		break;
	case ON_ADDRESS:
		show_addresses(c, r);
		break;
	case ON_TEXT:
		FOR_ALL(struct prose, p, &d->proses, r->on_text(c, p))
		break;
	case ON_SENTENCE:
		show_sentences(c, r);
		break;
	case ON_WORD:
		show_words(c, r);
		break;
	case ON_LINK:
		FOR_ALL(struct link, l, &d->links, r->on_link(c, l))
		break;
	case ON_IMAGE:
		show_images(c, r);
		break;
	case ON_ELEMENT:
		show_elements(c, r);
		break;
	case ON_ATTACHMENT:
		FOR_ALL(struct attachment, a, &d->attachments,
			r->on_attachment(c, a))
		break;
	case ON_FIELD:
		FOR_ALL(struct field, f, &d->fields, r->on_field(c, f))
		break;
	case ON_DEFECT:
		FOR_ALL(struct defect, e, &d->defects.list, r->on_defect(c, e))
		break;
	case ON_BATCH:
	case ON_TABLE:
	case ON_COLUMN:
	case ON_LEFTOVER:
		break;
	}
}

#define BIT(hook) (1u << (hook))

/* What a draft has for the rules, a bit for each hook: most have no pictures,
 * no fields and no attachments, and those rules cost nothing. */
static unsigned
things_of(const struct draft *d)
{
	unsigned things = BIT(ON_DRAFT) | BIT(ON_HEADER) | BIT(ON_ADDRESS);

	if (d->proses.n)
		things |= BIT(ON_TEXT) | BIT(ON_SENTENCE) | BIT(ON_WORD);
	if (d->links.n)
		things |= BIT(ON_LINK);
	if (d->htmls.n)
		things |= BIT(ON_IMAGE) | BIT(ON_ELEMENT);
	if (d->attachments.n)
		things |= BIT(ON_ATTACHMENT);
	if (d->fields.n)
		things |= BIT(ON_FIELD);
	return things;
}

/* Of a merged mail, the program that sends it makes the header and the form,
 * and may add a signature: nothing is missing yet. */
static bool
is_for_others(const struct visit *v, const struct active *a)
{
	return v->check.stage == STAGE_TEMPLATE ||
	       (v->merged && a->hook == ON_DRAFT);
}

static void
walk(struct visit *v, unsigned things)
{
	for (size_t i = 0; i < v->active_count; i++) {
		const struct active *a = &v->active[i];
		if (!(things & BIT(a->hook)))
			continue;
		if (!a->rule->template_too && is_for_others(v, a))
			continue;
		show(turn(v, a), a->rule, a->hook);
	}
}

static void
begin(struct visit *v, struct linter *l, struct draft *d,
	const struct chosen *chosen)
{
	v->linter = l;
	v->draft = d;
	allow_patterns(l, d);
	v->findings.arena = d->arena;
	v->memos = arena_array(d->arena, l->family_count, sizeof *v->memos);
	v->active = l->active[chosen->preset];
	v->active_count = l->active_count[chosen->preset];
	v->check = (struct check){
		.draft = d,
		.settings = l->settings,
		.linter = l,
		.stage = chosen->stage,
		.preset = chosen->preset,
		.arena = d->arena,
		.findings = &v->findings,
	};
}

void
linter_turn(struct check *c, const struct active *a)
{
	turn(visit_of(c), a);
}

/* Rules above may have noted some. */
static void
walk_defects(struct visit *v)
{
	if (v->draft->defects.list.n)
		walk(v, BIT(ON_DEFECT));
}

/* What stands in the table is shown there, and what is attached is the same
 * for each row. */
struct findings *
linter_visit_merged(
	struct linter *l, struct draft *d, const struct chosen *chosen)
{
	struct visit *v = ARENA_NEW(d->arena, struct visit);
	unsigned others = BIT(ON_ADDRESS) | BIT(ON_ATTACHMENT);

	begin(v, l, d, chosen);
	v->merged = true;
	walk(v, things_of(d) & ~others);
	findings_settle(&v->findings, d);
	return &v->findings;
}

/* Whether a batch has use for it: what was sent is sent, and a template is no
 * mail yet. */
static bool
counts_among_many(
	const struct linter *l, const struct draft *d, enum stage stage)
{
	return l->looks_at_many && (l->settings->many || d->message_number) &&
	       stage == STAGE_FINAL && !d->was_sent && !d->self_copy;
}

void
linter_run(struct linter *l, struct arena *arena, struct source *source,
	size_t n, struct result *result)
{
	struct draft *d = ARENA_NEW(arena, struct draft);
	struct visit *v = ARENA_NEW(arena, struct visit);

	contacts_read(l);
	draft_parse(d, arena, source, n, &l->settings->draft);
	struct chosen chosen = preset_choose(d, l->settings);
	begin(v, l, d, &chosen);
	walk(v, things_of(d));
	if (l->contacts && chosen.stage == STAGE_TEMPLATE)
		merge_rows(l, &v->check, d, &chosen);
	walk_defects(v);
	findings_settle(&v->findings, d);
	record(result, d, &v->findings, &chosen, l->settings);
	result->unspelt = v->unspelt;
	if (counts_among_many(l, d, chosen.stage))
		result->digest = digest_make(
			&result->arena, d, &chosen, l->settings->column_unit);
}

/* Each address by itself: a rule may keep what it computes of a draft. */
static void
show_cells(struct visit *v, const struct rule *r)
{
	struct contacts *contacts = v->linter->contacts;
	struct headers *one = ARENA_NEW(v->draft->arena, struct headers);
	struct header h;

	v->draft->headers = one;
	for (size_t i = 0; contacts_cell(contacts, v->draft->arena, i, &h);
		i++) {
		one->list.n = 0;
		*list_push(v->draft->arena, &one->list) = h;
		v->draft->to = &one->list.at[0];
		memset(v->check.memo, 0, sizeof v->memos[0]);
		list_each (const struct address, a, &h.addresses->list)
			r->on_address(&v->check, v->draft->to, a);
	}
	one->list.n = 0;
	v->draft->to = NULL;
}

static void
walk_table(struct visit *v)
{
	for (size_t i = 0; i < v->active_count; i++) {
		const struct active *a = &v->active[i];
		if (a->hook == ON_ADDRESS) {
			turn(v, a);
			show_cells(v, a->rule);
		} else if (a->hook == ON_TABLE) {
			a->rule->on_table(turn(v, a),
				contacts_table(v->linter->contacts));
		}
	}
	walk_defects(v);
}

void
linter_run_table(struct linter *l, struct arena *arena, struct source *source,
	struct result *result)
{
	struct draft *d = ARENA_NEW(arena, struct draft);
	struct visit *v = ARENA_NEW(arena, struct visit);
	struct chosen chosen = { l->settings->preset, STAGE_FINAL, NULL };

	contacts_read(l);
	if (chosen.preset == PRESET_AUTO)
		chosen.preset = PRESET_OUTREACH;
	contacts_draft(l->contacts, d, arena, source);
	begin(v, l, d, &chosen);
	walk_table(v);
	findings_settle(&v->findings, d);
	record(result, d, &v->findings, &chosen, l->settings);
	result->table = true;
	result->recipient_unknown = result->subject_unknown = false;
}
