/*
 * forms.c - every form of a language's dictionaries, as one table of hashes.
 *
 * A block holds tags of 32 bits, probed from a slot that other bits of the
 * hash give, and ends with a checksum. Which block, which slot and which tag
 * come from bits that do not overlap, so that a wrong word passes for a form
 * about once in a thousand million times.
 */
#include <stdlib.h>

#include "../base/memory.h"
#include "forms.h"

enum {
	CHECKSUM = 8, /* bytes, at the end of a block */
	SLOTS = (FORMS_BLOCK - CHECKSUM) / 4,
	FILL = SLOTS * 5 / 8 /* forms a block, on average */
};

static const char magic[8] = "mlforms1";

struct head {
	char magic[sizeof magic];
	uint64_t key;
	uint32_t blocks, whole;
	uint64_t checksum; /* of what stands above */
};

static inline uint64_t
mix(uint64_t h, uint64_t bytes)
{
	h = (h ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

static inline uint64_t
load(const char *at, size_t n)
{
	uint64_t bytes = 0;

	memcpy(&bytes, at, n);
	return bytes;
}

static inline uint64_t
load_tail(const char *at, size_t n)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < n; i++)
		bytes |= (uint64_t)(uint8_t)at[i] << 8 * i;
	return bytes;
}

uint64_t
forms_hash(struct str word)
{
	uint64_t h = mix(UINT64_C(0xA0761D6478BD642F), word.len);
	size_t at = 0;

	for (; word.len - at >= 8; at += 8)
		h = mix(h, load(word.at + at, 8));
	h = mix(h, load_tail(word.at + at, word.len - at));
	return mix(h, h >> 29);
}

/* Four sums side by side: a block is read while it is looked up. */
static uint64_t
checksum(const char *at, size_t n)
{
	uint64_t sums[4] = { n, 1, 2, 3 };
	size_t i = 0;

	for (; n - i >= 32; i += 32)
		for (size_t k = 0; k < 4; k++)
			sums[k] = mix(sums[k], load(at + i + 8 * k, 8));
	for (; n - i >= 8; i += 8)
		sums[0] = mix(sums[0], load(at + i, 8));
	return mix(mix(sums[0], sums[1]), mix(sums[2], sums[3]));
}

static uint32_t
block_of(uint64_t hash, uint32_t blocks)
{
	return (uint32_t)((hash >> 48) * blocks >> 16);
}

static uint32_t
slot_of(uint64_t hash)
{
	return (uint32_t)((hash >> 32 & 0xFFFF) * SLOTS >> 16);
}

/* 0 marks a free slot. */
static uint32_t
tag_of(uint64_t hash)
{
	uint32_t tag = (uint32_t)hash;

	return tag ? tag : 1;
}

static bool
is_head(const struct head *h, uint64_t key)
{
	return !memcmp(h->magic, magic, sizeof magic) && h->key == key &&
	       h->blocks > 0 && h->blocks <= FORMS_BLOCKS_MOST &&
	       h->checksum == checksum((const char *)h,
				      offsetof(struct head, checksum));
}

bool
forms_open(struct forms *f, struct str bytes, uint64_t key)
{
	struct head h;

	*f = (struct forms){ 0 };
	if (bytes.len < FORMS_HEAD)
		return false;
	memcpy(&h, bytes.at, sizeof h);
	if (!is_head(&h, key) ||
		bytes.len != FORMS_HEAD + (size_t)h.blocks * FORMS_BLOCK)
		return false;
	*f = (struct forms){ bytes, h.blocks, h.whole == 1,
		memory_new(h.blocks) };
	return true;
}

void
forms_close(struct forms *f)
{
	free(f->fine);
	*f = (struct forms){ 0 };
}

static bool
is_fine(const char *block)
{
	return checksum(block, FORMS_BLOCK - CHECKSUM) ==
	       load(block + FORMS_BLOCK - CHECKSUM, CHECKSUM);
}

bool
forms_check(struct forms *f)
{
	for (uint32_t i = 0; i < f->blocks; i++)
		if (!is_fine(
			    f->bytes.at + FORMS_HEAD + (size_t)i * FORMS_BLOCK))
			return false;
	return true;
}

static bool
has_tag(const char *block, uint32_t slot, uint32_t tag)
{
	for (uint32_t i = 0; i < SLOTS; i++) {
		uint32_t there = (uint32_t)load(block + 4 * (size_t)slot, 4);
		if (there == tag || !there)
			return there != 0;
		slot = slot + 1 < SLOTS ? slot + 1 : 0;
	}
	return false;
}

enum forms_answer
forms_find(struct forms *f, uint64_t hash)
{
	uint32_t i = block_of(hash, f->blocks);
	const char *block = f->bytes.at + FORMS_HEAD + (size_t)i * FORMS_BLOCK;

	if (!f->fine[i]) {
		if (!is_fine(block))
			return FORMS_DAMAGED;
		f->fine[i] = 1;
	}
	return has_tag(block, slot_of(hash), tag_of(hash)) ? FORMS_YES
							   : FORMS_NO;
}

/* False when its block is full. */
static bool
put(char *blocks, uint32_t count, uint64_t hash)
{
	char *block = blocks + (size_t)block_of(hash, count) * FORMS_BLOCK;
	uint32_t slot = slot_of(hash), tag = tag_of(hash);

	for (uint32_t i = 0; i < SLOTS - 1; i++) {
		uint32_t there = (uint32_t)load(block + 4 * (size_t)slot, 4);
		if (there == tag)
			return true;
		if (!there) {
			memcpy(block + 4 * (size_t)slot, &tag, sizeof tag);
			return true;
		}
		slot = slot + 1 < SLOTS ? slot + 1 : 0;
	}
	return false;
}

static void
seal(char *block)
{
	uint64_t sum = checksum(block, FORMS_BLOCK - CHECKSUM);

	memcpy(block + FORMS_BLOCK - CHECKSUM, &sum, sizeof sum);
}

static void
write_head(char *to, uint64_t key, uint32_t blocks, bool whole)
{
	struct head h = { .key = key, .blocks = blocks, .whole = whole };

	memcpy(h.magic, magic, sizeof magic);
	h.checksum = checksum((char *)&h, offsetof(struct head, checksum));
	memcpy(to, &h, sizeof h);
}

static int
compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Dictionaries share most of their words. */
static size_t
drop_twins(uint64_t *hashes, size_t n)
{
	size_t kept = 0;

	if (n)
		qsort(hashes, n, sizeof *hashes, compare);
	for (size_t i = 0; i < n; i++)
		if (!kept || hashes[i] != hashes[kept - 1])
			hashes[kept++] = hashes[i];
	return kept;
}

bool
forms_write(
	struct buf *out, uint64_t *hashes, size_t n, uint64_t key, bool whole)
{
	n = drop_twins(hashes, n);
	uint32_t blocks = (uint32_t)(n / FILL + 1);
	size_t size = FORMS_HEAD + (size_t)blocks * FORMS_BLOCK;
	char *to = n <= FORMS_MOST ? buf_reserve(out, size) : NULL;

	if (!to)
		return false;
	memset(to, 0, size);
	write_head(to, key, blocks, whole);
	for (size_t i = 0; i < n; i++)
		if (!put(to + FORMS_HEAD, blocks, hashes[i]))
			return false;
	for (uint32_t i = 0; i < blocks; i++)
		seal(to + FORMS_HEAD + (size_t)i * FORMS_BLOCK);
	out->len += size;
	return true;
}
