/* mime.c - fuzzes header blocks and the tree of body parts. */
#include "base/limits.h"
#include "draft/mime.h"
#include "target.h"

static void
decode_texts(struct input *in, const part_list *parts)
{
	list_each (struct part *, p, parts)
		if ((*p)->kind == PART_PLAIN || (*p)->kind == PART_HTML)
			mime_decode_text(*p, &in->arena, in->bytes, LIMIT_TEXT,
				&in->defects);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	part_list parts = { 0 };
	struct span message = span_of(0, size);
	struct input in;

	input_open(&in, data, size);
	mime_parse(&parts, &in.arena, in.bytes, message, &in.defects);
	demand(holds_parts(&parts, message, in.bytes));
	decode_texts(&in, &parts);
	demand(holds_parts(&parts, message, in.bytes));
	input_close(&in);
	return 0;
}
