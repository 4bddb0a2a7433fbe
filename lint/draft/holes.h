/*
 * holes.h - what a person left to fill in: [Name], 【公司名】, XXX, ____.
 *
 * A hole is an error wherever it is found, so whatever may be honest text is
 * none: [1], [sic], list tags, chapter XXX, blanks of a form, masked numbers,
 * labels such as 【电话】.
 */
#ifndef DRAFT_HOLES_H
#define DRAFT_HOLES_H

#include "template.h"

struct hole_place {
	struct str s;
	size_t at;
	bool header; /* `s` is the value of a header field */
};

/* Length of the hole that begins at the place, 0 when there is none; fills
 * dialect and name of `f`. */
size_t hole_read(const struct hole_place *p, struct field *f);

#endif
