/* preset.c - what kind of mail a draft is, from what it shows. */
#include "preset.h"
#include "rule.h"

static bool
is_template_tag(const struct field *f)
{
	return f->kind != FIELD_HOLE && f->dialect != DIALECT_NONE;
}

static bool
recipient_is_field(const struct draft *d)
{
	const struct address *to = draft_recipient(d);
	return to && to->field;
}

static bool
is_quoted(const struct draft *d, const struct field *f)
{
	list_each (const struct prose, p, &d->proses)
		if (f->text == &p->text)
			return prose_kind_at(p, f->at) == BLOCK_QUOTED;
	return false;
}

/* One that its author wrote. */
static bool
has_template_tag(const struct draft *d)
{
	list_each (const struct field, f, &d->fields)
		if (is_template_tag(f) && !is_quoted(d, f))
			return true;
	return false;
}

/* A page of HTML alone, addressed to nobody, that holds a template tag. */
static bool
is_template_page(const struct draft *d)
{
	return d->source->kind == SOURCE_HTML && !draft_recipient(d) &&
	       has_template_tag(d);
}

static enum stage
choose_stage(const struct draft *d, const struct settings *s)
{
	if (s->stage != STAGE_AUTO)
		return s->stage;
	if (d->source->template_name || recipient_is_field(d) ||
		is_template_page(d) || (s->data.at && has_template_tag(d)))
		return STAGE_TEMPLATE;
	return STAGE_FINAL;
}

/* "Order confirmation 4711" anywhere; "Your order has left" at the start. */
static bool
says(struct str subject, const struct lexicon_entry *e)
{
	return e->value ? str_istarts(subject, str_of(e->key))
			: str_ihas(subject, str_of(e->key));
}

static bool
is_notice(const struct draft *d)
{
	if (!d->subject)
		return false;
	const struct lexicon *l = &lexicon_notices;
	for (size_t i = 0; i < l->count; i++)
		if (says(str_trim(header_text(d->subject)->s), &l->entries[i]))
			return true;
	return false;
}

static bool
sent_by_a_machine(const struct draft *d)
{
	return headers_find(d->headers, HEADER_AUTO_SUBMITTED) != NULL;
}

struct chosen
preset_choose(const struct draft *d, const struct settings *s)
{
	struct chosen c = { s->preset, choose_stage(d, s), NULL };

	if (c.preset != PRESET_AUTO)
		return c;
	if (d->is_list) {
		c.preset = PRESET_BULK;
		c.why = N_("it offers to unsubscribe");
	} else if (d->is_reply || d->is_forward) {
		c.preset = PRESET_PERSONAL;
		c.why = N_("it answers or forwards a mail");
	} else if (sent_by_a_machine(d) || is_notice(d)) {
		c.preset = PRESET_TRANSACTIONAL;
		c.why = N_("its subject is that of a receipt or notice");
	} else {
		c.preset = PRESET_OUTREACH;
		c.why = N_("it starts a conversation");
	}
	return c;
}
