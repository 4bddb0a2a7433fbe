/* test_utf8.c - UTF-8: what is valid, how it is counted, how wide it is. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "base/icu.h"
#include "base/utf8.h"

#define S(text) STR(text)

static void
valid_is_rfc_3629(void **state)
{
	(void)state;
	assert_int_equal(utf8_valid(S("plain ASCII, long enough")), 24);
	assert_int_equal(utf8_valid(S("你好, Zoë 😀")), 17);
	assert_int_equal(utf8_valid(S("abc\xC0\x80")), 3); /* overlong */
	assert_int_equal(utf8_valid(S("\xE0\x9F\xBF")), 0);
	assert_int_equal(utf8_valid(S("\xED\xA0\x80")), 0); /* surrogate */
	assert_int_equal(utf8_valid(S("\xF4\x90\x80\x80")), 0);
	assert_int_equal(utf8_valid(S("\xF5\x80\x80\x80")), 0);
	assert_int_equal(utf8_valid(S("\xE4\xBD")), 0); /* cut */
	assert_int_equal(utf8_valid(S("a\0b")), 3);
	assert_int_equal(utf8_valid(STR_NONE), 0);
	assert_int_equal(utf8_valid(S("0123456\xFF")), 7);
	assert_int_equal(utf8_valid(S("01234567\xFF")), 8);
}

static void
every_rune_round_trips(void **state)
{
	(void)state;
	for (uint32_t rune = 0; rune <= 0x10FFFF; rune++) {
		char bytes[4];
		struct str s = { bytes, utf8_put(bytes, rune) };
		bool surrogate = rune >= 0xD800 && rune <= 0xDFFF;
		size_t at = 0, back = s.len;
		uint32_t read;
		assert_true(utf8_read(s, &at, &read));
		assert_int_equal(at, s.len);
		assert_int_equal(read, surrogate ? RUNE_BAD : rune);
		assert_int_equal(utf8_valid(s), s.len);
		assert_int_equal(utf8_prev(s, &back), read);
		assert_int_equal(back, 0);
	}
}

static void
bad_bytes_are_stepped_over_alone(void **state)
{
	(void)state;
	struct str s = S("\xE4\xBD!\xFF");
	size_t at = 0;
	uint32_t rune;

	assert_false(utf8_read(s, &at, &rune));
	assert_int_equal(at, 1);
	assert_false(utf8_read(s, &at, &rune));
	assert_int_equal(utf8_next(s, &at), '!');
	assert_int_equal(utf8_next(s, &at), RUNE_BAD);
	assert_int_equal(at, 4);
	assert_int_equal(utf8_prev(s, &at), RUNE_BAD);
	assert_int_equal(at, 3);
	assert_int_equal(utf8_put((char[4]){ 0 }, 0x110000), 3);
	assert_int_equal(utf8_put((char[4]){ 0 }, 0xDABC), 3);
}

static void
counts(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(S("a你😀")), 3);
	assert_int_equal(utf8_count_utf16(S("a你😀")), 4);
	assert_int_equal(utf8_count(S("\xE4\xBD\xFF")), 3);
	assert_int_equal(utf8_count(S("0123456789abcdefé")), 17);
	assert_int_equal(utf8_count_utf16(STR_NONE), 0);
}

static void
columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(S("abc\tdef")), 7);
	assert_int_equal(utf8_width(S("\t你")), 3);
	assert_int_equal(utf8_width(S("你好")), 4);
	assert_int_equal(utf8_width(S("Ａ！")), 4);
	assert_int_equal(utf8_width(S("é")), 1);
	assert_int_equal(utf8_width(S("e\xCC\x81")), 1);
	assert_int_equal(utf8_width(S("a\xE2\x80\x8B"
				      "b")),
		2); /* ZWSP */
	assert_int_equal(utf8_width(S("a\x01\x7F")), 1);
	assert_int_equal(utf8_width(S("\xFF")), 1);
	assert_int_equal(utf8_width(S("한")), 2);
	assert_int_equal(utf8_width(S("อั")), 1);
	assert_int_equal(utf8_width(S("—“”")), 3);
}

static void
an_emoji_sequence_is_two_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(S("😀")), 2);
	assert_int_equal(utf8_width(S("❤")), 1);
	assert_int_equal(utf8_width(S("❤\xEF\xB8\x8F")), 2); /* VS16 */
	assert_int_equal(utf8_width(S("👍🏽")), 2);	     /* skin tone */
	assert_int_equal(utf8_width(S("🇨🇳")), 2);
	assert_int_equal(utf8_width(S("🇨🇳🇩🇪")), 4);
	assert_int_equal(utf8_width(S("👩‍👩‍👧‍👦")), 2);
	assert_int_equal(utf8_width(S("🏃🏽‍♀️")), 2);
	assert_int_equal(utf8_width(S("1\xEF\xB8\x8F\xE2\x83\xA3")), 2);
	assert_int_equal(utf8_width(S("😀a")), 3);
	assert_int_equal(utf8_width(S("🏴󠁧󠁢󠁥󠁮󠁧󠁿")), 2);
	assert_int_equal(utf8_width(S("⌚\xEF\xB8\x8E")), 2);
}

static void
kinds_of_runes(void **state)
{
	(void)state;
	assert_true(rune_is_han(0x4F60));
	assert_true(rune_is_han(0x20000));
	assert_true(rune_is_han(0x3005)); /* iteration mark */
	assert_false(rune_is_han(0x3042));
	assert_false(rune_is_han(0xFF0C)); /* full-width comma */
	assert_true(rune_is_kana(0x3042));
	assert_true(rune_is_kana(0x30FC));
	assert_true(rune_is_hangul(0xD55C));
	assert_true(rune_is_letter('a'));
	assert_true(rune_is_letter(0xE9));
	assert_true(rune_is_letter(0x416));
	assert_true(rune_is_letter(0xD55C)); /* Korean has blanks */
	assert_false(rune_is_letter(0x4F60));
	assert_false(rune_is_letter(0x3042));
	assert_false(rune_is_letter(0xE01)); /* Thai has none */
	assert_false(rune_is_letter('1'));
	assert_true(rune_is_upper(0x416));
	assert_false(rune_is_upper(0x436));
	assert_true(rune_is_digit(0xFF11));
	assert_true(rune_is_space(0xA0));
	assert_true(rune_is_space(0x3000));
	assert_false(rune_is_space(0x200B));
	assert_int_equal(rune_lower('Q'), 'q');
	assert_int_equal(rune_lower(0x416), 0x436);
	assert_int_equal(rune_lower(0xFF21), 0xFF41);
	assert_int_equal(rune_lower(0x4F60), 0x4F60);
}

static void
hidden_runes(void **state)
{
	static const uint32_t invisible[] = { 0xAD, 0x200B, 0x200C, 0x200D,
		0x2060, 0xFEFF, 0xE0041, 0x180E, 0x3164, 0x115F };
	static const uint32_t bidi[] = { 0x200E, 0x200F, 0x202A, 0x202E, 0x2066,
		0x2069, 0x61C };

	(void)state;
	for (size_t i = 0; i < sizeof invisible / sizeof invisible[0]; i++) {
		assert_true(rune_is_invisible(invisible[i]));
		assert_false(rune_is_bidi(invisible[i]));
	}
	for (size_t i = 0; i < sizeof bidi / sizeof bidi[0]; i++) {
		assert_true(rune_is_bidi(bidi[i]));
		assert_false(rune_is_invisible(bidi[i]));
	}
	assert_false(rune_is_invisible(0xFE0F));
	assert_false(rune_is_invisible(' '));
	assert_false(rune_is_invisible(0xA0));
	assert_true(rune_is_emoji(0x1F600));
	assert_false(rune_is_emoji('1'));
	assert_false(rune_is_emoji(0xA9));
}

static bool
is_zero_width(const struct icu *f, UChar32 c)
{
	uint32_t kinds =
		U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK;

	return (U_MASK(f->u_charType(c)) & kinds) != 0 ||
	       f->u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
	       (c >= 0x1160 && c <= 0x11FF);
}

/* What is known without asking ICU is what ICU would say. */
static void
shortcuts_agree_with_icu(void **state)
{
	const struct icu *f = icu();

	(void)state;
	for (uint32_t rune = 0x80; rune < 0x3040; rune++) {
		UChar32 c = (UChar32)rune;
		UErrorCode error = U_ZERO_ERROR;
		UScriptCode script = f->uscript_getScript(c, &error);
		assert_int_equal(rune_is_upper(rune), f->u_isUUppercase(c));
		assert_int_equal(rune_is_space(rune), f->u_isUWhiteSpace(c));
		assert_int_equal(rune_is_digit(rune),
			f->u_charType(c) == U_DECIMAL_DIGIT_NUMBER);
		if (rune == 0xAD)
			assert_int_equal(rune_width(rune), 1);
		else if (is_zero_width(f, c))
			assert_int_equal(rune_width(rune), 0);
		else if (rune < 0x1100 || (rune > 0x1FFF && rune < 0x2100))
			assert_int_equal(rune_width(rune), 1);
		if (rune < 0x2E80)
			assert_int_equal(rune_lower(rune),
				f->u_foldCase(c, U_FOLD_CASE_DEFAULT));
		assert_int_equal(
			rune_is_hangul(rune), script == USCRIPT_HANGUL);
		if (rune < 0xE00 || (rune >= 0x2000 && rune < 0x2100))
			assert_int_equal(rune_is_letter(rune),
				(U_MASK(f->u_charType(c)) &
					(U_GC_L_MASK | U_GC_M_MASK)) != 0);
		if (rune >= 0x2000 && rune < 0x2100)
			assert_int_equal(rune_is_invisible(rune),
				f->u_hasBinaryProperty(c,
					UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
					!rune_is_bidi(rune));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_is_rfc_3629),
		cmocka_unit_test(every_rune_round_trips),
		cmocka_unit_test(bad_bytes_are_stepped_over_alone),
		cmocka_unit_test(counts),
		cmocka_unit_test(columns),
		cmocka_unit_test(an_emoji_sequence_is_two_columns),
		cmocka_unit_test(kinds_of_runes),
		cmocka_unit_test(hidden_runes),
		cmocka_unit_test(shortcuts_agree_with_icu),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
