/*
 * zip.h - archives with figures that lie, as a hostile program writes them
 * (APPNOTE.TXT 4.3).
 */
#ifndef BROKEN_ZIP_H
#define BROKEN_ZIP_H

#include "hostile.h"

struct member {
	const char *name;
	const char *local_name; /* NULL: the same */
	struct str data;	/* as it stands in the archive */
	struct str extra;	/* in the directory */
	uint32_t packed, size;	/* as the directory says; 0: those of data */
	uint16_t method, flags;
	uint32_t attributes; /* mode of Unix in the upper half */
	uint32_t at;	     /* no header and data of its own: those there */
	bool shared;
};

struct zip {
	struct buf bytes, directory;
	size_t count;
};

enum { ZIP_LOCAL_HEADER = 30, ZIP_END = 22, STORED = 0, DEFLATED = 8 };

void zip_init(struct zip *z);
void zip_release(struct zip *z);
void zip_add(struct zip *z, const struct member *m);
void zip_local_header(struct buf *b, const struct member *m);

/* The directory and its end; `claimed` entries, wherever `at` is. */
void zip_end(struct zip *z, size_t claimed, uint32_t at);
void zip_close(struct zip *z); /* an honest end */

/* A stream of deflate that unpacks to `n` times zero (RFC 1951 3.2.6). */
void put_deflated_zeros(struct buf *b, size_t n);

#endif
