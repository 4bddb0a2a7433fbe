/*
 * csv.h - rows of comma-separated values (RFC 4180), and of those that
 * spreadsheets write: with semicolons or tabs.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "arena.h"

struct csv {
	struct str rest; /* not yet read */
	char separator;
	size_t line; /* where the last row begins, from 1 */
	size_t next_line;
};

typedef LIST(struct str) csv_cells;

/* Takes the separator from the first line. `bytes` are UTF-8; a byte order
 * mark is passed over. */
void csv_begin(struct csv *c, struct str bytes);

/* The cells of the next row, without quotes; false at the end. */
bool csv_row(struct csv *c, struct arena *arena, csv_cells *cells);

#endif
