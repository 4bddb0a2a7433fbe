/* signature.h - where an author's text ends and the signature begins. */
#ifndef DRAFT_SIGNATURE_H
#define DRAFT_SIGNATURE_H

#include "line.h"

/*
 * Offset in the text of one author where its signature begins; the length of
 * the text when there is none. `*end` is set to where it ends: before a "P.S.".
 */
size_t signature_find(const struct lines *lines, size_t *end);

/* "Tel: +86 ...", an address, a URL alone: a line of contact data. */
bool signature_is_contact(struct str line);

/* "Best regards,", 此致敬礼: a closing formula. */
bool signature_is_closing(struct str line);

#endif
