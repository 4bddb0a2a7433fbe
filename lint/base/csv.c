/* csv.c - rows of comma-separated values. */
#include "csv.h"

/* The one that stands most often outside of quotes in the first line. */
static char
separator_of(struct str s)
{
	size_t commas = 0, semicolons = 0, tabs = 0;
	bool quoted = false;

	for (size_t i = 0; i < s.len && (quoted || s.at[i] != '\n'); i++) {
		quoted ^= s.at[i] == '"';
		commas += !quoted && s.at[i] == ',';
		semicolons += !quoted && s.at[i] == ';';
		tabs += !quoted && s.at[i] == '\t';
	}
	if (tabs > commas && tabs > semicolons)
		return '\t';
	return semicolons > commas ? ';' : ',';
}

void
csv_begin(struct csv *c, struct str bytes)
{
	struct str mark = STR("\xEF\xBB\xBF");

	if (str_starts(bytes, mark))
		bytes = str_from(bytes, mark.len);
	*c = (struct csv){
		.rest = bytes, .separator = separator_of(bytes), .next_line = 1
	};
}

/* Bytes of a quoted cell at the start of `s`, both quotes included. */
static size_t
quoted_len(struct str s)
{
	size_t at = 1;

	while (at < s.len) {
		at += str_chr(str_from(s, at), '"');
		if (at + 1 >= s.len || s.at[at + 1] != '"')
			break;
		at += 2;
	}
	return at < s.len ? at + 1 : s.len;
}

static size_t
cell_len(const struct csv *c, struct str s)
{
	size_t at = s.len && s.at[0] == '"' ? quoted_len(s) : 0;

	while (at < s.len && s.at[at] != c->separator && s.at[at] != '\n')
		at++;
	return at;
}

static struct str
unquoted(struct arena *arena, struct str cell)
{
	if (!str_starts(cell, STR("\"")))
		return cell;
	char *to = arena_bytes(arena, cell.len);
	size_t n = 0;
	for (size_t i = 1; i < cell.len; i++) {
		if (cell.at[i] != '"')
			to[n++] = cell.at[i];
		else if (i + 1 < cell.len && cell.at[i + 1] == '"')
			to[n++] = cell.at[i++];
	}
	return (struct str){ to, n };
}

bool
csv_row(struct csv *c, struct arena *arena, csv_cells *cells)
{
	bool more = c->rest.len > 0;

	cells->n = 0;
	c->line = c->next_line;
	for (bool row = more; row;) {
		size_t len = cell_len(c, c->rest);
		struct str cell = str_sub(c->rest, 0, len);
		c->next_line += str_count(cell, '\n');
		row = len < c->rest.len && c->rest.at[len] == c->separator;
		c->next_line += !row;
		c->rest = str_from(c->rest, len + 1);
		*list_push(arena, cells) = unquoted(arena, str_trim(cell));
	}
	return more;
}
