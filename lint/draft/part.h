/* part.h - the inside of a body part, for mime.c and body.c; nobody else. */
#ifndef DRAFT_PART_H
#define DRAFT_PART_H

#include "mime.h"

/* Fills what its header fields and the parts around it say: type, encoding,
 * disposition, kind, flags. It hangs in the tree already. */
void part_read(struct part *p, struct arena *arena, struct str file,
	struct defects *defects);

/* The number of the `nth` child of its parent, from 1. */
struct str part_number(struct arena *arena, const struct part *p, size_t nth);

/* Where a defect of its Content-Type is shown. */
struct span part_type_span(const struct part *p);

/* "filename" or "name"; empty without. */
struct str part_file_name(const struct part *p);

/*
 * Decodes the body of a part that is a whole file, not a part of a message:
 * nothing is declared. `charset` is that of a byte order mark, or NULL.
 */
void part_decode_bare(struct part *p, struct arena *arena, struct str file,
	const char *charset, struct defects *defects);

#define media_is(part, literal) str_eq((part)->media, STR(literal))

#endif
