/* file.c - whole files into memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "file.h"
#include "limits.h"
#include "memory.h"

enum { MAP_FROM = 256 * KIB, READ_STEP = 64 * KIB };

/* read(2) until `n` bytes, the end or an error; -1 on error. */
static ssize_t
read_fully(int fd, char *to, size_t n)
{
	size_t got = 0;
	while (got < n) {
		ssize_t k = read(fd, to + got, n - got);
		if (k < 0 && errno == EINTR)
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
map(struct file *f, int fd, size_t size)
{
	void *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED)
		return false;
	f->bytes = (struct str){ at, size };
	f->memory = at;
	f->mapped = size;
	return true;
}

static bool
copy(struct file *f, int fd, size_t size)
{
	char *bytes = memory_resize(NULL, size + 1);
	ssize_t got = read_fully(fd, bytes, size);
	if (got < 0) {
		free(bytes);
		return false;
	}
	f->bytes = (struct str){ bytes, (size_t)got };
	f->memory = bytes;
	return true;
}

static bool
read_open(struct file *f, int fd, const char *path, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return err_say(
			err, "cannot read '%s': %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_say(err, "cannot read '%s': it is a folder", path);
	if (!S_ISREG(st.st_mode))
		return err_say(
			err, "cannot read '%s': not a regular file", path);
	if (st.st_size > LIMIT_FILE)
		return err_say(err,
			"cannot read '%s': larger than %d MiB, the most a "
			"draft may have",
			path, LIMIT_FILE / MIB);
	size_t size = (size_t)st.st_size;
	if (size >= MAP_FROM && map(f, fd, size))
		return true;
	if (copy(f, fd, size))
		return true;
	return err_say(err, "cannot read '%s': %s", path, strerror(errno));
}

bool
file_read(struct file *f, const char *path, struct err *err)
{
	*f = (struct file){ 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		int number = errno;
		err_say(err, "cannot read '%s': %s", path, strerror(number));
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
	struct buf b;

	*f = (struct file){ 0 };
	buf_init(&b, LIMIT_FILE + READ_STEP);
	for (;;) {
		char *to =
			b.len <= LIMIT_FILE ? buf_reserve(&b, READ_STEP) : NULL;
		if (!to) {
			buf_release(&b);
			return err_say(err,
				"cannot read '%s': larger than %d MiB, the "
				"most a draft may have",
				name, LIMIT_FILE / MIB);
		}
		ssize_t got = read_fully(fd, to, READ_STEP);
		if (got < 0) {
			buf_release(&b);
			return err_say(err, "cannot read '%s': %s", name,
				strerror(errno));
		}
		b.len += (size_t)got;
		if (got < READ_STEP && b.len <= LIMIT_FILE)
			break;
	}
	f->bytes = buf_str(&b);
	f->memory = b.at;
	return true;
}

void
file_release(struct file *f)
{
	if (f->mapped)
		munmap(f->memory, f->mapped);
	else
		free(f->memory);
	*f = (struct file){ 0 };
}
