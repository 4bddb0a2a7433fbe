/*
 * test_found.c - small drafts that fuzzing and sweeps once broke a promise
 * with. Each is run the whole path again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "support/example.h"
#include "support/whole.h"

static struct whole whole;

static void
holds(const char *path, struct str bytes)
{
	const char *broken = whole_run(&whole, str_of(path), bytes);

	if (broken)
		print_error("%s\n", broken);
	assert_null(broken);
}

#define HOLDS(path, bytes) holds(path, STR(bytes))

/* No fix proposes a name that cannot be typed: what stood behind its zero byte
 * was lost. */
static void
zero_byte_in_the_name_of_the_reader(void **state)
{
	struct example e;
	struct result r;

	(void)state;
	assert_true(example_open(&e, "", ""));
	example_lint(&e,
		STR("From: Li <li@acme.cn>\nTo: An\0a Berg <anna@beta.se>\n"
		    "Subject: Valves\n\nDear Sir/Madam,\n\nWe make valves "
		    "for pumps such as yours, and we can send you one.\n"),
		&r);
	assert_true(r.count > 0);
	assert_int_equal(r.fixable, 0);
	result_release(&r);
	example_release(&e);
}

/* JSON may hold them as they are; a terminal must not get them. */
static void
controls_past_ascii_in_json(void **state)
{
	(void)state;
	HOLDS("a.eml",
		"From: Li <li@acme.cn>\nTo: Anna <anna@beta.se>\n"
		"Subject: x\nMIME-Version: 1.0\n"
		"Content-Type: multipart/mixed; boundary=b\n\n"
		"--b\n\nDear Anna,\n\nHello.\n"
		"--b\nContent-Type: application/pdf\n"
		"Content-Disposition: attachment;\n"
		" filename*=UTF-8''a%C2%9B31m%E2%80%AEfdp.exe\n\nMZ\n--b--\n");
}

/* A charset's name that is no UTF-8 itself. */
static void
bad_bytes_in_the_name_of_a_charset(void **state)
{
	(void)state;
	HOLDS("a.eml", "Subject: =?\xFFtf-8?Q?a?=\nMIME-Version: 1.0\n"
		       "Content-Type: application/pdf\n"
		       "Content-Disposition: attachment; "
		       "filename*=\xFFTF-8''a.pdf\n\nx\n");
}

static bool
is_empty_line(const struct result_finding *f)
{
	return f->edit_count == 1 && f->edits[0].start == f->edits[0].end &&
	       str_eq(f->edits[0].with, STR("\n"));
}

/* A changed word would have made header fields of the lines behind it; the
 * empty line that is missing comes first. */
static void
no_edits_behind_a_header_without_its_empty_line(void **state)
{
	struct example e;
	struct result r;

	(void)state;
	assert_true(example_open(&e, "", ""));
	example_lint(&e,
		STR("From: Li <li@acme.cn>\nTo: Anna <anna@beta.se>\n"
		    "Subject: Valves\nDear Anna Berg, it is free!!!!!\n"
		    "It is free and it is new!!!!!\n\nBuy now!!!!!\n"),
		&r);
	assert_true(r.count > 0);
	for (size_t i = 0; i < r.count; i++)
		assert_true(!r.findings[i].edit_count ||
			    is_empty_line(&r.findings[i]));
	result_release(&r);
	example_release(&e);
}

static int
start(void **state)
{
	(void)state;
	whole_open(&whole);
	whole.deep = true;
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	whole_close(&whole);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zero_byte_in_the_name_of_the_reader),
		cmocka_unit_test(controls_past_ascii_in_json),
		cmocka_unit_test(bad_bytes_in_the_name_of_a_charset),
		cmocka_unit_test(
			no_edits_behind_a_header_without_its_empty_line),
	};
	return cmocka_run_group_tests_name("found", tests, start, stop);
}
