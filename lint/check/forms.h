/*
 * forms.h - every form of a language's dictionaries, as one table of hashes.
 *
 * A table is bytes that are kept between runs: a few pages of it answer what
 * would take loading a dictionary. It comes from a file that anybody may have
 * damaged, so nothing in it is believed: a block counts when its checksum is
 * right, and no offset is read from it.
 */
#ifndef CHECK_FORMS_H
#define CHECK_FORMS_H

#include "../base/buf.h"

enum {
	FORMS_BLOCK = 4096,
	FORMS_HEAD = 4096,
	FORMS_BLOCKS_MOST = 4096,
	FORMS_MOST = 1500000, /* forms in one table */
	FORMS_BYTES_MOST = FORMS_HEAD + FORMS_BLOCKS_MOST * FORMS_BLOCK
};

struct forms {
	struct str bytes; /* at == NULL: no table */
	uint32_t blocks;
	bool whole; /* what is not in it is no word */
	uint8_t *fine; /* by block: its checksum was found right */
};

/* False when the bytes are no table of these dictionaries (`key`). They must
 * outlive it. */
bool forms_open(struct forms *f, struct str bytes, uint64_t key);
void forms_close(struct forms *f);

/* True when each block is as it was written. */
bool forms_check(struct forms *f);

enum forms_answer { FORMS_NO, FORMS_YES, FORMS_DAMAGED };
enum forms_answer forms_find(struct forms *f, uint64_t hash);

uint64_t forms_hash(struct str word);

/* Adds a table to `out`; false when there are too many forms for one. Sorts
 * the hashes. */
bool forms_write(
	struct buf *out, uint64_t *hashes, size_t n, uint64_t key, bool whole);

#endif
