/*
 * affix.h - a Hunspell dictionary (.aff and .dic) written out: each stem with
 * each ending that it may take.
 */
#ifndef CHECK_AFFIX_H
#define CHECK_AFFIX_H

#include "../base/arena.h"

struct affix_reader {
	void *context;
	/* `plain`: a stem, or one with one ending, and no flag that could
	 * forbid it. False: no more. */
	bool (*form)(void *context, struct str form, bool plain);
};

/*
 * Shows every form, some of them twice, and some that the dictionary does not
 * mean: flags that forbid are not all followed. Both files are UTF-8. True
 * when these are all the words without digits that Hunspell can take as right
 * with the dictionary: no compounds, no special casing.
 */
bool affix_expand(struct arena *arena, struct str aff, struct str dic,
	const struct affix_reader *reader);

/* The value of an option that stands once in an .aff file ("SET"), or an
 * empty one. */
struct str affix_option(struct str aff, struct str name);

#endif
