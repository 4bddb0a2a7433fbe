/* test_charset.c - charsets of mail, lies about them, and look-alikes. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "draft/charset.h"

static struct arena arena;

static int
start(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
named(const char *alias, const char *canonical)
{
	const char *name = charset_named(str_of(alias));

	if (canonical)
		assert_string_equal(name, canonical);
	else
		assert_null(name);
}

static void
names(void **state)
{
	(void)state;
	named("utf-8", "UTF-8");
	named("\"UTF8\"", "UTF-8");
	named("us-ascii", "windows-1252");
	named("ISO_8859-1:1987", "windows-1252");
	named("iso-8859-15", "ISO-8859-15");
	named("iso-8859-9", "windows-1254");
	named("gb2312", "GB18030");
	named("GBK", "GB18030");
	named("x-gbk", "GB18030");
	named("cp936", "GB18030");
	named("GB_2312-80", "GB18030");
	named("hz-gb-2312", "HZ-GB-2312");
	named("big5-hkscs", "Big5-HKSCS");
	named("x-x-big5", "Big5");
	named("ks_c_5601-1987", "EUC-KR");
	named("cp932", "Shift_JIS");
	named("windows-31j", "Shift_JIS");
	named("iso-2022-jp", "ISO-2022-JP");
	named("koi8-u", "KOI8-U");
	named("tis-620", "windows-874");
	named("macintosh", "macintosh");
	named("utf-16le", "UTF-16LE");
	named("utf-7", NULL);
	named("iso-2022-cn-ext", NULL);
	named("utf-8//IGNORE", NULL);
	named("../../etc/passwd", NULL);
	named("", NULL);
	named("default", NULL);
	named("a-very-long-name-of-a-charset-that-nobody-knows", NULL);
}

static void
all_converters_open(void **state)
{
	static const char *const all[] = { "big5", "big5-hkscs", "sjis",
		"euc-jp", "iso-2022-jp", "euc-kr", "iso-2022-kr", "hz",
		"koi8-r", "koi8-u", "cp1250", "cp1251", "cp1252", "cp1253",
		"cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
		"iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5",
		"iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-10",
		"iso-8859-13", "iso-8859-14", "iso-8859-15", "macintosh",
		"x-mac-cyrillic", "cp866", "cp437", "cp850", "utf-16le",
		"utf-16be" };

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		const char *name = charset_named(str_of(all[i]));
		struct str bytes, back;
		const struct map *map;
		bool clean;
		assert_non_null(name);
		assert_true(charset_encode(&arena, name, STR("Hello, 1 ~ \\"),
				    &bytes) ||
			    !strcmp(name, "ISO-2022-KR"));
		if (!strcmp(name, "ISO-2022-KR"))
			continue;
		back = charset_decode(&arena, name, bytes, NULL, &map, &clean);
		assert_true(str_eq(back, STR("Hello, 1 ~ \\")));
		assert_true(clean);
	}
}

static struct str
decoded(const char *charset, struct str bytes, bool wanted_clean)
{
	const struct map *map, *under = map_identity(&arena, 0, NULL);
	bool clean = !wanted_clean;
	struct str s =
		charset_decode(&arena, charset, bytes, under, &map, &clean);

	assert_int_equal(clean, wanted_clean);
	assert_int_equal(utf8_valid(s), s.len);
	assert_non_null(map);
	return s;
}

static void
reads(const char *name, struct str bytes, struct str wanted)
{
	const char *charset = charset_named(str_of(name));
	struct str s = decoded(charset, bytes, true);

	assert_true(str_eq(s, wanted));
}

static void
decoding(void **state)
{
	(void)state;
	reads("gbk", STR("\xC4\xE3\xBA\xC3!"), STR("你好!"));
	reads("gb18030", STR("\x94\x39\xFC\x36"), STR("😀"));
	reads("big5", STR("\xA7\x41\xA6\x6E"), STR("你好"));
	reads("shift_jis", STR("\x93\xFA\x96\x7B\xB1"), STR("日本ｱ"));
	reads("euc-jp", STR("\xC6\xFC\xCB\xDC"), STR("日本"));
	reads("euc-kr", STR("\xC7\xD1"), STR("한"));
	reads("iso-2022-jp", STR("a\x1B$BF|K\\\x1B(Bb"), STR("a日本b"));
	reads("iso-2022-kr", STR("\x1B$)Ca\x0E\x47\x51\x0F"), STR("a한"));
	reads("hz-gb-2312", STR("a~{<:Ky2;~}~~"), STR("a己所不~"));
	reads("koi8-r", STR("\xD0\xD2\xC9\xD7\xC5\xD4"), STR("привет"));
	reads("windows-1251", STR("\xEF\xF0\xE8"), STR("при"));
	reads("iso-8859-1", STR("caf\xE9 \x80"), STR("café €"));
	reads("utf-16le", STR("a\0`O"), STR("a你"));
	reads("utf-16",
		STR("\xFF\xFE"
		    "a\0"),
		STR("a"));
	reads("utf-16", STR("\0a"), STR("a"));
	reads("utf-8", STR("你好\0"), STR("你好\0"));
}

static void
utf8_and_ascii_are_borrowed(void **state)
{
	const struct map *map, *under = map_identity(&arena, 5, NULL);
	struct str utf8 = STR("Zoë 你好"), ascii = STR("plain");
	bool clean;

	(void)state;
	struct str s = charset_decode(
		&arena, charset_named(STR("utf-8")), utf8, under, &map, &clean);
	assert_ptr_equal(s.at, utf8.at);
	assert_ptr_equal(map, under);
	s = charset_decode(
		&arena, charset_named(STR("gbk")), ascii, under, &map, &clean);
	assert_ptr_equal(s.at, ascii.at);
	assert_ptr_equal(map, under);
	assert_true(clean);
}

static void
bad_bytes_are_replaced(void **state)
{
	struct str bad = STR("a\xFF b\xE4\xBD 你好\xC0\x80");
	const struct map *map;
	bool clean;

	(void)state;
	struct str s = charset_decode(
		&arena, charset_named(STR("utf-8")), bad, NULL, &map, &clean);
	assert_false(clean);
	assert_int_equal(utf8_count(s), utf8_count(bad));
	struct text t = { .s = s, .map = map };
	struct span span = text_span(&t, str_find(s, STR("你")), 3);
	assert_int_equal(span.at, 7);
	s = decoded(charset_named(STR("gbk")), STR("\xC4\xE3\xFF\xBA\xC3\xC4"),
		false);
	assert_true(str_eq(s, STR("你\xEF\xBF\xBD好\xEF\xBF\xBD")));
	s = decoded(charset_named(STR("iso-2022-jp")),
		STR("\x1B$B\xFF\xFF\x1BZ"), false);
	s = decoded(charset_named(STR("utf-16le")),
		STR("\x00\xD8"
		    "a"),
		false);
}

static void
every_pair_of_bytes_decodes(void **state)
{
	static const char *const all[] = { "utf-8", "gbk", "big5", "sjis",
		"euc-jp", "euc-kr", "iso-2022-jp", "iso-2022-kr", "hz",
		"utf-16", "big5-hkscs", "koi8-r" };

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		for (unsigned pair = 0; pair < 0x10000; pair += 7) {
			char bytes[5] = { 'x', (char)(pair >> 8), (char)pair,
				(char)(pair >> 3), 'y' };
			const struct map *map;
			bool clean;
			struct text t = { .form = TEXT_BODY };
			t.s = charset_decode(&arena,
				charset_named(str_of(all[i])),
				(struct str){ bytes, 5 },
				map_identity(&arena, 0, NULL), &map, &clean);
			t.map = map;
			assert_int_equal(utf8_valid(t.s), t.s.len);
			for (size_t at = 0; at < t.s.len; at++)
				assert_true(
					span_end(text_span(&t, at, 1)) <= 5);
			arena_clear(&arena);
		}
}

static void
lies(void **state)
{
	const char *utf8 = charset_named(STR("utf-8")),
		   *gbk = charset_named(STR("gbk")),
		   *ascii = charset_named(STR("us-ascii"));
	struct str hello = STR("\xC4\xE3\xBA\xC3\xA3\xAC\xC7\xEB\xCE\xCA\xBC"
			       "\xDB\xB8\xF1");

	(void)state;
	assert_true(str_eq(decoded(ascii, STR("你好"), false), STR("你好")));
	assert_true(str_eq(decoded(utf8, hello, false), STR("你好，请问价格")));
	assert_true(
		str_eq(decoded(ascii, hello, false), STR("你好，请问价格")));
	assert_true(str_eq(decoded(gbk, STR("您好，请问价格"), false),
		STR("您好，请问价格")));
	assert_true(str_eq(decoded(utf8, STR("caf\xE9 cr\xE8me"), false),
		STR("café crème")));
	assert_string_equal(charset_actual(utf8, hello), "GB18030");
	assert_string_equal(charset_actual(utf8, STR("x")), "UTF-8");
	assert_string_equal(charset_actual(NULL, hello), "GB18030");
	/* a text that was cut is still UTF-8 */
	assert_string_equal(charset_actual(utf8, STR("abc \xE4\xBD")), "UTF-8");
	/* true Latin-1 */
	assert_string_equal(
		charset_actual(ascii, STR("Z\xFCrich, K\xF6ln, Stra\xDF"
					  "e")),
		"windows-1252");
}

static void
guesses(struct str utf8, const char *charset)
{
	struct str bytes;

	assert_true(charset_encode(&arena, charset, utf8, &bytes));
	assert_string_equal(charset_detect(bytes), charset);
}

static void
detecting(void **state)
{
	(void)state;
	guesses(STR("Hello"), "UTF-8");
	guesses(STR("您好"), "UTF-8");
	guesses(STR("您好"), "GB18030");
	guesses(STR("尊敬的客户：我们是一家专业的LED灯具制造商。"), "GB18030");
	guesses(STR("請問價格是多少，謝謝您的詢問，期待您的回覆。"), "Big5");
	guesses(STR("いつもお世話になっております。株式会社の田中です。"),
		"Shift_JIS");
	guesses(STR("いつもお世話になっております。株式会社の田中です。"),
		"EUC-JP");
	guesses(STR("안녕하세요. 가격 문의드립니다. 감사합니다."), "EUC-KR");
	guesses(STR("Здравствуйте, пришлите, пожалуйста, ваш прайс-лист."),
		"windows-1251");
	guesses(STR("Grüße aus Köln, schöne Woche für Sie"), "windows-1252");
	assert_string_equal(
		charset_detect(STR("a\x1B$BF|K\\\x1B(B")), "ISO-2022-JP");
	assert_string_equal(charset_detect(STR("\xFF\xFE"
					       "a\0")),
		"UTF-16");
	assert_string_equal(charset_detect(STR("")), "UTF-8");
	assert_string_equal(charset_detect(STR("\xFF")), "windows-1252");
}

static void
encoding(void **state)
{
	struct str out = STR("untouched");

	(void)state;
	assert_true(charset_encode(
		&arena, charset_named(STR("gbk")), STR("价格 100"), &out));
	assert_true(str_eq(out, STR("\xBC\xDB\xB8\xF1 100")));
	out = STR("untouched");
	assert_false(charset_encode(
		&arena, charset_named(STR("latin1")), STR("价格"), &out));
	assert_false(charset_encode(
		&arena, charset_named(STR("big5")), STR("😀"), &out));
	/* what is not seen is not lost in silence */
	assert_false(charset_encode(
		&arena, charset_named(STR("latin1")), STR("a\u200Bb"), &out));
	assert_false(charset_encode(
		&arena, charset_named(STR("big5")), STR("\uFEFF价"), &out));
	assert_true(str_eq(out, STR("untouched")));
	assert_true(charset_encode(
		&arena, charset_named(STR("iso-2022-jp")), STR("日本"), &out));
	assert_true(str_eq(out, STR("\x1B$BF|K\\\x1B(B")));
}

/* ICU converts so many units in one go: a pair may fall between two. */
static void
pairs_at_the_end_of_a_chunk(const char *charset, struct str pair)
{
	struct str bytes;
	char text[1100];
	bool clean;

	memset(text, 'a', sizeof text);
	for (size_t n = 1010; n < 1030; n++) {
		memcpy(text + n, pair.at, pair.len);
		struct text t = { .form = TEXT_BODY };
		assert_true(charset_encode(&arena, charset,
			(struct str){ text, n + pair.len }, &bytes));
		t.s = charset_decode(
			&arena, charset, bytes, NULL, &t.map, &clean);
		struct span raw = text_span(&t, n, pair.len);
		assert_int_equal(raw.at, n);
		assert_int_equal(span_end(raw), bytes.len);
		memset(text + n, 'a', pair.len);
	}
}

static void
pairs(void **state)
{
	(void)state;
	pairs_at_the_end_of_a_chunk("GB18030", STR("𠮷"));
	pairs_at_the_end_of_a_chunk("Big5-HKSCS", STR("𠝹"));
}

static void
hosts(void **state)
{
	(void)state;
	struct str s = charset_host_ascii(&arena, STR("Bücher.Example"));
	assert_true(str_eq(s, STR("xn--bcher-kva.example")));
	s = charset_host_unicode(&arena, STR("xn--bcher-kva.example"));
	assert_true(str_eq(s, STR("bücher.example")));
	s = charset_host_ascii(&arena, STR("ACME.com"));
	assert_true(str_eq(s, STR("acme.com")));
	s = charset_host_ascii(&arena, STR("阿里巴巴.中国"));
	assert_true(str_eq(s, STR("xn--tiqa11ea.xn--fiqs8s")) ||
		    str_starts(s, STR("xn--")));
	s = charset_host_unicode(&arena, STR("xn--99999999999"));
	assert_true(str_eq(s, STR("xn--99999999999")));
	s = charset_host_unicode(&arena, STR(""));
	assert_int_equal(s.len, 0);
	s = charset_host_ascii(&arena, STR("a\xFF"));
	assert_int_equal(s.len, 2);
}

static void
folding(void **state)
{
	(void)state;
	assert_true(
		str_eq(charset_fold(&arena, STR("FREE Now")), STR("free now")));
	assert_true(str_eq(charset_fold(&arena, STR("ＦＲＥＥ")), STR("free")));
	assert_true(str_eq(charset_fold(&arena, STR("ﬁx Ⅷ")), STR("fix viii")));
	assert_true(str_eq(
		charset_fold(&arena, STR("f\xE2\x80\x8Bree")), STR("free")));
	assert_true(str_eq(charset_fold(&arena, STR("你好")), STR("你好")));
	assert_int_equal(charset_fold(&arena, STR("")).len, 0);
	struct buf b; /* the code point that grows most */
	buf_init(&b, MIB);
	for (int i = 0; i < 10000; i++)
		buf_add(&b, STR("\xEF\xB7\xBA"));
	assert_true(charset_fold(&arena, buf_str(&b)).len > 300000);
	buf_release(&b);
}

static void
confused(const char *word, const char *like)
{
	struct str skeleton;
	bool is = charset_confusable(&arena, str_of(word), &skeleton);

	assert_int_equal(is, like != NULL);
	if (like)
		assert_true(str_eq(skeleton, str_of(like)));
}

static void
look_alikes(void **state)
{
	(void)state;
	confused("paypal", NULL);
	confused("p\xD0\xB0yp\xD0\xB0l", "paypal"); /* Cyrillic a */
	confused("рау", "pay");
	confused("ＦＲＥＥ", "FREE");
	confused("FＲEE", "FREE");
	confused("café", NULL);
	confused("kız", NULL); /* Turkish */
	confused("Straße", NULL);
	confused("don’t", NULL);
	confused("10kΩ", NULL);
	confused("μm", NULL);
	confused("α-amylase", NULL);
	confused("你好", NULL);
	confused("X光", NULL);
	confused("Здравствуйте", NULL);
	confused("", NULL);
	confused("\xFF\xFE", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names),
		TEST(all_converters_open),
		TEST(decoding),
		TEST(utf8_and_ascii_are_borrowed),
		TEST(bad_bytes_are_replaced),
		TEST(every_pair_of_bytes_decodes),
		TEST(lies),
		TEST(detecting),
		TEST(encoding),
		TEST(pairs),
		TEST(hosts),
		TEST(folding),
		TEST(look_alikes),
	};
	return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
