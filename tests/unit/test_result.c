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
	example_lint(&e, str_of(draft), &r);
	assert_true(r.count > 4 && r.fixable > 1 && r.text_count == 1);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_comes_back),
		cmocka_unit_test(a_list_comes_back_without_details),
		cmocka_unit_test(half_a_result_is_none),
		cmocka_unit_test(a_changed_byte_does_no_harm),
		cmocka_unit_test(an_edit_outside_of_the_file_is_refused),
	};

	return cmocka_run_group_tests_name("result", tests, NULL, NULL);
}
