/* test_sandbox.c - the limits of a process behind the closed door. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/sandbox.h"

/* Runs `inside` in a process of its own; its status. */
static int
status_of(int (*inside)(int to_parent), void (*look)(pid_t child))
{
	int ends[2], status;
	char byte;

	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0)
		_exit(inside(ends[1]));
	if (look && read(ends[0], &byte, 1) == 1) {
		look(child);
		kill(child, SIGKILL);
	}
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

static bool
has_limits(void)
{
	struct sandbox s;

	return sandbox_probe(&s) == SANDBOX_HOLDS && !s.by_choice;
}

/* Bytes of the first number in what an open /proc/self/statm says. */
static size_t
address_space(int statm)
{
	char digits[128] = { 0 };

	lseek(statm, 0, SEEK_SET);
	if (read(statm, digits, sizeof digits - 1) <= 0)
		return 0;
	return strtoul(digits, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

static bool
can_map(size_t n)
{
	void *at = mmap(NULL, n, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (at == MAP_FAILED)
		return false;
	munmap(at, n);
	return true;
}

enum { NO_PROC = 77 };

static int
map_up_to_the_limit(int to_parent)
{
	int statm = open("/proc/self/statm", O_RDONLY);
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	(void)to_parent;
	sandbox_enter();
	size_t taken = address_space(statm);
	if (!taken)
		return NO_PROC;
	size_t left = LIMIT_WORKER_MEMORY - taken;
	return can_map(left - page) && can_map(left) && !can_map(left + page)
		       ? 0
		       : 1;
}

static void
memory_one_under_at_and_over_its_limit(void **state)
{
	(void)state;
	if (!has_limits())
		skip();
	int status = status_of(map_up_to_the_limit, NULL);
	if (status == NO_PROC)
		skip();
	assert_int_equal(status, 0);
}

static int
wait_to_be_looked_at(int to_parent)
{
	sandbox_enter();
	if (write(to_parent, "x", 1) == 1)
		for (;;)
			sched_yield();
	return 1;
}

static long
limit_named(const char *all, const char *name)
{
	const char *row = strstr(all, name);

	assert_non_null(row);
	return strtol(row + strlen(name), NULL, 10);
}

static void
look_at_limits(pid_t child)
{
	char path[64], all[4096];

	snprintf(path, sizeof path, "/proc/%d/limits", (int)child);
	FILE *f = fopen(path, "r");
	if (!f)
		return;
	size_t n = fread(all, 1, sizeof all - 1, f);
	all[n] = '\0';
	fclose(f);
	assert_int_equal(
		limit_named(all, "Max cpu time"), LIMIT_WORKER_SECONDS);
	assert_int_equal(limit_named(all, "Max file size"), 0);
	assert_int_equal(limit_named(all, "Max core file size"), 0);
	assert_int_equal(limit_named(all, "Max open files"), 3);
	assert_int_equal(
		limit_named(all, "Max address space"), LIMIT_WORKER_MEMORY);
}

static void
every_limit_is_set(void **state)
{
	(void)state;
	if (!has_limits())
		skip();
	status_of(wait_to_be_looked_at, look_at_limits);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_one_under_at_and_over_its_limit),
		cmocka_unit_test(every_limit_is_set),
	};

	return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
