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

static void
check_table(const struct linter_job *j, struct source *source,
	struct buf *packed, struct port *p)
{
	struct arena of_draft;
	struct result result;

	arena_init(&of_draft);
	linter_run_table(j->linter, &of_draft, source, &result);
	answer(j, &result, packed, p);
	arena_release(&of_draft);
}

static bool
is_table(struct str head)
{
	return head.len && !head.at[0];
}

void
linter_job(void *context, struct str head, struct str body, struct port *p)
{
	const struct linter_job *j = context;
	struct arena of_file, of_draft;
	struct source source;
	struct result result;
	struct buf packed;

	arena_init(&of_file);
	arena_init(&of_draft);
	buf_init(&packed, LIMIT_ANSWER);
	source_open(&source, &of_file, str_from(head, is_table(head)), body);
	if (is_table(head))
		check_table(j, &source, &packed, p);
	for (size_t n = 0; !is_table(head) && n < source.messages.n; n++) {
		linter_run(j->linter, &of_draft, &source, n, &result);
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
