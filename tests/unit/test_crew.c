/* test_crew.c - workers that work, crash, hang, lie and look around. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
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
	char heads[32][16];
	struct buf log;
};

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
