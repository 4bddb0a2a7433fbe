/*
 * job.h - the work of a worker: a file in, its results out, packed.
 */
#ifndef CHECK_JOB_H
#define CHECK_JOB_H

#include "../base/serve.h"
#include "run.h"

/* A serve_job: `context` is struct linter_job, `head` what linter_head() or
 * linter_table_head() made and `body` the file's bytes. Each message gives one
 * answer, for result_unpack(). */
struct linter_job {
	struct linter *const *linters; /* one for each configuration */
	size_t count;
	const struct family *const *families;
	struct spell *spell; /* that the linters use; NULL: none */
	/* memory that goes from draft to draft, zero at first */
	struct arena of_file, of_draft;
	struct buf packed;
};
serve_job linter_job;
void linter_job_release(struct linter_job *j);

/* Which of the linters, and the file's name. */
struct str linter_head(struct arena *a, size_t linter, struct str path);
/* The same; the file is the table of settings.data. */
struct str linter_table_head(struct arena *a, size_t linter, struct str path);

/* For serve_plan: what is wanted beyond libraries are the dictionaries of a
 * language, by its number. */
void linter_prepare(void *context, const bool wanted[WANTS],
	const bool refused[WANTS], struct port *p);
void linter_foresee(struct str body, bool wanted[WANTS]);

#endif
