/*
 * sheet.h - style sheets: the rules of a <style> element, each with its place.
 */
#ifndef DRAFT_SHEET_H
#define DRAFT_SHEET_H

#include "html.h"

/*
 * Reads the content of a <style> element, which begins at `at` of the body
 * text. `masked` are the same bytes without template tags: they decide what
 * is read, `real` gives the values. Rules and declarations together are at
 * most `*left`, which is counted down; false when there are more.
 */
bool sheet_read(sheet_rule_list *out, struct arena *arena, struct str masked,
	struct str real, uint32_t at, size_t *left);

#endif
