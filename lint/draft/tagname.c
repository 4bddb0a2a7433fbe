/* tagname.c - what a template tag says. */
#include <string.h>

#include "../base/lexicon.h"
#include "tagname.h"

enum { NAME_MOST = 60, CANONICAL_MOST = 48 };

static bool
is_name_char(char c)
{
	return is_alnum(c) || c == '_' || (c & 0x80);
}

size_t
tagname_length(struct str s)
{
	size_t i = 0;
	while (i < s.len && i < NAME_MOST &&
		(is_name_char(s.at[i]) ||
			(i > 0 && (s.at[i] == '.' || s.at[i] == '-') &&
				i + 1 < s.len && is_name_char(s.at[i + 1]))))
		i++;
	return i;
}

bool
tagname_is_name(struct str s, bool spaces)
{
	size_t done = 0;

	if (s.len == 0 || s.len > NAME_MOST || is_digit(s.at[0]))
		return false;
	for (;;) {
		size_t n = tagname_length(str_from(s, done));
		done += n;
		if (n == 0 || done == s.len)
			return n > 0;
		if (!spaces || s.at[done++] != ' ')
			return false;
	}
}

/* "First_Name", "first name" -> "firstname"; length 0 when it is too long. */
static struct str
canonical(struct str name, char to[CANONICAL_MOST])
{
	size_t n = 0;
	for (size_t i = 0; i < name.len; i++) {
		char c = to_lower(name.at[i]);
		if (c == '_' || c == '-' || c == ' ' || c == '.')
			continue;
		if (n == CANONICAL_MOST)
			return (struct str){ to, 0 };
		to[n++] = c;
	}
	return (struct str){ to, n };
}

static const char *
topic_of(struct str name)
{
	char space[CANONICAL_MOST];
	const struct lexicon *names = &lexicon_field_names;
	const struct lexicon_entry *e =
		lexicon_find(names, canonical(name, space));
	return e ? e->value : NULL;
}

const char *
field_topic(struct str name)
{
	const char *topic = topic_of(name);
	size_t dot = str_rchr(name, '.');

	if (!topic && dot < name.len)
		topic = topic_of(str_from(name, dot + 1));
	return topic;
}

bool
tagname_unsubscribes(struct str s)
{
	return str_ihas(s, STR("unsub")) || str_ihas(s, STR("opt_out")) ||
	       str_ihas(s, STR("optout")) || str_has(s, STR("退订"));
}

/* The first of `a` in `s` outside of quotes and of nested tags. */
static size_t
find_outside(struct str s, const char *what)
{
	struct str w = str_of(what);
	size_t depth = 0;
	char quote = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '"' || c == '`') {
			quote = c;
		} else if (c == '{') {
			depth++;
		} else if (c == '}') {
			depth -= depth > 0;
		} else if (!depth && str_starts(str_from(s, i), w)) {
			return i;
		}
	}
	return s.len;
}

static bool
strip_pair(struct str *s, const char *open, const char *close)
{
	struct str o = str_of(open), c = str_of(close);
	if (s->len < o.len + c.len || !str_starts(*s, o) || !str_ends(*s, c))
		return false;
	*s = str_sub(*s, o.len, s->len - o.len - c.len);
	return true;
}

static struct str
unquoted(struct str s)
{
	s = str_trim(s);
	if (strip_pair(&s, "\"", "\"") || strip_pair(&s, "'", "'") ||
		strip_pair(&s, "`", "`") || strip_pair(&s, "“", "”") ||
		strip_pair(&s, "‘", "’"))
		return s;
	return s;
}

static void
set_fallback(struct field *f, struct str s)
{
	f->fallback = unquoted(s);
	f->has_fallback = true;
}

/* Without sigils: ".Name", "$name", "@user.name", "${first_name}". */
static struct str
bare_name(struct str s)
{
	s = unquoted(s);
	strip_pair(&s, "${", "}");
	while (s.len && (s.at[0] == '.' || s.at[0] == '$' || s.at[0] == '@'))
		s = str_from(s, 1);
	if (str_istarts(s, STR("custom_attribute.")))
		s = str_from(s, sizeof "custom_attribute." - 1);
	strip_pair(&s, "${", "}");
	return str_trim(s);
}

static bool
starts_word(struct str s, const char *word)
{
	struct str w = str_of(word);
	return str_istarts(s, w) &&
	       (s.len == w.len || !is_name_char(s.at[w.len]));
}

/* Any of `words`, a list that blanks separate, as the first word. */
static bool
starts_any(struct str s, const char *words)
{
	struct str list = str_of(words);
	struct str head = str_sub(s, 0, tagname_length(s));

	while (list.at)
		if (str_ieq(head, str_cut(&list, ' ')))
			return head.len > 0;
	return false;
}

/* The text between the first pair of quotes at or after `at`. */
static bool
quoted_after(struct str s, size_t at, struct str *out)
{
	for (; at < s.len; at++)
		if (s.at[at] == '"' || s.at[at] == '\'') {
			struct str rest = str_from(s, at + 1);
			size_t end = str_chr(rest, s.at[at]);
			*out = str_sub(rest, 0, end);
			return end < rest.len;
		}
	return false;
}

static const char filters[] =
	"default d capitalize capfirst upcase downcase title titlecase upper "
	"uppercase lower lowercase trim strip lstrip rstrip date time escape e "
	"safe raw url_encode urlencode truncate truncatewords first last json "
	"tojson money currency lookup replace split join size length append "
	"prepend strip_html striptags number round floor ceil plus minus times "
	"format number_with_delimiter nl2br linebreaks slice sort map where "
	"proper propercase camelize handleize fallback";

/* The tail of "name | filter: x | default: 'y'". */
static void
read_filters(struct field *f, struct str tail)
{
	while (tail.len) {
		size_t bar = find_outside(tail, "|");
		struct str one = str_trim(str_sub(tail, 0, bar));
		tail = bar < tail.len ? str_from(tail, bar + 1) : STR_NONE;
		size_t name = tagname_length(one);
		if (!starts_any(one, "default d fallback"))
			continue;
		one = str_trim(str_from(one, name));
		if (one.len && (one.at[0] == ':' || one.at[0] == '='))
			one = str_from(one, 1);
		strip_pair(&one, "(", ")");
		set_fallback(f, one);
	}
}

/* "a | b": filters, a fallback, or (false) a choice of texts. */
static bool
read_piped(struct field *f, struct str head, struct str tail)
{
	struct str first = str_trim(str_sub(tail, 0, find_outside(tail, "|")));

	if (starts_any(first, filters)) {
		read_filters(f, tail);
		return true;
	}
	if (!tagname_is_name(head, true))
		return false;
	if (str_chr(head, ' ') < head.len && !field_topic(head))
		return false;
	set_fallback(f, tail);
	return true;
}

/* Forms that give a fallback without a bar. */
static bool
read_helper(struct field *f, struct str s)
{
	struct str text;

	if (starts_any(s, "or insert")) {
		struct str rest = str_trim(str_from(s, tagname_length(s)));
		f->name = bare_name(str_sub(rest, 0, str_chr(rest, ' ')));
		if (quoted_after(rest, 0, &text)) {
			if (str_istarts(text, STR("default=")))
				text = str_from(text, sizeof "default=" - 1);
			set_fallback(f, text);
		}
		return true;
	}
	if (starts_word(s, "personalization_token")) {
		size_t comma = str_chr(s, ',');
		if (quoted_after(s, 0, &text))
			f->name = text;
		if (quoted_after(s, comma, &text))
			set_fallback(f, text);
		return true;
	}
	return false;
}

/* "lead.First Name:default=Friend"; "var:name:"x"", "data:name:"x"". */
static struct str
read_colons(struct field *f, struct str s)
{
	static const char marketo[] = ":default=";
	size_t at = str_ifind(s, str_of(marketo));

	if (at < s.len) {
		set_fallback(f, str_from(s, at + sizeof marketo - 1));
		return str_sub(s, 0, at);
	}
	size_t colon = str_chr(s, ':');
	if (colon == s.len || colon > 5)
		return s;
	struct str name = str_from(s, colon + 1);
	colon = str_chr(name, ':');
	if (colon < name.len)
		set_fallback(f, str_from(name, colon + 1));
	return str_sub(name, 0, colon);
}

static void
read_choice(struct field *f)
{
	f->kind = FIELD_CHOICE;
	f->name = f->fallback = STR_NONE;
	f->has_fallback = false;
}

/* "fallback|{{first_name}}|Sir" */
static void
read_fallback_tag(struct field *f, struct str s)
{
	size_t bar = find_outside(s, "|");
	struct str name = str_trim(str_sub(s, 0, bar));

	strip_pair(&name, "{{", "}}");
	f->name = bare_name(name);
	if (bar < s.len)
		set_fallback(f, str_from(s, bar + 1));
}

static void
read_expression(struct field *f, struct str s)
{
	size_t or = find_outside(s, "||"), null = find_outside(s, "??");
	size_t bar = find_outside(s, "|");
	size_t either = or < null ? or : null;

	if (starts_any(s, "random spin spintax") && bar < s.len) {
		read_choice(f);
	} else if (starts_word(s, "fallback") && bar < s.len) {
		read_fallback_tag(f, str_from(s, bar + 1));
	} else if (either < s.len) {
		f->name = bare_name(str_sub(s, 0, either));
		set_fallback(f, str_from(s, either + 2));
	} else if (bar < s.len) {
		f->name = bare_name(str_sub(s, 0, bar));
		if (!read_piped(f, f->name, str_from(s, bar + 1)))
			read_choice(f);
	} else if (!read_helper(f, s)) {
		f->name = bare_name(read_colons(f, s));
	}
}

static bool
is_mark(char c)
{
	return c == '~' || c == '-' || c == '&' || c == '{' || is_blank(c);
}

/* Whitespace control and the marks of Handlebars that print all the same;
 * the inner braces of "{{{name}}}". */
static struct str
without_marks(struct str s)
{
	size_t braces = 0;

	while (s.len && is_mark(s.at[0])) {
		braces += s.at[0] == '{';
		s = str_from(s, 1);
	}
	while (s.len && (is_mark(s.at[s.len - 1]) ||
				(braces && s.at[s.len - 1] == '}'))) {
		braces -= s.at[s.len - 1] == '}';
		s.len--;
	}
	return s;
}

/* Quotes of a word processor, no-break and zero-width blanks: every engine
 * reads them as letters. */
static bool
has_typographic(struct str s)
{
	char quote = 0;
	for (size_t i = 0; i + 2 < s.len; i++) {
		struct str at = str_sub(s, i, 3);
		char c = s.at[i];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (str_starts(at, STR("\xc2\xa0")) ||
			 str_eq(at, STR("“")) || str_eq(at, STR("”")) ||
			 str_eq(at, STR("‘")) || str_eq(at, STR("’")) ||
			 str_eq(at, STR("\xe2\x80\x8b")))
			return true;
	}
	return false;
}

/* A list of numbers or a set in mathematics is no tag. */
static bool
is_plausible(struct str s)
{
	static const char starts[] = "_#/^>!&~-.$@\"'(*";
	if (s.len == 0)
		return false;
	if (is_digit(s.at[0])) {
		uint64_t n;
		return str_number(s, &n);
	}
	return is_alpha(s.at[0]) || (s.at[0] & 0x80) ||
	       (s.at[0] && strchr(starts, s.at[0]));
}

static const char go_words[] = "if else end range with define template block";

/* What opens, closes or calls instead of printing; fills `name` after it. */
static bool
is_block(struct str s, struct str *name)
{
	if (s.len && strchr("#^/>*", s.at[0]) && s.at[0])
		*name = str_trim(str_from(s, 1));
	else if (starts_any(s, go_words))
		*name = s;
	else
		return false;
	*name = str_sub(*name, 0, tagname_length(*name));
	return true;
}

/* "{{{name}}" is shut with one brace too few. */
static bool
is_lopsided(struct str s)
{
	return s.len && s.at[0] == '{' && s.at[s.len - 1] != '}';
}

static bool
read_curly(struct field *f, struct str inside)
{
	struct str s = without_marks(inside);

	if (!is_plausible(s))
		return false;
	f->broken = is_lopsided(inside) || has_typographic(s);
	if (str_starts(str_trim(inside), STR("!")) ||
		str_starts(inside, STR("--")) || str_starts(s, STR("/*")))
		f->kind = FIELD_COMMENT;
	else if (is_block(s, &f->name))
		f->kind = FIELD_BLOCK;
	else
		read_expression(f, s);
	return true;
}

/* ${HOME}, ${args} and a price are no fields: a name must be known or be
 * that of a record, or say what stands in for it. */
static bool
read_dollar(struct field *f, struct str inside)
{
	struct str s = str_trim(inside);

	if (s.len == 0 || is_digit(s.at[0]) || !is_plausible(s))
		return false;
	read_expression(f, s);
	return f->kind == FIELD_VALUE && tagname_is_name(f->name, true) &&
	       (field_topic(f->name) || f->has_fallback ||
		       tagname_unsubscribes(f->name) ||
		       str_chr(f->name, '.') < f->name.len ||
		       str_chr(f->name, ' ') < f->name.len);
}

static bool
read_statement(struct field *f, struct str inside)
{
	struct str s = without_marks(inside);

	f->kind = FIELD_BLOCK;
	if (s.len && s.at[0] == '#') {
		f->kind = FIELD_COMMENT;
		return true;
	}
	f->name = str_sub(s, 0, tagname_length(s));
	f->broken = has_typographic(s);
	return f->name.len > 0;
}

static bool
read_angle(struct field *f, struct str inside)
{
	if (inside.len && inside.at[0] == '%')
		return false; /* "<%%" prints "<%" */
	f->kind = FIELD_BLOCK;
	if (inside.len && inside.at[0] == '#') {
		f->kind = FIELD_COMMENT;
	} else if (inside.len && strchr("=-", inside.at[0]) && inside.at[0]) {
		f->kind = FIELD_VALUE;
		struct str s = without_marks(str_from(inside, 1));
		size_t or = find_outside(s, "||");
		f->name = bare_name(str_sub(s, 0, or));
		if (or < s.len)
			set_fallback(f, str_from(s, or +2));
	}
	return true;
}

static bool
is_merge_char(char c)
{
	return is_alnum(c) || (c && strchr("_:-./=!, ", c)) || (c & 0x80);
}

static bool
read_mailchimp(struct field *f, struct str inside)
{
	size_t bar = str_chr(inside, '|');
	struct str name = str_sub(inside, 0, bar);

	if (!name.len || !is_alnum(name.at[0]))
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (!is_merge_char(name.at[i]))
			return false;
	f->name = name;
	if (starts_any(name, "IF IFNOT ELSEIF ELSE END INTERESTED"))
		f->kind = FIELD_BLOCK;
	if (bar < inside.len)
		set_fallback(f, str_from(inside, bar + 1));
	return true;
}

static bool
read_salesforce(struct field *f, struct str inside)
{
	size_t open = str_chr(inside, '(');
	struct str text;

	f->name = str_trim(inside);
	if (!inside.len || !is_alpha(inside.at[0]))
		return false;
	if (open < inside.len) {
		struct str args = str_from(inside, open + 1);
		f->name = str_trim(str_sub(args, 0, str_chr(args, ',')));
		if (quoted_after(args, 0, &text))
			set_fallback(f, text);
		return true;
	}
	return tagname_is_name(f->name, true);
}

/* "[[S1:first_name:Friend]]", "[[data:firstname:"x"]]", "[[IF:x]]" */
static bool
read_square2(struct field *f, struct str inside)
{
	struct str s = str_trim(inside);
	size_t colon = str_chr(s, ':');

	if (starts_any(s, "IF ELSE ELSEIF ENDIF")) {
		f->kind = FIELD_BLOCK;
		f->name = str_sub(s, 0, tagname_length(s));
		return s.len == f->name.len || s.at[f->name.len] == ':';
	}
	f->name = bare_name(colon < s.len ? read_colons(f, s) : s);
	return tagname_is_name(f->name, true) &&
	       (field_topic(f->name) || tagname_unsubscribes(f->name) ||
		       f->has_fallback);
}

static bool
read_percent2(struct field *f, struct str inside)
{
	if (inside.len && inside.at[0] == '[') {
		f->kind = FIELD_BLOCK;
		return true;
	}
	if (inside.len && inside.at[0] == '=') {
		struct str s = str_trim(str_from(inside, 1));
		size_t open = str_chr(s, '(');
		struct str args = str_from(s, open + 1);
		f->name = bare_name(str_sub(args, 0, str_chr(args, ')')));
		return true;
	}
	f->name = inside;
	return tagname_is_name(inside, false) || field_topic(inside);
}

bool
tagname_read(struct field *f, struct str inside)
{
	switch (f->dialect) {
	case DIALECT_CURLY:
		return read_curly(f, inside);
	case DIALECT_STATEMENT:
		return read_statement(f, inside);
	case DIALECT_CURLY_NOTE:
		f->kind = FIELD_COMMENT;
		return true;
	case DIALECT_ANGLE:
		return read_angle(f, inside);
	case DIALECT_MAILCHIMP:
		return read_mailchimp(f, inside);
	case DIALECT_PERCENT2:
		return read_percent2(f, inside);
	case DIALECT_DOLLAR:
		return read_dollar(f, inside);
	case DIALECT_SALESFORCE:
		return read_salesforce(f, inside);
	case DIALECT_SQUARE2:
		return read_square2(f, inside);
	case DIALECT_BLADE:
		f->name = bare_name(without_marks(inside));
		return true;
	default:
		f->name = str_trim(inside);
		return true;
	}
}
