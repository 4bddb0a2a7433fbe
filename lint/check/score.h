/*
 * score.h - from findings to a risk. Pure: no draft, no rules, no state.
 */
#ifndef CHECK_SCORE_H
#define CHECK_SCORE_H

#include "result.h"

/* One finding as the score sees it. */
struct scored {
	const void *rule; /* findings of one rule share a cap */
	double points;
	enum outcome outcome;
};

/* 0 for none; adding a finding never lowers any figure. */
struct score score_of(const struct scored *findings, size_t n);

/*
 * The shortest way down: at most 3 findings, each standing for all findings
 * of its rule, enough to reach the low band where that can be done.
 */
struct way_down score_way_down(const struct scored *findings, size_t n);

#endif
