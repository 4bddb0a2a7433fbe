/* list.c - List-Unsubscribe (RFC 2369) and its one-click (RFC 8058). */
#include "rules.h"

static const struct header *
field(const struct check *c, enum header_id id)
{
	return headers_find(c->draft->headers, id);
}

/* What the field offers (RFC 2369 3.2). */
struct offer {
	const struct header *header;
	struct str https, http, mailto; /* the first of each */
	bool tag;			/* a merge field fills it in */
	bool broken;			/* not <...>, <...> */
};

static bool
has_tag(struct str s)
{
	return str_has(s, STR("{{")) || str_has(s, STR("{%")) ||
	       str_has(s, STR("*|")) || str_has(s, STR("<%")) ||
	       str_has(s, STR("%%")) || str_has(s, STR("${")) ||
	       str_has(s, STR("[[")) || str_has(s, STR("{$"));
}

static void
take_url(struct offer *o, struct str url)
{
	struct str *kind = str_istarts(url, STR("https:"))    ? &o->https
			   : str_istarts(url, STR("http:"))   ? &o->http
			   : str_istarts(url, STR("mailto:")) ? &o->mailto
							      : NULL;

	o->broken = o->broken || !kind || str_chr(url, ' ') < url.len;
	if (kind && !kind->at)
		*kind = url;
}

/* Comments and blanks may stand between, and commas must. */
static void
take_between(struct offer *o, struct str s, bool first)
{
	s = str_trim(s);
	size_t comment = str_chr(s, '(');
	s = str_trim(str_sub(s, 0, comment));
	o->broken = o->broken || !str_eq(s, first ? STR("") : STR(","));
}

static void
read_offer(struct offer *o, struct str s)
{
	bool first = true;

	for (;;) {
		size_t open = str_chr(s, '<');
		if (open == s.len)
			break;
		take_between(o, str_sub(s, 0, open), first);
		size_t end = open + str_chr(str_from(s, open), '>');
		o->broken = o->broken || end == s.len;
		take_url(o, str_trim(str_sub(s, open + 1, end - open - 1)));
		s = str_from(s, end + 1);
		first = false;
	}
	o->broken = o->broken || first;
}

static struct offer
offer_of(struct check *c)
{
	struct offer o = { .header = field(c, HEADER_LIST_UNSUBSCRIBE) };

	if (!o.header || c->preset != PRESET_BULK || c->draft->is_discussion) {
		o.header = NULL;
		return o;
	}
	o.tag = has_tag(header_text(o.header)->s);
	if (!o.tag)
		read_offer(&o, str_trim(header_text(o.header)->s));
	return o;
}

/* "https://acme.com/u/1" alone, without < and >. */
static bool
is_bare_url(struct str s)
{
	if (str_chr(s, ' ') < s.len || str_chr(s, ',') < s.len ||
		str_chr(s, '<') < s.len || str_chr(s, '>') < s.len)
		return false;
	return str_istarts(s, STR("https:")) || str_istarts(s, STR("http:")) ||
	       str_istarts(s, STR("mailto:"));
}

static void
offer_syntax(struct check *c)
{
	struct offer o = offer_of(c);

	if (!o.header || o.tag || !o.broken)
		return;
	struct finding *f = find(c, at_header(o.header),
		N_("List-Unsubscribe is not written as mail programs read it, "
		   "so they show no button"),
		0);
	finding_advice(f,
		N_("write <https://...>, <mailto:...>: each address between < "
		   "and >, with a comma between two of them"),
		0);
	struct str s = str_trim(header_text(o.header)->s);
	if (!is_bare_url(s))
		return;
	finding_fix(f, FIX_SAFE, N_("put the address between < and >"), 0);
	finding_edit(f, at_header(o.header),
		arena_printf(c->arena, "<%.*s>", STR_ARG(s)));
}

static struct where
at_url(const struct offer *o, struct str url)
{
	const struct text *t = header_text(o->header);
	return in_text(t, (size_t)(url.at - t->s.at), url.len);
}

static void
offer_http(struct check *c)
{
	struct offer o = offer_of(c);

	if (!o.header || !o.http.at || o.https.at)
		return;
	struct finding *f = find(c, at_url(&o, o.http),
		N_("the address to unsubscribe is http:, and one-click works "
		   "only with https:"),
		0);
	finding_advice(
		f, N_("offer the page under https: and put that here"), 0);
	finding_fix(f, FIX_UNSAFE, N_("write https:"), 0);
	finding_edit(f,
		in_text(header_text(o.header),
			(size_t)(o.http.at - header_text(o.header)->s.at) + 4,
			0),
		STR("s"));
}

static void
offer_mailto(struct check *c)
{
	struct offer o = offer_of(c);

	if (!o.header || !o.mailto.at || o.http.at || o.https.at)
		return;
	struct finding *f = find(c, at_url(&o, o.mailto),
		N_("List-Unsubscribe offers only a mail address; Gmail asks "
		   "senders of 5,000 mails a day for an https: address too"),
		0);
	finding_advice(f,
		N_("add an https: address that takes a POST, and the field "
		   "List-Unsubscribe-Post"),
		0);
}

static void
no_one_click(struct check *c)
{
	struct offer o = offer_of(c);

	if (!o.header || !o.https.at || field(c, HEADER_LIST_UNSUBSCRIBE_POST))
		return;
	struct finding *f = find(c, at_header(o.header),
		N_("List-Unsubscribe without List-Unsubscribe-Post: mail "
		   "programs offer no one-click"),
		0);
	finding_advice(f,
		N_("let the address end the mails upon a POST, without login "
		   "or a question, and say so with List-Unsubscribe-Post: "
		   "List-Unsubscribe=One-Click"),
		0);
	finding_fix(f, FIX_UNSAFE,
		N_("add List-Unsubscribe-Post, if the address takes a POST"),
		0);
	finding_add_field(
		f, c, STR("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
}

static void
one_click_value(struct check *c)
{
	const struct header *h = field(c, HEADER_LIST_UNSUBSCRIBE_POST);
	struct str right = STR("List-Unsubscribe=One-Click");

	if (!h || c->draft->is_discussion || has_tag(header_text(h)->s))
		return;
	if (!field(c, HEADER_LIST_UNSUBSCRIBE)) {
		struct finding *f = find(c, at_header(h),
			N_("List-Unsubscribe-Post stands alone; there is no "
			   "List-Unsubscribe with the address"),
			0);
		finding_advice(f, N_("add List-Unsubscribe: <https://...>"), 0);
		return;
	}
	if (str_eq(str_trim(header_text(h)->s), right))
		return;
	struct finding *f = find(c, at_header(h),
		N_("the value must be exactly List-Unsubscribe=One-Click"), 0);
	finding_fix(f, FIX_SAFE, N_("write it so"), 0);
	finding_edit(f, at_header(h), right);
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
		.id = "bulk/list-unsubscribe-syntax",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.outcome = OUTCOME_REJECT,
		.points = 3,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2369 2 and 3.2",
		.title = N_("unreadable List-Unsubscribe"),
		.why = N_("Each address stands between < and >, with commas "
			  "between them. Mail programs pass over anything "
			  "else, as if the field were missing."),
		.bad = HEAD "List-Unsubscribe: https://haoyu-valves.cn/u/7c31\n"
			    "List-Unsubscribe-Post: "
			    "List-Unsubscribe=One-Click\n" TEXT ADDRESS WAY,
		.good = GOOD,
		.on_draft = offer_syntax,
	},
	{
		.id = "bulk/list-unsubscribe-http",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.outcome = OUTCOME_REJECT,
		.points = 3,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 8058 3.1: one HTTPS URI; Gmail sender "
			  "guidelines",
		.title = N_("plain http: in List-Unsubscribe"),
		.why = N_("One-click unsubscribing is defined for https: "
			  "alone. With http: the large providers count the "
			  "mail as one without it."),
		.bad = HEAD
		"List-Unsubscribe: <http://haoyu-valves.cn/u/7c31>\n"
		"List-Unsubscribe-Post: "
		"List-Unsubscribe=One-Click\n" TEXT ADDRESS WAY,
		.good = GOOD,
		.on_draft = offer_http,
	},
	{
		.id = "bulk/list-unsubscribe-mailto",
		.severity = SEVERITY_NOTE,
		.preset = ONLY_BULK,
		.outcome = OUTCOME_REJECT,
		.points = 1,
		.evidence = EVIDENCE_PROVIDER,
		.source =
			"Gmail sender guidelines (one-click, RFC 8058); Yahoo "
			"takes mailto: too",
		.title = N_("only a mail address in List-Unsubscribe"),
		.why = N_("Yahoo and Apple can work with a mail address. For "
			  "Gmail's one-click it takes an https: address, once "
			  "you send more than 5,000 mails a day."),
		.bad = HEAD
		"List-Unsubscribe: <mailto:u-7c31@haoyu-valves.cn>\n" TEXT
			ADDRESS WAY,
		.good = GOOD,
		.on_draft = offer_mailto,
	},
	{
		.id = "bulk/no-one-click",
		.severity = SEVERITY_WARNING,
		.preset = ONLY_BULK,
		.outcome = OUTCOME_REJECT,
		.points = 3,
		.evidence = EVIDENCE_PROVIDER,
		.source = "RFC 8058 3.1; Gmail and Yahoo sender requirements, "
			  "February 2024",
		.title = N_("no one-click with List-Unsubscribe"),
		.why = N_("Two fields belong together: the address, and the "
			  "promise that a POST to it ends the mails at once. "
			  "Both must be covered by the DKIM signature."),
		.bad = HEAD
		"List-Unsubscribe: <https://haoyu-valves.cn/u/7c31>\n" TEXT
			ADDRESS WAY,
		.good = GOOD,
		.on_draft = no_one_click,
	},
	{
		.id = "bulk/one-click-value",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_REJECT,
		.points = 3,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 8058 3.1 and 5",
		.title = N_("wrong value of List-Unsubscribe-Post"),
		.why = N_("Only one value is defined, and mail programs "
			  "compare it letter by letter."),
		.bad = HEAD "List-Unsubscribe: "
			    "<https://haoyu-valves.cn/u/7c31>\nList-"
			    "Unsubscribe-Post: One-Click\n" TEXT ADDRESS WAY,
		.good = GOOD,
		.on_draft = one_click_value,
	},
};

const struct family family_list = FAMILY("bulk", N_("mail to many"), rows);
