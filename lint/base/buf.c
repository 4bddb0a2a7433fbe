/* buf.c - owned bytes that grow, born with a ceiling. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "memory.h"
#include "utf8.h"

void
buf_init(struct buf *b, size_t ceiling)
{
	*b = (struct buf){ .ceiling = ceiling };
}

void
buf_release(struct buf *b)
{
	free(b->at);
	buf_init(b, b->ceiling);
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->full = false;
}

char *
buf_reserve(struct buf *b, size_t n)
{
	if (n > b->ceiling - b->len) {
		b->full = true;
		return NULL;
	}
	if (b->room - b->len < n) {
		size_t room = b->room * 2 > b->len + n ? b->room * 2
						       : b->len + n + 64;
		b->at = memory_resize(b->at, room);
		b->room = room;
	}
	return b->at + b->len;
}

void
buf_add(struct buf *b, struct str s)
{
	if (s.len > b->ceiling - b->len) {
		b->full = true;
		s.len = b->ceiling - b->len;
	}
	if (!s.len)
		return;
	memcpy(buf_reserve(b, s.len), s.at, s.len);
	b->len += s.len;
}

void
buf_char(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

void
buf_number(struct buf *b, uint64_t n)
{
	char digits[20], *at = digits + sizeof digits;

	do
		*--at = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(b, str_range(at, digits + sizeof digits));
}

void
buf_repeat(struct buf *b, char c, size_t n)
{
	while (n--)
		buf_char(b, c);
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	size_t room = b->room - b->len;
	va_list args;

	va_start(args, format);
	int n = vsnprintf(room ? b->at + b->len : NULL, room, format, args);
	va_end(args);
	/* vsnprintf writes a NUL: one byte more than is kept. */
	char *to = n > 0 ? buf_reserve(b, (size_t)n + 1) : NULL;
	if (!to)
		return;
	if ((size_t)n >= room) {
		va_start(args, format);
		vsnprintf(to, (size_t)n + 1, format, args);
		va_end(args);
	}
	b->len += (size_t)n;
}

void
buf_rune(struct buf *b, uint32_t rune)
{
	char bytes[4];
	buf_add(b, (struct str){ bytes, utf8_put(bytes, rune) });
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->at, b->len };
}
