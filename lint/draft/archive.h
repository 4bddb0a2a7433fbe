/*
 * archive.h - what a zip holds: its directory only, one level, through
 * libzip. Nothing is ever unpacked.
 */
#ifndef DRAFT_ARCHIVE_H
#define DRAFT_ARCHIVE_H

#include "defect.h"

struct entry {
	struct str name; /* UTF-8, bad bytes replaced */
	uint64_t size, packed;
	bool encrypted;
};

struct archive {
	bool listed; /* it is a zip and its directory could be read */
	bool encrypted;
	LIST(struct entry) entries;
	uint64_t size; /* sum of the entries, unpacked */
};

/*
 * Lists a zip. libzip is loaded at the first call. Lies (sums larger than
 * the file, two directories that differ) are noted as DEFECT_ARCHIVE.
 */
void archive_list(struct archive *out, struct arena *arena, struct str bytes,
	struct span where, const struct part *part, struct defects *defects);

/* Makes sure that libzip is loaded, or says why it is not. */
bool archive_available(void);

#endif
