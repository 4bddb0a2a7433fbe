/* try.h - one run of the program: what it took, and what came of it. */
#ifndef BROKEN_TRY_H
#define BROKEN_TRY_H

#include <stdbool.h>

struct tried {
	int status, signal; /* of the end; signal 0: it exited */
	double cpu, wall;   /* seconds */
	long peak;	    /* KiB */
};

/* Runs `argv`, its output into the file `out` (NULL: nowhere), at most
 * `seconds` of wall time. */
struct tried try_run(char *const *argv, const char *out, unsigned seconds);

/* Under a sanitizer time and memory say nothing. */
bool try_is_sanitized(void);

#endif
