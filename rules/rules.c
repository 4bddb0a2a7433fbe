/* rules.c - the list of families. One that fills several files stands here
 * once for each, one after the other. */
#include "rules.h"

const struct family *const families[] = {
	&family_subject,
	&family_wording,
	&family_links,
	&family_attachments,
	&family_personalisation,
	&family_structure,
	&family_encodings,
	&family_parts,
	&family_twins,
	&family_headers,
	&family_stamps,
	&family_bulk,
	&family_list,
	NULL,
};
