/*
 * serve.h - the inside of a worker (worker.h): it reads questions from
 * descriptor 0, behind a closed door (sandbox.h), and answers on 1.
 */
#ifndef BASE_SERVE_H
#define BASE_SERVE_H

#include "buf.h"
#include "library.h"
#include "sandbox.h"

struct port; /* where a job puts its answers */

/* Gives one answer; it is copied. */
void port_answer(struct port *p, struct str answer);

/* Gives the parent something to keep for later runs; only while getting ready,
 * before anything is answered. It is copied. */
void port_keep(struct port *p, uint8_t which, struct str bytes);

/* The work: `head` and `body` are what the parent sent. */
typedef void serve_job(
	void *context, struct str head, struct str body, struct port *p);

struct serve_plan {
	serve_job *job;
	void *context; /* as it is when the worker starts */
	bool sandboxed;
	/* loaded before the door closes: libraries, and what the program has
	 * more (library.h) */
	bool wanted[WANTS];
	bool refused[WANTS]; /* to be done without: it cost a worker's life */
	/* Gets ready what is wanted beyond libraries. NULL: there is none. */
	void (*prepare)(void *context, const bool wanted[WANTS],
		const bool refused[WANTS], struct port *p);
	/* Tells by a glance at the first body, which it must not parse, what
	 * will be wanted too. NULL: nothing. A wrong guess costs time only. */
	void (*foresee)(struct str body, bool wanted[WANTS]);
};

/* In front of each question. */
struct serve_frame {
	uint64_t head_len, body_len;
	/* the body, where the worker has it from its birth; NULL: it follows
	 * the head */
	const char *inherited;
};

/* What follows the length in front of each frame of an answer. */
enum serve_word {
	WORD_NONE,   /* nothing whole yet */
	WORD_ANSWER, /* one answer */
	WORD_DONE,   /* the question is answered */
	WORD_MISSED, /* one byte: what is wanted (library.h) */
	WORD_LACKED, /* likewise: there is no such library, and it must be */
	WORD_KEEP,   /* one byte, and what to keep */
	WORD_LIE     /* no frame of ours */
};

enum { SERVE_HEAD = 5 }; /* bytes: uint32_t length, enum serve_word */

/* What a worker tells without words, in memory that it shares. */
struct serve_state {
	uint32_t begun;	     /* questions */
	struct sandbox door; /* as it is when one was begun */
};

/* Never returns. */
_Noreturn void serve(
	const struct serve_plan *plan, volatile struct serve_state *state);

/* The same job in the parent's own process, one question. */
void serve_here(const struct serve_plan *plan, struct str head, struct str body,
	void (*answer)(void *context, struct str answer), void *context);

#endif
