/*
 * test_rows.c - every row of every family, by its own examples: `bad` fires,
 * `good` does not, a fix silences it, makes nothing new appear and settles.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/example.h"

enum { ROUNDS = 10 };

struct row {
	const struct family *family;
	const struct rule *rule;
};

static void
complain(const struct result *r)
{
	for (size_t i = 0; i < r->count; i++)
		fprintf(stderr, "  %u: %s [%s]\n", r->findings[i].start.line,
			r->findings[i].message.id, r->findings[i].rule->id);
}

/* The drafts of a good example are good one by one, and together. */
static void
test_folder(struct example *e, const struct rule *rule, bool bad)
{
	struct batch b;

	example_lint_folder(e, &b);
	for (size_t i = 0; !bad && i < b.findings.n; i++)
		fprintf(stderr, "  %s\n", b.findings.at[i].message.id);
	assert_true(b.all.n > 1);
	assert_int_equal(example_count_batch(&b, rule) > 0, bad);
	if (!bad)
		assert_int_equal(b.errors + b.warnings, 0);
	batch_release(&b);
	example_release(e);
}

static void
test_bad(void **state)
{
	const struct row *row = *state;
	struct example e;
	struct result r;

	assert_true(example_open(&e, row->family->name, row->rule->bad));
	if (e.folder.len) {
		test_folder(&e, row->rule, true);
		return;
	}
	example_lint(&e, e.text, &r);
	if (!example_count(&r, row->rule))
		complain(&r);
	assert_true(example_count(&r, row->rule) > 0);
	result_release(&r);
	example_release(&e);
}

/* A good example is good in every way: no finding at all. */
static void
test_good(void **state)
{
	const struct row *row = *state;
	struct example e;
	struct result r;

	assert_true(example_open(&e, row->family->name, row->rule->good));
	if (e.folder.len) {
		test_folder(&e, row->rule, false);
		return;
	}
	example_lint(&e, e.text, &r);
	if (r.count)
		complain(&r);
	assert_int_equal(example_count(&r, row->rule), 0);
	assert_int_equal(r.errors + r.warnings, 0);
	result_release(&r);
	example_release(&e);
}

/* Applies the fixes of one rule, last first; overlapping ones wait. */
static struct str
apply(struct arena *a, struct str bytes, const struct result *r,
	const struct rule *rule, size_t *applied)
{
	size_t limit = bytes.len;

	*applied = 0;
	for (size_t i = r->count; i-- > 0;) {
		const struct result_finding *f = &r->findings[i];
		if (f->rule != rule || !f->edit_count ||
			f->edits[f->edit_count - 1].end > limit)
			continue;
		for (size_t k = f->edit_count; k-- > 0;) {
			struct str tail = str_from(bytes, f->edits[k].end);
			struct str head = str_sub(bytes, 0, f->edits[k].start);
			bytes = arena_printf(a, "%.*s%.*s%.*s", STR_ARG(head),
				STR_ARG(f->edits[k].with), STR_ARG(tail));
		}
		limit = f->edits[0].start;
		(*applied)++;
	}
	return bytes;
}

static void
test_fix(void **state)
{
	const struct row *row = *state;
	struct arena a;
	struct example e;
	struct result r;
	size_t before, applied, rounds = 0;

	arena_init(&a);
	assert_true(example_open(&e, row->family->name, row->rule->bad));
	if (e.folder.len) {
		example_release(&e);
		arena_release(&a);
		return;
	}
	struct str bytes = e.text;
	example_lint(&e, bytes, &r);
	before = r.count;
	for (;;) {
		bytes = apply(&a, bytes, &r, row->rule, &applied);
		result_release(&r);
		example_lint(&e, bytes, &r);
		if (!applied || ++rounds == ROUNDS)
			break;
	}
	if (rounds && (example_count(&r, row->rule) || r.count > before)) {
		fprintf(stderr, "after the fix:\n%.*s\n", STR_ARG(bytes));
		complain(&r);
	}
	assert_true(rounds < ROUNDS);
	if (rounds) {
		assert_int_equal(example_count(&r, row->rule), 0);
		assert_true(r.count < before);
	}
	result_release(&r);
	example_release(&e);
	arena_release(&a);
}

/* What a row must have to be explained, scored and believed. */
static void
test_row(void **state)
{
	const struct rule *r = ((const struct row *)*state)->rule;
	const char *family = ((const struct row *)*state)->family->name;

	assert_true(str_starts(str_of(r->id), str_of(family)));
	assert_non_null(r->title);
	assert_non_null(r->why);
	assert_true(is_lower(r->title[0]) || (uint8_t)r->title[0] >= 0x80 ||
		    is_upper(r->title[1]) || r->title[0] == '"');
	assert_int_not_equal(r->title[strlen(r->title) - 1], '.');
	assert_int_equal(r->why[strlen(r->why) - 1], '.');
	assert_true(r->points >= 0 && r->points <= 50);
	if (r->evidence != EVIDENCE_EVIDENT)
		assert_non_null(r->source);
	if (r->evidence == EVIDENCE_REPORTED) {
		assert_true(r->severity <= SEVERITY_NOTE);
		assert_true(r->preset.outreach <= SEVERITY_NOTE);
		assert_true(r->preset.bulk <= SEVERITY_NOTE);
	}
	int hooks = !!r->on_draft + !!r->on_header + !!r->on_address +
		    !!r->on_text + !!r->on_sentence + !!r->on_word +
		    !!r->on_link + !!r->on_image + !!r->on_element +
		    !!r->on_attachment + !!r->on_field + !!r->on_defect +
		    !!r->on_batch + !!r->on_table + !!r->on_column +
		    !!r->on_leftover;
	assert_int_equal(hooks, 1);
}

static void
add(struct CMUnitTest *test, const struct row *row, const char *what,
	CMUnitTestFunction run)
{
	char name[128];
	snprintf(name, sizeof name, "%s: %s", row->rule->id, what);
	*test = (struct CMUnitTest){ strdup(name), run, NULL, NULL,
		(void *)(uintptr_t)row };
}

int
main(void)
{
	size_t rows = 0, n = 0;

	family_each(f, families) rows += f->count;
	struct row *all = calloc(rows, sizeof *all);
	struct CMUnitTest *tests = calloc(rows * 4, sizeof *tests);
	rows = 0;
	family_each(f, families) for (size_t i = 0; i < f->count; i++)
	{
		struct row *row = &all[rows++];
		*row = (struct row){ f, &f->rules[i] };
		add(&tests[n++], row, "the row is whole", test_row);
		add(&tests[n++], row, "bad fires", test_bad);
		add(&tests[n++], row, "good is quiet", test_good);
		add(&tests[n++], row, "the fix settles", test_fix);
	}
	return _cmocka_run_group_tests("rows", tests, n, NULL, NULL);
}
