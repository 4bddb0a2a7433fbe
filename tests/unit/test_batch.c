/* test_batch.c - digests of drafts, and what is seen over many of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "check/alike.h"
#include "support/example.h"

#define LONG_TEXT                                                              \
	"your P40 series lists brass seats with a lead time of nine weeks. "   \
	"We cast the same seat in bronze and keep sizes from 15 to 50 "        \
	"millimetres on the shelf, so that the first hundred could be at "     \
	"your door within ten days. Would a drawing help you to compare?\n"

/* Drafts of a run, one after the other. */
struct morning {
	struct example e;
	struct linter *l;
	struct batch b;
	struct result last;
};

static void
run_open(struct morning *r)
{
	struct err err;

	memset(r, 0, sizeof *r);
	assert_true(example_open(&r->e, "volume", ""));
	r->e.settings.many = true;
	r->l = linter_new(families, &rules_phrases, &r->e.settings, &err);
	batch_init(&r->b, r->l);
}

static const struct digest *
run_add(struct morning *r, const char *path, const char *bytes)
{
	struct arena draft, file;
	struct source source;

	arena_init(&draft);
	arena_init(&file);
	source_open(&source, &file, str_of(path), str_of(bytes));
	if (r->last.path.len)
		result_release(&r->last);
	linter_run(r->l, &draft, &source, 0, &r->last);
	batch_add(&r->b, &r->last);
	arena_release(&draft);
	arena_release(&file);
	return r->last.digest;
}

static void
run_close(struct morning *r)
{
	if (r->last.path.len)
		result_release(&r->last);
	batch_release(&r->b);
	linter_free(r->l);
	example_release(&r->e);
}

static struct digest
digest_of(struct morning *r, const char *bytes)
{
	return *run_add(r, "draft.eml", bytes);
}

static void
test_likeness(void **state)
{
	struct morning r;

	(void)state;
	run_open(&r);
	struct digest a = digest_of(&r,
		"To: Anna Berg <anna.berg@nordpump.se>\nSubject: Seats\n\n"
		"Dear Anna,\n\n" LONG_TEXT);
	struct digest b = digest_of(&r,
		"To: Jan Novak <novak@vodatech.cz>\nSubject: Seats\n\n"
		"Dear Mr. Novak,\n\n" LONG_TEXT);
	struct digest named = digest_of(&r,
		"To: Jan Novak <novak@vodatech.cz>\nSubject: Seats\n\n"
		"Dear Mr. Novak,\n\nin Brno, " LONG_TEXT);
	struct digest other = digest_of(&r,
		"To: Jan Novak <novak@vodatech.cz>\nSubject: Seats\n\n"
		"Dear Mr. Novak,\n\nthe tender of the waterworks in Brno names "
		"a butterfly valve with a double eccentric disc. We build two "
		"of the sizes and know who has the third. May I send you the "
		"name?\n");
	assert_int_equal(digest_likeness(&a, &b), 100);
	assert_true(a.text == b.text);
	assert_true(named.text != b.text);
	assert_true(digest_likeness(&named, &b) >= ALIKE);
	assert_true(digest_likeness(&other, &b) < ALIKE / 2);
	run_close(&r);
}

static void
test_chinese(void **state)
{
	struct morning r;

	(void)state;
	run_open(&r);
	struct digest a = digest_of(&r,
		"收件人：li@a-pump.cn\n主题：阀门\n\n李经理，您好：\n\n"
		"贵司P40系列的铜阀座交期要九周，我们有同尺寸的青铜阀座现货，"
		"口径15到50毫米，首批一百件十天内可以送到。需要图纸对比吗？\n");
	struct digest b = digest_of(&r,
		"收件人：wang@b-flow.cn\n主题：阀门\n\n王工，您好：\n\n"
		"贵司T12系列的铜阀座交期要九周，我们有同尺寸的青铜阀座现货，"
		"口径20到80毫米，首批一百件十天内可以送到。需要图纸对比吗？\n");
	assert_true(a.words > DIGEST_SHORTEST);
	assert_true(digest_likeness(&a, &b) >= ALIKE);
	run_close(&r);
}

/* What is quoted, the signature and a name in the greeting are not the text. */
static void
test_words_of_the_author(void **state)
{
	struct morning r;

	(void)state;
	run_open(&r);
	struct digest a =
		digest_of(&r, "To: a@b.se\n\nDear Anna,\n\n" LONG_TEXT
			      "\n-- \nLi Wei\nHaoyu Valves, Ningbo\n");
	struct digest b = digest_of(&r,
		"To: a@b.se\n\nDear Anna,\n\n" LONG_TEXT
		"\nOn Mon, 23 Nov 2026 at 09:12, Anna Berg wrote:\n> yes\n");
	assert_true(a.text == b.text);
	assert_true(a.first);
	assert_false(b.first);
	run_close(&r);
}

static void
add_copies(struct morning *r, const char *head)
{
	char path[16], bytes[1024];

	for (int i = 0; i < 6; i++) {
		snprintf(path, sizeof path, "%d.eml", i);
		snprintf(bytes, sizeof bytes,
			"%sTo: p%d@company-%d.se\nSubject: Seats\n\n"
			"Hello,\n\n" LONG_TEXT,
			head, i, i);
		run_add(r, path, bytes);
	}
}

static void
expect(const char *head, size_t findings)
{
	struct morning r;

	run_open(&r);
	add_copies(&r, head);
	batch_run(&r.b);
	assert_int_equal(r.b.findings.n, findings);
	run_close(&r);
}

static void
test_what_is_to_be_sent(void **state)
{
	(void)state;
	expect("", 1);
	expect("Date: Mon, 23 Nov 2026 09:00:00 +0800\n", 1);
	expect("Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0800\n", 0);
	expect("List-Unsubscribe: <mailto:no@x.se>\n", 0); /* bulk */
	expect("In-Reply-To: <1@x.se>\n", 0);
	expect("From: li@haoyu.cn\n", 1);
}

static void
test_old_mail_is_left_out(void **state)
{
	struct morning r;

	(void)state;
	run_open(&r);
	add_copies(&r, "Date: Mon, 23 Nov 2026 09:00:00 +0800\n");
	run_add(&r, "new.eml",
		"Date: Fri, 27 Nov 2026 09:00:00 +0800\nTo: a@b.se\n\nHello\n");
	run_add(&r, "newer.eml",
		"Date: Fri, 27 Nov 2026 10:00:00 +0800\nTo: b@b.se\n\nHello\n");
	batch_run(&r.b);
	assert_int_equal(r.b.findings.n, 0);
	assert_int_equal(r.b.all.n, 2);
	run_close(&r);
}

static void
test_named_twice(void **state)
{
	struct morning r;

	(void)state;
	run_open(&r);
	add_copies(&r, "");
	add_copies(&r, "");
	batch_run(&r.b);
	assert_int_equal(r.b.all.n, 6);
	assert_int_equal(r.b.findings.n, 1);
	assert_int_equal(r.b.findings.at[0].places.n, 6);
	run_close(&r);
}

/* Each sender by himself: six drafts of six people are nobody's mailing. */
static void
test_senders(void **state)
{
	struct morning r;
	char path[16], head[64], bytes[1024];

	(void)state;
	run_open(&r);
	for (int i = 0; i < 6; i++) {
		snprintf(path, sizeof path, "%d.eml", i);
		snprintf(head, sizeof head, "From: s%d@x.se\n", i);
		snprintf(bytes, sizeof bytes, "%sTo: a@b.se\n\nHello,\n\n%s",
			head, LONG_TEXT);
		run_add(&r, path, bytes);
	}
	batch_run(&r.b);
	assert_int_equal(r.b.findings.n, 0);
	run_close(&r);
}

/* Colleagues may all get the same. */
static void
test_colleagues(void **state)
{
	struct morning r;
	char path[16], bytes[1024];

	(void)state;
	run_open(&r);
	for (int i = 0; i < 12; i++) {
		snprintf(path, sizeof path, "%d.eml", i);
		snprintf(bytes, sizeof bytes,
			"From: li@haoyu.cn\nTo: p%d@haoyu.cn\n\nHello,\n\n%s",
			i, LONG_TEXT);
		run_add(&r, path, bytes);
	}
	batch_run(&r.b);
	assert_int_equal(r.b.findings.n, 0);
	run_close(&r);
}

/* Two versions of one draft are no copies. */
static void
test_versions(void **state)
{
	struct morning r;

	(void)state;
	run_open(&r);
	run_add(&r, "a.eml", "To: a@b.se\n\nHello,\n\n" LONG_TEXT);
	run_add(&r, "b.eml", "To: a@b.se\n\nHello,\n\nin Malmo, " LONG_TEXT);
	batch_run(&r.b);
	assert_int_equal(r.b.findings.n, 0);
	run_close(&r);
}

static void
test_findings_are_limited(void **state)
{
	struct morning r;
	char path[16], bytes[1024];

	(void)state;
	run_open(&r);
	for (int i = 0; i < 2 * (LIMIT_FINDINGS_PER_RULE + 3); i++) {
		snprintf(path, sizeof path, "%d.eml", i);
		snprintf(bytes, sizeof bytes,
			"To: p%d@company.se\n\nHello,\n\nnumber %d\n" LONG_TEXT,
			i / 2, i / 2);
		run_add(&r, path, bytes);
	}
	batch_run(&r.b);
	assert_int_equal(r.b.dropped, 3);
	run_close(&r);
}

static void
test_wire(void **state)
{
	struct morning r;
	struct result back;
	struct buf packed;
	struct str none = STR("draft.eml");

	(void)state;
	run_open(&r);
	run_add(&r, "draft.eml",
		"From: Li@Haoyu.cn\nTo: a@b.se, c@d.se\nCc: e@f.se\n"
		"Date: Mon, 23 Nov 2026 09:00:00 "
		"+0800\n\nHello,\n\nNordpump " LONG_TEXT);
	buf_init(&packed, MIB);
	result_pack(&r.last, families, &packed);
	assert_true(
		result_unpack(&back, families, none, 10000, buf_str(&packed)));
	const struct digest *a = r.last.digest, *b = back.digest;
	assert_true(str_eq(b->sender, STR("li@haoyu.cn")));
	assert_int_equal(b->to_count, 2);
	assert_int_equal(b->recipients, 3);
	assert_true(str_eq(b->to[1], STR("c@d.se")));
	assert_memory_equal(a->bins, b->bins, sizeof a->bins);
	assert_int_equal(a->name_count, b->name_count);
	assert_true(a->date == b->date && b->dated);
	result_release(&back);
	for (size_t n = 0; n < packed.len; n++) {
		struct str cut = str_sub(buf_str(&packed), 0, n);
		assert_false(result_unpack(&back, families, none, 10000, cut));
		result_release(&back);
	}
	for (size_t n = 0; n < packed.len; n++) {
		packed.at[n] ^= (char)0xFF; /* whatever it is: no crash */
		result_unpack(&back, families, none, 10000, buf_str(&packed));
		result_release(&back);
		packed.at[n] ^= (char)0xFF;
	}
	buf_release(&packed);
	run_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_likeness),
		cmocka_unit_test(test_chinese),
		cmocka_unit_test(test_words_of_the_author),
		cmocka_unit_test(test_what_is_to_be_sent),
		cmocka_unit_test(test_old_mail_is_left_out),
		cmocka_unit_test(test_named_twice),
		cmocka_unit_test(test_senders),
		cmocka_unit_test(test_colleagues),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_findings_are_limited),
		cmocka_unit_test(test_wire),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
