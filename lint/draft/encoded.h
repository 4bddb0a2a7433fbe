/*
 * encoded.h - encoded words of header fields (RFC 2047), decoded with a map.
 */
#ifndef DRAFT_ENCODED_H
#define DRAFT_ENCODED_H

#include "defect.h"
#include "text.h"

/*
 * Unfolds and decodes the raw value [span) of a header field. Blanks between
 * two encoded words vanish (RFC 2047 6.2); a fold elsewhere becomes one
 * blank. Raw 8-bit is read as UTF-8 where valid, else as GB18030, Big5 or
 * windows-1252, whichever fits best, with a defect. `*literal` is set as
 * address_parse wants it. Never fails: a word that cannot be decoded stays
 * as it is, with a defect.
 *
 * A word that is read although it is badly written is DEFECT_ENCODED_WORD
 * with a detail: "blank" inside it, or no "end". Without a detail it could
 * not be read.
 */
struct text encoded_decode(struct arena *arena, struct str file,
	struct span span, const struct part *part, const uint8_t **literal,
	struct defects *defects);

/* True for ASCII without encoded words, of usual length: it has no defects. */
bool encoded_is_plain(struct str raw);

/* The text of such a value that begins at `at` in the file. */
struct text encoded_unfold(struct arena *arena, struct str raw, size_t at,
	const struct part *part);

/*
 * Bytes taken out of raw text, unquoted or percent-decoded, and the raw bytes
 * that each of them came from.
 */
struct octets {
	struct arena *arena;
	const struct part *part;
	struct defects *defects;
	LIST(char) bytes;
	LIST(struct span) raw; /* one for each byte, in rising order */
};

void octets_add(struct octets *o, char byte, struct span raw);
struct str octets_str(const struct octets *o);

/*
 * As text: from `charset` (a name of charset_named), or, without one, as
 * encoded_decode reads a value.
 */
struct text octets_text(const struct octets *o, const char *charset);

/* True when an encoded word begins somewhere in `s`. */
bool encoded_in(struct str s);

#endif
