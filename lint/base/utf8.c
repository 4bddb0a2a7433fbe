/* utf8.c - reading and writing UTF-8, and how wide it is shown. */
#include <string.h>

#include "icu.h"
#include "utf8.h"

#define HIGH_BITS 0x8080808080808080u

enum {
	ZWJ = 0x200D,
	TEXT_STYLE = 0xFE0E,  /* variation selector 15 */
	EMOJI_STYLE = 0xFE0F, /* variation selector 16 */
	KEYCAP = 0x20E3
};

static uint8_t
byte_at(struct str s, size_t at)
{
	return (uint8_t)s.at[at];
}

static bool
is_tail(struct str s, size_t at, uint8_t low, uint8_t high)
{
	return at < s.len && byte_at(s, at) >= low && byte_at(s, at) <= high;
}

/*
 * Length of the well-formed sequence that starts at `at`, or 0: the table of
 * RFC 3629 4. The first tail byte keeps out overlong forms, surrogates and
 * what is past U+10FFFF.
 */
static size_t
sequence(struct str s, size_t at)
{
	uint8_t lead = byte_at(s, at), low = 0x80, high = 0xBF;

	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	size_t len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (lead == 0xE0)
		low = 0xA0;
	else if (lead == 0xED)
		high = 0x9F;
	else if (lead == 0xF0)
		low = 0x90;
	else if (lead == 0xF4)
		high = 0x8F;
	if (!is_tail(s, at + 1, low, high))
		return 0;
	for (size_t i = 2; i < len; i++)
		if (!is_tail(s, at + i, 0x80, 0xBF))
			return 0;
	return len;
}

static uint32_t
compose(struct str s, size_t at, size_t len)
{
	static const uint8_t lead_bits[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	uint32_t rune = byte_at(s, at) & lead_bits[len];

	for (size_t i = 1; i < len; i++)
		rune = rune << 6 | (byte_at(s, at + i) & 0x3F);
	return rune;
}

bool
utf8_read(struct str s, size_t *at, uint32_t *rune)
{
	size_t len = sequence(s, *at);

	if (!len) {
		*rune = RUNE_BAD;
		*at += 1;
		return false;
	}
	*rune = compose(s, *at, len);
	*at += len;
	return true;
}

uint32_t
utf8_next(struct str s, size_t *at)
{
	uint32_t rune;

	if (byte_at(s, *at) < 0x80)
		return byte_at(s, (*at)++);
	utf8_read(s, at, &rune);
	return rune;
}

uint32_t
utf8_prev(struct str s, size_t *at)
{
	struct str before = { s.at, *at };

	for (size_t back = 1; back <= 4 && back <= *at; back++)
		if (sequence(before, *at - back) == back) {
			*at -= back;
			return compose(before, *at, back);
		}
	*at -= 1;
	return RUNE_BAD;
}

/* The first byte at or after `at` that is no ASCII. */
static size_t
skip_ascii(struct str s, size_t at)
{
	uint64_t word;

	for (; s.len - at >= sizeof word; at += sizeof word) {
		memcpy(&word, s.at + at, sizeof word);
		if (word & HIGH_BITS)
			break;
	}
	while (at < s.len && byte_at(s, at) < 0x80)
		at++;
	return at;
}

/* Sequences of three bytes, as Chinese has them in long rows; those with
 * special rules for the second byte are left to sequence(). */
static size_t
skip_threes(struct str s, size_t at)
{
	for (; s.len - at >= 3; at += 3) {
		uint8_t lead = byte_at(s, at);
		if (lead < 0xE1 || lead > 0xEF || lead == 0xED ||
			(byte_at(s, at + 1) & 0xC0) != 0x80 ||
			(byte_at(s, at + 2) & 0xC0) != 0x80)
			break;
	}
	return at;
}

size_t
utf8_valid(struct str s)
{
	size_t at = skip_ascii(s, 0), len;

	while (at < s.len) {
		at = skip_threes(s, at);
		if (at == s.len)
			break;
		if (!(len = sequence(s, at)))
			return at;
		at += len;
		if (at < s.len && byte_at(s, at) < 0x80)
			at = skip_ascii(s, at);
	}
	return at;
}

size_t
utf8_put(char to[4], uint32_t rune)
{
	if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
		rune = RUNE_BAD;
	if (rune < 0x80) {
		to[0] = (char)rune;
		return 1;
	}
	if (rune < 0x800) {
		to[0] = (char)(0xC0 | rune >> 6);
		to[1] = (char)(0x80 | (rune & 0x3F));
		return 2;
	}
	if (rune < 0x10000) {
		to[0] = (char)(0xE0 | rune >> 12);
		to[1] = (char)(0x80 | (rune >> 6 & 0x3F));
		to[2] = (char)(0x80 | (rune & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | rune >> 18);
	to[1] = (char)(0x80 | (rune >> 12 & 0x3F));
	to[2] = (char)(0x80 | (rune >> 6 & 0x3F));
	to[3] = (char)(0x80 | (rune & 0x3F));
	return 4;
}

static size_t
count(struct str s, bool utf16)
{
	size_t n = 0, at = 0;

	while (at < s.len) {
		size_t ascii = skip_ascii(s, at) - at;
		n += ascii;
		at += ascii;
		if (at < s.len)
			n += utf8_next(s, &at) > 0xFFFF && utf16 ? 2 : 1;
	}
	return n;
}

size_t
utf8_count(struct str s)
{
	return count(s, false);
}

size_t
utf8_count_utf16(struct str s)
{
	return count(s, true);
}

/*
 * Latin-1 and the punctuation of Western text are known without ICU, which
 * takes longer to load than a draft to check.
 */
static bool
is_latin1(uint32_t rune)
{
	return rune < 0x100;
}

/* Dashes, quotes, blanks, currency signs. */
static bool
is_western_sign(uint32_t rune)
{
	return (rune >= 0x2000 && rune <= 0x206F) ||
	       (rune >= 0x20A0 && rune <= 0x20CF);
}

static bool
is_latin1_capital(uint32_t rune)
{
	return rune >= 0xC0 && rune <= 0xDE && rune != 0xD7;
}

static bool
is_latin1_letter(uint32_t rune)
{
	return (rune >= 0xC0 && rune != 0xD7 && rune != 0xF7) || rune == 0xAA ||
	       rune == 0xB5 || rune == 0xBA;
}

static bool
has(uint32_t rune, UProperty property)
{
	return icu()->u_hasBinaryProperty((UChar32)rune, property);
}

static bool
is_one_of(int8_t category, uint32_t mask)
{
	return U_MASK(category) & mask;
}

bool
rune_is_emoji(uint32_t rune)
{
	return rune >= 0x231A && has(rune, UCHAR_EMOJI_PRESENTATION);
}

/* Drawn on top of what stands before, or not at all. */
static bool
is_zero_width(uint32_t rune)
{
	return is_one_of(icu()->u_charType((UChar32)rune),
		       U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK |
			       U_GC_CC_MASK) ||
	       has(rune, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
	       (rune >= 0x1160 && rune <= 0x11FF); /* Hangul vowels, finals */
}

static bool
is_wide(uint32_t rune)
{
	int width = icu()->u_getIntPropertyValue(
		(UChar32)rune, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ||
	       rune_is_emoji(rune);
}

int
rune_width(uint32_t rune)
{
	if (rune < 0x7F)
		return rune >= 0x20;
	if (rune >= 0x4E00 && rune <= 0x9FFF)
		return 2;
	if (is_latin1(rune)) /* a soft hyphen is drawn by terminals */
		return rune >= 0xA0;
	if (is_western_sign(rune))
		return !rune_is_invisible(rune) && !rune_is_bidi(rune);
	if (is_zero_width(rune))
		return 0;
	return is_wide(rune) ? 2 : 1;
}

static bool
is_flag_letter(uint32_t rune)
{
	return rune >= 0x1F1E6 && rune <= 0x1F1FF;
}

/* Says that `rune` goes on with the emoji that ends in `last`. */
static bool
continues_emoji(uint32_t last, uint32_t rune)
{
	return last == ZWJ || rune == ZWJ || rune == EMOJI_STYLE ||
	       rune == KEYCAP || has(rune, UCHAR_EMOJI_MODIFIER) ||
	       (rune >= 0xE0020 && rune <= 0xE007F); /* tags of flags */
}

static uint32_t
peek(struct str s, size_t at)
{
	return at < s.len ? utf8_next(s, &at) : 0;
}

/* The rest of an emoji sequence whose first code point was read. */
static void
skip_emoji(struct str s, size_t *at, uint32_t first)
{
	uint32_t last = first, rune;

	if (is_flag_letter(first) && is_flag_letter(peek(s, *at)))
		last = utf8_next(s, at);
	while ((rune = peek(s, *at)) > 0x7F && continues_emoji(last, rune)) {
		/* a joiner before what is no emoji joins nothing */
		if (last == ZWJ && !has(rune, UCHAR_EXTENDED_PICTOGRAPHIC))
			break;
		last = utf8_next(s, at);
	}
}

/* Columns of the cluster at `at`, which is no plain ASCII. */
static size_t
cluster_width(struct str s, size_t *at)
{
	uint32_t first = utf8_next(s, at), second = peek(s, *at);
	bool styled = second == EMOJI_STYLE && has(first, UCHAR_EMOJI);

	if (!styled && !rune_is_emoji(first) &&
		!(second == ZWJ && has(first, UCHAR_EXTENDED_PICTOGRAPHIC)))
		return (size_t)rune_width(first);
	bool as_text = second == TEXT_STYLE;
	skip_emoji(s, at, first);
	return as_text ? (size_t)rune_width(first) : 2;
}

size_t
utf8_width(struct str s)
{
	size_t width = 0, at = 0;

	while (at < s.len) {
		uint8_t c = byte_at(s, at);
		bool alone = at + 1 >= s.len || byte_at(s, at + 1) < 0x80;
		if (c == '\t' || (c < 0x80 && alone)) {
			width += c == '\t' || (c >= 0x20 && c != 0x7F);
			at++;
		} else {
			width += cluster_width(s, &at);
		}
	}
	return width;
}

static bool
has_script(uint32_t rune, UScriptCode script)
{
	UErrorCode error = U_ZERO_ERROR;
	return icu()->uscript_getScript((UChar32)rune, &error) == script;
}

bool
rune_is_han(uint32_t rune)
{
	if (rune < 0x2E80)
		return false;
	if (rune >= 0x4E00 && rune <= 0x9FFF)
		return true;
	return has_script(rune, USCRIPT_HAN);
}

bool
rune_is_kana(uint32_t rune)
{
	return rune >= 0x3040 &&
	       (has_script(rune, USCRIPT_HIRAGANA) ||
		       has_script(rune, USCRIPT_KATAKANA) || rune == 0x30FC ||
		       rune == 0xFF70); /* the marks of a long vowel */
}

bool
rune_is_hangul(uint32_t rune)
{
	if (rune < 0x1100 || (rune > 0x11FF && rune < 0x302E))
		return false;
	return (rune >= 0xAC00 && rune <= 0xD7A3) ||
	       has_script(rune, USCRIPT_HANGUL);
}

/* Scripts that are written without blanks between words. */
static bool
runs_on(uint32_t rune)
{
	return rune_is_han(rune) || rune_is_kana(rune) ||
	       has_script(rune, USCRIPT_THAI) ||
	       has_script(rune, USCRIPT_LAO) ||
	       has_script(rune, USCRIPT_KHMER) ||
	       has_script(rune, USCRIPT_MYANMAR);
}

bool
rune_is_letter(uint32_t rune)
{
	if (rune < 0x80)
		return is_alpha((char)rune);
	if (is_latin1(rune))
		return is_latin1_letter(rune);
	if ((rune >= 0x4E00 && rune <= 0x9FFF) || is_western_sign(rune))
		return false;
	/* marks, so that a decomposed or Hindi word stays in one piece */
	if (!is_one_of(icu()->u_charType((UChar32)rune),
		    U_GC_L_MASK | U_GC_M_MASK))
		return false;
	/* Thai comes first of what is asked for here */
	return rune < 0xE00 ||
	       (!has(rune, UCHAR_VARIATION_SELECTOR) && !runs_on(rune));
}

bool
rune_is_upper(uint32_t rune)
{
	if (rune < 0x80)
		return is_upper((char)rune);
	if (is_latin1(rune) || is_western_sign(rune))
		return is_latin1_capital(rune);
	return icu()->u_isUUppercase((UChar32)rune);
}

bool
rune_is_digit(uint32_t rune)
{
	if (rune < 0x80)
		return is_digit((char)rune);
	if (is_latin1(rune) || is_western_sign(rune))
		return false;
	return icu()->u_charType((UChar32)rune) == U_DECIMAL_DIGIT_NUMBER;
}

bool
rune_is_space(uint32_t rune)
{
	if (rune < 0x80)
		return rune == ' ' || (rune >= '\t' && rune <= '\r');
	if (is_latin1(rune))
		return rune == 0xA0 || rune == 0x85;
	if (is_western_sign(rune))
		return rune <= 0x200A || rune == 0x2028 || rune == 0x2029 ||
		       rune == 0x202F || rune == 0x205F;
	return icu()->u_isUWhiteSpace((UChar32)rune);
}

bool
rune_is_invisible(uint32_t rune)
{
	if (rune == 0xAD)
		return true;
	if (rune < 0x180B || (rune >= 0x3165 && rune < 0xFE00))
		return rune == 0x34F || rune == 0x115F || rune == 0x1160;
	/* these style the character before them: they belong to emoji */
	if (rune >= 0xFE00 && rune <= 0xFE0F)
		return false;
	if (is_western_sign(rune))
		return (rune >= 0x200B && rune <= 0x200D) ||
		       (rune >= 0x2060 && rune <= 0x206F &&
			       !rune_is_bidi(rune));
	return !rune_is_bidi(rune) &&
	       has(rune, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool
rune_is_bidi(uint32_t rune)
{
	return rune == 0x61C || rune == 0x200E || rune == 0x200F ||
	       (rune >= 0x202A && rune <= 0x202E) ||
	       (rune >= 0x2066 && rune <= 0x2069);
}

uint32_t
rune_lower(uint32_t rune)
{
	if (rune < 0x80)
		return (uint8_t)to_lower((char)rune);
	if (is_latin1_capital(rune))
		return rune + 0x20;
	if ((is_latin1(rune) && rune != 0xB5) || is_western_sign(rune) ||
		(rune >= 0x2E80 && rune < 0xA640))
		return rune;
	return (uint32_t)icu()->u_foldCase((UChar32)rune, U_FOLD_CASE_DEFAULT);
}
