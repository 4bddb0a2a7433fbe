/* target.c - what the fuzz targets share. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "target.h"

void
input_open(struct input *in, const uint8_t *data, size_t size)
{
	memset(in, 0, sizeof *in);
	arena_init(&in->arena);
	in->defects.arena = &in->arena;
	in->bytes = (struct str){ (const char *)data, size };
}

void
input_close(struct input *in)
{
	demand(holds_defects(&in->defects, in->bytes));
	arena_release(&in->arena);
	free(in->utf8);
}

uint8_t
input_choice(struct input *in)
{
	if (!in->bytes.len)
		return 0;
	uint8_t choice = (uint8_t)in->bytes.at[0];
	in->bytes = str_from(in->bytes, 1);
	return choice;
}

struct text
input_text(struct input *in, enum text_form form)
{
	struct str s = in->bytes;
	uint32_t rune;

	in->utf8 = memory_new(s.len);
	if (s.len)
		memcpy(in->utf8, s.at, s.len);
	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		if (!utf8_read(s, &at, &rune))
			in->utf8[from] = '?';
	}
	return (struct text){ { in->utf8, s.len },
		map_identity(&in->arena, 0, NULL), NULL, form };
}

void
demand(const char *broken)
{
	if (!broken)
		return;
	fprintf(stderr, "broken promise: %s\n", broken);
	abort();
}
