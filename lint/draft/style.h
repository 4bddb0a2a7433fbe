/*
 * style.h - inline styles: what a style attribute declares, and whether what
 * it applies to can be seen.
 */
#ifndef DRAFT_STYLE_H
#define DRAFT_STYLE_H

#include "html.h"

/*
 * Reads the value of a style attribute that begins at `at` of the body text.
 * `masked` are the same bytes without template tags: only they decide where a
 * declaration ends. Values are as written, with entities decoded. False when
 * there are more than LIMIT_DECLARATIONS.
 */
bool style_read(declaration_list *out, struct arena *arena, struct str masked,
	struct str real, uint32_t at);

/*
 * "#fff", "ffffff" (in attributes), "rgb(1, 2, 3)", "white": 0xRRGGBB, or
 * COLOR_CLEAR. False when it is no colour.
 */
bool color_read(struct str s, int32_t *rgb);

/* A length in pixels; `em` is the font size it is relative to. "%" is read
 * as a part of `em`. False for "auto", "calc(...)" and the like. */
bool length_read(struct str s, double em, double *pixels);

/* How an element and the text in it are shown; inherited. */
struct look {
	double font;	    /* pixels */
	int32_t color;	    /* of the text */
	int32_t background; /* what lies behind it */
	bool gone;	    /* not shown at all, whatever is in it */
	bool invisible;	    /* visibility: hidden; a child may undo it */
	bool outside;	    /* text moved out of the page by its indent */
};

/* The look of a page that sets nothing. */
struct look look_plain(void);

/* What declarations make of the look that was inherited. */
void look_apply(struct look *look, const declaration_list *style);

/* True when text with that look cannot be seen. */
bool look_hides_text(const struct look *look);
/* True when nothing with that look can be seen, images included. */
bool look_hides(const struct look *look);

#endif
