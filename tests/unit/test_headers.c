/* test_headers.c - blocks of header fields and where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/limits.h"
#include "draft/headers.h"

struct bench {
	struct arena arena;
	struct defects defects;
	struct str file;
	struct headers headers;
};

static void
parse(struct bench *b, struct str file)
{
	arena_init(&b->arena);
	b->defects = (struct defects){ .arena = &b->arena };
	b->file = file;
	headers_parse(&b->headers, &b->arena, file, 0, (uint32_t)file.len, NULL,
		&b->defects);
}

static size_t
noted(const struct bench *b, enum defect_code code)
{
	size_t n = 0;
	list_each (const struct defect, d, &b->defects.list)
		n += d->code == code;
	return n;
}

static void
assert_str(struct str s, const char *expected)
{
	if (!str_eq(s, str_of(expected)))
		fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(s), expected);
}

static struct str
raw(const struct bench *b, struct span s)
{
	return str_sub(b->file, s.at, s.len);
}

/* "Name=text|Name=text|" of all fields, then the body. */
static void
check(const char *file, const char *fields, const char *body)
{
	struct bench b;
	char all[2000];
	size_t n = 0;

	parse(&b, str_of(file));
	list_each (const struct header, h, &b.headers.list)
		n += (size_t)snprintf(all + n, sizeof all - n, "%.*s=%.*s|",
			STR_ARG(h->name), STR_ARG(header_text(h)->s));
	assert_str((struct str){ all, n }, fields);
	assert_str(str_from(b.file, b.headers.body_at), body);
	arena_release(&b.arena);
}

static void
check_defect(const char *file, enum defect_code code, const char *at)
{
	struct bench b;

	parse(&b, str_of(file));
	if (noted(&b, code) != 1 || b.defects.list.n != 1)
		fail_msg("%zu defects for %s", b.defects.list.n, file);
	assert_str(raw(&b, b.defects.list.at[0].span), at);
	arena_release(&b.arena);
}

static void
test_line_ends(void **state)
{
	(void)state;
	check("A: b\r\nC: d\r\n\r\nx", "A=b|C=d|", "x");
	check("A: b\nC: d\n\nx", "A=b|C=d|", "x");
	check("A: b\rC: d\r\rx", "A=b|C=d|", "x");
	check("A: b\rC: d\r\n\nx", "A=b|C=d|", "x");
	check("A: b\nC: d", "A=b|C=d|", "");
	check("A: b\n", "A=b|", "");
	check("", "", "");
	check("\n", "", "");
	check("\r\nA: b\r\n", "", "A: b\r\n");
	check("A: b\r\n\r\n\r\nx", "A=b|", "\r\nx");
}

static void
test_values(void **state)
{
	(void)state;
	check("A:b\nC:\nD: \t e  \n\n", "A=b|C=|D=e  |", "");
	check("A: b\n c\n\td\n\n", "A=b c d|", "");
	check("A:\n b\n\n", "A=b|", "");
	check("A: b\n \n c\n\n", "A=b c|", "");
	check("A: b \n  \n\nx", "A=b |", "x");
	check("A: b\n \nC: d\n\nx", "A=b|C=d|", "x");
	check("A::b: c\n\n", "A=:b: c|", "");
	check("A: =?utf-8?q?b?=\n =?utf-8?q?c?=\n\n", "A=bc|", "");
}

static void
test_blank_line_as_empty_line(void **state)
{
	(void)state;
	check("A: b\n \nDear John,\n", "A=b|", "Dear John,\n");
	check("A: b\n\t\nDear John\n", "A=b|", "Dear John\n");
	check("  \nDear John\n", "", "Dear John\n");
	check_defect("A: b\n \nDear John,\n", DEFECT_NO_BLANK_LINE, " ");
}

static void
test_spans(void **state)
{
	(void)state;
	struct bench b;

	parse(&b, STR("From x\r\nTo : \r\n a@b \r\n\tc\r\nX: y\r\n\r\nbody"));
	const struct header *to = headers_find(&b.headers, HEADER_TO);
	assert_str(raw(&b, to->span), "To : \r\n a@b \r\n\tc\r\n");
	assert_str(raw(&b, to->name_span), "To");
	assert_str(raw(&b, to->value_span), "a@b \r\n\tc");
	assert_str(header_text(to)->s, "a@b c");
	assert_str(raw(&b, text_span(header_text(to), 4, 1)), "c");
	assert_str(raw(&b, headers_named(&b.headers, "x")->span), "X: y\r\n");
	assert_str(
		raw(&b, b.headers.block), "To : \r\n a@b \r\n\tc\r\nX: y\r\n");
	assert_int_equal(noted(&b, DEFECT_HEADER_SPACE_COLON), 1);
	assert_null(headers_find(&b.headers, HEADER_CC));
	assert_null(headers_named(&b.headers, "Bcc"));
	arena_release(&b.arena);
}

static void
test_from_line(void **state)
{
	(void)state;
	check("From a@b Mon Jan 1\nA: b\n\nx", "A=b|", "x");
	check(">From a@b Mon Jan 1\r\nA: b\r\n\r\nx", "A=b|", "x");
	check("\xEF\xBB\xBF"
	      "A: b\n\nx",
		"A=b|", "x");
	/* a sentence is no mbox line */
	check("From here on,\nall is text: yes\n", "",
		"From here on,\nall is text: yes\n");
}

static void
test_no_field(void **state)
{
	(void)state;
	check("A: b\nDear John,\nhow are you\n", "A=b|",
		"Dear John,\nhow are you\n");
	check_defect("A: b\nDear John,\n", DEFECT_NO_BLANK_LINE, "Dear John,");
	check("A: b\nhttps://x.com/\n", "A=b|", "https://x.com/\n");
	check("Dear John,\nTo: x\n", "", "Dear John,\nTo: x\n");
	check_defect("Dear John,\n", DEFECT_HEADER_SYNTAX, "Dear John,");
	check("A: b\n>From x\nTo: c\n\nx", "A=b|To=c|", "x");
	check_defect("A: b\njunk\nX-Y: c\n\nx", DEFECT_HEADER_SYNTAX, "junk");
	check("A: b\n: c\n\nx", "A=b|", ": c\n\nx");
	check("A: b\nPrice list: c\n\nx", "A=b|", "Price list: c\n\nx");
}

static void
test_duplicates(void **state)
{
	(void)state;
	check_defect("Subject: a\nsubject: b\n\n", DEFECT_HEADER_DUPLICATE,
		"subject: b");
	struct bench b;
	parse(&b, STR("Received: a\nReceived: b\nX-A: 1\nX-A: 2\n\n"));
	assert_int_equal(b.defects.list.n, 0);
	arena_release(&b.arena);
	parse(&b, STR("Subject: first\nSubject: second\n\n"));
	assert_str(header_text(headers_find(&b.headers, HEADER_SUBJECT))->s, "first");
	arena_release(&b.arena);
}

static void
test_ids(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum header_id id;
	} rows[] = { { "Subject", HEADER_SUBJECT }, { "FROM", HEADER_FROM },
		{ "Sender", HEADER_SENDER }, { "Reply-To", HEADER_REPLY_TO },
		{ "to", HEADER_TO }, { "Cc", HEADER_CC }, { "Bcc", HEADER_BCC },
		{ "Date", HEADER_DATE }, { "Message-ID", HEADER_MESSAGE_ID },
		{ "In-Reply-To", HEADER_IN_REPLY_TO },
		{ "References", HEADER_REFERENCES },
		{ "Received", HEADER_RECEIVED },
		{ "Return-Path", HEADER_RETURN_PATH },
		{ "MIME-Version", HEADER_MIME_VERSION },
		{ "Content-Type", HEADER_CONTENT_TYPE },
		{ "Content-Transfer-Encoding",
			HEADER_CONTENT_TRANSFER_ENCODING },
		{ "Content-Disposition", HEADER_CONTENT_DISPOSITION },
		{ "Content-ID", HEADER_CONTENT_ID },
		{ "Content-Location", HEADER_CONTENT_LOCATION },
		{ "List-Unsubscribe", HEADER_LIST_UNSUBSCRIBE },
		{ "List-Unsubscribe-Post", HEADER_LIST_UNSUBSCRIBE_POST },
		{ "List-Id", HEADER_LIST_ID },
		{ "Precedence", HEADER_PRECEDENCE },
		{ "Auto-Submitted", HEADER_AUTO_SUBMITTED },
		{ "X-Priority", HEADER_X_PRIORITY },
		{ "Importance", HEADER_IMPORTANCE },
		{ "X-Unsent", HEADER_X_UNSENT },
		{ "X-Mailer", HEADER_X_MAILER },
		{ "DKIM-Signature", HEADER_DKIM_SIGNATURE },
		{ "Preheader", HEADER_PREHEADER },
		{ "Attachments", HEADER_ATTACHMENTS }, { "", HEADER_OTHER },
		{ "X", HEADER_OTHER }, { "Subjects", HEADER_OTHER },
		{ "Sxxxxxt", HEADER_OTHER } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(
			header_id_of(str_of(rows[i].name)), rows[i].id);
	assert_int_equal(sizeof rows / sizeof *rows - 4, HEADER_IDS - 1);
}

static void
test_addresses_and_date(void **state)
{
	(void)state;
	struct bench b;

	parse(&b, STR("To: =?utf-8?q?Li=2C_Wei?= <w@x.cn>\nX: <w@x.cn>\n"
		      "Date: Mon, 1 Jan 2024 10:00:00 +0800\n\n"));
	const struct header *to = headers_find(&b.headers, HEADER_TO);
	assert_int_equal(to->addresses->list.n, 1);
	assert_str(to->addresses->list.at[0].name, "Li, Wei");
	assert_ptr_equal(to->addresses->text, header_text(to));
	assert_null(headers_named(&b.headers, "X")->addresses);
	assert_int_equal(b.defects.list.n, 0);
	arena_release(&b.arena);
	check_defect("Date: soon\n\n", DEFECT_DATE_SYNTAX, "soon");
}

static void
test_range(void **state)
{
	(void)state;
	struct bench b;
	struct str file = STR("xxA: b\nC: d\n\nyy");
	arena_init(&b.arena);
	b.defects = (struct defects){ .arena = &b.arena };
	headers_parse(&b.headers, &b.arena, file, 2, 9, NULL, &b.defects);
	assert_int_equal(b.headers.list.n, 2);
	assert_str(b.headers.list.at[1].name, "C");
	assert_int_equal(b.headers.body_at, 9);
	assert_int_equal(span_end(b.headers.list.at[1].span), 9);
	arena_release(&b.arena);
}

static void
test_limits(void **state)
{
	(void)state;
	struct bench b;
	size_t n = 0, room = 2 * MIB;
	char *file = malloc(room);

	for (int i = 0; i < LIMIT_HEADERS + 5; i++)
		n += (size_t)sprintf(file + n, "X-%d: y\n", i);
	n += (size_t)sprintf(file + n, "\nbody");
	parse(&b, (struct str){ file, n });
	assert_int_equal(b.headers.list.n, LIMIT_HEADERS);
	assert_int_equal(noted(&b, DEFECT_LIMIT), 1);
	assert_str(str_from(b.file, b.headers.body_at), "body");
	arena_release(&b.arena);

	n = 0;
	for (int i = 0; n < LIMIT_HEADER_BLOCK; i++)
		n += (size_t)sprintf(file + n, "X-%d: %05000d\n", i, i);
	size_t last = (size_t)sprintf(file + n, "X-Last: y\n\nbody");
	parse(&b, (struct str){ file, n + last });
	assert_int_equal(noted(&b, DEFECT_LIMIT), 1);
	assert_null(headers_named(&b.headers, "X-Last"));
	assert_str(str_from(b.file, b.headers.body_at), "body");
	arena_release(&b.arena);
	free(file);
}

static double
seconds_for(const char *piece, size_t n)
{
	size_t len = strlen(piece), used = 0;
	char *file = malloc(n + 8);
	struct timespec a, z;
	struct bench b;

	used = (size_t)sprintf(file, "A: b\n");
	for (; used + len <= n; used += len)
		memcpy(file + used, piece, len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	parse(&b, (struct str){ file, used });
	arena_release(&b.arena);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &z);
	free(file);
	return (double)(z.tv_sec - a.tv_sec) +
	       (double)(z.tv_nsec - a.tv_nsec) / 1e9;
}

static void
test_hostile_is_linear(void **state)
{
	(void)state;
	static const char *const pieces[] = { " \n", " \r", "A: b\n", "A: b\r",
		" x\n", ":", "x", "junk\nTo: a\n", "To: (\n", "\r \r",
		"To: a@b,\n c@d,\n", "A: =?utf-8?q?=E6?=\n" };

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		if (seconds_for(pieces[i], 1 * MIB) > 1.0)
			fail_msg("slow: %s", pieces[i]);
}

/* Cut anywhere, or with any byte replaced: nothing breaks. */
static void
test_mutations(void **state)
{
	(void)state;
	static const char seed[] =
		"From x\r\nSubject: =?utf-8?B?5oql5Lu3?=\r\n "
		"=?gbk?Q?=B1=A8?=\r\n"
		"To: \"A, B\" <a@b.c>, (x) {{e}}; g: d@e;\r\nDate: 1 Jan 24 "
		"1:2\r\n"
		"X : \xFF\r\n\r\nbody";
	static const char bytes[] = "\0\n\r\"(:<=?\x80\xFF";
	char file[sizeof seed];

	for (size_t i = 0; i < sizeof seed; i++) {
		struct bench b;
		char *cut = malloc(i + 1);
		memcpy(cut, seed, i);
		parse(&b, (struct str){ cut, i });
		assert_true(b.headers.body_at <= i);
		arena_release(&b.arena);
		free(cut);
		for (size_t k = 0; i + 1 < sizeof seed && k < 11; k++) {
			memcpy(file, seed, sizeof seed);
			file[i] = bytes[k];
			parse(&b, (struct str){ file, sizeof seed - 1 });
			assert_true(
				span_end(b.headers.block) <= b.headers.body_at);
			arena_release(&b.arena);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_blank_line_as_empty_line),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_from_line),
		cmocka_unit_test(test_no_field),
		cmocka_unit_test(test_duplicates),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_addresses_and_date),
		cmocka_unit_test(test_range),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_hostile_is_linear),
		cmocka_unit_test(test_mutations),
	};
	return cmocka_run_group_tests_name("headers", tests, NULL, NULL);
}
