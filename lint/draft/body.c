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
	if (b->bytes.len < most || b->part->body.len <= most)
		return;
	b->cut = true;
	b->bytes.len = whole_chars(b->bytes);
	defect_note(
		b->defects, DEFECT_LIMIT, b->part->body, b->part, STR("text"));
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
	if (charset && !b->ascii && str_ieq(name, STR("us-ascii"))) {
		note(b, DEFECT_CHARSET_WRONG, STR_NONE);
		charset = NULL;
	}
	return charset ? charset : undeclared_charset(b);
}

/* False when the bytes are not valid in that charset. */
static bool
decode(struct body *b, const char *charset)
{
	struct part *p = b->part;
	bool clean;

	p->charset = charset_actual(charset, b->bytes);
	p->text.part = p;
	p->text.form = TEXT_BODY;
	p->text.s = charset_decode(
		b->arena, charset, b->bytes, b->map, &p->text.map, &clean);
	return clean || b->cut;
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

void
mime_decode_text(struct part *p, struct arena *arena, struct str file,
	size_t most, struct defects *defects)
{
	struct body b = { .part = p, .arena = arena, .defects = defects };
	struct map *map = NULL;

	if (most > LIMIT_TEXT)
		most = LIMIT_TEXT;
	b.bytes = transfer_decode(
		arena, file, p->body, p->transfer, most, &map, p, defects);
	b.map = map;
	b.ascii = str_is_ascii(b.bytes);
	cut_body(&b, most);
	const char *charset = choose_charset(&b);
	if (!decode(&b, charset) && charset)
		note(&b, DEFECT_CHARSET_WRONG, STR_NONE);
	mark_inline_pgp(p);
}

void
part_decode_bare(struct part *p, struct arena *arena, struct str file,
	const char *charset, struct defects *defects)
{
	struct body b = { .part = p, .arena = arena, .defects = defects };

	b.bytes = str_sub(file, p->body.at, LIMIT_TEXT);
	b.bytes = str_sub(b.bytes, 0, p->body.len);
	b.map = map_identity(arena, p->body.at, NULL);
	b.ascii = str_is_ascii(b.bytes);
	cut_body(&b, LIMIT_TEXT);
	charset = charset ? charset_named(str_of(charset))
			  : undeclared_charset(&b);
	if (!decode(&b, charset))
		defect_note(
			defects, DEFECT_CHARSET_WRONG, p->body, p, STR_NONE);
}
