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

struct page {
	struct html *h;
	struct arena *arena;
	struct str masked; /* h->body without template tags */
	struct str real;   /* h->body->s */
	size_t end;	   /* of what was read of it */
	LIST(struct event) events;
	span_list sheets; /* contents of <style> elements */
	struct defects *defects;
};

/* Fills in what is seen: texts, links, images, parents, what is hidden. */
void page_show(struct page *p, link_list *links);

/* The span of [at, at + len) of the body in the file. */
struct span page_span(const struct page *p, size_t at, size_t len);

#endif
