/* list.h - what rules about mail to many share. */
#ifndef RULES_LIST_H
#define RULES_LIST_H

#include "rules.h"

/* A post of a member, sent on by a list server. */
bool is_discussion(const struct draft *d);

#endif
