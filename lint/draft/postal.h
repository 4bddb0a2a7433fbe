/*
 * postal.h - whether a text holds a postal address, of whatever country.
 */
#ifndef DRAFT_POSTAL_H
#define DRAFT_POSTAL_H

#include "prose.h"

/*
 * Where the first line stands that reads like an address: a street or a box
 * with its number, a postcode with its town. Generous: half an address is one.
 * len 0: none.
 */
struct span postal_find(const struct prose *p);

/* A merge field that puts the sender's in: *|LIST:ADDRESS|*,
 * {{ account.address }}, %%Member_Addr%%. */
bool postal_field(const struct field *f);

#endif
