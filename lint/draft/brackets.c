/* brackets.c - does what stands in brackets stand for something else? */
#include <string.h>

#include "../base/lexicon.h"
#include "brackets.h"
#include "line.h"
#include "template.h"

enum {
	WORDS_MOST = 10,
	FOREIGN_WORDS_MOST = 3,
	HAN_WORD_MOST = 15,
	HAN_WORDS_MOST = 6
};

struct phrase {
	struct str words[WORDS_MOST];
	size_t n;
};

static const char *
role_of(struct str word)
{
	const struct lexicon_entry *e =
		lexicon_find(&lexicon_placeholder_words, word);
	return e ? e->value : "";
}

static bool
has_role(struct str word, const char *role)
{
	return !strcmp(role_of(word), role);
}

static bool
is_letter(char c)
{
	return is_alpha(c) || c == '\'' || (c & 0x80);
}

/* Words of letters, with blanks, "/", "_", "-" or "." between. */
static bool
split(struct str s, struct phrase *p)
{
	size_t at = 0;

	p->n = 0;
	while (at < s.len) {
		size_t from = at;
		while (at < s.len && is_letter(s.at[at]))
			at++;
		if (at == from || p->n == WORDS_MOST)
			return false;
		p->words[p->n++] = str_sub(s, from, at - from);
		while (at < s.len && s.at[at] && strchr(" /_-.", s.at[at]))
			at++;
	}
	return p->n > 0;
}

/* "name of the company" has the topic of its letters; "Mr./Ms." of "mrms". */
static const char *
topic_of(const struct phrase *p)
{
	char space[64];
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->words[i].len; k++) {
			if (n == sizeof space)
				return NULL;
			if (p->words[i].at[k] != '\'')
				space[n++] = p->words[i].at[k];
		}
	return field_topic((struct str){ space, n });
}

static bool
is_topic(const char *topic, const char *const *any)
{
	for (; topic && *any; any++)
		if (!strcmp(topic, *any))
			return true;
	return false;
}

/* "[Phone]" is a label, "[Link]" what a converter leaves of a picture. */
static enum doubt
judge_topic(const struct phrase *p)
{
	static const char *const no_word[] = { "contact", "view", "unsubscribe",
		"subject", "sender", NULL };
	const char *topic = topic_of(p);

	if (!topic)
		return NO_HOLE;
	if (p->n > 1)
		return is_topic(topic, no_word + 1) && topic[1] != 'e' ? NO_HOLE
								       : STRONG;
	if (is_topic(topic, no_word))
		return NO_HOLE;
	return p->words[0].len >= 8 && !strcmp(topic, "person") ? STRONG : WEAK;
}

static bool
is_head(struct str word)
{
	return has_role(word, "head") || has_role(word, "last") ||
	       field_topic(word);
}

/* "Insert link here", not a joke such as "insert favourite excuse here". */
static bool
names_something(const struct phrase *p)
{
	for (size_t i = 1; i < p->n; i++)
		if (is_head(p->words[i]))
			return true;
	return false;
}

static bool
all_capital(const struct phrase *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (!is_upper(p->words[i].at[0]))
			return false;
	return true;
}

/* [Имя], [товар]: the list is in lower case. */
static const char *
role_in_any_case(struct str word)
{
	char space[64];
	struct str low = line_folded(word, space, sizeof space);
	return role_of(low.len ? low : word);
}

static enum doubt
judge_english(struct str s)
{
	struct phrase p;

	if (!split(s, &p) || has_role(p.words[0], "stop"))
		return NO_HOLE;
	const char *first = role_in_any_case(p.words[0]);
	if (!strcmp(first, "strong") && p.n <= FOREIGN_WORDS_MOST)
		return p.n > 1 ? STRONG : WEAK;
	if (!strcmp(first, "verb"))
		return names_something(&p) || str_ieq(s, STR("insert"))
			       ? STRONG
			       : NO_HOLE;
	enum doubt doubt = judge_topic(&p);
	if (doubt || p.n == 1)
		return doubt;
	if (!strcmp(first, "start"))
		return is_head(p.words[p.n - 1]) ||
				       (all_capital(&p) &&
					       str_ieq(p.words[0], STR("your")))
			       ? STRONG
			       : NO_HOLE;
	return p.n <= 5 && has_role(p.words[p.n - 1], "last") ? STRONG
							      : NO_HOLE;
}

/* The longest known word that `s` begins with, in whole characters. */
static size_t
han_word(struct str s, const char **role)
{
	for (size_t n = HAN_WORD_MOST; n >= 3; n -= 3) {
		if (n > s.len)
			continue;
		*role = role_of(str_sub(s, 0, n));
		if (**role)
			return n;
	}
	return 0;
}

/* (owner | adjective | word)* and at the end a noun. */
static enum doubt
judge_chinese(struct str s)
{
	const char *role = "";
	bool owner = false, fill = false;
	size_t words = 0;

	while (s.len && words < HAN_WORDS_MOST) {
		size_t n = han_word(s, &role);
		if (!n)
			return fill ? CERTAIN : NO_HOLE;
		fill |= words == 0 && !strcmp(role, "fill");
		owner |= !strcmp(role, "owner");
		words++;
		s = str_from(s, n);
	}
	if (fill)
		return CERTAIN;
	if (!strcmp(role, "strong"))
		return STRONG;
	if (s.len || strcmp(role, "word") != 0)
		return NO_HOLE;
	return owner ? FAIR : WEAK;
}

enum doubt
bracket_judge(struct str inside)
{
	inside = str_trim(inside);
	if (inside.len == 0)
		return NO_HOLE;
	if ((uint8_t)inside.at[0] >= 0xE3)
		return inside.len <= 45 ? judge_chinese(inside) : NO_HOLE;
	return judge_english(inside);
}
