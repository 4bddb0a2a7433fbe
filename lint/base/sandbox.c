/* sandbox.c - a door that closes behind a process and never opens again. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "limits.h"
#include "sandbox.h"

#if defined(__SANITIZE_ADDRESS__) || defined(COVERAGE)
#define BUILT_OPEN true /* the instruments need files of their own */
#else
#define BUILT_OPEN false
#endif

#ifdef __GLIBC__
typedef __rlimit_resource_t resource; /* an enum */
#else
typedef int resource;
#endif

static void
limit(resource of, rlim_t most)
{
	struct rlimit l;

	if (getrlimit(of, &l) < 0 || l.rlim_cur <= most)
		return;
	l.rlim_cur = most;
	if (l.rlim_max > most)
		l.rlim_max = most;
	setrlimit(of, &l);
}

static void
set_limits(void)
{
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_AS, LIMIT_WORKER_MEMORY);
	limit(RLIMIT_CPU, LIMIT_WORKER_SECONDS);
}

/* It has its questions, its answers and standard error. Landlock takes a
 * descriptor for a moment, so this comes after it. */
static void
limit_descriptors(void)
{
	limit(RLIMIT_NOFILE, 3);
}

#if defined(__linux__)

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

/*
 * Landlock: a rule set that handles every right and grants none. The kernel's
 * header may be older than the kernel, so the structure stands here
 * (Documentation/userspace-api/landlock.rst).
 */
struct landlock_rights {
	uint64_t files, network, scoped;
};

static struct landlock_rights
rights_known_to(int version)
{
	static const unsigned file_rights[] = { 0, 13, 14, 15, 15, 16 };
	unsigned n = file_rights[version < 5 ? version : 5];

	return (struct landlock_rights){
		.files = (UINT64_C(1) << n) - 1,
		.network = version >= 4 ? 3 : 0, /* bind, connect */
		.scoped = version >= 6 ? 3 : 0,	 /* sockets, signals */
	};
}

/* Older kernels refuse a structure that says more than they know. */
static size_t
rights_size(int version)
{
	return version >= 6   ? sizeof(struct landlock_rights)
	       : version >= 4 ? offsetof(struct landlock_rights, scoped)
			      : offsetof(struct landlock_rights, network);
}

static int
close_files(void)
{
	enum { ASK_VERSION = 1 };
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);

	if (version <= 0)
		return 0;
	struct landlock_rights rights = rights_known_to((int)version);
	long rules = syscall(SYS_landlock_create_ruleset, &rights,
		rights_size((int)version), 0);
	if (rules < 0)
		return 0;
	long held = syscall(SYS_landlock_restrict_self, rules, 0);
	close((int)rules);
	return held == 0 ? (int)version : 0;
}

#ifdef ARCHITECTURE

/* What a process needs that computes and talks over open descriptors. The
 * rest fails with EPERM, which no library takes amiss; to kill would turn
 * each new habit of the C library into a crash. */
static const int allowed[] = { SYS_read, SYS_write, SYS_writev, SYS_readv,
	SYS_close, SYS_fstat, SYS_lseek, SYS_munmap, SYS_mremap, SYS_brk,
	SYS_madvise, SYS_futex, SYS_exit, SYS_exit_group, SYS_clock_gettime,
	SYS_getrandom, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
	SYS_sigaltstack, SYS_sched_yield, SYS_sysinfo, SYS_getpid, SYS_gettid,
	SYS_restart_syscall, SYS_nanosleep, SYS_clock_nanosleep,
	SYS_set_robust_list };

enum { CALLS = sizeof allowed / sizeof *allowed, FILTER_MOST = 2 * CALLS + 32 };

struct filter {
	struct sock_filter at[FILTER_MOST];
	unsigned short n;
};

static void
add(struct filter *f, struct sock_filter instruction)
{
	f->at[f->n++] = instruction;
}

static void
load(struct filter *f, size_t offset)
{
	add(f, (struct sock_filter)BPF_STMT(
		       BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void
answer(struct filter *f, unsigned what)
{
	add(f, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

/* Passes over the next `n` instructions unless the value loaded is `value`. */
static void
unless_equal_skip(struct filter *f, unsigned value, unsigned char n)
{
	add(f, (struct sock_filter)BPF_JUMP(
		       BPF_JMP | BPF_JEQ | BPF_K, value, 0, n));
}

static void
unless_bits_skip(struct filter *f, unsigned bits, unsigned char n)
{
	add(f, (struct sock_filter)BPF_JUMP(
		       BPF_JMP | BPF_JSET | BPF_K, bits, 0, n));
}

/* Memory, but none that can be executed. */
static void
allow_memory(struct filter *f, unsigned call)
{
	unless_equal_skip(f, call, 4);
	load(f, offsetof(struct seccomp_data, args[2]));
	unless_bits_skip(f, PROT_EXEC, 1);
	answer(f, SECCOMP_RET_ERRNO | EPERM);
	answer(f, SECCOMP_RET_ALLOW);
}

/* A signal to itself, which is how the C library aborts. */
static void
allow_signal_to_self(struct filter *f)
{
	unless_equal_skip(f, SYS_tgkill, 4);
	load(f, offsetof(struct seccomp_data, args[0]));
	unless_equal_skip(f, (unsigned)getpid(), 1);
	answer(f, SECCOMP_RET_ALLOW);
	answer(f, SECCOMP_RET_ERRNO | EPERM);
}

static void
compose(struct filter *f)
{
	load(f, offsetof(struct seccomp_data, arch));
	add(f, (struct sock_filter)BPF_JUMP(
		       BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	answer(f, SECCOMP_RET_ERRNO | EPERM);
	load(f, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < CALLS; i++) {
		unless_equal_skip(f, (unsigned)allowed[i], 1);
		answer(f, SECCOMP_RET_ALLOW);
	}
	allow_memory(f, SYS_mmap);
	allow_memory(f, SYS_mprotect);
	allow_signal_to_self(f);
	answer(f, SECCOMP_RET_ERRNO | EPERM);
}

static bool
filter_calls(void)
{
	struct filter f = { .n = 0 };

	compose(&f);
	struct sock_fprog program = { f.n, f.at };
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

static bool
filter_calls(void)
{
	return false;
}

#endif

static struct sandbox
close_door(void)
{
	struct sandbox s = { 0 };

	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	bool sealed = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	if (sealed)
		s.landlock = close_files();
	limit_descriptors();
	if (sealed)
		s.seccomp = filter_calls();
	return s;
}

#else

static struct sandbox
close_door(void)
{
	limit_descriptors();
	return (struct sandbox){ 0 };
}

#endif

struct sandbox
sandbox_enter(void)
{
	if (BUILT_OPEN)
		return (struct sandbox){ .by_choice = true };
	set_limits();
	return close_door();
}

static bool
can_open(void)
{
	return open("/dev/null", O_RDONLY) >= 0 ||
	       open("/", O_RDONLY | O_DIRECTORY) >= 0;
}

static bool
can_fork(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return child > 0;
}

/* What gets through execl() is another program, which reports nothing. */
static bool
can_reach_out(void)
{
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || kill(getppid(), 0) == 0)
		return true;
	if (can_fork())
		return true;
	execl("/bin/true", "true", (char *)NULL);
	return false;
}

static bool
holds(const struct sandbox *s)
{
	return !can_open() && !(s->seccomp && can_reach_out());
}

static _Noreturn void
try_in_child(int to)
{
	struct sandbox s = sandbox_enter();

	close(0); /* the limit of descriptors must not be what holds */
	if (!s.by_choice && (s.landlock || s.seccomp) && !holds(&s))
		_exit(1);
	_exit(write(to, &s, sizeof s) == sizeof s ? 0 : 1);
}

static int
wait_for(pid_t child)
{
	int status = 1;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

enum sandbox_trial
sandbox_probe(struct sandbox *s)
{
	int pipe_ends[2];

	*s = (struct sandbox){ 0 };
	if (pipe(pipe_ends) < 0)
		return SANDBOX_UNTRIED;
	pid_t child = fork();
	if (child == 0)
		try_in_child(pipe_ends[1]);
	close(pipe_ends[1]);
	bool heard = child > 0 && read(pipe_ends[0], s, sizeof *s) == sizeof *s;
	close(pipe_ends[0]);
	if (child < 0)
		return SANDBOX_UNTRIED;
	return wait_for(child) == 0 && heard ? SANDBOX_HOLDS : SANDBOX_LEAKS;
}
