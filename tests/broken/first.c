/* first.c - cases from before there were groups: small files, open ends. */
#include "hostile.h"

#define TEXT  "From: a@acme.cn\nTo: b@beta.se\nSubject: Valves\n"
#define MIME  TEXT "MIME-Version: 1.0\n"
#define HTML  MIME "Content-Type: text/html\n\n"
#define UTF8  MIME "Content-Type: text/plain; charset=utf-8\n\n"
#define MULTI MIME "Content-Type: multipart/mixed; boundary=b\n\n"
#define BODY  MIME "\n"
#define ENDED "\n\nbody\n"

static void
deep_multipart(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(b,
			"Content-Type: multipart/mixed; boundary=b%zu\n\n"
			"--b%zu\n",
			i, i);
	put(b, "\nx\n");
}

static void
quotes(struct buf *b, size_t n)
{
	put(b, BODY);
	put_times(b, n, "> ");
	put(b, "\n");
	put_times(b, n / 4, ">>\n");
}

static void
bad_escapes(struct buf *b, size_t n)
{
	put(b, MIME "Content-Transfer-Encoding: quoted-printable\n\n");
	put_times(b, n, "=\n");
	put_times(b, n / 3, "=ZZ=");
}

static void
ones(struct buf *b, size_t n)
{
	buf_repeat(b, '\xFF', n);
}

static const struct hostile rows[] = {
	{ "empty.eml", "no bytes", .text = STR(""),
		.says = { "structure/empty" } },
	{ "blank-lines.eml", "blank lines only", .text = STR("\n\n\n"),
		.says = { "structure/empty" } },
	{ "no-final-newline.eml", "ends in its header",
		.text = STR("Subject: x") },
	{ "header-only.eml", "no body", .text = STR("Subject: x\n") },
	{ "nul.eml", "zero bytes only", .text = STR("\0\0\0\0") },
	{ "nul-inside.eml", "zero bytes in the text",
		.text = STR("Subject: a\0b\n\nDear \0 Anna\0,\n"),
		.says = { "structure/zero-byte" } },
	{ "bare-cr.eml", "CR only", .text = STR("\r\r\r\r"),
		.says = { "structure/empty" } },
	{ "bare-cr-lines.eml", "lines that end in CR",
		.text = STR("Subject: x\r\rbody\r!!!\r") },
	{ "all-ff.eml", "0xFF only", .make = ones, .n = 20000 },
	{ "bad-utf8.eml", "bad UTF-8",
		.text = STR(UTF8 "\xC3\x28\xA0\xA1\xED\xA0\x80\xF4\x90\x80\x80 "
				 "free!!\n"),
		.says = { "structure/wrong-charset" } },
	{ "escapes.eml", "terminal escapes in the text",
		.text = STR(
			BODY "\x1b[31mred\x1b]0;title\x07 \xE2\x80\xAE evil "
			     "\xC2\x9B x\n") },
	{ "escapes-subject.eml", "terminal escapes in the subject",
		.text = STR("From: a@acme.cn\nSubject: \x1b]52;c;AAAA\x07 "
			    "\xE2\x80\xAE"
			    "exe.pdf!!!\n\nx\n"),
		.says = { "subject/exclamation" } },
	{ "many-headers.eml", "20,000 fields", .text = STR(MIME), "X-A: b\n",
		"\nbody\n", .n = 20000 },
	{ "many-folds.eml", "50,000 folds", .text = STR("Subject: x"), "\n y",
		ENDED, .n = 50000 },
	{ "long-subject.eml", "a subject of 2 MB", .text = STR("Subject: "),
		"word ", ENDED, .n = 400000 },
	{ "many-recipients.eml", "60,000 recipients", .text = STR("To: "),
		"a@b.cn, ", ENDED, .n = 60000 },
	{ "deep-comments.eml", "100,000 comments", .text = STR("To: "), "(",
		ENDED, .n = 100000 },
	{ "colons.eml", "100,000 colons", .text = STR("From: "), ":", ENDED,
		.n = 100000 },
	{ "many-words.eml", "50,000 encoded words", .text = STR("Subject: "),
		"=?utf-8?B?4oCu?= ", ENDED, .n = 50000 },
	{ "many-params.eml", "20,000 parameters",
		.text = STR("Content-Type: text/plain"), "; a*0=b", ENDED,
		.n = 20000 },
	{ "open-quote.eml", "100,000 backslashes in an open string",
		.text = STR("Content-Type: text/plain; charset=\""), "\\",
		ENDED, .n = 100000 },
	{ "deep-multipart.eml", "300 multiparts in each other",
		.make = deep_multipart, .n = 300 },
	{ "deep-rfc822.eml", "3,000 messages in each other", .text = STR(""),
		"Content-Type: message/rfc822\n\n", "Subject: x\n\nbody\n",
		.n = 3000 },
	{ "many-parts.eml", "50,000 parts", .text = STR(MULTI), "--b\n\nx\n",
		"--b--\n", .n = 50000 },
	{ "near-boundaries.eml", "200,000 near delimiters", .text = STR(MULTI),
		"--bx\n", .n = 200000 },
	{ "no-boundary.eml", "a multipart without a boundary",
		.text = STR(MIME
			"Content-Type: multipart/mixed\n\n--x\n\nbody\n--x--"
			"\n"),
		.says = { "structure/lost-body" } },
	{ "empty-boundary.eml", "a boundary of no bytes",
		.text = STR(MIME
			"Content-Type: multipart/mixed; boundary=\"\"\n\n--\n"
			"\nbody\n----\n"),
		.says = { "structure/lost-body" } },
	{ "unclosed.eml", "no closing delimiter",
		.text = STR(MIME
			"Content-Type: multipart/mixed; boundary=x\n\n--x\n"
			"Content-Type: text/plain\n\nbody") },
	{ "qp-bomb.eml", "soft breaks and bad escapes", .make = bad_escapes,
		.n = 300000 },
	{ "base64-dirt.eml", "dirt as base64",
		.text = STR(MIME "Content-Transfer-Encoding: base64\n\n"),
		"!=A=?", .n = 100000 },
	{ "deep-html.eml", "100,000 elements", .text = STR(HTML), "<div>",
		.n = 100000 },
	{ "angles.eml", "a million angles", .text = STR(HTML), "<",
		.n = 1000000 },
	{ "many-attributes.eml", "100,000 attributes", .text = STR(HTML "<a "),
		"a=b ", ">x</a>", .n = 100000 },
	{ "open-attribute.eml", "a value that never ends",
		.text = STR(HTML "<a href=\""), "x&amp;", .n = 500000 },
	{ "entities.eml", "900,000 entities", .text = STR(HTML),
		"&lt;&#33;&bogus;", .n = 300000 },
	{ "comments.eml", "100,000 open comments", .text = STR(HTML), "<!--",
		.n = 100000 },
	{ "many-links.eml", "60,000 links", .text = STR(HTML),
		"<a href=\"http://bit.ly/x\">y</a>", .n = 60000,
		.says = { SAYS_TRAP } },
	{ "long-style.eml", "a style of 2 MB", .text = STR(HTML "<p style=\""),
		"color:red;", "\">x", .n = 200000 },
	{ "nul-html.eml", "zero bytes in a page",
		.text = STR(HTML
			"<p>a\0b</p><a hr\0ef=\"javascript:x\">y</a><!DOCTYPE "
			"x [<!ENTITY a \"b\">]>&a;"),
		.says = { "structure/zero-byte" } },
	{ "after-html.eml", "a link after the page's end",
		.text = STR(HTML "<html><body>one</body></html><p>after <a "
				 "href=\"http://t.cn/x\">it</a>"),
		.says = { SAYS_TRAP } },
	{ "utf16-lie.eml", "a page that is no UTF-16",
		.text = STR(MIME
			"Content-Type: text/html; charset=utf-16\n\n<p>not "
			"utf-16 at all</p>") },
	{ "open-fields.eml", "600,000 open braces", .text = STR(BODY), "{{",
		.n = 300000 },
	{ "many-fields.eml", "100,000 fields", .text = STR(BODY),
		"{{a}}{% if %}[Name]", .n = 100000,
		.says = { "personalisation/unresolved" } },
	{ "open-spintax.eml", "100,000 open choices", .text = STR(BODY), "{a|",
		.n = 100000 },
	{ "schemes.eml", "100,000 schemes", .text = STR(BODY), "http://",
		.n = 100000 },
	{ "ats.eml", "100,000 ats", .text = STR(BODY), "a@", .n = 100000 },
	{ "quotes.eml", "quotes 200,000 deep", .make = quotes, .n = 200000 },
	{ "spaced.eml", "100,000 words pulled apart", .text = STR(BODY),
		"F R E E ", .n = 100000 },
	{ "one-word.eml", "a word of 300,000 letters", .text = STR(BODY), "a",
		.n = 300000 },
	{ "all-phrases.eml", "100,000 spam phrases", .text = STR(BODY),
		"free act now urgent winner ", .n = 100000 },
	{ "zalgo.eml", "100,000 accents on one letter", .text = STR(UTF8 "e"),
		"\xCC\x81", .n = 100000 },
	{ "zero-width.eml", "100,000 letters without width", .text = STR(UTF8),
		"\xE2\x80\x8B", .n = 100000 },
	{ "many.mbox", "3,000 messages",
		.text = STR(
			"From x Thu Jan  1 00:00:00 1970\nSubject: x\n\ny\n\n"),
		"From x Thu Jan  1 00:00:00 1970\nSubject: z\n\ny\n\n",
		.n = 3000 },
	{ "fake.zip.eml", "no mail, and no zip",
		.text = STR("PK\3\4 not a zip"),
		.says = { "structure/foreign-format" } },
	{ "fake.docx", "four bytes of a document", .text = STR("PK\3\4"),
		.says = { "structure/foreign-format" } },
	{ "fake.msg", "eight bytes of an Outlook message",
		.text = STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		.says = { "structure/foreign-format" } },
	{ "fake-pdf.txt", "a PDF that is a text", .text = STR("%PDF-1.4\n"),
		.says = { "structure/foreign-format" } },
	{ "bad-front.md", "front matter that is no YAML",
		.text = STR("---\nsubject: [\n---\nbody\n"),
		.says = { "structure/front-matter" } },
	{ "front-alias.md", "front matter that names itself",
		.text = STR("---\nsubject: *a\na: &a [*a, *a]\n---\nbody\n") },
	{ "front-deep.md", "front matter 30,000 deep", .text = STR("---\n"),
		"[ ", .n = 30000 },
	{ "front-laughs.md", "front matter that grows tenfold a line",
		.text = STR("---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b "
			    "[*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
			    "[*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d "
			    "[*c,*c,*c,*c,*c,*c,*c,*c,*c]\nsubject: "
			    "*d\n---\nbody\n") },
	{ "utf16.txt", "UTF-16 that ends in a half",
		.text = STR("\376\377\0S\0u\0b") },
	{ "pasted-empty.txt", "header lines in Chinese, without values",
		.text = STR("主题：\n收件人：\n附件：\n") },
};

const struct group group_first = GROUP("first", rows);
