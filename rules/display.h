/*
 * display.h - what the display name of the sender says. The rows are in
 * sender.c.
 */
#ifndef RULES_DISPLAY_H
#define RULES_DISPLAY_H

#include "rules.h"

typedef void on_address_rule(
	struct check *c, const struct header *h, const struct address *a);

/* A whole address of From without merge fields. */
bool display_is_author(const struct header *h, const struct address *a);

/* The last one: "nordpump" of nordpump.co.uk; empty at a free mailbox. */
struct str display_company(struct check *c, struct str domain);

on_address_rule display_missing, display_generic, display_own_address,
	display_other_address, display_other_domain, display_brand,
	display_look_alike, display_invisible, display_reply_mark,
	display_counter, display_message, display_symbol, display_blanks,
	display_long, display_reader;

#endif
