/*
 * crew.h - workers in a row: questions in, answers out in the order of the
 * questions, however many work and whatever happens to them.
 *
 * A worker that dies, hangs or answers with nonsense costs the question that
 * it was at; a new one goes on with the others. One that a draft took over
 * could also answer for the questions that it has but is not at yet: what it
 * says of them is checked like any answer, and cannot be told from the truth.
 */
#ifndef BASE_CREW_H
#define BASE_CREW_H

#include "err.h"
#include "worker.h"

/* What became of a question. */
enum fate {
	FATE_ANSWERED,
	FATE_SKIPPED, /* `next` had nothing to ask */
	FATE_CRASHED, /* `detail`: the signal, or 0 */
	FATE_TOO_LONG, /* `detail`: seconds allowed */
	FATE_NO_MEMORY,
	FATE_NO_LIBRARY, /* `detail`: enum library */
	FATE_LIED,	 /* what it said was no answer */
	FATE_DROPPED	 /* the run was stopped: only release it */
};

/* One thing to ask about. Head and body are borrowed until `done`. */
struct errand {
	struct str head, body;
	void *own; /* the caller's */
};

enum crew_next {
	CREW_ASK,
	CREW_SKIP, /* only to keep its place in the order */
	CREW_END
};

struct crew_plan {
	struct serve_plan serve;
	size_t workers;	  /* 0: in this process, without a worker's protection */
	unsigned seconds; /* for one question, and one more for each MiB */
	void *context;	  /* for these: */
	enum crew_next (*next)(void *context, struct errand *e);
	/* Bytes that a worker made before it read anything; `which` is its
	 * word for them. NULL: nothing is kept. */
	void (*keep)(void *context, uint8_t which, struct str bytes);
	/* One answer. False when it makes no sense: the worker lied. */
	bool (*answer)(void *context, struct errand *e, struct str answer);
	/* After the last answer; called once for each errand. False to stop
	 * here. */
	bool (*done)(void *context, struct errand *e, enum fate fate,
		int detail);
	/* What holds the door, by the word of the worker that is heard first.
	 * NULL: nobody asks. */
	void (*door)(void *context, const struct sandbox *door);
};

/* False when there is no worker left and none could be started. The caller
 * ignores SIGPIPE: a worker that died is heard of by its silence. */
bool crew_run(const struct crew_plan *plan, struct err *err);

#endif
