/*
 * report.h - results into text. One file a format; each begins, takes one
 * result after another, and ends.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "../base/buf.h"
#include "../check/batch.h"
#include "translate.h"

struct report_settings {
	enum reader reader;
	bool reader_asked; /* --lang given: also machine formats follow it */
	bool color;
	unsigned width; /* columns of the terminal; 0: unknown */
	bool quiet;	/* findings and nothing else */
	bool verbose;	/* how each finding is known, and what it counts */
};

extern const char report_version[];

/* A file that could not be read. */
struct report_error {
	struct str path;
	struct str message;
};

struct report_summary {
	size_t files, errors, warnings, notes, fixable;
	const struct batch *batch; /* found over all drafts; may be NULL */
	const struct report_error *failures;
	size_t failure_count;
};

struct report;

struct report_format {
	const char *name;
	const char *help; /* translated */
	bool lists; /* reads no more than settings.list_only leaves */
	void (*begin)(struct report *r);
	void (*result)(struct report *r, const struct result *result);
	void (*end)(struct report *r, const struct report_summary *s);
};

struct report {
	const struct report_format *format;
	const struct report_settings *settings;
	struct buf *out; /* the caller writes it and clears it when it likes */
	void *own;	 /* what a format keeps between calls; its end frees it */
	size_t results;
};

/* The findings over all drafts, or none. */
#define report_batch_each(f, s)                                                \
	for (const struct batch_finding *f = (s)->batch                        \
			     ? (s)->batch->findings.at                         \
			     : NULL;                                           \
		f && f < (s)->batch->findings.at + (s)->batch->findings.n; f++)

/* "draft.eml", "sent.mbox, message 3"; escaped. */
void report_path(struct buf *out, enum reader reader, struct str path,
	size_t message_number);
/* ", also b.eml, c.eml and 7 more": the drafts beside the first that a finding
 * is about, at most `most` of them by name; escaped. */
void report_others(struct buf *out, enum reader reader,
	const struct batch_finding *f, size_t most);

/* All formats, ended by one whose name is NULL. */
extern const struct report_format *const report_formats[];
const struct report_format *report_format_named(struct str name);

/* English for machine formats, unless a language was asked for. */
enum reader report_machine_reader(const struct report *r);

/* What a finding says, with the rows and the column of --data around it; not
 * escaped. */
void finding_words_add(
	struct buf *out, enum reader reader, const struct result_finding *f);
/* The same escaped, on one line. */
void report_finding(
	struct buf *out, enum reader reader, const struct result_finding *f);

/* A message with its arguments, escaped, on one line. */
void report_message(
	struct buf *out, enum reader reader, const struct message *m);

/* In the JSON, and in one word for a person. */
const char *outcome_name(enum outcome o);
const char *evidence_name(enum evidence e);

/* "file:line:col: severity: message [rule]" lines, for editors. */
extern const struct report_format report_gcc, report_full, report_json,
	report_jsonl;

/*
 * A foreign text for a terminal or a one-line report: control characters,
 * bidi controls, zero-width characters and bad bytes become <U+202E>, <0x1B>.
 * TAB stays when `keep_tab`.
 */
void escape_add(struct buf *out, struct str s, bool keep_tab);

#endif
