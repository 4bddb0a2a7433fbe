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
	const char *name;	/* "Windows EXE": the same in all languages */
	enum file_class class;
	const char *extensions; /* usual ones, blank between, lower case */
	const char *media;	/* "application/pdf", or NULL */
};

/* NULL when no signature matches. `head` is the start of the content; a few
 * signatures look at up to 36 KiB, and the names in an OLE file or the end of
 * a disk image are seen only when it is the whole content. */
const struct filetype *filetype_of(struct str head);

/* True when `extension` is one of the usual ones of `t`. */
bool filetype_allows(const struct filetype *t, struct str extension);

/* The type that usually has this extension or media type, or NULL. */
const struct filetype *filetype_of_extension(struct str extension);
const struct filetype *filetype_of_media(struct str media);

/* True when an OLE file (.doc, .xls, .msg) has an entry of that name. */
bool filetype_ole_has(struct str content, const char *name);

#endif
