/* nearby.c - what stands around a place on its line. */
#include "../base/utf8.h"
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

/* The end of the word at `w`, and the start of the next one, NULL for none. */
static const char *
word_end(const char *w)
{
	while (*w && *w != ' ')
		w++;
	return w;
}

static const char *
word_next(const char *end)
{
	return *end ? end + 1 : NULL;
}

bool
ends_any(struct str s, const char *words)
{
	for (const char *w = words; w;) {
		const char *end = word_end(w);
		struct str word = { w, (size_t)(end - w) };
		if (word.len <= s.len && word.len &&
			s.at[s.len - 1] == end[-1] && str_ends(s, word))
			return true;
		w = word_next(end);
	}
	return false;
}

bool
starts_with_any(struct str s, const char *words)
{
	for (const char *w = words; w;) {
		size_t i = 0;
		while (w[i] && w[i] != ' ' && i < s.len && w[i] == s.at[i])
			i++;
		if (!w[i] || w[i] == ' ')
			return true;
		w = word_next(word_end(w + i));
	}
	return false;
}

bool
is_any(struct str s, const char *words)
{
	for (const char *w = words; w;) {
		size_t i = 0;
		while (w[i] && w[i] != ' ' && i < s.len &&
			to_lower(w[i]) == to_lower(s.at[i]))
			i++;
		const char *end = word_end(w + i);
		if (end == w + i && i == s.len)
			return true;
		w = word_next(end);
	}
	return false;
}

bool
is_greeter(struct str word)
{
	char first = word.len ? to_lower(word.at[0]) : 0;

	if (first != 'd' && first != 'h' && first != 'm' && first != 'p' &&
		first != 's')
		return false;
	return is_any(word, "Dear Hi Hello Hey Mr Mr. Mrs Mrs. Ms Ms. Miss Dr "
			    "Dr. Prof. Sir Madam");
}

struct str
without_invisible(struct str s, char *space, size_t size)
{
	size_t n = 0, at = str_high(s);

	if (at == s.len)
		return s;
	for (size_t from = at = 0; at < s.len; from = at) {
		uint32_t rune = utf8_next(s, &at);
		if (rune_is_invisible(rune))
			continue;
		if (n + (at - from) > size)
			break;
		memcpy(space + n, s.at + from, at - from);
		n += at - from;
	}
	return (struct str){ space, n };
}
