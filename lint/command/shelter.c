/* shelter.c - whether drafts are read behind a closed door. */
#include <stdlib.h>
#include <string.h>

#include "../base/sandbox.h"
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
	struct sandbox s;

	if (o->no_sandbox)
		return N_("none, by --no-sandbox");
	if (!shelter_wanted(o))
		return N_("none under valgrind");
	if (!sandbox_probe(&s))
		return N_("does not hold what it should; please report this");
	return found_words(&s);
}

void
shelter_note(const struct options *o)
{
	struct sandbox s;
	bool whole = shelter_wanted(o) && sandbox_probe(&s) && s.landlock &&
		     s.seccomp;

	if (!whole)
		say(o->reader, N_("sandbox: {1}"), 1,
			str_of(translate(o->reader, shelter_words(o))));
}
