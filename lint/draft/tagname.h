/*
 * tagname.h - what a template tag says: a value by its name, its fallback, a
 * block, a comment, a choice.
 */
#ifndef DRAFT_TAGNAME_H
#define DRAFT_TAGNAME_H

#include "template.h"

/*
 * Fills kind, name, fallback and broken of a tag from what stands between its
 * delimiters; `f->dialect` is set. Returns false for what is no tag after
 * all: {{1,2},{3,4}}, ${HOME}, [[ -f x ]].
 */
bool tagname_read(struct field *f, struct str inside);

/* Letters, digits, _ - and . of a name, with single blanks when `spaces`. */
bool tagname_is_name(struct str s, bool spaces);

/* Length of the name that `s` begins with. */
size_t tagname_length(struct str s);

/* True for names such as "unsub_link". */
bool tagname_unsubscribes(struct str s);

#endif
