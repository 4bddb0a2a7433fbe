/*
 * html.c - the tags of a page, and through libxml2 how its elements nest.
 *
 * libxml2 2.9 stops silently or turns quadratic on a page that is meant to
 * break it, and gives no places. So it is never shown the page, but its
 * shape: the bare tags, under names of a closed list. An event of its SAX
 * parser belongs to the tag whose end in the shape is the first at or after
 * the parser's place.
 *
 * What nests as it is written needs no opinion: a start tag that can end no
 * other element, and then its own end tag, are taken out of the shape again.
 */
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "../base/buf.h"
#include "../base/library.h"
#include "../base/limits.h"
#include "../base/memory.h"
#include "page.h"
#include "sheet.h"

/* clang-format off */
#define XML_FUNCTIONS(F)                                                       \
	F(htmlCtxtUseOptions) F(htmlFreeParserCtxt) F(htmlNewParserCtxt)       \
	F(htmlParseDocument) F(inputPush) F(xmlMemSetup)                       \
	F(xmlNewStringInputStream) F(xmlStopParser)
/* clang-format on */

enum {
	LIMIT_SHAPE = 16 * MIB, /* more than LIMIT_TAGS of each kind need */
	IMPLIED = -1,		/* an element that libxml2 made up */
	OPEN_MOST = LIMIT_HTML_DEPTH + 8
};

/* Only in a body does an element imply none around it, and only in a page
 * in good order is it known to be one. */
enum region { BEFORE, IN_HEAD, IN_BODY, UNSURE };

/* A tag of the shape. */
struct mark {
	uint32_t event;
	uint32_t end; /* in the shape */
	bool start;   /* of an element that may have content */
	bool spare;   /* with its end tag behind it, it ends nothing */
};

struct shape {
	struct page *page;
	struct buf bytes;
	LIST(struct mark) marks;
	enum region region;
	size_t written; /* elements that are open as the tags are written */
	bool anchor;	/* an <a> is open */

	htmlParserCtxtPtr parser;
	size_t mark;		 /* the tag that the parser is at ... */
	size_t event;		 /* ... and its event */
	int32_t open[OPEN_MOST]; /* events of start tags */
	size_t depth;
	bool stopped;
};

struct xml {
	XML_FUNCTIONS(LIBRARY_MEMBER)
};

static const struct xml *
xml(void)
{
	static const char *const names[] = { XML_FUNCTIONS(LIBRARY_NAME) NULL };
	static struct xml loaded = { XML_FUNCTIONS(LIBRARY_ADDRESS) };

	if (!loaded.inputPush)
		library_need(LIBRARY_XML, names, &loaded);
	return &loaded;
}

struct span
page_span(const struct page *p, size_t at, size_t len)
{
	return text_span(p->h->body, at, len);
}

void
page_note_limit(struct page *p, const struct token *t, struct str what)
{
	struct span span = page_span(p, t->at, t->len);

	if (str_eq(what, STR("HTML tags")) ||
		str_eq(what, STR("all HTML attributes")))
		defect_note_limit(p->defects, span, p->h->part, what);
	else
		defect_note(p->defects, DEFECT_LIMIT, span, p->h->part, what);
}

/* True for an element that no other one can stand in. */
static bool
is_leaf(const struct token *t)
{
	const struct tag_fact *f = t->fact;

	if (f->traits & (TRAIT_VOID | TRAIT_RAW))
		return true;
	/* "/>" means nothing to HTML, but authors of MJML and VML mean it. */
	return t->self_closing && f->tag == TAG_OTHER &&
	       !(f->traits & TRAIT_NESTS);
}

/*
 * The name under which libxml2 is shown an element. HTML 4, which it knows,
 * ends <a>, <b> and the like where no browser does, so that these and unknown
 * elements go under names that have no such rules.
 */
static struct str
shape_name(const struct tag_fact *fact, struct str name)
{
	static const char inert[8][5] = { "abbr", "bdo", "cite", "code", "dfn",
		"kbd", "samp", "var" };

	if (fact->traits & TRAIT_NESTS)
		return str_of(fact->name);
	if (fact->tag == TAG_A)
		return STR("q");
	return str_of(inert[str_ihash(name) % 8]);
}

static void
shape_tag(struct shape *s, struct str open, struct str name)
{
	size_t len = open.len + name.len + 1;
	char *to = buf_reserve(&s->bytes, len);

	if (!to)
		return;
	memcpy(to, open.at, open.len);
	memcpy(to + open.len, name.at, name.len);
	to[len - 1] = '>';
	s->bytes.len += len;
}

static const struct mark *
last_mark(const struct shape *s)
{
	return s->marks.n ? &s->marks.at[s->marks.n - 1] : NULL;
}

static int
holds(const struct tag_fact *f)
{
	return f->traits & TRAIT_NESTS ? f->traits & HOLDS : HOLDS_ALL;
}

/* True for a start tag that ends nothing where it stands. */
static bool
is_harmless(const struct shape *s, const struct tag_fact *f)
{
	const struct mark *last = last_mark(s);

	if (s->region != IN_BODY || s->written >= LIMIT_HTML_DEPTH ||
		f->tag == TAG_BODY || f->tag == TAG_HEAD || f->tag == TAG_HTML)
		return false;
	if (!(f->traits & TRAIT_NESTS) || f->tag == TAG_FONT ||
		f->tag == TAG_SPAN)
		return true;
	int part = holds(f) == HOLDS_ALL ? 0 : holds(f);
	return last && last->start &&
	       part < holds(s->page->events.at[last->event].fact);
}

static enum region
region_after(enum region now, const struct token *t)
{
	bool start = t->kind == TOKEN_START;

	switch (t->fact->tag) {
	case TAG_HTML:
		return now == BEFORE && start ? BEFORE : UNSURE;
	case TAG_HEAD:
		if (start)
			return now == BEFORE ? IN_HEAD : UNSURE;
		return now == IN_HEAD ? BEFORE : UNSURE;
	case TAG_BODY:
		return start && now <= IN_HEAD ? IN_BODY : UNSURE;
	default:
		if (!start || now >= IN_BODY)
			return now;
		return now == BEFORE ? IN_BODY : UNSURE;
	}
}

static void
add_mark(struct shape *s, const struct token *t, bool spare)
{
	bool start = t->kind == TOKEN_START && !(t->fact->traits & TRAIT_VOID);

	*list_push(s->page->arena, &s->marks) = (struct mark){
		.event = (uint32_t)s->page->events.n - 1,
		.end = (uint32_t)s->bytes.len,
		.start = start,
		.spare = spare && start,
	};
	if (start)
		s->written++;
	else if (t->kind == TOKEN_END && s->written)
		s->written--;
	s->region = region_after(s->region, t);
}

/* Takes the last start tag out of the shape when this is its end tag. */
static bool
closes_last(struct shape *s, const struct token *t)
{
	const struct mark *last = last_mark(s);
	struct event *events = s->page->events.at;

	if (!last || !last->spare || !str_eq(events[last->event].name, t->name))
		return false;
	events[last->event].ends = (uint32_t)s->page->events.n - 1;
	s->marks.n--;
	s->written--;
	last = last_mark(s);
	s->bytes.len = last ? last->end : 0;
	return true;
}

/*
 * Adds what libxml2 is shown of a tag. A blank stands before a tag that may
 * end other elements: libxml2 does so while it is still before that tag.
 */
static void
shape_add(struct shape *s, const struct token *t)
{
	bool start = t->kind == TOKEN_START, anchor = t->fact->tag == TAG_A;
	bool nests = t->fact->traits & TRAIT_NESTS;
	bool relinks = anchor && s->anchor && start; /* links do not nest */
	bool leaf = start ? is_leaf(t) && t->fact->tag != TAG_HR
			  : t->fact->traits & (TRAIT_VOID | TRAIT_RAW);

	if (leaf)
		return;
	if (anchor)
		s->anchor = start;
	if (!start && closes_last(s, t))
		return;
	struct str name = shape_name(t->fact, t->name);
	bool spare = start && !relinks && is_harmless(s, t->fact);
	if (relinks)
		shape_tag(s, STR("</"), name);
	shape_tag(s, !start ? STR("</") : nests ? STR(" <") : STR("<"), name);
	add_mark(s, t, spare);
}

static int32_t
add_element(struct page *p, const struct token *t)
{
	struct element *e = list_push(p->arena, &p->h->elements);

	*e = (struct element){ .tag = (enum tag)t->fact->tag,
		.name = t->name,
		.at = t->at,
		.len = t->len,
		.parent = -1,
		.attributes = t->attributes };
	if (t->cut)
		page_note_limit(p, t, str_of(t->cut));
	return (int32_t)p->h->elements.n - 1;
}

static void
add_event(struct shape *s, const struct token *t)
{
	struct page *p = s->page;
	struct event *e = list_push(p->arena, &p->events);

	*e = (struct event){ .kind = t->kind,
		.at = t->at,
		.len = t->len,
		.element = -1,
		.fact = t->fact,
		.name = t->name };
	if (t->kind == TOKEN_START)
		e->element = add_element(p, t);
	if (t->kind == TOKEN_START || t->kind == TOKEN_END)
		shape_add(s, t);
}

static bool
sheet_sets(struct str css, struct str lower, struct str upper)
{
	return str_has(css, lower) || str_has(css, upper);
}

static void
note_sheet(struct page *p, const struct token *t)
{
	struct str css = str_sub(p->real, t->at, t->len);
	struct html *h = p->h;

	h->sheet_color |= sheet_sets(css, STR("color"), STR("COLOR"));
	h->sheet_background |=
		sheet_sets(css, STR("background"), STR("BACKGROUND"));
	h->sheet_font |= sheet_sets(css, STR("font"), STR("FONT"));
	*list_push(p->arena, &p->sheets) = span_of(t->at, t->len);
}

/* Rules and declarations count as attributes where those are counted. */
static void
read_sheets(struct page *p)
{
	struct html_used *used = &p->h->used;
	size_t left = LIMIT_ATTRIBUTES_ALL - used->attributes;

	list_each (const struct span, css, &p->sheets) {
		if (sheet_read(&p->h->sheet, p->arena,
			    str_sub(p->masked, css->at, css->len),
			    str_sub(p->real, css->at, css->len), css->at,
			    &left))
			continue;
		defect_note_limit(p->defects, page_span(p, css->at, css->len),
			p->h->part, STR("all HTML attributes"));
		break;
	}
	used->attributes = LIMIT_ATTRIBUTES_ALL - left;
}

/* What the page says about itself, wherever it says it. */
static void
read_page_facts(struct page *p, const struct token *t)
{
	struct html *h = p->h;

	if (t->kind == TOKEN_DOCTYPE)
		h->doctype = true;
	else if (t->kind == TOKEN_RAW && str_eq(t->name, STR("style")))
		note_sheet(p, t);
	else if (t->kind == TOKEN_COMMENT)
		*list_push(p->arena, &h->comments) = span_of(t->at, t->len);
	else if (t->kind == TOKEN_START &&
		 (t->fact->tag == TAG_HTML || t->fact->tag == TAG_BODY))
		h->fragment = false;
}

/* A page has a tag every 30 bytes or so: lists that need not grow. */
static void
make_room(struct page *p)
{
	size_t n = p->real.len / 32 + 8, most = 1024;

	n = n < most ? n : most;
	p->h->elements.at = arena_room(p->arena, n / 2, sizeof(struct element));
	p->h->elements.room = n / 2;
	p->events.at = arena_room(p->arena, n, sizeof(struct event));
	p->events.room = n;
}

/* Elements and events of the whole page; the shape grows beside them. */
static void
read_tags(struct shape *s)
{
	struct page *p = s->page;
	struct html_used *used = &p->h->used;
	struct lexer lexer;
	struct token t;

	p->h->fragment = true;
	make_room(p);
	lexer_init(&lexer, p->arena, p->masked, p->real);
	lexer.kept = used->attributes;
	while (lexer_next(&lexer, &t)) {
		if (t.kind == TOKEN_TEXT)
			continue;
		if ((t.kind == TOKEN_START && used->tags >= LIMIT_TAGS) ||
			used->marks >= LIMIT_MARKS) {
			p->h->stopped = true;
			p->end = t.at;
			page_note_limit(p, &t, STR("HTML tags"));
			break;
		}
		read_page_facts(p, &t);
		add_event(s, &t);
		used->tags += t.kind == TOKEN_START;
		used->marks++;
	}
	used->attributes = lexer.kept < LIMIT_ATTRIBUTES_ALL
				   ? lexer.kept
				   : LIMIT_ATTRIBUTES_ALL;
	/* What is still open ends behind the last tag. */
	buf_char(&s->bytes, ' ');
}

static size_t
parser_at(const struct shape *s)
{
	xmlParserInputPtr in = s->parser->input;
	return in ? in->consumed + (size_t)(in->cur - in->base) : 0;
}

/* Steps on to the event that the parser is at. */
static void
advance(struct shape *s)
{
	size_t at = parser_at(s);

	while (s->mark < s->marks.n && s->marks.at[s->mark].end < at)
		s->mark++;
	s->event = s->mark < s->marks.n ? s->marks.at[s->mark].event
					: s->page->events.n;
}

static void
open_element(struct shape *s, int32_t event)
{
	struct page *p = s->page;

	s->open[s->depth++] = event;
	if (event != IMPLIED)
		p->events.at[event].ends = (uint32_t)p->events.n;
}

static void
close_element(struct shape *s)
{
	int32_t event = s->open[--s->depth];
	if (event != IMPLIED)
		s->page->events.at[event].ends = (uint32_t)s->event;
}

static bool
is_implied(const struct shape *s, const xmlChar *name)
{
	if (s->event >= s->page->events.n)
		return true;
	const struct event *e = &s->page->events.at[s->event];
	return e->kind != TOKEN_START || !str_eq(shape_name(e->fact, e->name),
						 str_of((const char *)name));
}

static void
on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
	struct shape *s = user;

	(void)attributes;
	if (s->stopped)
		return;
	advance(s);
	if (s->depth >= LIMIT_HTML_DEPTH) {
		s->stopped = true;
		xml()->xmlStopParser(s->parser);
		return;
	}
	open_element(s, is_implied(s, name) ? IMPLIED : (int32_t)s->event);
}

static void
on_end(void *user, const xmlChar *name)
{
	struct shape *s = user;

	(void)name;
	if (s->stopped || !s->depth)
		return;
	advance(s);
	close_element(s);
}

/*
 * On from where libxml2 stopped, by start and end tags alone. What would be
 * too deep stays without content.
 */
static void
close_by_name(struct shape *s, const struct event *e)
{
	const struct event *events = s->page->events.at;

	for (size_t i = s->depth; i-- > 0;) {
		int32_t open = s->open[i];
		if (open == IMPLIED || !str_eq(events[open].name, e->name))
			continue;
		while (s->depth > i)
			close_element(s);
		return;
	}
}

static void
go_on_alone(struct shape *s)
{
	struct page *p = s->page;
	size_t beyond = 0;

	for (; s->event < p->events.n; s->event++) {
		const struct event *e = &p->events.at[s->event];
		bool tag = e->kind == TOKEN_START || e->kind == TOKEN_END;
		if (!tag || e->fact->traits & (TRAIT_VOID | TRAIT_RAW))
			continue;
		if (e->kind == TOKEN_END && beyond)
			beyond--;
		else if (e->kind == TOKEN_END)
			close_by_name(s, e);
		else if (s->depth < LIMIT_HTML_DEPTH)
			open_element(s, (int32_t)s->event);
		else
			beyond++;
	}
}

static void *
new_memory(size_t size)
{
	return memory_resize(NULL, size);
}

static char *
new_copy(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(new_memory(size), text, size);
}

/* Without memory libxml2 may go round in circles, or stop and not say so. */
static void
set_memory_up(void)
{
	static bool done;

	if (!done)
		xml()->xmlMemSetup(free, new_memory, memory_resize, new_copy);
	done = true;
}

/*
 * libxml2's parser of a shape. The bytes are not copied: an input without a
 * buffer of its own is never grown, which is most of the work on small pages.
 */
static bool
open_parser(struct shape *s)
{
	buf_char(&s->bytes, 0);
	s->bytes.len--;
	set_memory_up();
	s->parser = xml()->htmlNewParserCtxt();
	xmlParserInputPtr in =
		s->parser ? xml()->xmlNewStringInputStream(
				    s->parser, (const xmlChar *)s->bytes.at)
			  : NULL;
	if (!in)
		return false;
	xml()->inputPush(s->parser, in);
	xml()->htmlCtxtUseOptions(
		s->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
				   HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
				   HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);
	*s->parser->sax = (htmlSAXHandler){
		.startElement = on_start, .endElement = on_end, .initialized = 1
	};
	s->parser->userData = s;
	return true;
}

/* Which element each event ends, as libxml2 sees it. False: not to the end. */
static bool
parse_shape(struct shape *s)
{
	bool whole = false;

	if (open_parser(s)) {
		xml()->htmlParseDocument(s->parser);
		whole = !s->stopped && !s->parser->disableSAX &&
			parser_at(s) == s->bytes.len;
	}
	if (s->parser)
		xml()->htmlFreeParserCtxt(s->parser);
	return whole;
}

/* The tag that begins or ends the page, its head or its body. */
static bool
is_frame(const struct shape *s, size_t mark, enum tag tag, bool start)
{
	const struct event *e = &s->page->events.at[s->marks.at[mark].event];

	return e->fact->tag == tag &&
	       e->kind == (start ? TOKEN_START : TOKEN_END);
}

/*
 * A page of which no more is left than the tags around it, each once and in
 * its place: they end each other.
 */
static bool
close_frame(struct shape *s)
{
	static const enum tag tags[] = { TAG_HTML, TAG_HEAD, TAG_HEAD, TAG_BODY,
		TAG_BODY, TAG_HTML };
	static const uint8_t partner[] = { 5, 2, 1, 4, 3, 0 };
	enum { FRAME = 6 };

	if (s->marks.n != FRAME)
		return false;
	for (size_t i = 0; i < FRAME; i++)
		if (!is_frame(s, i, tags[i], partner[i] > i))
			return false;
	for (size_t i = 0; i < FRAME; i++)
		if (partner[i] > i)
			s->page->events.at[s->marks.at[i].event].ends =
				s->marks.at[partner[i]].event;
	return true;
}

static void
read_shape(struct shape *s)
{
	struct page *p = s->page;

	if (close_frame(s))
		return;
	if (s->bytes.full || (s->bytes.len > 1 && !parse_shape(s))) {
		size_t at = s->event < p->events.n ? p->events.at[s->event].at
						   : p->real.len;
		defect_note(p->defects, DEFECT_HTML_STOPPED,
			page_span(p, at, 0), p->h->part, STR("HTML depth"));
		go_on_alone(s);
	}
}

void
html_parse(struct html *h, link_list *links, struct arena *arena,
	const struct text *body, const struct part *part,
	struct defects *defects)
{
	struct page page = { .h = h,
		.arena = arena,
		.masked = template_mask(arena, body->s),
		.real = body->s,
		.end = body->s.len,
		.defects = defects };
	struct shape shape;

	*h = (struct html){ .part = part,
		.body = body,
		.before = h->before,
		.used = h->before };
	h->masked = page.masked;
	memset(&shape, 0, sizeof shape);
	shape.page = &page;
	buf_init(&shape.bytes, LIMIT_SHAPE);
	read_tags(&shape);
	read_sheets(&page);
	read_shape(&shape);
	buf_release(&shape.bytes);
	page_show(&page, links);
}

const struct attribute *
element_attribute(const struct element *e, const char *name)
{
	struct str wanted = str_of(name);

	list_each (struct attribute, a, &e->attributes)
		if (str_eq(a->name, wanted))
			return a;
	return NULL;
}

const struct declaration *
element_style(const struct element *e, const char *property)
{
	const struct declaration *last = NULL;
	struct str wanted = str_of(property);

	list_each (struct declaration, d, &e->style)
		if (str_eq(d->name, wanted))
			last = d;
	return last;
}

/* The map of a value in which entities were decoded. */
static const struct map *
map_entities(
	struct arena *arena, const struct text *body, const struct attribute *a)
{
	struct map *m = ARENA_NEW(arena, struct map);
	struct str raw = str_sub(body->s, a->value_at, a->value_len);
	char unit[8];

	m->under = body->map;
	for (size_t i = 0, at = 0; i < raw.len && at < a->value.len;) {
		size_t len = 1, n = raw.at[i] != '&' ? 0
						     : entity_read_attribute(
							       str_from(raw, i),
							       unit, &len);
		if (!n)
			len = n = 1;
		map_add(arena, m, at, a->value_at + i, (uint16_t)len,
			(uint16_t)n);
		at += len;
		i += n;
	}
	return m;
}

struct text
attribute_text(
	struct arena *arena, const struct html *h, const struct attribute *a)
{
	const struct text *body = h->body;
	struct text t = { a->value, body->map, h->part, TEXT_ATTRIBUTE };

	if (!body->map && body->form == TEXT_OUTSIDE) {
		t.form = TEXT_OUTSIDE;
		return t;
	}
	bool borrowed = a->value.len == a->value_len &&
			a->value.at == body->s.at + a->value_at;
	t.map = borrowed || !a->value.len
			? map_identity(arena, a->value_at, body->map)
			: map_entities(arena, body, a);
	return t;
}
