/*
 * sheet.c - style sheets (CSS Syntax Module Level 3, as far as mail needs it).
 *
 * One pass, no recursion: a prelude up to "{", ";" or "}", then what its block
 * declares, or, for a group such as @media, the rules in it.
 */
#include "sheet.h"
#include "style.h"

/* Groups in groups: what stands deeper belongs to the last one. */
enum { GROUPS = 8 };

struct sheet {
	struct str masked, real;
	uint32_t at; /* in the body text */
	size_t i;    /* next byte */
	int32_t groups[GROUPS];
	size_t depth; /* of groups that are open, those past GROUPS too */
	struct arena *arena;
	sheet_rule_list *out;
	size_t *left;
};

static size_t
past_string(struct str s, size_t i)
{
	char quote = s.at[i++];

	for (; i < s.len && s.at[i] != quote && s.at[i] != '\n'; i++)
		i += s.at[i] == '\\';
	return i < s.len ? i + 1 : s.len;
}

static size_t
past_comment(struct str s, size_t i)
{
	struct str rest = str_from(s, i + 2);
	return i + 2 + str_find(rest, STR("*/")) + 2;
}

/* Behind one character, string or comment. */
static size_t
past_unit(struct str s, size_t i)
{
	char c = s.at[i];

	if (c == '"' || c == '\'')
		i = past_string(s, i);
	else if (c == '/' && str_starts(str_from(s, i), STR("/*")))
		i = past_comment(s, i);
	else
		i += c == '\\' ? 2 : 1;
	return i < s.len ? i : s.len;
}

/* Where a prelude ends: at "{", ";" or "}", or the end. */
static size_t
prelude_end(struct str s, size_t i)
{
	while (i < s.len && s.at[i] != '{' && s.at[i] != ';' && s.at[i] != '}')
		i = past_unit(s, i);
	return i;
}

/* The "}" that ends the block which begins at `i`, or the end. */
static size_t
block_end(struct str s, size_t i)
{
	size_t depth = 0;

	for (; i < s.len; i = past_unit(s, i)) {
		depth += s.at[i] == '{';
		if (s.at[i] == '}' && depth-- == 0)
			return i;
	}
	return s.len;
}

/* "<!--", "-->" and comments in front of a selector are none of it. */
static struct str
bare_prelude(struct str s)
{
	for (;;) {
		s = str_trim(s);
		if (str_starts(s, STR("/*")))
			s = str_from(s, past_comment(s, 0));
		else if (str_starts(s, STR("<!--")))
			s = str_from(s, 4);
		else if (str_starts(s, STR("-->")))
			s = str_from(s, 3);
		else
			return s;
	}
}

static bool
is_group(struct str prelude)
{
	static const struct str names[] = { STR("@media"), STR("@supports"),
		STR("@layer"), STR("@document"), STR("@-moz-document"),
		STR("@container"), STR("@keyframes"), STR("@-webkit-keyframes"),
		STR("@-moz-keyframes"), STR("@-o-keyframes"), STR("@scope") };

	if (!prelude.len || prelude.at[0] != '@')
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_istarts(prelude, names[i]))
			return true;
	return false;
}

static int32_t
inside(const struct sheet *s)
{
	size_t depth = s->depth < GROUPS ? s->depth : GROUPS;
	return depth ? s->groups[depth - 1] : -1;
}

/* NULL when no more may be kept. */
static struct sheet_rule *
add_rule(struct sheet *s, struct str prelude)
{
	if (!*s->left)
		return NULL;
	--*s->left;
	struct sheet_rule *r = list_push(s->arena, s->out);
	*r = (struct sheet_rule){ .prelude = prelude,
		.at = s->at + (uint32_t)(prelude.at - s->masked.at),
		.len = (uint32_t)prelude.len,
		.inside = inside(s) };
	return r;
}

static bool
read_block(struct sheet *s, struct sheet_rule *r, size_t from, size_t end)
{
	style_read(&r->style, s->arena, str_sub(s->masked, from, end - from),
		str_sub(s->real, from, end - from), s->at + (uint32_t)from);
	bool all = r->style.n <= *s->left;
	if (!all)
		r->style.n = *s->left;
	*s->left -= r->style.n;
	return all;
}

static void
open_group(struct sheet *s)
{
	if (s->depth < GROUPS)
		s->groups[s->depth] = (int32_t)s->out->n - 1;
	s->depth++;
}

/* One rule, statement or end of a group. */
static bool
read_next(struct sheet *s)
{
	size_t end = prelude_end(s->masked, s->i);
	struct str prelude = bare_prelude(str_sub(s->masked, s->i, end - s->i));
	char mark = end < s->masked.len ? s->masked.at[end] : ';';
	struct sheet_rule *r = NULL;

	s->i = end + 1;
	if (prelude.len && mark != '}' && !(r = add_rule(s, prelude)))
		return false;
	if (mark == '}') {
		s->depth -= s->depth > 0;
	} else if (mark == '{' && is_group(prelude)) {
		open_group(s);
	} else if (mark == '{') {
		end = block_end(s->masked, s->i);
		size_t from = s->i;
		s->i = end + 1;
		return !r || read_block(s, r, from, end);
	}
	return true;
}

bool
sheet_read(sheet_rule_list *out, struct arena *arena, struct str masked,
	struct str real, uint32_t at, size_t *left)
{
	struct sheet s = { .masked = masked,
		.real = real,
		.at = at,
		.arena = arena,
		.out = out,
		.left = left };

	while (s.i < masked.len)
		if (!read_next(&s))
			return false;
	return true;
}
