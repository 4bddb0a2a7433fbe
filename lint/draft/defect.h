/*
 * defect.h - what the reader noticed in the bytes.
 *
 * The reader never refuses bad mail: it notes a code and a span and goes on.
 * Rules decide what is worth saying and word it.
 */
#ifndef DRAFT_DEFECT_H
#define DRAFT_DEFECT_H

#include "../base/arena.h"

enum defect_code {
	/* the file as a whole */
	DEFECT_EMPTY,		/* no bytes, or blanks only */
	DEFECT_BINARY,		/* not text at all: detail names what it is */
	DEFECT_FOREIGN_FORMAT,	/* .msg, .oft, winmail.dat, .docx: detail */
	DEFECT_NUL,		/* NUL byte in text */
	DEFECT_BARE_CR,		/* CR without LF */
	DEFECT_MIXED_LINE_ENDS, /* both LF and CRLF */
	DEFECT_LONG_LINE,	/* over 998 bytes (RFC 5322 2.1.1) */

	/* header fields */
	DEFECT_HEADER_SYNTAX,	    /* a line that is no header field */
	DEFECT_HEADER_SPACE_COLON,  /* blank before the colon */
	DEFECT_HEADER_DUPLICATE,    /* field that may stand only once */
	DEFECT_HEADER_RAW_UTF8,	    /* RFC 6532 without SMTPUTF8 */
	DEFECT_HEADER_RAW_8BIT,	    /* raw bytes of a legacy charset */
	DEFECT_ENCODED_WORD,	    /* RFC 2047 word that cannot be decoded */
	DEFECT_ENCODED_WORD_SPLIT,  /* a character split over two words */
	DEFECT_ENCODED_PARAM,	    /* RFC 2047 word inside a parameter */
	DEFECT_PARAM_SYNTAX,	    /* unterminated quote, missing value ... */
	DEFECT_PARAM_DUPLICATE,
	DEFECT_ADDRESS_SYNTAX,
	DEFECT_DATE_SYNTAX,

	/* MIME structure */
	DEFECT_CONTENT_TYPE,	   /* cannot be parsed; read as text/plain */
	DEFECT_TRANSFER_ENCODING,  /* unknown; read as binary */
	DEFECT_MULTIPART_ENCODED,  /* qp or base64 on a multipart */
	DEFECT_BOUNDARY_MISSING,   /* multipart without a boundary parameter */
	DEFECT_BOUNDARY_NOT_FOUND, /* no part delimiter in the body */
	DEFECT_BOUNDARY_UNCLOSED,  /* the closing delimiter is missing */
	DEFECT_BOUNDARY_AMBIGUOUS, /* repeated by a nested multipart, or a prefix */
	DEFECT_NO_BLANK_LINE,	   /* header block runs into the body */

	/* encodings */
	DEFECT_QUOTED_PRINTABLE, /* "=" before what is no hex */
	DEFECT_BASE64,		 /* characters outside the alphabet, bad end */
	DEFECT_CHARSET_UNKNOWN,	 /* name not known; detail is the name */
	DEFECT_CHARSET_MISSING,	 /* 8-bit text, no charset declared */
	DEFECT_CHARSET_WRONG,	 /* bytes are not valid in the declared one */

	/* HTML and templates */
	DEFECT_HTML_STOPPED,	 /* libxml2 did not read to the end */
	DEFECT_FRONT_MATTER,	 /* YAML that cannot be parsed */

	/* archives */
	DEFECT_ARCHIVE,		 /* damaged or lying; detail says how */

	/* ceilings of base/limits.h: detail names the thing that was cut */
	DEFECT_LIMIT,

	DEFECT_CODES
};

struct part;

struct defect {
	enum defect_code code;
	struct span span;
	const struct part *part; /* NULL: the file */
	struct str detail;	 /* UTF-8; empty for most codes */
};

struct defects {
	struct arena *arena;
	LIST(struct defect) list;
	bool full; /* past LIMIT_DEFECTS, which the last one says */
	/* for defect_note: how many of a code are noted on the last part */
	struct {
		const struct part *part;
		uint8_t n;
	} alike[DEFECT_CODES];
};

/* Notes one; the same code on the same part is kept at most 20 times. */
void defect_note(struct defects *d, enum defect_code code, struct span span,
	const struct part *part, struct str detail);

/* Notes that a limit of the whole message was reached, once. */
void defect_note_limit(struct defects *d, struct span span,
	const struct part *part, struct str what);

#endif
