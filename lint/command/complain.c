/* complain.c - what is wrong with a setting: noted here, said once. */
#include <stdarg.h>

#include "../base/limits.h"
#include "options.h"
#include "say.h"

static struct message
message_of(const struct options *o, const char *english, int n, va_list args)
{
	struct message m = { .id = english, .count = 1, .args = { o->called } };

	while (m.count <= n && m.count < MESSAGE_ARGS)
		m.args[m.count++] = va_arg(args, struct str);
	return m;
}

static void
add_message(struct options *o, const char *near, const struct message *message)
{
	struct buf sentence;

	buf_init(&sentence, MIB);
	message_add(&sentence, o->reader, message);
	if (near)
		words_add(&sentence, o->reader, N_("; did you mean '{1}'?"), 1,
			str_of(near));
	*list_push(&o->arena, &o->complaints) = (struct complaint){ o->place,
		arena_str(&o->arena, buf_str(&sentence)) };
	buf_release(&sentence);
}

bool
options_wrong(
	struct options *o, const char *near, const char *english, int n, ...)
{
	va_list args;

	va_start(args, n);
	struct message m = message_of(o, english, n, args);
	va_end(args);
	if (o->complaints.n < LIMIT_COMPLAINTS)
		add_message(o, near, &m);
	return false;
}

static bool
stands_before(const struct complaint *a, const struct complaint *b)
{
	if (a->place.line != b->place.line)
		return a->place.line < b->place.line;
	return a->place.column < b->place.column;
}

/* Keys are read in the order of the table, but told in that of the file. */
static void
sort(const struct options *o)
{
	struct complaint *c = o->complaints.at;

	for (size_t i = 1; i < o->complaints.n; i++)
		for (size_t k = i; k && stands_before(&c[k], &c[k - 1]); k--) {
			struct complaint kept = c[k];
			c[k] = c[k - 1];
			c[k - 1] = kept;
		}
}

static void
say_one(const struct complaint *c, const char *file)
{
	if (c->place.line)
		say_place(file, c->place.line, c->place.column, c->sentence);
	else
		say_sentence(c->sentence);
}

void
options_say(const struct options *o, const char *file)
{
	sort(o);
	list_each (const struct complaint, c, &o->complaints)
		say_one(c, file);
}
