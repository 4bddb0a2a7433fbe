/* worker.c - a process that does the dangerous part of the work. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "limits.h"
#include "worker.h"

enum { READ_STEP = 64 * KIB, PIPE = 1 * MIB };

#ifdef COVERAGE
enum { MEASURES_COVERAGE = 1 };
#else
enum { MEASURES_COVERAGE = 0 };
#endif

/* Sanitizers report on standard error. */
#if defined(__SANITIZE_ADDRESS__)
enum { KEEPS_STANDARD_ERROR = 1 };
#else
enum { KEEPS_STANDARD_ERROR = 0 };
#endif

static bool
make_pipe(int ends[2])
{
	if (pipe(ends) < 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

static void
close_pipe(const int ends[2])
{
	int error = errno;

	close(ends[0]);
	close(ends[1]);
	errno = error;
}

static bool
make_pipes(int questions[2], int answers[2])
{
	if (!make_pipe(questions))
		return false;
	if (make_pipe(answers))
		return true;
	close_pipe(questions);
	return false;
}

static void
close_others(void)
{
	enum { FIRST = 3, USUAL_MOST = 1024 };

#ifdef __linux__
	if (close_range(FIRST, ~0U, 0) == 0)
		return;
#endif
	for (int fd = FIRST; fd < USUAL_MOST; fd++)
		close(fd);
}

/* The worker holds its two pipes and nothing else that is open: neither
 * reports nor the pipes of other workers. */
static void
keep_only(int questions, int answers, pid_t parent)
{
	dup2(questions, 0);
	dup2(answers, 1);
	if (!KEEPS_STANDARD_ERROR) {
		int nothing = open("/dev/null", O_WRONLY);
		if (nothing < 0 || dup2(nothing, 2) < 0)
			close(2); /* never the answers' pipe */
	}
	close_others();
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != parent)
		_exit(0); /* it ended before it could be noticed */
}

/* Shared with the worker, which alone writes to it. */
static volatile struct serve_state *
shared_state(void)
{
	void *at = mmap(NULL, sizeof(struct serve_state),
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return at == MAP_FAILED ? NULL : at;
}

static void
forget_state(const volatile struct serve_state *state)
{
	munmap((void *)(uintptr_t)state, sizeof *state);
}

void
worker_hear_from(struct worker *w, int from)
{
	w->from = from;
	w->taken = 0;
	/* what waits is less than a whole frame */
	buf_init(&w->heard, SERVE_HEAD + (size_t)LIMIT_ANSWER + READ_STEP);
}

static void
be_parent(struct worker *w, int to, int from)
{
	fcntl(to, F_SETFL, O_NONBLOCK);
	fcntl(from, F_SETFL, O_NONBLOCK);
#ifdef F_SETPIPE_SZ
	fcntl(to, F_SETPIPE_SZ, PIPE);
#endif
	w->to = to;
	worker_hear_from(w, from);
}

static bool
start(struct worker *w, const struct serve_plan *plan,
	volatile struct serve_state *state)
{
	int questions[2], answers[2];
	pid_t parent = getpid();

	if (!make_pipes(questions, answers))
		return false;
	w->pid = fork();
	if (w->pid == 0) {
		keep_only(questions[0], answers[1], parent);
		serve(plan, state);
	}
	if (w->pid < 0) {
		close_pipe(questions);
		close_pipe(answers);
		return false;
	}
	close(questions[0]);
	close(answers[1]);
	be_parent(w, questions[1], answers[0]);
	return true;
}

bool
worker_start(struct worker *w, const struct serve_plan *plan)
{
	volatile struct serve_state *state = shared_state();

	*w = (struct worker){ .state = state };
	if (state && start(w, plan, state))
		return true;
	int error = errno;
	if (state)
		forget_state(state);
	*w = (struct worker){ 0 };
	errno = error;
	return false;
}

/* At the end of its questions it would write down what was covered. */
static void
wait_for_counts(pid_t pid)
{
	enum { STEPS = 200, STEP = 10 * 1000 /* microseconds */ };

	for (int i = 0; MEASURES_COVERAGE && i < STEPS; i++) {
		siginfo_t ended = { 0 };
		waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOHANG | WNOWAIT);
		if (ended.si_pid)
			return;
		usleep(STEP);
	}
}

int
worker_end(struct worker *w)
{
	int status = 0;

	close(w->to);
	close(w->from);
	wait_for_counts(w->pid);
	kill(w->pid, SIGKILL);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	forget_state(w->state);
	buf_release(&w->heard);
	*w = (struct worker){ 0 };
	return status;
}

void
question_init(
	struct question *q, struct str head, struct str body, bool inherited)
{
	*q = (struct question){
		.frame = { head.len, body.len, inherited ? body.at : NULL },
		.head = head,
		.body = inherited ? STR_NONE : body,
	};
}

static size_t
question_size(const struct question *q)
{
	return sizeof q->frame + q->head.len + q->body.len;
}

bool
question_is_sent(const struct question *q)
{
	return q->sent == question_size(q);
}

static struct iovec
piece_from(struct str s, size_t at)
{
	struct str rest = str_from(s, at < s.len ? at : s.len);

	return (struct iovec){ (void *)(uintptr_t)rest.at, rest.len };
}

static ssize_t
write_rest(int fd, const struct question *q)
{
	struct str frame = { (const char *)&q->frame, sizeof q->frame };
	size_t at = q->sent, body = frame.len + q->head.len;
	struct iovec pieces[] = {
		piece_from(frame, at),
		piece_from(q->head, at > frame.len ? at - frame.len : 0),
		piece_from(q->body, at > body ? at - body : 0),
	};
	return writev(fd, pieces, 3);
}

bool
worker_send(struct worker *w, struct question *q)
{
	while (!question_is_sent(q)) {
		ssize_t n = write_rest(w->to, q);
		if (n < 0 && errno == EAGAIN)
			return true;
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			q->sent += (size_t)n;
	}
	return true;
}

static void
drop_taken(struct worker *w)
{
	struct str rest = str_from(buf_str(&w->heard), w->taken);

	if (w->taken && rest.len)
		memmove(w->heard.at, rest.at, rest.len);
	w->heard.len = rest.len;
	w->taken = 0;
}

bool
worker_listen(struct worker *w)
{
	drop_taken(w);
	char *to = buf_reserve(&w->heard, READ_STEP);
	if (!to)
		return false;
	ssize_t n = read(w->from, to, READ_STEP);
	if (n > 0)
		w->heard.len += (size_t)n;
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

static bool
is_word(enum serve_word word, size_t len)
{
	switch (word) {
	case WORD_ANSWER:
		return len <= LIMIT_ANSWER;
	case WORD_DONE:
		return len == 0;
	case WORD_MISSED:
	case WORD_LACKED:
		return len == 1;
	case WORD_KEEP:
		return len > 0 && len <= LIMIT_ANSWER;
	default:
		return false;
	}
}

enum serve_word
worker_word(struct worker *w, struct str *bytes)
{
	struct str rest = str_from(buf_str(&w->heard), w->taken);
	uint32_t len;

	if (rest.len < SERVE_HEAD)
		return WORD_NONE;
	memcpy(&len, rest.at, sizeof len);
	enum serve_word word = (enum serve_word)(uint8_t)rest.at[sizeof len];
	if (!is_word(word, len))
		return WORD_LIE;
	if (rest.len - SERVE_HEAD < len)
		return WORD_NONE;
	*bytes = str_sub(rest, SERVE_HEAD, len);
	w->taken += SERVE_HEAD + len;
	return word;
}
