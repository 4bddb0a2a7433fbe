/* address.c - mailbox lists of header fields (RFC 5322 3.4). */
#include <string.h>

#include "../base/lexicon.h"
#include "../base/limits.h"
#include "address.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,   /* atoms, also with "@" and merge fields in them */
	TOKEN_QUOTED, /* "..." */
	TOKEN_COMMENT,
	TOKEN_ANGLE, /* <...> */
	TOKEN_COMMA,
	TOKEN_SEMICOLON,
	TOKEN_WIDE, /* full-width comma or semicolon, enumeration comma */
	TOKEN_COLON
};

struct token {
	enum token_kind kind;
	size_t at, end;
	bool has_at;
	bool field;  /* holds a merge field */
	bool closed; /* TOKEN_ANGLE: has its ">" */
};

/* How the delimiters of merge fields come in pairs; longer ones first. */
static const struct {
	struct str open, close;
} fences[] = {
	{ STR("{{"), STR("}}") }, { STR("{%"), STR("%}") },
	{ STR("{!"), STR("}") }, { STR("${"), STR("}") },
	{ STR("<%"), STR("%>") }, { STR("*|"), STR("|*") },
	{ STR("%%"), STR("%%") }, { STR("[["), STR("]]") },
	{ STR("\xC2\xAB"), STR("\xC2\xBB") }, /* guillemets of Word */
};

enum { FENCES = sizeof fences / sizeof *fences };

struct scan {
	struct str s;
	const uint8_t *literal;
	const struct text *text;
	struct defects *defects;
	size_t at;
	/* from here on none is closed: a missing end is looked for once */
	size_t no_quote, no_comment, no_fence[FENCES];
	bool deep;
};

/* A mailbox as far as it was read; offsets into the text. */
struct mailbox {
	bool open; /* anything read */
	size_t at, end;
	size_t phrase_end;  /* words before the address, from `at` */
	size_t before_last; /* the same without the last word */
	size_t after_at;    /* words after a bare address; 0: none */
	size_t spec_at, spec_end;
	bool has_words;
	bool has_spec;
	bool has_angle;
	bool unfinished;  /* the bare address ends in "@" */
	bool unseparated; /* nothing stands between it and the one before */
	bool field;
	size_t comment_at, comment_end;
	size_t last_at, last_end; /* last run of words without blanks */
};

struct parser {
	struct scan scan;
	struct addresses *out;
	struct arena *arena;
	struct mailbox box;
	bool in_group;
	size_t group_size;
	size_t group_at;
	struct str group;
	bool full;
};

static void
note(const struct scan *t, enum defect_code code, size_t at, size_t end,
	struct str detail)
{
	defect_note(t->defects, code, text_span(t->text, at, end - at),
		t->text->part, detail);
}

static void
note_syntax(const struct scan *t, size_t at, size_t end, struct str detail)
{
	note(t, DEFECT_ADDRESS_SYNTAX, at, end, detail);
}

/* The byte at `at` when it has a meaning for syntax, else 0. */
static char
special_at(const struct scan *t, size_t at)
{
	if (at >= t->s.len || (t->literal && t->literal[at]))
		return 0;
	return t->s.at[at];
}

static bool
stands_at(const struct scan *t, size_t at, struct str what)
{
	return special_at(t, at) && str_starts(str_from(t->s, at), what);
}

/* NUL bytes and blanks that only look so (NBSP, U+3000) separate words. */
static size_t
blank_at(const struct scan *t, size_t at)
{
	if (at >= t->s.len || (t->literal && t->literal[at]))
		return 0;
	char c = t->s.at[at];
	if (is_blank(c) || !c)
		return 1;
	if (c == '\xC2' && stands_at(t, at, STR("\xC2\xA0")))
		return 2;
	if (c == '\xE3' && stands_at(t, at, STR("\xE3\x80\x80")))
		return 3;
	return 0;
}

/* Full-width comma and semicolon, and the enumeration comma. */
static bool
wide_at(const struct scan *t, size_t at)
{
	char c = special_at(t, at);
	return (c == '\xEF' &&
		       (stands_at(t, at, STR("\xEF\xBC\x8C")) ||
			       stands_at(t, at, STR("\xEF\xBC\x9B")))) ||
	       (c == '\xE3' && stands_at(t, at, STR("\xE3\x80\x81")));
}

/* FULLWIDTH COMMERCIAL AT, which no mail server takes for "@". */
static bool
wide_at_sign(struct str s, size_t at)
{
	return str_starts(str_from(s, at), STR("\xEF\xBC\xA0"));
}

/* {email}, %EMAIL%: one name between two marks. */
static size_t
short_field(const struct scan *t, size_t at)
{
	char close = t->s.at[at] == '{' ? '}' : '%';
	size_t i = at + 1;

	while (i < t->s.len && (is_alnum(t->s.at[i]) || t->s.at[i] == '_' ||
				       t->s.at[i] == '.' || t->s.at[i] == '$'))
		i++;
	return i > at + 1 && i < t->s.len && t->s.at[i] == close ? i + 1 - at
								 : 0;
}

static bool
may_open_field(char c)
{
	switch (c) {
	case '{':
	case '$':
	case '<':
	case '*':
	case '%':
	case '[':
	case '\xC2':
		return true;
	default:
		return false;
	}
}

/* Length of the merge field that begins at `at`, or 0. */
static size_t
field_at(struct scan *t, size_t at)
{
	char c = special_at(t, at);

	if (!may_open_field(c))
		return 0;
	for (size_t i = 0; i < FENCES; i++) {
		if (at >= t->no_fence[i] || !stands_at(t, at, fences[i].open))
			continue;
		size_t inside = at + fences[i].open.len;
		struct str rest = str_from(t->s, inside);
		size_t close = str_find(rest, fences[i].close);
		if (close < rest.len)
			return inside + close + fences[i].close.len - at;
		t->no_fence[i] = at;
	}
	return c == '{' || c == '%' ? short_field(t, at) : 0;
}

/* Past the quoted string that begins at `at`; `at` when it has no end. */
static size_t
quoted_end(struct scan *t, size_t at)
{
	if (at >= t->no_quote)
		return at;
	for (size_t i = at + 1; i < t->s.len; i++) {
		char c = special_at(t, i);
		if (c == '\\')
			i++;
		else if (c == '"')
			return i + 1;
	}
	t->no_quote = at;
	note_syntax(t, at, at + 1, STR("quote"));
	return at;
}

static void
note_depth(struct scan *t, size_t at)
{
	if (!t->deep)
		note(t, DEFECT_LIMIT, at, t->s.len, STR("comment depth"));
	t->deep = true;
}

/* Past the comment that begins at `at`; `at` when it has no end. */
static size_t
comment_end(struct scan *t, size_t at)
{
	size_t depth = 0;

	if (at >= t->no_comment)
		return at;
	for (size_t i = at; i < t->s.len; i++) {
		char c = special_at(t, i);
		if (c == '\\')
			i++;
		else if (c == '(' && ++depth > LIMIT_COMMENT_DEPTH)
			note_depth(t, i);
		else if (c == ')' && --depth == 0)
			return i + 1;
	}
	t->no_comment = at;
	note_syntax(t, at, at + 1, STR("comment"));
	return at;
}

enum { PLAIN = 1, DOMAIN = 2 };

/* PLAIN bytes mean nothing but themselves, wherever they stand. */
static const uint8_t classes[256] = {
	['0' ... '9'] = PLAIN | DOMAIN,
	['A' ... 'Z'] = PLAIN | DOMAIN,
	['a' ... 'z'] = PLAIN | DOMAIN,
	['-'] = PLAIN | DOMAIN,
	['.'] = PLAIN | DOMAIN,
	['_'] = PLAIN | DOMAIN,
	['+'] = PLAIN,
	['='] = PLAIN,
	['/'] = PLAIN,
	[0x80 ... 0xFF] = DOMAIN,
};

static bool
is(char c, uint8_t class)
{
	return classes[(uint8_t)c] & class;
}

static size_t
skip_plain(const struct scan *t, size_t at)
{
	while (at < t->s.len && is(t->s.at[at], PLAIN))
		at++;
	return at;
}

/* An angle ends early where its ">" seems to be missing: at a comma (but not
 * in a route, RFC 5322 4.4), a semicolon or another "<". */
static size_t
angle_end(struct scan *t, size_t at, struct token *token)
{
	size_t i = at + 1;
	bool route = special_at(t, i) == '@';

	while ((i = skip_plain(t, i)) < t->s.len) {
		size_t field = field_at(t, i), quoted;
		char c = special_at(t, i);
		token->field |= field > 0;
		if (field) {
			i += field;
			continue;
		}
		if (c == '"' && (quoted = quoted_end(t, i)) > i) {
			i = quoted;
			continue;
		}
		if (c == '>') {
			token->closed = true;
			return i + 1;
		}
		if ((c == '<' && i > at + 1) || (c == ',' && !route) ||
			c == ';' || wide_at(t, i))
			break;
		token->has_at |= c == '@';
		i++;
	}
	return i;
}

/* A domain literal, "[192.0.2.1]", up to its bracket. */
static size_t
literal_end(const struct scan *t, size_t at)
{
	for (size_t i = at; i < t->s.len && !blank_at(t, i); i++) {
		char c = special_at(t, i);
		if (c == ']')
			return i + 1;
		if (c && strchr(",;<>[@", c) && i > at)
			break;
	}
	return at + 1;
}

static bool
is_mailto(const struct scan *t, size_t at, size_t colon)
{
	struct str s = str_sub(t->s, at, colon - at);
	return str_ieq(s, STR("mailto")) || str_ieq(s, STR("[mailto"));
}

/* True when a word ends before the byte at `at`. */
static bool
ends_word(struct scan *t, size_t at, const struct token *word)
{
	switch (special_at(t, at)) {
	case ',':
	case ';':
	case '<':
	case '>':
		return true;
	case ':':
		return !word->has_at && !is_mailto(t, word->at, at);
	case '"':
		return quoted_end(t, at) > at;
	case '(':
		return comment_end(t, at) > at;
	default:
		return blank_at(t, at) || wide_at(t, at);
	}
}

/* One step inside a word: a merge field, a domain literal or a byte. */
static size_t
step_word(struct scan *t, size_t at, struct token *word)
{
	size_t field = field_at(t, at);
	char c = special_at(t, at);

	word->field |= field > 0;
	if (field)
		return at + field;
	if (c == '[' && at > word->at && special_at(t, at - 1) == '@')
		return literal_end(t, at);
	if (c == '@' || (c == '\xEF' && wide_at_sign(t->s, at)))
		word->has_at = true;
	return at + 1;
}

static bool
starts_field(struct scan *t, size_t at)
{
	return field_at(t, at) > 0;
}

static struct token
read_word(struct scan *t)
{
	struct token token = { .kind = TOKEN_WORD, .at = t->at };

	for (;;) {
		t->at = skip_plain(t, t->at);
		if (t->at >= t->s.len || (!starts_field(t, t->at) &&
						 ends_word(t, t->at, &token)))
			break;
		t->at = step_word(t, t->at, &token);
	}
	token.end = t->at;
	return token;
}

static struct token
take(struct scan *t, enum token_kind kind, size_t end)
{
	struct token token = { .kind = kind, .at = t->at, .end = end };
	t->at = end;
	return token;
}

static struct token
take_angle(struct scan *t)
{
	struct token token = { .kind = TOKEN_ANGLE, .at = t->at };

	t->at = token.end = angle_end(t, t->at, &token);
	if (!token.closed)
		note_syntax(t, token.at, token.end, STR("angle"));
	return token;
}

/* Skips blanks and a ">" that closes nothing. */
static void
skip_between(struct scan *t)
{
	for (size_t blank; t->at < t->s.len; t->at += blank) {
		blank = blank_at(t, t->at);
		if (!blank && special_at(t, t->at) == '>') {
			note_syntax(t, t->at, t->at + 1, STR("angle"));
			blank = 1;
		}
		if (!blank)
			return;
	}
}

static struct token
next_token(struct scan *t)
{
	size_t end;

	skip_between(t);
	if (t->at >= t->s.len)
		return take(t, TOKEN_END, t->at);
	if (starts_field(t, t->at))
		return read_word(t);
	if (wide_at(t, t->at))
		return take(t, TOKEN_WIDE, t->at + 3);
	switch (special_at(t, t->at)) {
	case ',':
		return take(t, TOKEN_COMMA, t->at + 1);
	case ';':
		return take(t, TOKEN_SEMICOLON, t->at + 1);
	case ':':
		return take(t, TOKEN_COLON, t->at + 1);
	case '<':
		return take_angle(t);
	case '"':
		if ((end = quoted_end(t, t->at)) > t->at)
			return take(t, TOKEN_QUOTED, end);
		break;
	case '(':
		if ((end = comment_end(t, t->at)) > t->at)
			return take(t, TOKEN_COMMENT, end);
		break;
	default:
		break;
	}
	return read_word(t);
}

/* A range of the text without blanks at its ends. */
struct range {
	size_t at, end;
};

static struct range
trim_range(const struct scan *t, size_t at, size_t end)
{
	size_t blank, back;

	while (at < end && (blank = blank_at(t, at)) > 0)
		at += blank;
	if (at > end)
		at = end;
	for (;;) {
		for (back = 1; back <= 3 && end - at >= back; back++)
			if (blank_at(t, end - back) == back)
				break;
		if (back > 3 || end - at < back)
			return (struct range){ at, end };
		end -= back;
	}
}

static struct str
range_str(const struct scan *t, struct range r)
{
	return str_sub(t->s, r.at, r.end - r.at);
}

static bool
has_special(const struct scan *t, struct range r, const char *which)
{
	for (size_t i = r.at; i < r.end; i++) {
		char c = special_at(t, i);
		if (c && strchr(which, c))
			return true;
	}
	return false;
}

/* A copy under construction. */
struct copy {
	char *at;
	size_t len;
};

static void
copy_bytes(struct copy *c, struct str s)
{
	if (s.len)
		memcpy(c->at + c->len, s.at, s.len);
	c->len += s.len;
}

/* The content of a quoted string or comment, quoted pairs undone. */
static void
copy_unquoted(const struct scan *t, struct copy *c, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++) {
		if (special_at(t, i) == '\\' && i + 1 < end)
			i++;
		c->at[c->len++] = t->s.at[i];
	}
}

static struct str
copy_end(const struct copy *c)
{
	return (struct str){ c->at, c->len };
}

/* A piece of a phrase or an address: a quoted string, a comment, a merge
 * field, a blank or a byte. */
enum piece_kind { PIECE_BYTE, PIECE_QUOTED, PIECE_COMMENT, PIECE_BLANK };

struct piece {
	enum piece_kind kind;
	size_t at, end;
};

static struct piece
piece_at(struct scan *t, struct range r)
{
	struct piece p = { PIECE_BLANK, r.at, r.at + blank_at(t, r.at) };
	char special = special_at(t, r.at);

	if (p.end == r.at && special == '"') {
		p.kind = PIECE_QUOTED;
		p.end = quoted_end(t, r.at);
	} else if (p.end == r.at && special == '(') {
		p.kind = PIECE_COMMENT;
		p.end = comment_end(t, r.at);
	} else if (p.end == r.at) {
		p.kind = PIECE_BYTE;
		p.end = r.at + field_at(t, r.at);
	}
	if (p.end == r.at || p.end > r.end)
		return (struct piece){ PIECE_BYTE, r.at, r.at + 1 };
	return p;
}

/* A phrase as it is shown: without quotes and comments. */
static void
copy_phrase(struct scan *t, struct copy *c, struct range r)
{
	bool skip_blank = false;

	while (r.at < r.end) {
		struct piece p = piece_at(t, r);
		if (p.kind == PIECE_QUOTED)
			copy_unquoted(t, c, p.at + 1, p.end - 1);
		else if (p.kind == PIECE_BYTE ||
			 (p.kind == PIECE_BLANK && !skip_blank))
			copy_bytes(c, str_sub(t->s, p.at, p.end - p.at));
		skip_blank = p.kind == PIECE_COMMENT ||
			     (skip_blank && p.kind == PIECE_BLANK);
		r.at = p.end;
	}
}

static struct str
without_wide_end(struct str s)
{
	while (str_ends(s, STR("\xEF\xBC\x8C")) ||
		str_ends(s, STR("\xE3\x80\x81")))
		s = str_trim(str_sub(s, 0, s.len - 3));
	return s;
}

static struct str
phrase_str(struct parser *p, struct range r)
{
	struct scan *t = &p->scan;

	if (!has_special(t, r, "\"(\\"))
		return without_wide_end(range_str(t, r));
	struct copy c = { arena_bytes(p->arena, r.end - r.at), 0 };
	copy_phrase(t, &c, r);
	return without_wide_end(str_trim(copy_end(&c)));
}

static bool
starts_and_ends(struct str s, char first, char last)
{
	return s.len > 2 && s.at[0] == first && s.at[s.len - 1] == last;
}

/* Takes off what people leave around an address. */
static struct range
bare_spec(const struct scan *t, struct range r)
{
	struct str s = range_str(t, r);

	while (s.len && s.at[0] == '<')
		s = str_from(s, 1);
	if (starts_and_ends(s, '[', ']') || starts_and_ends(s, '\'', '\''))
		s = str_sub(s, 1, s.len - 2);
	if (str_istarts(s, STR("mailto:"))) {
		s = str_from(s, 7);
		s = str_sub(s, 0, str_chr(s, '?'));
	}
	/* an obsolete route: @a,@b:john@x (RFC 5322 4.4) */
	if (s.len && s.at[0] == '@' && str_chr(s, ':') < s.len)
		s = str_from(s, str_chr(s, ':') + 1);
	size_t at = s.len ? (size_t)(s.at - t->s.at) : r.end;
	return trim_range(t, at, at + s.len);
}

static bool
is_around_blank(char c)
{
	return c == '@' || c == '.' || c == 0;
}

/* An address taken apart: a copy without blanks and comments, which may stand
 * around "@" and "." in obsolete syntax only (RFC 5322 4.4). */
struct spec {
	struct copy copy;
	size_t sign, sign_len; /* the last "@" in the copy */
	size_t signs;
	bool blank, broken;
};

static void
note_sign(struct scan *t, struct spec *spec, size_t at)
{
	bool wide = wide_at_sign(t->s, at);

	if (!wide && special_at(t, at) != '@')
		return;
	spec->sign = spec->copy.len;
	spec->sign_len = wide ? 3 : 1;
	spec->signs++;
	spec->broken |= wide || spec->signs > 1;
}

static void
add_piece(struct scan *t, struct spec *spec, const struct piece *p,
	enum piece_kind gap)
{
	struct copy *c = &spec->copy;
	char before = c->len ? c->at[c->len - 1] : 0;

	spec->blank |= gap == PIECE_BLANK && c->len;
	spec->broken |= gap != PIECE_BYTE && !is_around_blank(before) &&
			!is_around_blank(t->s.at[p->at]);
	/* no encoded word in an address (RFC 2047 5) */
	spec->broken |= t->literal && t->literal[p->at];
	note_sign(t, spec, p->at);
	copy_bytes(c, str_sub(t->s, p->at, p->end - p->at));
}

static struct spec
read_spec(struct parser *p, struct range r)
{
	struct spec spec = { .copy = {
				     arena_bytes(p->arena, r.end - r.at), 0 } };
	/* what was left out before this piece; PIECE_BYTE: nothing */
	enum piece_kind gap = PIECE_BYTE;

	while (r.at < r.end) {
		struct piece piece = piece_at(&p->scan, r);
		r.at = piece.end;
		if (piece.kind == PIECE_BYTE || piece.kind == PIECE_QUOTED) {
			add_piece(&p->scan, &spec, &piece, gap);
			gap = PIECE_BYTE;
		} else if (gap != PIECE_BLANK) {
			gap = piece.kind;
		}
	}
	return spec;
}

/* Full stops of Chinese and Japanese keyboards in a domain. */
static bool
has_wide_dot(struct str domain)
{
	return str_has(domain, STR("\xE3\x80\x82")) ||
	       str_has(domain, STR("\xEF\xBC\x8E")) ||
	       str_has(domain, STR("\xEF\xBD\xA1"));
}

static bool
is_domain(struct str d)
{
	if (starts_and_ends(d, '[', ']'))
		return true;
	char before = '.';
	for (size_t i = 0; i < d.len; before = d.at[i++])
		if (!is(d.at[i], DOMAIN) || (d.at[i] == '.' && before == '.'))
			return false;
	return before != '.' && (str_is_ascii(d) || !has_wide_dot(d));
}

static bool
is_local(struct str local)
{
	if (starts_and_ends(local, '"', '"'))
		return true;
	for (size_t i = 0; i < local.len; i++) {
		char c = local.at[i];
		if ((uint8_t)c <= ' ' || c == 0x7F ||
			strchr("()<>[]:;,\\\"", c))
			return false;
	}
	return local.len > 0;
}

static struct str
unquoted_local(struct parser *p, struct str local)
{
	if (!starts_and_ends(local, '"', '"'))
		return local;
	struct copy c = { arena_bytes(p->arena, local.len), 0 };
	struct scan plain = { .s = local };
	copy_unquoted(&plain, &c, 1, local.len - 1);
	return copy_end(&c);
}

/* The usual case: ASCII letters, digits and a few marks around one "@". */
static bool
set_plain_spec(struct address *a, struct str s)
{
	size_t sign = s.len;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];
		if (c == '@' && sign == s.len)
			sign = i;
		else if ((uint8_t)c >= 0x80 || (!is(c, DOMAIN) && c != '+'))
			return false;
	}
	if (sign == s.len)
		return false;
	a->spec = s;
	a->local = str_sub(s, 0, sign);
	a->domain = str_from(s, sign + 1);
	a->broken = !sign || !is_domain(a->domain);
	return true;
}

static void
set_spec(struct parser *p, struct address *a, struct range r)
{
	a->spec_at = (uint32_t)r.at;
	a->spec_len = (uint32_t)(r.end - r.at);
	if (!p->scan.literal && set_plain_spec(a, range_str(&p->scan, r)))
		return;
	struct spec spec = read_spec(p, r);
	a->spec = copy_end(&spec.copy);
	if (spec.blank && spec.signs)
		note_syntax(&p->scan, r.at, r.end, STR("blank"));
	if (!spec.signs) {
		a->spec = range_str(&p->scan, r);
		a->local = a->field ? STR_NONE : a->spec;
		a->broken = !a->field;
		return;
	}
	struct str local = str_sub(a->spec, 0, spec.sign);
	a->domain = str_from(a->spec, spec.sign + spec.sign_len);
	a->broken = spec.broken ||
		    (!a->field && (!is_local(local) || !is_domain(a->domain)));
	a->local = unquoted_local(p, local);
}

/* The display name: words before the address, words after it, or, as was
 * usual once, a comment. */
static struct range
name_range(const struct scan *t, const struct mailbox *b)
{
	size_t phrase_end = b->phrase_end;

	if (b->has_spec && !b->has_angle && phrase_end > b->spec_at)
		phrase_end = b->spec_at;
	struct range r = trim_range(t, b->at, phrase_end);
	if (r.at < r.end)
		return r;
	if (b->after_at)
		return trim_range(t, b->after_at, b->end);
	return (struct range){ b->comment_at, b->comment_end };
}

static struct str
name_str(struct parser *p, struct range r)
{
	struct str name = phrase_str(p, r);

	if (name.len || r.end - r.at < 2 || special_at(&p->scan, r.at) != '(')
		return name;
	struct copy c = { arena_bytes(p->arena, r.end - r.at), 0 };
	copy_unquoted(&p->scan, &c, r.at + 1, r.end - 1);
	return str_trim(copy_end(&c));
}

static void
set_name(struct parser *p, struct address *a)
{
	struct range r = name_range(&p->scan, &p->box);

	a->name = name_str(p, r);
	a->name_at = (uint32_t)r.at;
	a->name_len = (uint32_t)(r.end - r.at);
}

/* No address was seen: one word is half of one, several are a name. */
static void
set_bare_words(struct parser *p, struct address *a)
{
	const struct mailbox *b = &p->box;
	struct range r = trim_range(&p->scan, b->at, b->phrase_end);
	bool one = b->last_at == b->at && b->last_end == b->phrase_end;

	if (a->field || (one && special_at(&p->scan, r.at) != '"')) {
		set_spec(p, a, r);
		return;
	}
	a->broken = true;
	set_name(p, a);
	a->spec_at = a->name_at;
}

/* True when text after <...> is no address of its own. */
static bool
is_extra(struct parser *p)
{
	const struct mailbox *b = &p->box;
	bool extra = b->unseparated && !b->has_spec && !b->field;

	if (b->unseparated)
		note_syntax(&p->scan, b->at, b->end,
			extra ? STR("extra") : STR("separator"));
	return extra;
}

static bool
is_full(struct parser *p)
{
	if (p->out->list.n < LIMIT_ADDRESSES)
		return false;
	if (p->out->list.n == LIMIT_ADDRESSES && !p->full)
		note(&p->scan, DEFECT_LIMIT, p->box.at, p->scan.s.len,
			STR("addresses"));
	p->full = true;
	return true;
}

static void
add_address(struct parser *p)
{
	const struct mailbox *b = &p->box;
	struct address *a = list_push(p->arena, &p->out->list);

	a->at = (uint32_t)b->at;
	a->len = (uint32_t)(b->end - b->at);
	a->group = p->group;
	a->field = b->field;
	if (!b->has_spec) {
		set_bare_words(p, a);
		return;
	}
	struct range r = trim_range(&p->scan, b->spec_at, b->spec_end);
	set_name(p, a);
	set_spec(p, a, bare_spec(&p->scan, r));
	bool by_comment = b->comment_end && a->name_at == b->comment_at;
	if (!b->has_angle && a->name.len && !by_comment)
		note_syntax(&p->scan, r.at, r.end, STR("angle"));
}

/* Ends the mailbox that was read, if any. */
static void
end_mailbox(struct parser *p)
{
	const struct mailbox *b = &p->box;

	if (b->open && (b->has_words || b->has_spec) && !is_extra(p) &&
		!is_full(p)) {
		add_address(p);
		p->group_size++;
	}
	p->box = (struct mailbox){ 0 };
}

static void
open_mailbox(struct parser *p, size_t at)
{
	if (p->box.open)
		return;
	p->box = (struct mailbox){ .open = true,
		.at = at,
		.end = at,
		.phrase_end = at,
		.before_last = at,
		.last_at = at,
		.last_end = at };
}

/* Begins the next mailbox although nothing separates it. */
static void
begin_unseparated(struct parser *p, size_t at)
{
	end_mailbox(p);
	open_mailbox(p, at);
	p->box.unseparated = true;
}

/* A word with "@" in it: an address, as it seems. */
static void
set_bare_spec(struct parser *p, const struct token *word)
{
	struct mailbox *b = &p->box;
	char first = special_at(&p->scan, word->at);
	/* "john @x.com", or "john doe"@x.com with its quotes */
	bool joins =
		b->last_end > b->last_at &&
		(first == '@' || (first == '.' && b->last_end == word->at));

	b->has_spec = true;
	b->spec_at = joins ? b->last_at : word->at;
	b->spec_end = word->end;
	if (joins)
		b->phrase_end = b->before_last;
	b->unfinished = special_at(&p->scan, word->end - 1) == '@';
}

static void
extend_phrase(struct mailbox *b, const struct token *word)
{
	if (word->at > b->last_end || b->last_end == b->last_at) {
		b->before_last = b->phrase_end;
		b->last_at = word->at;
	}
	b->last_end = b->phrase_end = word->end;
}

static void
on_word(struct parser *p, const struct token *word)
{
	struct mailbox *b = &p->box;

	open_mailbox(p, word->at);
	if (b->has_angle || (word->has_at && b->has_spec && !b->unfinished))
		begin_unseparated(p, word->at);
	if (b->unfinished) {
		b->spec_end = word->end;
		b->unfinished = false;
	} else if (word->has_at) {
		set_bare_spec(p, word);
	} else if (!b->has_spec) {
		extend_phrase(b, word);
	} else if (!b->after_at) {
		b->after_at = word->at;
	}
	b->has_words = true;
	b->field |= word->field;
	b->end = word->end;
}

static void
on_angle(struct parser *p, const struct token *angle)
{
	struct mailbox *b = &p->box;

	open_mailbox(p, angle->at);
	if (b->has_angle)
		begin_unseparated(p, angle->at);
	b->has_spec = b->has_angle = true;
	b->unfinished = false;
	b->phrase_end = angle->at;
	b->after_at = 0;
	b->spec_at = angle->at + 1;
	b->spec_end = angle->closed ? angle->end - 1 : angle->end;
	b->field |= angle->field;
	b->end = angle->end;
}

static void
on_comment(struct parser *p, const struct token *comment)
{
	struct mailbox *b = &p->box;

	open_mailbox(p, comment->at);
	if (!b->comment_end) {
		b->comment_at = comment->at;
		b->comment_end = comment->end;
	}
	b->end = comment->end;
}

static void
on_colon(struct parser *p, const struct token *colon)
{
	struct mailbox *b = &p->box;

	if (p->in_group || !b->has_words || b->has_spec) {
		note_syntax(&p->scan, colon->at, colon->end, STR("extra"));
		return;
	}
	p->in_group = true;
	p->group_size = 0;
	p->group_at = b->at;
	p->group = phrase_str(p, trim_range(&p->scan, b->at, b->phrase_end));
	p->box = (struct mailbox){ 0 };
}

static void
end_group(struct parser *p)
{
	p->out->undisclosed |= p->group_size == 0;
	p->in_group = false;
	p->group = STR_NONE;
}

static void
on_semicolon(struct parser *p, const struct token *semicolon)
{
	end_mailbox(p);
	if (p->in_group)
		end_group(p);
	else
		note_syntax(&p->scan, semicolon->at, semicolon->end,
			STR("separator"));
}

/* A full-width comma ends an address, but may well stand in a name. */
static void
on_wide(struct parser *p, const struct token *wide)
{
	struct mailbox *b = &p->box;

	if (b->has_spec) {
		end_mailbox(p);
		note_syntax(&p->scan, wide->at, wide->end, STR("separator"));
	} else if (b->open) {
		extend_phrase(b, wide);
		b->end = wide->end;
	}
}

static void
on_end(struct parser *p)
{
	end_mailbox(p);
	if (!p->in_group)
		return;
	note_syntax(&p->scan, p->group_at, p->scan.s.len, STR("group"));
	end_group(p);
}

static bool
step(struct parser *p)
{
	struct token token = next_token(&p->scan);

	switch (token.kind) {
	case TOKEN_END:
		on_end(p);
		return false;
	case TOKEN_WORD:
	case TOKEN_QUOTED:
		on_word(p, &token);
		break;
	case TOKEN_COMMENT:
		on_comment(p, &token);
		break;
	case TOKEN_ANGLE:
		on_angle(p, &token);
		break;
	case TOKEN_COMMA:
		end_mailbox(p);
		break;
	case TOKEN_SEMICOLON:
		on_semicolon(p, &token);
		break;
	case TOKEN_WIDE:
		on_wide(p, &token);
		break;
	case TOKEN_COLON:
		on_colon(p, &token);
		break;
	}
	return true;
}

void
address_parse(struct addresses *out, struct arena *arena,
	const struct text *text, const uint8_t *literal,
	struct defects *defects)
{
	struct parser p = { .scan = { .s = text->s,
				    .literal = literal,
				    .text = text,
				    .defects = defects,
				    .no_quote = SIZE_MAX,
				    .no_comment = SIZE_MAX },
		.out = out,
		.arena = arena };

	for (size_t i = 0; i < FENCES; i++)
		p.scan.no_fence[i] = SIZE_MAX;
	*out = (struct addresses){ .text = text };
	while (step(&p))
		;
}

/* What a local part says. */

static bool
is_letter(char c)
{
	return is_alpha(c) || (uint8_t)c >= 0x80;
}

size_t
address_words(struct str local, struct str *words, size_t room)
{
	size_t n = 0;

	for (size_t at = 0, end; n < room && at < local.len; at = end + 1) {
		for (end = at; end < local.len && is_letter(local.at[end]);)
			end++;
		if (end > at)
			words[n++] = str_sub(local, at, end - at);
	}
	return n;
}

/* Without what counts or sorts: "sales-02", "info+fair". */
static struct str
without_number(struct str local)
{
	local = str_sub(local, 0, str_chr(local, '+'));
	while (local.len && !is_letter(local.at[local.len - 1]))
		local.len--;
	return local;
}

bool
address_is_role(struct str local)
{
	return lexicon_has(&lexicon_roles, local) ||
	       lexicon_has(&lexicon_roles, without_number(local));
}
