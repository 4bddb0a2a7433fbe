/* test_spell.c - dictionaries: tables say what Hunspell says, and damaged
 * ones are not believed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/lexicon.h"
#include "check/affix.h"
#include "check/forms.h"
#include "check/speller.h"
#include "support/spelling.h"

enum { MUTATIONS = 100000, KEY = 7 };

static struct buf kept;

static void
keep(void *context, enum language l, struct str table)
{
	(void)context;
	(void)l;
	buf_clear(&kept);
	buf_add(&kept, table);
}

/* A table of English, made here; its dictionaries are `v`. */
static bool
make_english(struct vocabulary *v)
{
	struct vocabulary all[LANGUAGES] = { 0 };

	*v = tests_vocabularies()[LANGUAGE_EN];
	if (!v->count)
		return false;
	v->forms = STR_NONE;
	all[LANGUAGE_EN] = *v;
	buf_release(&kept);
	buf_init(&kept, FORMS_BYTES_MOST);
	struct spell *s = spell_new(all);
	spell_load(s, LANGUAGE_EN, keep, NULL);
	spell_free(s);
	return kept.len > 0;
}

/* By Hunspell alone, without a table. */
struct judge {
	struct speller *spellers[VOCABULARY_MOST];
	size_t count;
};

static void
judge_open(struct judge *j, const struct vocabulary *v)
{
	j->count = v->count;
	for (size_t i = 0; i < v->count; i++)
		j->spellers[i] = speller_new(
			v->dictionaries[i].aff, v->dictionaries[i].dic);
}

static void
judge_close(struct judge *j)
{
	for (size_t i = 0; i < j->count; i++)
		speller_free(j->spellers[i]);
}

static bool
judge_knows(struct judge *j, struct str word)
{
	for (size_t i = 0; i < j->count; i++)
		if (speller_knows(j->spellers[i], word))
			return true;
	return false;
}

struct comparison {
	struct spell *spell;
	struct judge judge;
	size_t shown, asked, differ;
};

/* Words that a rule asks about: letters and apostrophes. */
static bool
is_asked(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_alpha(word.at[i]) && word.at[i] != '\'')
			return false;
	return word.len > 0 && word.at[0] != '\'' &&
	       word.at[word.len - 1] != '\'';
}

static void
compare(struct comparison *c, struct str word)
{
	if (!is_asked(word))
		return;
	c->asked++;
	bool ours = spell_knows(c->spell, LANGUAGE_EN, word);
	if (ours == judge_knows(&c->judge, word))
		return;
	if (c->differ++ < 20)
		printf("# \"%.*s\": the table says %s\n", STR_ARG(word),
			ours ? "right" : "wrong");
}

/* All takes six seconds: MAILLINT_LONG. */
static size_t step = 8;

static uint64_t seed = 1;

static size_t
random_below(size_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return (size_t)(seed >> 33) % n;
}

static bool
compare_form(void *context, struct str form, bool plain)
{
	struct comparison *c = context;

	(void)plain;
	if (c->shown++ % step == 0)
		compare(c, form);
	return true;
}

/* A letter swapped, dropped, doubled, changed or made a capital. */
static struct str
mutated(struct str word, char to[128])
{
	size_t at = random_below(word.len), kind = random_below(5);

	memcpy(to, word.at, word.len);
	if (kind == 0 && at > 0) {
		char c = to[at];
		to[at] = to[at - 1];
		to[at - 1] = c;
	} else if (kind == 1) {
		memmove(to + at, to + at + 1, word.len - at - 1);
		word.len--;
	} else if (kind == 2) {
		memmove(to + at + 1, to + at, word.len - at);
		word.len++;
	} else if (kind == 3) {
		to[at] = (char)('a' + random_below(26));
	} else {
		to[0] = is_lower(to[0]) ? to_upper(to[0]) : to_lower(to[0]);
	}
	return (struct str){ to, word.len };
}

static void
compare_mutations(struct comparison *c, struct str dic)
{
	for (size_t i = 0; i < MUTATIONS; i += step) {
		struct str tail = str_from(dic, random_below(dic.len));
		char space[128];
		str_cut(&tail, '\n');
		struct str line = str_cut(&tail, '\n');
		struct str stem = str_trim(str_cut(&line, '/'));
		if (is_asked(stem) && stem.len < 100)
			compare(c, mutated(stem, space));
	}
}

/* Each form of each dictionary, and words that are wrong by a letter. */
static void
a_table_says_what_hunspell_says(void **state)
{
	struct vocabulary all[LANGUAGES] = { 0 };
	struct vocabulary *v = &all[LANGUAGE_EN];
	struct comparison c = { 0 };
	struct arena arena;
	struct err err;

	(void)state;
	if (!make_english(v))
		skip();
	arena_init(&arena);
	v->forms = buf_str(&kept);
	c.spell = spell_new(all);
	judge_open(&c.judge, v);
	for (size_t i = 0; i < v->count; i++) {
		struct file aff, dic;
		struct affix_reader reader = { &c, compare_form };
		assert_true(file_read(&aff, v->dictionaries[i].aff, &err));
		assert_true(file_read(&dic, v->dictionaries[i].dic, &err));
		affix_expand(&arena, aff.bytes, dic.bytes, &reader);
		compare_mutations(&c, dic.bytes);
		file_release(&aff);
		file_release(&dic);
	}
	printf("# %zu words asked\n", c.asked);
	assert_true(c.asked > MUTATIONS / 2);
	assert_int_equal(c.differ, 0);
	judge_close(&c.judge);
	spell_free(c.spell);
	arena_release(&arena);
}

static void
a_table_of_others_is_not_opened(void **state)
{
	struct forms f;
	uint64_t hash = forms_hash(STR("valve"));
	struct buf b;

	(void)state;
	buf_init(&b, FORMS_BYTES_MOST);
	assert_true(forms_write(&b, &hash, 1, KEY, true));
	assert_true(forms_open(&f, buf_str(&b), KEY));
	assert_int_equal(forms_find(&f, hash), FORMS_YES);
	assert_int_equal(forms_find(&f, forms_hash(STR("pump"))), FORMS_NO);
	forms_close(&f);
	assert_false(forms_open(&f, buf_str(&b), KEY + 1));
	for (size_t n = 0; n < b.len; n += 1 + n / 4)
		assert_false(forms_open(&f, str_sub(buf_str(&b), 0, n), KEY));
	buf_release(&b);
}

/* Whatever byte is changed, the answer is the right one or none. */
static void
a_damaged_table_is_noticed(void **state)
{
	uint64_t hash = forms_hash(STR("valve"));
	struct forms f;
	struct buf b;

	(void)state;
	buf_init(&b, FORMS_BYTES_MOST);
	assert_true(forms_write(&b, &hash, 1, KEY, true));
	for (size_t i = 0; i < b.len; i++) {
		b.at[i] ^= 0x10;
		if (forms_open(&f, buf_str(&b), KEY)) {
			enum forms_answer a = forms_find(&f, hash);
			assert_true(a == FORMS_DAMAGED ||
				    (i < FORMS_HEAD && a == FORMS_YES));
			assert_true(i < FORMS_HEAD || !forms_check(&f));
			forms_close(&f);
		}
		b.at[i] ^= 0x10;
	}
	buf_release(&b);
}

/* Then Hunspell is asked, with the same answers. */
static void
a_damaged_table_changes_no_verdict(void **state)
{
	struct vocabulary all[LANGUAGES] = { 0 };
	struct vocabulary *v = &all[LANGUAGE_EN];

	(void)state;
	if (!make_english(v))
		skip();
	for (size_t i = 0; i < kept.len; i += 97)
		kept.at[i] ^= 0x55;
	v->forms = buf_str(&kept);
	struct spell *s = spell_new(all);
	assert_true(spell_knows(s, LANGUAGE_EN, STR("receive")));
	assert_false(spell_knows(s, LANGUAGE_EN, STR("recieve")));
	assert_true(spell_speaks(s, LANGUAGE_EN));
	spell_free(s);
}

static void
without_a_dictionary_nothing_is_known(void **state)
{
	struct vocabulary all[LANGUAGES] = { 0 };
	struct spell *s = spell_new(all);

	(void)state;
	assert_false(spell_speaks(s, LANGUAGE_EN));
	assert_false(spell_knows(s, LANGUAGE_EN, STR("receive")));
	spell_free(s);
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Hunspell takes anything for a dictionary. */
static void
what_is_no_dictionary_is_not_loaded(void **state)
{
	char folder[] = "/tmp/maillint-spell-XXXXXX", aff[64], dic[64];
	static const char *const bad[][2] = {
		{ "", "" },
		{ "SET UTF-8\n", "" },
		{ "SET UTF-8\n", "0\n" },
		{ "SET UTF-8\n", "no number\nvalve\npump\n" },
		{ "SET UTF-7\n", "2\nvalve\npump\n" },
	};

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(aff, sizeof aff, "%s/a.aff", folder);
	snprintf(dic, sizeof dic, "%s/a.dic", folder);
	assert_null(speller_new(aff, dic));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		write_file(aff, bad[i][0]);
		write_file(dic, bad[i][1]);
		assert_null(speller_new(aff, dic));
	}
	write_file(aff, "SET UTF-8\n");
	write_file(dic, "2\nvalve\npump\n");
	struct speller *s = speller_new(aff, dic);
	assert_non_null(s);
	assert_true(speller_knows(s, STR("valve")));
	assert_false(speller_knows(s, STR("vavle")));
	speller_free(s);
	unlink(aff);
	unlink(dic);
	rmdir(folder);
}

/* The words of trade.dic are written out by a script; Hunspell agrees. */
static void
words_of_trade_are_what_hunspell_makes_of_them(void **state)
{
	struct speller *s =
		speller_new("dictionaries/trade.aff", "dictionaries/trade.dic");
	size_t differ = 0;

	(void)state;
	assert_non_null(s);
	for (size_t i = 0; i < lexicon_trade.count; i++) {
		char space[128];
		struct str key = str_of(lexicon_trade.entries[i].key);
		for (size_t k = 0; k < key.len; k++)
			space[k] = to_upper(key.at[k]);
		/* names have capitals, which a lexicon has not */
		if (!speller_knows(s, key) &&
			!speller_knows(s, (struct str){ space, key.len }) &&
			differ++ < 20)
			printf("# %s\n", lexicon_trade.entries[i].key);
	}
	assert_true(lexicon_trade.count > 1000);
	assert_true(differ < 60);
	speller_free(s);
}

static void
what_is_meant_is_told_where_it_is_plain(void **state)
{
	static const char *const slips[][2] = {
		{ "recieve", "receive" },
		{ "teh", "the" },
		{ "garantee", "guarantee" },
		{ "dont", "don't" },
		{ "Definately", "Definitely" },
		{ "seperately", "separately" },
		{ "accomodation", "accommodation" },
		{ "manufacturrer", "manufacturer" },
		{ "buisness", "business" },
		{ "recomendations", "recommendations" },
		{ "choise", "choice" },
		{ "xqzt", "" },
		{ "Nordpump", "" },
	};
	struct spell *s = tests_spelling();
	struct arena arena;

	(void)state;
	if (!spell_speaks(s, LANGUAGE_EN))
		skip();
	arena_init(&arena);
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		struct str meant = spell_meant(
			s, LANGUAGE_EN, &arena, str_of(slips[i][0]));
		if (!str_eq(meant, str_of(slips[i][1])))
			printf("# %s: %.*s\n", slips[i][0], STR_ARG(meant));
		assert_true(str_eq(meant, str_of(slips[i][1])));
	}
	arena_release(&arena);
}

int
main(void)
{
	if (getenv("MAILLINT_LONG"))
		step = 1;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_says_what_hunspell_says),
		cmocka_unit_test(a_table_of_others_is_not_opened),
		cmocka_unit_test(a_damaged_table_is_noticed),
		cmocka_unit_test(a_damaged_table_changes_no_verdict),
		cmocka_unit_test(without_a_dictionary_nothing_is_known),
		cmocka_unit_test(what_is_no_dictionary_is_not_loaded),
		cmocka_unit_test(
			words_of_trade_are_what_hunspell_makes_of_them),
		cmocka_unit_test(what_is_meant_is_told_where_it_is_plain),
	};
	return cmocka_run_group_tests_name("spell", tests, NULL, NULL);
}
