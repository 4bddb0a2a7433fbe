/* message.h - a sentence with its arguments, in the making; for finding.c and
 * batch.c. */
#ifndef CHECK_MESSAGE_H
#define CHECK_MESSAGE_H

#include <stdarg.h>

#include "finding.h"

/* `n` arguments of struct str, copied and cut to LIMIT_ARGUMENT. */
void message_take(struct arena *arena, struct message *m, const char *id, int n,
	va_list args);

/* "1,234" */
struct str message_number(struct arena *arena, int64_t n);

#endif
