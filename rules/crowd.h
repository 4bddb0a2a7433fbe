/*
 * crowd.h - recipients taken together: who sees whom, who stands twice. The
 * rows are in recipients.c.
 */
#ifndef RULES_CROWD_H
#define RULES_CROWD_H

#include "rules.h"

/* Few enough to be compared with each other. */
bool crowd_is_small(struct check *c);

void crowd_repeated(struct check *c);
void crowd_rivals(struct check *c);
void crowd_many_visible(struct check *c);
void crowd_many_hidden(struct check *c);
void crowd_alike(struct check *c);
void crowd_undisclosed(struct check *c);

#endif
