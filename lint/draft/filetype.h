/* filetype.h - what a file is, by its first bytes. */
#ifndef DRAFT_FILETYPE_H
#define DRAFT_FILETYPE_H

#include "../base/str.h"

enum file_class {
	FILE_EXECUTABLE, /* MZ, ELF, Mach-O, Java class, Windows shortcut */
	FILE_SCRIPT,	 /* #!, <?php, @echo off, WSF ... */
	FILE_ARCHIVE,
	FILE_OFFICE,
	FILE_DOCUMENT,
	FILE_IMAGE,
	FILE_AUDIO,
	FILE_VIDEO,
	FILE_MARKUP,
	FILE_MAIL,
	FILE_DISK,	 /* ISO, VHD, DMG */
	FILE_OTHER
};

struct filetype {
	const char *name;	/* "Windows program" */
	enum file_class class;
	const char *extensions; /* usual ones, blank between, lower case */
	const char *media;	/* "application/pdf", or NULL */
};

/* NULL when no signature matches. `head` is the start of the content; a few
 * signatures look at up to 36 KiB. */
const struct filetype *filetype_of(struct str head);

/* True when `extension` is one of the usual ones of `t`. */
bool filetype_allows(const struct filetype *t, struct str extension);

#endif
