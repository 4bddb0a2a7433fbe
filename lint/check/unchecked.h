/*
 * unchecked.h - the result of a draft whose reading failed: one finding that
 * says so, so that it never looks like a clean one.
 */
#ifndef CHECK_UNCHECKED_H
#define CHECK_UNCHECKED_H

#include "../base/crew.h"
#include "result.h"
#include "rule.h"

/* `bytes`: the size of the file. Released by the caller. */
void result_unchecked(struct result *result,
	const struct family *const *families, struct str path, size_t bytes,
	enum fate fate, int detail);

/* Of a draft whose result passes LIMIT_ANSWER. */
void result_too_large(struct result *result,
	const struct family *const *families, struct str path, size_t bytes);

#endif
