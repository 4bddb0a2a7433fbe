/*
 * draft.h - everything that is in a draft. The first file to read.
 *
 *	bytes -> source -> headers, MIME -> decode -> plain | html
 *	      -> words, links, merge fields
 *
 * draft_parse() builds it once; from then on it is const. Everything in it
 * lives in one arena. Bad mail is never an error: trouble becomes a defect.
 * Places are bytes of the file; texts lead back to them (text.h).
 */
#ifndef DRAFT_DRAFT_H
#define DRAFT_DRAFT_H

#include "attachment.h"
#include "date.h"
#include "defect.h"
#include "headers.h"
#include "html.h"
#include "mime.h"
#include "prose.h"
#include "source.h"
#include "template.h"
#include "text.h"
#include "url.h"

/* What completes a draft that is only a body, or says more about it. */
struct draft_options {
	struct str subject, from, to; /* at == NULL: not given */
	const struct str *attach;     /* paths of files */
	const struct str *attach_content; /* their bytes, same order */
	size_t attach_count;
	unsigned dialects; /* declared template dialects: 1 << enum dialect */
};

struct draft {
	struct arena *arena;
	struct source *source;
	struct span message;   /* in the file */
	size_t message_number; /* from 1; 0 when the file is one message */

	struct part *root; /* never NULL: a bare body has a made-up part */
	part_list parts;
	const struct headers *headers; /* of the root, with front matter and
					  options put in */
	const struct header *subject, *from, *to, *cc, *reply_to; /* or NULL */
	bool has_header; /* the file itself has a header block */
	uint32_t header_end; /* where to report a missing field */

	/* what the reader of the mail sees, best first: of a
	 * multipart/alternative the HTML, then its plain twin */
	LIST(struct prose) proses;
	LIST(struct html) htmls;
	link_list links;
	field_list fields; /* of all texts and header fields, in order */
	LIST(struct attachment) attachments;
	struct defects defects;

	uint64_t sent_size; /* bytes of the whole message once sent */

	/* what kind of mail it is */
	bool is_reply;	  /* In-Reply-To, References, or a quoted original */
	bool is_forward;
	bool is_list;	  /* List-Unsubscribe, or an unsubscribe tag or link */
	bool is_discussion; /* a post to a list where members write */
	bool self_copy;	  /* mailed to oneself to get it out: To is From */
	bool was_sent;	  /* has transport header fields */
	bool draft_mark;  /* a program marked it as a draft */
	bool has_signed;  /* signed or encrypted as a whole */

	bool fields_full; /* past LIMIT_FIELDS: looked for no more */
};

/*
 * Reads message number `n` (from 0) of an opened source. Never fails.
 * `source` and its bytes must outlive the draft.
 */
void draft_parse(struct draft *d, struct arena *arena, struct source *source,
	size_t n, const struct draft_options *options);

/* The addresses of a field, or an empty list. */
const struct addresses *draft_addresses(const struct header *h);

/* The addressee: the first mailbox of To, or NULL. NULL for a self copy. */
const struct address *draft_recipient(const struct draft *d);
const struct address *draft_sender(const struct draft *d);

/* What a user calls a place: "header:Subject", "text/html#1.2",
 * "attachment:NAME". */
struct str draft_part_label(
	struct arena *a, const struct draft *d, const struct part *p);

#endif
