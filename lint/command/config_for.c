/* config_for.c - which configuration file is a draft's. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config.h"

/* Without "." and "..", as far as names tell. */
static struct str
plain_path(struct arena *a, struct str path)
{
	char *to = arena_bytes(a, path.len + 1);
	size_t n = 0;

	while (path.at) {
		struct str name = str_cut(&path, '/');
		if (str_eq(name, STR("..")))
			n = str_rchr((struct str){ to, n }, '/');
		else if (name.len && !str_eq(name, STR("."))) {
			to[n++] = '/';
			memcpy(to + n, name.at, name.len);
			n += name.len;
		}
	}
	return (struct str){ to, n };
}

static struct str
here(struct arena *a)
{
	char *cwd = getcwd(NULL, 0);
	struct str s = arena_str(a, str_of(cwd ? cwd : ""));

	free(cwd);
	return s;
}

/* The folder above, without its last slash; "" is the root. */
static struct str
above(struct str path)
{
	return str_sub(path, 0, str_rchr(path, '/'));
}

static bool
is_there(struct arena *a, struct str folder, const char *name)
{
	struct str path = arena_printf(a, "%.*s/%s", STR_ARG(folder), name);
	return access(path.at, F_OK) == 0;
}

/* Below the current folder it is named from there. */
static const char *
name_of(struct arena *a, struct str folder, struct str cwd)
{
	struct str path =
		arena_printf(a, "%.*s/%s", STR_ARG(folder), CONFIG_NAME);

	if (str_starts(path, cwd) && path.len > cwd.len &&
		path.at[cwd.len] == '/')
		return path.at + cwd.len + 1;
	return path.at;
}

const char *
config_for(struct arena *a, const char *draft)
{
	struct str cwd = here(a), path = str_of(draft);

	if (!str_starts(path, STR("/")))
		path = arena_printf(a, "%.*s/%s", STR_ARG(cwd), draft);
	struct str folder = plain_path(a, path);
	while (folder.len) {
		folder = above(folder);
		if (is_there(a, folder, CONFIG_NAME))
			return name_of(a, folder, cwd);
		if (is_there(a, folder, ".git"))
			return NULL;
	}
	return NULL;
}
