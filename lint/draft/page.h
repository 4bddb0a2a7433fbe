/*
 * page.h - an HTML page between its two readers: html.c finds its tags and
 * which elements each of them ends, page.c makes of it what people see.
 */
#ifndef DRAFT_PAGE_H
#define DRAFT_PAGE_H

#include "tags.h"

/* A token that is no text; text is what lies between two of them. */
struct event {
	enum token_kind kind;
	uint32_t at, len;    /* in the body text */
	int32_t element;     /* of a start tag: its index; else -1 */
	uint32_t ends;	     /* of a start tag: the event that ends its element,
				events.n for the end of the page; 0: it holds
				nothing */
	const struct tag_fact *fact; /* of a tag */
	struct str name;
};

/* A link in a comment that Outlook reads (outlook.c). */
struct outlook_href {
	const struct attribute *href;
	uint32_t shown_at; /* of the visible text: where the comment stands */
	bool hidden;
};

struct page {
	struct html *h;
	struct arena *arena;
	struct str masked; /* h->body without template tags */
	struct str real;   /* h->body->s */
	size_t end;	   /* of what was read of it */
	LIST(struct event) events;
	span_list sheets; /* contents of <style> elements */
	LIST(struct outlook_href) outlook;
	struct defects *defects;
};

/* Fills in what is seen: texts, links, images, parents, what is hidden. */
void page_show(struct page *p, link_list *links);

/* NULL past the limit of links, which is noted once. */
struct link *page_add_link(struct page *p, link_list *links,
	enum link_where where, const struct attribute *a);

void page_note_limit(struct page *p, const struct token *t, struct str what);

/* Keeps the links of a comment that Outlook reads, and at the end adds those
 * that `links` from `first` on do not have. */
void outlook_read(struct page *p, const struct event *comment, size_t shown_at,
	bool hidden);
void outlook_add_links(struct page *p, link_list *links, size_t first);

/* The span of [at, at + len) of the body in the file. */
struct span page_span(const struct page *p, size_t at, size_t len);

#endif
