/*
 * encode_body.c - new text for a body part, in its charset and transfer
 * encoding.
 */
#include <string.h>

#include "../base/buf.h"
#include "../base/limits.h"
#include "../base/utf8.h"
#include "charset.h"
#include "encode_inside.h"

enum {
	LINE = 76,	       /* RFC 2045 6.7 (5), 6.8 */
	CHECK_MOST = 64 * KIB, /* bodies up to this size are read back */
	TAIL_MOST = 256 * KIB, /* of base64 written again for one fix */
	UNWRAPPED = 1 << 30
};

static const char lacking[] =
	N_("the charset of this part lacks a character of the new text");
static const char not_ascii[] = N_("this part can hold ASCII only; declare "
				   "UTF-8 and a transfer encoding first");
static const char unreadable[] =
	N_("this part is in an encoding that is not understood");
static const char damaged[] =
	N_("the base64 of this part is damaged; encode it anew first");
static const char too_long[] =
	N_("too much of this part would have to be written again");
static const char not_the_same[] =
	N_("the change cannot be written in the encoding of this part");

struct body {
	struct writer *w;
	const struct part *part;
	struct span region; /* the encoded bytes */
	enum transfer how;
	struct repertoire set;
	bool stateful; /* escape sequences switch: whole lines only */
	bool wide;     /* UTF-16: no byte is ASCII */
	struct str line_end;
	bool spoilt; /* the encoding has defects */
	struct str bytes;
	struct map *bytes_map;
	struct text text; /* decoded when needed; see decode_body */
	bool decoded;
	size_t done;   /* end of the last change that was written, or 0 ... */
	size_t column; /* ... and the column where it ended */
};

/* New bytes for [at, end), in raw bytes of the file; in base64, in bytes of
 * the decoded body. */
struct change {
	size_t at, end;
	struct str bytes;
};

typedef LIST(struct change) change_list;

static bool
is_named(const char *charset, const char *name)
{
	return !strcmp(charset, name);
}

static bool
starts_with(const char *charset, const char *name)
{
	return !strncmp(charset, name, strlen(name));
}

static void
decode_bytes(struct body *b)
{
	struct defects noted = { .arena = b->w->arena };

	b->bytes = transfer_decode(b->w->arena, b->w->file, b->region, b->how,
		LIMIT_TEXT, &b->bytes_map, b->part, &noted);
	b->spoilt = noted.list.n > 0;
}

static void
decode_body(struct body *b)
{
	bool clean;

	if (b->decoded)
		return;
	b->decoded = true;
	b->text.s = charset_decode(b->w->arena, b->set.charset, b->bytes,
		b->bytes_map, &b->text.map, &clean);
}

static struct str
declared_charset(const struct part *p)
{
	const struct param *charset = params_find(&p->type, "charset");
	return charset ? str_trim(charset->text.s) : STR("");
}

/* RFC 2045 6.4, 5.2: nothing declared is 7bit and US-ASCII. Where somebody
 * wrote more than that already, more of it does no harm. */
static struct repertoire
repertoire_of_part(const struct body *b)
{
	struct str declared = declared_charset(b->part);
	const char *charset = b->part->charset ? b->part->charset : "UTF-8";
	struct repertoire r =
		repertoire_of(charset_actual(charset, b->bytes), declared);

	if (!b->w->message) {
		r.seven_bit = r.latin1 = r.two_bytes = false;
		return r;
	}
	r.seven_bit =
		(r.seven_bit || !declared.len || b->how == TRANSFER_7BIT) &&
		str_is_ascii(b->bytes);
	return r;
}

static struct str
whole(const struct writer *w, struct span s)
{
	return str_sub(w->file, s.at, s.len);
}

/* UTF-16 keeps the order of bytes that its mark gave. */
static const char *
settled(const char *charset, struct str bytes)
{
	if (!is_named(charset, "UTF-16"))
		return charset;
	return charset_named(str_starts(bytes, STR("\xFF\xFE"))
				     ? STR("utf-16le")
				     : STR("utf-16be"));
}

static bool
open_body(struct body *b)
{
	const struct writer *w = b->w;

	b->how = w->message ? b->part->transfer : TRANSFER_BINARY;
	b->region = w->message ? b->part->body : w->draft->message;
	if (b->how == TRANSFER_UUENCODE)
		return refuse(b->w, unreadable);
	decode_bytes(b);
	if (b->how == TRANSFER_BASE64 && b->spoilt)
		return refuse(b->w, damaged);
	b->set = repertoire_of_part(b);
	b->set.charset = settled(b->set.charset, b->bytes);
	b->wide = starts_with(b->set.charset, "UTF-16");
	b->stateful = starts_with(b->set.charset, "ISO-2022-") ||
		      starts_with(b->set.charset, "HZ");
	b->line_end = b->how == TRANSFER_BASE64
			      ? line_end_of(b->bytes, STR("\r\n"))
			      : line_end_of(whole(w, b->region),
					line_end_of(w->file, STR("\r\n")));
	if (b->wide && str_has(b->bytes, STR("\r\0\n")))
		b->line_end = STR("\r\n");
	return true;
}

/*
 * Characters.
 */

static struct str
with_line_ends(const struct body *b, struct str s)
{
	struct buf out;

	if (b->line_end.len == 1 || str_chr(s, '\n') == s.len)
		return s;
	buf_init(&out, LIMIT_FILE);
	while (s.at) {
		buf_add(&out, str_cut(&s, '\n'));
		if (s.at)
			buf_add(&out, b->line_end);
	}
	struct str joined = arena_str(b->w->arena, buf_str(&out));
	buf_release(&out);
	return joined;
}

/* Characters that the charset lacks become numeric references. */
static struct str
with_references(const struct body *b, struct str s)
{
	struct buf out;
	struct str bytes;

	buf_init(&out, LIMIT_FILE);
	for (size_t at = 0, start = 0; at < s.len; start = at) {
		uint32_t rune = utf8_next(s, &at);
		struct str one = str_sub(s, start, at - start);
		if (rune < 0x80 ||
			repertoire_encode(b->w->arena, &b->set, one, &bytes))
			buf_add(&out, one);
		else
			buf_printf(&out, "&#%u;", rune);
	}
	struct str joined = arena_str(b->w->arena, buf_str(&out));
	buf_release(&out);
	return joined;
}

static const char *
why_lacking(const struct body *b)
{
	return b->set.seven_bit ? not_ascii : lacking;
}

static bool
encode_text(struct body *b, struct str s, struct str *out)
{
	s = with_line_ends(b, s);
	if (repertoire_encode(b->w->arena, &b->set, s, out))
		return true;
	return refuse(b->w, why_lacking(b));
}

/*
 * Pieces in offsets of the text. In base64 two bytes share a character, so an
 * end is found from the last character but one.
 */

static size_t
start_in(const struct body *b, const struct text *t, const struct piece *p)
{
	bool shared = b->how == TRANSFER_BASE64 && p->after && p->raw.at;
	return text_at(t, shared ? p->raw.at - 1 : p->raw.at);
}

static size_t
end_in(const struct body *b, const struct text *t, const struct piece *p)
{
	bool shared = b->how == TRANSFER_BASE64;

	if (!p->raw.len)
		return start_in(b, t, p);
	return text_at(t, shared ? span_end(p->raw) - 1 : span_end(p->raw));
}

/* The text that should be read once the pieces are written. */
static struct str
wanted_text(struct body *b, const struct piece *pieces, size_t n)
{
	struct text_edit *edits = ARENA_ARRAY(b->w->arena, struct text_edit, n);

	decode_body(b);
	for (size_t i = 0; i < n; i++) {
		size_t at = start_in(b, &b->text, &pieces[i]);
		size_t end = end_in(b, &b->text, &pieces[i]);
		edits[i] = (struct text_edit){ .at = (uint32_t)at,
			.len = end > at ? (uint32_t)(end - at) : 0,
			.with = with_line_ends(b, pieces[i].with) };
	}
	return edited(b->w->arena, b->text.s, edits, n);
}

/*
 * Charsets with escape sequences: the state at a line end is ASCII (RFC 1468),
 * so that a line can be written alone.
 */

static size_t
line_start(struct str s, size_t at)
{
	size_t lf = str_rchr(str_sub(s, 0, at), '\n');
	return lf < at ? lf + 1 : 0;
}

static size_t
line_stop(struct str s, size_t at)
{
	size_t lf = at + str_chr(str_from(s, at), '\n');
	return lf < s.len && lf > at && s.at[lf - 1] == '\r' ? lf - 1 : lf;
}

static size_t
byte_start(const struct body *b, size_t text_at)
{
	if (text_at >= b->text.s.len)
		return b->bytes.len;
	return text_at ? map_down(b->text.map, text_at, 1).at : 0;
}

static size_t
byte_end(const struct body *b, size_t text_at)
{
	return text_at ? span_end(map_down(b->text.map, text_at - 1, 1)) : 0;
}

/* Where byte `at` of the decoded body begins in the file. */
static size_t
raw_of(const struct body *b, size_t at)
{
	struct text t = { .s = b->bytes, .map = b->bytes_map };
	return b->how == TRANSFER_BASE64 ? at : text_span(&t, at, 0).at;
}

/* [at, end) of the text are whole lines, `with` their new text. */
static bool
add_lines(struct body *b, change_list *out, size_t at, size_t end,
	struct str with)
{
	struct change c = { raw_of(b, byte_end(b, at)),
		raw_of(b, byte_start(b, end)), STR_NONE };

	if (!encode_text(b, with, &c.bytes))
		return false;
	*list_push(b->w->arena, out) = c;
	return true;
}

/* The pieces from `i` on that touch one stretch of lines; returns how many. */
static size_t
gather_line(struct body *b, const struct piece *pieces, size_t n,
	struct text_edit *edits, size_t *from, size_t *stop)
{
	size_t k = 0;

	*from = *stop =
		line_start(b->text.s, start_in(b, &b->text, &pieces[0]));
	for (; k < n; k++) {
		size_t at = start_in(b, &b->text, &pieces[k]);
		size_t end = end_in(b, &b->text, &pieces[k]);
		if (k && at > *stop)
			break;
		edits[k] = (struct text_edit){ .at = (uint32_t)(at - *from),
			.len = end > at ? (uint32_t)(end - at) : 0,
			.with = pieces[k].with };
		*stop = line_stop(b->text.s, end > at ? end : at);
	}
	return k;
}

static bool
change_lines(
	struct body *b, const struct piece *pieces, size_t n, change_list *out)
{
	struct text_edit *edits = ARENA_ARRAY(b->w->arena, struct text_edit, n);

	decode_body(b);
	for (size_t i = 0, from, stop; i < n;) {
		size_t k =
			gather_line(b, pieces + i, n - i, edits, &from, &stop);
		struct str line = str_sub(b->text.s, from, stop - from);
		line = edited(b->w->arena, line, edits, k);
		if (!add_lines(b, out, from, stop, line))
			return false;
		i += k;
	}
	return true;
}

static bool
change_pieces(
	struct body *b, const struct piece *pieces, size_t n, change_list *out)
{
	struct text bytes = { .s = b->bytes, .map = b->bytes_map };

	for (size_t i = 0; i < n; i++) {
		const struct piece *p = &pieces[i];
		struct change c = { p->raw.at, span_end(p->raw), STR_NONE };
		if (!encode_text(b, p->with, &c.bytes))
			return false;
		if (b->how == TRANSFER_BASE64) {
			c.at = start_in(b, &bytes, p);
			c.end = end_in(b, &bytes, p);
		}
		*list_push(b->w->arena, out) = c;
	}
	return true;
}

static struct str
joined(struct arena *arena, struct str a, struct str b)
{
	char *to = arena_bytes(arena, a.len + b.len);

	if (a.len)
		memcpy(to, a.at, a.len);
	if (b.len)
		memcpy(to + a.len, b.at, b.len);
	return (struct str){ to, a.len + b.len };
}

/* Two insertions at one place become one. */
static void
join_changes(struct body *b, change_list *l)
{
	size_t kept = 0;

	for (size_t i = 1; i < l->n; i++) {
		struct change *last = &l->at[kept], *c = &l->at[i];
		if (c->at > last->end) {
			l->at[++kept] = *c;
			continue;
		}
		last->end = c->end;
		last->bytes = joined(b->w->arena, last->bytes, c->bytes);
	}
	l->n = l->n ? kept + 1 : 0;
}

static void
put_edit(struct body *b, size_t at, size_t end, struct str with)
{
	*list_push(b->w->arena, &b->w->out) =
		(struct raw_edit){ span_of(at, end - at), with };
}

/*
 * Base64: from the first change on every character moves.
 */

struct tail {
	size_t at;     /* of the decoded body: where writing begins */
	size_t raw;    /* the same place in the file */
	size_t column; /* of it */
};

static size_t
column_of(const struct body *b, size_t raw)
{
	struct str before =
		str_sub(b->w->file, b->region.at, raw - b->region.at);
	size_t lf = str_rchr(before, '\n');
	return lf < before.len ? before.len - lf - 1 : before.len;
}

/* The start of the quantum that holds byte `at`. */
static struct tail
tail_from(const struct body *b, size_t at)
{
	size_t near = at && at == b->bytes.len ? at - 1 : at;
	const struct run *r = map_run(b->bytes_map, near);
	struct tail t = { 0, b->region.at, 0 };

	if (b->bytes.len && r->in == RUN_BASE64) {
		size_t quantum = (near - r->at) / 3;
		t.at = r->at + quantum * 3;
		t.raw = r->from + quantum * 4;
		t.column = column_of(b, t.raw);
	}
	return t;
}

/* Characters a line as it is written now. */
static size_t
base64_width(const struct body *b)
{
	struct str raw = whole(b->w, b->region);
	struct str line = str_trim(str_sub(raw, 0, str_chr(raw, '\n')));
	bool single = str_trim(str_from(raw, line.len)).len == 0;

	if (single && line.len > LINE)
		return UNWRAPPED;
	if (single || line.len < 4)
		return LINE;
	return line.len / 4 * 4;
}

static void
put_base64(const struct body *b, struct buf *out, struct str s, size_t column)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789+/";
	size_t width = base64_width(b);
	struct str raw_end = line_end_of(
		whole(b->w, b->region), line_end_of(b->w->file, STR("\r\n")));

	for (size_t i = 0; i < s.len; i += 3) {
		uint32_t bits = 0;
		char four[4];
		for (size_t j = 0; j < 3; j++)
			bits = bits << 8 |
			       (i + j < s.len ? (uint8_t)s.at[i + j] : 0u);
		for (size_t j = 0; j < 4; j++)
			four[j] = i + j > s.len
					  ? '='
					  : alphabet[bits >> (18 - 6 * j) & 63];
		if (column + 4 > width && column) {
			buf_add(out, raw_end);
			column = 0;
		}
		buf_add(out, (struct str){ four, 4 });
		column += 4;
	}
}

/* The decoded body from `at` on, with the changes done. */
static void
put_changed(const struct body *b, struct buf *out, const change_list *changes,
	size_t at)
{
	list_each (const struct change, c, changes) {
		buf_add(out, str_sub(b->bytes, at, c->at - at));
		buf_add(out, c->bytes);
		at = c->end;
	}
	buf_add(out, str_from(b->bytes, at));
}

static bool
write_base64(struct body *b, const change_list *changes)
{
	struct tail t = tail_from(b, changes->at[0].at);
	struct str raw = whole(b->w, b->region);
	size_t end = b->region.at + raw.len;
	struct buf bytes, out;

	while (end > t.raw && is_blank(b->w->file.at[end - 1]))
		end--;
	if (end - t.raw > TAIL_MOST || b->bytes.len == LIMIT_TEXT)
		return refuse(b->w, too_long);
	buf_init(&bytes, LIMIT_FILE);
	buf_init(&out, LIMIT_FILE);
	put_changed(b, &bytes, changes, t.at);
	put_base64(b, &out, buf_str(&bytes), t.column);
	put_edit(b, t.raw, end, arena_str(b->w->arena, buf_str(&out)));
	buf_release(&bytes);
	buf_release(&out);
	return true;
}

/*
 * Quoted-printable: the line around a change decides how it must be written.
 */

struct quoted {
	struct body *b;
	struct str file;  /* up to the end of the body */
	size_t at, end;	  /* the raw bytes that are replaced */
	struct str bytes; /* the new ones */
	struct buf out;
	size_t column;
	bool wrap;	/* the line would be too long */
	bool ends_line; /* a line end follows */
};

static bool
is_tab_or_space(char c)
{
	return c == ' ' || c == '\t';
}

static bool
at_line_end(struct str s, size_t at)
{
	if (at < s.len && s.at[at] == '\r')
		return at + 1 < s.len && s.at[at + 1] == '\n';
	return at >= s.len || s.at[at] == '\n';
}

static size_t
after_blanks(struct str s, size_t at)
{
	while (at < s.len && is_tab_or_space(s.at[at]))
		at++;
	return at;
}

static bool
is_new_line(const struct quoted *q, size_t i)
{
	return !q->b->wide && at_line_end(q->bytes, i) && i < q->bytes.len;
}

/* What stands before belongs to the change before. */
static size_t
first_free(const struct body *b)
{
	return b->done > b->region.at ? b->done : b->region.at;
}

/* The column of `at`, once the changes before it are written. */
static size_t
new_column(const struct body *b, size_t at)
{
	size_t since = at - b->done;

	if (b->done &&
		str_chr(str_sub(b->w->file, b->done, since), '\n') == since)
		return b->column + since;
	return column_of(b, at);
}

/* Bytes on the left that are taken into the change, so that they do not read
 * differently with new bytes behind them. */
static size_t
bytes_to_take(const struct quoted *q)
{
	size_t room = q->at - first_free(q->b);
	const char *p = q->file.at + q->at;
	bool ends = q->bytes.len ? is_new_line(q, 0) : q->ends_line;

	if (room && is_tab_or_space(p[-1]) && ends)
		return 1; /* a blank at a line end would be lost */
	if (room && p[-1] == '=')
		return 1; /* a malformed "=" must not become an escape */
	if (room > 1 && p[-2] == '=' && hex_value(p[-1]) >= 0)
		return 2;
	return 0;
}

static void
soft_break(struct quoted *q)
{
	buf_char(&q->out, '=');
	buf_add(&q->out, q->b->line_end);
	q->column = 0;
}

static void
put_token(struct quoted *q, struct str token, bool last)
{
	size_t room = last && q->ends_line ? LINE : LINE - 1;

	if (q->wrap && q->column && q->column + token.len > room)
		soft_break(q);
	buf_add(&q->out, token);
	q->column += token.len;
}

static bool
is_literal(const struct quoted *q, uint8_t c, bool before_end)
{
	if (c == ' ' || c == '\t')
		return !before_end && !q->b->wide;
	return c > ' ' && c < 0x7F && c != '=' && !q->b->wide;
}

static void
put_byte(struct quoted *q, uint8_t c, bool before_end, bool last)
{
	static const char digits[] = "0123456789ABCDEF";
	char token[3] = { '=', digits[c >> 4], digits[c & 15] };
	char literal = (char)c;

	if (is_literal(q, c, before_end))
		put_token(q, (struct str){ &literal, 1 }, last);
	else
		put_token(q, (struct str){ token, 3 }, last);
}

static size_t
put_new_line(struct quoted *q, size_t i)
{
	buf_add(&q->out, q->b->line_end);
	q->column = 0;
	return q->bytes.at[i] == '\r' ? 2 : 1;
}

static void
put_quoted_bytes(struct quoted *q)
{
	for (size_t i = 0; i < q->bytes.len;) {
		if (is_new_line(q, i)) {
			i += put_new_line(q, i);
			continue;
		}
		bool last = i + 1 == q->bytes.len;
		bool before_end = last ? q->ends_line : is_new_line(q, i + 1);
		put_byte(q, (uint8_t)q->bytes.at[i], before_end, last);
		i++;
	}
}

/* Longest line of the new bytes, the old ones before and behind included;
 * `start` and `stop` are their columns. */
static size_t
longest_line(struct str s, size_t start, size_t stop, size_t rest)
{
	size_t longest = stop + rest;

	for (size_t column = start; s.at; column = 0) {
		struct str line = str_cut(&s, '\n');
		bool last = !s.at, cr = !last && str_ends(line, STR("\r"));
		column += line.len - cr;
		longest = !last && column > longest ? column : longest;
	}
	return longest;
}

static size_t
raw_line_stop(struct str s, size_t at)
{
	while (!at_line_end(s, at))
		at++;
	return at;
}

/* Writes without soft breaks, looks at the length, writes again with them. */
static void
put_quoted(struct quoted *q, size_t rest)
{
	size_t column = q->column;
	size_t old =
		column_of(q->b, q->at) + raw_line_stop(q->file, q->at) - q->at;

	put_quoted_bytes(q);
	size_t longest =
		longest_line(buf_str(&q->out), column, q->column, rest);
	if (longest <= LINE || longest <= old)
		return;
	buf_clear(&q->out);
	q->column = column;
	q->wrap = true;
	put_quoted_bytes(q);
	if (rest && q->column && q->column + rest > LINE)
		soft_break(q);
}

static void
take_left(struct quoted *q)
{
	size_t n = bytes_to_take(q);
	struct str left = str_sub(q->file, q->at - n, n);

	q->at -= n;
	if (n)
		q->bytes = joined(q->b->w->arena, left, q->bytes);
}

static void
write_quoted(struct body *b, const struct change *c)
{
	struct quoted q = {
		.b = b, .at = c->at, .end = c->end, .bytes = c->bytes
	};

	q.file = str_sub(b->w->file, 0, span_end(b->region));
	buf_init(&q.out, LIMIT_FILE);
	/* blanks before a line end do not count: new text goes before them */
	if (at_line_end(q.file, q.at))
		while (q.at > first_free(b) &&
			is_tab_or_space(q.file.at[q.at - 1]))
			q.at--;
	size_t next = after_blanks(q.file, q.end);
	q.ends_line = at_line_end(q.file, next);
	size_t rest = q.ends_line ? 0 : raw_line_stop(q.file, q.end) - q.end;
	take_left(&q);
	q.column = new_column(b, q.at);
	put_quoted(&q, rest);
	b->done = q.end;
	b->column = q.column;
	put_edit(b, q.at, q.end, arena_str(b->w->arena, buf_str(&q.out)));
	buf_release(&q.out);
}

static bool
write_changes(struct body *b, const change_list *changes)
{
	if (b->how == TRANSFER_BASE64)
		return write_base64(b, changes);
	list_each (const struct change, c, changes) {
		if (b->how == TRANSFER_QUOTED_PRINTABLE)
			write_quoted(b, c);
		else
			put_edit(b, c->at, c->end, c->bytes);
	}
	return true;
}

/*
 * Reading back: what was written must say what was meant.
 */

static bool
are_ascii(const change_list *changes)
{
	list_each (const struct change, c, changes)
		if (!str_is_ascii(c->bytes))
			return false;
	return true;
}

/* ASCII or UTF-8 that is written as it is read cannot be misread, where whole
 * characters change. */
static bool
is_plain(const struct body *b, const change_list *changes)
{
	if (b->how == TRANSFER_BASE64 || b->how == TRANSFER_QUOTED_PRINTABLE ||
		b->stateful || b->wide)
		return false;
	if (is_named(b->set.charset, "UTF-8"))
		return utf8_valid(b->bytes) == b->bytes.len;
	return str_is_ascii(b->bytes) && are_ascii(changes);
}

static struct str
raw_with_edits(struct body *b, size_t first)
{
	struct buf out;
	size_t at = b->region.at;

	buf_init(&out, LIMIT_FILE);
	for (size_t i = first; i < b->w->out.n; i++) {
		const struct raw_edit *e = &b->w->out.at[i];
		buf_add(&out, str_sub(b->w->file, at, e->at.at - at));
		buf_add(&out, e->with);
		at = span_end(e->at);
	}
	buf_add(&out, str_sub(b->w->file, at, span_end(b->region) - at));
	struct str raw = arena_str(b->w->arena, buf_str(&out));
	buf_release(&out);
	return raw;
}

static bool
reads_as(struct body *b, size_t first, struct str wanted)
{
	struct str raw = raw_with_edits(b, first);
	const struct map *map;
	bool clean;
	struct str bytes = transfer_decode_plain(
		b->w->arena, raw, span_of(0, raw.len), b->how, LIMIT_TEXT);
	struct str text = charset_decode(
		b->w->arena, b->set.charset, bytes, NULL, &map, &clean);

	return str_eq(text, wanted);
}

static void
add_references(struct body *b, struct piece *pieces, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pieces[i].html && !str_is_ascii(pieces[i].with))
			pieces[i].with = with_references(b, pieces[i].with);
}

static bool
is_inside(const struct body *b, const struct piece *pieces, size_t n)
{
	return pieces[0].raw.at >= b->region.at &&
	       span_end(pieces[n - 1].raw) <= span_end(b->region);
}

bool
encode_body(struct writer *w, const struct part *part,
	const struct piece *given, size_t n)
{
	struct body b = { .w = w, .part = part };
	struct piece *pieces = ARENA_ARRAY(w->arena, struct piece, n);
	change_list changes = { 0 };
	size_t first = w->out.n;

	memcpy(pieces, given, n * sizeof *pieces);
	if (!open_body(&b))
		return false;
	if (!is_inside(&b, pieces, n))
		return refuse(w, not_the_same);
	add_references(&b, pieces, n);
	if (!(b.stateful ? change_lines : change_pieces)(
		    &b, pieces, n, &changes))
		return false;
	join_changes(&b, &changes);
	if (!write_changes(&b, &changes))
		return false;
	if (b.region.len <= CHECK_MOST && !is_plain(&b, &changes) &&
		!reads_as(&b, first, wanted_text(&b, pieces, n)))
		return refuse(w, not_the_same);
	return true;
}
