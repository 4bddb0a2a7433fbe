/* spell.c - whether a word is spelt right in a language. */
#include <stdlib.h>

#include "../base/library.h"
#include "../base/memory.h"
#include "../base/utf8.h"
#include "forms.h"
#include "spell.h"
#include "speller.h"

enum { WORD_MOST = 90, RECENT = 2048 };

struct tongue {
	const struct vocabulary *vocabulary;
	struct forms forms;
	struct buf made; /* a table of this process */
	bool opened;	 /* the table was looked at */
	bool loaded;	 /* Hunspell was tried */
	struct speller *spellers[VOCABULARY_MOST];
	bool broken;
	/* hashes of words that were right: most words are a few hundred */
	uint64_t recent[RECENT];
};

struct spell {
	struct tongue tongues[LANGUAGES];
};

_Static_assert(LIBRARIES + LANGUAGES <= WANTS, "each language can be wanted");

struct spell *
spell_new(const struct vocabulary *vocabularies)
{
	struct spell *s = memory_new(sizeof *s);

	for (int l = 0; l < LANGUAGES; l++)
		s->tongues[l].vocabulary = &vocabularies[l];
	return s;
}

void
spell_free(struct spell *s)
{
	if (!s)
		return;
	for (int l = 0; l < LANGUAGES; l++) {
		struct tongue *t = &s->tongues[l];
		for (int i = 0; i < VOCABULARY_MOST; i++)
			speller_free(t->spellers[i]);
		forms_close(&t->forms);
		buf_release(&t->made);
	}
	free(s);
}

bool
spell_speaks(const struct spell *s, enum language l)
{
	return s->tongues[l].vocabulary->count > 0 && !s->tongues[l].broken;
}

void
spell_forget(struct spell *s, enum language l)
{
	s->tongues[l].broken = true;
}

static void
load(struct tongue *t)
{
	bool any = false;

	if (t->loaded)
		return;
	t->loaded = true;
	for (size_t i = 0; i < t->vocabulary->count; i++) {
		const struct dictionary *d = &t->vocabulary->dictionaries[i];
		t->spellers[i] = speller_new(d->aff, d->dic);
		any |= t->spellers[i] != NULL;
	}
	t->broken = !any;
}

static void
open_table(struct tongue *t)
{
	if (!t->opened)
		forms_open(&t->forms, t->vocabulary->forms, t->vocabulary->key);
	t->opened = true;
}

static bool
table_is_fine(struct tongue *t)
{
	open_table(t);
	return t->forms.bytes.at && forms_check(&t->forms);
}

/* True when there is a table now; it is whole where each dictionary is. An
 * empty one says that there is nothing to be had. */
static bool
make_table(struct tongue *t)
{
	struct arena arena;
	hash_list hashes = { 0 };
	bool whole = true;

	arena_init(&arena);
	for (size_t i = 0; i < t->vocabulary->count; i++)
		if (t->spellers[i])
			whole &= speller_forms(t->spellers[i], &arena, &hashes);
	forms_close(&t->forms);
	buf_init(&t->made, FORMS_BYTES_MOST);
	bool fine =
		forms_write(&t->made, hashes.at, hashes.n, t->vocabulary->key,
			whole) &&
		forms_open(&t->forms, buf_str(&t->made), t->vocabulary->key);
	arena_release(&arena);
	return fine;
}

void
spell_load(struct spell *s, enum language l,
	void (*keep)(void *context, enum language l, struct str table),
	void *context)
{
	struct tongue *t = &s->tongues[l];

	if (!t->vocabulary->count)
		return;
	load(t);
	if (t->broken || table_is_fine(t))
		return;
	if (make_table(t))
		keep(context, l, buf_str(&t->made));
}

/* What the table says, or that it cannot tell. */
enum told { TOLD_NO, TOLD_YES, TOLD_NOTHING };

static enum told
table_tells(struct tongue *t, uint64_t hash)
{
	open_table(t);
	if (!t->forms.bytes.at)
		return TOLD_NOTHING;
	switch (forms_find(&t->forms, hash)) {
	case FORMS_YES:
		return TOLD_YES;
	case FORMS_NO:
		return t->forms.whole ? TOLD_NO : TOLD_NOTHING;
	default:
		forms_close(&t->forms);
		return TOLD_NOTHING;
	}
}

/* In lower case, in `space`; false when it is so already, or too long. */
static bool
lowered(struct str *word, char space[WORD_MOST + 4])
{
	size_t n = 0;

	for (size_t at = 0; at < word->len;) {
		if (n > WORD_MOST)
			return false;
		n += utf8_put(space + n, rune_lower(utf8_next(*word, &at)));
	}
	struct str lower = { space, n };
	if (str_eq(lower, *word))
		return false;
	*word = lower;
	return true;
}

static bool
hunspell_knows(struct spell *s, enum language l, struct str word)
{
	struct tongue *t = &s->tongues[l];

	if (!t->loaded)
		library_want(LIBRARIES + (unsigned)l);
	load(t);
	for (size_t i = 0; i < VOCABULARY_MOST; i++)
		if (t->spellers[i] && speller_knows(t->spellers[i], word))
			return true;
	return false;
}

static bool
is_capital(uint32_t rune)
{
	return rune_lower(rune) != rune;
}

static bool
has_capital(struct str word)
{
	for (size_t at = 0; at < word.len;)
		if (is_capital(utf8_next(word, &at)))
			return true;
	return false;
}

/* "House" may be "house"; capitals elsewhere have rules that only Hunspell
 * knows. */
static enum told
tables_tell(struct tongue *t, struct str word, uint64_t hash)
{
	char space[WORD_MOST + 4];
	enum told told = table_tells(t, hash);
	size_t at = 0;

	if (told == TOLD_YES || !is_capital(utf8_next(word, &at)))
		return told;
	if (has_capital(str_from(word, at)))
		return TOLD_NOTHING;
	if (!lowered(&word, space))
		return told;
	return table_tells(t, forms_hash(word)) == TOLD_YES ? TOLD_YES : told;
}

bool
spell_knows(struct spell *s, enum language l, struct str word)
{
	struct tongue *t = &s->tongues[l];

	if (!spell_speaks(s, l) || !word.len || word.len > WORD_MOST)
		return false;
	uint64_t hash = forms_hash(word), *recent = &t->recent[hash % RECENT];
	if (*recent == hash)
		return true;
	enum told told = tables_tell(t, word, hash);
	if (told == TOLD_NO ||
		(told == TOLD_NOTHING && !hunspell_knows(s, l, word)))
		return false;
	*recent = hash;
	return true;
}
