/* table.c - fuzzes tables of contacts. */
#include "draft/table.h"
#include "target.h"

static void
read_row(struct input *in, const struct table *t, const struct table_row *row)
{
	for (size_t i = 0; i <= row->cells; i++) {
		struct text cell = table_cell_text(&in->arena, t, row, i);
		struct str value = table_value(&in->arena, t, row, i);
		DEMAND(utf8_valid(value) == value.len);
		DEMAND(value.len <= cell.s.len);
		demand(holds_span(text_span(&cell, 0, cell.s.len), in->bytes));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in;
	struct table t;
	size_t columns[4];

	input_open(&in, data, size);
	table_read(&t, &in.arena, in.bytes);
	demand(holds_text(&t.text, in.bytes));
	if (t.header.cells)
		read_row(&in, &t, &t.header);
	list_each (const struct table_row, row, &t.rows)
		read_row(&in, &t, row);
	DEMAND(table_address_columns(&t, columns, 4) <= 4);
	table_column(&t, STR("contact.first_name"));
	input_close(&in);
	return 0;
}
