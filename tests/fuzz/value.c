/*
 * value.c - fuzzes the values of header fields: encoded words, addresses,
 * parameters, dates.
 */
#include "draft/date.h"
#include "draft/encoded.h"
#include "draft/headers.h"
#include "target.h"

enum { WORDS = 16 };

static void
read_addresses(struct input *in, const struct text *t, const uint8_t *literal)
{
	struct addresses a = { 0 };
	struct str words[WORDS];

	address_parse(&a, &in->arena, t, literal, &in->defects);
	demand(holds_addresses(&a));
	list_each (const struct address, one, &a.list) {
		DEMAND(address_words(one->local, words, WORDS) <= WORDS);
		address_is_role(one->local);
	}
}

static void
read_params(struct input *in, const struct text *t, struct span value)
{
	struct header h = { .name = STR("Content-Type"),
		.span = value,
		.value_span = value };
	struct params p = { 0 };

	header_set_text(&in->arena, &h, *t);
	params_parse(&p, &in->arena, &h, in->bytes, NULL, &in->defects);
	demand(holds_params(&p, in->bytes));
}

static void
read_date(struct str s)
{
	struct date d;

	if (!date_parse(&d, s))
		return;
	DEMAND(d.weekday >= -1 && d.weekday <= 6);
	DEMAND(d.zone > -6000 && d.zone < 6000);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span value = span_of(0, size);
	const uint8_t *literal = NULL;
	struct input in;

	input_open(&in, data, size);
	struct text t = encoded_decode(
		&in.arena, in.bytes, value, NULL, &literal, &in.defects);
	demand(holds_text(&t, in.bytes));
	read_addresses(&in, &t, literal);
	read_params(&in, &t, value);
	read_date(t.s);
	input_close(&in);
	return 0;
}
