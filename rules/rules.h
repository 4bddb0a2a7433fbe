/* rules.h - all families of rules, and the phrases that they use. */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "check/phrase.h"
#include "check/rule.h"

/* Ends with NULL. */
extern const struct family *const families[];

extern const struct family family_subject;
extern const struct family family_wording;
extern const struct family family_links;
extern const struct family family_attachments;
extern const struct family family_personalisation;
extern const struct family family_recipients;
extern const struct family family_sender;
extern const struct family family_signature;
extern const struct family family_structure;
extern const struct family family_markup;
extern const struct family family_accessibility;
extern const struct family family_encodings;
extern const struct family family_parts;
extern const struct family family_twins;
extern const struct family family_headers;
extern const struct family family_stamps;
extern const struct family family_bulk;
extern const struct family family_fields;
extern const struct family family_spelling;
extern const struct family family_list;
extern const struct family family_volume;
extern const struct family family_data;

extern const struct phrase_set rules_phrases;

#endif
