/* source.c - the file as the user knows it: bytes, kind, lines and columns. */
#include <string.h>

#include "../base/limits.h"
#include "../base/marks.h"
#include "../base/utf8.h"
#include "charset.h"
#include "front.h"
#include "pasted.h"
#include "sniff.h"
#include "source.h"

enum { SNIFFED = 4 * KIB, DISPLAY_TAB = 8 };

static struct str
line_at(struct str s, size_t at)
{
	struct str rest = str_from(s, at);
	return str_sub(rest, 0, str_chr(rest, '\n'));
}

/* "12:34" and "2024" stand in every form of the separator line. */
static bool
has_time_and_year(struct str line)
{
	bool time = false, year = false;

	for (size_t i = 0; i + 4 < line.len; i++) {
		const char *c = line.at + i;
		time = time || (is_digit(c[0]) && is_digit(c[1]) &&
				       c[2] == ':' && is_digit(c[3]));
		year = year ||
		       (c[0] == ' ' && is_digit(c[1]) && is_digit(c[2]) &&
			       is_digit(c[3]) && is_digit(c[4]));
	}
	return time && year;
}

/* A "From " line (RFC 4155) whose next line is a header field. */
static bool
is_separator(struct str s, size_t at)
{
	struct str line = line_at(s, at);

	if (!str_starts(line, STR("From ")) || at + line.len + 1 >= s.len)
		return false;
	return sniff_field(line_at(s, at + line.len + 1));
}

static bool
after_empty_line(struct str s, size_t at)
{
	size_t end = at - 1; /* of the line before, its LF */
	if (end > 0 && s.at[end - 1] == '\r')
		end--;
	return end > 0 && s.at[end - 1] == '\n';
}

/* The next separator at or after `at`, which is no start of a message. */
static size_t
next_separator(struct str s, size_t at)
{
	while (at < s.len) {
		at += str_find(str_from(s, at), STR("\nFrom ")) + 1;
		if (at < s.len && after_empty_line(s, at) &&
			is_separator(s, at) &&
			has_time_and_year(line_at(s, at)))
			return at;
	}
	return s.len;
}

static void
add_message(struct source *s, size_t at, size_t end)
{
	*list_push(s->arena, &s->messages) = span_of(at, end - at);
}

/* The line end before a separator belongs to the separator. */
static size_t
without_line_end(struct str s, size_t from, size_t end)
{
	if (end < s.len && end > from && s.at[end - 1] == '\n')
		end--;
	if (end < s.len && end > from && s.at[end - 1] == '\r')
		end--;
	return end;
}

/* An .eml is one message, whatever it quotes. */
static void
split_mbox(struct source *s, size_t at)
{
	struct str bytes = s->bytes;
	bool single = str_iends(s->path, STR(".eml"));

	while (at < bytes.len) {
		size_t from = at + line_at(bytes, at).len + 1;
		size_t next = single ? bytes.len : next_separator(bytes, from);
		if (s->messages.n == LIMIT_MESSAGES) {
			s->cut = true;
			break;
		}
		add_message(s, from, without_line_end(bytes, from, next));
		at = next;
	}
	s->kind = s->messages.n > 1 ? SOURCE_MBOX : SOURCE_MESSAGE;
}

/* Apple Mail's .emlx: a line with the message's length, the message, and a
 * property list. */
static bool
read_emlx(struct source *s, size_t at)
{
	struct str line = line_at(s->bytes, at);
	size_t from = at + line.len + 1;
	uint64_t len;

	if (!str_iends(s->path, STR(".emlx")) || from >= s->bytes.len ||
		!str_number(str_trim(line), &len))
		return false;
	if (len > s->bytes.len - from)
		len = s->bytes.len - from;
	s->kind = SOURCE_MESSAGE;
	add_message(s, from, from + (size_t)len);
	return true;
}

/* The first characters of the body, in UTF-8. */
static struct str
sniffed(struct source *s, size_t at)
{
	struct str head = str_sub(s->bytes, at, SNIFFED);
	const struct map *map;
	bool clean;

	if (!s->charset) {
		size_t valid = utf8_valid(head);
		bool cut = head.len == SNIFFED; /* maybe inside a character */
		if (valid == head.len || (cut && head.len - valid < 4))
			return str_sub(head, 0, valid);
	}
	const char *charset = s->charset ? charset_named(str_of(s->charset))
					 : charset_detect(head);
	if (!charset)
		return head;
	return charset_decode(s->arena, charset, head,
		map_identity(s->arena, at, NULL), &map, &clean);
}

static bool
is_page(enum name_kind name, struct str head)
{
	if (name == NAME_HTML)
		return true;
	return sniff_html(head, name == NAME_TEXT);
}

static void
open_body(struct source *s, enum name_kind name, size_t at)
{
	if (!s->charset)
		s->body_at = (uint32_t)front_end(s->bytes, at);
	if (s->body_at > at)
		s->front = span_of(at, s->body_at - at);
	else
		s->body_at = (uint32_t)at;
	struct str head = sniffed(s, s->body_at);
	if (is_page(name, head))
		s->kind = SOURCE_HTML;
	else if (s->front.len == 0 && pasted_starts(head))
		s->kind = SOURCE_PASTED;
	else
		s->kind = SOURCE_TEXT;
	add_message(s, 0, s->bytes.len);
}

static bool
is_message(enum name_kind name, struct str bytes)
{
	if (sniff_header(bytes))
		return true;
	return name == NAME_MESSAGE && bytes.len && !sniff_html(bytes, true);
}

void
source_open(struct source *s, struct arena *arena, struct str path,
	struct str bytes)
{
	*s = (struct source){ .path = path, .bytes = bytes, .arena = arena };
	s->last.unit = -1;
	enum name_kind name = sniff_name(path, &s->template_name);
	size_t at = sniff_mark(bytes);
	size_t from = at + sniff_blank_lines(str_from(bytes, at));

	s->foreign = sniff_foreign(path, bytes);
	s->charset = sniff_utf16(bytes);
	if (s->foreign) {
		s->kind = SOURCE_FOREIGN;
		add_message(s, 0, bytes.len);
	} else if (s->charset) {
		open_body(s, name, at);
	} else if (is_separator(bytes, at)) {
		split_mbox(s, at);
	} else if (read_emlx(s, at)) {
		return;
	} else if (is_message(name, str_from(bytes, from))) {
		s->kind = SOURCE_MESSAGE;
		add_message(s, from, bytes.len);
	} else {
		open_body(s, name, at);
	}
}

/* Which of the 64 bytes at `at` are CR or LF. */
static uint64_t
line_ends(struct str s, size_t at)
{
	char rest[MARKS] = { 0 };
	const char *c = s.at + at;

	if (s.len - at < MARKS)
		c = memcpy(rest, c, s.len - at);
	return marks_equal(c, '\n') | marks_equal(c, '\r');
}

/* Learns where lines begin, up to the one after `offset` at least. */
static void
know_lines(struct source *s, uint32_t offset)
{
	struct str bytes = s->bytes;

	if (!s->lines.n)
		*list_push(s->arena, &s->lines) = 0;
	while (s->lines.at[s->lines.n - 1] <= offset && s->seen < bytes.len) {
		uint64_t ends = line_ends(bytes, s->seen);
		for (; ends; ends &= ends - 1) {
			size_t at = s->seen + marks_first(ends);
			bool crlf = bytes.at[at] == '\r' &&
				    at + 1 < bytes.len &&
				    bytes.at[at + 1] == '\n';
			if (!crlf)
				*list_push(s->arena, &s->lines) =
					(uint32_t)at + 1;
		}
		s->seen += MARKS;
	}
}

/* Index of the line that holds `offset`. */
static size_t
line_index(struct source *s, uint32_t offset)
{
	know_lines(s, offset);
	size_t low = 0, high = s->lines.n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (s->lines.at[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Columns that `s` takes when it begins in `column` (from 0). */
static size_t
display_columns(struct str s, size_t column)
{
	size_t start = column;

	while (s.at) {
		bool tab = str_chr(s, '\t') < s.len;
		column += utf8_width(str_cut(&s, '\t'));
		if (tab)
			column += DISPLAY_TAB - column % DISPLAY_TAB;
	}
	return column - start;
}

static size_t
columns_of(struct str s, size_t column, enum column_unit unit)
{
	switch (unit) {
	case COLUMN_BYTE:
		return s.len;
	case COLUMN_UTF16:
		return utf8_count_utf16(s);
	case COLUMN_DISPLAY:
		return display_columns(s, column);
	default:
		return utf8_count(s);
	}
}

/* The start of the character that holds `offset`. */
static uint32_t
char_start(struct str s, uint32_t line_at, uint32_t offset)
{
	for (uint32_t back = 1; back < 4 && offset >= line_at + back; back++) {
		size_t at = offset - back;
		uint32_t rune;
		if (at < s.len && utf8_read(s, &at, &rune) && at > offset)
			return offset - back;
	}
	return offset;
}

struct place
source_place(struct source *s, uint32_t offset, enum column_unit unit)
{
	if (offset > s->bytes.len)
		offset = (uint32_t)s->bytes.len;
	size_t line = line_index(s, offset);
	uint32_t line_at = s->lines.at[line], from = line_at, column = 0;
	uint32_t to = unit == COLUMN_BYTE
			      ? offset
			      : char_start(s->bytes, line_at, offset);

	if (s->last.unit == (int)unit && s->last.line_at == line_at &&
		s->last.offset <= to) {
		from = s->last.offset;
		column = s->last.column;
	}
	column += (uint32_t)columns_of(
		str_sub(s->bytes, from, to - from), column, unit);
	s->last.unit = (int)unit;
	s->last.line_at = line_at;
	s->last.offset = to;
	s->last.column = column;
	return (struct place){ offset, (uint32_t)line + 1, column + 1 };
}

struct span
source_line(struct source *s, uint32_t offset)
{
	size_t line = line_index(s, offset);
	size_t at = s->lines.at[line];
	size_t end =
		line + 1 < s->lines.n ? s->lines.at[line + 1] : s->bytes.len;

	while (end > at &&
		(s->bytes.at[end - 1] == '\n' || s->bytes.at[end - 1] == '\r'))
		end--;
	return span_of(at, end - at);
}
