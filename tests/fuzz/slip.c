/* slip.c - fuzzes what was meant by a misspelt domain, address or name. */
#include "draft/slip.h"
#include "target.h"

static void
domain(struct input *in)
{
	struct str meant = slip_domain(&in->arena, in->bytes);

	if (!meant.len)
		return;
	DEMAND(!str_ieq(meant, in->bytes));
	DEMAND(!str_has(meant, STR("\n")));
}

static void
address(struct input *in)
{
	struct str meant = slip_address(&in->arena, in->bytes);

	if (!meant.len)
		return;
	DEMAND(str_is_ascii(meant) && str_count(meant, '@') == 1);
	DEMAND(!slip_address(&in->arena, meant).len);
}

static void
name(struct input *in)
{
	size_t half = str_chr(in->bytes, '\n');
	struct str local = str_from(in->bytes, half + 1);
	struct slip s =
		slip_name(&in->arena, str_sub(in->bytes, 0, half), local);

	if (!s.written.len)
		return;
	DEMAND(s.written.at >= local.at);
	DEMAND(s.written.at + s.written.len <= local.at + local.len);
	DEMAND(!str_ieq(s.written, s.meant));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in;

	input_open(&in, data, size);
	domain(&in);
	address(&in);
	name(&in);
	slip_known_top(&in.arena, in.bytes);
	input_close(&in);
	return 0;
}
