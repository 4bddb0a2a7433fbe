/* icui18n.c - the half of ICU that few drafts need. */
#include <string.h>
#include <unicode/ucsdet.h>
#include <unicode/uspoof.h>

#include "../base/library.h"
#include "icui18n.h"

static struct {
	__typeof__(&ucsdet_open) detector_open;
	__typeof__(&ucsdet_setText) detector_set_text;
	__typeof__(&ucsdet_detect) detector_detect;
	__typeof__(&ucsdet_getName) match_name;
	__typeof__(&uspoof_open) spoof_open;
	__typeof__(&uspoof_getSkeletonUTF8) spoof_skeleton;
} icu;

#if defined(STATIC) || !defined(__linux__)

static bool
load(void)
{
	icu.detector_open = ucsdet_open;
	icu.detector_set_text = ucsdet_setText;
	icu.detector_detect = ucsdet_detect;
	icu.match_name = ucsdet_getName;
	icu.spoof_open = uspoof_open;
	icu.spoof_skeleton = uspoof_getSkeletonUTF8;
	return true;
}

#else

/* The names of functions hold ICU's version: macros of its headers. */
#define QUOTED(text) #text
#define NAME(macro)  QUOTED(macro)

/* Of the same version as the half that is linked. Loading it takes as long as
 * checking some twenty drafts. */
static bool
load(void)
{
	void *l = library_open(LIBRARY_ICU_I18N);

	return l && library_find(l, NAME(ucsdet_open), &icu.detector_open) &&
	       library_find(l, NAME(ucsdet_setText), &icu.detector_set_text) &&
	       library_find(l, NAME(ucsdet_detect), &icu.detector_detect) &&
	       library_find(l, NAME(ucsdet_getName), &icu.match_name) &&
	       library_find(l, NAME(uspoof_open), &icu.spoof_open) &&
	       library_find(
		       l, NAME(uspoof_getSkeletonUTF8), &icu.spoof_skeleton);
}

#endif

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
		detector = icu.detector_open(&error);
	icu.detector_set_text(detector, bytes.at, (int32_t)bytes.len, &error);
	const UCharsetMatch *match = icu.detector_detect(detector, &error);
	if (U_FAILURE(error) || !match)
		return NULL;
	const char *name = icu.match_name(match, &error);
	return U_SUCCESS(error) ? name : NULL;
}

static const USpoofChecker *
checker(void)
{
	static USpoofChecker *open;
	UErrorCode error = U_ZERO_ERROR;

	if (!open && is_loaded())
		open = icu.spoof_open(&error);
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
	int32_t len = icu.spoof_skeleton(checker(), 0, utf8.at,
		(int32_t)utf8.len, to, (int32_t)room, &error);

	return U_SUCCESS(error) && len > 0 && (size_t)len < room ? (size_t)len
								 : 0;
}
