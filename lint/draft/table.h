/*
 * table.h - a table of contacts as spreadsheets write it (RFC 4180): a header
 * row, then one row for each mail.
 *
 * Commas, semicolons or TABs part the cells, whichever the header row has
 * most; Excel's first line "sep=;" is obeyed. Quotes may hold line ends, and
 * two of them stand for one. Rows are numbered as a spreadsheet does it: the
 * header is row 1, and a blank row counts.
 */
#ifndef DRAFT_TABLE_H
#define DRAFT_TABLE_H

#include "part.h"

struct cell {
	uint32_t at, len; /* in table.text, without its quotes and blanks */
	bool doubled;	  /* has "" for a quote */
};

struct table_row {
	uint32_t number; /* from 1 */
	uint32_t at;	 /* where it begins, in table.text */
	uint32_t first;	 /* of its cells */
	uint32_t cells;
};

struct table {
	struct part *part; /* made up: the whole file */
	struct text text;
	LIST(struct cell) cells;
	struct table_row header; /* no cells: the table is empty */
	LIST(struct table_row) rows;
	/* What was noticed on the way. Offsets are those of table.text. */
	bool open_quote; /* never closed: */
	uint32_t quote_at;
	bool cut; /* more than LIMIT_ROWS: from here on */
	uint32_t cut_at;
	bool wide; /* a row had more than LIMIT_COLUMNS cells */
	bool unreadable; /* bytes that are no text in its charset */
};

/* Never fails. The bytes must outlive the table. */
void table_read(struct table *t, struct arena *arena, struct str bytes);

/* The value of column `n` (from 0) in a row; empty where the row is short. */
struct str table_value(struct arena *arena, const struct table *t,
	const struct table_row *row, size_t n);

/* Where it stands; at the row's start where the row is short. */
struct text table_cell_text(struct arena *arena, const struct table *t,
	const struct table_row *row, size_t n);

/*
 * The column that a merge field means, or -1: "First_Name", "first name" and
 * "contact.firstName" are one; FNAME and LNAME of Mailchimp are known.
 */
int table_column(const struct table *t, struct str field);

/*
 * Columns of addresses: those where most cells have an "@". Writes at most
 * `room` of them; the first is where the mail goes.
 */
size_t table_address_columns(
	const struct table *t, size_t *columns, size_t room);

#endif
