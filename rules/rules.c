/* rules.c - the list of families. */
#include "rules.h"

const struct family *const families[] = {
	&family_subject,
	&family_wording,
	&family_links,
	&family_attachments,
	&family_personalisation,
	&family_structure,
	&family_volume,
	&family_data,
	NULL,
};
