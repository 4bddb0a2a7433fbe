/* check.c - one hostile file in all formats, twice, and once in Chinese. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "judge.h"
#include "report/report.h"
#include "try.h"

enum { FORMATS_MOST = 16, PATH_MOST = 512, PATIENCE = 10 };

/* One run: each format has a file of its own. */
struct attempt {
	const struct work *work;
	const struct hostile *row;
	size_t size; /* of the hostile file */
	char path[PATH_MOST];
	char said[PATH_MOST]; /* what came on standard output and error */
	char out[2][FORMATS_MOST][PATH_MOST];
	struct buf trouble;
};

static size_t
formats(void)
{
	size_t n = 0;
	while (report_formats[n])
		n++;
	return n < FORMATS_MOST ? n : FORMATS_MOST;
}

static void
name_files(struct attempt *a)
{
	const char *folder = a->work->folder;
	unsigned worker = a->work->worker;

	snprintf(a->path, PATH_MOST, "%s/%s", folder, a->row->name);
	snprintf(a->said, PATH_MOST, "%s/%u.said", folder, worker);
	for (size_t turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < formats(); i++)
			snprintf(a->out[turn][i], PATH_MOST, "%s/%u.%zu.%s",
				folder, worker, turn, report_formats[i]->name);
}

static bool
write_file(const char *path, struct str bytes)
{
	FILE *f = fopen(path, "wb");
	bool whole = f && (!bytes.len || fwrite(bytes.at, 1, bytes.len, f) ==
						 bytes.len);

	return f && !fclose(f) && whole;
}

static void
read_back(const char *path, struct file *f)
{
	struct err err;
	if (!file_read(f, path, &err))
		memset(f, 0, sizeof *f);
}

/* README's promise: a second and another for each MB; 64 MiB and 16 times
 * the file. A busy machine makes wall time worth little: it ends a run that
 * hangs, and what is measured is the CPU's. */
static void
judge_costs(struct attempt *a, const struct tried *r, struct counts *c)
{
	double seconds = 1 + (double)a->size / 1e6;
	double kib = 64 * 1024 + 16 * (double)a->size / 1024;
	unsigned time = (unsigned)(1000 * r->cpu / seconds);
	unsigned memory = (unsigned)(1000 * (double)r->peak / kib);

	if (try_is_sanitized())
		return;
	if (r->cpu > seconds)
		buf_printf(&a->trouble, " took %.2f s;", r->cpu);
	if ((double)r->peak > kib)
		buf_printf(&a->trouble, " took %ld KiB;", r->peak);
	if (time > c->time) {
		c->time = time;
		snprintf(c->slowest, sizeof c->slowest, "%s", a->row->name);
	}
	if (memory > c->memory) {
		c->memory = memory;
		snprintf(c->largest, sizeof c->largest, "%s", a->row->name);
	}
}

static void
judge_end(struct attempt *a, const struct tried *r)
{
	struct file said;

	if (r->signal)
		buf_printf(&a->trouble, " ended by signal %d;", r->signal);
	else if (r->status != 0 && r->status != 1)
		buf_printf(&a->trouble, " exit status %d;", r->status);
	read_back(a->said, &said);
	if (said.bytes.len)
		buf_printf(&a->trouble, " said: %.*s;",
			(int)(said.bytes.len < 2000 ? said.bytes.len : 2000),
			said.bytes.at);
	file_release(&said);
}

static void
run_in(struct attempt *a, size_t turn, const char *lang, struct counts *c)
{
	char wishes[FORMATS_MOST][PATH_MOST + 32];
	char *argv[2 * FORMATS_MOST + 10];
	size_t n = 0;
	unsigned patience = PATIENCE * (unsigned)(2 + a->size / 1000000);

	argv[n++] = (char *)(uintptr_t)a->work->program;
	argv[n++] = "check";
	argv[n++] = "--color";
	argv[n++] = "never";
	if (lang) {
		argv[n++] = "--lang";
		argv[n++] = (char *)(uintptr_t)lang;
	}
	for (size_t i = 0; i < formats(); i++) {
		snprintf(wishes[i], sizeof wishes[i], "%s:%s",
			report_formats[i]->name, a->out[turn][i]);
		argv[n++] = "--output-format";
		argv[n++] = wishes[i];
	}
	argv[n++] = a->path;
	argv[n] = NULL;
	struct tried r = try_run(argv, a->said, patience);
	__atomic_add_fetch(&c->runs, 1, __ATOMIC_SEQ_CST);
	judge_end(a, &r);
	judge_costs(a, &r, c);
}

static void
judge_output(struct attempt *a, size_t turn)
{
	for (size_t i = 0; i < formats(); i++) {
		const char *name = report_formats[i]->name;
		struct file out;
		read_back(a->out[turn][i], &out);
		judge_text(&a->trouble, name, out.bytes);
		if (!strncmp(name, "json", 4))
			judge_json(&a->trouble, name, out.bytes,
				!strcmp(name, "jsonl"));
		if (!strcmp(name, "json") && turn == 0)
			judge_findings(&a->trouble, a->row, out.bytes);
		file_release(&out);
	}
}

static void
judge_sameness(struct attempt *a)
{
	for (size_t i = 0; i < formats(); i++) {
		struct file one, other;
		read_back(a->out[0][i], &one);
		read_back(a->out[1][i], &other);
		if (!str_eq(one.bytes, other.bytes))
			buf_printf(&a->trouble, " %s: two runs differ;",
				report_formats[i]->name);
		file_release(&one);
		file_release(&other);
	}
}

static void
judge_input(struct attempt *a, struct str bytes)
{
	struct file now;

	read_back(a->path, &now);
	if (!str_eq(now.bytes, bytes))
		buf_printf(&a->trouble, " the file was changed;");
	file_release(&now);
}

static void
make_input(struct attempt *a)
{
	struct buf bytes;

	hostile_make(a->row, a->row->n, &bytes);
	a->size = bytes.len;
	if (bytes.full || !write_file(a->path, buf_str(&bytes)))
		buf_printf(&a->trouble, " could not be made;");
	buf_release(&bytes);
	malloc_trim(0); /* a child starts with our memory on its account */
}

static void
compare_input(struct attempt *a)
{
	struct buf bytes;

	hostile_make(a->row, a->row->n, &bytes);
	judge_input(a, buf_str(&bytes));
	buf_release(&bytes);
}

static void
remove_files(struct attempt *a)
{
	unlink(a->path);
	unlink(a->said);
	for (size_t turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < formats(); i++)
			unlink(a->out[turn][i]);
}

void
check_file(const struct work *w, const struct hostile *h, struct counts *c)
{
	struct attempt *a = calloc(1, sizeof *a);

	if (!a)
		return;
	a->work = w;
	a->row = h;
	buf_init(&a->trouble, 64 * KIB);
	name_files(a);
	make_input(a);
	run_in(a, 0, NULL, c);
	run_in(a, 1, NULL, c);
	judge_output(a, 0);
	judge_sameness(a);
	run_in(a, 1, "zh", c);
	judge_output(a, 1);
	compare_input(a);
	remove_files(a);
	__atomic_add_fetch(&c->files, 1, __ATOMIC_SEQ_CST);
	check_say("", h, str_of(h->attacks), buf_str(&a->trouble), c);
	buf_release(&a->trouble);
	free(a);
}
