/*
 * test_sweep.c - every prefix of a draft, and every single byte of it changed:
 * each goes the whole path, and what comes out holds to its promises.
 *
 * The seeds are of all kinds that the reader knows. Several processes share
 * them; a crash or a hang ends one process, says which change it was and
 * leaves the draft in a file. All changes are tried when MAILLINT_LONG is
 * set, else some at fixed distances.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "support/whole.h"

/* The distance between two places that are changed, where not all are. */
#if defined(__SANITIZE_ADDRESS__)
enum { STRIDE = 43 };
#else
enum { STRIDE = 3 };
#endif

enum { SEED_MOST = 4096, WORKERS_MOST = 16, SECONDS = 20 };

struct seed {
	const char *path;
	const char *text; /* NULL: read the file */
};

static const struct seed seeds[] = {
	/* transfer encodings and charsets */
	{ "tests/cases/five/base64-gb18030.eml", NULL },
	{ "tests/cases/five/quoted-printable.eml", NULL },
	{ "tests/quiet/02-quotation-fob-cif.eml", NULL },
	{ "tests/quiet/27-zh-proforma.eml", NULL },
	{ "tests/quiet/38-zhtw-quote-big5.eml", NULL },
	{ "tests/quiet/40-zhtw-big5-8bit-reply.eml", NULL },
	{ "tests/quiet/52-ja-mitsumori.eml", NULL },
	{ "tests/quiet/54-ru-zakaz.eml", NULL },
	{ "tests/quiet/61-latin-as-ascii.eml", NULL },
	{ "tests/quiet/62-windows-as-latin.eml", NULL },
	{ "tests/cases/structure/gbk-as-utf-8.eml", NULL },
	{ "tests/cases/structure/utf-8-as-cyrillic.eml", NULL },
	{ "tests/cases/structure/base64-and-text.eml", NULL },
	{ "tests/cases/structure/uuencoded.eml", NULL },
	{ "tests/cases/structure/utf-32.txt", NULL },
	{ "tests/quiet/60-format-flowed.eml", NULL },
	/* MIME structure */
	{ "tests/quiet/04-order-confirmation-outlook.eml", NULL },
	{ "tests/quiet/18-inline-logo-related.eml", NULL },
	{ "tests/quiet/09-forward.eml", NULL },
	{ "tests/quiet/63-amp-beside.eml", NULL },
	{ "tests/quiet/77-zh-params.eml", NULL },
	{ "tests/cases/structure/other-boundary.eml", NULL },
	{ "tests/cases/structure/smime-sealed.eml", NULL },
	{ "tests/cases/structure/pgp-mime.eml", NULL },
	/* attachments */
	{ "tests/cases/attachments/archive.eml", NULL },
	{ "tests/cases/attachments/encrypted-archive.eml", NULL },
	{ "tests/cases/attachments/workbook.eml", NULL },
	{ "tests/quiet/19-packing-list-xlsx.eml", NULL },
	{ "tests/quiet/45-zh-attachment-rfc2231.eml", NULL },
	/* HTML */
	{ "tests/cases/demo/demo.eml", NULL },
	{ "tests/quiet/14-password-reset.eml", NULL },
	{ "tests/quiet/15-newsletter.eml", NULL },
	{ "tests/quiet/41-zh-newsletter.eml", NULL },
	{ "tests/quiet/58-outreach-textiles-html.eml", NULL },
	/* templates */
	{ "tests/quiet/22-welcome.hbs", NULL },
	{ "tests/quiet/23-order.liquid", NULL },
	{ "tests/quiet/24-reminder.j2", NULL },
	{ "tests/quiet/25-letter.mjml", NULL },
	{ "tests/quiet/26-invite-template.html", NULL },
	{ "tests/cases/fields/open-block-page.html", NULL },
	/* texts without a mail around them */
	{ "tests/quiet/21-front-matter.md", NULL },
	{ "tests/cases/structure/broken-front.md", NULL },
	{ "tests/quiet/20-draft-english.txt", NULL },
	{ "tests/quiet/36-zh-draft.txt", NULL },
	{ "tests/quiet/51-fr-brouillon.txt", NULL },
	/* what people wrote */
	{ "tests/quiet/08-reply-ugly-quote.eml", NULL },
	{ "tests/quiet/30-zh-foxmail-reply.eml", NULL },
	{ "tests/quiet/en-patch.eml", NULL },
	{ "tests/cases/structure/many-findings.eml", NULL },
	{ "box.mbox",
		"From a@acme.cn Mon Jun  3 10:00:00 2024\n"
		"From: a@acme.cn\nTo: =?gbk?B?wO6+rcDt?= <li@beta.cn>\n"
		"Subject: =?utf-8?Q?Free!!_=E2=82=AC5?=\n\n"
		"Dear [Name],\n\n>From here it is free!!! See "
		"http://bit.ly/x\n\nFrom b@acme.cn Mon Jun  3 11:00:00 2024\n"
		"Subject: Quotation attached\nTo: undisclosed-recipients:;\n"
		"Content-Type: text/html; charset=gb2312\n"
		"Content-Transfer-Encoding: quoted-printable\n\n"
		"<p style=3D\"color:#fff;background:white\">=C4=E3=BA=C3=A3=AC"
		"{{name}}</p><a href=3D\"http://a.cn\">b.cn</a>\n" },
};

enum { SEEDS = sizeof seeds / sizeof *seeds };

enum change { PREFIX, DELETED, DOUBLED, SET };

/* Bytes that mean something to one parser or another. */
static const char set_to[] = "\x00\x0A\x0D\x22\x3C\x80\xFF";

enum { CHANGES = SET + sizeof set_to - 1 };

/* What a worker tells the parent, also when it dies. */
struct note {
	size_t seed, change, at, tried;
	char broken[256];
};

struct worker {
	struct whole whole;
	struct buf draft;
	struct str seed, path;
	struct note *note;
};

static struct str
seed_bytes(const struct seed *s, struct file *f)
{
	struct err err;

	memset(f, 0, sizeof *f);
	if (s->text)
		return str_of(s->text);
	assert_true(file_read(f, s->path, &err));
	return str_sub(f->bytes, 0, SEED_MOST);
}

static void
change(struct buf *out, struct str s, size_t how, size_t at)
{
	buf_clear(out);
	buf_add(out, str_sub(s, 0, at));
	if (how == PREFIX)
		return;
	if (how == DOUBLED)
		buf_add(out, str_sub(s, at, 1));
	if (how >= SET)
		buf_char(out, set_to[how - SET]);
	buf_add(out, str_from(s, how == DOUBLED ? at : at + 1));
}

static void
try_change(struct worker *w, size_t how, size_t at)
{
	change(&w->draft, w->seed, how, at);
	w->note->change = how;
	w->note->at = at;
	alarm(SECONDS);
	const char *broken = whole_run(&w->whole, w->path, buf_str(&w->draft));
	if (broken) {
		snprintf(w->note->broken, sizeof w->note->broken, "%s", broken);
		_exit(1);
	}
	w->note->tried++;
}

/* Each change begins at another place, so that together they see more. */
static void
sweep_seed(struct worker *w, size_t stride)
{
	for (size_t how = 0; how < CHANGES; how++)
		for (size_t at = (how * 3 + w->note->seed) % stride;
			at < w->seed.len; at += stride)
			try_change(w, how, at);
	if (w->note->seed % 5 == 0)
		try_change(w, PREFIX, w->seed.len);
}

static void
work(struct note *note, size_t first, size_t workers, size_t stride)
{
	struct worker w = { .note = note };

	whole_open(&w.whole);
	w.whole.deep = stride == 1;
	buf_init(&w.draft, 2 * SEED_MOST);
	for (size_t i = first; i < SEEDS; i += workers) {
		struct file f;
		note->seed = i;
		w.path = str_of(seeds[i].path);
		w.seed = seed_bytes(&seeds[i], &f);
		sweep_seed(&w, stride);
		if (f.bytes.at)
			file_release(&f);
	}
	buf_release(&w.draft);
	whole_close(&w.whole);
	_exit(0);
}

/* Says what failed, and keeps the draft. */
static void
tell(const struct note *n, int status)
{
	static const char *const names[] = { "cut", "one byte deleted",
		"one byte doubled", "one byte set" };
	char path[] = "/tmp/maillint-sweep-XXXXXX";
	struct buf draft;
	struct file f;
	int fd = mkstemp(path);

	buf_init(&draft, 2 * SEED_MOST);
	change(&draft, seed_bytes(&seeds[n->seed], &f), n->change, n->at);
	if (fd < 0 || write(fd, draft.at, draft.len) < 0)
		path[0] = 0;
	print_message("%s, %s at %zu: %s (status 0x%x); kept as %s\n",
		seeds[n->seed].path, names[n->change < SET ? n->change : SET],
		n->at, n->broken[0] ? n->broken : "it did not end well",
		(unsigned)status, path);
	buf_release(&draft);
}

static size_t
worker_count(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : n > WORKERS_MOST ? WORKERS_MOST : (size_t)n;
}

static bool
await(pid_t pid, const struct note *note)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		assert_int_equal(errno, EINTR);
	if (status)
		tell(note, status);
	return status == 0;
}

static void
every_change(void **state)
{
	size_t workers = worker_count(), tried = 0;
	size_t stride = getenv("MAILLINT_LONG") ? 1 : STRIDE;
	struct note *notes = mmap(NULL, workers * sizeof *notes,
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pids[WORKERS_MOST];
	bool well = true;

	(void)state;
	assert_true(notes != MAP_FAILED);
	assert_true(SEEDS >= 50);
	fflush(stdout);
	for (size_t i = 0; i < workers; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (!pids[i])
			work(&notes[i], i, workers, stride);
	}
	for (size_t i = 0; i < workers; i++) {
		well &= await(pids[i], &notes[i]);
		tried += notes[i].tried;
	}
	printf("count %zu changed drafts of %d seeds, the whole path\n", tried,
		(int)SEEDS);
	assert_true(well);
	munmap(notes, workers * sizeof *notes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change),
	};
	return cmocka_run_group_tests_name("sweep", tests, NULL, NULL);
}
