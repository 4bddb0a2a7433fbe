/* options.c - the command line, read by the table of options. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "../base/limits.h"
#include "../base/nearest.h"
#include "options.h"

void
options_init(struct options *o, const struct family *const *families)
{
	*o = (struct options){
		.fail_on = SEVERITY_ERROR,
		.max_risk = HUGE_VAL,
		.jobs = 1,
		.reader = terminal_reader(),
		.families = families,
	};
	arena_init(&o->arena);
}

void
options_release(struct options *o)
{
	arena_release(&o->arena);
}

/* The arguments that are left to read. */
struct arguments {
	struct options *options;
	char **at, **end;
	unsigned command;
};

static bool
takes(const struct arguments *a, const struct option *option)
{
	return (option->commands & a->command) != 0;
}

static const struct option *
option_named(const struct arguments *a, struct str name)
{
	option_each(
		o) if (takes(a, o) && str_eq(name, str_of(o->name))) return o;
	return NULL;
}

static const struct option *
option_lettered(const struct arguments *a, char letter)
{
	option_each(o) if (takes(a, o) && o->letter == letter) return o;
	return NULL;
}

static bool
unknown_option(const struct arguments *a, struct str name)
{
	struct options *o = a->options;
	struct nearest near;
	char suggestion[64];

	option_each(
		other) if (other->name &&
			   str_eq(name,
				   str_of(other->name))) return options_wrong(o,
		NULL, N_("this command has no option '--{2}'"), 1, name);
	nearest_begin(&near, name);
	option_each(known) if (takes(a, known)) nearest_try(&near, known->name);
	if (near.best)
		snprintf(suggestion, sizeof suggestion, "--%s", near.best);
	return options_wrong(o, near.best ? suggestion : NULL,
		near.best ? N_("no option '--{2}'")
			  : N_("no option '--{2}'; 'maillint help' lists them "
			       "all"),
		1, name);
}

static void
add_choices(struct buf *out, const char *const *choices)
{
	for (size_t i = 0; choices[i]; i++) {
		if (i)
			buf_add(out, STR(", "));
		buf_add(out, str_of(choices[i]));
	}
}

static bool
unknown_choice(
	struct options *o, const struct option *option, const char *value)
{
	struct nearest near;
	struct buf all;

	buf_init(&all, KIB);
	add_choices(&all, option->choices);
	nearest_begin(&near, str_of(value));
	for (size_t i = 0; option->choices[i]; i++)
		nearest_try(&near, option->choices[i]);
	options_wrong(o, near.best, N_("{1} cannot be '{2}', only one of: {3}"),
		2, str_of(value), buf_str(&all));
	buf_release(&all);
	return false;
}

bool
options_apply(struct options *o, const struct option *option, const char *value)
{
	if (!option->choices || !value)
		return option->set(o, value, 0);
	for (size_t i = 0; option->choices[i]; i++)
		if (!strcmp(option->choices[i], value))
			return option->set(o, value, i);
	return unknown_choice(o, option, value);
}

static bool
apply(struct arguments *a, const struct option *option, const char *value)
{
	a->options->called =
		arena_printf(&a->options->arena, "--%s", option->name);
	return options_apply(a->options, option, value);
}

/* The value that follows, as the next argument. */
static bool
apply_next(struct arguments *a, const struct option *option)
{
	if (!option->value)
		return apply(a, option, NULL);
	if (a->at < a->end)
		return apply(a, option, *a->at++);
	return options_wrong(a->options, NULL, N_("--{2} wants a value: {3}"),
		2, str_of(option->name), str_of(option->value));
}

static bool
read_long(struct arguments *a, const char *argument)
{
	struct str name = str_of(argument);
	size_t equals = str_chr(name, '=');
	bool has_value = equals < name.len;
	name.len = equals;
	const struct option *option = option_named(a, name);

	if (!option)
		return unknown_option(a, name);
	if (!has_value)
		return apply_next(a, option);
	if (!option->value)
		return options_wrong(
			a->options, NULL, N_("--{2} takes no value"), 1, name);
	return apply(a, option, argument + equals + 1);
}

static bool
read_letters(struct arguments *a, const char *letters)
{
	for (; *letters; letters++) {
		const struct option *option = option_lettered(a, *letters);
		if (!option)
			return options_wrong(a->options, NULL,
				N_("no option '-{2}'; 'maillint help' lists "
				   "them all"),
				1, str_sub(str_of(letters), 0, 1));
		if (!apply_next(a, option))
			return false;
	}
	return true;
}

static void
add_argument(struct options *o, const char *word)
{
	*list_push(&o->arena, &o->words) = word;
}

/* What is wrong is said in the language asked for, wherever --lang stands. */
static void
find_language(struct options *o, const struct command_line *l)
{
	enum reader reader;

	for (int i = 0; i < l->argc && strcmp(l->argv[i], "--") != 0; i++) {
		const char *tag;
		if (!strncmp(l->argv[i], "--lang=", 7))
			tag = l->argv[i] + 7;
		else if (!strcmp(l->argv[i], "--lang") && i + 1 < l->argc)
			tag = l->argv[i + 1];
		else
			continue;
		if (reader_named(tag, &reader))
			o->reader = reader;
	}
}

bool
options_read(struct options *o, const struct command_line *line)
{
	struct arguments a = { o, line->argv, line->argv + line->argc,
		line->command };

	o->line = *line;
	o->place = (struct spot){ 0, 0 };
	o->selecting = false;
	find_language(o, line);
	while (a.at < a.end) {
		const char *argument = *a.at++;
		bool fine = true;
		if (!strcmp(argument, "--")) {
			while (a.at < a.end)
				add_argument(o, *a.at++);
		} else if (!strncmp(argument, "--", 2)) {
			fine = read_long(&a, argument + 2);
		} else if (argument[0] == '-' && argument[1]) {
			fine = read_letters(&a, argument + 1);
		} else {
			add_argument(o, argument);
		}
		if (!fine)
			return false;
	}
	return true;
}
