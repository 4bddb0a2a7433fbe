/* mention.h - is a tag or a placeholder used, or talked about? */
#ifndef DRAFT_MENTION_H
#define DRAFT_MENTION_H

#include "template.h"

/*
 * Engineers and support write about {{name}}, [Your Logo] and FIXME: in code,
 * in JSON, in a comment, between marks of quotation, beside words such as
 * "placeholder". `f` stands in `s`.
 */
bool mention_is(struct str s, const struct field *f);

#endif
