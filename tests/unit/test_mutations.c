/*
 * test_mutations.c - drafts with bytes changed at random: what comes out of
 * the whole path holds to its promises, and it comes out in time.
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

#include "base/file.h"
#include "base/limits.h"
#include "support/whole.h"

/* Changed drafts of each seed; the second with MAILLINT_LONG. */
enum { ROUNDS = 200, MANY_ROUNDS = 5000 };

enum { SEED_MOST = 64 * KIB, SECONDS = 20 };

static size_t tried;

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
try_round(struct whole *w, const char *path, struct str bytes)
{
	alarm(SECONDS); /* a draft that hangs ends the test */
	const char *broken = whole_run(w, str_of(path), bytes);
	if (broken)
		print_error("%s: %s\n", path, broken);
	assert_null(broken);
	tried++;
}

static void
try_file(const char *path)
{
	int rounds = getenv("MAILLINT_LONG") ? MANY_ROUNDS : ROUNDS;
	struct buf now, next;
	struct err err;
	struct file f;
	struct whole w;

	if (!file_read(&f, path, &err) || f.bytes.len > SEED_MOST)
		return;
	whole_open(&w);
	buf_init(&now, 4 * SEED_MOST);
	buf_init(&next, 4 * SEED_MOST);
	for (int round = 0; round < rounds; round++) {
		buf_clear(&now);
		buf_add(&now, f.bytes);
		mutate(&now, &next);
		w.deep = round % 4 == 0;
		try_round(&w, path, buf_str(&now));
	}
	alarm(0);
	buf_release(&now);
	buf_release(&next);
	whole_close(&w);
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
	printf("count %zu drafts with random changes, the whole path\n", tried);
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
