/* display.c - what the display name of the sender says. */
#include <string.h>

#include "display.h"

enum {
	LETTER_WORDS = 40,
	LONG_NAME = 60,	 /* characters */
	NAME_MOST = 200, /* bytes that are compared with brands */
	COUNTER_DIGITS = 2
};

bool
display_is_author(const struct header *h, const struct address *a)
{
	return h->id == HEADER_FROM && !a->field && !a->broken && a->domain.len;
}

static bool
is_named(const struct header *h, const struct address *a)
{
	return display_is_author(h, a) && a->name.len;
}

static bool
is_free(struct str domain)
{
	return lexicon_has(&lexicon_freemail, domain);
}

struct str
display_company(struct check *c, struct str domain)
{
	struct str site = url_domain(c->arena, domain);

	if (is_free(domain) || is_free(site))
		return STR_NONE;
	return str_sub(site, 0, str_chr(site, '.'));
}

static struct where
at_name(const struct header *h, const struct address *a)
{
	const struct text *text = draft_addresses(h)->text;

	return a->name_len ? in_text(text, a->name_at, a->name_len)
			   : in_text(text, a->spec_at, a->spec_len);
}

static void
advise_name(struct finding *f)
{
	finding_advice(f,
		N_("put your name and your company here, for example Li Wei, "
		   "Haoyu Valves"),
		0);
}

/* A line or two among people who know each other need no letterhead. */
static bool
is_letter(const struct draft *d)
{
	size_t words = 0;

	list_each (const struct prose, p, &d->proses)
		words += p->author_words + p->author_han / 2;
	return words >= LETTER_WORDS;
}

/* What a mail program fills in is missing only in a finished mail. */
void
display_missing(
	struct check *c, const struct header *h, const struct address *a)
{
	if (!display_is_author(h, a) || a->name.len || h->given ||
		c->draft->source->kind != SOURCE_MESSAGE ||
		!is_letter(c->draft))
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("the reader sees only the address {1}"), 1, a->spec);
	advise_name(f);
}

static bool
is_separator(char ch)
{
	return is_blank(ch) || ch == ',' || ch == '/' || ch == '&' ||
	       ch == '|' || ch == '(' || ch == ')' || ch == '!' || ch == '-' ||
	       ch == ':' || ch == '_';
}

/* Cuts the next word off `rest`; false at its end. */
static bool
next_word(struct str *rest, struct str *word)
{
	size_t at = 0, end;

	while (at < rest->len && is_separator(rest->at[at]))
		at++;
	for (end = at; end < rest->len && !is_separator(rest->at[end]);)
		end++;
	*word = str_sub(*rest, at, end - at);
	*rest = str_from(*rest, end);
	return word->len > 0;
}

static bool
all_words_in(const struct lexicon *l, struct str s, size_t *count)
{
	struct str word;

	for (*count = 0; next_word(&s, &word); ++*count)
		if (!lexicon_has(l, word))
			return false;
	return true;
}

void
display_generic(
	struct check *c, const struct header *h, const struct address *a)
{
	size_t n;

	if (!is_named(h, a) ||
		!all_words_in(&lexicon_generic_names, a->name, &n) || !n)
		return;
	struct finding *f = find(
		c, at_name(h, a), N_("\"{1}\" could be anybody"), 1, a->name);
	advise_name(f);
}

/* The first mail address in a name, or an empty str. */
static struct str
address_in(struct str name)
{
	struct url_search search = url_search_in(name);
	struct span s;

	if (str_chr(name, '@') == name.len)
		return STR_NONE;
	while (url_next(&search, &s)) {
		struct str one = str_sub(name, s.at, s.len);
		if (str_chr(one, '@') < one.len)
			return one;
	}
	return STR_NONE;
}

void
display_own_address(
	struct check *c, const struct header *h, const struct address *a)
{
	if (!is_named(h, a) || !str_ieq(address_in(a->name), a->spec) ||
		address_in(a->name).len < a->name.len)
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("in the place of a name stands the address again"), 0);
	advise_name(f);
}

/* "anna@acme.com via Valve List": somebody who forwards says so. */
static bool
is_forwarded(const struct check *c, struct str name)
{
	return c->draft->was_sent || c->draft->is_list ||
	       str_ihas(name, STR(" via ")) ||
	       str_ihas(name, STR("on behalf of "));
}

static bool
same_house(struct check *c, struct str domain, struct str other)
{
	return str_ieq(
		url_domain(c->arena, domain), url_domain(c->arena, other));
}

void
display_other_address(
	struct check *c, const struct header *h, const struct address *a)
{
	struct str shown = is_named(h, a) ? address_in(a->name) : STR_NONE;
	struct str domain = str_from(shown, str_chr(shown, '@') + 1);

	if (!shown.len || is_forwarded(c, a->name) ||
		same_house(c, domain, a->domain) ||
		str_ieq(str_sub(shown, 0, str_chr(shown, '@')), a->local))
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("the name shows {1}, but the mail comes from {2}"), 2, shown,
		a->spec);
	advise_name(f);
}

/* Endings that are no part of people's names, as ".li" and ".me" are. */
static bool
has_site_ending(struct str word)
{
	static const char *const endings[] = { ".com", ".net", ".org", ".cn",
		".info", ".biz", ".shop", ".co.uk", NULL };

	for (const char *const *e = endings; *e; e++)
		if (str_iends(word, str_of(*e)))
			return word.len > strlen(*e) + 1;
	return false;
}

/* Letters and digits only, in lower case: "Nord-Pump" is "nordpump". */
static struct str
squeezed(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (is_alnum(s.at[i]) || (uint8_t)s.at[i] >= 0x80)
			out[n++] = to_lower(s.at[i]);
	return (struct str){ out, n };
}

/* The site is called alike, or one of its names has the other in it. */
static bool
is_called_like(struct check *c, struct str name, struct str domain)
{
	struct str site = url_domain(c->arena, domain);
	struct str label =
		squeezed(c->arena, str_sub(site, 0, str_chr(site, '.')));
	struct str tight = squeezed(c->arena, name);

	return label.len && tight.len &&
	       (str_has(label, tight) || str_has(tight, label));
}

static bool
is_own_domain(struct check *c, struct str shown, const struct address *a)
{
	struct str site = url_domain(c->arena, shown);
	struct str label = str_sub(site, 0, str_chr(site, '.'));

	return same_house(c, shown, a->domain) ||
	       is_called_like(c, label, a->domain) || str_ihas(a->local, label);
}

void
display_other_domain(
	struct check *c, const struct header *h, const struct address *a)
{
	struct str rest = a->name, word;

	if (!is_named(h, a) || str_chr(a->name, '@') < a->name.len ||
		str_chr(a->name, '.') == a->name.len ||
		is_forwarded(c, a->name))
		return;
	while (next_word(&rest, &word)) {
		if (!has_site_ending(word) || is_own_domain(c, word, a))
			continue;
		struct finding *f = find(c, at_name(h, a),
			N_("the name shows {1}, but the mail comes from {2}"),
			2, word, a->domain);
		finding_advice(f,
			N_("write from an address of {1}, or leave it out of "
			   "the name"),
			1, word);
		return;
	}
}

static bool
ends_word(struct str s, size_t len)
{
	return len == s.len || is_separator(s.at[len]) ||
	       (uint8_t)s.at[len - 1] >= 0x80;
}

/* The brand at the beginning of one of the words, and what stands around. */
static const struct lexicon_entry *
brand_in(struct str name, struct str *before, struct str *after)
{
	for (size_t at = 0; at < name.len; at++) {
		if (at && !is_separator(name.at[at - 1]))
			continue;
		const struct lexicon_entry *e = lexicon_longest(
			&lexicon_brands, str_from(name, at), ends_word);
		if (!e)
			continue;
		*before = str_sub(name, 0, at);
		*after = str_from(name, at + strlen(e->key));
		return e;
	}
	return NULL;
}

static bool
is_owner(struct check *c, const struct lexicon_entry *e, struct str domain)
{
	struct str site = url_domain(c->arena, domain);
	struct str list = str_of(e->value);

	if (list.at[0] == '+')
		list = str_from(list, 1);
	while (list.at)
		if (str_ieq(str_cut(&list, ' '), site))
			return !is_free(domain);
	struct str label = str_sub(site, 0, str_chr(site, '.'));
	return !is_free(domain) && str_has(squeezed(c->arena, label),
					   squeezed(c->arena, str_of(e->key)));
}

/* "Apple Support" poses as Apple; "Apple Orchard" and "Li (DHL agent)" do
 * not, nor does "Anna via DocuSign". */
static const struct lexicon_entry *
brand_posed_as(struct str name)
{
	struct str before, after;
	size_t n_before, n_after;
	const struct lexicon_entry *e =
		name.len < NAME_MOST ? brand_in(name, &before, &after) : NULL;

	if (!e || !all_words_in(&lexicon_service_words, before, &n_before) ||
		!all_words_in(&lexicon_service_words, after, &n_after))
		return NULL;
	return e->value[0] == '+' && n_before + n_after == 0 ? NULL : e;
}

void
display_brand(struct check *c, const struct header *h, const struct address *a)
{
	const struct lexicon_entry *e =
		is_named(h, a) ? brand_posed_as(a->name) : NULL;

	if (!e || is_owner(c, e, a->domain))
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("\"{1}\" does not write from {2}"), 2, a->name, a->domain);
	finding_severity(
		f, is_free(a->domain) ? SEVERITY_ERROR : SEVERITY_WARNING);
	finding_advice(f,
		N_("put the name of the person or company that owns the "
		   "address here"),
		0);
}

/* Words with letters of two alphabets; a name all in Cyrillic is honest. */
static bool
has_ascii_letter(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_alpha(s.at[i]))
			return true;
	return false;
}

static struct str
look_alike_word(struct check *c, struct str name, struct str *like)
{
	struct str word;

	if (str_is_ascii(name))
		return STR_NONE;
	while (next_word(&name, &word))
		if (has_ascii_letter(word) && !str_is_ascii(word) &&
			charset_confusable(c->arena, word, like))
			return word;
	return STR_NONE;
}

static struct str
look_alike_host(struct check *c, struct str domain, struct str *like)
{
	if (str_is_ascii(domain) &&
		(!str_has(domain, STR("--")) || !str_ihas(domain, STR("xn--"))))
		return STR_NONE;
	struct str host = charset_host_unicode(c->arena, domain);
	return charset_confusable(c->arena, host, like) ? host : STR_NONE;
}

void
display_look_alike(
	struct check *c, const struct header *h, const struct address *a)
{
	struct str like;

	if (!display_is_author(h, a))
		return;
	struct str word = look_alike_word(c, a->name, &like);
	if (!word.len)
		word = look_alike_host(c, a->domain, &like);
	if (!word.len)
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("{1} is spelt with letters that only look like those of "
		   "{2}"),
		2, word, like);
	finding_advice(f, N_("type it anew, with letters of one alphabet"), 0);
}

/* Joiners have their use in Indian and Persian names, marks of direction in
 * Hebrew and Arabic ones. */
static bool
may_need_marks(uint32_t rune)
{
	return (rune >= 0x0590 && rune <= 0x08FF) ||
	       (rune >= 0x0900 && rune <= 0x0DFF) || rune_is_emoji(rune);
}

static bool
has_marks(struct str name)
{
	bool marks = false;

	for (size_t at = 0; at < name.len;) {
		uint32_t rune = utf8_next(name, &at);
		if (may_need_marks(rune))
			return false;
		marks = marks || rune_is_invisible(rune) || rune_is_bidi(rune);
	}
	return marks;
}

void
display_invisible(
	struct check *c, const struct header *h, const struct address *a)
{
	if (!is_named(h, a) || str_is_ascii(a->name) || !has_marks(a->name))
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("the name has signs in it that are not shown"), 0);
	finding_advice(f, N_("type the name anew"), 0);
}

void
display_reply_mark(
	struct check *c, const struct header *h, const struct address *a)
{
	static const struct str marks[] = { STR("re:"), STR("fw:"), STR("fwd:"),
		STR("回复"), STR("答复"), STR("转发") };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!is_named(h, a) || !str_istarts(a->name, marks[i]))
			continue;
		struct finding *f = find(c, at_name(h, a),
			N_("a name does not begin with \"{1}\""), 1,
			str_sub(a->name, 0, marks[i].len));
		advise_name(f);
		return;
	}
}

static size_t
digits_at(struct str s, size_t at)
{
	size_t n = 0;
	while (at + n < s.len && is_digit(s.at[at + n]))
		n++;
	return n;
}

/* "Li Wei (2)", "[1] New message": they pose as a thread in a mailbox. */
static bool
has_counter(struct str name)
{
	size_t open = str_rchr(name, '(');
	size_t n = open < name.len ? digits_at(name, open + 1) : 0;

	if (n && n <= COUNTER_DIGITS && open + n + 2 == name.len)
		return true;
	n = name.len && name.at[0] == '[' ? digits_at(name, 1) : 0;
	return n && n <= COUNTER_DIGITS && n + 1 < name.len &&
	       name.at[n + 1] == ']';
}

void
display_counter(
	struct check *c, const struct header *h, const struct address *a)
{
	if (!is_named(h, a) || !has_counter(a->name))
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("\"{1}\" poses as a talk that is under way"), 1, a->name);
	advise_name(f);
}

static bool
has_phrase(struct str s, struct str phrase)
{
	size_t at = str_ifind(s, phrase);

	if (at == s.len)
		return false;
	return !is_alpha(phrase.at[0]) ||
	       ((at == 0 || !is_alnum(s.at[at - 1])) &&
		       (at + phrase.len == s.len ||
			       !is_alnum(s.at[at + phrase.len])));
}

void
display_message(
	struct check *c, const struct header *h, const struct address *a)
{
	static const struct str phrases[] = { STR("last chance"),
		STR("act now"), STR("urgent"), STR("time is running out"),
		STR("limited time"), STR("free shipping"), STR("final notice"),
		STR("hurry"), STR("off today"), STR("紧急"), STR("优惠"),
		STR("促销"), STR("限时"), STR("特价"), STR("免费") };

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		if (!is_named(h, a) || !has_phrase(a->name, phrases[i]))
			continue;
		struct finding *f = find(c, at_name(h, a),
			N_("\"{1}\" belongs into the subject, not into the "
			   "name"),
			1, phrases[i]);
		advise_name(f);
		return;
	}
}

/* Ticks, stars, bells, hearts, arrows: signs of a program, not of a name. */
static bool
is_symbol(uint32_t rune)
{
	return rune_is_emoji(rune) || (rune >= 0x2190 && rune <= 0x21FF) ||
	       (rune >= 0x2500 && rune <= 0x27BF);
}

void
display_symbol(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_named(h, a) || str_is_ascii(a->name))
		return;
	for (size_t at = 0; at < a->name.len;) {
		size_t start = at;
		if (!is_symbol(utf8_next(a->name, &at)))
			continue;
		struct finding *f = find(c, at_name(h, a),
			N_("the name has the picture {1} in it"), 1,
			str_sub(a->name, start, at - start));
		finding_advice(f, N_("leave the picture out"), 0);
		return;
	}
}

/* What was written, without its quotation marks. */
static struct where
inside_quotes(struct where w)
{
	struct str s = str_sub(w.text->s, w.at, w.len);

	if (s.len >= 2 && s.at[0] == '"' && s.at[s.len - 1] == '"') {
		w.at++;
		w.len -= 2;
	}
	return w;
}

void
display_blanks(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_named(h, a) || !a->name_len || !str_is_ascii(a->name))
		return;
	struct where w = inside_quotes(at_name(h, a));
	struct str s = str_sub(w.text->s, w.at, w.len);
	size_t two = str_find(s, STR("  "));
	if (two == s.len &&
		(!s.len || (!is_blank(s.at[0]) && !is_blank(s.at[s.len - 1]))))
		return;
	struct finding *f = find(
		c, w, N_("there are more blanks in the name than it needs"), 0);
	if (two < s.len)
		w = in_text(w.text, w.at + two, 1);
	else if (is_blank(s.at[0]))
		w = in_text(w.text, w.at, 1);
	else
		w = in_text(w.text, w.at + s.len - 1, 1);
	finding_fix(f, FIX_SAFE, N_("leave a blank out"), 0);
	finding_edit(f, w, STR(""));
}

void
display_long(struct check *c, const struct header *h, const struct address *a)
{
	if (!is_named(h, a) || utf8_count(a->name) <= LONG_NAME)
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("of {1} characters of a name a telephone shows the first "
		   "20"),
		1, arg_number(c, (int64_t)utf8_count(a->name)));
	advise_name(f);
}

/* Their own name over a stranger's mail is an old trick. */
void
display_reader(struct check *c, const struct header *h, const struct address *a)
{
	const struct address *to = draft_recipient(c->draft);

	if (!is_named(h, a) || !to || to->field || to->name.len < 4 ||
		!str_ieq(to->name, a->name) || str_ieq(to->local, a->local) ||
		same_house(c, to->domain, a->domain))
		return;
	struct finding *f = find(c, at_name(h, a),
		N_("this mail to {1} comes under the name of {1}"), 1,
		to->name);
	advise_name(f);
}
