/*
 * yardstick.c - what any linter of mail must do at least: read each message,
 * split it, decode its text, parse its HTML and look for fixed phrases. No
 * places, no rules, no defects. `make bench` prints maillint's speed as a
 * ratio to this program's, measured in the same run on the same files.
 *
 *	yardstick PHRASES FILE...
 */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <fcntl.h>

enum { DEPTH = 50, TABLE = 8192, BYTES = 64 << 20 };

struct view {
	const char *at;
	size_t len;
};

static char *phrases[TABLE];
static int chain[TABLE], first[TABLE], phrase_count;
static unsigned long hits, tags;
static char *decoded, *visible;
static size_t visible_len;

static unsigned
hash(const char *s, size_t n)
{
	unsigned h = 5381;
	while (n--)
		h = h * 33 + (unsigned char)(*s++ | 0x20);
	return h % TABLE;
}

static int
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static void
load_phrases(const char *path)
{
	char line[256];
	FILE *f = fopen(path, "r");

	memset(first, -1, sizeof first);
	while (f && phrase_count < TABLE && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\t\n")] = 0;
		size_t n = 0;
		while (is_word(line[n]))
			n++;
		if (!n || line[0] == '#')
			continue;
		unsigned h = hash(line, n);
		phrases[phrase_count] = strdup(line);
		chain[phrase_count] = first[h];
		first[h] = phrase_count++;
	}
	if (f)
		fclose(f);
}

static void
scan(struct view v)
{
	for (size_t i = 0; i < v.len;) {
		size_t n = i;
		while (n < v.len && is_word(v.at[n]))
			n++;
		if (n == i) {
			i++;
			continue;
		}
		for (int p = first[hash(v.at + i, n - i)]; p >= 0;
			p = chain[p]) {
			size_t len = strlen(phrases[p]);
			hits += len <= v.len - i &&
				!strncasecmp(v.at + i, phrases[p], len);
		}
		i = n;
	}
}

static int
hex(int c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct view
from_qp(struct view v)
{
	size_t n = 0;
	for (size_t i = 0; i < v.len; i++) {
		if (v.at[i] != '=' || i + 2 >= v.len) {
			decoded[n++] = v.at[i];
		} else if (v.at[i + 1] == '\n') {
			i++;
		} else if (v.at[i + 1] == '\r') {
			i += 2;
		} else {
			decoded[n++] = (char)(hex(v.at[i + 1]) * 16 +
					      hex(v.at[i + 2]));
			i += 2;
		}
	}
	return (struct view){ decoded, n };
}

static struct view
from_base64(struct view v)
{
	static signed char value[256];
	unsigned bits = 0, have = 0;
	size_t n = 0;

	if (!value['B']) {
		memset(value, -1, sizeof value);
		for (int i = 0; i < 64; i++)
			value[(int)"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"
				   "rstuvwxyz0123456789+/"[i]] = (signed char)i;
	}
	for (size_t i = 0; i < v.len; i++) {
		int x = value[(unsigned char)v.at[i]];
		if (x < 0)
			continue;
		bits = bits << 6 | (unsigned)x;
		if ((have += 6) >= 8)
			decoded[n++] = (char)(bits >> (have -= 8));
	}
	return (struct view){ decoded, n };
}

static void
on_start(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
	(void)ctx, (void)name, (void)attributes;
	tags++;
	visible[visible_len++] = ' ';
}

static void
on_text(void *ctx, const xmlChar *s, int n)
{
	(void)ctx;
	memcpy(visible + visible_len, s, (size_t)n);
	visible_len += (size_t)n;
}

static struct view
from_html(struct view v)
{
	htmlSAXHandler sax = { .startElement = on_start,
		.characters = on_text,
		.initialized = 1 };
	htmlParserCtxtPtr c = htmlCreateMemoryParserCtxt(v.at, (int)v.len);

	visible_len = 0;
	if (!c)
		return v;
	memcpy(c->sax, &sax, sizeof sax);
	htmlCtxtUseOptions(c, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
				      HTML_PARSE_NOWARNING |
				      HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(c, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(c);
	htmlFreeParserCtxt(c);
	return (struct view){ visible, visible_len };
}

/* The value of a header field of the block, or an empty view. */
static struct view
field(struct view block, const char *name)
{
	size_t n = strlen(name);
	for (size_t i = 0; i + n < block.len;) {
		const char *eol = memchr(block.at + i, '\n', block.len - i);
		size_t end = eol ? (size_t)(eol - block.at) : block.len;
		if (!strncasecmp(block.at + i, name, n)) {
			while (end + 1 < block.len &&
				(block.at[end + 1] == ' ' ||
					block.at[end + 1] == '\t')) {
				eol = memchr(block.at + end + 1, '\n',
					block.len - end - 1);
				end = eol ? (size_t)(eol - block.at)
					  : block.len;
			}
			return (struct view){ block.at + i + n, end - i - n };
		}
		i = end + 1;
	}
	return (struct view){ "", 0 };
}

static int
has(struct view v, const char *what)
{
	size_t n = strlen(what);
	for (size_t i = 0; i + n <= v.len; i++)
		if (!strncasecmp(v.at + i, what, n))
			return 1;
	return 0;
}

static struct view
boundary(struct view type)
{
	for (size_t i = 0; i + 9 < type.len; i++) {
		if (strncasecmp(type.at + i, "boundary=", 9))
			continue;
		const char *s = type.at + i + 9, *e = type.at + type.len;
		int quoted = s < e && *s == '"';
		s += quoted;
		const char *end = s;
		while (end < e &&
			(quoted ? *end != '"' : !strchr("; \r\n\t", *end)))
			end++;
		return (struct view){ s, (size_t)(end - s) };
	}
	return (struct view){ "", 0 };
}

static void
leaf(struct view body, struct view type, struct view encoding)
{
	if (type.len && !has(type, "text/"))
		return;
	if (has(encoding, "quoted"))
		body = from_qp(body);
	else if (has(encoding, "base64"))
		body = from_base64(body);
	if (has(type, "text/html") && body.len)
		body = from_html(body);
	scan(body);
}

static void
message(struct view v, int depth)
{
	const char *gap = memmem(v.at, v.len, "\n\n", 2);
	const char *wide = memmem(v.at, v.len, "\n\r\n", 3);
	size_t skip = 2;

	if (wide && (!gap || wide < gap))
		gap = wide, skip = 3;
	if (!gap)
		return;
	struct view head = { v.at, (size_t)(gap - v.at) };
	struct view body = { gap + skip, v.len - head.len - skip };
	struct view type = field(head, "Content-Type:");
	struct view mark = boundary(type);

	if (depth == 0)
		scan(field(head, "Subject:"));
	if (!has(type, "multipart/") || !mark.len || mark.len > 200 ||
		depth == DEPTH) {
		leaf(body, type, field(head, "Content-Transfer-Encoding:"));
		return;
	}
	char line[256];
	size_t n = (size_t)snprintf(
		line, sizeof line, "--%.*s", (int)mark.len, mark.at);
	const char *at = memmem(body.at, body.len, line, n);
	while (at) {
		const char *from = at + n;
		const char *end = body.at + body.len;
		at = memmem(from, (size_t)(end - from), line, n);
		if (at)
			message((struct view){ from, (size_t)(at - from) },
				depth + 1);
	}
}

static void
read_one(const char *path)
{
	static char *bytes;
	struct stat st;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || fstat(fd, &st) || st.st_size > BYTES) {
		if (fd >= 0)
			close(fd);
		return;
	}
	if (!bytes)
		bytes = malloc(BYTES);
	ssize_t n = read(fd, bytes, (size_t)st.st_size);
	close(fd);
	if (n > 0)
		message((struct view){ bytes, (size_t)n }, 0);
}

int
main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	decoded = malloc(BYTES);
	visible = malloc(2 * BYTES);
	load_phrases(argv[1]);
	for (int i = 2; i < argc; i++)
		read_one(argv[i]);
	printf("%d files, %lu phrase hits, %lu tags\n", argc - 2, hits, tags);
	fflush(stdout);
	_exit(0);
}
