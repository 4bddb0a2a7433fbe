/*
 * attachment.h - what a message carries beside its text.
 */
#ifndef DRAFT_ATTACHMENT_H
#define DRAFT_ATTACHMENT_H

#include "archive.h"
#include "defect.h"
#include "filetype.h"
#include "text.h"

struct attachment {
	const struct part *part; /* NULL: a file given by --attach */
	struct str path;	 /* of that file */
	struct text name;	 /* decoded file name; s.len 0: none */
	struct span place;	 /* where to point: the name's value, else the
				    Content-Type field, else the part */
	struct str extension;	 /* lower case, without dot: "exe" */
	struct str type;	 /* declared media type: "application/pdf" */
	const struct filetype *true_type; /* by content, or NULL: unknown */
	uint64_t size;		 /* decoded bytes */
	uint64_t sent_size;	 /* as base64 lines with CRLF (RFC 2045 6.8) */
	uint64_t hash;		 /* of the content, for duplicates;
				    0: not known */
	bool inline_;		 /* shown in the HTML by cid: */
	bool message;		 /* message/rfc822 */
	bool macros;		 /* an Office document with macros */
	bool encrypted;		 /* a document or archive behind a password */
	struct archive archive;	 /* entries, when it is one that we can list */
	bool missing;		 /* named in front matter, no such file known */
};

/*
 * The extension of a file name, lower case and without dot; empty for none.
 * Blanks and dots at the end of a name are cut off, as Windows does it.
 */
struct str attachment_extension(struct arena *arena, struct str name);

/*
 * Looks into the whole decoded content of an attachment that is a file:
 * fills in everything but its name, path and declared type.
 */
void attachment_read(struct attachment *a, struct arena *arena,
	struct str content, struct defects *defects);

/*
 * From a part of a message: decodes what it needs (the head, or the whole of
 * an archive; one of more than LIMIT_ARCHIVE bytes is not listed, which is
 * noted as DEFECT_LIMIT "archive-size"). `inline_` is a guess until the HTML
 * has been read. Where the body is empty because the file was left on a
 * server, the size is the declared one (RFC 2183 2.7), and for an archive
 * DEFECT_LIMIT "archive-absent" is noted.
 */
void attachment_of_part(struct attachment *a, struct arena *arena,
	struct str file, const struct part *part, struct defects *defects);

#endif
