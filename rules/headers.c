/*
 * headers.c - fields at the head of a mail: missing, twice, badly written, or
 * saying what they should not.
 *
 * What a field says about people is for other families. A draft that was not
 * sent lacks a Date and a Message-ID, as it should.
 */
#include "noticed.h"

static bool
is_message(const struct draft *d)
{
	return d->has_header && (d->source->kind == SOURCE_MESSAGE ||
					d->source->kind == SOURCE_MBOX);
}

static bool
has(const struct draft *d, enum header_id id)
{
	return headers_find(d->headers, id) != NULL;
}

/* A mail program fills such a draft in when it is opened. */
static bool
is_unsent(const struct draft *d)
{
	return has(d, HEADER_X_UNSENT) ||
	       headers_named(d->headers, "X-Mozilla-Draft-Info") ||
	       headers_named(d->headers, "X-Uniform-Type-Identifier");
}

/* Fields that only a program writes that has the whole mail. */
static bool
is_finished(const struct draft *d)
{
	return is_message(d) && !is_unsent(d) &&
	       (has(d, HEADER_DATE) || has(d, HEADER_MESSAGE_ID));
}

static void
no_from(struct check *c)
{
	struct finding *f = find(c, at_header_end(c),
		N_("the mail has no From field; Gmail and others refuse it"),
		0);
	finding_advice(
		f, N_("add a line \"From: Your Name <you@example.com>\""), 0);
}

static void
no_recipient(struct check *c)
{
	struct finding *f = find(c, at_header_end(c),
		N_("the mail names no recipient: there is no To, Cc or Bcc"),
		0);
	finding_advice(f,
		N_("put at least your own address into To, even when the "
		   "others are in Bcc"),
		0);
	finding_severity(f, SEVERITY_NOTE);
	finding_points(f, 2);
}

static void
missing(struct check *c)
{
	const struct draft *d = c->draft;

	if (!is_finished(d))
		return;
	if (!d->from && !has(d, HEADER_SENDER))
		no_from(c);
	if (!d->to && !d->cc && !has(d, HEADER_BCC) && !d->was_sent)
		no_recipient(c);
}

/* The field of that name before this one. */
static const struct header *
first_like(const struct headers *list, const struct header *h)
{
	list_each (const struct header, e, &list->list) {
		if (e->span.at == h->span.at)
			return NULL;
		if (e->id == h->id)
			return e;
	}
	return NULL;
}

static const struct header *
header_of(const struct defect *d)
{
	if (!d->part)
		return NULL;
	list_each (const struct header, h, &d->part->headers.list)
		if (h->span.at == d->span.at)
			return h;
	return NULL;
}

static bool
say_the_same(const struct header *a, const struct header *b)
{
	return str_eq(str_trim(header_text(a)->s), str_trim(header_text(b)->s));
}

/* Those of RFC 5322 3.6; Gmail refuses a second one. */
static bool
is_refused_twice(enum header_id id)
{
	return id != HEADER_MIME_VERSION && id <= HEADER_REFERENCES;
}

static void
duplicate(struct check *c, const struct defect *d)
{
	const struct header *h =
		d->code == DEFECT_HEADER_DUPLICATE ? header_of(d) : NULL;
	const struct header *first =
		h ? first_like(&d->part->headers, h) : NULL;

	if (!first || d->part->attached)
		return;
	bool same = say_the_same(first, h);
	/* two ways to read a part: structure/two-readings */
	if (!same && h->id >= HEADER_CONTENT_TYPE &&
		h->id <= HEADER_CONTENT_DISPOSITION)
		return;
	struct finding *f = find(c, at_defect(d),
		same ? N_("a second {1} field, which says the same")
		     : N_("a second {1} field, which says something else"),
		1, h->name);
	if (!is_refused_twice(h->id))
		finding_severity(f, SEVERITY_WARNING);
	if (!same) {
		finding_advice(f, N_("keep one of the two"), 0);
		return;
	}
	finding_fix(f, FIX_SAFE, N_("remove the second one"), 0);
	finding_edit(f, at_span(h->span, d->part), STR(""));
}

/* The first line of a part that has no empty line above its text. */
static bool
begins_part(const struct defect *d)
{
	return d->part && d->part->parent && !d->part->headers.list.n;
}

static void
junk_line(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_HEADER_SYNTAX || !is_message(c->draft) ||
		begins_part(d) || (d->part && d->part->attached))
		return;
	struct finding *f = find(c, at_defect(d),
		N_("this line in the header is no field; servers remove it or "
		   "end the header here"),
		0);
	finding_advice(f,
		N_("remove it, or begin it with a blank if it belongs to the "
		   "field above"),
		0);
}

static void
no_blank_line(struct check *c, const struct defect *d)
{
	bool part = d->code == DEFECT_HEADER_SYNTAX && begins_part(d);

	if ((d->code != DEFECT_NO_BLANK_LINE && !part) ||
		!is_message(c->draft) || (d->part && d->part->attached))
		return;
	struct finding *f = find(c, at_defect(d),
		N_("the text begins here without an empty line above it; "
		   "programs may take it for the header"),
		0);
	finding_fix(f, FIX_SAFE, N_("put an empty line above it"), 0);
	finding_edit(f, at_span(span_of(d->span.at, 0), d->part), STR("\n"));
}

static void
space_before_colon(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_HEADER_SPACE_COLON || !is_message(c->draft) ||
		(d->part && d->part->attached))
		return;
	struct finding *f = find(c, at_defect(d),
		N_("a blank before the colon; some programs do not recognise "
		   "such a field"),
		0);
	finding_fix(f, FIX_SAFE, N_("remove the blank"), 0);
	finding_edit(f, at_defect(d), STR(""));
}

static const struct header *
field_around(const struct draft *d, struct span span)
{
	list_each (const struct header, h, &d->headers->list)
		if (!h->given && h->span.at <= span.at &&
			span.at < span_end(h->span))
			return h;
	return NULL;
}

static void
raw_8bit(struct check *c)
{
	const struct defect *d =
		noticed_first(c->draft, DEFECT_HEADER_RAW_8BIT);
	const struct header *h = d ? field_around(c->draft, d->span) : NULL;

	if (!h || !is_message(c->draft))
		return;
	struct finding *f = find(c, at_header(h),
		N_("{1} holds letters beyond ASCII as bare bytes, and nothing "
		   "says in which charset"),
		1, h->name);
	finding_advice(f,
		N_("type the field anew in your mail program, which encodes "
		   "it; in a script, encode it as RFC 2047 asks: "
		   "=?utf-8?B?...?="),
		0);
}

/* Whoever types a draft by hand leaves the encoding to the mail program. */
static void
raw_utf8(struct check *c)
{
	const struct defect *d =
		noticed_first(c->draft, DEFECT_HEADER_RAW_UTF8);
	const struct header *h = d ? field_around(c->draft, d->span) : NULL;

	if (!h || !is_finished(c->draft))
		return;
	struct finding *f = find(c, at_header(h),
		N_("{1} holds letters beyond ASCII that are not encoded; not "
		   "every server takes them so"),
		1, h->name);
	finding_advice(f,
		N_("let your mail program send it; in a script, encode the "
		   "field as RFC 2047 asks: =?utf-8?B?...?="),
		0);
}

static void
damaged_word(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_ENCODED_WORD || (d->part && d->part->attached))
		return;
	struct finding *f = find(c, at_defect(d),
		str_eq(d->detail, STR("blank"))
			? N_("a blank stands inside this encoded word; many "
			     "readers see the code instead of the text")
			: N_("this encoded word is not complete; readers see "
			     "the code instead of the text"),
		0);
	finding_advice(f, N_("type the field anew in your mail program"), 0);
}

static void
split_character(struct check *c)
{
	const struct defect *d =
		noticed_first(c->draft, DEFECT_ENCODED_WORD_SPLIT);

	if (!d)
		return;
	struct finding *f = find(c, at_defect(d),
		N_("one character is split over two encoded words; some "
		   "readers see a question mark in its place"),
		0);
	finding_advice(f, N_("type the field anew in your mail program"), 0);
}

/* "filename=my file.pdf": quotes are all that it lacks. */
static bool
lacks_quotes(struct str value)
{
	return str_chr(value, ' ') < value.len && str_is_ascii(value) &&
	       str_chr(value, '"') == value.len &&
	       str_chr(value, '\\') == value.len &&
	       str_chr(value, '\n') == value.len &&
	       str_chr(value, '=') == value.len;
}

static bool
follows_equals(struct str file, struct span span)
{
	size_t at = span.at;

	while (at && is_blank(file.at[at - 1]))
		at--;
	return at && file.at[at - 1] == '=';
}

static void
parameter(struct check *c, const struct defect *d)
{
	struct str file = c->draft->source->bytes;
	struct str value = str_sub(file, d->span.at, d->span.len);

	if (d->code != DEFECT_PARAM_SYNTAX || !d->part || d->part->attached)
		return;
	if (!lacks_quotes(value) || !follows_equals(file, d->span)) {
		struct finding *f = find(c, at_defect(d),
			N_("this parameter is not well written; programs read "
			   "it in different ways"),
			0);
		finding_severity(f, SEVERITY_NOTE);
		finding_advice(f,
			N_("write name=\"value\", with a semicolon between two "
			   "of them"),
			0);
		return;
	}
	struct finding *f = find(c, at_defect(d),
		N_("a value with blanks needs quotes; some programs read only "
		   "\"{1}\""),
		1, str_sub(value, 0, str_chr(value, ' ')));
	finding_fix(f, FIX_SAFE, N_("put it between quotes"), 0);
	finding_edit(f, at_defect(d),
		arena_printf(c->arena, "\"%.*s\"", STR_ARG(value)));
}

/*
 * Dates.
 */

enum { DAY = 24 * 60 * 60 };

/* 1995-01-01 and 2100-01-01: there was hardly any MIME before the one. */
static const int64_t too_early = 788918400, too_late = 4102444800;

static bool
has_tag(struct str s)
{
	return str_has(s, STR("{{")) || str_has(s, STR("{%")) ||
	       str_has(s, STR("*|")) || str_has(s, STR("<%")) ||
	       str_has(s, STR("${")) || str_has(s, STR("%%"));
}

/* When the first server took the mail that is nearest to us; false: never. */
static bool
received_at(const struct draft *d, struct date *date)
{
	const struct header *h = headers_find(d->headers, HEADER_RECEIVED);

	if (!h)
		return false;
	struct str s = header_text(h)->s;
	size_t semicolon = str_rchr(s, ';');
	return semicolon < s.len &&
	       date_parse(date, str_trim(str_from(s, semicolon + 1)));
}

static void
say_implausible(struct check *c, const struct header *h)
{
	struct finding *f = find(c, at_header(h),
		N_("no mail was written on this day: {1}"), 1,
		str_trim(header_text(h)->s));
	finding_advice(f,
		N_("set the clock of the computer that sends the mail, or "
		   "leave the field to your mail program"),
		0);
}

static void
say_future(struct check *c, const struct header *h)
{
	struct finding *f = find(c, at_header(h),
		N_("the date is more than a day after the mail reached its "
		   "server"),
		0);
	finding_advice(f,
		N_("set the clock and the time zone of the computer that sends "
		   "the mail"),
		0);
}

static void
say_unreadable(struct check *c, const struct header *h)
{
	struct finding *f = find(c, at_header(h),
		N_("this is no date as mail programs read it: {1}"), 1,
		str_trim(header_text(h)->s));
	finding_advice(f,
		N_("write it like \"Tue, 24 Nov 2026 09:30:00 +0800\", or "
		   "remove the line: your mail program puts the date in when "
		   "it "
		   "sends"),
		0);
	if (!c->draft->was_sent)
		finding_severity(f, SEVERITY_NOTE);
}

static void
date(struct check *c)
{
	const struct header *h = headers_find(c->draft->headers, HEADER_DATE);
	struct date written = { 0 }, received;
	bool unreadable = noticed(c->draft, DEFECT_DATE_SYNTAX) > 0;

	if (!h || h->given || !is_message(c->draft) ||
		has_tag(header_text(h)->s))
		return;
	if (unreadable || !date_parse(&written, header_text(h)->s))
		say_unreadable(c, h);
	else if (written.seconds < too_early || written.seconds > too_late)
		say_implausible(c, h);
	else if (received_at(c->draft, &received) &&
		 written.seconds > received.seconds + DAY)
		say_future(c, h);
}

/*
 * Message-ID and the like.
 */

/* RFC 5322 3.6.4, as far as servers mind: <left@right>, nothing beside. */
static bool
is_message_id(struct str s)
{
	if (s.len < 5 || s.at[0] != '<' || s.at[s.len - 1] != '>')
		return false;
	struct str inner = str_sub(s, 1, s.len - 2);
	size_t at = str_rchr(inner, '@');
	if (at == 0 || at + 1 >= inner.len)
		return false;
	if (inner.at[0] == '"')
		return true;
	for (size_t i = 0; i < inner.len; i++)
		if (is_blank(inner.at[i]) || inner.at[i] == '<' ||
			inner.at[i] == '>')
			return false;
	return true;
}

static void
message_id(struct check *c)
{
	const struct header *h =
		headers_find(c->draft->headers, HEADER_MESSAGE_ID);

	if (!h || !is_message(c->draft) || has_tag(header_text(h)->s) ||
		is_message_id(str_trim(header_text(h)->s)))
		return;
	struct finding *f = find(c, at_header(h),
		N_("this Message-ID has not the form <something@your-domain>"),
		0);
	finding_advice(f,
		N_("remove the line, and let your mail program or server write "
		   "it"),
		0);
	if (is_unsent(c->draft))
		finding_severity(f, SEVERITY_NOTE);
}

static bool
says_urgent(const struct header *h)
{
	struct str s = str_trim(header_text(h)->s);

	if (h->id == HEADER_X_PRIORITY)
		return s.len && (s.at[0] == '1' || s.at[0] == '2');
	if (h->id == HEADER_IMPORTANCE)
		return str_istarts(s, STR("high"));
	if (str_ieq(h->name, STR("X-MSMail-Priority")))
		return str_istarts(s, STR("high"));
	return str_ieq(h->name, STR("Priority")) && str_ieq(s, STR("urgent"));
}

/* Programs write up to three of these fields at once. */
static void
priority(struct check *c)
{
	struct finding *f = NULL;

	list_each (const struct header, h, &c->draft->headers->list) {
		if (h->given || !says_urgent(h))
			continue;
		if (!f)
			f = find(c, at_header(h),
				N_("the mail is marked as urgent"), 0);
		finding_edit(f, at_span(h->span, NULL), STR(""));
	}
	finding_fix(f, FIX_UNSAFE, N_("remove the mark"), 0);
	finding_advice(f,
		N_("send it as a normal mail; say in the subject by when you "
		   "need what"),
		0);
}

/* What an old reader, or a strict one, would not decode. */
static bool
needs_mime(const struct part *root)
{
	const struct header *type =
		headers_find(&root->headers, HEADER_CONTENT_TYPE);

	if (root->transfer == TRANSFER_BASE64 ||
		root->transfer == TRANSFER_QUOTED_PRINTABLE)
		return true;
	return type && (root->first || str_eq(root->media, STR("text/html")));
}

static void
no_mime_version(struct check *c)
{
	const struct draft *d = c->draft;

	if (!is_message(d) || has(d, HEADER_MIME_VERSION) ||
		!needs_mime(d->root))
		return;
	struct finding *f = find(c, at_header_end(c),
		N_("\"MIME-Version: 1.0\" is missing, without which the "
		   "Content- fields mean nothing"),
		0);
	finding_fix(f, FIX_SAFE, N_("add the line \"MIME-Version: 1.0\""), 0);
	finding_add_field(f, c, STR("MIME-Version: 1.0"));
	if (is_finished(d))
		return;
	finding_severity(f, SEVERITY_NOTE);
	finding_points(f, 1);
}

/*
 * Comments: what stands in parentheses.
 */

struct comment {
	size_t at, len;
	bool nested, address;
};

/* The comment that begins at `at`, with its parentheses; up to the end of the
 * field when it has no end. */
static struct comment
comment_at(struct str s, size_t at)
{
	struct comment k = { .at = at, .len = s.len - at };
	size_t depth = 0;

	for (size_t i = at; i < s.len; i++) {
		if (s.at[i] == '\\')
			i++;
		else if (s.at[i] == '(')
			k.nested = k.nested || depth++ > 0;
		else if (s.at[i] == '@')
			k.address = true;
		else if (s.at[i] == ')' && --depth == 0) {
			k.len = i + 1 - at;
			break;
		}
	}
	return k;
}

/* Where the quoted text that begins at `at` ends. */
static size_t
past_quote(struct str s, size_t at)
{
	for (at++; at < s.len && s.at[at] != '"'; at++)
		if (s.at[at] == '\\')
			at++;
	return at < s.len ? at + 1 : s.len;
}

static void
say_comment(struct check *c, const struct header *h, struct comment k)
{
	struct finding *f = find(c, in_text(header_text(h), k.at, k.len),
		k.address ? N_("an address in parentheses: some programs pass "
			       "over it, others take it for that of {1}")
			  : N_("parentheses inside parentheses: some programs "
			       "end at the first \")\" and read the rest as "
			       "part of {1}"),
		1, h->name);
	finding_advice(f,
		N_("write the name between quotes and the address between < "
		   "and >, without parentheses"),
		0);
}

/* RFC 5322 3.2.2 lets comments nest; many readers do not know of it. */
static void
comment(struct check *c, const struct header *h)
{
	if (h->id != HEADER_FROM && h->id != HEADER_SENDER &&
		h->id != HEADER_REPLY_TO)
		return;
	struct str s = header_text(h)->s;
	/* in the text of an encoded word they are no comments */
	if (h->given || h->value->literal || str_chr(s, '(') == s.len)
		return;
	for (size_t at = 0; at < s.len;) {
		if (s.at[at] == '"') {
			at = past_quote(s, at);
			continue;
		}
		if (s.at[at] != '(') {
			at++;
			continue;
		}
		struct comment k = comment_at(s, at);
		if (k.nested || k.address) {
			say_comment(c, h, k);
			return;
		}
		at += k.len;
	}
}

/* What a server or a provider puts in, not a mail program. */
static bool
is_of_transport(const struct header *h)
{
	return h->id == HEADER_RECEIVED || h->id == HEADER_RETURN_PATH ||
	       h->id == HEADER_DKIM_SIGNATURE ||
	       str_ieq(h->name, STR("Delivered-To")) ||
	       str_ieq(h->name, STR("Authentication-Results")) ||
	       str_ieq(h->name, STR("Received-SPF")) ||
	       str_istarts(h->name, STR("ARC-"));
}

/* A received mail that was opened as new. */
static void
reused(struct check *c)
{
	struct finding *f = NULL;

	if (!is_unsent(c->draft))
		return;
	list_each (const struct header, h, &c->draft->headers->list) {
		if (h->given || !is_of_transport(h))
			continue;
		if (!f)
			f = find(c, at_header(h),
				N_("this draft still has {1} and other fields "
				   "of a mail that was sent before"),
				1, h->name);
		finding_edit(f, at_span(h->span, NULL), STR(""));
	}
	finding_fix(f, FIX_SAFE, N_("remove these fields"), 0);
	finding_advice(f,
		N_("write a new mail and copy the text into it, so that old "
		   "signatures and addresses stay behind"),
		0);
}

static void
needless_word(struct check *c, const struct header *h)
{
	struct str raw = str_sub(
		c->draft->source->bytes, h->value_span.at, h->value_span.len);

	if (h->given || !h->value->literal || !str_has(raw, STR("=?")) ||
		!str_is_ascii(header_text(h)->s))
		return;
	struct finding *f = find(c, at_header(h),
		N_("{1} is plain ASCII, and written as an encoded word"), 1,
		h->name);
	finding_advice(f, N_("write it as it is"), 0);
}

#define TO                                                                     \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define HEAD "From: Li Wei <li.wei@haoyu-valves.cn>\n" TO
#define TEXT "Dear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"
#define BODY "\n" TEXT

static const struct rule rows[] = {
	{
		.id = "headers/missing",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_REJECT,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 3.6 (From is required); Gmail sender "
			  "guidelines: one From address; rspamd MISSING_TO 2",
		.title = N_("field that a mail must have"),
		.why = N_("A mail needs a From field, and should name somebody "
			  "it is for. Date and Message-ID are put in when it "
			  "is sent, so a draft needs none."),
		.bad = "Date: Tue, 24 Nov 2026 09:30:00 +0800\n" TO BODY,
		.good = "Date: Tue, 24 Nov 2026 09:30:00 +0800\n" HEAD BODY,
		.on_draft = missing,
	},
	{
		.id = "headers/duplicate",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 10,
		.evidence = EVIDENCE_PROVIDER,
		.source =
			"Gmail sender guidelines: each field of RFC 5322 once "
			"(550 5.7.1, not RFC 5322 compliant); rspamd "
			"MULTIPLE_UNIQUE_HEADERS 7; in 1.0 % of spam and in "
			"none of 4,150 good mails of 2002",
		.title = N_("field that stands twice"),
		.why = N_("Of Subject, From, To and some other fields a mail "
			  "may have one each. With two, each program picks "
			  "another one, and Gmail refuses the mail."),
		.bad = HEAD "Subject: Drawing of the DN50 ball valve\n" BODY,
		.good = HEAD BODY,
		.on_defect = duplicate,
	},
	{
		.id = "headers/junk-line",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 2.2; rspamd BROKEN_HEADERS 10",
		.title = N_("line in the header that is no field"),
		.why = N_("Each line of a header is \"Name: value\", or begins "
			  "with a blank and goes on with the line above. At "
			  "any other line some servers end the header, and the "
			  "fields below it become text."),
		.bad = "From: Li Wei <li.wei@haoyu-valves.cn>\nsee the "
		       "attached\n" TO BODY,
		.good = HEAD BODY,
		.on_defect = junk_line,
	},
	{
		.id = "headers/no-blank-line",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 2.1 (an empty line ends the header), RFC "
			  "2046 5.1",
		.title = N_("text without an empty line above it"),
		.why = N_("The first empty line is what divides the header "
			  "from the text. Without it, the beginning of the "
			  "text may be lost."),
		.bad = HEAD TEXT,
		.good = HEAD BODY,
		.on_defect = no_blank_line,
	},
	{
		.id = "headers/space-before-colon",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 2.2; obsolete form of 4.5",
		.title = N_("blank before a colon in the header"),
		.why = N_("The name of a field ends at its colon. With a blank "
			  "between them, some programs know no such field: the "
			  "mail has no subject, or no sender."),
		.bad = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
		       "<anna.berg@nordpump.se>\nSubject : Drawing of the DN50 "
		       "ball valve\n" BODY,
		.good = HEAD BODY,
		.on_defect = space_before_colon,
	},
	{
		.id = "headers/raw-8bit",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 5,
		.evidence = EVIDENCE_MEASURED,
		.source = "2.06 % of spam and 0.19 % of good mail of 2002; "
			  "SpamAssassin SUBJ_ILLEGAL_CHARS S/O 0.886, "
			  "FROM_ILLEGAL_CHARS 1.000; RFC 5322 2.2",
		.title = N_("bare bytes of another charset in the header"),
		.why = N_("A header is ASCII; other letters stand in it in an "
			  "encoded form that names the charset. Bare bytes of "
			  "GBK or Latin-1 are shown as other letters, and "
			  "filters count them as a sign of spam."),
		.bad = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
		       "<anna.berg@nordpump.se>\nSubject: "
		       "\xC4\xFA\xBA\xC3\xA3\xAC"
		       "DN50\n" BODY,
		.good = HEAD BODY,
		.on_draft = raw_8bit,
	},
	{
		.id = "headers/raw-utf8",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 6532: only between servers that know SMTPUTF8 "
			  "(RFC 6531); SpamAssassin SUBJECT_NEEDS_ENCODING S/O "
			  "0.803",
		.title = N_("letters beyond ASCII that are not encoded"),
		.why = N_("Your mail program encodes such letters when it "
			  "sends. A script that sends the file as it stands "
			  "must do that itself, for old servers and filters "
			  "take only ASCII in a header."),
		.bad = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
		       "<anna.berg@nordpump.se>\nSubject: Caf\xC3\xA9 at "
		       "10\nDate: Tue, 24 Nov 2026 09:30:00 +0800\n" BODY,
		.good = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
			"<anna.berg@nordpump.se>\nSubject: "
			"=?utf-8?Q?Caf=C3=A9_at_10?=\nDate: Tue, 24 Nov 2026 "
			"09:30:00 +0800\n" BODY,
		.on_draft = raw_utf8,
	},
	{
		.id = "headers/damaged-word",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 5,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2047 2; SpamAssassin BAD_ENC_HEADER: 0.80 % of "
			  "spam and 0.08 % of good mail (S/O 0.913)",
		.title = N_("encoded word that is not well written"),
		.why = N_("Letters beyond ASCII stand in a header as "
			  "=?charset?B?...?=, without blanks inside. Where "
			  "that is damaged, the reader sees the code."),
		.bad = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
		       "<anna.berg@nordpump.se>\nSubject: =?utf-8?Q?Caf=C3=A9 "
		       "at 10?=\n" BODY,
		.good = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
			"<anna.berg@nordpump.se>\nSubject: "
			"=?utf-8?Q?Caf=C3=A9_at_10?=\n" BODY,
		.on_defect = damaged_word,
	},
	{
		.id = "headers/split-character",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2047 5: a word holds whole characters",
		.title = N_("character split over two encoded words"),
		.why = N_("Some programs cut a long Chinese subject after a "
			  "number of bytes, through the middle of a character. "
			  "Readers that decode each word alone show a question "
			  "mark there."),
		.bad = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
		       "<anna.berg@nordpump.se>\nSubject: "
		       "=?utf-8?B?5L2g5aU=?= =?utf-8?B?vURONTA=?=\n" BODY,
		.good = "From: Li Wei <li.wei@haoyu-valves.cn>\nTo: Anna Berg "
			"<anna.berg@nordpump.se>\nSubject: "
			"=?utf-8?B?5L2g5aW9RE41MA==?=\n" BODY,
		.on_draft = split_character,
	},
	{
		.id = "headers/parameter",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 3,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 5.1: a value with blanks or ()<>@,;:/[]?= "
			  "is quoted",
		.title = N_("parameter that is not well written"),
		.why = N_("File names and charsets are parameters of a field. "
			  "A name with blanks but without quotes ends at the "
			  "first blank for some programs, and the file arrives "
			  "without its ending."),
		.bad = "@bare-name.eml",
		.good = HEAD BODY,
		.on_defect = parameter,
	},
	{
		.id = "headers/date",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_SPAM,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = "a date that cannot be read: 4.9 % of spam and none "
			  "of 4,150 good mails of 2002; more than a day ahead: "
			  "1.7 % and 0.02 %; SpamAssassin INVALID_DATE S/O "
			  "0.946; Yahoo refuses dates out of range",
		.title = N_("date that cannot be right"),
		.why = N_("Mail programs sort by this date. One that cannot be "
			  "read, or that lies far off, puts the mail where "
			  "nobody looks, and is typical of the programs that "
			  "send spam."),
		.bad = "Date: 1970-01-01 8:00\n" HEAD BODY,
		.good = "Date: Tue, 24 Nov 2026 09:30:00 +0800\n" HEAD BODY,
		.on_draft = date,
	},
	{
		.id = "headers/message-id",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_SPAM,
		.points = 5,
		.evidence = EVIDENCE_MEASURED,
		.source = "3.9 % of spam and 0.02 % of good mail of 2002; RFC "
			  "5322 3.6.4; Gmail sender guidelines: a valid "
			  "Message-ID; rspamd INVALID_MSGID 1.7",
		.title = N_("odd form of a Message-ID"),
		.why = N_("A Message-ID looks like an address between < and >. "
			  "Servers put it in themselves; one that is made up "
			  "badly marks a home-made mailer."),
		.bad = "Message-ID: draft 7\n" HEAD BODY,
		.good = "Message-ID: <7.4f2c@haoyu-valves.cn>\n" HEAD BODY,
		.on_draft = message_id,
	},
	{
		.id = "headers/priority",
		.severity = SEVERITY_WARNING,
		.preset = { .transactional = SEVERITY_NOTE,
			.personal = SEVERITY_NOTE },
		.outcome = OUTCOME_SPAM,
		.points = 4,
		.evidence = EVIDENCE_MEASURED,
		.source = "X-Priority 1 or 2: 4.7 % of spam and 0.02 % of good "
			  "mail of 2002",
		.title = N_("mail marked as urgent"),
		.why = N_("The red mark is for colleagues who know you. From a "
			  "stranger it looks like pressure, and filters have "
			  "learnt it from spam."),
		.bad = "X-Priority: 1 (Highest)\n" HEAD BODY,
		.good = HEAD BODY,
		.on_draft = priority,
	},
	{
		.id = "headers/no-mime-version",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_SPAM,
		.points = 3,
		.evidence = EVIDENCE_MEASURED,
		.source = "4.4 % of spam and 0.05 % of good mail of 2002; RFC "
			  "2045 4; rspamd MISSING_MIME_VERSION 2",
		.title = N_("MIME-Version is missing"),
		.why = N_("A mail of several parts, in HTML or in an encoding "
			  "says \"MIME-Version: 1.0\". Strict programs show "
			  "its raw source without that line, and few but "
			  "home-made mailers leave it out."),
		.bad = HEAD "Message-ID: "
			    "<7.4f2c@haoyu-valves.cn>\nContent-Transfer-"
			    "Encoding: quoted-printable\n" BODY,
		.good = HEAD "MIME-Version: 1.0\nContent-Transfer-Encoding: "
			     "quoted-printable\n" BODY,
		.on_draft = no_mime_version,
	},
	{
		.id = "headers/comment",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 3.2.2; nested in 1 of 4,150 good mails of "
			  "2002",
		.title = N_("comment that programs read in different ways"),
		.why = N_("What stands in parentheses is a comment. Programs "
			  "differ in where it ends and whether an address in "
			  "it counts, so one reader may see another sender "
			  "than the next."),
		.bad = "From: Li Wei (sales (li@haoyu.example)) "
		       "<li.wei@haoyu-valves.cn>\n" TO BODY,
		.good = HEAD BODY,
		.on_header = comment,
	},
	{
		.id = "headers/reused",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_SPAM,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source =
			"RFC 6376 6.1 (a DKIM signature that does not match); "
			"RFC 5321 4.4",
		.title = N_("fields of another mail left in a draft"),
		.why = N_("A mail that was received and opened as new keeps "
			  "fields of its first journey: servers, signatures, "
			  "addresses. They do not fit the new mail, and tell "
			  "the reader about the old one."),
		.bad = "X-Unsent: 1\nDelivered-To: "
		       "li.wei@haoyu-valves.cn\n" HEAD BODY,
		.good = "X-Unsent: 1\n" HEAD BODY,
		.on_draft = reused,
	},
	{
		.id = "headers/needless-word",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_SPAM,
		.points = 1,
		.evidence = EVIDENCE_FOLKLORE,
		.source = "SpamAssassin FROM_EXCESS_BASE64: 0.33 % of spam and "
			  "0.37 % of good mail (S/O 0.467)",
		.title = N_("plain text written as an encoded word"),
		.why = N_("It is said that filters dislike an English subject "
			  "in base64. Counted in real mail, good senders do it "
			  "as often as spammers."),
		.bad = "maillint: --select folklore\nFrom: Li Wei "
		       "<li.wei@haoyu-valves.cn>\nTo: Anna Berg "
		       "<anna.berg@nordpump.se>\nSubject: "
		       "=?utf-8?B?RHJhd2luZyBvZiB0aGUgRE41MA==?=\n" BODY,
		.good = HEAD BODY,
		.on_header = needless_word,
	},
};

const struct family family_headers =
	FAMILY("headers", N_("header fields"), rows);
