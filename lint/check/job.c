/* job.c - the work of a worker. */
#include "../base/library.h"
#include "../base/limits.h"
#include "job.h"
#include "linter.h"
#include "spell.h"

static void
answer(const struct linter_job *j, struct result *r, struct buf *packed,
	struct port *p)
{
	buf_clear(packed);
	result_pack(r, j->families, packed);
	port_answer(p, buf_str(packed));
	result_release(r);
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
	source_open(&source, &of_file, head, body);
	for (size_t n = 0; n < source.messages.n; n++) {
		linter_run(j->linter, &of_draft, &source, n, &result);
		answer(j, &result, &packed, p);
		arena_clear(&of_draft);
	}
	buf_release(&packed);
	arena_release(&of_draft);
	arena_release(&of_file);
}

static void
keep(void *context, enum language l, struct str table)
{
	port_keep(context, (uint8_t)l, table);
}

void
linter_prepare(void *context, const bool wanted[WANTS], struct port *p)
{
	const struct linter_job *j = context;

	for (int l = 0; l < LANGUAGES; l++)
		if (wanted[LIBRARIES + l])
			spell_load(
				j->linter->spell, (enum language)l, keep, p);
}

void
linter_foresee(struct str body, bool wanted[WANTS])
{
	wanted[LIBRARY_ICU] |= !str_is_ascii(body) ||
				  str_has(body, STR("=E")) ||
				  str_has(body, STR("base64"));
	wanted[LIBRARY_PSL] |= str_has(body, STR("://"));
	wanted[LIBRARY_XML] |= str_has(body, STR("</"));
	wanted[LIBRARY_ZIP] |= str_has(body, STR("\nUEsDB"));
}
