/*
 * test_jit.c - every built-in pattern, by PCRE2's interpreter, by its JIT
 * compiler and by pattern_find(), on lines of mail: one answer.
 *
 * The patterns are those that a linter has compiled after the examples of all
 * rows. The mail is that of tests/quiet and tests/cases, and, where it is
 * there, of the corpus in MAILLINT_CORPUS.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <ftw.h>
#include <pcre2.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "check/linter.h"
#include "support/example.h"

enum { FEWEST = 20, BYTES_MOST = 400 * KIB };

static struct linter *linter;
static size_t compared, corpus_step = 1, corpus_seen;

/* The same expression, compiled both ways. */
struct twin {
	pcre2_code *code;
	pcre2_match_data *data;
	struct pattern *ours;
};

static struct twin twins[PATTERNS_MAX];

static void
lint(struct str path, struct str bytes)
{
	struct arena arena;
	struct source source;
	struct result r;

	arena_init(&arena);
	source_open(&source, &arena, path, bytes);
	linter_run(linter, &arena, &source, 0, &r);
	result_release(&r);
	arena_release(&arena);
}

static void
lint_example(const struct family *f, const char *text)
{
	struct example e;

	assert_true(example_open(&e, f->name, text));
	lint(e.path, e.text);
	example_release(&e);
}

/* What rules look for before they try a pattern. */
static const char *const wakers[] = {
	"Subject: \u00a5\u00a5\n\nHello\n",
	"Subject: $$\n\nHello\n",
	"Subject: \uffe5\uffe5\n\nHello\n",
	"Subject: a % b $ 折 立减 满\n\nHello\n",
	"Subject: a\n\nDear Anna,\n\nWe are china based in the market, a "
	"manufacturer. We are glad to know the market. EUR NaN.\n",
	"Subject: a\nTo: 张敏 <zm@b.cn>\n\n尊敬的先生：\n\n"
	"我们是一家贸易公司。我司是一家公司。我司在中国。\n",
	"Subject: a\n\nDear Anna,\n\nWe are glad to know that the market is well.\n",
	"Subject: a\n\nDear Anna,\n\nWe are a friend, based in Wuhan.\n",
	"Subject: Re: a\n\nHello Anna,\n\nthank you for the sample.\n",
};

/* Compiles what the rules ask for. */
static void
wake_patterns(void)
{
	for (size_t i = 0; i < sizeof wakers / sizeof *wakers; i++)
		lint(STR("a.eml"), str_of(wakers[i]));
	family_each(f, families) for (size_t i = 0; i < f->count; i++)
	{
		lint_example(f, f->rules[i].bad);
		lint_example(f, f->rules[i].good);
	}
}

static void
make_twins(void)
{
	for (size_t i = 0; i < linter->pattern_count; i++) {
		int error;
		PCRE2_SIZE at;
		struct twin *t = &twins[i];
		t->ours = linter->patterns[i].pattern;
		t->code = pcre2_compile(
			(PCRE2_SPTR)linter->patterns[i].expression,
			PCRE2_ZERO_TERMINATED,
			PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
				PCRE2_CASELESS,
			&error, &at, NULL);
		assert_non_null(t->code);
		assert_int_equal(
			pcre2_jit_compile(t->code, PCRE2_JIT_COMPLETE), 0);
		t->data = pcre2_match_data_create(4, NULL);
	}
}

static void
release_twins(void)
{
	for (size_t i = 0; i < linter->pattern_count; i++) {
		pcre2_code_free(twins[i].code);
		pcre2_match_data_free(twins[i].data);
	}
}

struct answer {
	bool found;
	size_t at, len;
};

static struct answer
answer_of(const struct twin *t, struct str s, uint32_t how)
{
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(t->data);
	int n = pcre2_match(t->code, (PCRE2_SPTR)s.at, s.len, 0,
		how | PCRE2_NOTEMPTY, t->data, NULL);

	assert_true(n > 0 || n == PCRE2_ERROR_NOMATCH);
	return n > 0 ? (struct answer){ true, v[0], v[1] - v[0] }
		     : (struct answer){ false, 0, 0 };
}

static bool
same(struct answer a, struct answer b)
{
	return a.found == b.found && a.at == b.at && a.len == b.len;
}

static void
compare(const struct twin *t, struct str line)
{
	struct answer slow = answer_of(t, line, PCRE2_NO_JIT);
	struct answer fast = answer_of(t, line, 0), ours = { 0 };

	ours.found = pattern_find(t->ours, line, &ours.at, &ours.len, NULL) ==
		     PATTERN_YES;
	if (!ours.found)
		ours.at = ours.len = 0;
	if (!same(slow, fast) || !same(slow, ours))
		print_error("%.*s\n", STR_ARG(line));
	assert_true(same(slow, fast));
	assert_true(same(slow, ours));
	compared++;
}

static void
compare_line(struct str line)
{
	if (!line.len || line.len > LIMIT_MATCH_PIECE ||
		utf8_valid(line) < line.len)
		return;
	for (size_t i = 0; i < linter->pattern_count; i++)
		compare(&twins[i], line);
}

static void
compare_text(struct str s)
{
	while (s.at)
		compare_line(str_cut(&s, '\n'));
}

static int
visit(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct file f;
	struct err err;

	(void)ftw;
	if (type != FTW_F || st->st_size > BYTES_MOST ||
		corpus_seen++ % corpus_step || !file_read(&f, path, &err))
		return 0;
	compare_text(f.bytes);
	file_release(&f);
	return 0;
}

static void
visit_corpus(void)
{
	const char *folder = getenv("MAILLINT_CORPUS");

	corpus_step = getenv("MAILLINT_LONG") ? 10 : 200;
	if (folder)
		nftw(folder, visit, 16, FTW_PHYS);
}

static void
compare_rows(void)
{
	family_each(f, families) for (size_t i = 0; i < f->count; i++)
	{
		compare_text(str_of(f->rules[i].bad));
		compare_text(str_of(f->rules[i].good));
	}
}

static void
one_answer(void **state)
{
	static struct settings settings = { .preset = PRESET_OUTREACH,
		.stage = STAGE_FINAL };
	uint32_t jit = 0;
	struct err err;

	(void)state;
	pcre2_config(PCRE2_CONFIG_JIT, &jit);
	if (!jit) {
		print_message("this PCRE2 has no JIT\n");
		skip();
	}
	linter = linter_new(families, &rules_phrases, &settings, &err);
	wake_patterns();
	assert_true(linter->pattern_count >= FEWEST);
	make_twins();
	compare_rows();
	nftw("tests/quiet", visit, 16, FTW_PHYS);
	nftw("tests/cases", visit, 16, FTW_PHYS);
	visit_corpus();
	printf("count %zu answers of %zu patterns: interpreter, JIT and ours "
	       "agree\n",
		compared, linter->pattern_count);
	release_twins();
	linter_free(linter);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_answer),
	};
	return cmocka_run_group_tests_name("jit", tests, NULL, NULL);
}
