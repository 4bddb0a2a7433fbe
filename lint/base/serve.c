/* serve.c - the inside of a worker. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#ifdef COVERAGE
#include <gcov.h>
#endif

#include "limits.h"
#include "sandbox.h"
#include "serve.h"

enum { READ_STEP = 64 * KIB, WRITE_FROM = 32 * KIB };

struct port {
	struct buf out;
	/* in the parent's own process: */
	void (*answer)(void *context, struct str answer);
	void *context;
};

/* For missed(): a worker has one port. */
static struct port own = { .out = { .ceiling = SIZE_MAX } };

static bool door_closed;

static _Noreturn void
leave(void)
{
#ifdef COVERAGE
	__gcov_dump();
#endif
	_exit(0);
}

/* When the parent is gone there is nobody to tell. */
static void
port_flush(struct port *p)
{
	struct str rest = buf_str(&p->out);

	while (rest.len) {
		ssize_t n = write(1, rest.at, rest.len);
		if (n < 0 && errno != EINTR)
			leave();
		if (n > 0)
			rest = str_from(rest, (size_t)n);
	}
	buf_clear(&p->out);
}

static void
port_put(struct port *p, enum serve_word word, struct str bytes)
{
	uint32_t len = (uint32_t)bytes.len;

	buf_add(&p->out, (struct str){ (const char *)&len, sizeof len });
	buf_char(&p->out, (char)word);
	buf_add(&p->out, bytes);
	if (p->out.len >= WRITE_FROM)
		port_flush(p);
}

void
port_answer(struct port *p, struct str answer)
{
	if (p->answer)
		p->answer(p->context, answer);
	else
		port_put(p, WORD_ANSWER, answer);
}

void
port_keep(struct port *p, uint8_t which, struct str bytes)
{
	uint32_t len = (uint32_t)bytes.len + 1;

	buf_add(&p->out, (struct str){ (const char *)&len, sizeof len });
	buf_char(&p->out, (char)WORD_KEEP);
	buf_char(&p->out, (char)which);
	buf_add(&p->out, bytes);
	port_flush(p);
}

static _Noreturn void
leave_for(enum serve_word word, unsigned which)
{
	char byte = (char)which;

	port_put(&own, word, (struct str){ &byte, 1 });
	port_flush(&own);
	leave();
}

/* The parent starts another worker, which has it: with an open door too where
 * it is none of the libraries, so that what is made of it can be kept. */
static void
missed(unsigned which)
{
	if (door_closed || which >= LIBRARIES)
		leave_for(WORD_MISSED, which);
}

static _Noreturn void
library_lacked(enum library which)
{
	leave_for(WORD_LACKED, which);
}

/* libzip asks for the local time again and again, and the C library would
 * look for its file each time. */
static void
fix_time_zone(void)
{
	setenv("TZ", "UTC0", 1);
	tzset();
}

static void
open_libraries(const struct serve_plan *plan, struct str body)
{
	bool wanted[WANTS];

	memcpy(wanted, plan->wanted, sizeof wanted);
	if (plan->foresee)
		plan->foresee(body, wanted);
	for (int i = 0; i < LIBRARIES; i++)
		if (wanted[i])
			library_open((enum library)i);
	if (wanted[LIBRARY_ZIP])
		fix_time_zone();
	if (plan->prepare)
		plan->prepare(plan->context, wanted, plan->refused, &own);
}

/* The first question was read before, so that it can be glanced at. */
static struct sandbox
close_door(const struct serve_plan *plan, struct str body)
{
	struct sandbox s = { 0 };

	library_on_lack(library_lacked);
	open_libraries(plan, body);
	library_close_door(missed);
	if (!plan->sandboxed)
		return s;
	s = sandbox_enter();
	door_closed = s.landlock || s.seccomp;
	return s;
}

/* The questions that came in, `at` bytes of them answered. */
struct inbox {
	struct buf bytes;
	size_t at;
};

static struct str
left(const struct inbox *in)
{
	return str_from(buf_str(&in->bytes), in->at);
}

/* Drops what was answered and makes room for `n` bytes more. */
static char *
make_room(struct inbox *in, size_t n)
{
	struct str rest = left(in);

	if (in->at && rest.len)
		memmove(in->bytes.at, rest.at, rest.len);
	in->bytes.len = rest.len;
	in->at = 0;
	return buf_reserve(&in->bytes, n);
}

/* Reads at least one byte, at most `n`. False at the end. */
static bool
read_more(struct inbox *in, size_t n)
{
	char *to = make_room(in, n);
	ssize_t got;

	do
		got = read(0, to, n);
	while (got < 0 && errno == EINTR);
	if (got <= 0)
		return false;
	in->bytes.len += (size_t)got;
	return true;
}

static bool
read_until(struct inbox *in, size_t whole)
{
	size_t have;

	while ((have = left(in).len) < whole) {
		size_t wanted = whole - have;
		port_flush(&own);
		if (!read_more(in, wanted > READ_STEP ? wanted : READ_STEP))
			return false;
	}
	return true;
}

static bool
next_question(struct inbox *in, struct str *head, struct str *body)
{
	struct serve_frame f;

	if (!read_until(in, sizeof f))
		return false;
	memcpy(&f, left(in).at, sizeof f);
	size_t sent = f.inherited ? 0 : (size_t)f.body_len;
	size_t whole = sizeof f + (size_t)f.head_len + sent;
	if (!read_until(in, whole))
		return false;
	*head = str_sub(left(in), sizeof f, (size_t)f.head_len);
	*body = str_sub(left(in), sizeof f + head->len, sent);
	if (f.inherited)
		*body = (struct str){ f.inherited, (size_t)f.body_len };
	in->at += whole;
	return true;
}

_Noreturn void
serve(const struct serve_plan *plan, volatile struct serve_state *state)
{
	struct inbox in = { .bytes = { .ceiling = SIZE_MAX } };
	struct str head, body;

	if (!next_question(&in, &head, &body))
		leave();
	state->door = close_door(plan, body);
	do {
		state->begun++;
		plan->job(plan->context, head, body, &own);
		port_put(&own, WORD_DONE, STR_NONE);
	} while (next_question(&in, &head, &body));
	leave();
}

void
serve_here(const struct serve_plan *plan, struct str head, struct str body,
	void (*answer)(void *context, struct str answer), void *context)
{
	struct port p = { .answer = answer, .context = context };

	plan->job(plan->context, head, body, &p);
}
