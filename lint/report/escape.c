/* escape.c - foreign text made harmless for a terminal and for one line. */
#include "../base/utf8.h"
#include "report.h"

enum {
	ZERO_WIDTH_JOINER = 0x200D,
	EMOJI_PRESENTATION = 0xFE0F,
};

static bool
is_printable_ascii(char c)
{
	return c >= 0x20 && c < 0x7F;
}

/* Moves the cursor, ends a line or ends the meaning of a byte. */
static bool
is_control(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == 0x2028 ||
	       rune == 0x2029 || (rune >= 0xFFF9 && rune <= 0xFFFB);
}

static bool
is_hidden(uint32_t rune)
{
	return is_control(rune) || rune_is_bidi(rune) ||
	       rune_is_invisible(rune);
}

static bool
presents_emoji(struct str s, size_t at)
{
	return at < s.len && utf8_next(s, &at) == EMOJI_PRESENTATION;
}

/* One picture may be several joined by ZWJ: there it hides nothing. */
static bool
joins_emoji(struct str s, size_t at, bool picture)
{
	if (!picture || at >= s.len)
		return false;
	return rune_is_emoji(utf8_next(s, &at)) || presents_emoji(s, at);
}

static void
name_rune(struct buf *out, uint32_t rune)
{
	buf_printf(out, rune < 0x80 ? "<0x%02X>" : "<U+%04X>", rune);
}

static size_t
plain_run(struct str s)
{
	size_t n = 0;
	while (n < s.len && is_printable_ascii(s.at[n]))
		n++;
	return n;
}

/* One code point or bad byte at `*at`; `*picture`: an emoji stands before. */
static void
add_one(struct buf *out, struct str s, size_t *at, bool *picture, bool keep_tab)
{
	size_t from = *at;
	uint32_t rune;

	if (!utf8_read(s, at, &rune)) {
		buf_printf(out, "<0x%02X>", (unsigned char)s.at[from]);
		return;
	}
	bool shown =
		!is_hidden(rune) || (keep_tab && rune == '\t') ||
		(rune == ZERO_WIDTH_JOINER && joins_emoji(s, *at, *picture));
	if (shown)
		buf_add(out, str_sub(s, from, *at - from));
	else
		name_rune(out, rune);
	*picture = rune == EMOJI_PRESENTATION || rune_is_emoji(rune);
}

void
escape_add(struct buf *out, struct str s, bool keep_tab)
{
	bool picture = false;

	for (size_t at = 0; at < s.len;) {
		size_t n = plain_run(str_from(s, at));
		if (n) {
			buf_add(out, str_sub(s, at, n));
			at += n;
			picture = false;
		} else {
			add_one(out, s, &at, &picture, keep_tab);
		}
	}
}
