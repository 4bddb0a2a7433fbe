/*
 * mime.h - the tree of body parts (RFC 2045, 2046).
 */
#ifndef DRAFT_MIME_H
#define DRAFT_MIME_H

#include "headers.h"
#include "transfer.h"

enum part_kind {
	PART_MULTIPART,
	PART_PLAIN,   /* text/plain, shown inline */
	PART_HTML,    /* text/html, shown inline */
	PART_MESSAGE, /* message/rfc822: its children belong to it */
	PART_OTHER    /* an attachment, an inline image, a signature ... */
};

struct part {
	struct str number; /* "1.2", as IMAP counts; "1" for a single body */
	enum part_kind kind;
	struct part *parent;
	struct part *first, *next; /* children, in order */
	uint16_t depth;

	struct headers headers;
	struct params type;	   /* Content-Type; value may be empty */
	struct params disposition; /* Content-Disposition */
	struct str media;	   /* lower case: "text/html"; "text/plain" when
				      nothing is declared */
	enum transfer transfer;
	const char *charset;	   /* canonical name in use; NULL: none */
	struct str content_id;	   /* without < > */

	struct span span; /* header and body */
	struct span body; /* encoded, without the line end before the delimiter */

	struct text text;     /* decoded, for PART_PLAIN and PART_HTML */
	bool alternative;     /* stands in a multipart/alternative */
	bool related;	      /* stands in a multipart/related, not as its root */
	bool attached;	      /* belongs to an attached message */
	bool signed_;	      /* under multipart/signed or S/MIME: no edits */
	bool encrypted;
	bool ambiguous;	      /* can be read in two ways: no edits */
	bool is_attachment;
};

typedef LIST(struct part *) part_list;

/*
 * Reads the message [message) of the file. `parts` gets all of them in order
 * of the file, the root first. Text parts are not decoded yet.
 */
struct part *mime_parse(part_list *parts, struct arena *arena, struct str file,
	struct span message, struct defects *defects);

/* Decodes the text of a part: transfer encoding, charset. */
void mime_decode_text(struct part *p, struct arena *arena, struct str file,
	size_t most, struct defects *defects);

#endif
