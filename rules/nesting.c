/*
 * nesting.c - what of a page begins and does not end, or ends too soon.
 *
 * Browsers mend most of it, so only what a reader sees is worth a word:
 * content that vanishes, a link that goes on, a table that falls apart.
 */
#include "nesting.h"
#include "pages.h"

static struct str
source_of(const struct html *h, struct span s)
{
	return str_sub(h->body->s, s.at, s.len);
}

static void
swallow(struct check *c, const struct html *h, size_t at, size_t len,
	struct str what, struct str end)
{
	finding_advice(
		find(c, in_text(h->body, at, len),
			N_("{1} is never closed: what follows is not shown"), 1,
			what),
		N_("write {1} where it ends"), 1, end);
}

/* A comment that the end of the page ended. */
static bool
is_open_comment(const struct html *h, struct span c)
{
	struct str s = source_of(h, c);

	return str_starts(s, STR("<!--")) && c.at + c.len == h->body->s.len &&
	       !str_ends(s, STR("-->")) && !str_ends(s, STR("--!>"));
}

static bool
is_raw(const struct element *e)
{
	return e->tag == TAG_STYLE || e->tag == TAG_TITLE ||
	       e->tag == TAG_SCRIPT || e->tag == TAG_TEXTAREA;
}

static void
swallowed_in(struct check *c, const struct html *h)
{
	list_each (const struct span, s, &h->comments)
		if (is_open_comment(h, *s))
			swallow(c, h, s->at, 4, STR("<!--"), STR("-->"));
	list_each (const struct element, e, &h->elements) {
		struct str rest = str_from(h->body->s, e->at + e->len);
		if (!is_raw(e) || e->end_len || !str_trim(rest).len)
			continue;
		swallow(c, h, e->at, e->len,
			arena_printf(c->arena, "<%.*s>", STR_ARG(e->name)),
			arena_printf(c->arena, "</%.*s>", STR_ARG(e->name)));
	}
}

void
nesting_swallowed(struct check *c)
{
	list_each (const struct html, h, &c->draft->htmls)
		if (!h->stopped)
			swallowed_in(c, h);
}

enum conditional {
	C_NONE,
	C_WHOLE,   /* <!--[if mso]> ... <![endif]--> */
	C_CUT,	   /* a comment in it ended it */
	C_OPENS,   /* <!--[if !mso]><!-->, <![if !mso]> */
	C_CLOSES,  /* <!--<![endif]-->, <![endif]> */
	C_LEFTOVER /* <![endif]--> outside of a comment */
};

/* Behind the "]>" of "<!--[if ...]>". */
static struct str
behind_condition(struct str s)
{
	return str_from(s, str_find(s, STR("]>")) + 2);
}

static enum conditional
conditional_of(struct str s)
{
	if (str_starts(s, STR("<![if")))
		return C_OPENS;
	if (str_starts(s, STR("<![endif]--")))
		return C_LEFTOVER;
	if (str_starts(s, STR("<![endif]")))
		return C_CLOSES;
	if (!str_starts(s, STR("<!--")))
		return C_NONE;
	struct str inner = str_trim(str_from(s, 4));
	if (str_starts(inner, STR("<![endif]")))
		return C_CLOSES;
	if (!str_starts(inner, STR("[if")))
		return C_NONE;
	if (str_has(s, STR("<![endif]")) || str_has(s, STR("<! [endif]")))
		return C_WHOLE;
	struct str content = str_trim(behind_condition(s));
	if (!content.len || str_starts(content, STR("<!--")) ||
		str_starts(content, STR("-->")) ||
		str_starts(content, STR("<!-")))
		return C_OPENS;
	return C_CUT;
}

struct conditionals {
	const struct html *h;
	size_t open;
	struct span last; /* that opened */
	bool cut;
};

static void
cut_short(struct check *c, const struct html *h, struct span s)
{
	finding_advice(
		find(c, in_text(h->body, s.at, s.len < 40 ? s.len : 40),
			N_("a comment inside this Outlook comment ends it: "
			   "what follows is shown to everybody"),
			0),
		N_("take the inner comment out, or put <![endif]--> before "
		   "it"),
		0);
}

static void
unopened(struct check *c, const struct html *h, struct span s)
{
	finding_advice(find(c, in_text(h->body, s.at, s.len),
			       N_("this ends an Outlook comment that was not "
				  "begun"),
			       0),
		N_("remove it, or put <!--[if mso]> where it should begin"), 0);
}

static void
step(struct check *c, struct conditionals *k, struct span s)
{
	switch (conditional_of(source_of(k->h, s))) {
	case C_CUT:
		cut_short(c, k->h, s);
		k->cut = true;
		break;
	case C_OPENS:
		k->open++;
		k->last = s;
		break;
	case C_CLOSES:
	case C_LEFTOVER:
		if (k->open)
			k->open--;
		else if (!k->cut && !page_has_blocks(k->h) && !k->h->fragment)
			unopened(c, k->h, s);
		break;
	default:
		break;
	}
}

static void
conditional_in(struct check *c, const struct html *h)
{
	struct conditionals k = { .h = h };

	list_each (const struct span, s, &h->comments)
		if (!is_open_comment(h, *s))
			step(c, &k, *s);
	if (!k.open || page_has_blocks(h) || h->fragment)
		return;
	finding_advice(find(c, in_text(h->body, k.last.at, k.last.len),
			       N_("this Outlook comment is never closed: "
				  "Outlook does not show what follows"),
			       0),
		N_("write <!--<![endif]--> where it ends"), 0);
}

void
nesting_conditional(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		if (!h->stopped && h->comments.n)
			conditional_in(c, h);
}

/* A link that goes on to the end of what it stands in. */
static bool
is_endless_link(const struct html *h, const struct element *e)
{
	return e->tag == TAG_A && !e->end_len && !e->hidden &&
	       element_attribute(e, "href") && element_text(h, e).len > 0;
}

static void
report_unclosed(struct check *c, const struct html *h, const struct element *e)
{
	bool link = e->tag == TAG_A;

	finding_advice(
		find(c, at_element(h, e),
			link ? N_("this link is not closed before the next "
				  "one: the wrong words are clickable")
			     : N_("this table is never closed"),
			0),
		link ? N_("write </a> behind the words that are the link")
		     : N_("write </table> behind its last row"),
		0);
}

static void
unclosed_in(struct check *c, const struct html *h)
{
	const struct element *link = NULL, *table = NULL;

	list_each (const struct element, e, &h->elements) {
		if (!link && is_endless_link(h, e))
			link = e;
		if (!table && e->tag == TAG_TABLE && !e->end_len)
			table = e;
	}
	if (link)
		report_unclosed(c, h, link);
	if (table)
		report_unclosed(c, h, table);
	else if (h->strays.n)
		finding_advice(find(c,
				       in_text(h->body, h->strays.at[0].at,
					       h->strays.at[0].len),
				       N_("</table> without a table: the "
					  "layout can fall apart here"),
				       0),
			N_("remove it, or find the <table> that is missing"),
			0);
}

/* Of a part of a page the rest stands in another file. */
void
nesting_unclosed(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		if (!h->stopped && !h->fragment && !page_has_blocks(h))
			unclosed_in(c, h);
}

static size_t
past_comment(struct str css, size_t i)
{
	return i + 2 + str_find(str_from(css, i + 2), STR("*/")) + 2;
}

/* How many "{" have no "}"; what is in comments and strings is none. */
static long
open_braces(struct str css)
{
	long open = 0;
	char quote = 0;

	for (size_t i = 0; i < css.len; i++) {
		char ch = css.at[i];
		if (quote && (ch == quote || ch == '\n'))
			quote = 0;
		else if (!quote && (ch == '"' || ch == '\''))
			quote = ch;
		else if (!quote && ch == '/' && i + 1 < css.len &&
			 css.at[i + 1] == '*')
			i = past_comment(css, i) - 1;
		else if (!quote)
			open += (ch == '{') - (ch == '}');
	}
	return open;
}

static void
open_style_in(struct check *c, const struct html *h, const struct element *e)
{
	size_t from = e->at + e->len;

	if (!e->end_len || page_has_tags(h, from, e->end_at - from))
		return;
	long open = open_braces(str_sub(h->body->s, from, e->end_at - from));
	if (!open)
		return;
	finding_advice(
		find(c, at_element(h, e),
			open > 0 ? N_("a { in this style sheet has no }: mail "
				      "programs drop the rules behind it")
				 : N_("a } in this style sheet has no {: Gmail "
				      "drops the whole sheet"),
			0),
		N_("look for the rule where the braces do not match"), 0);
}

void
nesting_open_style(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		list_each (const struct element, e, &h->elements)
			if (e->tag == TAG_STYLE)
				open_style_in(c, h, e);
}

static void
two_bodies_in(struct check *c, const struct html *h)
{
	const struct element *first = NULL;

	list_each (const struct element, e, &h->elements) {
		if (e->tag != TAG_BODY)
			continue;
		if (!first) {
			first = e;
			continue;
		}
		finding_advice(
			find(c, at_element(h, e),
				N_("a second <body>: a whole page was pasted "
				   "into this one"),
				0),
			N_("paste only what stands between <body> and "
			   "</body>"),
			0);
		return;
	}
}

void
nesting_two_bodies(struct check *c)
{
	if (!pages_judged(c))
		return;
	list_each (const struct html, h, &c->draft->htmls)
		if (!page_has_blocks(h))
			two_bodies_in(c, h);
}
