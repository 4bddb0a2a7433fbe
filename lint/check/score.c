/*
 * score.c - from findings to a risk.
 *
 * The findings of one rule count 1, 1/2, 1/4 ... of their points, largest
 * first: together never more than twice the largest, so that one noisy rule
 * cannot fill the scale. With S the sum over all rules,
 *
 *	risk = 100 (1 - e^(-S/50))
 *
 * A new finding takes its place in the row of its rule and halves what comes
 * after it, which is never more than what it adds: no figure ever falls.
 */
#include <math.h>
#include <stdlib.h>

#include "../base/memory.h"
#include "score.h"

static const double scale = 50;
enum { WAY_STEPS = 3 };
static const double low = 25, medium = 60; /* bands begin here */

struct group { /* findings of one rule, largest first */
	const void *rule;
	enum outcome outcome;
	double sum;
	size_t first; /* index of its largest finding */
};

struct groups {
	struct group *at;
	size_t n;
};

struct ranked {
	struct scored finding;
	size_t index;
};

static int
by_rule_then_points(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	if (a->finding.rule != b->finding.rule)
		return a->finding.rule < b->finding.rule ? -1 : 1;
	if (a->finding.points != b->finding.points)
		return a->finding.points > b->finding.points ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static struct ranked *
rank(const struct scored *findings, size_t n)
{
	struct ranked *r = memory_new(n * sizeof *r);
	for (size_t i = 0; i < n; i++)
		r[i] = (struct ranked){ findings[i], i };
	qsort(r, n, sizeof *r, by_rule_then_points);
	return r;
}

static struct groups
group(const struct scored *findings, size_t n)
{
	struct ranked *r = rank(findings, n);
	struct groups g = { memory_new(n * sizeof *g.at), 0 };
	double share = 1;

	for (size_t i = 0; i < n; i++) {
		const struct scored *f = &r[i].finding;
		if (i == 0 || f->rule != r[i - 1].finding.rule) {
			g.at[g.n++] = (struct group){ f->rule, f->outcome, 0,
				r[i].index };
			share = 1;
		}
		g.at[g.n - 1].sum += f->points * share;
		share /= 2;
	}
	free(r);
	return g;
}

static double
risk_of(double sum)
{
	return 100 * (1 - exp(-sum / scale));
}

static double
sum_of(const struct groups *g)
{
	double sum = 0;
	for (size_t i = 0; i < g->n; i++)
		sum += g->at[i].sum;
	return sum;
}

struct score
score_of(const struct scored *findings, size_t n)
{
	struct score s = { 0 };
	double sums[OUTCOMES] = { 0 };

	if (!n)
		return s;
	struct groups g = group(findings, n);
	for (size_t i = 0; i < g.n; i++)
		sums[g.at[i].outcome] += g.at[i].sum;
	s.risk = risk_of(sum_of(&g));
	for (int o = 0; o < OUTCOMES; o++)
		s.outcomes[o] = risk_of(sums[o]);
	free(g.at);
	return s;
}

static int
by_sum(const void *left, const void *right)
{
	const struct group *a = left, *b = right;
	if (a->sum != b->sum)
		return a->sum > b->sum ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

struct way_down
score_way_down(const struct scored *findings, size_t n)
{
	struct way_down w = { 0 };

	if (!n)
		return w;
	struct groups g = group(findings, n);
	double sum = sum_of(&g);
	qsort(g.at, g.n, sizeof *g.at, by_sum);
	while (w.count < WAY_STEPS && w.count < g.n && risk_of(sum) >= low) {
		sum -= g.at[w.count].sum;
		w.findings[w.count] = g.at[w.count].first;
		w.count++;
	}
	w.risk = risk_of(sum > 0 ? sum : 0);
	free(g.at);
	return w;
}

const char *
score_band(double risk)
{
	return risk < low ? "low" : risk < medium ? "medium" : "high";
}
