/* parts.c - how the parts of a mail stand beside each other. */
#include "noticed.h"

static bool
is_blank_span(const struct check *c, struct span span)
{
	struct str s = c->draft->source->bytes;
	return str_trim(str_sub(s, span.at, span.len)).len == 0;
}

static void
lost_body(struct check *c, const struct defect *d)
{
	bool missing = d->code == DEFECT_BOUNDARY_MISSING;

	if (!missing && d->code != DEFECT_BOUNDARY_NOT_FOUND)
		return;
	/* that the mail has no text is said by no_text() */
	if (d->part->attached || is_blank_span(c, d->part->body))
		return;
	struct finding *f =
		missing ? find(c, at_defect(d),
				  N_("this multipart names no boundary, so "
				     "mail programs show nothing or the raw "
				     "text"),
				  0)
			: find(c, at_defect(d),
				  N_("the boundary named here stands nowhere "
				     "below, so mail programs show nothing or "
				     "the raw text"),
				  0);
	finding_advice(f,
		N_("save the draft in your mail program once more; if a "
		   "program writes it, put the same boundary here and between "
		   "the parts"),
		0);
}

static void
unclosed(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_BOUNDARY_UNCLOSED || d->part->attached)
		return;
	const struct param *p = params_find(&d->part->type, "boundary");
	struct finding *f = find(c, at_defect(d),
		N_("the mail ends before the line that closes its parts; the "
		   "last part may be cut off"),
		0);
	finding_advice(f,
		N_("save the draft in your mail program once more; if a "
		   "program writes it, end the mail with the line --{1}--"),
		1, p ? p->text.s : STR(""));
}

static void
nested_boundary(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_BOUNDARY_AMBIGUOUS || d->part->attached)
		return;
	struct finding *f = find(c, at_defect(d),
		N_("this boundary is also the beginning of another one; some "
		   "programs end a part here, others read on"),
		0);
	finding_advice(f,
		N_("give each multipart a boundary of its own that is no "
		   "beginning of another"),
		0);
}

static void
encoded_multipart(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_MULTIPART_ENCODED || d->part->attached)
		return;
	const struct header *h = headers_find(
		&d->part->headers, HEADER_CONTENT_TRANSFER_ENCODING);
	if (!h)
		return;
	struct finding *f = find(c, at_header(h),
		N_("a multipart cannot be in {1}; some programs decode all of "
		   "it and show nothing"),
		1, str_trim(header_text(h)->s));
	finding_advice(
		f, N_("remove this line: each part names its own encoding"), 0);
	if (!d->part->first)
		return;
	finding_fix(f, FIX_SAFE, N_("remove this line"), 0);
	finding_edit(f, at_span(h->span, d->part), STR(""));
}

static void
content_type(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_CONTENT_TYPE || !d->part || d->part->attached)
		return;
	struct finding *f = find(c, at_defect(d),
		N_("\"{1}\" is no content type; mail programs show the part as "
		   "plain text"),
		1, d->part->type.value);
	finding_advice(f,
		N_("write what it is: \"text/plain; charset=utf-8\", or "
		   "\"text/html; charset=utf-8\" for a page"),
		0);
}

/*
 * What can be read in two ways.
 */

/* Without blanks around and folds in it. */
static struct str
value_of(const struct header *h)
{
	return str_trim(header_text(h)->s);
}

static bool
says_how_to_read(enum header_id id)
{
	return id == HEADER_CONTENT_TYPE ||
	       id == HEADER_CONTENT_TRANSFER_ENCODING ||
	       id == HEADER_CONTENT_DISPOSITION;
}

static void
say_two_fields(struct check *c, const struct part *p,
	const struct header *first, const struct header *second)
{
	struct finding *f = find(c, at_span(second->span, p),
		N_("{1} stands twice: some programs read this part as \"{2}\", "
		   "others as \"{3}\""),
		3, second->name, value_of(first), value_of(second));
	finding_advice(f, N_("keep the one that is right"), 0);
}

static void
find_two_fields(struct check *c, const struct part *p)
{
	list_each (const struct header, h, &p->headers.list) {
		if (!says_how_to_read(h->id))
			continue;
		const struct header *first = headers_find(&p->headers, h->id);
		if (first != h && !str_ieq(value_of(first), value_of(h)))
			say_two_fields(c, p, first, h);
	}
}

/* The raw value of a parameter without its quotes. */
static struct str
unquoted(struct str s)
{
	if (s.len > 1 && s.at[0] == '"' && s.at[s.len - 1] == '"')
		return str_sub(s, 1, s.len - 2);
	return s;
}

/* The name before the value: "boundary" of "boundary=x". */
static struct str
param_name(struct str file, struct span value)
{
	size_t end = value.at;

	while (end && (is_blank(file.at[end - 1]) || file.at[end - 1] == '='))
		end--;
	size_t at = end;
	while (at && (is_alnum(file.at[at - 1]) || file.at[at - 1] == '-' ||
			     file.at[at - 1] == '*'))
		at--;
	return str_sub(file, at, end - at);
}

static void
two_params(struct check *c, const struct defect *d)
{
	struct str file = c->draft->source->bytes;
	struct str name = param_name(file, d->span);
	char *lower = arena_cstr(c->arena, name);
	const struct param *first = params_find(&d->part->type, lower);

	if (!first || first->span.at == d->span.at)
		first = params_find(&d->part->disposition, lower);
	struct str second = unquoted(str_sub(file, d->span.at, d->span.len));
	if (!first || str_eq(first->text.s, second))
		return;
	struct finding *f = find(c, at_defect(d),
		N_("{1} stands twice: some programs read this part as \"{2}\", "
		   "others as \"{3}\""),
		3, name, first->text.s, second);
	finding_advice(f, N_("keep the one that is right"), 0);
}

static void
two_readings(struct check *c)
{
	own_parts_each(p, c->draft) find_two_fields(c, p);
	list_each (const struct defect, d, &c->draft->defects.list)
		if (d->code == DEFECT_PARAM_DUPLICATE && d->part &&
			!d->part->attached)
			two_params(c, d);
}

/*
 * What stands behind the end.
 */

/* After the line that closes the root. */
static struct span
behind_parts(const struct draft *d)
{
	const struct part *last = d->root->first;
	const struct param *p = params_find(&d->root->type, "boundary");
	struct str file = d->source->bytes;

	while (last && last->next)
		last = last->next;
	if (!last || !p || d->root->kind != PART_MULTIPART)
		return span_of(0, 0);
	size_t at = span_end(last->span), end = span_end(d->message);
	struct str line = str_sub(file, at, end - at);
	line = str_sub(line, 0, str_chr(line, '\n'));
	if (!str_starts(line, STR("--")) ||
		!str_ends(str_trim(line), STR("--")))
		return span_of(0, 0);
	at += line.len;
	struct str rest = str_sub(file, at, end - at);
	struct str text = str_trim(rest);
	return text.len ? span_of((size_t)(text.at - file.at), text.len)
			: span_of(0, 0);
}

/* The page ends with </html>; what a template or a counter adds behind it is
 * no text. */
static bool
behind_page(const struct html *h, const struct prose *p, struct where *where)
{
	const struct element *page = NULL;

	list_each (const struct element, e, &h->elements)
		if (e->tag == TAG_HTML && e->end_len)
			page = e;
	if (!page)
		return false;
	size_t end = page->end_at + page->end_len;
	list_each (const struct word, w, &p->words) {
		if (w->in_field || w->script == WORD_NUMBER)
			continue;
		struct span in_body = map_down(h->visible.map, w->at, w->len);
		if (in_body.at < end)
			continue;
		*where = in_text(&p->text, w->at, p->text.s.len - w->at);
		return true;
	}
	return false;
}

static void
say_behind(struct check *c, struct where where, const char *message)
{
	struct finding *f = find(c, where, message, 0);
	finding_advice(f, N_("move it up into the text, or remove it"), 0);
}

static void
after_end(struct check *c)
{
	struct span behind = behind_parts(c->draft);
	struct where where;

	/* lists add their footers there */
	if (behind.len && !c->draft->was_sent)
		say_behind(c, at_span(behind, c->draft->root),
			N_("text after the end of the last part, which no mail "
			   "program shows"));
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct prose, p, &c->draft->proses)
			if (p->html && p->part == h->part &&
				!p->part->attached && behind_page(h, p, &where))
				say_behind(c, where,
					N_("text after </html>, which some "
					   "mail programs drop"));
}

#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define BODY                                                                   \
	"\nDear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"

static const struct rule rows[] = {
	{
		.id = "structure/lost-body",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2046 5.1.1",
		.title = N_("parts that no mail program finds"),
		.why = N_("A multipart names the line that divides its parts. "
			  "Without that line, or without its name, the text, "
			  "the pictures and the attachments are not found, and "
			  "the reader sees an empty mail or its raw source."),
		.bad = HEAD
		"Content-Type: multipart/mixed; boundary=a1\n\n--b2\n" BODY
		"--b2--\n",
		.good = HEAD
		"Content-Type: multipart/mixed; boundary=a1\n\n--a1\n" BODY
		"--a1--\n",
		.on_defect = lost_body,
	},
	{
		.id = "structure/unclosed",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = "2.7 % of spam and 0.02 % of good mail of 2002; RFC "
			  "2046 5.1.1",
		.title = N_("mail that is cut off before its end"),
		.why = N_("The last part of a multipart is followed by a line "
			  "that closes it. Where that line is missing, the end "
			  "of the mail was lost, or a home-made mailer wrote "
			  "it."),
		.bad = HEAD "MIME-Version: 1.0\n"
			    "Content-Type: multipart/mixed; "
			    "boundary=a1\n\n--a1\n" BODY,
		.good = HEAD "MIME-Version: 1.0\n"
			     "Content-Type: multipart/mixed; "
			     "boundary=a1\n\n--a1\n" BODY "--a1--\n",
		.on_defect = unclosed,
	},
	{
		.id = "structure/nested-boundary",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = "1.5 % of spam and none of 4,150 good mails of 2002; "
			  "RFC 2046 5.1.2",
		.title = N_("boundary that is part of another one"),
		.why = N_("A boundary divides the parts of a mail. When one "
			  "begins like another, programs disagree on where a "
			  "part ends, and an attachment or half the text may "
			  "not be seen."),
		.bad = HEAD
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=a1\n\n--a1\nContent-Type: multipart/alternative; "
		"boundary=a1b\n\n--a1b\n" BODY "--a1b--\n--a1--\n",
		.good = HEAD
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=a1\n\n--a1\nContent-Type: multipart/alternative; "
		"boundary=b2\n\n--b2\n" BODY "--b2--\n--a1--\n",
		.on_defect = nested_boundary,
	},
	{
		.id = "structure/encoded-multipart",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 6.4; 0.63 % of spam and none of 4,150 good "
			  "mails of 2002",
		.title = N_("encoding of a multipart"),
		.why = N_("A multipart holds parts that are encoded each for "
			  "itself. A program that believes this line decodes "
			  "all of it, and finds no parts."),
		.bad = HEAD "MIME-Version: 1.0\nContent-Type: multipart/mixed; "
			    "boundary=a1\nContent-Transfer-Encoding: "
			    "base64\n\n--a1\n" BODY "--a1--\n",
		.good = HEAD
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=a1\nContent-Transfer-Encoding: "
		"8bit\n\n--a1\n" BODY "--a1--\n",
		.on_defect = encoded_multipart,
	},
	{
		.id = "structure/content-type",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_STANDARD,
		.source =
			"RFC 2045 5.1 and 5.2; rspamd BROKEN_CONTENT_TYPE 1.5",
		.title = N_("content type that is none"),
		.why = N_("The type has two halves with a slash between them. "
			  "What cannot be read as one is plain text for all "
			  "programs: of HTML, the reader sees the tags."),
		.bad = HEAD "Content-Type: html\n\n<p>Dear Ms. Berg,</p>\n",
		.good = HEAD "Content-Type: text/plain; charset=utf-8\n" BODY,
		.on_defect = content_type,
	},
	{
		.id = "structure/two-readings",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 5.1 and 5.2; RFC 5322 3.6; rspamd "
			  "MULTIPLE_UNIQUE_HEADERS 7",
		.title = N_("part that can be read in two ways"),
		.why = N_("Two types, two encodings or two boundaries on one "
			  "part: filters read one of them and the reader's "
			  "program another. Spam hides itself so, and servers "
			  "refuse such mail."),
		.bad = HEAD "Content-Type: text/plain; charset=utf-8\n"
			    "Content-Type: text/html; charset=utf-8\n" BODY,
		.good = HEAD "Content-Type: text/plain; charset=utf-8\n" BODY,
		.on_draft = two_readings,
	},
	{
		.id = "structure/after-end",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_MEASURED,
		.source = "text after </html>: 10.4 % of spam and 0.05 % of "
			  "good mail of 2002; RFC 2046 5.1.1",
		.title = N_("text after the end of the mail"),
		.why = N_("What stands behind the last part, or behind the end "
			  "of the page, is seen by some readers and not by "
			  "others. Spam puts words there for filters."),
		.bad = "@after-end.eml",
		.good = "@alternative.eml",
		.on_draft = after_end,
	},
};

const struct family family_parts = FAMILY("structure", N_("structure"), rows);
