/* test_phrase.c - fixed phrases in running text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "check/phrase.h"

static const struct phrase_pack packs[] = {
	{ "en", "spam", "spam", NULL, false },
	{ "en", "guard", "guard", NULL, true },
};
static const struct phrase phrases[] = {
	{ "free", NULL, 10, 0 },
	{ "act now", NULL, 10, 0 },
	{ "act", NULL, 10, 0 },
	{ "don't wait", NULL, 10, 0 },
	{ "100%", NULL, 10, 0 },
	{ "$$$", NULL, 10, 0 },
	{ "credit", NULL, 10, 0 },
	{ "letter of credit", NULL, 10, 1 },
	{ "免费", NULL, 10, 0 },
	{ "免费样品", NULL, 10, 1 },

	{ "0元", NULL, 10, 0 },
	{ "第一", NULL, 10, 0 },
	{ "第一批", NULL, 10, 1 },
	{ "уважаемые господа", NULL, 10, 0 },
};
static const struct phrase_set set = { packs, 2, phrases,
	sizeof phrases / sizeof *phrases };

static struct arena arena;
static struct phrase_index *x;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);

	x = phrase_index_new(&set);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	phrase_index_free(x);
	arena_release(&arena);
	return 0;
}

/* The hits as "phrase@offset+length ...". */
static const char *
found(const char *text)
{
	static char out[1000];
	phrase_hits hits = { 0 };
	size_t n = 0;

	phrase_scan(x, &arena, str_of(text), 0, strlen(text), &hits);
	out[0] = 0;
	list_each (struct phrase_hit, h, &hits)
		n += (size_t)snprintf(out + n, sizeof out - n, "%s%s@%u+%u",
			n ? " " : "", h->phrase->text, h->at, h->len);
	return out;
}

static void
whole_words_only(void **state)
{
	(void)state;
	assert_string_equal(
		found("Free! freedom carefree FREE"), "free@0+4 free@23+4");
}

static void
compounds_are_other_words(void **state)
{
	(void)state;
	assert_string_equal(found("lead-free free-standing duty-free"), "");
	assert_string_equal(found("free - of charge"), "free@0+4");
}

static void
longest_wins(void **state)
{
	(void)state;
	assert_string_equal(found("act now"), "act now@0+7");
	assert_string_equal(found("act later"), "act@0+3");
	assert_string_equal(found("a letter of credit, on credit"),
		"letter of credit@2+16 credit@23+6");
}

static void
blanks_and_apostrophes_vary(void **state)
{
	(void)state;
	assert_string_equal(found("Act \r\n  NOW"), "act now@0+11");
	assert_string_equal(found("Don\xE2\x80\x99t wait"), "don't wait@0+12");
}

static void
signs_are_words_too(void **state)
{
	(void)state;
	assert_string_equal(found("100% $$$ $500"), "100%@0+4 $$$@5+3");
}

static void
chinese_without_blanks(void **state)
{
	(void)state;
	assert_string_equal(
		found("可以免费试用,免费样品"), "免费@6+6 免费样品@19+12");
	assert_string_equal(found("第一批和第一"), "第一批@0+9 第一@12+6");
}

static void
mixed_scripts(void **state)
{
	(void)state;
	assert_string_equal(found("仅0元 100元"), "0元@3+4");
	assert_string_equal(
		found("уважаемые господа!"), "уважаемые господа@0+33");
}

static void
hostile_text_is_no_trouble(void **state)
{
	(void)state;
	char bytes[4096];
	unsigned seed = 3;
	for (int round = 0; round < 300; round++) {
		phrase_hits hits = { 0 };
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)rand_r(&seed);
		phrase_scan(x, &arena, (struct str){ bytes, sizeof bytes }, 0,
			sizeof bytes, &hits);
		list_each (struct phrase_hit, h, &hits)
			assert_true(h->at + h->len <= sizeof bytes);
	}
}

/* What the blocks of the author hold, a byte at a time. */
static phrase_hits
by_bytes(const struct prose *p)
{
	phrase_hits hits = { 0 };

	list_each (const struct block, b, &p->blocks) {
		uint32_t past = hits.n ? hits.at[hits.n - 1].at +
						 hits.at[hits.n - 1].len
				       : 0;
		if (b->kind == BLOCK_AUTHOR)
			phrase_scan(x, &arena, p->text.s,
				b->at > past ? b->at : past, b->at + b->len,
				&hits);
	}
	return hits;
}

static void
words_lead_to_the_same_hits(void **state)
{
	static const char *const bits[] = { "free", "Act", "now", " ", " ", " ",
		"\n", ", ", ".", "$", "$$$", "#", "%", "100%", "@", "don't",
		" wait", "\xE2\x80\x99", "credit", "letter of ", "-", "_", "0",
		"0元", "免费", "样品", "第一", "批", "é", "уважаемые",
		"господа", "\n> ", "\n\n", "a", "\xff", "\xE4\xBB",
		"www.a.com/free", "\"", "\xE2\x80\x9C", "{{free}}", "A" };
	unsigned seed = 5;
	char text[2000];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct prose p = { 0 };
		phrase_hits hits = { 0 };
		size_t n = 0;
		while (n < (size_t)round % 300)
			n += (size_t)sprintf(text + n, "%s",
				bits[(size_t)rand_r(&seed) %
					(sizeof bits / sizeof *bits)]);
		p.text.s = (struct str){ text, n };
		prose_read(&p, &arena, false);
		phrase_scan_author(x, &arena, &p, &hits);
		phrase_hits same = by_bytes(&p);
		assert_int_equal(hits.n, same.n);
		if (hits.n)
			assert_memory_equal(
				hits.at, same.at, hits.n * sizeof *hits.at);
		arena_clear(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_words_only),
		cmocka_unit_test(compounds_are_other_words),
		cmocka_unit_test(longest_wins),
		cmocka_unit_test(blanks_and_apostrophes_vary),
		cmocka_unit_test(signs_are_words_too),
		cmocka_unit_test(chinese_without_blanks),
		cmocka_unit_test(mixed_scripts),
		cmocka_unit_test(hostile_text_is_no_trouble),
		cmocka_unit_test(words_lead_to_the_same_hits),
	};
	return cmocka_run_group_tests_name("phrase", tests, setup, teardown);
}
