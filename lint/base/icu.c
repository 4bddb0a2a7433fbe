/* icu.c - the functions of ICU's common half, loaded when first asked for. */
#include "icu.h"

struct icu icu_functions = { ICU_FUNCTIONS(LIBRARY_ADDRESS) };

void
icu_load(void)
{
	static const char *const names[] = { ICU_FUNCTIONS(LIBRARY_NAME) NULL };

	library_need(LIBRARY_ICU, names, &icu_functions);
}
