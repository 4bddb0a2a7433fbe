/* slip.c - slips of the finger in mail addresses, and what was meant. */
#include "../base/buf.h"
#include "../base/lexicon.h"
#include "address.h"
#include "slip.h"
#include "url.h"

enum {
	NAME_WORDS = 6,
	WORD_LEAST = 4,	 /* letters of a name that a slip is looked for in */
	MEANT_MOST = 254 /* RFC 5321 4.5.3.1.3 */
};

static struct str
last_label(struct str domain)
{
	size_t dot = str_rchr(domain, '.');
	return dot < domain.len ? str_from(domain, dot + 1) : domain;
}

static bool
is_one_of(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_ieq(s, str_of(*list)))
			return true;
	return false;
}

/* RFC 2606, 6761, 6762, 9476, and what networks without names use. */
static bool
is_reserved(struct str top)
{
	static const char *const tops[] = { "example", "test", "invalid",
		"localhost", "local", "internal", "intranet", "lan", "corp",
		"home", "localdomain", "private", "alt", "onion", NULL };
	return is_one_of(top, tops);
}

static bool
is_top(struct str label)
{
	return lexicon_has(&lexicon_top_level_domains, label) ||
	       is_reserved(label);
}

bool
slip_known_top(struct arena *a, struct str domain)
{
	struct str top = last_label(domain);
	return is_top(
		str_is_ascii(top) ? top : last_label(url_domain(a, domain)));
}

/* Two letters next to each other are swapped. */
static bool
is_swapped(struct str typed, struct str meant)
{
	size_t i = 0;

	if (typed.len != meant.len)
		return false;
	while (i < typed.len && to_lower(typed.at[i]) == to_lower(meant.at[i]))
		i++;
	return i + 1 < typed.len &&
	       to_lower(typed.at[i]) == to_lower(meant.at[i + 1]) &&
	       to_lower(typed.at[i + 1]) == to_lower(meant.at[i]) &&
	       str_ieq(str_from(typed, i + 2), str_from(meant, i + 2));
}

/* `longer` has one letter more, behind the first; `*at`: which. */
static bool
has_one_more(struct str longer, struct str shorter, size_t *at)
{
	size_t i = 0;

	if (longer.len != shorter.len + 1)
		return false;
	while (i < shorter.len &&
		to_lower(longer.at[i]) == to_lower(shorter.at[i]))
		i++;
	*at = i;
	return i > 0 && str_ieq(str_from(longer, i + 1), str_from(shorter, i));
}

static bool
is_doubled(struct str typed, struct str meant)
{
	size_t at;
	return has_one_more(typed, meant, &at) &&
	       to_lower(typed.at[at]) == to_lower(typed.at[at - 1]);
}

static bool
is_left_out(struct str typed, struct str meant)
{
	size_t at;
	return has_one_more(meant, typed, &at);
}

static bool
is_slip_of(struct str typed, struct str meant)
{
	return is_swapped(typed, meant) || is_left_out(typed, meant) ||
	       is_doubled(typed, meant);
}

static bool
is_one_off(struct str typed, struct str meant)
{
	size_t same = 0;

	if (is_slip_of(typed, meant))
		return true;
	if (typed.len != meant.len)
		return false;
	for (size_t i = 0; i < typed.len; i++)
		same += to_lower(typed.at[i]) == to_lower(meant.at[i]);
	return same + 1 == meant.len;
}

/* Long names that nothing else is called like, with the endings that they
 * have besides those of countries. */
static const struct {
	const char *label, *top;
	bool short_; /* only its ending is looked at */
} providers[] = {
	{ "gmail", "com", false },
	{ "hotmail", "com", false },
	{ "outlook", "com", false },
	{ "yahoo", "com", false },
	{ "icloud", "com", false },
	{ "foxmail", "com", false },
	{ "googlemail", "com", false },
	{ "protonmail", "com", false },
	{ "rediffmail", "com", false },
	{ "hanmail", "net", false },
	{ "comcast", "net", false },
	{ "verizon", "net", false },
	{ "sbcglobal", "net", false },
	{ "bellsouth", "net", false },
	{ "btinternet", "com", false },
	{ "163", "com", true },
	{ "126", "com", true },
	{ "139", "com", true },
	{ "qq", "com", true },
	{ "aliyun", "com", true },
	{ "sina", "com", true },
	{ "sohu", "com", true },
};

enum { PROVIDERS = sizeof providers / sizeof *providers };

/* Of ".com", also those that exist: Cameroon, Colombia, Oman. */
static bool
is_slip_of_com(struct str top)
{
	static const char *const real[] = { "cm", "co", "om", "cam", NULL };
	return is_one_of(top, real) ||
	       (!is_top(top) && is_one_off(top, STR("com")));
}

/* What no provider's mailboxes end in, abroad neither. */
static bool
is_wrong_top(struct str top)
{
	return is_slip_of_com(top) ||
	       (str_chr(top, '.') == top.len && !is_top(top));
}

static struct str
joined(struct arena *a, struct str label, struct str top)
{
	return arena_printf(a, "%.*s.%.*s", STR_ARG(label), STR_ARG(top));
}

static struct str
provider_with(struct arena *a, size_t i, struct str label, struct str top)
{
	struct str name = str_of(providers[i].label);
	struct str own = str_of(providers[i].top);

	if (str_ieq(label, name))
		return is_wrong_top(top) ? joined(a, name, own) : STR_NONE;
	if (providers[i].short_ || !is_slip_of(label, name))
		return STR_NONE;
	if (str_ieq(top, own) || is_wrong_top(top))
		return joined(a, name, own);
	struct str abroad = joined(a, name, top);
	return lexicon_has(&lexicon_freemail, abroad) ? abroad : STR_NONE;
}

static struct str
provider_of(struct arena *a, struct str domain)
{
	size_t dot = str_chr(domain, '.');
	struct str label = str_sub(domain, 0, dot);
	struct str top = str_from(domain, dot + 1);

	for (size_t i = 0; i < PROVIDERS; i++) {
		struct str meant = provider_with(a, i, label, top);
		if (meant.len)
			return meant;
	}
	return STR_NONE;
}

/* "gmailcom": the dot is missing. */
static struct str
provider_without_dot(struct str domain)
{
	const struct lexicon *l = &lexicon_freemail;

	for (size_t i = 0; i < l->count; i++) {
		struct str name = str_of(l->entries[i].key);
		size_t dot = str_chr(name, '.');
		if (name.len == domain.len + 1 &&
			str_istarts(domain, str_sub(name, 0, dot)) &&
			str_ieq(str_from(domain, dot), str_from(name, dot + 1)))
			return name;
	}
	return STR_NONE;
}

/* "gmail.com.com", "www.gmail.com". */
static struct str
provider_inside(struct str domain)
{
	struct str inner = domain;

	if (str_iends(domain, STR(".com.com")))
		inner = str_sub(domain, 0, domain.len - 4);
	else if (str_istarts(domain, STR("www.")))
		inner = str_from(domain, 4);
	return inner.len < domain.len && lexicon_has(&lexicon_freemail, inner)
		       ? inner
		       : STR_NONE;
}

/* Any name: "nordpump.con", "nordpump.ogr". */
static struct str
other_ending(struct arena *a, struct str domain)
{
	static const char *const tops[] = { "com", "net", "org", "info", NULL };
	struct str top = last_label(domain);
	struct str rest = str_sub(domain, 0, domain.len - top.len);

	if (rest.len < 2 || top.len < 2 || is_top(top))
		return STR_NONE;
	for (const char *const *t = tops; *t; t++)
		if (is_one_off(top, str_of(*t)))
			return arena_printf(a, "%.*s%s", STR_ARG(rest), *t);
	return STR_NONE;
}

/* "lixin-pump.con.cn". */
static struct str
other_second(struct arena *a, struct str domain)
{
	static const char *const slips[] = { "con", "cmo", "ocm", "vom", "cim",
		"comm", NULL };
	struct str top = last_label(domain);
	struct str rest = str_sub(domain, 0, domain.len - top.len - 1);
	struct str second = last_label(rest);

	if (top.len != 2 || second.len == rest.len || !is_one_of(second, slips))
		return STR_NONE;
	rest = str_sub(rest, 0, rest.len - second.len);
	return arena_printf(a, "%.*scom.%.*s", STR_ARG(rest), STR_ARG(top));
}

static bool
has_domain_letters(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alnum(s.at[i]) && s.at[i] != '.' && s.at[i] != '-')
			return false;
	return true;
}

struct str
slip_domain(struct arena *a, struct str domain)
{
	struct str d = arena_lower(a, domain), meant;
	const struct lexicon_entry *e = lexicon_find(&lexicon_domain_slips, d);

	if (e)
		return str_of(e->value);
	if (lexicon_has(&lexicon_freemail, d) || !has_domain_letters(d))
		return STR_NONE;
	if (str_chr(d, '.') == d.len)
		return provider_without_dot(d);
	if ((meant = provider_of(a, d)).len || (meant = provider_inside(d)).len)
		return meant;
	meant = other_ending(a, d);
	return meant.len ? meant : other_second(a, d);
}

/* What a keyboard or a person puts in the place of "@" and "." */
static const struct {
	struct str written;
	char meant;
} stand_ins[] = {
	{ STR("\xEF\xBC\xA0"), '@' }, /* full-width @ */
	{ STR("(at)"), '@' }, { STR("[at]"), '@' }, { STR("(AT)"), '@' },
	{ STR("[AT]"), '@' }, { STR(" at "), '@' }, { STR("(dot)"), '.' },
	{ STR("[dot]"), '.' }, { STR(" dot "), '.' },
	{ STR("\xE3\x80\x82"), '.' }, /* ideographic full stop */
	{ STR("\xEF\xBC\x8E"), '.' }, /* full-width full stop */
	{ STR("\xEF\xBD\xA1"), '.' }, /* half-width ideographic one */
};

/* The stand-in at the beginning of `s`: what it means, or 0. */
static char
stand_in(struct str s, size_t *len)
{
	for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
		if (str_starts(s, stand_ins[i].written)) {
			*len = stand_ins[i].written.len;
			return stand_ins[i].meant;
		}
	*len = 1;
	return 0;
}

static bool
has_at_sign(struct str s)
{
	return str_chr(s, '@') < s.len || str_has(s, STR("\xEF\xBC\xA0"));
}

/* With "@" and "." in their places, blanks left out, dots once. */
static struct str
straightened(struct buf *b, struct str s)
{
	bool signless = !has_at_sign(s);
	size_t len;

	for (size_t at = 0; at < s.len; at += len) {
		char c = stand_in(str_from(s, at), &len);
		if (!c)
			c = s.at[at];
		if (signless && c == '#')
			c = '@';
		bool again =
			c == '.' && b->len &&
			(b->at[b->len - 1] == '.' || b->at[b->len - 1] == '@');
		if (!is_blank(c) && !again)
			buf_char(b, c);
	}
	struct str made = buf_str(b);
	while (made.len && made.at[made.len - 1] == '.')
		made.len--;
	return made;
}

static bool
is_plain_local(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_alnum(s.at[i]) && !strchr(".-_+'", s.at[i]))
			return false;
	return s.len && s.at[0] != '.' && s.at[s.len - 1] != '.';
}

static bool
is_plain_domain(struct str s)
{
	return s.len && has_domain_letters(s) && s.at[0] != '.' &&
	       s.at[0] != '-' && str_chr(s, '.') < s.len &&
	       is_top(last_label(s));
}

static bool
is_plain_address(struct str s)
{
	size_t sign = str_chr(s, '@');
	return sign < s.len && is_plain_local(str_sub(s, 0, sign)) &&
	       is_plain_domain(str_from(s, sign + 1));
}

/* Several words before the sign would be a name, not a local part. */
static bool
has_words_before(struct str s)
{
	size_t sign = str_chr(s, '@');
	struct str before = str_trim(str_sub(s, 0, sign));
	return sign < s.len && str_chr(before, ' ') < before.len;
}

struct str
slip_address(struct arena *a, struct str written)
{
	struct str made = STR_NONE;
	struct buf b;

	written = str_trim(written);
	if (written.len > MEANT_MOST || has_words_before(written))
		return STR_NONE;
	buf_init(&b, MEANT_MOST + 1);
	made = straightened(&b, written);
	made = is_plain_address(made) && !str_eq(made, written)
		       ? arena_str(a, made)
		       : STR_NONE;
	buf_release(&b);
	return made;
}

/* Words of ASCII letters; of a name with other letters, none. */
static size_t
name_words(struct str name, struct str *words)
{
	return str_is_ascii(name) ? address_words(name, words, NAME_WORDS) : 0;
}

static bool
is_word_of(struct str word, const struct str *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_ieq(word, words[i]))
			return true;
	return false;
}

/* A letter left out or doubled is a slip only in a well-known name: Philip
 * and Phillip are two. */
static bool
is_misspelt(struct str word, struct str name)
{
	if (word.len < WORD_LEAST || name.len < WORD_LEAST)
		return false;
	if (is_swapped(word, name))
		return true;
	return is_slip_of(word, name) &&
	       lexicon_has(&lexicon_given_names, name) &&
	       !lexicon_has(&lexicon_given_names, word) &&
	       word.len > WORD_LEAST;
}

/* "jhondoe" for "johndoe": first and last name in one. */
static struct str
in_one(struct arena *a, struct str word, const struct str *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			struct str both = arena_printf(a, "%.*s%.*s",
				STR_ARG(names[i]), STR_ARG(names[k]));
			if (i != k && is_swapped(word, both))
				return both;
		}
	return STR_NONE;
}

struct slip
slip_name(struct arena *a, struct str name, struct str local)
{
	struct str names[NAME_WORDS], words[NAME_WORDS], both;
	size_t n = name_words(name, names), count;

	if (n < 2 || !str_is_ascii(local))
		return (struct slip){ STR_NONE, STR_NONE };
	count = address_words(local, words, NAME_WORDS);
	for (size_t i = 0; i < count; i++) {
		if (is_word_of(words[i], names, n))
			continue;
		for (size_t k = 0; k < n; k++)
			if (is_misspelt(words[i], names[k]) &&
				!is_word_of(names[k], words, count))
				return (struct slip){ words[i],
					arena_lower(a, names[k]) };
		if (n == 2 && (both = in_one(a, words[i], names, n)).len)
			return (struct slip){ words[i], arena_lower(a, both) };
	}
	return (struct slip){ STR_NONE, STR_NONE };
}
