/* rules.c - the list of families. One that fills several files stands here
 * once for each, one after the other. */
#include "rules.h"

const struct family *const families[] = {
	&family_subject,
	&family_wording,
	&family_links,
	&family_attachments,
	&family_personalisation,
	&family_recipients,
	&family_sender,
	&family_signature,
	&family_structure,
	&family_encodings,
	&family_parts,
	&family_twins,
	&family_headers,
	&family_stamps,
	&family_markup,
	&family_accessibility,
	&family_fields,
	&family_spelling,
	&family_bulk,
	&family_list,
	&family_volume,
	&family_data,
	NULL,
};
