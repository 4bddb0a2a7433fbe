/*
 * pattern.h - regular expressions (PCRE2), guarded.
 *
 * A match limit is no time limit: a subject is searched in pieces, with match,
 * depth and heap limits set on every call.
 */
#ifndef CHECK_PATTERN_H
#define CHECK_PATTERN_H

#include "../base/err.h"
#include "../base/str.h"

struct pattern;

/* UTF and UCP, caseless when `caseless`. NULL and an error with the offset
 * where the expression is wrong. */
struct pattern *pattern_new(const char *expression, bool caseless,
	size_t *error_at, struct err *err);
void pattern_free(struct pattern *p);

enum pattern_result { PATTERN_NO, PATTERN_YES, PATTERN_GAVE_UP };

/*
 * The first match at or after `*at`; sets `*at`, `*len`. A match is found
 * only inside one piece (a line, at most LIMIT_MATCH_PIECE bytes with some
 * overlap). `group` (may be NULL) gets the span of the first capture group.
 */
enum pattern_result pattern_find(struct pattern *p, struct str subject,
	size_t *at, size_t *len, struct str *group);

#endif
