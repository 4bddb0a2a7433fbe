/* message.c - a sentence with its arguments, in the making. */
#include <stdio.h>

#include "../base/limits.h"
#include "message.h"

/* A quoted text of any length would fill the screen. */
static struct str
argument(struct arena *arena, struct str s)
{
	size_t len = LIMIT_ARGUMENT;

	if (s.len <= len)
		return arena_str(arena, s);
	while (len && ((uint8_t)s.at[len] & 0xC0) == 0x80)
		len--;
	return arena_printf(arena, "%.*s...", (int)len, s.at);
}

void
message_take(struct arena *arena, struct message *m, const char *id, int n,
	va_list args)
{
	m->id = id;
	m->count = n < MESSAGE_ARGS ? n : MESSAGE_ARGS;
	for (int i = 0; i < m->count; i++)
		m->args[i] = argument(arena, va_arg(args, struct str));
}

struct str
message_number(struct arena *arena, int64_t n)
{
	char digits[32], grouped[48];
	int len = snprintf(digits, sizeof digits, "%lld", (long long)n),
	    out = 0;

	for (int i = 0; i < len; i++) {
		int left = len - i;
		if (i > 0 && left % 3 == 0 && is_digit(digits[i - 1]))
			grouped[out++] = ',';
		grouped[out++] = digits[i];
	}
	return arena_str(arena, (struct str){ grouped, (size_t)out });
}
