/*
 * pattern.h - regular expressions (PCRE2), guarded.
 *
 * A match limit is no time limit: PCRE2 begins anew at each start offset and
 * counts no characters. So a subject is searched in pieces, with match, depth
 * and heap limits on every call, and every step of a match is counted against
 * a budget. Counted steps, not time: a result is the same on a busy machine.
 */
#ifndef CHECK_PATTERN_H
#define CHECK_PATTERN_H

#include "../base/err.h"
#include "../base/str.h"

struct pattern;

/*
 * UTF and UCP, caseless when `caseless`. NULL and an error with the offset
 * where the expression is wrong. Refused are also those that are long, deeply
 * nested or large when compiled, \C, callouts and "(*" options in front.
 */
struct pattern *pattern_new(const char *expression, bool caseless,
	size_t *error_at, struct err *err);
void pattern_free(struct pattern *p);

/* Steps that searches may take from now on, all together. A new pattern has
 * LIMIT_MATCH_STEPS. */
void pattern_allow(struct pattern *p, uint64_t steps);

enum pattern_result { PATTERN_NO, PATTERN_YES, PATTERN_GAVE_UP };

/*
 * The first match at or after `*at`; sets `*at`, `*len`. A match is found
 * only inside one piece (a line, at most LIMIT_MATCH_PIECE bytes with some
 * overlap). `group` (may be NULL) gets the span of the first capture group.
 * PATTERN_GAVE_UP: the budget or another limit was reached before the end.
 */
enum pattern_result pattern_find(struct pattern *p, struct str subject,
	size_t *at, size_t *len, struct str *group);

#endif
