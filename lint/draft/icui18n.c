/* icui18n.c - the half of ICU that few drafts need. */
#include <string.h>
#include <unicode/ucsdet.h>
#include <unicode/uspoof.h>

#include "../base/icu.h"
#include "icui18n.h"

/* clang-format off */
#define FUNCTIONS(F)                                                           \
	F(ucsdet_open) F(ucsdet_setText) F(ucsdet_detect) F(ucsdet_getName)    \
	F(uspoof_open) F(uspoof_getSkeletonUTF8)
/* clang-format on */

static struct {
	FUNCTIONS(LIBRARY_MEMBER)
} i18n = { FUNCTIONS(LIBRARY_ADDRESS) };

/* Loading it takes as long as checking some twenty drafts. */
static bool
load(void)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) NULL };

	return i18n.ucsdet_open ||
	       library_load(LIBRARY_ICU_I18N, names, &i18n);
}

static bool
is_loaded(void)
{
	static enum { UNTRIED, LOADED, ABSENT } state;
	if (state == UNTRIED)
		state = load() ? LOADED : ABSENT;
	return state == LOADED;
}

const char *
icui18n_detect(struct str bytes)
{
	static UCharsetDetector *detector;
	UErrorCode error = U_ZERO_ERROR;

	if (!is_loaded())
		return NULL;
	if (!detector)
		detector = i18n.ucsdet_open(&error);
	i18n.ucsdet_setText(detector, bytes.at, (int32_t)bytes.len, &error);
	const UCharsetMatch *match = i18n.ucsdet_detect(detector, &error);
	if (U_FAILURE(error) || !match)
		return NULL;
	const char *name = i18n.ucsdet_getName(match, &error);
	return U_SUCCESS(error) ? name : NULL;
}

static const USpoofChecker *
checker(void)
{
	static USpoofChecker *open;
	UErrorCode error = U_ZERO_ERROR;

	if (!open && is_loaded())
		open = i18n.uspoof_open(&error);
	return open;
}

bool
icui18n_has_skeletons(void)
{
	return checker() != NULL;
}

size_t
icui18n_skeleton(struct str utf8, char *to, size_t room)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t len = i18n.uspoof_getSkeletonUTF8(checker(), 0, utf8.at,
		(int32_t)utf8.len, to, (int32_t)room, &error);

	return U_SUCCESS(error) && len > 0 && (size_t)len < room ? (size_t)len
								 : 0;
}
