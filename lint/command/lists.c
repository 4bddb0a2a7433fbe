/* lists.c - lists of the configuration. */
#include <stdlib.h>
#include <string.h>

#include "../base/csv.h"
#include "../base/file.h"
#include "../base/limits.h"
#include "../draft/charset.h"
#include "lists.h"
#include "say.h"

static bool
is_suppressible(struct str s)
{
	size_t at = str_chr(s, '@');

	if (at == s.len || at + 1 == s.len)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (is_blank(s.at[i]) || s.at[i] == ',' || s.at[i] == ';')
			return false;
	return str_chr(str_from(s, at + 1), '@') == s.len - at - 1;
}

static bool
add_suppressed(struct options *o, struct str s)
{
	if (!is_suppressible(s))
		return options_wrong(o, NULL,
			N_("'{2}' is no address and no @domain"), 1, s);
	*list_push(&o->arena, &o->settings.known.suppressed) =
		arena_lower(&o->arena, s);
	return true;
}

bool
lists_add(struct options *o, enum list_use use, struct str entry)
{
	struct str s = arena_str(&o->arena, str_trim(entry));

	if (!s.len)
		return true;
	switch (use) {
	case LIST_WORDS:
		*list_push(&o->arena, &o->settings.known.words) = s;
		break;
	case LIST_FIELDS:
		*list_push(&o->arena, &o->settings.known.fields) = s;
		break;
	case LIST_SUPPRESSED:
		return add_suppressed(o, s);
	}
	return true;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void
lists_settle(struct options *o)
{
	struct str *at = o->settings.known.suppressed.at;
	size_t n = o->settings.known.suppressed.n, kept = 0;

	if (!n)
		return;
	qsort(at, n, sizeof *at, by_bytes);
	for (size_t i = 0; i < n; i++)
		if (!kept || !str_eq(at[kept - 1], at[i]))
			at[kept++] = at[i];
	o->settings.known.suppressed.n = kept;
}

/* "# ..." at the start of a line, or behind a blank. */
static struct str
without_comment(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] == '#' && (!i || is_blank(line.at[i - 1])))
			return str_sub(line, 0, i);
	return line;
}

static bool
too_long(struct options *o)
{
	return options_wrong(o, NULL,
		N_("more than two million entries: the rest is not read"), 0);
}

_Static_assert(LIMIT_LIST == 2000000, "the sentence above names it");

static bool
read_lines(struct options *o, enum list_use use, struct str rest)
{
	struct str mark = STR("\xEF\xBB\xBF");
	bool fine = true;
	size_t n = 0;

	if (str_starts(rest, mark))
		rest = str_from(rest, mark.len);
	o->place = (struct spot){ 0, 1 };
	while (rest.at && o->complaints.n < LIMIT_COMPLAINTS) {
		o->place.line++;
		struct str line = without_comment(str_cut(&rest, '\n'));
		if (n++ == LIMIT_LIST)
			return too_long(o);
		fine &= lists_add(o, use, line);
	}
	return fine;
}

static bool
read_header_row(struct options *o, enum list_use use, struct str bytes)
{
	csv_cells cells = { 0 };
	struct csv csv;

	csv_begin(&csv, str_sub(bytes, 0, LIMIT_CSV_HEADER));
	csv_row(&csv, &o->arena, &cells);
	list_each (const struct str, cell, &cells)
		lists_add(o, use, *cell);
	o->place = (struct spot){ 1, 1 };
	if (o->settings.known.fields.n)
		return true;
	return options_wrong(o, NULL, N_("the first row names no fields"), 0);
}

/* Spreadsheets still write the charset of the country. */
static struct str
as_utf8(struct arena *a, struct str bytes)
{
	const struct map *map = NULL;
	bool clean;

	if (utf8_valid(bytes) == bytes.len)
		return bytes;
	const char *charset = charset_marked(bytes);
	if (!charset)
		charset = charset_detect(bytes);
	return charset_decode(
		a, charset, bytes, map_identity(a, 0, NULL), &map, &clean);
}

bool
lists_read(struct options *o, enum list_use use, struct str bytes, bool csv)
{
	if (csv)
		bytes = str_sub(bytes, 0, LIMIT_CSV_HEADER);
	bytes = as_utf8(&o->arena, bytes);
	return csv ? read_header_row(o, use, bytes) : read_lines(o, use, bytes);
}

static const char *
path_beside(struct arena *a, const char *config, const char *path)
{
	const char *slash = strrchr(config, '/');

	if (path[0] == '/' || !slash)
		return path;
	return arena_printf(a, "%.*s/%s", (int)(slash - config), config, path)
		.at;
}

static bool
is_table(const char *path)
{
	return str_iends(str_of(path), STR(".csv")) ||
	       str_iends(str_of(path), STR(".tsv"));
}

/* Complaints about the file stand under its own name. */
static bool
read_list(struct options *o, const struct list_file *l, const char *path)
{
	struct options kept = { .complaints = o->complaints };
	struct file file;
	struct err err;

	if (!file_read(&file, path, &err)) {
		o->place = l->place;
		return options_wrong(o, NULL, "{2}", 1, str_of(err.said));
	}
	memset(&o->complaints, 0, sizeof o->complaints);
	bool fine = lists_read(
		o, l->use, file.bytes, l->use == LIST_FIELDS && is_table(path));
	options_say(o, path);
	o->complaints = kept.complaints;
	file_release(&file);
	return fine;
}

bool
lists_load(struct options *o, const char *config)
{
	bool fine = true;

	list_each (const struct list_file, l, &o->list_files)
		fine &= read_list(
			o, l, path_beside(&o->arena, config, l->path));
	lists_settle(o);
	return fine;
}
