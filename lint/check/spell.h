/*
 * spell.h - whether a word is spelt right in a language, by all of its
 * dictionaries: one of two Englishes is enough.
 *
 * A table of forms (forms.h) answers where there is one. Hunspell is loaded
 * for what it cannot tell, before the door closes (library_want).
 */
#ifndef CHECK_SPELL_H
#define CHECK_SPELL_H

#include "../draft/draft.h"

/* Two files of Hunspell; paths. */
struct dictionary {
	const char *aff, *dic;
};

enum { VOCABULARY_MOST = 2 };

/* The dictionaries of a language; a word of any of them is right. */
struct vocabulary {
	struct dictionary dictionaries[VOCABULARY_MOST];
	size_t count;	  /* 0: none was found */
	uint64_t key;	  /* changes with the files */
	struct str forms; /* a table made of them earlier (forms.h), or none:
			     not to be believed */
};

struct spell;

/* `vocabularies` is borrowed: of all languages, LANGUAGES of them. */
struct spell *spell_new(const struct vocabulary *vocabularies);
void spell_free(struct spell *s);

/* There is a dictionary for it, and it is none that turned out damaged. */
bool spell_speaks(const struct spell *s, enum language l);

/* False also where spell_speaks() is or becomes false. */
bool spell_knows(struct spell *s, enum language l, struct str word);

/* Does without a language from now on. */
void spell_forget(struct spell *s, enum language l);

/*
 * Loads the dictionaries of a language. Where there is no table of their
 * forms, or a damaged one, one is made and given to `keep`, which copies it.
 */
void spell_load(struct spell *s, enum language l,
	void (*keep)(void *context, enum language l, struct str table),
	void *context);

/*
 * The word that was meant, where that is plain: near by in spelling, and
 * either a common one or the only one near. Empty where it is not plain.
 */
struct str spell_meant(
	struct spell *s, enum language l, struct arena *arena, struct str word);

#endif
