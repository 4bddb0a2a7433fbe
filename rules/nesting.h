/* nesting.h - what of a page begins and does not end, or ends too soon. */
#ifndef RULES_NESTING_H
#define RULES_NESTING_H

#include "rules.h"

void nesting_swallowed(struct check *c);
void nesting_conditional(struct check *c);
void nesting_unclosed(struct check *c);
void nesting_open_style(struct check *c);
void nesting_two_bodies(struct check *c);

#endif
