/* file.c - whole files into memory. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "file.h"
#include "limits.h"
#include "memory.h"

enum { READ_STEP = 64 * KIB };

/* True when a call that failed may be tried again, after a wait where the
 * descriptor answers "later". */
static bool
is_to_try_again(int fd, short event)
{
	struct pollfd p = { fd, event, 0 };

	if (errno == EINTR)
		return true;
	if (errno != EAGAIN)
		return false;
	return poll(&p, 1, -1) >= 0 || errno == EINTR;
}

/* read(2) until `n` bytes, the end or an error; -1 on error. */
static ssize_t
read_fully(int fd, char *to, size_t n, bool waits)
{
	size_t got = 0;
	while (got < n) {
		ssize_t k = read(fd, to + got, n - got);
		if (k < 0 &&
			(waits ? is_to_try_again(fd, POLLIN) : errno == EINTR))
			continue;
		if (k < 0)
			return -1;
		if (k == 0)
			break;
		got += (size_t)k;
	}
	return (ssize_t)got;
}

static bool
cannot_read(struct err *err, const char *name, const char *why)
{
	return err_say(err, "cannot read '%s': %s", name, why);
}

static bool
too_large(struct err *err, const char *name)
{
	return err_say(err,
		"cannot read '%s': larger than %d MiB, the most a draft may "
		"have",
		name, LIMIT_FILE / MIB);
}

/* A regular file that gives fewer bytes than it is asked for has ended: one
 * call is enough for most. */
static ssize_t
read_whole(int fd, char *to, size_t size)
{
	ssize_t got = read(fd, to, size + 1);

	if (got == (ssize_t)size)
		return got;
	size_t from = got > 0 ? (size_t)got : 0;
	ssize_t rest = read_fully(fd, to + from, size + 1 - from, false);
	return rest < 0 ? rest : (ssize_t)from + rest;
}

static bool
read_sized(
	struct file *f, int fd, size_t size, const char *path, struct err *err)
{
	char *bytes = memory_resize(NULL, size + 1);
	ssize_t got = read_whole(fd, bytes, size);

	if (got == (ssize_t)size) {
		f->bytes = (struct str){ bytes, size };
		f->memory = bytes;
		return true;
	}
	const char *why = got < 0 ? strerror(errno)
				  : "it changed while it was being read";
	free(bytes);
	return cannot_read(err, path, why);
}

static bool
read_stream(
	struct file *f, int fd, bool waits, const char *name, struct err *err)
{
	struct buf b;
	ssize_t got;

	buf_init(&b, LIMIT_FILE + READ_STEP);
	do {
		char *to = b.len <= LIMIT_FILE ? buf_reserve(&b, READ_STEP)
					       : NULL;
		got = to ? read_fully(fd, to, READ_STEP, waits) : -1;
		if (got < 0) {
			const char *why = strerror(errno);
			buf_release(&b);
			return to ? cannot_read(err, name, why)
				  : too_large(err, name);
		}
		b.len += (size_t)got;
	} while (got == READ_STEP || b.len > LIMIT_FILE);
	f->bytes = buf_str(&b);
	f->memory = b.at;
	return true;
}

static bool
read_open(struct file *f, int fd, const char *path, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return cannot_read(err, path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return cannot_read(err, path, "it is a folder");
	if (!S_ISREG(st.st_mode))
		return cannot_read(err, path, "not a regular file");
	if (st.st_size > LIMIT_FILE)
		return too_large(err, path);
	/* so say the files of /proc, whatever they hold */
	if (st.st_size == 0)
		return read_stream(f, fd, false, path, err);
	return read_sized(f, fd, (size_t)st.st_size, path, err);
}

bool
file_read(struct file *f, const char *path, struct err *err)
{
	*f = (struct file){ 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		int number = errno;
		cannot_read(err, path, strerror(number));
		err->number = number;
		return false;
	}
	bool ok = read_open(f, fd, path, err);
	close(fd);
	return ok;
}

bool
file_read_all(struct file *f, int fd, const char *name, struct err *err)
{
	*f = (struct file){ 0 };
	return read_stream(f, fd, true, name, err);
}

bool
file_write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.at, bytes.len);
		if (n < 0 && !is_to_try_again(fd, POLLOUT))
			return false;
		if (n > 0)
			bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

void
file_release(struct file *f)
{
	free(f->memory);
	*f = (struct file){ 0 };
}
