/* try.c - one run of the program. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "try.h"

bool
try_is_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
	return true;
#elif defined(__has_feature)
	return __has_feature(address_sanitizer);
#else
	return false;
#endif
}

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* The alarm outlives exec: a run that hangs ends by its signal. */
static void
become(char *const *argv, const char *out, unsigned seconds)
{
	int to = open(
		out ? out : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (to < 0)
		_exit(126);
	dup2(to, 1);
	dup2(to, 2);
	alarm(seconds);
	execv(argv[0], argv);
	_exit(127);
}

struct tried
try_run(char *const *argv, const char *out, unsigned seconds)
{
	struct tried r = { .status = -1 };
	struct rusage used;
	double start = now();
	int status;
	pid_t pid = fork();

	if (pid == 0)
		become(argv, out, seconds);
	if (pid < 0 || wait4(pid, &status, 0, &used) < 0)
		return r;
	r.wall = now() - start;
	r.cpu = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
	r.peak = used.ru_maxrss;
	r.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	r.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	return r;
}
