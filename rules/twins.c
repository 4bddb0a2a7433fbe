/* twins.c - the two forms of one text: plain and HTML. */
#include "noticed.h"

static bool
is_mail(const struct draft *d)
{
	return d->has_header && (d->source->kind == SOURCE_MESSAGE ||
					d->source->kind == SOURCE_MBOX);
}

static const struct part *
first_of(const struct draft *d, enum part_kind kind)
{
	own_parts_each(p, d) if (p->kind == kind) return p;
	return NULL;
}

/* A mail that is nothing but an invitation or a picture has no page either. */
static void
html_only(struct check *c)
{
	const struct draft *d = c->draft;
	const struct part *html = first_of(d, PART_HTML);

	if (!html || !is_mail(d) || first_of(d, PART_PLAIN) || d->has_signed ||
		d->is_forward || html->ambiguous)
		return;
	const struct header *h =
		headers_find(&html->headers, HEADER_CONTENT_TYPE);
	struct finding *f = find(c, h ? at_header(h) : at_header_end(c),
		N_("the mail is HTML alone, without the same text in plain"),
		0);
	finding_advice(f,
		N_("add a plain part with the same words before the HTML, as "
		   "multipart/alternative; most mail programs and services do "
		   "it when they are told to"),
		0);
}

static const struct part *
alternative_of(const struct part *p)
{
	while (p && !str_eq(p->media, STR("multipart/alternative")))
		p = p->parent;
	return p;
}

static void
alternative_order(struct check *c)
{
	own_parts_each(p, c->draft)
	{
		if (p->kind != PART_PLAIN || !p->parent ||
			!str_eq(p->parent->media, STR("multipart/alternative")))
			continue;
		for (const struct part *e = p->parent->first; e != p;
			e = e->next) {
			if (e->kind != PART_HTML)
				continue;
			struct finding *f = find(c,
				at_span(span_of(p->span.at, 0), p),
				N_("the plain text stands after the HTML, so "
				   "mail programs show the plain text and "
				   "nobody sees the HTML"),
				0);
			finding_advice(f,
				N_("put the plain text first and the HTML "
				   "last"),
				0);
			return;
		}
	}
}

/* The two forms of one text; false when there is no pair, or no clear one. */
struct pair {
	const struct prose *plain, *html;
};

static const struct prose *
prose_of(const struct draft *d, const struct part *alternative, bool html)
{
	const struct prose *found = NULL;

	list_each (const struct prose, p, &d->proses) {
		if (p->html != html || p->part->attached ||
			alternative_of(p->part) != alternative)
			continue;
		if (found)
			return NULL;
		found = p;
	}
	return found;
}

static bool
find_pair(const struct draft *d, struct pair *pair)
{
	list_each (const struct prose, p, &d->proses) {
		const struct part *up =
			p->html ? NULL : alternative_of(p->part);
		if (!up || p->part->attached)
			continue;
		pair->plain = prose_of(d, up, false);
		pair->html = prose_of(d, up, true);
		return pair->plain && pair->html &&
		       !pair->html->part->ambiguous;
	}
	return false;
}

static size_t
count_words(const struct prose *p)
{
	size_t n = 0;

	list_each (const struct word, w, &p->words)
		n += w->script == WORD_HAN ? w->len / 3 : !w->in_url;
	return n;
}

static const char *const stubs[] = { "html version", "html-version",
	"html email", "html e-mail", "html mail", "in html", "support html",
	"html format", "html-format", "view html", "display html",
	"in your browser", "web browser", "im browser", "navigateur",
	"navegador", "支持html", "html格式", "html 格式", "在浏览器", NULL };

static bool
is_stub(const struct prose *p)
{
	for (const char *const *s = stubs; *s; s++)
		if (str_ihas(p->text.s, str_of(*s)))
			return true;
	return false;
}

static void
empty_alternative(struct check *c)
{
	enum { FEW = 2, STUB = 40, MANY = 15 };
	struct pair pair;

	if (!find_pair(c->draft, &pair))
		return;
	size_t plain = count_words(pair.plain), html = count_words(pair.html);
	bool empty = plain <= FEW && !pair.plain->fields.n;
	if (html < MANY || (!empty && (plain > STUB || plain * 3 > html ||
					      !is_stub(pair.plain))))
		return;
	struct finding *f = find(c,
		empty ? at_span(span_of(pair.plain->part->body.at, 0),
				pair.plain->part)
		      : in_text(&pair.plain->text, 0, pair.plain->text.s.len),
		empty ? N_("the plain text is empty, beside an HTML part with "
			   "{1} words")
		      : N_("the plain text says only that there is an HTML "
			   "part"),
		empty, arg_number(c, (int64_t)html));
	finding_advice(f,
		N_("put the same words there as in the HTML; many services "
		   "make it from the HTML when they are told to"),
		0);
	if (!empty)
		finding_severity(f, SEVERITY_NOTE);
}

/*
 * Whether two texts say the same: which of the words of the one stand in the
 * other, in whatever order. Footers, lists of links and preheaders stand in
 * one of them, so the shorter text is what counts.
 */

enum { SET_ROOM = 4096, SET_MOST = SET_ROOM / 2 };

struct word_set {
	uint32_t *slots; /* 0: free */
	size_t n;
};

static uint32_t *
slot_of(const struct word_set *set, uint32_t hash)
{
	uint32_t at = hash % SET_ROOM;

	while (set->slots[at] && set->slots[at] != hash)
		at = (at + 1) % SET_ROOM;
	return &set->slots[at];
}

static void
put(struct word_set *set, struct str word)
{
	uint32_t hash = str_ihash(word) | 1;
	uint32_t *slot = slot_of(set, hash);

	if (*slot || set->n == SET_MOST)
		return;
	*slot = hash;
	set->n++;
}

/* Chinese has no blanks between words: pairs of characters stand for them. */
static void
put_word(struct word_set *set, struct str s, const struct word *w)
{
	enum { HAN = 3, PAIR = 6 };
	struct str word = str_sub(s, w->at, w->len);

	if (w->in_field || w->in_url)
		return;
	if (w->script != WORD_HAN) {
		if (word.len > 2)
			put(set, word);
		return;
	}
	for (size_t at = 0; at + PAIR <= word.len; at += HAN)
		put(set, str_sub(word, at, PAIR));
}

static struct word_set
words_of(struct check *c, const struct prose *p)
{
	struct word_set set = { ARENA_ARRAY(c->arena, uint32_t, SET_ROOM), 0 };

	list_each (const struct word, w, &p->words)
		put_word(&set, p->text.s, w);
	return set;
}

static size_t
shared(const struct word_set *a, const struct word_set *b)
{
	size_t n = 0;

	for (size_t i = 0; i < SET_ROOM; i++)
		n += a->slots[i] && *slot_of(b, a->slots[i]);
	return n;
}

static void
different_texts(struct check *c)
{
	enum { LEAST = 12, SAME_PERCENT = 50 };
	struct pair pair;

	if (!find_pair(c->draft, &pair))
		return;
	struct word_set plain = words_of(c, pair.plain);
	struct word_set html = words_of(c, pair.html);
	size_t least = plain.n < html.n ? plain.n : html.n;
	if (least < LEAST)
		return;
	size_t same = shared(&plain, &html) * 100 / least;
	if (same >= SAME_PERCENT || is_stub(pair.plain))
		return;
	struct finding *f = find(c,
		in_text(&pair.plain->text, 0, pair.plain->text.s.len),
		N_("the plain text and the HTML say different things: {1} % of "
		   "the words are in both"),
		1, arg_number(c, (int64_t)same));
	finding_advice(f,
		N_("make the plain text anew from the HTML, whenever the HTML "
		   "changes"),
		0);
}

/*
 * Numbers: a price or a date that was changed in one form alone. It stands
 * between the same two words in both.
 */

enum { NUMBERS_MOST = 300 };

struct number {
	uint32_t between; /* hash of the words around it */
	uint32_t at, len;
	bool twice; /* these words stand around another one, too */
};

struct numbers {
	struct number *at;
	size_t n;
};

static bool
is_part_of_number(struct str s, size_t at)
{
	if (at >= s.len)
		return false;
	return is_digit(s.at[at]) || s.at[at] == '.' || s.at[at] == ',';
}

/* "2.40" is two words; a full stop behind it is none of its. */
static struct span
whole_number(struct str s, const struct word *w)
{
	enum { FAR = 20 };
	size_t from = w->at, end = w->at + w->len;
	size_t first = from > FAR ? from - FAR : 0, last = end + FAR;

	while (from > first && is_part_of_number(s, from - 1))
		from--;
	while (end < last && is_part_of_number(s, end))
		end++;
	while (end > from && !is_digit(s.at[end - 1]))
		end--;
	while (from < end && !is_digit(s.at[from]))
		from++;
	return span_of(from, end - from);
}

static bool
is_plain_word(const struct word *w)
{
	return !w->in_field && !w->in_url && w->script != WORD_NUMBER;
}

static const struct word *
word_before(const struct prose *p, size_t i, uint32_t at)
{
	while (i && p->words.at[i - 1].at + p->words.at[i - 1].len > at)
		i--;
	return i ? &p->words.at[i - 1] : NULL;
}

/* Of Chinese, the last character before it and the first behind it. */
static struct str
edge(struct str s, const struct word *w, bool last)
{
	enum { HAN = 3 };
	struct str word = str_sub(s, w->at, w->len);

	if (w->script != WORD_HAN || word.len < HAN)
		return word;
	return last ? str_from(word, word.len - HAN) : str_sub(word, 0, HAN);
}

static void
put_number(struct numbers *to, struct number n)
{
	for (size_t i = 0; i < to->n; i++)
		if (to->at[i].between == n.between) {
			to->at[i].twice = true;
			return;
		}
	if (to->n < NUMBERS_MOST)
		to->at[to->n++] = n;
}

static struct numbers
numbers_of(struct check *c, const struct prose *p)
{
	struct numbers to = {
		ARENA_ARRAY(c->arena, struct number, NUMBERS_MOST), 0
	};

	for (size_t i = 1; i + 1 < p->words.n; i++) {
		const struct word *w = &p->words.at[i];
		const struct word *next = &p->words.at[i + 1];
		if (w->script != WORD_NUMBER || w->in_url || w->in_field ||
			!is_plain_word(next))
			continue;
		struct span whole = whole_number(p->text.s, w);
		const struct word *before = word_before(p, i, whole.at);
		if (!before || !is_plain_word(before))
			continue;
		uint32_t between =
			str_ihash(edge(p->text.s, before, true)) * 31 +
			str_ihash(edge(p->text.s, next, false));
		put_number(&to,
			(struct number){ between, whole.at, whole.len, false });
	}
	return to;
}

/* 1,200.00 is 1200. */
static struct str
bare_number(struct check *c, struct str s)
{
	char *out = arena_bytes(c->arena, s.len);
	size_t n = 0;

	if (str_ends(s, STR(".00")) || str_ends(s, STR(",00")))
		s.len -= 3;
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.at[i]))
			out[n++] = s.at[i];
	return (struct str){ out, n };
}

static bool
same_number(struct check *c, struct str a, struct str b)
{
	return str_eq(bare_number(c, a), bare_number(c, b));
}

static void
say_other_number(struct check *c, const struct pair *pair,
	const struct number *a, const struct number *b)
{
	struct str plain = str_sub(pair->plain->text.s, a->at, a->len);
	struct str html = str_sub(pair->html->text.s, b->at, b->len);

	if (same_number(c, plain, html))
		return;
	struct finding *f = find(c, in_text(&pair->plain->text, a->at, a->len),
		N_("the plain text says {1} here, and the HTML {2}"), 2, plain,
		html);
	finding_advice(f,
		N_("make the plain text anew from the HTML, whenever the HTML "
		   "changes"),
		0);
}

static void
different_numbers(struct check *c)
{
	struct pair pair;

	if (!find_pair(c->draft, &pair))
		return;
	struct numbers plain = numbers_of(c, pair.plain);
	struct numbers html = numbers_of(c, pair.html);
	for (size_t i = 0; i < plain.n; i++)
		for (size_t j = 0; j < html.n; j++)
			if (plain.at[i].between == html.at[j].between &&
				!plain.at[i].twice && !html.at[j].twice)
				say_other_number(
					c, &pair, &plain.at[i], &html.at[j]);
}

#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define BODY                                                                   \
	"\nDear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"

static const struct rule rows[] = {
	{
		.id = "structure/html-only",
		.severity = SEVERITY_NOTE,
		.preset = { .transactional = SEVERITY_OFF,
			.personal = SEVERITY_OFF },
		.outcome = OUTCOME_SPAM,
		.points = 2,
		.evidence = EVIDENCE_MEASURED,
		.source = "44.8 % of spam and 2.9 % of good mail of 2002; "
			  "SpamAssassin MIME_HTML_ONLY: 44.6 % and 7.4 % (S/O "
			  "0.858), and only 0.1 points of 5; rspamd 0.2 of 15",
		.title = N_("HTML without a plain text"),
		.why = N_("Mail programs that people use send both forms; HTML "
			  "alone comes from mass mailers. Watches, screen "
			  "readers and previews read the plain one."),
		.bad = HEAD
		"MIME-Version: 1.0\nContent-Type: text/html; "
		"charset=utf-8\n\n<p>Dear Ms. Berg,</p>\n<p>here is "
		"the drawing.</p>\n<p>Best regards,<br>Li Wei</p>\n",
		.good = HEAD BODY,
		.on_draft = html_only,
	},
	{
		.id = "structure/alternative-order",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 5,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2046 5.1.4: the last alternative is the best",
		.title = N_("HTML before the plain text"),
		.why = N_("Of several forms of one text, mail programs show "
			  "the last one that they can. With the plain text "
			  "last, the design is never seen."),
		.bad = "@html-first.eml",
		.good = "@alternative.eml",
		.on_draft = alternative_order,
	},
	{
		.id = "structure/empty-alternative",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 5,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd MIME_MA_MISSING_TEXT 2; SpamAssassin "
			  "MPART_ALT_DIFF (S/O 0.777)",
		.title = N_("plain text that is empty"),
		.why = N_("The plain text is there for readers and programs "
			  "that do not show HTML. Empty, it tells them "
			  "nothing, and filters take it for a trick."),
		.bad = "@empty-plain.eml",
		.good = "@alternative.eml",
		.on_draft = empty_alternative,
	},
	{
		.id = "structure/different-texts",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"SpamAssassin MPART_ALT_DIFF: 3.6 % of spam and 1.0 % "
			"of good mail (S/O 0.777); as asked here: 3 of 183 "
			"mails of 2002 with both forms",
		.title = N_("plain text and HTML that say different things"),
		.why = N_("Both forms should say the same. Often the HTML was "
			  "changed and the plain text is that of the last "
			  "campaign. Spam shows filters one text and readers "
			  "another."),
		.bad = "@other-plain.eml",
		.good = "@alternative.eml",
		.on_draft = different_texts,
	},
	{
		.id = "structure/different-numbers",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("number that differs between plain text and HTML"),
		.why = N_("A price or a date that was changed in the HTML "
			  "alone is still the old one for everybody who reads "
			  "the plain text, and both are in your mail."),
		.bad = "@other-price.eml",
		.good = "@alternative.eml",
		.on_draft = different_numbers,
	},
};

const struct family family_twins = FAMILY("structure", N_("structure"), rows);
