/*
 * archive.h - what a zip holds: its directory only, one level, through
 * libzip. Nothing is ever unpacked.
 */
#ifndef DRAFT_ARCHIVE_H
#define DRAFT_ARCHIVE_H

#include "defect.h"

struct entry {
	struct str name; /* UTF-8, bad bytes replaced */
	struct str twin; /* the name that other programs show, where it ends
			    otherwise; else empty */
	uint64_t size, packed;
	bool encrypted;
	bool outside; /* its path leads out of the folder it is unpacked in */
	bool link;    /* a symbolic link */
	bool device;  /* a device, a pipe or a socket */
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
 * "readings" (two ways to read it differ); with "names", "outside", "device"
 * or "link" when some entry is such; and DEFECT_LIMIT with "libzip" (not
 * installed) or "archive-entries".
 */
void archive_list(struct archive *out, struct arena *arena, struct str bytes,
	struct span where, const struct part *part, struct defects *defects);

/* Whether a zip ends where these bytes end, whatever they begin with. */
bool archive_ends(struct str bytes);

/* Makes sure that libzip is loaded, or says why it is not. */
bool archive_available(void);

#endif
