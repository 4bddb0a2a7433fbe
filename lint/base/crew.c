/* crew.c - workers in a row. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "crew.h"
#include "limits.h"
#include "memory.h"

/* What lies before one worker, so that it seldom waits; it is filled up when
 * half is done, so that neither side is woken for each question. */
enum { AHEAD = 32, AHEAD_BYTES = 256 * KIB };

/* Bodies of this size cost more to send than a new worker that has them. */
enum { LARGE = 1 * MIB };

/* Bodies held for all workers together, but always one: what the parent holds
 * a new worker inherits, and its memory is limited. Of answers that wait for
 * their turn as much; then only the worker whose turn it is is heard. */
enum { HELD = 64 * MIB };

struct station;

/* A question from the time it is asked until its answers are delivered. */
struct slot {
	struct errand errand;
	struct question question;
	struct station *station;
	struct buf answers; /* not yet delivered, each behind its length */
	size_t said;	    /* by the worker that has it now */
	size_t delivered;   /* by whichever had it: not to be heard again */
	bool spared;	    /* a worker died that had it and was not at it */
	bool finished;
	enum fate fate;
	int detail;
};

/* A worker's place, and what lies before it. */
struct station {
	struct worker worker;
	size_t count, bytes;
	uint32_t begun;		   /* as last believed */
	uint32_t finished;	   /* by this worker */
	int64_t since;		   /* when `begun` changed, in milliseconds */
	bool wanted[WANTS];	   /* what the worker was given */
	bool has_read;		   /* it has said something of a question */
	size_t suspects; /* one of these makes it lie: asked one by one */
};

struct crew {
	const struct crew_plan *plan;
	struct serve_plan serve; /* learns what is wanted */
	struct slot *queue;	 /* a ring, the oldest first */
	size_t room, head, n;
	size_t held;	/* bytes of their bodies */
	size_t waiting; /* bytes of answers that are not delivered */
	struct station *stations;
	bool door_told;
	bool ended;   /* no more questions */
	bool stopped; /* no more at all */
	bool failed;  /* no process to be had; `err` says why */
	struct err *err;
};

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Time in which the parent did not look does not count against a worker. */
static void
forgive(struct crew *c, int64_t time)
{
	for (size_t i = 0; i < c->plan->workers; i++)
		c->stations[i].since += time;
}

static struct slot *
slot_at(const struct crew *c, size_t i)
{
	return &c->queue[(c->head + i) % c->room];
}

/* The unfinished question number `n` (from 0) of a station, or NULL. */
static struct slot *
pending(const struct crew *c, const struct station *s, size_t n)
{
	for (size_t i = 0; i < c->n; i++) {
		struct slot *slot = slot_at(c, i);
		if (slot->station == s && !slot->finished && n-- == 0)
			return slot;
	}
	return NULL;
}

static void
finish(struct slot *slot, enum fate fate, int detail)
{
	slot->finished = true;
	slot->fate = fate;
	slot->detail = detail;
}

/* The same for one that lies before a worker. */
static void
put_away(struct slot *slot, enum fate fate, int detail)
{
	struct station *s = slot->station;

	finish(slot, fate, detail);
	s->count--;
	s->bytes -= slot->errand.body.len;
	s->suspects -= s->suspects > 0;
}

/* False with errno; the place is as it was then. */
static bool
start(struct crew *c, struct station *s)
{
	struct worker fresh;

	if (!worker_start(&fresh, &c->serve))
		return false;
	s->worker = fresh;
	memcpy(s->wanted, c->serve.wanted, sizeof s->wanted);
	s->has_read = false;
	s->begun = s->finished = 0;
	s->since = now();
	return true;
}

static void
clear_answers(struct crew *c, struct slot *slot)
{
	c->waiting -= slot->answers.len;
	buf_clear(&slot->answers);
}

/* All that is unfinished there is to be asked again. `anew`: by a worker that
 * starts after this. */
static void
take_back(struct crew *c, struct station *s, bool anew)
{
	struct slot *slot;

	for (size_t i = 0; (slot = pending(c, s, i)); i++) {
		struct str body = slot->errand.body;
		question_init(&slot->question, slot->errand.head, body,
			anew && body.len >= LARGE);
		slot->said = 0;
		clear_answers(c, slot);
	}
}

/* Its worker is gone. When there is no process for another one, it waits for
 * rescue(). */
static void
restart(struct crew *c, struct station *s)
{
	take_back(c, s, true);
	if (s->count)
		start(c, s);
}

/* The question that the worker was at, by its own word; NULL when none lies
 * before it. */
static struct slot *
at_hand(const struct crew *c, const struct station *s)
{
	uint32_t begun = s->worker.state->begun;
	size_t i = begun > s->finished ? begun - s->finished - 1 : 0;

	return pending(c, s, i < s->count || !s->count ? i : s->count - 1);
}

static void
blame(struct crew *c, struct station *s, struct slot *slot, enum fate fate,
	int detail)
{
	put_away(slot, fate, detail);
	restart(c, s);
}

/* It died before it began another question: once, that is no fault of the
 * question. */
static bool
is_innocent(const struct station *s, struct slot *slot)
{
	if (s->worker.state->begun != s->finished || slot->spared)
		return false;
	slot->spared = true;
	return true;
}

/* It got ready and never came to a question: from now on all do without what
 * it had to get, beyond libraries. False when that was nothing. */
static bool
give_up_wants(struct crew *c, const struct station *s)
{
	bool any = false;

	for (int i = LIBRARIES; i < WANTS && !s->worker.state->begun; i++) {
		any |= s->wanted[i];
		c->serve.refused[i] |= s->wanted[i];
		c->serve.wanted[i] &= !s->wanted[i];
	}
	return any;
}

static void
bury(struct crew *c, struct station *s)
{
	if (give_up_wants(c, s)) {
		worker_end(&s->worker);
		restart(c, s);
		return;
	}
	struct slot *slot = at_hand(c, s);
	bool innocent = slot && is_innocent(s, slot);
	int status = worker_end(&s->worker);

	if (!slot)
		return;
	if (innocent) {
		restart(c, s);
		return;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == MEMORY_FAILED)
		blame(c, s, slot, FATE_NO_MEMORY, 0);
	else
		blame(c, s, slot, FATE_CRASHED,
			WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

/* The questions before a liar are asked anew, each by itself: then it is
 * plain which one it was. Returns false: it is not to be heard further. */
static bool
catch_lying(struct crew *c, struct station *s)
{
	struct slot *slot = pending(c, s, 0);
	bool known = s->suspects || s->count == 1;

	worker_end(&s->worker);
	s->suspects = known ? 0 : s->count;
	if (slot && known)
		put_away(slot, FATE_LIED, 0);
	restart(c, s);
	return false;
}

/* It may speak about a question that it has wholly and has begun. */
static bool
has_its_turn(const struct station *s, const struct slot *slot)
{
	return slot && question_is_sent(&slot->question) &&
	       s->worker.state->begun > s->finished;
}

/* It answers for more than it was asked: what made it do so is answered, and
 * what lies before it is not to blame. */
static bool
cut_short(struct crew *c, struct station *s)
{
	if (s->count && !s->finished)
		return catch_lying(c, s);
	worker_end(&s->worker);
	restart(c, s);
	return false;
}

/* Another worker is started that has it. */
static bool
provide(struct crew *c, struct station *s, uint8_t which)
{
	if (which >= WANTS || s->wanted[which])
		return catch_lying(c, s);
	c->serve.wanted[which] = true;
	worker_end(&s->worker);
	restart(c, s);
	return false;
}

static bool
go_without(
	struct crew *c, struct station *s, struct slot *slot, uint8_t library)
{
	if (library >= LIBRARIES)
		return catch_lying(c, s);
	worker_end(&s->worker);
	blame(c, s, slot, FATE_NO_LIBRARY, library);
	return false;
}

static bool
keep_answer(struct crew *c, struct slot *slot, struct str answer)
{
	uint32_t len = (uint32_t)answer.len;
	struct str front = { (const char *)&len, sizeof len };

	if (slot->said == LIMIT_MESSAGES)
		return catch_lying(c, slot->station);
	if (slot->said++ < slot->delivered)
		return true;
	buf_add(&slot->answers, front);
	buf_add(&slot->answers, answer);
	c->waiting += front.len + answer.len;
	return true;
}

/* Each draft has a result. */
static bool
end_question(struct crew *c, struct station *s, struct slot *slot)
{
	if (!slot->said || slot->said < slot->delivered)
		return catch_lying(c, s);
	s->finished++;
	put_away(slot, FATE_ANSWERED, 0);
	return true;
}

static void
tell_door(struct crew *c, const struct station *s)
{
	struct sandbox door = s->worker.state->door;

	if (!c->door_told && c->plan->door)
		c->plan->door(c->plan->context, &door);
	c->door_told = true;
}

/* What a draft may have had a hand in is not kept. */
static bool
keep(struct crew *c, struct station *s, struct str bytes)
{
	if (s->has_read || !c->plan->keep)
		return catch_lying(c, s);
	c->plan->keep(c->plan->context, (uint8_t)bytes.at[0],
		str_from(bytes, 1));
	return true;
}

/* False when the worker is not to be heard further. */
static bool
take(struct crew *c, struct station *s, enum serve_word word, struct str bytes)
{
	struct slot *slot = pending(c, s, 0);

	if (word == WORD_KEEP && slot)
		return keep(c, s, bytes);
	s->has_read = true;
	if (!has_its_turn(s, slot))
		return cut_short(c, s);
	tell_door(c, s);
	switch (word) {
	case WORD_ANSWER:
		return keep_answer(c, slot, bytes);
	case WORD_DONE:
		return end_question(c, s, slot);
	case WORD_MISSED:
		return provide(c, s, (uint8_t)bytes.at[0]);
	case WORD_LACKED:
		return go_without(c, s, slot, (uint8_t)bytes.at[0]);
	default:
		return catch_lying(c, s);
	}
}

static void
hear(struct crew *c, struct station *s)
{
	bool alive = worker_listen(&s->worker);
	enum serve_word word;
	struct str bytes;

	while ((word = worker_word(&s->worker, &bytes)) != WORD_NONE)
		if (!take(c, s, word, bytes))
			return;
	if (!alive)
		bury(c, s);
}

static int64_t
deadline(const struct crew *c, const struct station *s)
{
	const struct slot *slot = at_hand(c, s);
	size_t mib = slot->errand.body.len / MIB;

	return s->since + ((int64_t)c->plan->seconds + (int64_t)mib) * 1000;
}

/* A worker that began another question has time again. */
static void
watch(struct crew *c, struct station *s, int64_t time)
{
	uint32_t begun = s->worker.state->begun;

	if (begun > s->begun && begun <= s->finished + s->count) {
		s->begun = begun;
		s->since = time;
	}
	if (time < deadline(c, s))
		return;
	if (give_up_wants(c, s)) {
		worker_end(&s->worker);
		restart(c, s);
		return;
	}
	struct slot *slot = at_hand(c, s);
	int64_t allowed = deadline(c, s) - s->since;
	worker_end(&s->worker);
	blame(c, s, slot, FATE_TOO_LONG, (int)(allowed / 1000));
}

/* False when an answer makes no sense. */
static bool
deliver(struct crew *c, struct slot *slot)
{
	struct str rest = buf_str(&slot->answers);
	bool fine = true;

	while (rest.len && fine) {
		uint32_t len;
		memcpy(&len, rest.at, sizeof len);
		fine = c->plan->answer(c->plan->context, &slot->errand,
			str_sub(rest, sizeof len, len));
		slot->delivered += fine;
		rest = str_from(rest, sizeof len + len);
	}
	clear_answers(c, slot);
	return fine;
}

/* Its worker gave an answer that makes no sense and is still at it. */
static void
refuse(struct crew *c, struct slot *slot)
{
	struct station *s = slot->station;

	worker_end(&s->worker);
	blame(c, s, slot, FATE_LIED, 0);
}

static void
deliver_oldest(struct crew *c, struct slot *slot)
{
	if (deliver(c, slot))
		return;
	if (slot->finished)
		slot->fate = FATE_LIED;
	else
		refuse(c, slot);
}

static void
leave_queue(struct crew *c, struct slot *slot)
{
	if (!c->plan->done(
		    c->plan->context, &slot->errand, slot->fate, slot->detail))
		c->stopped = true;
	clear_answers(c, slot);
	buf_release(&slot->answers);
	c->held -= slot->errand.body.len;
	c->head = (c->head + 1) % c->room;
	c->n--;
}

static void
settle(struct crew *c)
{
	while (c->n && !c->stopped) {
		struct slot *oldest = slot_at(c, 0);
		deliver_oldest(c, oldest);
		if (!oldest->finished)
			return;
		leave_queue(c, oldest);
	}
}

static bool
has_room(const struct station *s)
{
	return s->count < AHEAD && (!s->count || s->bytes < AHEAD_BYTES);
}

/* The one with the least to do that should get more, or NULL. */
static struct station *
idlest(const struct crew *c)
{
	struct station *best = NULL;

	for (size_t i = 0; i < c->plan->workers; i++) {
		struct station *s = &c->stations[i];
		if (has_room(s) && (!best || s->count < best->count))
			best = s;
	}
	return best;
}

static bool
is_half_done(const struct crew *c)
{
	for (size_t i = 0; i < c->plan->workers; i++)
		if (c->stations[i].count <= AHEAD / 2)
			return true;
	return false;
}

/* A worker that has all bodies that are there, in place of the one before. */
static bool
renew(struct crew *c, struct station *s)
{
	struct worker old = s->worker;

	if (!start(c, s))
		return false;
	if (old.pid)
		worker_end(&old);
	return true;
}

static void
assign(struct crew *c, struct station *s, struct slot *slot)
{
	struct errand *e = &slot->errand;
	bool inherited = e->body.len >= LARGE && !s->count && renew(c, s);

	question_init(&slot->question, e->head, e->body, inherited);
	slot->station = s;
	if (!s->worker.pid)
		start(c, s); /* or rescue() */
	if (!s->count)
		s->since = now();
	s->count++;
	s->bytes += e->body.len;
}

static void
ask_next(struct crew *c, struct station *s)
{
	struct slot *slot = slot_at(c, c->n);

	*slot = (struct slot){ .answers = { .ceiling = SIZE_MAX } };
	/* it may wait for somebody who types */
	int64_t before = now();
	enum crew_next next = c->plan->next(c->plan->context, &slot->errand);
	forgive(c, now() - before);
	switch (next) {
	case CREW_ASK:
		c->n++;
		c->held += slot->errand.body.len;
		assign(c, s, slot);
		break;
	case CREW_SKIP:
		c->n++;
		finish(slot, FATE_SKIPPED, 0);
		break;
	case CREW_END:
		c->ended = true;
	}
}

static void
fill(struct crew *c)
{
	struct station *s;

	if (!is_half_done(c))
		return;
	while (!c->ended && !c->stopped && c->n < c->room && c->held < HELD &&
		(s = idlest(c)))
		ask_next(c, s);
}

/* True when all that lies before it was sent. */
static bool
send_to(struct crew *c, struct station *s)
{
	for (size_t i = 0; i < c->n; i++) {
		struct slot *slot = slot_at(c, i);
		if (slot->station != s || slot->finished)
			continue;
		/* a worker that is gone will be heard of */
		if (!worker_send(&s->worker, &slot->question) ||
			!question_is_sent(&slot->question))
			return false;
		if (s->suspects)
			return true;
	}
	return true;
}

static bool
is_muted(const struct crew *c, const struct station *s)
{
	return c->waiting > HELD && pending(c, s, 0) != slot_at(c, 0);
}

/* One look at each worker; waits until there is something to see. */
struct look {
	struct pollfd fds[2 * LIMIT_JOBS];
	struct station *stations[LIMIT_JOBS];
	size_t n;
	int64_t until;
};

static void
look_at(struct crew *c, struct look *l, struct station *s)
{
	bool all_sent = send_to(c, s), muted = is_muted(c, s);
	int64_t until;

	if (muted)
		s->since = now();
	until = deadline(c, s);
	l->fds[2 * l->n] =
		(struct pollfd){ muted ? -1 : s->worker.from, POLLIN, 0 };
	l->fds[2 * l->n + 1] =
		(struct pollfd){ all_sent ? -1 : s->worker.to, POLLOUT, 0 };
	l->stations[l->n++] = s;
	if (until < l->until)
		l->until = until;
}

/* Wakes now and then, so that a worker's steps are dated. What is slept
 * beyond that, nobody ran. */
static void
doze(struct crew *c, struct look *l)
{
	enum { STEP = 250 /* milliseconds */ };
	int64_t before = now(), wait = l->until - before;

	wait = wait < 0 ? 0 : wait < STEP ? wait + 1 : STEP;
	poll(l->fds, 2 * l->n, (int)wait);
	int64_t slept = now() - before;
	if (slept > wait + STEP)
		forgive(c, slept - wait);
}

static void
attend(struct crew *c)
{
	struct look l = { .until = INT64_MAX };

	for (size_t i = 0; i < c->plan->workers; i++)
		if (c->stations[i].count && c->stations[i].worker.pid)
			look_at(c, &l, &c->stations[i]);
	if (!l.n)
		return;
	doze(c, &l);
	for (size_t i = 0; i < l.n && !c->stopped; i++)
		if (l.fds[2 * i].revents)
			hear(c, l.stations[i]);
	int64_t time = now();
	for (size_t i = 0; i < l.n && !c->stopped; i++)
		if (l.stations[i]->count && l.stations[i]->worker.pid)
			watch(c, l.stations[i], time);
}

/* A place whose worker has nothing to do, or one that has any; or NULL. */
static struct station *
living(const struct crew *c, bool idle)
{
	for (size_t i = 0; i < c->plan->workers; i++) {
		struct station *s = &c->stations[i];
		if (s->worker.pid && !(idle && s->count))
			return s;
	}
	return NULL;
}

static void
hand_over(struct crew *c, struct station *from, struct station *to)
{
	take_back(c, to, false);
	to->worker = from->worker;
	to->begun = from->begun;
	to->finished = from->finished;
	memcpy(to->wanted, from->wanted, sizeof to->wanted);
	to->has_read = from->has_read;
	to->since = now();
	from->worker = (struct worker){ 0 };
}

static void
give_up(struct crew *c, int error)
{
	c->stopped = c->failed = true;
	err_say(c->err, "cannot start a process: %s", strerror(error));
}

/* There was no process for it. Either there is one now, or a worker that has
 * nothing to do takes over; until then the others go on. */
static void
rescue(struct crew *c, struct station *s)
{
	if (start(c, s))
		return;
	int error = errno;
	struct station *idle = living(c, true);
	if (idle)
		hand_over(c, idle, s);
	else if (!living(c, false))
		give_up(c, error);
}

static void
rescue_all(struct crew *c)
{
	for (size_t i = 0; i < c->plan->workers && !c->stopped; i++)
		if (c->stations[i].count && !c->stations[i].worker.pid)
			rescue(c, &c->stations[i]);
}

static void
dismiss(struct crew *c)
{
	while (c->n) {
		struct slot *slot = slot_at(c, 0);
		slot->fate = FATE_DROPPED;
		leave_queue(c, slot);
	}
	for (size_t i = 0; i < c->plan->workers; i++)
		if (c->stations[i].worker.pid)
			worker_end(&c->stations[i].worker);
	free(c->stations);
	free(c->queue);
}

static bool
run_workers(const struct crew_plan *plan, struct err *err)
{
	size_t room = plan->workers * AHEAD;
	struct crew c = {
		.plan = plan,
		.serve = plan->serve,
		.queue = memory_new(room * sizeof *c.queue),
		.room = room,
		.stations = memory_new(plan->workers * sizeof *c.stations),
		.err = err,
	};

	/* it gets ready while the first question is prepared */
	if (!start(&c, &c.stations[0]))
		give_up(&c, errno);
	while (!c.stopped && !(c.ended && !c.n)) {
		fill(&c);
		rescue_all(&c);
		attend(&c);
		settle(&c);
	}
	dismiss(&c);
	return !c.failed;
}

/* For answers of this process. */
struct own_errand {
	const struct crew_plan *plan;
	struct errand errand;
	bool lied; /* by mistake: a bug */
};

static void
take_own(void *context, struct str answer)
{
	struct own_errand *o = context;

	o->lied |= !o->plan->answer(o->plan->context, &o->errand, answer);
}

static enum fate
run_errand(struct own_errand *o)
{
	serve_here(
		&o->plan->serve, o->errand.head, o->errand.body, take_own, o);
	return o->lied ? FATE_LIED : FATE_ANSWERED;
}

static void
run_here(const struct crew_plan *plan)
{
	bool wanted = true;

	while (wanted) {
		struct own_errand o = { .plan = plan };
		enum fate fate = FATE_SKIPPED;
		enum crew_next next = plan->next(plan->context, &o.errand);
		if (next == CREW_END)
			return;
		if (next == CREW_ASK)
			fate = run_errand(&o);
		wanted = plan->done(plan->context, &o.errand, fate, 0);
	}
}

bool
crew_run(const struct crew_plan *plan, struct err *err)
{
	if (!plan->workers) {
		run_here(plan);
		return true;
	}
	return run_workers(plan, err);
}
