/* texts.c - the formats in which rules describe themselves. */
#include <stddef.h>

#include "command.h"
#include "../base/nearest.h"
#include "output.h"
#include "say.h"
#include "texts.h"

static const struct {
	const char *name;
	void (*add)(struct buf *out, const struct report_settings *s,
		const struct family *const *families, const struct rule *only);
} formats[] = {
	{ "text", rules_text },
	{ "json", rules_json },
	{ "markdown", rules_markdown },
};

enum { FORMATS = sizeof formats / sizeof *formats };

static bool
unknown_format(enum reader reader, struct str name)
{
	struct nearest near;

	nearest_begin(&near, name);
	for (size_t i = 0; i < FORMATS; i++)
		nearest_try(&near, formats[i].name);
	return say_near(reader, near.best,
		N_("no output format '{1}', only: {2}"), 2, name,
		STR("text, json, markdown"));
}

static bool
find_format(struct options *o, const struct output_wish *wish, size_t *format)
{
	for (*format = 0; *format < FORMATS; ++*format)
		if (str_eq(wish->format, str_of(formats[*format].name)))
			return true;
	return unknown_format(o->reader, wish->format);
}

static bool
print(struct options *o, const struct output_wish *wish, size_t format,
	const struct family *const *families, const struct rule *only)
{
	struct output out;

	if (!output_open(&out, wish->file, o->reader))
		return false;
	struct report_settings settings = {
		.reader = o->reader,
		.reader_asked = o->reader_asked,
		.color = terminal_color(out.fd, o->color),
	};
	formats[format].add(&out.text, &settings, families, only);
	return output_close(&out);
}

int
texts_print(struct options *o, const struct family *const *families,
	const struct rule *only)
{
	struct output_wish wish = { STR("text"), NULL };
	size_t format;

	if (o->outputs.n > 1) {
		say(o->reader, N_("this command prints one format at a time"),
			0);
		return STATUS_TROUBLE;
	}
	if (o->outputs.n)
		wish = o->outputs.at[0];
	if (!find_format(o, &wish, &format) ||
		!print(o, &wish, format, families, only))
		return STATUS_TROUBLE;
	return STATUS_CLEAN;
}
