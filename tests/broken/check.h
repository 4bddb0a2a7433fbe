/* check.h - the two things that are asked of hostile files. */
#ifndef BROKEN_CHECK_H
#define BROKEN_CHECK_H

#include "hostile.h"

struct work {
	const char *program; /* the maillint to try */
	const char *folder;  /* for files, made and removed */
	unsigned worker;     /* number, for names of files */
};

/* What the workers count together, in memory that they share. */
struct counts {
	unsigned next; /* row to be taken */
	unsigned files, runs, failed, families;
	/* the worst of all, per mille of what is allowed */
	unsigned time, memory;
	char slowest[64], largest[64];
};

/* One file: how the program ends, what it prints, what it takes. */
void check_file(
	const struct work *w, const struct hostile *h, struct counts *c);

/* One row at n, 2n and 4n: time must not more than double. */
void check_growth(
	const struct work *w, const struct hostile *h, struct counts *c);

/* One line of a result, with what is wrong in front of it. */
void check_say(const char *kind, const struct hostile *h, struct str detail,
	struct str trouble, struct counts *c);

#endif
