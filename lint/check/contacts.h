/* contacts.h - the table of --data: read once a linter, its addresses shown to
 * the rules about addresses. */
#ifndef CHECK_CONTACTS_H
#define CHECK_CONTACTS_H

#include "../draft/table.h"
#include "linter.h"

enum { ADDRESS_COLUMNS = 4 };

struct contacts {
	struct arena arena;
	struct table table;
	size_t address[ADDRESS_COLUMNS]; /* columns; the first is mailed to */
	size_t address_count;
	struct settings settings; /* the linter's, with the header row's names
				     among the known fields */
};

/* Where settings name a table: reads it, once, into l->contacts. */
void contacts_read(struct linter *l);
void contacts_free(struct contacts *c);

const struct table *contacts_table(const struct contacts *c);

/* A draft without text whose file is the table. */
void contacts_draft(const struct contacts *c, struct draft *d,
	struct arena *arena, struct source *source);

/* The `n`th cell that holds addresses, as a header field; false past the
 * last. Empty cells have none. */
bool contacts_cell(const struct contacts *c, struct arena *arena, size_t n,
	struct header *h);

#endif
