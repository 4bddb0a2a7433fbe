/* test_library.c - libraries that are loaded when first asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libxml/xmlstring.h>

#include "base/icu.h"
#include "base/library.h"

#define FUNCTIONS(F) F(xmlStrlen)

static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) NULL };

static struct {
	FUNCTIONS(LIBRARY_MEMBER)
} c;

static void
functions_go_to_the_pointers_of_their_names(void **state)
{
	(void)state;
	assert_true(library_load(LIBRARY_XML, names, &c));
	assert_int_equal(c.xmlStrlen((const xmlChar *)"seven"), 5);
}

static void
a_function_that_is_not_there(void **state)
{
	static const char *const wrong[] = { "no_such_function_at_all", NULL };
	void *slot = NULL;

	(void)state;
	assert_false(library_load(LIBRARY_XML, wrong, &slot));
	assert_null(slot);
}

static void
icu_answers_by_its_versioned_names(void **state)
{
	(void)state;
	assert_int_equal(icu()->u_charType(0xE9), U_LOWERCASE_LETTER);
	assert_int_equal(icu()->u_foldCase(0xC9, U_FOLD_CASE_DEFAULT), 0xE9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_go_to_the_pointers_of_their_names),
		cmocka_unit_test(a_function_that_is_not_there),
		cmocka_unit_test(icu_answers_by_its_versioned_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
