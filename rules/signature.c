/*
 * signature.c - does the end of the mail say who writes, and is that the one
 * whom the address names?
 *
 * Who only asks or tells something need not say more than a name. Who offers
 * goods to strangers is expected to be a company that can be looked up.
 */
#include <string.h>

#include "rules.h"

enum {
	LAST_LINES = 6,	     /* where a name may stand */
	NAME_LINE_MOST = 40, /* bytes of a line that may be a name */
	NAME_WORDS = 6,
	MOBILE_DIGITS = 11, /* of a number in China, without +86 */
	ENDS_MOST = 8192    /* bytes of a long text at both its ends */
};

/* What the author's text and signature say of the sender. */
struct identity {
	const struct address *from; /* NULL: not known */
	bool free;		    /* writes from a free mailbox */
	bool offers;		    /* goods or services of a company */
	const struct link *site;    /* in the signature: a site of its own */
	bool own_site;		    /* a link anywhere to the domain of From */
	struct where own_mail;	 /* in the signature: at a domain of its own */
	struct where other_mail; /* another free mailbox */
	struct str company;	 /* a name with Ltd, GmbH, 公司 */
	struct where company_at;
	bool phone;
	bool signature;
	bool text_read; /* offers, company and phone are known */
};

static bool
is_free(struct str domain)
{
	return lexicon_has(&lexicon_freemail, domain);
}

static bool
is_whole(const struct address *a)
{
	return a && !a->field && !a->broken && a->domain.len > 0;
}

static struct str
label_of(struct check *c, struct str domain)
{
	struct str site = url_domain(c->arena, domain);
	return str_sub(site, 0, str_chr(site, '.'));
}

static bool
is_web(const struct link *l)
{
	return !l->quoted && !l->hidden && !l->field && l->where != LINK_SRC &&
	       l->where != LINK_HEADER && l->url.host_kind == HOST_NAME &&
	       (!l->url.scheme.len || str_istarts(l->url.scheme, STR("http")));
}

static struct str
line_around(struct str s, size_t at)
{
	struct str before = str_sub(s, 0, at);
	size_t start = str_rchr(before, '\n');

	start = start < before.len ? start + 1 : 0;
	struct str line = str_from(s, start);
	return str_sub(line, 0, str_chr(line, '\n'));
}

/* "Web: www.acme.com", not a page that somebody recommends. */
static bool
is_contact(const struct link *l)
{
	return l->label_text && l->url.path.len <= 1 && !l->url.query.len &&
	       signature_is_contact(line_around(l->label_text->s, l->label_at));
}

/* A site of one's own, not a page among many. */
static bool
is_own_page(const struct link *l)
{
	return is_contact(l) &&
	       !lexicon_find_host(&lexicon_shared_sites, l->url.ascii) &&
	       !lexicon_find_host(&lexicon_shorteners, l->url.ascii) &&
	       !lexicon_find_host(&lexicon_stand_in_hosts, l->url.ascii) &&
	       !lexicon_find_host(&lexicon_freemail, l->url.ascii);
}

static bool
is_below(struct str host, struct str domain)
{
	struct str before = str_sub(host, 0, host.len - domain.len);
	return str_iends(host, domain) &&
	       (!before.len || str_ends(before, STR(".")));
}

/* Are two names of sites one house's: acme.cn and acme-valves.com? Most are
 * the same, which needs no list of public suffixes. */
static bool
is_own_site(struct check *c, const struct identity *id, const struct link *l)
{
	if (is_below(l->url.ascii, id->from->domain))
		return true;
	struct str own = label_of(c, id->from->domain);
	struct str site = url_site(&l->url);
	struct str label = str_sub(site, 0, str_chr(site, '.'));
	return str_ihas(label, own) || str_ihas(own, label);
}

static void
read_links(struct check *c, struct identity *id)
{
	list_each (const struct link, l, &c->draft->links)
		if (!id->site && l->signature && is_web(l) && is_own_page(l))
			id->site = l;
	if (!id->site || id->free)
		return;
	list_each (const struct link, l, &c->draft->links)
		if (!id->own_site && is_web(l))
			id->own_site = is_own_site(c, id, l);
}

static struct str
shown_at(struct where w)
{
	return str_sub(w.text->s, w.at, w.len);
}

/* A list names itself below what it sends on. */
static bool
is_addressed(const struct draft *d, struct str spec)
{
	const struct header *fields[] = { d->to, d->cc };

	for (size_t i = 0; i < 2; i++)
		list_each (const struct address, a,
			&draft_addresses(fields[i])->list)
			if (str_ieq(a->spec, spec))
				return true;
	return false;
}

static void
read_mail(struct identity *id, const struct draft *d, const struct prose *p,
	const struct span *s, enum block_kind kind)
{
	struct where w = in_text(&p->text, s->at, s->len);
	struct str spec = shown_at(w);

	if (str_istarts(spec, STR("mailto:"))) {
		w = in_text(&p->text, s->at + 7, s->len - 7);
		spec = shown_at(w);
	}
	struct str domain = str_from(spec, str_chr(spec, '@') + 1);
	if (!domain.len || str_has(spec, STR("://")) ||
		str_ieq(spec, id->from->spec) || is_addressed(d, spec))
		return;
	if (is_free(domain)) {
		if (!id->other_mail.len)
			id->other_mail = w;
	} else if (kind == BLOCK_SIGNATURE && !id->own_mail.len) {
		id->own_mail = w;
	}
}

static void
read_mails(struct identity *id, const struct draft *d, const struct prose *p)
{
	list_each (const struct span, s, &p->urls) {
		enum block_kind kind = prose_kind_at(p, s->at);
		if (kind != BLOCK_QUOTED && kind != BLOCK_CODE)
			read_mail(id, d, p, s, kind);
	}
}

static bool
stands_alone(struct str s, size_t at, size_t len)
{
	return (at == 0 || !is_alnum(s.at[at - 1])) &&
	       (at + len >= s.len || !is_alnum(s.at[at + len]));
}

/* Where the first of some words stands, by itself; s.len: nowhere. */
static size_t
find_word(struct str s, const struct str *words, size_t n, size_t *len)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = str_ifind(s, words[i]);
		*len = words[i].len;
		if (at < s.len && (!is_alpha(words[i].at[0]) ||
					  stands_alone(s, at, *len)))
			return at;
	}
	return s.len;
}

static const struct str company_marks[] = { STR("ltd"), STR("limited"),
	STR("inc"), STR("llc"), STR("gmbh"), STR("corp"), STR("corporation"),
	STR("pvt"), STR("s.r.l"), STR("b.v"), STR("sp. z o.o"), STR("s.a.s"),
	STR("公司"), STR("集团"), STR("工厂"), STR("商行"), STR("厂部") };

static void
read_company(struct identity *id, const struct prose *p, const struct block *b)
{
	struct str s = str_sub(p->text.s, b->at, b->len);
	size_t len;
	size_t at = find_word(s, company_marks,
		sizeof company_marks / sizeof *company_marks, &len);

	if (at == s.len || id->company.len)
		return;
	struct str before = str_sub(s, 0, at);
	size_t line = str_rchr(before, '\n');
	line = line < before.len ? line + 1 : 0;
	size_t end = at + str_chr(str_from(s, at), '\n');
	id->company = str_trim(str_sub(s, line, end - line));
	if (b->kind == BLOCK_SIGNATURE)
		id->company_at = in_text(&p->text, b->at + line, end - line);
}

static const struct str offers[] = { STR("our products"), STR("our product"),
	STR("our factory"), STR("our company"), STR("our price"),
	STR("our prices"), STR("our catalogue"), STR("our catalog"),
	STR("we manufacture"), STR("we supply"), STR("we export"),
	STR("we are a manufacturer"), STR("we are a factory"),
	STR("we are a supplier"), STR("professional manufacturer"),
	STR("leading manufacturer"), STR("我们公司"), STR("我司"),
	STR("本公司"), STR("我厂"), STR("我们工厂"), STR("我们的产品") };

/* Digits enough in one line for a telephone. */
static bool
has_phone(struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.len; i++) {
		char ch = s.at[i];
		if (is_digit(ch))
			digits++;
		else if (ch != ' ' && ch != '-' && ch != '(' && ch != ')' &&
			 ch != '+' && ch != '.')
			digits = 0;
		if (digits >= 8)
			return true;
	}
	return false;
}

static struct block
last_bytes(const struct prose *p, const struct block *b)
{
	struct block end = *b;

	if (end.len > ENDS_MOST) {
		end.at += end.len - ENDS_MOST;
		end.len = ENDS_MOST;
	}
	while (end.len && ((uint8_t)p->text.s.at[end.at] & 0xC0) == 0x80) {
		end.at++;
		end.len--;
	}
	return end;
}

/* Who one is stands at the beginning or at the end. */
static void
read_block(struct identity *id, const struct prose *p, const struct block *b)
{
	struct block end = last_bytes(p, b);
	struct str first = str_sub(
		p->text.s, b->at, b->len < ENDS_MOST ? b->len : ENDS_MOST);
	size_t n = sizeof offers / sizeof *offers, len;

	if (b->kind == BLOCK_QUOTED || b->kind == BLOCK_CODE)
		return;
	id->phone = id->phone ||
		    has_phone(str_sub(p->text.s, end.at, end.len));
	id->offers =
		id->offers || find_word(first, offers, n, &len) < first.len;
	read_company(id, p, &end);
}

/* What takes longer is read when the rest makes it matter. */
static const struct identity *
with_text(struct check *c, const struct identity *read)
{
	struct identity *id = c->memo[0];

	if (read->text_read)
		return read;
	id->text_read = true;
	list_each (const struct prose, p, &c->draft->proses)
		list_each (const struct block, b, &p->blocks)
			read_block(id, p, b);
	return id;
}

static bool
has_signature(const struct draft *d)
{
	list_each (const struct prose, p, &d->proses)
		list_each (const struct block, b, &p->blocks)
			if (b->kind == BLOCK_SIGNATURE)
				return true;
	return false;
}

static const struct identity *
identity(struct check *c)
{
	struct identity *id = c->memo[0];

	if (id)
		return id;
	id = c->memo[0] = ARENA_NEW(c->arena, struct identity);
	id->from = draft_sender(c->draft);
	if (!is_whole(id->from)) {
		id->from = NULL;
		return id;
	}
	id->free = is_free(id->from->domain);
	id->signature = has_signature(c->draft);
	if (id->signature)
		read_links(c, id);
	list_each (const struct prose, p, &c->draft->proses)
		if (id->free)
			read_mails(id, c->draft, p);
	return id;
}

static struct where
at_from(const struct check *c, const struct address *from)
{
	return in_text(draft_addresses(c->draft->from)->text, from->spec_at,
		from->spec_len);
}

/* What of the signature says that a company writes; empty: nothing. */
static struct str
company_sign(const struct identity *id)
{
	if (!id->company_at.len && !id->offers)
		return STR_NONE;
	if (id->site)
		return url_site(&id->site->url);
	if (id->own_mail.len)
		return shown_at(id->own_mail);
	return id->company_at.len ? id->company : STR_NONE;
}

static void
free_mailbox(struct check *c)
{
	const struct identity *id = identity(c);
	struct str shown = STR_NONE;

	if (id->from && id->free)
		shown = company_sign(with_text(c, id));
	if (!shown.len)
		return;
	struct finding *f = find(c, at_from(c, id->from),
		N_("the signature names {1}, but the mail comes from a free "
		   "mailbox"),
		1, shown);
	if (id->site || id->own_mail.len) {
		finding_advice(f,
			N_("write from an address at your own domain: name@ "
			   "and that domain"),
			0);
		return;
	}
	finding_severity(f, SEVERITY_NOTE);
	finding_points(f, 3);
	finding_advice(f,
		N_("a domain of your own costs little, and mail from it is "
		   "trusted more"),
		0);
}

static void
other_site(struct check *c)
{
	const struct identity *id = identity(c);

	if (!id->from || id->free || id->own_site || !id->site)
		return;
	const struct link *l = id->site;
	struct finding *f = find(c, in_text(&l->text, l->at, l->len),
		N_("the signature names {1}, but the mail comes from {2}"), 2,
		url_site(&l->url), id->from->domain);
	finding_advice(f,
		N_("put the site of your own domain here, or write from an "
		   "address at {1}"),
		1, url_site(&l->url));
}

static void
other_mailbox(struct check *c)
{
	const struct identity *id = identity(c);

	if (!id->from || !id->free || !id->other_mail.len)
		return;
	struct str spec = str_sub(
		id->other_mail.text->s, id->other_mail.at, id->other_mail.len);
	if (str_ieq(str_sub(spec, 0, str_chr(spec, '@')), id->from->local))
		return;
	struct finding *f = find(c, id->other_mail,
		N_("the text names another free mailbox, {1}"), 1, spec);
	finding_advice(f,
		N_("write from the mailbox that you want to be answered in"),
		0);
}

/* "I am Li Wei from Haoyu Valves": a name with a capital behind it. */
static bool
names_company(struct str s)
{
	static const struct str words[] = { STR(" from "), STR(" at "),
		STR(" with "), STR(" represent "), STR(" behalf of ") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct str rest = s;
		for (;;) {
			size_t at = str_ifind(rest, words[i]);
			if (at == rest.len)
				break;
			rest = str_from(rest, at + words[i].len);
			if (rest.len &&
				(is_upper(rest.at[0]) || (rest.at[0] & 0x80)))
				return true;
		}
	}
	return false;
}

static bool
text_names_company(const struct draft *d)
{
	list_each (const struct prose, p, &d->proses)
		if (p->fields.n || names_company(p->text.s))
			return true;
	return false;
}

static void
no_company(struct check *c)
{
	const struct identity *id = identity(c);

	if (!id->from || !id->free || id->site || id->own_mail.len)
		return;
	id = with_text(c, id);
	if (!id->offers || id->company.len || id->phone ||
		text_names_company(c->draft))
		return;
	const struct prose *p = &c->draft->proses.at[0];
	struct finding *f = find(c, in_text(&p->text, p->text.s.len, 0),
		N_("an offer, and nothing says which company makes it"), 0);
	finding_advice(f,
		N_("end with your name, the company, its site and a telephone "
		   "number"),
		0);
}

static bool
ends_like_a_sentence(struct str line)
{
	static const struct str ends[] = { STR("."), STR("?"), STR("!"),
		STR(":"), STR(","), STR("，"), STR("。"), STR("？"), STR("！"),
		STR("：") };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(line, ends[i]))
			return true;
	return false;
}

static bool
may_be_name(const struct address *from, struct str line)
{
	struct str words[NAME_WORDS];
	size_t n = address_words(from->name, words, NAME_WORDS), len;

	if (signature_is_closing(line) || signature_is_contact(line))
		return true;
	if (find_word(line, words, n, &len) < line.len)
		return true;
	return line.len <= NAME_LINE_MOST && !ends_like_a_sentence(line);
}

/* Looks at the last lines that are not blank. */
static bool
is_signed(const struct address *from, struct str s)
{
	s = str_trim(s);
	for (int n = 0; n < LAST_LINES && s.len; n++) {
		size_t end = str_rchr(s, '\n');
		struct str line = end < s.len ? str_from(s, end + 1) : s;
		if (may_be_name(from, str_trim(line)))
			return true;
		s = str_trim(str_sub(s, 0, s.len - line.len));
	}
	return false;
}

/* The author's last words of the text that is shown first. */
static struct str
author_end(const struct prose *p)
{
	struct str last = STR_NONE;

	list_each (const struct block, b, &p->blocks)
		if (b->kind == BLOCK_AUTHOR)
			last = str_sub(p->text.s, b->at, b->len);
	return last;
}

static void
unsigned_(struct check *c)
{
	const struct identity *id = identity(c);
	const struct prose *p =
		c->draft->proses.n ? &c->draft->proses.at[0] : NULL;

	if (!id->from || id->signature || !p || p->fields.n ||
		is_signed(id->from, author_end(p)))
		return;
	id = with_text(c, id);
	if (!id->offers || id->company.len)
		return;
	struct finding *f = find(c, in_text(&p->text, p->text.s.len, 0),
		N_("nobody signs this mail"), 0);
	finding_advice(f,
		N_("end with your name, the company, its site and a telephone "
		   "number"),
		0);
}

/* "Ningbo Haoyu Valves" in "haoyu  valves" or HAOYU-VALVES: letters count. */
static struct str
squeezed(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (is_alnum(s.at[i]) || (s.at[i] & 0x80))
			out[n++] = to_lower(s.at[i]);
	return (struct str){ out, n };
}

static bool
says_company(struct check *c, struct str company)
{
	struct str name = squeezed(c->arena, company);
	const struct address *from = draft_sender(c->draft);

	if (from && str_has(squeezed(c->arena, from->name), name))
		return true;
	list_each (const struct prose, p, &c->draft->proses)
		if (str_has(squeezed(c->arena, p->text.s), name))
			return true;
	return !name.len;
}

static void
company_missing(struct check *c)
{
	struct str company = c->settings->known.company;

	if (!company.len || !c->draft->proses.n || says_company(c, company))
		return;
	const struct prose *p = &c->draft->proses.at[0];
	struct finding *f = find(c, in_text(&p->text, p->text.s.len, 0),
		N_("{1} is not named, neither in the text nor as the sender"),
		1, company);
	finding_advice(f, N_("end with your name and {1}"), 1, company);
}

/* "138 1234 5678" by itself: eleven digits that begin with 13 to 19. */
static bool
chinese_mobile(struct str s, size_t at, size_t *len)
{
	size_t digits = 0, i = at;

	if (at && (is_alnum(s.at[at - 1]) || s.at[at - 1] == '+' ||
			  s.at[at - 1] == '-' || s.at[at - 1] == '/'))
		return false;
	for (; i < s.len && digits < MOBILE_DIGITS; i++) {
		if (is_digit(s.at[i]))
			digits++;
		else if (s.at[i] != ' ' && s.at[i] != '-')
			return false;
	}
	*len = i - at;
	return digits == MOBILE_DIGITS && s.at[at] == '1' &&
	       s.at[at + 1] >= '3' && is_digit(s.at[at + 1]) &&
	       (i == s.len || !is_alnum(s.at[i]));
}

static bool
has_code_before(struct str s, size_t at)
{
	struct str before = str_trim(str_sub(s, 0, at));
	return str_ends(before, STR("86")) || str_ends(before, STR("86)")) ||
	       str_ends(before, STR("86-"));
}

static void
find_mobile(struct check *c, const struct prose *p, const struct block *b)
{
	struct str s = str_sub(p->text.s, b->at, b->len);
	size_t len;

	for (size_t at = 0; at < s.len; at++) {
		if (s.at[at] != '1' || !chinese_mobile(s, at, &len) ||
			prose_opaque_at(p, b->at + (uint32_t)at))
			continue;
		if (has_code_before(s, at))
			continue;
		struct where w = in_text(&p->text, b->at + at, len);
		struct finding *f =
			find(c, w, N_("{1} cannot be called from abroad"), 1,
				str_sub(s, at, len));
		finding_fix(f, FIX_UNSAFE, N_("put +86 in front"), 0);
		w.len = 0;
		finding_edit(f, w, STR("+86 "));
		return;
	}
}

static void
no_country_code(struct check *c, const struct prose *p)
{
	if (p->language == LANGUAGE_ZH || p->language == LANGUAGE_UNKNOWN ||
		p->author_han)
		return;
	list_each (const struct block, b, &p->blocks)
		if (b->kind == BLOCK_SIGNATURE)
			find_mobile(c, p, b);
}

#define REST                                                                   \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Ball valves for the Nordpump line in Malmo\n"                \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Ms. Berg,\n\nyour line in Malmo uses DN50 ball valves. Shall I " \
	"send you one of ours to try?\n\n"
#define BYE	     "Best regards,\nLi Wei\n"
#define FROM_COMPANY "From: Li Wei <li.wei@haoyu-valves.cn>\n" REST
#define FROM_FREE    "From: Li Wei <liwei.valves@163.com>\n" REST

static const struct rule rows[] = {
	{
		.id = "signature/free-mailbox",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 8,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"free mailboxes send 49.7 % of spam and 10.1 % of good "
			"mail in the SpamAssassin public corpus; FREEMAIL_FROM",
		.title = N_("company with a free mailbox"),
		.why = N_(
			"A company that has a domain, and still writes from a "
			"free mailbox, looks like somebody who borrows its "
			"name. Half of all spam comes from free mailboxes."),
		.bad = FROM_FREE "Best regards,\nLi Wei\nNingbo Haoyu Valves "
				 "Co., Ltd.\nWeb: www.haoyu-valves.cn\n",
		.good = FROM_COMPANY
		"Best regards,\nLi Wei\nNingbo Haoyu Valves Co., Ltd.\nWeb: "
		"www.haoyu-valves.cn\n",
		.on_draft = free_mailbox,
	},
	{
		.id = "signature/other-site",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 4,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("signature with the site of another domain"),
		.why = N_("A careful reader compares the site in the signature "
			  "with the address. When they differ, the mail may "
			  "come from anybody, or the signature is an old one."),
		.bad = FROM_COMPANY
		"Best regards,\nLi Wei\nTel: +86 574 8765 4321\nWeb: "
		"www.ningbo-fittings.com\n",
		.good = FROM_COMPANY
		"Best regards,\nLi Wei\nTel: +86 574 8765 4321\nWeb: "
		"www.haoyu-valves.com\nhttps://www.linkedin.com/in/liwei\n",
		.on_draft = other_site,
	},
	{
		.id = "signature/other-mailbox",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING,
			.bulk = SEVERITY_WARNING },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 14,
		.evidence = EVIDENCE_MEASURED,
		.source = "2.3 % of spam and no good mail in the SpamAssassin "
			  "public corpus; FREEMAIL_REPLY",
		.title = N_("another free mailbox in the text"),
		.why = N_("A mail from one free mailbox that names another for "
			  "the answer is the form of most money fraud. Filters "
			  "look for exactly this."),
		.bad = FROM_FREE "Best regards,\nLi Wei\nE-mail: "
				 "haoyu.export@gmail.com\n",
		.good = FROM_FREE "Best regards,\nLi Wei\nE-mail: "
				  "liwei.valves@163.com\n",
		.on_draft = other_mailbox,
	},
	{
		.id = "signature/no-company",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING },
		.outcome = OUTCOME_IGNORED,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "CAN-SPAM Act, 15 U.S.C. 7704(a)(5); Directive "
			  "2002/58/EC Art. 13(4): who offers says who they are",
		.title = N_("offer of nobody in particular"),
		.why = N_("A free mailbox, an offer, and no company that could "
			  "be looked up: nobody orders from that, and the law "
			  "of most countries wants to see the name."),
		.bad = FROM_FREE "Our factory makes them since 1998.\n\n" BYE,
		.good = FROM_FREE
		"Our factory makes them since 1998.\n\n"
		"Best regards,\nLi Wei\nNingbo Haoyu Valves Co., Ltd.\n"
		"Tel: +86 574 8765 4321\n",
		.on_draft = no_company,
	},
	{
		.id = "signature/unsigned",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING },
		.outcome = OUTCOME_IGNORED,
		.points = 6,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("offer that nobody signs"),
		.why = N_("The mail ends without a name. A reader who is "
			  "interested does not know whom to answer."),
		.bad = FROM_COMPANY "Our factory makes them since 1998.\n",
		.good = FROM_COMPANY "Our factory makes them since 1998.\n\n"
				     "Li Wei\n",
		.on_draft = unsigned_,
	},
	{
		.id = "signature/company-missing",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE, .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): who writes "
			  "is clear and visible; your configuration",
		.title = N_("your company is not named"),
		.why = N_("You said how your company is called. A stranger who "
			  "reads this mail does not learn it."),
		.bad = "maillint: --company Haoyu Valves\n" FROM_COMPANY BYE,
		.good = "maillint: --company Haoyu Valves\n" FROM_COMPANY
			"Best regards,\nLi Wei, Haoyu-Valves\n",
		.on_draft = company_missing,
	},
	{
		.id = "signature/no-country-code",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 1,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("telephone number without +86"),
		.why = N_("From abroad a Chinese number needs +86 in front. "
			  "Without it a telephone dials a stranger, or "
			  "nobody."),
		.bad = FROM_COMPANY
		"Best regards,\nLi Wei\nMobile: 138 1234 5678\n",
		.good = FROM_COMPANY
		"Best regards,\nLi Wei\nMobile: +86 138 1234 5678\n",
		.on_text = no_country_code,
	},
};

const struct family family_signature =
	FAMILY("signature", N_("signature"), rows);
