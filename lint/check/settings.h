/*
 * settings.h - everything a run can be told, as plain data.
 *
 * The command line (and later the configuration file) fill it; the engine
 * only reads it.
 */
#ifndef CHECK_SETTINGS_H
#define CHECK_SETTINGS_H

#include "../draft/draft.h"

enum severity { SEVERITY_DEFAULT, SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum stage { STAGE_AUTO, STAGE_FINAL, STAGE_TEMPLATE };

enum preset {
	PRESET_AUTO,
	PRESET_OUTREACH,
	PRESET_BULK,
	PRESET_TRANSACTIONAL,
	PRESET_PERSONAL,
	PRESETS
};

/* "family/name", "family", "all" or "folklore", on or off; later wins. */
struct selector {
	struct str what;
	bool on;
	bool only; /* switches off all that stands before it */
	enum severity severity; /* SEVERITY_DEFAULT: as the row says */
};

/* What only the user can know. Empty lists: not told. */
struct knowledge {
	struct str company; /* the sender's own; at == NULL: not told */
	LIST(struct str) domains; /* of that company, lower case */
	LIST(struct str) fields;  /* merge fields that exist */
	LIST(struct str) words;	  /* spelt right, whatever a dictionary says */
	LIST(struct str) suppressed; /* addresses or @domains that must not be
					mailed again: lower case, sorted */
};

struct settings {
	enum stage stage;
	enum preset preset;
	enum column_unit column_unit;
	LIST(struct selector) selectors;
	struct draft_options draft; /* subject, from, to, attachments */
	struct knowledge known;
	bool no_spelling; /* leave the spelling of words alone */
	/* --data: a table of contacts (draft/table.h); at == NULL: none */
	struct str data, data_path;
	bool many; /* drafts in this run: rules about them all are wanted */
	bool decoded_view; /* put the decoded texts into the result */
	bool list_only; /* of a finding keep what one line says of it: rule,
			   start and message; no excerpt, fix, fingerprint */
};

const char *severity_name(enum severity s); /* "error"; English, stable */
const char *stage_name(enum stage s);
const char *preset_name(enum preset p);

#endif
