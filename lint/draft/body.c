/* body.c - the text of a body part: transfer encoding, charset. */
#include "../base/limits.h"
#include "charset.h"
#include "part.h"

/* Bytes of a text part on their way to UTF-8. */
struct body {
	struct part *part;
	struct arena *arena;
	struct str bytes;
	const struct map *map; /* from bytes to the file */
	bool ascii;
	bool cut;
	bool damaged; /* base64 that is none */
	struct defects *defects;
};

/* Length of the character that a lead byte of UTF-8 begins. */
static size_t
char_len(uint8_t lead)
{
	return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Without the first half of a character at the end. */
static size_t
whole_chars(struct str s)
{
	for (size_t back = 1; back < 4 && back <= s.len; back++) {
		uint8_t byte = (uint8_t)s.at[s.len - back];
		if ((byte & 0xC0) == 0x80)
			continue;
		return char_len(byte) > back ? s.len - back : s.len;
	}
	return s.len;
}

static void
cut_body(struct body *b, size_t most)
{
	bool shared = most < LIMIT_TEXT; /* with texts before it */
	uint32_t at = b->part->body.at;

	if (b->bytes.len <= most)
		return;
	b->cut = true;
	b->bytes.len = whole_chars(str_sub(b->bytes, 0, most));
	if (b->bytes.len)
		at = span_end(map_down(b->map, b->bytes.len - 1, 1));
	if (shared)
		defect_note_limit(
			b->defects, span_of(at, 0), b->part, STR("texts"));
	else
		defect_note(b->defects, DEFECT_LIMIT, span_of(at, 0), b->part,
			STR("text"));
}

static void
note(const struct body *b, enum defect_code code, struct str detail)
{
	const struct param *charset = params_find(&b->part->type, "charset");
	struct span span = charset ? charset->span : part_type_span(b->part);
	defect_note(b->defects, code, span, b->part, detail);
}

/* What a page says about itself in its first lines. */
static const char *
meta_charset(struct str bytes)
{
	enum { SEARCHED = 1024 };
	struct str head = str_sub(bytes, 0, SEARCHED);
	struct str key = STR("charset=");
	struct str name = str_from(head, str_ifind(head, key) + key.len);
	size_t n = 0;

	while (name.len && (name.at[0] == '"' || name.at[0] == '\''))
		name = str_from(name, 1);
	while (n < name.len && (is_alnum(name.at[n]) || name.at[n] == '-' ||
				       name.at[n] == '_'))
		n++;
	return n ? charset_named(str_sub(name, 0, n)) : NULL;
}

/* NULL: to be guessed. */
static const char *
undeclared_charset(const struct body *b)
{
	if (b->ascii || b->part->kind != PART_HTML)
		return NULL;
	return meta_charset(b->bytes);
}

/* The declared charset, or a better one; what is wrong with it is noted. */
static const char *
choose_charset(const struct body *b)
{
	const struct param *p = params_find(&b->part->type, "charset");
	struct str name = p ? str_trim(p->text.s) : STR_NONE;
	const char *charset = name.len ? charset_named(name) : NULL;

	if (!name.len && !b->ascii)
		note(b, DEFECT_CHARSET_MISSING, STR_NONE);
	if (name.len && !charset)
		note(b, DEFECT_CHARSET_UNKNOWN, name);
	if (charset && !b->ascii && str_ieq(name, STR("us-ascii")))
		charset = NULL;
	return charset ? charset : undeclared_charset(b);
}

/* False when the bytes are not valid in that charset. */
static bool
decode(struct body *b, const char *charset)
{
	struct part *p = b->part;
	bool clean;

	p->text.part = p;
	p->text.form = TEXT_BODY;
	p->text.s = charset_read(b->arena, charset, b->bytes, b->map,
		&p->text.map, &clean, &p->charset);
	return clean || b->cut;
}

/* Western text passes as another charset of one byte unseen, and no reader
 * shows it as garbage. */
static bool
is_western(struct str charset)
{
	return str_starts(charset, STR("windows-125")) ||
	       str_istarts(charset, STR("iso-8859-"));
}

/* Declared as one charset, read as another: the bytes contradict it. */
static bool
is_other_charset(const struct body *b)
{
	const struct param *p = params_find(&b->part->type, "charset");
	const char *named = p ? charset_named(str_trim(p->text.s)) : NULL;
	struct str declared = str_of(named ? named : "");
	struct str actual = str_of(b->part->charset);

	if (!named || str_eq(declared, actual) ||
		(b->ascii && !str_starts(declared, STR("UTF-16"))))
		return false;
	if (is_western(declared) && is_western(actual))
		return false;
	return !str_starts(declared, STR("UTF-16")) ||
	       !str_starts(actual, STR("UTF-16"));
}

/* The first character that could not be read, if one is lost. */
static void
note_bad_bytes(const struct body *b)
{
	const struct text *t = &b->part->text;
	size_t at = str_find(t->s, STR("\xEF\xBF\xBD"));

	if (at < t->s.len)
		defect_note(b->defects, DEFECT_CHARSET_WRONG,
			text_span(t, at, 3), b->part, STR_NONE);
}

static bool
is_base64_line(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (!is_alnum(line.at[i]) && line.at[i] != '+' &&
			line.at[i] != '/' && line.at[i] != '=')
			return false;
	return true;
}

/* Text that somebody declared as base64: most lines have blanks in them. */
static bool
is_no_base64(struct str body)
{
	size_t lines = 0, bad = 0;
	struct str rest = str_sub(body, 0, LIMIT_SNIFF);

	while (rest.len && lines < 100) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		lines += line.len > 0;
		bad += !is_base64_line(line);
	}
	return bad * 2 > lines;
}

static void
note_transfer(const struct body *b, enum defect_code code, struct str detail)
{
	const struct header *h = headers_find(
		&b->part->headers, HEADER_CONTENT_TRANSFER_ENCODING);
	if (h)
		defect_note(b->defects, code, h->value_span, b->part, detail);
}

/* A body that is not in its encoding is read as it stands, as one that is in
 * an encoding we do not read. */
static void
check_transfer(struct body *b, struct str file)
{
	struct part *p = b->part;
	struct str body = str_sub(file, p->body.at, p->body.len);

	if (p->transfer == TRANSFER_UUENCODE)
		note_transfer(b, DEFECT_TRANSFER_ENCODING, STR("x-uuencode"));
	if (p->transfer != TRANSFER_BASE64 || !is_no_base64(body))
		return;
	note_transfer(b, DEFECT_BASE64, STR("text"));
	p->transfer = TRANSFER_8BIT;
	p->ambiguous = true;
}

/* "====" is base64 of nothing. */
static void
check_empty(const struct body *b, struct str file)
{
	const struct part *p = b->part;
	struct str body = str_sub(file, p->body.at, p->body.len);

	if (p->transfer == TRANSFER_BASE64 && !b->bytes.len &&
		str_trim(body).len)
		note_transfer(b, DEFECT_BASE64, STR("text"));
}

/* Whether decoding has just found bytes that are no base64: what it made of
 * them is no text of any charset. */
static bool
is_damaged(const struct defects *d, size_t before)
{
	for (size_t i = before; i < d->list.n; i++)
		if (d->list.at[i].code == DEFECT_BASE64)
			return true;
	return false;
}

/* Armour inside the text (RFC 4880 6.2 and 7). */
static void
mark_inline_pgp(struct part *p)
{
	size_t at = str_find(p->text.s, STR("-----BEGIN PGP "));
	struct str rest = str_from(p->text.s, at);

	if (rest.len == 0 || (at > 0 && p->text.s.at[at - 1] != '\n'))
		return;
	p->signed_ = p->signed_ ||
		     str_starts(rest, STR("-----BEGIN PGP SIGNED MESSAGE"));
	p->encrypted =
		p->encrypted || str_starts(rest, STR("-----BEGIN PGP MESSAGE"));
}

/* The bytes of the body out of its transfer encoding: one more than `most`
 * tells that there are more. */
static void
unpack(struct body *b, struct str file, size_t most)
{
	struct part *p = b->part;
	struct map *map = NULL;

	check_transfer(b, file);
	size_t before = b->defects->list.n;
	b->bytes = transfer_decode(b->arena, file, p->body, p->transfer,
		most + 1, &map, p, b->defects);
	b->map = map;
	check_empty(b, file);
	b->damaged = is_damaged(b->defects, before);
	cut_body(b, most);
	b->ascii = str_is_ascii(b->bytes);
}

static void
decode_declared(struct body *b)
{
	const char *charset = choose_charset(b);
	bool clean = decode(b, charset);

	if (b->damaged)
		return;
	if (is_other_charset(b))
		note(b, DEFECT_CHARSET_WRONG, str_of(b->part->charset));
	else if (!clean && charset)
		note_bad_bytes(b);
}

void
mime_decode_text(struct part *p, struct arena *arena, struct str file,
	size_t most, struct defects *defects)
{
	struct body b = { .part = p, .arena = arena, .defects = defects };

	unpack(&b, file, most < LIMIT_TEXT ? most : LIMIT_TEXT);
	decode_declared(&b);
	mark_inline_pgp(p);
}

void
part_decode_bare(struct part *p, struct arena *arena, struct str file,
	const char *charset, struct defects *defects)
{
	struct body b = { .part = p, .arena = arena, .defects = defects };

	b.bytes = str_sub(file, p->body.at, p->body.len);
	b.map = map_identity(arena, p->body.at, NULL);
	cut_body(&b, LIMIT_TEXT);
	b.ascii = str_is_ascii(b.bytes);
	charset = charset ? charset_named(str_of(charset))
			  : undeclared_charset(&b);
	if (!decode(&b, charset))
		note_bad_bytes(&b);
}
