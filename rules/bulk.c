/*
 * bulk.c - what the law and the large providers ask of mail to many: a plain
 * way out, one click from the mail program, and who sends it.
 *
 * Asked of whole mails alone: a template often has its footer in a layout.
 * A letter to one person, a receipt and a discussion list are never asked.
 */
#include "rules.h"

static const struct header *
field(const struct check *c, enum header_id id)
{
	return headers_find(c->draft->headers, id);
}

/* A page with a beginning and an end, or a message. */
static bool
is_page(const struct html *h)
{
	if (!h->fragment)
		return true;
	list_each (const struct element, e, &h->elements)
		if (str_eq(e->name, STR("mjml")))
			return true;
	return false;
}

static bool
is_whole(const struct draft *d)
{
	if (d->has_header)
		return true;
	list_each (const struct html, h, &d->htmls)
		if (!h->part->attached && is_page(h))
			return true;
	return false;
}

/* Tags that bring in another file, and places where one is put in. */
static bool
brings_in(const struct field *f)
{
	static const char *const words[] = { "{{>", "{{#>", "{{~>", "include",
		"extends", "render", "import", "layout", "partial", "yield",
		"contentblock", "{{template", "{{ template", "component",
		"module", "{% block", "{%- block", "insert", "snippet", "body",
		"footer", "slot", NULL };
	struct str tag = str_sub(f->text->s, f->at, f->len);

	for (const char *const *w = words; *w; w++)
		if (str_ihas(tag, str_of(*w)))
			return true;
	return str_ieq(f->name, STR("content"));
}

static bool
is_inclusion(const struct element *e)
{
	static const char *const names[] = { "mj-include", "include", "extends",
		"slot", "component", "block", "content", "yield", "fill",
		"stack", NULL };

	if (e->tag != TAG_OTHER)
		return false;
	for (const char *const *n = names; *n; n++)
		if (str_eq(e->name, str_of(*n)))
			return true;
	return str_starts(e->name, STR("x-"));
}

static bool
has_other_files(const struct draft *d)
{
	list_each (const struct field, f, &d->fields)
		if (brings_in(f))
			return true;
	list_each (const struct html, h, &d->htmls)
		list_each (const struct element, e, &h->elements)
			if (is_inclusion(e))
				return true;
	return false;
}

/*
 * The way out, as the mail tells of it.
 */

struct way {
	bool asked;			/* of this mail at all */
	const struct link *link, *seen; /* any; one that is shown */
	bool tag;    /* a merge field or an element of a service puts it in */
	bool dead;   /* a link for it that leads nowhere: links/empty says so */
	bool quoted; /* words of one in what is only quoted */
	const struct prose *prose; /* where words tell of one */
	struct span words, sentence;
	bool by_reply;
};

static bool
is_asked(const struct check *c)
{
	const struct draft *d = c->draft;

	if (c->preset != PRESET_BULK || d->is_reply || d->is_forward ||
		d->has_signed || d->is_discussion || !is_whole(d))
		return false;
	list_each (const struct prose, p, &d->proses)
		if (p->words.n && !p->part->attached)
			return true;
	return false;
}

static bool
is_shown_link(const struct link *l)
{
	return !l->quoted && l->where != LINK_SRC && l->where != LINK_HEADER;
}

static bool
leads_somewhere(const struct link *l)
{
	return l->field || (l->href.len > 1 && l->href.at[0] != '#');
}

static void
take_link(struct way *w, const struct link *l)
{
	w->dead = w->dead || !leads_somewhere(l);
	if (!leads_somewhere(l))
		return;
	if (!w->link)
		w->link = l;
	if (!w->seen && !l->hidden)
		w->seen = l;
}

/* A link that stands in or behind the words: "to unsubscribe, click here". */
static bool
is_beside(const struct link *l, const struct way *w)
{
	const struct text *shown =
		l->where == LINK_TEXT ? &l->text : l->label_text;
	uint32_t at = l->where == LINK_TEXT ? l->at : l->label_at;
	enum { NEAR = 120 };

	return shown && shown->s.at == w->prose->text.s.at &&
	       at + NEAR >= w->sentence.at &&
	       at <= span_end(w->sentence) + NEAR;
}

/* Its sentence; of a long one, what stands near. */
static struct span
around(const struct prose *p, size_t at)
{
	enum { BEFORE = 200, AROUND = 500 };
	size_t from = at > BEFORE ? at - BEFORE : 0, end = from + AROUND;

	list_each (const struct sentence, s, &p->sentences) {
		if (at < s->at || at >= s->at + s->len)
			continue;
		from = from > s->at ? from : s->at;
		end = end < s->at + s->len ? end : s->at + s->len;
		return span_of(from, end - from);
	}
	return span_of(at, 1);
}

static bool
says_any(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_ihas(s, str_of(*words)))
			return true;
	return false;
}

static const char *const reply_words[] = { "reply", "respond", "write to us",
	"let us know", "e-mail us", "email us", "@", "回复", "回信", "回覆",
	"返信", "antwort", "répond", "responda", "respond", "ответ", NULL };

static void
take_words(struct way *w, const struct prose *p, size_t at, size_t len)
{
	if (prose_opaque_at(p, (uint32_t)at))
		return;
	if (prose_kind_at(p, (uint32_t)at) == BLOCK_QUOTED) {
		w->quoted = true;
		return;
	}
	w->prose = p;
	w->words = span_of(at, len);
	w->sentence = around(p, at);
	w->by_reply =
		says_any(str_sub(p->text.s, w->sentence.at, w->sentence.len),
			reply_words);
}

static void
take_links_beside(struct way *w, const struct draft *d)
{
	list_each (const struct link, l, &d->links)
		if (is_shown_link(l) && is_beside(l, w))
			take_link(w, l);
}

/* A few places are enough: a footer says it once or twice. */
static bool
find_words_in(struct way *w, const struct draft *d, const struct prose *p)
{
	enum { MOST = 30 };
	size_t at = 0, len = 0;

	for (int n = 0; n < MOST; n++) {
		if (optout_find(p->text.s, &at, &len) == OPTOUT_NONE)
			return false;
		take_words(w, p, at, len);
		if (w->prose)
			take_links_beside(w, d);
		if (w->link || w->by_reply)
			return true;
		at += len;
	}
	return false;
}

static void
find_words(struct way *w, const struct draft *d)
{
	list_each (const struct prose, p, &d->proses)
		if (!p->part->attached && find_words_in(w, d, p))
			return;
}

/* The same page as List-Unsubscribe names, whatever the words. */
static bool
is_offered(const struct draft *d, const struct link *l)
{
	list_each (const struct link, o, &d->links)
		if (o->where == LINK_HEADER && o->url.path.len > 1 &&
			str_eq(o->url.ascii, l->url.ascii) &&
			str_eq(o->url.path, l->url.path))
			return true;
	return false;
}

static void
find_offered(struct way *w, const struct draft *d)
{
	if (!headers_find(d->headers, HEADER_LIST_UNSUBSCRIBE))
		return;
	list_each (const struct link, l, &d->links)
		if (is_shown_link(l) && l->url.path.len > 1 &&
			is_offered(d, l)) {
			take_link(w, l);
			return;
		}
}

static void
find_way(struct way *w, const struct draft *d)
{
	w->tag = optout_by_tag(d);
	list_each (const struct link, l, &d->links)
		if (is_shown_link(l) && optout_of_link(l) != OPTOUT_NONE)
			take_link(w, l);
	if (!w->link)
		find_offered(w, d);
	find_words(w, d);
}

/* Asked by most rules, so the answer is kept. */
static const struct way *
way_out(struct check *c)
{
	struct way *w = c->memo[0];

	if (w)
		return w;
	w = c->memo[0] = ARENA_NEW(c->arena, struct way);
	w->asked = is_asked(c);
	if (w->asked)
		find_way(w, c->draft);
	return w;
}

static bool
may_lack(struct check *c)
{
	return !c->draft->fields_full &&
	       (c->stage != STAGE_TEMPLATE || !has_other_files(c->draft));
}

/* The last line of the text: where a footer would stand. */
static struct where
at_foot(const struct check *c)
{
	const struct prose *best = NULL;

	list_each (const struct prose, p, &c->draft->proses)
		if (!p->part->attached && p->words.n && !best)
			best = p;
	if (!best)
		return at_header_end(c);
	struct str s = best->text.s;
	size_t end = s.len;
	while (end && is_blank(s.at[end - 1]))
		end--;
	size_t line = str_rchr(str_sub(s, 0, end), '\n');
	line = line < end ? line + 1 : 0;
	return in_text(&best->text, line, end - line);
}

static void
no_unsubscribe(struct check *c)
{
	const struct way *w = way_out(c);

	if (!w->asked || w->link || w->tag || w->prose || w->quoted ||
		w->dead || !may_lack(c))
		return;
	bool header = field(c, HEADER_LIST_UNSUBSCRIBE);
	struct finding *f = find(c, at_foot(c),
		header ? N_("the header offers to unsubscribe, but the mail "
			    "itself shows no way to")
		       : N_("a mail to many without a way to get no more of "
			    "them"),
		0);
	finding_advice(f,
		N_("add a line at the end: \"You get this mail because ... "
		   "Unsubscribe\", with a link that ends it without login"),
		0);
	if (header || c->stage == STAGE_TEMPLATE)
		finding_severity(f, SEVERITY_WARNING);
}

static void
not_linked(struct check *c)
{
	const struct way *w = way_out(c);

	if (!w->asked || w->link || w->tag || !w->prose || w->by_reply ||
		w->dead || !may_lack(c))
		return;
	struct finding *f = find(c,
		in_text(&w->prose->text, w->words.at, w->words.len),
		N_("the text speaks of unsubscribing, but there is no link for "
		   "it"),
		0);
	finding_advice(f,
		N_("make these words a link to the page that ends the mails"),
		0);
	if (c->stage == STAGE_TEMPLATE)
		finding_severity(f, SEVERITY_NOTE);
}

static void
by_reply(struct check *c)
{
	const struct way *w = way_out(c);

	if (!w->asked || w->link || w->tag || !w->prose || !w->by_reply)
		return;
	struct finding *f = find(c,
		in_text(&w->prose->text, w->sentence.at, w->sentence.len),
		N_("the only way out is to write a mail; Gmail and Outlook ask "
		   "for a link in mail to many"),
		0);
	finding_advice(f,
		N_("add a link that ends the mails; the reply can stay as a "
		   "second way"),
		0);
}

static void
hidden_way(struct check *c)
{
	const struct way *w = way_out(c);

	if (!w->asked || !w->link || w->seen || w->tag)
		return;
	struct finding *f = find(c,
		in_text(&w->link->text, w->link->at, w->link->len),
		N_("the link to unsubscribe is hidden from the reader"), 0);
	finding_advice(f,
		N_("show it in a size and colour that can be read; who does "
		   "not find it reports spam"),
		0);
}

static bool
asks_to_log_in(const struct way *w)
{
	static const char *const words[] = { "log in", "login", "log-in",
		"sign in", "signing in", "logging in", "password", "登录",
		"登陆", "登錄", "登入", "ログイン", "로그인", "einloggen",
		"anmelden, um", "connectez-vous", "inicie sesión",
		"iniciar sesión", "войдите", NULL };

	return says_any(
		str_sub(w->prose->text.s, w->sentence.at, w->sentence.len),
		words);
}

static void
needs_login(struct check *c)
{
	const struct way *w = way_out(c);

	if (!w->asked || !w->prose || !asks_to_log_in(w))
		return;
	struct finding *f = find(c,
		in_text(&w->prose->text, w->sentence.at, w->sentence.len),
		N_("to unsubscribe, the reader has to log in first"), 0);
	finding_advice(f,
		N_("put a token for this reader into the link, so that one "
		   "click is enough"),
		0);
}

/* Sending services put the field in; a mail with a Message-ID is past them. */
static void
no_list_unsubscribe(struct check *c)
{
	const struct way *w = way_out(c);
	const struct draft *d = c->draft;

	if (!w->asked || !w->link || !d->has_header ||
		d->source->kind == SOURCE_PASTED ||
		field(c, HEADER_LIST_UNSUBSCRIBE))
		return;
	struct finding *f = find(c, at_header_end(c),
		N_("the mail has a link to unsubscribe, but no "
		   "List-Unsubscribe field; Gmail and Yahoo ask for it"),
		0);
	finding_advice(f,
		N_("most sending services add the field when they are told to; "
		   "in a script: List-Unsubscribe: <https://...> and "
		   "List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
		0);
	if (!field(c, HEADER_MESSAGE_ID) && !d->was_sent) {
		finding_severity(f, SEVERITY_NOTE);
		finding_points(f, 1);
	}
}

/*
 * Who sends it, and what it is.
 */

static bool
has_address(const struct draft *d)
{
	list_each (const struct field, f, &d->fields)
		if (postal_field(f))
			return true;
	list_each (const struct prose, p, &d->proses)
		if (!p->part->attached && postal_find(p).len)
			return true;
	return false;
}

static void
no_address(struct check *c)
{
	const struct way *w = way_out(c);

	if (!w->asked || !may_lack(c) || has_address(c->draft))
		return;
	struct finding *f = find(c, at_foot(c),
		N_("a mail to many without the postal address of its sender"),
		0);
	finding_advice(f,
		N_("add company, street or P.O. box, city and country at the "
		   "end"),
		0);
	/* many sending services add it themselves */
	if (c->stage == STAGE_TEMPLATE)
		finding_severity(f, SEVERITY_NOTE);
}

static bool
is_chinese(const struct check *c)
{
	list_each (const struct prose, p, &c->draft->proses)
		if (!p->part->attached)
			return p->language == LANGUAGE_ZH;
	return false;
}

/* Words of an advertisement; news of a club or a shop are none yet. */
static size_t
count_offers(struct str s)
{
	static const char *const words[] = { "促销", "优惠", "特价", "折扣",
		"打折", "满减", "秒杀", "抢购", "立减", "代金券", "大促",
		"清仓", "限时", "半价", "包邮", "立省", "钜惠", "全场", "赠品",
		NULL };
	size_t n = 0;

	for (const char *const *w = words; *w; w++)
		n += str_has(s, str_of(*w));
	return n;
}

static bool
is_labelled(struct str subject)
{
	static const char *const labels[] = { "广告", "[广告", "【广告",
		"（广告", "(广告", "廣告", "ad ", "ad:", "ad：", "[ad]",
		"【ad】", "(ad)", "（ad）", "(广告)", NULL };

	for (const char *const *l = labels; *l; l++)
		if (str_istarts(subject, str_of(*l)))
			return true;
	return false;
}

static void
ad_label(struct check *c)
{
	enum { MANY = 3 };
	const struct way *w = way_out(c);
	size_t offers = 0;

	if (!w->asked || !c->draft->subject || !is_chinese(c))
		return;
	struct str subject = str_trim(header_text(c->draft->subject)->s);
	list_each (const struct prose, p, &c->draft->proses)
		offers = offers ? offers : count_offers(p->text.s);
	if (is_labelled(subject) || offers + count_offers(subject) < MANY)
		return;
	struct finding *f = find(c, at_header(c->draft->subject),
		N_("an advertisement in Chinese whose subject does not begin "
		   "with 广告 or AD"),
		0);
	finding_advice(f, N_("begin the subject with 广告"), 0);
}

static void
no_precedence(struct check *c)
{
	const struct way *w = way_out(c);

	if (!w->asked || !c->draft->has_header ||
		c->draft->source->kind == SOURCE_PASTED ||
		field(c, HEADER_PRECEDENCE))
		return;
	struct finding *f = find(c, at_header_end(c),
		N_("a mail to many without \"Precedence: bulk\""), 0);
	finding_advice(f,
		N_("add it, if your mailer is old and out-of-office answers "
		   "are a burden"),
		0);
}

#define HEAD                                                                   \
	"From: Haoyu Valves <news@haoyu-valves.cn>\n"                          \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Valve news of November\n"
#define OFFER                                                                  \
	"List-Unsubscribe: <https://haoyu-valves.cn/u/7c31>\n"                 \
	"List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"
#define TEXT                                                                   \
	"\nDear Ms. Berg,\n\nthree new sizes of the ball valve are on our "    \
	"site.\n\n"
#define ADDRESS "Haoyu Valves, 88 Gangcheng Road, Ningbo 315800, China\n"
#define WAY	"Unsubscribe: https://haoyu-valves.cn/u/7c31\n"
#define GOOD	HEAD OFFER TEXT ADDRESS WAY

/* A letter to one person is not asked, nor is a receipt. */
#define ONLY_BULK                                                              \
	{                                                                      \
		.outreach = SEVERITY_OFF, .transactional = SEVERITY_OFF,       \
		.personal = SEVERITY_OFF                                       \
	}

static const struct rule rows[] = {
	{
		.id = "bulk/no-unsubscribe",
		.severity = SEVERITY_ERROR,
		.preset = ONLY_BULK,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 12,
		.evidence = EVIDENCE_STANDARD,
		.source = "CAN-SPAM, 15 U.S.C. 7704(a)(3); CASL; Directive "
			  "2002/58/EC 13(4); MII order 38 art. 14 (China); "
			  "Gmail, Yahoo and Outlook sender requirements",
		.title = N_("mail to many without a way out"),
		.why = N_("The law of most countries and all large providers "
			  "ask for a plain way to get no more of such mails. "
			  "Who finds none reports spam, and from 3 reports in "
			  "1,000 mails on Gmail holds the others back."),
		.bad = HEAD OFFER TEXT ADDRESS,
		.good = GOOD,
		.on_draft = no_unsubscribe,
	},
	{
		.id = "bulk/unsubscribe-not-linked",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "CAN-SPAM, 15 U.S.C. 7704(a)(3): a mechanism that "
			  "works; Gmail: a clearly visible link in the message",
		.title = N_("unsubscribing that is not linked"),
		.why = N_("Words without a link help nobody. Often the link "
			  "was lost when the text was copied from another "
			  "mail."),
		.bad = HEAD OFFER TEXT ADDRESS
		"You can unsubscribe at any time.\n",
		.good = GOOD,
		.on_draft = not_linked,
	},
	{
		.id = "bulk/unsubscribe-by-reply",
		.severity = SEVERITY_NOTE,
		.preset = ONLY_BULK,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 2,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines: a link in the message; "
			  "CAN-SPAM allows a reply (16 CFR 316.5)",
		.title = N_("unsubscribing only by mail"),
		.why = N_("An answer is a lawful way out, but few write one: "
			  "they press \"spam\". And somebody has to read the "
			  "answers within ten days."),
		.bad = HEAD OFFER TEXT ADDRESS
		"To unsubscribe, reply with \"no\".\n",
		.good = GOOD,
		.on_draft = by_reply,
	},
	{
		.id = "bulk/hidden-unsubscribe",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 8,
		.evidence = EVIDENCE_PROVIDER,
		.source =
			"Outlook.com, 5 May 2025: an unsubscribe link that is "
			"easily visible; Gmail sender guidelines",
		.title = N_("link to unsubscribe that is hidden"),
		.why = N_("A link that cannot be seen counts as none, and "
			  "hidden text is itself a sign of spam."),
		.bad = HEAD OFFER
		"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
		"<!DOCTYPE html>\n<html><body><p>Dear Ms. Berg, three new "
		"sizes are on our site.</p>\n<p>" ADDRESS "</p>\n<p "
		"style=\"display:none\"><a "
		"href=\"https://haoyu-valves.cn/u/7c31\">Unsubscribe</a></"
		"p></body></html>\n",
		.good = GOOD,
		.on_draft = hidden_way,
	},
	{
		.id = "bulk/unsubscribe-login",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 5,
		.evidence = EVIDENCE_STANDARD,
		.source = "16 CFR 316.5: nothing but a reply or one web page "
			  "may be asked; RFC 8058 3.1",
		.title = N_("unsubscribing that needs a login"),
		.why = N_("Nobody remembers the password of a newsletter. US "
			  "law forbids any step beyond one page, and one-click "
			  "works without cookies and login."),
		.bad = HEAD OFFER TEXT ADDRESS
		"To unsubscribe, log in at https://haoyu-valves.cn/account\n",
		.good = GOOD,
		.on_draft = needs_login,
	},
	{
		.id = "bulk/no-list-unsubscribe",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.outcome = OUTCOME_REJECT,
		.points = 3,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail and Yahoo sender requirements, February 2024 "
			  "(above 5,000 mails a day); RFC 2369, RFC 8058",
		.title = N_("missing List-Unsubscribe"),
		.why = N_("With this field mail programs show a button of "
			  "their own, beside the one that reports spam. Large "
			  "providers ask for it in mail to many."),
		.bad = HEAD
		"Message-ID: <7.4f2c@haoyu-valves.cn>\n" TEXT ADDRESS WAY,
		.good = GOOD,
		.on_draft = no_list_unsubscribe,
	},
	{
		.id = "bulk/no-address",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_STANDARD,
		.source = "CAN-SPAM, 15 U.S.C. 7704(a)(5): a valid postal "
			  "address; CASL 6(2); Directive 2000/31/EC art. 5",
		.title = N_("mail to many without a postal address"),
		.why = N_("Commercial mail to the USA and Canada must name the "
			  "postal address of its sender, and in Europe it "
			  "belongs to the imprint. Readers trust a sender who "
			  "can be found."),
		.bad = HEAD OFFER TEXT WAY,
		.good = GOOD,
		.on_draft = no_address,
	},
	{
		.id = "bulk/ad-label",
		.severity = SEVERITY_NOTE,
		.preset = ONLY_BULK,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 1,
		.evidence = EVIDENCE_STANDARD,
		.source = "MII order 38 of 2006, art. 13 (3): \"广告\" or "
			  "\"AD\" at the front of the subject",
		.title = N_("advertisement in Chinese without its label"),
		.why = N_("In China, a mail with commercial advertising says "
			  "so at the front of its subject, and goes only to "
			  "those who agreed to get it."),
		.bad = "From: =?utf-8?B?5rWp5a6H6ZiA6Zeo?= "
		       "<news@haoyu-valves.cn>\nTo: <bailu@youjian-mail.cn>\n"
		       "Subject: "
		       "=?utf-8?B?5bm057uI5L+D6ZSA77ya5YWo5Zy65YWr5oqY?=\n"
		       "MIME-Version: 1.0\nContent-Type: text/plain; "
		       "charset=utf-8\nContent-Transfer-Encoding: 8bit\n" OFFER
		       "\n白女士，您好：\n\n年终促销今天开始，球阀全场八折优惠"
		       "，"
		       "限时三天，满一万元包邮。\n\n浩宇阀门，宁波市北仑区港城"
		       "路88号\n退订：https://haoyu-valves.cn/u/7c31\n",
		.good = GOOD,
		.on_draft = ad_label,
	},
	{
		.id = "bulk/no-precedence",
		.severity = SEVERITY_NOTE,
		.preset = ONLY_BULK,
		.outcome = OUTCOME_IGNORED,
		.points = 0,
		.evidence = EVIDENCE_FOLKLORE,
		.source = "RFC 2076 3.9 discourages it; RFC 3834 5 has "
			  "Auto-Submitted instead",
		.title = N_("\"Precedence: bulk\" is missing"),
		.why = N_("It is said that mail to many needs this field. It "
			  "was never a standard; today List-Unsubscribe and "
			  "List-Id tell filters more."),
		.bad = "maillint: --select folklore\nmaillint: --preset "
		       "bulk\n" GOOD,
		.good = GOOD,
		.on_draft = no_precedence,
	},
};

const struct family family_bulk = FAMILY("bulk", N_("mail to many"), rows);
