/* job.c - the work of a worker. */
#include "../base/library.h"
#include "../base/limits.h"
#include "job.h"
#include "spell.h"
#include "unchecked.h"

static bool
pack(const struct linter_job *j, struct result *r, struct buf *packed)
{
	buf_clear(packed);
	result_pack(r, j->families, packed);
	return !packed->full;
}

/* In place of a result that is too large for the wire. */
static void
pack_excuse(
	const struct linter_job *j, const struct result *r, struct buf *packed)
{
	struct result excuse;

	result_too_large(&excuse, j->families, r->path, r->bytes);
	excuse.message_number = r->message_number;
	pack(j, &excuse, packed);
	result_release(&excuse);
}

static void
answer(struct linter_job *j, struct result *r, struct port *p)
{
	j->packed.ceiling = LIMIT_ANSWER;
	if (!pack(j, r, &j->packed))
		pack_excuse(j, r, &j->packed);
	port_answer(p, buf_str(&j->packed));
	result_release(r);
}

struct str
linter_head(struct arena *a, size_t linter, struct str path)
{
	return arena_printf(a, "%zu %.*s", linter, STR_ARG(path));
}

struct str
linter_table_head(struct arena *a, size_t linter, struct str path)
{
	return arena_printf(a, "%zu %c%.*s", linter, '\0', STR_ARG(path));
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

static bool
is_table(struct str head)
{
	return head.len && !head.at[0];
}

static void
check_table(struct linter_job *j, struct linter *linter, struct str path,
	struct str body, struct port *p)
{
	struct source source;
	struct result result;

	source_open(&source, &j->of_file, path, body);
	linter_run_table(linter, &j->of_draft, &source, &result);
	answer(j, &result, p);
	arena_clear(&j->of_draft);
}

static void
check_file(struct linter_job *j, struct linter *linter, struct str path,
	struct str body, struct port *p)
{
	struct source source;
	struct result result;

	source_open(&source, &j->of_file, path, body);
	for (size_t n = 0; n < source.messages.n; n++) {
		linter_run(linter, &j->of_draft, &source, n, &result);
		answer(j, &result, p);
		arena_clear(&j->of_draft);
	}
}

void
linter_job(void *context, struct str head, struct str body, struct port *p)
{
	struct linter_job *j = context;
	struct linter *linter = linter_of(j, &head);

	if (is_table(head))
		check_table(j, linter, str_from(head, 1), body, p);
	else
		check_file(j, linter, head, body, p);
	arena_clear(&j->of_file);
}

void
linter_job_release(struct linter_job *j)
{
	buf_release(&j->packed);
	arena_release(&j->of_draft);
	arena_release(&j->of_file);
}

static void
keep(void *context, enum language l, struct str table)
{
	port_keep(context, (uint8_t)l, table);
}

void
linter_prepare(void *context, const bool wanted[WANTS],
	const bool refused[WANTS], struct port *p)
{
	const struct linter_job *j = context;

	for (int l = 0; j->spell && l < LANGUAGES; l++)
		if (refused[LIBRARIES + l])
			spell_forget(j->spell, (enum language)l);
		else if (wanted[LIBRARIES + l])
			spell_load(j->spell, (enum language)l, keep, p);
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
