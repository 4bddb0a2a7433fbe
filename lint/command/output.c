/* output.c - where text goes, with every write checked. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/limits.h"
#include "output.h"
#include "say.h"

bool
output_open(struct output *o, const char *file, enum reader reader)
{
	*o = (struct output){ .reader = reader, .file = file, .fd = 1 };
	buf_init(&o->text, LIMIT_REPORT);
	if (!file)
		return true;
	o->fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	return o->fd >= 0 || say(reader, N_("cannot write '{1}': {2}"), 2,
				     str_of(file), str_of(strerror(errno)));
}

static void
fail(struct output *o)
{
	o->failed = true;
	o->unread = errno == EPIPE; /* the reader has seen enough */
	if (o->unread)
		return;
	if (o->file)
		say(o->reader, N_("cannot write '{1}': {2}"), 2,
			str_of(o->file), str_of(strerror(errno)));
	else
		say(o->reader, N_("cannot write to standard output: {1}"), 1,
			str_of(strerror(errno)));
}

void
output_flush(struct output *o)
{
	if (o->text.full && !o->failed) {
		errno = EFBIG;
		fail(o);
	}
	if (!o->failed && !file_write_all(o->fd, buf_str(&o->text)))
		fail(o);
	buf_clear(&o->text);
}

bool
output_close(struct output *o)
{
	output_flush(o);
	if (close(o->fd) < 0 && !o->failed)
		fail(o);
	buf_release(&o->text);
	return !o->failed || o->unread;
}
