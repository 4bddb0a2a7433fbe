/*
 * yamlread.h - YAML as a row of events, each with its place (by libyaml).
 */
#ifndef BASE_YAMLREAD_H
#define BASE_YAMLREAD_H

#include "arena.h"

enum yaml_event_kind {
	YAMLREAD_DOCUMENT, /* one begins */
	YAMLREAD_DOCUMENT_END,
	YAMLREAD_SCALAR,
	YAMLREAD_MAPPING, /* begins */
	YAMLREAD_MAPPING_END,
	YAMLREAD_SEQUENCE, /* begins */
	YAMLREAD_SEQUENCE_END,
	YAMLREAD_ALIAS
};

enum yaml_quoting {
	QUOTING_PLAIN,
	QUOTING_SINGLE,
	QUOTING_DOUBLE,
	QUOTING_BLOCK /* "|" and ">" */
};

struct yaml_seen {
	enum yaml_event_kind kind;
	struct span span; /* in what is read */
	struct str value; /* of a scalar, decoded; borrowed until the next */
	enum yaml_quoting quoting;
};

/* What is wrong with it. */
struct yaml_problem {
	struct str words; /* of libyaml, in the arena */
	bool nowhere; /* it is no text of YAML, or nested too deeply */
	size_t at;    /* of the bad byte, then, or 0 */
	bool has_opening; /* a quote or bracket that stays open is seen late: */
	size_t opening;	  /* it begins here */
};

/*
 * Shows each event to take() until that returns false. False when `s` is no
 * YAML (before that take() has seen what was), and `*problem` says why.
 */
bool yaml_read(struct str s, bool (*take)(void *, const struct yaml_seen *),
	void *context, struct arena *arena, struct yaml_problem *problem);

#endif
