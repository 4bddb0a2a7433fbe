/* memory.c - the one place where running out of memory ends the run. */
#include <stdlib.h>
#include <unistd.h>

#include "memory.h"

void
memory_failed(void)
{
	static const char said[] = "maillint: out of memory\n";

	if (write(2, said, sizeof said - 1) < 0)
		_exit(MEMORY_FAILED);
	_exit(MEMORY_FAILED);
}

void *
memory_new(size_t size)
{
	void *p = calloc(1, size ? size : 1);
	if (!p)
		memory_failed();
	return p;
}

void *
memory_resize(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);
	if (!p)
		memory_failed();
	return p;
}
