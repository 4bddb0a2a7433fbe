/*
 * result.h - all that leaves the engine, flat and self-contained.
 *
 * A result owns its memory and points to nothing of the draft: it can be
 * written to a pipe and read back. Reports, fixes, the language server and
 * merge read nothing else.
 */
#ifndef CHECK_RESULT_H
#define CHECK_RESULT_H

#include "../base/buf.h"
#include "../base/limits.h"
#include "digest.h"
#include "finding.h"

/* The longest that these get: an argument ends in dots; an excerpt has a label
 * in front, is cut at whole characters, and has 3 bytes for a bad one. */
enum {
	ARGUMENT_MOST = 3 * (LIMIT_ARGUMENT + 3),
	LABEL_MOST = 3 * LIMIT_LABEL,
	EXCERPT_MOST = LABEL_MOST + 2 + 3 * (LIMIT_EXCERPT + 3)
};

struct result_edit {
	uint32_t start, end; /* raw bytes of the file */
	struct str with;     /* raw bytes */
};

struct result_finding {
	const struct rule *rule; /* of the rule set: constant */
	enum severity severity;
	double points;
	struct place start, end; /* raw; end is one past */
	struct str part;	 /* "header:Subject", "text/html#1.2" ... */
	struct message message, advice;
	struct rows_told told; /* rows of --data, if any */
	struct message fix; /* id NULL: no fix */
	enum safety safety;
	const struct result_edit *edits;
	size_t edit_count;
	const char *fix_refused; /* why there is none, or NULL; translatable */
	/* the line as a person reads it, cut to LIMIT_EXCERPT bytes: valid
	 * UTF-8, not yet escaped for a terminal */
	struct str excerpt;
	uint32_t excerpt_at, excerpt_len; /* the finding in it, bytes */
	struct str mended; /* the excerpt after the fix; at NULL: not one line */
	bool decoded; /* the excerpt is decoded: the raw line looks different */
	uint64_t fingerprint;
	/* the same fault in the other form of the body (plain, HTML) */
	bool twin;
	struct place twin_start;
	struct str twin_part;
};

struct result_text {
	struct str part;
	struct str utf8;
};

struct score {
	double risk; /* 0 to 100 */
	double outcomes[OUTCOMES];
};

/* The shortest way down: mend these, each with all of its rule, and the risk
 * becomes `risk`. */
struct way_down {
	size_t findings[3]; /* indexes */
	size_t count;
	double risk;
};

struct result {
	struct arena arena;
	struct str path;
	size_t message_number; /* 0: the file is one message */
	bool unread; /* not checked: stage, preset, sent_size say nothing */
	enum stage stage;
	enum preset preset;
	const char *preset_why; /* how it was chosen; translatable, or NULL */
	struct score score;
	struct way_down way_down;
	uint64_t bytes, sent_size;
	bool table;	/* it is the table of --data */
	bool self_copy; /* read as a copy to oneself, recipient unknown */
	/* not checked, because the draft does not say them */
	bool subject_unknown, recipient_unknown;
	enum language unspelt; /* spelling not checked: no dictionary of it */
	struct result_finding *findings;
	size_t count;
	size_t dropped; /* findings past LIMIT_FINDINGS */
	struct result_text *texts; /* when settings.decoded_view */
	size_t text_count;
	size_t errors, warnings, notes, fixable;
	struct digest *digest; /* for rules about many drafts; NULL: none */
};

void result_release(struct result *r);

/* Sets the four counts of its findings. */
void result_count(struct result *r);

/* For the wire between two processes of this program. */
void result_pack(const struct result *r, const struct family *const *families,
	struct buf *out);

/*
 * The other way; `path` and `packed` are borrowed. False when the bytes are
 * no result about a file of `file_size` bytes: nothing in them is believed.
 * To be released in both cases.
 */
bool result_unpack(struct result *r, const struct family *const *families,
	struct str path, size_t file_size, struct str packed);

/* Risk band: "low", "medium", "high". */
const char *score_band(double risk);

#endif
