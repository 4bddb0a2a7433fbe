/* greeting.h - "Dear Mr. Li,": the line that greets, and whom. */
#ifndef DRAFT_GREETING_H
#define DRAFT_GREETING_H

#include "prose.h"

/* Fills p->greeting_at ... p->greeted_len; p->blocks and p->fields are
 * filled. */
void greeting_find(struct prose *p);

#endif
