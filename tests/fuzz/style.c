/* style.c - fuzzes style attributes, colours and lengths. */
#include <math.h>

#include "draft/style.h"
#include "target.h"

static void
read_value(struct str s)
{
	double pixels = 0;
	int32_t rgb = 0;

	if (color_read(s, &rgb))
		DEMAND(rgb == COLOR_CLEAR || (rgb >= 0 && rgb <= 0xFFFFFF));
	if (length_read(s, 16, &pixels))
		DEMAND(isfinite(pixels));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	declaration_list list = { 0 };
	struct look look = look_plain();
	uint32_t end = 7;
	struct input in;

	input_open(&in, data, size);
	struct str real = input_text(&in, TEXT_BODY).s;
	struct str masked = template_mask(&in.arena, real);
	style_read(&list, &in.arena, masked, real, 7);
	list_each (const struct declaration, d, &list) {
		DEMAND(d->at >= end);
		end = d->at + d->len;
		DEMAND(end <= 7 + real.len);
		DEMAND(utf8_valid(d->value) == d->value.len);
		read_value(d->value);
	}
	for (int i = 0; i < 3; i++)
		look_apply(&look, &list);
	DEMAND(isfinite(look.font));
	look_hides_text(&look);
	read_value(real);
	input_close(&in);
	return 0;
}
