/*
 * test_mutations.c - drafts with bytes changed at random: whatever comes out
 * lies inside the file, and it comes out in time.
 *
 * The seeds are the files of tests/quiet and tests/cases. The random numbers
 * are fixed, so that a failure comes back.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "support/example.h"

#ifndef ROUNDS
#define ROUNDS 200 /* of each seed; more with CFLAGS=-DROUNDS=... */
#endif

enum { SEED_MOST = 64 * 1024, SECONDS = 20 };

static unsigned seed = 20261124;

/* What parsers stumble over, beside plain random bytes. */
static const char *const bites[] = { "\0", "\n", "\r", "\r\n\r\n", "=", "=\n",
	"=?utf-8?B?", "?=", "\"", "<", ">", "&#x", "&amp;", "{{", "}}", "{%",
	"[", "]", "--", "<!--", "<a href=\"", "\xFF", "\xC3", "\xE2\x80\x8B",
	"\xCE\x87", "\xD1\x81", "\xEF\xBC\xA1", "\xF0\x9F\x98\x80", "http://",
	"@", ":", ";", "(", "charset=gb18030", "boundary=", "附件", "！" };

static size_t
pick(size_t n)
{
	return n ? (size_t)rand_r(&seed) % n : 0;
}

static void
put(struct buf *out, struct str s, size_t at, size_t cut, struct str with)
{
	buf_clear(out);
	buf_add(out, str_sub(s, 0, at));
	buf_add(out, with);
	buf_add(out, str_from(s, at + cut));
}

static struct str
bite(void)
{
	size_t i = pick(sizeof bites / sizeof *bites);
	return i ? str_of(bites[i]) : (struct str){ "\0", 1 };
}

/* One to four changes: bytes put in, taken out, doubled, or all cut off. */
static void
mutate(struct buf *now, struct buf *next)
{
	for (size_t n = 1 + pick(4); n > 0; n--) {
		struct str s = buf_str(now);
		size_t at = pick(s.len), len = pick(40);
		switch (pick(5)) {
		case 0:
			put(next, s, at, len, STR(""));
			break;
		case 1:
			put(next, s, at, 0, str_sub(s, pick(s.len), len));
			break;
		case 2:
			put(next, str_sub(s, 0, at + 1), at + 1, 0, STR(""));
			break;
		default:
			put(next, s, at, pick(2), bite());
		}
		struct buf swap = *now;
		*now = *next;
		*next = swap;
	}
}

static void
check(const struct result *r, struct str bytes)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct result_finding *f = &r->findings[i];
		assert_true(f->start.offset <= f->end.offset);
		assert_true(f->end.offset <= bytes.len);
		assert_true(f->start.line > 0 && f->start.column > 0);
		assert_true(f->excerpt_at + f->excerpt_len <= f->excerpt.len);
		for (size_t e = 0; e < f->edit_count; e++)
			assert_true(f->edits[e].start <= f->edits[e].end &&
				    f->edits[e].end <= bytes.len);
	}
	assert_true(r->score.risk >= 0 && r->score.risk <= 100);
}

static void
try_file(const char *path)
{
	struct buf now, next;
	struct err err;
	struct file f;
	struct example e;

	if (!file_read(&f, path, &err) || f.bytes.len > SEED_MOST)
		return;
	assert_true(example_open(&e, "", ""));
	e.path = str_of(path);
	buf_init(&now, 4 * SEED_MOST);
	buf_init(&next, 4 * SEED_MOST);
	for (int round = 0; round < ROUNDS; round++) {
		struct result r;
		buf_clear(&now);
		buf_add(&now, f.bytes);
		mutate(&now, &next);
		alarm(SECONDS); /* a draft that hangs ends the test */
		example_lint(&e, buf_str(&now), &r);
		check(&r, buf_str(&now));
		result_release(&r);
	}
	alarm(0);
	buf_release(&now);
	buf_release(&next);
	example_release(&e);
	file_release(&f);
}

static void
mutations_of(const char *folder)
{
	struct dirent **names;
	char path[1024];
	int n = scandir(folder, &names, NULL, alphasort);

	assert_true(n > 2);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			try_file(path);
		free(names[i]);
	}
	free(names);
}

static void
quiet_mail(void **state)
{
	(void)state;
	mutations_of("tests/quiet");
}

static void
faulty_mail(void **state)
{
	(void)state;
	mutations_of("tests/cases/five");
	mutations_of("tests/cases/demo");
	mutations_of("tests/cases/attachments");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quiet_mail),
		cmocka_unit_test(faulty_mail),
	};
	return cmocka_run_group_tests_name("mutations", tests, NULL, NULL);
}
