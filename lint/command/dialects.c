/* dialects.c - template languages by the names their users know. */
#include "../draft/template.h"
#include "dialects.h"

#define SET(dialect) (1u << DIALECT_##dialect)

#define BRACES (SET(CURLY) | SET(STATEMENT) | SET(CURLY_NOTE))

const char *const dialect_names[] = {
	"handlebars",
	"mustache",
	"liquid",
	"jinja",
	"twig",
	"erb",
	"ejs",
	"blade",
	"mailchimp",
	"ampscript",
	"percent",
	"dollar",
	"salesforce",
	"brace",
	"spintax",
	"brackets",
	"double-brackets",
	"word",
	NULL,
};

const unsigned dialect_sets[] = {
	SET(CURLY),
	SET(CURLY),
	BRACES,
	BRACES,
	BRACES,
	SET(ANGLE),
	SET(ANGLE),
	SET(BLADE) | SET(CURLY),
	SET(MAILCHIMP),
	SET(PERCENT2),
	SET(PERCENT),
	SET(DOLLAR),
	SET(SALESFORCE),
	SET(BRACE),
	SET(SPINTAX),
	SET(BRACKET),
	SET(SQUARE2),
	SET(WORD),
};

_Static_assert(sizeof dialect_names / sizeof *dialect_names ==
		       sizeof dialect_sets / sizeof *dialect_sets + 1,
	"every dialect has a name");
