/* fields.c - H: header fields, too many, too long, and saying two things. */
#include "hostile.h"

static void
many_fields(struct buf *b, size_t n)
{
	put(b, HEAD);
	put_times(b, n, "X-A: b\n");
	put(b, "\n" GREETING);
}

static void
many_folds(struct buf *b, size_t n)
{
	put(b, "Subject: x");
	put_times(b, n, "\n y");
	put(b, "\nTo: a@nordpump.se\n\n" GREETING);
}

static void
long_line(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nSubject: ");
	buf_repeat(b, 'x', n);
	put(b, "\n\n" GREETING);
}

static void
long_subject(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nSubject: ");
	put_times(b, n, "free act now ");
	put(b, "\n\n" GREETING);
}

static void
many_comments(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nTo: ");
	put_times(b, n, "(");
	put(b, "\nCc: ");
	put_times(b, n, "(a)");
	put(b, " a@nordpump.se\nSubject: x\n\n" GREETING);
}

static void
many_colons(struct buf *b, size_t n)
{
	put(b, "From: ");
	buf_repeat(b, ':', n);
	put(b, "\nTo: ");
	put_times(b, n / 2, "a:;");
	put(b, "\nSubject: x\n\n" GREETING);
}

static void
many_recipients(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nTo: a@nordpump.se");
	put_times(b, n, ",\n a@b.se");
	put(b, "\nSubject: x\n\n" GREETING);
}

static void
recipient_fields(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nSubject: x\n");
	for (size_t i = 0; i < n; i++) {
		put(b, "Bcc: a@b.se");
		put_times(b, 60, ", \"A. \\\"B\\\"\" <a@b.se>");
		put(b, "\n");
	}
	put(b, "\n" GREETING);
}

static void
open_strings(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nTo: ");
	put_times(b, n, "\"<");
	put(b, "\nCc: ");
	put_times(b, n, "\\");
	put(b, "\nSubject: x\n\n" GREETING);
}

static void
dotted_address(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nTo: ");
	put_times(b, n, "a.");
	put(b, "@");
	put_times(b, n, "a.");
	put(b, "\nCc: <");
	put_times(b, n, "@a,");
	put(b, ":a@b.se>\nSubject: x\n\n" GREETING);
}

static void
segments_2231(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: text/plain");
	for (size_t i = n; i-- > 0;)
		buf_printf(b, ";\n name*%zu*=%%41", i);
	put(b, "\n\n" GREETING);
}

static void
many_params(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: text/plain");
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "; p%zu=\"v\"", i);
	put(b, "; charset=x-none\n\n" GREETING);
}

static void
encoded_words(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nSubject:");
	put_times(b, n, " =?utf-8?B?4oCu?=");
	put(b, "\n\n" GREETING);
}

static void
quoted_words(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nSubject:");
	put_times(b, n, "\n =?gb18030?Q?=C3=E2=B7=D1!_?=");
	put(b, "\n\n" GREETING);
}

static void
open_words(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nSubject: ");
	put_times(b, n, "=?utf-8?Q?");
	put(b, "\n\n" GREETING);
}

static void
bad_lines(struct buf *b, size_t n)
{
	put(b, HEAD);
	put_times(b, n, "no colon here\n: no name\n \n\xFF: high\nX Y: z\n");
	put(b, "Content-Type: text/html\n\n" TRAP);
}

static void
blank_folds(struct buf *b, size_t n)
{
	put(b, HEAD "X-A: b\n");
	put_times(b, n, " \n\t\n");
	put(b, "Content-Type: text/html\n\n" TRAP);
}

static void
received(struct buf *b, size_t n)
{
	put_times(b, n,
		"Received: from a (b [10.0.0.1]) by c with SMTP id d;\n"
		"\tMon, 99 Foo 2026 25:61:61 +9999\n");
	put(b, HEAD "\n" GREETING);
}

static void
references(struct buf *b, size_t n)
{
	put(b, HEAD "References:");
	put_times(b, n, "\n <a@b>");
	put(b, "\nIn-Reply-To: <<<>>><a@><@b>\nMessage-ID: <"
	       "\x1b]0;x\x07@\xE2\x80\xAE>\n\n" GREETING);
}

static void
unsubscribe(struct buf *b, size_t n)
{
	put(b, HEAD "List-Unsubscribe: ");
	put_times(b, n, "<mailto:a@b?subject=c>, <javascript:x>, ");
	put(b, "\nList-Unsubscribe-Post: x\n\n" GREETING);
}

#define NOT_CHECKED "structure/not-checked"

static const struct hostile rows[] = {
	{ "H01-many-fields.eml", "100,000 fields", .make = many_fields,
		.n = 100000, .grows = true,
		.says = { NOT_CHECKED ": fields after the first 1,000" } },
	{ "H02-many-folds.eml", "300,000 folds of one field",
		.make = many_folds, .n = 300000, .grows = true,
		.says = { NOT_CHECKED ": beyond its first 64 KiB" } },
	{ "H03-long-line.eml", "a field of 4 MB on one line", .make = long_line,
		.n = 4000000, .grows = true, .says = { NOT_CHECKED } },
	{ "H03-long-subject.eml", "a subject of 60 KiB full of spam phrases",
		.make = long_subject, .n = 4500, .grows = true,
		.says = { "subject/trigger-wording" } },
	{ "H04-many-comments.eml",
		"200,000 comments in each other, and beside "
		"each other",
		.make = many_comments, .n = 200000, .grows = true,
		.says = { NOT_CHECKED } },
	{ "H04-deep-comments.eml", "comments as deep as a field allows",
		.make = many_comments, .n = 20000,
		.says = { NOT_CHECKED ": comments nested deeper than 8" } },
	{ "H05-many-colons.eml", "100,000 colons as an address",
		.make = many_colons, .n = 100000, .grows = true,
		.says = { NOT_CHECKED } },
	{ "H06-many-recipients.eml", "60,000 recipients in one field",
		.make = many_recipients, .n = 60000, .grows = true,
		.says = { NOT_CHECKED } },
	{ "H06-recipient-fields.eml", "57,000 recipients in 950 fields",
		.make = recipient_fields, .n = 950 },
	{ "H06-open-strings.eml", "quotes and angles that never close",
		.make = open_strings, .n = 30000, .grows = true },
	{ "H06-dotted-address.eml", "an address of 15,000 dots, and a route",
		.make = dotted_address, .n = 15000, .grows = true },
	{ "H07-segments.eml", "20,000 segments of RFC 2231, backwards",
		.make = segments_2231, .n = 20000, .grows = true,
		.says = { NOT_CHECKED } },
	{ "H08-many-params.eml", "50,000 parameters", .make = many_params,
		.n = 50000, .grows = true, .says = { NOT_CHECKED } },
	{ "H09-encoded-words.eml", "50,000 encoded words",
		.make = encoded_words, .n = 50000, .grows = true,
		.says = { NOT_CHECKED } },
	{ "H09-quoted-words.eml", "1,500 encoded words in GB18030",
		.make = quoted_words, .n = 1500,
		.says = { NOT_CHECKED ": encoded words after the first 500" } },
	{ "H09-open-words.eml", "6,000 encoded words that never end",
		.make = open_words, .n = 6000, .grows = true },
	{ "H10-odd-2231.eml", "RFC 2231 with gaps, twice, and in bad charsets",
		.text = STR(HEAD
			"Content-Type: text/html; name*5=x; name*1=y; "
			"name*1=z; name*=x-none''%FF%00; name*999999999999=w; "
			"name*-1=v; *=u; charset*=''utf-8; charset*0=gb; "
			"name*0*=utf-8'%E2%80%AE\n\n" TRAP),
		.says = { SAYS_TRAP } },
	{ "H11-injected-fields.eml",
		"line ends and fields out of an encoded "
		"word",
		.text = STR("From: =?utf-8?Q?a=0D=0ABcc:_x@y.se=0D=0A?= "
			    "<a@haoyu-valves.cn>\nTo: a@nordpump.se\nSubject: "
			    "=?utf-8?B?eA0KDQo8c2NyaXB0Pg==?=\n\n" GREETING) },
	{ "H12-odd-words.eml", "encoded words that nearly are",
		.text = STR(
			"From: a@haoyu-valves.cn\nSubject: =?utf-8?X?a?= "
			"=?x-none?Q?b?= =?utf-8?B?=E4?= =?utf-8?Q?\?= "
			"=?\?Q?c?= "
			"=?utf-8*en?Q?d?= =?utf-8?B?4oK?= =?utf-8?B?rA==?= "
			"=?utf-8?Q?=E4=B8?= =?utf-8?Q?=AD?= =?utf-8?Q?a b?= "
			"=?utf-16?B?AA==?=\n\n" GREETING) },
	{ "H13-nul.eml", "zero bytes in a field and out of an encoded word",
		.text = STR(
			"From: a@haoyu-valves.cn\nTo: a@nordpump.se\nSubject: "
			"a\0b "
			"=?utf-8?Q?c=00d?= =?utf-16?B?AAAAAA==?=\n\n" GREETING),
		.says = { "structure/zero-byte" } },
	{ "H14-bad-lines.eml", "60,000 header lines that are none",
		.make = bad_lines, .n = 15000, .grows = true },
	{ "H14-bad-line.eml", "one header line that is none",
		.text = STR(
			HEAD "no colon here\nContent-Type: text/html\n\n" TRAP),
		.says = { SAYS_TRAP } },
	{ "H15-blank-folds.eml", "20,000 folds of blanks only",
		.make = blank_folds, .n = 10000, .grows = true,
		.says = { SAYS_TRAP } },
	{ "H16-latin.eml", "bare Latin-1 in names and addresses",
		.text = STR("From: J\xF6rg <j\xF6rg@h\xE4oyu.cn>\nTo: "
			    "a@nordpump.se\n"
			    "Subject: Caf\xE9 \xFF\xFE\n\n" GREETING) },
	{ "H17-smtputf8.eml", "addresses in UTF-8, bad UTF-8 and Punycode",
		.text = STR(
			"From: \xE6\x9D\x8E <\xE6\x9D\x8E@\xE4\xBE\x8B.cn>\n"
			"To: <a@xn--a>, <a@xn--99999999>, <\xC3@b.se>, "
			"<a@xn--.se>\nSubject: x\n\n" GREETING) },
	{ "H18-spoofed-from.eml", "two senders in one field, one hidden",
		.text = STR(
			"From: \"a@nordpump.se\" <b@x.cn>, c@d.cn (e@f.se\n)\n"
			"Sender: =?utf-8?Q?=3Cx=40y=2Ese=3E?=\nReply-To: "
			"<>\nTo: a@nordpump.se\nSubject: x\n\n" GREETING) },
	{ "H19-dates.eml", "dates that no calendar has",
		.text = STR(
			"Date: Mon, 99 Feb 99999999999 99:99:99 +99999999999\n"
			"Date: , , , ::::\nDate: 31 Feb 0000 24:00:60 -0000\n"
			"Resent-Date: (((((\n" PLAIN GREETING) },
	{ "H20-ids.eml", "20,000 references, and ids with escapes",
		.make = references, .n = 20000, .grows = true },
	{ "H21-escapes.eml", "terminal escapes in every field that is shown",
		.text = STR("From: \x1b[2Ja <a@haoyu-valves.cn>\nTo: "
			    "\"\x1b]52;c;AAAA\x07\" <a@nordpump.se>\nSubject: "
			    "\x1b]0;t\x07 \xC2\x9B"
			    "31m \xE2\x80\xAE"
			    "exe.pdf!!! =?utf-8?Q?=1B[31m=9B?=\n\n"
			    "Dear \x1b[31m[Name],\n\nfree!!! \r\x1b[1A\n"),
		.says = { "subject/exclamation" } },
	{ "H22-received.eml", "10,000 Received fields", .make = received,
		.n = 10000, .grows = true, .says = { NOT_CHECKED } },
	{ "H23-unsubscribe.eml", "List-Unsubscribe with 4,000 odd addresses",
		.make = unsubscribe, .n = 1000, .grows = true },
	{ "H24-bcc.eml", "Bcc with groups, comments and nothing",
		.text = STR("Bcc:\nBcc: a:b@c.se,,;;,<>,\"\n" PLAIN GREETING) },
};

const struct group group_fields = GROUP("H", rows);
