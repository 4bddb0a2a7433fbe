/* bulk.c - B: newsletters and two forms of one text, out of measure. */
#include "hostile.h"

#define NEWS                                                                   \
	HEAD "List-Unsubscribe: <https://haoyu-valves.cn/u>\n"                 \
	     "Content-Type: text/plain; charset=utf-8\n\n"
#define TWINS HEAD "Content-Type: multipart/alternative; boundary=b\n\n"

static void
one_line(struct buf *b, size_t n, const char *again)
{
	put(b, NEWS);
	put_times(b, n, again);
}

static void
ways_out(struct buf *b, size_t n)
{
	one_line(b, n, "unsubscribe ");
}

static void
addresses(struct buf *b, size_t n)
{
	one_line(b, n, "address: ");
}

static void
house_numbers(struct buf *b, size_t n)
{
	one_line(b, n, "5 roads ");
}

static void
han_streets(struct buf *b, size_t n)
{
	one_line(b, n, "港城路 ");
}

static void
two_forms(struct buf *b, size_t n, const char *again)
{
	put(b, TWINS "--b\nContent-Type: text/plain\n\n");
	put_times(b, n, again);
	put(b, "\n--b\nContent-Type: text/html\n\n<html><body><p>");
	put_times(b, n, again);
	put(b, "</p></body></html>\n--b--\n");
}

static void
long_numbers(struct buf *b, size_t n)
{
	two_forms(b, n, "1.");
}

static void
many_numbers(struct buf *b, size_t n)
{
	two_forms(b, n, "USD 5 each ");
}

static void
many_ends(struct buf *b, size_t n)
{
	put(b, PAGE);
	put_times(b, n, "<html></html>a ");
}

static void
many_types(struct buf *b, size_t n)
{
	put(b, MIXED);
	for (size_t i = 0; i < n; i++) {
		put(b, "--b\n");
		put_times(b, 400, "X: y\n");
		put_times(b, 20, "Content-Type: a/b\nContent-Type: c/d\n");
		put(b, "\nx\n");
	}
	put(b, "--b--\n");
}

static const struct hostile rows[] = {
	{ "B01-ways-out.eml", "100,000 words for one way out", .make = ways_out,
		.n = 100000, .grows = true },
	{ "B02-addresses.eml", "100,000 labels of an address in one line",
		.make = addresses, .n = 100000, .grows = true },
	{ "B03-house-numbers.eml", "100,000 numbers with words behind them",
		.make = house_numbers, .n = 100000, .grows = true },
	{ "B04-han-streets.eml", "50,000 streets without a number",
		.make = han_streets, .n = 50000, .grows = true },
	{ "B05-long-number.eml", "a number of 400,000 bytes in both forms",
		.make = long_numbers, .n = 200000, .grows = true },
	{ "B06-many-numbers.eml", "50,000 prices in both forms",
		.make = many_numbers, .n = 50000, .grows = true },
	{ "B07-many-ends.eml", "10,000 ends of the page with text behind",
		.make = many_ends, .n = 10000, .grows = true,
		.says = { "structure/after-end" } },
	{ "B08-many-types.eml", "200 parts with forty types each",
		.make = many_types, .n = 200, .grows = true,
		.says = { "structure/two-readings" } },
	{ "B09-offer.eml", "List-Unsubscribe of nothing but brackets",
		.text = STR(HEAD "List-Unsubscribe: <<>>,<,>,,<"),
		.again = "<,>", .n = 5000, .tail = "\n\n" GREETING },
	{ "B10-header-lines.eml", "fixes that meet at the end of a header",
		.text = STR("From: a@x.cn\nTo: b@y.se\nSubject : x\r\n"
			    "Subject: x\nSubject: x\nX-Priority: 1\n"
			    "Content-Type: text/html\nContent-Type: text/html"),
		.says = { "headers/duplicate", "headers/no-mime-version" } },
};

const struct group group_bulk = GROUP("B", rows);
