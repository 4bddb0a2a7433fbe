/*
 * transfer.h - content transfer encodings (RFC 2045 6), decoded with a map.
 */
#ifndef DRAFT_TRANSFER_H
#define DRAFT_TRANSFER_H

#include "defect.h"
#include "text.h"

enum transfer {
	TRANSFER_7BIT,
	TRANSFER_8BIT,
	TRANSFER_BINARY,
	TRANSFER_QUOTED_PRINTABLE,
	TRANSFER_BASE64,
	TRANSFER_UUENCODE, /* x-uuencode: named, not decoded */
	TRANSFER_UNKNOWN
};

enum transfer transfer_named(struct str name);

/*
 * Decodes [span) of the file, at most `most` bytes of output. The map leads
 * to bytes of the file. Identity encodings borrow from the file.
 */
struct str transfer_decode(struct arena *arena, struct str file,
	struct span span, enum transfer how, size_t most, struct map **map,
	const struct part *part, struct defects *defects);

/* Without a map and without defects: for attachments. */
struct str transfer_decode_plain(struct arena *arena, struct str file,
	struct span span, enum transfer how, size_t most);

/* Bytes that [span) decodes to, counted without decoding it into memory. */
uint64_t transfer_decoded_size(
	struct str file, struct span span, enum transfer how);

/* Bytes of `n` raw bytes as base64 in lines of 76 with CRLF: 1.37 n. */
uint64_t transfer_base64_size(uint64_t n);

#endif
