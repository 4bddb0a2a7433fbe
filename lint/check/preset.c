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

/* What sending services write; list servers do it too, when they send on. */
static bool
says_it_goes_to_many(const struct draft *d)
{
	const struct header *h = headers_find(d->headers, HEADER_PRECEDENCE);
	struct str how = h ? str_trim(header_text(h)->s) : STR_NONE;

	if (d->was_sent)
		return false;
	return str_ieq(how, STR("bulk")) || str_ieq(how, STR("list")) ||
	       headers_find(d->headers, HEADER_LIST_ID) ||
	       headers_named(d->headers, "Feedback-ID");
}

static bool
sent_by_a_machine(const struct draft *d)
{
	const struct address *from = draft_sender(d);

	return headers_find(d->headers, HEADER_AUTO_SUBMITTED) ||
	       (from && lexicon_has(&lexicon_notifiers, from->local));
}

/* "works.example.com" and "example.com" are one house. */
static bool
are_one_house(struct str a, struct str b)
{
	struct str host = a.len > b.len ? a : b, tail = a.len > b.len ? b : a;
	size_t lead = host.len - tail.len;

	return tail.len && str_ieq(str_from(host, lead), tail) &&
	       (!lead || host.at[lead - 1] == '.');
}

static bool
are_colleagues(const struct address *from, const struct header *h)
{
	list_each (const struct address, a, &draft_addresses(h)->list)
		if (!are_one_house(from->domain, a->domain))
			return false;
	return true;
}

static bool
is_internal(const struct draft *d)
{
	const struct address *from = draft_sender(d);

	return from && draft_recipient(d) &&
	       !lexicon_has(&lexicon_freemail, from->domain) &&
	       are_colleagues(from, d->to) &&
	       are_colleagues(from, d->cc) &&
	       are_colleagues(
		       from, headers_find(d->headers, HEADER_BCC));
}

/* "order-shipped.html", "ResetPassword.hbs": of the words of a template's
 * name. */
static bool
is_named_as_notice(struct str path)
{
	struct str name = str_from(path,
		str_rchr(path, '/') < path.len ? str_rchr(path, '/') + 1 : 0);

	for (size_t at = 0, end; at < name.len; at = end) {
		end = at + 1;
		if (!is_alpha(name.at[at]))
			continue;
		while (end < name.len && is_lower(name.at[end]))
			end++;
		if (lexicon_has(
			    &lexicon_notice_files, str_sub(name, at, end - at)))
			return true;
	}
	return false;
}

static bool
is_free_mailbox(const struct address *a)
{
	return a && lexicon_has(&lexicon_freemail, a->domain);
}

/* From one person to another, by name, with nothing to sell that has a link. */
static bool
is_private(const struct draft *d)
{
	return is_free_mailbox(draft_sender(d)) &&
	       is_free_mailbox(draft_recipient(d)) && !d->links.n &&
	       d->proses.n && d->proses.at[0].greeted_len;
}

struct chosen
preset_choose(const struct draft *d, const struct settings *s)
{
	struct chosen c = { s->preset, choose_stage(d, s), NULL };

	if (c.preset != PRESET_AUTO)
		return c;
	if (d->is_discussion) {
		c.preset = PRESET_PERSONAL;
		c.why = N_("it is a post to a discussion list");
	} else if (d->is_list) {
		c.preset = PRESET_BULK;
		c.why = N_("it offers to unsubscribe");
	} else if (says_it_goes_to_many(d)) {
		c.preset = PRESET_BULK;
		c.why = N_("its header says that it goes to many");
	} else if (d->is_reply || d->is_forward) {
		c.preset = PRESET_PERSONAL;
		c.why = N_("it answers or forwards a mail");
	} else if (is_internal(d)) {
		c.preset = PRESET_PERSONAL;
		c.why = N_("it stays inside one company");
	} else if (sent_by_a_machine(d)) {
		c.preset = PRESET_TRANSACTIONAL;
		c.why = N_("its sender is an address for notices");
	} else if (is_notice(d)) {
		c.preset = PRESET_TRANSACTIONAL;
		c.why = N_("its subject is that of a receipt or notice");
	} else if (c.stage == STAGE_TEMPLATE &&
		   is_named_as_notice(d->source->path)) {
		c.preset = PRESET_TRANSACTIONAL;
		c.why = N_("its file is named like a receipt or notice");
	} else if (is_private(d)) {
		c.preset = PRESET_PERSONAL;
		c.why = N_("one person writes to another");
	} else {
		c.preset = PRESET_OUTREACH;
		c.why = N_("it starts a conversation");
	}
	return c;
}
