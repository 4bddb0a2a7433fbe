/*
 * phrase.h - finding thousands of fixed phrases in a text at once.
 *
 * Latin phrases are found by the hash of their first word, Chinese ones by
 * their first two characters. The longest match at a place wins, so a guard
 * phrase ("letter of credit") swallows the word that it excuses ("credit").
 */
#ifndef CHECK_PHRASE_H
#define CHECK_PHRASE_H

#include "../draft/prose.h"

struct phrase {
	const char *text;	 /* lower case UTF-8, single blanks */
	const char *alternative; /* what to write instead, or NULL; with a
				    blank to fill (‹...›) it is advice only */
	uint8_t tenths; /* weight as evidence of spam; 10 is middling */
	uint16_t pack;		 /* index into phrase_set.packs */
};

/* A file of rules/phrases/LANG/NAME.txt. */
struct phrase_pack {
	const char *lang;  /* "en" */
	const char *name;  /* "urgency" */
	const char *title; /* from its "# title:" line; translated */
	const char *advice;/* from its "# instead:" line, or NULL; translated */
	bool guard;	   /* "# guard": honest uses, never reported */
};

/* Generated from rules/phrases/ by the Makefile, or made by a test. */
struct phrase_set {
	const struct phrase_pack *packs;
	size_t pack_count;
	const struct phrase *phrases;
	size_t count;
};

struct phrase_index;
struct phrase_index *phrase_index_new(const struct phrase_set *set);
void phrase_index_free(struct phrase_index *i);

struct phrase_hit {
	const struct phrase *phrase;
	uint32_t at, len; /* in the text */
};

typedef LIST(struct phrase_hit) phrase_hits;

/* All hits of a UTF-8 text that begin in [at, end), from left to right, without
 * overlaps; guards are among them. Blanks match any run of blanks; Latin
 * phrases match whole words; letters match without case (ASCII). */
void phrase_scan(const struct phrase_index *i, struct arena *arena,
	struct str text, size_t at, size_t end, phrase_hits *hits);

/* All hits of what the author wrote. */
void phrase_scan_author(const struct phrase_index *i, struct arena *arena,
	const struct prose *p, phrase_hits *hits);

#endif
