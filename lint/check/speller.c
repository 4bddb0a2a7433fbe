/*
 * speller.c - one dictionary, loaded into Hunspell.
 *
 * Hunspell is given words of at most WORD_MOST bytes, never a user's word
 * list, and is never asked for suggestions: one takes up to 0.3 s.
 */
#include <hunspell/hunspell.h>
#include <stdlib.h>

#include "../base/file.h"
#include "../base/library.h"
#include "../base/limits.h"
#include "../base/memory.h"
#include "../draft/charset.h"
#include "affix.h"
#include "forms.h"
#include "speller.h"

enum { WORD_MOST = 90, PROBES = 12 };

/* clang-format off */
#define FUNCTIONS(F) F(Hunspell_create) F(Hunspell_destroy) F(Hunspell_spell)
/* clang-format on */

static struct hunspell {
	FUNCTIONS(LIBRARY_MEMBER)
} hunspell;

struct speller {
	Hunhandle *handle;
	struct arena arena; /* of `aff` and `dic` */
	struct arena scratch;
	struct file files[2];
	struct str aff, dic; /* UTF-8 */
	const char *charset; /* of the dictionary; NULL: UTF-8 */
};

static bool
have_hunspell(void)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) NULL };

	return hunspell.Hunspell_create ||
	       library_load(LIBRARY_HUNSPELL, names, &hunspell);
}

static bool
read_one(struct file *f, const char *path)
{
	struct err err;

	return file_read(f, path, &err) && f->bytes.len > 0 &&
	       f->bytes.len <= LIMIT_DICTIONARY;
}

/* False when its charset is none that we know. */
static bool
find_charset(struct speller *s)
{
	struct str name = affix_option(s->files[0].bytes, STR("SET"));

	if (!name.len)
		name = STR("ISO8859-1"); /* hunspell(5) */
	const char *charset = charset_named(name);
	if (charset && strcmp(charset, "UTF-8") != 0)
		s->charset = charset;
	return charset != NULL;
}

static struct str
as_utf8(struct speller *s, struct str bytes)
{
	const struct map *map = NULL;
	bool clean;

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_from(bytes, 3);
	if (!s->charset)
		return bytes;
	return charset_decode(&s->arena, s->charset, bytes, NULL, &map, &clean);
}

static bool
is_plain(struct str stem)
{
	for (size_t i = 0; i < stem.len; i++)
		if (!is_alpha(stem.at[i]) && !(stem.at[i] & 0x80))
			return false;
	return stem.len > 2;
}

/* Stems from all over the list, which begins with how many there are. */
static bool
finds_own_words(struct speller *s)
{
	struct str rest = s->dic;
	uint64_t count;
	size_t tried = 0, found = 0;

	if (!str_number(str_trim(str_cut(&rest, '\n')), &count) || count == 0)
		return false;
	for (size_t i = 0; i < PROBES; i++) {
		struct str tail = str_from(rest, rest.len / PROBES * i);
		if (i > 0)
			str_cut(&tail, '\n');
		struct str line = str_cut(&tail, '\n');
		struct str stem = str_trim(str_cut(&line, '/'));
		if (!is_plain(stem))
			continue;
		tried++;
		found += speller_knows(s, stem);
	}
	return found > 0 && found * 2 >= tried;
}

static bool
load(struct speller *s, const char *aff, const char *dic)
{
	if (!read_one(&s->files[0], aff) || !read_one(&s->files[1], dic) ||
		!find_charset(s))
		return false;
	s->aff = as_utf8(s, s->files[0].bytes);
	s->dic = as_utf8(s, s->files[1].bytes);
	s->handle = hunspell.Hunspell_create(aff, dic);
	return s->handle && finds_own_words(s);
}

struct speller *
speller_new(const char *aff, const char *dic)
{
	if (!have_hunspell())
		return NULL;
	struct speller *s = memory_new(sizeof *s);
	arena_init(&s->arena);
	arena_init(&s->scratch);
	if (load(s, aff, dic))
		return s;
	speller_free(s);
	return NULL;
}

void
speller_free(struct speller *s)
{
	if (!s)
		return;
	if (s->handle)
		hunspell.Hunspell_destroy(s->handle);
	file_release(&s->files[0]);
	file_release(&s->files[1]);
	arena_release(&s->scratch);
	arena_release(&s->arena);
	free(s);
}

bool
speller_knows(struct speller *s, struct str word)
{
	char space[WORD_MOST + 1];

	arena_clear(&s->scratch);
	if (s->charset && !str_is_ascii(word) &&
		!charset_encode(&s->scratch, s->charset, word, &word))
		return false;
	if (!word.len || word.len > WORD_MOST)
		return false;
	memcpy(space, word.at, word.len);
	space[word.len] = 0;
	return hunspell.Hunspell_spell(s->handle, space) != 0;
}

struct collection {
	struct speller *speller;
	struct arena *arena;
	hash_list *hashes;
	size_t plain, asked;
	size_t missed; /* plain forms that Hunspell does not know */
	bool failed;   /* too many, or not as we understand the dictionary */
};

/* Plain forms follow from the rules of the dictionary alone; whether we read
 * these as Hunspell does, a part of them tells. */
static bool
is_form(struct collection *c, struct str form, bool plain)
{
	enum { TRIED = 64, ASKED_MOST = 150000, MISSED_MOST = 10 };

	if (plain && c->plain++ % TRIED)
		return true;
	bool known = speller_knows(c->speller, form);
	c->missed += plain && !known;
	c->failed |= ++c->asked > ASKED_MOST || c->missed > MISSED_MOST;
	return known;
}

static bool
collect(void *context, struct str form, bool plain)
{
	struct collection *c = context;

	if (is_form(c, form, plain))
		*list_push(c->arena, c->hashes) = forms_hash(form);
	c->failed |= c->hashes->n > FORMS_MOST;
	return !c->failed;
}

bool
speller_forms(struct speller *s, struct arena *arena, hash_list *hashes)
{
	struct collection c = {
		.speller = s, .arena = arena, .hashes = hashes
	};
	struct affix_reader reader = { &c, collect };
	size_t before = hashes->n;
	bool whole = affix_expand(arena, s->aff, s->dic, &reader);

	if (c.failed)
		hashes->n = before;
	return whole && !c.failed;
}
