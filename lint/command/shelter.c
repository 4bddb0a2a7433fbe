/* shelter.c - whether drafts are read behind a closed door. */
#include <stdlib.h>
#include <string.h>

#include "../check/rule.h"
#include "say.h"
#include "shelter.h"

/* It tells its programs to load its own libraries. */
static bool
is_under_valgrind(void)
{
	const char *libraries = getenv("LD_PRELOAD");

	return libraries && strstr(libraries, "/vgpreload_");
}

bool
shelter_wanted(const struct options *o)
{
	return !o->no_sandbox && !is_under_valgrind();
}

/* None, and why; NULL when there is one. */
static const char *
unwanted_words(const struct options *o)
{
	if (o->no_sandbox)
		return N_("none, by --no-sandbox");
	if (!o->jobs)
		return N_("none, by --jobs 0");
	if (!shelter_wanted(o))
		return N_("none under valgrind");
	return NULL;
}

static const char *
found_words(const struct sandbox *s)
{
	if (s->by_choice)
		return N_("left out when this program was built");
	if (s->landlock && s->seccomp)
		return N_("Landlock and seccomp, tried and holding");
	if (s->seccomp)
		return N_("seccomp, tried and holding; no Landlock here");
	if (s->landlock)
		return N_("Landlock, tried and holding; no seccomp here");
	return N_("none, for this system has neither Landlock nor seccomp; "
		  "drafts are read in a process of their own all the same");
}

const char *
shelter_words(const struct options *o)
{
	const char *words = unwanted_words(o);
	struct sandbox s;

	if (words)
		return words;
	switch (sandbox_probe(&s)) {
	case SANDBOX_HOLDS:
		return found_words(&s);
	case SANDBOX_LEAKS:
		return N_("does not hold what it should; please report this");
	default:
		return N_("could not be tried: no process could be started for "
			  "it");
	}
}

/* What a worker says of its door; nobody tried it. */
static const char *
said_words(const struct sandbox *s)
{
	if (s->seccomp && !s->landlock)
		return N_("seccomp; no Landlock here");
	if (s->landlock && !s->seccomp)
		return N_("Landlock; no seccomp here");
	return found_words(s);
}

/*
 * With seccomp alone the door holds all that it should (sandbox.h): only
 * whoever asks is told. Who chose to have none knows.
 */
static bool
is_worth_a_note(const struct options *o, const struct sandbox *door)
{
	if (o->verbose)
		return !door->landlock || !door->seccomp;
	return !door->seccomp && !door->by_choice && !o->no_sandbox && o->jobs;
}

void
shelter_note(const struct options *o, const struct sandbox *door)
{
	const char *words = unwanted_words(o);

	if (o->quiet || !is_worth_a_note(o, door))
		return;
	if (!words)
		words = said_words(door);
	say(o->reader, N_("sandbox: {1}"), 1,
		str_of(translate(o->reader, words)));
}
