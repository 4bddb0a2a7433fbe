/* wire.c - a structure as bytes, described once for both directions. */
#include <math.h>
#include <string.h>

#include "utf8.h"
#include "wire.h"

struct wire
wire_writer(struct buf *out)
{
	return (struct wire){ .out = out };
}

struct wire
wire_reader(struct str in, struct arena *arena)
{
	return (struct wire){ .in = in, .arena = arena };
}

void
wire_check(struct wire *w, bool fine)
{
	if (wire_is_reading(w) && !fine)
		w->bad = true;
}

/* The next `n` bytes, or none when there are fewer. */
static struct str
take(struct wire *w, size_t n)
{
	if (w->bad || n > w->in.len) {
		w->bad = true;
		return STR_NONE;
	}
	struct str taken = str_sub(w->in, 0, n);
	w->in = str_from(w->in, n);
	return taken;
}

/* Inline, for all sizes are constants. */
static inline void
pass(struct wire *w, void *value, size_t size)
{
	if (!wire_is_reading(w)) {
		buf_add(w->out, (struct str){ value, size });
		return;
	}
	struct str taken = take(w, size);
	if (taken.len)
		memcpy(value, taken.at, size);
	else
		memset(value, 0, size);
}

void
wire_bool(struct wire *w, bool *value)
{
	uint8_t byte = *value;

	pass(w, &byte, sizeof byte);
	wire_check(w, byte <= 1);
	*value = byte == 1;
}

void
wire_u32(struct wire *w, uint32_t *value)
{
	pass(w, value, sizeof *value);
}

void
wire_u64(struct wire *w, uint64_t *value)
{
	pass(w, value, sizeof *value);
}

void
wire_size(struct wire *w, size_t *value)
{
	pass(w, value, sizeof *value);
}

void
wire_number(struct wire *w, double *value, double least, double most)
{
	pass(w, value, sizeof *value);
	wire_check(w, isfinite(*value) && *value >= least && *value <= most);
}

void
wire_str(struct wire *w, struct str *value)
{
	uint32_t len = (uint32_t)value->len;
	bool none = !value->at;

	wire_bool(w, &none);
	wire_u32(w, &len);
	if (!wire_is_reading(w))
		buf_add(w->out, *value);
	else
		*value = take(w, len);
	wire_check(w, !none || !len);
	if (none)
		*value = STR_NONE;
}

/* As the program's own texts are: a terminal is not moved by them. */
static bool
is_plain(struct str s)
{
	if (utf8_valid(s) != s.len)
		return false;
	for (size_t at = 0; at < s.len;) {
		uint32_t rune = utf8_next(s, &at);
		if (rune < ' ' || (rune >= 0x7F && rune <= 0x9F) ||
			rune_is_bidi(rune) || rune_is_invisible(rune))
			return false;
	}
	return true;
}

void
wire_text(struct wire *w, const char **value)
{
	struct str s = str_of(*value);

	wire_str(w, &s);
	if (!wire_is_reading(w))
		return;
	wire_check(w, is_plain(s));
	*value = s.at && !w->bad ? arena_cstr(w->arena, s) : NULL;
}

void
wire_count(struct wire *w, size_t *n, size_t least)
{
	wire_size(w, n);
	wire_check(w, *n <= w->in.len / least);
	if (wire_is_reading(w) && w->bad)
		*n = 0;
}
