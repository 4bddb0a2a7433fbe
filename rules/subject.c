/*
 * subject.c - the line that decides whether a mail is opened.
 *
 * Every rule reads the same view of the field: its decoded text, with the
 * bytes that merge fields stand on covered.
 */
#include <string.h>

#include "tally.h"
#include "weights.h"

enum {
	VIEW_MOST = 2048,   /* bytes of a subject that are looked at */
	NAMES_MOST = 1024,  /* bytes of From and To */
	COLUMNS_MOST = 70,  /* what a desktop client shows on one line */
	COLUMNS_PHONE = 48, /* what a phone shows */
	COLUMNS_HUGE = 200,
	FIELD_COLUMNS = 8, /* guess for a value that nobody knows yet */
	SHOUT_WORDS = 2,
	SHOUT_LETTERS = 8,
	GAP_LETTERS = 4,
	TRAILING_BLANKS = 5,
	VAGUE_BYTES = 60,
	LISTED = 3
};

struct view {
	const struct text *text;
	struct str s;
	const uint8_t *covered; /* one byte for each of s; NULL: no fields */
};

/* At most `most` bytes, cut at a character. */
static struct str
head(struct str s, size_t most)
{
	if (s.len <= most)
		return s;
	while (most > 0 && ((uint8_t)s.at[most] & 0xC0) == 0x80)
		most--;
	return str_sub(s, 0, most);
}

static void
cover(struct check *c, struct view *v)
{
	uint8_t *covered = NULL;

	list_each (const struct field, f, &c->draft->fields) {
		if (f->text != v->text || f->at + f->len > v->s.len)
			continue;
		if (!covered)
			covered = ARENA_ARRAY(c->arena, uint8_t, v->s.len + 1);
		memset(covered + f->at, 1, f->len);
	}
	v->covered = covered;
}

static size_t reply_marks(struct str s);

/* An answer keeps the subject of the mail that it answers: not the author's
 * words. */
static bool
is_of_a_thread(const struct check *c)
{
	const struct draft *d = c->draft;
	return (d->is_reply || d->is_forward) &&
	       reply_marks(str_trim(header_text(d->subject)->s)) > 0;
}

/* Without text when there is no subject that its author wrote. */
static struct view *
make_view(struct check *c)
{
	const struct header *h = c->draft->subject;
	struct view *v = ARENA_NEW(c->arena, struct view);

	if (!h || !str_trim(header_text(h)->s).len || is_of_a_thread(c))
		return v;
	v->text = header_text(h);
	v->s = head(v->text->s, VIEW_MOST);
	cover(c, v);
	return v;
}

/* Computed once a draft; NULL without such a subject. */
static const struct view *
view_of(struct check *c)
{
	if (!c->memo[0])
		c->memo[0] = make_view(c);
	const struct view *v = c->memo[0];
	return v->text ? v : NULL;
}

static inline bool
is_covered(const struct view *v, size_t at)
{
	return v->covered && v->covered[at];
}

static struct where
in_view(const struct view *v, size_t at, size_t len)
{
	return in_text(v->text, at, len);
}

static struct where
whole(const struct view *v)
{
	return in_view(v, 0, v->s.len);
}

static bool
has_han(struct str s)
{
	for (size_t at = str_high(s); at < s.len;)
		if ((uint8_t)s.at[at] < 0x80)
			at++;
		else if (rune_is_han(utf8_next(s, &at)))
			return true;
	return false;
}

static bool
has_kana_or_hangul(struct str s)
{
	for (size_t at = str_high(s); at < s.len;) {
		uint32_t r = utf8_next(s, &at);
		if (rune_is_kana(r) || rune_is_hangul(r))
			return true;
	}
	return false;
}

static bool
is_chinese(struct str s)
{
	return has_han(s) && !has_kana_or_hangul(s);
}

static bool
is_readable(const struct draft *d)
{
	list_each (const struct defect, e, &d->defects.list)
		if (e->code == DEFECT_EMPTY || e->code == DEFECT_BINARY ||
			e->code == DEFECT_FOREIGN_FORMAT)
			return false;
	return d->source->kind != SOURCE_FOREIGN;
}

static void
missing(struct check *c)
{
	if (c->draft->subject || !is_readable(c->draft))
		return;
	if (!c->draft->has_header) /* a body alone: the report says so */
		return;
	finding_advice(
		find(c, at_header_end(c), N_("this mail has no subject"), 0),
		N_("say what it is about in 3 to 8 words, with the product "
		   "and the reader's company"),
		0);
}

static void
empty(struct check *c)
{
	const struct header *h = c->draft->subject;

	if (!h || str_trim(header_text(h)->s).len)
		return;
	finding_advice(find(c, at_header(h), N_("the subject is empty"), 0),
		N_("say what it is about in 3 to 8 words, with the product "
		   "and the reader's company"),
		0);
}

/* Length of an exclamation mark at `at` (! ！ ‼), or 0. */
static size_t
mark_at(struct str s, size_t at)
{
	if (s.at[at] == '!')
		return 1;
	if (str_starts(str_from(s, at), STR("！")))
		return 3;
	return str_starts(str_from(s, at), STR("‼")) ? 3 : 0;
}

/* "Yahoo!" and "Jeopardy!" are names. */
static bool
is_brand(struct str s, size_t at)
{
	static const struct str brands[] = { STR("yahoo"), STR("jeopardy"),
		STR("joomla"), STR("yum") };

	for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
		if (str_iends(str_sub(s, 0, at), brands[i]))
			return true;
	return false;
}

struct marks {
	size_t count;
	size_t first, end; /* from the first to behind the last */
};

static size_t
counted_mark(const struct view *v, size_t at)
{
	size_t len = mark_at(v->s, at);
	return len && !is_covered(v, at) && !is_brand(v->s, at) ? len : 0;
}

static struct marks
marks_of(const struct view *v)
{
	struct marks m = { 0 };
	size_t high = str_high(v->s), first = str_chr(v->s, '!');

	for (size_t at = first < high ? first : high; at < v->s.len; at++) {
		size_t len = counted_mark(v, at);
		if (!len)
			continue;
		if (!m.count++)
			m.first = at;
		m.end = at + len;
	}
	return m;
}

/* Behind the run of marks, question marks and blanks that begins at `at`. */
static size_t
run_end(const struct view *v, size_t at)
{
	size_t end = at, len;

	while (end < v->s.len && (len = counted_mark(v, end)) > 0)
		end += len;
	return end;
}

/* What may stand where marks were: nothing at the end and before other
 * punctuation, else a full stop, in Chinese a comma. */
static struct str
stand_in(const struct view *v, size_t at, size_t end)
{
	struct str rest = str_trim(str_from(v->s, end));
	size_t next = 0;

	if (!rest.len || at == 0)
		return STR("");
	uint32_t r = utf8_next(rest, &next);
	if (rune_is_han(r))
		return STR("，");
	return rune_is_letter(r) || rune_is_digit(r) ? STR(".") : STR("");
}

static void
remove_marks(struct finding *f, const struct view *v)
{
	finding_fix(f, FIX_SAFE, N_("remove the exclamation marks"), 0);
	for (size_t at = 0; at < v->s.len; at++) {
		size_t end = run_end(v, at);
		if (end == at)
			continue;
		finding_edit(f, in_view(v, at, end - at), stand_in(v, at, end));
		at = end - 1;
	}
}

static void
exclamation(struct check *c)
{
	const struct view *v = view_of(c);
	struct finding *f;

	if (!v)
		return;
	struct marks m = marks_of(v);
	if (!m.count)
		return;
	struct where where = in_view(v, m.first, m.end - m.first);
	if (m.count == 1) {
		f = find(
			c, where, N_("the subject has an exclamation mark"), 0);
		finding_severity(f, SEVERITY_NOTE);
		finding_points(f, c->rule->points * 0.25f);
	} else {
		f = find(c, where, N_("the subject has {1} exclamation marks"),
			1, arg_number(c, (int64_t)m.count));
	}
	remove_marks(f, v);
}

static size_t
question_mark(const struct view *v)
{
	for (size_t at = 0; at < v->s.len; at++)
		if (v->s.at[at] == '?' && !is_covered(v, at))
			return at;
	return v->s.len;
}

static void
exclamation_question(struct check *c)
{
	const struct view *v = view_of(c);

	if (!v || has_han(v->s) || question_mark(v) == v->s.len)
		return;
	struct marks m = marks_of(v);
	if (!m.count)
		return;
	struct finding *f = find(c, in_view(v, m.first, m.end - m.first),
		N_("the subject asks and shouts at once"), 0);
	remove_marks(f, v);
}

/* A run of ASCII letters, digits, ' and - outside of merge fields. */
static bool
next_word(const struct view *v, size_t *at, struct str *word)
{
	size_t from = *at;

	while (from < v->s.len &&
		(!is_alnum(v->s.at[from]) || is_covered(v, from)))
		from++;
	size_t end = from;
	while (end < v->s.len && !is_covered(v, end) &&
		(is_alnum(v->s.at[end]) || v->s.at[end] == '\'' ||
			v->s.at[end] == '-' || (uint8_t)v->s.at[end] >= 0xC3))
		end++;
	*word = str_sub(v->s, from, end - from);
	*at = end;
	return word->len > 0;
}

struct letters {
	size_t upper, lower, digits;
};

static struct letters
letters_of(struct str s)
{
	struct letters n = { 0 };

	for (size_t i = 0; i < s.len; i++) {
		n.upper += is_upper(s.at[i]);
		n.lower += is_lower(s.at[i]);
		n.digits += is_digit(s.at[i]);
	}
	return n;
}

/* Short words that are no acronym when they stand in capitals. */
static bool
is_plain_short(struct str word)
{
	static const struct str words[] = { STR("ALL"), STR("AND"), STR("ARE"),
		STR("BUY"), STR("CAN"), STR("DAY"), STR("FOR"), STR("GET"),
		STR("HOT"), STR("NEW"), STR("NOW"), STR("OFF"), STR("OUR"),
		STR("OUT"), STR("SEE"), STR("THE"), STR("TOP"), STR("TRY"),
		STR("WIN"), STR("YOU") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(word, words[i]))
			return true;
	return false;
}

static bool
names_somebody(const struct header *h, struct str word)
{
	return h && str_ihas(head(header_text(h)->s, NAMES_MOST), word);
}

/* Capitals that belong to the word: acronyms, codes, names of the two
 * companies as they stand in From and To. */
static bool
is_written_so(struct check *c, struct str word, const struct letters *n)
{
	if (n->digits || word.len < 2)
		return true;
	if (word.len <= 3 && !is_plain_short(word))
		return true;
	struct str part = word;
	while (part.at) {
		struct str piece = str_cut(&part, '-');
		if (lexicon_has(&lexicon_acronyms, piece))
			return true;
	}
	return names_somebody(c->draft->from, word) ||
	       names_somebody(c->draft->to, word);
}

struct shouted {
	size_t words, letters; /* in capitals */
	size_t spoken;	       /* letters of the other words */
};

static struct shouted
shouted_in(struct check *c, const struct view *v)
{
	struct shouted n = { 0 };
	struct str word;

	for (size_t at = 0; next_word(v, &at, &word);) {
		struct letters l = letters_of(word);
		if (l.lower) {
			n.spoken += l.upper + l.lower;
		} else if (l.upper && !is_written_so(c, word, &l)) {
			n.words++;
			n.letters += l.upper;
		}
	}
	return n;
}

/* Sentence case; acronyms and codes stay. */
static struct str
quietened(struct check *c, const struct view *v)
{
	struct str copy = arena_str(c->arena, v->s), word;
	char *bytes = arena_bytes(c->arena, copy.len + 1);
	bool first = true;

	memcpy(bytes, copy.at, copy.len);
	for (size_t at = 0; next_word(v, &at, &word); first = false) {
		struct letters l = letters_of(word);
		size_t from = at - word.len;
		if (l.lower || is_written_so(c, word, &l))
			continue;
		for (size_t i = first ? 1 : 0; i < word.len; i++)
			bytes[from + i] = to_lower(bytes[from + i]);
	}
	return (struct str){ bytes, copy.len };
}

static void
shouting(struct check *c)
{
	const struct view *v = view_of(c);

	if (!v || has_han(v->s) || has_kana_or_hangul(v->s))
		return;
	struct shouted n = shouted_in(c, v);
	if (n.words < SHOUT_WORDS || n.letters < SHOUT_LETTERS ||
		n.letters * 10 < (n.letters + n.spoken) * 7)
		return;
	struct finding *f =
		find(c, whole(v), N_("the subject is written in capitals"), 0);
	finding_fix(f, FIX_UNSAFE, N_("write it in sentence case"), 0);
	finding_edit(f, whole(v), quietened(c, v));
}

static bool
is_single_letter(struct str s, size_t at)
{
	return is_alpha(s.at[at]) && (at == 0 || !is_alnum(s.at[at - 1])) &&
	       (at + 1 == s.len || !is_alnum(s.at[at + 1]));
}

/* Letters of the run "F R E E" or "F.R.E.E" that begins at `at`, all with the
 * same separator; sets its end. */
static size_t
gappy(const struct view *v, size_t at, size_t *end)
{
	size_t n = 1;
	struct str s = v->s;

	*end = at + 1;
	if (*end >= s.len || !strchr(" .-_*", s.at[*end]) || !s.at[*end])
		return n;
	char gap = s.at[*end];
	while (*end + 1 < s.len && s.at[*end] == gap &&
		is_single_letter(s, *end + 1) && !is_covered(v, *end + 1)) {
		*end += 2;
		n++;
	}
	return n;
}

static struct str
joined(struct check *c, struct str s)
{
	char *to = arena_bytes(c->arena, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (is_alpha(s.at[i]))
			to[n++] = s.at[i];
	return (struct str){ to, n };
}

/* "A B C D" counts; a word of English has a vowel and more than one letter
 * that differs. */
static bool
spells_word(struct str word)
{
	bool vowel = false, consonant = false, falling = false;

	for (size_t i = 0; i < word.len; i++) {
		char l = to_lower(word.at[i]);
		bool is_vowel = strchr("aeiou", l) != NULL;
		vowel |= is_vowel;
		consonant |= !is_vowel;
		falling |= i > 0 && l <= to_lower(word.at[i - 1]);
	}
	return vowel && consonant && falling;
}

static void
pulled_apart(struct check *c, const struct view *v)
{
	for (size_t at = 0; at < v->s.len; at++) {
		size_t end;
		if (is_covered(v, at) || !is_single_letter(v->s, at))
			continue;
		size_t letters = gappy(v, at, &end);
		struct str as_written = str_sub(v->s, at, end - at);
		struct str word = joined(c, as_written);
		at = end - 1;
		if (letters < GAP_LETTERS || !spells_word(word))
			continue;
		struct finding *f = find(c,
			in_view(v, end - as_written.len, as_written.len),
			N_("\"{1}\" is spelled out letter by letter"), 1,
			as_written);
		finding_fix(f, FIX_UNSAFE, N_("write \"{1}\""), 1, word);
		finding_edit(f,
			in_view(v, end - as_written.len, as_written.len), word);
	}
}

/* "Great news          kx83w": a token behind a wide gap makes each copy
 * look different to a filter. */
static void
trailing_token(struct check *c, const struct view *v)
{
	struct str s = v->s;
	size_t token = s.len, gap;

	while (token > 0 && !is_blank(s.at[token - 1]))
		token--;
	for (gap = token; gap > 0 && is_blank(s.at[gap - 1]);)
		gap--;
	if (token == s.len || gap == 0 || token - gap < TRAILING_BLANKS)
		return;
	struct finding *f = find(c, in_view(v, gap, s.len - gap),
		N_("\"{1}\" stands behind a wide gap at the end of the "
		   "subject"),
		1, str_from(s, token));
	finding_fix(f, FIX_UNSAFE, N_("remove it"), 0);
	finding_edit(f, in_view(v, gap, s.len - gap), STR(""));
}

static void
spaced_out(struct check *c)
{
	const struct view *v = view_of(c);

	if (!v)
		return;
	pulled_apart(c, v);
	trailing_token(c, v);
}

/* Each with a literal that must stand in the subject first. */
static const struct {
	const char *literal, *expression;
} clutters[] = {
	{ "$$", "\\${2,}" },
	{ "¥¥", "¥{2,}" },
	{ "￥￥", "￥{2,}" },
	{ "%", "\\b\\d{1,3} ?%\\W{0,2}(?:off|discount|free|guaranteed|save|"
	       "cheaper|profit|commission|cash ?back)\\b" },
	{ "%", "\\b(?:save|off|discount|up to)\\b\\W{0,3}\\d{1,3} ?%" },
	{ "$", "\\b(?:save|earn|make|win|get|only|just)\\b[^.!?]{0,12}"
	       "[$€£] ?\\d" },
	{ "$", "^\\W{0,3}\\$ ?\\d[\\d,.]{2,}(?: ?(?:k|million|billion))?\\b" },
	{ "折", "\\d(?:\\.\\d)? ?折(?!叠|弯|页)" },
	{ "立减", "立减 ?\\d+" },
	{ "满", "满 ?\\d+ ?元? ?(?:减|送) ?\\d+" },
};

static void
clutter(struct check *c)
{
	const struct view *v = view_of(c);

	if (!v)
		return;
	for (size_t i = 0; i < sizeof clutters / sizeof *clutters; i++) {
		size_t at = 0, len = 0;
		if (!str_has(v->s, str_of(clutters[i].literal)))
			continue;
		if (check_pattern(c, clutters[i].expression, v->s, &at, &len,
			    NULL) != PATTERN_YES ||
			is_covered(v, at))
			continue;
		struct finding *f = find(c, in_view(v, at, len),
			N_("\"{1}\" makes the subject read like a leaflet"), 1,
			str_sub(v->s, at, len));
		finding_advice(f,
			N_("name one price with its unit and quantity in the "
			   "text; let the subject name the product"),
			0);
		return;
	}
}

struct pictures {
	size_t count, longest; /* all; side by side */
	size_t run;
	size_t first, end;
};

/* Joiners, variation selectors and skin tones go on with a picture. */
static bool
goes_on(uint32_t r)
{
	return r == 0x200D || r == 0xFE0F || (r >= 0x1F3FB && r <= 0x1F3FF);
}

static void
picture(struct pictures *p, size_t at, size_t end)
{
	if (!p->count++)
		p->first = at;
	p->end = end;
	if (++p->run > p->longest)
		p->longest = p->run;
}

static struct pictures
pictures_of(const struct view *v)
{
	struct pictures p = { 0 };
	uint32_t before = 0;

	for (size_t at = str_high(v->s); at < v->s.len;) {
		size_t from = at;
		uint32_t r = utf8_next(v->s, &at);
		if (is_covered(v, from))
			continue;
		if (goes_on(r) || (before == 0x200D && rune_is_emoji(r)))
			p.end = p.run ? at : p.end;
		else if (r > 0x7F && rune_is_emoji(r))
			picture(&p, from, at);
		else if (!rune_is_space(r))
			p.run = 0;
		before = r;
	}
	return p;
}

static void
emoji(struct check *c)
{
	const struct view *v = view_of(c);

	if (!v)
		return;
	struct pictures p = pictures_of(v);
	if (p.longest < 2 && p.count < 3)
		return;
	struct finding *f = find(c, in_view(v, p.first, p.end - p.first),
		N_("the subject has {1} emoji"), 1,
		arg_number(c, (int64_t)p.count));
	finding_advice(f, N_("keep one at most"), 0);
}

static size_t
columns_of_field(const struct field *f)
{
	if (f->kind == FIELD_BLOCK || f->kind == FIELD_COMMENT)
		return 0;
	return f->has_fallback ? utf8_width(f->fallback) : FIELD_COLUMNS;
}

static size_t
columns_of(struct check *c, const struct view *v)
{
	size_t columns = utf8_width(str_from(v->text->s, v->s.len));
	size_t from = 0;

	for (size_t at = 0; at <= v->s.len; at++) {
		if (at < v->s.len && !is_covered(v, at))
			continue;
		columns += utf8_width(str_sub(v->s, from, at - from));
		from = at + 1;
	}
	list_each (const struct field, f, &c->draft->fields)
		if (f->text == v->text)
			columns += columns_of_field(f);
	return columns;
}

/* The part of a subject that a phone shows. */
static size_t
shown_on_phone(struct str s)
{
	size_t at = 0, columns = 0;

	while (at < s.len && columns < COLUMNS_PHONE)
		columns += (size_t)rune_width(utf8_next(s, &at));
	return at;
}

static void
too_long(struct check *c)
{
	const struct view *v = view_of(c);

	if (!v)
		return;
	size_t columns = columns_of(c, v);
	if (columns <= COLUMNS_MOST)
		return;
	size_t shown = shown_on_phone(v->s);
	struct finding *f = find(c, in_view(v, shown, v->s.len - shown),
		N_("the subject is {1} columns wide; a phone shows about {2}"),
		2, arg_number(c, (int64_t)columns),
		arg_number(c, COLUMNS_PHONE));
	finding_advice(f,
		N_("bring the product and the reader's company into the first "
		   "{1} columns, and cut the rest"),
		1, arg_number(c, COLUMNS_PHONE));
	if (columns > COLUMNS_HUGE) {
		finding_severity(f, SEVERITY_WARNING);
		finding_points(f, 8);
	}
}

static size_t
blanks_at(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && is_blank(s.at[at + n]))
		n++;
	return n;
}

/* "[2]", "(2)" or "2" as some programs count replies. */
static size_t
count_at(struct str s, size_t at)
{
	size_t n = at;

	if (n < s.len && (s.at[n] == '[' || s.at[n] == '('))
		n++;
	while (n < s.len && is_digit(s.at[n]))
		n++;
	if (n > at && n < s.len && (s.at[n] == ']' || s.at[n] == ')'))
		n++;
	return n - at;
}

/* Length of one "Re:", "Fwd:", "AW[2]:" or "回复:" at the start, with blanks
 * behind. */
static size_t
reply_mark(struct str s)
{
	static const struct str marks[] = { STR("re"), STR("fwd"), STR("fw"),
		STR("aw"), STR("wg"), STR("sv"), STR("antw"), STR("rv"),
		STR("回复"), STR("答复"), STR("转发"), STR("回覆"), STR("轉寄"),
		STR("轉發"), STR("答覆"), STR("回信") };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!str_istarts(s, marks[i]))
			continue;
		size_t at = marks[i].len + count_at(s, marks[i].len);
		at += blanks_at(s, at);
		if (at < s.len && s.at[at] == ':')
			return at + 1 + blanks_at(s, at + 1);
		if (str_starts(str_from(s, at), STR("：")))
			return at + 3 + blanks_at(s, at + 3);
	}
	return 0;
}

static size_t
reply_marks(struct str s)
{
	size_t at = 0, len;

	while ((len = reply_mark(str_from(s, at))) > 0)
		at += len;
	return at;
}

/* A text that was pasted has lost the fields that prove an answer. */
static bool
could_have_lost_proof(const struct draft *d)
{
	return d->source->kind != SOURCE_MESSAGE &&
	       d->source->kind != SOURCE_MBOX;
}

/* "Thank you for your mail of Monday": an answer, whatever its fields say. */
static bool
speaks_of_a_mail(struct check *c)
{
	static const char answers[] =
		"\\b(?:thank(?:s| you)(?: very much| so much| again)? for "
		"(?:your|the|sending|getting back|coming back)|as (?:discussed|"
		"agreed|requested|promised|you asked|we discussed)|your "
		"(?:e-?mail|mail|message|letter|order|call|visit) (?:of|from|"
		"dated|below|yesterday|this morning))\\b|(?:您|你|贵司)(?:发来|"
		"提到|提的|问的|要的|反馈|寄来|的来信|的邮件|的来电|说的)|"
		"来信收悉|"
		"收到(?:您|你|贵司)|(?:看|读)(?:了|到)(?:您|你)|昨天.{0,6}电话";
	size_t at = 0, len;

	if (!c->draft->proses.n)
		return false;
	struct str text = str_sub(c->draft->proses.at[0].text.s, 0, 600);
	return check_pattern(c, answers, text, &at, &len, NULL) == PATTERN_YES;
}

/* Fwd, FW, WG, TR, 转发 ... */
static bool
is_forward_mark(struct str mark)
{
	return str_istarts(mark, STR("fw")) || str_istarts(mark, STR("wg")) ||
	       str_istarts(mark, STR("tr")) || str_starts(mark, STR("转")) ||
	       str_starts(mark, STR("轉"));
}

static const char *
fake_reply_words(struct str mark, bool unsure)
{
	if (is_forward_mark(mark))
		return N_("\"{1}\" says that this forwards a mail, and none is "
			  "in it");
	return unsure ? N_("\"{1}\" says that this answers a mail, and "
			   "nothing here shows which one")
		      : N_("\"{1}\" says that this answers a mail, but it is "
			   "the first");
}

static void
fake_reply(struct check *c)
{
	const struct view *v = view_of(c);
	const struct draft *d = c->draft;

	if (!v || d->is_reply || d->is_forward || d->self_copy)
		return;
	size_t lead = blanks_at(v->s, 0);
	size_t len = reply_marks(str_from(v->s, lead));
	if (!len || is_covered(v, lead))
		return;
	struct str mark = str_trim(str_sub(v->s, lead, len));
	if (!is_forward_mark(mark) && speaks_of_a_mail(c))
		return;
	struct finding *f = find(c, in_view(v, lead, mark.len),
		fake_reply_words(mark, could_have_lost_proof(d)), 1, mark);
	finding_fix(f, FIX_UNSAFE, N_("remove \"{1}\""), 1, mark);
	finding_edit(f, in_view(v, 0, lead + len), STR(""));
}

struct triggers {
	const struct phrase_hit *hits[LISTED];
	size_t count;
	const struct phrase_pack *pack; /* of the first */
	uint32_t seen;			/* packs, as bits */
	bool alone;
};

static void
take_hit(struct check *c, struct triggers *t, const struct phrase_hit *h)
{
	const struct phrase_pack *p = check_pack(c, h);
	enum phrase_use use = phrase_pack_use(p);

	if (use == USE_NOT || use == USE_LAW || use == USE_SUPERLATIVE)
		return;
	if (!t->count)
		t->pack = p;
	if (t->count < LISTED)
		t->hits[t->count] = h;
	t->count++;
	t->seen |= 1u << phrase_pack_number(p);
	t->alone |= use != USE_COUNTED;
}

static bool
is_many(uint32_t bits)
{
	return (bits & (bits - 1)) != 0;
}

/* "act now", "100% free" as they stand there. */
static struct str
listed(struct check *c, struct str s, const struct triggers *t)
{
	struct str list = STR("");

	for (size_t i = 0; i < t->count && i < LISTED; i++) {
		struct str p = str_sub(s, t->hits[i]->at, t->hits[i]->len);
		list = arena_printf(c->arena, "%.*s%s\"%.*s\"", STR_ARG(list),
			i ? ", " : "", STR_ARG(p));
	}
	return list;
}

static void
advise(struct finding *f, const struct triggers *t)
{
	for (size_t i = 0; i < t->count && i < LISTED; i++) {
		const struct phrase *p = t->hits[i]->phrase;
		if (!p->alternative)
			continue;
		finding_advice(f, N_("instead of \"{1}\" write: {2}"), 2,
			str_of(p->text), str_of(p->alternative));
		return;
	}
	if (t->pack->advice)
		finding_advice(f, t->pack->advice, 0);
}

static void
trigger_wording(struct check *c)
{
	const struct view *v = view_of(c);
	struct triggers t = { 0 };

	if (!v)
		return;
	const phrase_hits *hits = check_phrases(c, v->text);
	list_each (const struct phrase_hit, h, hits)
		if (!is_covered(v, h->at))
			take_hit(c, &t, h);
	if (!t.alone && !is_many(t.seen) && t.count < 2)
		return;
	const struct phrase_hit *first = t.hits[0];
	struct finding *f = find(c, in_view(v, first->at, first->len),
		N_("the subject speaks like spam: {1}"), 1,
		listed(c, v->s, &t));
	advise(f, &t);
}

/* Punctuation and blanks, also full-width: what may surround a word. */
static bool
is_trimming(uint32_t r)
{
	if (r < 0x80)
		return !is_alnum((char)r) && r != '(' && r != ')';
	return rune_is_space(r) || (r >= 0x3001 && r <= 0x303F) ||
	       (r >= 0xFF00 && r <= 0xFF0F) || r == 0xFF1A || r == 0xFF1B ||
	       r == 0xFF1F || r == 0xFF5E || r == 0x2026 || r == 0x2014 ||
	       rune_is_emoji(r);
}

static struct str
bare(struct str s)
{
	while (s.len) {
		size_t at = 0;
		if (!is_trimming(utf8_next(s, &at)))
			break;
		s = str_from(s, at);
	}
	while (s.len) {
		size_t at = s.len;
		if (!is_trimming(utf8_prev(s, &at)))
			break;
		s.len = at;
	}
	return s;
}

static bool
says_nothing(struct str s)
{
	return s.len <= VAGUE_BYTES && lexicon_has(&lexicon_vague_subjects, s);
}

static void
vague(struct check *c)
{
	const struct view *v = view_of(c);

	if (!v || v->covered)
		return;
	struct str s = bare(str_from(v->s, reply_marks(v->s)));
	if (!s.len || !says_nothing(s))
		return;
	struct finding *f =
		find(c, in_text(v->text, (size_t)(s.at - v->s.at), s.len),
			N_("\"{1}\" could stand over any mail"), 1, s);
	finding_advice(f,
		is_chinese(v->s) ? N_("name the product and the reader's "
				      "company: “‹产品› 报价，供‹公司›‹用途›”")
				 : N_("name the product and the reader's "
				      "company: \"‹product› samples for "
				      "‹company›\""),
		0);
}

static const struct str claims_of_inquiry[] = { STR("your inquiry"),
	STR("your enquiry"), STR("your request"), STR("you requested"),
	STR("you asked for"), STR("您的询价"), STR("您的询盘"), STR("您的咨询"),
	STR("贵司询价"), STR("贵司询盘"), STR("贵公司询价"),
	STR("贵公司的询价"), STR("贵司的询价"), STR("贵司的询盘"),
	STR("您要的报价"), STR("您索取的") };

static size_t
claim_at(struct str s, size_t *len)
{
	for (size_t i = 0;
		i < sizeof claims_of_inquiry / sizeof *claims_of_inquiry; i++) {
		size_t at = str_ifind(s, claims_of_inquiry[i]);
		*len = claims_of_inquiry[i].len;
		if (at < s.len)
			return at;
	}
	return s.len;
}

/* Who names a date, a number or the place of the inquiry was asked. */
static bool
names_occasion(struct str s)
{
	static const struct str places[] = { STR("alibaba"),
		STR("made-in-china"), STR("global sources"),
		STR("globalsources"), STR("fair"), STR("booth"),
		STR("exhibition"), STR("website"), STR("phone"),
		STR("whatsapp"), STR("linkedin"), STR("阿里"), STR("展会"),
		STR("广交会"), STR("官网"), STR("电话"), STR("微信") };

	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.at[i]))
			return true;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (str_ihas(s, places[i]))
			return true;
	return false;
}

/* The text thanks for the inquiry, or says when it came. */
static bool
body_knows_inquiry(const struct draft *d)
{
	static const struct str words[] = { STR("for your inquiry"),
		STR("for your enquiry"), STR("for your request"),
		STR("received your inquiry"), STR("received your enquiry"),
		STR("received your request"), STR("inquiry of "),
		STR("enquiry of "), STR("inquiry dated"), STR("enquiry dated"),
		STR("you asked"), STR("as requested"), STR("as discussed"),
		STR("感谢您的询"), STR("感谢您询"), STR("收到您的询"),
		STR("收到贵司"), STR("收到您"), STR("感谢贵司") };

	list_each (const struct prose, p, &d->proses)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (str_ihas(p->text.s, words[i]))
				return true;
	return false;
}

static void
false_inquiry(struct check *c)
{
	const struct view *v = view_of(c);
	const struct draft *d = c->draft;
	size_t len;

	if (!v || d->is_reply || d->is_forward || d->self_copy)
		return;
	size_t at = claim_at(v->s, &len);
	if (at == v->s.len || is_covered(v, at) || names_occasion(v->s) ||
		body_knows_inquiry(d))
		return;
	struct finding *f = find(c, in_view(v, at, len),
		N_("\"{1}\" is only true if the reader has asked"), 1,
		str_sub(v->s, at, len));
	finding_advice(f,
		N_("if they have, name the date; if not, say what you offer: "
		   "\"‹product› for ‹company›\""),
		0);
}

#define HEAD(subject)                                                          \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.de>\n" subject "\n"
#define BODY                                                                   \
	"Dear Ms. Berg,\n\n"                                                   \
	"your new line in Kiel runs DN50 ball valves. We make them in "        \
	"Ningbo;\nthe test report of our last lot for Nordpump is ready.\n"    \
	"Shall I send it on Monday?\n\n"                                       \
	"Best regards,\nLi Wei\nHaoyu Valves, Ningbo\n"
#define MAIL(line) HEAD("Subject: " line "\n") BODY

static const struct rule rows[] = {
	{
		.id = "subject/missing",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 20,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd MISSING_SUBJECT 2.0, SpamAssassin "
			  "MISSING_SUBJECT 1.8",
		.title = N_("no subject"),
		.why = N_("A mail without a subject looks like an accident. "
			  "Filters count it, and few people open it."),
		.bad = HEAD("") BODY,
		.good = MAIL("DN50 valve test report for Nordpump"),
		.on_draft = missing,
	},
	{
		.id = "subject/empty",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 20,
		.evidence = EVIDENCE_MEASURED,
		.source = "public corpus of 2002-03: 0.69 % of spam, 0.14 % of "
			  "good mail",
		.title = N_("empty subject"),
		.why = N_("The field is there and nothing stands in it. The "
			  "reader's list shows \"(no subject)\"."),
		.bad = MAIL(""),
		.good = MAIL("DN50 valve test report for Nordpump"),
		.on_draft = empty,
	},
	{
		.id = "subject/exclamation",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_subject_exclamation,
		.evidence = EVIDENCE_MEASURED,
		.source = "two or more in a row: 4.9 % of English spam, 0.19 % "
			  "of "
			  "good mail (2002-03); one: 26 % and 3.1 %; Chinese "
			  "34 % and 8 % (2005)",
		.title = N_("exclamation marks in the subject"),
		.why = N_("Spam shouts. One mark proves little; two or more "
			  "stand almost only in spam, and a buyer reads them "
			  "as pressure."),
		.bad = MAIL("DN50 valves for Nordpump are ready!!"),
		.good = MAIL("DN50 valves for Nordpump are ready"),
		.on_draft = exclamation,
	},
	{
		.id = "subject/exclamation-question",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 3,
		.evidence = EVIDENCE_MEASURED,
		.source = "SpamAssassin PLING_QUERY: 0.34 % of spam, 0.16 % of "
			  "good mail",
		.title = N_("exclamation and question mark in one subject"),
		.why = N_("Filters have a rule for this pair. A question works "
			  "better alone."),
		.bad = MAIL("Still buying DN50 valves? Save now!"),
		.good = MAIL("Does Nordpump still buy DN50 valves?"),
		.on_draft = exclamation_question,
	},
	{
		.id = "subject/shouting",
		.severity = SEVERITY_WARNING,
		.preset = { .transactional = SEVERITY_NOTE,
			.personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_subject_shouting,
		.evidence = EVIDENCE_MEASURED,
		.source = "all capitals: 8.4 % of spam, 0.14 % of good mail in "
			  "2002-03; no difference in SpamAssassin's mass-check "
			  "of 2010 (S/O 0.496); rspamd SUBJ_ALL_CAPS 3.0",
		.title = N_("subject in capitals"),
		.why = N_("Capitals read as shouting. Filters still add points "
			  "for them, though newer counts find as many in good "
			  "mail."),
		.bad = MAIL("HIGH PRESSURE VALVES READY FOR SHIPMENT"),
		.good = MAIL(
			"DN50 PVC valves, ISO 9001, FOB Ningbo, for Nordpump"),
		.on_draft = shouting,
	},
	{
		.id = "subject/spaced-out",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_subject_spaced_out,
		.evidence = EVIDENCE_MEASURED,
		.source = "spaced letters: 0.26 % of spam, none of 4,150 good "
			  "mails; a token behind a gap: 14.9 % and 0.89 % "
			  "(2002-03)",
		.title = N_("words pulled apart in the subject"),
		.why = N_("Letters with gaps between them, and a code behind a "
			  "wide gap, are old tricks to slip past filters. "
			  "Filters look for them."),
		.bad = MAIL("F R E E samples of DN50 valves"),
		.good = MAIL("Samples of DN50 valves for Nordpump"),
		.on_draft = spaced_out,
	},
	{
		.id = "subject/clutter",
		.severity = SEVERITY_WARNING,
		.preset = { .bulk = SEVERITY_NOTE, .personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_subject_clutter,
		.evidence = EVIDENCE_MEASURED,
		.source = "currency sign: 6.5 % of spam, 0.29 % of good mail; "
			  "percent sign: 3.2 % and 0.14 % (2002-03)",
		.title = N_("money and percent signs in the subject"),
		.why = N_(
			"\"$$$\" and \"50% OFF\" stand in the subjects of spam "
			"over twenty times as often as in those of good mail."),
		.bad = MAIL("DN50 valves for Nordpump: 50% OFF"),
		.good = MAIL(
			"DN50 valves for Nordpump: USD 4.20/pc FOB Ningbo"),
		.on_draft = clutter,
	},
	{
		.id = "subject/emoji",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_PROVIDER,
		.source =
			"Gmail e-mail sender guidelines: no emoji that imitate "
			"graphics or mislead",
		.title = N_("several emoji in the subject"),
		.why = N_("One emoji does no harm. A row of them looks like "
			  "advertising, and some programs show boxes instead."),
		.bad = MAIL("DN50 valves for Nordpump 🔥🔥🔥"),
		.good = MAIL("DN50 valves for Nordpump"),
		.on_draft = emoji,
	},
	{
		.id = "subject/too-long",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd LONG_SUBJ: over 200; shown: iPhone 48, Gmail "
			  "about 70, Outlook 60-73 columns",
		.title = N_("subject too long to be read"),
		.why = N_("What does not fit is cut off. A Chinese character "
			  "takes two columns."),
		.bad = MAIL("Offer for DN50 and DN80 stainless steel ball "
			    "valves with ISO 5211 flange for the new pump line "
			    "of Nordpump in Kiel"),
		.good = MAIL("DN50 ball valves for Nordpump's line in Kiel"),
		.on_draft = too_long,
	},
	{
		.id = "subject/fake-reply",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 10,
		.evidence = EVIDENCE_STANDARD,
		.source = "CAN-SPAM Act, 15 U.S.C. 7704(a)(2): no deceptive "
			  "subject; Gmail sender guidelines; SpamAssassin "
			  "FAKE_REPLY_C: 0.35 % of spam, 0.07 % of good mail",
		.title = N_("\"Re:\" on a mail that answers none"),
		.why = N_("A reply carries In-Reply-To or References, or "
			  "quotes what it answers. Without them \"Re:\" is a "
			  "lie that filters test for and readers remember."),
		.bad = MAIL("Re: DN50 valves for Nordpump"),
		.good = HEAD("In-Reply-To: <1@nordpump.de>\nSubject: Re: DN50 "
			     "valves for Nordpump\n") BODY,
		.on_draft = fake_reply,
	},
	{
		.id = "subject/trigger-wording",
		.severity = SEVERITY_WARNING,
		.preset = { .transactional = SEVERITY_NOTE,
			.personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_subject_trigger_wording,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"\"free\" in 154 subjects of spam and 16 of good mail, "
			"\"guaranteed\" 20 and 0, \"mortgage\" 63 and 0 "
			"(2002-03); \"代开发票\" 1,788 and 0 (2005)",
		.title = N_("spam wording in the subject"),
		.why = N_("One such word proves nothing. Phrases of several "
			  "kinds, or one that only spam uses, decide in so "
			  "short a line."),
		.bad = MAIL("Buy our cheap products now, limited time offer"),
		.good = MAIL("DN50 valves for Nordpump: quotation valid until "
			     "30 June"),
		.on_draft = trigger_wording,
	},
	{
		.id = "subject/vague",
		.severity = SEVERITY_NOTE,
		.preset = { .outreach = SEVERITY_WARNING,
			.personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("subject that says nothing"),
		.why = N_("The reader cannot tell what the mail is about or "
			  "that it is meant for them, and spam comes with the "
			  "same words."),
		.bad = MAIL("Cooperation"),
		.good = MAIL("DN50 valve samples for Nordpump"),
		.on_draft = vague,
	},
	{
		.id = "subject/false-inquiry",
		.severity = SEVERITY_WARNING,
		.preset = { .transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 12,
		.evidence = EVIDENCE_STANDARD,
		.source = "CAN-SPAM Act, 15 U.S.C. 7704(a)(2): no deceptive "
			  "subject",
		.title = N_("subject speaks of an inquiry that nothing shows"),
		.why = N_("A first mail that answers \"your inquiry\" deceives "
			  "a reader who never asked, and the law forbids it."),
		.bad = MAIL("Regarding your inquiry about valves"),
		.good = MAIL("Valves for Nordpump: your inquiry of 12 May"),
		.on_draft = false_inquiry,
	},
};

extern const struct family family_subject;
const struct family family_subject =
	FAMILY("subject", N_("subject line"), rows);
