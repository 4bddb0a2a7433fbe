/* noticed.c - defects of one code, counted. */
#include "noticed.h"

/* As many of one code on one part are kept (draft/defect.c). */
enum { KEPT = 20 };

static bool
is_own(const struct defect *d)
{
	return !d->part || !d->part->attached;
}

size_t
noticed(const struct draft *d, enum defect_code code)
{
	size_t n = 0;

	list_each (const struct defect, e, &d->defects.list)
		n += e->code == code && is_own(e);
	return n;
}

const struct defect *
noticed_first(const struct draft *d, enum defect_code code)
{
	list_each (const struct defect, e, &d->defects.list)
		if (e->code == code && is_own(e))
			return e;
	return NULL;
}

struct str
arg_noticed(struct check *c, size_t n)
{
	struct str number = arg_number(c, (int64_t)n);
	return n < KEPT ? number
			: arena_printf(c->arena, "%.*s+", STR_ARG(number));
}
