/* wrap.c - paragraphs in lines, English and Chinese. */
#include "../base/utf8.h"
#include "wrap.h"

/* A mark that may not begin a line (GB/T 15834: closing marks). */
static bool
closes(uint32_t rune)
{
	static const uint32_t marks[] = { 0x3001, 0x3002, 0x300B, 0x300D,
		0x300F, 0x3011, 0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F,
		0x201D, 0x2019, 0x2026, ',', '.', ')', ';', ':', '?', '!' };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (rune == marks[i])
			return true;
	return false;
}

/* A mark that may not end a line. */
static bool
opens(uint32_t rune)
{
	return rune == 0x201C || rune == 0x2018 || rune == 0x300A ||
	       rune == 0x300C || rune == 0x3010 || rune == 0xFF08;
}

static bool
is_wide(uint32_t rune)
{
	return rune_width(rune) == 2;
}

/* May a line end between these two? Blanks apart, only beside a wide one. */
static bool
breaks_between(uint32_t left, uint32_t right)
{
	if (right == ' ' || left == ' ')
		return right == ' ';
	return (is_wide(left) || is_wide(right)) && !closes(right) &&
	       !opens(left);
}

/* How many bytes of `s` go on one line of `width` columns. */
static size_t
line_length(struct str s, size_t width)
{
	size_t at = 0, best = 0, columns = 0;
	uint32_t left = ' ';

	while (at < s.len) {
		size_t before = at;
		uint32_t rune = utf8_next(s, &at);
		if (before && breaks_between(left, rune))
			best = before;
		columns += (size_t)rune_width(rune);
		if (columns > width && best)
			return best;
		left = rune;
	}
	return s.len;
}

static void
wrap_line(struct buf *out, struct str line, size_t indent, size_t width)
{
	do {
		size_t n = line_length(line, width);
		buf_repeat(out, ' ', n ? indent : 0);
		buf_add(out, str_sub(line, 0, n));
		buf_char(out, '\n');
		line = str_trim(str_from(line, n));
	} while (line.len);
}

void
wrap_add(struct buf *out, struct str text, size_t indent, size_t width)
{
	size_t room = width > indent + 20 ? width - indent : 20;

	while (text.at && text.len)
		wrap_line(out, str_cut(&text, '\n'), indent, room);
}

void
pad_add(struct buf *out, struct str text, size_t width)
{
	size_t columns = utf8_width(text);

	buf_add(out, text);
	buf_repeat(out, ' ', columns < width ? width - columns : 0);
}
