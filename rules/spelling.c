/*
 * spelling.c - words that are spelt wrong, doubled, or not the ones meant.
 *
 * A word that no dictionary knows is most often a name or a term of the
 * trade. So what is reported is a word near to one that is plainly meant;
 * whatever may be a name, an address, code or another language is left alone.
 */
#include <string.h>

#include "check/rule.h"
#include "check/run.h"

enum {
	WORD_LEAST = 3,
	JUDGED_MOST = 20,    /* words of a text whose meaning is looked for */
	WORD_MOST = 40,	     /* bytes */
	DISTINCT_MOST = 200, /* unknown words of one text that are looked at */
	FOREIGN_LEAST = 8,   /* unknown words that a foreign text has */
	GAPS_MOST = 50
};

typedef LIST(uint32_t) offset_list;

/* Punctuation that a blank follows. */
static const bool is_mark[256] = {
	[','] = true, ['.'] = true, ['?'] = true, ['!'] = true, [';'] = true
};

/* A word as a dictionary has it: plain apostrophes, nothing invisible, no
 * possessive. */
struct plain {
	char bytes[2 * WORD_MOST];
	size_t len;
};

static struct str
plain_str(const struct plain *p)
{
	return (struct str){ p->bytes, p->len };
}

static const char *
ligature(uint32_t rune)
{
	static const char *const parts[] = { "ff", "fi", "fl", "ffi", "ffl",
		"st", "st" };

	return rune >= 0xFB00 && rune <= 0xFB06 ? parts[rune - 0xFB00] : NULL;
}

static bool
is_apostrophe(uint32_t rune)
{
	return rune == '\'' || rune == 0x2019 || rune == 0x2BC;
}

static bool
put_rune(struct plain *p, uint32_t rune)
{
	const char *parts = ligature(rune);

	if (rune_is_invisible(rune))
		return true;
	if (parts) {
		struct str s = str_of(parts);
		memcpy(p->bytes + p->len, s.at, s.len);
		p->len += s.len;
		return true;
	}
	if (is_apostrophe(rune))
		rune = '\'';
	else if (rune < 0x80 ? !is_alpha((char)rune) : !rune_is_letter(rune))
		return false; /* a hyphen, a digit, a combining mark */
	p->len += utf8_put(p->bytes + p->len, rune);
	return true;
}

static void
drop_possessive(struct plain *p)
{
	struct str s = plain_str(p);

	if (str_ends(s, STR("'s")))
		p->len -= 2;
	else if (str_ends(s, STR("'")))
		p->len--;
}

/* False for what is no word of letters alone. */
static bool
make_plain(struct plain *p, struct str word)
{
	p->len = 0;
	if (word.len > WORD_MOST)
		return false;
	for (size_t at = 0; at < word.len;)
		if (!put_rune(p, utf8_next(word, &at)))
			return false;
	drop_possessive(p);
	return p->len >= WORD_LEAST;
}

static bool
is_capital(uint32_t rune)
{
	return rune_lower(rune) != rune;
}

enum case_of { CASE_LOWER, CASE_FIRST, CASE_MIXED };

static enum case_of
case_of(struct str word)
{
	size_t at = 0;
	bool first = is_capital(utf8_next(word, &at));

	while (at < word.len)
		if (is_capital(utf8_next(word, &at)))
			return CASE_MIXED;
	return first ? CASE_FIRST : CASE_LOWER;
}

static char
char_at(struct str s, size_t at)
{
	return at < s.len ? s.at[at] : 0;
}

/* What stands directly before or behind a word that is a part of something:
 * of an address, a path, code, a number. */
static bool
joins_before(char c)
{
	return is_alnum(c) || (c && strchr("@/\\_=&#$%-.+~`|<{[^", c)) ||
	       (c & 0x80 && c & 0x40);
}

static bool
joins_behind(char c, char next)
{
	if (c == '.' || c == ':' || c == '\'')
		return is_alnum(next) || next == '/' || next == '\\';
	return is_alnum(c) || (c && strchr("@/\\_=&#$%-+~`|>{[(^", c));
}

static bool
is_part(struct str s, size_t at, size_t len)
{
	char before = at > 0 ? s.at[at - 1] : 0;

	return joins_before(before) ||
	       joins_behind(char_at(s, at + len), char_at(s, at + len + 1));
}

/* A word that no dictionary knows, and all its places in one text. */
struct stray {
	struct plain plain;
	enum case_of letters;
	bool first; /* of its sentence, at its first place */
	LIST(struct span) places;
	struct str meant; /* empty: not plain */
};

/* One text under way. */
struct hunt {
	struct check *c;
	const struct text *text;
	enum language language;
	LIST(struct stray) strays;
	size_t looked_at; /* words that were looked up */
	size_t unknown;
};

static struct stray *
known_stray(struct hunt *h, const struct plain *p)
{
	list_each (struct stray, s, &h->strays)
		if (str_eq(plain_str(&s->plain), plain_str(p)))
			return s;
	return NULL;
}

static void
take_stray(struct hunt *h, const struct plain *p, struct span place, bool first)
{
	struct stray *s = known_stray(h, p);

	if (!s) {
		if (h->strays.n == DISTINCT_MOST)
			return;
		s = list_push(h->c->arena, &h->strays);
		s->plain = *p;
		s->letters = case_of(plain_str(p));
	}
	s->first |= first;
	*list_push(h->c->arena, &s->places) = place;
}

/* Most words: nothing to be made plain, and right. */
static bool
is_plainly_right(struct hunt *h, struct str word)
{
	if (!is_alpha(word.at[0]))
		return false;
	for (size_t i = 1; i < word.len; i++)
		if (!is_lower(word.at[i]))
			return false;
	return check_spelt(h->c, h->language, word);
}

/* One word. True when it is unknown. Capitals inside make a product of it, or
 * an acronym. */
static bool
look_up(struct hunt *h, struct span place, bool first)
{
	struct str word = str_sub(h->text->s, place.at, place.len);
	struct plain p;

	h->looked_at++;
	if (is_plainly_right(h, word) || !make_plain(&p, word) ||
		case_of(plain_str(&p)) == CASE_MIXED ||
		is_part(h->text->s, place.at, place.len) ||
		check_spelt(h->c, h->language, plain_str(&p)))
		return false;
	h->unknown++;
	take_stray(h, &p, place, first);
	return true;
}

static bool
is_candidate(const struct word *w)
{
	return w->script != WORD_NUMBER && w->script != WORD_HAN && !w->upper &&
	       !w->digits && !w->in_field && !w->in_url && w->len >= WORD_LEAST;
}

static void
hunt_sentence(struct hunt *h, const struct prose *p, const struct sentence *s)
{
	size_t strays = h->strays.n, unknown = 0;

	for (uint32_t i = 0; i < s->words; i++) {
		const struct word *w = &p->words.at[s->word_at + i];
		if (is_candidate(w))
			unknown += look_up(h, span_of(w->at, w->len), i == 0);
	}
	/* another language, a list of names */
	if (unknown > 2 && unknown * 2 >= s->words)
		h->strays.n = strays;
}

/* Names stand in addresses, in the domains of links, in file names. */
static bool
header_names_it(const struct header *h, struct str word)
{
	return h && str_ihas(header_text(h)->s, word);
}

static bool
is_shown_elsewhere(const struct draft *d, struct str word)
{
	if (header_names_it(d->from, word) || header_names_it(d->to, word) ||
		header_names_it(d->cc, word) ||
		header_names_it(d->reply_to, word))
		return true;
	list_each (const struct link, l, &d->links)
		if (str_ihas(l->href, word))
			return true;
	list_each (const struct attachment, a, &d->attachments)
		if (str_ihas(a->name.s, word))
			return true;
	return false;
}

/* In a URL or address of the text itself. */
static bool
is_in_url(const struct prose *p, struct str word)
{
	list_each (const struct span, u, &p->urls)
		if (str_ihas(str_sub(p->text.s, u->at, u->len), word))
			return true;
	return false;
}

static bool
spelt_part(struct hunt *h, struct str s, size_t at, size_t len)
{
	return check_spelt(h->c, h->language, str_sub(s, at, len));
}

/* "reinstall", "unsubscribable": made of a word by the rules of the language,
 * and too rare for a dictionary. */
static bool
is_derived(struct hunt *h, struct str word)
{
	static const char *const before[] = { "anti", "auto", "bio", "co",
		"counter", "cross", "cyber", "de", "dis", "e", "eco", "extra",
		"fore", "geo", "hyper", "inter", "macro", "mega", "meta",
		"micro", "mid", "mini", "mis", "mono", "multi", "nano", "non",
		"off", "on", "out", "over", "para", "photo", "poly", "post",
		"pre", "pro", "pseudo", "quasi", "re", "semi", "sub", "super",
		"tele", "thermo", "trans", "ultra", "un", "under", "uni", "up",
		"web" };
	static const char *const behind[] = { "able", "er", "ers", "ish", "ism",
		"ist", "ists", "ization", "isation", "ize", "ized", "izing",
		"ise", "ised", "less", "like", "ness", "proof", "ship", "ward",
		"wards", "ware", "wise", "y", "ing", "ed", "s", "ly" };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		struct str b = str_of(before[i]);
		if (word.len >= b.len + 4 && str_istarts(word, b) &&
			spelt_part(h, word, b.len, word.len))
			return true;
	}
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
		struct str b = str_of(behind[i]);
		if (word.len >= b.len + 4 && str_ends(word, b) &&
			spelt_part(h, word, 0, word.len - b.len))
			return true;
	}
	return false;
}

/* A dictionary has many a word of two letters that nobody writes. */
static bool
is_half(struct hunt *h, struct str s)
{
	if (s.len == 2)
		return lexicon_has(&lexicon_common_english, s);
	return spelt_part(h, s, 0, s.len);
}

/* "mailserver", "lifecycle": two words that are written as one; of three
 * letters and three ("rep", "rot") it is an accident. */
static bool
is_compound(struct hunt *h, struct str word)
{
	enum { SHORTEST = 2, SHORT = 3 };

	for (size_t at = SHORTEST; at + SHORTEST <= word.len; at++)
		if (!(at == SHORT && word.len == (size_t)2 * SHORT) &&
			word.len > (size_t)2 * SHORTEST &&
			is_half(h, str_sub(word, 0, at)) &&
			is_half(h, str_from(word, at)))
			return true;
	return false;
}

/* "strategizing": the dictionary has it with "s", or the other way. */
static bool
is_other_english(struct hunt *h, struct str word)
{
	char space[2 * WORD_MOST];

	memcpy(space, word.at, word.len);
	for (size_t i = 1; i + 1 < word.len; i++) {
		if (word.at[i] != 'z' && word.at[i] != 's')
			continue;
		space[i] = word.at[i] == 'z' ? 's' : 'z';
		if ((word.at[i - 1] == 'i' || word.at[i - 1] == 'y') &&
			spelt_part(h, (struct str){ space, word.len }, 0,
				word.len))
			return true;
		space[i] = word.at[i];
	}
	return false;
}

/* Known with a capital, so a name that somebody wrote small. */
static bool
is_small_name(struct hunt *h, struct str word)
{
	char space[2 * WORD_MOST];

	if (!is_lower(word.at[0]))
		return false;
	memcpy(space, word.at, word.len);
	space[0] = to_upper(space[0]);
	return check_spelt(h->c, h->language, (struct str){ space, word.len });
}

/* "zzzz", "hahaha", "soooo", "hmmm". */
static bool
is_sound(struct str word)
{
	for (size_t i = 2; i < word.len; i++)
		if (word.at[i] == word.at[i - 1] &&
			word.at[i] == word.at[i - 2])
			return true;
	return false;
}

static bool
may_be_name(const struct hunt *h, const struct stray *s)
{
	return s->letters == CASE_FIRST &&
	       (!s->first || h->language != LANGUAGE_EN);
}

/* "fiancée", "opposée": of another language, as a rule. */
static bool
is_borrowed(const struct hunt *h, struct str word)
{
	return h->language == LANGUAGE_EN && !str_is_ascii(word);
}

static bool
is_mistake(const struct check *c, const struct phrase_hit *h)
{
	return !strcmp(check_pack(c, h)->name, "mistakes") &&
	       h->phrase->alternative;
}

/* "alot": the list of wrong words has it. */
static bool
is_told_already(struct hunt *h, const struct prose *p, struct span place)
{
	list_each (const struct phrase_hit, hit, check_author_phrases(h->c, p))
		if (hit->at <= place.at && place.at < hit->at + hit->len &&
			is_mistake(h->c, hit))
			return true;
	return false;
}

static bool
is_left_alone(struct hunt *h, const struct prose *p, const struct stray *s)
{
	struct str word = plain_str(&s->plain);

	return may_be_name(h, s) || is_borrowed(h, word) || is_sound(word) ||
	       is_small_name(h, word) ||
	       is_shown_elsewhere(h->c->draft, word) ||
	       (p && (is_in_url(p, word) ||
			     is_told_already(h, p, s->places.at[0]))) ||
	       (h->language == LANGUAGE_EN &&
		       (is_derived(h, word) || is_compound(h, word) ||
			       is_other_english(h, word)));
}

/* What the author wrote, with the part that is mended. */
static struct str
with_possessive(struct hunt *h, struct str meant, struct span place)
{
	struct str written = str_sub(h->text->s, place.at, place.len);

	if (str_ends(written, STR("'s")))
		return arena_printf(h->c->arena, "%.*s's", STR_ARG(meant));
	if (str_ends(written, STR("’s")))
		return arena_printf(h->c->arena, "%.*s’s", STR_ARG(meant));
	return meant;
}

static void
report(struct hunt *h, const struct stray *s)
{
	struct span first = s->places.at[0];
	struct finding *f = find(h->c, in_text(h->text, first.at, first.len),
		N_("\"{1}\" is spelt wrong; \"{2}\" is meant, it seems"), 2,
		plain_str(&s->plain), s->meant);

	finding_fix(f, FIX_UNSAFE, N_("write \"{1}\""), 1, s->meant);
	list_each (const struct span, at, &s->places)
		finding_edit(f, in_text(h->text, at->at, at->len),
			with_possessive(h, s->meant, *at));
}

/* So many words that mean nothing that it is no text of this language. */
static bool
is_foreign(const struct hunt *h)
{
	size_t n = h->unknown;

	list_each (const struct stray, s, &h->strays)
		if (s->meant.len)
			n -= s->places.n;
	return n >= FOREIGN_LEAST && n * 4 > h->looked_at;
}

static void
judge(struct hunt *h, const struct prose *p)
{
	size_t judged = 0;

	list_each (struct stray, s, &h->strays)
		if (!is_left_alone(h, p, s) && judged++ < JUDGED_MOST)
			s->meant = check_meant(
				h->c, h->language, plain_str(&s->plain));
	if (is_foreign(h))
		return;
	list_each (const struct stray, s, &h->strays)
		if (s->meant.len)
			report(h, s);
}

static void
unknown_word(struct check *c, const struct prose *p)
{
	struct hunt h = { .c = c, .text = &p->text, .language = p->language };

	if (!check_spells(c, p->language))
		return;
	list_each (const struct sentence, s, &p->sentences)
		if (s->kind == BLOCK_AUTHOR)
			hunt_sentence(&h, p, s);
	/* a dictionary may turn out damaged once it is asked */
	if (check_spells(c, p->language))
		judge(&h, p);
}

/* The words of a header field; merge fields are none. */
static bool
is_in_field(const struct check *c, const struct text *text, size_t at)
{
	list_each (const struct field, f, &c->draft->fields)
		if (f->text == text && at >= f->at && at < f->at + f->len)
			return true;
	return false;
}

static bool
may_stand_in_word(char c)
{
	return is_alnum(c) || c == '\'' || (c & 0x80);
}

/* Behind the word that begins at `at`. */
static size_t
word_end(struct str s, size_t at)
{
	while (at < s.len && may_stand_in_word(s.at[at]))
		at++;
	return at;
}

static bool
has_lower(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (is_lower(word.at[i]) || word.at[i] & 0x80)
			return true;
	return false;
}

static void
hunt_line(struct hunt *h)
{
	struct str s = h->text->s;
	bool first = true;

	for (size_t at = 0, end; at < s.len; at = end + (end == at)) {
		end = word_end(s, at);
		if (end == at)
			continue;
		struct str word = str_sub(s, at, end - at);
		if (has_lower(word) && !is_in_field(h->c, h->text, at))
			look_up(h, span_of(at, word.len), first);
		first = false;
	}
}

static enum language
language_of_subject(const struct draft *d)
{
	struct str s = header_text(d->subject)->s;

	if (!d->proses.n || !d->proses.at[0].language)
		return language_of(s);
	return d->proses.at[0].language;
}

/* An answer keeps the subject of the mail that it answers. */
static void
subject_word(struct check *c)
{
	const struct draft *d = c->draft;

	if (!d->subject || d->is_reply || d->is_forward)
		return;
	struct hunt h = { .c = c,
		.text = header_text(d->subject),
		.language = language_of_subject(d) };
	if (!check_spells(c, h.language))
		return;
	hunt_line(&h);
	if (check_spells(c, h.language) && h.unknown * 2 <= h.looked_at)
		judge(&h, NULL);
}

/* Words that never stand twice in a row; "had had", "that that", "very very"
 * may be meant. */
static bool
is_never_doubled(struct str w)
{
	static const struct str words[] = { STR("a"), STR("an"), STR("and"),
		STR("are"), STR("as"), STR("at"), STR("be"), STR("been"),
		STR("but"), STR("by"), STR("can"), STR("from"), STR("has"),
		STR("have"), STR("if"), STR("my"), STR("not"), STR("of"),
		STR("or"), STR("our"), STR("the"), STR("their"), STR("these"),
		STR("they"), STR("this"), STR("to"), STR("was"), STR("we"),
		STR("were"), STR("will"), STR("with"), STR("your") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ieq(w, words[i]))
			return true;
	return false;
}

static bool
is_blank_between(struct str s, const struct word *a, const struct word *b)
{
	struct str gap = str_range(s.at + a->at + a->len, s.at + b->at);

	return gap.len > 0 && !str_trim(gap).len;
}

static struct str
word_str(const struct prose *p, const struct word *w)
{
	return str_sub(p->text.s, w->at, w->len);
}

/* "The the", "to to"; not "A a" of a list, nor "IF if" of code. */
static bool
is_doubled(const struct prose *p, const struct word *a, const struct word *b)
{
	struct str first = word_str(p, a), second = word_str(p, b);

	return a->len == b->len && a->script == WORD_LATIN && !a->in_field &&
	       !a->in_url && is_lower(second.at[0]) && !a->upper &&
	       str_ieq(first, second) && is_never_doubled(first) &&
	       is_blank_between(p->text.s, a, b) &&
	       !is_part(p->text.s, a->at, a->len) &&
	       !is_part(p->text.s, b->at, b->len);
}

static void
doubled_in(struct check *c, const struct prose *p, const struct sentence *s)
{
	for (uint32_t i = 1; i < s->words; i++) {
		const struct word *a = &p->words.at[s->word_at + i - 1];
		const struct word *b = a + 1;
		if (!is_doubled(p, a, b))
			continue;
		struct finding *f = find(c,
			in_text(&p->text, a->at, b->at + b->len - a->at),
			N_("\"{1}\" stands here twice"), 1, word_str(p, b));
		finding_fix(f, FIX_UNSAFE, N_("write it once"), 0);
		finding_edit(f,
			in_text(&p->text, a->at + a->len,
				b->at + b->len - a->at - a->len),
			STR(""));
	}
}

static void
doubled_word(struct check *c, const struct prose *p)
{
	if (p->language != LANGUAGE_EN)
		return;
	list_each (const struct sentence, s, &p->sentences)
		if (s->kind == BLOCK_AUTHOR && s->words > 2)
			doubled_in(c, p, s);
}

/* "Looking forward to hear" keeps its capital. */
static struct str
with_capital(struct check *c, struct str with, char first)
{
	struct str copy = arena_str(c->arena, with);
	char *at = arena_cstr(c->arena, copy);

	if (is_upper(first))
		at[0] = to_upper(at[0]);
	return (struct str){ at, with.len };
}

static void
wrong_word(struct check *c, const struct prose *p)
{
	list_each (const struct phrase_hit, h, check_author_phrases(c, p)) {
		if (!is_mistake(c, h) ||
			prose_kind_at(p, h->at) != BLOCK_AUTHOR ||
			prose_opaque_at(p, h->at))
			continue;
		struct where where = in_text(&p->text, h->at, h->len);
		struct str with = with_capital(
			c, str_of(h->phrase->alternative), p->text.s.at[h->at]);
		struct finding *f = find(c, where,
			N_("\"{1}\" is no correct English: \"{2}\""), 2,
			str_of(h->phrase->text), with);
		finding_fix(f, FIX_UNSAFE, N_("write \"{1}\""), 1, with);
		finding_edit(f, where, with);
	}
}

/* "price,please", "valves.We". */
static bool
lacks_space(struct str s, size_t at)
{
	char next = char_at(s, at + 1);

	if (at < 2 || at + 2 >= s.len || !is_lower(s.at[at - 1]) ||
		!is_lower(s.at[at - 2]) || !is_lower(s.at[at + 2]))
		return false;
	return s.at[at] == ',' ? is_alpha(next) : is_upper(next);
}

/* Two words and a mark, and nothing else that is written without a blank:
 * lists ("a,b,c"), calls ("f(a,b)") and names ("System.Web") are meant so. */
static bool
are_words(struct check *c, struct str s, size_t at)
{
	size_t from = at, end = word_end(s, at + 1);

	while (from > 0 && may_stand_in_word(s.at[from - 1]))
		from--;
	char last = char_at(s, end);
	if ((from > 0 && !is_blank(s.at[from - 1])) || !is_lower(s.at[from]))
		return false;
	if (last && !is_blank(last) &&
		!(is_mark[(uint8_t)last] && !is_alnum(char_at(s, end + 1))))
		return false;
	struct str second = str_sub(s, at + 1, end - at - 1);
	return check_spelt(c, LANGUAGE_EN, str_sub(s, from, at - from)) &&
	       (s.at[at] == ',' ? check_spelt(c, LANGUAGE_EN, second)
				: lexicon_has(&lexicon_common_english, second));
}

/* Each mark that lacks its blank, once. */
static void
collect_gaps(struct check *c, const struct prose *p, offset_list *gaps)
{
	struct str s = p->text.s;

	for (size_t i = 1; i < p->words.n && gaps->n < GAPS_MOST; i++) {
		const struct word *w = &p->words.at[i];
		uint32_t end = w[-1].at + w[-1].len;
		if (w->at == end + 1 && w->kind == BLOCK_AUTHOR &&
			is_mark[(uint8_t)s.at[end]] && lacks_space(s, end) &&
			!prose_opaque_at(p, end) && are_words(c, s, end))
			*list_push(c->arena, gaps) = end;
	}
}

static void
missing_space(struct check *c, const struct prose *p)
{
	offset_list gaps = { 0 };

	if (p->language != LANGUAGE_EN || !check_spells(c, LANGUAGE_EN))
		return;
	collect_gaps(c, p, &gaps);
	if (!gaps.n || !check_spells(c, LANGUAGE_EN))
		return;
	struct str mark = str_sub(p->text.s, gaps.at[0], 1);
	struct finding *f = find(c, in_text(&p->text, gaps.at[0], 1),
		gaps.n == 1 ? N_("no blank behind \"{1}\"")
			    : N_("no blank behind \"{1}\", here and in {2} "
				 "more places"),
		gaps.n == 1 ? 1 : 2, mark, arg_number(c, (int64_t)gaps.n - 1));
	finding_fix(f, FIX_SAFE, N_("put the blanks in"), 0);
	list_each (const uint32_t, at, &gaps)
		finding_edit(f, in_text(&p->text, *at + 1, 0), STR(" "));
}

/* What a Chinese keyboard writes, and what English has for it. */
static const struct {
	struct str wide, plain;
} wide_marks[] = {
	{ STR("，"), STR(",") },
	{ STR("。"), STR(".") },
	{ STR("；"), STR(";") },
	{ STR("："), STR(":") },
	{ STR("？"), STR("?") },
	{ STR("！"), STR("!") },
	{ STR("、"), STR(",") },
};

static struct str
plain_mark(struct str s)
{
	for (size_t i = 0; i < sizeof wide_marks / sizeof *wide_marks; i++)
		if (str_starts(s, wide_marks[i].wide))
			return wide_marks[i].plain;
	return STR_NONE;
}

/* Between English words, or behind one at the end of a line. */
static bool
is_among_english(struct str s, size_t at)
{
	struct str behind = str_from(s, at + 3);
	size_t blanks = 0;

	if (at == 0 || !is_alnum(s.at[at - 1]))
		return false;
	while (blanks < behind.len && is_blank(behind.at[blanks]))
		blanks++;
	return blanks == behind.len || !(behind.at[blanks] & 0x80);
}

static void
mend_mark(
	struct check *c, struct finding *f, const struct prose *p, uint32_t at)
{
	struct str behind = str_from(p->text.s, at + 3);
	struct str plain = plain_mark(str_from(p->text.s, at));
	bool spaced = !behind.len || is_blank(behind.at[0]);

	finding_edit(f, in_text(&p->text, at, 3),
		spaced ? plain
		       : arena_printf(c->arena, "%.*s ", STR_ARG(plain)));
}

static void
collect_wide(struct check *c, const struct prose *p, const struct block *b,
	offset_list *found)
{
	struct str s = str_sub(p->text.s, 0, (size_t)b->at + b->len);

	for (size_t at = b->at; found->n < GAPS_MOST;) {
		at += str_high(str_from(s, at));
		if (at >= s.len)
			return;
		if (plain_mark(str_from(s, at)).len && is_among_english(s, at))
			*list_push(c->arena, found) = (uint32_t)at;
		utf8_next(s, &at);
	}
}

static void
wide_punctuation(struct check *c, const struct prose *p)
{
	offset_list found = { 0 };

	if (p->language != LANGUAGE_EN || p->author_han * 10 > p->author_words)
		return;
	list_each (const struct block, b, &p->blocks)
		if (b->kind == BLOCK_AUTHOR)
			collect_wide(c, p, b, &found);
	if (!found.n)
		return;
	struct finding *f = find(c, in_text(&p->text, found.at[0], 3),
		N_("Chinese punctuation in an English text, {1} times"), 1,
		arg_number(c, (int64_t)found.n));
	finding_fix(f, FIX_SAFE, N_("write English punctuation"), 0);
	list_each (const uint32_t, at, &found)
		mend_mark(c, f, p, *at);
}

#define MAIL(body)                                                             \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.de>\n"                              \
	"Subject: DN50 valve test report for Nordpump\n"                       \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Ms. Berg,\n\n" body "\n\nBest regards,\nLi Wei\n"
#define WITH_SUBJECT(subject)                                                  \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.de>\n"                              \
	"Subject: " subject "\n"                                               \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Ms. Berg,\n\nthe test report of our last lot for Nordpump is "   \
	"ready. Shall I send it on Monday?\n\nBest regards,\nLi Wei\n"
#define PLAIN                                                                  \
	MAIL("the test report of our last lot for Nordpump is ready. Shall I " \
	     "send it on Monday?")

static const struct rule rows[] = {
	{
		.id = "spelling/unknown-word",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_EVIDENT,
		.source = "no dictionary of the language has the word "
			  "(Hunspell); "
			  "a common word is one slip away",
		.title = N_("misspelt word"),
		.why = N_("A reader who does not know you yet judges your care "
			  "by your letters. Words that may be names or terms "
			  "of the trade are left alone; `words:` in the "
			  "settings takes more of them."),
		.bad = MAIL("the test report of our last lot for Nordpump is "
			    "ready. Did you recieve the samples?"),
		.good = MAIL("the test report of our last lot for Nordpump is "
			     "ready. Did you receive the samples?"),
		.on_text = unknown_word,
	},
	{
		.id = "spelling/in-subject",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 6,
		.evidence = EVIDENCE_EVIDENT,
		.source = "no dictionary of the language has the word "
			  "(Hunspell); "
			  "a common word is one slip away",
		.title = N_("misspelt word in the subject"),
		.why = N_("The subject is the one line that everybody reads. A "
			  "slip there looks like fraud, which spells badly."),
		.bad = WITH_SUBJECT("Test reprot of the DN50 valves"),
		.good = WITH_SUBJECT("Test report of the DN50 valves"),
		.on_draft = subject_word,
	},
	{
		.id = "spelling/doubled-word",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 1,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("word written twice"),
		.why = N_("It is left over from editing, most often at the end "
			  "of a line, and the author's own eyes pass over "
			  "it."),
		.bad = MAIL("the test report of our last lot for Nordpump is "
			    "ready. Shall I send it to to your office?"),
		.good = MAIL("the test report of our last lot for Nordpump is "
			     "ready. Shall I send it to your office?"),
		.on_text = doubled_word,
	},
	{
		.id = "spelling/wrong-word",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 1,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("wrong word"),
		.why = N_("Each of these is understood, and each tells a buyer "
			  "within a second that the letter was written in a "
			  "hurry. Only plain mistakes are listed."),
		.bad = MAIL("the test report of our last lot for Nordpump is "
			    "ready. I am looking forward to hear from you."),
		.good = MAIL(
			"the test report of our last lot for Nordpump is "
			"ready. I am looking forward to hearing from you."),
		.on_text = wrong_word,
	},
	{
		.id = "spelling/missing-space",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 1,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("no blank behind a punctuation mark"),
		.why = N_(
			"In English a blank follows each comma and full stop. "
			"Without it two words run together, also for the "
			"programs that break lines and look for links."),
		.bad = MAIL("the test report is ready,please tell me where I "
			    "should send it.We can also print it."),
		.good = MAIL("the test report is ready, please tell me where I "
			     "should send it. We can also print it."),
		.on_text = missing_space,
	},
	{
		.id = "spelling/wide-punctuation",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 1,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("punctuation of Chinese in an English text"),
		.why = N_(
			"These marks are as wide as a Chinese character. On a "
			"foreign computer they leave holes in the line or "
			"come in another typeface."),
		.bad = MAIL("the test report is ready，shall I send it on "
			    "Monday？"),
		.good = PLAIN,
		.on_text = wide_punctuation,
	},
};

extern const struct family family_spelling;
const struct family family_spelling = FAMILY("spelling", N_("spelling"), rows);
