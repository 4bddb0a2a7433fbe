/* file.h - whole files into memory. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "err.h"
#include "str.h"

struct file {
	struct str bytes;
	void *memory; /* what `bytes` borrows from */
};

/*
 * Reads a regular file. Never mapped: a file that shrinks would take its
 * bytes away. Fails on folders, devices and pipes, on more than LIMIT_FILE
 * bytes, and when the size changes meanwhile.
 */
bool file_read(struct file *f, const char *path, struct err *err);

/* Reads an open descriptor (standard input, a pipe) to its end. */
bool file_read_all(struct file *f, int fd, const char *name, struct err *err);

/* Writes all, also where the descriptor answers "later"; errno says why not. */
bool file_write_all(int fd, struct str bytes);

void file_release(struct file *f);

#endif
