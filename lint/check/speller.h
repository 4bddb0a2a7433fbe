/*
 * speller.h - one dictionary, loaded into Hunspell.
 *
 * Hunspell 1.7 takes a dictionary that is not there for an empty one, and
 * damaged files for whatever is left of them. So a dictionary counts as loaded
 * only when words that stand in it are found again.
 */
#ifndef CHECK_SPELLER_H
#define CHECK_SPELLER_H

#include "../base/arena.h"

struct speller;

/* From NUL-ended paths; NULL when it is no dictionary, or without Hunspell.
 * Takes about 20 ms. */
struct speller *speller_new(const char *aff, const char *dic);
void speller_free(struct speller *s);

/* `word` is UTF-8 without NUL. */
bool speller_knows(struct speller *s, struct str word);

/*
 * Adds the hash (forms.h) of every word that the dictionary's stems and
 * endings make and that Hunspell takes as right. None where that would take
 * too long. True when these are all there are.
 */
typedef LIST(uint64_t) hash_list;
bool speller_forms(struct speller *s, struct arena *arena, hash_list *hashes);

#endif
