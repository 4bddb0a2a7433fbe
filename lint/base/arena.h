/*
 * arena.h - memory that is released all at once.
 *
 * A draft owns one arena, a result owns one. Nothing in an arena is freed by
 * itself; foreign objects are hooked to it and released with it.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "str.h"

struct arena_block;
struct arena_hook;

struct arena {
	struct arena_block *blocks;
	struct arena_hook *hooks;
	char *free, *end;
	size_t used; /* bytes handed out, for tests and limits */
};

void arena_init(struct arena *a);
void arena_release(struct arena *a);

/* Releases what was handed out but keeps one block, for the next draft. */
void arena_clear(struct arena *a);

void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned to 16 */
char *arena_bytes(struct arena *a, size_t size); /* not zeroed, not aligned */
struct str arena_str(struct arena *a, struct str s); /* a copy */
/* In lower case (ASCII): `s` itself when it is so already. */
struct str arena_lower(struct arena *a, struct str s);
/* A copy with a NUL behind it, for foreign libraries. */
char *arena_cstr(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* `release(object)` runs when the arena is cleared or released, last first. */
void arena_hook(struct arena *a, void (*release)(void *), void *object);

#define ARENA_NEW(a, type)	((type *)arena_alloc(a, sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_array(a, n, sizeof(type)))
void *arena_array(struct arena *a, size_t n, size_t size);
/* The same, not zeroed. */
void *arena_room(struct arena *a, size_t n, size_t size);

/*
 * A list that grows in an arena. Pointers into it move when it grows: keep
 * indexes, or pointers only once it is complete.
 *
 *	LIST(struct word) words;
 *	struct word *w = list_push(arena, &words);
 *	list_each(struct word, w, &words) ...
 */
#define LIST(type)                                                             \
	struct {                                                               \
		type *at;                                                      \
		size_t n, room;                                                \
	}

#define list_push(arena, list)                                                 \
	((list)->at = list_grow(arena, (list)->at, (list)->n, &(list)->room,   \
		 sizeof *(list)->at),                                          \
		memset(&(list)->at[(list)->n], 0, sizeof *(list)->at),         \
		&(list)->at[(list)->n++])

#define list_each(type, item, list)                                            \
	for (type *item = (list)->at;                                          \
		item && item < (list)->at + (list)->n; item++)

/* The array with twice the room; what is new is not zeroed. */
void *list_double(
	struct arena *a, const void *at, size_t n, size_t *room, size_t size);

/* The array with room for one more. */
static inline void *
list_grow(struct arena *a, void *at, size_t n, size_t *room, size_t size)
{
	return n < *room ? at : list_double(a, at, n, room, size);
}

#endif
