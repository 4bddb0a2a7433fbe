/* spelling.c - the dictionaries of the system, for tests. */
#include "spelling.h"

static struct arena arena;
static struct vocabulary vocabularies[LANGUAGES];
static struct spell *spell;

static void
keep(void *context, enum language l, struct str table)
{
	(void)context;
	dictionaries_keep(&arena, &vocabularies[l], l, table);
}

const struct vocabulary *
tests_vocabularies(void)
{
	if (!arena.blocks) {
		arena_init(&arena);
		dictionaries_find(&arena, vocabularies);
	}
	return vocabularies;
}

/* English is what the examples are in. */
struct spell *
tests_spelling(void)
{
	if (spell)
		return spell;
	spell = spell_new(tests_vocabularies());
	if (!vocabularies[LANGUAGE_EN].forms.at)
		spell_load(spell, LANGUAGE_EN, keep, NULL);
	return spell;
}
