/* defect.c - noting what the reader noticed, a bounded number of times. */
#include "defect.h"

#include "../base/limits.h"
#include "../base/utf8.h"

enum { MOST_ALIKE = 20 };

/* How many of `code` on `part` are noted; counted anew for another part. */
static uint8_t *
alike(struct defects *d, enum defect_code code, const struct part *part)
{
	uint8_t *n = &d->alike[code].n;

	if (d->alike[code].part == part)
		return n;
	*n = 0;
	d->alike[code].part = part;
	list_each (struct defect, defect, &d->list)
		if (defect->code == code && defect->part == part)
			++*n;
	return n;
}

/* Names come as raw bytes from some fields; bad ones become U+FFFD. */
static struct str
as_utf8(struct arena *arena, struct str s)
{
	if (utf8_valid(s) == s.len)
		return s;
	char *out = arena_bytes(arena, s.len * 3);
	size_t n = 0;
	for (size_t at = 0; at < s.len;)
		n += utf8_put(out + n, utf8_next(s, &at));
	return (struct str){ out, n };
}

void
defect_note(struct defects *d, enum defect_code code, struct span span,
	const struct part *part, struct str detail)
{
	if (d->full)
		return;
	uint8_t *n = alike(d, code, part);
	if (*n >= MOST_ALIKE)
		return;
	++*n;
	struct defect *defect = list_push(d->arena, &d->list);
	*defect =
		(struct defect){ code, span, part, as_utf8(d->arena, detail) };
	if (d->list.n <= LIMIT_DEFECTS)
		return;
	/* one more, in whose place stands that there are more */
	d->full = true;
	defect->code = DEFECT_LIMIT;
	defect->detail = STR("defects");
}

void
defect_note_limit(struct defects *d, struct span span, const struct part *part,
	struct str what)
{
	list_each (const struct defect, e, &d->list)
		if (e->code == DEFECT_LIMIT && str_eq(e->detail, what))
			return;
	defect_note(d, DEFECT_LIMIT, span, part, what);
}
