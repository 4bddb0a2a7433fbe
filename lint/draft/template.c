/* template.c - merge fields and template tags in texts. */
#include "../base/limits.h"
#include "../base/marks.h"
#include "../base/utf8.h"
#include "delimiters.h"
#include "holes.h"
#include "mention.h"
#include "nearby.h"
#include "tagname.h"

enum {
	BROKEN_MOST = 64,
	SPINTAX_MOST = 1000,
	URL_MOST = 500,
	PRINTF_MOST = 28 /* bytes before "%s" */
};

struct scan {
	struct str s;
	size_t at; /* all before it is read */
	bool full; /* of LIMIT_FIELDS */
	const struct text *text;
	field_list *out;
	struct arena *arena;
	struct defects *defects;
	struct delimiters delimiters;
	unsigned declared;
	bool asked,
		patch; /* whether the text is a patch: asked, and the answer */
	bool spintax;  /* the text has a group of it for certain */
	bool person;   /* what a person left to fill in counts too */
	LIST(struct field) open; /* blocks not closed yet */
};

static bool
is_declared(const struct scan *sc, enum dialect d)
{
	return sc->declared & 1u << d;
}

static char
byte_at(struct str s, size_t at)
{
	return s.at && at < s.len ? s.at[at] : 0;
}

/* The bytes just before `at` are letters or digits of ASCII. */
static bool
after_word(struct str s, size_t at)
{
	return at > 0 && is_alnum(s.at[at - 1]);
}

static void
note(struct scan *sc, enum defect_code code, size_t at, size_t len,
	struct str detail)
{
	if (sc->defects)
		defect_note(sc->defects, code, text_span(sc->text, at, len),
			sc->text->part, detail);
}

/* A URL runs up to here: the word so far has a scheme or is an address. */
static bool
is_in_url(const struct scan *sc, const struct field *f)
{
	size_t at = f->at, first = at > URL_MOST ? at - URL_MOST : 0;
	struct str s = sc->s;

	while (at > first && !is_blank(s.at[at - 1]) && s.at[at - 1] != '"')
		at--;
	struct str word = str_sub(s, at, f->at - at);
	if (str_has(word, STR("://")) || str_ihas(word, STR("www.")) ||
		str_istarts(word, STR("mailto:")))
		return true;
	/* the whole of an attribute, or the start of its path */
	return sc->text->form == TEXT_ATTRIBUTE && f->at == 0 &&
	       (f->len == s.len || byte_at(s, f->len) == '/' ||
		       byte_at(s, f->len) == '?');
}

/* Who sends a patch writes about braces and merges no mail. */
static bool
is_patch(struct scan *sc)
{
	if (!sc->asked) {
		sc->asked = true;
		sc->patch =
			sc->text->form == TEXT_HEADER
				? str_has(str_sub(sc->s, 0, 16), STR("[PATCH"))
				: str_has(sc->s, STR("\ndiff --git ")) ||
					  str_has(sc->s, STR("\n@@ -"));
	}
	return sc->patch;
}

static size_t
add(struct scan *sc, struct field f, size_t at, size_t len)
{
	if (is_patch(sc))
		return len;
	f.text = sc->text;
	f.at = (uint32_t)at;
	f.len = (uint32_t)len;
	if (sc->person && f.kind != FIELD_BLOCK && mention_is(sc->s, &f))
		return len;
	f.unsubscribe = tagname_unsubscribes(f.name);
	f.in_link = is_in_url(sc, &f);
	if (f.broken)
		note(sc, DEFECT_TEMPLATE_OPEN, at, len, f.name);
	*list_push(sc->arena, sc->out) = f;
	return len;
}

static bool
one_of(struct str s, const char *words)
{
	struct str list = str_of(words);
	while (list.at)
		if (str_ieq(s, str_cut(&list, ' ')))
			return true;
	return false;
}

static bool
opens_block(const struct field *f, char first)
{
	static const char statements[] =
		"if unless for case comment capture with block macro filter "
		"call autoescape spaceless tablerow ifchanged blocktrans";

	if (f->dialect == DIALECT_CURLY)
		return first == '#' || first == '^' ||
		       one_of(f->name, "range with define block") ||
		       (one_of(f->name, "if") && first != '/' && first != '>');
	if (f->dialect == DIALECT_STATEMENT)
		return one_of(f->name, statements);
	if (f->dialect == DIALECT_MAILCHIMP)
		return str_istarts(f->name, STR("IF:")) ||
		       str_istarts(f->name, STR("IFNOT:"));
	return f->dialect == DIALECT_SQUARE2 && one_of(f->name, "IF");
}

static bool
closes_block(const struct field *f, char first)
{
	if (f->dialect == DIALECT_CURLY)
		return first == '/' || one_of(f->name, "end");
	if (f->dialect == DIALECT_MAILCHIMP)
		return str_istarts(f->name, STR("END:"));
	if (f->dialect == DIALECT_STATEMENT || f->dialect == DIALECT_SQUARE2)
		return str_istarts(f->name, STR("end"));
	return false;
}

/* The name that closes `open`, against the one that is there. */
static bool
is_closed_by(const struct field *open, const struct field *f)
{
	struct str name = f->name;

	if (open->dialect != f->dialect)
		return false;
	if (f->dialect == DIALECT_MAILCHIMP)
		return true;
	if (one_of(name, "end"))
		return true;
	if (f->dialect != DIALECT_CURLY)
		name = str_from(name, 3);
	return str_ieq(open->name, name);
}

/*
 * Visible text of HTML is only a part of what the template engine reads, so
 * nothing can be said there about blocks that stay open.
 */
static void
track_block(struct scan *sc, struct field *f, struct str inside)
{
	struct str s = inside;

	if (f->kind != FIELD_BLOCK || sc->text->form == TEXT_PROSE)
		return;
	while (s.len && (is_blank(s.at[0]) || s.at[0] == '~' || s.at[0] == '-'))
		s = str_from(s, 1);
	char first = byte_at(s, 0);
	if (closes_block(f, first)) {
		f->nesting = -1;
		size_t n = sc->open.n;
		if (n && is_closed_by(&sc->open.at[n - 1], f))
			sc->open.n--;
		else
			note(sc, DEFECT_TEMPLATE_OPEN, f->at, f->len, f->name);
	} else if (opens_block(f, first)) {
		f->nesting = 1;
		*list_push(sc->arena, &sc->open) = *f;
	}
}

static void
note_open_blocks(struct scan *sc)
{
	list_each (struct field, f, &sc->open)
		note(sc, DEFECT_TEMPLATE_OPEN, f->at, f->len, f->name);
}

static size_t
delimiter_size(enum dialect d)
{
	switch (d) {
	case DIALECT_BLADE:
		return 3;
	default:
		return 2;
	}
}

/* "{!Contact.Name}", "${name}": two bytes open, one closes. */
static struct str
inside_of(struct str tag, enum dialect d)
{
	size_t open = delimiter_size(d), close = open;
	if (d == DIALECT_SALESFORCE || d == DIALECT_DOLLAR)
		close = 1;
	return str_sub(tag, open, tag.len - open - close);
}

/* {% comment %} ... {% endcomment %}: nothing in it is sent. {% raw %}: what
 * looks like a tag in it is sent as it stands. */
static size_t
skip_verbatim(struct scan *sc, struct field *f, size_t after)
{
	enum closer c = CLOSE_COMMENT;

	if (f->dialect != DIALECT_STATEMENT)
		return after;
	if (one_of(f->name, "raw"))
		c = CLOSE_RAW;
	else if (one_of(f->name, "verbatim"))
		c = CLOSE_VERBATIM;
	else if (!one_of(f->name, "comment"))
		return after;
	size_t end = delimiters_find(&sc->delimiters, c, after);
	if (end == sc->s.len)
		return after;
	end = delimiters_find(&sc->delimiters, CLOSE_STATEMENT, end);
	if (end == sc->s.len)
		return after;
	f->kind = c == CLOSE_COMMENT ? FIELD_COMMENT : FIELD_BLOCK;
	return end + 2;
}

/* Returns the length of the tag at `at`, 0 when there is none. */
static size_t
read_delimited(struct scan *sc, size_t at)
{
	struct field f = { 0 };
	size_t len = delimiters_match(&sc->delimiters, at, &f.dialect);

	if (!len)
		return 0;
	struct str inside = inside_of(str_sub(sc->s, at, len), f.dialect);
	if (!tagname_read(&f, inside))
		return 0;
	size_t end = skip_verbatim(sc, &f, at + len);
	add(sc, f, at, end - at);
	struct field *last =
		sc->out->n ? &sc->out->at[sc->out->n - 1] : NULL;
	if (end == at + len && last && last->at == at && !sc->patch)
		track_block(sc, last, inside);
	return end - at;
}

static bool
starts_at(struct str s, size_t at, const char *what)
{
	return str_starts(str_from(s, at), str_of(what));
}

/* Length of the opening or closing brace at `at`, also full-width. */
static size_t
brace_at(struct str s, size_t at, char c, const char *wide)
{
	if (byte_at(s, at) == c)
		return 1;
	return starts_at(s, at, wide) ? 3 : 0;
}

struct braces {
	size_t bytes, count;
	bool wide; /* no program takes them for braces */
};

/* Length of the invisible characters at `at` that part two braces. */
static size_t
invisible_at(struct str s, size_t at, char c)
{
	size_t i = at;

	while (i < s.len && (s.at[i] & 0x80) &&
		rune_is_invisible(utf8_next(s, &i)))
		;
	return byte_at(s, i) == c ? i - at : 0;
}

static struct braces
count_braces(struct str s, size_t at, char c, const char *wide)
{
	struct braces b = { 0 };
	while (b.count < 3) {
		size_t gap = b.count ? invisible_at(s, at + b.bytes, c) : 0;
		size_t n = brace_at(s, at + b.bytes + gap, c, wide);
		if (!n)
			break;
		b.wide |= n == 3 || gap;
		b.bytes += gap;
		b.bytes += n;
		b.count++;
	}
	return b;
}

/* "{{name}", "{name}}", "{{name,", and braces of a Chinese input method. */
static size_t
read_broken_braces(struct scan *sc, size_t at)
{
	struct braces open = count_braces(sc->s, at, '{', "｛");
	size_t from = at + open.bytes, end;

	while (byte_at(sc->s, from) == ' ')
		from++;
	for (end = from; end < sc->s.len && end < from + BROKEN_MOST; end++)
		if (brace_at(sc->s, end, '}', "｝") ||
			brace_at(sc->s, end, '{', "｛") ||
			sc->s.at[end] == '\n' || sc->s.at[end] == ',')
			break;
	struct str name = str_trim(str_sub(sc->s, from, end - from));
	struct braces close = count_braces(sc->s, end, '}', "｝");
	bool wide = open.wide || close.wide;
	char space[BROKEN_MOST];
	if (!tagname_is_name(name, true))
		return 0;
	if (!field_topic(without_invisible(name, space, sizeof space)) &&
		!(wide && open.count == 2 && close.count == 2) &&
		!(open.count == 2 && close.count == 1 &&
			tagname_is_name(name, false)))
		return 0;
	if (close.count == 0)
		end = from + name.len;
	else if (!wide && open.count == close.count)
		return 0;
	struct field f = {
		.dialect = DIALECT_CURLY, .name = name, .broken = true
	};
	return add(sc, f, at, end + close.bytes - at);
}

static bool
is_option_sure(struct str option)
{
	if (option.len == 0)
		return false;
	for (size_t i = 0; i < option.len; i++) {
		char c = option.at[i];
		if (c == ' ' || c == ',' || c == '\'' || (c & 0x80))
			return true;
	}
	return is_upper(option.at[0]) && option.len > 1 &&
	       is_lower(option.at[1]);
}

/* Not the syntax of a command ("{start|stop}") and not a set. */
static bool
is_spintax(const struct scan *sc, struct str inside)
{
	bool sure = sc->spintax || is_declared(sc, DIALECT_SPINTAX);
	struct str rest = inside;
	size_t options = 0;

	while (rest.at) {
		struct str option = str_cut(&rest, '|');
		sure |= is_option_sure(option);
		options++;
	}
	return sure && options > 1 && str_chr(inside, ';') == inside.len &&
	       str_chr(inside, '=') == inside.len &&
	       !str_has(inside, STR(" | ")) && !str_has(inside, STR("||"));
}

static size_t
read_spintax(struct scan *sc, size_t at, struct str inside)
{
	struct field f = { .dialect = DIALECT_SPINTAX, .kind = FIELD_CHOICE };

	if (!is_spintax(sc, inside))
		return 0;
	sc->spintax = true;
	return add(sc, f, at, inside.len + 2);
}

/* "contactfield=firstname|there" */
static struct str
mautic_name(struct str inside)
{
	size_t eq = str_chr(inside, '=');
	struct str key = str_sub(inside, 0, eq);
	if (eq < inside.len &&
		one_of(key, "contactfield ownerfield assetlink pagelink"))
		return str_from(inside, eq + 1);
	return STR_NONE;
}

/* {name}, {name|there}, {$email}, {contactfield=x}, {unsubscribe_url} */
static bool
is_single_name(const struct scan *sc, struct field *f, struct str inside)
{
	size_t bar = str_chr(inside, '|');
	struct str mautic = mautic_name(inside);
	bool sigil = byte_at(inside, 0) == '$';
	char space[BROKEN_MOST];

	if (mautic.at) {
		bar = str_chr(mautic, '|');
		inside = mautic;
	}
	f->name = str_sub(inside, sigil, bar - sigil);
	f->has_fallback = bar < inside.len;
	f->fallback = str_from(inside, bar + 1);
	if (str_chr(f->fallback, '|') < f->fallback.len ||
		!tagname_is_name(f->name, true))
		return false;
	return mautic.at || is_declared(sc, DIALECT_BRACE) ||
	       field_topic(without_invisible(f->name, space, sizeof space)) ||
	       tagname_unsubscribes(f->name);
}

static size_t
read_single_brace(struct scan *sc, size_t at)
{
	struct field f = { .dialect = DIALECT_BRACE };
	size_t len = delimiters_group(sc->s, at, SPINTAX_MOST);

	/* %{name} is a macro of RPM */
	if (len < 3 || (at > 0 && sc->s.at[at - 1] == '%'))
		return 0;
	struct str inside = str_sub(sc->s, at + 1, len - 2);
	if (is_single_name(sc, &f, inside))
		return byte_at(sc->s, at + len) == '}' ? 0
						       : add(sc, f, at, len);
	return read_spintax(sc, at, inside);
}

static size_t
read_brace(struct scan *sc, size_t at)
{
	size_t len = read_delimited(sc, at);
	if (!len && byte_at(sc->s, at + 1) != '{')
		len = read_single_brace(sc, at);
	return len ? len : read_broken_braces(sc, at);
}

static bool
is_upper_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_lower(s.at[i]) || (s.at[i] & 0x80))
			return false;
	return s.len > 0;
}

/* "Dear %s,": what a format string should have had filled in, alone at the
 * start. */
static bool
is_printf(const struct scan *sc, size_t at, size_t end)
{
	static const char openers[] =
		"Dear Hi Hello Hey Hallo Liebe Lieber Sehr Bonjour Cher "
		"Chère Hola Estimado Estimada Ciao Gentile Caro Olá Prezado "
		"Уважаемый Уважаемая Привет Здравствуйте, 尊敬的 亲爱的";
	char next = byte_at(sc->s, end);

	if (byte_at(sc->s, at + 1) != 's')
		return false;
	struct str before = str_trim(line_before(sc->s, at));
	if (before.len > PRINTF_MOST)
		return false;
	if (is_alnum(next) ||
		(next && !strchr(",!:;. \r\n", next) && (uint8_t)next < 0xE2))
		return false;
	return is_any(first_word(before), openers);
}

/* %FIRSTNAME%, %recipient.name%; "%PATH%" is of an operating system. */
static size_t
read_percent(struct scan *sc, size_t at)
{
	struct field f = { .dialect = DIALECT_PERCENT };
	size_t n = tagname_length(str_from(sc->s, at + 1));
	size_t end = at + 1 + n;
	bool sure = is_declared(sc, DIALECT_PERCENT);

	f.name = str_sub(sc->s, at + 1, n);
	if (is_printf(sc, at, at + 2))
		return add(sc, f, at, 2);
	if (after_word(sc->s, at) || !tagname_is_name(f.name, false))
		return 0;
	sure |= field_topic(f.name) || tagname_unsubscribes(f.name);
	if (!sure)
		return 0;
	if (byte_at(sc->s, end) == '%')
		return byte_at(sc->s, end + 1) == '%' ? 0
						      : add(sc, f, at, n + 2);
	f.broken = true;
	if (is_upper_name(f.name) && field_topic(f.name) && n >= 5)
		return add(sc, f, at, n + 1);
	return 0;
}

/* "%%first_name%%": the name fills the space between, so that "10%% off,
 * 20%% tomorrow" stays text. */
static size_t
read_percent2(struct scan *sc, size_t at)
{
	struct field f = { .dialect = DIALECT_PERCENT2 };
	size_t end = at + 2, len = read_delimited(sc, at);

	if (len)
		return len;
	while (end < sc->s.len && end < at + BROKEN_MOST &&
		sc->s.at[end] != '%' && sc->s.at[end] != '\n')
		end++;
	struct str inside = str_sub(sc->s, at + 2, end - at - 2);
	if (after_word(sc->s, at) || !starts_at(sc->s, end, "%%") ||
		!tagname_read(&f, inside))
		return 0;
	return add(sc, f, at, inside.len + 4);
}

static size_t
read_percents(struct scan *sc, size_t at)
{
	if (byte_at(sc->s, at + 1) == '%')
		return read_percent2(sc, at);
	return read_percent(sc, at);
}

static size_t
skip_space(struct str s, size_t at)
{
	return at + (byte_at(s, at) == ' ');
}

/* "* |FNAME|*", "*|FNAME| *", "*|FNAME|": blanks got in, a star got lost. */
static size_t
read_star(struct scan *sc, size_t at)
{
	struct field f = { .dialect = DIALECT_MAILCHIMP, .broken = true };
	size_t len = read_delimited(sc, at);
	size_t bar = skip_space(sc->s, at + 1);

	if (len || byte_at(sc->s, bar) != '|')
		return len;
	size_t n = tagname_length(str_from(sc->s, bar + 1));
	size_t end = bar + 1 + n;
	f.name = str_sub(sc->s, bar + 1, n);
	if (byte_at(sc->s, end) != '|' || !is_upper_name(f.name))
		return 0;
	size_t star = skip_space(sc->s, end + 1);
	if (byte_at(sc->s, star) == '*')
		end = star;
	else if (!field_topic(f.name))
		return 0;
	return add(sc, f, at, end + 1 - at);
}

/* "$first_name", "$firstName$": a name of two words, since "$name" is code. */
static size_t
read_dollar(struct scan *sc, size_t at)
{
	struct field f = { .dialect = DIALECT_DOLLAR };
	size_t len = read_delimited(sc, at);
	size_t n = tagname_length(str_from(sc->s, at + 1));
	size_t end = at + 1 + n;

	f.name = str_sub(sc->s, at + 1, n);
	if (len || n < 5 || after_word(sc->s, at) ||
		!tagname_is_name(f.name, false))
		return len;
	if (!is_declared(sc, DIALECT_DOLLAR) &&
		!one_of(f.name, "first_name firstname last_name lastname "
				"full_name fullname company_name companyname"))
		return 0;
	end += byte_at(sc->s, end) == '$';
	return add(sc, f, at, end - at);
}

/* A name between two equal marks, "~Contact.FirstName~", "##NAME##". */
static size_t
read_fenced(struct scan *sc, size_t at, const char *fence, enum dialect d)
{
	struct field f = { .dialect = d };
	struct str mark = str_of(fence);

	if (after_word(sc->s, at) || !starts_at(sc->s, at, fence))
		return 0;
	size_t from = at + mark.len;
	size_t n = tagname_length(str_from(sc->s, from));
	f.name = str_sub(sc->s, from, n);
	if (!starts_at(sc->s, from + n, fence) ||
		!tagname_is_name(f.name, false))
		return 0;
	if (!is_declared(sc, d) && !field_topic(f.name))
		return 0;
	return add(sc, f, at, n + 2 * mark.len);
}

static size_t
read_tilde(struct scan *sc, size_t at)
{
	return read_fenced(sc, at, "~", DIALECT_TILDE);
}

static size_t
read_hash(struct scan *sc, size_t at)
{
	return read_fenced(sc, at, "##", DIALECT_HASH);
}

static size_t
read_at_signs(struct scan *sc, size_t at)
{
	return read_fenced(sc, at, "@@", DIALECT_HASH);
}

static size_t
read_hole(struct scan *sc, size_t at)
{
	struct field f = { .kind = FIELD_HOLE };
	struct hole_place place = { sc->s, at, sc->text->form == TEXT_HEADER };

	if (!sc->person)
		return 0;
	size_t len = hole_read(&place, &f);
	return len ? add(sc, f, at, len) : 0;
}

/* A name in declared brackets is a field of the product that has them. */
static size_t
read_declared(struct scan *sc, size_t at, char close, enum dialect d)
{
	struct field f = { .dialect = d };
	size_t end = at + 1;

	if (!is_declared(sc, d))
		return 0;
	while (end < sc->s.len && end < at + BROKEN_MOST &&
		sc->s.at[end] != close && sc->s.at[end] != '\n')
		end++;
	f.name = str_sub(sc->s, at + 1, end - at - 1);
	if (byte_at(sc->s, end) != close || !tagname_is_name(f.name, true))
		return 0;
	return add(sc, f, at, end + 1 - at);
}

static size_t
read_square(struct scan *sc, size_t at)
{
	size_t len = 0;
	if (byte_at(sc->s, at + 1) == '[')
		len = read_delimited(sc, at);
	if (!len)
		len = read_declared(sc, at, ']', DIALECT_BRACKET);
	return len ? len : read_hole(sc, at);
}

static size_t
read_angle(struct scan *sc, size_t at)
{
	if (byte_at(sc->s, at + 1) == '%')
		return read_delimited(sc, at);
	return read_hole(sc, at);
}

/* «First_Name»: also plain quotation marks, so the name must be known. */
static size_t
read_guillemet(struct scan *sc, size_t at)
{
	struct field f = { .dialect = DIALECT_WORD };
	size_t n = tagname_length(str_from(sc->s, at + 2));

	if (!starts_at(sc->s, at, "«"))
		return read_hole(sc, at);
	/* » is above 0x7f and so reads as a letter of the name */
	f.name = str_sub(sc->s, at + 2, n);
	size_t close = str_find(f.name, STR("»"));
	if (close == f.name.len)
		return 0;
	f.name = str_sub(f.name, 0, close);
	if (!tagname_is_name(f.name, false))
		return 0;
	if (!is_declared(sc, DIALECT_WORD) && !field_topic(f.name))
		return 0;
	return add(sc, f, at, close + 4);
}

static size_t
read_wide(struct scan *sc, size_t at)
{
	if (starts_at(sc->s, at, "｛"))
		return read_broken_braces(sc, at);
	return read_hole(sc, at);
}

typedef size_t reader(struct scan *, size_t);

/* By the first byte; a text of words stops here a few times in a line. */
static reader *const readers[256] = {
	['{'] = read_brace,
	['%'] = read_percents,
	['*'] = read_star,
	['$'] = read_dollar,
	['~'] = read_tilde,
	['#'] = read_hash,
	['@'] = read_at_signs,
	['['] = read_square,
	['<'] = read_angle,
	[0xC2] = read_guillemet,
	[0xEF] = read_wide, /* ｛ （ ［ Ｘ */
	['('] = read_hole,
	['X'] = read_hole,
	['x'] = read_hole,
	['_'] = read_hole,
	['T'] = read_hole, /* TODO, TBD */
	['F'] = read_hole, /* FIXME */
	['I'] = read_hole, /* INSERT ... HERE */
	['Y'] = read_hole, /* YOUR ... HERE */
	['L'] = read_hole, /* Lorem ipsum */
	['l'] = read_hole,
	[0xC3] = read_hole, /* ×× */
	[0xE2] = read_hole, /* ○○ */
	[0xE3] = read_hole, /* 【 〔 */
	[0xE5] = read_hole, /* 待 在 */
	[0xE6] = read_hole, /* 某 此 */
};

/*
 * Most of the bytes that may begin something begin a word or are a part of a
 * Chinese character: a look at the next one or two tells, and one back. Words
 * to fill in stand alone, and a run is read from its start.
 */
static bool
is_ordinary(struct str s, size_t at)
{
	uint8_t a = (uint8_t)byte_at(s, at + 1),
		b = (uint8_t)byte_at(s, at + 2);

	switch ((uint8_t)s.at[at]) {
	case 'l':
	case 'L':
		return (a != 'o' && a != 'O') || after_word(s, at);
	case 'T':
		return (a != 'O' && a != 'B') || after_word(s, at);
	case 'F':
		return a != 'I' || after_word(s, at);
	case 'I':
		return a != 'N' || after_word(s, at);
	case 'Y':
		return a != 'O' || after_word(s, at);
	case 'X':
	case 'x':
	case '_':
		return a != (uint8_t)s.at[at] ||
		       (at > 0 && s.at[at - 1] == s.at[at]);
	case '@':
	case '#':
		return a != (uint8_t)s.at[at];
	case '*':
		return a != '|' && !(a == ' ' && b == '|');
	case 0xC2:
		return a != 0xAB; /* « */
	case 0xC3:
		return a != 0x97; /* × */
	case 0xE2:
		return !(a == 0x80 && b == 0xB9) && a != 0x97; /* ‹ ○ ◯ */
	case 0xE3:
		return a != 0x80 || (b != 0x90 && b != 0x94); /* 【 〔 */
	case 0xE5:
		return !(a == 0xBE && b == 0x85) &&
		       !(a == 0x9C && b == 0xA8); /* 待 在 */
	case 0xE6:
		return !(a == 0x9F && b == 0x90) &&
		       !(a == 0xAD && b == 0xA4); /* 某 此 */
	case 0xEF:
		return !(a == 0xBC && (b == 0x88 || b == 0xBB || b == 0xB8)) &&
		       !(a == 0xBD && b == 0x9B); /* （ ［ Ｘ ｛ */
	default:
		return false;
	}
}

/* An escaped tag prints itself: "\{{", "@{{". */
static bool
is_escaped(struct str s, size_t at)
{
	return s.at[at] == '{' && byte_at(s, at + 1) == '{' && at > 0 &&
	       (s.at[at - 1] == '\\' || s.at[at - 1] == '@');
}

static size_t
step(struct scan *sc, size_t at)
{
	reader *read = readers[(uint8_t)sc->s.at[at]];

	if (is_ordinary(sc->s, at))
		return 1;
	if (is_escaped(sc->s, at))
		return 2;
	size_t len = read(sc, at);
	return len ? len : 1;
}

/* Signs that have a reader, and some that have none: # to *, < to @, [ to _,
 * { and all above. */
static inline bool
may_be_sign(uint8_t c)
{
	return ((uint8_t)(c - '#') <= '*' - '#') |
	       ((uint8_t)(c - '<') <= '@' - '<') | ((c & 0xDF) >= '[');
}

/* Letters that have one: T F, I Y, X x, and L l before an o. */
static inline bool
may_be_letter(uint8_t c, uint8_t next)
{
	return (c == 'T') | (c == 'F') | ((c | 0x10) == 'Y') |
	       ((c | 0x20) == 'x') |
	       (((c | 0x20) == 'l') & ((next | 0x20) == 'o'));
}

/* Which of the 64 bytes at `at` may have a reader. Two loops, for compilers
 * make no vector code of one with so many questions. */
static uint64_t
marks_at(struct str s, size_t at)
{
	const uint8_t *c = (const uint8_t *)s.at + at;
	uint8_t is[MARKS] = { 0 };

	if (s.len - at <= MARKS) {
		for (size_t i = 0; i < s.len - at; i++)
			is[i] = readers[c[i]] != NULL;
		return marks_of(is);
	}
	for (size_t i = 0; i < MARKS; i++)
		is[i] = may_be_sign(c[i]);
	for (size_t i = 0; i < MARKS; i++)
		is[i] |= may_be_letter(c[i], c[i + 1]);
	return marks_of(is);
}

/* Reads what begins in the 64 bytes at `at`, behind what was read before. */
static void
scan_marks(struct scan *sc, size_t at)
{
	uint64_t marks = marks_at(sc->s, at);

	for (; marks; marks &= marks - 1) {
		size_t from = at + marks_first(marks);
		if (from < sc->at || !readers[(uint8_t)sc->s.at[from]])
			continue;
		sc->at = from + step(sc, from);
		if (sc->out->n <= LIMIT_FIELDS)
			continue;
		sc->out->n = LIMIT_FIELDS;
		note(sc, DEFECT_LIMIT, from, 0, STR("merge fields"));
		sc->full = true;
		sc->at = sc->s.len;
		return;
	}
	if (sc->at < at + MARKS)
		sc->at = at + MARKS;
}

bool
template_scan(field_list *out, struct arena *arena, const struct text *text,
	unsigned declared, struct defects *defects)
{
	struct scan sc = { .s = text->s,
		.text = text,
		.out = out,
		.arena = arena,
		.defects = defects,
		.declared = declared };
	sc.person = text->form != TEXT_ATTRIBUTE && text->form != TEXT_PARAM;

	delimiters_init(&sc.delimiters, text->s);
	while (sc.at < sc.s.len)
		scan_marks(&sc, sc.at);
	note_open_blocks(&sc);
	return !sc.full;
}
