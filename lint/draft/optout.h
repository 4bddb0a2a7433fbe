/*
 * optout.h - how a mail says that one may get no more of them.
 */
#ifndef DRAFT_OPTOUT_H
#define DRAFT_OPTOUT_H

#include "html.h"

enum optout {
	OPTOUT_NONE,
	OPTOUT_PREFERENCES, /* a page of settings */
	OPTOUT_WORDS,	    /* "no longer receive": in a text, not of a link */
	OPTOUT_PLAIN	    /* "unsubscribe", 退订 */
};

/* The first words at or after `*at` that say it; sets `*at` and `*len`. */
enum optout optout_find(struct str s, size_t *at, size_t *len);

struct draft;

/* A merge field, or an element of a sending service (<unsubscribe>), puts the
 * link in when the mail is sent. */
bool optout_by_tag(const struct draft *d);

/* What the address or the label of a link says of it. */
enum optout optout_of_link(const struct link *l);

#endif
