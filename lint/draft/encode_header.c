/*
 * encode_header.c - new text for a header field or a parameter of one.
 *
 * A new raw value is made, read back, and compared with what was meant; then
 * only the bytes that differ are replaced. Of the ways to write it the one
 * that touches least comes first: the raw bytes alone, then the words around
 * the change as encoded words (RFC 2047), then the whole value.
 */
#include <string.h>

#include "../base/buf.h"
#include "../base/limits.h"
#include "../base/utf8.h"
#include "charset.h"
#include "encode_inside.h"
#include "encoded.h"

enum {
	WORD = 75,	 /* RFC 2047 2 */
	LINE = 76,	 /* ... of a line with encoded words */
	TEXT_LINE = 78,	 /* RFC 5322 2.1.1 */
	LINE_MOST = 998, /* the same */
	LEAST = 30,	 /* a word shorter than this begins a new line */
	LABEL = 40	 /* longest name of a charset in a word */
};

static const char unwritable[] =
	N_("the change cannot be written in this header field");
static const char too_long[] =
	N_("the header line would be longer than 998 bytes");

struct token {
	size_t at, end; /* in the raw value */
	bool word;	/* an encoded word */
};

typedef LIST(struct token) token_list;

struct rewrite {
	struct writer *w;
	struct arena *arena;
	const struct part *part;
	const struct header *header;
	struct str raw; /* the value as it is */
	struct str line_end;
	token_list tokens;
	const struct text_edit *edits;
	size_t n;
	struct str wanted; /* the text that should be read */
};

/*
 * Tokens of the raw value: what stands between blanks.
 */

static size_t
skip_blanks(struct str s, size_t at)
{
	while (at < s.len && is_blank(s.at[at]))
		at++;
	return at;
}

static size_t
skip_token(struct str s, size_t at)
{
	while (at < s.len && !is_blank(s.at[at]))
		at++;
	return at;
}

/* Its four parts: "=", charset, encoding, text. */
struct encoded {
	struct str charset, text;
	char encoding; /* 'b' or 'q'; 0: this is no encoded word */
};

static struct encoded
word_of(struct str s)
{
	struct encoded w = { .encoding = 0 };

	if (s.len < 8 || !str_starts(s, STR("=?")) || !str_ends(s, STR("?=")))
		return w;
	struct str rest = str_sub(s, 2, s.len - 4);
	w.charset = str_cut(&rest, '?');
	struct str encoding = str_cut(&rest, '?');
	w.text = rest;
	w.charset.len = str_chr(w.charset, '*'); /* language, RFC 2231 5 */
	if (!rest.at || encoding.len != 1 || str_chr(rest, '?') < rest.len ||
		!charset_named(w.charset))
		return w;
	char c = to_lower(encoding.at[0]);
	w.encoding = c == 'b' || c == 'q' ? c : 0;
	return w;
}

static struct str
token_str(const struct rewrite *f, const struct token *t)
{
	return str_sub(f->raw, t->at, t->end - t->at);
}

static void
add_token(struct rewrite *f, size_t at, size_t end)
{
	struct token *t = list_push(f->arena, &f->tokens);

	*t = (struct token){ at, end, false };
	t->word = word_of(token_str(f, t)).encoding != 0;
}

static void
read_tokens(struct rewrite *f)
{
	for (size_t at = skip_blanks(f->raw, 0), end; at < f->raw.len;
		at = skip_blanks(f->raw, end)) {
		end = skip_token(f->raw, at);
		add_token(f, at, end);
	}
}

/* The raw place of an edit, in the value. */
static struct span
raw_of(const struct rewrite *f, const struct text_edit *e)
{
	struct span s = text_span(header_text(f->header), e->at, e->len);
	s.at -= f->header->value_span.at;
	return s;
}

/*
 * Reading back.
 */

/* Runs of blanks count as one, quotes in addresses not at all. */
static struct str
collapsed(const struct rewrite *f, struct str s)
{
	char *to = arena_bytes(f->arena, s.len);
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '"' && f->header->addresses)
			continue;
		if (!is_blank(s.at[i]))
			to[n++] = s.at[i];
		else if (n && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	return (struct str){ to, n };
}

static bool
reads_as_wanted(struct rewrite *f, struct str value)
{
	struct defects noted = { .arena = f->arena };
	const uint8_t *literal;
	struct text t = encoded_decode(f->arena, value, span_of(0, value.len),
		f->part, &literal, &noted);

	return str_eq(collapsed(f, t.s), collapsed(f, f->wanted));
}

/*
 * Lines of a value.
 */

/* Where the line that holds `at` begins; the first one with the name. */
static size_t
column_at(const struct rewrite *f, struct str value, size_t at)
{
	size_t lf = str_rchr(str_sub(value, 0, at), '\n');
	if (lf < at)
		return at - lf - 1;
	return at + (f->header->value_span.at - f->header->span.at);
}

static bool
is_fold(struct str s, size_t at)
{
	return at < s.len && (s.at[at] == '\r' || s.at[at] == '\n');
}

static size_t
line_stop(struct str s, size_t at)
{
	while (at < s.len && !is_fold(s, at))
		at++;
	return at;
}

static size_t
longest_line(const struct rewrite *f, struct str value)
{
	size_t longest = 0;

	for (size_t at = 0; at <= value.len; at++) {
		at = line_stop(value, at);
		size_t column = column_at(f, value, at);
		longest = column > longest ? column : longest;
	}
	return longest;
}

static bool
has_empty_line(struct str value)
{
	struct str rest = value;

	while (rest.at)
		if (!str_trim(str_cut(&rest, '\n')).len)
			return true;
	return false;
}

/* A line of nothing but blanks is no part of a field (RFC 5322 3.2.2): it
 * goes with the line end before it. */
static struct str
without_empty_lines(struct rewrite *f, struct str value)
{
	struct buf out;
	bool first = true;

	if (!has_empty_line(value))
		return value;
	buf_init(&out, LIMIT_HEADER_BLOCK);
	while (value.at) {
		struct str line = str_cut(&value, '\n');
		if (!str_trim(line).len)
			continue;
		if (str_ends(line, STR("\r")))
			line.len--;
		if (!first)
			buf_add(&out, f->line_end);
		buf_add(&out, line);
		first = false;
	}
	struct str s = arena_str(f->arena, buf_str(&out));
	buf_release(&out);
	return s;
}

/* Folds at blanks where a line has become too long. */
static struct str
folded(struct rewrite *f, struct str value)
{
	struct buf out;
	size_t column = column_at(f, value, 0);

	if (longest_line(f, value) <= TEXT_LINE ||
		longest_line(f, value) <= longest_line(f, f->raw))
		return value;
	buf_init(&out, LIMIT_HEADER_BLOCK);
	for (size_t at = 0; at < value.len;) {
		size_t end = skip_token(value, skip_blanks(value, at));
		size_t stop = line_stop(value, at);
		bool fold = column + end - at > TEXT_LINE && at > 0 &&
			    stop > at && is_blank(value.at[at]) && stop >= end;
		if (fold) {
			buf_add(&out, f->line_end);
			column = 0;
		}
		column = stop < end ? end - stop - 1 : column + end - at;
		buf_add(&out, str_sub(value, at, end - at));
		at = end;
	}
	struct str s = arena_str(f->arena, buf_str(&out));
	buf_release(&out);
	return s;
}

/*
 * Raw bytes alone.
 */

/* Charsets that raw bytes of a field are read in (draft/encoded.c). */
static const char *const raw_charsets[] = { "UTF-8", "GB18030", "Big5",
	"windows-1252" };

/* Line ends have no place in a value. */
static struct str
one_line(struct arena *arena, struct str s)
{
	if (str_chr(s, '\n') == s.len && str_chr(s, '\r') == s.len)
		return s;
	char *to = arena_bytes(arena, s.len);
	for (size_t i = 0; i < s.len; i++)
		to[i] = is_blank(s.at[i]) ? ' ' : s.at[i];
	return (struct str){ to, s.len };
}

/* False when `charset` lacks something. */
static bool
splice(struct rewrite *f, const char *charset, struct str *value)
{
	struct text_edit *raw = ARENA_ARRAY(f->arena, struct text_edit, f->n);

	for (size_t i = 0; i < f->n; i++) {
		struct span s = raw_of(f, &f->edits[i]);
		raw[i] = (struct text_edit){ .at = s.at, .len = s.len };
		if (!charset_encode(
			    f->arena, charset, f->edits[i].with, &raw[i].with))
			return false;
		if (i && s.at < raw[i - 1].at + raw[i - 1].len)
			return false;
	}
	*value = edited(f->arena, f->raw, raw, f->n);
	return true;
}

/* An encoded word that a change runs into is written anew. */
static bool
touches_word(const struct rewrite *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct span s = raw_of(f, &f->edits[i]);
		list_each (const struct token, t, &f->tokens)
			if (t->word && t->at < span_end(s) && s.at < t->end)
				return true;
	}
	return false;
}

static bool
all_ascii(const struct rewrite *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (!str_is_ascii(f->edits[i].with))
			return false;
	return true;
}

static bool
accept(struct rewrite *f, struct str *value)
{
	struct str s = folded(f, without_empty_lines(f, str_trim(*value)));

	if (!reads_as_wanted(f, s))
		return false;
	*value = s;
	return true;
}

static bool
write_raw(struct rewrite *f, struct str *value)
{
	bool raw_8bit = !str_is_ascii(f->raw);

	if (touches_word(f) || (!raw_8bit && !all_ascii(f)))
		return false;
	for (size_t i = 0; i < sizeof raw_charsets / sizeof *raw_charsets; i++)
		if (splice(f, charset_named(str_of(raw_charsets[i])), value) &&
			accept(f, value))
			return true;
	return false;
}

/*
 * Encoded words.
 */

struct style {
	struct repertoire set;
	struct str label; /* the charset, as it is written */
	char encoding;	  /* 'b' or 'q' */
};

static bool
is_plain_in_word(char c)
{
	/* the few that RFC 2047 5 (3) allows everywhere */
	return is_alnum(c) || c == '!' || c == '*' || c == '+' || c == '-' ||
	       c == '/';
}

static size_t
encoded_size(const struct style *s, struct str bytes)
{
	size_t n = 0;

	if (s->encoding == 'b')
		return (bytes.len + 2) / 3 * 4;
	for (size_t i = 0; i < bytes.len; i++)
		n += is_plain_in_word(bytes.at[i]) || bytes.at[i] == ' ' ? 1
									 : 3;
	return n;
}

static void
put_q(struct buf *out, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.at[i];
		if (c == ' ')
			buf_char(out, '_');
		else if (is_plain_in_word(c))
			buf_char(out, c);
		else
			buf_printf(out, "=%02X", (uint8_t)c);
	}
}

static void
put_b(struct buf *out, struct str bytes)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";

	for (size_t i = 0; i < bytes.len; i += 3) {
		uint32_t bits = 0;
		for (size_t j = 0; j < 3; j++)
			bits = bits << 8 |
			       (i + j < bytes.len ? (uint8_t)bytes.at[i + j]
						  : 0u);
		for (size_t j = 0; j < 4; j++)
			buf_char(out,
				i + j > bytes.len
					? '='
					: alphabet[bits >> (18 - 6 * j) & 63]);
	}
}

static void
put_word(struct buf *out, const struct style *s, struct str bytes)
{
	buf_add(out, STR("=?"));
	buf_add(out, s->label);
	buf_printf(out, "?%c?", s->encoding == 'b' ? 'B' : 'Q');
	if (s->encoding == 'b')
		put_b(out, bytes);
	else
		put_q(out, bytes);
	buf_add(out, STR("?="));
}

/* As many characters as fit into `room`, encoded in `*bytes`; at least one. */
static size_t
fill_word(struct rewrite *f, const struct style *s, struct str text,
	size_t room, struct str *bytes)
{
	size_t taken = 0, at = 0;

	while (at < text.len && at < room) {
		struct str more;
		utf8_next(text, &at);
		if (!repertoire_encode(
			    f->arena, &s->set, str_sub(text, 0, at), &more))
			return 0;
		if (taken && encoded_size(s, more) > room)
			break;
		taken = at;
		*bytes = more;
	}
	return taken;
}

static bool
put_words(struct rewrite *f, struct buf *out, const struct style *s,
	struct str text, size_t *column)
{
	size_t frame = s->label.len + 7; /* =? ?Q? ?= */

	for (bool first = true; text.len; first = false) {
		struct str bytes;
		if (!first || *column + frame + LEAST > LINE) {
			if (!first || *column > 1) {
				buf_add(out, f->line_end);
				buf_char(out, ' ');
			}
			*column = 1;
		}
		size_t room = LINE - *column < WORD ? LINE - *column : WORD;
		size_t n = fill_word(f, s, text, room - frame, &bytes);
		if (!n)
			return false;
		size_t before = out->len;
		put_word(out, s, bytes);
		*column += out->len - before;
		text = str_from(text, n);
	}
	return true;
}

/* Text between two tokens of the raw value. */
struct region {
	size_t first, last; /* tokens, both within */
	size_t at, end;	    /* raw */
	size_t text_at, text_end;
};

static const struct token *
token_at(const struct rewrite *f, size_t i)
{
	return &f->tokens.at[i];
}

static size_t
text_offset(const struct rewrite *f, size_t raw)
{
	return text_at(header_text(f->header),
		(uint32_t)(raw + f->header->value_span.at));
}

static struct region
region_of(const struct rewrite *f, size_t first, size_t last)
{
	struct region r = { .first = first, .last = last };

	r.at = token_at(f, first)->at;
	r.end = token_at(f, last)->end;
	r.text_at = text_offset(f, r.at);
	r.text_end = text_offset(f, r.end);
	return r;
}

/* The tokens that the changes touch or stand next to. */
static struct region
touched_region(const struct rewrite *f)
{
	struct span a = raw_of(f, &f->edits[0]);
	size_t end = span_end(raw_of(f, &f->edits[f->n - 1]));
	size_t first = 0, last = f->tokens.n - 1;

	while (first < last && token_at(f, first)->end < a.at)
		first++;
	while (last > first && token_at(f, last)->at > end)
		last--;
	return region_of(f, first, last);
}

/* An odd number of quotes. */
static bool
opens_quote(struct str s)
{
	bool odd = false;

	for (size_t i = 0; i < s.len; i++)
		odd ^= s.at[i] == '"';
	return odd;
}

/* A name in quotes is one region: encoded words may not stand in quotes (RFC
 * 2047 5 (3)). */
static void
widen_to_quotes(const struct rewrite *f, struct region *r)
{
	bool inside = opens_quote(str_sub(f->raw, 0, r->at));

	while (inside && r->first)
		inside ^= opens_quote(token_str(f, token_at(f, --r->first)));
	inside = opens_quote(str_sub(f->raw, 0, r->end));
	while (inside && r->last + 1 < f->tokens.n)
		inside ^= opens_quote(token_str(f, token_at(f, ++r->last)));
	*r = region_of(f, r->first, r->last);
}

/* False when the region holds other syntax of addresses than a name. */
static bool
is_phrase(const struct rewrite *f, const struct region *r)
{
	for (size_t i = r->at; i < r->end; i++)
		if (!f->raw.at[i] || strchr("<>@,;:()[]\\", f->raw.at[i]))
			return false;
	return true;
}

static bool
is_word_at(const struct rewrite *f, size_t i)
{
	return i < f->tokens.n && token_at(f, i)->word;
}

static bool
has_raw_8bit(const struct rewrite *f, const struct region *r)
{
	return !str_is_ascii(str_sub(f->raw, r->at, r->end - r->at));
}

/* UTF-8, in whichever encoding is shorter. */
static struct style
default_style(struct str text)
{
	struct style s = { .label = STR("UTF-8"), .encoding = 'b' };
	size_t b = encoded_size(&s, text);

	s.set = repertoire_of(charset_named(s.label), s.label);
	s.encoding = 'q';
	if (encoded_size(&s, text) > b)
		s.encoding = 'b';
	return s;
}

/* The first encoded word of the region, else one before it; or NULL. */
static const struct token *
model_word(const struct rewrite *f, const struct region *r)
{
	const struct token *like = NULL;

	list_each (const struct token, t, &f->tokens)
		if (t->word && (!like || like->at < r->at))
			like = t;
	return like;
}

/* As other words of the field are written, as far as their charset goes. */
static struct style
style_of(const struct rewrite *f, const struct region *r, struct str text)
{
	const struct token *like = model_word(f, r);
	struct style s = default_style(text);
	struct str bytes;

	if (!like)
		return s;
	struct encoded w = word_of(token_str(f, like));
	struct repertoire set =
		repertoire_of(charset_named(w.charset), w.charset);
	s.encoding = w.encoding;
	if (w.charset.len <= LABEL &&
		repertoire_encode(f->arena, &set, text, &bytes)) {
		s.set = set;
		s.label = w.charset;
	}
	return s;
}

/* The region's text with the changes done. */
static struct str
region_text(const struct rewrite *f, const struct region *r)
{
	struct text_edit *moved = ARENA_ARRAY(f->arena, struct text_edit, f->n);
	struct str text = str_sub(header_text(f->header)->s, r->text_at,
		r->text_end - r->text_at);

	for (size_t i = 0; i < f->n; i++) {
		moved[i] = f->edits[i];
		moved[i].at -= (uint32_t)r->text_at;
	}
	return edited(f->arena, text, moved, f->n);
}

static struct str
without_quotes(const struct rewrite *f, struct str s)
{
	char *to = arena_bytes(f->arena, s.len);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != '"')
			to[n++] = s.at[i];
	return (struct str){ to, n };
}

/* Blanks between two encoded words vanish when read: where a plain token
 * becomes a word, the blank beside it must be written into it. */
static struct str
with_joints(struct rewrite *f, const struct region *r, struct str text)
{
	struct buf b;

	buf_init(&b, LIMIT_HEADER_BLOCK);
	if (r->first && is_word_at(f, r->first - 1) && !is_word_at(f, r->first))
		buf_char(&b, ' ');
	buf_add(&b, text);
	if (is_word_at(f, r->last + 1) && !is_word_at(f, r->last))
		buf_char(&b, ' ');
	struct str s = arena_str(f->arena, buf_str(&b));
	buf_release(&b);
	return s;
}

/* Without the region and the blanks on one side of it. */
static struct str
without_region(struct rewrite *f, const struct region *r)
{
	size_t at = r->at, end = r->end;

	if (r->first)
		at = token_at(f, r->first - 1)->end;
	else
		end = skip_blanks(f->raw, end);
	struct text_edit gone = { .at = (uint32_t)at,
		.len = (uint32_t)(end - at) };
	return edited(f->arena, f->raw, &gone, 1);
}

/* What follows begins a new line when it does not fit. */
static void
put_rest(struct rewrite *f, struct buf *out, size_t end, size_t column)
{
	size_t rest = line_stop(f->raw, end) - end;

	if (rest && column + rest > LINE && is_blank(f->raw.at[end]))
		buf_add(out, f->line_end);
	buf_add(out, str_from(f->raw, end));
}

static bool
write_region(struct rewrite *f, struct region r, struct str *value)
{
	if (f->header->addresses) {
		widen_to_quotes(f, &r);
		if (!is_phrase(f, &r))
			return false;
	}
	struct str text = region_text(f, &r);
	if (f->header->addresses)
		text = without_quotes(f, text);
	if (!str_trim(text).len) {
		*value = without_region(f, &r);
		return accept(f, value);
	}
	struct buf out;
	text = with_joints(f, &r, text);
	struct style s = style_of(f, &r, text);
	size_t column = column_at(f, f->raw, r.at);
	buf_init(&out, LIMIT_HEADER_BLOCK);
	buf_add(&out, str_sub(f->raw, 0, r.at));
	bool written = put_words(f, &out, &s, text, &column);
	put_rest(f, &out, r.end, column);
	*value = arena_str(f->arena, buf_str(&out));
	buf_release(&out);
	return written && accept(f, value);
}

static bool
write_words(struct rewrite *f, struct str *value)
{
	if (!f->tokens.n) {
		f->raw = STR("");
		add_token(f, 0, 0);
	}
	struct region r = touched_region(f);
	if (has_raw_8bit(f, &r))
		return false; /* raw stays raw */
	if (write_region(f, r, value))
		return true;
	return write_region(f, region_of(f, 0, f->tokens.n - 1), value);
}

/*
 * The difference alone goes into the file.
 */

static size_t
common_start(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.at[n] == b.at[n])
		n++;
	while (n && n < b.len && ((uint8_t)b.at[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static size_t
common_end(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len &&
		a.at[a.len - n - 1] == b.at[b.len - n - 1])
		n++;
	while (n && ((uint8_t)b.at[b.len - n] & 0xC0) == 0x80)
		n--;
	return n;
}

static bool
put_value(struct rewrite *f, struct str value)
{
	size_t start = common_start(f->raw, value);
	size_t end =
		common_end(str_from(f->raw, start), str_from(value, start));
	struct raw_edit e = { span_of(f->header->value_span.at + start,
				      f->raw.len - start - end),
		str_sub(value, start, value.len - start - end) };

	if (longest_line(f, value) > LINE_MOST)
		return refuse(f->w, too_long);
	if (e.at.len || e.with.len)
		*list_push(f->arena, &f->w->out) = e;
	return true;
}

static struct rewrite
rewrite_of(struct writer *w, const struct part *part, const struct header *h,
	const struct text_edit *edits, size_t n)
{
	struct span s = h->value_span;
	struct rewrite f = { .w = w,
		.arena = w->arena,
		.part = part,
		.header = h,
		.raw = str_sub(w->file, s.at, s.len),
		.n = n };
	struct text_edit *flat = ARENA_ARRAY(w->arena, struct text_edit, n);

	for (size_t i = 0; i < n; i++) {
		flat[i] = edits[i];
		flat[i].with = one_line(w->arena, edits[i].with);
	}
	f.edits = flat;
	f.line_end = line_end_of(
		str_sub(w->file, h->span.at, h->span.len), STR("\r\n"));
	return f;
}

bool
encode_header(struct writer *w, const struct part *part, const struct header *h,
	const struct text_edit *edits, size_t n)
{
	struct rewrite f = rewrite_of(w, part, h, edits, n);
	struct str value, raw = f.raw;

	f.wanted = edited(w->arena, header_text(h)->s, f.edits, n);
	read_tokens(&f);
	if (!write_raw(&f, &value) && !write_words(&f, &value))
		return refuse(w, unwritable);
	f.raw = raw;
	return put_value(&f, value);
}

/*
 * Parameters (RFC 2045 5.1, RFC 2231).
 */

/* Where the name of the parameter begins whose value begins at `at`, in the
 * raw value; `at` itself when there is none. */
static size_t
name_start(struct str raw, size_t at)
{
	size_t n = at;

	while (n && is_blank(raw.at[n - 1]))
		n--;
	if (!n || raw.at[n - 1] != '=')
		return at;
	n--;
	while (n && is_blank(raw.at[n - 1]))
		n--;
	while (n && !is_blank(raw.at[n - 1]) && raw.at[n - 1] != ';')
		n--;
	return n;
}

static bool
is_printable(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] < ' ' || s.at[i] > '~')
			return false;
	return true;
}

static void
put_percent(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		if (is_alnum(c) || c == '-' || c == '.' || c == '_')
			buf_char(out, c);
		else
			buf_printf(out, "%%%02X", (uint8_t)c);
	}
}

static void
put_param(struct buf *out, struct str name, struct str value)
{
	buf_add(out, name);
	if (!is_printable(value)) {
		buf_add(out, STR("*=UTF-8''"));
		put_percent(out, value);
		return;
	}
	buf_add(out, STR("=\""));
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '"' || value.at[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, value.at[i]);
	}
	buf_char(out, '"');
}

static bool
is_same_list(const struct params *old, const struct params *new,
	const struct param *changed, struct str wanted)
{
	if (old->list.n != new->list.n || !str_eq(old->value, new->value))
		return false;
	for (size_t i = 0; i < old->list.n; i++) {
		const struct param *a = &old->list.at[i], *b = &new->list.at[i];
		struct str value = a == changed ? wanted : a->text.s;
		if (!str_eq(a->name, b->name) || !str_eq(value, b->text.s))
			return false;
	}
	return true;
}

static bool
param_reads_as(const struct rewrite *f, const struct param *p, struct str value,
	struct str wanted)
{
	struct defects noted = { .arena = f->arena };
	struct header h = *f->header;
	struct params read = { 0 };
	bool type = f->part->type.list.n && p >= f->part->type.list.at &&
		    p < f->part->type.list.at + f->part->type.list.n;

	h.value_span = span_of(0, value.len);
	params_parse(&read, f->arena, &h, value, f->part, &noted);
	return is_same_list(type ? &f->part->type : &f->part->disposition,
		&read, p, wanted);
}

bool
encode_param(struct writer *w, const struct part *part, const struct header *h,
	const struct param *p, const struct text_edit *edits, size_t n)
{
	struct rewrite f = rewrite_of(w, part, h, edits, n);
	struct str wanted = edited(w->arena, p->text.s, f.edits, n);
	size_t value_at = p->span.at - h->value_span.at;
	size_t at = name_start(f.raw, value_at);
	size_t end = value_at + p->span.len;
	struct str name = str_sub(f.raw, at, value_at - at);
	struct buf out;

	/* without "*0*", as the new value is in one piece */
	name.len = str_chr(str_sub(name, 0, str_chr(name, '=')), '*');
	buf_init(&out, LIMIT_HEADER_BLOCK);
	buf_add(&out, str_sub(f.raw, 0, at));
	put_param(&out, str_trim(name), wanted);
	buf_add(&out, str_from(f.raw, end));
	struct str value = folded(&f, arena_str(w->arena, buf_str(&out)));
	buf_release(&out);
	if (!param_reads_as(&f, p, value, wanted))
		return refuse(w, unwritable);
	return put_value(&f, value);
}
