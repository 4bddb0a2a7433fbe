/* words.h - a text cut into sentences and words. */
#ifndef DRAFT_WORDS_H
#define DRAFT_WORDS_H

#include "prose.h"

/*
 * Fills p->urls, p->sentences, p->words and the counts; p->fields and
 * p->blocks are filled. Lines of a hard-wrapped paragraph are one text;
 * a line of HTML ends a sentence, for blocks end with \n there.
 */
void words_read(struct prose *p, struct arena *arena, bool flowed);

#endif
