/*
 * volume.c - what filters count over many mails: the same text again and
 * again, one company written to from all sides, more than an account may send.
 *
 * The drafts of a run are those of one morning's work. Mail that was sent,
 * templates and answers are none of it.
 */
#include <stdlib.h>

#include "check/batch.h"
#include "check/rule.h"

enum {
	SAME_FEW = 5,	 /* copies without a word for the reader */
	SAME_MANY = 10,	 /* copies that differ in names */
	ONE_COMPANY = 5, /* people of one company */
	SAME_FILE = 10,
	BURST = 50,  /* first mails in one run */
	MAILING = 3, /* others who get the text, too */
	COPY_LIKENESS = 85,
	SHORT_COPY = 5, /* words of a text that may be a copy */
	SHORTEST_LABEL = 5
};

/* Within a company, everybody may get the same. */
static bool
is_to_colleague(const struct batch_draft *d)
{
	struct str domain = digest_domain(d->digest->sender);

	return d->digest->to_count > 0 && domain.len &&
	       str_eq(domain, digest_domain(d->digest->to[0])) &&
	       !lexicon_find_host(&lexicon_freemail, domain);
}

static bool
is_first_mail(const struct batch_draft *d)
{
	return d->digest->first && d->digest->to_count > 0 &&
	       !is_to_colleague(d);
}

static bool
is_first_text(const struct batch_draft *d)
{
	return is_first_mail(d) && d->digest->words >= DIGEST_SHORTEST;
}

static uint64_t
text_of_first(const struct batch_draft *d, const void *argument)
{
	(void)argument;
	return is_first_text(d) ? d->text : 0;
}

/* The only address that a draft goes to; empty when there are others. */
static struct str
reader_of(const struct batch_draft *d)
{
	return d->digest->to_count == 1 ? d->digest->to[0] : STR_NONE;
}

static uint64_t
reader_key(const struct batch_draft *d, const void *argument)
{
	struct str reader = reader_of(d);

	(void)argument;
	return reader.len ? digest_hash(reader) | 1 : 0;
}

/* How many different readers; a draft to several people has one of its own. */
static size_t
count_readers(struct batch *b, struct batch_group g)
{
	struct batch_groups readers = batch_group_by(b, g, reader_key, NULL);
	size_t n = readers.n + g.n;

	for (size_t i = 0; i < readers.n; i++)
		n -= readers.at[i].n;
	return n;
}

static bool
all_the_same(struct batch_group g)
{
	for (size_t i = 1; i < g.n; i++)
		if (g.drafts[i]->digest->text != g.drafts[0]->digest->text)
			return false;
	return true;
}

static void
report_same(struct batch *b, struct batch_group g, size_t readers)
{
	bool same = all_the_same(g);

	if (readers < (same ? SAME_FEW : SAME_MANY))
		return;
	struct batch_finding *f = batch_find(b, g, SPOT_TEXT,
		same ? N_("{1} drafts say the same, word for word")
		     : N_("{1} drafts say the same but for a few words"),
		1, batch_number(b, g.n));
	if (!same)
		batch_severity(f, SEVERITY_NOTE);
	batch_advice(b, f,
		N_("give each a sentence that only its reader could get: what "
		   "they make, where you met, what you saw on their site"),
		0);
}

static void
same_text(struct batch *b)
{
	struct batch_groups texts =
		batch_group_by(b, batch_all(b), text_of_first, NULL);

	for (size_t i = 0; i < texts.n; i++)
		report_same(b, texts.at[i], count_readers(b, texts.at[i]));
}

static bool
nearly_the_same(struct batch_group g)
{
	for (size_t i = 1; i < g.n; i++)
		if (digest_likeness(g.drafts[i]->digest, g.drafts[0]->digest) <
			COPY_LIKENESS)
			return false;
	return true;
}

/* Two versions of one draft are for the same reader too: a copy is word for
 * word, or stands among others that say the same. And a few files that are
 * copies of each other were kept, not made to be sent. */
static bool
is_copy(const struct batch *b, struct batch_group g)
{
	const struct batch_draft *first = g.drafts[0];

	if (first->digest->words < SHORT_COPY || b->count < g.n + MAILING)
		return false;
	return all_the_same(g) ||
	       (first->alike >= g.n + MAILING && nearly_the_same(g));
}

static uint64_t
reader_and_text(const struct batch_draft *d, const void *argument)
{
	uint64_t reader = reader_key(d, argument);

	return reader ? (reader * 31 + d->text) | 1 : 0;
}

static void
recipient_twice(struct batch *b)
{
	struct batch_groups copies =
		batch_group_by(b, batch_all(b), reader_and_text, NULL);

	for (size_t i = 0; i < copies.n; i++) {
		struct batch_group g = copies.at[i];
		if (g.n < 2 || !is_copy(b, g))
			continue;
		struct batch_finding *f = batch_find(b, g, SPOT_TO,
			N_("{1} gets {2} of these drafts, with the same text"),
			2, reader_of(g.drafts[0]), batch_number(b, g.n));
		batch_advice(b, f, N_("keep one of them"), 0);
	}
}

static bool
is_company(struct str domain, struct str sender)
{
	return domain.len && !str_ieq(domain, digest_domain(sender)) &&
	       !lexicon_find_host(&lexicon_freemail, domain);
}

static uint64_t
company_and_text(const struct batch_draft *d, const void *argument)
{
	const struct batch *b = argument;
	struct str domain = digest_domain(reader_of(d));

	if (!is_first_text(d) || !is_company(domain, b->sender))
		return 0;
	return (digest_hash(domain) * 31 + d->text) | 1;
}

static void
one_company(struct batch *b)
{
	struct batch_groups all =
		batch_group_by(b, batch_all(b), company_and_text, b);

	for (size_t i = 0; i < all.n; i++) {
		size_t readers = count_readers(b, all.at[i]);
		if (readers < ONE_COMPANY)
			continue;
		struct batch_finding *f = batch_find(b, all.at[i], SPOT_TO,
			N_("{1} people at {2} get the same text"), 2,
			batch_number(b, readers),
			digest_domain(reader_of(all.at[i].drafts[0])));
		batch_advice(b, f,
			N_("write to the one or two whom it concerns, and "
			   "refer to them when you write to others later"),
			0);
	}
}

struct allowance {
	struct str domain;
	size_t a_day;
};

static size_t
allowance_of(struct str domain)
{
	static const struct allowance all[] = {
		{ STR("gmail.com"), 500 },
		{ STR("googlemail.com"), 500 },
		{ STR("hotmail.com"), 5000 },
		{ STR("icloud.com"), 1000 },
		{ STR("live.com"), 5000 },
		{ STR("mac.com"), 1000 },
		{ STR("me.com"), 1000 },
		{ STR("msn.com"), 5000 },
		{ STR("outlook.com"), 5000 },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(all[i].domain, domain))
			return all[i].a_day;
	return 0;
}

static void
daily_limit(struct batch *b)
{
	struct str domain = digest_domain(b->sender);
	size_t most = allowance_of(domain), recipients = 0;

	for (size_t i = 0; i < b->count; i++)
		recipients += b->drafts[i]->digest->recipients;
	if (!most || recipients <= most)
		return;
	struct batch_finding *f = batch_find(b, batch_all(b), SPOT_TO,
		N_("{1} recipients in this run; an account at {2} may write to "
		   "{3} a day"),
		3, batch_number(b, recipients), domain, batch_number(b, most));
	batch_advice(b, f,
		N_("send them on several days; past the limit the account is "
		   "locked for a day"),
		0);
}

static uint64_t
is_first(const struct batch_draft *d, const void *argument)
{
	(void)argument;
	return is_first_mail(d);
}

static void
burst(struct batch *b)
{
	struct batch_groups firsts =
		batch_group_by(b, batch_all(b), is_first, NULL);

	if (!firsts.n)
		return;
	size_t readers = count_readers(b, firsts.at[0]);
	if (readers <= BURST)
		return;
	struct batch_finding *f = batch_find(b, firsts.at[0], SPOT_TO,
		N_("{1} first mails to new people in one run"), 1,
		batch_number(b, readers));
	batch_advice(b, f,
		N_("spread them over days, more each week, and begin with "
		   "those who know you; stop when answers say you are too "
		   "fast"),
		0);
}

static uint64_t
file_of(const struct batch_draft *d, const void *argument)
{
	const size_t *n = argument;

	return is_first_mail(d) && *n < d->digest->file_count
		       ? d->digest->files[*n]
		       : 0;
}

static void
same_attachment(struct batch *b)
{
	size_t n = 0;
	struct batch_groups files =
		batch_group_by(b, batch_all(b), file_of, &n);

	for (size_t i = 0; i < files.n; i++) {
		if (files.at[i].n < SAME_FILE)
			continue;
		struct batch_finding *f = batch_find(b, files.at[i], SPOT_TEXT,
			N_("the same file goes out with {1} first mails"), 1,
			batch_number(b, files.at[i].n));
		batch_advice(b, f,
			N_("offer to send it, or put it on your own site and "
			   "link to it"),
			0);
	}
}

/* Of a draft's only reader: the name in the domain, or 0. */
static uint64_t
company_of(const struct batch_draft *d, const void *argument)
{
	const struct batch *b = argument;
	struct str domain = digest_domain(reader_of(d));
	struct str label = digest_company(domain);

	if (!is_first_text(d) || !is_company(domain, b->sender) ||
		label.len < SHORTEST_LABEL)
		return 0;
	return digest_hash(label);
}

/* A company that drafts are for, and who else names it. */
struct company {
	uint64_t hash; /* of its name */
	struct batch_group own;
	size_t own_named;
	const struct batch_draft *stranger; /* the first */
	struct place place;
	size_t strangers;
};

static int
by_hash(const void *left, const void *right)
{
	uint64_t a = ((const struct company *)left)->hash,
		 b = ((const struct company *)right)->hash;
	return a < b ? -1 : a > b;
}

static void
note_name(struct company *c, const struct batch_draft *d, struct place place,
	uint64_t own)
{
	if (own == c->hash) {
		c->own_named++;
		return;
	}
	if (d->text != c->own.drafts[0]->text)
		return;
	if (!c->strangers++) {
		c->stranger = d;
		c->place = place;
	}
}

static void
note_names(struct batch *b, struct company *all, size_t n,
	const struct batch_draft *d)
{
	uint64_t own = company_of(d, b);

	for (size_t i = 0; own && i < d->digest->name_count; i++) {
		const struct digest_name *name = &d->digest->names[i];
		struct company key = { .hash = name->hash };
		struct company *c = bsearch(&key, all, n, sizeof *all, by_hash);
		if (c)
			note_name(c, d, name->place, own);
	}
}

/* Where each draft names its own company and one names another's. A company
 * that many name is a reference. */
static bool
is_left_over(const struct company *c)
{
	return c->own_named == c->own.n && c->strangers == 1 &&
	       c->own.drafts[0]->alike > c->own.n + 1;
}

static void
report_left_over(struct batch *b, const struct company *c)
{
	const struct batch_draft *own = c->own.drafts[0];
	struct batch_finding *f = batch_find_at(b, c->stranger, c->place,
		N_("this draft to {1} names {2}, whom another of these drafts "
		   "is for: {3}"),
		3, digest_domain(reader_of(c->stranger)),
		digest_domain(reader_of(own)), own->path);

	batch_advice(b, f, N_("name the company that this mail goes to"), 0);
}

static void
other_company(struct batch *b)
{
	struct batch_groups groups =
		batch_group_by(b, batch_all(b), company_of, b);
	struct company *all = ARENA_ARRAY(&b->arena, struct company, groups.n);

	for (size_t i = 0; i < groups.n; i++) {
		all[i].own = groups.at[i];
		all[i].hash = company_of(groups.at[i].drafts[0], b);
	}
	if (groups.n)
		qsort(all, groups.n, sizeof *all, by_hash);
	for (size_t i = 0; i < b->count; i++)
		note_names(b, all, groups.n, b->drafts[i]);
	for (size_t i = 0; i < groups.n; i++)
		if (is_left_over(&all[i]))
			report_left_over(b, &all[i]);
}

static const struct rule rows[] = {
	{
		.id = "volume/same-text",
		.severity = SEVERITY_WARNING,
		.preset = { .bulk = SEVERITY_OFF,
			.transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.outcome = OUTCOME_SPAM,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source = "DCC, Razor2 and Pyzor count texts by checksums that "
			  "overlook small changes (SpamAssassin: DCC_CHECK, "
			  "RAZOR2_CHECK, PYZOR_CHECK); fuzzy_check of rspamd",
		.title = N_("the same text to many people"),
		.why = N_("Filters share what they see: a text that arrives "
			  "again and again at many companies counts as bulk "
			  "mail, whoever sends it. Changing the name in the "
			  "greeting is not enough."),
		.bad = "@same-text/",
		.good = "@own-text/",
		.on_batch = same_text,
	},
	{
		.id = "volume/recipient-twice",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_IGNORED,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("one person gets the same mail twice"),
		.why = N_("A name that stands in a list twice gets two mails "
			  "within a minute. Readers take that for spam, and "
			  "some report it."),
		.bad = "@recipient-twice/",
		.good = "@own-text/",
		.on_batch = recipient_twice,
	},
	{
		.id = "volume/one-company",
		.severity = SEVERITY_NOTE,
		.preset = { .bulk = SEVERITY_OFF,
			.transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.outcome = OUTCOME_SPAM,
		.points = 4,
		.evidence = EVIDENCE_REPORTED,
		.source = "sending guides of mailbox and outreach services; "
			  "company gateways limit how often one sender "
			  "delivers (Tencent exmail, NetEase MI:SFQ)",
		.title = N_("the same text to many people at one company"),
		.why = N_("A company's mail gateway sees all of them arrive, "
			  "and colleagues compare. One such wave can put your "
			  "domain on their block list."),
		.bad = "@one-company/",
		.good = "@own-text/",
		.on_batch = one_company,
	},
	{
		.id = "volume/daily-limit",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_REJECT,
		.points = 14,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail: 500 recipients a day "
			  "(support.google.com/mail/answer/22839); "
			  "Outlook.com: 5,000; iCloud Mail: 1,000",
		.title = N_("more recipients than the account may have a day"),
		.why = N_("Mailbox providers count the recipients of each "
			  "account. Past the limit they refuse every further "
			  "mail, often for a whole day."),
		.bad = "@daily-limit/",
		.good = "@own-text/",
		.on_batch = daily_limit,
	},
	{
		.id = "volume/burst",
		.severity = SEVERITY_NOTE,
		.preset = { .bulk = SEVERITY_OFF,
			.transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.outcome = OUTCOME_REJECT,
		.points = 4,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): increase "
			  "slowly, avoid bursts; no provider names a number, "
			  "50 is what sending services advise at most",
		.title = N_("many first mails in one run"),
		.why = N_("Providers watch how an address begins. A new one "
			  "that writes to many strangers at once is slowed "
			  "down or refused (Gmail 4.7.28, Outlook RP-001, 163 "
			  "MI:SFQ)."),
		.bad = "@burst/",
		.good = "@own-text/",
		.on_batch = burst,
	},
	{
		.id = "volume/same-attachment",
		.severity = SEVERITY_NOTE,
		.preset = { .bulk = SEVERITY_OFF,
			.transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.outcome = OUTCOME_SPAM,
		.points = 4,
		.evidence = EVIDENCE_PROVIDER,
		.source = "fuzzy_check of rspamd compares attachments by their "
			  "hashes",
		.title = N_("the same file with many first mails"),
		.why = N_("Filters compare attachments as they compare texts, "
			  "and few strangers open a file that they did not ask "
			  "for."),
		.bad = "@same-attachment/",
		.good = "@own-text/",
		.on_batch = same_attachment,
	},
	{
		.id = "volume/other-company",
		.severity = SEVERITY_WARNING,
		.preset = { .bulk = SEVERITY_OFF,
			.transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.outcome = OUTCOME_IGNORED,
		.points = 12,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("a company that another draft is for"),
		.why = N_("When a mail is made from the one before it, the "
			  "other company's name is easily left in. Its reader "
			  "learns whom else you write to."),
		.bad = "@other-company/",
		.good = "@own-text/",
		.on_batch = other_company,
	},
};

const struct family family_volume =
	FAMILY("volume", N_("many drafts at once"), rows);
