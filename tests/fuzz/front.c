/* front.c - fuzzes YAML front matter and pasted header lines. */
#include "draft/front.h"
#include "draft/pasted.h"
#include "target.h"

static void
read_front(struct input *in)
{
	size_t end = front_end(in->bytes, 0);
	struct headers h = { 0 };

	DEMAND(end <= in->bytes.len);
	if (!end)
		return;
	front_read(
		&h, &in->arena, in->bytes, span_of(0, end), NULL, &in->defects);
	list_each (const struct header, one, &h.list) {
		demand(holds_text(header_text(one), in->bytes));
		demand(holds_span(one->span, in->bytes));
	}
}

static void
read_pasted(struct input *in)
{
	struct text t = input_text(in, TEXT_BODY);
	struct headers h = { 0 };
	size_t end = pasted_read(&h, &in->arena, &t);

	DEMAND(end <= t.s.len);
	DEMAND(end == 0 || h.list.n > 0);
	list_each (const struct header, one, &h.list)
		demand(holds_text(header_text(one), TEXT_FILE(t)));
	pasted_starts(t.s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in;

	input_open(&in, data, size);
	read_front(&in);
	read_pasted(&in);
	input_close(&in);
	return 0;
}
