/* test_crew.c - workers that work, crash, hang, lie and look around. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/crew.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/sandbox.h"

/* One run: questions "0", "1" ... whose bodies say what the worker does. */
struct run {
	const char *const *bodies; /* or NULL: all "" */
	size_t total, asked, ended;
	size_t stop_after; /* 0: never */
	size_t answers;
	char heads[32][16];
	struct buf log;
};

/* How many processes the system has left for this one. */
static unsigned forks_left = UINT32_MAX;

pid_t
fork(void)
{
	pid_t (*real)(void);
	void *found = dlsym(RTLD_NEXT, "fork");

	if (!forks_left) {
		errno = EAGAIN;
		return -1;
	}
	forks_left--;
	memcpy(&real, &found, sizeof real);
	return real();
}

static double
seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
compute(double seconds)
{
	for (double end = seconds_now() + seconds; seconds_now() < end;)
		;
}

static enum crew_next
next(void *context, struct errand *e)
{
	struct run *r = context;

	if (r->asked == r->total)
		return CREW_END;
	size_t n = r->asked++;
	e->own = memory_new(16);
	snprintf(e->own, 16, "%zu", n);
	e->head = str_of(e->own);
	e->body = r->bodies ? str_of(r->bodies[n]) : STR("");
	if (str_eq(e->body, STR("typed slowly")))
		usleep(1600 * 1000);
	return str_eq(e->body, STR("skip")) ? CREW_SKIP : CREW_ASK;
}

static bool
answered(void *context, struct errand *e, struct str answer)
{
	struct run *r = context;

	if (str_eq(answer, STR("nonsense")))
		return false;
	buf_add(&r->log, e->head);
	buf_char(&r->log, '=');
	buf_add(&r->log, answer);
	buf_char(&r->log, ' ');
	return true;
}

static bool
done(void *context, struct errand *e, enum fate fate, int detail)
{
	static const char *const names[] = { "ok", "skipped", "crashed", "long",
		"memory", "lacking", "lied", "dropped" };
	struct run *r = context;

	if (r->bodies)
		buf_printf(&r->log, "%.*s:%s", STR_ARG(e->head), names[fate]);
	if (detail)
		buf_printf(&r->log, "(%d)", detail);
	if (r->bodies)
		buf_char(&r->log, ' ');
	free(e->own);
	return ++r->ended != r->stop_after;
}

static void
say_frame(uint32_t len, char word, const char *bytes, size_t n)
{
	char frame[64] = { 0 };

	memcpy(frame, &len, sizeof len);
	frame[4] = word;
	memcpy(frame + 5, bytes, n);
	assert_true(write(1, frame, 5 + n) == (ssize_t)(5 + n));
}

static bool
can(const char *what)
{
	if (!strcmp(what, "open"))
		return open("/etc/passwd", O_RDONLY) >= 0;
	if (!strcmp(what, "make"))
		return open("/tmp/maillint-test", O_CREAT | O_WRONLY, 0600) >=
		       0;
	if (!strcmp(what, "unlink"))
		return unlink("/tmp") == 0 || errno != EPERM;
	if (!strcmp(what, "socket"))
		return socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
		       socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
	if (!strcmp(what, "kill"))
		return kill(getppid(), 0) == 0;
	if (!strcmp(what, "fork"))
		return fork() >= 0;
	if (!strcmp(what, "exec"))
		return execl("/bin/true", "true", (char *)NULL) == 0;
	if (!strcmp(what, "code"))
		return mmap(NULL, 4096, PROT_READ | PROT_EXEC,
			       MAP_PRIVATE | MAP_ANONYMOUS, -1,
			       0) != MAP_FAILED;
	return lseek(3, 0, SEEK_CUR) >= 0 || errno != EBADF;
}

static void
look_around(struct port *p)
{
	static const char *const ways[] = { "open", "make", "unlink", "socket",
		"kill", "fork", "exec", "code", "descriptor" };

	close(2); /* the limit of descriptors must not be what holds */
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (can(ways[i]))
			port_answer(p, str_of(ways[i]));
}

static bool
has_library(void)
{
	static const char *const names[] = { NULL };

	return library_load(LIBRARY_ICU_I18N, names, NULL);
}

static void
need_a_library(void)
{
	static const char *const names[] = { "no_such_function", NULL };
	void *slot;

	library_need(LIBRARY_ZIP, names, &slot);
}

/* "answer N": of LIMIT_ANSWER and N bytes. */
static void
answer_much(struct port *p, int more)
{
	struct buf b;

	buf_init(&b, (size_t)LIMIT_ANSWER + 9);
	memset(buf_reserve(&b, b.ceiling), 'x', b.ceiling);
	b.len = (size_t)(LIMIT_ANSWER + more);
	port_answer(p, buf_str(&b));
	buf_release(&b);
}

/* Answers for the next questions too, which it has but is not at. */
static void
answer_for_others(void)
{
	say_frame(1, WORD_ANSWER, "p", 1);
	for (int i = 0; i < 3; i++) {
		say_frame(0, WORD_DONE, "", 0);
		say_frame(1, WORD_ANSWER, "!", 1);
	}
	for (;;)
		pause();
}

static void
answer_often(struct port *p, int n)
{
	while (n-- > 0)
		port_answer(p, STR("m"));
}

/* Dies when it has nothing to do, as if struck from outside. */
static void
answer_and_die(void)
{
	say_frame(1, WORD_ANSWER, "d", 1);
	say_frame(0, WORD_DONE, "", 0);
	raise(SIGKILL);
}

/* True when it also answered. */
static bool
answers_oddly(struct str body, struct port *p)
{
	if (str_eq(body, STR("answer -1")))
		answer_much(p, -1);
	else if (str_eq(body, STR("answer 0")))
		answer_much(p, 0);
	else if (str_eq(body, STR("answer +1")))
		answer_much(p, +1);
	else if (str_eq(body, STR("many")))
		answer_often(p, LIMIT_MESSAGES);
	else if (str_eq(body, STR("too many")))
		answer_often(p, LIMIT_MESSAGES + 1);
	else
		return false;
	return true;
}

static void
job(void *context, struct str head, struct str body, struct port *p)
{
	(void)context;
	signal(SIGILL, SIG_DFL); /* cmocka has a handler */
	if (str_eq(body, STR("crash")))
		raise(SIGILL);
	if (str_eq(body, STR("kill")))
		raise(SIGKILL);
	if (str_eq(body, STR("twice, crash"))) {
		port_answer(p, STR("a"));
		port_answer(p, STR("b"));
		raise(SIGILL);
	}
	if (str_eq(body, STR("hang")))
		for (;;)
			pause();
	if (str_eq(body, STR("memory")))
		memory_failed();
	if (str_eq(body, STR("exit")))
		_exit(7);
	if (str_eq(body, STR("garbage")))
		say_frame(0xFFFFFFFF, 77, "\0\0\0", 3);
	if (str_eq(body, STR("huge")))
		say_frame(0x7FFFFFFF, WORD_ANSWER, "x", 1);
	if (str_eq(body, STR("done twice")))
		say_frame(0, WORD_DONE, "", 0);
	if (str_eq(body, STR("cut"))) {
		say_frame(20, WORD_ANSWER, "cut", 3);
		_exit(0);
	}
	if (str_eq(body, STR("what library"))) {
		say_frame(1, WORD_MISSED, "\x63", 1);
		pause();
	}
	if (str_eq(body, STR("library"))) {
		bool there = has_library();
		port_answer(p, there ? STR("loaded") : STR("absent"));
		return;
	}
	if (str_eq(body, STR("nonsense")))
		port_answer(p, STR("nonsense"));
	if (str_eq(body, STR("look")))
		look_around(p);
	if (str_eq(body, STR("needs")))
		need_a_library();
	if (str_eq(body, STR("prophet")))
		answer_for_others();
	if (str_eq(body, STR("answer and die")))
		answer_and_die();
	if (str_starts(body, STR("0.6 s")))
		compute(0.6);
	if (str_starts(body, STR("1.4 s")))
		compute(1.4);
	if (answers_oddly(body, p))
		return;
	if (body.len > 1000)
		port_answer(p, str_sub(body, body.len - 4, 4));
	else
		port_answer(p, head);
}

static struct crew_plan
plan_of(struct run *r, size_t workers)
{
	buf_init(&r->log, MIB);
	return (struct crew_plan){
		.serve = { .job = job, .sandboxed = true },
		.workers = workers,
		.seconds = 1,
		.context = r,
		.next = next,
		.answer = answered,
		.done = done,
	};
}

static void
expect(const char *const *bodies, size_t n, size_t workers, const char *log)
{
	struct run r = { .bodies = bodies, .total = n };
	struct crew_plan plan = plan_of(&r, workers);
	struct err err;

	assert_true(crew_run(&plan, &err));
	buf_char(&r.log, '\0');
	assert_string_equal(r.log.at, log);
	buf_release(&r.log);
}

#define EXPECT(workers, log, ...)                                              \
	do {                                                                   \
		static const char *const bodies_[] = { __VA_ARGS__ };          \
		expect(bodies_, sizeof bodies_ / sizeof *bodies_, workers,     \
			log);                                                  \
	} while (0)

static void
answers_come_in_order(void **state)
{
	struct buf wanted;

	(void)state;
	buf_init(&wanted, MIB);
	for (int i = 0; i < 3000; i++)
		buf_printf(&wanted, "%d=%d ", i, i);
	for (size_t workers = 0; workers <= 5; workers++) {
		struct run r = { .total = 3000 };
		struct crew_plan plan = plan_of(&r, workers);
		struct err err;
		assert_true(crew_run(&plan, &err));
		assert_true(str_eq(buf_str(&r.log), buf_str(&wanted)));
		buf_release(&r.log);
	}
	buf_release(&wanted);
}

static void
nothing_to_ask(void **state)
{
	(void)state;
	expect(NULL, 0, 1, "");
	expect(NULL, 0, 0, "");
}

static void
what_cannot_be_asked_keeps_its_place(void **state)
{
	(void)state;
	EXPECT(2, "0=0 0:ok 1:skipped 2=2 2:ok ", "", "skip", "");
	EXPECT(0, "0=0 0:ok 1:skipped 2=2 2:ok ", "", "skip", "");
	EXPECT(1, "0:skipped 1:skipped ", "skip", "skip");
}

static void
a_crash_costs_one_answer(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1:crashed(4) 2=2 2:ok ", "", "crash", "");
	EXPECT(2, "0:crashed(4) 1:crashed(4) 2:crashed(4) ", "crash", "crash",
		"crash");
	EXPECT(1, "0=0 0:ok 1:crashed(9) ", "", "kill");
	EXPECT(1, "0:crashed 1=1 1:ok ", "exit", "");
	EXPECT(1, "0:memory 1=1 1:ok ", "memory", "");
}

static void
what_was_said_before_a_crash_is_kept_once(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1:crashed(4) 2=2 2:ok ", "", "twice, crash", "");
}

static void
a_worker_that_hangs_is_ended(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1:long(1) 2=2 2:ok ", "", "hang", "");
}

/* In about the time allowed, and not in many times that. */
static void
a_hang_ends_in_time(void **state)
{
	double begun = seconds_now();

	(void)state;
	EXPECT(1, "0:long(1) 1=1 1:ok ", "hang", "");
	double took = seconds_now() - begun;
	assert_true(took >= 1 && took < 2.5);
}

static void
time_under_and_over_what_is_allowed(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1=1 1:ok ", "0.6 s", "0.6 s");
	EXPECT(1, "0:long(1) 1=1 1:ok ", "1.4 s", "");
}

/* Somebody types the second draft while the first is read: that takes no time
 * from the worker. */
static void
who_types_slowly_costs_no_answer(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1=1 1:ok ", "0.6 s", "typed slowly");
	EXPECT(2, "0=0 0:ok 1=1 1:ok 2=2 2:ok ", "0.6 s", "0.6 s",
		"typed slowly");
	EXPECT(1, "0:long(1) 1=1 1:ok ", "hang", "typed slowly");
}

/* A body of a MiB has a second more. */
static void
time_grows_with_the_question(void **state)
{
	enum { SIZE = 1 * MIB };
	char *large = malloc(SIZE + 1);

	(void)state;
	memset(large, ' ', SIZE);
	memcpy(large, "1.4 s", 5);
	large[SIZE] = '\0';
	expect((const char *const[]){ large, "" }, 2, 1,
		"0=     0:ok 1=1 1:ok ");
	free(large);
}

static bool
swallow(void *context, struct errand *e, struct str answer)
{
	struct run *r = context;

	(void)e;
	buf_printf(&r->log, "%+d ", (int)answer.len - (int)LIMIT_ANSWER);
	return true;
}

static void
an_answer_one_under_at_and_over_its_limit(void **state)
{
	struct run r = { .bodies = (const char *const[]){ "answer -1",
				 "answer 0", "answer +1", "answer 0" },
		.total = 4 };
	struct crew_plan plan = plan_of(&r, 1);
	struct err err;

	(void)state;
	plan.answer = swallow;
	plan.seconds = 10;
	assert_true(crew_run(&plan, &err));
	buf_char(&r.log, '\0');
	assert_string_equal(r.log.at, "-1 0:ok +0 1:ok 2:lied +0 3:ok ");
	buf_release(&r.log);
}

static bool
add_up(void *context, struct errand *e, struct str answer)
{
	struct run *r = context;

	(void)e;
	(void)answer;
	r->answers++;
	return true;
}

static size_t
answers_to(const char *body, const char *log)
{
	struct run r = { .bodies = &body, .total = 1 };
	struct crew_plan plan = plan_of(&r, 1);
	struct err err;

	plan.answer = add_up;
	assert_true(crew_run(&plan, &err));
	buf_char(&r.log, '\0');
	assert_string_equal(r.log.at, log);
	buf_release(&r.log);
	return r.answers;
}

static void
a_question_has_so_many_answers_and_no_more(void **state)
{
	(void)state;
	assert_int_equal(answers_to("many", "0:ok "), LIMIT_MESSAGES);
	assert_true(answers_to("too many", "0:lied ") <= LIMIT_MESSAGES);
}

/* What a worker says of questions that it was not at is not heard, and costs
 * nobody an answer. */
static void
a_worker_speaks_in_its_turn_only(void **state)
{
	(void)state;
	EXPECT(1, "0=p 0:ok 1=1 1:ok 2=2 2:ok ", "prophet", "", "");
	EXPECT(2, "0=p 0:ok 1=p 1:ok 2=2 2:ok ", "prophet", "prophet", "");
}

static void
a_death_between_two_questions_costs_none(void **state)
{
	(void)state;
	EXPECT(1, "0=d 0:ok 1=1 1:ok 2=2 2:ok ", "answer and die", "", "");
	EXPECT(1, "0=d 0:ok 1=d 1:ok 2=d 2:ok 3:crashed(4) ", "answer and die",
		"answer and die", "answer and die", "crash");
}

static void
a_library_that_is_nowhere_costs_one_answer(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1:lacking(4) 2=2 2:ok ", "", "needs", "");
}

enum { BAD = LIBRARIES, SLOW, GOOD };

static bool got_ready[WANTS], had_refused[WANTS];

static void
get_ready(void *context, const bool wanted[WANTS], const bool refused[WANTS],
	struct port *p)
{
	(void)context;
	memcpy(got_ready, wanted, sizeof got_ready);
	memcpy(had_refused, refused, sizeof had_refused);
	signal(SIGILL, SIG_DFL);
	if (wanted[BAD])
		raise(SIGILL);
	if (wanted[SLOW])
		compute(60);
	if (wanted[GOOD])
		port_keep(p, GOOD, STR("made"));
}

/* "want 0": of what there is beyond libraries. */
static void
wanting(void *context, struct str head, struct str body, struct port *p)
{
	unsigned which = LIBRARIES;

	(void)context;
	if (body.len && is_digit(body.at[0])) {
		which += (unsigned)(body.at[0] - '0');
		if (!got_ready[which] && !had_refused[which])
			library_want(which);
	}
	if (str_eq(body, STR("forge")))
		port_keep(p, GOOD, STR("forged"));
	port_answer(p, body.len && had_refused[which] ? STR("without") : head);
}

static void
keep(void *context, uint8_t which, struct str bytes)
{
	struct run *r = context;

	buf_printf(&r->log, "%d kept %.*s ", which - LIBRARIES, STR_ARG(bytes));
}

static void
expect_wants(const char *const *bodies, size_t n, bool door, const char *log)
{
	struct run r = { .bodies = bodies, .total = n };
	struct crew_plan plan = plan_of(&r, 1);
	struct err err;

	plan.serve.job = wanting;
	plan.serve.prepare = get_ready;
	plan.serve.sandboxed = door;
	plan.keep = keep;
	assert_true(crew_run(&plan, &err));
	buf_char(&r.log, '\0');
	assert_string_equal(r.log.at, log);
	buf_release(&r.log);
}

/* What a worker cannot get ready for costs no answer, only that thing. */
static void
what_cannot_be_had_is_done_without(void **state)
{
	(void)state;
	for (int door = 0; door < 2; door++) {
		expect_wants((const char *const[]){ "", "0", "", "0" }, 4, door,
			"0=0 0:ok 1=without 1:ok 2=2 2:ok 3=without 3:ok ");
		expect_wants((const char *const[]){ "1", "", "1" }, 3, door,
			"0=without 0:ok 1=1 1:ok 2=without 2:ok ");
	}
}

static void
what_is_made_while_getting_ready_is_kept(void **state)
{
	(void)state;
	for (int door = 0; door < 2; door++)
		expect_wants((const char *const[]){ "", "2", "2" }, 3, door,
			"0=0 0:ok 2 kept made 1=1 1:ok 2=2 2:ok ");
}

/* A draft may have had a hand in it. */
static void
what_is_made_after_an_answer_is_not_kept(void **state)
{
	(void)state;
	expect_wants((const char *const[]){ "", "forge" }, 2, true,
		"0=0 0:ok 1:lied ");
}

/* Answers of the second worker wait until the first is done; what is held of
 * them has a bound, and the worker does not lose its time. */
static void
answers_wait_for_their_turn(void **state)
{
	struct run r = { .bodies = (const char *const[]){ "1.4 s", "answer 0",
				 "answer 0", "answer 0", "answer 0" },
		.total = 5 };
	struct crew_plan plan = plan_of(&r, 2);
	struct err err;

	(void)state;
	plan.answer = swallow;
	plan.seconds = 4;
	assert_true(crew_run(&plan, &err));
	buf_char(&r.log, '\0');
	assert_non_null(
		strstr(r.log.at, "0:ok +0 1:ok +0 2:ok +0 3:ok +0 4:ok"));
	buf_release(&r.log);
}

/* One process at most, or two: the others' questions are answered by it. */
static void
the_living_go_on(void **state)
{
	(void)state;
	forks_left = 1;
	EXPECT(3, "0=0 0:ok 1=1 1:ok 2=2 2:ok 3=3 3:ok ", "", "", "", "");
	forks_left = 2;
	EXPECT(2, "0:crashed(4) 1=1 1:ok 2=2 2:ok 3=3 3:ok ", "crash", "", "",
		"");
	forks_left = UINT32_MAX;
}

static void
a_large_question_is_sent_when_no_process_can_be_had(void **state)
{
	enum { SIZE = 3 * MIB };
	char *large = malloc(SIZE);

	(void)state;
	memset(large, 'x', SIZE);
	memcpy(large + SIZE - 5, "tail", 5);
	forks_left = 1;
	expect((const char *const[]){ "", large, large, "" }, 4, 2,
		"0=0 0:ok 1=tail 1:ok 2=tail 2:ok 3=3 3:ok ");
	forks_left = UINT32_MAX;
	free(large);
}

static void
expect_failure(
	const char *const *bodies, size_t n, unsigned forks, const char *log)
{
	struct run r = { .bodies = bodies, .total = n };
	struct crew_plan plan = plan_of(&r, 2);
	struct err err;

	forks_left = forks;
	assert_false(crew_run(&plan, &err));
	forks_left = UINT32_MAX;
	assert_non_null(strstr(err.said, "cannot start a process"));
	buf_char(&r.log, '\0');
	assert_string_equal(r.log.at, log);
	assert_int_equal(r.ended, r.asked);
	buf_release(&r.log);
}

static void
without_any_worker_the_run_ends(void **state)
{
	(void)state;
	expect_failure((const char *const[]){ "", "" }, 2, 0, "");
	expect_failure((const char *const[]){ "crash", "" }, 2, 1,
		"0:crashed(4) 1:dropped ");
}

static void
hear_of_door(void *context, const struct sandbox *door)
{
	struct run *r = context;

	buf_printf(&r->log, "door:%d ", door->seccomp || door->by_choice);
}

static void
the_door_is_told_of_once(void **state)
{
	struct sandbox s;

	(void)state;
	sandbox_probe(&s);
	for (size_t workers = 1; workers <= 3; workers++) {
		struct run r = { .total = 3 };
		struct crew_plan plan = plan_of(&r, workers);
		struct err err;
		plan.door = hear_of_door;
		assert_true(crew_run(&plan, &err));
		buf_char(&r.log, '\0');
		assert_string_equal(r.log.at, s.seccomp || s.by_choice
						      ? "door:1 0=0 1=1 2=2 "
						      : "door:0 0=0 1=1 2=2 ");
		buf_release(&r.log);
	}
}

static void
a_door_that_cannot_be_tried(void **state)
{
	struct sandbox s;

	(void)state;
	forks_left = 0;
	assert_int_equal(sandbox_probe(&s), SANDBOX_UNTRIED);
	forks_left = UINT32_MAX;
}

static void
a_lie_is_seen(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1:lied 2=2 2:ok ", "", "garbage", "");
	EXPECT(1, "0:lied 1=1 1:ok ", "huge", "");
	EXPECT(1, "0:lied 1=1 1:ok ", "nonsense", "");
	EXPECT(1, "0:lied 1=1 1:ok ", "what library", "");
	EXPECT(1, "0:crashed 1=1 1:ok ", "cut", "");
}

/* It answers for the next question too, which is then heard nothing of. */
static void
an_answer_too_many_does_no_harm(void **state)
{
	struct run r = { .bodies =
				 (const char *const[]){ "done twice", "", "" },
		.total = 3 };
	struct crew_plan plan = plan_of(&r, 1);
	struct err err;

	(void)state;
	assert_true(crew_run(&plan, &err));
	assert_int_equal(r.ended, 3);
	buf_release(&r.log);
}

static void
a_library_is_had_by_another_worker(void **state)
{
	(void)state;
	EXPECT(1, "0=0 0:ok 1=loaded 1:ok 2=loaded 2:ok 3=3 3:ok ", "",
		"library", "library", "");
	EXPECT(3, "0=loaded 0:ok 1=loaded 1:ok 2=loaded 2:ok ", "library",
		"library", "library");
}

static void
the_door_holds(void **state)
{
	struct sandbox s;

	(void)state;
	assert_int_equal(sandbox_probe(&s), SANDBOX_HOLDS);
	if (s.by_choice || !s.seccomp)
		skip();
	EXPECT(1, "0=0 0:ok ", "look");
}

static void
a_large_question_passes(void **state)
{
	enum { SIZE = 30 * MIB };
	char *large = malloc(SIZE);

	(void)state;
	memset(large, 'x', SIZE);
	memcpy(large + SIZE - 5, "tail", 5);
	expect((const char *const[]){ "", large, "" }, 3, 1,
		"0=0 0:ok 1=tail 1:ok 2=2 2:ok ");
	free(large);
}

static void
a_run_can_be_stopped(void **state)
{
	struct run r = { .total = 100, .stop_after = 3 };
	struct crew_plan plan = plan_of(&r, 2);
	struct err err;

	(void)state;
	assert_true(crew_run(&plan, &err));
	buf_char(&r.log, '\0');
	assert_string_equal(r.log.at, "0=0 1=1 2=2 ");
	assert_int_equal(r.ended, r.asked);
	buf_release(&r.log);
}

static size_t
open_descriptors(void)
{
	DIR *dir = opendir("/proc/self/fd");
	size_t n = 0;

	if (!dir)
		return 0;
	while (readdir(dir))
		n++;
	closedir(dir);
	return n;
}

static void
nothing_stays_open(void **state)
{
	size_t before = open_descriptors();

	(void)state;
	for (int i = 0; i < 20; i++)
		EXPECT(2, "0:crashed(4) 1=1 1:ok ", "crash", "");
	assert_int_equal(open_descriptors(), before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_come_in_order),
		cmocka_unit_test(nothing_to_ask),
		cmocka_unit_test(what_cannot_be_asked_keeps_its_place),
		cmocka_unit_test(a_crash_costs_one_answer),
		cmocka_unit_test(what_was_said_before_a_crash_is_kept_once),
		cmocka_unit_test(a_worker_that_hangs_is_ended),
		cmocka_unit_test(a_hang_ends_in_time),
		cmocka_unit_test(time_under_and_over_what_is_allowed),
		cmocka_unit_test(who_types_slowly_costs_no_answer),
		cmocka_unit_test(time_grows_with_the_question),
		cmocka_unit_test(an_answer_one_under_at_and_over_its_limit),
		cmocka_unit_test(a_question_has_so_many_answers_and_no_more),
		cmocka_unit_test(a_worker_speaks_in_its_turn_only),
		cmocka_unit_test(a_death_between_two_questions_costs_none),
		cmocka_unit_test(a_library_that_is_nowhere_costs_one_answer),
		cmocka_unit_test(what_cannot_be_had_is_done_without),
		cmocka_unit_test(what_is_made_while_getting_ready_is_kept),
		cmocka_unit_test(what_is_made_after_an_answer_is_not_kept),
		cmocka_unit_test(answers_wait_for_their_turn),
		cmocka_unit_test(the_living_go_on),
		cmocka_unit_test(
			a_large_question_is_sent_when_no_process_can_be_had),
		cmocka_unit_test(without_any_worker_the_run_ends),
		cmocka_unit_test(the_door_is_told_of_once),
		cmocka_unit_test(a_door_that_cannot_be_tried),
		cmocka_unit_test(a_lie_is_seen),
		cmocka_unit_test(an_answer_too_many_does_no_harm),
		cmocka_unit_test(a_library_is_had_by_another_worker),
		cmocka_unit_test(the_door_holds),
		cmocka_unit_test(a_large_question_passes),
		cmocka_unit_test(a_run_can_be_stopped),
		cmocka_unit_test(nothing_stays_open),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("crew", tests, NULL, NULL);
}
