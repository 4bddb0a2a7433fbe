/* script.c - blocks that are code. */
#include <string.h>

#include "nearby.h"
#include "script.h"
#include "tagname.h"

enum { DIRECTIVE_MOST = 16 };

/* A stack of what is open: of one language at a time. */
struct script {
	const struct text *body;
	const field_list *fields;
	struct arena *arena;
	block_troubles found;
	LIST(struct span) open;
	struct str closer; /* what is said to close one */
	bool unsure;
};

/* Code without its strings and comments, which become a word and blanks. */
struct code {
	const struct field *field;
	struct str s;
	bool cut; /* a string does not end in it */
};

static struct span
span_of_field(const struct field *f)
{
	return span_of(f->at, f->len);
}

static void
tell(struct script *s, enum block_fault fault, struct span span)
{
	struct block_trouble *t = list_push(s->arena, &s->found);

	*t = (struct block_trouble){ .fault = fault,
		.at = span.at,
		.len = span.len,
		.tag = str_sub(s->body->s, span.at, span.len) };
	if (fault == BLOCK_UNCLOSED)
		t->closer = s->closer;
}

static void
open_one(struct script *s, struct span span)
{
	*list_push(s->arena, &s->open) = span;
}

static void
close_one(struct script *s, struct span span)
{
	if (s->open.n)
		s->open.n--;
	else
		tell(s, BLOCK_STRAY, span);
}

/* Ends a language: what is open stays so. */
static void
finish(struct script *s, block_troubles *out)
{
	list_each (const struct span, span, &s->open)
		tell(s, BLOCK_UNCLOSED, *span);
	if (!s->unsure)
		list_each (const struct block_trouble, t, &s->found)
			*list_push(s->arena, out) = *t;
	s->open.n = s->found.n = 0;
	s->unsure = false;
}

/* Length of the string that begins at `at`, with both quotes. */
static size_t
string_len(struct str s, size_t at, bool *cut)
{
	size_t i = at + 1;

	while (i < s.len && s.at[i] != s.at[at])
		i += s.at[i] == '\\' ? 2 : 1;
	*cut |= i >= s.len;
	return (i < s.len ? i + 1 : s.len) - at;
}

/* "#" in Ruby, "//" in JavaScript, and what stands between slash and star. */
static size_t
comment_len(struct str s, size_t at, bool ruby)
{
	struct str rest = str_from(s, at);

	if (ruby ? rest.at[0] == '#' && (!at || is_blank(s.at[at - 1]))
		 : str_starts(rest, STR("//")))
		return str_chr(rest, '\n');
	if (ruby || !str_starts(rest, STR("/*")))
		return 0;
	size_t end = str_find(rest, STR("*/"));
	return end < rest.len ? end + 2 : rest.len;
}

static struct code
code_of(struct script *script, const struct field *f, bool ruby)
{
	struct str s = str_sub(script->body->s, f->at + 2, f->len - 4);
	char *to = arena_bytes(script->arena, s.len + 1);
	struct code code = { .field = f, .s = { to, s.len } };

	for (size_t i = 0; i < s.len;) {
		char c = s.at[i];
		size_t n = comment_len(s, i, ruby);
		char filler = n ? ' ' : 's';
		if (!n && (c == '"' || c == '\'' || c == '`'))
			n = string_len(s, i, &code.cut);
		for (size_t end = i + n; i < end; i++)
			to[i] = filler;
		if (!n) {
			to[i] = c;
			i++;
		}
	}
	while (code.s.len && (code.s.at[0] == '=' || code.s.at[0] == '-' ||
				     code.s.at[0] == '_'))
		code.s = str_from(code.s, 1);
	while (code.s.len && (code.s.at[code.s.len - 1] == '-' ||
				     code.s.at[code.s.len - 1] == '_'))
		code.s.len--;
	code.s = str_trim(code.s);
	return code;
}

static bool
is_code(const struct field *f)
{
	return f->dialect == DIALECT_ANGLE && f->kind != FIELD_COMMENT &&
	       f->len > 4;
}

/* --- Ruby, Elixir --------------------------------------------------------- */

static struct str
word_at(struct str s)
{
	size_t n = 0;
	while (n < s.len && (is_alnum(s.at[n]) || s.at[n] == '_'))
		n++;
	return str_sub(s, 0, n);
}

/* "end" as a word, not ":end", "x.end", "end_date", "end:". */
static size_t
count_ends(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len;) {
		struct str word = word_at(str_from(s, i));
		char before = i ? s.at[i - 1] : ' ';
		i += word.len;
		char after = i < s.len ? s.at[i] : ' ';
		n += str_eq(word, STR("end")) && before != '.' &&
		     before != ':' && before != '@' && before != '$' &&
		     after != ':' && after != '?' && after != '=';
		i += word.len == 0;
	}
	return n;
}

/* "... do", "... do |x|" */
static bool
ends_with_do(struct str s)
{
	if (s.len && s.at[s.len - 1] == '|') {
		size_t bar = str_rchr(str_sub(s, 0, s.len - 1), '|');
		s = str_trim(str_sub(s, 0, bar));
	}
	return str_eq(last_word(s), STR("do"));
}

static bool
assigns_block(struct str s)
{
	static const char *const forms[] = { "= if ", "= unless ", "= case ",
		"= begin" };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (str_has(s, str_of(forms[i])))
			return true;
	return false;
}

static void
read_ruby_statement(
	struct script *script, const struct code *code, struct str s)
{
	struct span span = span_of_field(code->field);
	struct str word = word_at(s);
	size_t ends = count_ends(s);
	char after = word.len < s.len ? s.at[word.len] : ' ';

	/* a clause of Elixir, a function */
	script->unsure |= str_ends(s, STR("->"));
	if ((is_any(word, "if unless case while until for begin def") &&
		    (is_blank(after) || after == '(' || after == '!')) ||
		assigns_block(s) || ends_with_do(s))
		open_one(script, span);
	else if (!script->open.n && is_any(word, "else elsif") &&
		 is_blank(after))
		tell(script, BLOCK_BETWEEN, span);
	while (ends--)
		close_one(script, span);
}

static void
read_braces(struct script *script, const struct code *code)
{
	for (size_t i = 0; i < code->s.len; i++)
		if (code->s.at[i] == '{')
			open_one(script, span_of_field(code->field));
		else if (code->s.at[i] == '}')
			close_one(script, span_of_field(code->field));
}

static bool
has_braces(struct str s)
{
	return str_count(s, '{') != str_count(s, '}');
}

static void
read_ruby(struct script *script, const struct code *code)
{
	struct str rest = code->s;

	script->unsure |=
		code->cut || has_braces(rest) || str_has(rest, STR("<<"));
	while (rest.at) {
		struct str line = str_cut(&rest, '\n');
		while (line.at) {
			struct str s = str_trim(str_cut(&line, ';'));
			if (s.len)
				read_ruby_statement(script, code, s);
		}
	}
}

/* --- which of them -------------------------------------------------------- */

static bool
looks_ruby(struct str s)
{
	struct str word = word_at(s);
	struct str rest = str_trim(str_from(s, word.len));

	if (is_any(word, "end elsif unless") || ends_with_do(s))
		return true;
	return is_any(word, "if") && rest.len && rest.at[0] != '(' &&
	       s.at[s.len - 1] != '{' && s.at[s.len - 1] != ':';
}

static bool
looks_braced(struct str s)
{
	return s.len && (s.at[s.len - 1] == '{' || s.at[0] == '}');
}

static void
check_angle(struct script *script, block_troubles *out)
{
	size_t ruby = 0, braced = 0;

	list_each (const struct field, f, script->fields) {
		if (!is_code(f))
			continue;
		struct code code = code_of(script, f, true);
		ruby += looks_ruby(code.s);
		braced += looks_braced(code.s);
	}
	if (!ruby == !braced)
		return;
	script->closer = ruby ? STR("<% end %>") : STR("<% } %>");
	list_each (const struct field, f, script->fields) {
		if (!is_code(f))
			continue;
		struct code code = code_of(script, f, ruby > 0);
		if (ruby) {
			read_ruby(script, &code);
		} else {
			script->unsure |= code.cut;
			read_braces(script, &code);
		}
	}
	finish(script, out);
}

/* --- AMPscript ------------------------------------------------------------ */

static void
take_amp_word(struct script *script, const struct field *f, struct str word)
{
	if (is_any(word, "if for"))
		open_one(script, span_of_field(f));
	else if (is_any(word, "endif next"))
		close_one(script, span_of_field(f));
}

static void
read_amp(struct script *script, const struct field *f)
{
	struct str s = str_sub(script->body->s, f->at, f->len);
	bool cut = false;

	for (size_t i = 3; i + 3 < s.len;) {
		struct str word = word_at(str_from(s, i));
		size_t n = comment_len(s, i, false);
		if (!n && (s.at[i] == '"' || s.at[i] == '\''))
			n = string_len(s, i, &cut);
		if (!n && word.len && s.at[i - 1] != '@')
			take_amp_word(script, f, word);
		i += n ? n : word.len ? word.len : 1;
	}
	script->unsure |= cut;
}

static size_t
count_of(struct str s, struct str what)
{
	size_t n = 0;

	for (size_t at = str_find(s, what); at < s.len; n++)
		at += what.len + str_find(str_from(s, at + what.len), what);
	return n;
}

/* Blocks that are not read as such, and AMPscript in elements. */
static bool
has_other_amp(const struct script *script)
{
	struct str s = script->body->s;
	size_t n = 0;

	list_each (const struct field, f, script->fields)
		n += f->dialect == DIALECT_PERCENT2 &&
		     str_starts(str_sub(s, f->at, f->len), STR("%%["));
	return n != count_of(s, STR("%%[")) || str_ihas(s, STR("ampscript"));
}

static void
check_amp(struct script *script, block_troubles *out)
{
	if (has_other_amp(script))
		return;
	script->closer = STR("%%[ ENDIF ]%%");
	list_each (const struct field, f, script->fields)
		if (f->dialect == DIALECT_PERCENT2 &&
			str_starts(str_sub(script->body->s, f->at, f->len),
				STR("%%[")))
			read_amp(script, f);
	finish(script, out);
}

/* --- Blade ---------------------------------------------------------------- */

/* "{{ $name }}", "{!! $html !!}" */
static bool
is_blade(const struct script *script)
{
	list_each (const struct field, f, script->fields) {
		struct str s = str_sub(script->body->s, f->at, f->len);
		if (f->dialect == DIALECT_BLADE ||
			(f->dialect == DIALECT_CURLY &&
				(str_starts(s, STR("{{ $")) ||
					str_starts(s, STR("{{$")))))
			return true;
	}
	return false;
}

static void
take_directive(struct script *script, size_t at, struct str word)
{
	struct str after = str_trim(
		str_sub(script->body->s, at + 1 + word.len, DIRECTIVE_MOST));
	struct span span = span_of(at, word.len + 1);

	if (is_any(word, "if foreach for forelse while unless isset switch") &&
		after.len && after.at[0] == '(')
		open_one(script, span);
	else if (is_any(word, "endif endforeach endfor endforelse endwhile "
			      "endunless endisset endswitch"))
		close_one(script, span);
}

/* In "{{-- --}}" nothing counts. `*next` walks along. */
static bool
in_comment(const struct script *script, size_t at, size_t *next)
{
	const struct field *f = script->fields->at;
	size_t n = script->fields->n;

	while (*next < n && f[*next].at + f[*next].len <= at)
		++*next;
	return *next < n && f[*next].at <= at && f[*next].kind == FIELD_COMMENT;
}

static void
check_blade(struct script *script, block_troubles *out)
{
	struct str s = script->body->s;
	size_t next = 0;

	if (!is_blade(script))
		return;
	script->closer = STR("@endif");
	for (size_t at = str_chr(s, '@'); at < s.len;
		at += 1 + str_chr(str_from(s, at + 1), '@')) {
		struct str word = word_at(str_from(s, at + 1));
		if (word.len && word.len <= DIRECTIVE_MOST &&
			(!at || !is_alnum(s.at[at - 1])) &&
			(!at || s.at[at - 1] != '@') &&
			!in_comment(script, at, &next))
			take_directive(script, at, word);
	}
	finish(script, out);
}

void
script_check(block_troubles *out, struct arena *arena, const struct text *body,
	const field_list *fields)
{
	struct script script = {
		.body = body, .fields = fields, .arena = arena
	};
	bool angle = false, amp = false;

	list_each (const struct field, f, fields) {
		angle |= f->dialect == DIALECT_ANGLE;
		amp |= f->dialect == DIALECT_PERCENT2;
	}
	if (angle)
		check_angle(&script, out);
	if (amp)
		check_amp(&script, out);
	if (str_has(body->s, STR("@if")) || str_has(body->s, STR("@end")) ||
		str_has(body->s, STR("@for")))
		check_blade(&script, out);
}
