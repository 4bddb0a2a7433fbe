/* test_fields_edit.c - fixes that change whole lines of a header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "support/example.h"

/* The first edit of a rule: done in `draft` it must make `wanted`; NULL: the
 * edit must have been refused. */
static void
assert_mended(const char *id, struct str draft, const char *wanted)
{
	struct example e;
	struct result r;
	bool found = false;

	assert_true(example_open(&e, "", ""));
	example_lint(&e, draft, &r);
	for (size_t i = 0; i < r.count && !found; i++) {
		const struct result_finding *f = &r.findings[i];
		if (strcmp(f->rule->id, id))
			continue;
		found = true;
		if (!wanted) {
			assert_int_equal(f->edit_count, 0);
			continue;
		}
		assert_int_equal(f->edit_count, 1);
		const struct result_edit *edit = &f->edits[0];
		struct str made = arena_printf(&e.own, "%.*s%.*s%.*s",
			(int)edit->start, draft.at, STR_ARG(edit->with),
			STR_ARG(str_from(draft, edit->end)));
		assert_string_equal(arena_cstr(&e.own, made), wanted);
	}
	assert_true(found);
	result_release(&r);
	example_release(&e);
}

static void
line_ends(void **state)
{
	(void)state;
	assert_mended("headers/no-mime-version",
		STR("From: a@acme.com\r\nTo: b@beta.se\r\nSubject: One\r\n"
		    "Content-Type: text/html\r\n\r\n<p>Hi</p>\r\n"),
		"From: a@acme.com\r\nTo: b@beta.se\r\nSubject: One\r\n"
		"Content-Type: text/html\r\nMIME-Version: 1.0\r\n\r\n"
		"<p>Hi</p>\r\n");
	assert_mended("headers/no-mime-version",
		STR("From: a@acme.com\nTo: b@beta.se\nSubject: One\n"
		    "Content-Type: text/html"),
		"From: a@acme.com\nTo: b@beta.se\nSubject: One\n"
		"Content-Type: text/html\nMIME-Version: 1.0\n");
	assert_mended("headers/no-blank-line",
		STR("From: a@acme.com\r\nTo: b@beta.se\r\nSubject: One\r\n"
		    "Dear Bob,\r\n\r\nhello.\r\n"),
		"From: a@acme.com\r\nTo: b@beta.se\r\nSubject: One\r\n\r\n"
		"Dear Bob,\r\n\r\nhello.\r\n");
}

#define TOP "From: a@acme.com\nTo: b@beta.se\nSubject: One\nMIME-Version: 1.0\n"
#define PARTS(type)                                                            \
	TOP "Content-Type: multipart/" type "; boundary=x\n\n--x\n"            \
	    "Content-Type : text/plain\n\nDear Bob,\n\nhello.\n--x--\n"

static void
parts(void **state)
{
	(void)state;
	assert_mended("headers/space-before-colon", STR(PARTS("mixed")),
		TOP "Content-Type: multipart/mixed; boundary=x\n\n--x\n"
		    "Content-Type: text/plain\n\nDear Bob,\n\nhello.\n--x--\n");
	assert_mended("headers/space-before-colon", STR(PARTS("signed")), NULL);
}

static void
folded(void **state)
{
	(void)state;
	assert_mended("headers/duplicate",
		STR("From: a@acme.com\nTo: b@beta.se\nSubject: One\n two\n"
		    "Subject: One two\n\nDear Bob,\n"),
		"From: a@acme.com\nTo: b@beta.se\nSubject: One\n two\n\n"
		"Dear Bob,\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_ends),
		cmocka_unit_test(parts),
		cmocka_unit_test(folded),
	};
	return cmocka_run_group_tests_name("fields_edit", tests, NULL, NULL);
}
