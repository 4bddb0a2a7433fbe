/* job.c - the work of a worker. */
#include "../base/library.h"
#include "../base/limits.h"
#include "job.h"

static void
answer(const struct linter_job *j, struct result *r, struct buf *packed,
	struct port *p)
{
	buf_clear(packed);
	result_pack(r, j->families, packed);
	port_answer(p, buf_str(packed));
	result_release(r);
}

struct str
linter_head(struct arena *a, size_t linter, struct str path)
{
	return arena_printf(a, "%zu %.*s", linter, STR_ARG(path));
}

/* Takes the linter's number off the head. */
static struct linter *
linter_of(const struct linter_job *j, struct str *head)
{
	uint64_t n = 0;

	if (!str_number(str_cut(head, ' '), &n) || n >= j->count)
		n = 0;
	return j->linters[n];
}

void
linter_job(void *context, struct str head, struct str body, struct port *p)
{
	const struct linter_job *j = context;
	struct linter *linter = linter_of(j, &head);
	struct arena of_file, of_draft;
	struct source source;
	struct result result;
	struct buf packed;

	arena_init(&of_file);
	arena_init(&of_draft);
	buf_init(&packed, LIMIT_ANSWER);
	source_open(&source, &of_file, head, body);
	for (size_t n = 0; n < source.messages.n; n++) {
		linter_run(linter, &of_draft, &source, n, &result);
		answer(j, &result, &packed, p);
		arena_clear(&of_draft);
	}
	buf_release(&packed);
	arena_release(&of_draft);
	arena_release(&of_file);
}

void
linter_foresee(struct str body, bool libraries[LIBRARIES])
{
	libraries[LIBRARY_ICU] |= !str_is_ascii(body) ||
				  str_has(body, STR("=E")) ||
				  str_has(body, STR("base64"));
	libraries[LIBRARY_PSL] |= str_has(body, STR("://"));
	libraries[LIBRARY_XML] |= str_has(body, STR("</"));
	libraries[LIBRARY_ZIP] |= str_has(body, STR("\nUEsDB"));
}
