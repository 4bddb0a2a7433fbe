/* library.h - shared libraries that are loaded late, because few runs need
 * them. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>

/* NULL when there is none of that name. */
void *library_open(const char *name);

/* Stores the address of a function in `*slot`, a pointer to a function. */
bool library_find(void *library, const char *name, void *slot);

#endif
