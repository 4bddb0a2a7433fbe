/*
 * library.h - shared libraries that are loaded late, because few runs need
 * them.
 *
 * Behind a closed door (sandbox.h) nothing can be loaded any more. There a
 * library that is missed is reported to whoever can start again with it.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>

enum library { LIBRARY_ZIP, LIBRARY_ICU_I18N, LIBRARIES };

/* NULL when this system has none. */
void *library_open(enum library which);

/* Stores the address of a function in `*slot`, a pointer to a function. */
bool library_find(void *library, const char *name, void *slot);

/* From now on only what was opened before can be had; `miss` is told of the
 * first other one and does not return. */
void library_close_door(void (*miss)(enum library which));

#endif
