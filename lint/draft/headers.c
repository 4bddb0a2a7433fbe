/* headers.c - a block of header fields (RFC 5322 2.2), with exact places. */
#include <string.h>

#include "../base/limits.h"
#include "date.h"
#include "encoded.h"
#include "headers.h"

enum { AHEAD = 1 * KIB };

/* First and last letter and the length tell all known names apart. A slot
 * used twice would not compile without a warning. */
#define SLOT(first, last, len) ((4 * (first) + 27 * (last) + (len)) & 127)
#define NAMED(first, last, name, id)                                           \
	[SLOT(first, last, sizeof(name) - 1)] = { STR(name), id }

static const struct {
	struct str name;
	enum header_id id;
} known[128] = {
	NAMED('s', 't', "subject", HEADER_SUBJECT),
	NAMED('f', 'm', "from", HEADER_FROM),
	NAMED('s', 'r', "sender", HEADER_SENDER),
	NAMED('r', 'o', "reply-to", HEADER_REPLY_TO),
	NAMED('t', 'o', "to", HEADER_TO),
	NAMED('c', 'c', "cc", HEADER_CC),
	NAMED('b', 'c', "bcc", HEADER_BCC),
	NAMED('d', 'e', "date", HEADER_DATE),
	NAMED('m', 'd', "message-id", HEADER_MESSAGE_ID),
	NAMED('i', 'o', "in-reply-to", HEADER_IN_REPLY_TO),
	NAMED('r', 's', "references", HEADER_REFERENCES),
	NAMED('r', 'd', "received", HEADER_RECEIVED),
	NAMED('r', 'h', "return-path", HEADER_RETURN_PATH),
	NAMED('m', 'n', "mime-version", HEADER_MIME_VERSION),
	NAMED('c', 'e', "content-type", HEADER_CONTENT_TYPE),
	NAMED('c', 'g', "content-transfer-encoding",
		HEADER_CONTENT_TRANSFER_ENCODING),
	NAMED('c', 'n', "content-disposition", HEADER_CONTENT_DISPOSITION),
	NAMED('c', 'd', "content-id", HEADER_CONTENT_ID),
	NAMED('c', 'n', "content-location", HEADER_CONTENT_LOCATION),
	NAMED('l', 'e', "list-unsubscribe", HEADER_LIST_UNSUBSCRIBE),
	NAMED('l', 't', "list-unsubscribe-post", HEADER_LIST_UNSUBSCRIBE_POST),
	NAMED('l', 'd', "list-id", HEADER_LIST_ID),
	NAMED('p', 'e', "precedence", HEADER_PRECEDENCE),
	NAMED('a', 'd', "auto-submitted", HEADER_AUTO_SUBMITTED),
	NAMED('x', 'y', "x-priority", HEADER_X_PRIORITY),
	NAMED('i', 'e', "importance", HEADER_IMPORTANCE),
	NAMED('x', 't', "x-unsent", HEADER_X_UNSENT),
	NAMED('x', 'r', "x-mailer", HEADER_X_MAILER),
	NAMED('d', 'e', "dkim-signature", HEADER_DKIM_SIGNATURE),
	NAMED('p', 'r', "preheader", HEADER_PREHEADER),
	NAMED('a', 's', "attachments", HEADER_ATTACHMENTS),
};

enum header_id
header_id_of(struct str name)
{
	if (!name.len)
		return HEADER_OTHER;
	size_t first = (uint8_t)to_lower(name.at[0]);
	size_t last = (uint8_t)to_lower(name.at[name.len - 1]);
	size_t slot = SLOT(first, last, name.len);

	if (known[slot].name.len && str_ieq(known[slot].name, name))
		return known[slot].id;
	return HEADER_OTHER;
}

bool
header_has_addresses(enum header_id id)
{
	return id == HEADER_FROM || id == HEADER_TO || id == HEADER_CC ||
	       id == HEADER_BCC || id == HEADER_REPLY_TO || id == HEADER_SENDER;
}

/* Fields that may stand once: RFC 5322 3.6, RFC 2045 3, RFC 2183 2, RFC 2369
 * 3, RFC 2919 2, RFC 8058 3.1. */
static bool
is_singleton(enum header_id id)
{
	switch (id) {
	case HEADER_OTHER:
	case HEADER_RECEIVED:
	case HEADER_RETURN_PATH:
	case HEADER_DKIM_SIGNATURE:
	case HEADER_CONTENT_LOCATION:
	case HEADER_PRECEDENCE:
	case HEADER_AUTO_SUBMITTED:
	case HEADER_X_PRIORITY:
	case HEADER_IMPORTANCE:
	case HEADER_X_UNSENT:
	case HEADER_X_MAILER:
		return false;
	default:
		return true;
	}
}

/* A line of the block: [at, end) and where the next one begins. */
struct line {
	size_t at, end, next;
};

struct reader {
	struct arena *arena;
	struct str file; /* up to where the block may reach */
	const struct part *part;
	struct defects *defects;
	struct headers *out;
	size_t lf_from, next_lf; /* no LF stands between the two */
	struct line last;	 /* that was read */
	size_t start;
	struct span ahead; /* of the file, looked at for many values */
	bool ahead_plain;  /* nothing there needs decoding */
	uint64_t seen;	   /* 1 << id of fields that may stand once */
	bool full; /* a ceiling is reached: fields are counted no more */
};

static void
note(struct reader *r, enum defect_code code, size_t at, size_t end,
	struct str detail)
{
	defect_note(r->defects, code, span_of(at, end - at), r->part, detail);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* The first LF at or after `at`. What was searched is remembered, so that a
 * file of bare CRs is not searched again for each line. */
static size_t
find_lf(struct reader *r, size_t at)
{
	if (at > r->next_lf) {
		r->next_lf = at + str_chr(str_from(r->file, at), '\n');
	} else if (at < r->lf_from) {
		struct str before = str_sub(r->file, at, r->lf_from - at);
		size_t lf = str_chr(before, '\n');
		if (lf < before.len)
			r->next_lf = at + lf;
	} else {
		return r->next_lf;
	}
	r->lf_from = at;
	return r->next_lf;
}

/* Lines end at LF, CRLF or a bare CR. */
static struct line
read_line(struct reader *r, size_t at)
{
	struct line l = { .at = at };

	if (r->last.at == at && r->last.next)
		return r->last;
	size_t lf = find_lf(r, at);

	l.end = at + str_chr(str_sub(r->file, at, lf - at), '\r');
	l.next = l.end < r->file.len ? l.end + 1 : l.end;
	if (l.end + 1 == lf && l.next < r->file.len)
		l.next++;
	r->last = l;
	return l;
}

static bool
is_blank_line(const struct reader *r, const struct line *l)
{
	size_t at = l->at;

	while (at < l->end && is_space(r->file.at[at]))
		at++;
	return at == l->end;
}

/* A field name and its colon. */
struct label {
	size_t name_end, colon;
};

/* A colon before "//" is that of a URL in running text. */
static bool
read_label(const struct reader *r, const struct line *l, struct label *label)
{
	const char *s = r->file.at;
	size_t at = l->at;

	while (at < l->end && s[at] > ' ' && s[at] < 0x7F && s[at] != ':')
		at++;
	label->name_end = at;
	while (at < l->end && is_space(s[at]))
		at++;
	label->colon = at;
	return label->name_end > l->at && at < l->end && s[at] == ':' &&
	       !(l->end - at > 2 && s[at + 1] == '/' && s[at + 2] == '/');
}

static bool
is_field(const struct reader *r, const struct line *l)
{
	struct label label;
	return read_label(r, l, &label);
}

static bool
is_known_field(const struct reader *r, const struct line *l)
{
	struct label label;

	if (!read_label(r, l, &label))
		return false;
	struct str name = str_sub(r->file, l->at, label.name_end - l->at);
	return header_id_of(name) != HEADER_OTHER ||
	       str_istarts(name, STR("x-"));
}

static bool
starts_with_space(const struct reader *r, const struct line *l)
{
	return l->at < l->end && is_space(r->file.at[l->at]);
}

/*
 * A line of blanks goes on a field (RFC 5322 4.2), unless text follows: then
 * somebody meant it to be the empty line.
 */
static bool
ends_header(struct reader *r, const struct line *l)
{
	struct line next = read_line(r, l->next);

	return next.at < next.end && !starts_with_space(r, &next) &&
	       !is_field(r, &next);
}

/* The last line of the field that begins with `first`. */
static struct line
last_line(struct reader *r, struct line first)
{
	struct line last = first;

	while (last.next < r->file.len) {
		struct line l = read_line(r, last.next);
		if (!starts_with_space(r, &l) ||
			(is_blank_line(r, &l) && ends_header(r, &l)))
			break;
		last = l;
	}
	return last;
}

static size_t
skip_blanks(struct str s, size_t at, size_t end)
{
	while (at < end && is_blank(s.at[at]))
		at++;
	return at;
}

/* Without the line end, and without lines of blanks at the end. */
static size_t
value_end(struct str s, size_t at, size_t end)
{
	size_t text = end;

	while (text > at && is_blank(s.at[text - 1]))
		text--;
	while (text < end && is_space(s.at[text]))
		text++;
	return text;
}

static void
note_duplicate(struct reader *r, const struct header *h)
{
	uint64_t bit = (uint64_t)1 << h->id;

	if (!is_singleton(h->id))
		return;
	if (r->seen & bit)
		note(r, DEFECT_HEADER_DUPLICATE, h->span.at,
			span_end(h->value_span), h->name);
	r->seen |= bit;
}

/* Most blocks need no decoding, which a look at many values at once tells. */
static bool
is_plain(struct reader *r, struct span value)
{
	uint32_t end = span_end(value);

	if (end > span_end(r->ahead)) {
		struct str s = str_sub(r->file, value.at, AHEAD);
		r->ahead = span_of(value.at, s.len);
		r->ahead_plain = encoded_is_plain(s);
	}
	return (r->ahead_plain && end <= span_end(r->ahead)) ||
	       encoded_is_plain(str_sub(r->file, value.at, value.len));
}

static void
read_value(struct reader *r, struct header *h)
{
	struct header_value *v = h->value =
		ARENA_NEW(r->arena, struct header_value);
	struct str s = str_sub(r->file, h->value_span.at, h->value_span.len);

	if (is_plain(r, h->value_span)) {
		v->text.s = s;
		v->text.part = r->part;
		v->folded = r->arena;
	} else {
		v->text = encoded_decode(r->arena, r->file, h->value_span,
			r->part, &v->literal, r->defects);
	}
}

static void
add_field(struct reader *r, const struct line *first, const struct line *last,
	const struct label *label)
{
	struct header *h = list_push(r->arena, &r->out->list);
	size_t at = skip_blanks(r->file, label->colon + 1, last->end);
	size_t end = value_end(r->file, at, last->end);

	h->name_span = span_of(first->at, label->name_end - first->at);
	h->name = str_sub(r->file, h->name_span.at, h->name_span.len);
	h->id = header_id_of(h->name);
	h->span = span_of(first->at, last->next - first->at);
	h->value_span = span_of(at, end - at);
	read_value(r, h);
	if (label->colon > label->name_end)
		note(r, DEFECT_HEADER_SPACE_COLON, label->name_end,
			label->colon, STR_NONE);
	note_duplicate(r, h);
}

/* True when the field is beyond a ceiling; said once. */
static bool
is_beyond(struct reader *r, const struct line *last)
{
	bool many = r->out->list.n >= LIMIT_HEADERS;

	if (r->full || (!many && last->next - r->start <= LIMIT_HEADER_BLOCK))
		return r->full;
	r->full = true;
	note(r, DEFECT_LIMIT, last->at, last->end,
		many ? STR("header fields") : STR("header block"));
	return true;
}

/* Reads the field that begins with `first`; returns where the next begins. */
static size_t
read_field(struct reader *r, struct line first, const struct label *label)
{
	struct line last = last_line(r, first);

	if (!is_beyond(r, &last))
		add_field(r, &first, &last, label);
	return last.next;
}

/* A line that is no field is skipped when the block plainly goes on. */
static bool
is_junk(struct reader *r, const struct line *l)
{
	if (l->at == r->start || l->next >= r->file.len)
		return false;
	struct line next = read_line(r, l->next);
	return is_known_field(r, &next);
}

static void
end_block(struct reader *r, size_t at, size_t body_at)
{
	r->out->block = span_of(r->start, at - r->start);
	r->out->body_at = (uint32_t)body_at;
}

/* The block ends at `l` without an empty line. */
static void
end_at_text(struct reader *r, const struct line *l)
{
	note(r, l->at == r->start ? DEFECT_HEADER_SYNTAX : DEFECT_NO_BLANK_LINE,
		l->at, l->end, STR_NONE);
	end_block(r, l->at, is_blank_line(r, l) ? l->next : l->at);
}

/* A line of blanks before all fields is meant as the empty line, too. */
static bool
is_empty_line(const struct reader *r, const struct line *l)
{
	return l->at == l->end || (l->at == r->start && is_blank_line(r, l));
}

static void
read_block(struct reader *r)
{
	size_t at = r->start;

	while (at < r->file.len) {
		struct line l = read_line(r, at);
		struct label label;
		if (is_empty_line(r, &l)) {
			end_block(r, l.at, l.next);
			return;
		}
		if (read_label(r, &l, &label)) {
			at = read_field(r, l, &label);
		} else if (is_junk(r, &l)) {
			note(r, DEFECT_HEADER_SYNTAX, l.at, l.end, STR_NONE);
			at = l.next;
		} else {
			end_at_text(r, &l);
			return;
		}
	}
	end_block(r, r->file.len, r->file.len);
}

/* "From " of an mbox, also quoted as ">From ", with fields below it. */
static size_t
skip_from_line(struct reader *r, size_t at)
{
	struct line l = read_line(r, at);
	struct str s = str_sub(r->file, l.at, l.end - l.at);

	if (!str_starts(s, STR("From ")) && !str_starts(s, STR(">From ")))
		return at;
	struct line next = read_line(r, l.next);
	return is_field(r, &next) ? l.next : at;
}

static size_t
skip_bom(struct str file, size_t at)
{
	bool bom = at == 0 && str_starts(file, STR("\xEF\xBB\xBF"));
	return bom ? 3 : at;
}

static void
read_addresses(struct reader *r, struct header *h)
{
	h->addresses = ARENA_NEW(r->arena, struct addresses);
	address_parse(h->addresses, r->arena, header_text(h), h->value->literal,
		r->defects);
}

static void
check_date(struct reader *r, const struct header *h)
{
	struct date d;

	if (!date_parse(&d, header_text(h)->s))
		note(r, DEFECT_DATE_SYNTAX, h->value_span.at,
			span_end(h->value_span), STR_NONE);
}

static void
complete(struct reader *r)
{
	list_each (struct header, h, &r->out->list) {
		if (header_has_addresses(h->id))
			read_addresses(r, h);
		if (h->id == HEADER_DATE)
			check_date(r, h);
	}
}

void
headers_parse(struct headers *out, struct arena *arena, struct str file,
	uint32_t at, uint32_t end, const struct part *part,
	struct defects *defects)
{
	struct reader r = { .arena = arena,
		.file = str_sub(file, 0, end),
		.part = part,
		.defects = defects,
		.out = out };

	*out = (struct headers){ 0 };
	r.start = at < r.file.len ? at : r.file.len;
	r.lf_from = r.start;
	r.next_lf = r.start + str_chr(str_from(r.file, r.start), '\n');
	r.start = skip_from_line(&r, skip_bom(r.file, r.start));
	read_block(&r);
	complete(&r);
}

const struct text *
header_text(const struct header *h)
{
	struct header_value *v = h->value;

	if (v->folded)
		v->text = encoded_unfold(
			v->folded, v->text.s, h->value_span.at, v->text.part);
	v->folded = NULL;
	return &v->text;
}

void
header_set_text(struct arena *arena, struct header *h, struct text text)
{
	h->value = ARENA_NEW(arena, struct header_value);
	h->value->text = text;
}

const struct header *
headers_find(const struct headers *h, enum header_id id)
{
	list_each (const struct header, header, &h->list)
		if (header->id == id)
			return header;
	return NULL;
}

const struct header *
headers_named(const struct headers *h, const char *name)
{
	struct str wanted = str_of(name);

	list_each (const struct header, header, &h->list)
		if (str_ieq(header->name, wanted))
			return header;
	return NULL;
}
