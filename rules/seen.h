/* seen.h - what a reader of a page sees of it, and what not. */
#ifndef RULES_SEEN_H
#define RULES_SEEN_H

#include "rules.h"

void seen_hidden_text(struct check *c);
void seen_background_text(struct check *c);
void seen_image_only(struct check *c);
void seen_data_image(struct check *c);
void seen_image_source(struct check *c);
void seen_tracking_pixel(struct check *c);
void seen_preview(struct check *c);

/* Contrast of two colours, WCAG 2.2: 1 to 21. */
double contrast_of(int32_t a, int32_t b);

#endif
