/* nearest.c - edit distance with transpositions (optimal string alignment). */
#include "nearest.h"

enum { LONGEST = 40 };

/* One slip in three letters is still the same word. */
static size_t
allowed(size_t len)
{
	return len < 3 ? 0 : len / 3;
}

void
nearest_begin(struct nearest *n, struct str word)
{
	*n = (struct nearest){ word, NULL, allowed(word.len) + 1 };
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
cost(struct str a, struct str b, size_t i, size_t j,
	size_t table[LONGEST + 1][LONGEST + 1])
{
	char x = to_lower(a.at[i - 1]), y = to_lower(b.at[j - 1]);
	size_t best = table[i - 1][j - 1] + (x != y);

	best = least(best, table[i - 1][j] + 1);
	best = least(best, table[i][j - 1] + 1);
	if (i > 1 && j > 1 && x == to_lower(b.at[j - 2]) &&
		y == to_lower(a.at[i - 2]))
		best = least(best, table[i - 2][j - 2] + 1);
	return best;
}

static size_t
distance(struct str a, struct str b)
{
	size_t table[LONGEST + 1][LONGEST + 1];

	for (size_t i = 0; i <= a.len; i++)
		table[i][0] = i;
	for (size_t j = 0; j <= b.len; j++)
		table[0][j] = j;
	for (size_t i = 1; i <= a.len; i++)
		for (size_t j = 1; j <= b.len; j++)
			table[i][j] = cost(a, b, i, j, table);
	return table[a.len][b.len];
}

void
nearest_try(struct nearest *n, const char *candidate)
{
	struct str c = str_of(candidate);

	if (c.len > LONGEST || n->word.len > LONGEST)
		return;
	size_t d = distance(n->word, c);
	if (d < n->distance) {
		n->distance = d;
		n->best = candidate;
	}
}
