/* assemble.h - the steps of draft_parse() that have a file of their own; for
 * nobody else. */
#ifndef DRAFT_ASSEMBLE_H
#define DRAFT_ASSEMBLE_H

#include "draft.h"

/* heading.c: addresses of fields that were not read from a header block; the
 * fields that options give stand for the file's; URLs of List-Unsubscribe. */
void draft_read_addresses(struct draft *d, struct headers *headers);
void draft_merge_options(struct draft *d, const struct draft_options *options);
void draft_find_header_links(struct draft *d);

/* links.c: URLs in the running text of a prose; and which links stand in text
 * that the author only quotes, or in the signature. `first` is the first of
 * d->links that belongs to the prose. */
void draft_find_links(struct draft *d, const struct prose *p, bool markdown);
void draft_place_links(struct draft *d, const struct prose *p, size_t first);

/* fields.c: the merge fields of header fields, texts and URLs. */
void draft_scan_fields(struct draft *d, field_list *out, const struct text *t,
	unsigned dialects);
void draft_header_fields(struct draft *d, unsigned dialects);
void draft_body_fields(
	struct draft *d, const struct prose *p, size_t first, unsigned dialects);

/* attached.c: parts, files of --attach, names that front matter promises. */
void draft_attach(struct draft *d, const struct draft_options *options);

/* nature.c: what kind of mail it is: the flags at the end of struct draft. */
void draft_find_nature(struct draft *d);

/* lines.c: what is wrong with the line ends of a message. Returns its size
 * once every line ends in CRLF. */
uint64_t draft_check_lines(struct draft *d);

#endif
