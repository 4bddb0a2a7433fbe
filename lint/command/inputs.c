/* inputs.c - from the words of the command line to the drafts to read. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/limits.h"
#include "../draft/sniff.h"
#include "inputs.h"
#include "say.h"

/* A folder may hold anything: only what names itself a draft is read, and
 * what Outlook saves, so that nobody waits for it in vain. */
static bool
is_draft_name(const char *name)
{
	struct str extension = sniff_extension(str_of(name));
	bool is_template;

	return sniff_name(str_of(name), &is_template) != NAME_OTHER ||
	       str_ieq(extension, STR("msg")) || str_ieq(extension, STR("oft"));
}

void
inputs_fail(struct inputs *in, const char *path, const char *english,
	struct str detail)
{
	enum reader kept = in->in_english ? READER_EN : in->reader;
	struct buf sentence;

	say(in->reader, english, 2, str_of(path), detail);
	buf_init(&sentence, MIB);
	words_add(&sentence, kept, english, 2, str_of(path), detail);
	struct report_error *e = list_push(in->arena, &in->failures);
	e->path = str_of(path);
	e->message = arena_str(in->arena, buf_str(&sentence));
	buf_release(&sentence);
}

void
inputs_fail_errno(struct inputs *in, const char *path, int number)
{
	switch (number) {
	case ENOENT:
		inputs_fail(in, path, N_("there is no file or folder '{1}'"),
			STR_NONE);
		break;
	case EACCES:
		inputs_fail(in, path, N_("you may not read '{1}'"), STR_NONE);
		break;
	default:
		inputs_fail(in, path, N_("cannot read '{1}': {2}"),
			str_of(strerror(number)));
	}
}

static void
add_file(struct inputs *in, const char *path, const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		inputs_fail(in, path,
			N_("'{1}' is not a regular file; use '-' for standard "
			   "input"),
			STR_NONE);
	else if (st->st_size > LIMIT_FILE)
		inputs_fail(in, path,
			N_("'{1}' is larger than 256 MiB, the most a draft may "
			   "have"),
			STR_NONE);
	else
		list_push(in->arena, &in->list)->path = path;
}

_Static_assert(LIMIT_FILE == 256 * MIB, "the sentence above names it");

/* "folder/name"; the current folder is not named. */
static const char *
joined(struct arena *a, const char *folder, const char *name)
{
	if (!strcmp(folder, "."))
		return arena_cstr(a, str_of(name));
	size_t n = strlen(folder);
	bool slash = n && folder[n - 1] == '/';
	return arena_printf(a, "%s%s%s", folder, slash ? "" : "/", name).at;
}

/* Folders still to be walked: a list, for hostile depths. */
struct walk {
	struct inputs *inputs;
	LIST(const char *) folders;
};

static void
meet(struct walk *w, const char *path, const char *name)
{
	struct stat st;

	if (lstat(path, &st) < 0) {
		inputs_fail_errno(w->inputs, path, errno);
		return;
	}
	if (S_ISDIR(st.st_mode)) {
		*list_push(w->inputs->arena, &w->folders) = path;
		return;
	}
	if (!is_draft_name(name))
		return;
	if (S_ISLNK(st.st_mode) && (stat(path, &st) < 0 || S_ISDIR(st.st_mode)))
		return;
	if (S_ISREG(st.st_mode))
		add_file(w->inputs, path, &st);
}

static void
walk_folder(struct walk *w, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (!dir) {
		inputs_fail_errno(w->inputs, folder, errno);
		return;
	}
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			meet(w, joined(w->inputs->arena, folder, entry->d_name),
				entry->d_name);
	closedir(dir);
}

static int
by_path(const void *a, const void *b)
{
	const struct input *left = a, *right = b;
	return strcmp(left->path, right->path);
}

static void
add_folder(struct inputs *in, const char *folder)
{
	struct walk w = { .inputs = in };
	size_t before = in->list.n, failures = in->failures.n;

	*list_push(in->arena, &w.folders) = folder;
	for (size_t i = 0; i < w.folders.n; i++)
		walk_folder(&w, w.folders.at[i]);
	if (in->list.n == before && in->failures.n == failures)
		inputs_fail(in, folder,
			N_("there are no drafts in the folder '{1}' (looked "
			   "for .eml, .html, .txt, .md and templates)"),
			STR_NONE);
	if (in->list.n > before)
		qsort(in->list.at + before, in->list.n - before,
			sizeof *in->list.at, by_path);
}

static bool
has_standard_input(const struct inputs *in)
{
	list_each (const struct input, i, &in->list)
		if (!strcmp(i->path, "-"))
			return true;
	return false;
}

void
inputs_add(struct inputs *in, const char *word)
{
	struct stat st;

	if (!strcmp(word, "-")) {
		if (has_standard_input(in))
			inputs_fail(in, word,
				N_("standard input ('{1}') can be read only "
				   "once"),
				STR_NONE);
		else
			list_push(in->arena, &in->list)->path = "-";
		return;
	}
	if (stat(word, &st) < 0)
		inputs_fail_errno(in, word, errno);
	else if (S_ISDIR(st.st_mode))
		add_folder(in, word);
	else
		add_file(in, word, &st);
}

bool
inputs_same_file(const char *path, const char *other)
{
	struct stat a, b;

	return stat(path, &a) == 0 && stat(other, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool
inputs_hold(const struct inputs *in, const char *path)
{
	list_each (const struct input, i, &in->list)
		if (inputs_same_file(i->path, path))
			return true;
	return false;
}
