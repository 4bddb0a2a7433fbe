/*
 * postal.c - postal addresses as they stand in footers and signatures.
 *
 * Each country writes a few words or a shape of number beside its streets and
 * towns. Numbers are few in a text, so they are where to look; in Chinese and
 * Japanese it is the characters for road, district and city.
 */
#include "../base/lexicon.h"
#include "../base/utf8.h"
#include "postal.h"

/* The words of a prose around one of them. */
struct look {
	const struct prose *p;
	size_t at; /* index of the word that is looked at */
};

static const struct word *
word_at(const struct look *k, size_t i)
{
	return &k->p->words.at[i];
}

static struct str
str_at(const struct look *k, size_t i)
{
	const struct word *w = word_at(k, i);
	return str_sub(k->p->text.s, w->at, w->len);
}

/* Bytes between words that belong to one address. */
enum { GAP = 80 };

/* Two words, in order. */
static bool
same_line(const struct look *k, size_t a, size_t b)
{
	const struct word *from = word_at(k, a), *to = word_at(k, b);
	size_t gap = to->at - from->at - from->len;

	/* words of one line stand near each other */
	return gap <= GAP &&
	       str_chr(str_sub(k->p->text.s, from->at + from->len, gap),
		       '\n') == gap;
}

/* The word `n` before (n < 0) or behind the one looked at, in its line. */
static bool
neighbour(const struct look *k, int n, size_t *i)
{
	if (n < 0 && k->at < (size_t)-n)
		return false;
	*i = n < 0 ? k->at - (size_t)-n : k->at + (size_t)n;
	if (*i >= k->p->words.n)
		return false;
	return n < 0 ? same_line(k, *i, k->at) : same_line(k, k->at, *i);
}

/* 'a', 'b', 'l': the first letter of what the list says; 'y' for "any". */
static char
street_word(struct str s)
{
	const struct lexicon_entry *e = lexicon_find(&lexicon_street_words, s);

	if (!e)
		return 0;
	if (str_eq(str_of(e->value), STR("any")))
		return 'y';
	return str_eq(str_of(e->value), STR("area")) ? 'r' : e->value[0];
}

static bool
is_capital(struct str s)
{
	if (!s.len)
		return false;
	if ((uint8_t)s.at[0] < 0x80)
		return is_upper(s.at[0]);
	/* of Latin with accents and of Cyrillic, the first bytes of capitals */
	return (uint8_t)s.at[0] >= 0xC3 && (uint8_t)s.at[0] <= 0xD0;
}

/*
 * Shapes of numbers: 9 stands for a digit, A for a capital; the rest for
 * itself.
 */
static bool
has_shape(struct str s, const char *shape)
{
	size_t i = 0;

	for (; shape[i] && i < s.len; i++) {
		bool fits = shape[i] == '9'   ? is_digit(s.at[i])
			    : shape[i] == 'A' ? is_upper(s.at[i])
					      : s.at[i] == shape[i];
		if (!fits)
			return false;
	}
	return !shape[i] && i == s.len;
}

static bool
has_one_of(struct str s, const char *const *shapes)
{
	for (; *shapes; shapes++)
		if (has_shape(s, *shapes))
			return true;
	return false;
}

static bool
is_house_number(struct str s)
{
	size_t digits = 0;

	while (digits < s.len && is_digit(s.at[digits]))
		digits++;
	return digits && digits <= 5 && s.len <= digits + 4;
}

/* 88 Gangcheng Road; 12 rue des Carmes */
static bool
street_follows(const struct look *k)
{
	enum { FAR = 5 };
	size_t i;

	for (int n = 1; n <= FAR && neighbour(k, n, &i); n++) {
		char kind = street_word(str_at(k, i));
		if (kind == 'y' || (kind == 'a' && is_capital(str_at(k, i))))
			return true;
	}
	return false;
}

static bool
ends_like_street(struct str s)
{
	static const char *const ends[] = { "straße", "strasse", "str", "gasse",
		"weg", "allee", "platz", "ufer", "damm", "ring", "markt",
		"straat", "laan", "plein", "kade", "gracht", "singel", "gatan",
		"vägen", "gata", "veien", "vej", "gade", "katu", "torget",
		NULL };

	for (const char *const *e = ends; *e; e++)
		if (str_iends(s, str_of(*e)) && is_capital(s))
			return true;
	return false;
}

/* Calle Mayor 3; Lindenstraße 5; ул. Ленина, 4; Suite 200 */
static bool
street_precedes(const struct look *k)
{
	enum { FAR = 4 };
	size_t i;

	for (int n = 1; n <= FAR && neighbour(k, -n, &i); n++) {
		struct str s = str_at(k, i);
		char kind = street_word(s);
		if (kind == 'y' || (kind == 'b' && n == 1) ||
			(n <= 2 && ends_like_street(s)))
			return true;
	}
	return false;
}

/* CA 94043; 10969 Berlin; 1015 CS Amsterdam; 111 51 Stockholm; HR3 5AB */
static bool
is_postcode(const struct look *k)
{
	static const char *const alone[] = { "99999-9999", "99999-999",
		"99-999", "A-9999", "A-99999", "AA-9999", "AA-99999", NULL };
	static const char *const outward[] = { "A9", "A99", "AA9", "AA99",
		"A9A", "AA9A", NULL };
	struct str s = str_at(k, k->at), before = STR(""), next = STR(""),
		   third = STR("");
	size_t i;

	if (neighbour(k, -1, &i))
		before = str_at(k, i);
	if (neighbour(k, 1, &i))
		next = str_at(k, i);
	if (neighbour(k, 2, &i))
		third = str_at(k, i);
	if (has_one_of(s, alone))
		return true;
	if (has_one_of(s, outward) &&
		(has_shape(next, "9AA") || has_shape(next, "9A9")))
		return true;
	if (has_shape(s, "99999"))
		return is_capital(next) || is_capital(before);
	if (has_shape(s, "999999"))
		return is_capital(before);
	if (has_shape(s, "9999"))
		return (has_shape(next, "AA") && is_capital(third)) ||
		       has_shape(before, "AAA");
	return has_shape(s, "999") && has_shape(next, "99") &&
	       is_capital(third);
}

static bool
is_at_number(const struct look *k)
{
	if (is_house_number(str_at(k, k->at)) &&
		(street_follows(k) || street_precedes(k)))
		return true;
	return is_postcode(k);
}

/* Xihu District, Zhejiang Province */
static bool
is_area(const struct look *k)
{
	size_t i;

	return is_capital(str_at(k, k->at)) && neighbour(k, -1, &i) &&
	       is_capital(str_at(k, i));
}

/* "Email address: ..." is another thing. */
static bool
is_of_machine(struct str s)
{
	return str_iends(s, STR("mail")) || str_ieq(s, STR("ip")) ||
	       str_ieq(s, STR("web")) || str_ieq(s, STR("your"));
}

static bool
is_labelled(const struct look *k)
{
	enum { LEAST = 8, LINE = 120 };
	const struct word *w = word_at(k, k->at);
	struct str rest = str_sub(k->p->text.s, w->at + w->len, LINE);
	size_t i;

	rest = str_sub(rest, 0, str_chr(rest, '\n'));
	bool colon = str_starts(rest, STR(":")) ||
		     str_starts(rest, STR(".:")) ||
		     str_starts(rest, STR("：")) || str_starts(rest, STR(" :"));
	if (!colon || rest.len < LEAST || str_chr(rest, '@') < rest.len)
		return false;
	return !neighbour(k, -1, &i) || !is_of_machine(str_at(k, i));
}

static bool
is_at_street_word(const struct look *k)
{
	switch (street_word(str_at(k, k->at))) {
	case 'r':
		return is_area(k);
	case 'l':
		return is_labelled(k);
	default:
		return false;
	}
}

/*
 * Chinese and Japanese.
 */

static size_t
count_any(struct str s, const char *const *what)
{
	size_t n = 0;

	for (; *what; what++)
		n += str_has(s, str_of(*what));
	return n;
}

/* 浙江省宁波市北仑区港城路88号; 京都市中京区恵比須町1-2-3 */
static bool
is_at_han(const struct look *k)
{
	enum { LONGEST = 90 }; /* bytes: a clause is longer than an address */
	static const char *const areas[] = { "省", "市", "区", "區", "县", "縣",
		"镇", "鎮", "乡", "鄉", "州", "都", "府", "県", "町", "郡",
		NULL };
	static const char *const roads[] = { "路", "街", "大道", "巷", "弄",
		"胡同", "丁目", "番地", "町", "园区", "園區", "工业区", "大厦",
		"大廈", "广场", "廣場", "科技园", "信箱", NULL };
	static const char *const labels[] = { "地址", "住所", "所在地", NULL };
	struct str s = str_at(k, k->at);
	const struct word *w = word_at(k, k->at);
	struct str rest = str_sub(k->p->text.s, w->at + w->len, 8);
	size_t i;

	if (s.len > LONGEST)
		return false;
	if (count_any(s, labels) &&
		(str_starts(rest, STR("：")) || str_starts(rest, STR(":"))))
		return true;
	bool number = neighbour(k, 1, &i) && word_at(k, i)->digits;
	size_t area = count_any(s, areas), road = count_any(s, roads);
	if (number && (road || area >= 2))
		return true;
	return area >= 3 ||
	       (area && road &&
		       count_any(s, (const char *const[]){ "号", "號", NULL }));
}

/* 강남구 테헤란로 152 */
static bool
is_at_hangul(const struct look *k)
{
	struct str s = str_at(k, k->at);
	size_t i;

	if (!str_ends(s, STR("로")) && !str_ends(s, STR("길")) &&
		!str_ends(s, STR("동")))
		return false;
	return neighbour(k, 1, &i) && word_at(k, i)->digits;
}

static bool
is_at(const struct look *k)
{
	const struct word *w = word_at(k, k->at);

	if (w->in_url || w->in_field || w->kind == BLOCK_QUOTED)
		return false;
	if (w->digits)
		return is_at_number(k);
	if (w->script == WORD_HAN)
		return is_at_han(k);
	if (w->script == WORD_OTHER && is_at_hangul(k))
		return true;
	return is_at_street_word(k);
}

static struct span
line_around(struct str s, size_t at)
{
	size_t from = str_rchr(str_sub(s, 0, at), '\n');

	from = from < at ? from + 1 : 0;
	return span_of(from, str_chr(str_from(s, from), '\n'));
}

struct span
postal_find(const struct prose *p)
{
	struct look k = { p, 0 };
	size_t mark = str_find(p->text.s, STR("〒"));

	if (mark < p->text.s.len)
		return line_around(p->text.s, mark);
	for (; k.at < p->words.n; k.at++)
		if (is_at(&k))
			return line_around(p->text.s, word_at(&k, k.at)->at);
	return span_of(0, 0);
}

/* The reader's own are other fields. */
bool
postal_field(const struct field *f)
{
	static const char *const ours[] = { "addr", "senderinfo", "sender-info",
		"sender_info", "physical", "postal", "street", "footer",
		"imprint", "impressum", NULL };
	static const char *const theirs[] = { "email", "e-mail", "ship", "bill",
		"customer", "recipient", "ip_addr", "ipaddr", "deliver", NULL };
	struct str tag = str_sub(f->text->s, f->at, f->len);

	for (const char *const *n = theirs; *n; n++)
		if (str_ihas(tag, str_of(*n)))
			return false;
	for (const char *const *n = ours; *n; n++)
		if (str_ihas(tag, str_of(*n)))
			return true;
	return false;
}
