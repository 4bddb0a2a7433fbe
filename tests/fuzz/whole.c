/*
 * whole.c - fuzzes the whole path: bytes, model, findings, reports. The first
 * byte chooses the file's name.
 */
#include "../support/whole.h"
#include "target.h"

static const char *const paths[] = { "a.eml", "a.txt", "a.html", "a.hbs",
	"a.md", "a.mbox", "-", "a.liquid" };

enum { PATHS = sizeof paths / sizeof *paths };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct whole whole;
	struct input in;

	if (!whole.linter) {
		whole_open(&whole);
		whole.deep = true;
	}
	input_open(&in, data, size);
	struct str path = str_of(paths[input_choice(&in) % PATHS]);
	demand(whole_run(&whole, path, in.bytes));
	input_close(&in);
	return 0;
}
