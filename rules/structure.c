/*
 * structure.c - drafts that could not be read, or not to their end.
 *
 * Nothing that was not checked may look like good mail.
 */
#include <string.h>

#include "rules.h"

static struct where
at_defect(const struct defect *d)
{
	return at_span(d->span, d->part);
}

/* What a file is, and how its text gets out of it. */
struct format {
	const char *name; /* as the reader notes it */
	const char *what;
	const char *advice;
};

static const char save_as_eml[] = N_(
	"send the draft to yourself and save it from webmail as .eml, or copy its text into a .txt file that begins with \"Subject:\" and \"To:\" lines");
static const char copy_text[] = N_(
	"copy the text into a .txt file that begins with \"Subject:\" and \"To:\" lines, or paste it into your mail program and save that as .eml");

static const struct format formats[] = {
	{ "msg", N_("this is an Outlook message (.msg), which cannot be read here"), save_as_eml },
	{ "oft", N_("this is an Outlook template (.oft), which cannot be read here"), save_as_eml },
	{ "tnef", N_("this is Outlook's winmail.dat, which cannot be read here"), save_as_eml },
	{ "pst", N_("this is an Outlook mailbox (.pst), which cannot be read here"), save_as_eml },
	{ "docx", N_("this is a Word document (.docx), which cannot be read here"), copy_text },
	{ "doc", N_("this is a Word document (.doc), which cannot be read here"), copy_text },
	{ "odt", N_("this is an OpenDocument text (.odt), which cannot be read here"), copy_text },
	{ "rtf", N_("this is a rich text file (.rtf), which cannot be read here"), copy_text },
	{ "pdf", N_("this is a PDF file, which cannot be read here"), copy_text },
	{ "webarchive", N_("this is a web archive, which cannot be read here"), copy_text },
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
		N_("to check it as an attachment, name it with --attach beside the draft"),
		0);
}

static void
foreign_format(struct check *c, const struct defect *d)
{
	const struct format *format = format_of(d->detail);

	if (d->code == DEFECT_BINARY)
		binary(c, d);
	if (d->code != DEFECT_FOREIGN_FORMAT)
		return;
	struct finding *f = format
		? find(c, at_defect(d), format->what, 0)
		: find(c, at_defect(d), N_("this is a file of another program ({1}), which cannot be read here"),
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
		N_("save the draft in your mail program once more, and check the new file"),
		0);
}

/* Beside it, bodies that hold nothing at all. */
static bool
has_words(const struct check *c)
{
	list_each (const struct prose, p, &c->draft->proses)
		if (p->words.n || p->fields.n)
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
			? N_("the mail has no text beside pictures and attachments")
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
	{ "text", N_("not checked from here on: the text is longer than 4 MiB") },
	{ "words", N_("not checked: words after the first million") },
	{ "HTML tags", N_("not checked from here on: the page has more than 100,000 tags") },
	{ "HTML attributes", N_("not checked: attributes of this tag after the first 256") },
	{ "links", N_("not checked: links after the first 10,000") },
	{ "merge fields", N_("not checked: merge fields after the first 10,000") },
	{ "attachments", N_("not checked: attachments after the first 500") },
	{ "messages", N_("not checked: messages after the first 10,000") },
	{ "depth", N_("not checked: parts nested deeper than 50") },
	{ "parts", N_("not checked: parts after the first 1,000") },
	{ "boundary", N_("not checked: the boundary of this multipart is longer than 1,000 bytes") },
	{ "header block", N_("not checked: the header beyond its first MiB") },
	{ "header field", N_("not checked: this header field beyond its first 64 KiB") },
	{ "parameters", N_("not checked: parameters of this header field after the first 64") },
	{ "header fields", N_("not checked: header fields after the first 1,000") },
	{ "addresses", N_("not checked: addresses after the first 2,000") },
	{ "comment depth", N_("not checked: comments nested deeper than 8 in this header field") },
	{ "encoded words", N_("not decoded: encoded words after the first 500 of this header field") },
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
		N_("the charset \"{1}\" is not known, so this part was read as it stands"),
		1, d->detail);
	finding_advice(f, N_("save the draft with the charset UTF-8"), 0);
}

static void
not_checked(struct check *c, const struct defect *d)
{
	if (d->code == DEFECT_CHARSET_UNKNOWN)
		unknown_charset(c, d);
	if (d->code != DEFECT_LIMIT || is_about_archive(d->detail))
		return;
	struct finding *f =
		find(c, at_defect(d), limit_message(d->detail), 1, d->detail);
	finding_advice(f,
		N_("a mail of this size is refused or cut by many servers; make it smaller, then check it again"),
		0);
}

#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define BODY "\nDear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"

static const struct rule rows[] = {
	{
		.id = "structure/foreign-format",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("file that cannot be read as a mail"),
		.why = N_("The file is of a kind that only its own program reads. Nothing in it was checked."),
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
		.why = N_("The file holds no mail. Perhaps it was not saved yet."),
		.bad = "\n\n",
		.good = HEAD BODY,
		.on_defect = empty,
	},
	{
		.id = "structure/no-text",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.outcome = OUTCOME_SPAM,
		.points = 12,
		.evidence = EVIDENCE_MEASURED,
		.source = "SpamAssassin HTML_IMAGE_ONLY_04: 4.49 % of spam and 0.044 % of good mail (S/O 0.990); Exchange Online ASF: empty messages",
		.title = N_("mail without text"),
		.why = N_("A mail that is only a picture, an attachment or nothing at all is what spam does to hide its words. Readers without pictures see a blank page."),
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
		.why = N_("maillint reads within limits, so that no draft can make it hang. Beyond this place nothing was checked, which does not mean that all is well."),
		.bad = HEAD "Content-Type: text/plain; charset=x-no-such-charset\nContent-Transfer-Encoding: 8bit\n\n\xE9t\xE9 \xB7\xB7\xB7 Dear Ms. Berg\n",
		.good = HEAD BODY,
		.on_defect = not_checked,
	},
};

const struct family family_structure =
	FAMILY("structure", N_("structure"), rows);
