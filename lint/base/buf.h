/*
 * buf.h - owned bytes that grow, born with a ceiling.
 *
 * Adding never fails: what would pass the ceiling is cut and `full` is set,
 * so that the writer can say so once at the end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "str.h"

struct buf {
	char *at;
	size_t len, room, ceiling;
	bool full;
};

void buf_init(struct buf *b, size_t ceiling);
void buf_release(struct buf *b);
void buf_clear(struct buf *b); /* keeps the memory */

void buf_add(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_number(struct buf *b, uint64_t n); /* decimal */
void buf_repeat(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* One code point as UTF-8. */
void buf_rune(struct buf *b, uint32_t rune);

/* Room for `n` more bytes at the end, or NULL past the ceiling. */
char *buf_reserve(struct buf *b, size_t n);

struct str buf_str(const struct buf *b); /* borrowed from b */

#endif
