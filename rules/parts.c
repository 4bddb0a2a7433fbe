/* parts.c - how the parts of a mail stand beside each other. */
#include "noticed.h"

static bool
is_blank_span(const struct check *c, struct span span)
{
	struct str s = c->draft->source->bytes;
	return str_trim(str_sub(s, span.at, span.len)).len == 0;
}

static void
lost_body(struct check *c, const struct defect *d)
{
	bool missing = d->code == DEFECT_BOUNDARY_MISSING;

	if (!missing && d->code != DEFECT_BOUNDARY_NOT_FOUND)
		return;
	/* that the mail has no text is said by no_text() */
	if (d->part->attached || is_blank_span(c, d->part->body))
		return;
	struct finding *f =
		missing ? find(c, at_defect(d),
				  N_("this multipart names no boundary, so "
				     "mail programs show nothing or the raw "
				     "text"),
				  0)
			: find(c, at_defect(d),
				  N_("the boundary named here stands nowhere "
				     "below, so mail programs show nothing or "
				     "the raw text"),
				  0);
	finding_advice(f,
		N_("save the draft in your mail program once more; if a "
		   "program writes it, put the same boundary here and between "
		   "the parts"),
		0);
}

/* Parts that belong to the mail itself. */
#define own_parts_each(p, d)                                                   \
	list_each (struct part *, p##_at, &(d)->parts)                         \
		for (const struct part *p = *p##_at; p && !p->attached;        \
			p = NULL)

static void
unclosed(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_BOUNDARY_UNCLOSED || d->part->attached)
		return;
	const struct param *p = params_find(&d->part->type, "boundary");
	struct finding *f = find(c, at_defect(d),
		N_("the mail ends before the line that closes its parts; the "
		   "last part may be cut off"),
		0);
	finding_advice(f,
		N_("save the draft in your mail program once more; if a "
		   "program writes it, end the mail with the line --{1}--"),
		1, p ? p->text.s : STR(""));
}

static void
nested_boundary(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_BOUNDARY_AMBIGUOUS || d->part->attached)
		return;
	struct finding *f = find(c, at_defect(d),
		N_("this boundary is also the beginning of another one; some "
		   "programs end a part here, others read on"),
		0);
	finding_advice(f,
		N_("give each multipart a boundary of its own that is no "
		   "beginning of another"),
		0);
}

static void
encoded_multipart(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_MULTIPART_ENCODED || d->part->attached)
		return;
	const struct header *h = headers_find(
		&d->part->headers, HEADER_CONTENT_TRANSFER_ENCODING);
	if (!h)
		return;
	struct finding *f = find(c, at_header(h),
		N_("a multipart cannot be in {1}; some programs decode all of "
		   "it and show nothing"),
		1, str_trim(header_text(h)->s));
	finding_advice(
		f, N_("remove this line: each part names its own encoding"), 0);
	if (!d->part->first)
		return;
	finding_fix(f, FIX_SAFE, N_("remove this line"), 0);
	finding_edit(f, at_span(h->span, d->part), STR(""));
}

static void
content_type(struct check *c, const struct defect *d)
{
	if (d->code != DEFECT_CONTENT_TYPE || !d->part || d->part->attached)
		return;
	struct finding *f = find(c, at_defect(d),
		N_("\"{1}\" is no content type; mail programs show the part as "
		   "plain text"),
		1, d->part->type.value);
	finding_advice(f,
		N_("write what it is: \"text/plain; charset=utf-8\", or "
		   "\"text/html; charset=utf-8\" for a page"),
		0);
}

/*
 * What can be read in two ways.
 */

/* Without blanks around and folds in it. */
static struct str
value_of(const struct header *h)
{
	return str_trim(header_text(h)->s);
}

static bool
says_how_to_read(enum header_id id)
{
	return id == HEADER_CONTENT_TYPE ||
	       id == HEADER_CONTENT_TRANSFER_ENCODING ||
	       id == HEADER_CONTENT_DISPOSITION;
}

static void
say_two_fields(struct check *c, const struct part *p,
	const struct header *first, const struct header *second)
{
	struct finding *f = find(c, at_span(second->span, p),
		N_("{1} stands twice: some programs read this part as \"{2}\", "
		   "others as \"{3}\""),
		3, second->name, value_of(first), value_of(second));
	finding_advice(f, N_("keep the one that is right"), 0);
}

static void
find_two_fields(struct check *c, const struct part *p)
{
	list_each (const struct header, h, &p->headers.list) {
		if (!says_how_to_read(h->id))
			continue;
		const struct header *first = headers_find(&p->headers, h->id);
		if (first != h && !str_ieq(value_of(first), value_of(h)))
			say_two_fields(c, p, first, h);
	}
}

/* The raw value of a parameter without its quotes. */
static struct str
unquoted(struct str s)
{
	if (s.len > 1 && s.at[0] == '"' && s.at[s.len - 1] == '"')
		return str_sub(s, 1, s.len - 2);
	return s;
}

/* The name before the value: "boundary" of "boundary=x". */
static struct str
param_name(struct str file, struct span value)
{
	size_t end = value.at;

	while (end && (is_blank(file.at[end - 1]) || file.at[end - 1] == '='))
		end--;
	size_t at = end;
	while (at && (is_alnum(file.at[at - 1]) || file.at[at - 1] == '-' ||
			     file.at[at - 1] == '*'))
		at--;
	return str_sub(file, at, end - at);
}

static void
two_params(struct check *c, const struct defect *d)
{
	struct str file = c->draft->source->bytes;
	struct str name = param_name(file, d->span);
	char *lower = arena_cstr(c->arena, name);
	const struct param *first = params_find(&d->part->type, lower);

	if (!first || first->span.at == d->span.at)
		first = params_find(&d->part->disposition, lower);
	struct str second = unquoted(str_sub(file, d->span.at, d->span.len));
	if (!first || str_eq(first->text.s, second))
		return;
	struct finding *f = find(c, at_defect(d),
		N_("{1} stands twice: some programs read this part as \"{2}\", "
		   "others as \"{3}\""),
		3, name, first->text.s, second);
	finding_advice(f, N_("keep the one that is right"), 0);
}

static void
two_readings(struct check *c)
{
	own_parts_each(p, c->draft) find_two_fields(c, p);
	list_each (const struct defect, d, &c->draft->defects.list)
		if (d->code == DEFECT_PARAM_DUPLICATE && d->part &&
			!d->part->attached)
			two_params(c, d);
}

/*
 * Text beside HTML.
 */

static bool
is_mail(const struct draft *d)
{
	return d->has_header && (d->source->kind == SOURCE_MESSAGE ||
					d->source->kind == SOURCE_MBOX);
}

static const struct part *
first_of(const struct draft *d, enum part_kind kind)
{
	own_parts_each(p, d) if (p->kind == kind) return p;
	return NULL;
}

/* A mail that is nothing but an invitation or a picture has no page either. */
static void
html_only(struct check *c)
{
	const struct draft *d = c->draft;
	const struct part *html = first_of(d, PART_HTML);

	if (!html || !is_mail(d) || first_of(d, PART_PLAIN) || d->has_signed ||
		d->is_forward || html->ambiguous)
		return;
	const struct header *h =
		headers_find(&html->headers, HEADER_CONTENT_TYPE);
	struct finding *f = find(c, h ? at_header(h) : at_header_end(c),
		N_("the mail is HTML alone, without the same text in plain"),
		0);
	finding_advice(f,
		N_("add a plain part with the same words before the HTML, as "
		   "multipart/alternative; most mail programs and services do "
		   "it when they are told to"),
		0);
}

static const struct part *
alternative_of(const struct part *p)
{
	while (p && !str_eq(p->media, STR("multipart/alternative")))
		p = p->parent;
	return p;
}

static void
alternative_order(struct check *c)
{
	own_parts_each(p, c->draft)
	{
		if (p->kind != PART_PLAIN || !p->parent ||
			!str_eq(p->parent->media, STR("multipart/alternative")))
			continue;
		for (const struct part *e = p->parent->first; e != p;
			e = e->next) {
			if (e->kind != PART_HTML)
				continue;
			struct finding *f = find(c,
				at_span(span_of(p->span.at, 0), p),
				N_("the plain text stands after the HTML, so "
				   "mail programs show the plain text and "
				   "nobody sees the HTML"),
				0);
			finding_advice(f,
				N_("put the plain text first and the HTML "
				   "last"),
				0);
			return;
		}
	}
}

/* The two forms of one text; false when there is no pair, or no clear one. */
struct pair {
	const struct prose *plain, *html;
};

static const struct prose *
prose_of(const struct draft *d, const struct part *alternative, bool html)
{
	const struct prose *found = NULL;

	list_each (const struct prose, p, &d->proses) {
		if (p->html != html || p->part->attached ||
			alternative_of(p->part) != alternative)
			continue;
		if (found)
			return NULL;
		found = p;
	}
	return found;
}

static bool
find_pair(const struct draft *d, struct pair *pair)
{
	list_each (const struct prose, p, &d->proses) {
		const struct part *up =
			p->html ? NULL : alternative_of(p->part);
		if (!up || p->part->attached)
			continue;
		pair->plain = prose_of(d, up, false);
		pair->html = prose_of(d, up, true);
		return pair->plain && pair->html &&
		       !pair->html->part->ambiguous;
	}
	return false;
}

static size_t
count_words(const struct prose *p)
{
	size_t n = 0;

	list_each (const struct word, w, &p->words)
		n += w->script == WORD_HAN ? w->len / 3 : !w->in_url;
	return n;
}

static const char *const stubs[] = { "html version", "html-version",
	"html email", "html e-mail", "html mail", "in html", "support html",
	"html format", "html-format", "view html", "display html",
	"in your browser", "web browser", "im browser", "navigateur",
	"navegador", "支持html", "html格式", "html 格式", "在浏览器", NULL };

static bool
is_stub(const struct prose *p)
{
	for (const char *const *s = stubs; *s; s++)
		if (str_ihas(p->text.s, str_of(*s)))
			return true;
	return false;
}

static void
empty_alternative(struct check *c)
{
	enum { FEW = 2, STUB = 40, MANY = 15 };
	struct pair pair;

	if (!find_pair(c->draft, &pair))
		return;
	size_t plain = count_words(pair.plain), html = count_words(pair.html);
	bool empty = plain <= FEW && !pair.plain->fields.n;
	if (html < MANY || (!empty && (plain > STUB || plain * 3 > html ||
					      !is_stub(pair.plain))))
		return;
	struct finding *f = find(c,
		empty ? at_span(span_of(pair.plain->part->body.at, 0),
				pair.plain->part)
		      : in_text(&pair.plain->text, 0, pair.plain->text.s.len),
		empty ? N_("the plain text is empty, beside an HTML part with "
			   "{1} words")
		      : N_("the plain text says only that there is an HTML "
			   "part"),
		empty, arg_number(c, (int64_t)html));
	finding_advice(f,
		N_("put the same words there as in the HTML; many services "
		   "make it from the HTML when they are told to"),
		0);
	if (!empty)
		finding_severity(f, SEVERITY_NOTE);
}

/*
 * Whether two texts say the same: which of the words of the one stand in the
 * other, in whatever order. Footers, lists of links and preheaders stand in
 * one of them, so the shorter text is what counts.
 */

enum { SET_ROOM = 8192, SET_MOST = SET_ROOM / 2 };

struct word_set {
	uint32_t *slots; /* 0: free */
	size_t n;
};

static uint32_t *
slot_of(const struct word_set *set, uint32_t hash)
{
	uint32_t at = hash % SET_ROOM;

	while (set->slots[at] && set->slots[at] != hash)
		at = (at + 1) % SET_ROOM;
	return &set->slots[at];
}

static void
put(struct word_set *set, struct str word)
{
	uint32_t hash = str_ihash(word) | 1;
	uint32_t *slot = slot_of(set, hash);

	if (*slot || set->n == SET_MOST)
		return;
	*slot = hash;
	set->n++;
}

/* Chinese has no blanks between words: pairs of characters stand for them. */
static void
put_word(struct word_set *set, struct str s, const struct word *w)
{
	enum { HAN = 3, PAIR = 6 };
	struct str word = str_sub(s, w->at, w->len);

	if (w->in_field || w->in_url)
		return;
	if (w->script != WORD_HAN) {
		if (word.len > 2)
			put(set, word);
		return;
	}
	for (size_t at = 0; at + PAIR <= word.len; at += HAN)
		put(set, str_sub(word, at, PAIR));
}

static struct word_set
words_of(struct check *c, const struct prose *p)
{
	struct word_set set = { ARENA_ARRAY(c->arena, uint32_t, SET_ROOM), 0 };

	list_each (const struct word, w, &p->words)
		put_word(&set, p->text.s, w);
	return set;
}

static size_t
shared(const struct word_set *a, const struct word_set *b)
{
	size_t n = 0;

	for (size_t i = 0; i < SET_ROOM; i++)
		n += a->slots[i] && *slot_of(b, a->slots[i]);
	return n;
}

static void
different_texts(struct check *c)
{
	enum { LEAST = 12, SAME_PERCENT = 50 };
	struct pair pair;

	if (!find_pair(c->draft, &pair) || is_stub(pair.plain))
		return;
	struct word_set plain = words_of(c, pair.plain);
	struct word_set html = words_of(c, pair.html);
	size_t least = plain.n < html.n ? plain.n : html.n;
	if (least < LEAST)
		return;
	size_t same = shared(&plain, &html) * 100 / least;
	if (same >= SAME_PERCENT)
		return;
	struct finding *f = find(c,
		in_text(&pair.plain->text, 0, pair.plain->text.s.len),
		N_("the plain text and the HTML say different things: {1} % of "
		   "the words are in both"),
		1, arg_number(c, (int64_t)same));
	finding_advice(f,
		N_("make the plain text anew from the HTML, whenever the HTML "
		   "changes"),
		0);
}

/*
 * What stands behind the end.
 */

/* After the line that closes the root. */
static struct span
behind_parts(const struct draft *d)
{
	const struct part *last = d->root->first;
	const struct param *p = params_find(&d->root->type, "boundary");
	struct str file = d->source->bytes;

	while (last && last->next)
		last = last->next;
	if (!last || !p || d->root->kind != PART_MULTIPART)
		return span_of(0, 0);
	size_t at = span_end(last->span), end = span_end(d->message);
	struct str line = str_sub(file, at, end - at);
	line = str_sub(line, 0, str_chr(line, '\n'));
	if (!str_starts(line, STR("--")) ||
		!str_ends(str_trim(line), STR("--")))
		return span_of(0, 0);
	at += line.len;
	struct str rest = str_sub(file, at, end - at);
	struct str text = str_trim(rest);
	return text.len ? span_of((size_t)(text.at - file.at), text.len)
			: span_of(0, 0);
}

/* The page ends with </html>; what a template or a counter adds behind it is
 * no text. */
static bool
behind_page(const struct html *h, const struct prose *p, struct where *where)
{
	const struct element *page = NULL;

	list_each (const struct element, e, &h->elements)
		if (e->tag == TAG_HTML && e->end_len)
			page = e;
	if (!page)
		return false;
	size_t end = page->end_at + page->end_len;
	list_each (const struct word, w, &p->words) {
		if (w->in_field || w->script == WORD_NUMBER)
			continue;
		struct span in_body = map_down(h->visible.map, w->at, w->len);
		if (in_body.at < end)
			continue;
		*where = in_text(&p->text, w->at, p->text.s.len - w->at);
		return true;
	}
	return false;
}

static void
say_behind(struct check *c, struct where where, const char *message)
{
	struct finding *f = find(c, where, message, 0);
	finding_advice(f, N_("move it up into the text, or remove it"), 0);
}

static void
after_end(struct check *c)
{
	struct span behind = behind_parts(c->draft);
	struct where where;

	/* lists add their footers there */
	if (behind.len && !c->draft->was_sent)
		say_behind(c, at_span(behind, c->draft->root),
			N_("text after the end of the last part, which no mail "
			   "program shows"));
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct prose, p, &c->draft->proses)
			if (p->html && p->part == h->part &&
				!p->part->attached && behind_page(h, p, &where))
				say_behind(c, where,
					N_("text after </html>, which some "
					   "mail programs drop"));
}

#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"
#define BODY                                                                   \
	"\nDear Ms. Berg,\n\nhere is the drawing.\n\nBest regards,\nLi Wei\n"

static const struct rule rows[] = {
	{
		.id = "structure/lost-body",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2046 5.1.1",
		.title = N_("parts that no mail program finds"),
		.why = N_("A multipart names the line that divides its parts. "
			  "Without that line, or without its name, the text, "
			  "the pictures and the attachments are not found, and "
			  "the reader sees an empty mail or its raw source."),
		.bad = HEAD
		"Content-Type: multipart/mixed; boundary=a1\n\n--b2\n" BODY
		"--b2--\n",
		.good = HEAD
		"Content-Type: multipart/mixed; boundary=a1\n\n--a1\n" BODY
		"--a1--\n",
		.on_defect = lost_body,
	},
	{
		.id = "structure/unclosed",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = "2.7 % of spam and 0.02 % of good mail of 2002; RFC "
			  "2046 5.1.1",
		.title = N_("mail that is cut off before its end"),
		.why = N_("The last part of a multipart is followed by a line "
			  "that closes it. Where that line is missing, the end "
			  "of the mail was lost, or a home-made mailer wrote "
			  "it."),
		.bad = HEAD "MIME-Version: 1.0\n"
			    "Content-Type: multipart/mixed; "
			    "boundary=a1\n\n--a1\n" BODY,
		.good = HEAD "MIME-Version: 1.0\n"
			     "Content-Type: multipart/mixed; "
			     "boundary=a1\n\n--a1\n" BODY "--a1--\n",
		.on_defect = unclosed,
	},
	{
		.id = "structure/nested-boundary",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source = "1.5 % of spam and none of 4,150 good mails of 2002; "
			  "RFC 2046 5.1.2",
		.title = N_("boundary that is part of another one"),
		.why = N_("A boundary divides the parts of a mail. When one "
			  "begins like another, programs disagree on where a "
			  "part ends, and an attachment or half the text may "
			  "not be seen."),
		.bad = HEAD
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=a1\n\n--a1\nContent-Type: multipart/alternative; "
		"boundary=a1b\n\n--a1b\n" BODY "--a1b--\n--a1--\n",
		.good = HEAD
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=a1\n\n--a1\nContent-Type: multipart/alternative; "
		"boundary=b2\n\n--b2\n" BODY "--b2--\n--a1--\n",
		.on_defect = nested_boundary,
	},
	{
		.id = "structure/encoded-multipart",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 6.4; 0.63 % of spam and none of 4,150 good "
			  "mails of 2002",
		.title = N_("encoding of a multipart"),
		.why = N_("A multipart holds parts that are encoded each for "
			  "itself. A program that believes this line decodes "
			  "all of it, and finds no parts."),
		.bad = HEAD "MIME-Version: 1.0\nContent-Type: multipart/mixed; "
			    "boundary=a1\nContent-Transfer-Encoding: "
			    "base64\n\n--a1\n" BODY "--a1--\n",
		.good = HEAD
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=a1\nContent-Transfer-Encoding: "
		"8bit\n\n--a1\n" BODY "--a1--\n",
		.on_defect = encoded_multipart,
	},
	{
		.id = "structure/content-type",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_STANDARD,
		.source =
			"RFC 2045 5.1 and 5.2; rspamd BROKEN_CONTENT_TYPE 1.5",
		.title = N_("content type that is none"),
		.why = N_("The type has two halves with a slash between them. "
			  "What cannot be read as one is plain text for all "
			  "programs: of HTML, the reader sees the tags."),
		.bad = HEAD "Content-Type: html\n\n<p>Dear Ms. Berg,</p>\n",
		.good = HEAD "Content-Type: text/plain; charset=utf-8\n" BODY,
		.on_defect = content_type,
	},
	{
		.id = "structure/two-readings",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 5.1 and 5.2; RFC 5322 3.6; rspamd "
			  "MULTIPLE_UNIQUE_HEADERS 7",
		.title = N_("part that can be read in two ways"),
		.why = N_("Two types, two encodings or two boundaries on one "
			  "part: filters read one of them and the reader's "
			  "program another. Spam hides itself so, and servers "
			  "refuse such mail."),
		.bad = HEAD "Content-Type: text/plain; charset=utf-8\n"
			    "Content-Type: text/html; charset=utf-8\n" BODY,
		.good = HEAD "Content-Type: text/plain; charset=utf-8\n" BODY,
		.on_draft = two_readings,
	},
	{
		.id = "structure/html-only",
		.severity = SEVERITY_NOTE,
		.preset = { .personal = SEVERITY_OFF },
		.outcome = OUTCOME_SPAM,
		.points = 2,
		.evidence = EVIDENCE_MEASURED,
		.source = "44.8 % of spam and 2.9 % of good mail of 2002; "
			  "SpamAssassin MIME_HTML_ONLY: 44.6 % and 7.4 % (S/O "
			  "0.858), and only 0.1 points of 5; rspamd 0.2 of 15",
		.title = N_("HTML without a plain text"),
		.why = N_("Mail programs that people use send both forms; HTML "
			  "alone comes from mass mailers. Watches, screen "
			  "readers and previews read the plain one."),
		.bad = HEAD
		"MIME-Version: 1.0\nContent-Type: text/html; "
		"charset=utf-8\n\n<p>Dear Ms. Berg,</p>\n<p>here is "
		"the drawing.</p>\n<p>Best regards,<br>Li Wei</p>\n",
		.good = HEAD BODY,
		.on_draft = html_only,
	},
	{
		.id = "structure/alternative-order",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 5,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2046 5.1.4: the last alternative is the best",
		.title = N_("HTML before the plain text"),
		.why = N_("Of several forms of one text, mail programs show "
			  "the last one that they can. With the plain text "
			  "last, the design is never seen."),
		.bad = "@html-first.eml",
		.good = "@alternative.eml",
		.on_draft = alternative_order,
	},
	{
		.id = "structure/empty-alternative",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 5,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd MIME_MA_MISSING_TEXT 2; SpamAssassin "
			  "MPART_ALT_DIFF (S/O 0.777)",
		.title = N_("plain text that is empty"),
		.why = N_("The plain text is there for readers and programs "
			  "that do not show HTML. Empty, it tells them "
			  "nothing, and filters take it for a trick."),
		.bad = "@empty-plain.eml",
		.good = "@alternative.eml",
		.on_draft = empty_alternative,
	},
	{
		.id = "structure/different-texts",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 6,
		.evidence = EVIDENCE_MEASURED,
		.source =
			"SpamAssassin MPART_ALT_DIFF: 3.6 % of spam and 1.0 % "
			"of good mail (S/O 0.777); on drafts of 2002, 1.8 % "
			"and 0.07 %",
		.title = N_("plain text and HTML that say different things"),
		.why = N_("Both forms should say the same. Often the HTML was "
			  "changed and the plain text is that of the last "
			  "campaign. Spam shows filters one text and readers "
			  "another."),
		.bad = "@other-plain.eml",
		.good = "@alternative.eml",
		.on_draft = different_texts,
	},
	{
		.id = "structure/after-end",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 4,
		.evidence = EVIDENCE_MEASURED,
		.source = "text after </html>: 8.6 % of spam and none of 4,150 "
			  "good mails (SpamAssassin __CONTENT_AFTER_HTML); RFC "
			  "2046 5.1.1",
		.title = N_("text after the end of the mail"),
		.why = N_("What stands behind the last part, or behind the end "
			  "of the page, is seen by some readers and not by "
			  "others. Spam puts words there for filters."),
		.bad = "@after-end.eml",
		.good = "@alternative.eml",
		.on_draft = after_end,
	},
};

const struct family family_parts = FAMILY("structure", N_("structure"), rows);
