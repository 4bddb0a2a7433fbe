/*
 * job.h - the work of a worker: a file in, its results out, packed.
 */
#ifndef CHECK_JOB_H
#define CHECK_JOB_H

#include "../base/serve.h"
#include "run.h"

/* A serve_job: `context` is struct linter_job, `head` the file's name and
 * `body` its bytes; a NUL in front of the name: it is the table of
 * settings.data. Each message gives one answer, for result_unpack(). */
struct linter_job {
	struct linter *linter;
	const struct family *const *families;
};
serve_job linter_job;

/* For serve_plan.foresee. */
void linter_foresee(struct str body, bool libraries[LIBRARIES]);

#endif
