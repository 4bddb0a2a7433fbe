/*
 * stamps.c - what programs put on a mail: date, number, rank, version, and
 * the traces of an earlier journey.
 */
#include "headers.h"

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

/* Most fields are of no interest here, and need not be unfolded. */
static bool
says_urgent(const struct header *h)
{
	bool microsoft = str_ieq(h->name, STR("X-MSMail-Priority"));
	bool plain = str_ieq(h->name, STR("Priority"));

	if (h->id != HEADER_X_PRIORITY && h->id != HEADER_IMPORTANCE &&
		!microsoft && !plain)
		return false;
	struct str s = str_trim(header_text(h)->s);
	if (h->id == HEADER_X_PRIORITY)
		return s.len && (s.at[0] == '1' || s.at[0] == '2');
	return plain ? str_ieq(s, STR("urgent")) : str_istarts(s, STR("high"));
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

	if (!is_message(d) || has_field(d, HEADER_MIME_VERSION) ||
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

#define TO                                                                     \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define HEAD "From: Li Wei <li.wei@haoyu-valves.cn>\n" TO
#define TEXT "Dear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"
#define BODY "\n" TEXT

static const struct rule rows[] = {
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
};

const struct family family_stamps =
	FAMILY("headers", N_("header fields"), rows);
