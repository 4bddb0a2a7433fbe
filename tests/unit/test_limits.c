/*
 * test_limits.c - every limit of base/limits.h that cuts what is read: one
 * under, at and one over. Over it there is the finding of that limit at its
 * place and no other one; the rest of the draft is checked all the same.
 *
 * tests/structure/run holds this table to limits.h.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "check/run.h"
#include "rules/rules.h"

/* A draft in the making. */
struct making {
	struct buf bytes;
	size_t place;	/* where the finding stands when it is over */
	size_t message; /* the one to check, from 0 */
	struct str path;
	struct str attach;
	struct buf owned; /* that it stands in, or */
	char *mapped;
	struct str attach_name;
};

/* The rest of a draft: what must be seen in each of them. */
#define SEEN "lighthouse"

static void
add(struct making *m, const char *s)
{
	buf_add(&m->bytes, str_of(s));
}

static void
repeat(struct making *m, const char *s, size_t n)
{
	while (n--)
		add(m, s);
}

static void
mark(struct making *m)
{
	m->place = m->bytes.len;
}

static void
pad(struct making *m, size_t n)
{
	buf_repeat(&m->bytes, 'x', n);
}

static void
begin_mail(struct making *m)
{
	add(m, "From: li@acme.cn\nTo: berg@beta.se\nMIME-Version: 1.0\n");
}

static void
begin_page(struct making *m)
{
	begin_mail(m);
	add(m, "Content-Type: text/html\n\n");
}

static void
begin_parts(struct making *m)
{
	begin_mail(m);
	add(m, "Content-Type: multipart/mixed; boundary=b\n\n");
}

static void
messages(struct making *m, size_t n)
{
	m->path = STR("all.mbox");
	for (size_t i = 0; i < n; i++) {
		add(m, "From x Thu Jan  1 00:00:00 1970\n"
		       "Subject: " SEEN "\n\nyes\n\n");
		if (i + 1 == LIMIT_MESSAGES)
			m->place = m->bytes.len - 1;
	}
	m->message = (n < LIMIT_MESSAGES ? n : LIMIT_MESSAGES) - 1;
}

static void
front_matter(struct making *m, size_t n)
{
	const char *line = "subject: Valves\nnote: ";

	m->path = STR("draft.md");
	add(m, "---\n");
	add(m, line);
	m->place = m->bytes.len - strlen("note: ");
	pad(m, n - strlen(line) - 1);
	add(m, "\n---\n" SEEN "\n");
}

static void
header_block(struct making *m, size_t n)
{
	size_t step = 32 * KIB;

	begin_mail(m);
	while (n - m->bytes.len >= 2 * step) {
		add(m, "X-Note: ");
		pad(m, step - 9);
		add(m, "\n");
	}
	mark(m);
	add(m, "X-Last: ");
	pad(m, n - m->bytes.len - 1);
	add(m, "\n\n" SEEN "\n");
}

static void
headers(struct making *m, size_t n)
{
	begin_mail(m);
	for (size_t i = 3; i < n; i++) {
		mark(m);
		add(m, "X-A: b\n");
	}
	add(m, "\n" SEEN "\n");
}

static void
header_value(struct making *m, size_t n)
{
	begin_mail(m);
	add(m, "Subject: ");
	m->place = m->bytes.len + LIMIT_HEADER_VALUE;
	pad(m, n);
	add(m, "\n\n" SEEN "\n");
}

static void
params(struct making *m, size_t n)
{
	char one[32];

	begin_mail(m);
	add(m, "Content-Type: text/plain");
	for (size_t i = 0; i < n; i++) {
		add(m, "; ");
		mark(m);
		snprintf(one, sizeof one, "a%zu=b", i);
		add(m, one);
	}
	add(m, "\n\n" SEEN "\n");
}

static void
addresses(struct making *m, size_t n)
{
	add(m, "MIME-Version: 1.0\nTo: ");
	for (size_t i = 0; i < n; i++) {
		if (i)
			add(m, ",");
		mark(m);
		add(m, "a@b.cn");
	}
	add(m, "\n\n" SEEN "\n");
}

static void
comment_depth(struct making *m, size_t n)
{
	add(m, "MIME-Version: 1.0\nTo: ");
	m->place = m->bytes.len + LIMIT_COMMENT_DEPTH;
	repeat(m, "(", n);
	repeat(m, ")", n);
	add(m, " a@b.cn\n\n" SEEN "\n");
}

static void
encoded_words(struct making *m, size_t n)
{
	begin_mail(m);
	add(m, "Subject:");
	for (size_t i = 0; i < n; i++) {
		add(m, " ");
		mark(m);
		add(m, "=?utf-8?Q?a?=");
	}
	add(m, "\n\n" SEEN "\n");
}

/* Multiparts inside each other; the text stands beside the innermost. */
static void
depth(struct making *m, size_t n)
{
	char line[80];

	begin_mail(m);
	for (size_t i = 0; i < n; i++) {
		add(m, "Content-Type: ");
		mark(m);
		snprintf(line, sizeof line,
			"multipart/mixed; boundary=b%zub\n\n--b%zub\n", i, i);
		add(m, line);
	}
	add(m, "\ntext\n");
	for (size_t i = n; i-- > 0;) {
		snprintf(line, sizeof line, "--b%zub--\n", i);
		if (i == 0)
			add(m, "--b0b\n\n" SEEN "\n");
		add(m, line);
	}
}

static void
parts(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n");
	for (size_t i = 2; i < n; i++) {
		mark(m);
		add(m, "--b\n\nx\n");
	}
	add(m, "--b--\n");
}

/* The last part that is read may hold others. */
static void
parts_inside(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n");
	for (size_t i = 4; i < n; i++)
		add(m, "--b\n\nx\n");
	add(m, "--b\nContent-Type: ");
	mark(m);
	add(m, "multipart/mixed; boundary=c\n\n--c\n\nx\n--c--\n--b--\n");
}

static void
boundary(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN
	       "\n--b\nContent-Type: multipart/mixed; boundary=");
	mark(m);
	pad(m, n);
	add(m, "\n\n--");
	pad(m, n);
	add(m, "\n\ninside\n--");
	pad(m, n);
	add(m, "--\n--b--\n");
}

/* Blank lines: nothing that rules look at. */
static void
lines(struct making *m, size_t n)
{
	for (; n >= 80; n -= 80) {
		buf_repeat(&m->bytes, ' ', 79);
		add(m, "\n");
	}
	buf_repeat(&m->bytes, ' ', n);
}

static void
text(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n--b\n\n");
	m->place = m->bytes.len + LIMIT_TEXT;
	lines(m, n);
	add(m, "\n--b--\n");
}

static void
base64_text(struct making *m, size_t n)
{
	static const char *const ends[] = { "", "IA==", "ICA=" };

	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n--b\nContent-Transfer-Encoding: base64\n\n");
	m->place = m->bytes.len + 2 + (size_t)LIMIT_TEXT / 3 * 4;
	for (size_t i = 0; i < n / 3; i++)
		add(m, "ICAg");
	add(m, ends[n % 3]);
	add(m, "\n--b--\n");
}

static void
texts(struct making *m, size_t n)
{
	size_t left = n - strlen(SEEN) - LIMIT_TEXT;

	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n--b\n\n");
	lines(m, LIMIT_TEXT);
	add(m, "\n--b\n\n");
	m->place = m->bytes.len + LIMIT_TEXTS - LIMIT_TEXT - strlen(SEEN);
	lines(m, left);
	add(m, "\n--b--\n");
}

/* Said once, however many texts are beyond it. */
static void
texts_beyond(struct making *m, size_t n)
{
	texts(m, n);
	m->bytes.len -= strlen("--b--\n");
	if (n > LIMIT_TEXTS)
		repeat(m, "--b\n\nmore\n", 5);
	add(m, "--b--\n");
}

static void
words(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n--b\n\n");
	repeat(m, "a ", n - 1);
	mark(m);
	add(m, "\n--b--\n");
}

static void
words_of_texts(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN " ");
	repeat(m, "a ", n / 2 - 1);
	add(m, "\n--b\n\n");
	repeat(m, "a ", n - n / 2);
	mark(m);
	add(m, "\n--b--\n");
}

/* The first text leaves room for few: fewer than a text has at once. */
static void
words_of_a_last_text(struct making *m, size_t n)
{
	size_t last = n + 3 - LIMIT_WORDS;

	begin_parts(m);
	add(m, "--b\n\n" SEEN " ");
	repeat(m, "a ", n - last - 1);
	add(m, "\n--b\n\n");
	repeat(m, "a ", last);
	mark(m);
	add(m, "\n--b--\n");
}

static void
links(struct making *m, size_t n)
{
	begin_page(m);
	add(m, SEEN);
	for (size_t i = 0; i < n; i++) {
		add(m, "<a ");
		mark(m);
		add(m, "href=x>y</a>");
	}
}

static void
links_of_list(struct making *m, size_t n)
{
	begin_mail(m);
	add(m, "List-Unsubscribe: ");
	for (size_t i = 0; i < n; i++) {
		mark(m);
		add(m, "<x>,");
	}
	add(m, "\n\n" SEEN "\n");
}

static void
fields(struct making *m, size_t n)
{
	begin_mail(m);
	add(m, "\n" SEEN "\n");
	for (size_t i = 0; i < n; i++) {
		mark(m);
		add(m, "{{name}} ");
	}
	add(m, "{ and [ and % are no fields\n");
}

/* Half of them in each of two texts. */
static void
fields_of_texts(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n");
	repeat(m, "{{name}} ", n / 2);
	add(m, "\n--b\n\n");
	for (size_t i = n / 2; i < n; i++) {
		mark(m);
		add(m, "{{name}} ");
	}
	add(m, "\n--b--\n");
}

static void
html_depth(struct making *m, size_t n)
{
	begin_page(m);
	add(m, "<html><body>");
	for (size_t i = 2; i < n; i++) {
		mark(m);
		add(m, "<div>");
	}
	add(m, SEEN "\n");
	repeat(m, "</div>", n - 2);
	add(m, "</body></html>");
}

static void
tags(struct making *m, size_t n)
{
	begin_page(m);
	add(m, "<p>" SEEN "</p>");
	for (size_t i = 1; i < n; i++) {
		mark(m);
		add(m, "<br>");
	}
}

static void
tags_of_pages(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\nContent-Type: text/html\n\n<p>" SEEN "</p>");
	repeat(m, "<br>", 4999);
	add(m, "\n--b\nContent-Type: text/html\n\n");
	for (size_t i = 5000; i < n; i++) {
		mark(m);
		add(m, "<br>");
	}
	add(m, "\n--b--\n");
}

/* End tags that end nothing, and comments. */
static void
marks(struct making *m, size_t n)
{
	begin_page(m);
	add(m, SEEN);
	for (size_t i = 0; i < n; i++) {
		mark(m);
		add(m, i % 2 ? "<!---->" : "</i>");
	}
}

static void
attributes(struct making *m, size_t n)
{
	begin_page(m);
	mark(m);
	add(m, "<p");
	repeat(m, " a", n);
	add(m, ">" SEEN "</p>");
}

static void
all_attributes(struct making *m, size_t n)
{
	begin_page(m);
	for (size_t i = 0; i < n; i++) {
		if (i % 200 == 0) {
			add(m, i ? ">" : "");
			mark(m);
			add(m, "<br");
		}
		add(m, " a");
	}
	add(m, ">" SEEN);
}

/* One attribute for each 200 declarations. */
static void
all_declarations(struct making *m, size_t n)
{
	size_t left = n;

	begin_page(m);
	while (left > 1) {
		size_t here = left > 201 ? 200 : left - 1;
		add(m, "<br style=");
		mark(m);
		repeat(m, "a:;", here);
		add(m, ">");
		left -= here + 1;
	}
	if (left)
		add(m, "<br a>");
	add(m, SEEN);
}

static void
attribute(struct making *m, size_t n)
{
	begin_page(m);
	mark(m);
	add(m, "<img alt=\"&amp;");
	pad(m, n - 5);
	add(m, "\">" SEEN);
}

static void
declarations(struct making *m, size_t n)
{
	begin_page(m);
	add(m, "<p style=\"");
	mark(m);
	repeat(m, "color: red; ", n);
	add(m, "\">" SEEN "</p>");
}

static void
attachments(struct making *m, size_t n)
{
	begin_parts(m);
	add(m, "--b\n\n" SEEN "\n");
	for (size_t i = 0; i < n; i++) {
		add(m, "--b\n");
		mark(m);
		add(m, "Content-Disposition: attachment; "
		       "filename=a.txt\n\nx\n");
	}
	add(m, "--b--\n");
}

/* A number of a zip, least byte first. */
static void
number(struct buf *b, size_t value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		buf_char(b, (char)(value & 0xff));
}

static void
zip_header(struct buf *b, const char *kind, size_t size, size_t at)
{
	bool central = kind[2] == 1;

	buf_add(b, str_of(kind));
	number(b, 20, central ? 4 : 2);
	number(b, 0, 12);
	number(b, size, 4);
	number(b, size, 4);
	number(b, 1, 4);
	if (central) {
		number(b, 0, 10);
		number(b, at, 4);
	}
	buf_char(b, 'f');
}

static void
zip_end(struct buf *b, size_t n, size_t len, size_t at)
{
	buf_add(b, STR("PK\5\6\0\0\0\0"));
	number(b, n, 2);
	number(b, n, 2);
	number(b, len, 4);
	number(b, at, 4);
	number(b, 0, 2);
}

/* A zip of `n` empty files in a file of its own. */
static void
zip_entries(struct making *m, size_t n)
{
	struct buf zip;

	buf_init(&zip, 2 * MIB);
	for (size_t i = 0; i < n; i++)
		zip_header(&zip, "PK\3\4", 0, 0);
	size_t at = zip.len;
	for (size_t i = 0; i < n; i++)
		zip_header(&zip, "PK\1\2", 0, i * 31);
	zip_end(&zip, n, zip.len - at, at);
	m->owned = zip;
	m->attach = buf_str(&zip);
	m->attach_name = STR("many.zip");
	begin_mail(m);
	mark(m);
	add(m, "\n" SEEN "\n");
}

/* Zeros that nobody wrote take no memory. */
static char *
zeros(size_t n)
{
	char *at = mmap(NULL, n, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	assert_true(at != MAP_FAILED);
	return at;
}

static void
archive(struct making *m, size_t n)
{
	struct buf head, tail;
	char *zip = m->mapped = zeros(n);

	buf_init(&head, KIB);
	buf_init(&tail, KIB);
	zip_header(&head, "PK\3\4", n - 100, 0);
	zip_header(&tail, "PK\1\2", n - 100, 0);
	zip_end(&tail, 1, tail.len, n - tail.len - 22);
	memcpy(zip, head.at, head.len);
	memcpy(zip + n - tail.len, tail.at, tail.len);
	buf_release(&head);
	buf_release(&tail);
	m->attach = (struct str){ zip, n };
	m->attach_name = STR("large.zip");
	begin_mail(m);
	mark(m);
	add(m, "\n" SEEN "\n");
}

/* Twenty of a kind are kept of each part. */
static void
defects(struct making *m, size_t n)
{
	begin_parts(m);
	for (size_t i = 0; i < n; i++) {
		if (i % 20 == 0)
			add(m, i ? "\nx\n--b\n" : "--b\n");
		add(m, "X-A");
		mark(m);
		add(m, " : b\n");
	}
	add(m, "\n" SEEN "\n--b--\n");
}

/* What is counted, how often, what the draft is and what is said. */
static const struct row {
	const char *name;
	size_t most;
	void (*make)(struct making *m, size_t n);
	const char *rule, *said;
} rows[] = {
#define ROW(limit, make, said)                                                 \
	{                                                                      \
#limit, limit, make, "structure/not-checked", said             \
	}
#define ARCHIVE(limit, make, said)                                             \
	{                                                                      \
#limit, limit, make, "attachments/unchecked-archive", said     \
	}
	ROW(LIMIT_MESSAGES, messages,
		"not checked: messages after the first 10,000"),
	ROW(LIMIT_FRONT_MATTER, front_matter,
		"not checked from here on: the front matter is longer than 64 "
		"KiB"),
	ROW(LIMIT_HEADER_BLOCK, header_block,
		"not checked: the header beyond its first MiB"),
	ROW(LIMIT_HEADERS, headers,
		"not checked: header fields after the first 1,000"),
	ROW(LIMIT_HEADER_VALUE, header_value,
		"not checked: this header field beyond its first 64 KiB"),
	ROW(LIMIT_PARAMS, params,
		"not checked: parameters of this header field after the first "
		"64"),
	ROW(LIMIT_ADDRESSES, addresses,
		"not checked: addresses after the first 2,000"),
	ROW(LIMIT_COMMENT_DEPTH, comment_depth,
		"not checked: comments nested deeper than 8 in this header "
		"field"),
	ROW(LIMIT_ENCODED_WORDS, encoded_words,
		"not decoded: encoded words after the first 500 of this header "
		"field"),
	ROW(LIMIT_DEPTH, depth, "not checked: parts nested deeper than 50"),
	ROW(LIMIT_PARTS, parts, "not checked: parts after the first 1,000"),
	ROW(LIMIT_PARTS, parts_inside,
		"not checked: parts after the first 1,000"),
	ROW(LIMIT_BOUNDARY, boundary,
		"not checked: the boundary of this multipart is longer than "
		"1,000 bytes"),
	ROW(LIMIT_TEXT, text,
		"not checked from here on: the text is longer than 4 MiB"),
	ROW(LIMIT_TEXT, base64_text,
		"not checked from here on: the text is longer than 4 MiB"),
	ROW(LIMIT_TEXTS, texts,
		"not checked from here on: the texts of this mail are longer "
		"than 8 MiB together"),
	ROW(LIMIT_TEXTS, texts_beyond,
		"not checked from here on: the texts of this mail are longer "
		"than 8 MiB together"),
	ROW(LIMIT_WORDS, words, "not checked: words after the first million"),
	ROW(LIMIT_WORDS, words_of_texts,
		"not checked: words after the first million"),
	ROW(LIMIT_WORDS, words_of_a_last_text,
		"not checked: words after the first million"),
	ROW(LIMIT_LINKS, links, "not checked: links after the first 10,000"),
	ROW(LIMIT_LINKS, links_of_list,
		"not checked: links after the first 10,000"),
	ROW(LIMIT_FIELDS, fields,
		"not checked: merge fields after the first 10,000"),
	ROW(LIMIT_FIELDS, fields_of_texts,
		"not checked: merge fields after the first 10,000"),
	ROW(LIMIT_HTML_DEPTH, html_depth,
		"not checked from here on: what is hidden; more than 200 "
		"elements stand inside each other"),
	ROW(LIMIT_TAGS, tags,
		"not checked from here on: the mail has more than 100,000 "
		"tags"),
	ROW(LIMIT_TAGS, tags_of_pages,
		"not checked from here on: the mail has more than 100,000 "
		"tags"),
	ROW(LIMIT_MARKS, marks,
		"not checked from here on: the mail has more than 100,000 "
		"tags"),
	ROW(LIMIT_ATTRIBUTES, attributes,
		"not checked: attributes of this tag after the first 256"),
	ROW(LIMIT_ATTRIBUTES_ALL, all_attributes,
		"not checked: attributes after the first 400,000 of the mail"),
	ROW(LIMIT_ATTRIBUTES_ALL, all_declarations,
		"not checked: attributes after the first 400,000 of the mail"),
	ROW(LIMIT_ATTRIBUTE, attribute,
		"not checked: the value of an attribute of this tag beyond its "
		"first 64 KiB"),
	ROW(LIMIT_DECLARATIONS, declarations,
		"not checked: declarations of this style after the first 256"),
	ROW(LIMIT_ATTACHMENTS, attachments,
		"not checked: attachments after the first 500"),
	ROW(LIMIT_DEFECTS, defects,
		"not checked from here on: more than 1,000 faults in how the "
		"draft is written"),
	ARCHIVE(LIMIT_ZIP_ENTRIES, zip_entries,
		"not checked: entries of this archive after the first 10,000"),
	ARCHIVE(LIMIT_ARCHIVE, archive,
		"not checked: what is in this archive (larger than 64 MiB)"),
};

/* What a draft can be full of: in eight parts, 8 MB together. Memory is
 * bounded by the size of the file, however it is used. */
static const struct growth {
	const char *name, *type, *piece;
} growths[] = {
	{ "sentences", "", "a. B\n" },
	{ "words", "", "a " },
	{ "addresses", "", "a@b " },
	{ "URLs", "", "http://a.cn/b " },
	{ "merge fields", "", "{{a}}" },
	{ "open tags", "", "{{" },
	{ "blanks to fill", "", "[Name] " },
	{ "quoted lines", "", "> a\n" },
	{ "empty lines", "", "\n" },
	{ "Han", "Content-Type: text/plain; charset=utf-8\n", "价" },
	{ "Han in GBK", "Content-Type: text/plain; charset=gbk\n", "\xb0\xa1" },
	{ "quoted-printable", "Content-Transfer-Encoding: quoted-printable\n",
		"=41" },
	{ "base64 lines", "Content-Transfer-Encoding: base64\n", "QQ==\n" },
	{ "tags", "Content-Type: text/html\n", "<i>" },
	{ "end tags", "Content-Type: text/html\n", "</i>" },
	{ "line breaks", "Content-Type: text/html\n", "<br>" },
	{ "comments", "Content-Type: text/html\n", "<!---->" },
	{ "links", "Content-Type: text/html\n", "<a href=a.cn>x</a>" },
	{ "images", "Content-Type: text/html\n", "<img src=a.cn>" },
	{ "attributes", "Content-Type: text/html\n", "<i a b c d e f g h>" },
	{ "declarations", "Content-Type: text/html\n",
		"<i style=a:;b:;c:;d:;e:;f:;>" },
	{ "fields in attributes", "Content-Type: text/html\n",
		"<i alt={{a}}{{a}}{{a}}{{a}}>" },
	{ "entities", "Content-Type: text/html\n", "&lt;" },
};

/* Finds the lighthouse in whatever of the draft can be read. */
static void
look_out(struct check *c)
{
	struct str seen = STR(SEEN);

	list_each (const struct prose, p, &c->draft->proses) {
		size_t at = str_find(p->text.s, seen);
		if (at < p->text.s.len) {
			find(c, in_text(&p->text, at, seen.len), SEEN, 0);
			return;
		}
	}
	if (c->draft->subject && str_has(header_text(c->draft->subject)->s, seen))
		find(c, at_header(c->draft->subject), SEEN, 0);
}

static const struct rule lookout_rows[] = { { .id = "lookout/seen",
	.severity = SEVERITY_NOTE,
	.template_too = true,
	.evidence = EVIDENCE_EVIDENT,
	.on_draft = look_out } };
static const struct family lookout = FAMILY("lookout", "lookout", lookout_rows);
static const struct family *const watched[] = { &family_structure,
	&family_attachments, &lookout, NULL };

/* Bytes of memory that reading the last draft took. */
static size_t taken;

static void
lint(const struct making *m, const struct family *const *set,
	struct result *result)
{
	struct settings settings = { .stage = STAGE_FINAL };
	struct arena draft, own;
	struct source source;
	struct err err;

	arena_init(&draft);
	arena_init(&own);
	if (m->attach.len) {
		settings.draft.attach = &m->attach_name;
		settings.draft.attach_content = &m->attach;
		settings.draft.attach_count = 1;
	}
	struct str path = m->path.len ? m->path : STR("draft.eml");
	source_open(&source, &own, path, buf_str(&m->bytes));
	struct linter *l = linter_new(set, &rules_phrases, &settings, &err);
	assert_non_null(l);
	linter_run(l, &draft, &source, m->message, result);
	linter_free(l);
	taken = draft.used + own.used + result->arena.used;
	arena_release(&draft);
	arena_release(&own);
}

static void
begin(struct making *m)
{
	memset(m, 0, sizeof *m);
	buf_init(&m->bytes, 32 * MIB);
}

static void
tell(const struct result *r)
{
	for (size_t i = 0; i < r->count; i++)
		fprintf(stderr, "  %u: %s [%s]\n", r->findings[i].start.offset,
			r->findings[i].message.id, r->findings[i].rule->id);
}

/* Findings of parts that were not checked; the last one in `*which`. */
static size_t
unchecked(const struct result *r, const struct result_finding **which)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct result_finding *f = &r->findings[i];
		struct str id = str_of(f->rule->id);
		if (!str_eq(id, STR("structure/not-checked")) &&
			!str_eq(id, STR("attachments/unchecked-archive")))
			continue;
		*which = f;
		n++;
	}
	return n;
}

static bool
is_seen(const struct result *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(str_of(r->findings[i].rule->id),
			    STR("lookout/seen")))
			return true;
	return false;
}

static void
try(const struct row *row, size_t n)
{
	const struct result_finding *f = NULL;
	struct making m;
	struct result r;

	begin(&m);
	row->make(&m, n);
	lint(&m, watched, &r);
	size_t found = unchecked(&r, &f);
	bool good = found == (n > row->most);
	if (found && good)
		good = !strcmp(f->rule->id, row->rule) &&
		       !strcmp(f->message.id, row->said) &&
		       f->start.offset == m.place;
	if (!good || !is_seen(&r)) {
		fprintf(stderr, "%s with %zu, place %zu:\n", row->name, n,
			m.place);
		tell(&r);
	}
	assert_true(good);
	assert_true(is_seen(&r));
	result_release(&r);
	buf_release(&m.bytes);
	buf_release(&m.owned);
	if (m.mapped)
		munmap(m.mapped, m.attach.len);
}

static void
one_under_at_and_over(void **state)
{
	const struct row *row = *state;

	try(row, row->most - 1);
	try(row, row->most);
	try(row, row->most + 1);
}

static void
memory_of_a_draft(void **state)
{
	enum { PARTS = 8, PART = 1000 * 1000 };
	const struct growth *g = *state;
	struct making m;
	struct result r;

	begin(&m);
	begin_parts(&m);
	for (int i = 0; i < PARTS; i++) {
		add(&m, "--b\n");
		add(&m, g->type);
		add(&m, "\n");
		repeat(&m, g->piece, PART / strlen(g->piece));
		add(&m, "\n");
	}
	add(&m, "--b--\n");
	lint(&m, families, &r);
	size_t most = 64 * MIB + 16 * m.bytes.len;
	if (taken > most)
		print_error("%s: %zu of %zu MiB\n", g->name, taken / MIB,
			most / MIB);
	assert_true(taken <= most);
	result_release(&r);
	buf_release(&m.bytes);
}

/* A sparse file: nothing of it is read before it is too large. */
static void
file_size(void **state)
{
	(void)state;
	char path[] = "/tmp/maillint-limit-XXXXXX";
	int fd = mkstemp(path);
	struct file f;
	struct err err;

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, LIMIT_FILE), 0);
	assert_true(file_read(&f, path, &err));
	assert_int_equal(f.bytes.len, LIMIT_FILE);
	file_release(&f);
	assert_int_equal(ftruncate(fd, LIMIT_FILE + 1), 0);
	assert_false(file_read(&f, path, &err));
	assert_non_null(strstr(err.said, "larger than 256 MiB"));
	close(fd);
	unlink(path);
}

/* So is what comes through a pipe or from a device without a size. */
static void
endless_input(void **state)
{
	(void)state;
	int fd = open("/dev/zero", O_RDONLY);
	struct file f;
	struct err err;

	assert_false(file_read_all(&f, fd, "-", &err));
	assert_non_null(strstr(err.said, "larger than 256 MiB"));
	close(fd);
}

static size_t wanted; /* findings of each chatty rule */

static void
chatter(struct check *c)
{
	for (size_t i = 0; i < wanted; i++)
		find(c, at_header_end(c), "again", 0);
}

static const struct rule chatty_row = { .id = "chatty/rule",
	.severity = SEVERITY_NOTE,
	.evidence = EVIDENCE_EVIDENT,
	.on_draft = chatter };

/* What is not shown is counted, which all reports say. */
static size_t
dropped_of(size_t rules, size_t each)
{
	static struct rule many[LIMIT_FINDINGS + 1];
	struct family family = { "chatty", "chatty", many, rules };
	const struct family *const own[] = { &family, NULL };
	struct making m;
	struct result r;

	for (size_t i = 0; i < rules; i++)
		many[i] = chatty_row;
	wanted = each;
	begin(&m);
	begin_mail(&m);
	add(&m, "\nx\n");
	lint(&m, own, &r);
	assert_int_equal(r.count + r.dropped, rules * each);
	size_t dropped = r.dropped;
	result_release(&r);
	buf_release(&m.bytes);
	return dropped;
}

static void
findings_of_a_rule(void **state)
{
	(void)state;
	const size_t most = LIMIT_FINDINGS_PER_RULE;

	assert_int_equal(dropped_of(1, most - 1), 0);
	assert_int_equal(dropped_of(1, most), 0);
	assert_int_equal(dropped_of(1, most + 1), 1);
}

static void
findings_of_a_draft(void **state)
{
	(void)state;

	_Static_assert(LIMIT_FINDINGS == 27 * 37 + 1, "");
	_Static_assert(LIMIT_FINDINGS == 77 * 13 - 1, "");
	assert_int_equal(dropped_of(27, 37), 0);
	assert_int_equal(dropped_of(20, LIMIT_FINDINGS / 20), 0);
	assert_int_equal(dropped_of(77, 13), 1);
}

static size_t quoted; /* bytes */

static void
quote_long(struct check *c)
{
	struct str s = str_sub(c->draft->source->bytes, 0, quoted);
	find(c, at_header_end(c), "said {1}", 1, s);
}

static const struct rule quoting_rows[] = { { .id = "quoting/rule",
	.severity = SEVERITY_NOTE,
	.evidence = EVIDENCE_EVIDENT,
	.on_draft = quote_long } };
static const struct family quoting = FAMILY("quoting", "quoting", quoting_rows);

/* A long quotation ends in dots, and never inside a character. */
static void
argument_of_a_message(void **state)
{
	(void)state;
	const struct family *const own[] = { &quoting, NULL };
	const struct {
		size_t character; /* of 3 bytes: where it begins */
		size_t quoted, kept;
	} tries[] = { { LIMIT_ARGUMENT - 4, LIMIT_ARGUMENT - 1,
			      LIMIT_ARGUMENT - 1 },
		{ LIMIT_ARGUMENT - 3, LIMIT_ARGUMENT, LIMIT_ARGUMENT },
		{ LIMIT_ARGUMENT - 2, LIMIT_ARGUMENT + 1,
			LIMIT_ARGUMENT - 2 + 3 } };

	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct making m;
		struct result r;
		begin(&m);
		add(&m, "Subject: ");
		pad(&m, tries[i].character - m.bytes.len);
		add(&m, "价格\n\nx\n");
		quoted = tries[i].quoted;
		lint(&m, own, &r);
		assert_int_equal(r.count, 1);
		assert_int_equal(
			r.findings[0].message.args[0].len, tries[i].kept);
		result_release(&r);
		buf_release(&m.bytes);
	}
}

/* Steps grow with the third power of what stands before the question mark. */
static void
search_long(struct check *c)
{
	const struct prose *p = &c->draft->proses.at[0];
	size_t at = 0, len;

	check_pattern(c, "[ab]*[a-c]*[a-d]*[!?]", p->text.s, &at, &len, NULL);
}

static const struct rule searching_rows[] = { { .id = "searching/rule",
	.severity = SEVERITY_NOTE,
	.evidence = EVIDENCE_EVIDENT,
	.on_draft = search_long } };
static const struct family searching =
	FAMILY("searching", "searching", searching_rows);

/* Said once, where the text begins. */
static void
steps_of_a_search(void **state)
{
	(void)state;
	const struct family *const own[] = { &family_structure, &searching,
		&lookout, NULL };
	const struct result_finding *f = NULL;

	for (size_t n = 8; n <= 800; n += 792) {
		struct making m;
		struct result r;
		begin(&m);
		begin_mail(&m);
		add(&m, "\n");
		mark(&m);
		repeat(&m, "ab", n / 2);
		add(&m, "\n" SEEN "\n");
		lint(&m, own, &r);
		assert_true(is_seen(&r));
		assert_int_equal(unchecked(&r, &f), n == 800);
		if (n == 800) {
			assert_int_equal(f->start.offset, m.place);
			assert_string_equal(f->message.id,
				"not checked to its end: this text takes too "
				"long to search");
		}
		result_release(&r);
		buf_release(&m.bytes);
	}
}

int
main(void)
{
	enum {
		ROWS = sizeof rows / sizeof *rows,
		GROWTHS = sizeof growths / sizeof *growths
	};
	static const struct CMUnitTest others[] = {
#define OTHER(limit, test) { #limit, test, NULL, NULL, NULL }
		OTHER(LIMIT_FILE, file_size),
		OTHER(LIMIT_FILE, endless_input),
		OTHER(LIMIT_FINDINGS_PER_RULE, findings_of_a_rule),
		OTHER(LIMIT_FINDINGS, findings_of_a_draft),
		OTHER(LIMIT_ARGUMENT, argument_of_a_message),
		OTHER(LIMIT_MATCH_STEPS, steps_of_a_search),
	};
	enum { OTHERS = sizeof others / sizeof *others };
	struct CMUnitTest tests[ROWS + OTHERS + GROWTHS];

	for (size_t i = 0; i < ROWS; i++)
		tests[i] = (struct CMUnitTest){ rows[i].name,
			one_under_at_and_over, NULL, NULL,
			(void *)(uintptr_t)&rows[i] };
	memcpy(tests + ROWS, others, sizeof others);
	for (size_t i = 0; i < GROWTHS; i++)
		tests[ROWS + OTHERS + i] =
			(struct CMUnitTest){ growths[i].name, memory_of_a_draft,
				NULL, NULL, (void *)(uintptr_t)&growths[i] };
	return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
