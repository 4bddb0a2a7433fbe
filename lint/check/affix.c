/*
 * affix.c - a Hunspell dictionary written out (hunspell(5)).
 *
 * What is shown is asked of Hunspell before it is believed; so forms too many
 * do no harm, and forms too few only where affix_expand() says that all are
 * there.
 */
#include "../base/utf8.h"
#include "affix.h"

enum {
	WORD_MOST = 100, /* bytes, as Hunspell's own limit */
	FLAGS_MOST = 200,
	HEADS = 256
};

enum flag_kind { FLAG_RUNE, FLAG_LONG, FLAG_NUMBER };

typedef LIST(uint32_t) flag_list;

/* A prefix or suffix. */
struct affix {
	bool prefix, cross;
	uint32_t flag;
	struct str strip, add, condition;
	size_t elements;	  /* of the condition */
	flag_list flags;	  /* that it brings */
	const struct affix *next; /* of the same hash */
};

struct expansion {
	struct arena *arena;
	const struct affix_reader *reader;
	enum flag_kind kind;
	const struct affix *heads[HEADS];
	LIST(struct str) aliases; /* AF: flags by number */
	flag_list barred;	  /* stems with one of these are not shown */
	flag_list special;	  /* their forms are not plain */
	flag_list compound;	  /* flags of COMPOUNDRULE */
	bool whole, stopped;
};

struct str
affix_option(struct str aff, struct str name)
{
	struct str rest = aff;

	while (rest.at) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (str_starts(line, STR("\xEF\xBB\xBF")))
			line = str_from(line, 3);
		if (str_starts(line, name) && line.len > name.len &&
			is_blank(line.at[name.len]))
			return str_trim(str_from(line, name.len));
	}
	return STR_NONE;
}

static struct str
next_field(struct str *line)
{
	struct str s = *line;
	size_t from = 0, end;

	while (from < s.len && is_blank(s.at[from]))
		from++;
	for (end = from; end < s.len && !is_blank(s.at[end]);)
		end++;
	*line = str_from(s, end);
	return str_sub(s, from, end - from);
}

/* One flag, and steps over it. */
static uint32_t
next_flag(enum flag_kind kind, struct str s, size_t *at)
{
	if (kind == FLAG_NUMBER) {
		uint64_t n = 0;
		struct str rest = str_from(s, *at);
		struct str digits = str_cut(&rest, ',');
		*at += digits.len + 1;
		return str_number(str_trim(digits), &n) ? (uint32_t)n : 0;
	}
	uint32_t flag = utf8_next(s, at);
	if (kind == FLAG_LONG && *at < s.len)
		flag = flag << 16 | utf8_next(s, at);
	return flag;
}

static bool
has_flag(const flag_list *flags, uint32_t flag)
{
	for (size_t i = 0; i < flags->n; i++)
		if (flags->at[i] == flag)
			return true;
	return false;
}

static void
add_flags(struct expansion *x, flag_list *flags, struct str s)
{
	uint64_t n;

	if (x->aliases.n && str_number(s, &n) && n > 0 && n <= x->aliases.n)
		s = x->aliases.at[n - 1];
	for (size_t at = 0; at < s.len && flags->n < FLAGS_MOST;) {
		uint32_t flag = next_flag(x->kind, s, &at);
		if (!has_flag(flags, flag))
			*list_push(x->arena, flags) = flag;
	}
}

/* "word/FLAGS": where the flags begin, or s.len; "\/" is no border. */
static size_t
border(struct str s)
{
	for (size_t i = 1; i < s.len; i++)
		if (s.at[i] == '/' && s.at[i - 1] != '\\')
			return i;
	return s.len;
}

/* Behind one element of a condition: "[^aeiou]", ".", "é". */
static size_t
element_end(struct str condition, size_t at)
{
	if (condition.at[at] == '[')
		return at + str_chr(str_from(condition, at), ']') + 1;
	utf8_next(condition, &at);
	return at;
}

static size_t
count_elements(struct str condition)
{
	size_t n = 0;

	for (size_t at = 0; at < condition.len; n++)
		at = element_end(condition, at);
	return n;
}

static bool
holds(struct str element, uint32_t rune)
{
	bool set = element.at[0] == '[';
	bool not = set && element.len > 1 && element.at[1] == '^';
	size_t at = set + not, end = element.len - set;

	if (!set && element.at[0] == '.')
		return true;
	while (at < end)
		if (utf8_next(element, &at) == rune)
			return !not ;
	return not ;
}

static bool
matches_at(const struct affix *a, struct str word, size_t at)
{
	for (size_t i = 0; i < a->condition.len;) {
		size_t end = element_end(a->condition, i);
		if (at >= word.len || !holds(str_sub(a->condition, i, end - i),
					      utf8_next(word, &at)))
			return false;
		i = end;
	}
	return true;
}

static bool
fits(const struct affix *a, struct str word)
{
	size_t at = word.len;

	if (a->prefix)
		return str_starts(word, a->strip) && matches_at(a, word, 0);
	for (size_t i = 0; i < a->elements; i++) {
		if (at == 0)
			return false;
		utf8_prev(word, &at);
	}
	return str_ends(word, a->strip) && matches_at(a, word, at);
}

struct form {
	char bytes[2 * WORD_MOST];
	struct str s;
};

/* False when it does not fit. */
static bool
apply(struct form *f, const struct affix *a, struct str word)
{
	if (word.len + a->add.len > WORD_MOST || !fits(a, word))
		return false;
	struct str rest = a->prefix ? str_from(word, a->strip.len)
				    : str_sub(word, 0, word.len - a->strip.len);
	struct str first = a->prefix ? a->add : rest;
	struct str second = a->prefix ? rest : a->add;
	memcpy(f->bytes, first.at, first.len);
	memcpy(f->bytes + first.len, second.at, second.len);
	f->s = (struct str){ f->bytes, first.len + second.len };
	return f->s.len > 0;
}

static void
show(struct expansion *x, struct str form, bool plain)
{
	if (!x->stopped && !x->reader->form(x->reader->context, form, plain))
		x->stopped = true;
}

/* Steps through the affixes of a list of flags. */
struct step {
	const flag_list *flags;
	size_t i;
	const struct affix *next;
};

static const struct affix *
next_affix(const struct expansion *x, struct step *s, bool prefix)
{
	for (;;) {
		const struct affix *a = s->next;
		if (!a && s->i == s->flags->n)
			return NULL;
		if (!a) {
			s->next = x->heads[s->flags->at[s->i++] % HEADS];
			continue;
		}
		s->next = a->next;
		if (a->prefix == prefix && a->flag == s->flags->at[s->i - 1])
			return a;
	}
}

/* Prefixes in front of a form that has its suffix. */
static void
put_prefixes(struct expansion *x, struct str form, const flag_list *flags)
{
	struct step s = { .flags = flags };
	const struct affix *a;
	struct form f;

	while (!x->stopped && (a = next_affix(x, &s, true)))
		if (a->cross && apply(&f, a, form))
			show(x, f.s, false);
}

/* Suffixes behind a form; `own`: the prefixes that its stem takes. */
static void
put_suffixes(struct expansion *x, struct str form, const flag_list *flags,
	const flag_list *own, bool plain)
{
	struct step s = { .flags = flags };
	const struct affix *a;
	struct form f;

	while (!x->stopped && (a = next_affix(x, &s, false))) {
		if (!apply(&f, a, form))
			continue;
		show(x, f.s, plain && !a->flags.n);
		if (a->cross) {
			put_prefixes(x, f.s, own);
			put_prefixes(x, f.s, &a->flags);
		}
	}
}

/* Suffixes that bring further ones. */
static void
put_second_suffixes(struct expansion *x, struct str stem, const flag_list *own)
{
	struct step s = { .flags = own };
	const struct affix *a;
	struct form f;

	while (!x->stopped && (a = next_affix(x, &s, false)))
		if (a->flags.n && apply(&f, a, stem))
			put_suffixes(x, f.s, &a->flags, own, false);
}

/* Prefixes, and the suffixes that these bring. */
static void
put_first_prefixes(
	struct expansion *x, struct str stem, const flag_list *own, bool plain)
{
	struct step s = { .flags = own };
	const struct affix *a;
	struct form f;

	while (!x->stopped && (a = next_affix(x, &s, true))) {
		if (!apply(&f, a, stem))
			continue;
		show(x, f.s, plain && !a->flags.n);
		put_suffixes(x, f.s, &a->flags, &(flag_list){ 0 }, false);
	}
}

static bool
shares(const flag_list *a, const flag_list *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (has_flag(a, b->at[i]))
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

/* Compounds of digits ("21st") do not make a list incomplete. */
static void
note_compounds(struct expansion *x, struct str stem, const flag_list *flags)
{
	for (size_t i = 0; i < flags->n; i++)
		if (has_flag(&x->compound, flags->at[i]) && !has_digit(stem))
			x->whole = false;
}

static void
expand_stem(struct expansion *x, struct str entry, flag_list *flags)
{
	size_t end = border(entry);
	struct str stem = str_sub(entry, 0, end);

	flags->n = 0;
	if (end < entry.len)
		add_flags(x, flags, str_from(entry, end + 1));
	note_compounds(x, stem, flags);
	if (!stem.len || stem.len > WORD_MOST || shares(&x->barred, flags))
		return;
	bool plain = !shares(&x->special, flags);
	show(x, stem, plain);
	put_suffixes(x, stem, flags, flags, plain);
	put_second_suffixes(x, stem, flags);
	put_first_prefixes(x, stem, flags, plain);
}

/* Behind a word may stand what kind of word it is. A stem may hold blanks,
 * but no word of a text does. */
static void
expand_stems(struct expansion *x, struct str dic)
{
	struct str rest = dic;
	flag_list flags = { 0 };

	str_cut(&rest, '\n'); /* the count */
	while (rest.at && !x->stopped) {
		struct str line = str_cut(&rest, '\n');
		expand_stem(x, next_field(&line), &flags);
	}
}

/* "SFX D 0 ed [^ey]" behind its name. */
static void
read_affix(struct expansion *x, struct str line, bool prefix, uint32_t flag,
	bool cross)
{
	struct affix *a = ARENA_NEW(x->arena, struct affix);
	struct str strip = next_field(&line), add = next_field(&line);
	size_t end = border(add);

	*a = (struct affix){ .prefix = prefix, .cross = cross, .flag = flag };
	a->condition = next_field(&line);
	a->elements = count_elements(a->condition);
	if (!str_eq(strip, STR("0")))
		a->strip = strip;
	if (end < add.len)
		add_flags(x, &a->flags, str_from(add, end + 1));
	a->add = str_sub(add, 0, end);
	if (str_eq(a->add, STR("0")))
		a->add = STR("");
	a->next = x->heads[flag % HEADS];
	x->heads[flag % HEADS] = a;
}

/* "SFX D Y 4" and the four lines behind it. */
static void
read_affixes(
	struct expansion *x, struct str line, bool prefix, struct str *rest)
{
	size_t at = 0;
	uint32_t flag = next_flag(x->kind, next_field(&line), &at);
	bool cross = str_eq(next_field(&line), STR("Y"));
	uint64_t n = 0;

	str_number(next_field(&line), &n);
	while (n > 0 && rest->at) {
		struct str entry = str_trim(str_cut(rest, '\n'));
		struct str name = next_field(&entry);
		if (!name.len || name.at[0] == '#')
			continue;
		next_field(&entry); /* the flag again */
		read_affix(x, entry, prefix, flag, cross);
		n--;
	}
}

static void
add_alias(struct expansion *x, struct str line)
{
	uint64_t n;
	struct str flags = next_field(&line);

	/* the first one says how many there are */
	if (!x->aliases.room && str_number(flags, &n)) {
		list_push(x->arena, &x->aliases);
		x->aliases.n = 0;
		return;
	}
	*list_push(x->arena, &x->aliases) = flags;
}

/* A rule of flags, as "n*1t"; its count names none. */
static void
add_rule(struct expansion *x, struct str line)
{
	uint64_t n;
	struct str rule = next_field(&line);

	if (str_number(rule, &n))
		return;
	if (x->kind != FLAG_RUNE)
		x->whole = false;
	for (size_t at = 0; at < rule.len;) {
		uint32_t flag = utf8_next(rule, &at);
		if (flag != '*' && flag != '?' && flag != '(' && flag != ')')
			*list_push(x->arena, &x->compound) = flag;
	}
}

static bool
is_one_of(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_eq(name, str_of(*names)))
			return true;
	return false;
}

/* Options by which Hunspell takes more words than stems and affixes make. */
static bool
says_more(struct str name, struct str line)
{
	static const char *const more[] = { "COMPOUNDFLAG", "COMPOUNDBEGIN",
		"COMPOUNDMIDDLE", "COMPOUNDLAST", "COMPOUNDEND", "CHECKSHARPS",
		"COMPLEXPREFIXES", "FULLSTRIP", "IGNORE", "KEEPCASE",
		"CIRCUMFIX", "BREAK", NULL };
	struct str from = next_field(&line), to = next_field(&line);

	if (str_eq(name, STR("ICONV")))
		return to.len > 0 && !str_eq(from, STR("’"));
	return is_one_of(name, more);
}

static void
read_option(
	struct expansion *x, struct str name, struct str line, struct str *rest)
{
	static const char *const barring[] = { "FORBIDDENWORD",
		"ONLYINCOMPOUND", "KEEPCASE", NULL };
	static const char *const special[] = { "NEEDAFFIX", "PSEUDOROOT",
		"CIRCUMFIX", "COMPOUNDROOT", NULL };

	if (str_eq(name, STR("SFX")) || str_eq(name, STR("PFX")))
		read_affixes(x, line, name.at[0] == 'P', rest);
	else if (str_eq(name, STR("AF")))
		add_alias(x, line);
	else if (str_eq(name, STR("COMPOUNDRULE")))
		add_rule(x, line);
	else if (is_one_of(name, barring))
		add_flags(x, &x->barred, next_field(&line));
	else if (is_one_of(name, special))
		add_flags(x, &x->special, next_field(&line));
	if (says_more(name, line))
		x->whole = false;
}

static void
read_options(struct expansion *x, struct str aff)
{
	struct str rest = aff, kind = affix_option(aff, STR("FLAG"));

	x->kind = str_eq(kind, STR("long"))  ? FLAG_LONG
		  : str_eq(kind, STR("num")) ? FLAG_NUMBER
					     : FLAG_RUNE;
	while (rest.at) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct str name = next_field(&line);
		if (name.len && name.at[0] != '#')
			read_option(x, name, line, &rest);
	}
}

bool
affix_expand(struct arena *arena, struct str aff, struct str dic,
	const struct affix_reader *reader)
{
	struct expansion x = {
		.arena = arena, .reader = reader, .whole = true
	};

	read_options(&x, aff);
	expand_stems(&x, dic);
	return x.whole && !x.stopped;
}
