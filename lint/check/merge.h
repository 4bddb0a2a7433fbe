/*
 * merge.h - a template with the rows of --data put in, one mail after the
 * other, and what rules say of those mails.
 *
 * Simple tags are filled: a name, with a fallback and with filters that change
 * letters or blanks only. What branches, loops or computes is left as it is,
 * and what is found there is not told: it is not what will be sent. A fault of
 * the template itself is told without rows. One that many rows have is told
 * once, at the tag, with the first of them.
 */
#ifndef CHECK_MERGE_H
#define CHECK_MERGE_H

#include "contacts.h"

/* Where in the mail a column's value goes. */
enum column_spot {
	COLUMN_ALONE,	 /* on a line or in an element of its own */
	COLUMN_SENTENCE, /* among other words */
	COLUMN_LINK,
	COLUMN_GREETING,
	COLUMN_SUBJECT
};

/* A column and the tag that needs it most. */
struct column_use {
	struct str name;
	struct where where;
	struct str tag; /* as written */
	enum column_spot spot;
	struct row_set empty; /* rows without a value, where no fallback is */
	struct row_set error; /* rows with "#N/A" and the like ... */
	struct str error_value; /* ... and what stands in the first */
};

/* The first thing that no row is put into. */
struct leftover {
	struct where where;
	struct str tag;
	bool branches; /* else it computes, or a value does not fit there */
	size_t count;  /* of such things */
};

/* Into the findings of the template's own check. */
void merge_rows(struct linter *l, struct check *c, struct draft *d,
	const struct chosen *chosen);

#endif
