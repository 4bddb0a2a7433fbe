/*
 * launch.c - starts a program in a way that no shell can:
 *
 *	launch no-words PROGRAM		without even its own name
 *	launch later COMMAND...		standard output and standard input are
 *					pipes that answer "later" (O_NONBLOCK);
 *					input comes and output goes slowly
 *	launch alone COMMAND...		with SIGCHLD ignored, as some parents
 *					leave it
 *	launch most KIB COMMAND...	fails with 99 when it took more memory
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int
ended(pid_t child, long most)
{
	struct rusage used;
	int status;

	if (wait4(child, &status, 0, &used) < 0)
		return 98;
	if (most && used.ru_maxrss > most) {
		fprintf(stderr, "took %ld KiB\n", used.ru_maxrss);
		return 99;
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

static void
become(char **words)
{
	execvp(words[0], words);
	_exit(127);
}

static int
run_most(long most, char **words)
{
	pid_t child = fork();

	if (child == 0)
		become(words);
	return ended(child, most);
}

static void
feed_slowly(int to)
{
	char bytes[512];
	ssize_t n;

	while ((n = read(0, bytes, sizeof bytes)) > 0) {
		usleep(20 * 1000);
		if (write(to, bytes, (size_t)n) < 0)
			break;
	}
	_exit(0);
}

static int
run_later(char **words)
{
	int in[2], out[2];
	char bytes[4096];
	ssize_t n;

	if (pipe(in) < 0 || pipe(out) < 0)
		return 98;
	if (fork() == 0) {
		close(in[0]);
		close(out[0]);
		close(out[1]);
		feed_slowly(in[1]);
	}
	fcntl(in[0], F_SETFL, O_NONBLOCK);
	fcntl(out[1], F_SETFL, O_NONBLOCK);
	fcntl(out[1], F_SETPIPE_SZ, 4096);
	pid_t child = fork();
	if (child == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		close(in[0]);
		close(in[1]);
		close(out[0]);
		close(out[1]);
		become(words);
	}
	close(in[0]);
	close(in[1]);
	close(out[1]);
	usleep(200 * 1000);
	while ((n = read(out[0], bytes, sizeof bytes)) > 0) {
		usleep(2000);
		if (write(1, bytes, (size_t)n) < 0)
			return 98;
	}
	return ended(child, 0);
}

int
main(int argc, char **argv)
{
	char *none[] = { NULL };

	if (argc > 2 && !strcmp(argv[1], "no-words"))
		return execv(argv[2], none);
	if (argc > 2 && !strcmp(argv[1], "later"))
		return run_later(argv + 2);
	if (argc > 2 && !strcmp(argv[1], "alone")) {
		signal(SIGCHLD, SIG_IGN);
		become(argv + 2);
	}
	if (argc > 3 && !strcmp(argv[1], "most"))
		return run_most(atol(argv[2]), argv + 3);
	return 97;
}
