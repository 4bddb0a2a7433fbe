/* config.c - the configuration file. */
#include <string.h>

#include "../base/file.h"
#include "../base/limits.h"
#include "config.h"
#include "lists.h"
#include "../base/nearest.h"
#include "node.h"
#include "say.h"

static bool
wrong_at(struct options *o, const struct node *n, const char *english)
{
	o->place = n->place;
	return options_wrong(o, NULL, english, 0);
}

static const struct option *
key_named(struct str name)
{
	option_each(
		option) if (option->key &&
			    str_eq(name, str_of(option->key))) return option;
	return NULL;
}

static bool
unknown_key(struct options *o, const struct node *key)
{
	struct nearest near;
	struct buf all;

	buf_init(&all, KIB);
	nearest_begin(&near, key->value);
	option_each(option)
	{
		if (!option->key)
			continue;
		nearest_try(&near, option->key);
		buf_printf(&all, "%s%s", all.len ? ", " : "", option->key);
	}
	o->place = key->place;
	options_wrong(o, near.best,
		near.best ? N_("no key '{2}'")
			  : N_("no key '{2}'; there are: {3}"),
		2, key->value, buf_str(&all));
	buf_release(&all);
	return false;
}

static bool
keys_known(struct options *o, const struct node *root)
{
	bool fine = true;

	node_each(entry, root) if (!key_named(entry->key->value)) fine =
		unknown_key(o, entry->key);
	return fine;
}

/* One value; `n` must be no list or map. */
static bool
take_one(struct options *o, const struct option *option, const struct node *n)
{
	if (n->kind != NODE_ONE)
		return wrong_at(o, n, N_("{1} wants one value here"));
	if (n->none)
		return wrong_at(o, n, N_("{1} has no value"));
	o->place = n->place;
	return options_apply(o, option, arena_cstr(&o->arena, n->value));
}

static bool
take_list(struct options *o, const struct option *option, const struct node *n)
{
	bool fine = true;

	if (n->kind == NODE_ONE)
		return take_one(o, option, n);
	if (n->kind == NODE_MAP)
		return wrong_at(o, n, N_("{1} wants a list"));
	node_each(item, n) fine &= take_one(o, option, item);
	return fine;
}

static bool
take_list_or_file(
	struct options *o, const struct option *option, const struct node *n)
{
	if (n->kind != NODE_ONE || n->none)
		return take_list(o, option, n);
	o->place = n->place;
	return option->set_file(o, arena_cstr(&o->arena, n->value));
}

/* What a rule shall be; "false" and "true" are how other tools write "off"
 * and "on" back. */
static bool
severity_said(struct options *o, const struct option *option,
	const struct node *n, size_t *choice)
{
	struct str word = str_eq(n->value, STR("false"))  ? STR("off")
			  : str_eq(n->value, STR("true")) ? STR("on")
							  : n->value;
	struct nearest near;

	nearest_begin(&near, word);
	for (size_t i = 0; n->kind == NODE_ONE && option->choices[i]; i++) {
		*choice = i;
		if (str_eq(word, str_of(option->choices[i])))
			return true;
		nearest_try(&near, option->choices[i]);
	}
	o->place = n->place;
	return options_wrong(o, n->kind == NODE_ONE ? near.best : NULL,
		N_("'{2}' can be off, note, warning, error or on"), 1,
		n->key->value);
}

static bool
take_rule(struct options *o, const struct option *option, const struct node *n)
{
	size_t choice = 0;

	if (!severity_said(o, option, n, &choice))
		return false;
	o->place = n->key->place;
	return option->set(o, arena_cstr(&o->arena, n->key->value), choice);
}

/* "all", a family, a rule. */
static int
width_of(struct str what)
{
	if (str_eq(what, STR("all")))
		return 0;
	return str_chr(what, '/') == what.len ? 1 : 2;
}

/* What says more precisely which rule is meant wins, wherever it stands. */
static bool
take_rules(struct options *o, const struct option *option, const struct node *n)
{
	bool fine = true;

	if (n->kind != NODE_MAP)
		return wrong_at(o, n,
			N_("{1} wants lines like 'links/shortened: off'"));
	for (int width = 0; width <= 2; width++)
		node_each(entry, n) if (width_of(entry->key->value) == width)
			fine &= take_rule(o, option, entry);
	return fine;
}

static bool
take_key(struct options *o, const struct option *option, const struct node *n)
{
	o->called = str_of(option->key);
	switch (option->form) {
	case KEY_ONE:
		return take_one(o, option, n);
	case KEY_LIST:
		return take_list(o, option, n);
	case KEY_LIST_OR_FILE:
		return take_list_or_file(o, option, n);
	case KEY_RULES:
		return take_rules(o, option, n);
	case KEY_NONE:
		break;
	}
	return false;
}

static const struct node *
value_of(const struct node *root, const char *key)
{
	node_each(entry,
		root) if (str_eq(entry->key->value, str_of(key))) return entry;
	return NULL;
}

/* In the order of the table: what later keys say goes over earlier ones. */
static bool
take_keys(struct options *o, const struct node *root)
{
	bool fine = keys_known(o, root);

	option_each(option)
	{
		const struct node *n =
			option->key ? value_of(root, option->key) : NULL;
		if (n && !n->none)
			fine &= take_key(o, option, n);
	}
	return fine;
}

bool
config_read(struct options *o, struct str bytes)
{
	const struct node *root;

	if (!node_read(o, bytes, &root))
		return false;
	if (!root || root->none)
		return true;
	if (root->kind != NODE_MAP)
		return wrong_at(o, root,
			N_("a configuration is lines like 'preset: bulk'"));
	return take_keys(o, root);
}

static bool
read_file(struct options *o, const char *path)
{
	struct file file;
	struct err err;

	if (!file_read(&file, path, &err)) {
		say_sentence(str_of(err.said));
		return false;
	}
	bool fine = config_read(o, file.bytes);
	file_release(&file);
	return fine & lists_load(o, path);
}

bool
config_load(struct options *o, const char *path, const struct options *over)
{
	options_init(o, over->families);
	o->reader = over->reader;
	bool fine = read_file(o, path);
	options_say(o, path);
	return fine && options_read(o, &over->line);
}
