/* translate.c - the words of maillint in the reader's language. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "translate.h"

static const struct {
	const char *tag;
	enum reader reader;
	const char *catalogue; /* NULL: the sources themselves */
} languages[] = {
	{ "en", READER_EN, NULL },
	{ "c", READER_EN, NULL },
	{ "posix", READER_EN, NULL },
	{ "zh", READER_ZH, "zh_CN" },
};

enum { TAG_COUNT = sizeof languages / sizeof *languages };

/* The language of "zh_CN.UTF-8", "zh-Hans", "zh_CN:en": what stands before
 * the first mark. */
static struct str
primary_tag(const char *tag)
{
	return (struct str){ tag, strcspn(tag, "_-.@:") };
}

bool
reader_named(const char *tag, enum reader *reader)
{
	struct str primary = primary_tag(tag);

	*reader = READER_EN;
	for (size_t i = 0; i < TAG_COUNT; i++)
		if (str_ieq(primary, str_of(languages[i].tag))) {
			*reader = languages[i].reader;
			return true;
		}
	return false;
}

static const struct catalogue *
catalogue_named(const char *lang)
{
	for (const struct catalogue *c = catalogues; c->lang; c++)
		if (!strcmp(c->lang, lang))
			return c;
	return NULL;
}

static const struct catalogue *
catalogue_of(enum reader reader)
{
	for (size_t i = 0; i < TAG_COUNT; i++)
		if (languages[i].reader == reader && languages[i].catalogue)
			return catalogue_named(languages[i].catalogue);
	return NULL;
}

static int
by_english(const void *key, const void *entry)
{
	return strcmp(key, ((const struct catalogue_entry *)entry)->english);
}

const char *
translate(enum reader reader, const char *english)
{
	const struct catalogue *c = catalogue_of(reader);

	if (!c || !english || !*english)
		return english;
	const struct catalogue_entry *e = bsearch(
		english, c->entries, c->count, sizeof *c->entries, by_english);
	return e ? e->translated : english;
}

const char *
translate_count(enum reader reader, const char *one, const char *many, size_t n)
{
	const char *translated = translate(reader, one);
	if (translated != one)
		return translated;
	return n == 1 ? one : many;
}

/* The number in "{3}" at the start of `s`, from 1, or 0. */
static int
placeholder(struct str s)
{
	if (s.len < 3 || s.at[0] != '{' || s.at[2] != '}')
		return 0;
	return s.at[1] >= '1' && s.at[1] <= '0' + MESSAGE_ARGS ? s.at[1] - '0'
							       : 0;
}

void
message_add(struct buf *out, enum reader reader, const struct message *m)
{
	struct str rest = str_of(translate(reader, m->id));

	while (rest.len) {
		size_t brace = str_chr(rest, '{');
		buf_add(out, str_sub(rest, 0, brace));
		rest = str_from(rest, brace);
		int n = placeholder(rest);
		if (n && n <= m->count) {
			buf_add(out, m->args[n - 1]);
			rest = str_from(rest, 3);
		} else if (rest.len) {
			buf_char(out, '{');
			rest = str_from(rest, 1);
		}
	}
}

void
words_add(struct buf *out, enum reader reader, const char *english, int n, ...)
{
	struct message m = { .id = english };
	va_list args;

	va_start(args, n);
	while (m.count < n && m.count < MESSAGE_ARGS)
		m.args[m.count++] = va_arg(args, struct str);
	va_end(args);
	message_add(out, reader, &m);
}
