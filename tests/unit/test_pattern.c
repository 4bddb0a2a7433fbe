/* test_pattern.c - regular expressions, guarded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/limits.h"
#include "base/memory.h"
#include "check/pattern.h"

static struct pattern *
compile(const char *expression)
{
	struct err err;
	size_t at;
	struct pattern *p = pattern_new(expression, true, &at, &err);
	assert_non_null(p);
	return p;
}

static void
finds_and_goes_on(void **state)
{
	(void)state;
	struct pattern *p = compile("b(c+)");
	struct str s = STR("abc\nBCC 价格bc"), group;
	size_t at = 0, len;

	assert_int_equal(pattern_find(p, s, &at, &len, &group), PATTERN_YES);
	assert_int_equal(at, 1);
	assert_int_equal(len, 2);
	at += len;
	assert_int_equal(pattern_find(p, s, &at, &len, &group), PATTERN_YES);
	assert_int_equal(at, 4);
	assert_true(str_eq(group, STR("CC")));
	at += len;
	assert_int_equal(pattern_find(p, s, &at, &len, NULL), PATTERN_YES);
	assert_int_equal(at, 14);
	at += len;
	assert_int_equal(pattern_find(p, s, &at, &len, NULL), PATTERN_NO);
	pattern_free(p);
}

static void
word_boundaries_hold_where_a_search_goes_on(void **state)
{
	(void)state;
	struct pattern *p = compile("\\bcat\\b");
	struct str s = STR("concat cat");
	size_t at = 3, len;
	assert_int_equal(pattern_find(p, s, &at, &len, NULL), PATTERN_YES);
	assert_int_equal(at, 7);
	pattern_free(p);
}

static void
a_bad_expression_says_where(void **state)
{
	(void)state;
	struct err err;
	size_t at = 0;
	assert_null(pattern_new("a(b", true, &at, &err));
	assert_int_equal(at, 3);
	assert_true(strlen(err.said) > 0);
}

/* Searches a line of `n` bytes, all of them from `letters` in turn. */
static enum pattern_result
search(struct pattern *p, const char *letters, size_t n)
{
	char *bytes = memory_new(n + 1);
	size_t at = 0, len, kinds = strlen(letters);

	for (size_t i = 0; i < n; i++)
		bytes[i] = letters[i % kinds];
	enum pattern_result r =
		pattern_find(p, (struct str){ bytes, n }, &at, &len, NULL);
	free(bytes);
	return r;
}

static double
seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Without a budget some of these run for minutes, and PCRE2 answers "no
 * match", since its own limits do not count what they do. */
static void
gives_up_instead_of_hanging(void **state)
{
	(void)state;
	static const struct {
		const char *expression, *letters;
	} hostile[] = {
		{ "(?:a|b)*(?:a|b)*(?:a|b)*[c-d]", "ba" },
		{ "(?:a|b)*(?:a|b)*[c-d]", "ab" },
		{ "[ab]*[a-c]*[d-e]", "ab" },
		{ "[ab]*[a-c]*[a-d]*[a-e]*[f-g]", "ab" },
		{ "(a+)+[b-c]", "a" },
		{ "(a*)*[b-c]", "a" },
		{ "^(([a-z])+.)+[A-Z]([a-z])+$", "a" },
		{ "(x+x+)+[y-z]", "x" },
		{ "(.*)(.*)(.*)(.*)[A-B]{2}[0-9]", "ab" },
		{ "(?:.*?,){11}[P-Q]", "1," },
		{ "(?=(a+))a*[b-c]\\1", "a" },
		{ "(a?){30}a{30}[b-c]", "a" },
		{ "(?:(?:a|aa)+)+[b-c]", "a" },
		{ "((a|b)(?1)?)*[c-d]", "ab" },
		{ "\\s*\\s*\\s*\\s*[.;]", " " },
		{ "(\\w+\\s?)*[;:]", "ab " },
		{ "(?<=a)(?:[ab]*[a-c]*)*[d-e]", "ab" },
	};

	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		struct pattern *p = compile(hostile[i].expression);
		double began = seconds();
		enum pattern_result r = search(p, hostile[i].letters, 100000);
		double took = seconds() - began;
		if (r != PATTERN_GAVE_UP || took > 0.5)
			print_error("%s: %d after %.3f s\n",
				hostile[i].expression, r, took);
		assert_int_equal(r, PATTERN_GAVE_UP);
		assert_true(took < 0.5);
		pattern_allow(p, 100);
		assert_int_equal(search(p, "!", 1), PATTERN_NO);
		pattern_free(p);
	}
}

/* The same search takes the same steps each time: one too few, and there is
 * no answer. */
static void
steps_are_counted_exactly(void **state)
{
	(void)state;
	struct pattern *p = compile("[ab]*[a-c]*[d-e]");
	uint64_t steps = 1;

	while (pattern_allow(p, steps), search(p, "ab", 8) == PATTERN_GAVE_UP)
		steps++;
	assert_true(steps > 100);
	for (int i = 0; i < 3; i++) {
		pattern_allow(p, steps - 1);
		assert_int_equal(search(p, "ab", 8), PATTERN_GAVE_UP);
		/* what is spent is spent */
		assert_int_equal(search(p, "x", 1), PATTERN_GAVE_UP);
		pattern_allow(p, steps);
		assert_int_equal(search(p, "ab", 8), PATTERN_NO);
		pattern_allow(p, steps + 1);
		assert_int_equal(search(p, "ab", 8), PATTERN_NO);
	}
	pattern_free(p);
}

/* 4 MiB of prose: a few steps a byte are enough. */
static void
long_texts_are_searched_to_their_end(void **state)
{
	(void)state;
	const size_t n = 4 * MIB;
	struct pattern *p = compile("\\b(?:dear|hi) (?:mr|ms)\\.? null\\b");

	pattern_allow(
		p, LIMIT_MATCH_STEPS + (uint64_t)LIMIT_MATCH_STEPS_A_BYTE * n);
	assert_int_equal(
		search(p, "Dear Ms. Berg, hi, the valves are ready.\n", n),
		PATTERN_NO);
	pattern_free(p);
}

static void
assert_refused(const char *expression, const char *why)
{
	struct err err;
	size_t at;

	assert_null(pattern_new(expression, true, &at, &err));
	if (!strstr(err.said, why))
		print_error("%.40s: %s\n", expression, err.said);
	assert_non_null(strstr(err.said, why));
}

/* `n` times `piece` between two others, in memory of its own. */
static char *
built(const char *before, const char *piece, size_t n, const char *after)
{
	size_t len = strlen(piece);
	char *s = memory_new(strlen(before) + n * len + strlen(after) + 1);

	strcpy(s, before);
	for (size_t i = 0; i < n; i++)
		strcpy(s + strlen(before) + i * len, piece);
	strcat(s, after);
	return s;
}

static void
assert_takes(char *expression, bool taken, const char *why)
{
	if (taken)
		pattern_free(compile(expression));
	else
		assert_refused(expression, why);
	free(expression);
}

static void
what_a_pattern_may_be(void **state)
{
	(void)state;
	char *open = built("", "(", LIMIT_PATTERN_NESTING, "x");

	for (int over = -1; over <= 1; over++) {
		size_t n = (size_t)(LIMIT_PATTERN + over);
		assert_takes(built("", "x", n, ""), over < 1, "longer than");
		n = (size_t)(LIMIT_PATTERN_NESTING + over);
		open = (free(open), built("", "(", n, "x"));
		assert_takes(built(open, ")", n, ""), over < 1, "too deep");
	}
	free(open);
	assert_refused("\\C", "\\C");
	assert_refused("a(?C1)b", "callouts");
	assert_refused("a(?C'x')b", "callouts");
	assert_refused("(*LIMIT_MATCH=4000000000)a", "begin with options");
	assert_refused("(*NO_AUTO_POSSESS)a", "begin with options");
	assert_refused("(?:(?:[ab]{1,500}c){1,500}d){1,500}", "too large");
	assert_refused("(?:\\p{L}abcdefgh){20000}", "too large");
	pattern_free(compile("a(*COMMIT)b|[(*]|\\(*"));
}

/* Each pair of parentheses takes part of the frame. */
static void
memory_of_a_backtracking_point(void **state)
{
	(void)state;
	size_t n = 1;
	struct err err;
	size_t at;

	for (;; n++) {
		char *many = built("", "(a)", n, "");
		struct pattern *p = pattern_new(many, true, &at, &err);
		free(many);
		if (!p)
			break;
		pattern_free(p);
	}
	assert_true(n > 100 && n < 500);
	assert_non_null(strstr(err.said, "too large"));
}

/* Rules cut where they like; PCRE2 takes whole characters. */
static void
subjects_may_be_cut_inside_a_character(void **state)
{
	(void)state;
	struct pattern *p = compile("价");
	struct str s = STR("报价格😀");

	for (size_t n = 0; n <= s.len; n++) {
		size_t at = 0, len;
		assert_int_equal(
			pattern_find(p, str_sub(s, 0, n), &at, &len, NULL),
			n < 6 ? PATTERN_NO : PATTERN_YES);
	}
	pattern_free(p);
}

static void
long_lines_are_searched_to_their_end(void **state)
{
	(void)state;
	struct pattern *p = compile("needle");
	char *bytes = memory_new(10001);
	size_t at, len;
	for (size_t place = 900; place < 5000; place += 37) {
		memset(bytes, 'x', 10000);
		memcpy(bytes + place, "needle", 6);
		at = 0;
		assert_int_equal(pattern_find(p, (struct str){ bytes, 10000 },
					 &at, &len, NULL),
			PATTERN_YES);
		assert_int_equal(at, place);
	}
	free(bytes);
	pattern_free(p);
}

/* A rule looks at the bytes before a word, which may begin inside one. */
static void
a_text_cut_at_both_ends_is_searched(void **state)
{
	static const char text[] = "\xAC\x8F we are a maker \xE4\xB8";
	size_t at = 0, len = 0, error_at;
	struct err err;
	struct pattern *p = pattern_new("\\bwe are", true, &error_at, &err);

	(void)state;
	assert_int_equal(pattern_find(p, (struct str){ text, sizeof text - 1 },
				 &at, &len, NULL),
		PATTERN_YES);
	assert_int_equal(at, 3);
	pattern_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_cut_at_both_ends_is_searched),
		cmocka_unit_test(finds_and_goes_on),
		cmocka_unit_test(word_boundaries_hold_where_a_search_goes_on),
		cmocka_unit_test(a_bad_expression_says_where),
		cmocka_unit_test(gives_up_instead_of_hanging),
		cmocka_unit_test(steps_are_counted_exactly),
		cmocka_unit_test(long_texts_are_searched_to_their_end),
		cmocka_unit_test(what_a_pattern_may_be),
		cmocka_unit_test(memory_of_a_backtracking_point),
		cmocka_unit_test(subjects_may_be_cut_inside_a_character),
		cmocka_unit_test(long_lines_are_searched_to_their_end),
	};
	return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
