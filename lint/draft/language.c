/*
 * language.c - which language a text is in: by its script, and where many
 * share one, by a vote of the most frequent words.
 */
#include <string.h>

#include "../base/lexicon.h"
#include "../base/utf8.h"
#include "prose.h"

enum {
	SAMPLE_MOST = 1024, /* bytes that are looked at */
	VOTES_MOST = 100,   /* words that are looked up */
	LEAD = 30,	    /* points ahead that decide at once */
	LETTERS_MOST = 6,
	STOPWORD_MOST = 16 /* bytes of the longest one */
};

static const char *const tags[LANGUAGES] = { "und", "en", "zh", "ja", "ko",
	"es", "de", "fr", "pt", "it", "nl", "pl", "ru", "uk", "ar", "tr", "vi",
	"th", "id", "he", "hi" };

const char *
language_tag(enum language l)
{
	return l < LANGUAGES ? tags[l] : tags[0];
}

struct scripts {
	size_t latin, han, kana, hangul, cyrillic, arabic, hebrew, thai,
		devanagari, ukrainian, russian;
};

static void
count_cyrillic(struct scripts *n, uint32_t rune)
{
	n->cyrillic++;
	if (rune == 0x456 || rune == 0x457 || rune == 0x454 || rune == 0x491)
		n->ukrainian++;
	else if (rune == 0x44B || rune == 0x44D || rune == 0x451 ||
		 rune == 0x44A)
		n->russian++;
}

static void
count_rune(struct scripts *n, uint32_t rune)
{
	if (rune >= 0x4E00 && rune < 0xA000)
		n->han++;
	else if (rune >= 0xC0 && rune < 0x250)
		n->latin++;
	else if (rune >= 0x1E00 && rune < 0x1F00)
		n->latin++;
	else if (rune >= 0x400 && rune < 0x530)
		count_cyrillic(n, rune);
	else if (rune >= 0x590 && rune < 0x600)
		n->hebrew++;
	else if (rune >= 0x600 && rune < 0x780)
		n->arabic++;
	else if (rune >= 0x900 && rune < 0x980)
		n->devanagari++;
	else if (rune >= 0xE00 && rune < 0xE80)
		n->thai++;
	else if (rune >= 0x3041 && rune < 0x3100)
		n->kana++;
	else if (rune_is_hangul(rune))
		n->hangul++;
}

static struct scripts
count_scripts(struct str s)
{
	struct scripts n = { 0 };

	for (size_t at = 0; at < s.len;) {
		char c = s.at[at];
		if (c & 0x80) {
			count_rune(&n, utf8_next(s, &at));
		} else {
			n.latin += is_alpha(c);
			at++;
		}
	}
	return n;
}

/* A character of Han says as much as two or three letters. */
static enum language
language_of_script(const struct scripts *n)
{
	size_t east = n->han + n->kana + n->hangul;

	if (east * 3 > n->latin && east > 0) {
		if (n->kana * 10 >= east && n->kana > n->hangul)
			return LANGUAGE_JA;
		return n->hangul * 3 > east ? LANGUAGE_KO : LANGUAGE_ZH;
	}
	if (n->cyrillic > n->latin)
		return n->ukrainian > n->russian ? LANGUAGE_UK : LANGUAGE_RU;
	if (n->arabic > n->latin)
		return LANGUAGE_AR;
	if (n->hebrew > n->latin)
		return LANGUAGE_HE;
	if (n->thai > n->latin)
		return LANGUAGE_TH;
	return n->devanagari > n->latin ? LANGUAGE_HI : LANGUAGE_UNKNOWN;
}

static enum language
language_of_tag(const char tag[2])
{
	for (int l = 1; l < LANGUAGES; l++)
		if (tags[l][0] == tag[0] && tags[l][1] == tag[1])
			return (enum language)l;
	return LANGUAGE_UNKNOWN;
}

/* "es pt": a word of one language counts six, of two three, and so on. Returns
 * the most points that one of them has now. */
static int
vote(int points[LANGUAGES], const char *value)
{
	int count = (int)(strlen(value) + 1) / 3, most = 0;

	for (const char *tag = value;; tag += 3) {
		int *p = &points[language_of_tag(tag)];
		*p += count < 6 ? 6 / count : 1;
		if (*p > most)
			most = *p;
		if (!tag[2])
			return most;
	}
}

static bool
joins(char c)
{
	return c == '/' || c == '@' || c == '_' || c == '=' || c == '&';
}

/* The word is a part of a URL, a file name or an address: "acme.com". */
static bool
is_part(struct str s, size_t from, size_t end)
{
	char before = from ? s.at[from - 1] : ' ';
	char after = end < s.len ? s.at[end] : ' ';
	char next = end + 1 < s.len ? s.at[end + 1] : ' ';

	return before == '.' || before == '-' || joins(before) ||
	       joins(after) ||
	       (after == '.' && (is_alnum(next) || (next & 0x80)));
}

/* The word at or after `*at`; empty for what is part of something else. */
static struct str
next_word(struct str s, size_t *at)
{
	size_t i = *at;

	while (i < s.len && !is_alpha(s.at[i]) && !(s.at[i] & 0x80))
		i++;
	size_t from = i;
	while (i < s.len && (is_alpha(s.at[i]) || (s.at[i] & 0x80)))
		i++;
	*at = i;
	return is_part(s, from, i) ? STR_NONE : str_sub(s, from, i - from);
}

static enum language
leader(const int points[LANGUAGES], int *lead)
{
	int best = 0, second = 0;
	enum language l = LANGUAGE_UNKNOWN;

	for (int i = 1; i < LANGUAGES; i++) {
		if (points[i] > best) {
			second = best;
			best = points[i];
			l = (enum language)i;
		} else if (points[i] > second) {
			second = points[i];
		}
	}
	*lead = best - second;
	return l;
}

/* "É" of a first word: the list is in lower case. */
static struct str
folded(struct str word, char space[STOPWORD_MOST + 4])
{
	size_t n = 0;

	for (size_t at = 0; at < word.len;) {
		if (n + 4 > STOPWORD_MOST + 4)
			return word;
		n += utf8_put(space + n, rune_lower(utf8_next(word, &at)));
	}
	return (struct str){ space, n };
}

/* A letter that, of the languages told apart here, one has. */
static enum language
owner_of(uint32_t rune)
{
	static const struct {
		const char *letters;
		enum language l;
	} own[] = {
		{ "łąęśżźńć", LANGUAGE_PL },
		{ "ğşı", LANGUAGE_TR },
		{ "ñ¿¡", LANGUAGE_ES },
		{ "ãõ", LANGUAGE_PT },
		{ "đơưạảấầậếềệịọộợủứừự", LANGUAGE_VI },
		{ "ßä", LANGUAGE_DE },
		{ "œêû", LANGUAGE_FR },
	};
	char letter[4];
	struct str s = { letter, utf8_put(letter, rune_lower(rune)) };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_has(str_of(own[i].letters), s))
			return own[i].l;
	return LANGUAGE_UNKNOWN;
}

/* Every such letter is a third of a vote, up to two votes. */
static void
vote_letters(struct str s, int points[LANGUAGES])
{
	size_t at = str_high(s);

	for (int n = 0; at < s.len && n < LETTERS_MOST;) {
		enum language l = owner_of(utf8_next(s, &at));
		points[l] += 2;
		n += l != LANGUAGE_UNKNOWN;
		at += str_high(str_from(s, at));
	}
}

static enum language
language_of_words(struct str s)
{
	const struct lexicon *stopwords = &lexicon_stopwords;
	int points[LANGUAGES] = { 0 }, lead = 0;
	char space[STOPWORD_MOST + 4];
	size_t at = 0;

	vote_letters(s, points);
	for (int n = 0; n < VOTES_MOST && at < s.len;) {
		struct str word = next_word(s, &at);
		if (!word.len || word.len > STOPWORD_MOST)
			continue;
		if (!str_is_ascii(word))
			word = folded(word, space);
		const struct lexicon_entry *e = lexicon_find(stopwords, word);
		n++;
		if (!e || vote(points, e->value) < LEAD)
			continue;
		enum language l = leader(points, &lead);
		if (lead >= LEAD)
			return l;
	}
	enum language l = leader(points, &lead);
	return lead > 0 || l == LANGUAGE_EN ? l : LANGUAGE_UNKNOWN;
}

/* Russian and Ukrainian share letters; short texts may have none of the
 * letters that tell them apart. */
enum language
language_of(struct str utf8)
{
	struct str s = str_sub(utf8, 0, SAMPLE_MOST);

	if (str_is_ascii(s))
		return language_of_words(s);
	struct scripts n = count_scripts(s);
	enum language l = language_of_script(&n);

	if (l == LANGUAGE_RU && !n.russian) {
		enum language voted = language_of_words(s);
		return voted == LANGUAGE_UK ? voted : l;
	}
	return l || !n.latin ? l : language_of_words(s);
}
