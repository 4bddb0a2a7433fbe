/* test_lexicon.c - look-ups in word lists, with keys from hostile mail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/lexicon.h"

static void
every_key_is_found(void **state)
{
	(void)state;
	for (size_t n = 0; lexicons[n]; n++) {
		const struct lexicon *l = lexicons[n];
		for (size_t i = 0; i < l->count; i++)
			assert_ptr_equal(
				lexicon_find(l, str_of(l->entries[i].key)),
				&l->entries[i]);
	}
}

static bool
anywhere(struct str s, size_t len)
{
	return len <= s.len;
}

static void
every_key_is_the_longest_of_itself(void **state)
{
	(void)state;
	for (size_t n = 0; lexicons[n]; n++) {
		const struct lexicon *l = lexicons[n];
		for (size_t i = 0; i < l->count; i++) {
			struct str key = str_of(l->entries[i].key);
			assert_true(lexicon_may_have(l, key));
			assert_ptr_equal(lexicon_longest(l, key, anywhere),
				&l->entries[i]);
		}
	}
}

static void
case_does_not_matter(void **state)
{
	(void)state;
	assert_true(lexicon_has(&lexicon_closings, STR("Best Regards")));
	assert_false(lexicon_has(&lexicon_closings, STR("best regard")));
	assert_false(lexicon_has(&lexicon_closings, STR("best regardss")));
	assert_false(lexicon_has(&lexicon_closings, STR_NONE));
}

/* An exact copy of a key on the heap, with bytes behind it. */
static void
expect_none(const struct lexicon *l, const char *key, const char *tail,
	size_t tail_len)
{
	size_t n = strlen(key);
	char *copy = malloc(n + tail_len);

	assert_non_null(copy);
	memcpy(copy, key, n);
	memcpy(copy + n, tail, tail_len);
	assert_null(lexicon_find(l, (struct str){ copy, n + tail_len }));
	free(copy);
}

static void
a_nul_ends_no_key(void **state)
{
	(void)state;
	for (size_t n = 0; lexicons[n]; n++) {
		const struct lexicon *l = lexicons[n];
		for (size_t i = 0; i < l->count; i++) {
			expect_none(l, l->entries[i].key, "\0", 1);
			expect_none(l, l->entries[i].key, "\0\0\0\0\0\0", 6);
		}
	}
	expect_none(&lexicon_closings, "", "\0", 1);
}

static void
hosts_end_at_a_dot(void **state)
{
	const struct lexicon *l = &lexicon_freemail;

	(void)state;
	assert_non_null(lexicon_find_host(l, STR("gmail.com")));
	assert_non_null(lexicon_find_host(l, STR("mail.gmail.com")));
	assert_null(lexicon_find_host(l, STR("notgmail.com")));
	assert_null(lexicon_find_host(l, STR("gmail.com\0")));
}

static bool
at_blank(struct str s, size_t n)
{
	return n == s.len || s.at[n] == ' ';
}

static void
assert_longest(const char *text, const char *key)
{
	const struct lexicon_entry *e =
		lexicon_longest(&lexicon_greetings, str_of(text), at_blank);

	if (key)
		assert_string_equal(e ? e->key : "none", key);
	else
		assert_null(e);
}

static void
the_longest_is_found(void **state)
{
	(void)state;
	assert_longest("Hi", "hi");
	assert_longest("HELLO dear all", "hello dear");
	assert_longest("hello dea", "hello");
	assert_longest("Good morning Li", "good morning");
	assert_longest("high", NULL);
	assert_longest("", NULL);
	assert_null(lexicon_longest(&lexicon_greetings, STR("\0hi"), at_blank));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_found),
		cmocka_unit_test(every_key_is_the_longest_of_itself),
		cmocka_unit_test(case_does_not_matter),
		cmocka_unit_test(a_nul_ends_no_key),
		cmocka_unit_test(hosts_end_at_a_dot),
		cmocka_unit_test(the_longest_is_found),
	};
	return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
