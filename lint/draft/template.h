/*
 * template.h - merge fields and template tags in texts.
 *
 * A tag is opaque to word rules, has a width, and counts as personalisation
 * in a template. Which braces mean what differs by product, so dialects are
 * recognised from their delimiters.
 */
#ifndef DRAFT_TEMPLATE_H
#define DRAFT_TEMPLATE_H

#include "defect.h"
#include "text.h"

enum dialect {
	DIALECT_NONE,
	DIALECT_CURLY,	    /* {{ }}, {{{ }}}: Handlebars, Liquid, Jinja ... */
	DIALECT_STATEMENT,  /* {% %} */
	DIALECT_CURLY_NOTE, /* {# #} */
	DIALECT_ANGLE,	    /* <% %>: ERB, EJS */
	DIALECT_MAILCHIMP,  /* *|NAME|* */
	DIALECT_PERCENT2,   /* %%name%%, %%[ ]%%, %%=  =%% */
	DIALECT_PERCENT,    /* %FIRSTNAME% */
	DIALECT_DOLLAR,	    /* ${name} */
	DIALECT_SALESFORCE, /* {!Contact.FirstName} */
	DIALECT_BRACE,	    /* {name}, {$email}, {contactfield=firstname|x} */
	DIALECT_SPINTAX,    /* {Hi|Hello|Dear} */
	DIALECT_SQUARE2,    /* [[name]] */
	DIALECT_WORD,	    /* «Name» of Word's mail merge */
	DIALECT_BLADE,	    /* {!! !!} */
	DIALECT_TILDE,	    /* ~Contact.FirstName~ */
	DIALECT_HASH,	    /* ##NAME##, @@name@@ */
	/* what a person leaves to fill in; not a template language */
	DIALECT_BRACKET,    /* [Name], [客户行业], 【公司名】, <Name> in text */
	DIALECT_BLANK	    /* XXX, ____, 某某公司, TODO, lorem ipsum */
};

enum field_kind {
	FIELD_VALUE,   /* prints something: {{ name }} */
	FIELD_BLOCK,   /* opens, closes or continues a block: {% if %} */
	FIELD_COMMENT, /* {{! }}, {# #}: never sent */
	FIELD_CHOICE,  /* spintax */
	FIELD_HOLE     /* a placeholder for a person: DIALECT_BRACKET, _BLANK */
};

struct field {
	enum dialect dialect;
	enum field_kind kind;
	const struct text *text; /* where it stands */
	uint32_t at, len;	 /* in that text, with its delimiters */
	struct str name;	 /* "first_name"; empty for choices */
	struct str fallback;	 /* what is printed without a value */
	bool has_fallback;
	bool unsubscribe;	 /* *|UNSUB|*, {{ unsubscribe_link }} ... */
	bool in_link;		 /* inside a URL */
	int8_t nesting;		 /* 1: opens a block, -1: closes one; not known
				    in the visible text of HTML */
	bool broken;		 /* {{name}, full-width braces, smart quotes */
};

typedef LIST(struct field) field_list;

/*
 * Finds all tags and placeholders of a text, in order, without overlaps.
 * `declared` (a set of 1 << dialect) adds dialects that are otherwise taken
 * only when their field name is a known one ([First Name], {name}, %NAME%).
 * A bracket placeholder of a person needs a text that is prose or a header.
 * False when that made more than LIMIT_FIELDS, which is noted.
 */
bool template_scan(field_list *out, struct arena *arena,
	const struct text *text, unsigned declared, struct defects *defects);

/*
 * What a field's name stands for ("person", "company", "position",
 * "product", "place", "date", "amount", "contact", "sender", "subject",
 * "unsubscribe", "view": see dictionaries/field-names.txt), or NULL when it
 * is no well-known name. "contact.First_Name" is read as "firstname".
 */
const char *field_topic(struct str name);

/*
 * The same bytes with every template tag overwritten by as many filler bytes,
 * so that HTML can be parsed and every offset stays true: blanks between
 * attributes, letters inside values and text. Returns `s` itself when there
 * is nothing to mask.
 */
struct str template_mask(struct arena *arena, struct str html);

#endif
