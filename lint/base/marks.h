/*
 * marks.h - 64 bytes of text at once: one bit for each that is of a kind.
 *
 *	uint8_t is[MARKS];
 *	for (int i = 0; i < MARKS; i++)
 *		is[i] = (uint8_t)((at[i] | 0x20) - 'a') < 26;
 *	uint64_t marks = marks_of(is);
 *
 * Compilers make vector code of such a loop where it has no branches, no table
 * and a fixed end. Bit 0 is the first byte.
 */
#ifndef BASE_MARKS_H
#define BASE_MARKS_H

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "str.h"

enum { MARKS = 64 };

/* Eight bytes, the first one lowest: compilers make one load of it. */
static inline uint64_t
load_eight(const void *from)
{
	const uint8_t *c = from;

	return (uint64_t)c[0] | (uint64_t)c[1] << 8 | (uint64_t)c[2] << 16 |
	       (uint64_t)c[3] << 24 | (uint64_t)c[4] << 32 |
	       (uint64_t)c[5] << 40 | (uint64_t)c[6] << 48 |
	       (uint64_t)c[7] << 56;
}

/* As many of them as a word of `len` bytes has at `at`; zeros follow. */
static inline uint64_t
load_head(struct str s, size_t at, size_t len)
{
	uint64_t head = 0;

	if (s.len - at >= sizeof head)
		head = load_eight(s.at + at);
	else
		for (size_t i = s.len; i-- > at;)
			head = head << 8 | (uint8_t)s.at[i];
	return len < sizeof head ? head & ~(~(uint64_t)0 << 8 * len) : head;
}

/* The bits of 64 bytes that are 0 or 1. */
static inline uint64_t
marks_of(const uint8_t is[MARKS])
{
	uint64_t marks = 0;

#ifdef __SSE2__
	for (int i = 0; i < MARKS; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(is + i));
		int bits = _mm_movemask_epi8(_mm_slli_epi16(bytes, 7));
		marks |= (uint64_t)(uint32_t)bits << i;
	}
#else
	/* the factor moves the lowest bits of eight bytes side by side into the
	 * highest byte */
	for (int i = 0; i < MARKS; i += 8)
		marks |= load_eight(is + i) * 0x0102040810204080u >> 56 << i;
#endif
	return marks;
}

/* Which of the 64 bytes are `byte`. */
static inline uint64_t
marks_equal(const char *at, char byte)
{
#ifdef __SSE2__
	const __m128i wanted = _mm_set1_epi8(byte);
	uint64_t marks = 0;

	for (int i = 0; i < MARKS; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(at + i));
		int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted));
		marks |= (uint64_t)(uint32_t)bits << i;
	}
	return marks;
#else
	uint8_t is[MARKS];

	for (int i = 0; i < MARKS; i++)
		is[i] = at[i] == byte;
	return marks_of(is);
#endif
}

/* The number of the lowest bit; there must be one. */
static inline unsigned
marks_first(uint64_t marks)
{
	return (unsigned)__builtin_ctzll(marks);
}

#endif
