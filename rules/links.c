/*
 * links.c - where links lead, and whether the reader can see it.
 *
 * Links that the author only quotes are left alone: they are not the
 * author's to mend.
 */
#include <string.h>

#include "rules.h"

static struct where
at_link(const struct link *l)
{
	return in_text(&l->text, l->at, l->len);
}

/* What a person may follow: written by the author, seen by the reader. */
static bool
is_followed(const struct link *l)
{
	return !l->quoted && l->where != LINK_SRC && l->where != LINK_HEADER;
}

static bool
is_web(const struct url *u)
{
	return u->host.len &&
	       (str_eq(u->scheme, STR("http")) ||
		       str_eq(u->scheme, STR("https")) || !u->scheme.len);
}

/* A host that is known, not one that a merge field fills in. */
static bool
has_fixed_host(const struct link *l)
{
	return l->url.fixed_host && is_web(&l->url);
}

static bool
is_author_web(const struct link *l)
{
	return is_followed(l) && has_fixed_host(l);
}

static bool
has_scheme(const struct link *l, const char *const *names)
{
	for (; *names; names++)
		if (str_eq(l->url.scheme, str_of(*names)))
			return true;
	return false;
}

static const struct lexicon_entry *
shortener(const struct link *l)
{
	return lexicon_find_host(&lexicon_shorteners, l->url.ascii);
}

/* Short forms of one well-known service: a video, a place on a map. */
static bool
is_open(const struct lexicon_entry *e)
{
	return e->value && !strcmp(e->value, "open");
}

static void
shortened(struct check *c, const struct link *l)
{
	const struct lexicon_entry *e = is_author_web(l) ? shortener(l) : NULL;

	if (!e || is_open(e))
		return;
	struct finding *f = find(c, at_link(l),
		N_("{1} hides where this link leads"), 1, l->url.ascii);
	if (e->value) {
		finding_severity(f, SEVERITY_NOTE);
		finding_points(f, 2);
	}
	finding_advice(f,
		N_("open it once, and put the address that you arrive at here"),
		0);
}

static void
redirected(struct check *c, const struct link *l)
{
	if (!is_author_web(l))
		return;
	const struct lexicon_entry *e =
		lexicon_find_host(&lexicon_redirectors, l->url.ascii);
	if (!e || !str_starts(l->url.path, str_of(e->value)))
		return;
	if (!str_ihas(l->url.query, STR("http")))
		return;
	struct finding *f = find(c, at_link(l),
		N_("this link goes through {1} to another address"), 1,
		l->url.ascii);
	finding_advice(f, N_("link to the address itself"), 0);
}

static void
scanner_wrapped(struct check *c, const struct link *l)
{
	if (!is_author_web(l))
		return;
	const struct lexicon_entry *e =
		lexicon_find_host(&lexicon_link_scanners, l->url.ascii);
	if (!e)
		return;
	struct finding *f = find(c, at_link(l),
		N_("this link still has the wrapping of a mail scanner ({1})"),
		1, str_of(e->value));
	finding_advice(f,
		N_("copy the link from its own page again, not from a received "
		   "mail"),
		0);
}

/* A bare address in running text may be what the mail is about: a ticket, an
 * instruction. Only in a first mail it is surely meant to be opened. */
static void
soften_bare(struct finding *f, const struct link *l, const struct check *c)
{
	if (l->where != LINK_TEXT || c->preset == PRESET_BULK)
		return;
	bool first = c->preset == PRESET_OUTREACH;
	finding_severity(f, first ? SEVERITY_WARNING : SEVERITY_NOTE);
	finding_points(f, first ? 14 : 3);
}

static bool
in_block(uint32_t ip, uint32_t net, int bits)
{
	return (ip >> (32 - bits)) == (net >> (32 - bits));
}

/* RFC 1918, 1122 3.2.1.3, 3927, 6598. */
static bool
is_private_ip(uint32_t ip)
{
	return in_block(ip, 0x0A000000, 8) || in_block(ip, 0xAC100000, 12) ||
	       in_block(ip, 0xC0A80000, 16) || in_block(ip, 0x7F000000, 8) ||
	       in_block(ip, 0xA9FE0000, 16) || in_block(ip, 0x64400000, 10) ||
	       in_block(ip, 0x00000000, 8);
}

/* RFC 6762 (local), RFC 6761 (localhost, test), RFC 8375, and "internal". */
static bool
is_private_name(struct str host)
{
	static const struct str tops[] = { STR("local"), STR("localhost"),
		STR("internal"), STR("intranet"), STR("lan"), STR("corp") };
	size_t dot = str_rchr(host, '.');

	if (dot == host.len)
		return true;
	struct str top = str_from(host, dot + 1);
	for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
		if (str_eq(top, tops[i]))
			return true;
	return str_ends(host, STR(".home.arpa"));
}

static bool
is_private(const struct url *u)
{
	if (u->host_kind == HOST_IPV4)
		return is_private_ip(u->ipv4);
	if (u->host_kind == HOST_IPV6)
		return str_eq(u->host, STR("::1")) ||
		       str_istarts(u->host, STR("fe80:")) ||
		       str_istarts(u->host, STR("fc")) ||
		       str_istarts(u->host, STR("fd"));
	return is_private_name(u->ascii);
}

/* "https://https://acme.com": the host seems to be "https". */
static bool
is_doubled(const struct link *l)
{
	return str_eq(l->url.ascii, STR("https")) ||
	       str_eq(l->url.ascii, STR("http"));
}

/* "https://acme" is a host without a dot only where "//" says so. */
static void
private_host(struct check *c, const struct link *l)
{
	if (!is_author_web(l) || !l->url.has_host || !is_private(&l->url) ||
		is_doubled(l))
		return;
	struct finding *f = find(c, at_link(l),
		N_("{1} can only be reached from inside your own network"), 1,
		l->url.host);
	soften_bare(f, l, c);
	finding_advice(
		f, N_("put the public address here, or attach the file"), 0);
}

static void
numeric_host(struct check *c, const struct link *l)
{
	if ((l->url.host_kind != HOST_IPV4 && l->url.host_kind != HOST_IPV6) ||
		!is_author_web(l) || is_private(&l->url))
		return;
	struct finding *f = find(c, at_link(l),
		N_("this link leads to a bare IP address, {1}"), 1,
		l->url.host);
	soften_bare(f, l, c);
	finding_advice(f, N_("use the host name of the site"), 0);
}

/* What a label shows as an address: "www.acme.com/shop" or "acme.com". */
static bool
label_address(struct check *c, struct str label, struct url *shown)
{
	if (label.len < 4 || label.len > 500 ||
		str_chr(label, ' ') < label.len ||
		str_chr(label, '@') < label.len ||
		str_chr(label, '\n') < label.len ||
		str_chr(label, '.') == label.len)
		return false;
	bool spelled_out = str_istarts(label, STR("http")) ||
			   str_istarts(label, STR("www."));
	*shown = url_parse(c->arena, label);
	if (!shown->host.len && !spelled_out) {
		label = arena_printf(c->arena, "//%.*s", STR_ARG(label));
		*shown = url_parse(c->arena, label);
	}
	return shown->host_kind == HOST_NAME &&
	       url_known_tld(c->arena, shown->ascii) &&
	       (spelled_out || str_eq(shown->ascii, url_site(shown)) ||
		       shown->path.len > 0);
}

/* "Node.js", "report.pdf", "3.5mm": not everything with a dot is a host. */
static bool
is_bare_word(struct str label)
{
	size_t dot = str_rchr(label, '.');
	struct str end = str_from(label, dot + 1);
	return !str_istarts(label, STR("http")) &&
	       !str_istarts(label, STR("www.")) &&
	       str_chr(label, '/') == label.len && end.len != 2 &&
	       !str_ieq(end, STR("com")) && !str_ieq(end, STR("net")) &&
	       !str_ieq(end, STR("org"));
}

static void
other_host(struct check *c, const struct link *l)
{
	struct url shown;

	if (l->where != LINK_HREF || l->quoted || l->hidden || l->field ||
		!has_fixed_host(l) || is_bare_word(l->label) ||
		!label_address(c, l->label, &shown))
		return;
	if (str_eq(url_site(&shown), url_site(&l->url)))
		return;
	struct finding *f = find(c, at_link(l),
		N_("the text shows {1}, but the link leads to {2}"), 2,
		shown.ascii, l->url.ascii);
	finding_advice(f,
		N_("show the address that the link leads to, or plain words "
		   "such as \"our data sheet\""),
		0);
}

static void
user_info(struct check *c, const struct link *l)
{
	if (!is_author_web(l) || !l->url.userinfo.len || !l->url.has_host)
		return;
	struct finding *f = find(c, at_link(l),
		N_("what stands before the @ looks like the site, but the link "
		   "leads to {1}"),
		1, l->url.ascii);
	finding_advice(f, N_("remove everything up to the @"), 0);
}

static bool
is_domain_of(struct check *c, const struct address *a, const struct url *u)
{
	return a && a->domain.len &&
	       str_ieq(url_domain(c->arena, a->domain), url_site(u));
}

/* The reader knows the ports of their own machines. */
static bool
is_known_here(struct check *c, const struct url *u)
{
	return is_domain_of(c, draft_recipient(c->draft), u);
}

static void
odd_port(struct check *c, const struct link *l)
{
	if (!is_author_web(l) || !l->url.port.len || is_private(&l->url) ||
		l->url.host_kind != HOST_NAME || is_known_here(c, &l->url) ||
		str_eq(l->url.port, STR("80")) ||
		str_eq(l->url.port, STR("443")))
		return;
	struct finding *f = find(c, at_link(l),
		N_("port {1} is unusual; many company networks do not let it "
		   "through"),
		1, l->url.port);
	finding_advice(f, N_("offer the page at the site's normal address"), 0);
}

static void
look_alike(struct check *c, const struct link *l)
{
	struct str skeleton, host;

	if (!is_author_web(l) || l->url.host_kind != HOST_NAME ||
		!str_has(l->url.ascii, STR("xn--")))
		return;
	host = charset_host_unicode(c->arena, l->url.ascii);
	if (!charset_confusable(c->arena, host, &skeleton))
		return;
	struct finding *f = find(c, at_link(l),
		N_("{1} is spelt with letters that only look like those of "
		   "{2}"),
		2, host, skeleton);
	finding_advice(f,
		N_("type the address anew, with letters of one alphabet"), 0);
}

static void
script(struct check *c, const struct link *l)
{
	static const char *const schemes[] = { "javascript", "vbscript", "data",
		NULL };

	if (!is_followed(l) || l->where == LINK_TEXT || !has_scheme(l, schemes))
		return;
	struct finding *f = find(c, at_link(l),
		N_("mail programs remove {1}: links, so this one does nothing"),
		1, l->url.scheme);
	finding_advice(f, N_("link to a page that does it"), 0);
}

/* "C:\Users\..." and "\\server\share" as pasted from a file manager. */
static bool
is_windows_path(struct str href)
{
	bool drive = href.len > 3 && is_alpha(href.at[0]) &&
		     href.at[1] == ':' &&
		     (href.at[2] == '\\' || href.at[2] == '/');
	return drive || str_starts(href, STR("\\\\"));
}

static void
local_file(struct check *c, const struct link *l)
{
	static const char *const schemes[] = { "file", NULL };

	if (l->quoted || l->where == LINK_HEADER)
		return;
	if (!has_scheme(l, schemes) && !is_windows_path(l->href))
		return;
	if (l->where == LINK_TEXT && !has_scheme(l, schemes))
		return;
	struct finding *f = find(c, at_link(l),
		N_("this leads to a file on your own computer"), 0);
	finding_advice(f,
		N_("attach the file, or put it on your site and link to it"),
		0);
}

static void
empty(struct check *c, const struct link *l)
{
	if (l->quoted || l->field || l->hidden)
		return;
	if (l->where != LINK_HREF && l->where != LINK_MARKDOWN)
		return;
	if (l->href.len && !str_eq(l->href, STR("#")))
		return;
	struct finding *f = find(c, at_link(l),
		l->label.len ? N_("\"{1}\" is a link that leads nowhere")
			     : N_("this link leads nowhere"),
		l->label.len ? 1 : 0, str_sub(l->label, 0, 60));
	if (is_blueprint(c))
		finding_severity(f, SEVERITY_NOTE);
	finding_advice(f, N_("put the address here, or remove the link"), 0);
}

static bool
is_based(const struct draft *d)
{
	list_each (const struct html, h, &d->htmls)
		list_each (const struct element, e, &h->elements)
			if (e->tag == TAG_BASE)
				return true;
	return false;
}

/* Asked for each link, so the answer is kept. */
static bool
has_base(struct check *c)
{
	bool *based = c->memo[0];

	if (!based) {
		based = c->memo[0] = ARENA_NEW(c->arena, bool);
		*based = is_based(c->draft);
	}
	return *based;
}

static void
relative(struct check *c, const struct link *l)
{
	if ((l->where != LINK_HREF && l->where != LINK_FORM &&
		    l->where != LINK_MARKDOWN) ||
		l->quoted || l->field || !l->href.len || l->href.at[0] == '#' ||
		l->url.scheme.len || l->url.has_host || l->url.host.len ||
		is_windows_path(l->href) || has_base(c))
		return;
	struct finding *f = find(c, at_link(l),
		N_("\"{1}\" is only part of an address; in a mail it leads "
		   "nowhere"),
		1, str_sub(l->href, 0, 80));
	if (is_blueprint(c))
		finding_severity(f, SEVERITY_NOTE);
	finding_advice(
		f, N_("write the whole address, beginning with https://"), 0);
}

/* "www.acme.com" in an href is a relative address to a browser. */
static void
no_scheme(struct check *c, const struct link *l)
{
	if (l->where != LINK_HREF || l->quoted || l->field ||
		l->url.scheme.len || !l->url.host.len || l->url.has_host)
		return;
	struct finding *f = find(c, at_link(l),
		N_("without https:// in front, \"{1}\" leads nowhere in most "
		   "mail programs"),
		1, str_sub(l->href, 0, 80));
	finding_fix(f, FIX_UNSAFE, N_("put https:// in front"), 0);
	finding_edit(f, in_text(&l->text, l->at, 0), STR("https://"));
}

static size_t
encoded_brace(struct str href)
{
	size_t at = str_ifind(href, STR("%7B%7B"));
	return at < href.len ? at : str_ifind(href, STR("%7B%25"));
}

static struct str
decode_braces(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		int high = i + 2 < s.len && s.at[i] == '%'
				   ? hex_value(s.at[i + 1])
				   : -1;
		int low = high >= 0 ? hex_value(s.at[i + 2]) : -1;
		if (low < 0) {
			out[n++] = s.at[i];
			continue;
		}
		out[n++] = (char)(high * 16 + low);
		i += 2;
	}
	return (struct str){ out, n };
}

static void
encoded_field(struct check *c, const struct link *l)
{
	if (l->quoted)
		return;
	size_t at = encoded_brace(l->href);
	if (at == l->href.len)
		return;
	struct str rest = str_from(l->href, at);
	size_t end = str_ifind(rest, STR("%7D%7D"));
	struct str tag = str_sub(rest, 0, end + 6);
	struct str plain = decode_braces(c->arena, tag);
	struct finding *f = find(c, at_link(l),
		N_("the merge field {1} is percent-encoded, so nothing will "
		   "fill it in"),
		1, plain);
	size_t raw = str_find(str_sub(l->text.s, l->at, l->len), tag);
	if (end == rest.len || raw == l->len) {
		finding_advice(
			f, N_("write {1} instead of {2}"), 2, plain, tag);
		return;
	}
	/* in a mail about to leave, the field is then one that is not filled in
	 */
	finding_fix(f, c->stage == STAGE_TEMPLATE ? FIX_SAFE : FIX_UNSAFE,
		N_("write {1}"), 1, plain);
	finding_edit(f, in_text(&l->text, l->at + raw, tag.len), plain);
}

/* Of a short link its own rule says enough. */
static bool
is_plain(const struct link *l)
{
	return is_author_web(l) && !l->signature && !l->hidden &&
	       str_eq(l->url.scheme, STR("http")) &&
	       l->url.host_kind == HOST_NAME && !l->url.port.len &&
	       str_istarts(l->href, STR("http:")) && !shortener(l) &&
	       !is_private(&l->url);
}

static void
encrypt(struct finding *f, const struct link *l)
{
	finding_edit(f, in_text(&l->text, l->at + 4, 0), STR("s"));
}

/* One finding for all of them: browsers mind, filters do not. */
static void
plain_http(struct check *c)
{
	struct finding *f = NULL;

	list_each (const struct link, l, &c->draft->links) {
		if (!is_plain(l))
			continue;
		if (!f)
			f = find(c, at_link(l),
				N_("browsers call {1} \"not secure\" when it "
				   "is opened this way"),
				1, l->url.ascii);
		encrypt(f, l);
	}
	finding_fix(f, FIX_UNSAFE, N_("use https://"), 0);
}

static void
stand_in(struct check *c, const struct link *l)
{
	if (!is_author_web(l) || l->url.host_kind != HOST_NAME ||
		str_eq(l->url.scheme, STR("mailto")))
		return;
	if (!lexicon_find_host(&lexicon_stand_in_hosts, l->url.ascii))
		return;
	struct finding *f = find(c, at_link(l),
		N_("{1} stands for an address that was still to be filled in"),
		1, l->url.ascii);
	finding_advice(f, N_("put the real address here"), 0);
}

static struct str
extension(struct str path)
{
	struct str name = str_from(path, str_rchr(path, '/') + 1);
	size_t dot = str_rchr(name, '.');
	return dot < name.len ? str_from(name, dot + 1) : STR_NONE;
}

static void
program(struct check *c, const struct link *l)
{
	if (!is_author_web(l))
		return;
	struct str ext = extension(l->url.path);
	if (!ext.len || !lexicon_has(&lexicon_program_extensions, ext))
		return;
	struct finding *f = find(c, at_link(l),
		N_("this link starts the download of a program (.{1})"), 1,
		ext);
	finding_advice(f,
		N_("link to the page that explains the download instead"), 0);
}

static void
broken(struct check *c, const struct link *l)
{
	if (!is_followed(l) || l->field || l->where == LINK_TEXT)
		return;
	bool web = str_eq(l->url.scheme, STR("http")) ||
		   str_eq(l->url.scheme, STR("https"));
	if (!web || (l->url.host.len && !is_doubled(l) &&
			    str_chr(l->url.host, ' ') == l->url.host.len))
		return;
	struct finding *f =
		find(c, at_link(l), N_("\"{1}\" is not a whole address"), 1,
			str_sub(l->href, 0, 80));
	if (is_blueprint(c))
		finding_severity(f, SEVERITY_WARNING);
	finding_advice(f,
		N_("copy the address from the browser's address bar again"), 0);
}

#define TOP                                                                    \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Ball valves for the Nordpump line in Malmo\n"
#define TEXT(body)                                                             \
	TOP "Content-Type: text/plain; charset=utf-8\n\n"                      \
	    "Dear Ms. Berg,\n\n" body "\n\nBest regards,\nLi Wei\n"
#define HTML(body)                                                             \
	TOP "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"    \
	    "<!DOCTYPE html><html lang=\"en\"><body><p>Dear Ms. Berg,</p>\n"   \
	    "<p>" body "</p>\n<p>Best regards,<br>Li Wei</p></body></html>\n"

static const struct rule rows[] = {
	{
		.id = "links/shortened",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 14,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Spamhaus DBL lists abused shorteners (127.0.1.103); "
			  "SpamAssassin 4.0 25_url_shortener.cf",
		.title = N_("shortened link"),
		.why = N_("A short link hides its target. Filters know these "
			  "services from spam and judge your mail by everyone "
			  "who uses them, and careful readers do not click."),
		.bad = TEXT(
			"The drawings are at https://bit.ly/3xYzAbC for you."),
		.good = TEXT("The drawings are at "
			     "https://www.haoyu-valves.cn/dn50 for you."),
		.on_link = shortened,
	},
	{
		.id = "links/redirected",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 10,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd maps: redirectors",
		.title = N_("link through a redirecting page"),
		.why = N_("A link that passes through another site shows the "
			  "wrong host to the reader. Filters follow the same "
			  "pages in phishing mail."),
		.bad = HTML("See <a "
			    "href=\"https://www.google.com/url?q=https://"
			    "haoyu-valves.cn/dn50\">our data sheet</a>."),
		.good = HTML("See <a href=\"https://haoyu-valves.cn/dn50\">our "
			     "data sheet</a>."),
		.on_link = redirected,
	},
	{
		.id = "links/scanner-wrapped",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("link copied from a scanned mail"),
		.why = N_("A scanner rewrote this link in a mail that you "
			  "received. It shows the reader a strange host, and "
			  "stops working one day."),
		.bad = TEXT("The sheet is at "
			    "https://eur01.safelinks.protection.outlook.com/"
			    "?url=https%3A%2F%2Fhaoyu-valves.cn for you."),
		.good = TEXT("The sheet is at https://haoyu-valves.cn/dn50 for "
			     "you."),
		.on_link = scanner_wrapped,
	},
	{
		.id = "links/numeric-host",
		.severity = SEVERITY_WARNING,
		.preset = { .outreach = SEVERITY_ERROR,
			.bulk = SEVERITY_ERROR },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 22,
		.evidence = EVIDENCE_PROVIDER,
		.source =
			"Outlook.com sender guidance: avoid IP addresses in "
			"links; 21.2 % of spam and 0.14 % of good mail in the "
			"SpamAssassin public corpus",
		.title = N_("link to a bare IP address"),
		.why = N_("Serious sites have names. A link to a number is a "
			  "mark of phishing pages and hijacked machines, and "
			  "filters weigh it heavily."),
		.bad = TEXT("The price list is at "
			    "http://93.184.216.34/list.html for you."),
		.good = TEXT("The price list is at "
			     "https://haoyu-valves.cn/list.html for you."),
		.on_link = numeric_host,
	},
	{
		.id = "links/private-host",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 22,
		.evidence = EVIDENCE_EVIDENT,
		.source = "RFC 1918, RFC 6761, RFC 6762",
		.title = N_("link into your own network"),
		.why = N_("Addresses such as localhost or 192.168.1.5 mean "
			  "another machine at every reader's place. Your "
			  "reader gets an error page."),
		.bad = TEXT("The drawing is at "
			    "http://192.168.1.20:8080/dn50.pdf for you."),
		.good = TEXT("The drawing is at "
			     "https://haoyu-valves.cn/dn50.pdf for you."),
		.on_link = private_host,
	},
	{
		.id = "links/other-host",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 8,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126): "
			  "links should be visible and easy to understand; "
			  "phishing modules of rspamd and ClamAV",
		.title = N_("link text shows another site than the link opens"),
		.why = N_("A text that names one site over a link to another "
			  "is what phishing looks like. Mail programs warn the "
			  "reader about it."),
		.bad = HTML("Order at <a "
			    "href=\"https://tracker-mail.com/c/"
			    "8841\">www.haoyu-valves.cn</a> any time."),
		.good = HTML("Order at <a "
			     "href=\"https://shop.haoyu-valves.cn/"
			     "dn50\">www.haoyu-valves.cn</a> any time."),
		.on_link = other_host,
	},
	{
		.id = "links/user-info",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 25,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 3986 7.6",
		.title = N_("user name inside a link"),
		.why = N_("In https://your-bank.com@other.site the part before "
			  "the @ is only a user name: an old trick of "
			  "phishing. Filters and browsers treat it so."),
		.bad = TEXT("Please see "
			    "https://haoyu-valves.cn@files-share.net/dn50 for "
			    "the drawing."),
		.good = TEXT("Please see https://haoyu-valves.cn/dn50 for the "
			     "drawing."),
		.on_link = user_info,
	},
	{
		.id = "links/odd-port",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = "2.8 % of spam and 0.29 % of good mail in the "
			  "SpamAssassin public corpus; WEIRD_PORT",
		.title = N_("link with an unusual port"),
		.why = N_(
			"Company firewalls often let only the normal web ports "
			"through, so part of your readers cannot open it. Spam "
			"uses such ports more often than honest mail."),
		.bad = TEXT("The drawing is at "
			    "https://haoyu-valves.cn:8443/dn50 for you."),
		.good = TEXT("The drawing is at "
			     "https://haoyu-valves.cn:443/dn50 for you."),
		.on_link = odd_port,
	},
	{
		.id = "links/look-alike",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 28,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail sender guidelines "
			  "(support.google.com/mail/answer/81126); UTS 39 5.2",
		.title = N_("host name with look-alike letters"),
		.why = N_("The name mixes alphabets, so that it looks like "
			  "another one. Gmail and others refuse links to such "
			  "hosts."),
		.bad = TEXT("Please see https://p\xD0\xB0ypal.com/invoice for "
			    "the payment."),
		.good = TEXT("Please see "
			     "https://www.m\xC3\xBCller-pumpen.de/angebot for "
			     "the offer."),
		.on_link = look_alike,
	},
	{
		.id = "links/script",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 22,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Exchange Online ASF: JavaScript or VBScript in HTML",
		.title = N_("link that runs a script"),
		.why = N_("No mail program runs scripts. The link is removed, "
			  "and the attempt itself counts as a sign of attack."),
		.bad = HTML("<a href=\"javascript:window.print()\">Print the "
			    "sheet</a> if you like."),
		.good = HTML("<a href=\"https://haoyu-valves.cn/print\">Print "
			     "the sheet</a> if you like."),
		.on_link = script,
	},
	{
		.id = "links/local-file",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 22,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("link to a file on your computer"),
		.why = N_("The address names a place on your own disk or "
			  "office server. Nobody else can open it, and it "
			  "tells strangers how your folders are called."),
		.bad = HTML("The <a href=\"file:///C:/Users/li/dn50.pdf\">data "
			    "sheet</a> shows the sizes."),
		.good = HTML(
			"The <a href=\"https://haoyu-valves.cn/dn50.pdf\">data "
			"sheet</a> shows the sizes."),
		.on_link = local_file,
	},
	{
		.id = "links/empty",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("link without an address"),
		.why = N_("The reader sees a link and nothing happens on a "
			  "click."),
		.bad = HTML(
			"Our <a href=\"#\">data sheet</a> shows the sizes."),
		.good = HTML(
			"Our <a href=\"https://haoyu-valves.cn/dn50\">data "
			"sheet</a> shows the sizes."),
		.on_link = empty,
	},
	{
		.id = "links/relative",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 16,
		.evidence = EVIDENCE_EVIDENT,
		.source = "RFC 3986 5.1",
		.title = N_("link that is only part of an address"),
		.why = N_(
			"On a web page, \"/catalogue\" means this site. A mail "
			"is not on any site, so the link leads nowhere."),
		.bad = HTML("Our <a href=\"/catalogue/dn50.html\">data "
			    "sheet</a> shows the sizes."),
		.good = HTML("Our <a "
			     "href=\"https://haoyu-valves.cn/catalogue/"
			     "dn50.html\">data sheet</a> shows the sizes."),
		.on_link = relative,
	},
	{
		.id = "links/no-scheme",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_EVIDENT,
		.source = "RFC 3986 4.2",
		.title = N_("link without https://"),
		.why = N_("To a mail program, \"www.acme.com\" in a link is "
			  "the name of a file next to the mail, which does not "
			  "exist."),
		.bad = HTML("Our <a href=\"www.haoyu-valves.cn\">site</a> "
			    "shows the sizes."),
		.good = HTML(
			"Our <a href=\"https://www.haoyu-valves.cn\">site</a> "
			"shows the sizes."),
		.on_link = no_scheme,
	},
	{
		.id = "links/encoded-field",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 22,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("merge field that an editor has encoded"),
		.why = N_("An editor turned {{ into %7B%7B. The sending "
			  "program no longer sees a merge field there, and the "
			  "reader gets a broken link."),
		.bad = "maillint: --stage template\n" HTML(
			"Your <a "
			"href=\"https://haoyu-valves.cn/"
			"?u=%7B%7Bcustomer_id%7D%7D\">page</a> is ready."),
		.good = "maillint: --stage template\n" HTML(
			"Your <a "
			"href=\"https://haoyu-valves.cn/"
			"?u={{customer_id}}\">page</a> is ready."),
		.on_link = encoded_field,
	},
	{
		.id = "links/plain-http",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF,
			.transactional = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 1,
		.evidence = EVIDENCE_REPORTED,
		.source = "address bars of current browsers; rspamd and "
			  "SpamAssassin give it no weight",
		.title = N_("link without encryption (http)"),
		.why = N_("Browsers warn before or while such a page is shown. "
			  "Filters do not care; readers may."),
		.bad = TEXT("The drawing is at http://haoyu-valves.cn/dn50 for "
			    "you."),
		.good = TEXT("The drawing is at https://haoyu-valves.cn/dn50 "
			     "for you."),
		.on_draft = plain_http,
	},
	{
		.id = "links/stand-in",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 22,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2606 3: example.com, example.net and "
			  "example.org belong to nobody",
		.title = N_("link to example.com or another stand-in"),
		.why = N_("The link still has the address of the template it "
			  "was made from."),
		.bad = TEXT("The drawing is at https://www.example.com/dn50 "
			    "for you."),
		.good = TEXT("The drawing is at "
			     "https://www.haoyu-valves.cn/dn50 for you."),
		.on_link = stand_in,
	},
	{
		.id = "links/program",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 22,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Gmail: files that are blocked as attachments "
			  "(support.google.com/mail/answer/6590)",
		.title = N_("link that downloads a program"),
		.why = N_("Mail that offers programs to strangers is treated "
			  "as an attack by filters and by readers."),
		.bad = TEXT(
			"The viewer is at "
			"https://haoyu-valves.cn/files/viewer.exe for you."),
		.good = TEXT("The drawing is at "
			     "https://haoyu-valves.cn/files/dn50.pdf for you."),
		.on_link = program,
	},
	{
		.id = "links/broken",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 16,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("address that cannot be opened"),
		.why = N_("The host is missing, stands twice or has a blank in "
			  "it."),
		.bad = HTML("Our <a "
			    "href=\"https://https://haoyu-valves.cn/"
			    "dn50\">data sheet</a> shows the sizes."),
		.good = HTML(
			"Our <a href=\"https://haoyu-valves.cn/dn50\">data "
			"sheet</a> shows the sizes."),
		.on_link = broken,
	},
};

const struct family family_links = FAMILY("links", N_("links"), rows);
