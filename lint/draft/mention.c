/* mention.c - is a tag or a placeholder used, or talked about? */
#include "mention.h"
#include "nearby.h"

enum { AROUND_MOST = 240 };

struct place {
	struct str tag, before, after; /* on its line */
	struct str s;		       /* the whole text */
	size_t at, end;
};

/* Without the punctuation of a sentence around a word. */
static struct str
bare(struct str word)
{
	while (word.len && strchr("\"'(`*", word.at[0]) && word.at[0])
		word = str_from(word, 1);
	while (word.len && strchr("\"'.,;:!?)`*", word.at[word.len - 1]) &&
		word.at[word.len - 1])
		word.len--;
	return word;
}

static struct str
word_before(struct str *s)
{
	struct str word = last_word(*s);
	*s = word.len ? str_range(s->at, word.at) : STR_NONE;
	return bare(word);
}

static struct str
word_after(struct str *s)
{
	struct str word = first_word(*s);
	size_t end = word.len ? (size_t)(word.at - s->at) + word.len : s->len;
	*s = str_from(*s, end);
	return bare(word);
}

/* "x(); // XXX: slow", "# XXX", " * XXX", but not "https://" */
static bool
is_in_comment(const struct place *p)
{
	struct str s = str_trim(p->before);
	size_t at = str_find(s, STR("//"));

	if (starts_with_any(s, "# /* <!-- -- ;") ||
		str_starts(p->before, STR(" * ")))
		return true;
	return at < s.len && (at == 0 || s.at[at - 1] != ':');
}

/* {"user": "{{username}}"} on the same line */
static bool
is_beside_json(const struct place *p)
{
	struct str line = str_range(p->before.at, p->after.at + p->after.len);
	size_t key = str_find(line, STR("\":"));

	if (key == line.len)
		return false;
	for (size_t i = 0; i + 1 < key; i++)
		if (line.at[i] == '{' &&
			(line.at[i + 1] == '"' ||
				(line.at[i + 1] == ' ' &&
					line.at[i + 2] == '"')))
			return true;
	return str_starts(str_trim(p->before), STR("\"")) &&
	       ends_any(str_trim(p->before), ":\" : :[");
}

/* Nothing else between the marks: "[Your Logo]", 'FIXME', “XXX” */
static bool
is_quoted_alone(const struct place *p)
{
	return (ends_any(p->before, "\"") && starts_with_any(p->after, "\"")) ||
	       (ends_any(p->before, "'") && starts_with_any(p->after, "'")) ||
	       (ends_any(p->before, "“ ‘ 「 «") &&
		       starts_with_any(p->after, "” ’ 」 »"));
}

static bool
has_word(struct str s, const char *words)
{
	while (str_trim(s).len)
		if (is_any(word_after(&s), words))
			return true;
	return false;
}

/* The words that stand around it in its paragraph. */
static bool
has_around(const struct place *p, const char *words)
{
	size_t from = p->at > AROUND_MOST ? p->at - AROUND_MOST : 0;
	struct str before = str_sub(p->s, from, p->at - from);
	struct str after = str_sub(p->s, p->end, AROUND_MOST);
	size_t cut = str_find(after, STR("\n\n"));

	for (size_t n; (n = str_find(before, STR("\n\n"))) < before.len;)
		before = str_from(before, n + 2);
	return has_word(before, words) ||
	       has_word(str_sub(after, 0, cut), words);
}

static const char engines[] =
	"handlebars mustache liquid jinja jinja2 twig nunjucks blade erb ejs "
	"mjml freemarker velocity moustache spintax";

static const char software[] =
	"template templates tag tags field fields merge render renders "
	"rendered "
	"placeholder placeholders variable variables backend frontend api "
	"payload json endpoint parser bug commit escaped undefined syntax";

/* Between the backticks of Markdown. A tag that fills them alone may be a
 * value in bold type: "the price is `{{price}}`". */
static bool
is_in_backticks(const struct place *p, enum field_kind kind)
{
	if (str_count(p->before, '`') % 2 == 0 ||
		str_chr(p->after, '`') == p->after.len)
		return false;
	return kind == FIELD_HOLE || !ends_any(p->before, "`") ||
	       !starts_with_any(p->after, "`") || has_around(p, engines) ||
	       has_around(p, software);
}

static bool
is_marker(struct str tag)
{
	return is_any(tag, "XXX FIXME TODO HACK WIP");
}

/* main.c, cart.py */
static bool
names_source_file(const struct place *p)
{
	struct str line = str_range(p->before.at, p->after.at + p->after.len);

	while (str_trim(line).len)
		if (ends_any(word_after(&line), ".c .h .cc .cpp .py .ts .go "
						".rs .java .rb .php .sh"))
			return true;
	return false;
}

/* "FIXME and XXX as well": one of a row of markers. */
static bool
is_in_row(const struct place *p)
{
	static const char links[] = "and or & , /";
	struct str before = p->before, after = p->after;
	struct str last = word_before(&before);
	struct str next = word_after(&after);

	if (is_any(last, links))
		last = word_before(&before);
	if (is_any(next, links))
		next = word_after(&after);
	return (is_marker(last) && !str_eq(last, p->tag)) ||
	       (is_marker(next) && !str_eq(next, p->tag));
}

/* XXX and FIXME where people speak of source code. */
static bool
is_beside_code(const struct place *p)
{
	return is_in_row(p) || names_source_file(p) ||
	       has_around(p, "grep grepped grepping codebase refactor linter "
			     "eslint pylint commit changeset todos fixmes");
}

static const char speech[] =
	"write writes writing wrote type types typed typing use uses using "
	"put puts say says print prints renders escape escapes call called "
	"example e.g like as with get gets is are literal";

static const char about_before[] =
	"placeholder placeholders variable variables token tokens syntax "
	"literal literally escaping";

static const char about_after[] =
	"placeholder placeholders variable variables token tokens syntax "
	"literally marker markers dummy merge renders unescaped";

/* "in Handlebars you write {{name}}", "the placeholder [Name]" */
static bool
is_spoken_of(const struct place *p)
{
	struct str before = p->before, after = p->after;
	struct str last = word_before(&before);
	struct str next = word_after(&after);

	if (is_any(last, about_before) || is_any(next, about_after))
		return true;
	if (is_any(next, "is isn't not was wasn't instead") &&
		has_word(after, "undefined replaced rendered escaped resolved "
				"expanded interpolated substituted"))
		return true;
	if (is_any(last, "has have had contains shows showing reads says") &&
		is_any(word_before(&before), "still only just"))
		return true;
	return is_any(last, speech) && has_around(p, engines);
}

/* A proof of a print still shows [Your Logo]. */
static bool
is_on_proof(const struct place *p)
{
	return str_ihas(p->tag, STR("logo")) &&
	       has_around(p, "brochure flyer leaflet catalogue catalog "
			     "mock-up mockup mock-ups layout artwork proof "
			     "proofs banner slide booth packaging box label");
}

/* Filler goes on with "dolor", or is all there is; the rest speaks of it. */
static bool
is_filler_spoken_of(const struct place *p)
{
	struct str after = p->after;
	struct str next = word_after(&after);
	struct str before = str_trim(p->before);

	if (str_count(p->before, '"') % 2 || is_quoted_alone(p) ||
		ends_any(before, "\" “ ‘ '"))
		return true;
	if (is_any(next, "dolor sit"))
		return false;
	return next.len || (before.len && !ends_any(before, ": ："));
}

/* "Dear {{name}}": whatever stands around, this is used. */
static bool
is_after_greeter(const struct place *p)
{
	return str_trim(p->before).len < 24 && is_greeter(last_word(p->before));
}

bool
mention_is(struct str s, const struct field *f)
{
	size_t end = (size_t)f->at + f->len;
	struct place p = { .tag = str_sub(s, f->at, f->len),
		.before = line_before(s, f->at),
		.after = line_after(s, end),
		.s = s,
		.at = f->at,
		.end = end };

	if (is_in_backticks(&p, f->kind))
		return true;
	if (is_after_greeter(&p))
		return false;
	if (is_marker(p.tag) && (is_in_comment(&p) || is_beside_code(&p)))
		return true;
	if (str_istarts(p.tag, STR("lorem")))
		return is_filler_spoken_of(&p);
	if (f->kind == FIELD_HOLE && (is_quoted_alone(&p) || is_on_proof(&p)))
		return true;
	return is_beside_json(&p) || is_spoken_of(&p);
}
