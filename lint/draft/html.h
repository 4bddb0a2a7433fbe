/*
 * html.h - an HTML body: elements with exact places, links, images, and the
 * text that a reader sees.
 *
 * Structure comes from libxml2's SAX parser, places from our own lexer of
 * tags (draft/tags.c); they meet at the end offset of each tag.
 */
#ifndef DRAFT_HTML_H
#define DRAFT_HTML_H

#include "defect.h"
#include "template.h"
#include "text.h"
#include "url.h"

enum tag {
	TAG_OTHER,
	TAG_A, TAG_AREA, TAG_AUDIO, TAG_B, TAG_BASE, TAG_BLOCKQUOTE, TAG_BODY,
	TAG_BR, TAG_BUTTON, TAG_CENTER, TAG_DIV, TAG_EM, TAG_EMBED, TAG_FONT,
	TAG_FORM, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD,
	TAG_HR, TAG_HTML, TAG_I, TAG_IFRAME, TAG_IMG, TAG_INPUT, TAG_LI,
	TAG_LINK, TAG_MAP, TAG_META, TAG_OBJECT, TAG_OL, TAG_P, TAG_PRE,
	TAG_SCRIPT, TAG_SPAN, TAG_STRONG, TAG_STYLE, TAG_SVG, TAG_TABLE,
	TAG_TBODY, TAG_TD, TAG_TEXTAREA, TAG_TH, TAG_TITLE, TAG_TR, TAG_UL,
	TAG_VIDEO,
	TAGS
};

/* Offsets are bytes of the body text (`html.body`); text_span leads on. */
struct attribute {
	struct str name; /* lower case */
	struct str value; /* entities decoded */
	uint32_t name_at, name_len;
	uint32_t value_at, value_len; /* without quotes */
	bool has_value;
};

typedef LIST(struct attribute) attribute_list;

/* One declaration of a style attribute: "color: #fff". */
struct declaration {
	struct str name;  /* lower case */
	struct str value; /* trimmed, as written */
	uint32_t at, len; /* the whole of it in the body text */
};

typedef LIST(struct declaration) declaration_list;

/* A rule of a style sheet, or an at-rule. */
struct sheet_rule {
	struct str prelude; /* ".a, td:hover", "@media print", "@import ...";
			       trimmed, template tags masked */
	uint32_t at, len;   /* of the prelude in the body text */
	int32_t inside;	    /* index of the @media or the like that it stands
			       in, or -1 */
	declaration_list style;
};

typedef LIST(struct sheet_rule) sheet_rule_list;

struct element {
	enum tag tag;
	struct str name; /* lower case */
	uint32_t at, len;	      /* the start tag, with < and > */
	uint32_t end_at, end_len;     /* the end tag; len 0: none written */
	int32_t parent;		      /* index, -1 at the top */
	uint16_t depth;
	bool hidden; /* it or an ancestor is not shown: display:none,
			visibility:hidden, font-size 0-1, mso-hide ... */
	attribute_list attributes;
	declaration_list style;
	uint32_t text_at, text_end; /* its visible text in html.visible */
	uint32_t hidden_at, hidden_end; /* what is not, in html.hidden */
	uint32_t letters; /* bytes of visible text that stand in no element
			     inside of it; blanks not counted */
	float font;	  /* pixels, as far as style attributes say */
	int32_t color, background; /* 0xRRGGBB, or COLOR_UNKNOWN ... */
};

enum {
	COLOR_UNKNOWN = -1, /* set where we do not look, or not at all */
	COLOR_CLEAR = -2    /* transparent */
};

enum link_where {
	LINK_HREF,	/* <a href>, <area href> */
	LINK_SRC,	/* <img src>, background= */
	LINK_FORM,	/* <form action> */
	LINK_TEXT,	/* a bare URL in running text */
	LINK_MARKDOWN,	/* [label](url) in a .md draft */
	LINK_HEADER,	/* List-Unsubscribe and the like */
	LINK_OUTLOOK	/* href of what only Outlook shows, and nothing else */
};

struct link {
	enum link_where where;
	struct text text; /* where the URL stands */
	uint32_t at, len; /* in that text */
	struct str href;  /* decoded and trimmed */
	struct url url;
	const struct part *part;
	const struct text *label_text; /* visible text, or NULL */
	uint32_t label_at, label_len;
	struct str label;	/* trimmed; "" for an image link */
	int32_t element;	/* index in html.elements, or -1 */
	bool quoted;		/* in text that the author only quotes */
	bool signature;
	bool hidden;
	bool field;		/* is or holds a merge field */
};

struct image {
	int32_t element;
	struct str src;
	struct str alt;
	bool has_alt;
	int width, height; /* pixels from attributes or style; -1: unknown */
	bool hidden;
};

/* What pages of a message up to one have used of what it may have. */
struct html_used {
	size_t tags, marks, attributes; /* marks: also end tags, comments */
};

typedef LIST(struct link) link_list;
typedef LIST(struct span) span_list;

struct html {
	const struct part *part;
	const struct text *body; /* the decoded source */
	LIST(struct element) elements; /* in document order */
	LIST(struct image) images;
	struct text visible; /* blanks collapsed, blocks end with \n */
	struct text hidden;  /* text that is there but not shown */
	struct str masked;   /* body->s without template tags, as long */
	sheet_rule_list sheet; /* of all <style> elements, in order */
	span_list comments;  /* <!-- ... -->, in the body text */
	span_list strays;    /* end tags of tables that end none */
	bool sheet_color, sheet_background, sheet_font; /* a sheet sets it */
	struct str title;
	struct str lang;     /* of <html> */
	struct str charset;  /* of <meta> */
	bool doctype;
	bool fragment;	     /* no <html>, no <body>: part of a page */
	bool stopped;	     /* read only up to a limit */
	struct html_used before, used; /* `before` is set before it is read */
};


void html_parse(struct html *h, link_list *links, struct arena *arena,
	const struct text *body, const struct part *part,
	struct defects *defects);

const struct attribute *element_attribute(
	const struct element *e, const char *name);
const struct declaration *element_style(
	const struct element *e, const char *property);

/* The value of an attribute as a text that finds and fixes can point into. */
struct text attribute_text(struct arena *arena, const struct html *h,
	const struct attribute *a);

#endif
