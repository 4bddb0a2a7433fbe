/* library.c - shared libraries that are loaded when first asked for. */
#include <dlfcn.h>
#include <libxml/xmlversion.h>
#include <string.h>
#include <unicode/uversion.h>
#include <unistd.h>

#include "library.h"

#define QUOTED(macro) LIBRARY_QUOTED(macro)

enum { NAMES_MOST = 2 };

/* The newest first. Where functions or structures differ between versions it
 * must be the one whose header was read. */
static const char *const names_of[LIBRARIES][NAMES_MOST] = {
	[LIBRARY_ICU] = { "libicuuc.so." QUOTED(U_ICU_VERSION_MAJOR_NUM) },
	[LIBRARY_ICU_I18N] = { "libicui18n.so." QUOTED(
		U_ICU_VERSION_MAJOR_NUM) },
	[LIBRARY_PSL] = { "libpsl.so.5" },
	/* its name changed with its binary interface */
	[LIBRARY_XML] = { LIBXML_VERSION < 21400 ? "libxml2.so.2"
						 : "libxml2.so.16" },
	[LIBRARY_ZIP] = { "libzip.so.5", "libzip.so.4" },
	[LIBRARY_HUNSPELL] = { "libhunspell-1.7.so.0", "libhunspell-1.6.so.0" },
};

static struct {
	void *handle;
	bool tried;
} opened[LIBRARIES];

static void (*missed)(unsigned which);
static void (*lacked)(enum library which);

const char *
library_name(enum library which)
{
	return names_of[which][0];
}

void
library_on_lack(void (*lack)(enum library which))
{
	lacked = lack;
}

void
library_want(unsigned which)
{
	if (missed)
		missed(which);
}

void
library_open(enum library which)
{
	if (opened[which].tried)
		return;
	library_want(which);
	opened[which].tried = true;
	for (int i = 0; i < NAMES_MOST && !opened[which].handle; i++)
		if (names_of[which][i])
			opened[which].handle = dlopen(
				names_of[which][i], RTLD_LAZY | RTLD_LOCAL);
}

bool
library_load(enum library which, const char *const *names, void *functions)
{
	char *slot = functions;

	library_open(which);
	if (!opened[which].handle)
		return false;
	for (size_t i = 0; names[i]; i++) {
		void *function = dlsym(opened[which].handle, names[i]);
		if (!function)
			return false;
		memcpy(slot + i * sizeof function, &function, sizeof function);
	}
	return true;
}

void
library_need(enum library which, const char *const *names, void *functions)
{
	if (library_load(which, names, functions))
		return;
	if (lacked)
		lacked(which);
	const char *said[] = { "maillint: cannot load ", names_of[which][0],
		"\n" };
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (write(2, said[i], strlen(said[i])) < 0)
			break;
	_exit(2);
}

void
library_close_door(void (*miss)(unsigned which))
{
	missed = miss;
}
