/* test_output.c - a report that passes its ceiling is not written by halves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/limits.h"
#include "command/output.h"

/* Standard error, away: what is said there is not the question. */
static int
silence(void)
{
	int kept = dup(2), nothing = open("/dev/null", O_WRONLY);

	dup2(nothing, 2);
	close(nothing);
	return kept;
}

static bool
is_written(size_t bytes)
{
	struct output o;
	int kept = silence();

	assert_true(output_open(&o, "/dev/null", READER_EN));
	if (buf_reserve(&o.text, bytes)) /* or it is full */
		o.text.len = bytes;
	bool whole = output_close(&o);
	dup2(kept, 2);
	close(kept);
	return whole;
}

static void
a_report_one_under_at_and_over_its_limit(void **state)
{
	(void)state;
	assert_true(is_written(LIMIT_REPORT - 1));
	assert_true(is_written(LIMIT_REPORT));
	assert_false(is_written((size_t)LIMIT_REPORT + 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_one_under_at_and_over_its_limit),
	};

	return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
