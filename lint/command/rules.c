/* rules.c - `maillint rules`: what can be found. */
#include "command.h"
#include "say.h"
#include "texts.h"

int
command_rules(const struct context *c, struct options *o)
{
	if (o->words.n) {
		say(o->reader,
			N_("'maillint rules' lists all rules; for one, try "
			   "'maillint explain {1}'"),
			1, str_of(o->words.at[0]));
		return STATUS_TROUBLE;
	}
	return texts_print(o, c->families, NULL);
}
