/* nature.c - what kind of mail a draft is. */
#include "assemble.h"
#include "optout.h"

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

/* A link in a quoted newsletter does not make the answer to it one. */
static bool
has_unsubscribe_link(const struct draft *d)
{
	list_each (const struct link, l, &d->links)
		if (!l->quoted && l->where != LINK_SRC &&
			optout_of_link(l) == OPTOUT_PLAIN)
			return true;
	return false;
}

static bool
has_field(const struct draft *d, enum header_id id)
{
	return headers_find(d->headers, id) != NULL;
}

/* What list servers put into posts of their members. */
static bool
has_list_server(const struct draft *d)
{
	static const char *const names[] = { "List-Post", "Mailing-List",
		"X-BeenThere", "X-Mailman-Version" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (headers_named(d->headers, names[i]))
			return true;
	return false;
}

/* RFC 2919 3: users@lists.acme.org is <users.lists.acme.org>. */
static bool
is_named(struct str list_id, const struct address *a)
{
	struct str name = str_from(list_id, a->local.len);

	return a->local.len && a->domain.len &&
	       str_istarts(list_id, a->local) && str_starts(name, STR(".")) &&
	       str_istarts(str_from(name, 1), a->domain);
}

/* A mail to the list itself, not one that the list sends to somebody. */
static bool
is_to_list(const struct draft *d)
{
	const struct header *h = headers_find(d->headers, HEADER_LIST_ID);
	struct str s = h ? header_text(h)->s : STR_NONE;

	s = str_from(s, str_chr(s, '<') + 1);
	if (!s.len)
		return false;
	list_each (const struct address, a, &draft_addresses(d->to)->list)
		if (is_named(s, a))
			return true;
	list_each (const struct address, a, &draft_addresses(d->cc)->list)
		if (is_named(s, a))
			return true;
	return false;
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
		     optout_by_tag(d) || has_unsubscribe_link(d);
	d->is_discussion = has_list_server(d) || is_to_list(d);
	d->has_signed = is_signed_whole(d);
}
