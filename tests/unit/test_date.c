/* test_date.c - dates of header fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "draft/date.h"

static void
check(const char *s, int64_t seconds, int zone)
{
	struct date d;

	if (!date_parse(&d, str_of(s)))
		fail_msg("not a date: %s", s);
	if (d.seconds != seconds)
		fail_msg("%s: %lld", s, (long long)d.seconds);
	assert_int_equal(d.zone, zone);
}

static void
refuse(const char *s)
{
	struct date d;

	if (date_parse(&d, str_of(s)))
		fail_msg("read as a date: %s", s);
	assert_int_equal(d.weekday, -1);
}

static void
test_standard(void **state)
{
	(void)state;
	check("Thu, 1 Jan 1970 00:00:00 +0000", 0, 0);
	check("1 Jan 1970 00:00 +0000", 0, 0);
	check("Mon, 1 Jan 2024 10:00:00 +0800", 1704074400, 480);
	check("Mon, 01 Jan 2024 10:00:00 -0330", 1704115800, -210);
	check("Thu, 29 Feb 2024 23:59:60 +0000", 1709251200, 0);
	check("31 Dec 1969 23:59:59 +0000", -1, 0);
	check("1 Jan 1900 00:00:00 +0000", -2208988800, 0);
	check("31 Dec 9999 23:59:59 +0000", 253402300799, 0);
}

static void
test_blanks_and_comments(void **state)
{
	(void)state;
	check(" Mon,\r\n 1 Jan 2024 10:00:00 +0800 (CST)\t", 1704074400, 480);
	check("Mon (a (b) \\) c), 1(x)Jan(y)2024 10 : 00 : 00 +0800",
		1704074400, 480);
	check("1 Jan 2024 02:00:00 (not closed", 1704074400, 0);
}

static void
test_obsolete(void **state)
{
	(void)state;
	check("Mon, 1 Jan 24 02:00:00 GMT", 1704074400, 0);
	check("1 Jan 70 00:00:00 UT", 0, 0);
	check("1 Jan 124 02:00:00 Z", 1704074400, 0);
	check("31 Dec 23 21:00:00 EST", 1704074400, -300);
	check("31 Dec 23 22:00:00 edt", 1704074400, -240);
	check("31 Dec 23 18:00:00 PST", 1704074400, -480);
	check("1 Jan 2024 02:00:00 K", 1704074400, 0);
	check("1 Jan 2024 02:00:00", 1704074400, 0);
}

static void
test_as_written(void **state)
{
	(void)state;
	check("Monday, 1 January 2024 10:00:00 +08:00", 1704074400, 480);
	check("Mon 1 Jan 2024 10:00:00 +8", 1704074400, 480);
	check("1 Jan 2024 10:00:00 +0800 CST", 1704074400, 480);
	check("1 Jan 2024 10:00:00 GMT+0800", 1704074400, 480);
	check("Monday, 01-Jan-24 02:00:00 GMT", 1704074400, 0);
	check("Mon Jan  1 02:00:00 2024", 1704074400, 0);
	check("Mon Jan  1 10:00:00 2024 +0800", 1704074400, 480);
	check("Sun Dec 31 18:00:00 PST 2023", 1704074400, -480);
	check("1 Jan 2024 02.00.00 GMT", 1704074400, 0);
}

static void
test_refused(void **state)
{
	(void)state;
	static const char *const bad[] = { "", " ", "soon", "Mon,", "1",
		"1 Jan", "1 Jan 2024", "1 Jan 2024 10", "32 Jan 2024 10:00",
		"0 Jan 2024 10:00", "30 Feb 2024 10:00", "29 Feb 2023 10:00",
		"1 Foo 2024 10:00", "1 Jan 2024 24:00", "1 Jan 2024 10:60",
		"1 Jan 2024 10:00:61", "1 Jan 5 10:00", "1 Jan 1899 10:00",
		"1 Jan 12345 10:00", "Xyz, 1 Jan 2024 10:00",
		"1 Jan 2024 10:00 +0860", "1 Jan 2024 10:00 +",
		"1 Jan 2024 10:00 +080000", "1 Jan 2024 10:00 GMT junk!",
		"2024-01-01 10:00:00", "99999999999999999999 Jan 2024 1:00",
		"((((((((", "1 Jan 2024 10:00:00 +0800 \xFF" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refuse(bad[i]);
	struct date d;
	assert_false(date_parse(&d, (struct str){ "1 Jan 2024\0 10:00", 17 }));
}

static void
test_weekday(void **state)
{
	(void)state;
	struct date d;

	assert_true(date_parse(&d, STR("Mon, 1 Jan 2024 23:00:00 -0800")));
	assert_int_equal(d.weekday, 1);
	assert_false(d.weekday_wrong);
	assert_true(date_parse(&d, STR("Tue, 1 Jan 2024 10:00:00 +0800")));
	assert_true(d.weekday_wrong);
	assert_true(date_parse(&d, STR("1 Jan 2024 10:00:00 +0800")));
	assert_int_equal(d.weekday, -1);
	assert_false(d.weekday_wrong);
	assert_true(date_parse(&d, STR("Mon, 1 Jan 1900 10:00:00 +0800")));
	assert_false(d.weekday_wrong);
}

/* Every day of 200 years, against the C library. */
static void
test_calendar(void **state)
{
	(void)state;
	for (int64_t day = -25567; day < 48000; day += 13) {
		time_t t = (time_t)(day * 86400 + 3661);
		struct tm tm;
		char s[64];
		struct date d;
		gmtime_r(&t, &tm);
		strftime(s, sizeof s, "%a, %d %b %Y %H:%M:%S +0000", &tm);
		assert_true(date_parse(&d, str_of(s)));
		assert_int_equal(d.seconds, t);
		assert_false(d.weekday_wrong);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_standard),
		cmocka_unit_test(test_blanks_and_comments),
		cmocka_unit_test(test_obsolete),
		cmocka_unit_test(test_as_written),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_weekday),
		cmocka_unit_test(test_calendar),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
