/*
 * tally.h - the different phrases typical of spam in one text, and how much
 * they weigh together.
 */
#ifndef RULES_TALLY_H
#define RULES_TALLY_H

#include "check/rule.h"
#include "check/run.h"

enum { PHRASES_DISTINCT = 96 /* told apart in one text */ };

/* What a pack of phrases counts for. */
enum phrase_use {
	USE_NOT,
	USE_COUNTED,	/* in the density */
	USE_ALONE,	/* in the density, and a finding of its own */
	USE_DISGUISE,	/* "加V" */
	USE_LAW,	/* named by the Advertising Law */
	USE_SUPERLATIVE /* what its practice adds */
};

enum phrase_use phrase_pack_use(const struct phrase_pack *p);
/* From 0, below 32, alike for the packs of one name; -1: of no use here. */
int phrase_pack_number(const struct phrase_pack *p);

/* The different phrases of a text, in order. */
struct tally {
	struct tallied {
		struct phrase_hit hit;
		int pack; /* for the functions below */
	} at[PHRASES_DISTINCT];
	size_t n;
	size_t in_subject; /* the first ones stand there */
	double weight;	   /* of those that count in the density */
};

/* Of the subject, then of what the author wrote in `p`. */
void tally_read(struct tally *t, struct check *c, const struct prose *p);

enum phrase_use tallied_use(const struct tallied *t);
/* The message about a phrase that is enough alone; USE_ALONE has one. */
const char *tallied_message(const struct tallied *t);
/* Leads to a chat account: honest in a mail that is otherwise plain. */
bool tallied_is_contact(const struct tallied *t);
size_t tally_categories(const struct tally *t); /* packs that are counted */

/* A phrase as it stands there, on one line. */
struct str phrase_quoted(struct check *c, struct str s);

#endif
