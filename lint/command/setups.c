/* setups.c - which configuration each draft is checked with. */
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "config.h"
#include "say.h"
#include "setups.h"

static struct setup *
add(struct setups *s, const char *config, struct options *o)
{
	struct setup *new = list_push(&s->flags->arena, &s->list);

	*new = (struct setup){ config, o };
	return new;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool
load(struct setups *s, const char *config)
{
	struct options *flags = s->flags;

	if (s->list.n == LIMIT_CONFIGS)
		return say(flags->reader,
			N_("more than 100 configuration files in one run"), 0);
	if (!config) {
		add(s, NULL, flags);
		return true;
	}
	struct options *o = memory_new(sizeof *o);
	add(s, config, o);
	if (flags->verbose)
		say(flags->reader, N_("configuration: {1}"), 1, str_of(config));
	return config_load(o, config, flags);
}

_Static_assert(LIMIT_CONFIGS == 100, "the sentence above names it");

static bool
setup_with(struct setups *s, const char *config, size_t *index)
{
	for (*index = 0; *index < s->list.n; ++*index)
		if (same(s->list.at[*index].config, config))
			return true;
	return load(s, config);
}

/* What a draft is called, "-" for standard input. */
static const char *
name_of(const struct setups *s, const char *path)
{
	const char *named = s->flags->stdin_filename;
	return !strcmp(path, "-") && named ? named : path;
}

static bool
in_one_folder(const char *a, const char *b)
{
	struct str one = str_of(a), other = str_of(b);
	size_t n = str_rchr(one, '/'), m = str_rchr(other, '/');

	if ((n == one.len) != (m == other.len))
		return false;
	return n == one.len || str_eq(str_sub(one, 0, n), str_sub(other, 0, m));
}

static const char *
config_of(const struct setups *s, const char *draft)
{
	if (s->flags->isolated)
		return NULL;
	if (s->flags->config)
		return s->flags->config;
	return config_for(&s->flags->arena, draft);
}

bool
setups_find(struct setups *s, struct inputs *inputs)
{
	const struct input *before = NULL;
	bool fine = true;

	if (s->flags->isolated && s->flags->config)
		return say(s->flags->reader,
			N_("--config and --isolated contradict each other"), 0);
	list_each (struct input, in, &inputs->list) {
		const char *name = name_of(s, in->path);
		if (before && in_one_folder(name_of(s, before->path), name))
			in->setup = before->setup;
		else
			fine &= setup_with(s, config_of(s, name), &in->setup);
		before = in;
	}
	if (!s->list.n)
		add(s, NULL, s->flags);
	return fine;
}

bool
setups_link(struct setups *s, const struct family *const *families,
	const struct phrase_set *phrases)
{
	struct err err;

	s->linters = ARENA_ARRAY(&s->flags->arena, struct linter *, s->list.n);
	for (size_t i = 0; i < s->list.n; i++) {
		s->linters[i] = linter_new(families, phrases,
			&s->list.at[i].options->settings, &err);
		if (!s->linters[i]) {
			say_sentence(str_of(err.said));
			return false;
		}
	}
	return true;
}

void
setups_release(struct setups *s)
{
	for (size_t i = 0; i < s->list.n; i++) {
		if (s->linters)
			linter_free(s->linters[i]);
		if (s->list.at[i].options == s->flags)
			continue;
		options_release(s->list.at[i].options);
		free(s->list.at[i].options);
	}
}
