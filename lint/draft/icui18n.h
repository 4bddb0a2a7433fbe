/*
 * icui18n.h - the half of ICU that few drafts need: guessing a charset, and
 * what a character looks like. Its library is loaded when first asked for.
 */
#ifndef DRAFT_ICUI18N_H
#define DRAFT_ICUI18N_H

#include "../base/str.h"

/* ICU's guess at the charset of some bytes, or NULL. */
const char *icui18n_detect(struct str bytes);

/* False when ICU cannot say what characters look like. */
bool icui18n_has_skeletons(void);

/* What some UTF-8 looks like (UTS 39), written to `to`; its length, or 0 when
 * it has no room or there is no answer. */
size_t icui18n_skeleton(struct str utf8, char *to, size_t room);

#endif
