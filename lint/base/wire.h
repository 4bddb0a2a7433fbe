/*
 * wire.h - a structure as bytes, described once for both directions.
 *
 * A function that passes each member of a structure to wire_... both packs
 * and unpacks it: there is no second description that could differ. Bytes
 * that are read come from a process that may have been taken over by a
 * draft: nothing is believed. What does not fit sets `bad`, members are zero
 * from there on, and the reader throws the structure away.
 *
 * Numbers stand in the machine's own order: both ends are one program.
 */
#ifndef BASE_WIRE_H
#define BASE_WIRE_H

#include "arena.h"
#include "buf.h"

struct wire {
	struct buf *out; /* NULL: reading */
	struct str in;	 /* what is left to read */
	struct arena *arena; /* reading: for lists and C strings */
	bool bad;
};

struct wire wire_writer(struct buf *out);
/* Strings are borrowed from `in`. */
struct wire wire_reader(struct str in, struct arena *arena);

static inline bool
wire_is_reading(const struct wire *w)
{
	return !w->out;
}

/* Reading: marks the structure as bad when `fine` is false. */
void wire_check(struct wire *w, bool fine);

void wire_bool(struct wire *w, bool *value);
void wire_u32(struct wire *w, uint32_t *value);
void wire_u64(struct wire *w, uint64_t *value);
void wire_size(struct wire *w, size_t *value);
/* A finite number from `least` to `most`. */
void wire_number(struct wire *w, double *value, double least, double most);
void wire_str(struct wire *w, struct str *value);
/* A constant text of the program, or NULL; the reader gets a copy of it. */
void wire_text(struct wire *w, const char **value);

/* An enum below `end`; `value` is an int-sized lvalue. */
#define wire_enum(w, value, end)                                               \
	do {                                                                   \
		uint32_t wire_number_ = (uint32_t)*(value);                    \
		wire_u32(w, &wire_number_);                                    \
		wire_check(w, wire_number_ < (uint32_t)(end));                 \
		*(value) = (__typeof__(*(value)))(                             \
			(w)->bad ? 0 : wire_number_);                          \
	} while (0)

/* The length of a list whose items take at least `least` bytes each on the
 * wire: no more memory is asked for than was sent. */
void wire_count(struct wire *w, size_t *n, size_t least);

#endif
