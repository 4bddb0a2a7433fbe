/* nearby.c - what stands around a place on its line. */
#include "nearby.h"

struct str
line_before(struct str s, size_t at)
{
	size_t from = at > NEARBY_MOST ? at - NEARBY_MOST : 0;
	struct str before = str_sub(s, from, at - from);
	size_t end = str_rchr(before, '\n');
	return end < before.len ? str_from(before, end + 1) : before;
}

struct str
line_after(struct str s, size_t at)
{
	struct str after = str_sub(s, at, NEARBY_MOST);
	return str_sub(after, 0, str_chr(after, '\n'));
}

struct str
last_word(struct str s)
{
	s = str_trim(s);
	size_t at = s.len;
	while (at > 0 && !is_blank(s.at[at - 1]))
		at--;
	return str_from(s, at);
}

struct str
first_word(struct str s)
{
	s = str_trim(s);
	size_t n = 0;
	while (n < s.len && !is_blank(s.at[n]))
		n++;
	return str_sub(s, 0, n);
}

bool
ends_any(struct str s, const char *words)
{
	struct str list = str_of(words);
	while (list.at)
		if (str_ends(s, str_cut(&list, ' ')))
			return true;
	return false;
}

bool
starts_with_any(struct str s, const char *words)
{
	struct str list = str_of(words);
	while (list.at)
		if (str_starts(s, str_cut(&list, ' ')))
			return true;
	return false;
}

bool
is_any(struct str s, const char *words)
{
	struct str list = str_of(words);
	while (list.at)
		if (str_ieq(s, str_cut(&list, ' ')))
			return true;
	return false;
}
