/* library.c - shared libraries that are loaded late. */
#include <dlfcn.h>
#include <string.h>
#include <unicode/uversion.h>

#include "library.h"

#define QUOTED(text) #text
#define NAME(macro)  QUOTED(macro)

enum { NAMES_MOST = 2 };

/* The newest first. ICU's must be of the version that is linked. */
static const char *const names[LIBRARIES][NAMES_MOST] = {
	[LIBRARY_ZIP] = { "libzip.so.5", "libzip.so.4" },
	[LIBRARY_ICU_I18N] = { "libicui18n.so." NAME(U_ICU_VERSION_MAJOR_NUM) },
};

static struct {
	void *handle;
	bool tried;
} opened[LIBRARIES];

static void (*missed)(enum library which);

static void *
load(const char *const *name)
{
	void *handle = NULL;

	for (int i = 0; i < NAMES_MOST && name[i] && !handle; i++)
		handle = dlopen(name[i], RTLD_NOW | RTLD_LOCAL);
	return handle;
}

void *
library_open(enum library which)
{
	if (opened[which].tried)
		return opened[which].handle;
	if (missed)
		missed(which);
	opened[which].handle = load(names[which]);
	opened[which].tried = true;
	return opened[which].handle;
}

bool
library_find(void *library, const char *name, void *slot)
{
	void *function = dlsym(library, name);
	memcpy(slot, &function, sizeof function);
	return function != NULL;
}

void
library_close_door(void (*miss)(enum library which))
{
	missed = miss;
}
