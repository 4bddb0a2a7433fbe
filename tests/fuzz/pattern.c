/*
 * pattern.c - fuzzes regular expressions. The first line is the expression,
 * the rest the subject. What pattern_find() says is held against PCRE2
 * itself, interpreted and compiled (JIT).
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/limits.h"
#include "check/pattern.h"
#include "target.h"

enum { EXPRESSION_MOST = 200, FINDS_MOST = 50 };

static void
find_all(struct pattern *p, struct str s)
{
	size_t at = 0, end = 0, len = 0;
	struct str group;

	for (int i = 0; i < FINDS_MOST; i++) {
		if (pattern_find(p, s, &at, &len, &group) != PATTERN_YES)
			return;
		DEMAND(len > 0 && at >= end && at <= s.len);
		DEMAND(len <= s.len - at);
		struct str hit = str_sub(s, at, len);
		DEMAND(utf8_valid(hit) == len);
		if (group.at)
			DEMAND(group.at >= s.at &&
				group.at + group.len <= s.at + s.len);
		end = at += len;
	}
}

struct answer {
	int code;
	size_t at, end;
};

static struct answer
match(pcre2_code *code, struct str s, uint32_t options)
{
	pcre2_match_data *data = pcre2_match_data_create(4, NULL);
	pcre2_match_context *limits = pcre2_match_context_create(NULL);

	pcre2_set_match_limit(limits, LIMIT_MATCH);
	pcre2_set_depth_limit(limits, LIMIT_MATCH_DEPTH);
	pcre2_set_heap_limit(limits, LIMIT_MATCH_HEAP_KIB);
	struct answer a = { .code = pcre2_match(code, (PCRE2_SPTR)s.at, s.len,
				    0, options | PCRE2_NOTEMPTY, data,
				    limits) };
	if (a.code >= 0) {
		a.at = pcre2_get_ovector_pointer(data)[0];
		a.end = pcre2_get_ovector_pointer(data)[1];
	}
	pcre2_match_context_free(limits);
	pcre2_match_data_free(data);
	return a;
}

static bool
is_answer(const struct answer *a)
{
	return a->code >= 0 || a->code == PCRE2_ERROR_NOMATCH;
}

/* Both ways give one answer; they may give up at different limits. */
static void
compare(const char *expression, struct str s)
{
	int error;
	PCRE2_SIZE where;
	pcre2_code *code =
		pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
			PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
				PCRE2_CASELESS,
			&error, &where, NULL);

	if (!code)
		return;
	struct answer slow = match(code, s, PCRE2_NO_JIT);
	if (pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) {
		struct answer fast = match(code, s, 0);
		if (is_answer(&slow) && is_answer(&fast))
			DEMAND(slow.code == fast.code && slow.at == fast.at &&
				slow.end == fast.end);
	}
	pcre2_code_free(code);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in;
	struct err err;
	size_t at;

	input_open(&in, data, size);
	struct str s = input_text(&in, TEXT_BODY).s;
	const char *expression = arena_cstr(
		&in.arena, str_sub(str_cut(&s, '\n'), 0, EXPRESSION_MOST));
	struct pattern *p = pattern_new(expression, true, &at, &err);
	if (p && s.len) {
		find_all(p, s);
		compare(expression, str_sub(s, 0, LIMIT_MATCH_PIECE / 4));
	}
	pattern_free(p);
	input_close(&in);
	return 0;
}
