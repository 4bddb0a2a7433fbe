/*
 * headers.h - a block of header fields (RFC 5322 2.2), with exact places.
 */
#ifndef DRAFT_HEADERS_H
#define DRAFT_HEADERS_H

#include "address.h"
#include "defect.h"
#include "text.h"

enum header_id {
	HEADER_OTHER,
	HEADER_SUBJECT,
	HEADER_FROM,
	HEADER_SENDER,
	HEADER_REPLY_TO,
	HEADER_TO,
	HEADER_CC,
	HEADER_BCC,
	HEADER_DATE,
	HEADER_MESSAGE_ID,
	HEADER_IN_REPLY_TO,
	HEADER_REFERENCES,
	HEADER_RECEIVED,
	HEADER_RETURN_PATH,
	HEADER_MIME_VERSION,
	HEADER_CONTENT_TYPE,
	HEADER_CONTENT_TRANSFER_ENCODING,
	HEADER_CONTENT_DISPOSITION,
	HEADER_CONTENT_ID,
	HEADER_CONTENT_LOCATION,
	HEADER_LIST_UNSUBSCRIBE,
	HEADER_LIST_UNSUBSCRIBE_POST,
	HEADER_LIST_ID,
	HEADER_PRECEDENCE,
	HEADER_AUTO_SUBMITTED,
	HEADER_X_PRIORITY,
	HEADER_IMPORTANCE,
	HEADER_X_UNSENT,
	HEADER_X_MAILER,
	HEADER_DKIM_SIGNATURE,
	HEADER_PREHEADER,   /* front matter only */
	HEADER_ATTACHMENTS, /* front matter and pasted text only (附件：) */
	HEADER_IDS
};

/*
 * What a field says. Most fields are never read by anybody: plain ASCII
 * without encoded words has no defects, and is unfolded when first asked for.
 */
struct header_value {
	struct text text;	/* while it is folded: as it stands */
	struct arena *folded;	/* where to unfold; NULL: done */
	const uint8_t *literal; /* see address_parse; NULL: no encoded words */
};

struct header {
	enum header_id id;
	struct str name;	/* as written */
	struct span span;	/* all its lines, with the last line end */
	struct span name_span;
	struct span value_span; /* after colon and blanks, without the line end */
	struct header_value *value;  /* see header_text() */
	struct addresses *addresses; /* of an address field, else NULL */
	bool given;		/* by an option, or set in front matter */
};

struct headers {
	LIST(struct header) list;
	struct span block; /* without the empty line that ends it */
	uint32_t body_at;  /* first byte after that empty line */
};

/*
 * Reads header fields from `at` up to an empty line, `end`, or a line that
 * can be no header field (then the body begins with that line and a defect
 * is noted). `part` is whose header it is, for the texts and the defects.
 */
void headers_parse(struct headers *out, struct arena *arena, struct str file,
	uint32_t at, uint32_t end, const struct part *part,
	struct defects *defects);

/* The text of a field: unfolded, RFC 2047 words decoded. */
const struct text *header_text(const struct header *h);
void header_set_text(struct arena *arena, struct header *h, struct text text);

/* The first field of that name, or NULL. */
const struct header *headers_find(const struct headers *h, enum header_id id);
const struct header *headers_named(const struct headers *h, const char *name);

enum header_id header_id_of(struct str name);

/* True for From, To, Cc, Bcc, Reply-To, Sender. */
bool header_has_addresses(enum header_id id);

/* A parameter of Content-Type or Content-Disposition (RFC 2045, 2231). */
struct param {
	struct str name;   /* lower case, without * or *0 */
	struct text text;  /* decoded value; text.form is TEXT_PARAM */
	struct span span;  /* raw value with its quotes */
};

struct params {
	struct str value; /* what stands before the first ";", trimmed */
	LIST(struct param) list;
};

void params_parse(struct params *out, struct arena *arena,
	const struct header *h, struct str file, const struct part *part,
	struct defects *defects);

const struct param *params_find(const struct params *p, const char *name);

#endif
