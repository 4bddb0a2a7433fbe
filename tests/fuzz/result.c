/*
 * result.c - fuzzes what the parent does with the answer of a worker: what is
 * taken for a result holds its promises and can be shown in every format.
 */
#include "../support/whole.h"
#include "base/limits.h"
#include "rules/rules.h"
#include "target.h"

/* About a file of this size; its bytes are all NUL. */
enum { FILE_SIZE = 8 * KIB };

static void
pack_again(const struct result *r, struct str packed)
{
	struct buf again;

	buf_init(&again, LIMIT_ANSWER);
	result_pack(r, families, &again);
	DEMAND(str_eq(buf_str(&again), packed));
	buf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char file[FILE_SIZE];
	static struct whole whole;
	struct input in;
	struct result r;

	if (!whole.linter) {
		whole_open(&whole);
		whole.deep = true;
	}
	input_open(&in, data, size);
	if (result_unpack(&r, families, STR("a.eml"), FILE_SIZE, in.bytes)) {
		demand(holds_result(&r, (struct str){ file, FILE_SIZE }));
		demand(whole_report(&whole, &r));
		pack_again(&r, in.bytes);
	}
	result_release(&r);
	input_close(&in);
	return 0;
}
