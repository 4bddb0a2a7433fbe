/*
 * tagged.h - the bodies of a draft as a template engine reads them: whole, with
 * their markup (for fields.c and its rooms).
 */
#ifndef RULES_TAGGED_H
#define RULES_TAGGED_H

#include "rules.h"

struct page {
	const struct text *body;
	field_list fields;
	struct block_ends ends;
};

struct pages {
	LIST(struct page) list;
};

/* Made once a draft; memo[0] of the family. */
const struct pages *pages_of(struct check *c);

/* True when a tag of some template language may stand in `s`. */
bool may_have_tags(struct str s);

struct str tag_of(const struct field *f);
/* As much of a tag as a message quotes. */
struct str shown(struct str tag);

/* `s` is one of `words`, which blanks separate, in any case. */
bool one_of(struct str s, const char *words);

/* A byte of a name in code. */
static inline bool
is_word_byte(char b)
{
	return is_alnum(b) || b == '_';
}

/* field_names.c */
void no_fallback(struct check *c);
void unknown_field(struct check *c);
/* spintax.c */
void spintax(struct check *c, const struct prose *p);

#endif
