/* lexicon.c - word lists of dictionaries/. */
#include <assert.h>
#include <string.h>

#include "lexicon.h"

const struct lexicon *
lexicon_named(const char *name)
{
	for (const struct lexicon *l = lexicons; l->name; l++)
		if (l->name[0] == name[0] && !strcmp(l->name, name))
			return l;
	assert(!"no such lexicon");
	return NULL;
}

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

/* The entries among which a key is looked for: most have its first letter. */
struct stretch {
	size_t low, high;
};

/* Most keys are in no lexicon: two letters tell. */
static bool
has_second(const struct lexicon *l, char first, struct str key)
{
	char second = key.len > 1 ? to_lower(key.at[1]) : 0;
	int bit = is_lower(second) ? second - 'a' : 26;
	return l->seconds[first - 'a'] >> bit & 1;
}

static struct stretch
stretch_of(const struct lexicon *l, struct str key)
{
	char first = key.len ? to_lower(key.at[0]) : 0;

	if (is_lower(first) && !has_second(l, first, key))
		return (struct stretch){ 0, 0 };
	if (is_lower(first)) {
		const uint16_t *letter = &l->letters[first - 'a'];
		return (struct stretch){ letter[0], letter[1] };
	}
	if ((uint8_t)first < 'a')
		return (struct stretch){ 0, l->letters[0] };
	return (struct stretch){ l->letters[26], l->count };
}

const struct lexicon_entry *
lexicon_find(const struct lexicon *l, struct str key)
{
	struct stretch s = stretch_of(l, key);
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

bool
lexicon_has(const char *name, struct str key)
{
	return lexicon_find(lexicon_named(name), key) != NULL;
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
