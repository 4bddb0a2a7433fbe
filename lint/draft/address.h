/*
 * address.h - mailbox lists of header fields (RFC 5322 3.4), as people
 * really write them: groups, comments, quoted strings, encoded words inside
 * quotes, missing angle brackets, semicolons and full-width commas between.
 */
#ifndef DRAFT_ADDRESS_H
#define DRAFT_ADDRESS_H

#include "defect.h"
#include "text.h"

struct address {
	struct str name;   /* display name, decoded and unquoted; may be empty */
	struct str local;  /* as written, unquoted */
	struct str domain; /* as written; empty when there is none */
	struct str spec;   /* local@domain as written */
	struct str group;  /* name of the group it stands in, or empty */
	uint32_t at, len;	    /* the whole mailbox, in the field's text */
	uint32_t name_at, name_len; /* with quotes */
	uint32_t spec_at, spec_len; /* local@domain, without < > */
	bool broken;	   /* cannot be an address: no @, two of them ... */
	bool field;	   /* is or holds a merge field: {{email}} */
};

struct addresses {
	const struct text *text; /* the header field that it was read from */
	LIST(struct address) list;
	bool undisclosed; /* an empty group: "undisclosed-recipients:;" */
};

/*
 * Reads the unfolded, decoded value of an address field. Separators and
 * specials inside encoded words do not count: `literal` has one byte for each
 * byte of text, nonzero where it came out of an encoded word; NULL for none.
 *
 * What was read although it is badly written is DEFECT_ADDRESS_SYNTAX with a
 * detail: "separator" (a semicolon or full-width comma between addresses, or
 * nothing), "angle" (< or > missing), "blank" (inside an address), "quote",
 * "comment" or "group" (not closed), "extra" (text that belongs to none). An
 * address that cannot be one is only marked `broken`.
 */
void address_parse(struct addresses *out, struct arena *arena,
	const struct text *text, const uint8_t *literal,
	struct defects *defects);

/*
 * "Wei Zhang" for "zhang.wei@..."-like local parts is a guess that rules may
 * make; here only the words: letters between . - _ + and digits.
 */
size_t address_words(struct str local, struct str *words, size_t room);

/* info@, sales@, purchasing@ ...: read by a department, not by one person. */
bool address_is_role(struct str local);

#endif
