/* archive.c - fuzzes zip directories and what else an attachment is. */
#include "draft/attachment.h"
#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct attachment a = { .name = { STR("a.zip"), NULL, NULL,
					TEXT_OUTSIDE } };
	struct input in;

	input_open(&in, data, size);
	attachment_read(&a, &in.arena, in.bytes, &in.defects);
	DEMAND(a.size == size);
	demand(holds_attachment(&a, in.bytes));
	struct archive list = { 0 };
	archive_list(&list, &in.arena, in.bytes, span_of(0, size), NULL,
		&in.defects);
	list_each (const struct entry, e, &list.entries)
		DEMAND(utf8_valid(e->name) == e->name.len);
	attachment_extension(&in.arena, input_text(&in, TEXT_BODY).s);
	input_close(&in);
	return 0;
}
