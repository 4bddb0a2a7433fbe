/* arena.c - memory that is released all at once. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "memory.h"

/* Builds with AddressSanitizer leave as many bytes behind each piece. */
#ifdef ARENA_GUARD
#include <sanitizer/asan_interface.h>
#else
#define ARENA_GUARD			      0
#define ASAN_POISON_MEMORY_REGION(at, size)   ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 1024 * 1024, ALIGN = 16 };

struct arena_block {
	struct arena_block *next;
	size_t size; /* of the bytes that follow */
	_Alignas(ALIGN) char bytes[];
};

struct arena_hook {
	struct arena_hook *next;
	void (*release)(void *);
	void *object;
};

void
arena_init(struct arena *a)
{
	*a = (struct arena){ 0 };
}

static void
run_hooks(struct arena *a)
{
	for (struct arena_hook *h = a->hooks; h; h = h->next)
		h->release(h->object);
	a->hooks = NULL;
}

void
arena_release(struct arena *a)
{
	run_hooks(a);
	while (a->blocks) {
		struct arena_block *next = a->blocks->next;
		free(a->blocks);
		a->blocks = next;
	}
	arena_init(a);
}

void
arena_clear(struct arena *a)
{
	run_hooks(a);
	struct arena_block *kept = a->blocks;
	if (!kept || kept->size > LARGEST_STEP) {
		arena_release(a);
		return;
	}
	a->blocks = kept->next;
	arena_release(a);
	kept->next = NULL;
	a->blocks = kept;
	a->free = kept->bytes;
	a->end = kept->bytes + kept->size;
	ASAN_POISON_MEMORY_REGION(kept->bytes, kept->size);
}

/* Each block is twice the last, so that a draft has few of them. */
static void
add_block(struct arena *a, size_t least)
{
	size_t size = a->blocks ? a->blocks->size * 2 : FIRST_BLOCK;
	size_t total;

	if (size > LARGEST_STEP)
		size = LARGEST_STEP;
	if (size < least)
		size = least;
	if (__builtin_add_overflow(size, sizeof(struct arena_block), &total))
		memory_failed();
	struct arena_block *b = memory_resize(NULL, total);
	b->size = size;
	b->next = a->blocks;
	a->blocks = b;
	a->free = b->bytes;
	a->end = b->bytes + size;
	ASAN_POISON_MEMORY_REGION(b->bytes, size);
}

/* With its guard; guards begin at multiples of 8, as the sanitizer wants. */
static size_t
guarded(size_t size)
{
	return ARENA_GUARD ? (size | 7) + 1 + ARENA_GUARD : size;
}

char *
arena_bytes(struct arena *a, size_t size)
{
	if ((size_t)(a->end - a->free) < guarded(size))
		add_block(a, guarded(size));
	char *p = a->free;
	a->free += guarded(size);
	a->used += size;
	ASAN_UNPOISON_MEMORY_REGION(p, size);
	return p;
}

/* Aligned, not zeroed. */
static char *
aligned(struct arena *a, size_t size)
{
	size_t gap = a->free ? -(uintptr_t)a->free & (ALIGN - 1) : 0;

	if ((size_t)(a->end - a->free) < gap || size > SIZE_MAX - gap ||
		(size_t)(a->end - a->free) < guarded(size + gap)) {
		add_block(a, guarded(size));
		gap = 0;
	}
	return arena_bytes(a, size + gap) + gap;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(aligned(a, size), 0, size);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	size_t total;
	if (__builtin_mul_overflow(n, size, &total))
		memory_failed();
	return arena_alloc(a, total);
}

void *
arena_room(struct arena *a, size_t n, size_t size)
{
	size_t total;
	if (__builtin_mul_overflow(n, size, &total))
		memory_failed();
	return aligned(a, total);
}

char *
arena_cstr(struct arena *a, struct str s)
{
	char *copy = arena_bytes(a, s.len + 1);
	if (s.len)
		memcpy(copy, s.at, s.len);
	copy[s.len] = 0;
	return copy;
}

struct str
arena_str(struct arena *a, struct str s)
{
	return (struct str){ arena_cstr(a, s), s.len };
}

/* Most results fit into the block that is open. */
struct str
arena_lower(struct arena *a, struct str s)
{
	size_t i = 0;

	while (i < s.len && !is_upper(s.at[i]))
		i++;
	if (i == s.len)
		return s;
	char *out = arena_bytes(a, s.len);
	for (i = 0; i < s.len; i++)
		out[i] = to_lower(s.at[i]);
	return (struct str){ out, s.len };
}

struct str
arena_printf(struct arena *a, const char *format, ...)
{
	size_t room = ARENA_GUARD ? 0 : (size_t)(a->end - a->free);
	va_list args;

	va_start(args, format);
	int n = vsnprintf(a->free, room, format, args);
	va_end(args);
	if (n < 0)
		memory_failed();
	char *text = arena_bytes(a, (size_t)n + 1);
	if ((size_t)n >= room) {
		va_start(args, format);
		vsnprintf(text, (size_t)n + 1, format, args);
		va_end(args);
	}
	return (struct str){ text, (size_t)n };
}

void
arena_hook(struct arena *a, void (*release)(void *), void *object)
{
	struct arena_hook *h = ARENA_NEW(a, struct arena_hook);
	*h = (struct arena_hook){ a->hooks, release, object };
	a->hooks = h;
}

void *
list_double(
	struct arena *a, const void *at, size_t n, size_t *room, size_t size)
{
	size_t more = *room ? *room * 2 : 8, total;

	if (__builtin_mul_overflow(more, size, &total))
		memory_failed();
	char *to = aligned(a, total);
	if (n)
		memcpy(to, at, n * size);
	*room = more;
	return to;
}
