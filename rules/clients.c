/* clients.c - what of a page mail programs do not support, by its damage. */
#include "clients.h"
#include "pages.h"

enum {
	NAMES_MOST = 4,
	NEGATIVE_LEAST = 10, /* pixels of a margin */
	STEPS_MOST = 2000000 /* elements looked at for selectors */
};

enum feature {
	F_NONE,
	F_FLEX,
	F_GRID,
	F_POSITION,
	F_VARIABLE,
	F_CALC,
	F_MARGIN,
	F_TRANSLATE,
	F_IMPORT,
	F_SVG,
	F_VIDEO,
	F_AUDIO,
	F_WEBP,
	F_AVIF,
	F_SVG_IMAGE,
	F_HEIF,
	F_TIFF,
	FEATURES
};

enum kind { OF_STYLE, OF_CONTENT, OF_IMAGE };

static const struct {
	const char *key; /* in client-support.txt */
	const char *shown;
	enum kind kind;
	const char *advice;
} features[FEATURES] = {
	[F_FLEX] = { "display:flex", "display:flex", OF_STYLE,
		N_("put the columns into a table; every client shows those") },
	[F_GRID] = { "display:grid", "display:grid", OF_STYLE,
		N_("put the columns into a table; every client shows those") },
	[F_POSITION] = { "position", "position", OF_STYLE,
		N_("place it by the cells of a table and their padding") },
	[F_VARIABLE] = { "var()", "var()", OF_STYLE,
		N_("write the value itself, before the one with var()") },
	[F_CALC] = { "calc()", "calc()", OF_STYLE,
		N_("write a fixed value or a percentage before it") },
	[F_MARGIN] = { "margin", "margin", OF_STYLE,
		N_("use padding on the cell around it; negative margins are "
		   "dropped") },
	[F_TRANSLATE] = { "transform", "transform: translate", OF_STYLE,
		N_("place it by the cells of a table and their padding") },
	[F_IMPORT] = { "@import", "@import", OF_STYLE,
		N_("copy these rules into the page, best into style "
		   "attributes") },
	[F_SVG] = { "<svg>", "<svg>", OF_CONTENT,
		N_("use a PNG picture with <img> and an alt text") },
	[F_VIDEO] = { "<video>", "<video>", OF_CONTENT,
		N_("use a picture that links to the film, or put one between "
		   "<video> and </video>") },
	[F_AUDIO] = { "<audio>", "<audio>", OF_CONTENT,
		N_("link to the recording instead") },
	[F_WEBP] = { "image webp", "WebP", OF_IMAGE,
		N_("save the picture as JPEG or PNG") },
	[F_AVIF] = { "image avif", "AVIF", OF_IMAGE,
		N_("save the picture as JPEG or PNG") },
	[F_SVG_IMAGE] = { "image svg", "SVG", OF_IMAGE,
		N_("save the picture as PNG, at twice its size") },
	[F_HEIF] = { "image heif", "HEIC", OF_IMAGE,
		N_("save the picture as JPEG or PNG") },
	[F_TIFF] = { "image tiff", "TIFF", OF_IMAGE,
		N_("save the picture as JPEG or PNG") },
};

/* Where a feature stands first in a draft, and how often. */
struct use {
	struct where first;
	struct str shown; /* as it is written there; or as the table has it */
	size_t n;
};

struct uses {
	struct use of[FEATURES];
	const struct html *h;
	size_t steps;
	bool ghosts; /* Outlook for Windows gets tables of its own */
};

static void
add(struct uses *u, enum feature f, struct str shown, size_t at, size_t len)
{
	struct use *use = &u->of[f];

	if (!use->n++) {
		use->first = in_text(u->h->body, at, len);
		use->shown = shown.len ? shown : str_of(features[f].shown);
	}
}

/* <!--[if mso]><table><tr><td><![endif]--> around a column: who writes that
 * has seen to Outlook. */
static bool
is_ghost(struct str s)
{
	return str_starts(s, STR("<!--[if")) &&
	       str_ihas(str_sub(s, 0, 40), STR("mso")) &&
	       (str_ihas(s, STR("<table")) || str_ihas(s, STR("<td"))) &&
	       !str_ihas(s, STR("</table"));
}

static bool
has_ghosts(const struct html *h)
{
	list_each (const struct span, c, &h->comments)
		if (is_ghost(str_sub(h->body->s, c->at, c->len)))
			return true;
	return false;
}

static size_t
children(const struct html *h, const struct element *e)
{
	int32_t index = (int32_t)(e - h->elements.at);
	size_t n = 0;

	for (size_t i = (size_t)index + 1; i < h->elements.n; i++) {
		const struct element *x = &h->elements.at[i];
		if (x->depth <= e->depth)
			break;
		n += x->parent == index && !x->hidden;
	}
	return n;
}

/* The same property said before, more plainly, in the same block. */
static bool
has_fallback(const declaration_list *style, const struct declaration *d)
{
	for (const struct declaration *x = style->at; x < d; x++)
		if (str_eq(x->name, d->name))
			return true;
	return false;
}

static bool
has_word(struct str value, struct str word)
{
	return str_istarts(value, word) &&
	       (value.len == word.len || !is_alpha(value.at[word.len]));
}

static bool
is_negative(struct str value)
{
	while (value.len) {
		size_t at = str_chr(value, '-');
		struct str n = str_from(value, at + 1);
		uint64_t pixels = 0;
		size_t digits = 0;
		while (digits < n.len && is_digit(n.at[digits]))
			digits++;
		if (str_number(str_sub(n, 0, digits), &pixels) &&
			pixels >= NEGATIVE_LEAST && pixels < 500 &&
			str_istarts(str_from(n, digits), STR("px")) &&
			(at == 0 || is_blank(value.at[at - 1])))
			return true;
		value = n;
	}
	return false;
}

/* Of clients that lack these, only Outlook for Windows is of weight. */
static bool
is_for_outlook_only(enum feature f)
{
	return f == F_FLEX || f == F_GRID || f == F_CALC;
}

static enum feature
feature_of_display(struct str value)
{
	if (has_word(value, STR("flex")) || has_word(value, STR("inline-flex")))
		return F_FLEX;
	if (has_word(value, STR("grid")) || has_word(value, STR("inline-grid")))
		return F_GRID;
	return F_NONE;
}

static enum feature
feature_of(const struct declaration *d)
{
	if (str_eq(d->name, STR("display")))
		return feature_of_display(d->value);
	if (str_eq(d->name, STR("position")))
		return has_word(d->value, STR("absolute")) ||
				       has_word(d->value, STR("fixed")) ||
				       has_word(d->value, STR("sticky"))
			       ? F_POSITION
			       : F_NONE;
	if (str_starts(d->name, STR("margin")) && is_negative(d->value))
		return F_MARGIN;
	if (str_eq(d->name, STR("transform")))
		return str_ihas(d->value, STR("translate")) ? F_TRANSLATE
							    : F_NONE;
	if (str_chr(d->value, '(') == d->value.len)
		return F_NONE;
	if (str_ihas(d->value, STR("var(--")) && d->name.at[0] != '-')
		return F_VARIABLE;
	if (str_ihas(d->value, STR("calc(")) &&
		!str_ihas(d->value, STR("-calc(")))
		return F_CALC;
	return F_NONE;
}

/* Those that only say how several things stand beside each other. */
static bool
is_idle(const struct html *h, enum feature f, const struct element *e)
{
	if (f != F_FLEX && f != F_GRID)
		return false;
	return !e || children(h, e) < 2;
}

static struct str
shown_of(struct check *c, enum feature f, const struct declaration *d)
{
	if (f == F_VARIABLE || f == F_CALC)
		return STR_NONE;
	return arena_printf(c->arena, "%.*s: %.*s", STR_ARG(d->name),
		STR_ARG(str_sub(d->value, 0, 40)));
}

/* `e` is an element that the style applies to. */
static void
read_style(struct check *c, struct uses *u, const declaration_list *style,
	const struct element *e)
{
	list_each (const struct declaration, d, style) {
		enum feature f = feature_of(d);
		if (f == F_NONE || has_fallback(style, d) ||
			is_idle(u->h, f, e) ||
			(u->ghosts && is_for_outlook_only(f)) ||
			page_has_tags(u->h, d->at, d->len))
			continue;
		add(u, f, shown_of(c, f, d), d->at, d->len);
	}
}

/* Selectors that only one client reads: all of it is meant so. */
static bool
is_hack(struct str selector)
{
	static const struct str marks[] = { STR("u +"), STR("u+"),
		STR("[data-"), STR("ExternalClass"), STR("MessageView"),
		STR("[class~="), STR("[owa]"), STR("_:"), STR("x_") };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_has(selector, marks[i]))
			return true;
	return false;
}

static bool
is_combinator(char c)
{
	return is_blank(c) || c == '>' || c == '+' || c == '~';
}

static size_t
name_length(struct str s)
{
	size_t n = 0;
	while (n < s.len && (is_alnum(s.at[n]) || s.at[n] == '-' ||
				    s.at[n] == '_' || (uint8_t)s.at[n] > 127))
		n++;
	return n;
}

/* "td.a#b" against an element; false for what we do not read. */
static bool
matches(const struct element *e, struct str compound)
{
	size_t n = name_length(compound);
	const struct attribute *id = element_attribute(e, "id");

	if (n && !str_ieq(str_sub(compound, 0, n), e->name))
		return false;
	if (!n && compound.len && compound.at[0] == '*')
		n = 1;
	for (compound = str_from(compound, n); compound.len;) {
		char mark = compound.at[0];
		n = name_length(str_from(compound, 1));
		struct str name = str_sub(compound, 1, n);
		if (!n || (mark != '.' && mark != '#'))
			return false;
		if (mark == '.' && !element_has_class(e, name))
			return false;
		if (mark == '#' && (!id || !str_eq(id->value, name)))
			return false;
		compound = str_from(compound, n + 1);
	}
	return true;
}

static const struct element *
first_of_compound(struct uses *u, struct str compound)
{
	if (!compound.len)
		return NULL;
	list_each (const struct element, e, &u->h->elements)
		if (u->steps++ > STEPS_MOST)
			break;
		else if (!e->hidden && matches(e, compound))
			return e;
	return NULL;
}

/* The first element that a selector names in its last part. */
static const struct element *
element_of(struct uses *u, struct str selectors)
{
	while (selectors.at) {
		struct str one = str_trim(str_cut(&selectors, ','));
		size_t from = one.len;
		while (from > 0 && !is_combinator(one.at[from - 1]))
			from--;
		const struct element *e =
			first_of_compound(u, str_from(one, from));
		if (e)
			return e;
	}
	return NULL;
}

static bool
is_of_interest(const struct sheet_rule *r)
{
	list_each (const struct declaration, d, &r->style)
		if (feature_of(d) != F_NONE)
			return true;
	return false;
}

static bool
imports_fonts(struct str prelude)
{
	return str_ihas(prelude, STR("font")) ||
	       str_ihas(prelude, STR("typekit")) ||
	       str_ihas(prelude, STR("typography")) ||
	       str_ihas(prelude, STR("typenetwork"));
}

static void
read_sheet(struct check *c, struct uses *u)
{
	list_each (const struct sheet_rule, r, &u->h->sheet) {
		if (r->inside >= 0)
			continue;
		if (str_istarts(r->prelude, STR("@import"))) {
			if (!imports_fonts(
				    str_sub(u->h->body->s, r->at, r->len)))
				add(u, F_IMPORT, STR_NONE, r->at, r->len);
			continue;
		}
		if (r->prelude.at[0] == '@' || !is_of_interest(r) ||
			is_hack(r->prelude))
			continue;
		const struct element *e = element_of(u, r->prelude);
		if (e)
			read_style(c, u, &r->style, e);
	}
}

static enum feature
image_format(struct str src)
{
	static const struct {
		struct str ending;
		enum feature feature;
	} rows[] = { { STR(".webp"), F_WEBP }, { STR(".avif"), F_AVIF },
		{ STR(".svg"), F_SVG_IMAGE }, { STR(".heic"), F_HEIF },
		{ STR(".heif"), F_HEIF }, { STR(".tif"), F_TIFF },
		{ STR(".tiff"), F_TIFF } };
	struct str path = str_cut(&src, '?');

	path = str_cut(&path, '#');
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_iends(path, rows[i].ending))
			return rows[i].feature;
	return F_NONE;
}

static void
read_images(struct uses *u)
{
	list_each (const struct image, i, &u->h->images) {
		const struct element *e = &u->h->elements.at[i->element];
		const struct attribute *src = element_attribute(e, "src");
		enum feature f =
			src && !i->hidden ? image_format(i->src) : F_NONE;
		if (f != F_NONE)
			add(u, f, STR_NONE, src->value_at, src->value_len);
	}
}

/* What clients that lack it show in its place. */
static bool
has_inner(const struct html *h, const struct element *e)
{
	if (element_text(h, e).len)
		return true;
	for (const struct element *x = e + 1;
		x < h->elements.at + h->elements.n && x->depth > e->depth; x++)
		if (x->tag == TAG_IMG || x->tag == TAG_A)
			return true;
	return false;
}

/* A letter that somebody typed, with styles that were pasted along. */
static bool
is_letter(const struct check *c, const struct html *h)
{
	return h->fragment && c->stage == STAGE_FINAL &&
	       c->preset != PRESET_BULK && !page_is_designed(h);
}

static void
read_elements(struct check *c, struct uses *u)
{
	bool letter = is_letter(c, u->h);

	list_each (const struct element, e, &u->h->elements) {
		if (!e->hidden && !letter)
			read_style(c, u, &e->style, e);
		if (e->tag == TAG_SVG)
			add(u, F_SVG, STR_NONE, e->at, e->len);
		else if (e->tag == TAG_VIDEO && !has_inner(u->h, e))
			add(u, F_VIDEO, STR_NONE, e->at, e->len);
		else if (e->tag == TAG_AUDIO && !has_inner(u->h, e))
			add(u, F_AUDIO, STR_NONE, e->at, e->len);
	}
}

/* What people call a client; several of ours may have one name. */
static const char *
client_name(struct str id)
{
	static const struct {
		const char *id, *name;
	} rows[] = { { "outlook-windows", "Outlook for Windows" },
		{ "outlook-com", "Outlook.com" }, { "outlook", "Outlook" },
		{ "gmail", "Gmail" }, { "apple", "Apple Mail" },
		{ "yahoo", "Yahoo Mail" }, { "samsung", "Samsung Email" },
		{ "thunderbird", "Thunderbird" }, { "proton", "Proton Mail" },
		{ "gmx", "GMX" }, { "mail-ru", "Mail.ru" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_starts(id, str_of(rows[i].id)))
			return rows[i].name;
	return NULL;
}

static struct str
joined(struct check *c, struct str all, const char *name)
{
	if (!all.len)
		return str_of(name);
	return arena_printf(c->arena, "%.*s, %s", STR_ARG(all), name);
}

/* Of those wholly without it, or of those that have a part. */
static struct str
names_of(struct check *c, const char *list, bool partly)
{
	struct str rest = str_of(list), all = STR_NONE;
	size_t n = 0;

	while (rest.at && n < NAMES_MOST) {
		struct str id = str_cut(&rest, ' ');
		bool part = str_starts(id, STR("~"));
		const char *name = client_name(str_from(id, part));
		if (part != partly || !name || str_has(all, str_of(name)))
			continue;
		all = joined(c, all, name);
		n++;
	}
	return all;
}

/* The names of those without it; where none is wholly without, of those that
 * have a part. */
static struct str
client_names(struct check *c, const char *list)
{
	struct str all = names_of(c, list, false);

	return all.len ? all : names_of(c, list, true);
}

static const char *
message_of(enum kind kind, bool several)
{
	if (kind == OF_CONTENT)
		return several ? N_("{1} is not shown in {2} ({3} times here)")
			       : N_("{1} is not shown in {2}");
	if (kind == OF_IMAGE)
		return several ? N_("{1} pictures are not shown in {2} ({3} of "
				    "them here)")
			       : N_("{1} pictures are not shown in {2}");
	return several ? N_("{1} has no effect in {2} ({3} times here)")
		       : N_("{1} has no effect in {2}");
}

static void
report(struct check *c, enum feature f, const struct use *use)
{
	const struct lexicon_entry *e =
		lexicon_find(&lexicon_client_support, str_of(features[f].key));

	if (!e || !use->n)
		return;
	finding_advice(
		find(c, use->first, message_of(features[f].kind, use->n > 1), 3,
			use->shown, client_names(c, e->value),
			arg_number(c, (int64_t)use->n)),
		features[f].advice, 0);
}

void
clients_unsupported(struct check *c)
{
	struct uses *u = ARENA_NEW(c->arena, struct uses);

	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		u->h = h;
		u->ghosts = has_ghosts(h);
		read_elements(c, u);
		read_images(u);
		read_sheet(c, u);
	}
	for (enum feature f = F_NONE + 1; f < FEATURES; f++)
		report(c, f, &u->of[f]);
}

/* The row of a declaration, by name and value or by name alone. */
static const struct lexicon_entry *
entry_of(struct check *c, const struct declaration *d)
{
	struct str both = arena_printf(c->arena, "%.*s:%.*s", STR_ARG(d->name),
		STR_ARG(str_sub(d->value, 0, 20)));
	const struct lexicon_entry *e =
		lexicon_find(&lexicon_client_support, both);

	return e ? e : lexicon_find(&lexicon_client_support, d->name);
}

struct seen {
	LIST(const struct lexicon_entry *) entries;
};

static bool
is_new(struct check *c, struct seen *seen, const struct lexicon_entry *e)
{
	list_each (const struct lexicon_entry *, x, &seen->entries)
		if (*x == e)
			return false;
	*list_push(c->arena, &seen->entries) = e;
	return true;
}

static void
degrade(struct check *c, struct seen *seen, const struct html *h,
	const struct lexicon_entry *e, size_t at, size_t len)
{
	if (!e || str_starts(str_of(e->value), STR("~")) || !is_new(c, seen, e))
		return;
	finding_advice(find(c, in_text(h->body, at, len),
			       N_("{1} has no effect in {2}"), 2,
			       str_of(e->key), client_names(c, e->value)),
		N_("see that the mail is still good without it"), 0);
}

static void
degrade_style(struct check *c, struct seen *seen, const struct html *h,
	const declaration_list *style)
{
	list_each (const struct declaration, d, style)
		if (feature_of(d) == F_NONE)
			degrade(c, seen, h, entry_of(c, d), d->at, d->len);
}

void
clients_degrades(struct check *c)
{
	struct seen seen = { { 0 } };

	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls) {
		list_each (const struct element, e, &h->elements)
			degrade_style(c, &seen, h, &e->style);
		list_each (const struct sheet_rule, r, &h->sheet) {
			struct str rest = r->prelude;
			struct str name = str_cut(&rest, ' ');
			if (r->prelude.at[0] == '@')
				degrade(c, &seen, h,
					lexicon_find(
						&lexicon_client_support, name),
					r->at, (uint32_t)name.len);
			degrade_style(c, &seen, h, &r->style);
		}
	}
}
