/* blocks.c - what opens and what closes in a template. */
#include <stdlib.h>
#include <string.h>

#include "blocks.h"
#include "nearby.h"
#include "script.h"
#include "tagname.h"

enum { SEARCH_MOST = 64 }; /* open blocks that an end may pass over */

/* What a tag does to its stack. */
enum move { MOVE_NONE, MOVE_OPEN, MOVE_CLOSE, MOVE_BETWEEN };

/* Tags of one engine nest among themselves. */
enum stack {
	STACK_CURLY,
	STACK_STATEMENT,
	STACK_MAILCHIMP,
	STACK_SQUARE,
	STACKS
};

struct step {
	enum move move;
	enum stack stack;
	struct str name; /* what is opened or closed; "" closes anything */
	const struct field *field;
};

struct blocks {
	const struct text *body;
	const field_list *fields;
	block_troubles *out;
	struct arena *arena;
	LIST(struct step) open[STACKS];
	struct block_ends ends;
	bool go;     /* {{ if .Name }} ... {{ end }} */
	bool unsure; /* delimiters are changed: nothing can be said */
};

static struct str
tag_of(const struct field *f)
{
	return str_sub(f->text->s, f->at, f->len);
}

static bool
is_control(char c)
{
	return is_blank(c) || c == '-' || c == '~' || c == '+';
}

/* Between the delimiters, without the signs of whitespace control. */
static struct str
inside_of(const struct field *f)
{
	size_t open = 2;
	struct str s = tag_of(f);

	while (f->dialect == DIALECT_CURLY && open < s.len && s.at[open] == '{')
		open++;
	s = str_sub(s, open, s.len > 2 * open ? s.len - 2 * open : 0);
	while (s.len && is_control(s.at[0]))
		s = str_from(s, 1);
	while (s.len && is_control(s.at[s.len - 1]))
		s.len--;
	return s;
}

static struct str
first_token(struct str s)
{
	size_t n = 0;

	while (n < s.len && !is_blank(s.at[n]))
		n++;
	return str_sub(s, 0, n);
}

struct str
block_word(const struct field *f)
{
	struct str s = inside_of(f);

	while (s.len && strchr("#^/*>", s.at[0]) && s.at[0])
		s = str_trim(str_from(s, 1));
	return str_sub(s, 0, tagname_length(s));
}

/* --- {{ }} ---------------------------------------------------------------- */

static const char go_openers[] = "if range with define block";

/* "{{ if .Name }}" is of Go; "{{ if }}" may be anybody's field. */
static bool
is_go(const struct field *f)
{
	struct str s = inside_of(f);
	struct str word = first_token(s);
	struct str rest = str_trim(str_from(s, word.len));

	return f->dialect == DIALECT_CURLY && is_any(word, go_openers) &&
	       rest.len && strchr(".$\"(", rest.at[0]);
}

static struct step
read_go(struct str s)
{
	struct str word = first_token(s);
	struct step step = { .stack = STACK_CURLY };

	if (is_any(word, go_openers))
		step.move = MOVE_OPEN;
	else if (str_eq(word, STR("end")))
		step.move = MOVE_CLOSE;
	else if (str_eq(word, STR("else")))
		step.move = MOVE_BETWEEN;
	return step;
}

/* "#if x", "#*inline \"x\"", "#> layout", "# if x", "^names" */
static struct str
opened_name(struct str s)
{
	s = str_trim(str_from(s, 1));
	if (s.len && (s.at[0] == '*' || s.at[0] == '>'))
		s = str_trim(str_from(s, 1));
	return s;
}

static struct step
read_curly(const struct blocks *b, const struct field *f)
{
	struct str s = inside_of(f);
	struct step step = { .stack = STACK_CURLY };

	if (!s.len || str_starts(tag_of(f), STR("{{{{")))
		return step;
	if (s.at[0] == '#' || (s.at[0] == '^' && s.len > 1)) {
		step.move = MOVE_OPEN;
		step.name = opened_name(s);
	} else if (s.at[0] == '/') {
		step.move = MOVE_CLOSE;
		step.name = str_trim(str_from(s, 1));
	} else if (b->go) {
		return read_go(s);
	} else if (s.at[0] == '^' || (str_eq(first_token(s), STR("else")) &&
					     str_chr(s, '|') == s.len)) {
		step.move = MOVE_BETWEEN;
	}
	return step;
}

/* --- {% %} ---------------------------------------------------------------- */

/* That open a block wherever they stand. */
static const char always_open[] =
	"if unless for case comment capture macro autoescape spaceless "
	"tablerow ifchanged ifequal ifnotequal blocktrans blocktranslate "
	"verbatim raw";

static const char between_words[] = "else elif elsif elseif when";

/* "endif", "end_module_block"; "end" alone closes anything. */
static bool
is_ender(struct str word)
{
	return str_starts(word, STR("end"));
}

static struct str
ended_name(struct str word)
{
	word = str_from(word, 3);
	return str_from(word, str_starts(word, STR("_")) ? 1 : 0);
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void
block_ends_find(
	struct block_ends *e, struct arena *arena, const field_list *fields)
{
	list_each (const struct field, f, fields)
		if (f->dialect == DIALECT_STATEMENT && is_ender(f->name))
			*list_push(arena, &e->names) = ended_name(f->name);
	if (e->names.n)
		qsort(e->names.at, e->names.n, sizeof *e->names.at, by_bytes);
}

bool
block_ends_has(const struct block_ends *e, struct str name)
{
	return e->names.n && bsearch(&name, e->names.at, e->names.n,
				     sizeof *e->names.at, by_bytes);
}

/* "{% set x = 1 %}", "{% block title 'x' %}", "{% trans 'x' %}" and
 * "{% slot x = y %}" are whole. */
static bool
is_whole(struct str word, struct str rest)
{
	rest = str_trim(rest);
	if (str_eq(word, STR("set")))
		return str_chr(rest, '=') < rest.len;
	if (str_eq(word, STR("block"))) {
		struct str name = first_token(rest);
		rest = str_trim(str_from(rest, name.len));
		return rest.len &&
		       !is_any(first_token(rest), "scoped required with");
	}
	if (str_eq(word, STR("trans")) || str_eq(word, STR("translate")))
		return rest.len && (rest.at[0] == '"' || rest.at[0] == '\'');
	return rest.len && rest.at[rest.len - 1] == '/';
}

static struct step
read_statement(const struct blocks *b, const struct field *f)
{
	struct str s = inside_of(f), word = f->name;
	struct step step = { .stack = STACK_STATEMENT, .name = word };
	bool known = is_any(word, always_open);

	if (is_any(word, between_words)) {
		step.move = MOVE_BETWEEN;
	} else if (is_ender(word)) {
		step.move = MOVE_CLOSE;
		step.name = ended_name(word);
	} else if (known || (block_ends_has(&b->ends, word) &&
				    !is_whole(word, str_from(s, word.len)))) {
		step.move = MOVE_OPEN;
	}
	return step;
}

/* --- *| |*, [[ ]] --------------------------------------------------------- */

static struct step
read_mailchimp(const struct field *f)
{
	struct str name = f->name;
	struct str word = str_sub(name, 0, str_chr(name, ':'));
	struct step step = { .stack = STACK_MAILCHIMP };

	if (is_any(word, "IF IFNOT INTERESTED FEEDBLOCK FEEDITEMS RSSITEMS")) {
		step.move = MOVE_OPEN;
		step.name = is_any(word, "IFNOT") ? STR("IF") : word;
	} else if (is_any(word, "ELSE ELSEIF")) {
		step.move = MOVE_BETWEEN;
	} else if (is_any(word, "END")) {
		step.move = MOVE_CLOSE;
		step.name = str_from(name, word.len + 1);
	}
	return step;
}

static struct step
read_square(const struct field *f)
{
	struct step step = { .stack = STACK_SQUARE };

	if (is_any(f->name, "IF"))
		step.move = MOVE_OPEN;
	else if (is_any(f->name, "ENDIF"))
		step.move = MOVE_CLOSE;
	else if (is_any(f->name, "ELSE ELSEIF"))
		step.move = MOVE_BETWEEN;
	return step;
}

/* "{% raw %} ... {% endraw %}" is one field, a comment too. */
static bool
is_complete(const struct field *f)
{
	struct str tag = tag_of(f);

	return f->kind == FIELD_COMMENT ||
	       (f->dialect == DIALECT_STATEMENT &&
		       is_any(f->name, "raw verbatim comment") &&
		       str_find(tag, STR("%}")) + 2 < tag.len);
}

static struct step
step_of(const struct blocks *b, const struct field *f)
{
	if (is_complete(f))
		return (struct step){ .move = MOVE_NONE };
	switch (f->dialect) {
	case DIALECT_CURLY:
		return read_curly(b, f);
	case DIALECT_STATEMENT:
		return read_statement(b, f);
	case DIALECT_MAILCHIMP:
		return read_mailchimp(f);
	case DIALECT_SQUARE2:
		return read_square(f);
	default:
		return (struct step){ .move = MOVE_NONE };
	}
}

/* --- the stacks ----------------------------------------------------------- */

/* What a reader would write to close it. */
static struct str
closer_of(const struct blocks *b, const struct step *open)
{
	struct str name = first_token(open->name);

	switch (open->stack) {
	case STACK_CURLY:
		return b->go ? STR("{{ end }}")
			     : arena_printf(
				       b->arena, "{{/%.*s}}", STR_ARG(name));
	case STACK_STATEMENT:
		return arena_printf(b->arena, "{%% end%.*s %%}", STR_ARG(name));
	case STACK_MAILCHIMP:
		return arena_printf(b->arena, "*|END:%.*s|*", STR_ARG(name));
	case STACK_SQUARE:
		return STR("[[ENDIF]]");
	default:
		return STR_NONE;
	}
}

static void
tell(struct blocks *b, enum block_fault fault, const struct step *about,
	const struct step *open)
{
	struct block_trouble *t = list_push(b->arena, b->out);
	const struct field *f = about->field;

	*t = (struct block_trouble){
		.fault = fault, .at = f->at, .len = f->len, .tag = tag_of(f)
	};
	if (open)
		t->closer = closer_of(b, open);
}

/* Mustache closes by the whole name, Handlebars by its first word. */
static bool
closes(const struct step *open, const struct step *close)
{
	struct str name = close->name;

	if (!name.len || str_eq(name, STR("end")))
		return true;
	if (open->stack == STACK_MAILCHIMP || open->stack == STACK_SQUARE)
		return str_ieq(open->name, name);
	return str_eq(open->name, name) ||
	       str_eq(first_token(open->name), name);
}

static void
close_block(struct blocks *b, const struct step *close)
{
	struct step *at = b->open[close->stack].at;
	size_t n = b->open[close->stack].n, k = n;
	size_t least = n > SEARCH_MOST ? n - SEARCH_MOST : 0;

	while (k > least && !closes(&at[k - 1], close))
		k--;
	if (k == least) {
		/* with something open, one of the two is misspelt */
		tell(b, n ? BLOCK_CROSSED : BLOCK_STRAY, close,
			n ? &at[n - 1] : NULL);
		b->open[close->stack].n -= n > 0;
		return;
	}
	for (size_t i = k; i < n; i++)
		tell(b, BLOCK_UNCLOSED, &at[i], &at[i]);
	b->open[close->stack].n = k - 1;
}

static void
take(struct blocks *b, const struct step *step)
{
	switch (step->move) {
	case MOVE_OPEN:
		*list_push(b->arena, &b->open[step->stack]) = *step;
		break;
	case MOVE_CLOSE:
		close_block(b, step);
		break;
	case MOVE_BETWEEN:
		if (!b->open[step->stack].n)
			tell(b, BLOCK_BETWEEN, step, NULL);
		break;
	case MOVE_NONE:
		break;
	}
}

static void
look_round(struct blocks *b)
{
	/* "{{=<% %>=}}" of Mustache changes what a tag is */
	b->unsure = str_has(b->body->s, STR("{{="));
	list_each (const struct field, f, b->fields) {
		b->go |= is_go(f);
		b->unsure |= f->broken;
	}
}

static int
by_place(const void *left, const void *right)
{
	const struct block_trouble *a = left, *b = right;
	return (a->at > b->at) - (a->at < b->at);
}

static void
check_tags(struct blocks *b)
{
	bool raw = false;

	list_each (const struct field, f, b->fields) {
		struct step step = step_of(b, f);
		step.field = f;
		if (str_starts(tag_of(f), STR("{{{{")))
			raw = tag_of(f).at[4] != '/';
		else if (!raw)
			take(b, &step);
	}
	for (int s = 0; s < STACKS; s++)
		list_each (const struct step, open, &b->open[s])
			tell(b, BLOCK_UNCLOSED, open, open);
}

void
blocks_check(block_troubles *out, struct arena *arena, const struct text *body,
	const field_list *fields)
{
	struct blocks b = {
		.body = body, .fields = fields, .out = out, .arena = arena
	};

	block_ends_find(&b.ends, arena, fields);
	look_round(&b);
	if (b.unsure)
		return;
	check_tags(&b);
	script_check(out, arena, body, fields);
	if (b.unsure)
		out->n = 0;
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, by_place);
}

const int8_t *
blocks_depths(struct arena *arena, const field_list *fields)
{
	struct blocks b = { .fields = fields, .arena = arena };
	int8_t *depths = ARENA_ARRAY(arena, int8_t, fields->n);

	block_ends_find(&b.ends, arena, fields);
	list_each (const struct field, f, fields)
		b.go |= is_go(f);
	for (size_t i = 0; i < fields->n; i++) {
		enum move move = step_of(&b, &fields->at[i]).move;
		depths[i] =
			(int8_t)((move == MOVE_OPEN) - (move == MOVE_CLOSE));
	}
	return depths;
}
