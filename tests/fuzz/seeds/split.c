/*
 * split.c - takes drafts apart into seeds, one folder a fuzz target.
 *
 *	split FOLDER DRAFT...
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/serve.h"
#include "check/run.h"
#include "draft/draft.h"
#include "rules/rules.h"

enum { SEED_MOST = 8192 };

static const char *folder;

/* A seed of a target; `choices` go before it, one byte each. */
static void
save(const char *target, struct str choices, struct str seed)
{
	static unsigned count;
	char path[1024];

	if (!seed.len || seed.len > SEED_MOST)
		return;
	snprintf(path, sizeof path, "%s/%s", folder, target);
	if (mkdir(path, 0777) && errno != EEXIST)
		exit(2);
	snprintf(path, sizeof path, "%s/%s/%06u", folder, target, count++);
	FILE *f = fopen(path, "wb");
	if (!f || fwrite(choices.at, 1, choices.len, f) != choices.len ||
		fwrite(seed.at, 1, seed.len, f) != seed.len || fclose(f))
		exit(2);
}

static struct str
bytes_of(const struct draft *d, struct span s)
{
	return str_sub(d->source->bytes, s.at, s.len);
}

static void
save_text(struct str s)
{
	save("prose", STR("\0"), s);
	save("template", STR("\0"), s);
	save("phrase", STR(""), s);
	save("front", STR(""), s);
	save("pattern", STR("\\b(?:a|b)+\\w{1,9}.*?(\\d+)\n"),
		str_sub(s, 0, 1000));
}

static void
save_part(const struct draft *d, const struct part *p)
{
	char how[] = { (char)p->transfer, '\0' };

	list_each (const struct header, h, &p->headers.list)
		save("value", STR(""), bytes_of(d, h->value_span));
	save("transfer", (struct str){ how, sizeof how }, bytes_of(d, p->body));
	if (p->kind == PART_HTML)
		save("html", STR(""), p->text.s);
	save("template", STR("\1"), p->text.s);
	if (p->kind == PART_PLAIN)
		save("charset", STR("\0"), p->text.s);
	struct arena a;
	arena_init(&a);
	struct str raw = transfer_decode_plain(
		&a, d->source->bytes, p->body, p->transfer, SEED_MOST + 1);
	save(p->is_attachment ? "archive" : "charset",
		p->is_attachment ? STR("") : STR("\3"), raw);
	arena_release(&a);
}

static void
save_html(const struct html *h)
{
	list_each (const struct element, e, &h->elements)
		list_each (const struct attribute, a, &e->attributes)
			if (str_eq(a->name, STR("style")))
				save("style", STR(""), a->value);
}

static void
split(struct source *source, size_t n)
{
	struct draft_options none = { 0 };
	struct arena arena;
	struct draft d;

	arena_init(&arena);
	draft_parse(&d, &arena, source, n, &none);
	list_each (struct part *, p, &d.parts)
		save_part(&d, *p);
	list_each (const struct prose, p, &d.proses)
		save_text(p->text.s);
	list_each (const struct html, h, &d.htmls)
		save_html(h);
	list_each (const struct link, l, &d.links)
		save("url", STR(""), l->href);
	arena_release(&arena);
}

/* The choice of a file name in source.c, whole.c and fix.c. */
static struct str
name_choice(enum source_kind kind)
{
	return kind == SOURCE_MESSAGE ? STR("\0")
	       : kind == SOURCE_HTML  ? STR("\2")
	       : kind == SOURCE_MBOX  ? STR("\5")
				      : STR("\1");
}

/* What a worker would send of it: the result, and the frames around it. */
static void
save_answer(struct linter *linter, struct source *source, size_t n)
{
	struct arena arena;
	struct result result;
	struct buf packed, frames;

	arena_init(&arena);
	buf_init(&packed, MIB);
	buf_init(&frames, MIB);
	linter_run(linter, &arena, source, n, &result);
	result_pack(&result, families, &packed);
	save("result", STR(""), buf_str(&packed));
	uint32_t len = (uint32_t)packed.len;
	buf_add(&frames, (struct str){ (const char *)&len, sizeof len });
	buf_char(&frames, WORD_ANSWER);
	buf_add(&frames, buf_str(&packed));
	buf_add(&frames, (struct str){ "\0\0\0\0\2", SERVE_HEAD });
	save("frame", STR("\377"), buf_str(&frames));
	buf_release(&frames);
	buf_release(&packed);
	result_release(&result);
	arena_release(&arena);
}

static void
split_file(struct linter *linter, const char *path)
{
	struct source source;
	struct arena arena;
	struct file f;
	struct err err;

	if (!file_read(&f, path, &err))
		return;
	arena_init(&arena);
	source_open(&source, &arena, str_of(path), f.bytes);
	struct str choice = name_choice(source.kind);
	save("source", choice, f.bytes);
	save("whole", choice, f.bytes);
	save("fix", source.kind == SOURCE_MBOX ? STR("\0") : choice, f.bytes);
	save("mime", STR(""), f.bytes);
	if (source.kind == SOURCE_MESSAGE)
		save("edit", STR("\1\0\7\5\2"), f.bytes);
	for (size_t n = 0; n < source.messages.n; n++)
		split(&source, n);
	if (source.messages.n)
		save_answer(linter, &source, 0);
	arena_release(&arena);
	file_release(&f);
}

int
main(int argc, char **argv)
{
	static const struct settings settings;
	struct err err;

	if (argc < 2)
		return 2;
	folder = argv[1];
	struct linter *linter =
		linter_new(families, &rules_phrases, &settings, &err);
	for (int i = 2; i < argc; i++)
		split_file(linter, argv[i]);
	linter_free(linter);
	return 0;
}
