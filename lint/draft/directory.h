/*
 * directory.h - the directory of a zip, read by ourselves: what libzip
 * decides without a word, where other programs may decide otherwise.
 */
#ifndef DRAFT_DIRECTORY_H
#define DRAFT_DIRECTORY_H

#include "../base/arena.h"

struct record {
	struct str name;   /* its bytes, whatever extra fields say */
	uint64_t at, end; /* header and content in the file */
};

typedef LIST(struct record) record_list;

/* At most `most` records of the last directory, in its order. */
void directory_read(
	record_list *out, struct arena *arena, struct str zip, size_t most);

/* True when an end of a directory stands where no content of a record is:
 * some programs will read that one. `all` must be all records. */
bool directory_ends_twice(const record_list *all, struct str zip);

#endif
