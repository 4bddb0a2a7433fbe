/* encodings.c - bytes that are not what the header says they are. */
#include "noticed.h"

static void
nul(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_NUL)
		return;
	struct finding *f = find(c, at_defect(d),
		N_("a byte of zero stands in the text; servers refuse such a "
		   "mail, or cut it off here"),
		0);
	finding_advice(f,
		N_("delete what stands here and type it anew, or save the text "
		   "as UTF-8"),
		0);
}

/* Western text declared as ASCII or Latin is often read as meant. */
static bool
is_often_forgiven(const struct defect *d)
{
	const struct param *p = params_find(&d->part->type, "charset");
	const char *declared = p ? charset_named(str_trim(p->text.s)) : NULL;
	return declared && str_eq(str_of(declared), STR("windows-1252"));
}

static void
other_charset(struct check *c, const struct defect *d)
{
	const struct param *p = params_find(&d->part->type, "charset");
	struct str declared = p ? str_trim(p->text.s) : STR_NONE;
	struct finding *f =
		str_eq(d->detail, STR("UTF-8"))
			? find(c, at_defect(d),
				  N_("the text is UTF-8, but declared as "
				     "\"{1}\"; readers see other characters "
				     "than you wrote"),
				  1, declared)
			: find(c, at_defect(d),
				  N_("the text is not in the charset \"{1}\" "
				     "that is declared; readers see other "
				     "characters than you wrote"),
				  1, declared);
	finding_advice(
		f, N_("save the draft as UTF-8, and declare it as UTF-8"), 0);
	if (!is_often_forgiven(d))
		finding_severity(f, SEVERITY_ERROR);
}

static void
wrong_charset(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_CHARSET_WRONG || (d->part && d->part->attached))
		return;
	if (d->part && d->detail.len) {
		other_charset(c, d);
		return;
	}
	struct finding *f = find(c, at_defect(d),
		N_("bytes here are no characters of their charset; readers see "
		   "a question mark or a box"),
		0);
	finding_advice(f,
		N_("type these characters anew and save the draft as UTF-8"),
		0);
}

static void
damaged_base64(struct check *c, const struct defect *d)
{
	bool none = str_eq(d->detail, STR("text"));
	struct finding *f;

	if (none)
		f = find(c, at_defect(d),
			N_("the text is declared as base64 and is none; "
			   "readers see nothing or garbage"),
			0);
	else if (in_body(d))
		f = find(c, at_defect(d),
			N_("this is no base64, which the text around it is; "
			   "readers may see garbage from here on"),
			0);
	else
		f = find(
			c, at_defect(d), N_("this encoded word is damaged"), 0);
	finding_advice(f,
		N_("save the draft in your mail program once more; if a "
		   "program writes it, encode the text there"),
		0);
	if (!none && (!in_body(d) || str_trim(d->part->text.s).len))
		finding_severity(f, SEVERITY_WARNING);
}

static void
damaged_quoted(struct check *c, const struct defect *first)
{
	struct finding *f = find(c, at_defect(first),
		N_("\"=\" stands before what is no code in this "
		   "quoted-printable text, here and further on; readers may "
		   "see other characters"),
		0);
	finding_advice(f, N_("write =3D for each \"=\" of the text itself"), 0);
	finding_severity(f, SEVERITY_WARNING);
}

/* A stray "=" is shown as it stands. Many mean that nobody encoded the text.
 * Those of one part follow each other in the list. */
static void
damaged_encoding(struct check *c)
{
	enum { MANY = 3 };
	const struct defect *first = NULL;
	size_t n = 0;

	list_each (const struct defect, d, &c->draft->defects.list) {
		if (d->part && d->part->attached)
			continue;
		if (d->code == DEFECT_BASE64)
			damaged_base64(c, d);
		if (d->code != DEFECT_QUOTED_PRINTABLE || !in_body(d))
			continue;
		if (!first || first->part != d->part) {
			first = d;
			n = 0;
		}
		if (++n == MANY)
			damaged_quoted(c, first);
	}
}

/* Line ends and lengths are those of the wire only in a message. */
static bool
is_message(const struct check *c)
{
	enum source_kind kind = c->draft->source->kind;
	return kind == SOURCE_MESSAGE || kind == SOURCE_MBOX;
}

static void
bare_return(struct check *c)
{
	size_t n = noticed(c->draft, DEFECT_BARE_CR);

	if (!n || !is_message(c))
		return;
	struct finding *f = find(c,
		at_defect(noticed_first(c->draft, DEFECT_BARE_CR)),
		n == 1 ? N_("half a line end (CR without LF); servers refuse "
			    "such a mail or change it")
		       : N_("half a line end (CR without LF), the first of "
			    "{1}; servers refuse such a mail or change it"),
		1, arg_noticed(c, n));
	finding_advice(f,
		N_("save the file once more with line ends of one kind: Unix "
		   "(LF) or Windows (CRLF)"),
		0);
}

static void
mixed_line_ends(struct check *c)
{
	const struct defect *d =
		noticed_first(c->draft, DEFECT_MIXED_LINE_ENDS);

	if (!d || !is_message(c) || c->draft->source->kind == SOURCE_MBOX)
		return;
	struct finding *f = find(c, at_defect(d),
		N_("from here on lines end in another way than those before "
		   "(LF and CRLF in one mail)"),
		0);
	finding_advice(f,
		N_("save the file once more with line ends of one kind: Unix "
		   "(LF) or Windows (CRLF)"),
		0);
}

/* A mail program writes the mail anew when it sends it; what was built as MIME
 * goes out as it stands. */
static bool
goes_out_as_it_is(const struct draft *d)
{
	return d->was_sent ||
	       (headers_find(d->headers, HEADER_MIME_VERSION) &&
		       !headers_find(d->headers, HEADER_X_UNSENT));
}

static void
long_line(struct check *c)
{
	size_t n = noticed(c->draft, DEFECT_LONG_LINE);
	const struct defect *d = noticed_first(c->draft, DEFECT_LONG_LINE);

	if (!n || !is_message(c) || !goes_out_as_it_is(c->draft))
		return;
	struct finding *f = find(c, at_defect(d),
		n == 1 ? N_("this line has {1} bytes; a mail may have 998 in a "
			    "line, and servers refuse or cut what is longer")
		       : N_("this line has {1} bytes, and {2} lines are longer "
			    "than the 998 that a mail may have; servers refuse "
			    "or cut such lines"),
		2, arg_number(c, d->span.len), arg_noticed(c, n));
	finding_advice(f,
		N_("let the program that writes the mail encode the text as "
		   "quoted-printable or base64, which keeps lines short"),
		0);
}

/* Where the type is declared without its charset. */
static const struct header *
bare_type(const struct draft *d, const struct part *p)
{
	const struct header *h = headers_find(&p->headers, HEADER_CONTENT_TYPE);
	return h && !h->given && d->source->kind == SOURCE_MESSAGE ? h : NULL;
}

static void
missing_charset(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_CHARSET_MISSING || !d->part || d->part->attached)
		return;
	const struct header *h = bare_type(c->draft, d->part);
	if (!h)
		return;
	struct finding *f = find(c, at_header(h),
		N_("the text has characters beyond ASCII, and no charset is "
		   "named here; each mail program guesses"),
		0);
	finding_advice(f,
		N_("name it: \"text/plain; charset=utf-8\" for a text that is "
		   "saved as UTF-8"),
		0);
	struct str raw = str_sub(
		c->draft->source->bytes, d->part->body.at, d->part->body.len);
	bool readable = d->part->transfer == TRANSFER_7BIT ||
			d->part->transfer == TRANSFER_8BIT;
	if (!readable || utf8_valid(raw) < raw.len ||
		str_ends(str_trim(header_text(h)->s), STR(";")))
		return;
	finding_fix(f, FIX_SAFE, N_("name the charset UTF-8"), 0);
	finding_edit(f, at_span(span_of(span_end(h->value_span), 0), d->part),
		STR("; charset=utf-8"));
}

static void
needless_base64(struct check *c)
{
	list_each (struct part *, at, &c->draft->parts) {
		const struct part *p = *at;
		if (p->attached || p->transfer != TRANSFER_BASE64 ||
			(p->kind != PART_PLAIN && p->kind != PART_HTML) ||
			!p->text.s.len || !str_is_ascii(p->text.s))
			continue;
		const struct header *h = headers_find(
			&p->headers, HEADER_CONTENT_TRANSFER_ENCODING);
		if (!h)
			continue;
		struct finding *f = find(c, at_header(h),
			N_("plain English text that is encoded as base64"), 0);
		finding_advice(f,
			N_("7bit or quoted-printable is enough for this text"),
			0);
	}
}

#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define BODY                                                                   \
	"\nDear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"

static const struct rule rows[] = {
	{
		.id = "structure/damaged-encoding",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 6.7 and 6.8",
		.title = N_("text that is not in the encoding it declares"),
		.why = N_("A mail program decodes the text as the header says. "
			  "Where that is wrong the reader sees garbage, "
			  "nothing, or a text with holes."),
		.bad = HEAD "Content-Transfer-Encoding: base64\n" BODY,
		.good = HEAD "MIME-Version: 1.0\nContent-Transfer-Encoding: "
			     "base64\n\nRGVhciBNcy4gQmVyZywKCmhlcmUgaXMgdGhlIGR"
			     "yYXdpbmcuCgpCZXN0IHJlZ2FyZHMsCkxpIFdlaQo=\n",
		.on_draft = damaged_encoding,
	},
	{
		.id = "structure/wrong-charset",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 5,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 5.1, RFC 2046 4.1.2",
		.title = N_("text that is not in the charset it declares"),
		.why = N_("A mail program reads the bytes in the charset that "
			  "the header names. In another one, letters turn into "
			  "question marks, boxes or strings like \"Ã©\"."),
		.bad = HEAD "Content-Type: text/plain; "
			    "charset=utf-8\nContent-Transfer-Encoding: "
			    "8bit\n\nDear Ms. Berg,\n\nwe meet in the caf\xE9 "
			    "at 10.\n\nBest regards,\nLi Wei\n",
		.good = HEAD "Content-Type: text/plain; "
			     "charset=iso-8859-1\nContent-Transfer-Encoding: "
			     "8bit\n\nDear Ms. Berg,\n\nwe meet in the caf\xE9 "
			     "at 10.\n\nBest regards,\nLi Wei\n",
		.on_defect = wrong_charset,
	},
	{
		.id = "structure/zero-byte",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 4.1: NUL must not be generated",
		.title = N_("a byte of zero in the text"),
		.why = N_("Texts in UTF-16 and damaged files hold bytes of "
			  "zero. A mail must not: servers refuse it, strip the "
			  "byte or drop the rest."),
		.bad = HEAD "Content-Type: text/plain; "
			    "charset=utf-8\nContent-Transfer-Encoding: "
			    "quoted-printable\n\nDear Ms. Berg,\n\nhere "
			    "is=00the drawing.\n\nBest regards,\nLi Wei\n",
		.good = HEAD BODY,
		.on_defect = nul,
	},
	{
		.id = "structure/bare-return",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 2.3: CR and LF must only occur together; "
			  "in 8 of 1,896 spam mails and 0 of 4,150 good ones "
			  "of 2002",
		.title = N_("half a line end in a mail"),
		.why = N_("A line of a mail ends with two bytes, CR and LF. A "
			  "CR alone has been used to smuggle a second mail "
			  "into one, so many servers refuse it since 2024."),
		.bad = HEAD "\nDear Ms. Berg,\r\nhere is the\rdrawing.\n\nBest "
			    "regards,\nLi Wei\n",
		.good = HEAD BODY,
		.on_draft = bare_return,
	},
	{
		.id = "structure/mixed-line-ends",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_REJECT,
		.points = 1,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Exchange Online: 550 5.6.11 "
			  "SMTPSEND.BareLinefeedsAreIllegal",
		.title = N_("line ends of two kinds"),
		.why = N_("Mail programs make all line ends alike when they "
			  "send. A script that sends the file as it stands "
			  "passes the odd ones on, and some servers refuse "
			  "them."),
		.bad = "From: Li Wei <li.wei@haoyu-valves.cn>\r\nTo: Anna Berg "
		       "<anna.berg@nordpump.se>\r\nSubject: Drawing of the "
		       "DN50 "
		       "ball valve\r\n\r\nDear Ms. Berg,\n\nhere is the "
		       "drawing.\r\n\r\nBest regards,\r\nLi Wei\r\n",
		.good = HEAD BODY,
		.on_draft = mixed_line_ends,
	},
	{
		.id = "structure/long-line",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_REJECT,
		.points = 4,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 2.1.1: 998 characters; in 0.95 % of spam "
			  "and 0.14 % of good mail of 2002",
		.title = N_("line of more than 998 bytes"),
		.why = N_("Servers may refuse a longer line, break it in the "
			  "middle of a word or a Chinese character, or put an "
			  "exclamation mark into it."),
		.bad = "@long-line.eml",
		.good = HEAD BODY,
		.on_draft = long_line,
	},
	{
		.id = "structure/missing-charset",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 2,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2046 4.1.2: without a charset a text is "
			  "US-ASCII",
		.title = N_("text whose charset is not named"),
		.why = N_("Without a charset a mail program guesses, often "
			  "from the language of its user. Chinese and accented "
			  "letters are then shown as others."),
		.bad = HEAD "Content-Type: text/plain\n"
			    "Content-Transfer-Encoding: 8bit\n\nDear Ms. "
			    "Berg,\n\nwe meet in the caf\xC3\xA9 at "
			    "10.\n\nBest regards,\nLi Wei\n",
		.good = HEAD "Content-Type: text/plain; charset=utf-8\n"
			     "Content-Transfer-Encoding: 8bit\n\nDear Ms. "
			     "Berg,\n\nwe meet in the caf\xC3\xA9 at "
			     "10.\n\nBest regards,\nLi Wei\n",
		.on_defect = missing_charset,
	},
	{
		.id = "structure/needless-base64",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_SPAM,
		.points = 1,
		.evidence = EVIDENCE_FOLKLORE,
		.source = "SpamAssassin FROM_EXCESS_BASE64: S/O 0.467, which "
			  "is no sign of spam; many mail programs do it",
		.title = N_("plain English text in base64"),
		.why = N_("It is said that filters dislike English text in "
			  "base64, for spam used to hide in it. Today many "
			  "honest programs write all text so."),
		.bad = "maillint: --select folklore\n" HEAD
		       "MIME-Version: 1.0\nContent-Transfer-Encoding: "
		       "base64\n\nRGVhciBNcy4gQmVyZywKCmhlcmUgaXMgdGhlIGR"
		       "yYXdpbmcuCgpCZXN0IHJlZ2FyZHMsCkxpIFdlaQo=\n",
		.good = HEAD BODY,
		.on_draft = needless_base64,
	},
};

const struct family family_encodings =
	FAMILY("structure", N_("structure"), rows);
