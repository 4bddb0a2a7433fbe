/* test_prose.c - blocks, sentences, words and the greeting of a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "draft/prose.h"

static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

enum how { PLAIN, HTML, FLOWED };

static struct prose *
read_str(struct str s, enum how how)
{
	struct prose *p = ARENA_NEW(&arena, struct prose);

	p->text = (struct text){ .s = s,
		.map = map_identity(&arena, 0, NULL),
		.form = how == HTML ? TEXT_PROSE : TEXT_BODY };
	p->html = how == HTML;
	template_scan(&p->fields, &arena, &p->text, 0, NULL);
	prose_read(p, &arena, how == FLOWED);
	return p;
}

static struct prose *
read_as(const char *s, enum how how)
{
	return read_str(str_of(s), how);
}

/* Blocks as one letter each, with the text of the first line. */
static void
expect_blocks(const char *s, enum how how, const char *kinds)
{
	struct prose *p = read_as(s, how);
	char seen[64] = "";
	uint32_t at = 0;

	list_each (struct block, b, &p->blocks) {
		assert_int_equal(b->at, at);
		assert_true(b->len > 0);
		at += b->len;
		size_t n = strlen(seen);
		assert_true(n + 1 < sizeof seen);
		seen[n] = "AQSC"[b->kind];
	}
	assert_int_equal(at, strlen(s));
	if (strcmp(seen, kinds))
		fail_msg("%s\n: %s, not %s", s, seen, kinds);
}

static void
authors_text_is_one_block(void **state)
{
	(void)state;
	expect_blocks("Hello\n\nworld", PLAIN, "A");
	expect_blocks("", PLAIN, "");
	expect_blocks("\n\n", PLAIN, "A");
	expect_blocks("He wrote: see 5 below\nand more", PLAIN, "A");
	expect_blocks("He wrote:\nBuy now", PLAIN, "A");
	expect_blocks("From: Shanghai\nTo: Hamburg\nDate: 5 May", PLAIN, "A");
	expect_blocks("Our terms:\n- FOB\n- CIF", PLAIN, "A");
	expect_blocks("> Read more\nof it", HTML, "A");
	expect_blocks(">From the start\nwe", PLAIN, "A");
	expect_blocks("-- not a signature", PLAIN, "A");
	expect_blocks("-----\nprices\n-----", PLAIN, "A");
	expect_blocks("In his mail of 10:30 Tom wrote:\n\nwe need more.\n",
		PLAIN, "A");
	expect_blocks("On Monday at 10:30 Tom wrote:\n\nwe need more.\n\n"
		      "What do you say?",
		PLAIN, "A");
	expect_blocks("From: Ningbo (agent: li@port.cn)\nTo: Hamburg\n"
		      "Date: 5 May\n\nWe ship.",
		PLAIN, "A");
	expect_blocks("From: Ningbo (agent: li@port.cn)\nTo: Hamburg\n"
		      "Date: 5 May 2026\n\nWe ship.",
		PLAIN, "A");
}

static void
quotations_are_told(void **state)
{
	(void)state;
	expect_blocks("Yes.\n> old\n> text\nno", PLAIN, "AQA");
	expect_blocks(
		"Yes.\n\nOn Tue, 5 Mar 2024 at 10:00, Li <l@a.com> wrote:\n"
		"> old\n\nBye",
		PLAIN, "AQA");
	expect_blocks(
		"Yes.\nOn Tue, 5 Mar 2024 at 10:00, Li\n<l@a.com> wrote:\n"
		"old text\nmore",
		HTML, "AQ");
	expect_blocks(
		"Hi\n-----Original Message-----\nFrom: x\nold", PLAIN, "AQ");
	expect_blocks(
		"Hi\n---------- Forwarded message ---------\nold", HTML, "AQ");
	expect_blocks("Begin forwarded message:\n\nold", PLAIN, "Q");
	expect_blocks(
		"你好\n------------------ 原始邮件 ------------------\n旧",
		PLAIN, "AQ");
	expect_blocks("你好\n在 2024年3月5日，李 <l@a.com> 写道：\n\n旧的",
		HTML, "AQ");
	expect_blocks(
		"好的\n发件人: 李 <l@a.com>\n发送时间: 2024年3月5日 10:00\n"
		"收件人: 王\n主题: 询价\n旧的",
		HTML, "AQ");
	expect_blocks("Ok\nFrom: Li <l@a.com>\nSent: Tuesday\nTo: Wang\n"
		      "Subject: RE: x\n\nold",
		HTML, "AQ");
	expect_blocks(
		"Gut\nAm 05.03.2024 um 10:00 schrieb Max <m@x.de>:\n> alt",
		PLAIN, "AQ");
	expect_blocks("Bien\nLe 5 mars 2024 à 10:00, Luc <l@x.fr> a écrit :\n"
		      "> vieux",
		PLAIN, "AQ");
	expect_blocks("Bien\nEl mar, 5 mar 2024 a las 10:00, Ana escribió:\n"
		      "> viejo",
		PLAIN, "AQ");
	/* top-posted, unmarked: below a closing, or as programs write it */
	expect_blocks("Fine.\n\nBest regards,\nAnna\n\n"
		      "On Monday at 10:30 Tom wrote:\n\nwe need more.\n",
		HTML, "AQ");
	expect_blocks("Fine.\n\nOn Mar 5, 2024, at 10:00 AM, Li Wei "
		      "<l@a.com> wrote:\n\nwe need more.\n",
		HTML, "AQ");
	expect_blocks("Fine.\n\nOn Tue, Mar 5, 2024 at 10:00 AM Li Wei "
		      "wrote:\n\nwe need more.\n",
		PLAIN, "AQ");
	expect_blocks(
		"Ok\nTom's mail of 10:30, he wrote:\n\nFrom: Li <l@a.com>\n"
		"Sent: Tuesday\nTo: Tom\nSubject: RE: x\n\nold",
		PLAIN, "AQ");
	expect_blocks("Ok\nFrom: Li <l@a.com>\nTo: Tom\n"
		      "Date: 5 May 2026 10:12\n\nold",
		PLAIN, "AQ");
	expect_blocks(
		"好的。\n\n谢谢\n王\n\n10:30，李明写道：\n\n旧的", PLAIN, "AQ");
	expect_blocks("Gut\nVon: Max <m@x.de>\nGesendet: Dienstag\nAn: Eva\n"
		      "Betreff: x\nalt",
		HTML, "AQ");
}

static void
signatures_are_told(void **state)
{
	(void)state;
	expect_blocks("Hi\n-- \nLi\nABC Ltd", PLAIN, "AS");
	expect_blocks("Hi\n--\nLi", PLAIN, "AS");
	expect_blocks(
		"Hi,\nyes.\n\nBest regards,\nLi Wei\nTel: +86 755 1234567",
		PLAIN, "AS");
	expect_blocks("Hi,\nyes.\n\nBest regards,\nLi Wei", PLAIN, "A");
	expect_blocks("您好\n可以。\n\n此致\n敬礼！\n李伟\n电话：0755-1234567",
		PLAIN, "AS");
	expect_blocks("Hi\nKind regards\nLi\nwww.abc.com\n\nP.S. Call me.",
		PLAIN, "ASA");
	expect_blocks("We have stock.\n\nLi Wei\nABC Ltd\nTel: +86 755 123\n"
		      "Web: www.abc.com\n",
		PLAIN, "AS");
	expect_blocks("Tel: +86 755 123\nWeb: www.abc.com\n", PLAIN, "A");
	expect_blocks("Yes.\n\nSent from my iPhone", PLAIN, "AS");
	expect_blocks("Yes.\n\nThis e-mail and any attachments are "
		      "confidential.\nDelete it.",
		PLAIN, "AS");
	expect_blocks("Thanks\nfor the call. We will send the list.\n\nBye",
		PLAIN, "A");
	expect_blocks("Yes\n-- \nLi\n> old", PLAIN, "ASQ");
}

static void
code_is_told(void **state)
{
	(void)state;
	expect_blocks(
		"Fix\n\ndiff --git a/x b/x\n@@ -1 +1 @@\n-a\n+b\n-- \n2.4",
		PLAIN, "ACS");
	expect_blocks("See\n```\nx = 1!\n```\nok", PLAIN, "ACA");
	expect_blocks("Index: HRC 820 USD/t in May.\nWe buy.", PLAIN, "A");
	expect_blocks(
		"Index: a.c\n=========\n--- a.c\n+++ a.c\n-x", PLAIN, "C");
	expect_blocks("See\n```\nx = 1\n\nand call me", PLAIN, "ACA");
	struct prose *p = read_as("ok\n```\nx\n```\ny", PLAIN);
	assert_int_equal(prose_kind_at(p, 0), BLOCK_AUTHOR);
	assert_int_equal(prose_kind_at(p, 4), BLOCK_CODE);
	assert_int_equal(prose_kind_at(p, 13), BLOCK_AUTHOR);
}

/* Sentences joined by "|". */
static void
expect_sentences(const char *s, enum how how, const char *joined)
{
	struct prose *p = read_as(s, how);
	char seen[500] = "";
	size_t n = 0;

	list_each (struct sentence, t, &p->sentences) {
		assert_true(n + t->len + 2 < sizeof seen);
		if (n)
			seen[n++] = '|';
		memcpy(seen + n, s + t->at, t->len);
		n += t->len;
		assert_true(t->words > 0);
		assert_true(t->word_at + t->words <= p->words.n);
	}
	seen[n] = 0;
	if (strcmp(seen, joined))
		fail_msg("%s\n: %s\nnot %s", s, seen, joined);
}

static void
sentences_end_where_they_end(void **state)
{
	(void)state;
	expect_sentences(
		"One. Two! Three? Four", PLAIN, "One.|Two!|Three?|Four");
	expect_sentences(
		"Dear Mr. Li, thanks. Bye", PLAIN, "Dear Mr. Li, thanks.|Bye");
	expect_sentences("It is 3.5 mm. Yes", PLAIN, "It is 3.5 mm.|Yes");
	expect_sentences("ABC Co., Ltd. is here. We sell", PLAIN,
		"ABC Co., Ltd. is here.|We sell");
	expect_sentences("Item No. 5 is ok. No. We go", PLAIN,
		"Item No. 5 is ok.|No.|We go");
	expect_sentences("Use e.g. Steel or i.e. Iron. So", PLAIN,
		"Use e.g. Steel or i.e. Iron.|So");
	expect_sentences("J. Smith of U.S.A. came at 5 p.m. today. So", PLAIN,
		"J. Smith of U.S.A. came at 5 p.m. today.|So");
	expect_sentences("See www.a.com/b.c?d=e! Now", PLAIN,
		"See www.a.com/b.c?d=e!|Now");
	expect_sentences("He said \"go.\" Then left", PLAIN,
		"He said \"go.\"|Then left");
	expect_sentences(
		"Wait... what? Ok!!! Go", PLAIN, "Wait... what?|Ok!!!|Go");
	expect_sentences("您好。我们有货！要吗？好的", PLAIN,
		"您好。|我们有货！|要吗？|好的");
	expect_sentences("他说“好。”然后走了", PLAIN, "他说“好。”|然后走了");
	expect_sentences(
		"1. First thing\n2. Second", PLAIN, "1. First thing|2. Second");
	expect_sentences("Hi {{ a.b! c }} there. Yes", PLAIN,
		"Hi {{ a.b! c }} there.|Yes");
	expect_sentences("----\n\n!!!", PLAIN, "");
}

static void
wrapped_lines_are_joined(void **state)
{
	(void)state;
	expect_sentences(
		"We are pleased to send you the list of all the steel\n"
		"pipes that you asked for in your mail of Monday, and\n"
		"more. Bye",
		PLAIN,
		"We are pleased to send you the list of all the steel\n"
		"pipes that you asked for in your mail of Monday, and\n"
		"more.|Bye");
	expect_sentences("Dear Mr. Li\nwe have\nstock", PLAIN,
		"Dear Mr. Li|we have|stock");
	expect_sentences("Best regards\nJohn Smith\nSales Manager", PLAIN,
		"Best regards|John Smith|Sales Manager");
	expect_sentences("one two \nthree four\nfive", FLOWED,
		"one two \nthree four|five");
	expect_sentences("one\ntwo", HTML, "one|two");
	expect_sentences("one\r\n\r\ntwo", PLAIN, "one|two");
	expect_sentences(
		"We offer the following goods of the best that we have:\n"
		"- pipes and tubes of all sizes in stock here with us\n"
		"- bolts",
		PLAIN,
		"We offer the following goods of the best that we have:|"
		"- pipes and tubes of all sizes in stock here with us|"
		"- bolts");
}

static void
expect_words(const char *s, const char *joined)
{
	struct prose *p = read_as(s, PLAIN);
	char seen[500] = "";
	size_t n = 0;

	list_each (struct word, w, &p->words) {
		if (n)
			seen[n++] = '|';
		seen[n++] = "lhon"[w->script];
		if (w->upper)
			seen[n++] = 'U';
		if (w->in_field)
			seen[n++] = 'F';
		if (w->in_url)
			seen[n++] = 'W';
		seen[n++] = ':';
		memcpy(seen + n, s + w->at, w->len);
		n += w->len;
		assert_true(n < sizeof seen);
	}
	seen[n] = 0;
	if (strcmp(seen, joined))
		fail_msg("%s\n: %s\nnot %s", s, seen, joined);
}

static void
words_have_flags(void **state)
{
	(void)state;
	expect_words("Don't co-op", "l:Don't|l:co-op");
	expect_words("FREE a I OK", "lU:FREE|l:a|l:I|lU:OK");
	expect_words("it’s 'quoted' - x", "l:it’s|l:quoted|l:x");
	expect_words("3.5mm 1,000 10% 2nd 10:30",
		"n:3.5mm|n:1,000|n:10%|n:2nd|n:10:30");
	expect_words("我们有ABC钢管。", "h:我们有|lU:ABC|h:钢管");
	expect_words("Grüße ÄÖ École", "l:Grüße|lU:ÄÖ|l:École");
	expect_words("Привет мир", "o:Привет|o:мир");
	expect_words("Hi {{first_name}}, hi", "l:Hi|lF:first|lF:name|l:hi");
	expect_words("see https://a.com/B now",
		"l:see|lW:https|lW:a|lW:com|lW:B|l:now");
	expect_words("to li@acme.com!", "l:to|lW:li|lW:acme|lW:com");
	expect_words("fr\xc2\xad"
		     "ee",
		"l:fr\xc2\xad"
		"ee");
	expect_words("😀 ok \xef\xbc\xa6\xef\xbc\xb2",
		"l:ok|lU:\xef\xbc\xa6\xef\xbc\xb2");
}

static void
author_words_are_counted(void **state)
{
	(void)state;
	struct prose *p = read_as("One two {{three}} a.b@c.com 你好吗\n> old "
				  "words 旧的\n",
		PLAIN);
	assert_int_equal(p->author_words, 2);
	assert_int_equal(p->author_han, 3);
	assert_true(prose_opaque_at(p, 10));
	assert_true(prose_opaque_at(p, 22));
	assert_false(prose_opaque_at(p, 4));
	assert_false(prose_opaque_at(p, 17));
}

static void
what_others_wrote_is_not_cut(void **state)
{
	(void)state;
	struct prose *p = read_as("One two\n> three four\nfive\n", PLAIN);
	assert_int_equal(p->words.n, 3);
	assert_true(p->others);
	assert_false(read_as("One two\n", PLAIN)->others);
	p = read_as("> three four\n", PLAIN);
	assert_int_equal(p->words.n, 0);
	assert_int_equal(p->sentences.n, 0);
	assert_true(p->others);
	p = read_as("diff --git a/a b/a\n+two\n-- \nLi\n", PLAIN);
	assert_true(p->others);
}

static void
plain_words_are_letters_alone(void **state)
{
	static const char *const plain[] = { "ab", "AB,", "(ab)", "ab.", "ab\n",
		"\"ab\"" };
	static const char *const other[] = { "a", "a1", "1a", "a-b", "a'b",
		"$ab", "ab$", "@ab", "ab@", "#ab", "ab%",
		"\xC3\xA9"
		"ab",
		"ab\xC3\xA9",
		"\xE4\xBB\xB7"
		"ab" };

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		char s[64];
		snprintf(s, sizeof s, "%s so it goes on", plain[i]);
		assert_true(read_as(s, PLAIN)->words.at[0].plain);
	}
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		char s[64];
		snprintf(s, sizeof s, "%s so it goes on", other[i]);
		struct prose *p = read_as(s, PLAIN);
		assert_false(p->words.at[0].plain);
		if (p->words.at[1].at < strlen(other[i]))
			assert_false(p->words.at[1].plain);
	}
}

struct hello {
	const char *text, *greeting, *name;
};

static const struct hello hellos[] = {
	{ "Dear Mr. Li,\nwe", "Dear Mr. Li,", "Mr. Li" },
	{ "Hi ,\nwe", "Hi ,", "" },
	{ "Hello John and team,\nwe", "Hello John and team,", "John and team" },
	{ "Hi there!\nwe", "Hi there!", "there" },
	{ "Hi John, I hope you are well today.", "Hi John,", "John" },
	{ "Hi, I'm Anna from ABC.", "Hi,", "" },
	{ "Hi I'm Anna from ABC and we sell bolts.", "Hi", "" },
	{ "Hello John I am writing about your shop today", "Hello John",
		"John" },
	{ "Dear Sir or Madam:\nwe", "Dear Sir or Madam:", "Sir or Madam" },
	{ "To whom it may concern,\nwe", "To whom it may concern,", "" },
	{ "Good morning Ms. Weber,\nwe", "Good morning Ms. Weber,",
		"Ms. Weber" },
	{ "Greetings from ABC Ltd!", "Greetings", "" },
	{ "Hi {{ first_name | default: \"you, all\" }},\nwe",
		"Hi {{ first_name | default: \"you, all\" }},",
		"{{ first_name | default: \"you, all\" }}" },
	{ "{{first_name}},\nwe", "{{first_name}},", "{{first_name}}" },
	{ "Dear [Name],\nwe", "Dear [Name],", "[Name]" },
	{ "John,\n\nI saw", "John,", "John" },
	{ "Mr. Li,\n\nI saw", "Mr. Li,", "Mr. Li" },
	{ "View in browser\n\nHi Tom,\nwe", "Hi Tom,", "Tom" },
	{ "尊敬的张经理：\n我们", "尊敬的张经理：", "张经理" },
	{ "李总，您好：\n我们", "李总，您好：", "李总" },
	{ "张女士,您好:\n我们", "张女士,您好:", "张女士" },
	{ "您好，\n我们", "您好，", "" },
	{ "您好！我是深圳的小王。", "您好！", "" },
	{ "您好，张经理！\n我们", "您好，张经理！", "张经理" },
	{ "王经理：\n我们", "王经理：", "王经理" },
	{ "采购部：\n我们", "采购部：", "采购部" },
	{ "尊敬的：\n我们", "尊敬的：", "" },
	{ "尊敬的客户您好，\n我们", "尊敬的客户您好", "客户" },
	{ "各位同事：\n", "各位同事：", "同事" },
	{ "Hi 王总，\n我们", "Hi 王总，", "王总" },
	{ "Sehr geehrter Herr Dr. Müller,\nwir",
		"Sehr geehrter Herr Dr. Müller,", "Herr Dr. Müller" },
	{ "Sehr geehrte Damen und Herren,\nwir",
		"Sehr geehrte Damen und Herren,", "Damen und Herren" },
	{ "Bonjour Madame Martin,\nnous", "Bonjour Madame Martin,",
		"Madame Martin" },
	{ "Estimado Sr. García:\n", "Estimado Sr. García:", "Sr. García" },
	{ "Prezados senhores,\n", "Prezados senhores,", "senhores" },
	{ "Gentile Dott. Rossi,\n", "Gentile Dott. Rossi,", "Dott. Rossi" },
	{ "Geachte mevrouw De Vries,\n", "Geachte mevrouw De Vries,",
		"mevrouw De Vries" },
	{ "Szanowny Panie Kowalski,\n", "Szanowny Panie Kowalski,",
		"Panie Kowalski" },
	{ "Уважаемый Иван Петрович!\n", "Уважаемый Иван Петрович!",
		"Иван Петрович" },
	{ "Шановний пане Іваненко!\n", "Шановний пане Іваненко!",
		"пане Іваненко" },
	{ "株式会社山田 購買部 田中様\n\n", "株式会社山田 購買部 田中様",
		"株式会社山田 購買部 田中様" },
	{ "김민수 부장님,\n", "김민수 부장님,", "김민수 부장님" },
	{ "السيد أحمد المحترم،\n", "السيد أحمد المحترم،", "أحمد المحترم" },
	{ "Sayın Ahmet Yılmaz,\n", "Sayın Ahmet Yılmaz,", "Ahmet Yılmaz" },
	{ "Kính gửi ông Nguyễn Văn An,\n", "Kính gửi ông Nguyễn Văn An,",
		"ông Nguyễn Văn An" },
	{ "เรียน คุณสมชาย\n", "เรียน คุณสมชาย", "คุณสมชาย" },
	{ "Yth. Bapak Budi,\n", "Yth. Bapak Budi,", "Bapak Budi" },
	{ "שלום דוד,\n", "שלום דוד,", "דוד" },
	{ "प्रिय शर्मा जी,\n", "प्रिय शर्मा जी,", "शर्मा जी" },
	{ "> Dear Bob,\n\nHi Tom,\n", "Hi Tom,", "Tom" },
	{ "Андрей, добрый день!\nДоски", "Андрей, добрый день!", "Андрей" },
	{ "Anna, hello.\nI", "Anna, hello.", "Anna" },
	{ "小王：\n我们", "小王：", "小王" },
	{ "Dear IT Professionals,\n", "Dear IT Professionals,",
		"IT Professionals" },
	{ "Dear li@acme.com,\n", "Dear li@acme.com,", "li@acme.com" },
	{ "Hey give me a break, will you", "Hey", "" },
	{ "Hi -\nwe", "Hi -", "" },
	{ "妈：\n我", "妈：", "妈" },
	{ "王小明：\n我", "王小明：", "王小明" },
	{ "大家：\n我", "大家：", "大家" },
	{ "Hi Petr, hi Anna,\nwe", "Hi Petr, hi Anna,", "Petr, hi Anna" },
	{ "Sehr geehrte Frau Huber, sehr geehrter Herr Roth,\nwir",
		"Sehr geehrte Frau Huber, sehr geehrter Herr Roth,",
		"Frau Huber, sehr geehrter Herr Roth" },
	{ "Hi Tom, good morning,\nwe", "Hi Tom,", "Tom" },
	{ "Hi Tom, dear me, what", "Hi Tom,", "Tom" },
	{ "Hello World, today", "Hello World,", "World" },
	{ "Hi Anna.\nwe", "Hi Anna.", "Anna" },
	/* what greets nobody */
	{ "Hello World was the first program.", "", "" },
	{ "Hello World is still printed by main.c", "", "" },
	{ "主要参数：\n口径", "", "" },
	{ "报价如下：\n阀门", "", "" },
	{ "包装：\n木箱", "", "" },
	{ "张数：\n三", "", "" },
	{ "郑州：\n三天", "", "" },
	{ "谢谢：\n三", "", "" },
	{ "Thank You,\nTom", "", "" },
	{ "Sincerely,\nTom", "", "" },
	{ "FYI,\nsee", "", "" },
	{ "Tom, hello kitty is out", "", "" },
	{ "WERKEN BIJ DE LOTTO,\nx", "", "" },
	{ "Hi-res images are here now", "", "" },
	{ "Hello Kitty bags are our best product this year", "", "" },
	{ "We sell bolts. Dear customers buy them.", "", "" },
	{ "Thank you for your mail", "", "" },
	{ "祝您好运，大家发财", "", "" },
	{ "电话：13800000000", "", "" },
	{ "Price list:\n- a", "", "" },
	{ "Dear is the price of it", "", "" },
	{ "Our new catalogue, please find it here", "", "" },
	{ "> Dear Bob,\n> yes", "", "" },
};

static void
greetings_name_people(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hellos / sizeof *hellos; i++) {
		const struct hello *h = &hellos[i];
		struct prose *p = read_as(h->text, PLAIN);
		struct str s = p->text.s;
		struct str hello = str_sub(s, p->greeting_at, p->greeting_len);
		struct str name = str_sub(s, p->greeted_at, p->greeted_len);
		if (!str_eq(hello, str_of(h->greeting)) ||
			!str_eq(name, str_of(h->name)))
			fail_msg("%s\n: '%.*s' '%.*s'", h->text, STR_ARG(hello),
				STR_ARG(name));
	}
}

static struct str
repeated(const char *unit, size_t n)
{
	size_t len = strlen(unit);
	char *s = arena_bytes(&arena, n);
	for (size_t i = 0; i < n; i++)
		s[i] = unit[i % len];
	return (struct str){ s, n };
}

static void
hostile_text_is_read_once(void **state)
{
	static const char *const units[] = { "a", "a ", "\n", "a\n", ">\n",
		". ", "Mr. ", "Hi ", "Hi\n", "Regards\n", "Regards\na\n",
		"From: a\n", "wrote:\n", "On 1\n", "--\n", "!", "。", "好", "“",
		"\xff", "a@b.c ", "http://", "-", "'", "a'", "1.", "1,", "\")",
		"Regards\n\n", "P.S\n", "a:\n", "@@ -\n", "```\n", "--\nP.S\n",
		"wrote 1:2:\n", "wrote 1:2:\n\n", "Index: a\n", "```\n\na\n",
		"Hi A, hi A, ", "Fine.\n10:30 wrote:\n",
		"a much longer line that was wrapped by a program here\n" };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct str s = repeated(units[i], 400000);
		clock_t from = clock();
		read_str(s, i % 3 == 1 ? HTML : PLAIN);
		double t = (double)(clock() - from) / CLOCKS_PER_SEC;
		if (t > 2)
			fail_msg("%s: %.2f s", units[i], t);
		arena_clear(&arena);
	}
}

static void
the_number_of_words_is_limited(void **state)
{
	(void)state;
	struct prose *p =
		read_str(repeated("a ", 2 * (LIMIT_WORDS + 5)), PLAIN);
	assert_int_equal(p->words.n, LIMIT_WORDS);
	assert_true(p->cut);
	assert_false(read_as("a b", PLAIN)->cut);
}

static void
random_text_does_no_harm(void **state)
{
	static const char *const bits[] = { "Dear ", "Li", ",", ".", "!", " ",
		"\n", "\r\n", "> ", "wrote:", "-- ", "您好", "。", "：", "{{",
		"}}", "a@b.com", "http://x.y/", "\xff", "\xe4\xbd", "'", "-",
		"1", "é", "From: ", "Subject: ", "Regards,", "Tel: 1234567" };
	uint32_t seed = 11;

	(void)state;
	for (int round = 0; round < 10000; round++) {
		char s[300];
		size_t n = 0;
		while (n < 120) {
			seed = seed * 1664525 + 1013904223;
			const char *b = bits[(seed >> 16) %
					     (sizeof bits / sizeof *bits)];
			memcpy(s + n, b, strlen(b));
			n += strlen(b);
		}
		char *copy = arena_bytes(&arena, n);
		memcpy(copy, s, n);
		struct prose *p = read_str(
			(struct str){ copy, n }, (enum how)(round % 3));
		uint32_t at = 0;
		list_each (struct block, b, &p->blocks) {
			assert_int_equal(b->at, at);
			at += b->len;
		}
		assert_int_equal(at, n);
		at = 0;
		list_each (struct word, w, &p->words) {
			assert_true(w->at >= at && w->len);
			at = w->at + w->len;
		}
		assert_true(at <= n);
		assert_true(p->greeting_at + p->greeting_len <= n);
		assert_true(p->greeted_at + p->greeted_len <= n);
		arena_clear(&arena);
	}
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(authors_text_is_one_block),
		T(quotations_are_told),
		T(signatures_are_told),
		T(code_is_told),
		T(sentences_end_where_they_end),
		T(wrapped_lines_are_joined),
		T(words_have_flags),
		T(author_words_are_counted),
		T(what_others_wrote_is_not_cut),
		T(plain_words_are_letters_alone),
		T(greetings_name_people),
		T(hostile_text_is_read_once),
		T(the_number_of_words_is_limited),
		T(random_text_does_no_harm),
	};
	return cmocka_run_group_tests_name("prose", tests, NULL, NULL);
}
