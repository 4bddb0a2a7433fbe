/*
 * memory.h - the one place where running out of memory ends the run.
 *
 * Nothing in maillint tests for a failed allocation: these functions return
 * memory or do not return.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

void *memory_new(size_t size);		     /* zeroed */
void *memory_resize(void *old, size_t size); /* as realloc */

/*
 * Of a large local that is filled as it is used. The build fills locals with
 * zeros, as a guard; of kilobytes that costs more than the work done in them.
 */
#ifdef __has_attribute
#if __has_attribute(uninitialized)
#define UNFILLED __attribute__((uninitialized))
#endif
#endif
#ifndef UNFILLED
#define UNFILLED
#endif

/* Says that memory ran out and ends the run with this status. */
enum { MEMORY_FAILED = 2 };
_Noreturn void memory_failed(void);

#endif
