/* node.c - a small YAML document as a tree. */
#include "../base/limits.h"
#include "../base/utf8.h"
#include "../base/yamlread.h"
#include "node.h"

struct builder {
	struct options *options;
	struct str bytes;
	struct node *root;
	struct node *open[LIMIT_CONFIG_DEPTH];
	const struct node *keys[LIMIT_CONFIG_DEPTH]; /* that wait for a value */
	size_t depth, count, documents;
	size_t at; /* how far places are counted */
	struct spot place;
	bool wrong;
};

static void
step(struct spot *p, char c)
{
	if (c == '\n') {
		p->line++;
		p->column = 1;
	} else {
		p->column += ((uint8_t)c & 0xC0) != 0x80;
	}
}

/* Forward only, as events come. */
static struct spot
place_at(struct builder *b, size_t at)
{
	while (b->at < at && b->at < b->bytes.len)
		step(&b->place, b->bytes.at[b->at++]);
	return b->place;
}

static struct spot
place_anywhere(const struct builder *b, size_t at)
{
	struct spot p = { 1, 1 };

	for (size_t i = 0; i < at && i < b->bytes.len; i++)
		step(&p, b->bytes.at[i]);
	return p;
}

static bool
refuse(struct builder *b, struct spot place, const char *english,
	struct str detail)
{
	b->options->place = place;
	b->wrong = true;
	return options_wrong(b->options, NULL, english, 1, detail);
}

static bool
is_none(const struct yaml_seen *e)
{
	return e->quoting == QUOTING_PLAIN &&
	       (e->value.len == 0 || str_eq(e->value, STR("~")) ||
		       str_ieq(e->value, STR("null")));
}

static struct node *
make(struct builder *b, enum node_kind kind, const struct yaml_seen *e)
{
	struct node *n = ARENA_NEW(&b->options->arena, struct node);

	n->kind = kind;
	n->place = place_at(b, e->span.at);
	if (kind == NODE_ONE) {
		n->value = arena_str(&b->options->arena, e->value);
		n->none = is_none(e);
	}
	b->count++;
	return n;
}

static void
append(struct node *parent, struct node *child)
{
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

static bool
note_key(struct builder *b, const struct node *key)
{
	node_each(other,
		b->open[b->depth - 1]) if (str_eq(other->key->value,
						   key->value)) return refuse(b,
		key->place, N_("'{2}' stands here a second time"), key->value);
	b->keys[b->depth - 1] = key;
	return true;
}

/* Puts a node where it belongs; false to stop. */
static bool
place_node(struct builder *b, struct node *n)
{
	if (!b->depth) {
		b->root = n;
		return true;
	}
	struct node *parent = b->open[b->depth - 1];
	if (parent->kind == NODE_MAP && !b->keys[b->depth - 1]) {
		if (n->kind != NODE_ONE)
			return refuse(b, n->place, N_("a key must be one word"),
				STR_NONE);
		return note_key(b, n);
	}
	n->key = b->keys[b->depth - 1];
	b->keys[b->depth - 1] = NULL;
	append(parent, n);
	return true;
}

static bool
open_node(struct builder *b, enum node_kind kind, const struct yaml_seen *e)
{
	struct node *n = make(b, kind, e);

	if (b->depth == LIMIT_CONFIG_DEPTH)
		return refuse(b, n->place, N_("nested too deeply"), STR_NONE);
	if (!place_node(b, n))
		return false;
	b->keys[b->depth] = NULL;
	b->open[b->depth++] = n;
	return true;
}

static bool
close_node(struct builder *b)
{
	b->depth--;
	return true;
}

static bool
begin_document(struct builder *b, const struct yaml_seen *e)
{
	if (!b->documents++)
		return true;
	return refuse(b, place_at(b, e->span.at),
		N_("a second document begins here: only one is read"),
		STR_NONE);
}

static bool
take_one(struct builder *b, const struct yaml_seen *e)
{
	/* values become C strings */
	if (str_chr(e->value, '\0') < e->value.len)
		return refuse(b, place_at(b, e->span.at),
			N_("a NUL byte has no place here"), STR_NONE);
	return place_node(b, make(b, NODE_ONE, e));
}

static bool
take(void *context, const struct yaml_seen *e)
{
	struct builder *b = context;

	if (b->count == LIMIT_CONFIG_NODES)
		return refuse(b, place_at(b, e->span.at),
			N_("too many entries: put long lists into files of "
			   "their own"),
			STR_NONE);
	switch (e->kind) {
	case YAMLREAD_DOCUMENT:
		return begin_document(b, e);
	case YAMLREAD_DOCUMENT_END:
		return true;
	case YAMLREAD_SCALAR:
		return take_one(b, e);
	case YAMLREAD_MAPPING:
		return open_node(b, NODE_MAP, e);
	case YAMLREAD_SEQUENCE:
		return open_node(b, NODE_LIST, e);
	case YAMLREAD_MAPPING_END:
	case YAMLREAD_SEQUENCE_END:
		return close_node(b);
	case YAMLREAD_ALIAS:
		break;
	}
	return refuse(b, place_at(b, e->span.at),
		N_("aliases (*name) are not read: write it out"), STR_NONE);
}

static bool
has_tab(const struct builder *b, size_t at)
{
	size_t newline = str_rchr(str_sub(b->bytes, 0, at), '\n');
	struct str line = str_from(b->bytes, newline < at ? newline + 1 : 0);

	for (size_t i = 0;
		i < line.len && is_blank(line.at[i]) && line.at[i] != '\n'; i++)
		if (line.at[i] == '\t')
			return true;
	return false;
}

static bool
refuse_yaml(struct builder *b, const struct yaml_problem *p)
{
	struct spot place = place_anywhere(b, p->at);

	if (utf8_valid(b->bytes) < b->bytes.len)
		return refuse(b, place_anywhere(b, utf8_valid(b->bytes)),
			N_("this is not UTF-8"), STR_NONE);
	if (has_tab(b, p->at))
		return refuse(b, place,
			N_("lines are indented with blanks, not with tabs"),
			STR_NONE);
	return refuse(b, place, N_("this is not YAML: {2}"), p->words);
}

bool
node_read(struct options *o, struct str bytes, const struct node **root)
{
	struct str mark = STR("\xEF\xBB\xBF");
	struct builder b = { .options = o, .place = { 1, 1 } };
	struct yaml_problem problem;

	b.bytes = str_from(bytes, str_starts(bytes, mark) ? mark.len : 0);
	if (bytes.len > LIMIT_CONFIG)
		return refuse(&b, (struct spot){ 1, 1 },
			N_("larger than 1 MiB: put long lists into files of "
			   "their own"),
			STR_NONE);
	if (!yaml_read(b.bytes, take, &b, &o->arena, &problem) && !b.wrong)
		refuse_yaml(&b, &problem);
	*root = b.root;
	return !b.wrong;
}

_Static_assert(LIMIT_CONFIG == MIB, "the sentence above names it");
