/*
 * whole.h - the whole path, in one process: bytes -> findings -> reports.
 */
#ifndef TESTS_WHOLE_H
#define TESTS_WHOLE_H

#include "base/buf.h"
#include "check/run.h"

/* Kept from one draft to the next, as the program does it. */
struct whole {
	struct settings settings;
	struct linter *linter;
	struct arena sources, drafts;
	struct buf out; /* the last report */
	bool deep;	/* also look at the model of each draft */
};

void whole_open(struct whole *w);
void whole_close(struct whole *w);

/*
 * Lints every message of a file and writes its reports. Returns NULL, or
 * which promise (holds.h) was broken.
 */
const char *whole_run(struct whole *w, struct str path, struct str bytes);

/* Writes the reports of one result that is given. */
const char *whole_report(struct whole *w, const struct result *result);

/* What no fix may change, as text: the tree of parts, and the attachments. */
struct str whole_anatomy(
	struct arena *arena, struct str path, struct str bytes);

#endif
