/*
 * structure.c - drafts that could not be read, or not to their end.
 *
 * Nothing that was not checked may look like good mail.
 */
#include <string.h>

#include "noticed.h"
#include "weights.h"

/* What a file is, and how its text gets out of it. */
struct format {
	const char *name; /* as the reader notes it */
	const char *what;
	const char *advice;
};

static const char save_as_eml[] =
	N_("send the draft to yourself and save it from webmail as .eml, or "
	   "copy its text into a .txt file that begins with \"Subject:\" and "
	   "\"To:\" lines");
static const char copy_text[] =
	N_("copy the text into a .txt file that begins with \"Subject:\" and "
	   "\"To:\" lines, or paste it into your mail program and save that as "
	   ".eml");

static const struct format formats[] = {
	{ "msg",
		N_("this is an Outlook message (.msg), which cannot be read "
		   "here"),
		save_as_eml },
	{ "oft",
		N_("this is an Outlook template (.oft), which cannot be read "
		   "here"),
		save_as_eml },
	{ "tnef",
		N_("this is Outlook's winmail.dat, which cannot be read here"),
		save_as_eml },
	{ "pst",
		N_("this is an Outlook mailbox (.pst), which cannot be read "
		   "here"),
		save_as_eml },
	{ "docx",
		N_("this is a Word document (.docx), which cannot be read "
		   "here"),
		copy_text },
	{ "doc",
		N_("this is a Word document (.doc), which cannot be read here"),
		copy_text },
	{ "odt",
		N_("this is an OpenDocument text (.odt), which cannot be read "
		   "here"),
		copy_text },
	{ "rtf",
		N_("this is a rich text file (.rtf), which cannot be read "
		   "here"),
		copy_text },
	{ "pdf", N_("this is a PDF file, which cannot be read here"),
		copy_text },
	{ "webarchive", N_("this is a web archive, which cannot be read here"),
		copy_text },
	{ "UTF-32", N_("this text is in UTF-32, which cannot be read here"),
		N_("save it with the encoding UTF-8") },
};

static const struct format *
format_of(struct str name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_eq(name, str_of(formats[i].name)))
			return &formats[i];
	return NULL;
}

static void
binary(struct check *c, const struct defect *d)
{
	struct finding *f = find(c, at_defect(d),
		N_("this is no mail and no text ({1}); nothing was checked"), 1,
		d->detail);
	finding_advice(f,
		N_("to check it as an attachment, name it with --attach beside "
		   "the draft"),
		0);
}

static void
foreign_format(struct check *c, const struct defect *d)
{
	const struct format *format = format_of(d->detail);

	if (d->code == DEFECT_BINARY && !format)
		binary(c, d);
	if (d->code != DEFECT_FOREIGN_FORMAT && !format)
		return;
	if (d->code != DEFECT_FOREIGN_FORMAT && d->code != DEFECT_BINARY)
		return;
	struct finding *f =
		format ? find(c, at_defect(d), format->what, 0)
		       : find(c, at_defect(d),
				 N_("this is a file of another program ({1}), "
				    "which cannot be read here"),
				 1, d->detail);
	finding_advice(f, format ? format->advice : copy_text, 0);
}

static void
empty(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_EMPTY)
		return;
	struct finding *f =
		find(c, at_defect(d), N_("there is nothing in this draft"), 0);
	finding_advice(f,
		N_("save the draft in your mail program once more, and check "
		   "the new file"),
		0);
}

/* Beside it, bodies that hold nothing at all. */
static bool
has_words(const struct check *c)
{
	list_each (const struct prose, p, &c->draft->proses)
		if (p->words.n || p->fields.n || p->others)
			return true;
	return false;
}

static void
no_text(struct check *c)
{
	const struct draft *d = c->draft;

	if (d->source->foreign || !d->has_header || has_words(c) ||
		d->is_forward || d->has_signed)
		return;
	list_each (const struct defect, e, &d->defects.list)
		if (e->code == DEFECT_EMPTY)
			return;
	struct finding *f = find(c, at_header_end(c),
		d->attachments.n || d->htmls.n
			? N_("the mail has no text beside pictures and "
			     "attachments")
			: N_("the mail has no text"),
		0);
	finding_advice(f, N_("say in a sentence what the mail is about"), 0);
}

/* attachments/unchecked-archive says more about these. */
static bool
is_about_archive(struct str detail)
{
	return str_starts(detail, STR("archive")) ||
	       str_eq(detail, STR("libzip"));
}

/* What was too much, and what that leaves unchecked. */
static const struct {
	const char *detail;
	const char *message;
} limits[] = {
	{ "text",
		N_("not checked from here on: the text is longer than 4 MiB") },
	{ "texts", N_("not checked from here on: the texts of this mail are "
		      "longer than 8 MiB together") },
	{ "words", N_("not checked: words after the first million") },
	{ "HTML tags", N_("not checked from here on: the mail has more than "
			  "100,000 tags") },
	{ "HTML attributes",
		N_("not checked: attributes of this tag after the first 256") },
	{ "all HTML attributes",
		N_("not checked: attributes after the first 400,000 of the "
		   "mail") },
	{ "HTML attribute value",
		N_("not checked: the value of an attribute of this tag beyond "
		   "its first 64 KiB") },
	{ "style", N_("not checked: declarations of this style after the "
		      "first 256") },
	{ "links", N_("not checked: links after the first 10,000") },
	{ "merge fields",
		N_("not checked: merge fields after the first 10,000") },
	{ "attachments", N_("not checked: attachments after the first 500") },
	{ "front matter", N_("not checked from here on: the front matter is "
			     "longer than 64 KiB") },
	{ "messages", N_("not checked: messages after the first 10,000") },
	{ "rows", N_("not checked: rows after the first 5,000") },
	{ "columns", N_("not checked: cells after the first 200 of a row") },
	{ "merged drafts", N_("not checked: rows from here on, for the merged "
			      "mails are larger than 16 MiB together") },
	{ "depth", N_("not checked: parts nested deeper than 50") },
	{ "parts", N_("not checked: parts after the first 1,000") },
	{ "boundary", N_("not checked: the boundary of this multipart is "
			 "longer than 1,000 bytes") },
	{ "header block", N_("not checked: the header beyond its first MiB") },
	{ "header field",
		N_("not checked: this header field beyond its first 64 KiB") },
	{ "parameters", N_("not checked: parameters of this header field after "
			   "the first 64") },
	{ "header fields",
		N_("not checked: header fields after the first 1,000") },
	{ "addresses", N_("not checked: addresses after the first 2,000") },
	{ "comment depth", N_("not checked: comments nested deeper than 8 in "
			      "this header field") },
	{ "defects", N_("not checked from here on: more than 1,000 faults in "
			"how the draft is written") },
	{ "pattern", N_("not checked to its end: this text takes too long to "
			"search") },
	{ "encoded words", N_("not decoded: encoded words after the first 500 "
			      "of this header field") },
};

static const char *
limit_message(struct str detail)
{
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (str_eq(detail, str_of(limits[i].detail)))
			return limits[i].message;
	return N_("not checked from here on: too much of one kind ({1})");
}

static void
unknown_charset(struct check *c, const struct defect *d)
{
	struct finding *f = find(c, at_defect(d),
		N_("the charset \"{1}\" is not known, so this part was read as "
		   "it stands"),
		1, d->detail);
	finding_advice(f, N_("save the draft with the charset UTF-8"), 0);
}

static void
unknown_transfer(struct check *c, const struct defect *d)
{
	struct finding *f = find(c, at_defect(d),
		N_("the transfer encoding \"{1}\" is not known here, so this "
		   "part was read as it stands"),
		1, d->detail);
	finding_advice(f,
		N_("save the draft with the transfer encoding quoted-printable "
		   "or base64"),
		0);
}

/* Texts and links are found as everywhere else. */
static void
too_deep(struct check *c, const struct defect *d)
{
	struct finding *f = find(c, at_defect(d),
		N_("not checked from here on: what is hidden; more than 200 "
		   "elements stand inside each other"),
		0);
	finding_advice(f,
		N_("close each element that you open, or quote less of the "
		   "mails before"),
		0);
	finding_severity(f, SEVERITY_NOTE);
	finding_points(f, 0);
}

static void
not_checked(struct check *c, const struct defect *d)
{
	if (d->code == DEFECT_TRANSFER_ENCODING)
		unknown_transfer(c, d);
	if (d->code == DEFECT_CHARSET_UNKNOWN)
		unknown_charset(c, d);
	if (d->code == DEFECT_HTML_STOPPED)
		too_deep(c, d);
	if (d->code != DEFECT_LIMIT || is_about_archive(d->detail))
		return;
	struct finding *f =
		find(c, at_defect(d), limit_message(d->detail), 1, d->detail);
	finding_advice(f,
		N_("a mail of this size is refused or cut by many servers; "
		   "make it smaller, then check it again"),
		0);
}

/* The first line of PGP armour in a text that has some. */
static struct where
at_armour(const struct part *p)
{
	struct str mark = STR("-----BEGIN PGP MESSAGE");
	size_t at = str_find(p->text.s, mark);
	size_t len = at < p->text.s.len ? mark.len : 0;

	return in_text(&p->text, at, len);
}

static void
note_sealed(struct check *c, struct where where, const char *message)
{
	struct finding *f = find(c, where, message, 0);
	finding_advice(
		f, N_("check the draft before it is signed or encrypted"), 0);
}

/* S/MIME with the text inside the signature, or squeezed. */
static bool
hides_text(const struct part *p)
{
	const struct param *type = params_find(&p->type, "smime-type");
	return type && !p->is_attachment &&
	       (str_istarts(type->text.s, STR("signed-data")) ||
		       str_istarts(type->text.s, STR("compressed-data")));
}

/* One is enough: the rest is inside it. */
static void
encrypted(struct check *c)
{
	static const char is_encrypted[] =
		N_("this mail is encrypted; its text was not checked");

	list_each (struct part *, at, &c->draft->parts) {
		const struct part *p = *at;
		bool shown = p->kind == PART_PLAIN || p->kind == PART_HTML;
		bool smime = str_ends(p->media, STR("pkcs7-mime"));
		if (p->attached)
			continue;
		if (str_eq(p->media, STR("multipart/encrypted")) ||
			(smime && p->encrypted && !hides_text(p)))
			note_sealed(c, at_header_end(c), is_encrypted);
		else if (shown && p->encrypted)
			note_sealed(c, at_armour(p), is_encrypted);
		else if (smime && hides_text(p))
			note_sealed(c, at_header_end(c),
				N_("this mail is sealed by its signature; its "
				   "text was not checked"));
		else
			continue;
		return;
	}
}

static void
front_matter(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_FRONT_MATTER)
		return;
	if (str_eq(d->detail, STR("twice"))) {
		struct finding *f = find(c, at_defect(d),
			N_("this key of the front matter stands twice; only "
			   "one of the values is used"),
			0);
		finding_advice(f, N_("keep one of them"), 0);
		finding_severity(f, SEVERITY_WARNING);
		return;
	}
	struct finding *f = find(c, at_defect(d),
		N_("the front matter cannot be read as YAML here: {1}"), 1,
		d->detail);
	finding_advice(f,
		N_("put a value that holds a colon, a quote or a bracket "
		   "between quotes, and indent lines alike"),
		0);
}

#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define BODY                                                                   \
	"\nDear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"

static const struct rule rows[] = {
	{
		.id = "structure/foreign-format",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("file that cannot be read as a mail"),
		.why = N_("The file is of a kind that only its own program "
			  "reads. Nothing in it was checked."),
		.bad = "{\\rtf1\\ansi Dear Ms. Berg,}\n",
		.good = HEAD BODY,
		.on_defect = foreign_format,
	},
	{
		.id = "structure/empty",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("empty draft"),
		.why = N_("The file holds no mail. Perhaps it was not saved "
			  "yet."),
		.bad = "\n\n",
		.good = HEAD BODY,
		.on_defect = empty,
	},
	{
		.id = "structure/no-text",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.outcome = OUTCOME_SPAM,
		.points = FITTED_structure_no_text,
		.evidence = EVIDENCE_MEASURED,
		.source = "SpamAssassin HTML_IMAGE_ONLY_04: 4.49 % of spam and "
			  "0.044 % of good mail (S/O 0.990); Exchange Online "
			  "ASF: empty messages",
		.title = N_("mail without text"),
		.why = N_("A mail that is only a picture, an attachment or "
			  "nothing at all is what spam does to hide its words. "
			  "Readers without pictures see a blank page."),
		.bad = HEAD "\n\n",
		.good = HEAD BODY,
		.on_draft = no_text,
	},
	{
		.id = "structure/not-checked",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 5,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("part of the draft that was not checked"),
		.why = N_("maillint reads within limits, so that no draft can "
			  "make it hang. Beyond this place nothing was "
			  "checked, which does not mean that all is well."),
		.bad = HEAD
		"Content-Type: text/plain; "
		"charset=x-no-such-charset\nContent-Transfer-Encoding: "
		"8bit\n\n\xE9t\xE9 \xB7\xB7\xB7 Dear Ms. Berg\n",
		.good = HEAD BODY,
		.on_defect = not_checked,
	},
	{
		.id = "structure/encrypted",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("mail whose text cannot be read here"),
		.why = N_("An encrypted text is only for the reader's eyes. "
			  "maillint saw the header and no more, which does not "
			  "mean that all is well."),
		.bad = HEAD "\n-----BEGIN PGP "
			    "MESSAGE-----\n\nhQEMA1P0v0aPvv0xAQf+\n=aJ4b\n-----"
			    "END PGP MESSAGE-----\n",
		.good = HEAD BODY,
		.on_draft = encrypted,
	},
	{
		.id = "structure/front-matter",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 5,
		.evidence = EVIDENCE_STANDARD,
		.source = "YAML 1.2.2 3.2.1.1 (keys are unique) and 7.3.3 (a "
			  "plain value holds no \": \")",
		.title = N_("front matter that is no YAML"),
		.why = N_(
			"The program that sends the mail reads its subject and "
			"its addresses from the front matter. What it cannot "
			"read it refuses, or takes for something else."),
		.bad = "maillint: --path draft.md\n---\nsubject: Drawing: the "
		       "DN50 ball valve\nto: anna.berg@nordpump.se\n---\nDear "
		       "Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi "
		       "Wei\n",
		.good = "maillint: --path draft.md\n---\nsubject: \"Drawing: "
			"the DN50 ball valve\"\nto: "
			"anna.berg@nordpump.se\n---\nDear Ms. Berg,\n\nhere is "
			"the drawing.\n\nBest regards,\nLi Wei\n",
		.on_defect = front_matter,
	},
};

const struct family family_structure =
	FAMILY("structure", N_("structure"), rows);
