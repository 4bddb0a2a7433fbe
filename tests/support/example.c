/* example.c - running the linter on a small draft inside a test. */
#include <dirent.h>
#include <stdlib.h>
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

/* A file of tests/cases/data/. */
static bool
read_data(struct example *e, struct str name)
{
	struct err err;
	struct file f;

	e->path = arena_printf(&e->own, "tests/cases/data/%.*s", STR_ARG(name));
	if (!file_read(&f, e->path.at, &err))
		return false;
	e->settings.data = arena_str(&e->own, f.bytes);
	e->settings.data_path = e->path;
	file_release(&f);
	return true;
}

static bool
set_data(struct example *e, struct str name)
{
	struct str path = e->path;
	bool fine = read_data(e, name);

	e->path = path;
	return fine;
}

static bool
set_table(struct example *e, struct str name)
{
	e->is_table = true;
	return read_data(e, name);
}

static bool
set_option(struct example *e, struct str line)
{
	struct str name = str_cut(&line, ' '), value = str_trim(line);

	if (str_eq(name, STR("--stage")))
		return set_stage(&e->settings, value);
	if (str_eq(name, STR("--preset")))
		return set_preset(&e->settings, value);
	if (str_eq(name, STR("--data")))
		return set_data(e, value);
	if (str_eq(name, STR("--table")))
		return set_table(e, value);
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
	if (e->is_table)
		e->text = e->settings.data;
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

static bool
name_folder(struct example *e, const char *family, struct str name)
{
	DIR *dir;

	e->folder = arena_printf(
		&e->own, "tests/cases/%s/%.*s", family, STR_ARG(name));
	dir = opendir(e->folder.at);
	if (dir)
		closedir(dir);
	return dir != NULL;
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
	if (str_ends(str_trim(e->text), STR("/")) && e->text.at[0] == '@')
		return name_folder(e, family, str_trim(str_from(e->text, 1)));
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
	if (e->is_table)
		linter_run_table(l, &draft, &source, result);
	else
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

static int
is_draft(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Every message of one file. */
static void
lint_file(
	struct example *e, struct linter *l, struct batch *b, const char *name)
{
	struct str path =
		arena_printf(&e->own, "%.*s%s", STR_ARG(e->folder), name);
	struct arena draft, source_arena;
	struct source source;
	struct result r;
	struct err err;
	struct file f;

	if (!file_read(&f, path.at, &err))
		return;
	arena_init(&draft);
	arena_init(&source_arena);
	source_open(&source, &source_arena, path, f.bytes);
	for (size_t n = 0; n < source.messages.n; n++) {
		linter_run(l, &draft, &source, n, &r);
		batch_add(b, &r);
		b->errors += r.errors;
		b->warnings += r.warnings;
		result_release(&r);
		arena_clear(&draft);
	}
	arena_release(&draft);
	arena_release(&source_arena);
	file_release(&f);
}

void
example_lint_folder(struct example *e, struct batch *b)
{
	struct dirent **entries;
	struct err err;

	e->settings.many = true;
	struct linter *l =
		linter_new(families, &rules_phrases, &e->settings, &err);
	batch_init(b, l);
	int n = scandir(e->folder.at, &entries, is_draft, alphasort);
	for (int i = 0; i < n; i++) {
		lint_file(e, l, b, entries[i]->d_name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	batch_run(b);
	linter_free(l);
}

size_t
example_count_batch(const struct batch *b, const struct rule *rule)
{
	size_t n = 0;
	for (size_t i = 0; i < b->findings.n; i++)
		n += b->findings.at[i].rule == rule;
	return n;
}
