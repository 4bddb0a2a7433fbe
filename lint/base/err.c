/* err.c - one sentence about what went wrong. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "err.h"

bool
err_say(struct err *err, const char *format, ...)
{
	va_list args;

	err->number = 0;
	va_start(args, format);
	vsnprintf(err->said, sizeof err->said, format, args);
	va_end(args);
	return false;
}
