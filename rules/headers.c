/*
 * headers.c - fields at the head of a mail: missing, twice, badly written, or
 * saying what they should not.
 *
 * What a field says about people is for other families. A draft that was not
 * sent lacks a Date and a Message-ID, as it should.
 */
#include "headers.h"

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
	if (!d->from && !has_field(d, HEADER_SENDER))
		no_from(c);
	if (!d->to && !d->cc && !has_field(d, HEADER_BCC) && !d->was_sent)
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
