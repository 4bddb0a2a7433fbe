/* test_report.c - each format from a result made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "report/catalogue.h"
#include "report/change.h"
#include "report/report.h"
#include "report/rules.h"
#include "report/snippet.h"
#include "report/wrap.h"

/* Takes the place of the catalogue that the Makefile generates. */
static const struct catalogue_entry entries[] = {
	{ " ({1})", "（{1}）" },
	{ ": ", "：" },
	{ "help: ", "建议：" },
	{ "measured", "实测" },
	{ "remove them", "删掉它们" },
	{ "warning", "警告" },
	{ "{1} exclamation marks", "{1} 个感叹号" },
};

const struct catalogue catalogues[] = {
	{ "zh_CN", entries, sizeof entries / sizeof *entries },
	{ 0 },
};

static const struct rule shouting = {
	.id = "subject/exclamation",
	.severity = SEVERITY_WARNING,
	.preset = { .bulk = SEVERITY_NOTE, .personal = SEVERITY_OFF },
	.outcome = OUTCOME_SPAM,
	.points = 12,
	.evidence = EVIDENCE_MEASURED,
	.source = "21 % of spam, 2 % of good mail",
	.title = "exclamation marks in the subject",
	.why = "Filters weigh them.",
	.bad = "Subject: Hi!!!\n\nx\033[0m\n",
	.good = "@good.eml",
};

static const struct rule shortened = {
	.id = "links/shortened",
	.severity = SEVERITY_ERROR,
	.outcome = OUTCOME_REJECT,
	.points = 30,
	.evidence = EVIDENCE_PROVIDER,
	.title = "short link",
};

/* A result with one finding in "Subject: <excerpt>". */
struct fixture {
	struct result result;
	struct result_finding findings[2];
	struct result_edit edit;
	struct report_settings settings;
	char mended[200];
};

static void
set_place(struct result_finding *f, const char *excerpt, const char *marked)
{
	const char *at = strstr(excerpt, marked);

	f->excerpt = str_of(excerpt);
	f->excerpt_at = (uint32_t)(at - excerpt);
	f->excerpt_len = (uint32_t)strlen(marked);
	f->start = (struct place){ 100 + f->excerpt_at, 3, 10 };
	f->end = (struct place){ f->start.offset + f->excerpt_len, 3, 13 };
}

static void
init(struct fixture *x, const char *excerpt, const char *marked)
{
	*x = (struct fixture){ 0 };
	x->result = (struct result){
		.path = STR("draft.eml"),
		.stage = STAGE_FINAL,
		.preset = PRESET_OUTREACH,
		.score = { 61.349, { 0, 61.349, 0, 0 } },
		.way_down = { { 0 }, 1, 18 },
		.bytes = 500,
		.sent_size = 700,
		.findings = x->findings,
		.count = 1,
		.warnings = 1,
	};
	x->findings[0] = (struct result_finding){
		.rule = &shouting,
		.severity = SEVERITY_WARNING,
		.points = 12,
		.part = STR("header:Subject"),
		.message = { "{1} exclamation marks", 1, { STR("3") } },
	};
	set_place(&x->findings[0], excerpt, marked);
}

/* The excerpt begins at byte 100 of the file. */
static void
mend(struct fixture *x, uint32_t start, uint32_t end, struct str with)
{
	struct result_finding *f = &x->findings[0];
	struct str head, tail;

	f->mended = STR_NONE;
	if (start < 100 || end < start || end - 100 > f->excerpt.len)
		return;
	head = str_sub(f->excerpt, 0, start - 100);
	tail = str_from(f->excerpt, end - 100);
	snprintf(x->mended, sizeof x->mended, "%.*s%.*s%.*s", STR_ARG(head),
		STR_ARG(with), STR_ARG(tail));
	f->mended = str_of(x->mended);
}

static void
add_fix(struct fixture *x, uint32_t start, uint32_t end, struct str with)
{
	x->edit = (struct result_edit){ start, end, with };
	x->findings[0].fix = (struct message){ .id = "remove them" };
	x->findings[0].edits = &x->edit;
	x->findings[0].edit_count = 1;
	x->result.fixable = 1;
	mend(x, start, end, with);
}

/* The whole report of one result in a format. Static: until the next call. */
static const char *
report(struct fixture *x, const struct report_format *format)
{
	static struct buf out;
	struct report r = {
		.format = format, .settings = &x->settings, .out = &out
	};
	struct report_summary s = { .files = 1,
		.errors = x->result.errors,
		.warnings = x->result.warnings,
		.notes = x->result.notes,
		.fixable = x->result.fixable };

	buf_release(&out);
	buf_init(&out, 1 << 20);
	format->begin(&r);
	format->result(&r, &x->result);
	r.results++;
	format->end(&r, &s);
	buf_char(&out, 0);
	return out.at;
}

static void
assert_has(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("no '%s' in:\n%s", what, text);
}

static void
assert_lacks(const char *text, const char *what)
{
	if (strstr(text, what))
		fail_msg("'%s' in:\n%s", what, text);
}

static void
test_names(void **state)
{
	(void)state;
	assert_ptr_equal(report_format_named(STR("gcc")), &report_gcc);
	assert_ptr_equal(report_format_named(STR("jsonl")), &report_jsonl);
	assert_null(report_format_named(STR("")));
	assert_null(report_format_named(STR("jso")));
}

static void
test_gcc(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	assert_string_equal(report(&x, &report_gcc),
		"draft.eml:3:10: warning: 3 exclamation marks "
		"[subject/exclamation]\n");
}

static void
test_gcc_is_one_harmless_line(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	x.result.path = STR("a\nb.eml");
	x.findings[0].message.args[0] = STR("\033[31m\r\n");
	assert_string_equal(report(&x, &report_gcc),
		"a<0x0A>b.eml:3:10: warning: <0x1B>[31m<0x0D><0x0A> "
		"exclamation marks [subject/exclamation]\n");
}

static void
test_machines_read_english(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	x.settings.reader = READER_ZH;
	assert_has(report(&x, &report_gcc), "warning: 3 exclamation marks");
	x.settings.reader_asked = true;
	assert_has(report(&x, &report_gcc), "warning: 3 个感叹号");
	assert_has(report(&x, &report_json), "\"message\":\"3 个感叹号\"");
}

static void
test_full(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	add_fix(&x, 111, 114, STR(""));
	assert_string_equal(report(&x, &report_full),
		"draft.eml\n"
		"\n"
		"warning[subject/exclamation]: 3 exclamation marks\n"
		" --> draft.eml:3:10 (measured)\n"
		"  |\n"
		"3 | Subject: Hi!!!\n"
		"  |            ^^^\n"
		"help: remove them (safe)\n"
		"  - Subject: Hi!!!\n"
		"  + Subject: Hi\n"
		"\n"
		"risk 61 of 100, high  [############--------]\n"
		"  refused 0, filtered as spam 61, ignored 0, shown broken 0\n"
		"  fix this first: 61 -> 18: subject/exclamation\n"
		"  read as a mail about to be sent, preset outreach\n"
		"\n"
		"1 warning in 1 draft; a fix is shown for 1.\n"
		"'maillint explain RULE' says why.\n");
}

static void
test_full_in_chinese(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	add_fix(&x, 111, 114, STR(""));
	x.settings.reader = READER_ZH;
	x.settings.quiet = true;
	assert_string_equal(report(&x, &report_full),
		"draft.eml\n"
		"\n"
		"警告[subject/exclamation]：3 个感叹号\n"
		" --> draft.eml:3:10（实测）\n"
		"  |\n"
		"3 | Subject: Hi!!!\n"
		"  |            ^^^\n"
		"建议：删掉它们 (safe)\n"
		"  - Subject: Hi!!!\n"
		"  + Subject: Hi\n"
		"\n");
}

/* Wide characters take two columns, combining ones none, a tab four. */
static void
test_carets(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "主题：限时优惠 FREE", "FREE");
	assert_has(report(&x, &report_full), "3 | 主题：限时优惠 FREE\n"
					     "  |                ^^^^\n");
	init(&x, "主题：限时优惠 FREE", "限时");
	assert_has(report(&x, &report_full), "3 | 主题：限时优惠 FREE\n"
					     "  |       ^^^^\n");
	init(&x, "Hi 😀👨‍👩‍👧 FREE e\xCC\x81!", "FREE");
	assert_has(report(&x, &report_full), "  |         ^^^^\n");
	init(&x, "Hi e\xCC\x81 FREE", "FREE");
	assert_has(report(&x, &report_full), "  |      ^^^^\n");
	init(&x, "\tnow\tFREE", "FREE");
	assert_has(report(&x, &report_full), "3 |     now    FREE\n"
					     "  |            ^^^^\n");
}

static void
test_carets_under_hostile_text(void **state)
{
	struct fixture x;

	(void)state;
	init(&x,
		"a\033[31m\xE2\x80\xAE"
		"FREE\xE2\x80\x8B",
		"FREE");
	assert_has(report(&x, &report_full),
		"3 | a<0x1B>[31m<U+202E>FREE<U+200B>\n"
		"  |                    ^^^^\n");
	init(&x, "x \xE2\x80\xAE y", "\xE2\x80\xAE");
	assert_has(report(&x, &report_full), "3 | x <U+202E> y\n"
					     "  |   ^^^^^^^^\n");
}

static void
test_nothing_marked(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "To: a@b.example", "");
	x.findings[0].excerpt_at = 15;
	assert_has(report(&x, &report_full), "3 | To: a@b.example\n"
					     "  |                ^\n");
	x.findings[0].excerpt = STR_NONE;
	assert_lacks(report(&x, &report_full), "3 |");
}

static void
test_gutter(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Hi!!!", "!!!");
	x.findings[0].start.line = 1234;
	assert_has(report(&x, &report_full),
		"    --> draft.eml:1234:10 (measured)\n"
		"     |\n"
		"1234 | Hi!!!\n"
		"     |   ^^^\n");
}

/* All that is shown fits, and the marked place is in it. */
static void
expect_window(struct str line, size_t at, size_t len, size_t room)
{
	struct snippet s;

	snippet_make(&s, line, at, len, room);
	assert_true(s.pad + s.mark <= room + 1);
	assert_true(s.line.len <= 4 * (room + 1));
	snippet_release(&s);
}

static void
test_long_lines(void **state)
{
	static char line[1200];
	struct snippet s;

	(void)state;
	memset(line, 'a', sizeof line);
	memcpy(line + 600, "FREE", 4);
	struct str text = { line, sizeof line };
	snippet_make(&s, text, 600, 4, 40);
	assert_true(str_starts(buf_str(&s.line), STR("…aaa")));
	assert_true(str_ends(buf_str(&s.line), STR("aaa…")));
	assert_int_equal(str_find(buf_str(&s.line), STR("FREE")),
		s.pad + strlen("…") - 1);
	assert_int_equal(s.mark, 4);
	snippet_release(&s);
	for (size_t at = 0; at <= sizeof line; at += 37)
		for (size_t len = 0; len < 200; len += 33)
			expect_window(text, at, len, 30);
	snippet_make(&s, text, 1190, 50, 0);
	snippet_release(&s);
}

static void
test_long_chinese_line(void **state)
{
	struct buf line;
	struct snippet s;

	(void)state;
	buf_init(&line, 4096);
	for (int i = 0; i < 100; i++)
		buf_add(&line, STR("好"));
	snippet_make(&s, buf_str(&line), 150, 6, 41);
	assert_int_equal(s.mark, 4);
	assert_int_equal(s.pad % 2, 1);
	snippet_release(&s);
	buf_release(&line);
}

static void
test_change_is_shown_where_it_is_true(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	add_fix(&x, 111, 114, STR("."));
	assert_has(report(&x, &report_full), "  + Subject: Hi.\n");
	x.findings[0].decoded = true;
	assert_has(report(&x, &report_full), "(measured; shown decoded)\n");
	init(&x, "Subject: Hi!!!", "!!!");
	add_fix(&x, 111, 115, STR("."));
	assert_lacks(report(&x, &report_full), "  + ");
	add_fix(&x, 99, 114, STR("."));
	assert_lacks(report(&x, &report_full), "  + ");
}

static void
test_change_of_decoded_text(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!! you", "!!!");
	add_fix(&x, 111, 114, STR("!"));
	x.findings[0].decoded = true;
	assert_has(report(&x, &report_full), "  + Subject: Hi! you\n");
	x.findings[0].mended = STR_NONE;
	assert_lacks(report(&x, &report_full), "  + ");
}

static void
test_removed_line_has_no_plus(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "X-Test: 1", "X-Test: 1");
	add_fix(&x, 100, 109, STR(""));
	assert_has(report(&x, &report_full), "  - X-Test: 1\n\n");
}

static void
test_unsafe_and_advice(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	add_fix(&x, 111, 114, STR(""));
	x.findings[0].safety = FIX_UNSAFE;
	x.findings[0].advice =
		(struct message){ "write to {1}", 1, { STR("\033Anna") } };
	const char *text = report(&x, &report_full);
	assert_has(text, "help: remove them (read it over)\n");
	assert_has(text, "help: write to <0x1B>Anna\n");
}

static void
test_verbose(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	x.settings.verbose = true;
	x.findings[0].fix_refused = "the part is signed";
	const char *text = report(&x, &report_full);
	assert_has(text, "  = known from: 21 % of spam, 2 % of good mail\n");
	assert_has(text, "  = points in the risk: 12\n");
	assert_has(text, "  = no edit computed: the part is signed\n");
}

static void
test_twin(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Hi!!!", "!!!");
	x.findings[0].twin = true;
	x.findings[0].twin_start = (struct place){ 900, 40, 2 };
	x.findings[0].twin_part = STR("text/plain#1");
	assert_has(report(&x, &report_full),
		"  = also at draft.eml:40:2 (text/plain#1)\n");
}

static void
test_remarks(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Hi!!!", "!!!");
	x.result.self_copy = true;
	x.result.dropped = 12;
	x.result.message_number = 7;
	x.result.stage = STAGE_TEMPLATE;
	x.result.preset_why = "it offers to unsubscribe";
	const char *text = report(&x, &report_full);
	assert_has(text, "draft.eml, message 7\n");
	assert_has(text, "--to ADDRESS\n");
	assert_has(text, "  12 more findings are not shown\n");
	assert_has(report(&x, &report_gcc),
		"draft.eml:1:1: note: 12 more findings are not shown "
		"[structure/not-checked]\n");
	assert_has(report(&x, &report_json), ",\"dropped\":12}");
	text = report(&x, &report_full);
	assert_has(text, "read as a template, preset outreach (it offers to "
			 "unsubscribe)\n");
}

static void
test_clean(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Hi!!!", "!!!");
	x.result.count = x.result.warnings = 0;
	assert_string_equal(report(&x, &report_full),
		"draft.eml: nothing to mend (risk 0)\n");
	x.settings.quiet = true;
	assert_string_equal(report(&x, &report_full), "");
	assert_string_equal(report(&x, &report_gcc), "");
	assert_has(report(&x, &report_json), "\"findings\":[]");
	assert_false(strstr(report(&x, &report_json), "dropped") != NULL);
}

static void
test_color(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	assert_lacks(report(&x, &report_full), "\033");
	x.settings.color = true;
	const char *text = report(&x, &report_full);
	assert_has(text, "\033[1;33mwarning\033[0m[subject/exclamation]: ");
	assert_has(text, "\033[1;33m^^^\033[0m");
	assert_lacks(report(&x, &report_gcc), "\033");
	assert_lacks(report(&x, &report_json), "\033");
}

static void
test_json(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Subject: Hi!!!", "!!!");
	add_fix(&x, 111, 114, STR(""));
	assert_string_equal(report(&x, &report_jsonl),
		"{\"path\":\"draft.eml\",\"stage\":\"final\",\"preset\":"
		"\"outreach\",\"risk\":61.3,\"band\":\"high\",\"outcomes\":{"
		"\"reject\":0.0,\"spam\":61.3,\"ignored\":0.0,\"broken\":0.0},"
		"\"size\":{\"bytes\":500,\"as_sent\":700},\"findings\":[{"
		"\"rule\":\"subject/exclamation\",\"severity\":\"warning\","
		"\"outcome\":\"spam\",\"points\":12.0,\"message\":"
		"\"3 exclamation marks\",\"advice\":null,\"part\":"
		"\"header:Subject\",\"evidence\":\"measured\",\"source\":"
		"\"21 % of spam, 2 % of good mail\",\"start\":{\"offset\":111,"
		"\"line\":3,\"column\":10},\"end\":{\"offset\":114,\"line\":3,"
		"\"column\":13},\"fix\":{\"safety\":\"safe\",\"message\":"
		"\"remove them\",\"edits\":[{\"start\":111,\"end\":114,"
		"\"text\":\"\"}]}}]}\n");
}

static void
test_json_document(void **state)
{
	struct fixture x;
	struct buf out;
	const struct report_error failure = { STR("b\xFF.eml"),
		STR("no \"b\"\n") };
	struct report r = { &report_json, &x.settings, &out, NULL, 0 };
	struct report_summary s = { .files = 2,
		.warnings = 2,
		.failures = &failure,
		.failure_count = 1 };

	(void)state;
	init(&x, "Hi!!!", "!!!");
	x.result.count = 0;
	x.result.message_number = 2;
	buf_init(&out, 1 << 20);
	report_json.begin(&r);
	for (; r.results < 2; r.results++)
		report_json.result(&r, &x.result);
	report_json.end(&r, &s);
	buf_char(&out, 0);
	assert_has(out.at, "{\"schema\":\"maillint/1\",\"version\":\"");
	assert_has(out.at, "\"message_number\":2},\n{\"path\"");
	assert_has(out.at, "\"summary\":{\"files\":2,\"errors\":0,"
			   "\"warnings\":2,\"notes\":0,\"fixable\":0}");
	assert_has(out.at, "\"errors\":[{\"path\":\"b\xEF\xBF\xBD.eml\","
			   "\"message\":\"no \\\"b\\\"\\n\"}]}\n");
	buf_release(&out);
}

static void
expect_bytes(struct str with, const char *json)
{
	struct fixture x;

	init(&x, "Subject: Hi!!!", "!!!");
	add_fix(&x, 111, 114, with);
	assert_has(report(&x, &report_jsonl), json);
}

/* Raw bytes that are no UTF-8 go as base64 (RFC 4648 10 has the vectors). */
static void
test_json_bytes(void **state)
{
	(void)state;
	expect_bytes(STR("你\0"), "\"text\":\"你\\u0000\"");
	expect_bytes(STR("\xC4"), "\"bytes\":\"xA==\"");
	expect_bytes(STR("\xC4\xE3"), "\"bytes\":\"xOM=\"");
	expect_bytes(STR("\xC4\xE3\xFF"), "\"bytes\":\"xOP/\"");
	expect_bytes(STR("\xC4\xE3\xBA\xC3"), "\"bytes\":\"xOO6ww==\"");
}

static void
test_json_figures(void **state)
{
	struct fixture x;

	(void)state;
	init(&x, "Hi!!!", "!!!");
	x.result.score.risk = 100;
	x.findings[0].points = 0.1 + 0.2;
	assert_has(report(&x, &report_jsonl), "\"risk\":100.0,");
	assert_has(report(&x, &report_jsonl), "\"points\":0.3,");
}

static const struct family subject = { "subject", "the subject line", &shouting,
	1 };
static const struct family links = { "links", "links", &shortened, 1 };
static const struct family *const families[] = { &subject, &links, NULL };

static const char *
rules(void (*add)(struct buf *, const struct report_settings *,
	      const struct family *const *, const struct rule *),
	const struct rule *only)
{
	static struct buf out;
	const struct report_settings settings = { 0 };

	buf_release(&out);
	buf_init(&out, 1 << 20);
	add(&out, &settings, families, only);
	buf_char(&out, 0);
	return out.at;
}

static void
test_rules(void **state)
{
	(void)state;
	assert_string_equal(rules(rules_text, NULL),
		"subject: the subject line\n"
		"  subject/exclamation  warning  exclamation marks in the "
		"subject\n"
		"\n"
		"links: links\n"
		"  links/shortened      error    short link\n"
		"\n"
		"'maillint explain RULE' says more about one.\n");
	assert_has(rules(rules_markdown, NULL), "### links/shortened\n");
	assert_has(rules(rules_json, NULL), "\"personal\":\"off\"");
	assert_lacks(rules(rules_json, &shortened), "exclamation");
}

static void
test_explain(void **state)
{
	(void)state;
	const char *text = rules(rules_text, &shouting);
	assert_has(text, "subject/exclamation: exclamation marks in the");
	assert_has(text, "  warning (bulk: note, personal: off)\n");
	assert_has(text, "  21 % of spam, 2 % of good mail\n");
	assert_has(text, "  | x<0x1B>[0m\n");
	assert_lacks(text, "@good.eml");
	assert_has(text, "maillint --ignore subject/exclamation DRAFT\n");
}

static void
expect_wrapped(struct str text, size_t indent, size_t width, const char *lines)
{
	struct buf out;

	buf_init(&out, 4096);
	wrap_add(&out, text, indent, width);
	buf_char(&out, 0);
	assert_string_equal(out.at, lines);
	buf_release(&out);
}

static void
test_wrap(void **state)
{
	(void)state;
	expect_wrapped(STR("one two three four five six"), 2, 22,
		"  one two three four\n  five six\n");
	expect_wrapped(STR("ab\ncd"), 0, 40, "ab\ncd\n");
	expect_wrapped(STR(""), 2, 40, "");
	expect_wrapped(STR("averyverylongwordthatfitsnoline x"), 0, 20,
		"averyverylongwordthatfitsnoline\nx\n");
	/* no line begins with a closing mark */
	expect_wrapped(STR("一二三四五六七八九十，一二三"), 0, 20,
		"一二三四五六七八九\n十，一二三\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_gcc),
		cmocka_unit_test(test_gcc_is_one_harmless_line),
		cmocka_unit_test(test_machines_read_english),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_full_in_chinese),
		cmocka_unit_test(test_carets),
		cmocka_unit_test(test_carets_under_hostile_text),
		cmocka_unit_test(test_nothing_marked),
		cmocka_unit_test(test_gutter),
		cmocka_unit_test(test_long_lines),
		cmocka_unit_test(test_long_chinese_line),
		cmocka_unit_test(test_change_is_shown_where_it_is_true),
		cmocka_unit_test(test_change_of_decoded_text),
		cmocka_unit_test(test_removed_line_has_no_plus),
		cmocka_unit_test(test_unsafe_and_advice),
		cmocka_unit_test(test_verbose),
		cmocka_unit_test(test_twin),
		cmocka_unit_test(test_remarks),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_color),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_json_document),
		cmocka_unit_test(test_json_bytes),
		cmocka_unit_test(test_json_figures),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_explain),
		cmocka_unit_test(test_wrap),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
