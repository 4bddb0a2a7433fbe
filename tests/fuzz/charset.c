/*
 * charset.c - fuzzes charsets, into UTF-8 and back, and what else is asked
 * about characters. The first byte chooses the charset.
 */
#include "draft/charset.h"
#include "target.h"

static const char *const names[] = { "utf-8", "gb2312", "gbk", "gb18030",
	"big5", "big5-hkscs", "shift_jis", "iso-2022-jp", "euc-jp", "euc-kr",
	"windows-1252", "windows-1251", "iso-8859-1", "iso-8859-2",
	"iso-8859-15", "koi8-r", "koi8-u", "us-ascii", "utf-16", "utf-16le",
	"windows-1255", "windows-1256", "tis-620", "utf-7", "hz-gb-2312" };

enum { NAMES = sizeof names / sizeof *names };

static bool
is_utf8(struct str s)
{
	return utf8_valid(s) == s.len;
}

static struct str
decode(struct input *in, const char *charset, struct str bytes, bool *clean)
{
	const struct map *under = map_identity(&in->arena, 0, NULL), *map;
	struct str s =
		charset_decode(&in->arena, charset, bytes, under, &map, clean);
	struct text t = { s, map, NULL, TEXT_BODY };

	demand(holds_text(&t, bytes));
	return s;
}

/* What can be written is read back as it was. */
static void
write_back(struct input *in, const char *charset, struct str s)
{
	struct str bytes;
	bool clean;

	if (!charset_encode(&in->arena, charset, s, &bytes))
		return;
	DEMAND(str_eq(decode(in, charset, bytes, &clean), s));
	DEMAND(clean);
}

static void
ask(struct input *in, struct str s)
{
	struct str skeleton = STR("");

	DEMAND(is_utf8(charset_fold(&in->arena, s)));
	if (charset_confusable(&in->arena, str_sub(s, 0, 64), &skeleton))
		DEMAND(is_utf8(skeleton));
	DEMAND(is_utf8(charset_host_unicode(&in->arena, s)));
	DEMAND(is_utf8(charset_host_ascii(&in->arena, s)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in;
	bool clean;

	input_open(&in, data, size);
	const char *charset =
		charset_named(str_of(names[input_choice(&in) % NAMES]));
	if (charset) {
		struct str s = decode(&in, charset, in.bytes, &clean);
		write_back(&in, charset, s);
		DEMAND(charset_actual(charset, in.bytes));
	}
	DEMAND(charset_detect(in.bytes));
	charset_named(in.bytes);
	ask(&in, input_text(&in, TEXT_BODY).s);
	input_close(&in);
	return 0;
}
