/* put.c - what the hostile files are built of. */
#include "hostile.h"

void
put(struct buf *b, const char *text)
{
	buf_add(b, str_of(text));
}

void
put_times(struct buf *b, size_t n, const char *text)
{
	struct str s = str_of(text);
	while (n--)
		buf_add(b, s);
}

/* RFC 2045 6.8: 57 bytes make a line of 76 characters. */
void
put_base64(struct buf *b, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const uint8_t *at = (const uint8_t *)bytes.at;

	for (size_t i = 0; i < bytes.len; i += 3) {
		uint32_t three = (uint32_t)at[i] << 16;
		if (i + 1 < bytes.len)
			three |= (uint32_t)at[i + 1] << 8;
		if (i + 2 < bytes.len)
			three |= at[i + 2];
		buf_char(b, digits[three >> 18]);
		buf_char(b, digits[three >> 12 & 63]);
		buf_char(b, i + 1 < bytes.len ? digits[three >> 6 & 63] : '=');
		buf_char(b, i + 2 < bytes.len ? digits[three & 63] : '=');
		if (i % 57 == 54)
			buf_char(b, '\n');
	}
	buf_char(b, '\n');
}

void
put_little(struct buf *b, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		buf_char(b, (char)(value >> (8 * i)));
}

void
put_zeros(struct buf *b, size_t n)
{
	buf_repeat(b, 0, n);
}

/* xorshift32 (G. Marsaglia, 2003), begun alike each time. */
void
put_noise(struct buf *b, size_t n)
{
	uint32_t x = 2463534242u;

	while (n--) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		buf_char(b, (char)(x >> 11));
	}
}

void
put_file(struct buf *b, const char *type, const char *name, struct str bytes)
{
	buf_printf(b,
		"--b\nContent-Type: %s\nContent-Disposition: attachment; "
		"filename=\"%s\"\nContent-Transfer-Encoding: base64\n\n",
		type, name);
	put_base64(b, bytes);
}

void
hostile_make(const struct hostile *h, size_t n, struct buf *out)
{
	buf_init(out, FILE_MOST);
	if (h->make) {
		h->make(out, n);
		return;
	}
	buf_add(out, h->text);
	if (h->again)
		put_times(out, n, h->again);
	if (h->tail)
		put(out, h->tail);
}
