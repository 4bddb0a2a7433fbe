/* nature.c - what kind of mail a draft is. */
#include "assemble.h"

/* Fields that a draft gets only on its way (RFC 5321 4.4, RFC 6376, RFC 8617,
 * and what providers add). */
static bool
is_transport(const struct header *h)
{
	static const struct str names[] = { STR("delivered-to"),
		STR("authentication-results"), STR("x-received"),
		STR("arc-seal"), STR("x-originating-ip"), STR("received-spf"),
		STR("x-qq-mid"), STR("x-qq-sendsize"), STR("x-qq-feat"),
		STR("x-qq-spam"), STR("x-coremail-antispam") };

	if (h->id == HEADER_RECEIVED || h->id == HEADER_RETURN_PATH ||
		h->id == HEADER_DKIM_SIGNATURE)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_ieq(h->name, names[i]))
			return true;
	return false;
}

/* What mail programs put into a draft; it may have a Message-ID too. */
static bool
is_draft_mark(const struct header *h)
{
	return h->id == HEADER_X_UNSENT ||
	       str_istarts(h->name, STR("x-mozilla-draft-info")) ||
	       str_istarts(h->name, STR("x-uniform-type-identifier"));
}

static bool
has_transport(const struct draft *d)
{
	list_each (const struct header, h, &d->root->headers.list)
		if (is_transport(h))
			return true;
	return false;
}

static bool
has_draft_mark(const struct draft *d)
{
	list_each (const struct header, h, &d->root->headers.list)
		if (is_draft_mark(h))
			return true;
	return false;
}

static bool
to_equals_from(const struct draft *d)
{
	const struct addresses *to = draft_addresses(d->to);
	const struct addresses *from = draft_addresses(d->from);

	return to->list.n == 1 && from->list.n >= 1 &&
	       to->list.at[0].spec.len > 0 &&
	       str_ieq(to->list.at[0].spec, from->list.at[0].spec);
}

static bool
has_quoted_block(const struct draft *d)
{
	list_each (const struct prose, p, &d->proses)
		list_each (const struct block, b, &p->blocks)
			if (b->kind == BLOCK_QUOTED)
				return true;
	return false;
}

static bool
has_attached_message(const struct draft *d)
{
	list_each (const struct attachment, a, &d->attachments)
		if (a->message)
			return true;
	return false;
}

static bool
subject_says_forward(const struct draft *d)
{
	static const struct str marks[] = { STR("fw:"), STR("fwd:"),
		STR("转发"), STR("轉寄"), STR("轉發"), STR("wg:"), STR("rv:"),
		STR("tr:"), STR("i:") };
	struct str s =
		d->subject ? str_trim(header_text(d->subject)->s) : STR_NONE;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_istarts(s, marks[i]))
			return true;
	return false;
}

static bool
begins_unsubscribe(struct str s)
{
	static const struct str words[] = { STR("unsubscrib"), STR("opt-out"),
		STR("optout"), STR("abmelden"), STR("désabonn"),
		STR("desabonn"), STR("darse de baja"), STR("cancelar la sus"),
		STR("退订"), STR("退訂"), STR("取消订阅"), STR("取消訂閱"),
		STR("配信停止") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_istarts(s, words[i]))
			return true;
	return false;
}

/* The first two bytes tell most other words apart. */
static bool
may_begin_unsubscribe(char first, char second)
{
	second = to_lower(second);
	switch (to_lower(first)) {
	case 'u':
		return second == 'n';
	case 'o':
		return second == 'p';
	case 'a':
		return second == 'b';
	case 'd':
		return second == 'e' || second == 'a' || second == '\xC3';
	case 'c':
		return second == 'a';
	default: /* in Chinese and Japanese */
		return first == '\xE5' || first == '\xE9';
	}
}

static bool
says_unsubscribe(struct str s)
{
	for (size_t i = 0; i + 1 < s.len; i++)
		if (may_begin_unsubscribe(s.at[i], s.at[i + 1]) &&
			begins_unsubscribe(str_from(s, i)))
			return true;
	return false;
}

static bool
link_says_unsubscribe(const struct link *l)
{
	bool shown = l->label.at == l->href.at; /* the URL is its own label */
	return says_unsubscribe(l->href) ||
	       (!shown && says_unsubscribe(l->label));
}

/* A link in a quoted newsletter does not make the answer to it one. */
static bool
has_unsubscribe_link(const struct draft *d)
{
	list_each (const struct link, l, &d->links)
		if (!l->quoted && l->where != LINK_SRC &&
			link_says_unsubscribe(l))
			return true;
	return false;
}

static bool
has_unsubscribe_field(const struct draft *d)
{
	list_each (const struct field, f, &d->fields)
		if (f->unsubscribe)
			return true;
	return false;
}

static bool
has_field(const struct draft *d, enum header_id id)
{
	return headers_find(d->headers, id) != NULL;
}

static bool
is_signed_whole(const struct draft *d)
{
	const struct part *p = d->root->first ? d->root->first : d->root;

	if (d->root->kind == PART_MESSAGE)
		p = d->root;
	if (p->signed_ || p->encrypted)
		return true;
	return d->proses.n && (d->proses.at[0].part->signed_ ||
				      d->proses.at[0].part->encrypted);
}

void
draft_find_nature(struct draft *d)
{
	bool quoted = has_quoted_block(d);
	bool forward = subject_says_forward(d);
	bool marked = has_draft_mark(d);

	d->was_sent = has_transport(d);
	d->draft_mark = marked;
	d->self_copy = to_equals_from(d) &&
		       (d->was_sent || (has_field(d, HEADER_MESSAGE_ID) &&
					       !marked));
	d->is_forward = forward && (quoted || has_attached_message(d));
	d->is_reply = has_field(d, HEADER_IN_REPLY_TO) ||
		      has_field(d, HEADER_REFERENCES) || (quoted && !forward);
	d->is_list = has_field(d, HEADER_LIST_UNSUBSCRIBE) ||
		     has_unsubscribe_field(d) || has_unsubscribe_link(d);
	d->has_signed = is_signed_whole(d);
}
