/* url.c - taking a URL apart, and finding bare ones in running text. */
#include <string.h>

#include <libpsl.h>

#include "../base/library.h"
#include "../base/marks.h"
#include "../base/utf8.h"
#include "charset.h"
#include "url.h"

enum {
	LONGEST_HOST = 253,  /* RFC 1035 2.3.4 */
	LONGEST_LOCAL = 64,  /* RFC 5321 4.5.3.1.1 */
	LONGEST_SCHEME = 32, /* ours */
	LONGEST_FIELD = 200  /* a template tag with blanks in a URL; ours */
};

/* What a byte may be part of. */
enum {
	HOST = 1,  /* of a host name */
	LOCAL = 2, /* of a local part, as people write them */
	STOP = 4,  /* ends a URL in text */
	TRAIL = 8, /* left out at the end of a URL in text */
	SCHEME = 16,
	FIELD = 32 /* begins a merge field */
};

#define DIGIT  (HOST | LOCAL | SCHEME)
#define LETTER (HOST | LOCAL | SCHEME)

static const uint8_t classes[256] = {
	[0 ... ' '] = STOP,
	['!'] = TRAIL,
	['"'] = STOP,
	['%'] = LOCAL | FIELD,
	['\''] = TRAIL,
	[')'] = TRAIL,
	['+'] = LOCAL | SCHEME,
	[','] = TRAIL,
	['-'] = HOST | LOCAL | SCHEME,
	['.'] = HOST | LOCAL | TRAIL | SCHEME,
	['0' ... '9'] = DIGIT,
	[':'] = TRAIL,
	[';'] = TRAIL,
	['<'] = STOP | FIELD,
	['>'] = STOP,
	['?'] = TRAIL,
	['A' ... 'Z'] = LETTER,
	['['] = FIELD,
	[']'] = TRAIL,
	['_'] = HOST | LOCAL,
	['`'] = STOP,
	['a' ... 'z'] = LETTER,
	['{'] = FIELD,
	['|'] = FIELD,
	['}'] = TRAIL,
	[0x7F] = STOP,
};

static bool
is(char c, uint8_t class)
{
	return classes[(uint8_t)c] & class;
}

/* Browsers drop TAB, CR and LF anywhere, and controls and blanks around. */
static struct str
cleaned(struct arena *arena, struct str s)
{
	size_t n = 0;

	while (s.len && (uint8_t)s.at[0] <= ' ')
		s = str_from(s, 1);
	while (s.len && (uint8_t)s.at[s.len - 1] <= ' ')
		s.len--;
	if (str_chr(s, '\n') == s.len && str_chr(s, '\t') == s.len &&
		str_chr(s, '\r') == s.len)
		return s;
	char *out = arena_bytes(arena, s.len);
	for (size_t i = 0; i < s.len; i++)
		if (!strchr("\t\r\n", s.at[i]) || !s.at[i])
			out[n++] = s.at[i];
	return (struct str){ out, n };
}

/* "acme.com:8080/x" has no scheme, although RFC 3986 would read one. */
static bool
is_port_after(struct str s, size_t colon)
{
	size_t i = colon + 1;

	while (i < s.len && is_digit(s.at[i]))
		i++;
	return i > colon + 1 && (i == s.len || strchr("/?#", s.at[i]));
}

/* Length of the scheme before ":", 0 without one. */
static size_t
scheme_length(struct str s)
{
	size_t i = 0;

	if (!s.len || !is_alpha(s.at[0]))
		return 0;
	while (i < s.len && i < LONGEST_SCHEME && is(s.at[i], SCHEME))
		i++;
	if (i >= s.len || s.at[i] != ':')
		return 0;
	struct str scheme = str_sub(s, 0, i);
	bool host = str_chr(scheme, '.') < scheme.len ||
		    str_ieq(scheme, STR("localhost"));
	return host && is_port_after(s, i) ? 0 : i;
}

/* Schemes whose URLs always have a host (WHATWG URL 3.1). */
static bool
is_special(struct str scheme)
{
	static const char *const names[] = { "http", "https", "ftp", "ws",
		"wss" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(scheme, str_of(names[i])))
			return true;
	return false;
}

static bool
is_slash(char c, bool backslash)
{
	return c == '/' || (backslash && c == '\\');
}

/* The number of one part of an IPv4 address: 10, 0x0a, 012. */
static bool
ipv4_part(struct str s, uint64_t *value)
{
	uint32_t base = 10;

	*value = 0;
	if (s.len > 1 && s.at[0] == '0') {
		bool hex = to_lower(s.at[1]) == 'x';
		base = hex ? 16 : 8;
		s = str_from(s, hex ? 2 : 1);
	} else if (!s.len) {
		return false;
	}
	for (size_t i = 0; i < s.len; i++) {
		int digit = hex_value(s.at[i]);
		if (digit < 0 || (uint32_t)digit >= base || *value >> 32)
			return false;
		*value = *value * base + (uint32_t)digit;
	}
	return true;
}

/* WHATWG URL 3.5: up to four parts, the last of which fills what is left. */
static bool
ipv4_read(struct str host, uint32_t *ip)
{
	uint64_t part[4] = { 0 }, sum = 0;
	size_t n = 0;
	struct str rest = host;

	if (str_ends(rest, STR(".")))
		rest.len--;
	while (rest.at) {
		struct str piece = str_cut(&rest, '.');
		if (n == 4 || !ipv4_part(piece, &part[n]))
			return false;
		n++;
	}
	if (!n || part[n - 1] >> (8 * (5 - n)))
		return false;
	for (size_t i = 0; i + 1 < n; i++) {
		if (part[i] > 255)
			return false;
		sum |= part[i] << (8 * (3 - i));
	}
	*ip = (uint32_t)(sum | part[n - 1]);
	return true;
}

static struct str
percent_decoded(struct arena *arena, struct str s)
{
	size_t n = 0;

	if (str_chr(s, '%') == s.len)
		return s;
	char *out = arena_bytes(arena, s.len);
	for (size_t i = 0; i < s.len; i++) {
		int high = -1, low = -1;
		if (s.at[i] == '%' && s.len - i > 2) {
			high = hex_value(s.at[i + 1]);
			low = hex_value(s.at[i + 2]);
		}
		if (high < 0 || low < 0) {
			out[n++] = s.at[i];
			continue;
		}
		out[n++] = (char)(high << 4 | low);
		i += 2;
	}
	return (struct str){ out, n };
}

static struct str
ascii_host(struct arena *arena, struct str host)
{
	host = percent_decoded(arena, host);
	if (!str_is_ascii(host) && host.len <= LONGEST_HOST &&
		utf8_valid(host) == host.len)
		host = charset_host_ascii(arena, host);
	host = arena_lower(arena, host);
	if (str_ends(host, STR(".")))
		host.len--;
	return host;
}

/* clang-format off */
#define PSL_FUNCTIONS(F)                                                       \
	F(psl_builtin) F(psl_is_public_suffix2) F(psl_registrable_domain)      \
	F(psl_unregistrable_domain)
/* clang-format on */

struct psl {
	PSL_FUNCTIONS(LIBRARY_MEMBER)
};

static const struct psl *
psl(void)
{
	static const char *const names[] = { PSL_FUNCTIONS(LIBRARY_NAME) NULL };
	static struct psl loaded = { PSL_FUNCTIONS(LIBRARY_ADDRESS) };

	if (!loaded.psl_builtin)
		library_need(LIBRARY_PSL, names, &loaded);
	return &loaded;
}

/*
 * Runs `ask` of libpsl on a host. It answers with a pointer into the name it
 * was given; the answer is the same stretch of `host`.
 */
static struct str
psl_ask(struct str host, const char *(*ask)(const psl_ctx_t *, const char *))
{
	char name[LONGEST_HOST + 1];

	if (!host.len || host.len > LONGEST_HOST ||
		memchr(host.at, 0, host.len))
		return STR_NONE;
	memcpy(name, host.at, host.len);
	name[host.len] = 0;
	const char *answer = ask(psl()->psl_builtin(), name);
	return answer ? str_from(host, (size_t)(answer - name)) : STR_NONE;
}

/*
 * Most links of a mail lead to few hosts, and libpsl takes a microsecond for
 * each answer: the last ones are kept, by hash of the host.
 */
enum { KEPT_ANSWERS = 512, KEPT_HOST = 60 };

static struct {
	uint8_t len, domain; /* of the host, and where its domain begins */
	char host[KEPT_HOST];
} kept[KEPT_ANSWERS];

static bool
has_labels(struct str host, size_t least)
{
	size_t labels = 1;

	for (size_t i = 0; i < host.len; i++)
		labels += host.at[i] == '.';
	return labels >= least;
}

/*
 * The registrable domain of a lower-case host, or the host. No name of two
 * labels has a shorter one.
 */
static struct str
domain_of(struct str host)
{
	size_t row = str_ihash(host) % KEPT_ANSWERS;

	if (host.len && kept[row].len == host.len &&
		!memcmp(kept[row].host, host.at, host.len))
		return str_from(host, kept[row].domain);
	struct str domain = STR_NONE;
	if (has_labels(host, 3))
		domain = psl_ask(host, psl()->psl_registrable_domain);
	if (!domain.len)
		domain = host;
	if (host.len && host.len <= KEPT_HOST) {
		kept[row].len = (uint8_t)host.len;
		kept[row].domain = (uint8_t)(domain.at - host.at);
		memcpy(kept[row].host, host.at, host.len);
	}
	return domain;
}

struct str
url_site(const struct url *u)
{
	return u->host_kind == HOST_NAME ? domain_of(u->ascii) : u->ascii;
}

static bool
is_ip(struct str host)
{
	uint32_t ip;
	return str_chr(host, ':') < host.len || ipv4_read(host, &ip);
}

struct str
url_domain(struct arena *arena, struct str host)
{
	host = ascii_host(arena, host);
	return is_ip(host) ? host : domain_of(host);
}

struct str
url_suffix(struct arena *arena, struct str host)
{
	host = ascii_host(arena, host);
	return is_ip(host) ? STR("")
			   : psl_ask(host, psl()->psl_unregistrable_domain);
}

/* True when that label is on the public suffix list by itself. */
static bool
is_known_top(struct str label)
{
	char name[LONGEST_HOST + 1];

	if (!label.len || label.len > LONGEST_HOST || is_digit(label.at[0]))
		return false;
	for (size_t i = 0; i < label.len; i++)
		name[i] = to_lower(label.at[i]);
	name[label.len] = 0;
	return psl()->psl_is_public_suffix2(psl()->psl_builtin(), name,
		PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE);
}

static struct str
last_label(struct str host)
{
	size_t dot = str_rchr(host, '.');
	return dot < host.len ? str_from(host, dot + 1) : host;
}

bool
url_known_tld(struct arena *arena, struct str host)
{
	return is_known_top(last_label(ascii_host(arena, host)));
}

/* Signs with which merge fields begin. */
static bool
may_hold_field(struct str host)
{
	for (size_t i = 0; i < host.len; i++)
		if (is(host.at[i], FIELD))
			return true;
	return false;
}

static void
read_host(struct url *u, struct arena *arena)
{
	if (!u->host.len)
		return;
	u->fixed_host = !may_hold_field(u->host);
	if (u->host_kind == HOST_IPV6) {
		u->ascii = arena_lower(arena, u->host);
		return;
	}
	u->ascii = ascii_host(arena, u->host);
	bool four = ipv4_read(u->ascii, &u->ipv4);
	u->host_kind = four ? HOST_IPV4 : HOST_NAME;
}

/* "user@host:port", up to the path. */
static void
read_authority(struct url *u, struct arena *arena, struct str s)
{
	size_t at = str_rchr(s, '@');

	if (at < s.len) {
		u->userinfo = str_sub(s, 0, at);
		s = str_from(s, at + 1);
	}
	size_t bracket = str_chr(s, ']');
	if (s.len && s.at[0] == '[' && bracket < s.len) {
		u->host = str_sub(s, 1, bracket - 1);
		u->host_kind = HOST_IPV6;
		s = str_from(s, bracket + 1);
		u->port = str_starts(s, STR(":")) ? str_from(s, 1) : STR_NONE;
	} else {
		size_t colon = str_rchr(s, ':');
		u->host = str_sub(s, 0, colon);
		if (colon < s.len)
			u->port = str_from(s, colon + 1);
	}
	read_host(u, arena);
}

static void
read_path(struct url *u, struct str s)
{
	size_t hash = str_chr(s, '#');

	if (hash < s.len)
		u->fragment = str_from(s, hash + 1);
	s = str_sub(s, 0, hash);
	size_t question = str_chr(s, '?');
	if (question < s.len)
		u->query = str_from(s, question + 1);
	u->path = str_sub(s, 0, question);
}

/* Where the authority at the start of `s` ends. */
static size_t
authority_end(struct str s, bool backslash)
{
	size_t i = 0;

	while (i < s.len && s.at[i] != '?' && s.at[i] != '#' &&
		!is_slash(s.at[i], backslash))
		i++;
	return i;
}

static bool
is_name_of_host(struct str s)
{
	if (!s.len || s.len > LONGEST_HOST || !is_alnum(s.at[0]))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is(s.at[i], HOST) && (uint8_t)s.at[i] < 0x80)
			return false;
	return str_chr(s, '.') < s.len;
}

/* Without a scheme: "www.acme.com/x", "bit.ly/abc", "10.0.0.1:80". */
static bool
read_bare_host(struct url *u, struct arena *arena, struct str s)
{
	size_t end = authority_end(s, false);
	struct str host = str_sub(s, 0, end);
	size_t colon = str_chr(host, ':');
	uint32_t ip;

	host = str_sub(host, 0, colon);
	if (str_chr(host, '@') < host.len)
		return false;
	bool four = ipv4_read(host, &ip) && str_chr(host, '.') < host.len;
	if (!four &&
		!(is_name_of_host(host) && (str_istarts(host, STR("www.")) ||
						   url_known_tld(arena, host))))
		return false;
	read_authority(u, arena, str_sub(s, 0, end));
	read_path(u, str_from(s, end));
	return true;
}

/* With "//" or without, whatever the number of slashes. */
static void
read_hierarchy(struct url *u, struct arena *arena, struct str s)
{
	bool special = is_special(u->scheme) || !u->scheme.len;
	size_t slashes = 0, skip;

	while (slashes < s.len && is_slash(s.at[slashes], special))
		slashes++;
	u->has_host = slashes >= 2;
	skip = u->has_host && !(special && u->scheme.len) ? 2 : slashes;
	s = str_from(s, skip);
	size_t end = authority_end(s, special);
	read_authority(u, arena, str_sub(s, 0, end));
	read_path(u, str_from(s, end));
}

struct url
url_parse(struct arena *arena, struct str s)
{
	struct url u = { .whole = cleaned(arena, s) };
	size_t scheme = scheme_length(u.whole);
	struct str rest = u.whole;

	if (scheme) {
		u.scheme = arena_lower(arena, str_sub(rest, 0, scheme));
		rest = str_from(rest, scheme + 1);
	}
	bool slashes = rest.len > 1 && is_slash(rest.at[0], !scheme) &&
		       is_slash(rest.at[1], !scheme);
	if (slashes || is_special(u.scheme))
		read_hierarchy(&u, arena, rest);
	else if (scheme || !read_bare_host(&u, arena, rest))
		read_path(&u, rest);
	return u;
}

/* A letter of Chinese, Japanese or Korean, or punctuation that is no part of
 * a URL: full-width, CJK, curly quotes, dashes, ellipsis. */
static bool
ends_url(uint32_t rune)
{
	return rune_is_han(rune) || rune_is_kana(rune) ||
	       rune_is_hangul(rune) || (rune >= 0x2000 && rune <= 0x206F) ||
	       (rune >= 0x3000 && rune <= 0x303F) ||
	       (rune >= 0xFF00 && rune <= 0xFFEF) || rune == 0xA0 ||
	       rune == 0xAB || rune == 0xBB || rune == RUNE_BAD;
}

/* "{{ name }}" and "{% if %}" may hold blanks: behind it, or `at`. */
static size_t
past_field(struct str s, size_t at)
{
	struct str rest = str_sub(s, at, LONGEST_FIELD);
	bool statement = str_starts(rest, STR("{%"));

	if (!statement && !str_starts(rest, STR("{{")))
		return at;
	size_t end = str_find(rest, statement ? STR("%}") : STR("}}"));
	return end < rest.len && str_chr(rest, '\n') > end ? at + end + 2 : at;
}

/* An internationalised host right after "//" may be Chinese. */
static size_t
past_cjk_host(struct str s, size_t at)
{
	size_t i = at;

	while (i < s.len) {
		size_t next = i;
		uint32_t rune = utf8_next(s, &next);
		bool cjk = rune_is_han(rune) || rune_is_kana(rune) ||
			   rune_is_hangul(rune);
		if (!cjk && !is(s.at[i], HOST))
			break;
		if (i == at && !cjk)
			return at;
		i = next;
	}
	return i;
}

/* Where the URL whose inside is at `at` ends, punctuation included. */
static size_t
url_extent(struct str s, size_t at)
{
	while (at < s.len && !is(s.at[at], STOP)) {
		size_t next = at;
		if (s.at[at] == '{')
			next = past_field(s, at);
		else if (s.at[at] & 0x80 && ends_url(utf8_next(s, &next)))
			break;
		at = next > at ? next : at + 1;
	}
	return at;
}

static size_t
count(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.at[i] == c;
	return n;
}

/* Punctuation of the sentence; brackets stay where both of a pair are in. */
static size_t
without_trail(struct str s, size_t from, size_t end)
{
	static const char pairs[3][2] = { { '(', ')' }, { '[', ']' },
		{ '{', '}' } };
	struct str url = str_sub(s, from, end - from);
	size_t more[3];

	if (!url.len || !is(url.at[url.len - 1], TRAIL))
		return end;
	for (int i = 0; i < 3; i++) {
		size_t open = count(url, pairs[i][0]);
		size_t close = count(url, pairs[i][1]);
		more[i] = close > open ? close - open : 0;
	}
	for (; url.len && is(url.at[url.len - 1], TRAIL); url.len--) {
		char last = url.at[url.len - 1];
		for (int i = 0; i < 3; i++)
			if (last == pairs[i][1] && !more[i]--)
				return from + url.len;
	}
	return from + url.len;
}

struct found {
	size_t at, end;
};

static bool
close_url(struct str s, size_t from, size_t inside, struct found *f)
{
	size_t end = url_extent(s, inside);

	/* RFC 3986 Appendix C: in "<...>" all of it is the URL. */
	if (!(from && s.at[from - 1] == '<' && end < s.len && s.at[end] == '>'))
		end = without_trail(s, from, end);
	*f = (struct found){ from, end };
	return end > from;
}

/* True when `name` ends at `end`, in any case; its start in `from`. */
static bool
ends_with(struct str s, size_t least, size_t end, struct str name, size_t *from)
{
	if (end - least < name.len)
		return false;
	*from = end - name.len;
	return str_ieq(str_sub(s, *from, name.len), name);
}

/* "http:", "https:", "ftp:", "mailto:" with its colon at `at`. */
static bool
find_at_colon(struct str s, size_t least, size_t at, struct found *f)
{
	size_t from;

	if (s.len - at > 2 && s.at[at + 1] == '/' && s.at[at + 2] == '/') {
		if (!ends_with(s, least, at, STR("http"), &from) &&
			!ends_with(s, least, at, STR("https"), &from) &&
			!ends_with(s, least, at, STR("ftp"), &from))
			return false;
		size_t host = past_cjk_host(s, at + 3);
		return close_url(s, from, host, f) && f->end > at + 3;
	}
	return ends_with(s, least, at, STR("mailto"), &from) &&
	       close_url(s, from, at + 1, f);
}

/* The name that the dot at `at` stands in: [from, end). */
static void
widen(struct str s, size_t least, size_t at, size_t *from, size_t *end)
{
	*from = *end = at;
	while (*from > least && at - *from < LONGEST_HOST &&
		is(s.at[*from - 1], HOST))
		--*from;
	while (*end < s.len && *end - at < LONGEST_HOST && is(s.at[*end], HOST))
		++*end;
}

/* "Mr.Li/Ms.Wang" is none: a top domain is in one case. */
static bool
has_top_domain(struct str host)
{
	struct str last = last_label(host);
	size_t upper = 0;

	for (size_t i = 0; i < last.len; i++) {
		if (!is_alpha(last.at[i]))
			return false;
		upper += is_upper(last.at[i]);
	}
	return last.len > 1 && (!upper || upper == last.len) &&
	       is_known_top(last);
}

/* A host name without scheme: "www." anything, or one with a path, around the
 * dot at `*at`. */
static bool
find_at_dot(struct str s, size_t least, size_t *at, struct found *f)
{
	size_t from, end;

	widen(s, least, *at, &from, &end);
	*at = end - 1; /* other dots of the same name need no look */
	struct str host = str_sub(s, from, end - from);
	if (!host.len || !is_alnum(host.at[0]) ||
		(from && strchr("@/\\", s.at[from - 1])))
		return false;
	if (str_istarts(host, STR("www."))) {
		struct str rest = str_from(host, 4);
		size_t dot = str_chr(rest, '.');
		return dot && dot + 1 < rest.len && is_alnum(rest.at[0]) &&
		       close_url(s, from, end, f);
	}
	if (end + 1 >= s.len || s.at[end] != '/' || !is(s.at[end + 1], LOCAL) ||
		!has_top_domain(host))
		return false;
	return close_url(s, from, end, f);
}

static bool
find_at_sign(struct str s, size_t least, size_t at, struct found *f)
{
	size_t from = at, end = at + 1;

	while (from > least && at - from < LONGEST_LOCAL &&
		is(s.at[from - 1], LOCAL))
		from--;
	while (from < at && s.at[from] == '.')
		from++;
	while (end < s.len && end - at <= LONGEST_HOST && is(s.at[end], HOST))
		end++;
	while (end > at + 1 && !is_alnum(s.at[end - 1]))
		end--;
	struct str host = str_sub(s, at + 1, end - at - 1);
	size_t dot = str_rchr(host, '.');
	if (from == at || !dot || host.len - dot < 3 || dot == host.len ||
		!is_alpha(host.at[dot + 1]) || !is_alnum(host.at[0]))
		return false;
	*f = (struct found){ from, end };
	return true;
}

/* Most dots end a sentence. */
static bool
is_inner_dot(struct str s, size_t least, size_t at)
{
	return at > least && is_alnum(s.at[at - 1]) && at + 1 < s.len &&
	       is(s.at[at + 1], HOST);
}

/* A URL or an address may be around these bytes. */
static uint64_t
trigger_marks(struct str s, size_t at)
{
	char last[MARKS] = { 0 };
	const char *from = s.at + at;

	if (s.len - at < MARKS)
		from = memcpy(last, from, s.len - at);
	uint64_t dots = marks_equal(from, '.');
	dots &= ~(marks_equal(from, ' ') >> 1);
	return dots | marks_equal(from, ':') | marks_equal(from, '@');
}

/* The one around the trigger at `*at`; may step to the end of its name. */
static bool
find_at(struct str s, size_t least, size_t *at, struct found *f)
{
	switch (s.at[*at]) {
	case ':':
		return find_at_colon(s, least, *at, f);
	case '@':
		return find_at_sign(s, least, *at, f);
	default:
		return is_inner_dot(s, least, *at) &&
		       find_at_dot(s, least, at, f);
	}
}

struct url_search
url_search_in(struct str text)
{
	return (struct url_search){ text, 0 };
}

static void
take(struct url_search *u, const struct found *f, struct span *found)
{
	*found = span_of(f->at, f->end - f->at);
	u->at = f->end;
}

bool
url_next(struct url_search *u, struct span *found)
{
	struct str text = u->text;
	size_t least = u->at, next = least;
	struct found f = { 0, 0 };

	for (size_t block = least; block < text.len; block += MARKS) {
		uint64_t marks = trigger_marks(text, block);
		for (; marks; marks &= marks - 1) {
			size_t i = block + marks_first(marks);
			if (i < next)
				continue;
			if (find_at(text, least, &i, &f)) {
				take(u, &f, found);
				return true;
			}
			next = i + 1;
		}
	}
	return false;
}
