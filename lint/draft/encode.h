/*
 * encode.h - an edit of decoded text, written back into raw bytes.
 *
 * The new bytes are in the part's own transfer encoding, charset and line
 * length; HTML is escaped; a header field is re-encoded only where touched.
 */
#ifndef DRAFT_ENCODE_H
#define DRAFT_ENCODE_H

#include "draft.h"

struct text_edit {
	const struct text *text; /* NULL: raw bytes of a header */
	uint32_t at, len;     /* replaced in that text; len 0: inserted */
	struct str with;      /* UTF-8 */
	bool markup;	      /* `with` is HTML already: do not escape it */
};

struct raw_edit {
	struct span at;
	struct str with;
};

/*
 * Turns edits of one fix (any texts, any order, not overlapping) into raw
 * edits, sorted, not overlapping. Edits in one base64 body become one edit,
 * since every byte after a change moves. Returns false and a reason (a
 * translatable sentence) when one of them cannot be written: signed,
 * encrypted or ambiguous part, a character that the charset lacks, a text
 * that has no place in the file.
 */
bool encode_edits(struct arena *arena, const struct draft *draft,
	const struct text_edit *edits, size_t n, struct raw_edit **out,
	size_t *count, const char **reason);

#endif
