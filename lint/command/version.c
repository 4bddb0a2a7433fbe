/* version.c - what this program is, and what protects its user from drafts. */
#include "../base/sandbox.h"
#include "command.h"
#include "output.h"

static const char *
sandbox_words(void)
{
	struct sandbox s;

	if (!sandbox_probe(&s))
		return N_("does not hold what it should; please report this");
	if (s.by_choice)
		return N_("left out when this program was built");
	if (s.landlock && s.seccomp)
		return N_("Landlock and seccomp, tried and holding");
	if (s.seccomp)
		return N_("seccomp, tried and holding; no Landlock here");
	if (s.landlock)
		return N_("Landlock, tried and holding; no seccomp here");
	return N_("none, for this system has neither Landlock nor seccomp; "
		  "drafts are read in a process of their own all the same");
}

int
version_print(const struct options *o)
{
	struct output out;

	if (!output_open(&out, NULL, o->reader))
		return STATUS_TROUBLE;
	buf_printf(&out.text, "maillint %s\n", report_version);
	if (o->verbose)
		buf_printf(&out.text, "%s%s\n",
			translate(o->reader, N_("sandbox: ")),
			translate(o->reader, sandbox_words()));
	return output_close(&out) ? STATUS_CLEAN : STATUS_TROUBLE;
}
