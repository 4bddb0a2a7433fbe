/*
 * charset.h - any charset of mail into UTF-8, with a map (through ICU).
 */
#ifndef DRAFT_CHARSET_H
#define DRAFT_CHARSET_H

#include "defect.h"
#include "text.h"

/*
 * The canonical name of a charset that mail uses, or NULL: only charsets of
 * our list are ever opened. "gb2312" and "gbk" are read as GB18030, as all
 * mail programs do; "iso-8859-1" and "us-ascii" as windows-1252.
 */
const char *charset_named(struct str name);

/*
 * Decodes bytes into valid UTF-8. Bad bytes become U+FFFD. `under` is the map
 * that leads from `bytes` to the file. `*map` is set to a map on top of it,
 * or to `under` itself when the bytes are UTF-8 already. Returns false in
 * `*clean` when bytes were not valid in that charset.
 */
struct str charset_decode(struct arena *arena, const char *charset,
	struct str bytes, const struct map *under, const struct map **map,
	bool *clean);

/*
 * The charset that charset_decode reads the bytes in: the declared one, or
 * another where the bytes plainly contradict it (UTF-8 declared as US-ASCII
 * or GBK, GBK declared as UTF-8). `charset` NULL: a guess.
 */
const char *charset_actual(const char *charset, struct str bytes);

/* Both in one. */
struct str charset_read(struct arena *arena, const char *charset,
	struct str bytes, const struct map *under, const struct map **map,
	bool *clean, const char **actual);

/*
 * A guess for undeclared text from its first KiB: UTF-8 when valid, else what
 * ICU's detector says among the charsets of our list, else windows-1252.
 */
const char *charset_detect(struct str bytes);

/*
 * Encodes UTF-8 into a charset. False when a character does not exist there;
 * `*out` is then untouched.
 */
bool charset_encode(struct arena *arena, const char *charset, struct str utf8,
	struct str *out);

/* "UTF-16LE" or "UTF-16BE" when a byte order mark says so and what follows can
 * be that; NULL for others, and for a mark over ASCII or UTF-8. */
const char *charset_marked(struct str bytes);

/* xn--... labels of a host name as Unicode (UTS 46); the host itself when it
 * cannot be converted. And the other way. */
struct str charset_host_unicode(struct arena *arena, struct str host);
struct str charset_host_ascii(struct arena *arena, struct str host);

/*
 * NFKC and case folding (full-width, ligatures, compatibility forms), for
 * comparing; no map.
 */
struct str charset_fold(struct arena *arena, struct str utf8);

/* True when `word` mixes scripts or looks like another one (UTS 39): the
 * skeleton of the word, in `*skeleton`, is what it pretends to be. */
bool charset_confusable(
	struct arena *arena, struct str word, struct str *skeleton);

#endif
