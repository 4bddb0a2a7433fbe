/* part.c - what the header of a body part says about it. */
#include "part.h"

struct reading {
	struct arena *arena;
	struct str file;
	struct defects *defects;
};

#define media_starts(part, literal) str_starts((part)->media, STR(literal))

struct span
part_type_span(const struct part *p)
{
	const struct header *h = headers_find(&p->headers, HEADER_CONTENT_TYPE);
	return h ? h->value_span : span_of(p->span.at, 0);
}

static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] <= ' ' || s.at[i] == 127)
			return false;
	return s.len > 0;
}

/* RFC 2045 5.1: a type, a slash, a subtype. */
static bool
is_media(struct str s)
{
	size_t slash = str_chr(s, '/');
	return slash < s.len && is_token(str_sub(s, 0, slash)) &&
	       is_token(str_from(s, slash + 1));
}

static struct str
default_media(const struct part *p)
{
	/* RFC 2046 5.1.5 */
	if (p->parent && media_is(p->parent, "multipart/digest"))
		return STR("message/rfc822");
	return STR("text/plain"); /* RFC 2045 5.2 */
}

static void
read_type(struct reading *r, struct part *p)
{
	const struct header *h = headers_find(&p->headers, HEADER_CONTENT_TYPE);

	p->media = default_media(p);
	if (!h)
		return;
	params_parse(&p->type, r->arena, h, r->file, p, r->defects);
	if (is_media(p->type.value))
		p->media = arena_lower(r->arena, p->type.value);
	else if (str_ieq(p->type.value, STR("text")))
		p->media = STR("text/plain");
	else
		defect_note(r->defects, DEFECT_CONTENT_TYPE, h->value_span, p,
			STR_NONE);
}

static void
read_transfer(struct reading *r, struct part *p)
{
	const struct header *h =
		headers_find(&p->headers, HEADER_CONTENT_TRANSFER_ENCODING);

	p->transfer = TRANSFER_7BIT;
	if (!h)
		return;
	struct str name = str_trim(header_text(h)->s);
	name = str_trim(str_sub(name, 0, str_chr(name, ';')));
	p->transfer = transfer_named(name);
	if (p->transfer == TRANSFER_UNKNOWN)
		defect_note(r->defects, DEFECT_TRANSFER_ENCODING, h->value_span,
			p, arena_str(r->arena, name));
}

static void
read_disposition(struct reading *r, struct part *p)
{
	const struct header *h =
		headers_find(&p->headers, HEADER_CONTENT_DISPOSITION);
	if (h)
		params_parse(
			&p->disposition, r->arena, h, r->file, p, r->defects);
	h = headers_find(&p->headers, HEADER_CONTENT_ID);
	if (!h)
		return;
	struct str id = str_trim(header_text(h)->s);
	if (str_starts(id, STR("<")) && str_ends(id, STR(">")))
		id = str_sub(id, 1, id.len - 2);
	p->content_id = id;
}

/* Two fields that say how a part is read can be read in two ways. */
static void
check_twice(struct part *p)
{
	unsigned seen = 0;

	list_each (const struct header, h, &p->headers.list) {
		unsigned bit = h->id == HEADER_CONTENT_TYPE		   ? 1
			       : h->id == HEADER_CONTENT_TRANSFER_ENCODING ? 2
			       : h->id == HEADER_CONTENT_DISPOSITION	   ? 4
									   : 0;
		if (seen & bit)
			p->ambiguous = true;
		seen |= bit;
	}
}

struct str
part_file_name(const struct part *p)
{
	const struct param *name = params_find(&p->disposition, "filename");
	if (!name)
		name = params_find(&p->type, "name");
	return name ? str_trim(name->text.s) : STR_NONE;
}

static bool
is_smime(const struct part *p)
{
	return media_is(p, "application/pkcs7-mime") ||
	       media_is(p, "application/x-pkcs7-mime");
}

/* Parts that belong to the machinery of a message, not to its reader. */
static bool
is_machinery(const struct part *p)
{
	const struct part *up = p->parent;
	bool shown_instead = up && media_is(up, "multipart/alternative");
	bool security = up && (media_is(up, "multipart/signed") ||
				      media_is(up, "multipart/encrypted"));

	if (is_smime(p))
		return true;
	if (security && p != up->first)
		return true;
	if (media_is(p, "application/pgp-encrypted"))
		return true;
	return shown_instead && media_starts(p, "text/");
}

/* "name" of a text part is often only a title, as long as it is inline or
 * the whole mail. */
static bool
is_attachment(const struct part *p)
{
	struct str how = p->disposition.value;

	if (media_starts(p, "multipart/"))
		return false;
	if (str_ieq(how, STR("attachment")))
		return true;
	if (is_machinery(p))
		return false;
	if (media_starts(p, "text/"))
		return p->parent && part_file_name(p).len &&
		       !str_ieq(how, STR("inline"));
	return true;
}

static enum part_kind
kind_of(const struct part *p)
{
	if (media_starts(p, "multipart/"))
		return PART_MULTIPART;
	if (media_is(p, "message/rfc822") || media_is(p, "message/global"))
		return PART_MESSAGE;
	if (p->is_attachment)
		return PART_OTHER;
	if (media_is(p, "text/plain"))
		return PART_PLAIN;
	return media_is(p, "text/html") ? PART_HTML : PART_OTHER;
}

/* RFC 2387 3.2: the root of a multipart/related is the first part, unless
 * "start" names another. */
static bool
is_related_root(const struct part *p)
{
	const struct param *start = params_find(&p->parent->type, "start");
	struct str id = start ? str_trim(start->text.s) : STR_NONE;

	if (id.len > 2 && id.at[0] == '<')
		id = str_sub(id, 1, id.len - 2);
	return id.len ? str_eq(id, p->content_id) : p->parent->first == p;
}

static void
inherit(struct part *p)
{
	const struct part *up = p->parent;

	if (!up)
		return;
	bool message = up->kind == PART_MESSAGE;
	p->attached = up->attached || message;
	p->signed_ = up->signed_ || media_is(up, "multipart/signed");
	p->encrypted = up->encrypted || media_is(up, "multipart/encrypted");
	p->ambiguous = p->ambiguous || up->ambiguous;
	p->alternative =
		!message &&
		(up->alternative || media_is(up, "multipart/alternative"));
	p->related = !message && up->related;
	if (media_is(up, "multipart/related") && !is_related_root(p))
		p->related = true;
}

static void
mark_smime(struct part *p)
{
	const struct param *type = params_find(&p->type, "smime-type");

	if (!is_smime(p))
		return;
	p->signed_ = true;
	p->encrypted = !type || !str_istarts(type->text.s, STR("signed-data"));
}

/* As IMAP counts (RFC 9051 6.4.5): a multipart that is a whole message has
 * the number of that message. */
struct str
part_number(struct arena *arena, const struct part *p, size_t nth)
{
	const struct part *up = p->parent;
	bool multipart = p->kind == PART_MULTIPART;

	if (!up)
		return multipart ? STR("") : STR("1");
	if (up->kind == PART_MESSAGE && multipart)
		return up->number;
	if (up->number.len == 0)
		return arena_printf(arena, "%zu", nth);
	return arena_printf(arena, "%.*s.%zu", STR_ARG(up->number), nth);
}

void
part_read(struct part *p, struct arena *arena, struct str file,
	struct defects *defects)
{
	struct reading r = { arena, file, defects };

	read_type(&r, p);
	read_transfer(&r, p);
	read_disposition(&r, p);
	check_twice(p);
	inherit(p);
	mark_smime(p);
	p->is_attachment = is_attachment(p);
	p->kind = kind_of(p);
}
