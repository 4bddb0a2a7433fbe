/* file.h - whole files into memory. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "err.h"
#include "str.h"

struct file {
	struct str bytes;
	void *memory;  /* what `bytes` borrows from */
	size_t mapped; /* bytes to unmap, 0 when memory was allocated */
};

/*
 * Reads a regular file. Small files are copied, large ones are mapped: the
 * caller must not write to them. Fails on folders, devices and pipes, and on
 * more than LIMIT_FILE bytes.
 */
bool file_read(struct file *f, const char *path, struct err *err);

/* Reads an open descriptor (standard input, a pipe) to its end. */
bool file_read_all(struct file *f, int fd, const char *name, struct err *err);

void file_release(struct file *f);

#endif
