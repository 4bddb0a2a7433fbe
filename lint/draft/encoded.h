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
 */
struct text encoded_decode(struct arena *arena, struct str file,
	struct span span, const struct part *part, const uint8_t **literal,
	struct defects *defects);

#endif
