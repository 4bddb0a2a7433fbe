/* fields.c - merge fields and template tags: what is wrong with them. */
#include "tagged.h"

enum { LONGEST_OPEN = 1000, OPEN_MOST = 10 };

/* --- unclosed tags -------------------------------------------------------- */

/* The next end of a tag of each kind, so that a text of nothing but openings
 * is searched once. */
struct tag_ends {
	struct str s;
	struct {
		size_t at;
		bool known;
	} next[2];
};

static size_t
next_end(struct tag_ends *ends, bool statement, size_t at)
{
	struct str end = statement ? STR("%}") : STR("}}");
	size_t *hit = &ends->next[statement].at;

	if (!ends->next[statement].known || *hit < at)
		*hit = at + str_find(str_from(ends->s, at), end);
	ends->next[statement].known = true;
	return *hit;
}

/* "{% if", "{{ name", "{{#each"; not "{%s" and not a set in a formula. */
static bool
begins_tag(struct str tag, bool statement)
{
	struct str name = str_from(tag, 2);

	while (name.len &&
		(name.at[0] == ' ' || name.at[0] == '-' || name.at[0] == '#'))
		name = str_from(name, 1);
	if (name.len < 2 || !is_alpha(name.at[0]) || !is_alpha(name.at[1]))
		return false;
	/* "{{name}" is told as a broken field, and C has its own braces */
	return statement || str_chr(name, '}') == name.len;
}

/* A tag that begins at `at` and has no end; its length up to the line's. */
static size_t
open_tag(struct tag_ends *ends, size_t at)
{
	struct str tag = str_sub(ends->s, at, LONGEST_OPEN);
	bool statement = tag.at[1] == '%';

	tag = str_trim(str_sub(tag, 0, str_chr(tag, '\n')));
	if (!begins_tag(tag, statement))
		return 0;
	size_t end = next_end(ends, statement, at);
	return end < ends->s.len && end < at + LONGEST_OPEN ? 0 : tag.len;
}

static bool
is_field_at(const struct draft *d, const struct text *t, size_t at)
{
	list_each (const struct field, f, &d->fields)
		if (f->text->s.at == t->s.at && f->at <= at &&
			at < f->at + f->len)
			return true;
	return false;
}

static void
advise_to_close(struct finding *f)
{
	finding_advice(f,
		N_("close it, then render the template once and look at the "
		   "mail"),
		0);
}

static bool
has_patch(struct str s)
{
	return str_has(s, STR("\ndiff --git ")) || str_has(s, STR("\n@@ -"));
}

static bool
opens_tag(struct str s, size_t at)
{
	return s.at[at] == '{' && (s.at[at + 1] == '{' || s.at[at + 1] == '%');
}

static void
find_open_tags(struct check *c, const struct text *t)
{
	struct tag_ends ends = { .s = t->s };
	size_t n = 0, end = t->s.len;

	for (size_t at = str_chr(t->s, '{'); at + 2 < end && n < OPEN_MOST;
		at += 1 + str_chr(str_from(t->s, at + 1), '{')) {
		size_t len = opens_tag(t->s, at) ? open_tag(&ends, at) : 0;
		if (!len)
			continue;
		if (n == 0 && has_patch(t->s))
			return;
		n++;
		if (!is_field_at(c->draft, t, at))
			advise_to_close(find(c, in_text(t, at, len),
				N_("this template tag is not closed"), 0));
	}
}

/* In a mail about to be sent every tag is one too many already
 * (personalisation/unresolved), but for those that are none yet. */
static void
unclosed_tag(struct check *c)
{
	const struct draft *d = c->draft;

	if (d->subject)
		find_open_tags(c, header_text(d->subject));
	list_each (const struct prose, p, &d->proses)
		find_open_tags(c, &p->text);
}

/* --- malformed tags ------------------------------------------------------- */

static const struct {
	struct str wrong, right;
} slips[] = {
	{ STR("｛"), STR("{") }, { STR("｝"), STR("}") },
	{ STR("“"), STR("\"") }, { STR("”"), STR("\"") },
	{ STR("‘"), STR("'") }, { STR("’"), STR("'") },
	{ STR("\xc2\xa0"), STR(" ") },	  /* no-break blank */
	{ STR("\xe2\x80\x8b"), STR("") }, /* zero-width blank */
	{ STR("\xe2\x80\x8c"), STR("") }, { STR("\xe2\x80\x8d"), STR("") },
	{ STR("\xef\xbb\xbf"), STR("") },
	{ STR("\xc2\xad"), STR("") }, /* soft hyphen */
};

/* The tag as its program reads it: true when that differs. */
static bool
mended(struct buf *out, struct str tag)
{
	bool changed = false;

	for (size_t i = 0; i < tag.len;) {
		size_t k = 0, n = sizeof slips / sizeof *slips;
		while (k < n && !str_starts(str_from(tag, i), slips[k].wrong))
			k++;
		if (k == n) {
			buf_char(out, tag.at[i++]);
			continue;
		}
		buf_add(out, slips[k].right);
		i += slips[k].wrong.len;
		changed = true;
	}
	return changed;
}

static size_t
run_of(struct str s, char c)
{
	size_t n = 0;
	while (n < s.len && s.at[n] == c)
		n++;
	return n;
}

static size_t
run_back(struct str s, char c)
{
	size_t n = 0;
	while (n < s.len && s.at[s.len - 1 - n] == c)
		n++;
	return n;
}

/* "{{name}", "{name}}", "{{{name}}": as many braces at both ends. */
static void
even_braces(struct buf *b)
{
	size_t open = run_of(buf_str(b), '{');
	size_t close = run_back(buf_str(b), '}');
	size_t most = open > close ? open : close;
	char kept[200];
	size_t n = b->len - open - close;

	if (!open || open + close >= b->len || n > sizeof kept || most > 3 ||
		(most < 2 && open == close))
		return;
	memcpy(kept, b->at + open, n);
	buf_clear(b);
	buf_repeat(b, '{', most);
	buf_add(b, (struct str){ kept, n });
	buf_repeat(b, '}', most);
}

/* "* |FNAME| *", "*|FNAME|" */
static void
even_stars(struct buf *b, struct str name)
{
	buf_clear(b);
	buf_printf(b, "*|%.*s|*", STR_ARG(name));
}

/* "{{% unsubscribe %}}" */
static bool
is_wrapped(const struct field *f)
{
	struct str s = f->text->s;

	return f->dialect == DIALECT_STATEMENT && f->at > 0 &&
	       f->at + f->len < s.len && s.at[f->at - 1] == '{' &&
	       s.at[f->at + f->len] == '}' &&
	       (f->at < 2 || s.at[f->at - 2] != '{');
}

static void
say_wrapped(struct check *c, const struct field *f)
{
	struct where where = in_text(f->text, f->at - 1, f->len + 2);
	struct finding *bad =
		find(c, where, N_("{1} is not written as its program reads it"),
			1, shown(str_sub(f->text->s, f->at - 1, f->len + 2)));

	finding_fix(bad, FIX_SAFE, N_("write {1}"), 1, shown(tag_of(f)));
	finding_edit(bad, where, tag_of(f));
}

static void
malformed(struct check *c, const struct field *f)
{
	struct buf b;

	if (c->stage != STAGE_TEMPLATE)
		return;
	if (is_wrapped(f))
		say_wrapped(c, f);
	if (!f->broken)
		return;
	struct where where = in_text(f->text, f->at, f->len);
	struct finding *bad =
		find(c, where, N_("{1} is not written as its program reads it"),
			1, shown(tag_of(f)));
	buf_init(&b, 4096);
	mended(&b, tag_of(f));
	if (f->dialect == DIALECT_MAILCHIMP)
		even_stars(&b, f->name);
	else if (f->dialect == DIALECT_CURLY)
		even_braces(&b);
	else if (f->dialect == DIALECT_PERCENT)
		buf_char(&b, '%');
	if (!str_eq(buf_str(&b), tag_of(f))) {
		struct str with = arena_str(c->arena, buf_str(&b));
		finding_fix(bad, FIX_SAFE, N_("write {1}"), 1, shown(with));
		finding_edit(bad, where, with);
	} else {
		finding_advice(bad, N_("type the tag again, plainly"), 0);
	}
	buf_release(&b);
}

/* --- tags that an editor has split ---------------------------------------- */

/* Strings may hold markup: that of what the tag prints. */
static size_t
string_at(struct str s, size_t at)
{
	struct str rest = str_from(s, at);

	if (rest.at[0] != '"' && rest.at[0] != '\'')
		return 0;
	size_t n = str_chr(str_from(rest, 1), rest.at[0]);
	return n + 1 < rest.len ? n + 2 : 0;
}

/* A tag of HTML in a tag of the template: its length, or 0. */
static size_t
markup_at(struct str s, size_t at)
{
	struct str rest = str_from(s, at);
	size_t end = str_chr(rest, '>');

	if (rest.len < 3 || rest.at[0] != '<' || end == rest.len)
		return 0;
	return is_alpha(rest.at[1]) ||
			       (rest.at[1] == '/' && is_alpha(rest.at[2]))
		       ? end + 1
		       : 0;
}

/* What was opened before the first letter of the tag stays in front. */
static void
join_tag(struct buf *out, struct str raw)
{
	struct buf tag, after;
	bool letters = false;

	buf_init(&tag, 4096);
	buf_init(&after, 4096);
	for (size_t i = 0; i < raw.len;) {
		size_t n = markup_at(raw, i);
		struct str piece = str_sub(raw, i, n ? n : 1);
		if (!n)
			buf_add(&tag, piece);
		else if (letters || piece.at[1] == '/')
			buf_add(&after, piece);
		else
			buf_add(out, piece);
		letters |= !n && !strchr("{%|* ", raw.at[i]);
		i += piece.len;
	}
	buf_add(out, buf_str(&tag));
	buf_add(out, buf_str(&after));
	buf_release(&tag);
	buf_release(&after);
}

static bool
holds_markup(struct str raw)
{
	for (size_t i = 0; i < raw.len;) {
		size_t string = string_at(raw, i);
		if (!string && markup_at(raw, i))
			return true;
		i += string ? string : 1;
	}
	return false;
}

/* The bytes of the body that the visible tag stands for. */
static struct span
span_in_body(const struct field *f)
{
	return map_down(f->text->map, f->at, f->len);
}

static void
split_tag(struct check *c, const struct field *f)
{
	if (f->text->form != TEXT_PROSE || !f->text->part ||
		f->kind == FIELD_HOLE || c->stage != STAGE_TEMPLATE ||
		f->dialect == DIALECT_ANGLE || f->len > 200)
		return;
	struct span span = span_in_body(f);
	const struct text *body = &f->text->part->text;
	struct str raw = str_sub(body->s, span.at, span.len);
	struct buf joined;

	if (raw.len > 1000 || !holds_markup(raw))
		return;
	struct finding *split = find(c, in_text(body, span.at, span.len),
		N_("markup stands inside the tag {1}; its program does not "
		   "see a tag there"),
		1, shown(tag_of(f)));
	buf_init(&joined, 4096);
	join_tag(&joined, raw);
	finding_fix(split, FIX_SAFE, N_("move the markup out of the tag"), 0);
	finding_edit(split, in_text(body, span.at, span.len),
		arena_str(c->arena, buf_str(&joined)));
	buf_release(&joined);
}

/* --- blocks --------------------------------------------------------------- */

static void
say_block(
	struct check *c, const struct text *body, const struct block_trouble *t)
{
	struct where where = in_text(body, t->at, t->len);
	struct finding *f;

	switch (t->fault) {
	case BLOCK_UNCLOSED:
		f = find(c, where, N_("nothing closes {1}"), 1, shown(t->tag));
		break;
	case BLOCK_STRAY:
		f = find(c, where, N_("{1} closes nothing"), 1, shown(t->tag));
		break;
	case BLOCK_CROSSED:
		f = find(c, where,
			N_("{1} stands here, but {2} would close what is open"),
			2, shown(t->tag), t->closer);
		break;
	default:
		f = find(c, where, N_("{1} stands outside of any block"), 1,
			shown(t->tag));
	}
	if (t->fault == BLOCK_UNCLOSED && t->closer.len)
		finding_advice(
			f, N_("put {1} where the block ends"), 1, t->closer);
	else
		advise_to_close(f);
}

static void
check_blocks(struct check *c, const struct text *body, const field_list *fields)
{
	block_troubles troubles = { 0 };

	blocks_check(&troubles, c->arena, body, fields);
	list_each (const struct block_trouble, t, &troubles)
		say_block(c, body, t);
}

/* The subject is a template of its own. */
static void
unclosed_block(struct check *c)
{
	if (c->stage != STAGE_TEMPLATE)
		return;
	list_each (const struct page, page, &pages_of(c)->list)
		check_blocks(c, page->body, &page->fields);
	if (!c->draft->subject)
		return;
	const struct text *subject = header_text(c->draft->subject);
	field_list fields = { 0 };
	if (!may_have_tags(subject->s))
		return;
	template_scan(
		&fields, c->arena, subject, c->settings->draft.dialects, NULL);
	check_blocks(c, subject, &fields);
}

/* --- words of template languages ------------------------------------------ */

static const char statement_words[] =
	"if elif elsif elseif else unless for empty case when break continue "
	"assign capture set with block extends include import from macro call "
	"filter raw verbatim comment autoescape spaceless cycle increment "
	"decrement tablerow ifchanged ifequal ifnotequal load trans translate "
	"blocktrans blocktranslate plural url static csrf_token now regroup "
	"render layout section form paginate embed apply sandbox do use "
	"unsubscribe liquid schema style echo debug firstof lorem resetcycle "
	"templatetag widthratio language localize cache module module_block "
	"flush deprecated types guard macro slot fill component";

/* One slip of a letter, not a word with something added. */
static bool
is_slip(struct str word, struct str known)
{
	return !str_starts(word, known) && !str_starts(known, word);
}

static struct str
nearest_of(struct check *c, struct str word, const char *words, size_t most)
{
	struct nearest near;
	struct str list = str_of(words);

	nearest_begin(&near, word);
	while (list.at) {
		struct str one = str_cut(&list, ' ');
		if (one.len > 3)
			nearest_try(&near, arena_cstr(c->arena, one));
	}
	if (!near.best || near.distance > most ||
		!is_slip(word, str_of(near.best)))
		return STR_NONE;
	return str_of(near.best);
}

/* The word that a page is sure to have: Liquid alone has "assign" and its
 * fellows, Twig and its fellows have "set". */
static struct str
else_word(const struct page *page)
{
	bool liquid = false, jinja = false, twig = false;

	list_each (const struct field, f, &page->fields) {
		if (f->dialect != DIALECT_STATEMENT)
			continue;
		liquid |= one_of(f->name,
			"assign capture unless case tablerow increment");
		jinja |= one_of(f->name,
			"load blocktrans blocktranslate endcall csrf_token");
		twig |= one_of(f->name, "elseif apply embed endset");
	}
	if (liquid + jinja + twig != 1)
		return STR_NONE;
	return liquid ? STR("elsif") : jinja ? STR("elif") : STR("elseif");
}

static void
replace_word(struct check *c, const struct page *page, const struct field *f,
	struct finding *bad, struct str with)
{
	size_t at = f->at + str_find(tag_of(f), f->name);

	finding_fix(bad, FIX_UNSAFE, N_("write {1}"), 1, with);
	finding_edit(bad, in_text(page->body, at, f->name.len), with);
	(void)c;
}

static void
check_statement(struct check *c, const struct page *page, const struct field *f,
	struct str else_said)
{
	struct where where = in_text(page->body, f->at, f->len);

	if (else_said.len && one_of(f->name, "elif elsif elseif") &&
		!str_eq(f->name, else_said)) {
		replace_word(c, page, f,
			find(c, where,
				N_("'{1}' is a word of another template "
				   "language; this one says '{2}'"),
				2, f->name, else_said),
			else_said);
		return;
	}
	if (f->name.len < 4 || one_of(f->name, statement_words) ||
		str_starts(f->name, STR("end")) ||
		block_ends_has(&page->ends, f->name))
		return;
	struct str near = nearest_of(c, f->name, statement_words, 1);
	if (near.len)
		replace_word(c, page, f,
			find(c, where,
				N_("no template language knows '{1}'; did you "
				   "mean '{2}'?"),
				2, f->name, near),
			near);
}

static void
unknown_tag(struct check *c)
{
	if (c->stage != STAGE_TEMPLATE)
		return;
	list_each (const struct page, page, &pages_of(c)->list) {
		struct str else_said = else_word(page);
		list_each (const struct field, f, &page->fields)
			if (f->dialect == DIALECT_STATEMENT &&
				f->kind == FIELD_BLOCK)
				check_statement(c, page, f, else_said);
	}
}

/* --- filters -------------------------------------------------------------- */

static bool
differs_in_plural(struct str word, struct str known)
{
	struct str longer = word.len > known.len ? word : known;
	struct str other = word.len > known.len ? known : word;

	return str_starts(longer, other);
}

static struct str
nearest_filter(struct str word)
{
	struct nearest near;

	nearest_begin(&near, word);
	for (size_t i = 0; i < lexicon_template_filters.count; i++)
		nearest_try(&near, lexicon_template_filters.entries[i].key);
	if (!near.best || near.distance != 1 ||
		differs_in_plural(word, str_of(near.best)))
		return STR_NONE;
	return str_of(near.best);
}

static void
check_filter(struct check *c, const struct text *t, size_t at, struct str word)
{
	if (word.len < 5 || lexicon_has(&lexicon_template_filters, word))
		return;
	struct str near = nearest_filter(word);
	if (!near.len)
		return;
	struct where where = in_text(t, at, word.len);
	struct finding *f = find(c, where,
		N_("no template language has the filter '{1}'; did you mean "
		   "'{2}'?"),
		2, word, near);
	finding_fix(f, FIX_UNSAFE, N_("write {1}"), 1, near);
	finding_edit(f, where, near);
}

/* Each "| name" outside of quotes. */
static void
check_filters(struct check *c, const struct page *page, const struct field *f)
{
	struct str s = tag_of(f);
	char quote = 0;

	for (size_t i = 2; i + 2 < s.len; i++) {
		char b = s.at[i];
		if (quote)
			quote = b == quote ? 0 : quote;
		else if (b == '"' || b == '\'')
			quote = b;
		else if (b == '|' && s.at[i + 1] != '|' && s.at[i - 1] != '|') {
			size_t from = i + 1, end;
			while (from < s.len && s.at[from] == ' ')
				from++;
			for (end = from;
				end < s.len && is_word_byte(s.at[end]);)
				end++;
			check_filter(c, page->body, f->at + from,
				str_sub(s, from, end - from));
		}
	}
}

/* "{{name|there}}" is a fallback, not a filter: a page must show that it has
 * filters, by a known one or by tags of such a language. */
static bool
has_filters(const struct page *page)
{
	list_each (const struct field, f, &page->fields)
		if (f->dialect == DIALECT_STATEMENT)
			return true;
	return false;
}

/* "| name:" and "| name(" take arguments: no fallback does. */
static bool
takes_arguments(const struct field *f)
{
	struct str s = tag_of(f);
	size_t bar = str_rchr(s, '|');

	for (size_t i = bar + 1; i < s.len; i++)
		if (s.at[i] == ':' || s.at[i] == '(')
			return true;
		else if (!is_word_byte(s.at[i]) && s.at[i] != ' ')
			return false;
	return false;
}

static void
unknown_filter(struct check *c)
{
	if (c->stage != STAGE_TEMPLATE)
		return;
	list_each (const struct page, page, &pages_of(c)->list) {
		bool filters = has_filters(page);
		list_each (const struct field, f, &page->fields)
			if ((f->dialect == DIALECT_CURLY ||
				    f->dialect == DIALECT_STATEMENT) &&
				(filters || takes_arguments(f)) &&
				f->kind != FIELD_COMMENT)
				check_filters(c, page, f);
	}
}

/* --- two dialects --------------------------------------------------------- */

/* Dialects that one product reads together are of one kind. */
static const struct {
	enum dialect dialect;
	char kind;
} kinds[] = {
	{ DIALECT_CURLY, 'c' },
	{ DIALECT_BLADE, 'c' },
	{ DIALECT_ANGLE, 'a' },
	{ DIALECT_MAILCHIMP, 'm' },
	{ DIALECT_SALESFORCE, 's' },
	{ DIALECT_BRACE, 'b' },
	{ DIALECT_WORD, 'w' },
	{ DIALECT_TILDE, 't' },
};

static char
kind_of(const struct field *f)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].dialect == f->dialect)
			return kinds[i].kind;
	return 0;
}

/* A recipient's own data: what only the sending program fills in. */
static bool
is_personal(const struct field *f)
{
	const char *topic =
		f->kind == FIELD_VALUE ? field_topic(f->name) : NULL;

	return topic && one_of(str_of(topic), "person company position");
}

static void
two_dialects(struct check *c)
{
	const struct field *first = NULL;

	if (c->stage != STAGE_TEMPLATE)
		return;
	list_each (const struct field, f, &c->draft->fields) {
		if (!kind_of(f) || !is_personal(f) || f->broken)
			continue;
		if (!first)
			first = f;
		if (kind_of(f) == kind_of(first))
			continue;
		struct finding *two = find(c, in_text(f->text, f->at, f->len),
			N_("{1} and {2} are tags of two programs"), 2,
			shown(tag_of(first)), shown(tag_of(f)));
		finding_advice(two,
			N_("write all of them as the program that sends the "
			   "mail reads them; it leaves the others as they are"),
			0);
		return;
	}
}

#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: {{email}}\n"                                                      \
	"Subject: Drawing of the DN50 ball valve\n"
#define SIGNED	 "\n\nBest regards,\nLi Wei\n"
#define TEMPLATE "maillint: --stage template\n"
#define HTML(body)                                                             \
	"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"        \
	"<!DOCTYPE html><html lang=\"en\"><head><title>Valves</title></head>"  \
	"<body><p>" body "</p><p>Best regards,<br>Li Wei</p></body></html>\n"

static const struct rule rows[] = {
	{
		.id = "fields/unclosed-tag",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("template tag that is not closed"),
		.why = N_("A template engine stops at a tag that has no end, "
			  "or swallows the text up to the next one. In a mail "
			  "that is sent as it stands, the reader sees the "
			  "tag."),
		.bad = TEMPLATE HEAD
		"\nDear {{ name | default: 'customer',\n\nhere is the "
		"drawing." SIGNED,
		.good = TEMPLATE HEAD "\nDear {{ name | default: 'customer' "
				      "}},\n\nhere is the drawing." SIGNED,
		.on_draft = unclosed_tag,
	},
	{
		.id = "fields/malformed",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 15,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("merge field that is not written as its program "
			    "reads it"),
		.why = N_("A brace too few, a full-width brace of a Chinese "
			  "keyboard, or a curly quote inside: the program "
			  "takes the tag for text, and every reader sees it."),
		.bad = TEMPLATE HEAD
		"\nHello,\n\nhere is the drawing for ｛｛company｝｝." SIGNED,
		.good = TEMPLATE HEAD
		"\nHello,\n\nhere is the drawing for {{company}}." SIGNED,
		.on_field = malformed,
	},
	{
		.id = "fields/split-tag",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 15,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("template tag that an editor has split"),
		.why = N_("An editor has put its own markup between the braces "
			  "of a tag. On the screen it looks right, but the "
			  "program that sends the mail no longer sees a tag "
			  "there."),
		.bad = TEMPLATE HEAD HTML(
			"The drawing for {{<b>company</b>}} is ready."),
		.good = TEMPLATE HEAD HTML(
			"The drawing for <b>{{company}}</b> is ready."),
		.on_field = split_tag,
	},
	{
		.id = "fields/unclosed-block",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 15,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("block of a template that is not closed, or closes "
			    "none"),
		.why = N_("A template engine refuses the whole template, or "
			  "leaves out all that follows, when a block has no "
			  "end or an end has no block."),
		.bad = "maillint: --path mail.liquid\n" HEAD
		       "\nDear {{ name | default: 'customer' }},\n\n{% if "
		       "drawing %}here is the drawing." SIGNED,
		.good = "maillint: --path mail.liquid\n" HEAD
			"\nDear {{ name | default: 'customer' }},\n\n{% if "
			"drawing %}here is the drawing.{% endif %}" SIGNED,
		.on_draft = unclosed_block,
	},
	{
		.id = "fields/unknown-tag",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("misspelt word of a template language"),
		.why = N_("A template engine refuses a template with a tag "
			  "that it does not know."),
		.bad = TEMPLATE HEAD
		"\nDear {{ name | default: 'customer' }},\n\n{% if drawing "
		"%}here is the drawing.{% esle %}we draw it "
		"today.{% endif %}" SIGNED,
		.good = TEMPLATE HEAD
		"\nDear {{ name | default: 'customer' }},\n\n{% if drawing "
		"%}here is the drawing.{% else %}we draw it "
		"today.{% endif %}" SIGNED,
		.on_draft = unknown_tag,
	},
	{
		.id = "fields/unknown-filter",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("misspelt filter"),
		.why = N_("Some template engines refuse a filter that they do "
			  "not know. Others pass it over in silence, and a "
			  "fallback that was meant for a missing name is never "
			  "used."),
		.bad = TEMPLATE HEAD "\nDear {{ name | defualt: 'customer' "
				     "}},\n\nhere is the drawing." SIGNED,
		.good = TEMPLATE HEAD "\nDear {{ name | default: 'customer' "
				      "}},\n\nhere is the drawing." SIGNED,
		.on_draft = unknown_filter,
	},
	{
		.id = "fields/two-dialects",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("merge fields of two programs in one mail"),
		.why = N_("The program that sends the mail fills in its own "
			  "merge fields and leaves those of another program as "
			  "they are. Every reader sees them."),
		.bad = TEMPLATE HEAD
		"\nDear {{first_name | default: \"customer\"}},\n\nhere is "
		"the drawing for *|COMPANY|*." SIGNED,
		.good = TEMPLATE HEAD
		"\nDear {{first_name | default: \"customer\"}},\n\nhere is "
		"the drawing for {{company}}." SIGNED,
		.on_draft = two_dialects,
	},
	{
		.id = "fields/unknown-field",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 15,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("merge field that does not exist"),
		.why = N_("The field is not among those that 'fields' of the "
			  "configuration names. The reader gets an empty "
			  "place, or the tag as it stands."),
		.bad = "maillint: fields: [email, name, city]\n" TEMPLATE HEAD
		       "\nHello,\n\nour agent in {{ citty }} has the "
		       "drawing." SIGNED,
		.good = "maillint: fields: [email, name, city]\n" TEMPLATE HEAD
			"\nHello,\n\nour agent in {{ city }} has the "
			"drawing." SIGNED,
		.on_draft = unknown_field,
	},
	{
		.id = "fields/no-fallback",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE, .bulk = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("name without a fallback"),
		.why = N_("Lists of contacts have gaps. Where a name is "
			  "missing the mail begins with \"Hi ,\", and its "
			  "reader knows that a program wrote it."),
		.bad = TEMPLATE "maillint: --preset outreach\n" HEAD
				"\nHi {{first_name}},\n\nhere is the "
				"drawing." SIGNED,
		.good = TEMPLATE "maillint: --preset outreach\n" HEAD
				 "\nHi {{first_name | default: \"there\"}},"
				 "\n\nhere is the drawing." SIGNED,
		.on_draft = no_fallback,
	},
	{
		.id = "fields/spintax",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("choice of words that is not whole"),
		.why = N_("A program picks one of {one|another} for each mail. "
			  "A brace that is missing shows the choices to the "
			  "reader; an empty choice leaves a hole."),
		.bad = TEMPLATE HEAD
		"\n{Hi|Hello|} Anna,\n\n{here is|this is} the "
		"drawing." SIGNED,
		.good = TEMPLATE HEAD
		"\n{Hi|Hello|Good morning} Anna,\n\n{here is|this is} the "
		"drawing." SIGNED,
		.on_text = spintax,
	},
};

const struct family family_fields =
	FAMILY("fields", N_("merge fields and templates"), rows);
