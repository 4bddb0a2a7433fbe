/*
 * template.c - fuzzes merge fields and template tags. The first byte declares
 * dialects.
 */
#include "draft/blocks.h"
#include "target.h"

static void
mask(struct input *in, struct str s)
{
	struct str masked = template_mask(&in->arena, s);

	DEMAND(masked.len == s.len);
	DEMAND(utf8_valid(masked) == masked.len);
}

static void
check_blocks(struct input *in, const struct text *t, const field_list *fields)
{
	block_troubles troubles = { 0 };
	size_t before = 0;

	blocks_check(&troubles, &in->arena, t, fields);
	list_each (const struct block_trouble, trouble, &troubles) {
		DEMAND(trouble->at >= before);
		DEMAND(trouble->at + trouble->len <= t->s.len);
		before = trouble->at;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned declared[] = { 0, ~0u, 1u << DIALECT_PERCENT,
		1u << DIALECT_BRACE, 1u << DIALECT_SPINTAX };
	static const enum text_form forms[] = { TEXT_BODY, TEXT_PROSE,
		TEXT_HEADER, TEXT_ATTRIBUTE };
	field_list fields = { 0 };
	struct input in;

	input_open(&in, data, size);
	uint8_t choice = input_choice(&in);
	struct text t = input_text(&in, forms[choice / 8 % 4]);
	template_scan(
		&fields, &in.arena, &t, declared[choice % 5], &in.defects);
	demand(holds_fields(&fields, t.s));
	list_each (const struct field, f, &fields) {
		DEMAND(utf8_valid(f->name) == f->name.len);
		DEMAND(utf8_valid(f->fallback) == f->fallback.len);
		field_topic(f->name);
	}
	check_blocks(&in, &t, &fields);
	mask(&in, t.s);
	input_close(&in);
	return 0;
}
