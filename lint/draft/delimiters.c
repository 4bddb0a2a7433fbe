/* delimiters.c - where a template tag begins and ends. */
#include <string.h>

#include "delimiters.h"

enum {
	VALUE_MOST = 2048, /* bytes of a tag that prints something */
	SHORT_MOST = 200,
	SCRIPT_MOST = 64 * 1024, /* of comments and of tags with code */
	NESTED_MOST = 4
};

static const char *const closers[CLOSERS] = {
	[CLOSE_CURLY4] = "}}}}",
	[CLOSE_CURLY3] = "}}}",
	[CLOSE_CURLY_NOTE] = "--}}",
	[CLOSE_CURLY_C] = "*/",
	[CLOSE_CURLY] = "}}",
	[CLOSE_STATEMENT] = "%}",
	[CLOSE_NOTE] = "#}",
	[CLOSE_ANGLE] = "%>",
	[CLOSE_MAILCHIMP] = "|*",
	[CLOSE_SCRIPT] = "]%%",
	[CLOSE_INLINE] = "=%%",
	[CLOSE_BLADE] = "!!}",
	[CLOSE_SQUARE2] = "]]",
	[CLOSE_BRACE] = "}",
	[CLOSE_COMMENT] = "endcomment",
	[CLOSE_RAW] = "endraw",
	[CLOSE_VERBATIM] = "endverbatim",
};

/* Longer openings before those that they begin with. */
static const struct delimiter {
	const char *open;
	size_t size; /* of `open` */
	enum closer close;
	enum dialect dialect;
	size_t most;
	bool nests;    /* may not hold its own opening */
	bool one_line; /* may not hold a line end */
} table[] = {
	{ "{{{{", 4, CLOSE_CURLY4, DIALECT_CURLY, VALUE_MOST, true, false },
	{ "{{!--", 5, CLOSE_CURLY_NOTE, DIALECT_CURLY, SCRIPT_MOST, false,
		false },
	{ "{{--", 4, CLOSE_CURLY_NOTE, DIALECT_CURLY, SCRIPT_MOST, false,
		false },
	{ "{{{", 3, CLOSE_CURLY3, DIALECT_CURLY, VALUE_MOST, true, false },
	{ "{%", 2, CLOSE_STATEMENT, DIALECT_STATEMENT, VALUE_MOST, true,
		false },
	{ "{#", 2, CLOSE_NOTE, DIALECT_CURLY_NOTE, SCRIPT_MOST, true, false },
	{ "{!!", 3, CLOSE_BLADE, DIALECT_BLADE, SHORT_MOST, true, true },
	{ "{!", 2, CLOSE_BRACE, DIALECT_SALESFORCE, SHORT_MOST, true, true },
	{ "<%", 2, CLOSE_ANGLE, DIALECT_ANGLE, SCRIPT_MOST, true, false },
	{ "*|", 2, CLOSE_MAILCHIMP, DIALECT_MAILCHIMP, SHORT_MOST, true, true },
	{ "%%[", 3, CLOSE_SCRIPT, DIALECT_PERCENT2, SCRIPT_MOST, true, false },
	{ "%%=", 3, CLOSE_INLINE, DIALECT_PERCENT2, VALUE_MOST, true, true },
	{ "${", 2, CLOSE_BRACE, DIALECT_DOLLAR, SHORT_MOST, true, true },
	{ "[[", 2, CLOSE_SQUARE2, DIALECT_SQUARE2, SHORT_MOST, true, true },
};

void
delimiters_init(struct delimiters *d, struct str s)
{
	*d = (struct delimiters){ .s = s };
}

size_t
delimiters_find(struct delimiters *d, enum closer c, size_t from)
{
	if (!d->seen[c].known || from > d->seen[c].hit ||
		from < d->seen[c].from) {
		struct str rest = str_from(d->s, from);
		d->seen[c].known = true;
		d->seen[c].from = from;
		d->seen[c].hit = from + str_find(rest, str_of(closers[c]));
	}
	return d->seen[c].hit;
}

static bool
at_pair(struct str s, size_t i, char c)
{
	return s.at[i] == c && s.at[i + 1] == c;
}

/* "{{RANDOM|...}}" may run over paragraphs; other tags may not. */
static bool
is_choice(struct str s)
{
	while (s.len && (s.at[0] == '{' || is_blank(s.at[0])))
		s = str_from(s, 1);
	return str_istarts(s, STR("random")) || str_istarts(s, STR("spin"));
}

/* A line end and then, blanks apart, another one. */
static bool
blank_line_at(struct str s, size_t i)
{
	if (s.at[i] != '\n')
		return false;
	for (i++; i < s.len && is_blank(s.at[i]); i++)
		if (s.at[i] == '\n')
			return true;
	return false;
}

/*
 * "{{" up to its own "}}", over tags inside. An opening that is never closed
 * is read at most up to the fourth one after it: linear in all.
 */
static size_t
match_nested(struct str s, size_t at)
{
	bool choice = is_choice(str_sub(s, at, 16));
	size_t end = str_sub(s, at, VALUE_MOST).len + at;
	size_t depth = 0;
	bool dollar = false; /* inside ${ } */

	for (size_t i = at; i + 1 < end;) {
		if (s.at[i] == '$' && s.at[i + 1] == '{') {
			dollar = true;
			i += 2;
		} else if (dollar && s.at[i] == '}') {
			dollar = false;
			i++;
		} else if (at_pair(s, i, '{')) {
			if (++depth > NESTED_MOST)
				return 0;
			i += 2;
		} else if (at_pair(s, i, '}')) {
			i += 2;
			if (--depth == 0)
				return i - at;
		} else if (!choice && blank_line_at(s, i)) {
			return 0;
		} else {
			i++;
		}
	}
	return 0;
}

static size_t
match_row(struct delimiters *d, size_t at, const struct delimiter *row)
{
	size_t open = row->size, close = strlen(closers[row->close]);
	size_t hit = delimiters_find(d, row->close, at + open);

	if (hit == d->s.len || hit - at > row->most)
		return 0;
	struct str inside = str_sub(d->s, at + open, hit - at - open);
	if (row->nests && str_has(inside, str_of(row->open)))
		return 0;
	if (row->one_line && str_chr(inside, '\n') < inside.len)
		return 0;
	/* "{{{x}}}}" closes at the last three */
	while (row->close == CLOSE_CURLY3 && hit + close < d->s.len &&
		d->s.at[hit + close] == '}' && hit + close - at < row->most)
		hit++;
	return hit + close - at;
}

/* Go: {{ / * text * / }} */
static size_t
match_c_comment(struct delimiters *d, size_t at)
{
	size_t hit = delimiters_find(d, CLOSE_CURLY_C, at + 2);
	if (hit - at > SCRIPT_MOST)
		return 0;
	size_t end = delimiters_find(d, CLOSE_CURLY, hit);
	return end < d->s.len && end - hit < 8 ? end + 2 - at : 0;
}

static size_t
match_curly(struct delimiters *d, size_t at)
{
	struct str s = str_from(d->s, at);
	if (str_starts(s, STR("{{/*")) || str_starts(s, STR("{{- /*")))
		return match_c_comment(d, at);
	return match_nested(d->s, at);
}

size_t
delimiters_match(struct delimiters *d, size_t at, enum dialect *dialect)
{
	struct str s = str_from(d->s, at);

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (!s.len || s.at[0] != table[i].open[0] ||
			s.len < table[i].size ||
			memcmp(s.at, table[i].open, table[i].size) != 0)
			continue;
		size_t len = match_row(d, at, &table[i]);
		*dialect = table[i].dialect;
		if (len)
			return len;
	}
	*dialect = DIALECT_CURLY;
	return str_starts(s, STR("{{")) ? match_curly(d, at) : 0;
}

/* As match_nested, for single braces. */
size_t
delimiters_group(struct str s, size_t at, size_t most)
{
	size_t end = str_sub(s, at, most).len + at;
	size_t depth = 0;

	for (size_t i = at; i < end; i++) {
		if (s.at[i] == '{' && ++depth > (size_t)2 * NESTED_MOST)
			return 0;
		if (s.at[i] == '}' && --depth == 0)
			return i + 1 - at;
	}
	return 0;
}

static bool
opens(struct str s, size_t at)
{
	char c = s.at[at], next = at + 1 < s.len ? s.at[at + 1] : 0;
	switch (c) {
	case '{':
		return next == '{' || next == '%' || next == '#' || next == '!';
	case '<':
	case '%':
		return next == '%';
	case '*':
		return next == '|';
	case '$':
		return next == '{';
	default:
		return next == '[';
	}
}

bool
delimiters_any(struct str s)
{
	static const char first[] = "{<*%$[";

	for (const char *c = first; *c; c++)
		for (size_t at = 0; at < s.len; at++) {
			at += str_chr(str_from(s, at), *c);
			if (at < s.len && opens(s, at))
				return true;
		}
	return false;
}
