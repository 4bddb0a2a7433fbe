/* test_score.c - the score falls for nothing and is explained. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "check/score.h"

static const int rules[8];

static struct scored
one(int rule, double points, enum outcome outcome)
{
	return (struct scored){ &rules[rule], points, outcome };
}

static void
nothing_is_no_risk(void **state)
{
	(void)state;
	struct score s = score_of(NULL, 0);
	assert_true(s.risk == 0);
	assert_string_equal(score_band(s.risk), "low");
}

static void
bands_begin_at_25_and_60(void **state)
{
	(void)state;
	assert_string_equal(score_band(24.9), "low");
	assert_string_equal(score_band(25), "medium");
	assert_string_equal(score_band(59.9), "medium");
	assert_string_equal(score_band(60), "high");
}

/* 2 p for ever so many findings of one rule. */
static void
one_rule_is_capped(void **state)
{
	(void)state;
	struct scored many[500], two[2];
	for (int i = 0; i < 500; i++)
		many[i] = one(0, 10, OUTCOME_SPAM);
	two[0] = one(0, 10, OUTCOME_SPAM);
	two[1] = one(1, 10, OUTCOME_SPAM);
	assert_true(score_of(many, 500).risk <= score_of(two, 2).risk + 1e-9);
}

static void
outcomes_are_apart(void **state)
{
	(void)state;
	struct scored f[] = { one(0, 10, OUTCOME_SPAM),
		one(1, 20, OUTCOME_BROKEN) };
	struct score s = score_of(f, 2);
	assert_true(s.outcomes[OUTCOME_REJECT] == 0);
	assert_true(s.outcomes[OUTCOME_SPAM] > 0);
	assert_true(s.outcomes[OUTCOME_BROKEN] > s.outcomes[OUTCOME_SPAM]);
	assert_true(s.risk > s.outcomes[OUTCOME_BROKEN]);
}

static void
adding_never_lowers(void **state)
{
	(void)state;
	struct scored f[40];
	unsigned seed = 7;

	for (int round = 0; round < 5000; round++) {
		size_t n = 1 + (size_t)(rand_r(&seed) % 39);
		for (size_t i = 0; i < n; i++)
			f[i] = one(rand_r(&seed) % 4, rand_r(&seed) % 50,
				(enum outcome)(rand_r(&seed) % OUTCOMES));
		/* one rule has one outcome */
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < i; j++)
				if (f[i].rule == f[j].rule)
					f[i].outcome = f[j].outcome;
		struct score less = score_of(f, n - 1), more = score_of(f, n);
		assert_true(more.risk >= less.risk - 1e-9);
		assert_true(more.risk < 100.0001);
		for (int o = 0; o < OUTCOMES; o++)
			assert_true(
				more.outcomes[o] >= less.outcomes[o] - 1e-9);
	}
}

static void
way_down_names_the_heaviest(void **state)
{
	(void)state;
	struct scored f[] = { one(0, 2, OUTCOME_SPAM), one(1, 40, OUTCOME_SPAM),
		one(2, 30, OUTCOME_REJECT), one(3, 3, OUTCOME_SPAM) };
	struct way_down w = score_way_down(f, 4);
	assert_int_equal(w.count, 2);
	assert_int_equal(w.findings[0], 1);
	assert_int_equal(w.findings[1], 2);
	assert_true(w.risk < 25);
}

static void
low_risk_has_no_way_down(void **state)
{
	(void)state;
	struct scored f[] = { one(0, 2, OUTCOME_SPAM) };
	assert_int_equal(score_way_down(f, 1).count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_no_risk),
		cmocka_unit_test(bands_begin_at_25_and_60),
		cmocka_unit_test(one_rule_is_capped),
		cmocka_unit_test(outcomes_are_apart),
		cmocka_unit_test(adding_never_lowers),
		cmocka_unit_test(way_down_names_the_heaviest),
		cmocka_unit_test(low_risk_has_no_way_down),
	};
	return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
