/*
 * err.h - what went wrong outside of a draft: files, options, configuration.
 *
 * Functions that can fail so return false (or NULL) and leave one sentence:
 * lower case, what failed first, the subject in quotes, no full stop.
 * Trouble inside a draft is no error: it becomes a defect (draft/defect.h).
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

struct err {
	char said[512];
	int number; /* of a file that was not opened: errno; else 0 */
};

/* Returns false, so that a caller can `return err_say(err, ...)`. */
_Bool err_say(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
