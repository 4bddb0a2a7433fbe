/*
 * sender.c - does the reader see who writes, and can the reader answer?
 */
#include <string.h>

#include "display.h"
#include "weights.h"

static bool
is_whole(const struct address *a)
{
	return a && !a->field && !a->broken && a->domain.len > 0;
}

static bool
is_free(struct str domain)
{
	return lexicon_has(&lexicon_freemail, domain);
}

static const struct address *
first_of(const struct header *h)
{
	const struct addresses *list = draft_addresses(h);
	return list->list.n ? &list->list.at[0] : NULL;
}

static struct where
at_first(const struct header *h)
{
	const struct address *a = first_of(h);

	return a && a->spec_len ? in_text(draft_addresses(h)->text, a->spec_at,
					  a->spec_len)
				: at_header(h);
}

/* A draft gets its From when it is sent. */
static void
missing(struct check *c)
{
	if (c->draft->from || !c->draft->was_sent)
		return;
	struct finding *f =
		find(c, at_header_end(c), N_("no From says who wrote this"), 0);
	finding_advice(f, N_("add From: Name <address>"), 0);
}

static void
broken(struct check *c, const struct header *h, const struct address *a)
{
	if ((h->id != HEADER_FROM && h->id != HEADER_REPLY_TO) || !a->broken ||
		c->draft->was_sent)
		return;
	const struct text *text = draft_addresses(h)->text;
	struct where w = a->spec_len ? in_text(text, a->spec_at, a->spec_len)
				     : in_text(text, a->at, a->len);
	struct str shown = str_sub(text->s, w.at, w.len);
	struct str meant = slip_address(c->arena, shown);
	if (!meant.len && c->draft->source->kind != SOURCE_MESSAGE &&
		str_chr(shown, '@') == shown.len)
		return;
	struct finding *f = find(c, w, N_("\"{1}\" is no mail address"), 1,
		str_sub(shown, 0, 80));
	if (!meant.len) {
		if (!a->spec_len)
			finding_severity(f, SEVERITY_WARNING);
		finding_advice(f,
			N_("write it like this: Li Wei "
			   "<li.wei@haoyu-valves.cn>"),
			0);
		return;
	}
	finding_fix(f, FIX_UNSAFE, N_("write {1}"), 1, meant);
	finding_edit(f, w, meant);
}

static void
several(struct check *c)
{
	const struct draft *d = c->draft;
	size_t n = draft_addresses(d->from)->list.n;

	if (n < 2 || headers_find(d->headers, HEADER_SENDER))
		return;
	struct finding *f =
		find(c, at_header(d->from), N_("{1} addresses stand in From"),
			1, arg_number(c, (int64_t)n));
	finding_advice(f,
		N_("leave one in From, and put the others into Cc or Reply-To"),
		0);
}

/* Where numbers are what mailboxes are called. */
static bool
gives_numbers(struct str domain)
{
	static const char *const domains[] = { "qq.com", "vip.qq.com",
		"163.com", "126.com", "139.com", "189.cn", "wo.cn", "wo.com.cn",
		"yeah.net", "foxmail.com", "sina.com", "sina.cn", "sohu.com",
		"21cn.com", "aliyun.com", "naver.com", "mail.ru", NULL };

	for (const char *const *d = domains; *d; d++)
		if (str_ieq(domain, str_of(*d)))
			return true;
	return false;
}

enum {
	PLAIN_MOST = 30,
	HEX_LEAST = 10,
	CONSONANTS_LEAST = 7,
	TURNS_LEAST = 5,
	DIGITS_LEAST = 4
};

static bool
is_vowel(char c)
{
	return strchr("aeiouy", to_lower(c)) != NULL && c;
}

/* What tells letters that nobody chose from those of a name. */
struct pattern_of_local {
	size_t hex, digits, letters;
	size_t turns;	   /* from letter to digit and back */
	size_t consonants; /* the longest run */
	size_t first_digits;
};

static struct pattern_of_local
pattern_of(struct str s)
{
	struct pattern_of_local p = { 0 };
	size_t run = 0;

	for (size_t i = 0; i < s.len; i++) {
		char ch = s.at[i];
		p.hex += hex_value(ch) >= 0;
		p.digits += is_digit(ch);
		p.letters += is_alpha(ch);
		p.turns += i && is_digit(ch) != is_digit(s.at[i - 1]) &&
			   is_alnum(ch) && is_alnum(s.at[i - 1]);
		run = is_alpha(ch) && !is_vowel(ch) ? run + 1 : 0;
		if (run > p.consonants)
			p.consonants = run;
		p.first_digits += p.digits == i + 1;
	}
	return p;
}

/* What counts mails or readers behind a "+", "#" or "=" is no name. */
static bool
is_plain(struct str local)
{
	for (size_t i = 0; i < local.len; i++)
		if (!is_alnum(local.at[i]) && !strchr(".-_", local.at[i]))
			return false;
	return local.len <= PLAIN_MOST;
}

static bool
looks_random(const struct address *a)
{
	struct pattern_of_local p = pattern_of(a->local);

	if (!is_plain(a->local) || gives_numbers(a->domain))
		return false;
	if (p.hex == a->local.len && p.hex >= HEX_LEAST && p.turns >= 3)
		return true;
	return p.consonants >= CONSONANTS_LEAST || p.turns >= TURNS_LEAST ||
	       p.first_digits >= DIGITS_LEAST;
}

static void
random_local(struct check *c, const struct header *h, const struct address *a)
{
	if (!display_is_author(h, a) || !looks_random(a))
		return;
	struct finding *f = find(c, at_first(h),
		N_("\"{1}\" looks as if a program had made it up"), 1,
		a->local);
	finding_advice(f,
		N_("write from an address with your name: li.wei@ and your "
		   "domain"),
		0);
}

/* Who writes and where answers go, when both are known. */
struct answer {
	const struct address *from, *to;
};

static bool
has_answer(const struct check *c, struct answer *a)
{
	a->from = draft_sender(c->draft);
	a->to = first_of(c->draft->reply_to);
	return is_whole(a->from) && is_whole(a->to) &&
	       !str_ieq(a->from->spec, a->to->spec);
}

static bool
same_name(const struct answer *a)
{
	return str_ieq(a->from->local, a->to->local);
}

static void
advise_answer(struct finding *f)
{
	finding_advice(f,
		N_("take the line out, or put an address of your own domain "
		   "there"),
		0);
}

static bool
is_alike(struct str a, struct str b)
{
	return a.len && b.len && (str_ihas(a, b) || str_ihas(b, a));
}

/* Answers to a mailing list go to all that are on it. */
static bool
is_recipient(const struct check *c, const struct address *than)
{
	const struct header *fields[] = { c->draft->to, c->draft->cc };

	for (size_t i = 0; i < 2; i++)
		list_each (const struct address, a,
			&draft_addresses(fields[i])->list)
			if (str_ieq(a->spec, than->spec))
				return true;
	return false;
}

static void
reply_elsewhere(struct check *c)
{
	struct answer a;

	if (!has_answer(c, &a) || is_free(a.to->domain) ||
		is_free(a.from->domain) || c->draft->was_sent ||
		is_recipient(c, a.to) ||
		is_alike(display_company(c, a.from->domain),
			display_company(c, a.to->domain)))
		return;
	struct finding *f = find(c, at_first(c->draft->reply_to),
		N_("answers go to {1}, while the mail comes from {2}"), 2,
		a.to->domain, a.from->domain);
	advise_answer(f);
}

static void
reply_free(struct check *c)
{
	struct answer a;

	if (!has_answer(c, &a) || !is_free(a.to->domain) ||
		is_free(a.from->domain))
		return;
	struct finding *f = find(c, at_first(c->draft->reply_to),
		N_("answers go to a free mailbox, {1}, while the mail comes "
		   "from {2}"),
		2, a.to->spec, a.from->domain);
	advise_answer(f);
}

static void
reply_other_mailbox(struct check *c)
{
	struct answer a;

	if (!has_answer(c, &a) || !is_free(a.to->domain) ||
		!is_free(a.from->domain) || same_name(&a))
		return;
	struct finding *f = find(c, at_first(c->draft->reply_to),
		N_("answers go to another free mailbox, {1}"), 1, a.to->spec);
	finding_advice(f, N_("write from the mailbox that you answer from"), 0);
}

/* A mailing list takes the answers to its own mails; a person does not. */
static bool
is_person(const struct address *a)
{
	struct str words[3];
	size_t n = address_words(a->local, words, 3);

	return n == 2 && str_chr(a->local, '.') < a->local.len && a->name.len &&
	       str_ihas(a->name, words[0]) && str_ihas(a->name, words[1]);
}

static void
reply_to_reader(struct check *c)
{
	const struct address *to = draft_recipient(c->draft);
	const struct address *reply = first_of(c->draft->reply_to);
	const struct address *from = draft_sender(c->draft);

	if (!is_whole(to) || !is_whole(reply) ||
		!str_ieq(to->spec, reply->spec) || !is_person(to) ||
		(from && str_ieq(from->spec, to->spec)))
		return;
	struct finding *f = find(c, at_first(c->draft->reply_to),
		N_("whoever answers this mail writes to {1}, the reader"), 1,
		reply->spec);
	finding_advice(f, N_("put your own address there"), 0);
}

static bool
is_no_reply(struct str local)
{
	static const struct str names[] = { STR("noreply"), STR("no-reply"),
		STR("no_reply"), STR("no.reply"), STR("donotreply"),
		STR("do-not-reply"), STR("do_not_reply"), STR("dontreply") };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_ieq(local, names[i]))
			return true;
	return false;
}

/* Only what asks for an answer by mail: "contact us" may mean the site. */
static bool
asks_for_answer(struct str s)
{
	static const struct str phrases[] = { STR("hear from you"),
		STR("your reply"), STR("please reply"), STR("reply to this"),
		STR("just reply"), STR("your answer"), STR("hit reply"),
		STR("您的回复"), STR("请回复"), STR("盼复"), STR("回复本邮件"),
		STR("期待回复"), STR("敬请回复"), STR("静候佳音") };

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (str_ihas(s, phrases[i]))
			return true;
	return false;
}

static bool
refuses_answer(struct str s)
{
	static const struct str phrases[] = { STR("do not reply"),
		STR("don't reply"), STR("not monitored"), STR("unmonitored"),
		STR("please reply to the"), STR("cannot be answered"),
		STR("cannot reply"), STR("请勿回复"), STR("请勿直接回复"),
		STR("不要回复") };

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (str_ihas(s, phrases[i]))
			return true;
	return false;
}

static bool
author_says(const struct draft *d, bool (*says)(struct str s))
{
	list_each (const struct prose, p, &d->proses)
		list_each (const struct block, b, &p->blocks)
			if (b->kind != BLOCK_QUOTED &&
				says(str_sub(p->text.s, b->at, b->len)))
				return true;
	return false;
}

static bool
wants_answer(const struct check *c)
{
	if (author_says(c->draft, refuses_answer))
		return false;
	return c->settings->preset == PRESET_OUTREACH ||
	       author_says(c->draft, asks_for_answer);
}

static void
no_reply(struct check *c)
{
	const struct header *h =
		c->draft->reply_to ? c->draft->reply_to : c->draft->from;
	const struct address *a = first_of(h);

	if (!is_whole(a) || !is_no_reply(a->local) || !wants_answer(c))
		return;
	struct finding *f = find(c, at_first(h),
		N_("this asks for an answer, but {1} does not take any"), 1,
		a->spec);
	finding_advice(f,
		N_("write from an address that you read, or put one into "
		   "Reply-To"),
		0);
}

/* The program that sends takes it out (RFC 5322 3.6.3); here it did not. */
static void
bcc_left(struct check *c, const struct header *h)
{
	size_t n = draft_addresses(h)->list.n;

	if (h->id != HEADER_BCC || !c->draft->was_sent || !n)
		return;
	struct finding *f = find(c, at_header(h),
		N_("the hidden recipients ({1}) went out with the mail, for "
		   "all to see"),
		1, arg_number(c, (int64_t)n));
	finding_advice(f,
		N_("send through a program that takes Bcc out, and look there "
		   "before the next mail"),
		0);
}

static bool
is_told(struct check *c, struct str domain)
{
	struct str site = url_domain(c->arena, domain);

	list_each (const struct str, own, &c->settings->known.domains)
		if (str_ieq(*own, domain) || str_ieq(*own, site))
			return true;
	return false;
}

static void
other_than_told(
	struct check *c, const struct header *h, const struct address *a)
{
	const struct knowledge *k = &c->settings->known;

	if (!display_is_author(h, a) || !k->domains.n || is_told(c, a->domain))
		return;
	struct finding *f = find(c, at_first(h),
		N_("{1} is none of the domains that your configuration calls "
		   "your own"),
		1, a->domain);
	finding_advice(f,
		N_("write from an address at {1}, or add the domain there"), 1,
		k->domains.at[0]);
}

#define REST                                                                   \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Ball valves for the Nordpump line in Malmo\n"                \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Ms. Berg,\n\nyour line in Malmo uses DN50 ball valves. Shall I " \
	"send you one of ours to try?\n\n"
#define MORE                                                                   \
	"They keep tight down to minus forty degrees, which your data sheet "  \
	"asks for in winter. A set of three can be with you in ten days, and " \
	"costs nothing but the time it takes to fit them.\n\n"
#define BYE	   "Best regards,\nLi Wei\n"
#define MAIL(from) "From: " from "\n" REST BYE
#define LI	   "Li Wei <li.wei@haoyu-valves.cn>"
#define SENT                                                                   \
	"Received: from mx.haoyu-valves.cn by mx.nordpump.se; Mon, 2 Nov "     \
	"2026 09:00:00 +0100\nDate: Mon, 2 Nov 2026 09:00:00 +0100\n"

static const struct rule rows[] = {
	{
		.id = "sender/missing",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_REJECT,
		.points = 25,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 3.6.2; Gmail 5.7.1",
		.title = N_("mail without a sender"),
		.why = N_("Every mail says in From who wrote it. Gmail refuses "
			  "one that does not."),
		.bad = SENT REST BYE,
		.good = SENT MAIL(LI),
		.on_draft = missing,
	},
	{
		.id = "sender/broken",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 25,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 3.4",
		.title = N_("sender's address that is none"),
		.why = N_("Servers refuse a sender that is not written like an "
			  "address, and nobody can answer it."),
		.bad = MAIL("Li Wei <li.wei\xEF\xBC\xA0haoyu-valves.cn>"),
		.good = MAIL(LI),
		.on_address = broken,
	},
	{
		.id = "sender/several",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 20,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 3.6.2; Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): one address "
			  "in From",
		.title = N_("more than one sender"),
		.why = N_("A mail comes from one address. Gmail refuses a From "
			  "with several."),
		.bad = MAIL(LI ", Lin Qiao <lin.qiao@haoyu-valves.cn>"),
		.good = MAIL(LI),
		.on_draft = several,
	},
	{
		.id = "sender/no-name",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE, .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_sender_no_name,
		.evidence = EVIDENCE_MEASURED,
		.source = "35.7 % of spam and 3.2 % of good mail in the "
			  "SpamAssassin public corpus",
		.title = N_("sender without a name"),
		.why = N_("Where others show who writes, the reader sees a "
			  "bare address. Mail of strangers without a name is "
			  "rarely opened."),
		.bad = "From: li.wei@haoyu-valves.cn\n" REST MORE BYE,
		.good = "From: " LI "\n" REST MORE BYE,
		.on_address = display_missing,
	},
	{
		.id = "sender/generic-name",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING,
			.bulk = SEVERITY_WARNING },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 6,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): the display "
			  "name identifies the sender",
		.title = N_("sender's name that names nobody"),
		.why = N_(
			"\"Sales\" or \"Info\" stands over thousands of mails. "
			"A reader opens what comes from a person or from a "
			"company."),
		.bad = MAIL("Sales Manager <li.wei@haoyu-valves.cn>"),
		.good = MAIL("Haoyu Valves Sales <li.wei@haoyu-valves.cn>"),
		.on_address = display_generic,
	},
	{
		.id = "sender/name-is-address",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE, .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd FROM_DN_EQ_ADDR 1.0",
		.title = N_("address in the place of the sender's name"),
		.why = N_("The reader sees the address twice, and still does "
			  "not know who writes."),
		.bad = MAIL("\"li.wei@haoyu-valves.cn\" "
			    "<li.wei@haoyu-valves.cn>"),
		.good = MAIL(LI),
		.on_address = display_own_address,
	},
	{
		.id = "sender/other-address",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 20,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd SPOOF_DISPLAY_NAME 8.0, "
			  "FROM_NEQ_DISPLAY_NAME 4.0",
		.title = N_("another address in the sender's name"),
		.why = N_("A name that shows one address over a mail from "
			  "another is how deceivers write. Filters compare the "
			  "two."),
		.bad = MAIL("\"li.wei@haoyu-valves.cn\" "
			    "<export88@gmail.com>"),
		.good = MAIL(LI),
		.on_address = display_other_address,
	},
	{
		.id = "sender/other-domain",
		.severity = SEVERITY_WARNING,
		.preset = { .bulk = SEVERITY_OFF,
			.transactional = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 14,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd SPOOF_DISPLAY_NAME 8.0",
		.title = N_("another domain in the sender's name"),
		.why = N_("The name shows a site that the mail does not come "
			  "from. To a filter that is a disguise."),
		.bad = MAIL("\"nordpump.com\" <li.wei@haoyu-valves.cn>"),
		.good = MAIL("\"Li Wei, haoyu-valves.cn\" "
			     "<li.wei@mail.haoyu-valves.cn>"),
		.on_address = display_other_domain,
	},
	{
		.id = "sender/brand",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 30,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): do not "
			  "impersonate; SpamAssassin FromNameSpoof",
		.title = N_("name of a brand over somebody else's address"),
		.why = N_("The name says that a well-known company writes, the "
			  "address says that it does not. Filters treat it as "
			  "fraud, and so will the reader."),
		.bad = MAIL("Apple Support <liwei8812@163.com>"),
		.good = MAIL("Apple Orchard Machines "
			     "<li.wei@haoyu-valves.cn>"),
		.on_address = display_brand,
	},
	{
		.id = "sender/look-alike",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 28,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126); UTS 39 5.2",
		.title = N_("sender's name with look-alike letters"),
		.why = N_("Letters of two alphabets in one word make a name "
			  "look like another. Only deceivers do that on "
			  "purpose."),
		.bad = MAIL("H\xD0\xB0oyu Valves <li.wei@haoyu-valves.cn>"),
		.good = MAIL("J\xC3\xBCrgen Wei\xC3\x9F "
			     "<j.weiss@pumpenbau.de>"),
		.on_address = display_look_alike,
	},
	{
		.id = "sender/invisible",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd: zero-width and bidirectional marks in From",
		.title = N_("hidden signs in the sender's name"),
		.why = N_(
			"Signs that are not shown get into a name by copying, "
			"or to slip past a filter. Filters look for them."),
		.bad = MAIL("Li\xE2\x80\x8B Wei <li.wei@haoyu-valves.cn>"),
		.good = MAIL(LI),
		.on_address = display_invisible,
	},
	{
		.id = "sender/random-address",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_sender_random_address,
		.evidence = EVIDENCE_MEASURED,
		.source = "3.6 % of spam and no good mail in the SpamAssassin "
			  "public corpus",
		.title = N_("sender's address that looks made up by a program"),
		.why = N_("Spam comes from addresses that were made by the "
			  "thousand. A row of consonants or a mixture of "
			  "letters and digits looks like one of them."),
		.bad = MAIL("Li Wei <x7k2p9q4@haoyu-valves.cn>"),
		.good = MAIL("Li Wei <1123581321@qq.com>"),
		.on_address = random_local,
	},
	{
		.id = "sender/reply-elsewhere",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_sender_reply_elsewhere,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"3.4 % of spam and 0.4 % of good mail in the "
			"SpamAssassin public corpus; RFC 5322 3.6.2 allows it",
		.title = N_("answers go to another domain"),
		.why = N_("In a first mail, a reader who answers ends up "
			  "somewhere else than where the mail came from. It "
			  "looks like a trick, though it is allowed."),
		.bad = MAIL(LI "\nReply-To: li.wei@ningbo-trade.com"),
		.good = MAIL(LI "\nReply-To: sales@haoyu-valves.com"),
		.on_draft = reply_elsewhere,
	},
	{
		.id = "sender/reply-free-mailbox",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_sender_reply_free_mailbox,
		.evidence = EVIDENCE_MEASURED,
		.source = "1.7 % of spam and no good mail in the SpamAssassin "
			  "public corpus; FREEMAIL_FORGED_REPLYTO",
		.title = N_("answers go to a free mailbox"),
		.why = N_("A mail from a company whose answers go to a free "
			  "mailbox is the usual form of fraud. SpamAssassin "
			  "and rspamd have rules for exactly this."),
		.bad = MAIL(LI "\nReply-To: haoyu.export@gmail.com"),
		.good = MAIL(LI "\nReply-To: export@haoyu-valves.cn"),
		.on_draft = reply_free,
	},
	{
		.id = "sender/reply-other-mailbox",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_sender_reply_other_mailbox,
		.evidence = EVIDENCE_MEASURED,
		.source = "2.5 % of spam and no good mail in the SpamAssassin "
			  "public corpus; FREEMAIL_REPLYTO",
		.title = N_("answers go to another free mailbox"),
		.why = N_("Who writes from one free mailbox and wants the "
			  "answer in another is hiding something, filters "
			  "think."),
		.bad = MAIL("Li Wei <liwei.valves@163.com>\nReply-To: "
			    "haoyu.export@gmail.com"),
		.good = MAIL("Li Wei <liwei.valves@163.com>\nReply-To: "
			     "liwei.valves@gmail.com"),
		.on_draft = reply_other_mailbox,
	},
	{
		.id = "sender/reply-to-reader",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_ERROR },
		.outcome = OUTCOME_IGNORED,
		.points = 20,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("answers go to the reader"),
		.why = N_("Reply-To holds the reader's own address: an answer "
			  "comes back to the one who wrote it, and never to "
			  "you."),
		.bad = MAIL(LI "\nReply-To: anna.berg@nordpump.se"),
		.good = MAIL(LI "\nReply-To: li.wei@haoyu-valves.cn"),
		.on_draft = reply_to_reader,
	},
	{
		.id = "sender/no-reply",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Outlook.com requirements for senders: From and "
			  "Reply-To can receive replies",
		.title = N_("mail that asks for an answer from an address that "
			    "takes none"),
		.why = N_("The reader is asked to answer, and the answer is "
			  "thrown away or comes back."),
		.bad = "From: Haoyu Valves <no-reply@haoyu-valves.cn>\n" REST
		       "We look forward to your reply.\n\n" BYE,
		.good = "From: Haoyu Valves <no-reply@haoyu-valves.cn>\n"
			"Reply-To: li.wei@haoyu-valves.cn\n" REST
			"I look forward to your reply.\n\n" BYE,
		.on_draft = no_reply,
	},
	{
		.id = "sender/bcc-left",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 3.6.3",
		.title = N_("hidden recipients that are not hidden"),
		.why = N_("Bcc is taken out before a mail leaves. Here it "
			  "travelled along, so that those in it can be seen."),
		.bad = SENT "Bcc: marta.ek@pumpverk.se\n" MAIL(LI),
		.good = "Bcc: archive@haoyu-valves.cn\n" MAIL(LI),
		.on_header = bcc_left,
	},
	{
		.id = "sender/name-reply-mark",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 14,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126)",
		.title = N_("\"Re:\" in the sender's name"),
		.why = N_("A name that begins like an answer poses as one. "
			  "Gmail lists it among what a display name must not "
			  "do."),
		.bad = MAIL("\"Re: Li Wei\" <li.wei@haoyu-valves.cn>"),
		.good = MAIL(LI),
		.on_address = display_reply_mark,
	},
	{
		.id = "sender/name-counter",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126)",
		.title = N_("counter in the sender's name"),
		.why = N_("\"(2)\" behind a name is how a mail program counts "
			  "the mails of a talk. Written by hand it deceives, "
			  "and Gmail says so."),
		.bad = MAIL("\"Li Wei (2)\" <li.wei@haoyu-valves.cn>"),
		.good = MAIL("\"Li Wei (Haoyu)\" <li.wei@haoyu-valves.cn>"),
		.on_address = display_counter,
	},
	{
		.id = "sender/name-message",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126)",
		.title = N_("advertising in the sender's name"),
		.why = N_("The name says who writes, and nothing else. Gmail's "
			  "guidelines name \"last chance\" and the like as bad "
			  "examples."),
		.bad = MAIL("\"Last chance - Haoyu Valves\" "
			    "<li.wei@haoyu-valves.cn>"),
		.good = MAIL("Haoyu Valves <li.wei@haoyu-valves.cn>"),
		.on_address = display_message,
	},
	{
		.id = "sender/name-symbol",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 4,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126)",
		.title = N_("picture in the sender's name"),
		.why = N_("Ticks, stars and emoji in a name imitate what the "
			  "mail program itself shows. Gmail asks senders to "
			  "leave them out."),
		.bad = MAIL("Haoyu Valves \xE2\x9C\x85 "
			    "<li.wei@haoyu-valves.cn>"),
		.good = MAIL("Haoyu Valves <li.wei@haoyu-valves.cn>"),
		.on_address = display_symbol,
	},
	{
		.id = "sender/name-blanks",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 2,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd FROM_NAME_EXCESS_SPACE 1.0",
		.title = N_("too many blanks in the sender's name"),
		.why = N_("Blanks at the ends or two in a row come from a "
			  "badly filled form. Filters take them for a "
			  "program's work."),
		.bad = MAIL("\"Li Wei \" <li.wei@haoyu-valves.cn>"),
		.good = MAIL("\"Li Wei\" <li.wei@haoyu-valves.cn>"),
		.on_address = display_blanks,
	},
	{
		.id = "sender/name-long",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("long sender's name"),
		.why = N_("Lists of mails show the beginning of a name. What "
			  "stands behind it nobody reads."),
		.bad = MAIL("\"Li Wei, Senior International Sales Manager for "
			    "Northern Europe, Haoyu Valves\" "
			    "<li.wei@haoyu-valves.cn>"),
		.good = MAIL("\"Li Wei, Haoyu Valves\" "
			     "<li.wei@haoyu-valves.cn>"),
		.on_address = display_long,
	},
	{
		.id = "sender/reader-as-sender",
		.severity = SEVERITY_WARNING,
		.preset = { .bulk = SEVERITY_OFF,
			.transactional = SEVERITY_OFF },
		.outcome = OUTCOME_SPAM,
		.points = 16,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): not the "
			  "recipient's name",
		.title = N_("reader's name over the mail"),
		.why = N_("A mail that seems to come from the reader is an old "
			  "trick. In a serial letter it is a mixed-up column."),
		.bad = MAIL("Anna Berg <li.wei@haoyu-valves.cn>"),
		.good = MAIL(LI),
		.on_address = display_reader,
	},
	{
		.id = "sender/unknown-domain",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.source = "your configuration",
		.title = N_("sender outside your own domains"),
		.why = N_("You said which domains are yours. From another one "
			  "the mail lacks the signatures that prove where it "
			  "comes from."),
		.bad = "maillint: --domain haoyu-valves.cn\n" MAIL(
			"Li Wei <li.wei@haoyu-valve.cn>"),
		.good = "maillint: --domain haoyu-valves.cn\n" MAIL(
			"Li Wei <li.wei@mail.haoyu-valves.cn>"),
		.on_address = other_than_told,
	},
};

const struct family family_sender = FAMILY("sender", N_("sender"), rows);
