/* unchecked.c - the result of a draft whose reading failed. */
#include <signal.h>
#include <string.h>

#include "score.h"
#include "unchecked.h"

static const char rule_id[] = "structure/not-checked";

/* `detail` is the argument of the sentence. */
static const char *
sentence(enum fate fate, int detail)
{
	switch (fate) {
	case FATE_TOO_LONG:
		return N_("not checked: after {1} seconds this draft was still "
			  "not read");
	case FATE_NO_MEMORY:
		return N_("not checked: reading this draft takes more memory "
			  "than there is");
	case FATE_LIED:
		return N_("not checked: maillint was confused by this draft, "
			  "which may be an attack on programs that read it");
	default:
		break;
	}
	if (detail == SIGKILL)
		return N_("not checked: the process that read this draft was "
			  "ended from outside, perhaps because memory ran out");
	if (detail)
		return N_("not checked: maillint crashed while it read this "
			  "draft (signal {1})");
	return N_("not checked: maillint stopped while it read this draft");
}

static const struct rule *
find_rule(const struct family *const *families)
{
	family_each(f,
		families) for (size_t i = 0; i < f->count;
			       i++) if (!strcmp(f->rules[i].id,
						rule_id)) return &f->rules[i];
	return NULL;
}

static void
word(struct result *result, struct result_finding *f, enum fate fate,
	int detail)
{
	f->message.id = sentence(fate, detail);
	f->message.count = 1;
	f->message.args[0] = arena_printf(&result->arena, "%d", detail);
	f->advice.id =
		N_("check it once more; if that ends alike, please report it, "
		   "with the draft if you may share it");
}

static void
add_finding(struct result *result, const struct rule *rule, enum fate fate,
	int detail)
{
	struct result_finding *f =
		ARENA_NEW(&result->arena, struct result_finding);

	f->rule = rule;
	f->severity = SEVERITY_ERROR;
	f->points = (double)rule->points;
	f->start = f->end = (struct place){ 0, 1, 1 };
	f->part = STR("message");
	word(result, f, fate, detail);
	result->findings = f;
	result->count = result->errors = 1;
	struct scored scored = { rule, f->points, rule->outcome };
	result->score = score_of(&scored, 1);
	result->way_down = score_way_down(&scored, 1);
}

void
result_unchecked(struct result *result, const struct family *const *families,
	struct str path, size_t bytes, enum fate fate, int detail)
{
	const struct rule *rule = find_rule(families);

	*result = (struct result){
		.stage = STAGE_FINAL, .preset = PRESET_OUTREACH, .bytes = bytes
	};
	arena_init(&result->arena);
	result->path = arena_str(&result->arena, path);
	if (rule)
		add_finding(result, rule, fate, detail);
}
