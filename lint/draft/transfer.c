/* transfer.c - content transfer encodings, decoded with a map. */
#include <string.h>

#include "transfer.h"

enum { LINE = 76, LINE_END = 2 };

/* Where decoded bytes go. Without `out` they are only counted. */
struct sink {
	char *out;
	uint64_t n, most;
	struct arena *arena;
	struct map *map;  /* NULL: none wanted */
	const char *file; /* what the map counts from */
	const struct part *part;
	struct defects *defects; /* NULL: none wanted */
	bool noted;
};

struct name {
	struct str name;
	enum transfer transfer;
};

static const struct name names[] = {
	{ { "7bit", 4 }, TRANSFER_7BIT },
	{ { "7-bit", 5 }, TRANSFER_7BIT },
	{ { "8bit", 4 }, TRANSFER_8BIT },
	{ { "8-bit", 5 }, TRANSFER_8BIT },
	{ { "binary", 6 }, TRANSFER_BINARY },
	{ { "quoted-printable", 16 }, TRANSFER_QUOTED_PRINTABLE },
	{ { "base64", 6 }, TRANSFER_BASE64 },
	{ { "x-uuencode", 10 }, TRANSFER_UUENCODE },
	{ { "uuencode", 8 }, TRANSFER_UUENCODE },
	{ { "x-uue", 5 }, TRANSFER_UUENCODE },
};

enum transfer
transfer_named(struct str name)
{
	name = str_trim(name);
	if (!name.len)
		return TRANSFER_7BIT;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (str_ieq(name, names[i].name))
			return names[i].transfer;
	return TRANSFER_UNKNOWN;
}

static void
mark(struct sink *k, const char *from, uint16_t out, uint16_t in)
{
	if (k->map)
		map_add(k->arena, k->map, (size_t)k->n,
			(size_t)(from - k->file), out, in);
}

static void
note(struct sink *k, enum defect_code code, const char *at)
{
	if (k->defects)
		defect_note(k->defects, code,
			span_of((size_t)(at - k->file), 1), k->part, STR_NONE);
}

static bool
is_full(const struct sink *k)
{
	return k->n >= k->most;
}

/* Bytes that stand for themselves. */
static void
put_plain(struct sink *k, const char *from, const char *end)
{
	uint64_t len = (uint64_t)(end - from);

	if (len > k->most - k->n)
		len = k->most - k->n;
	if (!len)
		return;
	mark(k, from, 1, 1);
	if (k->out)
		memcpy(k->out + k->n, from, (size_t)len);
	k->n += len;
}

/*
 * Quoted-printable, RFC 2045 6.7.
 */

static bool
is_escape(const char *p, const char *end)
{
	return end - p >= 3 && hex_value(p[1]) >= 0 && hex_value(p[2]) >= 0;
}

/* Consecutive escapes make one run. */
static const char *
put_escapes(struct sink *k, const char *p, const char *end)
{
	mark(k, p, 1, 3);
	for (; p < end && *p == '=' && is_escape(p, end) && !is_full(k);
		p += 3) {
		if (k->out)
			k->out[k->n] =
				(char)(hex_value(p[1]) << 4 | hex_value(p[2]));
		k->n++;
	}
	return p;
}

/* A line without its blanks at the end. */
static void
put_quoted_line(struct sink *k, const char *p, const char *end)
{
	while (p < end && !is_full(k)) {
		const char *equals = memchr(p, '=', (size_t)(end - p));
		if (!equals) {
			put_plain(k, p, end);
			return;
		}
		put_plain(k, p, equals);
		if (is_full(k))
			return;
		if (is_escape(equals, end)) {
			p = put_escapes(k, equals, end);
			continue;
		}
		note(k, DEFECT_QUOTED_PRINTABLE, equals);
		put_plain(k, equals, equals + 1);
		p = equals + 1;
	}
}

static const char *
before_line_end(const char *p, const char *newline)
{
	return newline > p && newline[-1] == '\r' ? newline - 1 : newline;
}

/* RFC 2045 6.7 (3): blanks at the end of a line were added on the way. */
static const char *
before_blanks(const char *p, const char *end)
{
	while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return end;
}

static void
decode_quoted(struct sink *k, const char *p, const char *end)
{
	while (p < end && !is_full(k)) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *next = newline ? newline + 1 : end;
		const char *line = newline ? before_line_end(p, newline) : end;
		const char *text = before_blanks(p, line);
		bool soft = text > p && text[-1] == '=';

		put_quoted_line(k, p, soft ? text - 1 : text);
		if (newline && !soft)
			put_plain(k, line, next);
		p = next;
	}
}

/*
 * Base64, RFC 2045 6.8.
 */

enum { PAD = 64, BLANK = 65, JUNK = 66 };

#define J   JUNK
#define J8  J, J, J, J, J, J, J, J
#define J64 J8, J8, J8, J8, J8, J8, J8, J8
#define B   BLANK

/* clang-format off */
static const uint8_t alphabet[256] = {
	J, J, J, J, J, J, J, J, J, B, B, B, B, B, J, J,
	J8, J8,
	B, J, J, J, J, J, J, J, J, J, J, 62, J, J, J, 63,
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, J, J, J, PAD, J, J,
	J, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, J, J, J, J, J,
	J, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, J, J, J, J, J,
	J64, J64
};
/* clang-format on */

static uint8_t
sextet(const char *p)
{
	return alphabet[(uint8_t)*p];
}

/* Four characters that need not stand side by side. */
struct quantum {
	const char *at[4];
	unsigned n;
};

static void
put_three(struct sink *k, uint32_t bits, unsigned n)
{
	uint64_t room = k->most - k->n;

	if (n > room)
		n = (unsigned)room;
	if (k->out)
		for (unsigned i = 0; i < n; i++)
			k->out[k->n + i] = (char)(bits >> (16 - 8 * i));
	k->n += n;
}

static uint32_t
quantum_bits(const struct quantum *q)
{
	uint32_t bits = 0;

	for (unsigned i = 0; i < 4; i++)
		bits = bits << 6 | (i < q->n ? sextet(q->at[i]) : 0u);
	return bits;
}

/* A byte whose two characters stand apart: the stretch from one to the other,
 * or the first alone where that passes what a run can hold. */
static void
put_apart(struct sink *k, const struct quantum *q, unsigned n)
{
	uint32_t bits = quantum_bits(q);

	for (unsigned i = 0; i < n && !is_full(k); i++) {
		size_t in = (size_t)(q->at[i + 1] - q->at[i]) + 1;
		mark(k, q->at[i], 1,
			in < RUN_BASE64 ? (uint16_t)in : (uint16_t)1);
		put_three(k, bits << (8 * i), 1);
	}
}

/* What the characters so far give: 4 make 3 bytes, 3 make 2, 2 make 1. */
static void
put_quantum(struct sink *k, struct quantum *q)
{
	unsigned n = q->n ? q->n - 1 : 0;

	if (n && q->at[n] - q->at[0] == (ptrdiff_t)n) {
		mark(k, q->at[0], 3, RUN_BASE64);
		put_three(k, quantum_bits(q), n);
	} else if (n) {
		put_apart(k, q, n);
	}
	q->n = 0;
}

static void
note_junk(struct sink *k, const char *at)
{
	if (!k->noted)
		note(k, DEFECT_BASE64, at);
	k->noted = true;
}

static void
take_character(struct sink *k, struct quantum *q, const char *p)
{
	uint8_t value = sextet(p);

	if (value < PAD) {
		q->at[q->n++] = p;
		if (q->n == 4)
			put_quantum(k, q);
	} else if (value == PAD) {
		/* in the middle too: pieces that were encoded apart */
		if (q->n == 1)
			note_junk(k, p);
		put_quantum(k, q);
	} else if (value == JUNK) {
		note_junk(k, p);
	}
}

/* Whole quantums that stand side by side, the bulk of every body. */
static const char *
put_quantums(struct sink *k, const char *p, const char *end)
{
	char *out = k->out ? k->out + k->n : NULL;
	const char *start = p;
	uint64_t most = (k->most - k->n) / 3;

	if ((uint64_t)(end - p) / 4 < most)
		most = (uint64_t)(end - p) / 4;
	for (; most; most--, p += 4) {
		uint8_t a = sextet(p), b = sextet(p + 1), c = sextet(p + 2),
			d = sextet(p + 3);
		if ((a | b | c | d) >= PAD)
			break;
		if (!out)
			continue;
		*out++ = (char)(a << 2 | b >> 4);
		*out++ = (char)(b << 4 | c >> 2);
		*out++ = (char)(c << 6 | d);
	}
	if (p > start)
		mark(k, start, 3, RUN_BASE64);
	k->n += (uint64_t)(p - start) / 4 * 3;
	return p;
}

static void
decode_base64(struct sink *k, const char *p, const char *end)
{
	struct quantum q = { .n = 0 };

	while (p < end && !is_full(k)) {
		if (q.n == 0)
			p = put_quantums(k, p, end);
		if (p < end)
			take_character(k, &q, p++);
	}
	if (q.n == 1)
		note_junk(k, q.at[0]);
	put_quantum(k, &q);
}

static bool
is_encoded(enum transfer how)
{
	return how == TRANSFER_QUOTED_PRINTABLE || how == TRANSFER_BASE64;
}

static struct str
clamp(struct str file, struct span span)
{
	return str_sub(file, span.at, span.len);
}

/* Bytes that decoding can give at most. */
static size_t
room_for(struct str body, enum transfer how, size_t most)
{
	size_t room = how == TRANSFER_BASE64 ? body.len / 4 * 3 + 3 : body.len;

	return room < most ? room : most;
}

static void
decode(struct sink *k, struct str body, enum transfer how)
{
	const char *end = body.at + body.len;

	if (how == TRANSFER_BASE64)
		decode_base64(k, body.at, end);
	else
		decode_quoted(k, body.at, end);
}

/* An empty text, too, has a place. */
static struct map *
new_map(struct arena *arena, size_t from)
{
	struct map *m = ARENA_NEW(arena, struct map);

	map_add(arena, m, 0, from, 1, 1);
	return m;
}

struct str
transfer_decode(struct arena *arena, struct str file, struct span span,
	enum transfer how, size_t most, struct map **map,
	const struct part *part, struct defects *defects)
{
	struct str body = clamp(file, span);
	struct sink k = { .most = most,
		.arena = arena,
		.map = new_map(arena, span.at < file.len ? span.at : file.len),
		.file = file.at,
		.part = part,
		.defects = defects };

	*map = k.map;
	if (!body.len)
		return body;
	if (!is_encoded(how))
		return str_sub(body, 0, most);
	k.most = room_for(body, how, most);
	k.out = arena_bytes(arena, k.most);
	decode(&k, body, how);
	return (struct str){ k.out, (size_t)k.n };
}

struct str
transfer_decode_plain(struct arena *arena, struct str file, struct span span,
	enum transfer how, size_t most)
{
	struct str body = clamp(file, span);

	if (!body.len || !is_encoded(how))
		return str_sub(body, 0, most);
	struct sink k = { .most = room_for(body, how, most), .file = file.at };
	k.out = arena_bytes(arena, (size_t)k.most);
	decode(&k, body, how);
	return (struct str){ k.out, (size_t)k.n };
}

/* As the table says, in a form that compilers make many bytes at once of. */
static uint8_t
is_sextet(uint8_t c)
{
	uint8_t letter = (uint8_t)((c | 0x20) - 'a');
	uint8_t digit = (uint8_t)(c - '/'); /* with "/" itself */

	return (uint8_t)((letter < 26) | (digit < 11) | (c == '+'));
}

static uint64_t
count_sextets(struct str s)
{
	enum { BLOCK = 64 };
	uint64_t n = 0;
	size_t at = 0;

	for (; s.len - at >= BLOCK; at += BLOCK) {
		uint8_t in_block = 0;
		for (size_t i = 0; i < BLOCK; i++)
			in_block = (uint8_t)(in_block +
					     is_sextet((uint8_t)s.at[at + i]));
		n += in_block;
	}
	for (; at < s.len; at++)
		n += is_sextet((uint8_t)s.at[at]);
	return n;
}

/* A large attachment is counted, never decoded. */
static uint64_t
base64_size(struct str body)
{
	uint64_t n = count_sextets(body);
	return n / 4 * 3 + (n % 4 ? n % 4 - 1 : 0);
}

uint64_t
transfer_decoded_size(struct str file, struct span span, enum transfer how)
{
	struct str body = clamp(file, span);

	if (!body.len || !is_encoded(how))
		return body.len;
	if (how == TRANSFER_BASE64)
		return base64_size(body);
	struct sink k = { .most = UINT64_MAX, .file = file.at };
	decode(&k, body, how);
	return k.n;
}

uint64_t
transfer_base64_size(uint64_t n)
{
	uint64_t characters = n / 3 * 4 + (n % 3 ? 4 : 0);
	uint64_t lines = characters / LINE + (characters % LINE ? 1 : 0);

	return characters + lines * LINE_END;
}
