/*
 * nearby.h - what stands around a place on its line. Each looks at no more
 * than NEARBY_MOST bytes to either side.
 */
#ifndef DRAFT_NEARBY_H
#define DRAFT_NEARBY_H

#include "../base/str.h"

enum { NEARBY_MOST = 240 };

struct str line_before(struct str s, size_t at); /* not trimmed */
struct str line_after(struct str s, size_t at);

/* The word that ends at the end of `s`, blanks apart: up to a blank. */
struct str last_word(struct str s);
struct str first_word(struct str s);

/* `s` ends with, or starts with, one of `words`, which blanks separate. */
bool ends_any(struct str s, const char *words);
bool starts_with_any(struct str s, const char *words);
/* `s` is one of them, without regard to case in ASCII. */
bool is_any(struct str s, const char *words);
/* "Dear", "Mr.": the word before a name. */
bool is_greeter(struct str word);

/* `s` without invisible characters: itself, or as much as fits in `space`. */
struct str without_invisible(struct str s, char *space, size_t size);

#endif
