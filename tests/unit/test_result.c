/*
 * test_result.c - results on the wire: what is packed comes back, and what
 * was never packed is refused or at least harmless.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "check/job.h"
#include "support/example.h"

static const char draft[] =
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"
	"To: Anna Berg <anna.berg@nordpump.se>\n"
	"Subject: FREE offer!!! =?gb18030?B?w+K30Q==?=\n"
	"Content-Type: text/html; charset=utf-8\n"
	"Content-Transfer-Encoding: quoted-printable\n"
	"\n"
	"<p>Dear Sir/Madam,</p><p>=E5=85=8D=E8=B4=B9 click "
	"<a href=3D\"http://bit.ly/x\">https://haoyu-valves.cn/</a> [Name] "
	"{{name}}</p>\n";

/* The packed result of the draft above. */
static struct buf
packed(void)
{
	struct example e = { 0 };
	struct result r;
	struct buf out;

	assert_true(example_open(&e, "links", draft));
	e.settings.decoded_view = true;
	e.settings.many = true;
	example_lint(&e, str_of(draft), &r);
	assert_true(r.count > 4 && r.fixable > 1 && r.text_count == 1);
	assert_non_null(r.digest);
	buf_init(&out, MIB);
	result_pack(&r, families, &out);
	result_release(&r);
	example_release(&e);
	return out;
}

static bool
unpack(struct result *r, struct str bytes)
{
	return result_unpack(
		r, families, STR("draft.eml"), sizeof draft - 1, bytes);
}

static void
what_is_packed_comes_back(void **state)
{
	struct buf first = packed(), second;
	struct result r;

	(void)state;
	buf_init(&second, MIB);
	assert_true(unpack(&r, buf_str(&first)));
	result_pack(&r, families, &second);
	assert_true(str_eq(buf_str(&first), buf_str(&second)));
	assert_true(r.count > 4 && r.fixable > 1 && r.text_count == 1);
	result_release(&r);
	buf_release(&first);
	buf_release(&second);
}

/* Of --data, and for the rules about many drafts. */
static void
rows_and_digest_come_back(void **state)
{
	struct buf first = packed(), second;
	struct result r, back;

	(void)state;
	buf_init(&second, MIB);
	assert_true(unpack(&r, buf_str(&first)));
	r.findings[0].told = (struct rows_told){ { { 2, 7, 9 }, 4 },
		STR("姓名"), true };
	result_pack(&r, families, &second);
	assert_true(unpack(&back, buf_str(&second)));
	assert_int_equal(back.findings[0].told.rows.count, 4);
	assert_int_equal(back.findings[0].told.rows.first[2], 9);
	assert_true(str_eq(back.findings[0].told.column, STR("姓名")));
	assert_true(back.findings[0].told.is_empty);
	assert_true(str_eq(back.digest->sender, r.digest->sender));
	assert_int_equal(back.digest->text, r.digest->text);
	result_release(&back);
	r.digest->to_place.offset = sizeof draft;
	buf_clear(&second);
	result_pack(&r, families, &second);
	assert_false(unpack(&back, buf_str(&second)));
	result_release(&back);
	r.digest->to_place.offset = 0;
	r.findings[0].told.column = STR("\xFF");
	buf_clear(&second);
	result_pack(&r, families, &second);
	assert_false(unpack(&back, buf_str(&second)));
	result_release(&back);
	result_release(&r);
	buf_release(&first);
	buf_release(&second);
}

static void
a_list_comes_back_without_details(void **state)
{
	struct example e = { 0 };
	struct result r, back;
	struct buf out;

	(void)state;
	assert_true(example_open(&e, "links", draft));
	e.settings.list_only = true;
	example_lint(&e, str_of(draft), &r);
	buf_init(&out, MIB);
	result_pack(&r, families, &out);
	assert_true(unpack(&back, buf_str(&out)));
	assert_true(back.count == r.count && r.count > 4);
	for (size_t i = 0; i < r.count; i++) {
		assert_ptr_equal(back.findings[i].rule, r.findings[i].rule);
		assert_int_equal(
			back.findings[i].start.line, r.findings[i].start.line);
		assert_null(back.findings[i].part.at);
		assert_null(back.findings[i].fix.id);
	}
	result_release(&back);
	result_release(&r);
	buf_release(&out);
	example_release(&e);
}

static void
half_a_result_is_none(void **state)
{
	struct buf whole = packed();
	struct result r;

	(void)state;
	for (size_t n = 0; n < whole.len; n++) {
		assert_false(unpack(&r, str_sub(buf_str(&whole), 0, n)));
		result_release(&r);
	}
	buf_char(&whole, 'x');
	assert_false(unpack(&r, buf_str(&whole)));
	result_release(&r);
	buf_release(&whole);
}

/* What a report would read of a finding. */
static void
look_at(const struct result_finding *f, size_t file_size)
{
	uint32_t end = 0;

	assert_non_null(f->rule->id);
	assert_non_null(f->message.id);
	assert_true(strlen(f->message.id) < MIB);
	assert_true(f->excerpt_at + f->excerpt_len <= f->excerpt.len);
	for (size_t i = 0; i < f->edit_count; i++) {
		assert_true(f->edits[i].start >= end);
		assert_true(f->edits[i].end >= f->edits[i].start);
		end = f->edits[i].end;
	}
	assert_true(end <= file_size);
}

static void
a_changed_byte_does_no_harm(void **state)
{
	static const char changes[] = { 0, 1, 2, 0x7F, (char)0x80, (char)0xFF };
	struct buf bytes = packed();
	struct result r;

	(void)state;
	for (size_t at = 0; at < bytes.len; at++)
		for (size_t k = 0; k < sizeof changes; k++) {
			char kept = bytes.at[at];
			bytes.at[at] = changes[k];
			if (unpack(&r, buf_str(&bytes)))
				for (size_t i = 0; i < r.count; i++)
					look_at(&r.findings[i],
						sizeof draft - 1);
			result_release(&r);
			bytes.at[at] = kept;
		}
	buf_release(&bytes);
}

static void
an_edit_outside_of_the_file_is_refused(void **state)
{
	struct buf bytes = packed();
	struct result r;

	(void)state;
	assert_false(result_unpack(
		&r, families, STR("draft.eml"), 100, buf_str(&bytes)));
	result_release(&r);
	buf_release(&bytes);
}

/* Below, each makes of an honest result one that no check would give. */
static char long_text[LIMIT_HEADER_BLOCK];

static struct str
text_of(size_t n)
{
	memset(long_text, 'x', n);
	return (struct str){ long_text, n };
}

static const struct result_edit overlapping[] = { { 0, 5, { "x", 1 } },
	{ 4, 6, { "x", 1 } } };
static const struct result_edit backwards[] = { { 5, 4, { "x", 1 } } };

#define SPOIL(name, ...)                                                       \
	static void name(struct result *r, struct result_finding *f)           \
	{                                                                      \
		(void)r;                                                       \
		(void)f;                                                       \
		__VA_ARGS__;                                                   \
	}

#define BEYOND (sizeof draft)
SPOIL(nothing, (void)0)
SPOIL(long_argument, f->message.args[0] = text_of(ARGUMENT_MOST + 1);
	f->message.count = 1)
SPOIL(bad_argument, f->message.args[0] = STR("\xFF"); f->message.count = 1)
SPOIL(long_sentence, text_of(1001); long_text[1001] = '\0';
	f->message.id = long_text)
SPOIL(sentence_of_places,
	f->message.id = "{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}{1}")
SPOIL(sentence_with_escape, f->advice.id = "x\033[2Jy")
SPOIL(sentence_with_c1, f->advice.id = "x\xC2\x9By")
SPOIL(sentence_turned, f->advice.id = "x\xE2\x80\xAEy")
SPOIL(sentence_of_bad_bytes, f->advice.id = "x\xC0y")
SPOIL(reason_with_escape, r->preset_why = "x\033]0;owned\007")
SPOIL(refusal_with_escape, f->fix_refused = "x\033")
SPOIL(no_sentence, f->message.id = NULL)
SPOIL(long_label, f->part = text_of(LABEL_MOST + 1))
SPOIL(bad_label, f->part = STR("\xED\xA0\x80"))
SPOIL(long_excerpt, f->excerpt = text_of(EXCERPT_MOST + 1))
SPOIL(bad_excerpt, f->excerpt = STR("\xFF"); f->excerpt_at = 0;
	f->excerpt_len = 0)
SPOIL(mark_outside, f->excerpt_at = (uint32_t)f->excerpt.len + 1;
	f->excerpt_len = 0)
SPOIL(mark_past_the_end, f->excerpt_len = (uint32_t)f->excerpt.len + 1)
SPOIL(long_mended, f->mended = text_of(EXCERPT_MOST + 1))
SPOIL(start_beyond, f->start.offset = BEYOND)
SPOIL(end_beyond, f->end.offset = BEYOND)
SPOIL(end_before_start, f->end.offset = f->start.offset - 1)
SPOIL(end_line_before, f->end.line = f->start.line - 1)
SPOIL(way_up, r->way_down.risk = r->score.risk + 0.5)
SPOIL(line_beyond, f->start.line = f->start.offset + 2)
SPOIL(column_beyond, f->start.column = 8 * (f->start.offset + 1) + 1)
SPOIL(no_line, f->start.line = f->start.column = 0)
SPOIL(twin_beyond, f->twin = true;
	f->twin_start = (struct place){ BEYOND, 1, 1 })
SPOIL(long_twin, f->twin = true; f->twin_part = text_of(LABEL_MOST + 1))
SPOIL(severity_off, f->severity = SEVERITY_OFF)
SPOIL(points_beyond, f->points = 100.5)
SPOIL(edits_of_no_fix, f->fix.id = NULL; f->edits = overlapping;
	f->edit_count = 1)
SPOIL(edits_overlap, f->fix.id = "x"; f->edits = overlapping; f->edit_count = 2)
SPOIL(edit_backwards, f->fix.id = "x"; f->edits = backwards; f->edit_count = 1)
SPOIL(bytes_beyond, r->bytes = BEYOND)
SPOIL(size_beyond, r->sent_size = UINT64_MAX)
SPOIL(number_beyond, r->message_number = LIMIT_MESSAGES + 1)
SPOIL(unread_and_clean, r->unread = true; r->count = 0;
	r->score = (struct score){ 0 }; r->way_down.count = 0)
SPOIL(risk_of_nothing, r->count = 0; r->way_down.count = 0)
SPOIL(risk_beyond, r->score.risk = 101)
SPOIL(way_beyond, r->way_down.count = 4)
SPOIL(way_to_no_finding, r->way_down.findings[0] = r->count)
SPOIL(bad_text, r->texts[0].utf8 = STR("\x80"))

struct spoiler {
	const char *name;
	void (*spoil)(struct result *r, struct result_finding *f);
};
#define ROW(name)                                                              \
	{                                                                      \
#name, name                                                    \
	}
static const struct spoiler spoilers[] = { ROW(long_argument),
	ROW(bad_argument), ROW(long_sentence), ROW(sentence_of_places),
	ROW(sentence_with_escape), ROW(sentence_with_c1), ROW(sentence_turned),
	ROW(sentence_of_bad_bytes), ROW(reason_with_escape),
	ROW(refusal_with_escape), ROW(no_sentence), ROW(long_label),
	ROW(bad_label), ROW(long_excerpt), ROW(bad_excerpt), ROW(mark_outside),
	ROW(mark_past_the_end), ROW(long_mended), ROW(start_beyond),
	ROW(end_beyond), ROW(end_line_before), ROW(way_up),
	ROW(end_before_start), ROW(line_beyond), ROW(column_beyond),
	ROW(no_line), ROW(twin_beyond), ROW(long_twin), ROW(severity_off),
	ROW(points_beyond), ROW(edits_of_no_fix), ROW(edits_overlap),
	ROW(edit_backwards), ROW(bytes_beyond), ROW(size_beyond),
	ROW(number_beyond), ROW(unread_and_clean), ROW(risk_of_nothing),
	ROW(risk_beyond), ROW(way_beyond), ROW(way_to_no_finding),
	ROW(bad_text) };

/* True when it is taken once it was changed. */
static bool
survives(void (*spoil)(struct result *r, struct result_finding *f))
{
	struct buf honest = packed(), changed;
	struct result r, again;

	assert_true(unpack(&r, buf_str(&honest)));
	/* one that stands in the middle of the file */
	struct result_finding *f = &r.findings[r.count / 2];
	assert_true(f->start.offset > 0);
	spoil(&r, f);
	buf_init(&changed, 4 * MIB);
	result_pack(&r, families, &changed);
	bool taken = unpack(&again, buf_str(&changed));
	result_release(&again);
	result_release(&r);
	buf_release(&honest);
	buf_release(&changed);
	return taken;
}

static void
a_result_that_no_check_gives_is_refused(void **state)
{
	(void)state;
	assert_true(survives(nothing));
	for (size_t i = 0; i < sizeof spoilers / sizeof *spoilers; i++)
		if (survives(spoilers[i].spoil))
			fail_msg("taken: %s", spoilers[i].name);
}

SPOIL(longest_argument, f->message.args[0] = text_of(ARGUMENT_MOST);
	f->message.count = 1)
SPOIL(longest_label, f->part = text_of(LABEL_MOST))
SPOIL(longest_excerpt, f->excerpt = text_of(EXCERPT_MOST))
SPOIL(last_offset, f->end.offset = BEYOND - 1)
SPOIL(last_number, r->message_number = LIMIT_MESSAGES)

static void
a_result_at_its_bounds_is_taken(void **state)
{
	(void)state;
	assert_true(survives(longest_argument));
	assert_true(survives(longest_label));
	assert_true(survives(longest_excerpt));
	assert_true(survives(last_offset));
	assert_true(survives(last_number));
}

/* Whatever the counts of the worker are. */
static void
findings_are_counted_by_the_reader(void **state)
{
	struct buf honest = packed(), changed;
	struct result r, again;

	(void)state;
	assert_true(unpack(&r, buf_str(&honest)));
	size_t errors = r.errors, notes = r.notes;
	assert_true(errors > 0);
	r.errors = 0;
	r.notes = r.count;
	buf_init(&changed, MIB);
	result_pack(&r, families, &changed);
	assert_true(unpack(&again, buf_str(&changed)));
	assert_int_equal(again.errors, errors);
	assert_int_equal(again.notes, notes);
	result_release(&again);
	result_release(&r);
	buf_release(&honest);
	buf_release(&changed);
}

static struct str heavy; /* what each edit puts in */

static void
mend_heavily(struct check *c)
{
	const struct text *t = &c->draft->proses.at[0].text;

	for (int i = 0; i < LIMIT_FINDINGS_PER_RULE; i++) {
		struct finding *f = find(c, in_text(t, 0, 1), "heavy", 0);
		finding_fix(f, FIX_SAFE, "make it heavy", 0);
		finding_edit(f, in_text(t, 0, 1), heavy);
	}
}

static const struct rule heavy_rows[] = { { .id = "heavy/rule",
	.severity = SEVERITY_NOTE,
	.evidence = EVIDENCE_EVIDENT,
	.on_draft = mend_heavily } };
static const struct family family_heavy = FAMILY("heavy", "heavy", heavy_rows);

static void
keep(void *context, struct str answer)
{
	buf_add(context, answer);
}

/* The answer of a worker about a draft whose fixes take `each` bytes. */
static struct buf
answer_of(size_t each, const struct family *const *own)
{
	static const struct settings settings;
	static const struct phrase_set none;
	struct linter *linter = linter_new(own, &none, &settings, NULL);
	struct linter_job job = { .linters = &linter, .count = 1,
		.families = own };
	struct arena head;
	struct serve_plan plan = { .job = linter_job, .context = &job };
	char *bytes = memory_new(each);
	struct buf out;

	memset(bytes, 'x', each);
	heavy = (struct str){ bytes, each };
	buf_init(&out, 2 * (size_t)LIMIT_ANSWER);
	arena_init(&head);
	serve_here(&plan, linter_head(&head, 0, STR("a.eml")), STR("Subject: x\n\nDear you\n"), keep,
		&out);
	arena_release(&head);
	linter_job_release(&job);
	linter_free(linter);
	free(bytes);
	return out;
}

static void
a_result_too_large_for_the_wire_says_so(void **state)
{
	const struct family *const own[] = { &family_structure, &family_heavy,
		NULL };
	size_t at = LIMIT_ANSWER / LIMIT_FINDINGS_PER_RULE;

	(void)state;
	for (int over = 0; over < 2; over++) {
		struct buf packed = answer_of(over ? at + 1 : at - KIB, own);
		struct result r;
		assert_true(packed.len <= LIMIT_ANSWER);
		assert_true(result_unpack(
			&r, own, STR("a.eml"), MIB, buf_str(&packed)));
		assert_int_equal(r.unread, over);
		assert_int_equal(r.count, over ? 1 : LIMIT_FINDINGS_PER_RULE);
		if (over)
			assert_non_null(strstr(r.findings[0].message.id,
				"takes more than {1} MiB"));
		result_release(&r);
		buf_release(&packed);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_comes_back),
		cmocka_unit_test(rows_and_digest_come_back),
		cmocka_unit_test(a_list_comes_back_without_details),
		cmocka_unit_test(half_a_result_is_none),
		cmocka_unit_test(a_changed_byte_does_no_harm),
		cmocka_unit_test(an_edit_outside_of_the_file_is_refused),
		cmocka_unit_test(a_result_that_no_check_gives_is_refused),
		cmocka_unit_test(a_result_at_its_bounds_is_taken),
		cmocka_unit_test(findings_are_counted_by_the_reader),
		cmocka_unit_test(a_result_too_large_for_the_wire_says_so),
	};

	return cmocka_run_group_tests_name("result", tests, NULL, NULL);
}
