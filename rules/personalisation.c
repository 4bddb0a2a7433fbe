/*
 * personalisation.c - does the mail speak to its reader?
 *
 * What a mail knows of its reader: the display name and the address of To,
 * and the company that the domain names. All of it may be missing or
 * misleading, so these rules are silent wherever they are not sure.
 */
#include <string.h>

#include "check/run.h"
#include "rules.h"

enum { NAME_WORDS = 12, LABEL_MIN = 4 };

/* The reader as far as the address tells. */
struct reader {
	const struct address *address; /* NULL: unknown */
	struct str name;	       /* display name of a person, or empty */
	struct str company;	       /* first label of the domain, or empty */
	struct str words[NAME_WORDS];  /* of the name and the local part */
	size_t word_count;
	bool role;
};

/* Cuts the next word (letters, also non-ASCII ones) off `rest`. */
static bool
next_word(struct str *rest, struct str *word)
{
	size_t at = 0, end;

	while (at < rest->len && !is_alpha(rest->at[at]) &&
		(uint8_t)rest->at[at] < 0x80)
		at++;
	end = at;
	while (end < rest->len &&
		(is_alpha(rest->at[end]) || (uint8_t)rest->at[end] >= 0x80 ||
			rest->at[end] == '\''))
		end++;
	*word = str_sub(*rest, at, end - at);
	*rest = str_from(*rest, end);
	return word->len > 0;
}

static bool
has_company_word(struct str name)
{
	struct str word;

	while (next_word(&name, &word))
		if (lexicon_has(&lexicon_company_words, word))
			return true;
	return false;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.at[i]))
			return true;
	return false;
}

/* "Anna Berg", "BERG, Anna": two to four words, none of a company. */
static bool
is_person(struct str name)
{
	struct str rest = name, word;
	size_t words = 0;

	if (has_company_word(name) || has_digit(name) ||
		str_chr(name, '@') < name.len)
		return false;
	while (next_word(&rest, &word))
		words++;
	if (!str_is_ascii(name))
		return words > 0 && words <= 4;
	return words >= 2 && words <= 4;
}

static bool
is_capitalized(struct str word)
{
	for (size_t i = 1; i < word.len; i++)
		if (!is_lower(word.at[i]))
			return false;
	return word.len && is_upper(word.at[0]);
}

/* One word is a name when the address says it again: "Anna <anna@...>". */
static bool
is_confirmed(const struct address *a)
{
	struct str rest = a->name, word;

	return next_word(&rest, &word) && word.len == a->name.len &&
	       word.len >= 3 && is_capitalized(word) &&
	       !has_company_word(word) && str_ihas(a->local, word);
}

static void
add_words(struct reader *r, struct str from)
{
	struct str word;

	while (r->word_count < NAME_WORDS && next_word(&from, &word))
		r->words[r->word_count++] = word;
}

static struct str
company_of(struct arena *arena, struct str domain)
{
	struct str host = url_domain(arena, domain);

	if (!host.len || lexicon_has(&lexicon_freemail, domain) ||
		lexicon_has(&lexicon_freemail, host))
		return STR_NONE;
	return str_sub(host, 0, str_chr(host, '.'));
}

static const struct reader *
reader(struct check *c)
{
	if (c->memo[0])
		return c->memo[0];
	struct reader *r = c->memo[0] = ARENA_NEW(c->arena, struct reader);
	r->address = draft_recipient(c->draft);
	if (!r->address || r->address->field || r->address->broken) {
		r->address = NULL;
		return r;
	}
	r->role = address_is_role(r->address->local);
	if (is_person(r->address->name) || is_confirmed(r->address))
		r->name = r->address->name;
	add_words(r, r->address->name);
	if (!r->role)
		add_words(r, r->address->local);
	r->company = company_of(c->arena, r->address->domain);
	return r;
}

static size_t
recipient_count(const struct check *c)
{
	return draft_addresses(c->draft->to)->list.n +
	       draft_addresses(c->draft->cc)->list.n;
}

/* The text that the reader sees first. */
static const struct prose *
body(const struct check *c)
{
	return c->draft->proses.n ? &c->draft->proses.at[0] : NULL;
}

static struct str
greeting_of(const struct prose *p)
{
	return str_sub(p->text.s, p->greeting_at, p->greeting_len);
}

static struct str
greeted_of(const struct prose *p)
{
	return str_sub(p->text.s, p->greeted_at, p->greeted_len);
}

static bool
has_field_in(const struct prose *p, uint32_t at, uint32_t len)
{
	list_each (const struct field, f, &p->fields)
		if (f->kind != FIELD_COMMENT && f->at < at + len &&
			f->at + f->len > at)
			return true;
	return false;
}

/* The phrase of a greeting pack that stands in the greeting, or NULL. */
static const struct phrase_hit *
generic_phrase(struct check *c, const struct prose *p)
{
	const phrase_hits *hits = check_author_phrases(c, p);

	list_each (const struct phrase_hit, h, hits) {
		if (h->at >= p->greeting_at + p->greeting_len)
			break;
		if (h->at < p->greeting_at)
			continue;
		if (!strcmp(check_pack(c, h)->name, "greeting"))
			return h;
	}
	return NULL;
}

/* What is left of a greeting behind the phrase: "Dear friend Anna," names. */
static bool
names_more(const struct prose *p, const struct phrase_hit *h)
{
	uint32_t end = p->greeting_at + p->greeting_len;
	struct str rest = str_sub(p->text.s, h->at + h->len,
		end > h->at + h->len ? end - h->at - h->len : 0);
	struct str word;

	while (next_word(&rest, &word))
		if (word.len >= 2 && !lexicon_has(&lexicon_titles, word) &&
			(is_upper(word.at[0]) || (uint8_t)word.at[0] >= 0x80) &&
			!has_company_word(word) && p->language != LANGUAGE_ZH)
			return true;
	return false;
}

/* What a person can type: nothing that is not seen, no bad byte. */
static bool
is_typed(struct str s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t rune = utf8_next(s, &at);
		if (rune < ' ' || (rune >= 0x7F && rune <= 0x9F) ||
			rune == RUNE_BAD || rune_is_bidi(rune) ||
			rune_is_invisible(rune))
			return false;
	}
	return true;
}

/* A greeting with the reader's name in it, in the language of the mail. */
static struct str
named_greeting(struct check *c, const struct prose *p, const struct reader *r)
{
	if (!r->name.len || !is_typed(r->name) || recipient_count(c) != 1)
		return STR_NONE;
	if (p->language == LANGUAGE_EN && str_is_ascii(r->name) &&
		str_chr(r->name, ',') == r->name.len)
		return arena_printf(c->arena, "Dear %.*s", STR_ARG(r->name));
	if (p->language == LANGUAGE_ZH && !str_is_ascii(r->name))
		return arena_printf(c->arena, "%.*s，您好", STR_ARG(r->name));
	return STR_NONE;
}

static void
advise_greeting(struct finding *f, const struct reader *r)
{
	if (r->role && r->company.len)
		finding_advice(f,
			N_("if you cannot find a name, greet the team by the "
			   "company: \"Dear {1} purchasing team,\""),
			1, r->company);
	else
		finding_advice(f,
			N_("greet one person by name, for example \"Dear Ms. "
			   "Berg,\" or 张经理，您好"),
			0);
}

static void
generic_greeting(struct check *c, const struct prose *p)
{
	if (!p->greeting_len || (p != body(c) && c->draft->proses.n > 2))
		return;
	if (has_field_in(p, p->greeting_at, p->greeting_len))
		return;
	const struct phrase_hit *h = generic_phrase(c, p);
	if (!h || names_more(p, h))
		return;
	const struct reader *r = reader(c);
	struct finding *f = find(c, in_text(&p->text, h->at, h->len),
		N_("\"{1}\" could stand in a mail to anybody"), 1,
		str_sub(p->text.s, h->at, h->len));
	if (r->role)
		finding_severity(f, SEVERITY_NOTE);
	struct str better = named_greeting(c, p, r);
	if (!better.len) {
		advise_greeting(f, r);
		return;
	}
	finding_fix(f, FIX_UNSAFE, N_("greet {1} by name"), 1, r->name);
	finding_edit(f, in_text(&p->text, h->at, h->len), better);
}

/* `s` without blanks, hyphens and dots, in lower case: "Nord-Pump" is
 * "nordpump". */
static struct str
squeezed(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (!is_blank(s.at[i]) && s.at[i] != '-' && s.at[i] != '.')
			out[n++] = to_lower(s.at[i]);
	return (struct str){ out, n };
}

static bool
names_reader(struct check *c, const struct reader *r, struct str text)
{
	struct str tight = squeezed(c->arena, text);

	if (r->company.len >= LABEL_MIN &&
		str_has(tight, squeezed(c->arena, r->company)))
		return true;
	for (size_t i = 0; i < r->word_count; i++)
		if (r->words[i].len >= 3 &&
			str_has(tight, squeezed(c->arena, r->words[i])))
			return true;
	return false;
}

/* All that the author wrote, joined. */
static struct str
author_text(struct check *c, const struct prose *p)
{
	char *all = arena_bytes(c->arena, p->text.s.len + p->blocks.n + 1);
	size_t n = 0;

	list_each (const struct block, b, &p->blocks) {
		struct str s = str_sub(p->text.s, b->at, b->len);
		if (b->kind != BLOCK_AUTHOR || !s.len)
			continue;
		memcpy(all + n, s.at, s.len);
		n += s.len;
		all[n++] = '\n';
	}
	return (struct str){ all, n };
}

/* Colleagues write to each other as they like. */
static bool
is_internal(const struct check *c, const struct reader *r)
{
	const struct address *from = draft_sender(c->draft);
	return from && str_ieq(url_domain(c->arena, from->domain),
			       url_domain(c->arena, r->address->domain));
}

/* A first line such as "妈：" or "Team," speaks to somebody. */
static bool
opens_with_address(const struct prose *p)
{
	struct str s = str_trim(p->text.s);
	struct str line = str_trim(str_sub(s, 0, str_chr(s, '\n')));

	return line.len <= 30 &&
	       (str_ends(line, STR("：")) || str_ends(line, STR("，")) ||
		       str_ends(line, STR(":")) || str_ends(line, STR(",")));
}

/* Who complains to service@ or orders from sales@ need not name anybody. */
static bool
advertises(struct check *c, const struct prose *p)
{
	const phrase_hits *hits = check_author_phrases(c, p);

	list_each (const struct phrase_hit, h, hits)
		if (!check_pack(c, h)->guard)
			return true;
	return false;
}

static void
unnamed(struct check *c)
{
	const struct reader *r = reader(c);
	const struct prose *p = body(c);

	if (!r->address || !p || recipient_count(c) != 1 ||
		p->author_words + p->author_han < 30)
		return;
	/* a free mailbox is as likely a friend's as a buyer's */
	if (!r->company.len)
		return;
	if (is_internal(c, r) || (!p->greeting_len && opens_with_address(p)))
		return;
	/* a generic greeting is told by its own rule */
	if (p->greeted_len || generic_phrase(c, p) ||
		has_field_in(p, 0, (uint32_t)p->text.s.len))
		return;
	if (names_reader(c, r, author_text(c, p)) ||
		(c->draft->subject &&
			names_reader(c, r, header_text(c->draft->subject)->s)))
		return;
	if (r->role && !advertises(c, p))
		return;
	struct finding *f = find(c,
		in_text(&p->text, p->greeting_at, p->greeting_len),
		N_("nothing here names the reader ({1}) or the company"), 1,
		r->name.len ? r->name : r->address->spec);
	finding_advice(f,
		N_("greet the reader by name, and say in one sentence why you "
		   "write to this company"),
		0);
}

/* One letter more, less, other, or two swapped: a misspelt name, not a
 * wrong one. */
static bool
nearly(struct str a, struct str b)
{
	if (a.len > b.len + 1 || b.len > a.len + 1)
		return false;
	size_t n = a.len < b.len ? a.len : b.len, head = 0, tail = 0;
	while (head < n && to_lower(a.at[head]) == to_lower(b.at[head]))
		head++;
	while (tail < n - head && to_lower(a.at[a.len - 1 - tail]) ==
					  to_lower(b.at[b.len - 1 - tail]))
		tail++;
	size_t rest = (a.len > b.len ? a.len : b.len) - head - tail;
	return rest <= 1 || (rest == 2 && a.len == b.len);
}

/* The consonants of a name, doubles once: "mhmd" of Mohammed and Muhammad. */
static struct str
skeleton(struct arena *arena, struct str name)
{
	char *out = arena_bytes(arena, name.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++) {
		char letter = to_lower(name.at[i]);
		if (str_chr(STR("aeiouy"), letter) == 6 &&
			(n == 0 || out[n - 1] != letter))
			out[n++] = letter;
	}
	return (struct str){ out, n };
}

static bool
sounds_alike(struct arena *arena, struct str a, struct str b)
{
	struct str x = skeleton(arena, a), y = skeleton(arena, b);
	return x.len >= 3 && str_eq(x, y);
}

static bool
is_short_for(struct str nick, struct str name)
{
	const struct lexicon_entry *e = lexicon_find(&lexicon_nicknames, nick);
	struct str full = e ? str_of(e->value) : STR_NONE;

	while (full.at) {
		struct str one = str_cut(&full, ' ');
		if (str_ieq(one, name))
			return true;
	}
	return false;
}

static bool
same_name(struct arena *arena, struct str a, struct str b)
{
	struct str x = arena_lower(arena, a), y = arena_lower(arena, b);

	if (x.len >= 3 && y.len >= 3 && (str_has(x, y) || str_has(y, x)))
		return true;
	return str_eq(x, y) || nearly(x, y) || sounds_alike(arena, x, y) ||
	       is_short_for(x, y) || is_short_for(y, x);
}

static bool
word_fits(struct check *c, struct str word, const struct address *a)
{
	struct str rest, part;

	rest = a->name;
	while (next_word(&rest, &part))
		if (same_name(c->arena, word, part))
			return true;
	rest = a->local;
	while (next_word(&rest, &part))
		if (same_name(c->arena, word, part))
			return true;
	return word.len >= 2 && str_has(arena_lower(c->arena, a->local),
					arena_lower(c->arena, word));
}

/* Initials: "ab@" or "aberg@" for "Anna". */
static bool
initial_fits(struct str word, const struct address *a)
{
	return a->name.len == 0 && a->local.len &&
	       (a->local.len <= 3 ||
		       to_lower(a->local.at[0]) == to_lower(word.at[0]));
}

/* A company or team is greeted, or a title alone: nobody to compare. */
static bool
is_name_word(struct str word)
{
	return word.len >= 3 && str_is_ascii(word) && is_upper(word.at[0]) &&
	       !lexicon_has(&lexicon_titles, word) &&
	       !lexicon_has(&lexicon_company_words, word);
}

static bool
fits_anybody(struct check *c, struct str word)
{
	const struct header *fields[] = { c->draft->to, c->draft->cc };

	for (size_t i = 0; i < 2; i++)
		list_each (const struct address, a,
			&draft_addresses(fields[i])->list)
			if (word_fits(c, word, a) || initial_fits(word, a) ||
				names_reader(c,
					&(struct reader){
						.company = company_of(
							c->arena, a->domain) },
					word))
				return true;
	return false;
}

/* "first.last@" tells a name, "sunny88@", "ab@" and "valve-users@" do not. */
static bool
local_tells_name(const struct address *a)
{
	struct str rest = a->local, word;
	size_t long_words = 0;

	while (next_word(&rest, &word))
		long_words += word.len >= 3;
	return long_words == 2 && !has_digit(a->local) &&
	       str_chr(a->local, '-') == a->local.len;
}

static bool
name_is_known(const struct reader *r)
{
	if (!r->address || r->role)
		return false;
	if (r->name.len)
		return str_is_ascii(r->name);
	return !r->address->name.len && local_tells_name(r->address);
}

/* In Chinese the surname is compared: 张经理 with "Zhang Wei" or 张伟. */
static struct str
han_surname(struct str greeted, const struct lexicon_entry **spelt)
{
	for (size_t chars = 2; chars > 0; chars--) {
		struct str s = str_sub(greeted, 0, chars * 3);
		*spelt = lexicon_find(&lexicon_surnames, s);
		if (*spelt)
			return s;
	}
	return STR_NONE;
}

static bool
spelling_fits(struct check *c, const struct lexicon_entry *spelt)
{
	struct str all = str_of(spelt->value);

	while (all.at) {
		struct str one = str_cut(&all, ' ');
		const struct addresses *to = draft_addresses(c->draft->to);
		list_each (const struct address, a, &to->list)
			if (str_ihas(a->name, one) || str_ihas(a->local, one))
				return true;
	}
	return false;
}

static bool
han_title_follows(struct str greeted, size_t at)
{
	static const char *const titles[] = { "经理", "总", "先生", "女士",
		"小姐", "工", "主任", "老师", "部长", "厂长", "经", "董",
		NULL };

	for (const char *const *t = titles; *t; t++)
		if (str_starts(str_from(greeted, at), str_of(*t)))
			return true;
	return false;
}

static bool
wrong_in_chinese(struct check *c, const struct reader *r, struct str greeted)
{
	const struct lexicon_entry *spelt;
	struct str surname = han_surname(greeted, &spelt);

	if (!surname.len || !han_title_follows(greeted, surname.len))
		return false;
	if (!str_is_ascii(r->name)) {
		const struct lexicon_entry *other;
		struct str own = han_surname(r->name, &other);
		/* 张 and 張 are spelt alike */
		return own.len && strcmp(spelt->value, other->value) != 0 &&
		       !str_has(r->name, surname);
	}
	return name_is_known(r) && !spelling_fits(c, spelt);
}

static bool
wrong_in_latin(struct check *c, const struct reader *r, struct str greeted)
{
	struct str rest = greeted, word;
	size_t names = 0;

	if (!name_is_known(r) || has_company_word(greeted))
		return false;
	while (next_word(&rest, &word)) {
		if (!is_name_word(word))
			continue;
		names++;
		if (fits_anybody(c, word))
			return false;
	}
	return names > 0 && names <= 3;
}

static void
wrong_name(struct check *c, const struct prose *p)
{
	struct str greeted = greeted_of(p);

	if (!greeted.len)
		return;
	const struct reader *r = reader(c);
	if (!r->address || generic_phrase(c, p) ||
		has_field_in(p, p->greeting_at, p->greeting_len))
		return;
	if (!wrong_in_latin(c, r, greeted) && !wrong_in_chinese(c, r, greeted))
		return;
	struct finding *f =
		find(c, in_text(&p->text, p->greeted_at, p->greeted_len),
			N_("the greeting names {1}, but the mail goes to {2}"),
			2, greeted, r->name.len ? r->name : r->address->spec);
	finding_advice(f,
		N_("one of the two is left from another mail: correct the "
		   "greeting or the address"),
		0);
}

static const char blank_name[] =
	"^\\h*(?:dear|hi|hello|hey|hallo|hola|bonjour|good "
	"(?:morning|afternoon|day))"
	"(?:\\h+(?:mr|mrs|ms|miss|dr)\\b\\.?)?"
	"(?:\\h+[(\\[{<]*(?:null|undefined|none|nan|n/a|#n/a|"
	"\\[?object object\\]?)[)\\]}>]*\\h*[,.:!，：！]|\\h+[,:，：]|"
	"\\h+(?:mr|mrs|ms|miss)\\.?\\h*[,:，：])";
static const char blank_name_han[] =
	"^\\h*(?:尊敬的|亲爱的)\\h*(?:(?:先生|女士|经理|总)?\\h*)?(?:null|"
	"undefined|None)?\\h*[:：,，]";
static const char untitled[] = "(?:先生|女士|经理|总)";

static bool
is_blank_greeting(struct check *c, struct str greeting)
{
	size_t at = 0, len;

	if (check_pattern(c, blank_name, greeting, &at, &len, NULL) ==
		PATTERN_YES)
		return true;
	at = 0;
	if (str_chr(greeting, '\xE5') == greeting.len &&
		str_chr(greeting, '\xE4') == greeting.len)
		return false;
	if (check_pattern(c, blank_name_han, greeting, &at, &len, NULL) !=
		PATTERN_YES)
		return false;
	size_t title_at = 0, title_len;
	return check_pattern(c, untitled, str_sub(greeting, at, len), &title_at,
		       &title_len, NULL) != PATTERN_YES;
}

static void
blank(struct check *c, const struct prose *p)
{
	struct str greeting = greeting_of(p);

	if (!greeting.len || has_field_in(p, p->greeting_at, p->greeting_len) ||
		!is_blank_greeting(c, greeting))
		return;
	struct finding *f =
		find(c, in_text(&p->text, p->greeting_at, p->greeting_len),
			N_("the name is missing in \"{1}\""), 1, greeting);
	finding_advice(f,
		N_("a merge field had no value here; put the name in, or a "
		   "fallback into the template"),
		0);
}

static const struct prose *
prose_of(const struct check *c, const struct text *text)
{
	list_each (const struct prose, p, &c->draft->proses)
		if (&p->text == text)
			return p;
	return NULL;
}

/* Mail with a patch in it speaks about templates. */
static bool
has_code(const struct check *c)
{
	list_each (const struct prose, p, &c->draft->proses)
		list_each (const struct block, b, &p->blocks)
			if (b->kind == BLOCK_CODE)
				return true;
	return false;
}

/* In quoted mail and code a tag is nobody's omission. */
static bool
is_authors(const struct check *c, const struct field *f)
{
	const struct prose *p = prose_of(c, f->text);

	if (has_code(c))
		return false;

	if (!p)
		return true;
	enum block_kind kind = prose_kind_at(p, f->at);
	return kind == BLOCK_AUTHOR || kind == BLOCK_SIGNATURE;
}

static struct str
field_text(const struct field *f)
{
	return str_sub(f->text->s, f->at, f->len < 80 ? f->len : 80);
}

/* Blueprints show with it how long a text may be. */
static bool
is_filler(const struct field *f)
{
	return str_istarts(str_sub(f->text->s, f->at, f->len), STR("lorem"));
}

static void
unresolved(struct check *c, const struct field *f)
{
	if (!is_authors(c, f))
		return;
	if (f->kind == FIELD_HOLE) {
		struct finding *hole = find(c, in_text(f->text, f->at, f->len),
			N_("{1} is still to be filled in"), 1, field_text(f));
		finding_advice(
			hole, N_("put what belongs there, or remove it"), 0);
		if (is_blueprint(c) && is_filler(f))
			finding_severity(hole, SEVERITY_NOTE);
		return;
	}
	if (c->stage == STAGE_TEMPLATE)
		return;
	struct finding *tag = find(c, in_text(f->text, f->at, f->len),
		f->kind == FIELD_COMMENT
			? N_("the template comment {1} would be sent")
			: N_("the merge field {1} was not filled in"),
		1, field_text(f));
	finding_advice(tag,
		N_("send it through the program that fills it in, or write the "
		   "text here; if this is a template, say so with --stage "
		   "template"),
		0);
}

/* The phrases are looked for anyway: most mails stop here. */
static bool
holds_program_word(struct check *c, const struct prose *p)
{
	list_each (const struct phrase_hit, h, check_author_phrases(c, p))
		if (!strcmp(check_pack(c, h)->name, "program-values"))
			return true;
	return false;
}

/* What programs print where a value is missing. "undefined" and "null" alone
 * are words of engineers, and stay silent. No match goes past a line. */
static const char program_values[] =
	"\\[object Object\\]|\\bInvalid Date\\b|"
	"(?:\\b(?:EUR|USD|RMB|CNY|GBP)|[$€£¥￥])\\h*(?:NaN|undefined|"
	"null)\\b|"
	"\\b(?:NaN|undefined|null)\\h*(?:EUR|USD|RMB|CNY|GBP|pcs|元|%)";

/* What every one of them has in it: the pattern is slow. */
static bool
may_be_program_value(struct str line)
{
	return str_ihas(line, STR("nan")) || str_ihas(line, STR("null")) ||
	       str_ihas(line, STR("undefined")) ||
	       str_ihas(line, STR("invalid date")) ||
	       str_ihas(line, STR("object object"));
}

static void
program_value_in(
	struct check *c, const struct prose *p, size_t from, struct str line)
{
	size_t at = 0, len;

	while (check_pattern(c, program_values, line, &at, &len, NULL) ==
		PATTERN_YES) {
		struct where where = in_text(&p->text, from + at, len);
		if (prose_kind_at(p, where.at) == BLOCK_AUTHOR) {
			struct finding *f = find(c, where,
				N_("\"{1}\" is what a program prints when a "
				   "value is missing"),
				1, str_sub(line, at, len));
			finding_advice(f,
				N_("put the value in, or give the template a "
				   "fallback"),
				0);
		}
		at += len;
	}
}

static void
program_value(struct check *c, const struct prose *p)
{
	struct str rest = p->text.s;

	if (!holds_program_word(c, p) || has_code(c))
		return;
	while (rest.at) {
		struct str line = str_cut(&rest, '\n');
		if (may_be_program_value(line))
			program_value_in(
				c, p, (size_t)(line.at - p->text.s.at), line);
	}
}

struct persons {
	unsigned we, you;
};

/* 1 for "we", -1 for "you", 0 for any other word. */
static int
person(struct str w)
{
	switch (to_lower(w.at[0])) {
	case 'w':
		return str_ieq(w, STR("we")) || str_ieq(w, STR("we're")) ||
		       str_ieq(w, STR("we've"));
	case 'o':
		return str_ieq(w, STR("our")) || str_ieq(w, STR("ours"));
	case 'u':
		return str_ieq(w, STR("us"));
	case 'i':
		return w.len == 1 || str_ieq(w, STR("i'm"));
	case 'm':
		return str_ieq(w, STR("my"));
	case 'y':
		return str_istarts(w, STR("you")) &&
				       !str_istarts(w, STR("young"))
			       ? -1
			       : 0;
	default:
		return 0;
	}
}

static struct persons
count_persons(const struct prose *p)
{
	struct persons n = { 0 };

	list_each (const struct word, w, &p->words) {
		if (w->kind != BLOCK_AUTHOR || w->script != WORD_LATIN ||
			w->len > 6)
			continue;
		int who = person(str_sub(p->text.s, w->at, w->len));
		n.we += who > 0;
		n.you += who < 0;
	}
	return n;
}

static unsigned
count_of(struct str s, const char *what)
{
	struct str w = str_of(what);
	unsigned n = 0;

	for (size_t at = str_find(s, w); at < s.len; at = str_find(s, w)) {
		n++;
		s = str_from(s, at + w.len);
	}
	return n;
}

static struct persons
count_persons_han(struct check *c, const struct prose *p)
{
	struct str s = author_text(c, p);
	struct persons n = {
		.we = count_of(s, "我司") + count_of(s, "我们") +
		      count_of(s, "我公司") + count_of(s, "本公司") +
		      count_of(s, "我厂"),
		.you = count_of(s, "贵") + count_of(s, "您") +
		       count_of(s, "你") - count_of(s, "您好") -
		       count_of(s, "你好"),
	};
	return n;
}

/* Long enough to have had room for a word about the reader. */
static bool
is_long(const struct prose *p)
{
	return p->author_words >= 70 || p->author_han >= 120;
}

static void
about_sender_only(struct check *c, const struct prose *p)
{
	bool han = p->language == LANGUAGE_ZH;

	if ((!han && p->language != LANGUAGE_EN) || !is_long(p) ||
		has_field_in(p, 0, (uint32_t)p->text.s.len))
		return;
	struct persons n = han ? count_persons_han(c, p) : count_persons(p);
	if (n.we < (han ? 4u : 7u) || n.you * 6 >= n.we)
		return;
	struct finding *f = find(c,
		in_text(&p->text, p->greeting_at, p->greeting_len),
		N_("you speak of yourself {1} times, of the reader {2} times"),
		2, arg_number(c, n.we), arg_number(c, n.you));
	finding_advice(f,
		N_("begin with a sentence about the reader: their product, "
		   "their market, what you saw at their site"),
		0);
}

#define FROM_LI "From: Li Wei <li.wei@haoyu-valves.cn>\n"
#define ANNA	"To: Anna Berg <anna.berg@nordpump.se>\n"
#define PLAIN	"Content-Type: text/plain; charset=utf-8\n\n"
#define LINE	"Subject: DN50 ball valves in stainless steel\n" PLAIN
#define OFFER                                                                  \
	"We make DN50 ball valves in stainless steel 316L, tested to EN "      \
	"12266. "                                                              \
	"A set of 200 pieces costs USD 14.20 each, FOB Ningbo, and leaves "    \
	"three weeks after the order. Shall I send the drawing?\n\n"           \
	"Best regards,\nLi Wei\n"

static const struct rule rows[] = {
	{
		.id = "personalisation/unnamed",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING },
		.outcome = OUTCOME_IGNORED,
		.points = 12,
		.evidence = EVIDENCE_EVIDENT,
		.source = "a first mail that could go to anybody; trade-mail "
			  "guides agree, no measurement",
		.title = N_("nothing names the reader"),
		.why = N_("A mail without the reader's name, company or "
			  "business looks like one of thousands. It is "
			  "answered less, and more often reported as spam."),
		.bad = FROM_LI ANNA LINE "Hello,\n\n" OFFER,
		.good = FROM_LI ANNA LINE "Hello Anna,\n\n" OFFER,
		.on_draft = unnamed,
	},
	{
		.id = "personalisation/generic-greeting",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_WARNING,
			.bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 12,
		.evidence = EVIDENCE_MEASURED,
		.source = "\"dear sir\" stands in 60 of 1,896 spam and 1 of "
			  "4,150 good messages of the SpamAssassin public "
			  "corpus, \"dear friend\" in 24 and 1",
		.title = N_("greeting that fits anybody"),
		.why = N_("\"Dear Sir or Madam\" says that you do not know "
			  "whom you write to. Spam greets this way, personal "
			  "mail hardly ever."),
		.bad = FROM_LI ANNA LINE "Dear Sir/Madam,\n\n" OFFER,
		.good = FROM_LI ANNA LINE "Dear Ms. Berg,\n\n" OFFER,
		.on_text = generic_greeting,
	},
	{
		.id = "personalisation/wrong-name",
		.severity = SEVERITY_ERROR,
		.preset = { .personal = SEVERITY_WARNING },
		.outcome = OUTCOME_IGNORED,
		.points = 30,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("greeting names somebody else"),
		.why = N_("The mail greets another person than the one it is "
			  "addressed to: the worst accident of copying and of "
			  "mail merge."),
		.bad = FROM_LI ANNA LINE "Dear Mr. Schneider,\n\n" OFFER,
		.good = FROM_LI ANNA LINE "Dear Anna,\n\n" OFFER,
		.on_text = wrong_name,
	},
	{
		.id = "personalisation/blank-name",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 25,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("greeting with a hole where the name should be"),
		.why = N_("\"Hi ,\" and \"Dear null,\" show that a machine "
			  "wrote the mail and had no name for the reader."),
		.bad = FROM_LI ANNA LINE "Dear null,\n\n" OFFER,
		.good = FROM_LI ANNA LINE
		"Hi,\n\nMs. Berg at Nordpump gave me your address. " OFFER,
		.on_text = blank,
	},
	{
		.id = "personalisation/unresolved",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 30,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"SpamAssassin UNRESOLVED_TEMPLATE: 0.12 % of spam and "
			"0.00 % of good mail (S/O 1.000); and a plain mistake",
		.title = N_("placeholder that was not filled in"),
		.why = N_("The reader sees the placeholder instead of the name "
			  "or product. It shows that nobody read the mail "
			  "before it was sent."),
		.bad = FROM_LI ANNA "Subject: Ball valves for [Company]\n" PLAIN
				    "Dear Ms. Berg,\n\n" OFFER,
		.good = FROM_LI ANNA
		"Subject: Ball valves for Nordpump [drawing enclosed]\n" PLAIN
		"Dear Ms. Berg,\n\nTables [1] and [2] show the sizes. " OFFER,
		.on_field = unresolved,
	},
	{
		.id = "personalisation/program-value",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 25,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("empty value printed by a program"),
		.why = N_("A merge or a script had no value and printed its "
			  "own word for that. The reader sees that nobody "
			  "looked at the mail."),
		.bad = FROM_LI ANNA LINE "Dear Ms. Berg,\n\nyour price is NaN "
					 "EUR for 200 pieces. " OFFER,
		.good = FROM_LI ANNA LINE
		"Dear Ms. Berg,\n\nthe field stays null (undefined) until the "
		"gateway answers. " OFFER,
		.on_text = program_value,
	},
	{
		.id = "personalisation/about-sender-only",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE },
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_REPORTED,
		.source = "sales-mail guides; no measurement known",
		.title = N_("a mail about its sender only"),
		.why = N_("A reader asks \"what is in it for me\". Many \"we\" "
			  "and no \"you\" read like a brochure."),
		.bad = FROM_LI ANNA LINE
		"Dear Ms. Berg,\n\n"
		"We are based in Ningbo and we make valves. Our factory has "
		"200 workers and our machines come from Germany. "
		"We have our own foundry. Our engineers draw each valve, and "
		"we test all of them in our laboratory. "
		"We ship every week. Our prices are fair and we keep our "
		"dates. Our company was founded in 1998 and we have grown each "
		"year since then. "
		"We would be glad to quote.\n\nBest regards,\nLi Wei\n",
		.good = FROM_LI ANNA LINE "Dear Ms. Berg,\n\n" OFFER,
		.on_text = about_sender_only,
	},
};

const struct family family_personalisation =
	FAMILY("personalisation", N_("personalisation"), rows);
