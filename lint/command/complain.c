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

static bool
stands_before(const struct complaint *a, const struct complaint *b)
{
	if (a->place.line != b->place.line)
		return a->place.line < b->place.line;
	return a->place.column < b->place.column;
}

/* Keys are read in the order of the table, but told in that of the file. */
static void
insert(struct options *o, struct str sentence)
{
	struct complaint new = { o->place, arena_str(&o->arena, sentence) };

	list_push(&o->arena, &o->complaints);
	size_t k = o->complaints.n - 1;
	for (; k && stands_before(&new, &o->complaints.at[k - 1]); k--)
		o->complaints.at[k] = o->complaints.at[k - 1];
	o->complaints.at[k] = new;
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
	insert(o, buf_str(&sentence));
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
	list_each (const struct complaint, c, &o->complaints)
		say_one(c, file);
}
