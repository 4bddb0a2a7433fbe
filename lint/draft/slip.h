/*
 * slip.h - slips of the finger in mail addresses, and what was meant.
 *
 * A domain is corrected towards the large mailbox providers only, which no
 * company is called like by chance; any other only where its ending does not
 * exist. What is no slip for sure gets an empty answer.
 */
#ifndef DRAFT_SLIP_H
#define DRAFT_SLIP_H

#include "../base/arena.h"

/* The last label, in lower case and punycode, is a top-level domain, also one
 * that is reserved for examples and local use (RFC 2606, 6761). */
bool slip_known_top(struct arena *a, struct str domain);

/* "gmail.com" for "gmial.com", "nordpump.com" for "nordpump.con". */
struct str slip_domain(struct arena *a, struct str domain);

/*
 * "anna@nordpump.se" for "anna＠nordpump。se", "anna(at)nordpump.se",
 * "anna @nordpump.se", "anna@nordpump..se": only where that makes an address.
 */
struct str slip_address(struct arena *a, struct str written);

/* The part of a local part that seems to be a misspelt word of a display
 * name ("jhon" of "jhon.doe", for John Doe), and that word. */
struct slip {
	struct str written; /* in the local part; empty: none */
	struct str meant;   /* in lower case */
};
struct slip slip_name(struct arena *a, struct str name, struct str local);

#endif
