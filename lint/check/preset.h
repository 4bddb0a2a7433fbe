/* preset.h - what kind of mail a draft is, from what it shows. */
#ifndef CHECK_PRESET_H
#define CHECK_PRESET_H

#include "settings.h"

struct chosen {
	enum preset preset; /* never auto */
	enum stage stage;   /* never auto */
	const char *why;    /* of the preset; translatable; NULL: it was asked */
};

struct chosen preset_choose(const struct draft *d, const struct settings *s);

#endif
