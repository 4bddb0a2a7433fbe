/* test_transfer.c - quoted-printable and base64 as mail really has them. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "draft/transfer.h"

static struct arena arena;
static struct defects defects;

static int
start(void **state)
{
	(void)state;
	arena_init(&arena);
	defects = (struct defects){ .arena = &arena };
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str
decode_str(struct str file, enum transfer how, size_t most)
{
	struct map *map;
	struct span whole = span_of(0, file.len);
	struct str s = transfer_decode(
		&arena, file, whole, how, most, &map, NULL, &defects);
	struct str plain =
		transfer_decode_plain(&arena, file, whole, how, most);

	assert_non_null(map);
	assert_true(map->runs.n > 0);
	assert_true(str_eq(s, plain));
	return s;
}

static void
gives(enum transfer how, struct str raw, struct str wanted)
{
	struct str s = decode_str(raw, how, LIMIT_TEXT);

	assert_int_equal(s.len, wanted.len);
	assert_true(str_eq(s, wanted));
	assert_int_equal(transfer_decoded_size(raw, span_of(0, raw.len), how),
		wanted.len);
}

#define QP(raw, wanted)	 gives(TRANSFER_QUOTED_PRINTABLE, STR(raw), STR(wanted))
#define B64(raw, wanted) gives(TRANSFER_BASE64, STR(raw), STR(wanted))

static void
names(void **state)
{
	(void)state;
	assert_int_equal(transfer_named(STR("BASE64")), TRANSFER_BASE64);
	assert_int_equal(transfer_named(STR(" Quoted-Printable\r\n")),
		TRANSFER_QUOTED_PRINTABLE);
	assert_int_equal(transfer_named(STR("")), TRANSFER_7BIT);
	assert_int_equal(transfer_named(STR("8bit")), TRANSFER_8BIT);
	assert_int_equal(transfer_named(STR("x-uuencode")), TRANSFER_UUENCODE);
	assert_int_equal(transfer_named(STR("utf-8")), TRANSFER_UNKNOWN);
}

static void
quoted_printable(void **state)
{
	(void)state;
	QP("", "");
	QP("plain", "plain");
	QP("=E4=BD=A0", "\xE4\xBD\xA0");
	QP("=e4=bd=a0", "\xE4\xBD\xA0");
	QP("a=\r\nb=\nc", "abc");
	QP("a= \t\r\nb", "ab");
	QP("a  \r\nb\t\nc ", "a\r\nb\nc");
	QP("a=20\r\nb", "a \r\nb");
	QP("a=", "a");
	QP("a= ", "a");
	QP("\r\n\r\n", "\r\n\r\n");
	QP("a\rb", "a\rb");
	QP("=00", "\0");
	QP("  ", "");
	assert_int_equal(defects.list.n, 0);
}

static void
malformed_escapes_stay_and_are_noted(void **state)
{
	(void)state;
	QP("a=ZZb", "a=ZZb");
	QP("x=1&y=2", "x=1&y=2");
	QP("==41", "=A");
	QP("=4", "=4");
	QP("=\rx", "=\rx");
	assert_int_equal(defects.list.n, 6);
	assert_int_equal(defects.list.at[0].code, DEFECT_QUOTED_PRINTABLE);
	assert_int_equal(defects.list.at[0].span.at, 1);
}

static void
base64(void **state)
{
	(void)state;
	B64("", "");
	B64("RGVhciBMaSwgZnJlZQ==", "Dear Li, free");
	B64("RGVh\r\nciBM\r\n\taSwg ZnJlZQ==\r\n", "Dear Li, free");
	B64("RGVhciBMaSwgZnJlZQ", "Dear Li, free"); /* no padding */
	B64("R\nG\nV\nh", "Dea");
	B64("/+8=", "\xFF\xEF");
	assert_int_equal(defects.list.n, 0);
}

static void
padding_in_the_middle(void **state)
{
	(void)state;
	struct str s =
		decode_str(STR("RGVhcg==IExp\n"), TRANSFER_BASE64, LIMIT_TEXT);
	assert_true(str_eq(s, STR("Dear Li")));
	assert_int_equal(defects.list.n, 0);
}

static void
junk_in_base64_is_noted_once(void **state)
{
	(void)state;
	struct str raw = STR("RG*Vh-ci!BM");
	struct str s = decode_str(raw, TRANSFER_BASE64, LIMIT_TEXT);
	assert_true(str_eq(s, STR("Dear L")));
	assert_int_equal(defects.list.n, 1);
	assert_int_equal(defects.list.at[0].code, DEFECT_BASE64);
	assert_int_equal(defects.list.at[0].span.at, 2);
	decode_str(STR("RGVhc"), TRANSFER_BASE64, LIMIT_TEXT);
	assert_int_equal(defects.list.n, 2); /* a bad end */
	decode_str(STR("\0\xFF\x80"), TRANSFER_BASE64, LIMIT_TEXT);
	assert_int_equal(defects.list.n, 3);
}

static void
identity_borrows(void **state)
{
	(void)state;
	struct str raw = STR("a\0\xFF\r\n");
	struct map *map;
	for (int how = TRANSFER_7BIT; how <= TRANSFER_BINARY; how++) {
		struct str s = transfer_decode(&arena, raw, span_of(1, 3),
			(enum transfer)how, 100, &map, NULL, &defects);
		assert_ptr_equal(s.at, raw.at + 1);
		assert_int_equal(s.len, 3);
	}
	assert_int_equal(decode_str(raw, TRANSFER_UUENCODE, 2).len, 2);
}

static void
spans_outside_of_the_file_are_clamped(void **state)
{
	(void)state;
	struct map *map;
	struct str s = transfer_decode(&arena, STR("abc"), span_of(1, 99),
		TRANSFER_QUOTED_PRINTABLE, 100, &map, NULL, &defects);
	assert_true(str_eq(s, STR("bc")));
	s = transfer_decode(&arena, STR("abc"), span_of(50, 99),
		TRANSFER_BASE64, 100, &map, NULL, NULL);
	assert_int_equal(s.len, 0);
	assert_int_equal(
		transfer_decoded_size(STR_NONE, span_of(0, 9), TRANSFER_BASE64),
		0);
}

static void
output_stops_at_the_limit(void **state)
{
	(void)state;
	for (size_t most = 0; most < 14; most++) {
		struct str s = decode_str(
			STR("RGVhciBMaSwgZnJlZQ=="), TRANSFER_BASE64, most);
		assert_true(str_eq(s, str_sub(STR("Dear Li, free"), 0, most)));
		s = decode_str(STR("R G V h ciBMaS wgZnJlZQ=="),
			TRANSFER_BASE64, most);
		assert_true(str_eq(s, str_sub(STR("Dear Li, free"), 0, most)));
		s = decode_str(STR("D=65ar =4C=69=\n, free"),
			TRANSFER_QUOTED_PRINTABLE, most);
		assert_true(str_eq(s, str_sub(STR("Dear Li, free"), 0, most)));
	}
}

static void
consecutive_escapes_are_one_run(void **state)
{
	(void)state;
	struct map *map;
	struct buf b;
	buf_init(&b, MIB);
	for (int i = 0; i < 300; i++)
		buf_add(&b, STR("=E4=BD=A0"));
	transfer_decode(&arena, buf_str(&b), span_of(0, b.len),
		TRANSFER_QUOTED_PRINTABLE, MIB, &map, NULL, NULL);
	assert_int_equal(map->runs.n, 1);
	buf_clear(&b);
	for (int i = 0; i < 100; i++)
		buf_add(&b, STR("RGVhciBMaSwgZnJl\r\n"));
	transfer_decode(&arena, buf_str(&b), span_of(0, b.len), TRANSFER_BASE64,
		MIB, &map, NULL, NULL);
	assert_int_equal(map->runs.n, 100); /* one a line */
	buf_release(&b);
}

static void
a_soft_break_bomb_is_nothing(void **state)
{
	(void)state;
	struct map *map;
	struct buf b;
	buf_init(&b, 4 * MIB);
	for (int i = 0; i < 500000; i++)
		buf_add(&b, STR("=\n"));
	struct str s = transfer_decode(&arena, buf_str(&b), span_of(0, b.len),
		TRANSFER_QUOTED_PRINTABLE, 4 * MIB, &map, NULL, &defects);
	assert_int_equal(s.len, 0);
	assert_int_equal(map->runs.n, 1);
	buf_release(&b);
}

static void
sizes_as_sent(void **state)
{
	(void)state;
	assert_int_equal(transfer_base64_size(0), 0);
	assert_int_equal(transfer_base64_size(1), 4 + 2);
	assert_int_equal(transfer_base64_size(57), 76 + 2);
	assert_int_equal(transfer_base64_size(58), 76 + 2 + 4 + 2);
	assert_int_equal(transfer_base64_size(57 * 1000), 78 * 1000);
}

static void
defects_are_counted_out(void **state)
{
	(void)state;
	static const char parts[2];
	const struct part *a = (const void *)&parts[0],
			  *b = (const void *)&parts[1];

	for (int i = 0; i < 1000; i++) {
		defect_note(
			&defects, DEFECT_BASE64, span_of(0, 1), a, STR("x"));
		defect_note(
			&defects, DEFECT_BASE64, span_of(0, 1), b, STR("x"));
		defect_note(&defects, DEFECT_NUL, span_of(0, 1), a, STR("x"));
	}
	assert_int_equal(defects.list.n, 60);
	assert_false(defects.full);
	for (uintptr_t i = 1; i < 4000; i++)
		defect_note(&defects, DEFECT_NUL, span_of(0, 1),
			(const struct part *)(i * 16), STR_NONE);
	/* the last one says that there were more */
	assert_int_equal(defects.list.n, LIMIT_DEFECTS + 1);
	assert_int_equal(defects.list.at[LIMIT_DEFECTS].code, DEFECT_LIMIT);
	assert_true(defects.full);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names),
		TEST(quoted_printable),
		TEST(malformed_escapes_stay_and_are_noted),
		TEST(base64),
		TEST(padding_in_the_middle),
		TEST(junk_in_base64_is_noted_once),
		TEST(identity_borrows),
		TEST(spans_outside_of_the_file_are_clamped),
		TEST(output_stops_at_the_limit),
		TEST(consecutive_escapes_are_one_run),
		TEST(a_soft_break_bomb_is_nothing),
		TEST(sizes_as_sent),
		TEST(defects_are_counted_out),
	};
	return cmocka_run_group_tests_name("transfer", tests, NULL, NULL);
}
