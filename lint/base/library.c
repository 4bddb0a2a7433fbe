/* library.c - shared libraries that are loaded late. */
#include <dlfcn.h>
#include <string.h>

#include "library.h"

void *
library_open(const char *name)
{
	return dlopen(name, RTLD_NOW | RTLD_LOCAL);
}

bool
library_find(void *library, const char *name, void *slot)
{
	void *function = dlsym(library, name);
	memcpy(slot, &function, sizeof function);
	return function != NULL;
}
