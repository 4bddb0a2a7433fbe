/*
 * worker.h - a process that does the dangerous part of the work, as its
 * parent sees it. What runs inside is serve.h.
 *
 * The parent sends questions, the worker answers each with any number of
 * answers and a last word. The parent believes nothing that it says: lengths
 * are checked here, contents by whoever unpacks them (wire.h).
 */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include <sys/types.h>

#include "serve.h"

struct worker {
	pid_t pid; /* 0: none */
	int to, from;
	struct buf heard; /* frames, the last one perhaps not whole */
	size_t taken;	  /* bytes of them */
	const volatile struct serve_state *state; /* it says */
};

/* False with errno when the system has no process, pipe or memory for it. */
bool worker_start(struct worker *w, const struct serve_plan *plan);

/* Ends it where it still runs. Returns the status of waitpid(2). */
int worker_end(struct worker *w);

/* One question on its way; borrows head and body. */
struct question {
	struct serve_frame frame;
	struct str head, body;
	size_t sent; /* bytes of the three */
};

/* `inherited`: the worker starts when the body is there already, and has it
 * from its birth; a large one is not sent then. */
void question_init(struct question *q, struct str head, struct str body,
	bool inherited);
bool question_is_sent(const struct question *q);

/* Sends what the pipe takes. False when the worker is gone. */
bool worker_send(struct worker *w, struct question *q);

/* What worker_start() does for its reading end, which does not block. */
void worker_hear_from(struct worker *w, int from);

/* Reads what is there. False when that was all it will ever say. */
bool worker_listen(struct worker *w);

/* The next whole frame; `bytes` are borrowed until worker_listen(). */
enum serve_word worker_word(struct worker *w, struct str *bytes);

#endif
