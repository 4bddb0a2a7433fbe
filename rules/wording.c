/*
 * wording.c - phrases typical of spam, and words in disguise.
 *
 * One phrase proves nothing: how many different ones stand in how few words
 * does. Only what the author wrote counts, never a quoted mail or a
 * signature. Phrases are data (phrases/), found by the engine; a guard phrase
 * swallows the word that it excuses.
 */
#include <math.h>
#include <string.h>

#include "tally.h"
#include "weights.h"

enum {
	LISTED = 5,
	ADVISED = 3,
	WORDS_LEAST = 50, /* a shorter text counts as one of this length */
	ALONE_MOST = 6,
	LEGAL_MOST = 5,
	HIDDEN_MOST = 100,   /* edits of one kind in one text */
	OPENING_WORDS = 200, /* a stock line comes early */
	OPENING_LEAD = 40,
	OPENING_BYTES = 250,
	EXCLAMATIONS_MOST = 5
};

/*
 * Strengths of wording/density, counted on labelled English mail: from 3 on 79
 * of 100 spams and 1.8 of 100 good mails, from 5 on 61 and 0.3.
 */
static const double NOTED = 3, WARNED = 5;

/* Words of Latin scripts and characters of Chinese alike. */
static size_t
length_of(const struct prose *p)
{
	return (size_t)p->author_words + p->author_han;
}

/*
 * What all phrases weigh together, as if they stood in 50 words. A long text
 * has more room for chance, but fraud tells long stories: 0.6 parts spam from
 * good mail best, between the plain sum (0) and the density (1).
 */
static double
strength_of(const struct tally *t, const struct prose *p)
{
	size_t words = length_of(p);

	return words <= WORDS_LEAST
		       ? t->weight
		       : t->weight * pow((double)words / WORDS_LEAST, -0.6);
}

static enum severity
severity_of(enum preset preset, const struct tally *t, double strength)
{
	double wanted = preset == PRESET_PERSONAL ? 2 : 1;

	if (t->n < 2 || strength < NOTED * wanted)
		return SEVERITY_OFF;
	return t->n < 3 || tally_categories(t) < 2 || strength < WARNED * wanted
		       ? SEVERITY_NOTE
		       : SEVERITY_WARNING;
}

/* However many phrases: less than twice the points of the row. */
static float
points_of(const struct check *c, double strength)
{
	return c->rule->points * (float)(2 * (1 - exp(-strength / 8)));
}

static const struct text *
text_of(struct check *c, const struct tally *t, size_t i, const struct prose *p)
{
	return i < t->in_subject ? header_text(c->draft->subject) : &p->text;
}

static struct str
quoted_list(struct check *c, const struct tally *t, const struct prose *p)
{
	struct str list = STR("");

	for (size_t i = 0; i < t->n && i < LISTED; i++) {
		const struct phrase_hit *h = &t->at[i].hit;
		struct str s = phrase_quoted(
			c, str_sub(text_of(c, t, i, p)->s, h->at, h->len));
		list = arena_printf(c->arena, "%.*s%s\"%.*s\"", STR_ARG(list),
			i ? ", " : "", STR_ARG(s));
	}
	return list;
}

/* "act now": let me know by ‹date›; ... */
static struct str
alternatives(struct check *c, const struct tally *t)
{
	struct str list = STR("");

	for (size_t i = 0, n = 0; i < t->n && n < ADVISED; i++) {
		const struct phrase *p = t->at[i].hit.phrase;
		if (!p->alternative)
			continue;
		list = arena_printf(c->arena, "%.*s%s\"%s\": %s", STR_ARG(list),
			n ? "; " : "", p->text, p->alternative);
		n++;
	}
	return list;
}

static const struct tallied *
heaviest(const struct tally *t)
{
	const struct tallied *best = &t->at[0];

	for (size_t i = 1; i < t->n; i++)
		if (t->at[i].hit.phrase->tenths > best->hit.phrase->tenths)
			best = &t->at[i];
	return best;
}

static void
advise_on(struct finding *f, struct check *c, const struct tally *t)
{
	struct str list = alternatives(c, t);
	const char *general = check_pack(c, &heaviest(t)->hit)->advice;

	if (list.len)
		finding_advice(
			f, N_("write what can be checked: {1}"), 1, list);
	else if (general)
		finding_advice(f, general, 0);
}

/* At the first phrase of the body, or of the subject when all stand there. */
static struct where
place_of(struct check *c, const struct tally *t, const struct prose *p)
{
	size_t i = t->in_subject < t->n ? t->in_subject : 0;
	return in_text(text_of(c, t, i, p), t->at[i].hit.at, t->at[i].hit.len);
}

static void
density(struct check *c, const struct prose *p)
{
	struct tally t;

	tally_read(&t, c, p);
	double strength = strength_of(&t, p);
	enum severity severity = severity_of(c->preset, &t, strength);
	if (t.in_subject == t.n || severity == SEVERITY_OFF)
		return;
	struct finding *f = find(c, place_of(c, &t, p),
		p->author_han > p->author_words
			? N_("{1} phrases typical of spam stand in {2} "
			     "characters: {3}")
			: N_("{1} phrases typical of spam stand in {2} words: "
			     "{3}"),
		3, arg_number(c, (int64_t)t.n),
		arg_number(c, (int64_t)length_of(p)), quoted_list(c, &t, p));
	finding_points(f, points_of(c, strength));
	if (severity == SEVERITY_NOTE)
		finding_severity(f, severity);
	advise_on(f, c, &t);
}

static void
advise_phrase(struct finding *f, struct check *c, const struct phrase_hit *h)
{
	const char *general = check_pack(c, h)->advice;

	if (h->phrase->alternative)
		finding_advice(f, N_("write instead: {1}"), 1,
			str_of(h->phrase->alternative));
	else if (general)
		finding_advice(f, general, 0);
}

static struct str
as_written(struct check *c, const struct prose *p, const struct phrase_hit *h)
{
	return phrase_quoted(c, str_sub(p->text.s, h->at, h->len));
}

/* Chat accounts are younger than the labelled mail. */
static bool
is_enough(const struct tally *t, size_t i)
{
	return tallied_use(&t->at[i]) == USE_ALONE &&
	       (!tallied_is_contact(&t->at[i]) || tally_categories(t) > 1);
}

static void
strong_phrase(struct check *c, const struct prose *p)
{
	struct tally t;
	size_t found = 0;

	tally_read(&t, c, p);
	for (size_t i = t.in_subject; i < t.n && found < ALONE_MOST; i++) {
		const struct phrase_hit *h = &t.at[i].hit;
		if (!is_enough(&t, i))
			continue;
		struct finding *f = find(c, in_text(&p->text, h->at, h->len),
			tallied_message(&t.at[i]), 1, as_written(c, p, h));
		if (tallied_is_contact(&t.at[i])) {
			finding_severity(f, SEVERITY_NOTE);
			finding_points(f, c->rule->points * 0.35f);
		}
		advise_phrase(f, c, h);
		found++;
	}
}

/* The sentence, or line, around a place; at most 300 bytes each way. */
static struct str
surroundings(struct str s, size_t at, size_t len)
{
	static const struct str ends[] = { STR("。"), STR("！"), STR("？"),
		STR("\n") };
	size_t from = at > 300 ? at - 300 : 0;
	size_t to = s.len - (at + len) > 300 ? at + len + 300 : s.len;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str before = str_sub(s, from, at - from), part = before;
		size_t end;
		while ((end = str_find(part, ends[i])) < part.len)
			part = str_from(part, end + ends[i].len);
		from += before.len - part.len;
		to = at + len +
		     str_find(str_sub(s, at + len, to - at - len), ends[i]);
	}
	return str_sub(s, from, to - from);
}

/* The law is about advertising: about goods, makers and services. */
static bool
advertises(struct str sentence)
{
	static const struct str words[] = { STR("产品"), STR("厂"), STR("公司"),
		STR("品牌"), STR("质量"), STR("品质"), STR("服务"), STR("价格"),
		STR("供应"), STR("生产"), STR("优惠"), STR("性能"), STR("技术"),
		STR("设备"), STR("材料"), STR("企业"), STR("选择"), STR("產品"),
		STR("質量"), STR("品質"), STR("服務"), STR("價格") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_has(sentence, words[i]))
			return true;
	return false;
}

static void
legal_words(struct check *c, const struct prose *p, enum phrase_use use,
	const char *message)
{
	struct tally t;
	size_t found = 0;

	if (p->author_han < 10 || p->language == LANGUAGE_JA)
		return;
	tally_read(&t, c, p);
	for (size_t i = t.in_subject; i < t.n && found < LEGAL_MOST; i++) {
		const struct phrase_hit *h = &t.at[i].hit;
		if (tallied_use(&t.at[i]) != use ||
			!advertises(surroundings(p->text.s, h->at, h->len)))
			continue;
		advise_phrase(find(c, in_text(&p->text, h->at, h->len), message,
				      1, as_written(c, p, h)),
			c, h);
		found++;
	}
}

static void
advertising_law(struct check *c, const struct prose *p)
{
	legal_words(c, p, USE_LAW,
		N_("\"{1}\" is forbidden in advertising in China"));
}

static void
superlative(struct check *c, const struct prose *p)
{
	legal_words(c, p, USE_SUPERLATIVE,
		N_("\"{1}\" can count as a forbidden superlative in "
		   "advertising in China"));
}

/* Stock openings. Patterns are slow: `needs` are words, in lower case, of which
 * a match holds one. */
struct opener {
	const char *expression;
	const char *needs[9]; /* NULL-ended */
};

static const struct opener openers[] = {
	{ "\\b(?:we(?:'re|’re| are)|our company is)(?: (?:a|an|the|one "
	  "of(?: the)?))?(?: [\\w-]+){0,3}? "
	  "(?:leading|best|biggest|largest|top|professional|reliable|"
	  "experienced|specialized|specialised|famous|well-known)\\b"
	  "[^.!?\\n]{0,70}?\\b(?:manufactur(?:er|ers|ing)|suppliers?|"
	  "factory|factories|exporters?|producers?|makers?|vendors?|"
	  "trading company)\\b(?:[^.!?\\n]{0,60}\\b(?:in|from) "
	  "(?:\\w+,? ){0,2}(?:china|taiwan))?",
		{ "manufactur", "supplier", "factor", "exporter", "producer",
			"maker", "vendor", "trading company" } },
	{ "\\b(?:we(?:'re|’re| are)|our company is)(?: an?)? "
	  "(?:china|taiwan|chinese)[ -]based\\b",
		{ "based" } },
	{ "\\b(?:glad|pleased|happy|nice) to (?:hear|know|learn|see) "
	  "(?:that )?you(?:'re| are)? (?:on|in) (?:the )?market "
	  "(?:for|of)\\b",
		{ "market" } },
};

static const char *const chinese_openers[] = {
	"(?:我们(?:公司|工厂|厂)?|我司|我公司|本公司|我厂)是(?:一家|"
	"一个|"
	"国内|中国)?[^。！？，\\n]{0,16}?(?:专业|领先|知名|著名)"
	"[^。！？\\n]{0,30}?(?:厂家|厂商|企业|公司|制造商|生产商|"
	"供应商|工厂)",
	"(?:我們(?:公司|工廠)?|我司|我公司|本公司)是(?:一家|一間)?"
	"[^。！？，\\n]{0,16}?(?:專業|領先|知名)[^。！？\\n]{0,30}?"
	"(?:廠家|廠商|企業|公司|製造商|供應商|工廠)",
};

static bool
open_with(struct check *c, const struct prose *p, const char *expression,
	size_t start, struct str s)
{
	size_t at = 0, len = 0;

	if (check_pattern(c, expression, s, &at, &len, NULL) != PATTERN_YES)
		return false;
	finding_advice(find(c, in_text(&p->text, start + at, len),
			       N_("the stock opening of export spam: \"{1}\""),
			       1, str_sub(s, at, len)),
		N_("begin with one fact about the reader and one about you: "
		   "\"I saw ‹fact›; we make ‹product› for ‹named "
		   "customer›.\""),
		0);
	return true;
}

/* Bytes of a text with the lines of a paragraph joined. */
static struct str
on_one_line(struct check *c, const struct prose *p, size_t at, size_t len)
{
	struct str s = str_sub(p->text.s, at, len);
	char *to = arena_bytes(c->arena, s.len + 1);

	for (size_t i = 0; i < s.len; i++) {
		bool paragraph = i + 1 < s.len && s.at[i] == '\n' &&
				 is_blank(s.at[i + 1]);
		to[i] = is_blank(s.at[i]) && !paragraph ? ' ' : s.at[i];
	}
	return (struct str){ to, s.len };
}

static bool
is_word(const struct prose *p, size_t i, struct str word)
{
	const struct word *w = &p->words.at[i];
	return w->len == word.len &&
	       str_ieq(str_sub(p->text.s, w->at, w->len), word);
}

static bool
is_verb(const struct prose *p, size_t i)
{
	return i < p->words.n &&
	       (is_word(p, i, STR("are")) || is_word(p, i, STR("is")) ||
		       is_word(p, i, STR("in")) || is_word(p, i, STR("on")));
}

/* "we are", "we're", "our company is", "you are on the market for". */
static bool
may_open(const struct prose *p, size_t i)
{
	switch (to_lower(p->text.s.at[p->words.at[i].at])) {
	case 'w':
		return (is_word(p, i, STR("we")) && is_verb(p, i + 1)) ||
		       is_word(p, i, STR("we're")) ||
		       is_word(p, i, STR("we’re"));
	case 'y':
		return (is_word(p, i, STR("you")) && is_verb(p, i + 1)) ||
		       is_word(p, i, STR("you're")) ||
		       is_word(p, i, STR("you’re"));
	case 'c':
		return is_word(p, i, STR("company")) && is_verb(p, i + 1);
	default:
		return false;
	}
}

static bool
may_match(const struct opener *o, struct str s)
{
	for (const char *const *word = o->needs; *word; word++)
		if (str_ihas(s, str_of(*word)))
			return true;
	return false;
}

/* The patterns are tried only where one may begin. */
static bool
opens_in_english(struct check *c, const struct prose *p, size_t i)
{
	uint32_t word = p->words.at[i].at;
	size_t start = word > OPENING_LEAD ? word - OPENING_LEAD : 0;
	struct str s = on_one_line(c, p, start, OPENING_LEAD + OPENING_BYTES);

	for (size_t k = 0; k < sizeof openers / sizeof *openers; k++)
		if (may_match(&openers[k], s) &&
			open_with(c, p, openers[k].expression, start, s))
			return true;
	return false;
}

static void
opens_in_chinese(struct check *c, const struct prose *p, uint32_t at)
{
	struct str s = on_one_line(c, p, at, (size_t)3 * OPENING_BYTES);

	if (!str_has(s, STR("是")))
		return;
	for (size_t k = 0; k < sizeof chinese_openers / sizeof *chinese_openers;
		k++)
		if (open_with(c, p, chinese_openers[k], at, s))
			return;
}

static void
stock_opener(struct check *c, const struct prose *p)
{
	size_t seen = 0;
	bool han = p->author_han > 0;

	for (size_t i = 0; i < p->words.n && seen < OPENING_WORDS; i++) {
		const struct word *w = &p->words.at[i];
		if (w->kind != BLOCK_AUTHOR)
			continue;
		if (!seen++ && han)
			opens_in_chinese(c, p, w->at);
		if (w->script == WORD_LATIN && may_open(p, i) &&
			opens_in_english(c, p, i))
			return;
	}
}

/* Words that make a sentence of capitals a spoken one; tables and shipping
 * marks have none. */
static bool
is_function_word(struct str w)
{
	static const struct str words[] = { STR("a"), STR("an"), STR("and"),
		STR("are"), STR("can"), STR("for"), STR("have"), STR("if"),
		STR("is"), STR("me"), STR("not"), STR("our"), STR("please"),
		STR("that"), STR("the"), STR("this"), STR("to"), STR("will"),
		STR("we"), STR("with"), STR("you"), STR("your") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ieq(w, words[i]))
			return true;
	return false;
}

struct voice {
	size_t loud, quiet, glue;
};

static struct voice
voice_of(const struct prose *p, const struct sentence *s)
{
	struct voice v = { 0 };

	for (uint32_t i = 0; i < s->words && v.quiet * 5 <= s->words; i++) {
		const struct word *w = &p->words.at[s->word_at + i];
		struct str word = str_sub(p->text.s, w->at, w->len);
		if (w->script != WORD_LATIN || w->in_url || w->in_field ||
			w->len < 2)
			continue;
		if (!w->upper) {
			v.quiet++;
			continue;
		}
		v.glue += is_function_word(word);
		v.loud += is_function_word(word) ||
			  !lexicon_has(&lexicon_acronyms, word);
	}
	return v;
}

static bool
is_shouted(const struct prose *p, const struct sentence *s)
{
	if (s->kind != BLOCK_AUTHOR || s->words < 5)
		return false;
	struct voice v = voice_of(p, s);
	return v.loud >= 5 && v.glue >= 2 && v.quiet * 5 <= v.loud;
}

static void
shouting_body(struct check *c, const struct prose *p)
{
	const struct sentence *first = NULL;
	size_t count = 0;

	list_each (const struct sentence, s, &p->sentences) {
		if (!is_shouted(p, s))
			continue;
		if (!count++)
			first = s;
	}
	if (count < 2)
		return;
	finding_advice(find(c, in_text(&p->text, first->at, first->len),
			       N_("{1} sentences are written in capitals"), 1,
			       arg_number(c, (int64_t)count)),
		N_("write them like the others, and let the words speak"), 0);
}

/* A run of exclamation marks. */
struct run_of_marks {
	uint32_t at, len;
	uint32_t count;
	bool wide; /* ！ */
};

struct marks {
	LIST(struct run_of_marks) runs;
	size_t count;	/* marks */
	size_t doubled; /* runs of two or more */
};

static size_t
mark_at(struct str s, size_t at)
{
	if (at < s.len && s.at[at] == '!')
		return 1;
	return str_starts(str_from(s, at), STR("！")) ? 3 : 0;
}

/* The next place where a mark may stand, or s.len. */
static size_t
next_mark(struct str s, size_t at, bool wide)
{
	if (!wide)
		return at + str_chr(str_from(s, at), '!');
	while (at < s.len && s.at[at] != '!' &&
		!((uint8_t)s.at[at] == 0xEF && mark_at(s, at)))
		at++;
	return at;
}

/* "!=" and "!important" are code, "Yahoo!" is a name. */
static bool
is_no_mark(struct str s, size_t at, size_t end)
{
	return (end < s.len && (s.at[end] == '=' || is_alnum(s.at[end]))) ||
	       str_iends(str_sub(s, 0, at), STR("yahoo"));
}

static void
take_run(struct check *c, struct marks *m, const struct run_of_marks *r)
{
	*list_push(c->arena, &m->runs) = *r;
	m->count += r->count;
	m->doubled += r->count > 1;
}

static void
collect_marks(struct check *c, struct marks *m, const struct prose *p)
{
	struct author_steps a = { p, 0 };
	struct str s = p->text.s;
	size_t len;

	for (size_t at = 0; m->runs.n < HIDDEN_MOST; at++) {
		at = next_mark(s, at, p->author_han > 0);
		if (at >= s.len)
			return;
		struct run_of_marks r = { .at = (uint32_t)at,
			.wide = s.at[at] != '!' };
		while ((len = mark_at(s, at)) > 0) {
			at += len;
			r.count++;
		}
		r.len = (uint32_t)(at - r.at);
		if (author_wrote(&a, r.at) && !is_no_mark(s, r.at, at) &&
			!prose_opaque_at(p, r.at))
			take_run(c, m, &r);
	}
}

/* Long texts may have more: one in 50 words. */
static bool
is_too_many(size_t count, const struct prose *p)
{
	return count >= EXCLAMATIONS_MOST && count * 50 >= length_of(p);
}

static struct str
mark_of(const struct run_of_marks *r, bool keep)
{
	if (r->wide)
		return keep ? STR("！") : STR("。");
	return keep ? STR("!") : STR(".");
}

static void
mend_marks(struct finding *f, const struct marks *m, const struct prose *p)
{
	bool keep = !is_too_many(m->runs.n, p);

	if (keep)
		finding_fix(f, FIX_SAFE, N_("keep one mark of each row"), 0);
	else
		finding_fix(f, FIX_UNSAFE,
			N_("end these sentences with a full stop"), 0);
	list_each (const struct run_of_marks, r, &m->runs)
		if (r->count > 1 || !keep)
			finding_edit(f, in_text(&p->text, r->at, r->len),
				mark_of(r, keep));
}

static const struct run_of_marks *
first_doubled(const struct marks *m)
{
	for (size_t i = 0; i < m->runs.n; i++)
		if (m->runs.at[i].count > 1)
			return &m->runs.at[i];
	return &m->runs.at[0];
}

static void
exclamations(struct check *c, const struct prose *p)
{
	struct marks m = { 0 };

	collect_marks(c, &m, p);
	bool many = is_too_many(m.count, p);
	if (!many && !m.doubled)
		return;
	const struct run_of_marks *r = first_doubled(&m);
	struct finding *f = find(c, in_text(&p->text, r->at, r->len),
		many ? N_("{1} exclamation marks stand in {2} words")
		     : N_("exclamation marks stand in rows"),
		2, arg_number(c, (int64_t)m.count),
		arg_number(c, (int64_t)length_of(p)));
	if (!many && m.doubled < 3) {
		finding_severity(f, SEVERITY_NOTE);
		finding_points(f, c->rule->points * 0.25f);
	}
	mend_marks(f, &m, p);
}

/*
 * Disguises. Each kind is one finding a text, with all its edits, so that a
 * mail full of them is mended at once.
 */
enum kind { KIND_INVISIBLE, KIND_LOOKALIKE, KIND_WIDE, KINDS };

struct edit {
	uint32_t at, len;
	struct str with;
};

struct disguise {
	uint32_t at, len; /* the first word */
	LIST(struct edit) edits;
};

/* A text under search. `prose` is NULL for a subject. */
struct search {
	struct check *c;
	const struct text *text;
	const struct prose *prose;
	struct author_steps author;
	bool wide_is_odd; /* no text of full-width letters */
	bool cyrillic;	  /* a text in a language that uses them */
	struct disguise found[KINDS];
};

static bool
is_own(struct search *x, size_t at)
{
	return !x->prose || (author_wrote(&x->author, at) &&
				    !prose_opaque_at(x->prose, (uint32_t)at));
}

static void
hide(struct search *x, enum kind kind, struct span word, struct edit e)
{
	struct disguise *d = &x->found[kind];

	if (d->edits.n >= HIDDEN_MOST || !is_own(x, word.at))
		return;
	if (!d->edits.n) {
		d->at = word.at;
		d->len = word.len;
	}
	*list_push(x->c->arena, &d->edits) = e;
}

static bool
is_european(uint32_t r)
{
	return r < 0x530 && rune_is_letter(r);
}

/* Up to 40 letters to the left and right, invisible characters among them. */
static struct span
word_around(struct str s, size_t at, size_t end)
{
	for (int i = 0; at > 0 && i < 40; i++) {
		size_t before = at;
		uint32_t r = utf8_prev(s, &before);
		if (!is_european(r) && !rune_is_invisible(r))
			break;
		at = before;
	}
	for (int i = 0; end < s.len && i < 40; i++) {
		size_t next = end;
		uint32_t r = utf8_next(s, &next);
		if (!is_european(r) && !rune_is_invisible(r))
			break;
		end = next;
	}
	return span_of(at, end - at);
}

static uint32_t
rune_at(struct str s, size_t at)
{
	return at < s.len ? utf8_next(s, &at) : 0;
}

static uint32_t
rune_before(struct str s, size_t at)
{
	return at > 0 ? utf8_prev(s, &at) : 0;
}

/*
 * Invisible characters are honest between Arabic, Indic and Thai letters and
 * inside emoji, and as padding between blanks; between two letters of a
 * European script or two Chinese characters they only split a word.
 */
static size_t
invisible(struct search *x, size_t at, size_t end)
{
	struct str s = x->text->s;
	uint32_t before = rune_before(s, at), after;

	for (size_t next = end; next < s.len; end = next)
		if (!rune_is_invisible(utf8_next(s, &next)))
			break;
	after = rune_at(s, end);
	if ((is_european(before) && is_european(after)) ||
		(rune_is_han(before) && rune_is_han(after)))
		hide(x, KIND_INVISIBLE, word_around(s, at, end),
			(struct edit){
				(uint32_t)at, (uint32_t)(end - at), STR("") });
	return end;
}

/* The Latin letter that a Cyrillic or Greek one looks like, or 0. */
static char
lookalike(uint32_t r)
{
	static const struct {
		uint16_t rune;
		char latin;
	} pairs[] = { { 0x391, 'A' }, { 0x392, 'B' }, { 0x395, 'E' },
		{ 0x396, 'Z' }, { 0x397, 'H' }, { 0x399, 'I' }, { 0x39A, 'K' },
		{ 0x39C, 'M' }, { 0x39D, 'N' }, { 0x39F, 'O' }, { 0x3A1, 'P' },
		{ 0x3A4, 'T' }, { 0x3A5, 'Y' }, { 0x3A7, 'X' }, { 0x3BF, 'o' },
		{ 0x405, 'S' }, { 0x406, 'I' }, { 0x408, 'J' }, { 0x410, 'A' },
		{ 0x412, 'B' }, { 0x415, 'E' }, { 0x41A, 'K' }, { 0x41C, 'M' },
		{ 0x41D, 'H' }, { 0x41E, 'O' }, { 0x420, 'P' }, { 0x421, 'C' },
		{ 0x422, 'T' }, { 0x425, 'X' }, { 0x430, 'a' }, { 0x435, 'e' },
		{ 0x43E, 'o' }, { 0x440, 'p' }, { 0x441, 'c' }, { 0x443, 'y' },
		{ 0x445, 'x' }, { 0x455, 's' }, { 0x456, 'i' }, { 0x458, 'j' },
		{ 0x501, 'd' } };

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i].rune == r)
			return pairs[i].latin;
	return 0;
}

struct mixture {
	size_t latin, alike, foreign;
};

static struct mixture
mixture_of(struct str word)
{
	struct mixture m = { 0 };

	for (size_t at = 0; at < word.len;) {
		uint32_t r = utf8_next(word, &at);
		if (r < 0x250)
			m.latin += rune_is_letter(r);
		else if (lookalike(r))
			m.alike++;
		else
			m.foreign += !rune_is_invisible(r);
	}
	return m;
}

static bool
touches_digit(struct str s, struct span word)
{
	return (word.at > 0 && is_digit(s.at[word.at - 1])) ||
	       (span_end(word) < s.len && is_digit(s.at[span_end(word)]));
}

/* A Latin word with letters of another script in it: "frее". Honest mixtures
 * ("Яndex", "SMSки", "М10х20") have letters with no double, or digits. */
static bool
is_mixed(const struct search *x, struct span word)
{
	struct str s = x->text->s;
	struct mixture m = mixture_of(str_sub(s, word.at, word.len));

	if (!m.alike || m.foreign || m.latin + m.alike < 3 ||
		touches_digit(s, word))
		return false;
	return x->cyrillic ? m.latin > 2 * m.alike : m.latin > 0;
}

static size_t
mixed_word(struct search *x, size_t at)
{
	struct str s = x->text->s;
	struct span word = word_around(s, at, at);

	if (!word.len)
		return at + 1;
	if (!is_mixed(x, word))
		return span_end(word);
	for (size_t i = word.at; i < span_end(word);) {
		size_t from = i;
		char latin = lookalike(utf8_next(s, &i));
		if (latin)
			hide(x, KIND_LOOKALIKE, word,
				(struct edit){ (uint32_t)from,
					(uint32_t)(i - from),
					arena_printf(
						x->c->arena, "%c", latin) });
	}
	return span_end(word);
}

/* U+FF21 to U+FF5A: Ａ ... ｚ. */
static char
narrow(uint32_t r)
{
	char c = r >= 0xFF10 && r <= 0xFF5A ? (char)(r - 0xFEE0) : 0;
	return is_alnum(c) ? c : 0;
}

static size_t
wide_word(struct search *x, size_t at)
{
	struct str s = x->text->s;
	char to[80];
	size_t end = at, n = 0, letters = 0;

	while (end < s.len && n < sizeof to) {
		size_t next = end;
		char c = narrow(utf8_next(s, &next));
		if (!c)
			break;
		letters += is_alpha(c);
		to[n++] = c;
		end = next;
	}
	if (letters >= 2)
		hide(x, KIND_WIDE, span_of(at, end - at),
			(struct edit){ (uint32_t)at, (uint32_t)(end - at),
				arena_str(
					x->c->arena, (struct str){ to, n }) });
	return end > at ? end : at + 3;
}

/* Two characters that belong together. A blank between them is honest in
 * titles set wide ("发 票"); other marks are not. */
static const struct {
	struct str first, second;
	bool blank_too;
} pairs[] = {
	{ STR("免"), STR("费"), true },
	{ STR("免"), STR("費"), true },
	{ STR("优"), STR("惠"), true },
	{ STR("優"), STR("惠"), true },
	{ STR("微"), STR("信"), true },
	{ STR("代"), STR("开"), true },
	{ STR("特"), STR("价"), true },
	{ STR("赚"), STR("钱"), true },
	{ STR("中"), STR("奖"), true },
	{ STR("发"), STR("票"), false },
	{ STR("發"), STR("票"), false },
	{ STR("贷"), STR("款"), false },
};

static bool
is_pair(struct str s, size_t at, size_t second, bool blank)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (str_starts(str_from(s, at), pairs[i].first) &&
			str_starts(str_from(s, second), pairs[i].second) &&
			(pairs[i].blank_too || !blank))
			return true;
	return false;
}

/* A line in which every character stands alone is set wide, not hidden. */
static bool
is_set_wide(struct str s, size_t at, size_t end)
{
	bool left =
		at >= 4 && s.at[at - 1] == ' ' && (uint8_t)s.at[at - 2] >= 0x80;
	bool right = end + 1 < s.len && s.at[end] == ' ' &&
		     (uint8_t)s.at[end + 1] >= 0x80;
	return left || right;
}

/* "免.费": the character at `at` and a mark behind it. */
static void
split_pair(struct search *x, size_t at)
{
	struct str s = x->text->s;
	char gap = s.at[at + 3];
	size_t second = at + 4;
	bool blank = gap == ' ';

	if (!is_pair(s, at, second, blank) ||
		(blank && is_set_wide(s, at, second + 3)) || !is_own(x, at))
		return;
	struct str whole = str_sub(s, at, second + 3 - at);
	struct str word =
		arena_printf(x->c->arena, "%.3s%.3s", whole.at, whole.at + 4);
	struct finding *f = find(x->c, in_text(x->text, at, whole.len),
		N_("\"{1}\" is \"{2}\" pulled apart"), 2, whole, word);
	finding_fix(f, FIX_UNSAFE, N_("write \"{1}\""), 1, word);
	finding_edit(f, in_text(x->text, at, whole.len), word);
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '.' || c == '-' || c == '*' || c == '_' ||
	       c == '|' || c == '~';
}

static size_t
skip_ascii(struct str s, size_t at)
{
	return at + str_high(str_from(s, at));
}

/* One character that is no ASCII; returns where the search goes on. */
static size_t
inspect(struct search *x, size_t at)
{
	struct str s = x->text->s;
	uint8_t lead = (uint8_t)s.at[at];

	if (lead >= 0xE4 && lead <= 0xE9) {
		if (at + 7 <= s.len && is_gap(s.at[at + 3]))
			split_pair(x, at);
		return at + 3;
	}
	if (lead >= 0xCE && lead <= 0xD4)
		return mixed_word(x, at);
	if (lead != 0xE2 && lead != 0xEF && lead != 0xF3)
		return at + (lead < 0xE0 ? 2u : lead < 0xF0 ? 3u : 4u);
	size_t next = at;
	uint32_t r = utf8_next(s, &next);
	if (rune_is_invisible(r))
		return invisible(x, at, next);
	if (x->wide_is_odd && narrow(r))
		return wide_word(x, at);
	return next;
}

static struct str
without_edits(struct search *x, const struct disguise *d)
{
	struct str s = x->text->s, out = STR("");
	size_t at = d->at, end = d->at + d->len;

	list_each (const struct edit, e, &d->edits) {
		if (e->at >= end)
			break;
		out = arena_printf(x->c->arena, "%.*s%.*s%.*s", STR_ARG(out),
			STR_ARG(str_sub(s, at, e->at - at)), STR_ARG(e->with));
		at = e->at + e->len;
	}
	return arena_printf(x->c->arena, "%.*s%.*s", STR_ARG(out),
		STR_ARG(str_sub(s, at, end > at ? end - at : 0)));
}

static const struct {
	const char *message, *fix;
} kinds[KINDS] = {
	[KIND_INVISIBLE] = { N_("\"{1}\" has invisible characters inside"),
		N_("remove the invisible characters") },
	[KIND_LOOKALIKE] = { N_("\"{1}\" has letters of another alphabet that "
				"look like Latin ones"),
		N_("write it in Latin letters") },
	[KIND_WIDE] = { N_("\"{1}\" is written in full-width letters"),
		N_("write it in ordinary letters") },
};

static void
unmask(struct search *x, enum kind kind)
{
	const struct disguise *d = &x->found[kind];

	if (!d->edits.n)
		return;
	struct finding *f = find(x->c, in_text(x->text, d->at, d->len),
		kinds[kind].message, 1, without_edits(x, d));
	finding_fix(f, FIX_SAFE, kinds[kind].fix, 0);
	list_each (const struct edit, e, &d->edits)
		finding_edit(f, in_text(x->text, e->at, e->len), e->with);
}

/* Words that are spelled "F R E E" or "fr3e" to be hidden. */
static bool
is_hidden_word(struct str word)
{
	static const struct str words[] = { STR("account"), STR("bitcoin"),
		STR("bonus"), STR("cash"), STR("casino"), STR("cheap"),
		STR("cialis"), STR("click"), STR("credit"), STR("discount"),
		STR("free"), STR("guarantee"), STR("guaranteed"), STR("loan"),
		STR("loans"), STR("money"), STR("mortgage"), STR("offer"),
		STR("porn"), STR("prize"), STR("profit"), STR("sale"),
		STR("special"), STR("urgent"), STR("viagra"), STR("winner") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ieq(word, words[i]))
			return true;
	return false;
}

static void
say_hidden(struct search *x, size_t at, size_t len, struct str word)
{
	if (!is_hidden_word(word) || !is_own(x, at))
		return;
	struct finding *f = find(x->c, in_text(x->text, at, len),
		N_("\"{1}\" hides the word \"{2}\""), 2,
		str_sub(x->text->s, at, len), word);
	finding_fix(f, FIX_UNSAFE, N_("write \"{1}\""), 1, word);
	finding_edit(f, in_text(x->text, at, len), word);
}

/* The letter that a digit or sign stands for, or 0. */
static char
letter_for(char c)
{
	static const char from[] = "01345@$!", to[] = "oieasasi";
	const char *p = c ? strchr(from, c) : NULL;

	if (is_alpha(c))
		return to_lower(c);
	return p ? to[p - from] : 0;
}

/* "fr33", "v1agra", "ca$h": letters with digits or signs among them. */
static void
masked_word(struct search *x, size_t at, size_t end)
{
	struct str s = x->text->s;
	char to[16];
	size_t n = 0, letters = 0;

	while (end < s.len &&
		(s.at[end] == '$' || s.at[end] == '@' || is_alnum(s.at[end])))
		end++;
	while (at > 0 && (s.at[at - 1] == '$' || s.at[at - 1] == '@'))
		at--;
	if (end - at < 4 || end - at > sizeof to)
		return;
	for (size_t i = at; i < end; i++) {
		char c = letter_for(s.at[i]);
		if (!c)
			return;
		letters += is_alpha(s.at[i]);
		to[n++] = c;
	}
	if (letters > 0 && letters < n)
		say_hidden(x, at, end - at,
			arena_str(x->c->arena, (struct str){ to, n }));
}

/* Digits or signs of money in it or beside it. */
static bool
may_be_masked(struct str s, const struct word *w)
{
	size_t at = w->at, end = at + w->len;

	return w->digits ||
	       (end < s.len && (s.at[end] == '$' || s.at[end] == '@')) ||
	       (at > 0 && s.at[at - 1] == '$');
}

/* Single letters with the same one mark between: "F R E E", "f.r.e.e". Returns
 * how many words the run has. */
static size_t
spelled_word(struct search *x, size_t first)
{
	const struct prose *p = x->prose;
	struct str s = p->text.s;
	char to[16];
	size_t n = 0, i = first;
	uint32_t at = p->words.at[first].at, end = at;

	while (i < p->words.n && p->words.at[i].len == 1 && n < sizeof to) {
		const struct word *w = &p->words.at[i];
		if (n && (w->at != end + 1 || s.at[end] != s.at[at + 1] ||
				 !is_gap(s.at[end])))
			break;
		to[n++] = s.at[w->at];
		end = w->at + 1;
		i++;
	}
	for (size_t k = n; k >= 4; k--)
		if (is_hidden_word((struct str){ to, k })) {
			say_hidden(x, at, 2 * k - 1,
				arena_str(x->c->arena, (struct str){ to, k }));
			break;
		}
	return n ? n : 1;
}

/* "F-R-E-E" is one word with hyphens. */
static void
hyphened_word(struct search *x, const struct word *w)
{
	struct str s = str_sub(x->text->s, w->at, w->len);
	char to[16];
	size_t n = 0;

	for (size_t i = 0; i < s.len && n < sizeof to; i += 2) {
		if (i > 0 && s.at[i - 1] != '-')
			return;
		to[n++] = s.at[i];
	}
	say_hidden(x, w->at, w->len,
		arena_str(x->c->arena, (struct str){ to, n }));
}

static void
masked_words(struct search *x)
{
	const struct prose *p = x->prose;
	struct str s = p->text.s;

	for (size_t i = 0; i < p->words.n;) {
		const struct word *w = &p->words.at[i];
		size_t step = 1;
		if (w->plain || w->kind != BLOCK_AUTHOR || w->in_url ||
			w->in_field)
			;
		else if (w->len == 1)
			step = spelled_word(x, i);
		else if (s.at[w->at + 1] == '-')
			hyphened_word(x, w);
		else if (may_be_masked(s, w))
			masked_word(x, w->at, w->at + w->len);
		i += step;
	}
}

/* "加V": phrases that are disguises by themselves. */
static void
disguised_phrases(struct search *x)
{
	const phrase_hits *hits = x->prose
					  ? check_author_phrases(x->c, x->prose)
					  : check_phrases(x->c, x->text);
	size_t found = 0;

	list_each (const struct phrase_hit, h, hits) {
		if (phrase_pack_use(check_pack(x->c, h)) != USE_DISGUISE ||
			found == LISTED || !is_own(x, h->at))
			continue;
		struct str word =
			str_of(h->phrase->alternative ? h->phrase->alternative
						      : h->phrase->text);
		struct finding *f = find(x->c, in_text(x->text, h->at, h->len),
			N_("\"{1}\" hides the word \"{2}\""), 2,
			str_sub(x->text->s, h->at, h->len), word);
		advise_phrase(f, x->c, h);
		found++;
	}
}

static void
search(struct search *x)
{
	struct str s = x->text->s;

	for (size_t at = skip_ascii(s, 0); at < s.len; at = skip_ascii(s, at)) {
		size_t next = inspect(x, at);
		if (next <= at) /* nothing that it knows: on to the next one */
			utf8_next(s, &at);
		else
			at = next;
	}
	for (int kind = 0; kind < KINDS; kind++)
		unmask(x, (enum kind)kind);
	x->author.block = 0;
	disguised_phrases(x);
	x->author.block = 0;
	if (x->prose)
		masked_words(x);
}

static bool
has_wide_script(struct str s)
{
	for (size_t at = skip_ascii(s, 0); at < s.len; at = skip_ascii(s, at)) {
		uint32_t r = utf8_next(s, &at);
		if (rune_is_han(r) || rune_is_kana(r) || rune_is_hangul(r))
			return true;
	}
	return false;
}

static void
obfuscated(struct check *c)
{
	const struct header *h = c->draft->subject;

	if (h) {
		struct search x = { .c = c, .text = header_text(h) };
		x.wide_is_odd = !has_wide_script(header_text(h)->s);
		search(&x);
	}
	list_each (const struct prose, p, &c->draft->proses) {
		struct search x = { .c = c, .text = &p->text, .prose = p };
		x.author.p = p;
		x.wide_is_odd = !p->author_han && p->language != LANGUAGE_JA &&
				p->language != LANGUAGE_KO;
		x.cyrillic = p->language == LANGUAGE_RU ||
			     p->language == LANGUAGE_UK;
		search(&x);
	}
}

#define MAIL(body)                                                             \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.de>\n"                              \
	"Subject: DN50 valve test report for Nordpump\n"                       \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Ms. Berg,\n\n" body "\n\nBest regards,\nLi Wei\n"
#define CHINESE(body)                                                          \
	"From: 李伟 <li.wei@haoyu-valves.cn>\n"                              \
	"To: 张敏 <zhang.min@beifang-beng.cn>\n"                             \
	"Subject: 供北方泵业的DN50球阀检测报告\n"                  \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"张经理，您好：\n\n" body "\n\n李伟\n浩宇阀门\n"
#define PLAIN                                                                  \
	MAIL("the test report of our last lot for Nordpump is ready. Shall I " \
	     "send it on Monday?")
#define PLAIN_CHINESE                                                                                      \
	CHINESE("上一批供北方泵业的DN50球阀检测报告已经出来，周一发给您可以吗" \
		"？")

static const struct rule rows[] = {
	{
		.id = "wording/density",
		.severity = SEVERITY_WARNING,
		.preset = { .transactional = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_wording_density,
		.evidence = EVIDENCE_MEASURED,
		.source = "phrases weighed by how much more often they stand "
			  "in spam: the sum that is noted is reached by 79 % "
			  "of English spam and 1.8 % of good mail, the one "
			  "that is warned of by 61 % and 0.3 % (2002-03)",
		.title = N_("many spam phrases in few words"),
		.why = N_("A single \"free\" proves nothing, and filters know "
			  "it. Many such phrases close together stand almost "
			  "only in spam, and readers skip them."),
		.bad = MAIL("act now! This is a limited time offer with the "
			    "lowest prices and 100% satisfaction guaranteed. "
			    "Click here to order today: no obligation, risk "
			    "free, and you save money."),
		.good = PLAIN,
		.on_text = density,
	},
	{
		.id = "wording/strong-phrase",
		.severity = SEVERITY_WARNING,
		.preset = { .personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_wording_strong_phrase,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"\"one time mailing\" in 21 spams and no good mail, "
			"\"you have been selected\" and its kin 40 and 0, "
			"\"this is not spam\" 12 and 1; \"代开发票\" 625 and 0",
		.title = N_("phrase that stands only in spam"),
		.why = N_("Some phrases are enough by themselves: prizes, "
			  "denials of being spam, drugs, invoices for sale. "
			  "Counted in labelled mail, good mail has practically "
			  "none."),
		.bad = MAIL("this is not spam. You have been selected, so "
			    "claim your prize today."),
		.good = PLAIN,
		.on_text = strong_phrase,
	},
	{
		.id = "wording/obfuscated",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 18,
		.evidence = EVIDENCE_MEASURED,
		.source = "spaced words in subjects: spam only, in English and "
			  "in Chinese; SpamAssassin has 96 rules for disguised "
			  "words",
		.title = N_("word in disguise"),
		.why = N_("Filters see through spaced letters, digits for "
			  "letters, look-alike alphabets and invisible "
			  "characters, and count the disguise as worse than "
			  "the word."),
		.bad = MAIL("we send F R E E samples for Nordpump with a "
			    "g\xE2\x80\x8Buarantee and pаyment on delivery."),
		.good = PLAIN,
		.on_draft = obfuscated,
	},
	{
		.id = "wording/stock-opener",
		.severity = SEVERITY_NOTE,
		.preset = { .outreach = SEVERITY_WARNING,
			.personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 10,
		.evidence = EVIDENCE_PROVIDER,
		.source = "SpamAssassin 4.0.1, rule CN_B2B_SPAMMER: \"We are "
			  "one of the best / a leading ... in China\"",
		.title = N_("stock opening of export mail"),
		.why = N_("Buyers get this sentence every day from strangers, "
			  "and SpamAssassin has a rule for it. It says nothing "
			  "about them and nothing they could check."),
		.bad = MAIL("we are a leading manufacturer of ball valves in "
			    "China with 20 years of experience."),
		.good = PLAIN,
		.on_text = stock_opener,
	},
	{
		.id = "wording/advertising-law",
		.severity = SEVERITY_WARNING,
		.preset = { .transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "Advertising Law of the PRC, articles 9 (3), 57: "
			  "国家级, "
			  "最高级, 最佳",
		.title = N_("word that Chinese law forbids in advertising"),
		.why = N_("Article 9 of the Advertising Law names 国家级, "
			  "最高级 and 最佳. A mail that sells is advertising; "
			  "fines begin at 200,000 yuan."),
		.bad = CHINESE("我们的DN50球阀是国家级产品，质量最佳。"),
		.good = PLAIN_CHINESE,
		.on_text = advertising_law,
	},
	{
		.id = "wording/superlative",
		.severity = SEVERITY_NOTE,
		.preset = { .transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_REPORTED,
		.source =
			"guidance of the Chinese market regulator on absolute "
			"terms, 2023: facts with a source are allowed",
		.title = N_("superlative in Chinese advertising"),
		.why = N_("The law's list ends with \"and the like\". A rank "
			  "with year and source is allowed; a bare superlative "
			  "can be fined, and nobody believes it."),
		.bad = CHINESE("我们的DN50球阀是行业第一品牌，技术世界领先。"),
		.good = PLAIN_CHINESE,
		.on_text = superlative,
	},
	{
		.id = "wording/shouting-body",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_wording_shouting_body,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"30 % capitals or more: 5.0 % of spam, 0.12 % of good "
			"mail in 2002-03; no sign of spam in SpamAssassin's "
			"mass-check of 2010",
		.title = N_("sentences in capitals"),
		.why = N_("Capitals read as shouting and are slower to read. "
			  "Names, standards and shipping terms do not count."),
		.bad = MAIL("WE HAVE THE BALL VALVES FOR YOU IN STOCK NOW. "
			    "PLEASE SEND YOUR ORDER TO OUR OFFICE THIS WEEK."),
		.good = PLAIN,
		.on_text = shouting_body,
	},
	{
		.id = "wording/exclamations",
		.severity = SEVERITY_WARNING,
		.preset = { .transactional = SEVERITY_NOTE,
			.personal = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = FITTED_wording_exclamations,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"five or more: 36.6 % of English spam, 3.0 % of good "
			"mail, Chinese 13.5 % and 3.7 %; two in a row: 24.4 % "
			"and 1.7 %, Chinese 8.3 % and 4.3 %",
		.title = N_("many exclamation marks"),
		.why = N_("They stand in spam ten times as often as in good "
			  "mail, and make a quotation sound like a market "
			  "stall."),
		.bad = MAIL("the valves are ready! They are tested! The report "
			    "is here! Shall I send it! I wait for you!"),
		.good = PLAIN,
		.on_text = exclamations,
	},
};

extern const struct family family_wording;
const struct family family_wording = FAMILY("wording", N_("wording"), rows);
