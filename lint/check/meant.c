/*
 * meant.c - the word that was meant, by a slip of one or two letters.
 *
 * A suggestion that is wrong is worse than none. So the words near by are
 * weighed: by how people slip (letters swapped, doubled, a vowel for another),
 * and by whether the word is a common one. Only what stands out is told.
 */
#include <stdlib.h>

#include "../base/lexicon.h"
#include "../base/utf8.h"
#include "spell.h"

enum {
	RUNES_MOST = 30, /* letters of a word that is mended */
	RUNES_ROOM = RUNES_MOST + 2,
	LETTERS_MOST = 32,
	SCAN_LEAST = 5, /* letters of a word that is compared with a list */
	BYTES_MOST = 4 * RUNES_ROOM,
	/* what a slip costs */
	SWAPPED = 0,  /* two letters in each other's place */
	DOUBLED = 2,  /* a letter doubled that is single, or the other way */
	ACCENT = 2,   /* a letter without its accent */
	HISS = 3,     /* c for s, k for c */
	VOWEL = 4,    /* a vowel for another, or left out */
	LETTER = 6,   /* a letter left out, or for another */
	TOO_MANY = 8, /* one that does not belong there */
	BESIDE = 8,   /* the key beside */
	TWO = 8,      /* two slips */
	FIRST = 6,    /* in the first letter: added */
	RARE = 8,     /* an uncommon word: added */
	FAR = 99,
	TWO_LEAST = 8 /* letters of a word with two slips */
};

struct runes {
	uint32_t at[RUNES_ROOM];
	size_t n;
};

struct guess {
	char bytes[BYTES_MOST];
	size_t len;
	int cost;
	bool common;
};

struct search {
	struct spell *spell;
	enum language language;
	struct runes word; /* in lower case */
	uint32_t letters[LETTERS_MOST];
	size_t letter_count;
	struct guess best;
	int dearest; /* slip that is tried */
	int second;  /* cost of the next best */
};

/* Letters of a language beyond those of English. */
static const struct {
	enum language l;
	const char *letters;
} others[] = {
	{ LANGUAGE_DE, "äöüß" },
	{ LANGUAGE_FR, "àâçéèêëîïôùûœ" },
	{ LANGUAGE_ES, "áéíóúñü" },
	{ LANGUAGE_PT, "áâãàçéêíóôõú" },
	{ LANGUAGE_IT, "àèéìòù" },
	{ LANGUAGE_NL, "ëïé" },
	{ LANGUAGE_PL, "ąćęłńóśźż" },
	{ LANGUAGE_TR, "çğıöşü" },
};

static void
add_letters(struct search *x, const char *letters)
{
	struct str s = str_of(letters);

	for (size_t at = 0; at < s.len && x->letter_count < LETTERS_MOST;)
		x->letters[x->letter_count++] = utf8_next(s, &at);
}

/* What is most often left out, or stands for another. */
static void
gather_letters(struct search *x)
{
	add_letters(x, "aeiouy'");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].l == x->language)
			add_letters(x, others[i].letters);
}

/* The letter under an accent; others as they are. */
static uint32_t
bare(uint32_t rune)
{
	static const struct {
		const char *accented;
		char letter;
	} rows[] = {
		{ "àáâãäåą", 'a' },
		{ "çć", 'c' },
		{ "èéêëę", 'e' },
		{ "ğ", 'g' },
		{ "ìíîïı", 'i' },
		{ "ł", 'l' },
		{ "ñń", 'n' },
		{ "òóôõö", 'o' },
		{ "śşß", 's' },
		{ "ùúûü", 'u' },
		{ "źż", 'z' },
	};

	for (size_t i = 0; rune >= 0x80 && i < sizeof rows / sizeof *rows; i++)
		for (size_t at = 0; rows[i].accented[at];)
			if (utf8_next(str_of(rows[i].accented), &at) == rune)
				return (uint32_t)rows[i].letter;
	return rune;
}

static bool
is_vowel(uint32_t rune)
{
	rune = bare(rune);
	return rune < 0x80 && rune && strchr("aeiouy", (int)rune);
}

static bool
is_hiss(uint32_t rune)
{
	return rune == 'c' || rune == 'k' || rune == 's' || rune == 'z';
}

/* Consonants that are taken for each other. */
static bool
sound_alike(uint32_t a, uint32_t b)
{
	static const char *const groups[] = { "dt", "vwf", "gj", "bp", "mn",
		"lr" };

	if (a >= 0x80 || b >= 0x80 || !a || !b)
		return false;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (strchr(groups[i], (int)a) && strchr(groups[i], (int)b))
			return true;
	return false;
}

/* Side by side on a keyboard. */
static bool
are_neighbours(uint32_t a, uint32_t b)
{
	static const char *const rows[] = { "qwertyuiop", "asdfghjkl",
		"zxcvbnm" };

	if (!a || a >= 0x80 || !b || b >= 0x80)
		return false;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *at = strchr(rows[i], (int)a);
		if (at && ((uint8_t)at[1] == b ||
				  (at > rows[i] && (uint8_t)at[-1] == b)))
			return true;
	}
	return false;
}

/* Cost of `b` where `a` was written. */
static int
cost_of_other(uint32_t a, uint32_t b)
{
	if (bare(a) == bare(b))
		return ACCENT;
	if (is_hiss(a) && is_hiss(b))
		return HISS;
	if (is_vowel(a) && is_vowel(b))
		return VOWEL;
	if (sound_alike(a, b))
		return LETTER;
	return are_neighbours(a, b) ? BESIDE : FAR;
}

/* The most that a slip may cost in a word of `n` letters: short words have
 * too many neighbours. */
static int
dearest(size_t n)
{
	if (n < 5)
		return n < 4 ? SWAPPED : DOUBLED;
	return n < 7 ? LETTER : TWO;
}

static struct str
as_bytes(const struct runes *r, char to[BYTES_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->at[i] < 0x80)
			to[n++] = (char)r->at[i];
		else
			n += utf8_put(to + n, r->at[i]);
	return (struct str){ to, n };
}

/* "received" for "receive", "plans" for "plan". */
static bool
is_common(struct str word)
{
	static const char *const endings[] = { "s", "es", "ing", "ed", "d",
		"er", "r", "ly", "ment", "al", NULL };
	const struct lexicon *l = &lexicon_common_english;
	char space[BYTES_MOST + 1];

	if (lexicon_has(l, word))
		return true;
	for (const char *const *e = endings; *e; e++) {
		struct str ending = str_of(*e);
		if (word.len < ending.len + 3 || !str_ends(word, ending))
			continue;
		struct str stem = str_sub(word, 0, word.len - ending.len);
		if (lexicon_has(l, stem))
			return true;
		memcpy(space, stem.at, stem.len);
		space[stem.len] = 'e';
		if (ending.at[0] != 's' &&
			lexicon_has(l, (struct str){ space, stem.len + 1 }))
			return true;
	}
	return false;
}

static bool
has_apostrophe(const struct runes *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->at[i] == '\'')
			return true;
	return false;
}

static void
consider(struct search *x, const struct runes *r, int cost)
{
	char bytes[BYTES_MOST];

	if (cost > x->dearest || cost >= x->second)
		return;
	struct str word = as_bytes(r, bytes);
	if (!r->n || r->at[0] == '\'' || r->at[r->n - 1] == '\'')
		return;
	if (has_apostrophe(r) && !lexicon_has(&lexicon_common_english, word))
		return;
	if (cost != SWAPPED && r->at[0] != x->word.at[0])
		cost += FIRST;
	if (cost >= x->second || !spell_knows(x->spell, x->language, word))
		return;
	struct str best = { x->best.bytes, x->best.len };
	if (str_eq(word, best))
		return;
	bool common = x->language == LANGUAGE_EN && is_common(word);
	if (!common)
		cost += RARE;
	if (cost < x->best.cost) {
		x->second = x->best.cost;
		memcpy(x->best.bytes, bytes, word.len);
		x->best.len = word.len;
		x->best.cost = cost;
		x->best.common = common;
	} else if (cost < x->second) {
		x->second = cost;
	}
}

static void
try_swaps(struct search *x)
{
	for (size_t i = 0; i + 1 < x->word.n; i++) {
		struct runes r = x->word;
		if (r.at[i] == r.at[i + 1])
			continue;
		r.at[i] = x->word.at[i + 1];
		r.at[i + 1] = x->word.at[i];
		consider(x, &r, SWAPPED);
	}
}

static void
try_undoubled(struct search *x)
{
	for (size_t i = 1; i < x->word.n; i++) {
		struct runes r = x->word;
		if (r.at[i] != r.at[i - 1])
			continue;
		memmove(&r.at[i], &r.at[i + 1], (r.n - i - 1) * sizeof *r.at);
		r.n--;
		consider(x, &r, DOUBLED);
	}
}

/* With a letter more at one place. */
static void
try_with(struct search *x, size_t i)
{
	struct runes r = x->word;

	memmove(&r.at[i + 1], &r.at[i], (r.n - i) * sizeof *r.at);
	r.n++;
	for (size_t k = 0; k < x->letter_count; k++) {
		r.at[i] = x->letters[k];
		consider(x, &r, r.at[i] == '\'' ? DOUBLED : VOWEL);
	}
	if (i < x->word.n) {
		r.at[i] = x->word.at[i];
		consider(x, &r, DOUBLED);
	}
}

/* With another letter at one place. */
static void
try_other(struct search *x, size_t i)
{
	static const uint32_t hisses[] = { 'c', 'k', 's', 'z' };
	struct runes r = x->word;
	uint32_t letter = r.at[i];
	bool hiss = is_hiss(letter);
	size_t n = hiss ? sizeof hisses / sizeof *hisses : x->letter_count;

	for (size_t k = 0; k < n; k++) {
		r.at[i] = hiss ? hisses[k] : x->letters[k];
		int cost = r.at[i] == letter ? FAR
					     : cost_of_other(letter, r.at[i]);
		if (cost <= VOWEL)
			consider(x, &r, cost);
	}
}

static void
try_slips(struct search *x)
{
	try_swaps(x);
	try_undoubled(x);
	for (size_t i = 0; i <= x->word.n; i++)
		try_with(x, i);
	for (size_t i = 0; i < x->word.n; i++)
		try_other(x, i);
}

/* A word of the list that `stem` of the word is one letter away from: how far
 * they are the same from both ends tells. The cost, or FAR. */
static int
cost_of_one(const struct search *x, size_t stem, struct str entry)
{
	const uint32_t *at = x->word.at;
	size_t longer = stem > entry.len ? stem : entry.len;
	size_t shorter = stem > entry.len ? entry.len : stem;
	size_t head = 0, tail = 0;

	if (longer - shorter > 1)
		return FAR;
	while (head < shorter && at[head] == (uint8_t)entry.at[head])
		head++;
	while (tail < shorter - head &&
		at[stem - 1 - tail] == (uint8_t)entry.at[entry.len - 1 - tail])
		tail++;
	if (head + tail + 1 < longer)
		return FAR;
	if (stem > entry.len)
		return TOO_MANY;
	return stem < entry.len
		       ? LETTER
		       : cost_of_other(at[head], (uint8_t)entry.at[head]);
}

static void
consider_entry(struct search *x, struct str entry, struct str ending, int cost)
{
	struct runes r = { .n = 0 };

	if (entry.len + ending.len > RUNES_MOST)
		return;
	for (size_t i = 0; i < entry.len; i++)
		r.at[r.n++] = (uint8_t)entry.at[i];
	for (size_t i = 0; i < ending.len; i++)
		r.at[r.n++] = (uint8_t)ending.at[i];
	consider(x, &r, cost);
}

static bool
ends_with(const struct search *x, struct str ending)
{
	size_t n = x->word.n;

	for (size_t i = 0; i < ending.len; i++)
		if (n < ending.len ||
			x->word.at[n - ending.len + i] != (uint8_t)ending.at[i])
			return false;
	return true;
}

/* The rarer slips, only towards common words that begin alike. */
static void
try_list(struct search *x)
{
	static const char *const endings[] = { "", "s", "d", "ed", "ing",
		"ly" };
	const struct lexicon *l = &lexicon_common_english;
	uint32_t first = x->word.at[0];

	if (first >= 0x80 || !is_lower((char)first))
		return;
	size_t from = *lexicon_pair(l, (char)first, 0);
	size_t end = *lexicon_pair(l, (char)first, 'z') + 1U;
	for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
		struct str ending = str_of(endings[k]);
		if (x->word.n < ending.len + SCAN_LEAST ||
			!ends_with(x, ending))
			continue;
		for (size_t i = from; i < end && i < l->count; i++) {
			struct str entry = str_of(l->entries[i].key);
			int cost =
				cost_of_one(x, x->word.n - ending.len, entry);
			if (cost != FAR)
				consider_entry(x, entry, ending, cost);
		}
	}
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters differ, are missing, too many or swapped: 3 for more than
 * two. */
static size_t
distance(const struct runes *a, struct str b)
{
	size_t rows[3][RUNES_ROOM + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	if (b.len > RUNES_MOST || b.len > a->n + 2 || a->n > b.len + 2)
		return 3;
	for (size_t j = 0; j <= b.len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a->n; i++) {
		size_t smallest = now[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			uint32_t letter = (uint8_t)b.at[j - 1];
			now[j] = last[j - 1] + (a->at[i - 1] != letter);
			now[j] = least(now[j], least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a->at[i - 2] == letter &&
				a->at[i - 1] == (uint8_t)b.at[j - 2])
				now[j] = least(now[j], before[j - 2] + 1);
			smallest = least(smallest, now[j]);
		}
		if (smallest > 2)
			return 3;
		size_t *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[b.len];
}

static bool
ends_alike(const struct search *x, struct str word)
{
	return x->word.at[2] == (uint8_t)word.at[2] &&
	       x->word.at[x->word.n - 1] == (uint8_t)word.at[word.len - 1];
}

/* Two slips, against the common words that begin and end alike. */
static void
try_common(struct search *x)
{
	const struct lexicon *l = &lexicon_common_english;
	uint32_t first = x->word.at[0], second = x->word.at[1];

	if (x->language != LANGUAGE_EN || x->word.n < TWO_LEAST ||
		first >= 0x80 || !is_lower((char)first) || second >= 0x80)
		return;
	const uint16_t *pair = lexicon_pair(l, (char)first, (char)second);
	for (size_t i = pair[0]; i < pair[1]; i++) {
		struct str word = str_of(l->entries[i].key);
		if (word.len < TWO_LEAST || !ends_alike(x, word) ||
			distance(&x->word, word) != 2)
			continue;
		x->second = x->best.cost;
		x->best.cost = TWO;
		x->best.common = true;
		memcpy(x->best.bytes, word.at, word.len);
		x->best.len = word.len;
	}
}

/* Of English a common word near by is meant, or, in a long word, one that is
 * the only one near; of others, which have no list of common words, the
 * nearest one. */
static bool
is_plain(const struct search *x)
{
	int cost = x->best.cost;
	size_t n = x->word.n;

	if (cost >= x->second || (cost >= VOWEL && x->second <= cost + DOUBLED))
		return false;
	if (x->best.common)
		return cost <= x->dearest;
	cost -= RARE;
	if (x->language == LANGUAGE_EN)
		return n > 6 && cost <= VOWEL &&
		       x->second > x->best.cost + DOUBLED;
	return n > 4;
}

static bool
read_word(struct search *x, struct str word, bool *capital)
{
	for (size_t at = 0; at < word.len; x->word.n++) {
		if (x->word.n == RUNES_MOST)
			return false;
		uint32_t rune = utf8_next(word, &at);
		x->word.at[x->word.n] = rune_lower(rune);
		if (x->word.n == 0)
			*capital = x->word.at[0] != rune;
	}
	return x->word.n > 2;
}

static struct str
answer(struct search *x, struct arena *arena, bool capital)
{
	struct str s = { x->best.bytes, x->best.len };

	if (capital && is_lower(x->best.bytes[0]))
		x->best.bytes[0] = to_upper(x->best.bytes[0]);
	return arena_str(arena, s);
}

struct str
spell_meant(
	struct spell *s, enum language l, struct arena *arena, struct str word)
{
	struct search x = { .spell = s,
		.language = l,
		.best = { .cost = FAR },
		.second = FAR };
	bool capital = false;

	if (!read_word(&x, word, &capital))
		return STR_NONE;
	gather_letters(&x);
	x.dearest = dearest(x.word.n);
	try_slips(&x);
	if (l == LANGUAGE_EN && (!x.best.common || x.best.cost >= VOWEL))
		try_list(&x);
	if (x.best.cost == FAR)
		try_common(&x);
	return is_plain(&x) ? answer(&x, arena, capital) : STR_NONE;
}
