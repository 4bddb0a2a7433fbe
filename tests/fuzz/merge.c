/*
 * merge.c - fuzzes a table and a template together: the table up to the first
 * NUL, then one byte that chooses the file's name, then the template.
 */
#include "check/contacts.h"
#include "rules/rules.h"
#include "target.h"

static struct settings settings;
static struct linter *linter;

/* The linter with another table. */
static void
open_table(struct str csv)
{
	struct err err;

	if (!linter)
		linter = linter_new(families, &rules_phrases, &settings, &err);
	contacts_free(linter->contacts);
	linter->contacts = NULL;
	settings.data = csv.at ? csv : STR("");
	settings.data_path = STR("contacts.csv");
	linter->settings = &settings;
}

static void
lint(struct input *in, struct str path, bool table)
{
	struct arena draft;
	struct source source;
	struct result r;
	struct str bytes = table ? settings.data : in->bytes;

	arena_init(&draft);
	source_open(&source, &in->arena, path, bytes);
	if (table)
		linter_run_table(linter, &draft, &source, &r);
	else
		linter_run(linter, &draft, &source, 0, &r);
	demand(holds_result(&r, bytes));
	for (size_t i = 0; i < r.count; i++)
		DEMAND(!r.findings[i].told.rows.count ||
			(r.findings[i].told.rows.first[0] > 1 &&
				!r.findings[i].edit_count));
	result_release(&r);
	arena_release(&draft);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const paths[] = { "a.hbs", "a.liquid", "a.html",
		"a.txt", "a.eml", "a.erb", "a.md", "a.mjml" };
	struct input in;

	input_open(&in, data, size);
	struct str csv = str_sub(in.bytes, 0, str_chr(in.bytes, 0));
	open_table(csv);
	in.bytes = str_from(in.bytes, csv.len + 1);
	const char *path = paths[input_choice(&in) & 7];
	lint(&in, STR("contacts.csv"), true);
	lint(&in, str_of(path), false);
	input_close(&in);
	return 0;
}
