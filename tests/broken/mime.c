/* mime.c - M: the structure of a message, nested, cut, doubled, mislabelled. */
#include "hostile.h"

static void
nested_multiparts(struct buf *b, size_t n)
{
	put(b, HEAD);
	for (size_t i = 0; i < n; i++)
		buf_printf(b,
			"Content-Type: multipart/mixed; boundary=b%zu\n\n"
			"--b%zu\n",
			i, i);
	put(b, "\n" GREETING);
}

static void
nested_messages(struct buf *b, size_t n)
{
	put(b, HEAD);
	put_times(b, n, "Content-Type: message/rfc822\n\n");
	put(b, "Subject: inside\n\n" GREETING);
}

static void
mixed_nest(struct buf *b, size_t n)
{
	put(b, HEAD);
	for (size_t i = 0; i < n; i++)
		buf_printf(b,
			"Content-Type: multipart/mixed; boundary=b%zu\n\n"
			"--b%zu\nContent-Type: message/rfc822\n\n",
			i, i);
	put(b, "\n" GREETING);
}

static void
many_parts(struct buf *b, size_t n)
{
	put(b, MIXED);
	put_times(b, n, "--b\n\nx\n");
	put(b, "--b--\n");
}

/* Several texts, each of many words: what is read of all is limited. */
static void
large_texts(struct buf *b, size_t n)
{
	put(b, MIXED);
	for (size_t i = 0; i < 8; i++) {
		put(b, "--b\n\n");
		put_times(b, n, "a\n");
	}
	put(b, "--b--\n");
}

static void
large_pages(struct buf *b, size_t n)
{
	put(b, MIXED);
	for (size_t i = 0; i < 8; i++) {
		put(b, "--b\nContent-Type: text/html\n\n");
		put_times(b, n, "<p>a\n");
	}
	put(b, "--b--\n");
}

static void
empty_parts(struct buf *b, size_t n)
{
	put(b, MIXED);
	put_times(b, n, "--b\n");
	put(b, "--b--\n");
}

static void
near_boundaries(struct buf *b, size_t n)
{
	put(b, MIXED "--b\n\n" GREETING);
	put_times(b, n, "--c\n-b\n--\n -b\n");
	put(b, "--b--\n");
}

static void
prefix_boundaries(struct buf *b, size_t n)
{
	put(b, MIXED "--b\n\n" GREETING);
	put_times(b, n, "--bb\n");
	put(b, "--b--\n");
}

/* Fifty open multiparts whose boundaries are prefixes of each other, and
 * lines that must be compared with them all. */
static void
nested_prefixes(struct buf *b, size_t n)
{
	put(b, HEAD);
	for (size_t i = 1; i <= LIMIT_DEPTH; i++) {
		put(b, "Content-Type: multipart/mixed; boundary=");
		buf_repeat(b, 'b', i * 18);
		put(b, "\n\n--");
		buf_repeat(b, 'b', i * 18);
		put(b, "\n");
	}
	put(b, "\n");
	for (size_t i = 0; i < n; i++) {
		put(b, "--");
		buf_repeat(b, 'b', 17);
		put(b, "c\n");
	}
}

static void
long_boundary(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: multipart/mixed; boundary=\"");
	buf_repeat(b, 'x', n);
	put(b, "\"\n\n--");
	buf_repeat(b, 'x', n);
	put(b, "\n\n" GREETING "--");
	buf_repeat(b, 'x', n);
	put(b, "--\n");
}

static void
base64_dirt(struct buf *b, size_t n)
{
	put(b, PLAIN);
	b->len--;
	put(b, "Content-Transfer-Encoding: base64\n\n"
	       "RGVhciBNcy4gQmVyZywKCmhlcmUgaXMgdGhlIGRyYXdpbmcuCgpCZXN0IHJl"
	       "\n");
	put_times(b, n, "R*G\x01Vh!=c=i B\tN=\n");
}

static void
bad_quoted(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Transfer-Encoding: quoted-printable\n\n"
		    "Dear Ms. Berg,\n\n");
	put_times(b, n, "a=ZZb=4=\tc==3D=e4");
	put(b, "=");
}

static void
soft_breaks(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Transfer-Encoding: quoted-printable\n\n" GREETING);
	put_times(b, n, "=\n");
	put_times(b, n, "= \t\r\n");
}

static void
blank_lines(struct buf *b, size_t n)
{
	put_times(b, n, "\n");
	put(b, PLAIN GREETING);
}

static void
noise(struct buf *b, size_t n)
{
	put_noise(b, n);
}

static void
noise_below_header(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: text/html; charset=gb18030\n\n");
	put_noise(b, n);
}

static void
all_ff(struct buf *b, size_t n)
{
	buf_repeat(b, '\xFF', n);
}

static void
wide(struct buf *b, const char *text, bool big)
{
	for (; *text; text++) {
		buf_char(b, big ? 0 : *text);
		buf_char(b, big ? *text : 0);
	}
}

static void
utf16_message(struct buf *b, size_t n)
{
	put(b, "\xFF\xFE");
	while (n--)
		wide(b, PLAIN "Dear Ms. Berg,\n\nact now, it is FREE!!!\n",
			false);
}

static void
utf16_no_mark(struct buf *b, size_t n)
{
	while (n--)
		wide(b, PLAIN "Dear Ms. Berg,\n\nact now, it is FREE!!!\n",
			true);
}

static void
mailbox(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put(b, "From li@haoyu-valves.cn Thu Jan  1 00:00:00 2026\n"
		       "Subject: x\n\ny\n\n>From the shore\n\n");
}

static void
differing_alternatives(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: multipart/alternative; boundary=b\n\n");
	for (size_t i = 0; i < n; i++)
		put(b, TEXT_PART "--b\nContent-Type: text/html\n\n"
				 "<p>Quite another text, with " TRAP "</p>\n");
	put(b, "--b--\n");
}

static void
preamble(struct buf *b, size_t n)
{
	put(b, MIXED);
	put_times(b, n, "This is a preamble that no reader sees.\n");
	put(b, TEXT_PART "--b--\n");
	put_times(b, n, "And " TRAP " is an epilogue. -- b --b\n");
}

static void
uuencoded(struct buf *b, size_t n)
{
	put(b, PLAIN GREETING "\n");
	for (size_t i = 0; i < n; i++)
		put(b, "begin 644 offer.exe\n"
		       "M35J0``,````$````__\\``+@`````````0```````````````"
		       "````````````\n`\nend\n"
		       "=ybegin line=128 size=9 name=a.exe\n*+,-./\n"
		       "=yend size=9\n");
}

static void
dsn_nest(struct buf *b, size_t n)
{
	put(b, "From: MAILER-DAEMON@haoyu-valves.cn\nTo: "
	       "li.wei@haoyu-valves.cn\n"
	       "Subject: Undelivered\nMIME-Version: 1.0\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(b,
			"Content-Type: multipart/report; report-type="
			"delivery-status; boundary=r%zu\n\n--r%zu\n"
			"Content-Type: message/delivery-status\n\n"
			"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; "
			"a@b\n"
			"Action: failed\nStatus: 9.9.9\n\n--r%zu\n"
			"Content-Type: message/rfc822\n\n",
			i, i, i);
	put(b, "Subject: x\n\n" GREETING);
}

#define ENCODED_TRAP                                                           \
	"PHA+U2VlIDxhIGhyZWY9Imh0dHBzOi8vYml0Lmx5LzN4WXpBYkMiPml0PC9hPi48L3"   \
	"A+\n"
#define NOT_CHECKED "structure/not-checked"

static const struct hostile rows[] = {
	{ "M01-nest-500.eml", "500 multiparts in each other",
		.make = nested_multiparts, .n = 500,
		.says = { NOT_CHECKED ": nested deeper than 50" } },
	{ "M02-nest-20000.eml",
		"20,000 multiparts in each other: stack, "
		"quadratic search",
		.make = nested_multiparts, .n = 20000, .grows = true,
		.says = { NOT_CHECKED ": nested deeper than 50" } },
	{ "M03-rfc822-chain.eml",
		"20,000 messages in each other, 34 bytes "
		"a level",
		.make = nested_messages, .n = 20000, .grows = true,
		.says = { NOT_CHECKED ": nested deeper than 50" } },
	{ "M04-mixed-nest.eml", "messages in multiparts in messages",
		.make = mixed_nest, .n = 10000, .grows = true,
		.says = { NOT_CHECKED ": nested deeper than 50" } },
	{ "M05-many-parts.eml", "100,000 parts", .make = many_parts,
		.n = 100000, .grows = true,
		.says = { NOT_CHECKED ": parts after the first 1,000" } },
	{ "M05-empty-parts.eml", "100,000 parts without a byte",
		.make = empty_parts, .n = 100000, .grows = true,
		.says = { NOT_CHECKED ": parts after the first 1,000" } },
	{ "M05-large-texts.eml", "eight texts of 500,000 words",
		.make = large_texts, .n = 500000,
		.says = { NOT_CHECKED ": words after the first million" } },
	{ "M05-large-pages.eml", "eight pages of 80,000 tags",
		.make = large_pages, .n = 80000,
		.says = { NOT_CHECKED ": more than 100,000 tags" } },
	{ "M06-near-boundaries.eml",
		"400,000 lines that are nearly a "
		"delimiter",
		.make = near_boundaries, .n = 100000, .grows = true },
	{ "M07-prefix-boundaries.eml",
		"200,000 lines that begin with the "
		"boundary",
		.make = prefix_boundaries, .n = 200000, .grows = true },
	{ "M07-nested-prefixes.eml",
		"lines to compare with 50 open "
		"boundaries",
		.make = nested_prefixes, .n = 50000, .grows = true },
	{ "M08-empty-boundary.eml", "a boundary of no bytes",
		.text = STR(
			HEAD "Content-Type: multipart/mixed; boundary=\"\"\n\n"
			     "--\n\n" GREETING "----\n"),
		.says = { "structure/lost-body" } },
	{ "M09-long-boundary.eml", "a boundary of 1 MB", .make = long_boundary,
		.n = 1000000, .grows = true, .says = { NOT_CHECKED } },
	{ "M10-odd-boundary.eml", "blanks, quotes and colons in the boundary",
		.text = STR(HEAD "Content-Type: multipart/mixed; "
				 "boundary=\" a:b (c) \\\"d\\\\ '\"\n\n"
				 "-- a:b (c) \"d\\ '\n\nact now!!\n"
				 "-- a:b (c) \"d\\ '--\n") },
	{ "M11-two-boundaries.eml", "two boundary parameters, one text each",
		.text = STR(HEAD "Content-Type: multipart/mixed; boundary=one; "
				 "boundary=two\n\n--one\nContent-Type: "
				 "text/html\n\n" TRAP
				 "\n--one--\n--two\n\n" GREETING "--two--\n"),
		.says = { SAYS_TRAP } },
	{ "M12-boundary-2231.eml", "a boundary in pieces, and a plain one",
		.text = STR(HEAD
			"Content-Type: multipart/mixed; boundary*0=o; "
			"boundary*1*=%6Ee; boundary=two\n\n--one\n"
			"Content-Type: text/html\n\n" TRAP
			"\n--one--\n--two\nContent-Type: text/html\n\n" TRAP
			"\n--two--\n"),
		.says = { SAYS_TRAP } },
	{ "M13-unclosed.eml", "the closing delimiter is missing",
		.text = STR(MIXED TEXT_PART
			"--b\nContent-Type: text/html\n\n" TRAP),
		.says = { SAYS_TRAP } },
	{ "M14-encoded-multipart.eml", "a multipart that says it is base64",
		.text = STR(
			HEAD "Content-Type: multipart/mixed; boundary=b\n"
			     "Content-Transfer-Encoding: base64\n\n--b\n"
			     "Content-Type: text/html\n\n" TRAP "\n--b--\n"),
		.says = { SAYS_TRAP } },
	{ "M14-encoded-message.eml", "a whole message in base64",
		.text = STR(HEAD "Content-Type: message/rfc822\n"
				 "Content-Transfer-Encoding: base64\n\n"
				 "U3ViamVjdDogeAoKRlJFRSEhIQo=\n") },
	{ "M15-two-types.eml", "two Content-Type fields: text and page",
		.text = STR(HEAD "Content-Type: text/plain\nContent-Type: "
				 "text/html\n\n<p>" TRAP "</p>\n"),
		.says = { SAYS_TRAP } },
	{ "M15-two-types-turned.eml", "two Content-Type fields: page and text",
		.text = STR(HEAD "Content-Type: text/html\nContent-Type: "
				 "text/plain\n\n<p>" TRAP "</p>\n"),
		.says = { SAYS_TRAP } },
	{ "M16-two-encodings.eml", "two transfer encodings: base64 and 7bit",
		.text = STR(HEAD
			"Content-Type: text/html\nContent-Transfer-Encoding: "
			"base64\nContent-Transfer-Encoding: "
			"7bit\n\n" ENCODED_TRAP),
		.says = { SAYS_TRAP } },
	{ "M17-two-of-each.eml", "two of each field that may stand once",
		.text = STR(
			"From: a@haoyu-valves.cn\nFrom: b@haoyu-valves.cn\n"
			"To: a@nordpump.se\nTo: b@nordpump.se\nSubject: one\n"
			"Subject: FREE!!!\nDate: x\nDate: y\nMessage-ID: "
			"<a@b>\n"
			"Message-ID: <c@d>\nMIME-Version: 1.0\nMIME-Version: "
			"2.0\n"
			"\n" GREETING) },
	{ "M18-odd-encoding.eml", "transfer encodings that do not exist",
		.text = STR(HEAD "Content-Transfer-Encoding: base-64; "
				 "x=\"\n\n" GREETING),
		.says = { NOT_CHECKED ": transfer encoding" } },
	{ "M18-no-encoding.eml", "a transfer encoding without a name",
		.text = STR(HEAD "Content-Transfer-Encoding:\n\n" GREETING),
		.says = { "!" NOT_CHECKED } },
	{ "M18-macintosh.eml", "a transfer encoding that few read",
		.text = STR(HEAD
			"Content-Transfer-Encoding: binhex40\n\n" GREETING),
		.says = { NOT_CHECKED ": transfer encoding" } },
	{ "M19-base64-dirt.eml", "3 MB of base64 between dirt",
		.make = base64_dirt, .n = 200000, .grows = true,
		.says = { "structure/damaged-encoding" } },
	{ "M20-bad-quoted.eml", "3 MB of quoted-printable that is none",
		.make = bad_quoted, .n = 170000, .grows = true,
		.says = { "structure/damaged-encoding" } },
	{ "M21-soft-breaks.eml", "600,000 soft line breaks, no text",
		.make = soft_breaks, .n = 300000, .grows = true },
	{ "M22-no-blank-line.eml", "the body begins without a blank line",
		.text = STR(HEAD GREETING "FREE!!!\n") },
	{ "M23-no-header.eml", "a body without a header",
		.text = STR("\n" GREETING) },
	{ "M24-blank-lines.eml", "100,000 blank lines before the header",
		.make = blank_lines, .n = 100000 },
	{ "M25-no-bytes.eml", "no byte at all", .text = STR(""),
		.says = { "structure/empty" } },
	{ "M25-one-byte.eml", "one byte", .text = STR("\n"),
		.says = { "structure/empty" } },
	{ "M26-nul.eml", "zero bytes in header, name and body",
		.text = STR("From: a\0b@haoyu-valves.cn\nSub\0ject: x\nTo: "
			    "a@nordpump.se\nSubject: a\0b\nContent-Type: "
			    "text/plain; "
			    "na\0me=x\n\nDear \0 Ms. Berg\0,\n"),
		.says = { "structure/zero-byte" } },
	{ "M26-only-nul.eml", "zero bytes only", .text = STR("\0\0\0\0\0\0") },
	{ "M27-crlf.eml", "CRLF, and one bare LF within the header",
		.text = STR("From: a@haoyu-valves.cn\r\nTo: "
			    "a@nordpump.se\r\nSubject: "
			    "a\nX-B: c\r\nContent-Type: multipart/mixed;\r\n "
			    "boundary=b\r\n\r\n--b\r\nContent-Type: "
			    "text/html\r\n\r\n" TRAP "\r\n--b--\r\n"),
		.says = { SAYS_TRAP } },
	{ "M28-noise.eml", "1 MB of random bytes", .make = noise,
		.n = 1000000 },
	{ "M28-noise-below-header.eml",
		"1 MB of random bytes as a page in "
		"GB18030",
		.make = noise_below_header, .n = 1000000, .grows = true,
		.says = { "structure/wrong-charset" } },
	{ "M28-all-ff.eml", "1 MB of 0xFF", .make = all_ff, .n = 1000000 },
	{ "M29-mark.eml", "a byte order mark before the header",
		.text = STR("\xEF\xBB\xBF" PAGE TRAP), .says = { SAYS_TRAP } },
	{ "M29-two-marks.eml", "two byte order marks, and one in the body",
		.text = STR(
			"\xEF\xBB\xBF\xEF\xBB\xBF" PAGE "\xEF\xBB\xBF" TRAP) },
	{ "M30-utf16.eml", "a message in UTF-16", .make = utf16_message,
		.n = 1 },
	{ "M30-utf16-no-mark.eml", "1 MB in UTF-16 without a mark",
		.make = utf16_no_mark, .n = 2500, .grows = true },
	{ "M31-mailbox.mbox", "3,000 messages in one file", .make = mailbox,
		.n = 3000, .grows = true },
	{ "M31-quoted-from.eml", "lines that look like the start of a message",
		.text = STR("From x Thu Jan  1 00:00:00 2026\n" PLAIN GREETING
			    "\nFrom y Thu Jan  1 00:00:00 2026\nSubject: "
			    "z\n\nw\n") },
	{ "M32-partial.eml", "a third of a message",
		.text = STR(HEAD
			"Content-Type: message/partial; number=99999999999; "
			"total=1; id=\"x\"\n\nSubject: y\n\n" GREETING) },
	{ "M33-external-body.eml", "a body that lies on another machine",
		.text = STR(
			HEAD "Content-Type: message/external-body; "
			     "access-type=local-file; name=\"/etc/passwd\"\n\n"
			     "Content-Type: text/plain\n\nroot:\n") },
	{ "M34-alternatives.eml", "two alternatives that say different things",
		.make = differing_alternatives, .n = 1, .says = { SAYS_TRAP } },
	{ "M34-many-alternatives.eml", "800 alternatives",
		.make = differing_alternatives, .n = 400, .grows = true,
		.says = { SAYS_TRAP } },
	{ "M35-preamble.eml", "megabytes before and after the parts",
		.make = preamble, .n = 50000, .grows = true },
	{ "M36-uuencoded.eml", "files in uuencode and yEnc within the text",
		.make = uuencoded, .n = 5000, .grows = true },
	{ "M36-declared-uuencode.eml", "uuencode as transfer encoding, cut",
		.text = STR(HEAD
			"Content-Type: text/plain\nContent-Transfer-Encoding: "
			"x-uuencode\n\nbegin 644 a\nM35J0\n"),
		.says = { NOT_CHECKED ": x-uuencode" } },
	{ "M37-pgp.eml", "PGP/MIME without the parts it promises",
		.text = STR(HEAD
			"Content-Type: multipart/encrypted; protocol="
			"\"application/pgp-encrypted\"; boundary=b\n\n--b\n"
			"Content-Type: application/pgp-encrypted\n\nVersion: "
			"1\n"),
		.says = { "structure/encrypted" } },
	{ "M37-signed-link.eml", "a link within what is signed",
		.text = STR(HEAD
			"Content-Type: multipart/signed; protocol="
			"\"application/pgp-signature\"; boundary=b\n\n--b\n"
			"Content-Type: text/html\n\n" TRAP "\n--b\n"
			"Content-Type: application/pgp-signature\n\nx\n--b--"
			"\n"),
		.says = { SAYS_TRAP } },
	{ "M38-smime.eml", "S/MIME that is no S/MIME",
		.text = STR(
			HEAD "Content-Type: application/pkcs7-mime; smime-type="
			     "enveloped-data; name=smime.p7m\n"
			     "Content-Transfer-Encoding: base64\n\nMIIB!!!\n"),
		.says = { "structure/encrypted" } },
	{ "M39-dkim.eml", "DKIM fields with odd tags",
		.text = STR("DKIM-Signature: v=1; a=rsa-sha256; l=0; l=-1; "
			    "b=;;;=;bh==;h=From:From:" PLAIN GREETING) },
	{ "M40-inline-pgp.eml", "PGP armour that never ends",
		.text = STR(PLAIN "-----BEGIN PGP MESSAGE-----\n-----BEGIN PGP "
				  "MESSAGE-----\n\n=\n"),
		.says = { "structure/encrypted" } },
	{ "M41-tnef.eml", "winmail.dat whose lengths lie",
		.text = STR(MIXED TEXT_PART
			"--b\nContent-Type: application/ms-tnef; "
			"name=winmail.dat\nContent-Transfer-Encoding: "
			"base64\n\neJ8+IgEAAQAAAf////8=\n--b--\n"),
		.says = { "attachments/unreadable-elsewhere" } },
	{ "M42-dsn-nest.eml", "10,000 delivery reports in each other",
		.make = dsn_nest, .n = 10000, .grows = true,
		.says = { NOT_CHECKED } },
};

const struct group group_mime = GROUP("M", rows);
