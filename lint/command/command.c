/* command.c - from the first word to the command that runs. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "../base/nearest.h"
#include "say.h"

const struct command *
command_named(const struct context *c, const char *name)
{
	for (const struct command *k = c->commands; k->name; k++)
		if (!strcmp(k->name, name))
			return k;
	return NULL;
}

/* "chek" is a misspelt command, "chek.eml" a file that is not there. */
static const char *
misspelt(const struct context *c, const char *word)
{
	struct nearest near;

	if (strpbrk(word, "./-") || access(word, F_OK) == 0)
		return NULL;
	nearest_begin(&near, str_of(word));
	for (const struct command *k = c->commands; k->name; k++)
		nearest_try(&near, k->name);
	return near.best;
}

/*
 * A closed descriptor 0, 1 or 2 would be taken by the next file that is
 * opened. The stand-in for standard input cannot be read and the others cannot
 * be written to, so that a lost draft or report is noticed.
 */
static void
hold_standard_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
			open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
			return;
}

/*
 * What the caller left is not relied on: a write that fails says so instead
 * of ending the run, and workers can be waited for.
 */
static void
settle_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
	signal(SIGXFSZ, SIG_IGN);
#endif
	signal(SIGCHLD, SIG_DFL);
}

/* The words behind the command. */
struct call {
	const struct command *command;
	bool named; /* by its own name */
	int argc;
	char **argv;
};

static int
run(const struct context *c, struct options *o, const struct call *call)
{
	const struct command_line line = { call->argc, call->argv,
		call->command->bit };

	if (!options_read(o, &line)) {
		options_say(o, NULL);
		return STATUS_TROUBLE;
	}
	if (o->help)
		return help_print(c, o, call->named ? call->command : NULL);
	if (o->version)
		return version_print(o);
	return call->command->run(c, o);
}

static int
dispatch(const struct context *c, struct options *o, int argc, char **argv)
{
	struct call call = { c->commands, false, argc - 1, argv + 1 };

	if (argc < 2) {
		help_print(c, o, NULL);
		return STATUS_TROUBLE;
	}
	const struct command *named = command_named(c, argv[1]);
	const char *near = named ? NULL : misspelt(c, argv[1]);
	if (near) {
		say_near(o->reader, near,
			N_("there is no command or file '{1}'"), 1,
			str_of(argv[1]));
		return STATUS_TROUBLE;
	}
	if (named)
		call = (struct call){ named, true, argc - 2, argv + 2 };
	return run(c, o, &call);
}

int
command_main(const struct context *c, int argc, char **argv)
{
	struct options o;

	hold_standard_descriptors();
	settle_signals();
	options_init(&o, c->families);
	int status = dispatch(c, &o, argc, argv);
	options_release(&o);
	return status;
}
