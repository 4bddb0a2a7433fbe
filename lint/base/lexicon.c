/* lexicon.c - word lists of dictionaries/. */
#include "lexicon.h"

/* Order of `key`, in lower case, against an entry. */
static int
compare(struct str key, const char *entry)
{
	for (size_t i = 0; i < key.len; i++) {
		int order = (uint8_t)to_lower(key.at[i]) - (uint8_t)entry[i];
		if (order)
			return order;
		if (!entry[i]) /* the key goes on behind a NUL */
			return 1;
	}
	return entry[key.len] ? -1 : 0;
}

/* The entries among which a key is looked for. */
struct stretch {
	size_t low, high;
};

static char
lower_at(struct str s, size_t at)
{
	return at < s.len ? to_lower(s.at[at]) : 0;
}

/* Those that begin with the same letter, and with as much else. */
static struct stretch
of_first(const struct lexicon *l, char first)
{
	if (is_lower(first)) {
		const uint16_t *letter = lexicon_pair(l, first, 0);
		return (struct stretch){ letter[0], letter[28] };
	}
	if ((uint8_t)first < 'a')
		return (struct stretch){ 0, l->pairs[0] };
	return (struct stretch){ l->pairs[26 * 28], l->count };
}

static struct stretch
of_pair(const struct lexicon *l, struct str s)
{
	char first = lower_at(s, 0);

	if (!is_lower(first))
		return of_first(l, first);
	const uint16_t *pair = lexicon_pair(l, first, lower_at(s, 1));
	return (struct stretch){ pair[0], pair[1] };
}

const struct lexicon_entry *
lexicon_find(const struct lexicon *l, struct str key)
{
	struct stretch s = of_pair(l, key);
	size_t low = s.low, high = s.high;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = compare(key, l->entries[mid].key);
		if (order == 0)
			return &l->entries[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* Of entries that are the same up to `at`: those with `byte` there. */
static struct stretch
narrowed(const struct lexicon *l, struct stretch s, size_t at, uint8_t byte)
{
	while (s.low < s.high && (uint8_t)l->entries[s.low].key[at] < byte)
		s.low++;
	size_t end = s.low;
	while (end < s.high && (uint8_t)l->entries[end].key[at] == byte)
		end++;
	return (struct stretch){ s.low, end };
}

const struct lexicon_entry *
lexicon_longest(const struct lexicon *l, struct str s,
	bool (*ends)(struct str s, size_t len))
{
	struct stretch left = of_first(l, lower_at(s, 0));
	const struct lexicon_entry *best = NULL;

	for (size_t n = 0; n < s.len && s.at[n]; n++) {
		if (n == 1 && is_lower(lower_at(s, 0)))
			left = of_pair(l, s);
		left = narrowed(l, left, n, (uint8_t)to_lower(s.at[n]));
		if (left.low == left.high)
			break;
		const struct lexicon_entry *e = &l->entries[left.low];
		if (!e->key[n + 1] && ends(s, n + 1))
			best = e;
	}
	return best;
}

bool
lexicon_has(const struct lexicon *l, struct str key)
{
	return lexicon_find(l, key) != NULL;
}

const struct lexicon_entry *
lexicon_find_host(const struct lexicon *l, struct str host)
{
	for (;;) {
		const struct lexicon_entry *e = lexicon_find(l, host);
		size_t dot = str_chr(host, '.');
		if (e || dot == host.len)
			return e;
		host = str_from(host, dot + 1);
	}
}
