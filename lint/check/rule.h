/*
 * rule.h - the contract between the engine and a rule.
 *
 * A rule is one row: a designated initialiser at the foot of a file of
 * rules/, and a small function that is shown one thing at a time. The engine
 * walks the draft once; rules contain no traversal. Everything else that is
 * said about a rule (explain, rules, tests, translation, reports) reads the
 * row.
 */
#ifndef CHECK_RULE_H
#define CHECK_RULE_H

#include "../base/buf.h"
#include "../base/lexicon.h"
#include "../base/nearest.h"
#include "../base/utf8.h"
#include "../draft/blocks.h"
#include "../draft/charset.h"
#include "../draft/draft.h"
#include "../draft/optout.h"
#include "../draft/postal.h"
#include "../draft/signature.h"
#include "../draft/slip.h"
#include "../draft/style.h"
#include "settings.h"

/* What happens to a mail that is sent with this fault. */
enum outcome {
	OUTCOME_REJECT,	 /* refused by a server */
	OUTCOME_SPAM,	 /* filtered */
	OUTCOME_IGNORED, /* read by nobody, or answered by nobody */
	OUTCOME_BROKEN,	 /* shown wrong */
	OUTCOMES
};

/* How we know. Every finding can say so. */
enum evidence {
	EVIDENCE_STANDARD, /* an RFC or a law, with its section */
	EVIDENCE_PROVIDER, /* a document of a mailbox provider, by name */
	EVIDENCE_MEASURED, /* how often in labelled spam and in good mail */
	EVIDENCE_EVIDENT,  /* a plain mistake that needs no proof */
	EVIDENCE_REPORTED, /* third parties say so: at most a note */
	EVIDENCE_FOLKLORE  /* widely claimed, contradicted: off by default */
};

struct check;
struct batch;
struct table;
struct column_use;
struct leftover;

struct rule {
	const char *id; /* "links/shortened": names the fault, never changes */
	enum severity severity;
	/* where it differs; SEVERITY_DEFAULT: as above */
	struct {
		enum severity outreach, bulk, transactional, personal;
	} preset;
	bool template_too; /* also run at the template stage (most rules) */
	enum outcome outcome;
	float points; /* weight in the score, 0 to 50 */
	enum evidence evidence;
	const char *source; /* "RFC 5322 3.6.5"; with figures where measured */
	const char *title;  /* lower case, no full stop; translated */
	const char *why;    /* one short paragraph; translated */
	/* whole example drafts, as file content, run as tests and shown by
	 * explain; a text that begins with "@" names a file of
	 * tests/cases/FAMILY/ instead. Options may stand in front, one a line:
	 * "maillint: --stage template". */
	const char *bad, *good;

	/* exactly one of these */
	void (*on_draft)(struct check *c);
	void (*on_header)(struct check *c, const struct header *h);
	void (*on_address)(struct check *c, const struct header *h,
		const struct address *a); /* of From, To, Cc, Bcc, Reply-To */
	void (*on_text)(struct check *c, const struct prose *p);
	void (*on_sentence)(struct check *c, const struct prose *p,
		const struct sentence *s);
	void (*on_word)(struct check *c, const struct prose *p,
		const struct word *w);
	void (*on_link)(struct check *c, const struct link *l);
	void (*on_image)(struct check *c, const struct html *h,
		const struct image *i);
	void (*on_element)(struct check *c, const struct html *h,
		const struct element *e);
	void (*on_attachment)(struct check *c, const struct attachment *a);
	void (*on_field)(struct check *c, const struct field *f);
	void (*on_defect)(struct check *c, const struct defect *d);
	/* the drafts of one sender, after the last one (batch.h) */
	void (*on_batch)(struct batch *b);
	/* of --data (merge.h): the table itself; a column that a template
	 * uses; what of a template no row can be put into */
	void (*on_table)(struct check *c, const struct table *t);
	void (*on_column)(struct check *c, const struct column_use *u);
	void (*on_leftover)(struct check *c, const struct leftover *l);
};

/* Of a row under a preset (not auto). */
enum severity rule_severity(const struct rule *r, enum preset preset);

/* A family is a file of rules/. */
struct family {
	const char *name;
	const char *title; /* translated */
	const struct rule *rules;
	size_t count;
};

#define FAMILY(name_, title_, rows)                                            \
	{ .name = name_, .title = title_, .rules = rows,                       \
		.count = sizeof(rows) / sizeof(rows)[0] }

/* Over a list of families that ends with NULL. */
#define family_each(f, families)                                               \
	for (const struct family *const *f##_at = (families), *f = *f##_at; f; \
		f = *++f##_at)

/* Marks a text for translation; it stays as it is here. */
#define N_(text) text

/* What a rule function works with. */
struct check {
	const struct draft *draft;
	const struct settings *settings;
	const struct linter *linter;
	const struct rule *rule; /* the one that runs */
	enum stage stage;	 /* final or template, never auto */
	enum preset preset;	 /* never auto */
	struct arena *arena;	 /* lives as long as the draft */
	struct findings *findings;
	void **memo; /* four slots of the running rule's family, NULL at first:
			what it computes once a draft */
};

/* A page for others to fill: a template, or HTML for nobody. What it still lacks
 * is no fault yet. */
static inline bool
is_blueprint(const struct check *c)
{
	const struct draft *d = c->draft;

	return c->stage == STAGE_TEMPLATE ||
	       (d->source->kind == SOURCE_HTML && !d->has_header &&
		       !draft_recipient(d));
}

/* Where a finding stands. */
struct where {
	const struct text *text; /* NULL: a raw span */
	uint32_t at, len;
	const struct part *part; /* for raw spans; NULL: the message's header */
};

static inline struct where
in_text(const struct text *text, size_t at, size_t len)
{
	return (struct where){ text, (uint32_t)at, (uint32_t)len, text->part };
}

static inline struct where
at_span(struct span span, const struct part *part)
{
	return (struct where){ NULL, span.at, span.len, part };
}

/* The whole value of a header field. */
struct where at_header(const struct header *h);
/* Where a missing field or part is reported. */
struct where at_header_end(const struct check *c);
struct where at_attachment(const struct attachment *a);

struct finding;

/*
 * Reports a finding of the running rule. `message` is a constant English
 * sentence (lower case, no full stop) in which {1}, {2} ... stand for the
 * arguments that follow, `n` of them; it is the key of its translation. Mark
 * it with N_(). Arguments are copied.
 *
 *	find(c, in_text(&l->text, l->at, l->len),
 *		N_("{1} hides where this link leads"), 1, l->url.host);
 *
 * Returns NULL when the finding was dropped (the rule is off at this place,
 * a limit is reached); the functions below accept NULL.
 */
struct finding *find(
	struct check *c, struct where where, const char *message, int n, ...);

/* Another severity than the row's, for this finding alone; never above a note
 * where evidence is EVIDENCE_REPORTED, and none where the user gave one. */
void finding_severity(struct finding *f, enum severity s);
/* Other points than the row's, for this finding alone. */
void finding_points(struct finding *f, float points);

/* Rows of --data that a finding is about. */
enum { ROWS_NAMED = 3 };
struct row_set {
	uint32_t first[ROWS_NAMED]; /* their numbers */
	uint32_t count;
};
/* The message is then told of them, and of the column when it has a name. */
void finding_rows(struct finding *f, const struct row_set *rows,
	struct str column, bool is_empty);

/*
 * What to do about it, when no edit can be computed or none is safe to
 * guess: a sentence as in find(). Every finding without a fix should have one.
 */
void finding_advice(struct finding *f, const char *message, int n, ...);

enum safety { FIX_SAFE, FIX_UNSAFE };

/*
 * Begins the fix of a finding: `message` says what it does ("remove the
 * exclamation marks"). Safe: the meaning of the mail cannot change and no
 * author would object. Then one call of finding_edit for each edit.
 */
void finding_fix(
	struct finding *f, enum safety safety, const char *message, int n, ...);
void finding_edit(struct finding *f, struct where where, struct str with);
/*
 * A raw place must lie in a header of the message: there `with` is ASCII that
 * stands as it is, with LF where a line ends. This one adds a whole field,
 * "Name: value", below the last of the message.
 */
void finding_add_field(
	struct finding *f, const struct check *c, struct str field);

/* Numbers and sizes as arguments: "1,234"; "7.3 MiB". */
struct str arg_number(struct check *c, int64_t n);
struct str arg_size(struct check *c, uint64_t bytes);

#endif
