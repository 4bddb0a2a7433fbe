/*
 * main.c - makes hostile files and tries the program on them.
 *
 *	hostile list			each file and what it attacks
 *	hostile make FOLDER [NAME]	writes them
 *	hostile check FOLDER [NAME]	tries them, FOLDER is for scratch
 *	hostile grow FOLDER [NAME]	tries the growing ones at n, 2n and 4n
 *
 * NAME: only files whose name has it. The program is $MAILLINT.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "try.h"

enum { WORKERS = 2 };

const struct group *const groups[] = { &group_mime, &group_fields, &group_lines,
	&group_characters, &group_pages, &group_files, &group_bulk,
	&group_first, NULL };

/* Row number `n` of all groups, or NULL past the last. */
static const struct hostile *
row(size_t n)
{
	for (size_t g = 0; groups[g]; g++) {
		if (n < groups[g]->count)
			return &groups[g]->rows[n];
		n -= groups[g]->count;
	}
	return NULL;
}

static bool
is_wanted(const struct hostile *h, const char *name)
{
	return !name || strstr(h->name, name);
}

static void
list(void)
{
	const struct hostile *h;

	for (size_t i = 0; (h = row(i)); i++)
		printf("%-30s %s\n", h->name, h->attacks);
	for (size_t g = 0; groups[g]; g++)
		printf("%s %zu ", groups[g]->name, groups[g]->count);
	printf("\n");
}

static bool
make_file(const struct hostile *h, const char *folder)
{
	char path[512];
	struct buf bytes;

	snprintf(path, sizeof path, "%s/%s", folder, h->name);
	FILE *f = fopen(path, "wb");
	hostile_make(h, h->n, &bytes);
	bool whole =
		f && !bytes.full &&
		(!bytes.len || fwrite(bytes.at, 1, bytes.len, f) == bytes.len);
	buf_release(&bytes);
	return f && !fclose(f) && whole;
}

static int
make(const char *folder, const char *name)
{
	const struct hostile *h;
	int status = 0;

	mkdir(folder, 0700);
	for (size_t i = 0; (h = row(i)); i++)
		if (is_wanted(h, name) && !make_file(h, folder)) {
			fprintf(stderr, "hostile: cannot write %s\n", h->name);
			status = 2;
		}
	return status;
}

/* In one write: the workers share the output. */
void
check_say(const char *kind, const struct hostile *h, struct str detail,
	struct str trouble, struct counts *c)
{
	struct buf line;

	buf_init(&line, 128 * KIB);
	if (trouble.len) {
		buf_add(&line, trouble);
		buf_printf(&line, "\nnot ");
		__atomic_add_fetch(&c->failed, 1, __ATOMIC_SEQ_CST);
	}
	buf_printf(&line, "ok - %s%s: ", kind, h->name);
	buf_add(&line, detail);
	buf_char(&line, '\n');
	if (write(1, line.at, line.len) < 0)
		_exit(2);
	buf_release(&line);
}

typedef void check_fn(
	const struct work *w, const struct hostile *h, struct counts *c);

static void
work_off(const struct work *w, check_fn *check, const char *name,
	struct counts *c)
{
	const struct hostile *h;

	while ((h = row(__atomic_fetch_add(&c->next, 1, __ATOMIC_SEQ_CST)))) {
		bool suits = check == check_file || h->grows;
		if (suits && is_wanted(h, name))
			check(w, h, c);
	}
}

static bool
all_ended_well(void)
{
	bool well = true;
	int status;

	while (wait(&status) > 0)
		well &= WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return well;
}

/* False when a worker was lost. */
static bool
share_out(
	const char *folder, check_fn *check, const char *name, struct counts *c)
{
	struct work w = { .program = getenv("MAILLINT"), .folder = folder };

	if (!w.program)
		w.program = "build/maillint";
	mkdir(folder, 0700);
	for (w.worker = 0; w.worker < WORKERS; w.worker++) {
		if (fork() > 0)
			continue;
		work_off(&w, check, name, c);
		_exit(0);
	}
	return all_ended_well();
}

static struct counts *
new_counts(void)
{
	void *shared = mmap(NULL, sizeof(struct counts), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return shared == MAP_FAILED ? NULL : shared;
}

static int
check(const char *folder, check_fn *how, const char *name)
{
	struct counts *c = new_counts();

	if (how == check_growth && try_is_sanitized()) {
		printf("skip growth of hostile files: under a sanitizer time "
		       "says nothing\n");
		return 0;
	}
	if (!c || !share_out(folder, how, name, c) || !c->runs)
		return 2;
	if (how == check_growth)
		printf("count %u families at n, 2n and 4n, %u runs\n",
			c->families, c->runs);
	else if (try_is_sanitized())
		printf("count %u hostile files, %u runs, each in all "
		       "formats\n",
			c->files, c->runs);
	else
		printf("count %u hostile files, %u runs, each in all formats; "
		       "of the time allowed at most %u %% (%s), of the memory "
		       "%u %% (%s)\n",
			c->files, c->runs, c->time / 10, c->slowest,
			c->memory / 10, c->largest);
	return c->failed ? 1 : 0;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	const char *name = argc > 3 ? argv[3] : NULL;

	if (!strcmp(what, "list")) {
		list();
		return 0;
	}
	if (argc > 2 && !strcmp(what, "make"))
		return make(argv[2], name);
	if (argc > 2 && !strcmp(what, "check"))
		return check(argv[2], check_file, name);
	if (argc > 2 && !strcmp(what, "grow"))
		return check(argv[2], check_growth, name);
	fprintf(stderr, "usage: hostile list | make FOLDER [NAME] | check "
			"FOLDER [NAME] | grow FOLDER [NAME]\n");
	return 2;
}
