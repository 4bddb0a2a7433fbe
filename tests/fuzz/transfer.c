/*
 * transfer.c - fuzzes quoted-printable and base64. The first byte chooses the
 * encoding, the second a limit.
 */
#include "base/limits.h"
#include "draft/transfer.h"
#include "target.h"

/* The bytes that the map names must decode to what stands in the text. */
static void
read_back(struct input *in, enum transfer how, struct str s,
	const struct map *map)
{
	for (size_t at = 0; at < s.len; at++) {
		struct span raw = map_down(map, at, 1);
		demand(holds_span(raw, in->bytes));
		DEMAND(raw.len > 0);
		if (how == TRANSFER_QUOTED_PRINTABLE && raw.len == 1)
			DEMAND(in->bytes.at[raw.at] == s.at[at]);
	}
}

static void
read_limited(struct input *in, enum transfer how, struct str whole, size_t most)
{
	struct str s = transfer_decode_plain(
		&in->arena, in->bytes, span_of(0, in->bytes.len), how, most);

	DEMAND(s.len == (most < whole.len ? most : whole.len));
	DEMAND(str_starts(whole, s));
}

/* The size of base64 is counted, as if padding stood only at the end. */
static bool
is_countable(struct str raw, enum transfer how)
{
	struct str rest = str_from(raw, str_chr(raw, '='));

	for (size_t i = 0; i < rest.len && how == TRANSFER_BASE64; i++)
		if (is_alnum(rest.at[i]) || rest.at[i] == '+' ||
			rest.at[i] == '/')
			return false;
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct map *map = NULL;
	struct input in;

	input_open(&in, data, size);
	enum transfer how = input_choice(&in) % (TRANSFER_UNKNOWN + 1);
	size_t most = input_choice(&in);
	struct span whole = span_of(0, in.bytes.len);
	struct str s = transfer_decode(&in.arena, in.bytes, whole, how,
		LIMIT_TEXT, &map, NULL, &in.defects);
	demand(holds_map(map));
	read_back(&in, how, s, map);
	read_limited(&in, how, s, most);
	read_limited(&in, how, s, LIMIT_TEXT);
	if (is_countable(in.bytes, how))
		DEMAND(transfer_decoded_size(in.bytes, whole, how) == s.len);
	input_close(&in);
	return 0;
}
