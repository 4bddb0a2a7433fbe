/*
 * grow.c - one row at n, 2n and 4n: twice as much of anything may not take
 * much more than twice as long.
 *
 * Measured is the CPU time of whole runs; of several the smallest, since a
 * busy machine only ever adds. Below a floor start-up counts for too much.
 */
#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#include "check.h"
#include "try.h"

enum {
	SIZE_MOST = 24 * MIB, /* of a file at 4n */
	SIZES = 3,
	ROUNDS_MOST = 8,
	SECONDS_MOST = 60,
};

static const double FLOOR = 0.05, ENOUGH = 0.1, RATIO = 2.3, NOISE = 0.01;

struct growth {
	const struct work *work;
	const struct hostile *row;
	size_t n[SIZES];
	double took[SIZES];
	char path[SIZES][512];
	struct counts *counts;
};

/* Bytes of the row at `n`, written to the file of that size. */
static size_t
make(struct growth *g, size_t size, size_t n)
{
	struct buf bytes;
	FILE *f = fopen(g->path[size], "wb");

	hostile_make(g->row, n, &bytes);
	size_t len = bytes.full ? FILE_MOST : bytes.len;
	if (!f || fwrite(bytes.at, 1, bytes.len, f) != bytes.len)
		len = 0;
	if (f)
		fclose(f);
	buf_release(&bytes);
	malloc_trim(0);
	g->n[size] = n;
	return len;
}

static double
measure(struct growth *g, size_t size)
{
	char *argv[] = { (char *)(uintptr_t)g->work->program, "check",
		"--output-format", "gcc", "--fail-on", "never", g->path[size],
		NULL };
	struct tried r = try_run(argv, NULL, SECONDS_MOST);

	__atomic_add_fetch(&g->counts->runs, 1, __ATOMIC_SEQ_CST);
	return r.signal || r.status ? SECONDS_MOST : r.cpu;
}

static void
measure_again(struct growth *g)
{
	for (size_t i = 0; i < SIZES; i++) {
		double took = measure(g, i);
		if (took < g->took[i])
			g->took[i] = took;
	}
}

/* Larger so that 4n may take long enough, but not too large a file; a power
 * of two times. */
static size_t
larger(size_t n, size_t len, double took)
{
	size_t times = 2;

	while (took * (double)times < ENOUGH && len * times < SIZE_MOST / 2)
		times *= 2;
	return n * times;
}

/* Where 4n takes long enough to be measured, or the file is large. Then all
 * three have been measured once. */
static void
choose(struct growth *g)
{
	enum { LAST = SIZES - 1 };
	size_t n = g->row->n < 4 ? 4 : g->row->n;
	size_t len = make(g, LAST, n);

	g->took[LAST] = measure(g, LAST);
	while (len < SIZE_MOST / 2 && g->took[LAST] < ENOUGH) {
		n = larger(n, len, g->took[LAST]);
		len = make(g, LAST, n);
		g->took[LAST] = measure(g, LAST);
	}
	for (size_t i = 0; i < LAST; i++) {
		make(g, i, n >> (LAST - i));
		g->took[i] = measure(g, i);
	}
}

static double
ratio(const struct growth *g, size_t i)
{
	return g->took[i] / g->took[i - 1];
}

/* A few milliseconds more or less are no growth. */
static bool
is_fine(const struct growth *g)
{
	for (size_t i = 1; i < SIZES; i++)
		if (g->took[i] >= FLOOR &&
			g->took[i] > RATIO * g->took[i - 1] + NOISE)
			return false;
	return true;
}

void
check_growth(const struct work *w, const struct hostile *h, struct counts *c)
{
	struct growth g = { .work = w, .row = h, .counts = c };
	char shown[200];

	for (size_t i = 0; i < SIZES; i++)
		snprintf(g.path[i], sizeof g.path[i], "%s/%u.%zu.%s", w->folder,
			w->worker, i, h->name);
	choose(&g);
	for (size_t round = 1; round < ROUNDS_MOST && !is_fine(&g); round++)
		measure_again(&g);
	snprintf(shown, sizeof shown,
		"%zu, %zu, %zu: %.0f, %.0f, %.0f ms (x %.2f, x %.2f)", g.n[0],
		g.n[1], g.n[2], g.took[0] * 1e3, g.took[1] * 1e3,
		g.took[2] * 1e3, ratio(&g, 1), ratio(&g, 2));
	for (size_t i = 0; i < SIZES; i++)
		unlink(g.path[i]);
	__atomic_add_fetch(&c->families, 1, __ATOMIC_SEQ_CST);
	check_say("growth of ", h, str_of(shown),
		is_fine(&g) ? STR("") : STR(" grows too fast;"), c);
}
