/*
 * scant.c - a preloaded library: the SCANT_AT-th request for memory of a
 * process fails, with SCANT_STICKY all after it too. SCANT_WHO says whose:
 * "first" process, or the "other" ones that it forks.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static long at, count;
static bool sticky, others;
static pid_t first, current;

__attribute__((constructor)) static void
begin(void)
{
	const char *n = getenv("SCANT_AT"), *who = getenv("SCANT_WHO");

	sticky = getenv("SCANT_STICKY") != NULL;
	others = who && *who == 'o';
	first = current = getpid();
	count = 0;
	at = n ? atol(n) : 0;
}

static bool
fails(void)
{
	if (!at)
		return false;
	pid_t self = getpid();
	if (self != current) {
		current = self;
		count = 0;
	}
	if ((self != first) != others)
		return false;
	count++;
	if (sticky ? count < at : count != at)
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t n)
{
	return fails() ? NULL : __libc_realloc(old, n);
}
