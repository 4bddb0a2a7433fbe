/* test_draft.c - whole drafts, as rules see them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "draft/draft.h"

static struct arena arena;
static struct source source;
static struct draft draft;
static struct draft_options options;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	options = (struct draft_options){ 0 };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
parse_nth(const char *path, struct str bytes, size_t n)
{
	source_open(&source, &arena, str_of(path), bytes);
	draft_parse(&draft, &arena, &source, n, &options);
}

#define PARSE(path, text) parse_nth(path, STR(text), 0)

static void
assert_str(struct str s, const char *expected)
{
	assert_int_equal(s.len, strlen(expected));
	if (s.len)
		assert_memory_equal(s.at, expected, s.len);
}

static void
assert_raw(const struct text *t, const char *what, const char *raw)
{
	size_t at = str_find(t->s, str_of(what));

	assert_true(at < t->s.len);
	struct span s = text_span(t, at, strlen(what));
	assert_str(str_sub(source.bytes, s.at, s.len), raw);
}

static size_t
count_defects(enum defect_code code)
{
	size_t n = 0;
	list_each (const struct defect, d, &draft.defects.list)
		n += d->code == code;
	return n;
}

static void
reads_a_text_draft(void **state)
{
	(void)state;
	PARSE("a.txt", "Dear Ann,\n\nsee https://acme.com/x.\n");
	assert_non_null(draft.root);
	assert_int_equal(draft.parts.n, 1);
	assert_int_equal(draft.proses.n, 1);
	assert_false(draft.has_header);
	assert_null(draft.subject);
	assert_null(draft_recipient(&draft));
	assert_int_equal(draft_addresses(NULL)->list.n, 0);
	assert_int_equal(draft.links.n, 1);
	assert_str(draft.links.at[0].href, "https://acme.com/x");
	assert_int_equal(draft.links.at[0].where, LINK_TEXT);
	assert_str(
		draft_part_label(&arena, &draft, draft.root), "text/plain#1");
	assert_int_equal(draft.defects.list.n, 0);
}

static void
reads_front_matter(void **state)
{
	(void)state;
	PARSE("a.html", "---\nsubject: Offer\nto: Ann <a@b.c>\n"
			"attachments: [x.pdf]\n---\n<p>Hi <b>Ann</b></p>\n");
	assert_str(header_text(draft.subject)->s, "Offer");
	assert_str(draft_recipient(&draft)->spec, "a@b.c");
	assert_true(draft.has_header);
	assert_int_equal(draft.htmls.n, 1);
	assert_true(draft.proses.at[0].html);
	assert_raw(&draft.proses.at[0].text, "Ann", "Ann");
	assert_int_equal(draft.attachments.n, 1);
	assert_true(draft.attachments.at[0].missing);
	assert_str(draft.attachments.at[0].name.s, "x.pdf");
	assert_str(draft.attachments.at[0].extension, "pdf");
	assert_str(draft_part_label(&arena, &draft, draft.root), "text/html#1");
}

static void
reads_pasted_lines(void **state)
{
	(void)state;
	PARSE("-", "主题：报价单\n收件人：张伟 <a@b.c>\n附件：报价.pdf、"
		   "目录.xls\n\n张经理您好：\n");
	assert_str(header_text(draft.subject)->s, "报价单");
	assert_str(draft_recipient(&draft)->spec, "a@b.c");
	assert_str(draft.proses.at[0].text.s, "张经理您好：\n");
	assert_raw(&draft.proses.at[0].text, "您好", "您好");
	assert_int_equal(draft.attachments.n, 2);
	assert_str(draft.attachments.at[1].name.s, "目录.xls");
	assert_raw(&draft.attachments.at[1].name, "目录", "目录");
}

static void
reads_pasted_lines_in_gb18030(void **state)
{
	(void)state;
	/* 主题：报价 / 您好，我们是一家工厂 */
	PARSE("a.txt", "\xd6\xf7\xcc\xe2\xa3\xba\xb1\xa8\xbc\xdb\r\n\r\n"
		       "\xc4\xfa\xba\xc3\xa3\xac\xce\xd2\xc3\xc7\xca\xc7"
		       "\xd2\xbb\xbc\xd2\xb9\xa4\xb3\xa7");
	assert_str(header_text(draft.subject)->s, "报价");
	assert_raw(header_text(draft.subject), "价", "\xbc\xdb");
	assert_str(draft.proses.at[0].text.s, "您好，我们是一家工厂");
	assert_raw(&draft.proses.at[0].text, "工厂", "\xb9\xa4\xb3\xa7");
}

static void
reads_utf16(void **state)
{
	(void)state;
	PARSE("a.txt", "\xff\xfeT\0o\0:\0a\0@\0b\0.\0c\0\n\0\n\0H\0i\0");
	assert_str(draft_recipient(&draft)->spec, "a@b.c");
	assert_str(draft.proses.at[0].text.s, "Hi");
	struct span i = text_span(&draft.proses.at[0].text, 1, 1);
	assert_int_equal(i.at, 24);
	assert_int_equal(i.len, 2);
}

static void
takes_a_pasted_page_for_html(void **state)
{
	(void)state;
	PARSE("-", "Subject: x\n\n<p>Hi <a href=\"https://a.b/\">Ann</a></p>");
	assert_true(draft.proses.at[0].html);
	assert_str(header_text(draft.subject)->s, "x");
}

static void
options_win(void **state)
{
	const struct str paths[] = { STR("dir/price.pdf") };
	const struct str contents[] = { STR("%PDF-1.4 ...") };

	(void)state;
	options.subject = STR("New");
	options.to = STR("Bob <b@c.d>");
	options.attach = paths;
	options.attach_content = contents;
	options.attach_count = 1;
	PARSE("a.txt", "Subject: Old\nTo: a@b.c\nAttachments: price.pdf\n\nHi");
	assert_str(header_text(draft.subject)->s, "New");
	assert_int_equal(header_text(draft.subject)->form, TEXT_OUTSIDE);
	assert_true(draft.subject->given);
	assert_str(draft_recipient(&draft)->spec, "b@c.d");
	assert_int_equal(draft.headers->list.n, 3);
	assert_int_equal(draft.attachments.n, 1);
	assert_str(draft.attachments.at[0].name.s, "price.pdf");
	assert_false(draft.attachments.at[0].missing);
	assert_int_equal(
		text_span(header_text(draft.subject), 0, 3).at, draft.header_end);
	assert_int_equal(text_span(header_text(draft.subject), 0, 3).len, 0);
}

#define ALTERNATIVE                                                            \
	"From: Me <me@x.y>\r\nTo: Ann <a@b.c>\r\nSubject: "                    \
	"=?utf-8?Q?Caf=C3=A9?="                                                \
	"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; "       \
	"boundary=A\r\n\r\n--A\r\nContent-Type: text/plain\r\n\r\n"            \
	"Hi https://a.b/\r\n--A\r\nContent-Type: text/html\r\n\r\n"            \
	"<p>Hi <a href=\"https://a.b/\">there</a></p>\r\n--A--\r\n"

static void
reads_alternatives(void **state)
{
	(void)state;
	PARSE("a.eml", ALTERNATIVE);
	assert_str(header_text(draft.subject)->s, "Café");
	assert_int_equal(draft.proses.n, 2);
	assert_true(draft.proses.at[0].html);
	assert_false(draft.proses.at[1].html);
	assert_str(draft_part_label(&arena, &draft, draft.proses.at[0].part),
		"text/html#2");
	assert_str(draft_part_label(&arena, &draft, NULL), "header");
	assert_int_equal(draft.links.n, 2);
	assert_int_equal(draft.links.at[0].where, LINK_HREF);
	assert_int_equal(draft.links.at[1].where, LINK_TEXT);
	assert_int_equal(draft.sent_size, sizeof ALTERNATIVE - 1);
	assert_int_equal(draft.defects.list.n, 0);
	assert_false(draft.is_reply || draft.is_list || draft.was_sent ||
		     draft.self_copy || draft.has_signed);
}

static void
counts_bytes_as_sent(void **state)
{
	const struct str paths[] = { STR("a.bin") };
	const struct str contents[] = { STR("0123456789") };

	(void)state;
	PARSE("a.eml", "Subject: x\n\nHi\nyou\r\n");
	assert_int_equal(draft.sent_size, 20 + 3);
	assert_int_equal(count_defects(DEFECT_MIXED_LINE_ENDS), 1);
	uint64_t bare = draft.sent_size;
	options.attach = paths;
	options.attach_content = contents;
	options.attach_count = 1;
	PARSE("a.eml", "Subject: x\n\nHi\nyou\r\n");
	assert_true(draft.sent_size >= bare + transfer_base64_size(10));
}

static void
lists_attachments(void **state)
{
	(void)state;
	PARSE("a.eml",
		"Subject: x\nContent-Type: multipart/related; boundary=A\n\n"
		"--A\nContent-Type: text/html\n\n<img src=\"cid:logo@x\">\n"
		"--A\nContent-Type: image/gif\nContent-ID: <logo@x>\n\nGIF89a\n"
		"--A\nContent-Type: application/pdf; name=\"a b.pdf\"\n\n"
		"%PDF-1\n--A--\n");
	assert_int_equal(draft.attachments.n, 2);
	assert_true(draft.attachments.at[0].inline_);
	assert_false(draft.attachments.at[1].inline_);
	assert_str(
		draft_part_label(&arena, &draft, draft.attachments.at[1].part),
		"attachment:a b.pdf");
}

static void
leaves_attached_messages_alone(void **state)
{
	(void)state;
	PARSE("a.eml",
		"Subject: Fwd: x\nContent-Type: multipart/mixed; boundary=A\n\n"
		"--A\n\nSee below.\n--A\nContent-Type: message/rfc822\n\n"
		"Subject: y\nContent-Type: multipart/mixed; boundary=B\n\n"
		"--B\n\ninner\n--B\nContent-Type: application/pdf; name=z.pdf"
		"\n\nz\n--B--\n--A--\n");
	assert_int_equal(draft.proses.n, 1);
	assert_int_equal(draft.attachments.n, 1);
	assert_true(draft.attachments.at[0].message);
	assert_true(draft.is_forward);
}

#define TO_MYSELF "From: Me <me@x.y>\nTo: me@X.Y\n"

static void
knows_a_copy_to_oneself(void **state)
{
	(void)state;
	PARSE("a.eml", "Received: from a by b; x\n" TO_MYSELF "\nHi");
	assert_true(draft.self_copy);
	assert_true(draft.was_sent);
	assert_null(draft_recipient(&draft));
	assert_str(draft_sender(&draft)->spec, "me@x.y");
	PARSE("a.eml", "Message-ID: <1@x>\n" TO_MYSELF "\nHi");
	assert_true(draft.self_copy);
	PARSE("a.eml", "Message-ID: <1@x>\nX-Unsent: 1\n" TO_MYSELF "\nHi");
	assert_false(draft.self_copy);
	PARSE("a.eml", TO_MYSELF "\nHi");
	assert_false(draft.self_copy);
	assert_non_null(draft_recipient(&draft));
	options.to = STR("ann@b.c");
	PARSE("a.eml", "Received: from a by b; x\n" TO_MYSELF "\nHi");
	assert_false(draft.self_copy);
	assert_str(draft_recipient(&draft)->spec, "ann@b.c");
}

static void
knows_replies_and_lists(void **state)
{
	(void)state;
	PARSE("a.eml", "Subject: Re: x\nIn-Reply-To: <1@x>\n\nHi");
	assert_true(draft.is_reply);
	PARSE("a.eml", "Subject: x\nList-Unsubscribe: <mailto:u@x.y>, "
		       "<https://x.y/u>\n\nHi");
	assert_true(draft.is_list);
	assert_int_equal(draft.links.n, 2);
	assert_int_equal(draft.links.at[1].where, LINK_HEADER);
	assert_str(draft.links.at[1].href, "https://x.y/u");
	PARSE("a.html",
		"<p>Hi</p><a href=\"https://x.y/?u=1\">Unsubscribe</a>");
	assert_true(draft.is_list);
	PARSE("a.html", "<p>Hi, see <a href=\"https://x.y/\">this</a></p>");
	assert_false(draft.is_list);
}

static void
collects_fields_in_order(void **state)
{
	(void)state;
	PARSE("a.html", "---\nsubject: Hi {{ first_name }}\n---\n"
			"<p>Dear {{ name }}, <a href=\"https://x.y/{{ id }}\">"
			"go</a> {{ end }}</p>");
	assert_true(draft.fields.n >= 4);
	assert_str(draft.fields.at[0].name, "first_name");
	assert_str(draft.fields.at[1].name, "name");
	bool in_link = false;
	list_each (const struct field, f, &draft.fields)
		if (str_eq(f->name, STR("id")))
			in_link = f->in_link;
	assert_true(in_link);
	assert_true(draft.links.at[0].field);
}

static void
reads_markdown_links(void **state)
{
	(void)state;
	PARSE("a.md", "See [our *catalogue*](https://a.b/c) and "
		      "https://d.e/f\n");
	assert_int_equal(draft.links.n, 2);
	assert_int_equal(draft.links.at[0].where, LINK_MARKDOWN);
	assert_str(draft.links.at[0].label, "our *catalogue*");
	assert_str(draft.links.at[0].href, "https://a.b/c");
	assert_int_equal(draft.links.at[1].where, LINK_TEXT);
}

static void
reads_messages_of_an_mbox(void **state)
{
	static const struct str mbox =
		STR("From a@b.c Thu Aug 22 12:36:23 2002\nSubject: 1\n\nOne\n\n"
		    "From a@b.c Thu Aug 22 12:36:23 2002\nSubject: 2\n\nTwo\n");

	(void)state;
	parse_nth("x.mbox", mbox, 1);
	assert_int_equal(draft.message_number, 2);
	assert_str(header_text(draft.subject)->s, "2");
	assert_str(draft.proses.at[0].text.s, "Two\n");
	parse_nth("x.mbox", mbox, 7);
	assert_non_null(draft.root);
}

static void
answers_files_that_are_no_drafts(void **state)
{
	(void)state;
	PARSE("a.msg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx");
	assert_int_equal(count_defects(DEFECT_FOREIGN_FORMAT), 1);
	assert_str(draft.defects.list.at[0].detail, "msg");
	assert_int_equal(draft.defects.list.n, 1);
	PARSE("a.png", "\x89PNG\r\n\x1a\n");
	assert_int_equal(count_defects(DEFECT_BINARY), 1);
	PARSE("a.eml", "");
	assert_int_equal(count_defects(DEFECT_EMPTY), 1);
	PARSE("a.txt", " \r\n\t\n");
	assert_int_equal(count_defects(DEFECT_EMPTY), 1);
	assert_non_null(draft.root);
	PARSE("a.txt", "a\0b");
	assert_int_equal(count_defects(DEFECT_NUL), 1);
}

static void
checks_lines_of_messages(void **state)
{
	char *text = malloc(3000);

	(void)state;
	memset(text, 'a', 3000);
	memcpy(text, "X: y\n\n", 6);
	text[1200] = '\n';
	text[2998] = '\r';
	text[2999] = '\n';
	parse_nth("a.eml", (struct str){ text, 3000 }, 0);
	assert_int_equal(count_defects(DEFECT_LONG_LINE), 2);
	assert_int_equal(count_defects(DEFECT_MIXED_LINE_ENDS), 1);
	free(text);
	PARSE("a.eml", "Subject: x\n\na\rb\n");
	assert_int_equal(count_defects(DEFECT_BARE_CR), 1);
	PARSE("a.txt", "a\rb\nc\r\n");
	assert_int_equal(count_defects(DEFECT_BARE_CR), 0);
}

static void
survives_every_prefix(void **state)
{
	static const struct str wholes[] = { STR(ALTERNATIVE),
		STR("---\nsubject: 'x'\nto: [a@b.c]\n---\n<p>{{ x }}</p>"),
		STR("主题：x\n收件人：a@b.c\n\n您好 www.a.b/c\n> q"),
		STR("\xff\xfeS\0u\0b\0j\0e\0c\0t\0:\0x\0\n\0") };
	static const char *const names[] = { "-", "a.html", "a.md", "a.txt" };

	(void)state;
	for (size_t w = 0; w < 4; w++)
		for (size_t n = 0; n <= wholes[w].len; n++) {
			char *copy = malloc(n + 1);
			memcpy(copy, wholes[w].at, n);
			parse_nth(names[w], (struct str){ copy, n }, 0);
			assert_non_null(draft.root);
			list_each (const struct prose, p, &draft.proses)
				assert_true(span_end(text_span(&p->text, 0,
						    p->text.s.len)) <= n);
			arena_clear(&arena);
			free(copy);
		}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(reads_a_text_draft),
		TEST(reads_front_matter),
		TEST(reads_pasted_lines),
		TEST(reads_pasted_lines_in_gb18030),
		TEST(reads_utf16),
		TEST(takes_a_pasted_page_for_html),
		TEST(options_win),
		TEST(reads_alternatives),
		TEST(counts_bytes_as_sent),
		TEST(lists_attachments),
		TEST(leaves_attached_messages_alone),
		TEST(knows_a_copy_to_oneself),
		TEST(knows_replies_and_lists),
		TEST(collects_fields_in_order),
		TEST(reads_markdown_links),
		TEST(reads_messages_of_an_mbox),
		TEST(answers_files_that_are_no_drafts),
		TEST(checks_lines_of_messages),
		TEST(survives_every_prefix),
	};
	return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
