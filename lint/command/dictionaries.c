/*
 * dictionaries.c - where Hunspell's dictionaries lie, and the tables of their
 * forms.
 *
 * A table is only read by its owner, from a file that nobody else can write,
 * and comes into its place whole: under another name first.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file.h"
#include "../check/forms.h"
#include "dictionaries.h"

enum { FOLDERS_MOST = 16, PATH_MOST = 4096 };

/* Whether a table was made by other code than this: to be raised when what
 * counts as a form changes. */
enum { TABLE_VERSION = 1 };

/* The names of a language's dictionaries, the best first, and how many of them
 * are taken together. */
static const struct {
	enum language language;
	size_t most;
	const char *names;
} known[] = {
	{ LANGUAGE_EN, 2, "en_US en_GB en_CA en_AU en_ZA en" },
	{ LANGUAGE_DE, 1, "de_DE de_DE_frami de_AT de_CH de" },
	{ LANGUAGE_FR, 1, "fr fr_FR fr_CA fr_CH" },
	{ LANGUAGE_ES, 1, "es_ES es es_MX es_AR" },
	{ LANGUAGE_PT, 2, "pt_BR pt_PT pt" },
	{ LANGUAGE_IT, 1, "it_IT it" },
	{ LANGUAGE_NL, 1, "nl_NL nl nl_BE" },
	{ LANGUAGE_PL, 1, "pl_PL pl" },
	{ LANGUAGE_RU, 1, "ru_RU ru" },
	{ LANGUAGE_TR, 1, "tr_TR tr" },
	{ LANGUAGE_ID, 1, "id_ID id" },
};

struct search {
	struct arena *arena;
	struct str folders[FOLDERS_MOST];
	size_t count;
};

static void
add_folder(struct search *s, struct str folder)
{
	struct stat st;
	char *path = arena_cstr(s->arena, folder);

	if (s->count < FOLDERS_MOST && folder.len && stat(path, &st) == 0 &&
		S_ISDIR(st.st_mode))
		s->folders[s->count++] = (struct str){ path, folder.len };
}

/* A folder of the environment that counts only when it is a whole path. */
static struct str
named_by(const char *variable)
{
	struct str s = str_of(getenv(variable));

	return s.len && s.at[0] == '/' ? s : STR_NONE;
}

/* "$XDG_DATA_HOME", or "~/.local/share". */
static struct str
user_folder(struct arena *a, const char *variable, const char *below_home)
{
	struct str own = named_by(variable), home = named_by("HOME");

	if (own.len || !home.len)
		return own;
	return arena_printf(a, "%.*s/%s", STR_ARG(home), below_home);
}

static void
find_folders(struct search *s)
{
	static const char *const system[] = { "/usr/share/hunspell",
		"/usr/share/myspell", "/usr/share/myspell/dicts",
		"/usr/local/share/hunspell", "/opt/homebrew/share/hunspell",
		"/Library/Spelling", NULL };
	struct str rest = str_of(getenv("DICPATH"));
	struct str own = user_folder(s->arena, "XDG_DATA_HOME", ".local/share");

	while (rest.at)
		add_folder(s, str_cut(&rest, ':'));
	if (own.len)
		add_folder(s,
			arena_printf(s->arena, "%.*s/hunspell", STR_ARG(own)));
	for (const char *const *at = system; *at; at++)
		add_folder(s, str_of(*at));
}

static uint64_t
mix(uint64_t h, const void *bytes, size_t n)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < n; i++)
		h = (h ^ at[i]) * UINT64_C(0x100000001B3);
	return h;
}

/* The file as it is now. */
static uint64_t
mix_file(uint64_t h, const char *path, const struct stat *st)
{
	int64_t facts[] = { (int64_t)st->st_size, (int64_t)st->st_ino,
		(int64_t)st->st_mtim.tv_sec, (int64_t)st->st_mtim.tv_nsec };

	h = mix(h, path, str_of(path).len + 1);
	return mix(h, facts, sizeof facts);
}

static bool
is_file(const char *path, struct stat *st)
{
	return stat(path, st) == 0 && S_ISREG(st->st_mode) && st->st_size > 0;
}

static bool
add_dictionary(struct search *s, struct vocabulary *v, struct str folder,
	struct str name)
{
	struct stat aff, dic;
	struct dictionary d = {
		arena_printf(s->arena, "%.*s/%.*s.aff", STR_ARG(folder),
			STR_ARG(name))
			.at,
		arena_printf(s->arena, "%.*s/%.*s.dic", STR_ARG(folder),
			STR_ARG(name))
			.at,
	};

	if (!is_file(d.dic, &dic) || !is_file(d.aff, &aff))
		return false;
	v->dictionaries[v->count++] = d;
	v->key = mix_file(mix_file(v->key, d.aff, &aff), d.dic, &dic);
	return true;
}

static void
find_one(struct search *s, struct vocabulary *v, struct str name)
{
	for (size_t i = 0; i < s->count; i++)
		if (add_dictionary(s, v, s->folders[i], name))
			return;
}

static void
find_vocabulary(
	struct search *s, struct vocabulary *v, const char *names, size_t most)
{
	struct str rest = str_of(names);
	uint32_t version = TABLE_VERSION;

	*v = (struct vocabulary){ .key = mix(UINT64_C(0xCBF29CE484222325),
					  &version, sizeof version) };
	while (rest.at && v->count < most)
		find_one(s, v, str_cut(&rest, ' '));
}

/* "~/.cache/maillint"; empty when there is no such place. */
static struct str
cache_folder(struct arena *a)
{
	struct str cache = user_folder(a, "XDG_CACHE_HOME", ".cache");

	return cache.len ? arena_printf(a, "%.*s/maillint", STR_ARG(cache))
			 : cache;
}

static const char *
table_path(struct arena *a, struct str folder, const struct vocabulary *v,
	enum language l)
{
	return arena_printf(a, "%.*s/forms-%s-%016llx", STR_ARG(folder),
		language_tag(l), (unsigned long long)v->key)
		.at;
}

static bool
is_own(int fd, struct stat *st)
{
	return fstat(fd, st) == 0 && S_ISREG(st->st_mode) &&
	       st->st_uid == geteuid() && !(st->st_mode & 022) &&
	       st->st_size >= FORMS_HEAD && st->st_size <= FORMS_BYTES_MOST;
}

/* Mapped, not read: few of its pages are looked at. */
static struct str
map_table(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;
	void *at = MAP_FAILED;

	if (fd < 0)
		return STR_NONE;
	if (is_own(fd, &st))
		at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd,
			0);
	close(fd);
	if (at == MAP_FAILED)
		return STR_NONE;
	return (struct str){ at, (size_t)st.st_size };
}

void
dictionaries_find(
	struct arena *arena, struct vocabulary vocabularies[LANGUAGES])
{
	struct search s = { .arena = arena };
	struct str cache = cache_folder(arena);

	find_folders(&s);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		enum language l = known[i].language;
		struct vocabulary *v = &vocabularies[l];
		find_vocabulary(&s, v, known[i].names, known[i].most);
		if (v->count && cache.len)
			v->forms = map_table(table_path(arena, cache, v, l));
	}
}

/* With the folder above it, which may not be there yet. */
static bool
make_folder(struct arena *a, struct str folder)
{
	const char *path = arena_cstr(a, folder);

	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return true;
	if (errno != ENOENT)
		return false;
	struct str above = str_sub(folder, 0, str_rchr(folder, '/'));
	mkdir(arena_cstr(a, above), 0700);
	return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static void
write_table(struct arena *a, const char *path, struct str table)
{
	const char *new = arena_printf(a, "%s.%ld", path, (long)getpid()).at;
	int fd = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
		0600);

	if (fd < 0)
		return;
	bool whole = file_write_all(fd, table);
	whole &= close(fd) == 0;
	if (!whole || rename(new, path) < 0)
		unlink(new);
}

void
dictionaries_keep(struct arena *arena, struct vocabulary *v, enum language l,
	struct str table)
{
	struct str folder = cache_folder(arena);

	if (!v->count || table.len > FORMS_BYTES_MOST)
		return;
	if (folder.len && make_folder(arena, folder))
		write_table(arena, table_path(arena, folder, v, l), table);
	v->forms = arena_str(arena, table);
}
