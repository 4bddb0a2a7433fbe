/* unchecked.c - the result of a draft whose reading failed. */
#include <signal.h>
#include <string.h>

#include "../base/limits.h"
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
		return N_("not checked: reading this draft gave no usable "
			  "result");
	case FATE_NO_LIBRARY:
		return N_("not checked: reading this draft needs the library "
			  "{1}, which could not be loaded");
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
	for (; *families; families++) {
		const struct family *f = *families;
		for (size_t i = 0; i < f->count; i++)
			if (!strcmp(f->rules[i].id, rule_id))
				return &f->rules[i];
	}
	return NULL;
}

static const char *
what_to_do(enum fate fate)
{
	if (fate == FATE_NO_LIBRARY)
		return N_("install that library; if it is there, build "
			  "maillint again on this system");
	return N_("check it once more; if that ends alike, please report it, "
		  "with the draft if you may share it");
}

static struct str
argument(struct arena *arena, enum fate fate, int detail)
{
	if (fate == FATE_NO_LIBRARY)
		return str_of(library_name((enum library)detail));
	return arena_printf(arena, "%d", detail);
}

static void
add_finding(struct result *result, const struct rule *rule)
{
	struct result_finding *f =
		ARENA_NEW(&result->arena, struct result_finding);

	f->rule = rule;
	f->severity = SEVERITY_ERROR;
	f->points = (double)rule->points;
	f->start = f->end = (struct place){ 0, 1, 1 };
	f->part = STR("message");
	result->findings = f;
	result->count = result->errors = 1;
	struct scored scored = { rule, f->points, rule->outcome };
	result->score = score_of(&scored, 1);
	result->way_down = score_way_down(&scored, 1);
}

/* With one finding, to be worded, unless the rule set has no rule for it. */
static void
begin(struct result *result, const struct family *const *families,
	struct str path, size_t bytes)
{
	const struct rule *rule = find_rule(families);

	*result = (struct result){ .stage = STAGE_FINAL,
		.preset = PRESET_OUTREACH,
		.unread = true,
		.bytes = bytes };
	arena_init(&result->arena);
	result->path = arena_str(&result->arena, path);
	if (rule)
		add_finding(result, rule);
}

static void
word(struct result *result, const char *message, const char *advice,
	struct str argument)
{
	for (size_t i = 0; i < result->count; i++) {
		struct result_finding *f = &result->findings[i];
		f->message = (struct message){ message, 1, { argument } };
		f->advice = (struct message){ .id = advice };
	}
}

void
result_unchecked(struct result *result, const struct family *const *families,
	struct str path, size_t bytes, enum fate fate, int detail)
{
	begin(result, families, path, bytes);
	word(result, sentence(fate, detail), what_to_do(fate),
		argument(&result->arena, fate, detail));
}

void
result_too_large(struct result *result, const struct family *const *families,
	struct str path, size_t bytes)
{
	begin(result, families, path, bytes);
	word(result,
		N_("not checked: what there is to say about this draft takes "
		   "more than {1} MiB"),
		N_("take the draft apart, or check it with fewer rules "
		   "(--disable)"),
		arena_printf(&result->arena, "%d", LIMIT_ANSWER / MIB));
}
