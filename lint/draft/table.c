/* table.c - a table of contacts as spreadsheets write it. */
#include "../base/limits.h"
#include "../base/utf8.h"
#include "charset.h"
#include "sniff.h"
#include "table.h"

enum { LOOKED_AT = 100, NAME_MOST = 64 };

/* --- bytes ---------------------------------------------------------------- */

/*
 * Two bytes each, of the range of GB 2312's characters: what Excel writes in
 * China. A detector guesses worse from a few names.
 */
static bool
is_chinese(struct str s)
{
	size_t pairs = 0;

	for (size_t i = str_high(s); i < s.len; i++) {
		uint8_t lead = (uint8_t)s.at[i];
		if (lead < 0x80)
			continue;
		if (lead < 0xA1 || lead > 0xF7 || ++i == s.len ||
			(uint8_t)s.at[i] < 0xA1)
			return false;
		pairs++;
	}
	return pairs > 0;
}

/* By the first bytes that are not ASCII: they may stand far below. */
static const char *
charset_of(struct str s)
{
	const char *wide = sniff_utf16(s);

	if (wide)
		return charset_named(str_of(wide));
	if (utf8_valid(s) == s.len)
		return charset_named(STR("utf-8"));
	if (is_chinese(s))
		return charset_named(STR("gb18030"));
	size_t high = str_high(s);
	return charset_detect(str_from(s, high > 64 ? high - 64 : 0));
}

static void
decode(struct table *t, struct arena *arena, struct str bytes)
{
	size_t mark = sniff_mark(bytes);
	struct part *p = t->part = ARENA_NEW(arena, struct part);
	bool clean;

	p->kind = PART_PLAIN;
	p->media = STR("text/csv");
	p->transfer = TRANSFER_8BIT;
	p->span = p->body = span_of(mark, bytes.len - mark);
	p->charset = charset_of(bytes);
	p->text.part = p;
	p->text.form = TEXT_BODY;
	p->text.s = charset_decode(arena, p->charset, str_from(bytes, mark),
		map_identity(arena, mark, NULL), &p->text.map, &clean);
	t->unreadable = !clean;
	t->text = p->text;
}

/* --- cells ---------------------------------------------------------------- */

struct reader {
	struct table *table;
	struct arena *arena;
	struct str s;
	size_t at;
	char delimiter;
	uint32_t number; /* of the row */
};

/* Which of , ; TAB the first line has most, outside of quotes. */
static char
find_delimiter(struct str s)
{
	size_t counts[3] = { 0 };
	bool quoted = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		quoted ^= c == '"';
		if (!quoted && (c == '\n' || c == '\r'))
			break;
		counts[0] += !quoted && c == ',';
		counts[1] += !quoted && c == ';';
		counts[2] += !quoted && c == '\t';
	}
	if (counts[1] > counts[0] && counts[1] >= counts[2])
		return ';';
	return counts[2] > counts[0] ? '\t' : ',';
}

/* "sep=;" of Excel. */
static void
read_sep_line(struct reader *r)
{
	struct str key = STR("sep=");

	if (!str_istarts(r->s, key) || r->s.len < key.len + 2)
		return;
	char c = r->s.at[key.len], next = r->s.at[key.len + 1];
	if (next != '\n' && next != '\r')
		return;
	r->delimiter = c;
	r->number++;
	r->at = key.len + 2;
	if (next == '\r' && r->at < r->s.len && r->s.at[r->at] == '\n')
		r->at++;
}

static bool
ends_cell(const struct reader *r, size_t at)
{
	char c = r->s.at[at];
	return c == r->delimiter || c == '\n' || c == '\r';
}

static size_t
skip_spaces(const struct reader *r, size_t at)
{
	while (at < r->s.len && r->s.at[at] == ' ')
		at++;
	return at;
}

/* Behind the quote that closes the one before `at`. */
static size_t
read_quoted(struct reader *r, size_t at, struct cell *c)
{
	c->at = (uint32_t)at;
	for (; at < r->s.len; at++) {
		if (r->s.at[at] != '"')
			continue;
		if (at + 1 == r->s.len || r->s.at[at + 1] != '"') {
			c->len = (uint32_t)(at - c->at);
			return at + 1;
		}
		c->doubled = true;
		at++;
	}
	if (!r->table->open_quote)
		r->table->quote_at = c->at - 1;
	r->table->open_quote = true;
	c->len = (uint32_t)(at - c->at);
	return at;
}

static struct cell
read_cell(struct reader *r)
{
	struct cell c = { 0 };
	size_t from = skip_spaces(r, r->at), end = from;
	bool quoted = from < r->s.len && r->s.at[from] == '"';

	if (quoted)
		end = read_quoted(r, from + 1, &c);
	while (end < r->s.len && !ends_cell(r, end))
		end++;
	if (!quoted) {
		struct str value = str_trim(str_sub(r->s, from, end - from));
		c.at = (uint32_t)(value.len ? value.at - r->s.at
					    : (ptrdiff_t)from);
		c.len = (uint32_t)value.len;
	}
	r->at = end;
	return c;
}

static void
keep_cell(struct reader *r, struct table_row *row, struct cell c)
{
	if (row->cells == LIMIT_COLUMNS) {
		r->table->wide = true;
		return;
	}
	*list_push(r->arena, &r->table->cells) = c;
	row->cells++;
}

static void
skip_line_end(struct reader *r)
{
	if (r->at < r->s.len && r->s.at[r->at] == '\r')
		r->at++;
	else if (r->at < r->s.len && r->s.at[r->at] == '\n') {
		r->at++;
		return;
	}
	if (r->at < r->s.len && r->s.at[r->at] == '\n')
		r->at++;
}

static struct table_row
read_row(struct reader *r)
{
	struct table_row row = { .number = ++r->number,
		.at = (uint32_t)r->at,
		.first = (uint32_t)r->table->cells.n };

	for (;;) {
		keep_cell(r, &row, read_cell(r));
		if (r->at == r->s.len || r->s.at[r->at] != r->delimiter)
			break;
		r->at++;
	}
	skip_line_end(r);
	return row;
}

/* Also ",,,", which a spreadsheet leaves behind. */
static bool
is_blank_row(const struct table *t, const struct table_row *row)
{
	for (size_t i = 0; i < row->cells; i++)
		if (t->cells.at[row->first + i].len)
			return false;
	return true;
}

static void
keep_row(struct reader *r, struct table_row row)
{
	struct table *t = r->table;

	if (is_blank_row(t, &row)) {
		t->cells.n = row.first;
		return;
	}
	if (!t->header.cells) {
		t->header = row;
		return;
	}
	if (t->rows.n == LIMIT_ROWS) {
		t->cut = true;
		t->cut_at = row.at;
		r->at = r->s.len;
		return;
	}
	*list_push(r->arena, &t->rows) = row;
}

void
table_read(struct table *t, struct arena *arena, struct str bytes)
{
	*t = (struct table){ 0 };
	decode(t, arena, bytes);
	struct reader r = { .table = t, .arena = arena, .s = t->text.s };
	read_sep_line(&r);
	if (!r.delimiter)
		r.delimiter = find_delimiter(r.s);
	while (r.at < r.s.len)
		keep_row(&r, read_row(&r));
}

/* --- values --------------------------------------------------------------- */

static struct str
without_doubles(struct arena *arena, struct str s)
{
	char *to = arena_bytes(arena, s.len);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		to[n++] = s.at[i];
		i += s.at[i] == '"' && i + 1 < s.len && s.at[i + 1] == '"';
	}
	return (struct str){ to, n };
}

static const struct cell *
cell_of(const struct table *t, const struct table_row *row, size_t n)
{
	return n < row->cells ? &t->cells.at[row->first + n] : NULL;
}

static struct str
raw_value(const struct table *t, const struct table_row *row, size_t n)
{
	const struct cell *c = cell_of(t, row, n);
	return c ? str_trim(str_sub(t->text.s, c->at, c->len)) : STR_NONE;
}

struct str
table_value(struct arena *arena, const struct table *t,
	const struct table_row *row, size_t n)
{
	const struct cell *c = cell_of(t, row, n);
	struct str value = raw_value(t, row, n);

	return c && c->doubled ? without_doubles(arena, value) : value;
}

struct text
table_cell_text(struct arena *arena, const struct table *t,
	const struct table_row *row, size_t n)
{
	struct str value = raw_value(t, row, n);
	size_t at = value.len ? (size_t)(value.at - t->text.s.at) : row->at;

	return text_part(arena, &t->text, at, value.len);
}

/* Letters and digits without case; 0 when it is too long. */
static size_t
plain_name(struct str s, char to[NAME_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = to_lower(s.at[i]);
		if (c == '_' || c == '-' || c == ' ' || c == '.')
			continue;
		if (n == NAME_MOST)
			return 0;
		to[n++] = c;
	}
	return n;
}

static bool
same_name(struct str a, struct str b)
{
	char left[NAME_MOST], right[NAME_MOST];
	size_t n = plain_name(a, left);

	return n && plain_name(b, right) == n && !memcmp(left, right, n);
}

static int
find_column(const struct table *t, struct str name)
{
	for (size_t i = 0; i < t->header.cells; i++)
		if (same_name(raw_value(t, &t->header, i), name))
			return (int)i;
	return -1;
}

int
table_column(const struct table *t, struct str field)
{
	int column = find_column(t, field);
	size_t dot = str_rchr(field, '.');

	if (column < 0 && dot < field.len)
		column = find_column(t, str_from(field, dot + 1));
	if (column < 0 && str_ieq(field, STR("FNAME")))
		column = find_column(t, STR("firstname"));
	if (column < 0 && str_ieq(field, STR("LNAME")))
		column = find_column(t, STR("lastname"));
	return column;
}

static bool
holds_addresses(const struct table *t, size_t column)
{
	size_t filled = 0, addresses = 0;

	for (size_t i = 0; i < t->rows.n && i < LOOKED_AT; i++) {
		struct str v = raw_value(t, &t->rows.at[i], column);
		size_t at = str_chr(v, '@');
		filled += v.len > 0;
		addresses += at > 0 && at < v.len;
	}
	return addresses > 0 && addresses * 2 >= filled;
}

static bool
is_named_mail(struct str name)
{
	return str_ihas(name, STR("mail")) || str_has(name, STR("邮")) ||
	       str_has(name, STR("郵"));
}

/* A header that says so before one that does not. */
size_t
table_address_columns(const struct table *t, size_t *columns, size_t room)
{
	size_t n = 0;

	for (int named = 1; named >= 0; named--)
		for (size_t i = 0; i < t->header.cells && n < room; i++)
			if (is_named_mail(raw_value(t, &t->header, i)) ==
					named &&
				holds_addresses(t, i))
				columns[n++] = i;
	return n;
}
