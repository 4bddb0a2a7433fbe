/*
 * utf8.h - reading and writing UTF-8 (RFC 3629), and how wide it is shown.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "str.h"

#define RUNE_BAD 0xFFFDu /* U+FFFD REPLACEMENT CHARACTER */

/*
 * Reads one code point at `*at` and steps over it. A byte that starts no
 * valid sequence is stepped over alone and read as RUNE_BAD. `*at` must be
 * below s.len.
 */
uint32_t utf8_next(struct str s, size_t *at);

/* As utf8_next, and tells a bad byte from a real U+FFFD. */
bool utf8_read(struct str s, size_t *at, uint32_t *rune);

/* The code point that ends before `*at` (> 0), and steps back over it. */
uint32_t utf8_prev(struct str s, size_t *at);

/* Offset of the first bad byte, or s.len. */
size_t utf8_valid(struct str s);

/* Writes 1 to 4 bytes; surrogates and what is past U+10FFFF as U+FFFD. */
size_t utf8_put(char to[4], uint32_t rune);

/* Number of code points; a byte that is no character counts as one. */
size_t utf8_count(struct str s);
/* Number of UTF-16 code units, counted the same way. */
size_t utf8_count_utf16(struct str s);

/*
 * Columns on a terminal: 2 for wide and fullwidth (Unicode TR 11) and emoji,
 * 0 for combining, zero-width and control characters, else 1.
 */
int rune_width(uint32_t rune);
/* Of a whole text: an emoji sequence counts as one, 2 wide. TAB counts 1. */
size_t utf8_width(struct str s);

/* Han, as used in Chinese (with extensions and compatibility ideographs). */
bool rune_is_han(uint32_t rune);
bool rune_is_kana(uint32_t rune);
bool rune_is_hangul(uint32_t rune);
/* Letter of any script that is written with spaces between words. */
bool rune_is_letter(uint32_t rune);
bool rune_is_upper(uint32_t rune);
bool rune_is_digit(uint32_t rune);
/* Any blank, also NBSP and U+3000. */
bool rune_is_space(uint32_t rune);
/* Shown as nothing: ZWSP, ZWNJ, ZWJ, WORD JOINER, BOM, soft hyphen, tags. */
bool rune_is_invisible(uint32_t rune);
/* Changes the direction of what follows: U+200E/F, 202A-E, 2066-9, 061C. */
bool rune_is_bidi(uint32_t rune);
/* Drawn as a picture by default, or a pictograph made one by U+FE0F. */
bool rune_is_emoji(uint32_t rune);
/* Lower case of one code point (simple folding). */
uint32_t rune_lower(uint32_t rune);

#endif
