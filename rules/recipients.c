/*
 * recipients.c - can these addresses be reached, and are they the right ones?
 *
 * Only a mail about to leave is looked at. What was once delivered was
 * written well enough; that a name was mistaken for another shows later too.
 */
#include <string.h>

#include "crowd.h"
#include "weights.h"

static bool
is_recipient(const struct header *h)
{
	return h->id == HEADER_TO || h->id == HEADER_CC || h->id == HEADER_BCC;
}

static bool
is_whole(const struct address *a)
{
	return !a->field && !a->broken && a->domain.len > 0;
}

static struct where
at_spec(const struct header *h, const struct address *a)
{
	return in_text(draft_addresses(h)->text, a->spec_at, a->spec_len);
}

/* All of a mailbox, where no address was found in it. */
static struct where
at_mailbox(const struct header *h, const struct address *a)
{
	return a->spec_len ? at_spec(h, a)
			   : in_text(draft_addresses(h)->text, a->at, a->len);
}

static struct str
shown_at(struct where w)
{
	return str_sub(w.text->s, w.at, w.len);
}

/* The domain where it stands as it is, else the whole address. */
static struct where
at_domain(const struct header *h, const struct address *a)
{
	struct where w = at_spec(h, a);

	if (!str_ends(shown_at(w), a->domain))
		return w;
	w.at += w.len - (uint32_t)a->domain.len;
	w.len = (uint32_t)a->domain.len;
	return w;
}

static void
replace(struct finding *f, enum safety safety, struct where w, struct str with)
{
	finding_fix(f, safety, N_("write {1}"), 1, with);
	finding_edit(f, w, with);
}

/* "anna@nordpump,se": the ending stands behind a comma. */
static struct str
ending_behind_comma(const struct header *h, const struct address *a)
{
	struct str rest = str_from(draft_addresses(h)->text->s, a->at + a->len);
	size_t end = 1;

	if (!rest.len || rest.at[0] != ',' || !a->domain.len ||
		str_chr(a->domain, '.') < a->domain.len)
		return STR_NONE;
	while (end < rest.len && (is_alnum(rest.at[end])))
		end++;
	struct str top = str_sub(rest, 1, end - 1);
	bool over = end == rest.len || rest.at[end] == '>' ||
		    rest.at[end] == ',' || is_blank(rest.at[end]);
	return over && lexicon_has(&lexicon_top_level_domains, top) ? top
								    : STR_NONE;
}

static void
comma_for_dot(struct check *c, const struct header *h, const struct address *a,
	struct str top)
{
	struct str whole = arena_printf(
		c->arena, "%.*s.%.*s", STR_ARG(a->spec), STR_ARG(top));
	struct finding *f = find(c, at_spec(h, a),
		N_("a comma stands in the address {1}"), 1, whole);
	finding_fix(f, FIX_UNSAFE, N_("write {1}"), 1, whole);
	finding_edit(f, in_text(draft_addresses(h)->text, a->at + a->len, 1),
		STR("."));
}

static bool
is_underscored(struct str domain)
{
	return str_chr(domain, '_') < domain.len;
}

static bool
has_edge_hyphen(struct str domain)
{
	return domain.len &&
	       (domain.at[0] == '-' || domain.at[domain.len - 1] == '-' ||
		       str_has(domain, STR("-.")) ||
		       str_has(domain, STR(".-")));
}

/* Two Japanese operators gave such addresses to telephones. */
static bool
allows_dots(struct str domain)
{
	return str_iends(domain, STR("docomo.ne.jp")) ||
	       str_iends(domain, STR("ezweb.ne.jp"));
}

static bool
has_stray_dot(const struct address *a)
{
	struct str l = a->local;
	return l.len && !allows_dots(a->domain) &&
	       (l.at[0] == '.' || l.at[l.len - 1] == '.' ||
		       str_has(l, STR("..")));
}

enum { LOCAL_MOST = 64, DOMAIN_MOST = 255 };

/* What is wrong with an address that could be read, or NULL. */
static const char *
fault_of(const struct address *a)
{
	if (a->domain.len && a->domain.at[0] == '[')
		return NULL;
	if (is_underscored(a->domain))
		return N_("no domain has an underscore, as in {1}");
	if (has_edge_hyphen(a->domain))
		return N_("a hyphen stands at an end in the domain {1}");
	if (has_stray_dot(a))
		return N_("a dot too many stands before the @ in {1}");
	if (a->local.len > LOCAL_MOST || a->domain.len > DOMAIN_MOST)
		return N_("{1} is longer than an address can be");
	return NULL;
}

static const char *
fault_of_broken(const struct address *a, struct str shown)
{
	size_t signs = str_count(shown, '@');

	if (!a->spec_len && signs == 0)
		return N_("\"{1}\" is a name without an address");
	if (signs == 0)
		return N_("\"{1}\" is no mail address");
	if (signs > 1)
		return N_("two @ stand in \"{1}\"");
	return N_("nothing can be sent to \"{1}\": it is not written like an "
		  "address");
}

/* In a text that is still to be pasted into a program a name will do: the
 * address book has the address. */
static bool
is_name_in_text(const struct check *c, struct str shown)
{
	return c->draft->source->kind != SOURCE_MESSAGE &&
	       str_chr(shown, '@') == shown.len;
}

static void
broken_mailbox(struct check *c, const struct header *h, const struct address *a)
{
	struct where w = at_mailbox(h, a);
	struct str shown = shown_at(w);
	const char *message = fault_of_broken(a, shown);
	struct str meant = slip_address(c->arena, shown);
	if (!meant.len && is_name_in_text(c, shown))
		return;
	struct finding *f = find(c, w, message, 1, str_sub(shown, 0, 80));

	if (meant.len) {
		replace(f, FIX_UNSAFE, w, meant);
		return;
	}
	if (str_chr(shown, '@') == shown.len)
		finding_severity(f, SEVERITY_WARNING);
	finding_advice(
		f, N_("write the address like this: anna.berg@nordpump.se"), 0);
}

static void
odd_mailbox(struct check *c, const struct header *h, const struct address *a)
{
	const char *message = fault_of(a);

	if (!message)
		return;
	struct where w = at_spec(h, a);
	struct str meant = slip_address(c->arena, shown_at(w));
	struct finding *f = find(c, w, message, 1, a->spec);
	if (meant.len)
		replace(f, FIX_UNSAFE, w, meant);
	else
		finding_advice(f,
			N_("compare it with their web site or business card"),
			0);
}

/* "<Undisclosed-Recipient:;>", as some programs write it. */
static bool
is_undisclosed(const struct header *h)
{
	return str_istarts(str_trim(header_text(h)->s), STR("<undisclosed"));
}

/* Is this what ending_behind_comma() took for the end of the one before? */
static bool
is_ending(const struct header *h, const struct address *a, struct str ending)
{
	return ending.len &&
	       ending.at == draft_addresses(h)->text->s.at + a->at;
}

static void
broken(struct check *c, const struct header *h)
{
	struct str ending = STR_NONE;

	if (!is_recipient(h) || c->draft->was_sent || !h->addresses ||
		is_undisclosed(h))
		return;
	list_each (const struct address, a, &h->addresses->list) {
		bool done = is_ending(h, a, ending);
		ending = ending_behind_comma(h, a);
		if (done || a->field)
			continue;
		if (ending.len)
			comma_for_dot(c, h, a, ending);
		else if (a->broken)
			broken_mailbox(c, h, a);
		else
			odd_mailbox(c, h, a);
	}
}

/* The field that a defect stands in, when it is one of recipients. */
static const struct header *
field_at(const struct check *c, const struct defect *d)
{
	list_each (const struct header, h, &c->draft->headers->list)
		if (is_recipient(h) && !is_undisclosed(h) &&
			d->span.at >= h->span.at &&
			d->span.at < span_end(h->span))
			return h;
	return NULL;
}

/* Programs of people take a semicolon; a draft as a file has rules. */
static bool
is_typed_in_a_program(const struct check *c, const struct defect *d)
{
	return c->draft->source->kind != SOURCE_MESSAGE &&
	       str_eq(d->detail, STR("separator"));
}

static const char *
syntax_message(struct str detail)
{
	static const struct {
		const char *detail, *message;
	} texts[] = {
		{ "separator", N_("only a comma separates addresses") },
		{ "angle", N_("a < or > around an address is missing") },
		{ "quote", N_("a quotation mark is not closed") },
		{ "comment", N_("a parenthesis is not closed") },
		{ "group", N_("a group of addresses is not closed with ;") },
		{ "extra", N_("this text belongs to no address") },
		{ "blank", N_("a blank stands inside an address") },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq(detail, str_of(texts[i].detail)))
			return texts[i].message;
	return NULL;
}

static bool
is_separator(struct str s)
{
	return str_eq(s, STR(";")) || str_eq(s, STR("\xEF\xBC\x8C")) ||
	       str_eq(s, STR("\xEF\xBC\x9B")) || str_eq(s, STR("\xE3\x80\x81"));
}

static struct str
raw_bytes(const struct check *c, struct span span)
{
	return str_sub(c->draft->source->bytes, span.at, span.len);
}

static void
syntax(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_ADDRESS_SYNTAX || c->draft->was_sent ||
		c->stage == STAGE_TEMPLATE || is_typed_in_a_program(c, d) ||
		!field_at(c, d))
		return;
	const char *message = syntax_message(d->detail);
	if (!message)
		return;
	struct where w = at_span(d->span, d->part);
	struct finding *f = find(c, w, message, 0);
	if (is_separator(raw_bytes(c, d->span))) {
		finding_fix(f, FIX_SAFE, N_("put a comma"), 0);
		finding_edit(f, w, STR(","));
		return;
	}
	struct str meant = slip_address(c->arena, raw_bytes(c, d->span));
	if (meant.len)
		replace(f, FIX_UNSAFE, w, meant);
	else
		finding_advice(f,
			N_("write Name <address>, and a comma before the next "
			   "one"),
			0);
}

/* Only a slip of a known provider, or of an ending that does not exist. */
static void
domain_typo(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_recipient(h) || !is_whole(a))
		return;
	struct str meant = slip_domain(c->arena, a->domain);
	if (!meant.len)
		return;
	struct where w = at_domain(h, a);
	struct finding *f =
		find(c, w, N_("{1} looks like a slip of the finger for {2}"), 2,
			a->domain, meant);
	if (w.len != a->domain.len)
		finding_advice(f, N_("write {1}"), 1, meant);
	else
		replace(f, FIX_UNSAFE, w, meant);
}

/* Mail inside one house needs no names of the world. */
static bool
is_local_name(const struct check *c, struct str domain)
{
	const struct address *from = draft_sender(c->draft);

	return str_ieq(domain, STR("localhost")) || c->draft->was_sent ||
	       (from && str_ieq(from->domain, domain));
}

static void
unknown_top(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_recipient(h) || !is_whole(a) || a->domain.at[0] == '[' ||
		slip_known_top(c->arena, a->domain) ||
		slip_domain(c->arena, a->domain).len ||
		ending_behind_comma(h, a).len || is_local_name(c, a->domain))
		return;
	bool dotless = str_chr(a->domain, '.') == a->domain.len;
	struct str top = str_from(a->domain, str_rchr(a->domain, '.'));
	struct finding *f = find(c, at_domain(h, a),
		dotless ? N_("{1} has no ending such as .com")
			: N_("no address ends in {1}"),
		1, dotless ? a->domain : top);
	if (dotless)
		finding_severity(f, SEVERITY_WARNING);
	finding_advice(
		f, N_("compare it with their web site or business card"), 0);
}

static void
name_typo(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_recipient(h) || !is_whole(a) || !a->name.len)
		return;
	struct slip s = slip_name(c->arena, a->name, a->local);
	struct where w = at_spec(h, a);
	if (!s.written.len || !str_starts(shown_at(w), a->local))
		return;
	w.at += (uint32_t)(s.written.at - a->local.at);
	w.len = (uint32_t)s.written.len;
	struct finding *f = find(c, w,
		N_("the address has \"{1}\", the name beside it has \"{2}\""),
		2, s.written, s.meant);
	replace(f, FIX_UNSAFE, w, s.meant);
}

static char
separator_of(struct str local)
{
	struct str words[3];
	size_t n = address_words(local, words, 3);

	if (n != 2 || words[0].len + words[1].len + 1 != local.len)
		return 0;
	return local.at[words[0].len];
}

/* How many addresses of the same company are first.last and the like. */
static size_t
colleagues_with(
	const struct check *c, const struct address *than, char separator)
{
	size_t n = 0;

	list_each (const struct header, h, &c->draft->headers->list) {
		if (!is_recipient(h) && h->id != HEADER_FROM)
			continue;
		list_each (const struct address, a, &draft_addresses(h)->list)
			n += is_whole(a) && a != than &&
			     str_ieq(a->domain, than->domain) &&
			     separator_of(a->local) == separator;
	}
	return n;
}

static void
other_separator(
	struct check *c, const struct header *h, const struct address *a)
{
	if (!is_recipient(h) || !is_whole(a) ||
		lexicon_has(&lexicon_freemail, a->domain) || !crowd_is_small(c))
		return;
	char own = separator_of(a->local);
	struct where w = at_spec(h, a);
	if ((own != '-' && own != '_') || address_is_role(a->local) ||
		!str_starts(shown_at(w), a->local) ||
		colleagues_with(c, a, '.') < 2 || colleagues_with(c, a, own))
		return;
	struct finding *f = find(c, w,
		N_("the other addresses at {1} have a dot where this one has "
		   "\"{2}\""),
		2, a->domain, str_sub(STR("-_"), own == '_', 1));
	w.at += (uint32_t)str_chr(a->local, own);
	w.len = 1;
	finding_fix(f, FIX_UNSAFE, N_("write a dot"), 0);
	finding_edit(f, w, STR("."));
}

static bool
is_gmail(struct str domain)
{
	return str_ieq(domain, STR("gmail.com")) ||
	       str_ieq(domain, STR("googlemail.com"));
}

static size_t
odd_gmail_mark(struct str local)
{
	size_t end = str_chr(local, '+');

	for (size_t i = 0; i < end; i++)
		if (!is_alnum(local.at[i]) && local.at[i] != '.')
			return i;
	return local.len;
}

enum { QQ_LEAST = 5, QQ_MOST = 11 };

static bool
is_odd_qq_number(const struct address *a)
{
	size_t digits = 0;

	if (!str_ieq(a->domain, STR("qq.com")))
		return false;
	while (digits < a->local.len && is_digit(a->local.at[digits]))
		digits++;
	return digits == a->local.len &&
	       (digits < QQ_LEAST || digits > QQ_MOST || a->local.at[0] == '0');
}

static void
odd_gmail(struct check *c, const struct header *h, const struct address *a,
	size_t mark)
{
	struct where w = at_spec(h, a);
	struct finding *f =
		find(c, w, N_("Gmail gives out no address with \"{1}\" in it"),
			1, str_sub(a->local, mark, 1));

	if (!str_starts(shown_at(w), a->local) ||
		str_chr(STR("-_"), a->local.at[mark]) == 2) {
		finding_advice(f, N_("ask for the address again"), 0);
		return;
	}
	w.at += (uint32_t)mark;
	w.len = 1;
	finding_fix(f, FIX_UNSAFE, N_("write a dot"), 0);
	finding_edit(f, w, STR("."));
}

static void
impossible(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_recipient(h) || !is_whole(a))
		return;
	size_t mark =
		is_gmail(a->domain) ? odd_gmail_mark(a->local) : a->local.len;
	if (mark < a->local.len) {
		odd_gmail(c, h, a, mark);
		return;
	}
	if (!is_odd_qq_number(a))
		return;
	struct finding *f = find(c, at_spec(h, a),
		N_("a QQ number has 5 to 11 digits, and {1} is none"), 1,
		a->local);
	finding_advice(f, N_("ask for the address again"), 0);
}

/* A house may have moved, or the mail may go through somebody who forwards
 * it: anna@old.com is anna@new.com, or anna.at.old.com@forwarder.com. */
static bool
is_same_person(struct str shown, const struct address *a)
{
	return str_ihas(a->local, str_sub(shown, 0, str_chr(shown, '@')));
}

/* Another address in the place of a name: "x@a.com" <y@b.com>. */
static void
other_address(struct check *c, const struct header *h, const struct address *a)
{
	struct str name = a->name;

	if (!is_recipient(h) || !is_whole(a) || c->draft->was_sent ||
		str_chr(name, '@') == name.len)
		return;
	struct url_search search = url_search_in(name);
	struct span s;
	while (url_next(&search, &s)) {
		struct str one = str_sub(name, s.at, s.len);
		if (str_chr(one, '@') == one.len || is_same_person(one, a))
			continue;
		struct finding *f = find(c, at_spec(h, a),
			N_("the name shows {1}, but the mail goes to {2}"), 2,
			one, a->spec);
		finding_advice(f,
			N_("find out which of the two is right, and put the "
			   "person's name in front of it"),
			0);
		return;
	}
}

static void
role(struct check *c, const struct header *h, const struct address *a)
{
	if (h->id != HEADER_TO || !is_whole(a) ||
		!lexicon_has(&lexicon_general_mailboxes, a->local))
		return;
	struct finding *f = find(c, at_spec(h, a),
		N_("{1} is read by whoever is there, often by nobody"), 1,
		a->spec);
	finding_advice(f,
		N_("look for the name of the person who buys, for example on "
		   "their web site or LinkedIn"),
		0);
}

static void
no_reader(struct check *c, const struct header *h, const struct address *a)
{
	static const char *const names[] = { "noreply", "no-reply", "no_reply",
		"no.reply", "donotreply", "do-not-reply", "do_not_reply",
		"dontreply", "mailer-daemon", "nobody", "devnull", NULL };

	if (!is_recipient(h) || !is_whole(a))
		return;
	for (const char *const *n = names; *n; n++) {
		if (!str_ieq(a->local, str_of(*n)))
			continue;
		struct finding *f = find(c, at_spec(h, a),
			N_("nobody reads what is sent to {1}"), 1, a->spec);
		finding_advice(f,
			N_("take the address from their web site, or from the "
			   "signature of their mail"),
			0);
		return;
	}
}

static void
disposable(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_recipient(h) || !is_whole(a) ||
		!lexicon_find_host(&lexicon_disposable_mailboxes, a->domain))
		return;
	struct finding *f = find(c, at_spec(h, a),
		N_("{1} gives out mailboxes that are gone after an hour"), 1,
		a->domain);
	finding_advice(f, N_("take this address off your list"), 0);
}

static bool
is_suppressed(const struct check *c, struct str key)
{
	const struct knowledge *k = &c->settings->known;
	size_t low = 0, high = k->suppressed.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(key, k->suppressed.at[mid]);
		if (order == 0)
			return true;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

static void
suppressed(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_recipient(h) || !is_whole(a) ||
		!c->settings->known.suppressed.n)
		return;
	struct str one = arena_lower(c->arena, a->spec);
	struct str all = arena_printf(
		c->arena, "@%.*s", STR_ARG(arena_lower(c->arena, a->domain)));
	bool whole = !is_suppressed(c, one);
	if (whole && !is_suppressed(c, all))
		return;
	struct finding *f = find(c, at_spec(h, a),
		whole ? N_("nobody at {1} is to be mailed again: the domain "
			   "stands on your suppression list")
		      : N_("{1} stands on your suppression list"),
		1, whole ? a->domain : a->spec);
	finding_advice(f, N_("leave this address out"), 0);
}

#define HEAD(to)                                                               \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: " to "\nSubject: Ball valves for the Nordpump line in Malmo\n"
#define BODY                                                                   \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Ms. Berg,\n\nyour line in Malmo uses DN50 ball valves. Shall I " \
	"send you one of ours to try?\n\nBest regards,\nLi Wei\n"
#define NAMELESS                                                               \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Hello,\n\nwe make ball valves from DN15 to DN100. Shall we send you " \
	"one to try?\n\nBest regards,\nLi Wei\n"
#define MAIL(to) HEAD(to) BODY
#define DOE                                                                    \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Mr. Doe,\n\nyour line in Malmo uses DN50 ball valves. Shall I "  \
	"send you one of ours to try?\n\nBest regards,\nLi Wei\n"
#define ANNA "Anna Berg <anna.berg@nordpump.se>"
#define MANY(site)                                                             \
	"a.berg@" site ", b.ek@" site ", c.lund@" site ", d.holm@" site        \
	", e.dahl@" site ", f.falk@" site ", g.lind@" site
#define HIDDEN(site)                                                           \
	"a@" site ", b@" site ", c@" site ", d@" site ", e@" site ", f@" site  \
	", g@" site

static const struct rule rows[] = {
	{
		.id = "recipients/broken",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_REJECT,
		.points = 30,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5321 4.1.2, RFC 5322 3.4",
		.title = N_("address that nothing can be sent to"),
		.why = N_("A server refuses an address that is not "
			  "written "
			  "like one, before anybody has read the mail. "
			  "Blanks, "
			  "commas and the wide signs of a Chinese "
			  "keyboard are "
			  "the usual cause."),
		.bad = MAIL("Anna Berg "
			    "<anna."
			    "berg\xEF\xBC\xA0nordpump\xE3\x80\x82se>"),
		.good = MAIL("Anna Berg <anna.berg+valves@nordpump.se>"),
		.on_header = broken,
	},
	{
		.id = "recipients/syntax",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_REJECT,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 5322 3.4",
		.title = N_("list of addresses with a sign that does not "
			    "belong there"),
		.why = N_("Some programs guess what was meant, others "
			  "send to "
			  "half of the addresses, or to none."),
		.bad = MAIL(ANNA "; Marta Ek <marta.ek@nordpump.se>"),
		.good = MAIL(ANNA ", Marta Ek <marta.ek@nordpump.se>"),
		.on_defect = syntax,
	},
	{
		.id = "recipients/unknown-ending",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_REJECT,
		.points = 30,
		.evidence = EVIDENCE_STANDARD,
		.source = "IANA's list of top-level domains, as of "
			  "2025-10",
		.title = N_("address with an ending that does not exist"),
		.why = N_("What follows the last dot is not among the "
			  "endings "
			  "of the world, so no server can be found for "
			  "this "
			  "address and the mail comes back."),
		.bad = MAIL("Anna Berg <anna.berg@nordpump.sweden>"),
		.good = MAIL("Anna Berg <anna.berg@nordpump.com.cn>"),
		.on_address = unknown_top,
	},
	{
		.id = "recipients/domain-typo",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_REJECT,
		.points = 30,
		.evidence = EVIDENCE_EVIDENT,
		.source = "names of large mailbox providers with two "
			  "letters "
			  "swapped, one left out or doubled",
		.title = N_("slip of the finger in a domain"),
		.why = N_("At such a domain there is no mail server, "
			  "or one "
			  "that lives on other people's slips: the "
			  "mail comes "
			  "back, or a stranger reads it."),
		.bad = MAIL("Anna Berg <anna.berg@gmial.com>"),
		.good = MAIL("Anna Berg <anna.berg@foxmail.com>"),
		.on_address = domain_typo,
	},
	{
		.id = "recipients/name-typo",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_REJECT,
		.points = 16,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("name and address are not spelt alike"),
		.why = N_("The name beside the address is spelt "
			  "another way "
			  "than the address itself: one of them has a "
			  "slip. If "
			  "it is the address, the mail comes back."),
		.bad = HEAD("John Doe <jhon.doe@nordpump.se>") DOE,
		.good = HEAD("John Doe <john.doe@nordpump.se>") DOE,
		.on_address = name_typo,
	},
	{
		.id = "recipients/other-separator",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_REJECT,
		.points = 4,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("address unlike those of the colleagues"),
		.why = N_("Most companies form all addresses in one way. "
			  "One "
			  "with a hyphen among those with a dot is often "
			  "guessed, or a slip."),
		.bad = MAIL("anna.berg@nordpump.se, marta.ek@nordpump.se, "
			    "jens-holm@nordpump.se"),
		.good = MAIL("anna.berg@nordpump.se, marta.ek@nordpump.se, "
			     "jens.holm@nordpump.se"),
		.on_address = other_separator,
	},
	{
		.id = "recipients/impossible",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_REJECT,
		.points = 30,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Google: usernames have letters, numbers and "
			  "periods "
			  "(support.google.com/mail/answer/9211434); QQ "
			  "numbers have 5 to 11 digits",
		.title = N_("address that its provider does not give out"),
		.why = N_("Gmail has only letters, digits and dots "
			  "before the "
			  "@, QQ has numbers of 5 digits or more. What "
			  "breaks "
			  "these rules belongs to nobody."),
		.bad = MAIL("Anna Berg <anna_berg@gmail.com>"),
		.good = MAIL("Anna Berg <anna.berg+valves@gmail.com>"),
		.on_address = impossible,
	},
	{
		.id = "recipients/other-address",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_IGNORED,
		.points = 10,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("name that is another address"),
		.why = N_("The name beside the address is itself an "
			  "address, "
			  "and another one. One of the two is out of "
			  "date, or "
			  "belongs to somebody else."),
		.bad = MAIL("\"anna.berg@nordpump.se\" "
			    "<marta.ek@pumpverk.se>"),
		.good = MAIL("\"anna.berg@nordpump.se\" "
			     "<anna.berg@nordpump.se>"),
		.on_address = other_address,
	},
	{
		.id = "recipients/suppressed",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_SPAM,
		.points = 30,
		.evidence = EVIDENCE_STANDARD,
		.source = "your own list; CAN-SPAM Act, 15 U.S.C. "
			  "7704(a)(4): "
			  "no mail after somebody said no",
		.title = N_("address on your suppression list"),
		.why = N_("This address bounced before, or its owner "
			  "asked for "
			  "no more mail. Mailing it again costs the "
			  "good name "
			  "of your domain, and in many countries it is "
			  "unlawful."),
		.bad = "maillint: --suppress "
		       "anna.berg@nordpump.se\n" MAIL(
			       "Anna Berg <Anna.Berg@nordpump.se>"),
		.good = "maillint: --suppress "
			"anna.berg@nordpump.se\n" MAIL(
				"Anna Berg <anna@nordpump.se>"),
		.on_address = suppressed,
	},
	{
		.id = "recipients/no-reader",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_IGNORED,
		.points = 16,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("mail to an address that nobody reads"),
		.why = N_("Programs send from such addresses. What "
			  "comes in "
			  "there is thrown away."),
		.bad = MAIL("Nordpump <no-reply@nordpump.se>"),
		.good = MAIL("Nordpump <purchasing@nordpump.se>"),
		.on_address = no_reader,
	},
	{
		.id = "recipients/role",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_FOLKLORE,
		.source = "Mailchimp does not take such addresses into "
			  "bulk "
			  "lists; "
			  "no measurement known",
		.title = N_("mail to everybody and nobody"),
		.why = N_("A general mailbox is sorted by whoever has "
			  "the "
			  "time. Offers to nobody by name end there."),
		.bad = "maillint: --select recipients/role\n" MAIL(
			"info@nordpump.se"),
		.good = "maillint: --select recipients/role\n" MAIL(ANNA),
		.on_address = role,
	},
	{
		.id = "recipients/disposable",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_IGNORED,
		.points = 12,
		.evidence = EVIDENCE_EVIDENT,
		.source = "github.com/disposable-email-domains, as of "
			  "2026-09",
		.title = N_("throw-away mailbox"),
		.why = N_("Such a mailbox was made to be forgotten. A "
			  "list "
			  "with many of them was bought, or filled by "
			  "a form "
			  "that nobody guards."),
		.bad = MAIL("Anna Berg <anna.berg@mailinator.com>"),
		.good = MAIL(ANNA),
		.on_address = disposable,
	},
	{
		.id = "recipients/repeated",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_IGNORED,
		.points = 1,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("address that stands twice"),
		.why = N_("The reader sees the own address twice, or "
			  "gets the "
			  "mail twice."),
		.bad = MAIL(ANNA ", Marta Ek <marta.ek@nordpump.se>, "
				 "anna.berg@nordpump.se"),
		.good = MAIL(ANNA ", Marta Ek <marta.ek@nordpump.se>"),
		.on_draft = crowd_repeated,
	},
	{
		.id = "recipients/rivals",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_IGNORED,
		.points = 22,
		.evidence = EVIDENCE_MEASURED,
		.source = "9.7 % of spam and no good mail in the "
			  "SpamAssassin public corpus without its transport "
			  "headers",
		.title = N_("companies that see each other's addresses"),
		.why = N_("Each of them learns whom else you write to, "
			  "often a "
			  "competitor, and that the mail is not for "
			  "them. One "
			  "who answers all tells everybody your price."),
		.bad = HEAD("purchasing@nordpump.se\nCc: info@pumpwerk.de, "
			    "buyer@aquatek.fi, einkauf@hydrotec.at") NAMELESS,
		.good = MAIL(ANNA "\nCc: marta.ek@nordpump.com, "
				  "jens@forwarder.se, wang@haoyu-valves.cn"),
		.on_draft = crowd_rivals,
	},
	{
		.id = "recipients/many-visible",
		.severity = SEVERITY_NOTE,
		.preset = { .outreach = SEVERITY_WARNING,
			.bulk = SEVERITY_WARNING },
		.outcome = OUTCOME_SPAM,
		.points = 8,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd RCPT_COUNT, SORTED_RECIPS",
		.title = N_("many recipients who see each other"),
		.why = N_("All addresses are shown to all, and whoever "
			  "answers "
			  "to all writes to every one of them. Filters "
			  "count "
			  "recipients too."),
		.bad = MAIL(MANY("nordpump.se") ", " MANY(
			"nordpump.com") ", " MANY("nordpump.fi")),
		.good = MAIL(MANY("nordpump.se")),
		.on_draft = crowd_many_visible,
	},
	{
		.id = "recipients/many-hidden",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING },
		.outcome = OUTCOME_SPAM,
		.points = 10,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd R_UNDISC_RCPT 3.0, SpamAssassin "
			  "UNDISC_MONEY",
		.title = N_("many hidden recipients"),
		.why = N_("A mail that is addressed to none of its "
			  "readers is "
			  "what filters know from spam, and what "
			  "readers take "
			  "for it."),
		.bad = HEAD("Li Wei "
			    "<li.wei@haoyu-valves.cn>\nBcc:"
			    " " HIDDEN("nordpump.se") ", " HIDDEN(
				    "pumpwerk.de") ", " HIDDEN("aqu"
							       "ate"
							       "k."
							       "f"
							       "i")) BODY,
		.good = MAIL(ANNA "\nBcc: archive@haoyu-valves.cn"),
		.on_draft = crowd_many_hidden,
	},
	{
		.id = "recipients/alike",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_recipients_alike,
		.evidence = EVIDENCE_MEASURED,
		.source = "5.4 % of spam and no good mail in the "
			  "SpamAssassin "
			  "public corpus; SUSPICIOUS_RECIPS",
		.title = N_("addresses from a sorted list"),
		.why = N_("Five and more recipients whose addresses "
			  "begin "
			  "alike come from a bought list or were "
			  "guessed. "
			  "Filters have known this mark for twenty "
			  "years."),
		.bad = HEAD("annab@gmail.com, annac@yahoo.com, "
			    "anneb@aol.com, "
			    "annef@gmail.com, anniek@qq.com") NAMELESS,
		.good = MAIL("anna@nordpump.se, marta@nordpump.se, "
			     "jens@nordpump.se, wei@haoyu-valves.cn, "
			     "lin@haoyu-valves.cn"),
		.on_draft = crowd_alike,
	},
	{
		.id = "recipients/undisclosed",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING,
			.bulk = SEVERITY_WARNING },
		.outcome = OUTCOME_SPAM,
		.points = FITTED_recipients_undisclosed,
		.evidence = EVIDENCE_MEASURED,
		.source = "1.3 % of spam and 0.12 % of good mail in the "
			  "SpamAssassin public corpus; rspamd R_UNDISC_RCPT",
		.title = N_("hidden list of recipients"),
		.why = N_("Where the address of the reader should "
			  "stand, the "
			  "reader finds \"undisclosed recipients\". "
			  "Most such "
			  "mail is spam."),
		.bad = HEAD("undisclosed-recipients:;") BODY,
		.good = MAIL(ANNA),
		.on_draft = crowd_undisclosed,
	},
};

const struct family family_recipients =
	FAMILY("recipients", N_("recipients"), rows);
