/* terminal.c - what the environment says about the reader and the screen. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "terminal.h"

static const char *
setting(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

enum reader
terminal_reader(void)
{
	static const char *const names[] = { "MAILLINT_LANG", "LC_ALL",
		"LC_MESSAGES", "LANG", "LANGUAGE" };
	enum reader reader;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *tag = setting(names[i]);
		if (!tag)
			continue;
		reader_named(tag, &reader);
		return reader;
	}
	return READER_EN;
}

static bool
is_on(const char *name)
{
	const char *value = setting(name);
	return value && strcmp(value, "0") != 0;
}

/* The order of no-color.org and bixense.com/clicolors. */
bool
terminal_color(int fd, enum when asked)
{
	const char *term = setting("TERM"), *clicolor = getenv("CLICOLOR");

	if (asked != WHEN_AUTO)
		return asked == WHEN_ALWAYS;
	if (setting("NO_COLOR"))
		return false;
	if (is_on("FORCE_COLOR") || is_on("CLICOLOR_FORCE"))
		return true;
	return isatty(fd) && term && strcmp(term, "dumb") != 0 &&
	       !(clicolor && !strcmp(clicolor, "0"));
}

unsigned
terminal_width(int fd)
{
	struct winsize size;
	const char *columns = setting("COLUMNS");
	uint64_t n;

	if (!isatty(fd))
		return 0;
	if (columns && str_number(str_of(columns), &n) && n > 0 && n < 10000)
		return (unsigned)n;
	if (ioctl(fd, TIOCGWINSZ, &size) == 0)
		return size.ws_col;
	return 0;
}
