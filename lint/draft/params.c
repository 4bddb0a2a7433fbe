/* params.c - parameters of Content-Type and Content-Disposition (RFC 2045
 * 5.1, RFC 2231), as mail programs really write them. */
#include <string.h>

#include "../base/limits.h"
#include "../base/utf8.h"
#include "charset.h"
#include "encoded.h"
#include "headers.h"

/* One "name=value" as written; long values come in several sections. */
struct section {
	struct str name; /* as written, without "*0*" */
	int number;	 /* -1: not numbered */
	bool extended;	 /* name*=: charset and percent signs */
	bool quoted;
	size_t at, end;		 /* the raw value with its quotes */
	size_t inner, inner_end; /* without them */
	bool used;
};

typedef LIST(struct section) section_list;

struct scan {
	struct str s; /* the file up to the end of the value */
	size_t at;
	struct arena *arena;
	const struct part *part;
	struct defects *defects;
	section_list sections;
	size_t no_comment; /* from here on none is closed */
};

static void
note(const struct scan *t, enum defect_code code, size_t at, size_t end)
{
	defect_note(t->defects, code, span_of(at, end - at), t->part, STR_NONE);
}

static char
peek(const struct scan *t, size_t at)
{
	return at < t->s.len ? t->s.at[at] : 0;
}

static bool
is_token(char c)
{
	return (uint8_t)c > ' ' && c != 0x7F && !strchr("()<>@,;:\\\"/[]?=", c);
}

static size_t
skip_space(const struct scan *t, size_t at)
{
	while (at < t->s.len && is_blank(t->s.at[at]))
		at++;
	return at;
}

/* Past the comment at `at`; `at` when it has no end. Nesting is counted. */
static size_t
skip_comment(struct scan *t, size_t at)
{
	size_t depth = 0;

	if (at >= t->no_comment)
		return at;
	for (size_t i = at; i < t->s.len; i++) {
		char c = t->s.at[i];
		if (c == '\\')
			i++;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			return i + 1;
	}
	t->no_comment = at;
	return at;
}

/* Past blanks and comments. */
static size_t
skip_blanks(struct scan *t, size_t at)
{
	for (size_t end = at;; at = end) {
		at = skip_space(t, at);
		end = peek(t, at) == '(' ? skip_comment(t, at) : at;
		if (end == at)
			return at;
	}
}

static size_t
token_end(const struct scan *t, size_t at)
{
	while (at < t->s.len && is_token(t->s.at[at]))
		at++;
	return at;
}

/* True for "name =": a parameter, though no semicolon stands before it. */
static bool
is_param(const struct scan *t, size_t at)
{
	size_t end = token_end(t, at);
	return end > at && peek(t, skip_space(t, end)) == '=';
}

static bool
is_end(const struct scan *t, size_t at)
{
	return at >= t->s.len || t->s.at[at] == ';';
}

static size_t
find_semicolon(const struct scan *t, size_t at)
{
	return at + str_chr(str_from(t->s, at), ';');
}

static bool
is_escape(const struct scan *t, size_t at)
{
	return t->s.at[at] == '\\' &&
	       (peek(t, at + 1) == '"' || peek(t, at + 1) == '\\');
}

/* True when a quote before `at` may well be the closing one. */
static bool
may_close(const struct scan *t, size_t at)
{
	size_t next = skip_space(t, at);
	return is_end(t, next) || peek(t, next) == '(' || is_param(t, next);
}

/*
 * Finds the quote that ends a value. People write quotes in quotes: one that
 * something else follows counts only when no better one comes before the next
 * semicolon. False when the value is not written as it should be.
 */
static bool
find_quote(const struct scan *t, struct section *s)
{
	size_t candidate = 0;

	for (size_t i = s->inner; i < t->s.len; i++) {
		char c = t->s.at[i];
		if (is_escape(t, i)) {
			i++;
		} else if (c == '"' && may_close(t, i + 1)) {
			s->inner_end = i;
			s->end = i + 1;
			return !candidate;
		} else if (c == '"' && !candidate) {
			candidate = i;
		} else if (c == ';' && candidate) {
			break;
		}
	}
	s->inner_end = candidate ? candidate : find_semicolon(t, s->inner);
	s->end = candidate ? candidate + 1 : s->inner_end;
	return false;
}

/* Returns where reading goes on. */
static size_t
read_quoted(struct scan *t, struct section *s)
{
	s->quoted = true;
	s->inner = s->at + 1;
	if (!find_quote(t, s))
		note(t, DEFECT_PARAM_SYNTAX, s->at, s->end);
	return may_close(t, s->end) ? s->end : find_semicolon(t, s->end);
}

/* A value without quotes ends at a blank, if what follows does not belong to
 * it as in "filename=my file.pdf". */
static size_t
read_bare(struct scan *t, struct section *s)
{
	size_t at = s->at;
	bool blanks = false;

	while (!is_end(t, at)) {
		if (!is_blank(t->s.at[at])) {
			at++;
			continue;
		}
		size_t next = skip_blanks(t, at);
		if (is_end(t, next) || is_param(t, next))
			break;
		blanks = true;
		at = next; /* past "(1)" in "my file (1).pdf" */
	}
	s->inner = s->at;
	s->inner_end = s->end = at;
	if (blanks || at == s->at)
		note(t, DEFECT_PARAM_SYNTAX, s->at, s->end);
	return at;
}

/* "filename*0*": what the stars say (RFC 2231 3, 4). */
static void
read_stars(struct section *s)
{
	uint64_t number;

	s->number = -1;
	if (str_ends(s->name, STR("*"))) {
		s->extended = true;
		s->name.len--;
	}
	size_t star = str_rchr(s->name, '*');
	struct str digits = str_from(s->name, star + 1);
	if (star < s->name.len && digits.len < 5 &&
		str_number(digits, &number)) {
		s->number = (int)number;
		s->name.len = star;
	}
}

static bool
too_many(struct scan *t, size_t at)
{
	if (t->sections.n < LIMIT_PARAMS)
		return false;
	defect_note(t->defects, DEFECT_LIMIT, span_of(at, t->s.len - at),
		t->part, STR("parameters"));
	return true;
}

/* Reads one parameter at `t->at`; false when reading should stop. */
static bool
read_section(struct scan *t)
{
	size_t end = token_end(t, t->at), equals = skip_blanks(t, end);

	if (end == t->at || peek(t, equals) != '=') {
		size_t next = find_semicolon(t, t->at);
		note(t, DEFECT_PARAM_SYNTAX, t->at, next);
		t->at = next;
		return true;
	}
	if (too_many(t, t->at))
		return false;
	struct section *s = list_push(t->arena, &t->sections);
	s->name = str_sub(t->s, t->at, end - t->at);
	read_stars(s);
	s->at = skip_blanks(t, equals + 1);
	t->at = peek(t, s->at) == '"' ? read_quoted(t, s) : read_bare(t, s);
	return true;
}

static size_t
skip_semicolons(struct scan *t, size_t at)
{
	at = skip_blanks(t, at);
	while (peek(t, at) == ';')
		at = skip_blanks(t, at + 1);
	return at;
}

static void
read_sections(struct scan *t)
{
	t->at = skip_semicolons(t, t->at);
	while (t->at < t->s.len && read_section(t)) {
		size_t next = skip_blanks(t, t->at);
		if (!is_end(t, next))
			note(t, DEFECT_PARAM_SYNTAX, next, next);
		t->at = skip_semicolons(t, next);
	}
}

static size_t
piece_end(struct scan *t, size_t at)
{
	do
		at++;
	while (!is_end(t, at) && !is_blank(t->s.at[at]) &&
		(t->s.at[at] != '(' || skip_comment(t, at) == at));
	return at;
}

/* A copy of [at, end) without blanks and comments. */
static struct str
join_pieces(struct scan *t, size_t at, size_t end)
{
	char *to = arena_bytes(t->arena, end - at);
	size_t n = 0;

	while (at < end) {
		size_t stop = piece_end(t, at);
		memcpy(to + n, t->s.at + at, stop - at);
		n += stop - at;
		at = skip_blanks(t, stop);
	}
	return (struct str){ to, n };
}

/* What stands before the parameters. */
static struct str
read_value(struct scan *t)
{
	size_t from = skip_blanks(t, t->at), end = from, at = from;
	bool gaps = false;

	while (!is_end(t, at) && !is_param(t, at)) {
		gaps |= at > end;
		end = piece_end(t, at);
		at = skip_blanks(t, end);
	}
	t->at = at;
	if (at < t->s.len && t->s.at[at] != ';')
		note(t, DEFECT_PARAM_SYNTAX, at, token_end(t, at));
	return gaps ? join_pieces(t, from, end)
		    : str_sub(t->s, from, end - from);
}

static bool
is_same_name(const struct section *a, const struct section *b)
{
	return str_ieq(a->name, b->name);
}

static int
percent_byte(const struct scan *t, size_t at, size_t end)
{
	if (at + 2 >= end || t->s.at[at] != '%')
		return -1;
	int high = hex_value(t->s.at[at + 1]), low = hex_value(t->s.at[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static void
add_percent(const struct scan *t, struct octets *o, const struct section *s,
	size_t at)
{
	bool bad = false;

	for (size_t len; at < s->inner_end; at += len) {
		int byte = percent_byte(t, at, s->inner_end);
		char c = byte < 0 ? t->s.at[at] : (char)byte;
		len = byte < 0 ? 1 : 3;
		bad |= c == '%' && byte < 0;
		octets_add(o, c, span_of(at, len));
	}
	if (bad)
		note(t, DEFECT_PARAM_SYNTAX, s->at, s->end);
}

/* Only quotes and backslashes are escaped: a path on Windows is not. */
static void
add_plain(const struct scan *t, struct octets *o, const struct section *s)
{
	for (size_t at = s->inner, len; at < s->inner_end; at += len) {
		bool escape = s->quoted && is_escape(t, at);
		len = escape ? 2 : 1;
		octets_add(o, t->s.at[at + len - 1], span_of(at, len));
	}
}

static void
add_section(const struct scan *t, struct octets *o, const struct section *s,
	size_t at)
{
	if (s->extended)
		add_percent(t, o, s, at);
	else
		add_plain(t, o, s);
}

/* The charset before the value of "name*=utf-8'en'..."; NULL: none that is
 * known. Sets `*at` to where the value begins. */
static const char *
read_charset(const struct scan *t, const struct section *s, size_t *at)
{
	struct str all = str_sub(t->s, s->inner, s->inner_end - s->inner);
	struct str rest = all;
	struct str name = str_cut(&rest, '\'');

	str_cut(&rest, '\'');
	*at = s->inner;
	if (!rest.at) {
		note(t, DEFECT_PARAM_SYNTAX, s->at, s->end);
		return NULL;
	}
	*at += (size_t)(rest.at - all.at);
	const char *charset = charset_named(name);
	if (!charset && name.len)
		defect_note(t->defects, DEFECT_CHARSET_UNKNOWN,
			span_of(s->at, s->end - s->at), t->part,
			arena_str(t->arena, name));
	return charset;
}

/* A text must lead upwards through the file; sections in another order all
 * lead to the whole. */
static void
keep_order(const struct scan *t, struct octets *o)
{
	struct span whole = { 0 };
	bool falls = false;

	for (size_t i = 0; i < o->raw.n; i++) {
		falls |= i && o->raw.at[i].at < o->raw.at[i - 1].at;
		whole = i ? span_join(whole, o->raw.at[i]) : o->raw.at[i];
	}
	if (!falls)
		return;
	note(t, DEFECT_PARAM_SYNTAX, whole.at, span_end(whole));
	for (size_t i = 0; i < o->raw.n; i++)
		o->raw.at[i] = whole;
}

/* What is wrong with the words of a value was noted for the header field. */
static struct text
plain_text(const struct scan *t, struct octets *o)
{
	struct defects noted = { .arena = t->arena };

	if (o->raw.n && encoded_in(octets_str(o)))
		note(t, DEFECT_ENCODED_PARAM, o->raw.at[0].at,
			span_end(o->raw.at[o->raw.n - 1]));
	o->defects = &noted;
	struct text text = octets_text(o, NULL);
	o->defects = NULL;
	return text;
}

static struct text
octets_of_param(const struct scan *t, struct octets *o, const char *charset)
{
	struct text text = { 0 };

	keep_order(t, o);
	if (charset) {
		o->defects = t->defects;
		text = octets_text(o, charset);
	} else {
		text = plain_text(t, o);
	}
	text.form = TEXT_PARAM;
	return text;
}

/* True when the value is text as it stands. */
static bool
is_verbatim(const struct section *s, struct str inner)
{
	if (s->quoted && str_chr(inner, '\\') < inner.len)
		return false;
	if (str_chr(inner, '\n') < inner.len ||
		str_chr(inner, '\r') < inner.len)
		return false;
	bool boundary = str_ieq(s->name, STR("boundary"));
	return (boundary || !str_has(inner, STR("=?"))) &&
	       utf8_valid(inner) == inner.len;
}

static struct text
verbatim(const struct scan *t, const struct section *s, struct str inner)
{
	return (struct text){ .s = inner,
		.map = map_identity(t->arena, s->inner, NULL),
		.part = t->part,
		.form = TEXT_PARAM };
}

static struct text
single_text(const struct scan *t, const struct section *s)
{
	struct str inner = str_sub(t->s, s->inner, s->inner_end - s->inner);
	struct octets o = { .arena = t->arena, .part = t->part };
	const char *charset = NULL;
	size_t at = s->inner;

	if (!s->extended && is_verbatim(s, inner))
		return verbatim(t, s, inner);
	if (s->extended)
		charset = read_charset(t, s, &at);
	add_section(t, &o, s, at);
	return octets_of_param(t, &o, charset);
}

static struct section *
find_number(struct scan *t, const struct section *like, int number)
{
	list_each (struct section, s, &t->sections)
		if (s->number == number && is_same_name(s, like))
			return s;
	return NULL;
}

static int
lowest_number(struct scan *t, const struct section *like)
{
	int lowest = like->number;

	list_each (struct section, s, &t->sections)
		if (s->number >= 0 && s->number < lowest &&
			is_same_name(s, like))
			lowest = s->number;
	return lowest;
}

/* Puts the numbered sections together up to the first gap. */
static void
join_sections(struct scan *t, struct param *p, const struct section *any)
{
	struct octets o = { .arena = t->arena, .part = t->part };
	const char *charset = NULL;
	int number = lowest_number(t, any);
	struct section *s = find_number(t, any, number);

	if (number)
		note(t, DEFECT_PARAM_SYNTAX, s->at, s->end);
	p->span = span_of(s->at, s->end - s->at);
	for (bool first = true; s; first = false) {
		size_t at = s->inner;
		if (first && s->extended)
			charset = read_charset(t, s, &at);
		add_section(t, &o, s, at);
		s->used = true;
		p->span = span_join(p->span, span_of(s->at, s->end - s->at));
		s = find_number(t, any, ++number);
	}
	p->text = octets_of_param(t, &o, charset);
}

/* Of several forms of one parameter: name*= is better than name*0=, and that
 * better than name=, which is there for old programs (RFC 6266 4.3). */
static int
rank(const struct section *s)
{
	if (s->number >= 0)
		return 1;
	return s->extended ? 0 : 2;
}

static struct section *
best_form(struct scan *t, struct section *first)
{
	struct section *best = first;

	list_each (struct section, s, &t->sections)
		if (rank(s) < rank(best) && is_same_name(s, first))
			best = s;
	return best;
}

static bool
is_repeated(const struct scan *t, const struct section *s)
{
	for (const struct section *other = t->sections.at; other < s; other++)
		if (other->number == s->number && rank(other) == rank(s) &&
			is_same_name(other, s))
			return true;
	return false;
}

/* Marks all sections of the name as read, and notes those given twice. */
static void
retire(struct scan *t, const struct section *first)
{
	list_each (struct section, s, &t->sections) {
		if (!is_same_name(s, first))
			continue;
		s->used = true;
		if (is_repeated(t, s))
			note(t, DEFECT_PARAM_DUPLICATE, s->at, s->end);
	}
}

static void
add_param(struct params *out, struct scan *t, struct section *first)
{
	struct param *p = list_push(t->arena, &out->list);
	struct section *best = best_form(t, first);

	p->name = arena_lower(t->arena, first->name);
	if (best->number >= 0) {
		join_sections(t, p, best);
	} else {
		p->text = single_text(t, best);
		p->span = span_of(best->at, best->end - best->at);
	}
	retire(t, first);
}

void
params_parse(struct params *out, struct arena *arena, const struct header *h,
	struct str file, const struct part *part, struct defects *defects)
{
	*out = (struct params){ 0 };
	if (!h || !h->value_span.len)
		return;
	size_t len = h->value_span.len;
	if (len > LIMIT_HEADER_VALUE)
		len = LIMIT_HEADER_VALUE;
	struct scan t = { .s = str_sub(file, 0, h->value_span.at + len),
		.at = h->value_span.at,
		.arena = arena,
		.part = part,
		.defects = defects,
		.no_comment = SIZE_MAX };

	out->value = read_value(&t);
	read_sections(&t);
	list_each (struct section, s, &t.sections)
		if (!s->used)
			add_param(out, &t, s);
}

const struct param *
params_find(const struct params *p, const char *name)
{
	struct str wanted = str_of(name);

	list_each (const struct param, param, &p->list)
		if (str_ieq(param->name, wanted))
			return param;
	return NULL;
}
