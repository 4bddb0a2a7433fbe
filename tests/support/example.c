/* example.c - running the linter on a small draft inside a test. */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "command/lists.h"
#include "spelling.h"
#include "example.h"

static bool
set_stage(struct settings *s, struct str value)
{
	s->stage = str_eq(value, STR("template")) ? STAGE_TEMPLATE
		   : str_eq(value, STR("final"))  ? STAGE_FINAL
						  : STAGE_AUTO;
	return s->stage != STAGE_AUTO;
}

static bool
set_preset(struct settings *s, struct str value)
{
	for (int p = PRESET_OUTREACH; p < PRESETS; p++)
		if (str_eq(value, str_of(preset_name((enum preset)p))))
			s->preset = (enum preset)p;
	return s->preset != PRESET_AUTO;
}

static bool
set_option(struct example *e, struct str line)
{
	struct str name = str_cut(&line, ' '), value = str_trim(line);

	if (str_eq(name, STR("--stage")))
		return set_stage(&e->settings, value);
	if (str_eq(name, STR("--preset")))
		return set_preset(&e->settings, value);
	if (str_eq(name, STR("--to")))
		e->settings.draft.to = value;
	else if (str_eq(name, STR("--subject")))
		e->settings.draft.subject = value;
	else if (str_eq(name, STR("--suppress")))
		*list_push(&e->own, &e->settings.known.suppressed) = value;
	else if (str_eq(name, STR("--company")))
		e->settings.known.company = value;
	else if (str_eq(name, STR("--domain")))
		*list_push(&e->own, &e->settings.known.domains) = value;
	else if (str_eq(name, STR("--path")))
		e->path = value;
	else if (str_eq(name, STR("--select")))
		*list_push(&e->own, &e->settings.selectors) =
			(struct selector){ .what = value, .on = true };
	else
		return false;
	return true;
}

/* The lines without "--", as a configuration file. */
static bool
read_config(struct example *e, struct str config)
{
	options_init(&e->options, families);
	if (!config_read(&e->options, config)) {
		options_say(&e->options, "example");
		return false;
	}
	lists_settle(&e->options);
	e->settings = e->options.settings;
	return true;
}

static bool
read_options(struct example *e)
{
	struct str options = e->text, rest = e->text;
	struct buf config;
	bool fine = true;

	buf_init(&config, MIB);
	while (str_starts(rest, STR("maillint: "))) {
		struct str line = str_from(str_cut(&rest, '\n'), 10);
		if (!str_starts(line, STR("--")))
			buf_printf(&config, "%.*s\n", STR_ARG(line));
	}
	fine = read_config(e, arena_str(&e->own, buf_str(&config)));
	buf_release(&config);
	e->text = rest;
	while (fine && options.at != rest.at) {
		struct str line = str_from(str_cut(&options, '\n'), 10);
		if (str_starts(line, STR("--")))
			fine = set_option(e, line);
	}
	return fine;
}

static bool
read_file(struct example *e, const char *family, struct str name)
{
	struct str path = arena_printf(
		&e->own, "tests/cases/%s/%.*s", family, STR_ARG(name));
	struct err err;
	struct file f;

	if (str_chr(name, '.') == name.len)
		path = arena_printf(&e->own, "%.*s.eml", STR_ARG(path));
	if (!file_read(&f, path.at, &err))
		return false;
	e->text = arena_str(&e->own, f.bytes);
	e->path = path;
	file_release(&f);
	return true;
}

bool
example_open(struct example *e, const char *family, const char *text)
{
	memset(e, 0, sizeof *e);
	arena_init(&e->own);
	e->path = STR("draft.eml");
	e->text = str_of(text);
	if (!read_options(e))
		return false;
	if (e->text.len && e->text.at[0] == '@')
		return read_file(e, family, str_trim(str_from(e->text, 1)));
	return true;
}

void
example_release(struct example *e)
{
	options_release(&e->options);
	arena_release(&e->own);
}

void
example_lint(struct example *e, struct str bytes, struct result *result)
{
	struct arena draft, source_arena;
	struct source source;
	struct err err;

	arena_init(&draft);
	arena_init(&source_arena);
	source_open(&source, &source_arena, e->path, bytes);
	struct linter *l =
		linter_new(families, &rules_phrases, &e->settings, &err);
	linter_use_spelling(l, tests_spelling());
	linter_run(l, &draft, &source, 0, result);
	linter_free(l);
	arena_release(&draft);
	arena_release(&source_arena);
}

size_t
example_count(const struct result *r, const struct rule *rule)
{
	size_t n = 0;
	for (size_t i = 0; i < r->count; i++)
		n += r->findings[i].rule == rule;
	return n;
}
