/* test_mime.c - the tree of body parts and their decoded text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/limits.h"
#include "draft/mime.h"

static struct arena arena;
static struct defects defects;
static part_list parts;
static struct str file;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	defects = (struct defects){ .arena = &arena };
	parts = (part_list){ 0 };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct part *
parse(struct str s)
{
	file = s;
	return mime_parse(&parts, &arena, s, span_of(0, s.len), &defects);
}

#define PARSE(text) parse(STR(text))

/* "multipart/mixed()text/plain(1) ..." of all parts in order. */
static void
assert_tree(const char *expected)
{
	struct buf b;

	buf_init(&b, MIB);
	list_each (struct part *, p, &parts)
		buf_printf(&b, "%s%.*s(%.*s)", b.len ? " " : "",
			STR_ARG((*p)->media), STR_ARG((*p)->number));
	buf_char(&b, 0);
	assert_string_equal(b.at, expected);
	buf_release(&b);
}

static void
assert_body(size_t i, const char *expected)
{
	assert_true(i < parts.n);
	struct span s = parts.at[i]->body;
	assert_int_equal(s.len, strlen(expected));
	assert_memory_equal(file.at + s.at, expected, s.len);
}

static size_t
count_defects(enum defect_code code)
{
	size_t n = 0;
	list_each (const struct defect, d, &defects.list)
		n += d->code == code;
	return n;
}

static struct text *
decoded(size_t i)
{
	mime_decode_text(parts.at[i], &arena, file, LIMIT_TEXT, &defects);
	return &parts.at[i]->text;
}

static void
assert_decoded(size_t i, const char *expected)
{
	struct text *t = decoded(i);
	assert_int_equal(t->s.len, strlen(expected));
	assert_memory_equal(t->s.at, expected, t->s.len);
}

static void
assert_raw(size_t i, const char *what, const char *raw)
{
	const struct text *t = &parts.at[i]->text;
	size_t at = str_find(t->s, str_of(what));

	assert_true(at < t->s.len);
	struct span s = text_span(t, at, strlen(what));
	assert_int_equal(s.len, strlen(raw));
	assert_memory_equal(file.at + s.at, raw, s.len);
}

static void
reads_a_single_body(void **state)
{
	(void)state;
	PARSE("Subject: x\r\n\r\nHello\r\n");
	assert_tree("text/plain(1)");
	assert_body(0, "Hello\r\n");
	assert_int_equal(parts.at[0]->kind, PART_PLAIN);
	assert_decoded(0, "Hello\r\n");
	assert_false(parts.at[0]->is_attachment);
	assert_int_equal(defects.list.n, 0);
}

#define MIXED(boundary)                                                        \
	"Content-Type: multipart/mixed; boundary=" boundary "\n\n"

static void
reads_a_multipart(void **state)
{
	(void)state;
	PARSE(MIXED("\"=_b 1\"") "preamble\n--=_b 1\n\none\n\n--=_b 1 \t\r\n"
				 "Content-Type: TEXT/HTML\n\n<p>two\r\n"
				 "--=_b 1--\nepilogue\n--=_b 1\n\nnot\n");
	assert_tree("multipart/mixed() text/plain(1) text/html(2)");
	assert_body(1, "one\n");
	assert_body(2, "<p>two");
	assert_int_equal(parts.at[2]->kind, PART_HTML);
	assert_ptr_equal(parts.at[0]->first, parts.at[1]);
	assert_ptr_equal(parts.at[1]->next, parts.at[2]);
	assert_int_equal(defects.list.n, 0);
}

static void
reads_nested_multiparts(void **state)
{
	(void)state;
	PARSE(MIXED("A") "--A\nContent-Type: multipart/alternative; "
			 "boundary=B\n\n--B\n\nplain\n--B\nContent-Type: "
			 "multipart/related; boundary=C\n\n--C\nContent-Type: "
			 "text/html\n\n<p>\n--C\nContent-Type: image/png\n"
			 "Content-ID: <logo>\n\nx\n--C--\n--B--\n--A\n"
			 "Content-Type: application/pdf; name=a.pdf\n\n%\n"
			 "--A--\n");
	assert_tree("multipart/mixed() multipart/alternative(1) "
		    "text/plain(1.1) multipart/related(1.2) text/html(1.2.1) "
		    "image/png(1.2.2) application/pdf(2)");
	assert_true(parts.at[2]->alternative);
	assert_true(parts.at[4]->alternative);
	assert_false(parts.at[4]->related);
	assert_true(parts.at[5]->related);
	assert_true(str_eq(parts.at[5]->content_id, STR("logo")));
	assert_true(parts.at[6]->is_attachment);
	assert_false(parts.at[4]->is_attachment);
	assert_int_equal(parts.at[4]->depth, 3);
	assert_int_equal(defects.list.n, 0);
}

static void
ends_inner_parts_with_the_outer(void **state)
{
	(void)state;
	PARSE(MIXED("A") "--A\nContent-Type: multipart/mixed; boundary=B\n\n"
			 "--B\n\none\n--A\n\ntwo\n--A--\n");
	assert_tree("multipart/mixed() multipart/mixed(1) text/plain(1.1) "
		    "text/plain(2)");
	assert_body(2, "one");
	assert_int_equal(count_defects(DEFECT_BOUNDARY_UNCLOSED), 1);
	assert_ptr_equal(defects.list.at[0].part, parts.at[1]);
}

static void
notes_missing_delimiters(void **state)
{
	(void)state;
	PARSE(MIXED("A") "--A\n\none\n");
	assert_body(1, "one\n");
	assert_int_equal(count_defects(DEFECT_BOUNDARY_UNCLOSED), 1);
	parts.n = 0;
	PARSE(MIXED("A") "nothing\n");
	assert_int_equal(count_defects(DEFECT_BOUNDARY_NOT_FOUND), 1);
	assert_int_equal(parts.at[0]->kind, PART_PLAIN);
	assert_decoded(0, "nothing\n");
	assert_true(parts.at[0]->ambiguous);
	parts.n = 0;
	PARSE("Content-Type: multipart/mixed\n\n--A\n\nx\n--A--");
	assert_int_equal(count_defects(DEFECT_BOUNDARY_MISSING), 1);
	assert_decoded(0, "--A\n\nx\n--A--");
	parts.n = 0;
	PARSE("Content-Type: multipart/mixed\n\n<html><p>x</html>");
	assert_int_equal(parts.at[0]->kind, PART_HTML);
	parts.n = 0;
	/* the outer one goes on */
	PARSE(MIXED("A") "--A\n" MIXED("B") "in\n--A\n\nout\n--A--\n");
	assert_tree("multipart/mixed() multipart/mixed(1) text/plain(2)");
	assert_decoded(1, "in");
	assert_decoded(2, "out");
}

#define AMP "Content-Type: text/x-amp-html\n\n<p>x</p>"

static void
reads_amp_that_stands_alone(void **state)
{
	(void)state;
	PARSE(AMP);
	assert_int_equal(parts.at[0]->kind, PART_HTML);
	parts.n = 0;
	PARSE(MIXED("A") "--A\n\nplain\n--A\n" AMP "\n--A--\n");
	assert_int_equal(parts.at[2]->kind, PART_OTHER);
}

static void
reads_base64_that_is_none_as_it_stands(void **state)
{
	(void)state;
#define BASE64 "Content-Transfer-Encoding: base64\n\n"
	PARSE(BASE64 "Dear Anna,\n\nhere it is.\n");
	assert_decoded(0, "Dear Anna,\n\nhere it is.\n");
	assert_raw(0, "here", "here");
	assert_int_equal(count_defects(DEFECT_BASE64), 1);
	parts.n = 0;
	PARSE(BASE64 "SGk=\n-- a footer.\n");
	assert_true(str_starts(header_text(parts.at[0]->headers.list.at)->s,
		STR("base64")));
	struct text *t = decoded(0);
	assert_true(str_starts(t->s, STR("Hi")));
	assert_int_equal(count_defects(DEFECT_BASE64), 2);
	parts.n = 0;
	PARSE(BASE64 "====\n");
	decoded(0);
	assert_int_equal(count_defects(DEFECT_BASE64), 3);
	parts.n = 0;
	PARSE(BASE64 "\n");
	decoded(0);
	assert_int_equal(count_defects(DEFECT_BASE64), 3);
}

static void
points_at_bytes_that_are_no_characters(void **state)
{
	(void)state;
	PARSE("Content-Type: text/plain; charset=utf-8\n\n"
	      "caf\xc3\xa9 \xff \xc3\xa9\xc3\xa9\xc3\xa9");
	decoded(0);
	assert_int_equal(count_defects(DEFECT_CHARSET_WRONG), 1);
	struct span at = defects.list.at[defects.list.n - 1].span;
	assert_int_equal(at.len, 1);
	assert_int_equal((uint8_t)file.at[at.at], 0xff);
	parts.n = 0;
	PARSE("Content-Type: text/plain; charset=us-ascii\n\ncaf\xe9");
	decoded(0);
	PARSE("Content-Type: text/plain; charset=iso-8859-1\n\n\x93x\x94");
	decoded(1);
	assert_int_equal(count_defects(DEFECT_CHARSET_WRONG), 1);
}

static void
notes_ambiguous_delimiters(void **state)
{
	(void)state;
	PARSE(MIXED("A") "--A\n\none\n--AB\nstill one\n--A--\n");
	assert_tree("multipart/mixed() text/plain(1)");
	assert_body(1, "one\n--AB\nstill one");
	assert_true(parts.at[0]->ambiguous);
	assert_int_equal(count_defects(DEFECT_BOUNDARY_AMBIGUOUS), 1);
	/* the same boundary again: it is the inner one's */
	parts.n = 0;
	PARSE(MIXED("A") "--A\n" MIXED("A") "--A\n\nx\n--A--\n--A--\n");
	assert_tree("multipart/mixed() multipart/mixed(1) text/plain(1.1)");
	assert_int_equal(count_defects(DEFECT_BOUNDARY_AMBIGUOUS), 2);
	assert_true(parts.at[2]->ambiguous);
}

static void
notes_fields_that_stand_twice(void **state)
{
	(void)state;
	PARSE("Content-Type: text/plain\nContent-Type: text/html\n\nx");
	assert_true(parts.at[0]->ambiguous);
	assert_int_equal(parts.at[0]->kind, PART_PLAIN);
	assert_true(count_defects(DEFECT_HEADER_DUPLICATE) > 0);
}

static void
notes_encoded_multiparts_and_unknown_encodings(void **state)
{
	(void)state;
	PARSE("Content-Transfer-Encoding: base64\n" MIXED(
		"A") "--A\nContent-Transfer-Encoding: x-odd\n\nx\n--A--\n");
	assert_tree("multipart/mixed() text/plain(1)");
	assert_int_equal(count_defects(DEFECT_MULTIPART_ENCODED), 1);
	assert_int_equal(count_defects(DEFECT_TRANSFER_ENCODING), 1);
	assert_true(parts.at[1]->ambiguous);
}

static void
does_not_take_a_delimiter_for_a_field(void **state)
{
	(void)state;
	PARSE(MIXED("\"x:y\"") "--x:y\n--x:y\nContent-Type: text/html\n"
			       "--x:y\n\nthree\n--x:y--\n");
	assert_tree("multipart/mixed() text/plain(1) text/html(2) "
		    "text/plain(3)");
	assert_body(1, "");
	assert_body(2, "");
	assert_body(3, "three");
}

static void
descends_into_messages(void **state)
{
	(void)state;
	PARSE(MIXED("A") "--A\n\nhi\n--A\nContent-Type: message/rfc822\n\n"
			 "Subject: inner\nContent-Type: multipart/mixed; "
			 "boundary=B\n\n--B\n\nx\n--B--\n--A\nContent-Type: "
			 "message/rfc822\n\nSubject: i\n\ny\n--A--\n");
	assert_tree("multipart/mixed() text/plain(1) message/rfc822(2) "
		    "multipart/mixed(2) text/plain(2.1) message/rfc822(3) "
		    "text/plain(3.1)");
	assert_true(parts.at[2]->is_attachment);
	assert_false(parts.at[2]->attached);
	assert_true(parts.at[4]->attached);
	assert_body(6, "y");
	assert_int_equal(parts.at[6]->kind, PART_PLAIN);
}

static void
leaves_encoded_messages_whole(void **state)
{
	(void)state;
	PARSE("Content-Type: message/rfc822\n"
	      "Content-Transfer-Encoding: base64\n\nU3ViamVjdA==\n");
	assert_tree("message/rfc822(1)");
}

static void
knows_digests(void **state)
{
	(void)state;
	PARSE("Content-Type: multipart/digest; boundary=A\n\n--A\n\n"
	      "Subject: x\n\nbody\n--A--\n");
	assert_tree("multipart/digest() message/rfc822(1) text/plain(1.1)");
	assert_body(2, "body");
}

static void
knows_attachments(void **state)
{
	static const struct {
		const char *fields;
		bool attachment;
		enum part_kind kind;
	} rows[] = {
		{ "Content-Type: text/plain", false, PART_PLAIN },
		/* of the whole mail it is a title */
		{ "Content-Type: text/plain; name=a.txt", false, PART_PLAIN },
		{ "Content-Type: text/plain; name=a.txt\n"
		  "Content-Disposition: inline",
			false, PART_PLAIN },
		{ "Content-Type: text/html\nContent-Disposition: attachment",
			true, PART_OTHER },
		{ "Content-Type: text/html\nContent-Disposition: "
		  "attachment; filename=a.html",
			true, PART_OTHER },
		{ "Content-Type: image/png\nContent-Disposition: inline", true,
			PART_OTHER },
		{ "Content-Type: text/calendar", false, PART_OTHER },
		{ "Content-Type: nonsense", false, PART_PLAIN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		parts.n = 0;
		parse(arena_printf(&arena, "%s\n\nx", rows[i].fields));
		assert_int_equal(
			parts.at[0]->is_attachment, rows[i].attachment);
		assert_int_equal(parts.at[0]->kind, rows[i].kind);
	}
	assert_int_equal(count_defects(DEFECT_CONTENT_TYPE), 1);
	parts.n = 0;
	PARSE("Content-Type: multipart/mixed; boundary=A\n\n--A\n"
	      "Content-Type: text/plain; name=a.txt\n\nx\n--A--\n");
	assert_true(parts.at[1]->is_attachment);
}

static void
knows_signed_and_encrypted(void **state)
{
	(void)state;
	PARSE("Content-Type: multipart/signed; boundary=A\n\n--A\n\nx\n--A\n"
	      "Content-Type: application/pgp-signature; name=s.asc\n\ny\n"
	      "--A--\n");
	assert_true(parts.at[1]->signed_);
	assert_false(parts.at[1]->is_attachment);
	assert_false(parts.at[2]->is_attachment);
	parts.n = 0;
	PARSE("Content-Type: application/pkcs7-mime; "
	      "smime-type=enveloped-data; name=smime.p7m\n\nx");
	assert_true(parts.at[0]->encrypted);
	assert_false(parts.at[0]->is_attachment);
	parts.n = 0;
	PARSE("\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nx\n");
	decoded(0);
	assert_true(parts.at[0]->signed_);
}

static void
decodes_with_places(void **state)
{
	(void)state;
	PARSE("Content-Type: text/plain; charset=utf-8\n"
	      "Content-Transfer-Encoding: quoted-printable\n\n"
	      "a =E4=BD=A0=\n=E5=A5=BD b=20\n");
	assert_decoded(0, "a 你好 b \n");
	assert_raw(0, "你", "=E4=BD=A0");
	assert_raw(0, "b", "b");
	parts.n = 0;
	/* 您好 in GB18030, then base64 */
	PARSE("Content-Type: text/plain; charset=gb2312\n"
	      "Content-Transfer-Encoding: base64\n\nxPq6w0hp\n");
	assert_decoded(0, "您好Hi");
	assert_raw(0, "Hi", "0hp");
	assert_true(str_ieq(str_of(parts.at[0]->charset), STR("GB18030")));
	assert_int_equal(defects.list.n, 0);
}

static void
notes_charsets(void **state)
{
	(void)state;
	PARSE("Content-Type: text/plain; charset=x-odd\n\nabc");
	assert_decoded(0, "abc");
	assert_int_equal(count_defects(DEFECT_CHARSET_UNKNOWN), 1);
	parts.n = 0;
	PARSE("Subject: x\n\ncaf\xc3\xa9");
	assert_decoded(0, "café");
	assert_int_equal(count_defects(DEFECT_CHARSET_MISSING), 1);
	parts.n = 0;
	PARSE("Content-Type: text/plain; charset=iso-8859-1\n\ncaf\xc3\xa9 !");
	assert_decoded(0, "café !");
	assert_int_equal(count_defects(DEFECT_CHARSET_WRONG), 1);
	parts.n = 0;
	PARSE("Content-Type: text/plain; charset=us-ascii\n\ncaf\xc3\xa9");
	assert_decoded(0, "café");
	assert_int_equal(count_defects(DEFECT_CHARSET_WRONG), 2);
	parts.n = 0;
	PARSE("Content-Type: text/html\n\n<meta charset=\"gb2312\">"
	      "\xc4\xfa\xba\xc3");
	assert_decoded(0, "<meta charset=\"gb2312\">您好");
}

static void
cuts_at_the_limit(void **state)
{
	(void)state;
	PARSE("Content-Type: text/plain; charset=utf-8\n\n你好你好");
	mime_decode_text(parts.at[0], &arena, file, 7, &defects);
	assert_true(str_starts(STR("你好你好"), parts.at[0]->text.s));
	assert_true(parts.at[0]->text.s.len <= 7);
	assert_int_equal(count_defects(DEFECT_LIMIT), 1);
	assert_int_equal(count_defects(DEFECT_CHARSET_WRONG), 0);
}

static void
add_levels(struct buf *b, size_t n, const char *message)
{
	for (size_t i = 0; i < n; i++) {
		buf_printf(b,
			"Content-Type: multipart/mixed; boundary=b%zu.\n\n"
			"--b%zu.\n",
			i, i);
		buf_add(b, str_of(message));
	}
}

static void
stops_at_the_limit_of_depth(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 16 * MIB);
	add_levels(&b, 20000, "");
	parse(buf_str(&b));
	assert_int_equal(parts.n, LIMIT_DEPTH + 1);
	assert_int_equal(count_defects(DEFECT_LIMIT), 1);
	buf_clear(&b);
	parts.n = 0;
	for (size_t i = 0; i < 20000; i++)
		buf_add(&b, STR("Content-Type: message/rfc822\n\n"));
	parse(buf_str(&b));
	assert_int_equal(parts.n, LIMIT_DEPTH + 1);
	buf_release(&b);
}

static void
stops_at_the_limit_of_parts(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 16 * MIB);
	buf_add(&b, STR(MIXED("A")));
	for (size_t i = 0; i < 100000; i++)
		buf_add(&b, STR("--A\n"));
	parse(buf_str(&b));
	assert_int_equal(parts.n, LIMIT_PARTS);
	assert_int_equal(count_defects(DEFECT_LIMIT), 1);
	assert_int_equal(count_defects(DEFECT_BOUNDARY_UNCLOSED), 0);
	buf_release(&b);
}

static double
seconds_for(struct str s)
{
	struct timespec from, to;

	parts = (part_list){ 0 };
	defects = (struct defects){ .arena = &arena };
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	parse(s);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (double)(to.tv_sec - from.tv_sec) +
	       (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Lines that nearly are delimiters, below 50 open multiparts. */
static struct str
near_misses(struct buf *b, size_t lines)
{
	buf_clear(b);
	add_levels(b, LIMIT_DEPTH, "");
	for (size_t i = 0; i < lines; i++)
		buf_add(b, STR("--b4\n-- -----\n--b49.x\n"));
	return buf_str(b);
}

static void
is_linear_in_near_misses(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 64 * MIB);
	double once = seconds_for(near_misses(&b, 100000));
	double twice = seconds_for(near_misses(&b, 200000));
	assert_true(twice < once * 3 + 0.02);
	buf_release(&b);
}

static void
survives_every_prefix(void **state)
{
	static const struct str whole = STR(
		"MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n "
		"boundary=\"A\"\r\n\r\n--A\r\nContent-Type: message/rfc822\r\n"
		"\r\nContent-Type: multipart/alternative; boundary=AB\r\n\r\n"
		"--AB\r\nContent-Transfer-Encoding: base64\r\n\r\nSGk=\r\n"
		"--AB--\r\n--A\r\nContent-Type: text/html; charset=gbk\r\n\r\n"
		"\xc4\xfa\r\n--A--\r\n");

	(void)state;
	for (size_t n = 0; n <= whole.len; n++) {
		char *copy = malloc(n + 1);
		memcpy(copy, whole.at, n);
		parts.n = 0;
		parse((struct str){ copy, n });
		for (size_t i = 0; i < parts.n; i++) {
			assert_true(span_end(parts.at[i]->body) <= n);
			assert_true(span_end(parts.at[i]->span) <= n);
			decoded(i);
		}
		teardown(NULL);
		setup(NULL);
		free(copy);
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(reads_a_single_body),
		TEST(reads_a_multipart),
		TEST(reads_nested_multiparts),
		TEST(ends_inner_parts_with_the_outer),
		TEST(notes_missing_delimiters),
		TEST(reads_amp_that_stands_alone),
		TEST(reads_base64_that_is_none_as_it_stands),
		TEST(points_at_bytes_that_are_no_characters),
		TEST(notes_ambiguous_delimiters),
		TEST(notes_fields_that_stand_twice),
		TEST(notes_encoded_multiparts_and_unknown_encodings),
		TEST(does_not_take_a_delimiter_for_a_field),
		TEST(descends_into_messages),
		TEST(leaves_encoded_messages_whole),
		TEST(knows_digests),
		TEST(knows_attachments),
		TEST(knows_signed_and_encrypted),
		TEST(decodes_with_places),
		TEST(notes_charsets),
		TEST(cuts_at_the_limit),
		TEST(stops_at_the_limit_of_depth),
		TEST(stops_at_the_limit_of_parts),
		TEST(is_linear_in_near_misses),
		TEST(survives_every_prefix),
	};
	return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
