/* config.c - fuzzes the configuration file and the lists that it names. */
#include "base/csv.h"
#include "command/config.h"
#include "command/lists.h"
#include "rules/rules.h"
#include "target.h"

static void
read_rows(struct input *in)
{
	struct csv csv;
	csv_cells cells = { 0 };
	size_t line = 0;

	csv_begin(&csv, in->bytes);
	while (csv_row(&csv, &in->arena, &cells)) {
		DEMAND(cells.n > 0);
		DEMAND(csv.line > line);
		line = csv.line;
	}
	DEMAND(csv.rest.len == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct options o;
	struct input in;

	input_open(&in, data, size);
	options_init(&o, families);
	switch (input_choice(&in) % 4) {
	case 0:
		lists_read(&o, LIST_SUPPRESSED, in.bytes, false);
		break;
	case 1:
		lists_read(&o, LIST_FIELDS, in.bytes, true);
		read_rows(&in);
		break;
	default:
		DEMAND(config_read(&o, in.bytes) == (o.complaints.n == 0));
	}
	lists_settle(&o);
	list_each (const struct complaint, c, &o.complaints)
		DEMAND(utf8_valid(c->sentence) <= c->sentence.len);
	options_release(&o);
	input_close(&in);
	return 0;
}
