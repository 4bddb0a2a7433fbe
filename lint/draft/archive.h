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
 * Lists a zip. libzip is loaded at the first call. Noted are DEFECT_ARCHIVE
 * with the detail "damaged" (no directory found), "overlap" (the entries are
 * together larger than the file), "bomb" (100 times its size unpacked) or
 * "readings" (two ways to read it differ), and DEFECT_LIMIT with "libzip"
 * (not installed) or "archive-entries".
 */
void archive_list(struct archive *out, struct arena *arena, struct str bytes,
	struct span where, const struct part *part, struct defects *defects);

/* Makes sure that libzip is loaded, or says why it is not. */
bool archive_available(void);

#endif
