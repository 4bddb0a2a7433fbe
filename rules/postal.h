/* postal.h - whether a text holds a postal address. */
#ifndef RULES_POSTAL_H
#define RULES_POSTAL_H

#include "rules.h"

/* True when some line of the mail reads like an address anywhere in the world,
 * or a merge field puts one in. Generous: half an address is one. */
bool has_postal_address(struct check *c);

#endif
