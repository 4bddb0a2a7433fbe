/* sniff.c - what a file is, from its name and its first bytes. */
#include <string.h>

#include "../base/limits.h"
#include "charset.h"
#include "headers.h"
#include "sniff.h"

enum { HEAD = 4 * KIB };

struct name_row {
	struct str extension;
	enum name_kind kind;
	bool template_name;
};

static const struct name_row names[] = {
	{ STR("eml"), NAME_MESSAGE, false },
	{ STR("emlx"), NAME_MESSAGE, false },
	{ STR("mht"), NAME_MESSAGE, false },
	{ STR("mhtml"), NAME_MESSAGE, false },
	{ STR("emltpl"), NAME_MESSAGE, true },
	{ STR("mbox"), NAME_MESSAGE, false },
	{ STR("html"), NAME_HTML, false },
	{ STR("htm"), NAME_HTML, false },
	{ STR("xhtml"), NAME_HTML, false },
	{ STR("mjml"), NAME_HTML, true },
	{ STR("txt"), NAME_TEXT, false },
	{ STR("text"), NAME_TEXT, false },
	{ STR("md"), NAME_TEXT, false },
	{ STR("markdown"), NAME_TEXT, false },
	{ STR("hbs"), NAME_TEMPLATE, true },
	{ STR("handlebars"), NAME_TEMPLATE, true },
	{ STR("mustache"), NAME_TEMPLATE, true },
	{ STR("liquid"), NAME_TEMPLATE, true },
	{ STR("j2"), NAME_TEMPLATE, true },
	{ STR("jinja"), NAME_TEMPLATE, true },
	{ STR("jinja2"), NAME_TEMPLATE, true },
	{ STR("njk"), NAME_TEMPLATE, true },
	{ STR("nunjucks"), NAME_TEMPLATE, true },
	{ STR("twig"), NAME_TEMPLATE, true },
	{ STR("erb"), NAME_TEMPLATE, true },
	{ STR("ejs"), NAME_TEMPLATE, true },
	{ STR("eta"), NAME_TEMPLATE, true },
	{ STR("tmpl"), NAME_TEMPLATE, true },
	{ STR("tpl"), NAME_TEMPLATE, true },
	{ STR("gotmpl"), NAME_TEMPLATE, true },
	{ STR("gohtml"), NAME_TEMPLATE, true },
	{ STR("ftl"), NAME_TEMPLATE, true },
	{ STR("mako"), NAME_TEMPLATE, true },
	{ STR("blade.php"), NAME_TEMPLATE, true },
};

static const struct name_row *
name_row(struct str extension)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_ieq(names[i].extension, extension))
			return &names[i];
	return NULL;
}

static struct str
base_name(struct str path)
{
	size_t slash = str_rchr(path, '/');
	return slash < path.len ? str_from(path, slash + 1) : path;
}

struct str
sniff_extension(struct str path)
{
	struct str name = base_name(path);
	size_t dot = str_rchr(name, '.');
	return dot > 0 ? str_from(name, dot + 1) : str_from(name, name.len);
}

static struct str
without_extension(struct str path)
{
	struct str name = base_name(path);
	size_t dot = str_rchr(name, '.');
	return str_sub(name, 0, dot);
}

enum name_kind
sniff_name(struct str path, bool *template_name)
{
	const struct name_row *outer =
		name_row(str_iends(path, STR(".blade.php"))
				 ? STR("blade.php")
				 : sniff_extension(path));

	*template_name = outer && outer->template_name;
	if (!outer)
		return NAME_OTHER;
	if (outer->kind != NAME_TEMPLATE)
		return outer->kind;
	struct str inner = sniff_extension(without_extension(path));
	const struct name_row *row = name_row(inner);
	return row ? row->kind : NAME_TEMPLATE;
}

struct signature {
	const char *name;
	struct str magic;
};

static const struct signature signatures[] = {
	{ "tnef", STR("\x78\x9f\x3e\x22") },
	{ "pdf", STR("%PDF-") },
	{ "rtf", STR("{\\rtf") },
	{ "image", STR("\x89PNG\r\n") },
	{ "image", STR("\xff\xd8\xff") },
	{ "image", STR("GIF87a") },
	{ "image", STR("GIF89a") },
	{ "gzip", STR("\x1f\x8b\x08") },
	{ "rar", STR("Rar!\x1a\x07") },
	{ "7z", STR("7z\xbc\xaf\x27\x1c") },
	{ "pst", STR("!BDN") },
	{ "webarchive", STR("bplist00") },
	/* before UTF-16, whose mark its own begins with */
	{ "UTF-32", STR("\xff\xfe\0\0") },
	{ "UTF-32", STR("\0\0\xfe\xff") },
};

/* An OLE compound file: Outlook's streams are named __substg1.0_..., Word's
 * WordDocument, in UTF-16. */
static const char *
ole_kind(struct str path, struct str bytes)
{
	const struct str outlook = STR("_\0_\0s\0u\0b\0s\0t\0g\0");
	const struct str word = STR("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0");

	if (str_ieq(sniff_extension(path), STR("oft")))
		return "oft";
	if (str_ieq(sniff_extension(path), STR("msg")) ||
		str_has(bytes, outlook))
		return "msg";
	return str_has(bytes, word) ? "doc" : "ole";
}

static const char *
zip_kind(struct str path, struct str bytes)
{
	struct str head = str_sub(bytes, 0, LIMIT_SNIFF);

	if (str_ieq(sniff_extension(path), STR("docx")) ||
		str_has(head, STR("word/")))
		return "docx";
	return str_has(head, STR("opendocument.text")) ? "odt" : "zip";
}

/* Control characters that no text holds. */
static bool
is_control(char c)
{
	uint8_t b = (uint8_t)c;
	return (b < 0x20 && !is_blank(c) && c != '\f' && c != '\v' &&
		       c != '\b' && c != 0x1b) ||
	       b == 0x7f;
}

static bool
looks_binary(struct str head)
{
	size_t controls = 0;

	if (str_chr(head, 0) == head.len)
		return false;
	for (size_t i = 0; i < head.len; i++)
		controls += is_control(head.at[i]);
	return controls >= 4 && controls * 50 > head.len;
}

/* A message may hold any bytes. */
static bool
begins_message(struct str bytes)
{
	return sniff_field(str_sub(bytes, 0, str_chr(bytes, '\n'))) ||
	       str_starts(bytes, STR("From "));
}

const char *
sniff_foreign(struct str path, struct str bytes)
{
	if (str_starts(bytes, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
		return ole_kind(path, bytes);
	if (str_starts(bytes, STR("PK\x03\x04")))
		return zip_kind(path, bytes);
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
		if (str_starts(bytes, signatures[i].magic))
			return signatures[i].name;
	if (sniff_utf16(bytes) || begins_message(bytes))
		return NULL;
	return looks_binary(str_sub(bytes, 0, HEAD)) ? "binary" : NULL;
}

size_t
sniff_mark(struct str bytes)
{
	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		return 3;
	if (str_starts(bytes, STR("\xff\xfe")) ||
		str_starts(bytes, STR("\xfe\xff")))
		return 2;
	return 0;
}

/* Western text in UTF-16 has a zero in nearly every second byte; ours has
 * line ends and blanks at least. */
static const char *
utf16_by_zeros(struct str head)
{
	size_t zeros[2] = { 0, 0 };
	size_t pairs = head.len / 2;

	for (size_t i = 0; i < pairs * 2; i++)
		zeros[i & 1] += head.at[i] == 0;
	if (pairs < 8)
		return NULL;
	if (zeros[0] == 0 && zeros[1] * 4 > pairs * 3)
		return "UTF-16LE";
	if (zeros[1] == 0 && zeros[0] * 4 > pairs * 3)
		return "UTF-16BE";
	return NULL;
}

const char *
sniff_utf16(struct str bytes)
{
	const char *marked = charset_marked(bytes);

	if (marked)
		return marked;
	struct str head = str_sub(bytes, 0, HEAD);
	return str_chr(head, 0) < head.len ? utf16_by_zeros(head) : NULL;
}

/* RFC 5322 2.2: printable ASCII but the colon. Names over 76 are none. */
static struct str
field_name(struct str line)
{
	size_t n = 0;

	while (n < line.len && n < 77 && line.at[n] > ' ' && line.at[n] < 127 &&
		line.at[n] != ':')
		n++;
	size_t colon = n;
	while (colon < line.len && is_blank(line.at[colon]))
		colon++;
	if (n == 0 || n == 77 || colon == line.len || line.at[colon] != ':')
		return STR_NONE;
	return str_sub(line, 0, n);
}

bool
sniff_field(struct str line)
{
	return field_name(line).len > 0;
}

/* Fields that people do not type. */
static bool
by_program(struct str name, struct str line)
{
	switch (header_id_of(name)) {
	case HEADER_MESSAGE_ID:
	case HEADER_IN_REPLY_TO:
	case HEADER_REFERENCES:
	case HEADER_RECEIVED:
	case HEADER_RETURN_PATH:
	case HEADER_MIME_VERSION:
	case HEADER_CONTENT_TYPE:
	case HEADER_CONTENT_TRANSFER_ENCODING:
	case HEADER_CONTENT_DISPOSITION:
	case HEADER_CONTENT_ID:
	case HEADER_LIST_UNSUBSCRIBE:
	case HEADER_LIST_ID:
	case HEADER_DKIM_SIGNATURE:
		return true;
	default:
		return str_istarts(name, STR("x-")) ||
		       str_istarts(name, STR("delivered-to")) ||
		       str_istarts(name, STR("resent-")) ||
		       str_istarts(name, STR("authentication-results")) ||
		       str_has(line, STR("=?"));
	}
}

static bool
is_empty_line(struct str line)
{
	return line.len == 0 || str_eq(line, STR("\r"));
}

bool
sniff_header(struct str bytes)
{
	struct str rest = str_sub(bytes, 0, LIMIT_SNIFF);
	bool program = false;

	for (size_t n = 0; rest.len && n < LIMIT_HEADERS; n++) {
		struct str line = str_cut(&rest, '\n');
		if (is_empty_line(line))
			break;
		if (n > 0 && is_blank(line.at[0]))
			continue;
		struct str name = field_name(line);
		if (name.len == 0)
			return false;
		if (!program)
			program = by_program(name, line);
	}
	return program;
}

size_t
sniff_blank_lines(struct str bytes)
{
	size_t at = 0, end = bytes.len < HEAD ? bytes.len : HEAD;

	for (size_t i = 0; i < end && is_blank(bytes.at[i]); i++)
		if (bytes.at[i] == '\n')
			at = i + 1;
	if (at == 0)
		return 0;
	struct str rest = str_from(bytes, at);
	struct str name = field_name(str_sub(rest, 0, str_chr(rest, '\n')));
	return header_id_of(name) != HEADER_OTHER || sniff_header(rest) ? at
									: 0;
}

static struct str
skip_comment(struct str s, struct str open, struct str close)
{
	if (!str_starts(s, open))
		return s;
	size_t end = str_find(s, close);
	return str_trim(str_from(s, end + close.len));
}

/* Comments of HTML and of template languages may stand before a page. */
static struct str
skip_comments(struct str s)
{
	static const struct str pairs[][2] = {
		{ STR("<!--"), STR("-->") },
		{ STR("<?xml"), STR("?>") },
		{ STR("{#"), STR("#}") },
		{ STR("{%"), STR("%}") },
		{ STR("{{"), STR("}}") },
		{ STR("<%"), STR("%>") },
	};

	s = str_trim(s);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs;) {
		struct str next = skip_comment(s, pairs[i][0], pairs[i][1]);
		i = next.len < s.len ? 0 : i + 1;
		s = next;
	}
	return s;
}

static bool
begins_page(struct str s)
{
	return str_istarts(s, STR("<!doctype html")) ||
	       str_istarts(s, STR("<html")) || str_istarts(s, STR("<mjml")) ||
	       str_istarts(s, STR("<head>")) || str_istarts(s, STR("<body"));
}

/* End tags and <br>: what prose with a stray "<" does not have. */
static size_t
count_tags(struct str head)
{
	size_t n = 0;

	for (size_t at = 0; at + 3 < head.len; at++) {
		at += str_chr(str_from(head, at), '<');
		struct str s = str_from(head, at + 1);
		if (s.len > 1 && s.at[0] == '/' && is_alpha(s.at[1]))
			n++;
		else if (str_istarts(s, STR("br>")) ||
			 str_istarts(s, STR("br/>")) ||
			 str_istarts(s, STR("br />")))
			n++;
	}
	return n;
}

bool
sniff_html(struct str head, bool sure)
{
	struct str s = skip_comments(str_sub(head, 0, LIMIT_SNIFF));

	if (begins_page(s))
		return true;
	if (sure)
		return false;
	size_t tags = count_tags(str_sub(head, 0, (size_t)2 * HEAD));
	bool opens = s.len > 1 && s.at[0] == '<' && is_alpha(s.at[1]);
	return tags >= (opens ? 1 : 3);
}
