/*
 * pages.h - of an HTML page: is it the author's own, is it a whole one, and
 * what are its pictures for.
 */
#ifndef RULES_PAGES_H
#define RULES_PAGES_H

#include "rules.h"

/* False in replies and forwards: most of their HTML is somebody else's. */
bool pages_judged(const struct check *c);

/* A whole document, made as one: not a part of a page, nor what a mail
 * program writes around a typed text. */
bool page_is_document(const struct html *h);

/* Made by a designer: tables or a style sheet, not what somebody typed. */
bool page_is_designed(const struct html *h);

/* True when template tags stand in it. */
bool page_has_tags(const struct html *h, size_t at, size_t len);
bool page_has_blocks(const struct html *h);

const struct element *element_parent(
	const struct html *h, const struct element *e);
struct where at_element(const struct html *h, const struct element *e);
struct where at_attribute(const struct html *h, const struct attribute *a);
bool element_has_class(const struct element *e, struct str name);

/* What an element shows as text, without blanks around. */
struct str element_text(const struct html *h, const struct element *e);

/* One or two pixels wide or high: a spacer, a line, a counter of readers. */
bool image_is_pixel(const struct image *i);

#endif
