/* paint.c - colours of a terminal (ECMA-48 8.3.117). */
#include "paint.h"

void
paint(struct buf *out, const struct report_settings *s, enum paint p)
{
	static const char *const codes[] = {
		[PAINT_PLAIN] = "\033[0m",
		[PAINT_BOLD] = "\033[1m",
		[PAINT_ERROR] = "\033[1;31m",
		[PAINT_WARNING] = "\033[1;33m",
		[PAINT_NOTE] = "\033[1;36m",
		[PAINT_GOOD] = "\033[32m",
		[PAINT_FRAME] = "\033[34m",
	};

	if (s->color)
		buf_add(out, str_of(codes[p]));
}

void
paint_str(struct buf *out, const struct report_settings *s, enum paint p,
	struct str text)
{
	paint(out, s, p);
	buf_add(out, text);
	paint(out, s, PAINT_PLAIN);
}

enum paint
paint_of_severity(enum severity s)
{
	return s == SEVERITY_ERROR     ? PAINT_ERROR
	       : s == SEVERITY_WARNING ? PAINT_WARNING
				       : PAINT_NOTE;
}
