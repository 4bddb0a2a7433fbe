/* explain.c - `maillint explain RULE`: why, how we know, what to do. */
#include "command.h"
#include "say.h"
#include "texts.h"

static const struct rule *
rule_named(const struct family *const *families, struct str id)
{
	family_each(f,
		families) for (size_t i = 0; i < f->count;
			       i++) if (str_eq(id,
						str_of(f->rules[i]
								.id))) return &f
		->rules[i];
	return NULL;
}

static bool
unknown_rule(const struct context *c, const struct options *o, struct str id)
{
	const char *near = rule_nearest(c->families, id);

	return say_near(o->reader, near,
		near ? N_("no rule '{1}'")
		     : N_("no rule '{1}'; 'maillint rules' lists them all"),
		1, id);
}

int
command_explain(const struct context *c, struct options *o)
{
	if (o->words.n != 1) {
		say(o->reader,
			N_("name one rule to explain ('maillint rules' lists "
			   "them all)"),
			0);
		return STATUS_TROUBLE;
	}
	struct str id = str_of(o->words.at[0]);
	const struct rule *rule = rule_named(c->families, id);
	if (!rule) {
		unknown_rule(c, o, id);
		return STATUS_TROUBLE;
	}
	return texts_print(o, c->families, rule);
}
