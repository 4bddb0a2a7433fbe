/* zip.c - archives with figures that lie. */
#include "zip.h"

void
zip_init(struct zip *z)
{
	z->count = 0;
	buf_init(&z->bytes, FILE_MOST);
	buf_init(&z->directory, FILE_MOST);
}

void
zip_release(struct zip *z)
{
	buf_release(&z->bytes);
	buf_release(&z->directory);
}

static uint32_t
or_of(uint32_t claimed, size_t real)
{
	return claimed ? claimed : (uint32_t)real;
}

/* What stands alike in both headers. The CRC is nowhere read. */
static void
put_facts(struct buf *b, const struct member *m)
{
	put_little(b, 20, 2);
	put_little(b, m->flags, 2);
	put_little(b, m->method, 2);
	put_little(b, 0x58210000, 4); /* 2024-01-01 */
	put_little(b, 0, 4);
	put_little(b, or_of(m->packed, m->data.len), 4);
	put_little(b, or_of(m->size, m->data.len), 4);
}

void
zip_local_header(struct buf *b, const struct member *m)
{
	const char *name = m->local_name ? m->local_name : m->name;

	put(b, "PK\3\4");
	put_facts(b, m);
	put_little(b, strlen(name), 2);
	put_little(b, 0, 2);
	put(b, name);
}

static void
put_entry(struct buf *b, const struct member *m, size_t at)
{
	put(b, "PK\1\2");
	put_little(b, 3 << 8 | 20, 2); /* made by Unix */
	put_facts(b, m);
	put_little(b, strlen(m->name), 2);
	put_little(b, m->extra.len, 2);
	put_little(b, 0, 6); /* comment, disk, kind */
	put_little(b, m->attributes, 4);
	put_little(b, at, 4);
	put(b, m->name);
	buf_add(b, m->extra);
}

void
zip_add(struct zip *z, const struct member *m)
{
	put_entry(&z->directory, m, m->shared ? m->at : z->bytes.len);
	z->count++;
	if (m->shared)
		return;
	zip_local_header(&z->bytes, m);
	buf_add(&z->bytes, m->data);
}

void
zip_end(struct zip *z, size_t claimed, uint32_t at)
{
	buf_add(&z->bytes, buf_str(&z->directory));
	put(&z->bytes, "PK\5\6");
	put_little(&z->bytes, 0, 4);
	put_little(&z->bytes, claimed, 2);
	put_little(&z->bytes, claimed, 2);
	put_little(&z->bytes, z->directory.len, 4);
	put_little(&z->bytes, at, 4);
	put_little(&z->bytes, 0, 2);
}

void
zip_close(struct zip *z)
{
	zip_end(z, z->count, (uint32_t)z->bytes.len);
}

/* Bits in the order in which deflate packs them: lowest first. */
struct bits {
	struct buf *out;
	uint32_t held;
	unsigned count;
};

static void
add_bits(struct bits *s, uint32_t value, unsigned n)
{
	s->held |= value << s->count;
	for (s->count += n; s->count >= 8; s->count -= 8) {
		buf_char(s->out, (char)s->held);
		s->held >>= 8;
	}
}

/* One literal zero, then "258 bytes from 1 back" again and again. Codes of
 * Huffman are packed highest bit first, so that they stand turned here. */
void
put_deflated_zeros(struct buf *b, size_t n)
{
	struct bits s = { .out = b };

	add_bits(&s, 3, 3);    /* last block, fixed codes */
	add_bits(&s, 0x0C, 8); /* literal 0: 00110000 */
	for (size_t i = 0; i < n / 258; i++) {
		add_bits(&s, 0xA3, 8); /* length 258: 11000101 */
		add_bits(&s, 0, 5);    /* distance 1 */
	}
	add_bits(&s, 0, 7); /* end */
	add_bits(&s, 0, 7);
}
