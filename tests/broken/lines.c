/* lines.c - L: line ends, long lines, and plain text without end. */
#include "hostile.h"

static void
smuggling(struct buf *b, size_t n)
{
	put(b, PLAIN GREETING);
	put_times(b, n,
		"\n.\r\nMAIL FROM:<a@b>\r\n\r.\r\nDATA\n.\nQUIT\r\r\n.\r\r\n");
}

static void
mixed_ends(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\r\nTo: a@nordpump.se\n\rSubject: "
	       "x\r\r\nContent-Type: text/plain\n\r\n");
	put_times(b, n, "a\r\nb\nc\rd\n\re\r\r\n");
}

static void
short_lines(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "a\n");
}

static void
bare_returns(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\rSubject: x\r\r");
	put_times(b, n, "Dear Ms. Berg, act now!\r");
}

static void
long_lines(struct buf *b, size_t n)
{
	put(b, PLAIN);
	for (size_t i = 0; i < n; i++) {
		put_times(b, 996, "x");
		put(b, " !!\n");
	}
}

static void
one_line(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "Dear Ms. Berg, the price is low. ");
}

static void
dots(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, ".\n..\n...\n");
	buf_repeat(b, '.', n);
}

static void
newlines(struct buf *b, size_t n)
{
	put(b, PLAIN GREETING);
	buf_repeat(b, '\n', n);
}

static void
blanks(struct buf *b, size_t n)
{
	put(b, PLAIN GREETING);
	buf_repeat(b, ' ', n);
	put_times(b, n / 2, "\t\n");
}

static void
quote_depth(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "> ");
	put(b, "\n");
	put_times(b, n, ">>>> a\n");
}

static void
quote_steps(struct buf *b, size_t n)
{
	put(b, PLAIN);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "On Monday a@b.se wrote:\n%*s a\n",
			(int)(i % 200), ">");
}

static void
many_urls(struct buf *b, size_t n)
{
	put(b, PLAIN);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "http://bit.ly/%zu\n", i);
}

static void
many_domains(struct buf *b, size_t n)
{
	put(b, PLAIN);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "www.a%zu.com, mail a%zu@b%zu.co.uk. ", i, i, i);
}

static void
schemes(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "http://");
}

static void
ats(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "a@");
}

static void
url_user(struct buf *b, size_t n)
{
	put(b, PLAIN "See http://");
	buf_repeat(b, 'a', n);
	put(b, ":");
	buf_repeat(b, '@', n);
	put(b, "%00%zz@[::1%25x]:99999/");
	put_times(b, n, "%2e/");
	put(b, "?");
	put_times(b, n, "&=");
	put(b, "#\n");
}

static void
url_labels(struct buf *b, size_t n)
{
	put(b, PLAIN "See http://");
	put_times(b, n, "a.");
	put(b, "co.uk/ and http://");
	put_times(b, n, "xn--a.");
	put(b, "com/\n");
}

static const struct hostile rows[] = {
	{ "L01-smuggling.eml", "lines that end the mail for some servers",
		.make = smuggling, .n = 1 },
	{ "L01-much-smuggling.eml", "20,000 of them", .make = smuggling,
		.n = 20000, .grows = true },
	{ "L02-mixed-ends.eml", "all line ends in one file", .make = mixed_ends,
		.n = 1 },
	{ "L02-many-mixed-ends.eml", "a megabyte of all line ends",
		.make = mixed_ends, .n = 80000, .grows = true },
	{ "L03-short-lines.eml", "a million lines of one letter",
		.make = short_lines, .n = 1000000, .grows = true,
		.says = { "!structure/not-checked" } },
	{ "L04-bare-returns.eml", "lines that end in CR only",
		.make = bare_returns, .n = 40000, .grows = true },
	{ "L05-998.eml", "lines of 999 bytes", .make = long_lines, .n = 1000 },
	{ "L05-one-line.eml", "a text of 3 MB on one line", .make = one_line,
		.n = 100000, .grows = true },
	{ "L06-nul.eml", "zero bytes between the letters",
		.text = STR(PLAIN "D\0e\0a\0r\0 Ms. Berg,\n\nf\0ree\0\n\0\n"),
		.says = { "structure/zero-byte" } },
	{ "L07-no-final-newline.eml", "the header ends with the file",
		.text = STR("Subject: x") },
	{ "L07-cut-in-header.eml", "a field without its value",
		.text = STR("From: a@haoyu-valves.cn\nSubject:") },
	{ "L07-cut-in-crlf.eml", "a file that ends between CR and LF",
		.text = STR("Subject: x\r\n\r") },
	{ "L08-dots.eml", "300,000 lines of dots", .make = dots, .n = 100000,
		.grows = true },
	{ "L09-newlines.eml", "two million empty lines", .make = newlines,
		.n = 2000000, .grows = true },
	{ "L09-blanks.eml", "a megabyte of blanks", .make = blanks,
		.n = 1000000, .grows = true },
	{ "L10-quote-depth.eml", "quotes 100,000 deep", .make = quote_depth,
		.n = 100000, .grows = true },
	{ "L10-quote-steps.eml", "20,000 openings of quotes",
		.make = quote_steps, .n = 20000, .grows = true },
	{ "L11-many-urls.eml", "100,000 short links", .make = many_urls,
		.n = 100000, .grows = true,
		.says = { SAYS_TRAP, "structure/not-checked: links after" } },
	{ "L11-many-domains.eml", "50,000 sites and addresses without a scheme",
		.make = many_domains, .n = 50000, .grows = true },
	{ "L11-schemes.eml", "100,000 schemes without a host", .make = schemes,
		.n = 100000, .grows = true },
	{ "L11-ats.eml", "an address that never ends", .make = ats, .n = 300000,
		.grows = true },
	{ "L12-url-user.eml", "a link whose user name is 16 KB",
		.make = url_user, .n = 16000 },
	{ "L12-long-url.eml", "a link of a megabyte", .make = url_user,
		.n = 150000, .grows = true },
	{ "L12-url-labels.eml", "a host of 100,000 labels", .make = url_labels,
		.n = 100000, .grows = true },
};

const struct group group_lines = GROUP("L", rows);
