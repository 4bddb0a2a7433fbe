/* say.c - sentences on standard error. */
#include <inttypes.h>
#include <stdarg.h>

#include "../base/file.h"
#include "../base/limits.h"
#include "say.h"

void
say_sentence(struct str sentence)
{
	struct buf line;

	buf_init(&line, MIB);
	buf_add(&line, STR("maillint: "));
	escape_add(&line, sentence, false);
	buf_char(&line, '\n');
	/* nothing is left to do when standard error itself fails */
	(void)file_write_all(2, buf_str(&line));
	buf_release(&line);
}

void
say_place(const char *file, uint32_t line, uint32_t column, struct str sentence)
{
	struct buf text;

	buf_init(&text, MIB);
	escape_add(&text, str_of(file), false);
	buf_printf(&text, ":%" PRIu32 ":%" PRIu32 ": ", line, column);
	escape_add(&text, sentence, false);
	buf_char(&text, '\n');
	(void)file_write_all(2, buf_str(&text));
	buf_release(&text);
}

static void
word(struct buf *out, enum reader reader, const char *english, int n,
	va_list args)
{
	struct message m = { .id = english };

	while (m.count < n && m.count < MESSAGE_ARGS)
		m.args[m.count++] = va_arg(args, struct str);
	message_add(out, reader, &m);
}

bool
say(enum reader reader, const char *english, int n, ...)
{
	struct buf sentence;
	va_list args;

	buf_init(&sentence, MIB);
	va_start(args, n);
	word(&sentence, reader, english, n, args);
	va_end(args);
	say_sentence(buf_str(&sentence));
	buf_release(&sentence);
	return false;
}

bool
say_near(enum reader reader, const char *near, const char *english, int n, ...)
{
	struct buf sentence;
	va_list args;

	buf_init(&sentence, MIB);
	va_start(args, n);
	word(&sentence, reader, english, n, args);
	va_end(args);
	if (near)
		words_add(&sentence, reader, N_("; did you mean '{1}'?"), 1,
			str_of(near));
	say_sentence(buf_str(&sentence));
	buf_release(&sentence);
	return false;
}
