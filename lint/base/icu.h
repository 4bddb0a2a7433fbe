/*
 * icu.h - the functions of ICU's common half, loaded when first asked for:
 * icu()->u_charType(rune). For two files only: base/utf8.c, draft/charset.c.
 */
#ifndef BASE_ICU_H
#define BASE_ICU_H

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "library.h"

/* ICU's headers make macros of these names, with its version in them. */
/* clang-format off */
#define ICU_FUNCTIONS(F)                                                       \
	F(u_charType) F(u_foldCase) F(u_getIntPropertyValue)                   \
	F(u_hasBinaryProperty) F(u_isUUppercase) F(u_isUWhiteSpace)            \
	F(u_strFromUTF8WithSub) F(u_strToUTF8WithSub)                          \
	F(uscript_getScript)                                                    \
	F(ucnv_cbToUWriteUChars) F(ucnv_fromUChars)                            \
	F(ucnv_getMaxCharSize) F(ucnv_open) F(ucnv_reset)                      \
	F(ucnv_setFromUCallBack) F(ucnv_setToUCallBack)                        \
	F(ucnv_toUnicode) F(uidna_nameToASCII_UTF8)                            \
	F(uidna_nameToUnicodeUTF8) F(uidna_openUTS46)                          \
	F(unorm2_getNFKCCasefoldInstance) F(unorm2_normalize)
/* clang-format on */

struct icu {
	ICU_FUNCTIONS(LIBRARY_MEMBER)
};

extern struct icu icu_functions;
void icu_load(void);

static inline const struct icu *
icu(void)
{
	if (!icu_functions.u_charType)
		icu_load();
	return &icu_functions;
}

#endif
