/* pattern.c - regular expressions (PCRE2), guarded. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "pattern.h"

enum { OVERLAP = 128, GROUPS = 4 };

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	uint64_t steps;	 /* left */
	size_t position; /* of the last step */
};

/* PCRE2 calls this before each item of a pattern that it tries: automatic
 * callouts. How far the place has moved is what repeats in between took. */
static int
count_step(pcre2_callout_block *b, void *pattern)
{
	struct pattern *p = pattern;
	size_t at = b->current_position, from = p->position;
	uint64_t cost = 1 + (at > from ? at - from : from - at);

	p->position = at;
	if (cost > p->steps) {
		p->steps = 0;
		return PCRE2_ERROR_CALLOUT;
	}
	p->steps -= cost;
	return 0;
}

static pcre2_match_context *
limits_new(struct pattern *p)
{
	pcre2_match_context *m = pcre2_match_context_create(NULL);
	if (!m)
		memory_failed();
	pcre2_set_match_limit(m, LIMIT_MATCH);
	pcre2_set_depth_limit(m, LIMIT_MATCH_DEPTH);
	pcre2_set_heap_limit(m, LIMIT_MATCH_HEAP_KIB);
	pcre2_set_callout(m, count_step, p);
	return m;
}

static void
say(struct err *err, int code)
{
	char why[200];
	pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof why);
	err_say(err, "%s", why);
}

/* NULL and a sentence when PCRE2 does not take it. */
static pcre2_code *
compile(struct str expression, bool caseless, size_t *error_at, struct err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
			   PCRE2_AUTO_CALLOUT | (caseless ? PCRE2_CASELESS : 0);
	pcre2_compile_context *c = pcre2_compile_context_create(NULL);
	int error;

	if (!c)
		memory_failed();
	pcre2_set_parens_nest_limit(c, LIMIT_PATTERN_NESTING);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)expression.at,
		expression.len, options, &error, error_at, c);
	pcre2_compile_context_free(c);
	if (!code)
		say(err, error);
	return code;
}

/* True for one that the pattern itself asks for. */
static int
is_own_callout(pcre2_callout_enumerate_block *b, void *at)
{
	if (b->callout_number == 255 && !b->callout_string)
		return 0;
	*(size_t *)at = b->pattern_position;
	return 1;
}

static size_t
info(const pcre2_code *code, uint32_t what)
{
	size_t n = 0;
	pcre2_pattern_info(code, what, &n);
	return n;
}

static bool
is_fit(const pcre2_code *code, size_t *error_at, struct err *err)
{
	*error_at = 0;
	if (pcre2_callout_enumerate(code, is_own_callout, error_at))
		return err_say(err, "callouts are not allowed in patterns");
	if (info(code, PCRE2_INFO_SIZE) > LIMIT_PATTERN_SIZE ||
		info(code, PCRE2_INFO_FRAMESIZE) > LIMIT_PATTERN_FRAME)
		return err_say(err, "the pattern is too large when compiled");
	return true;
}

/* Options in front of a pattern can change what all others rely on. */
static bool
may_compile(struct str expression, size_t *error_at, struct err *err)
{
	*error_at = 0;
	if (expression.len > LIMIT_PATTERN)
		return err_say(err, "the pattern is longer than %d bytes",
			LIMIT_PATTERN);
	if (str_starts(expression, STR("(*")))
		return err_say(err,
			"a pattern must not begin with options or verbs: "
			"\"(*\"");
	return true;
}

struct pattern *
pattern_new(const char *expression, bool caseless, size_t *error_at,
	struct err *err)
{
	struct str s = str_of(expression);

	if (!may_compile(s, error_at, err))
		return NULL;
	pcre2_code *code = compile(s, caseless, error_at, err);
	if (!code)
		return NULL;
	if (!is_fit(code, error_at, err)) {
		pcre2_code_free(code);
		return NULL;
	}
	struct pattern *p = memory_new(sizeof *p);
	p->code = code;
	p->data = pcre2_match_data_create(GROUPS, NULL);
	p->limits = limits_new(p);
	p->steps = LIMIT_MATCH_STEPS;
	if (!p->data)
		memory_failed();
	return p;
}

void
pattern_allow(struct pattern *p, uint64_t steps)
{
	p->steps = steps;
}

void
pattern_free(struct pattern *p)
{
	if (!p)
		return;
	pcre2_code_free(p->code);
	pcre2_match_data_free(p->data);
	pcre2_match_context_free(p->limits);
	free(p);
}

/* PCRE2 takes whole characters only, and a rule may cut anywhere: where the
 * first one begins, and the text up to the end of the last. */
static size_t
first_char(struct str s)
{
	size_t at = 0;

	while (at < 3 && at < s.len && ((uint8_t)s.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static struct str
whole_chars(struct str s)
{
	size_t back = 0;

	while (back < 3 && back < s.len &&
		((uint8_t)s.at[s.len - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == s.len)
		return s;
	uint8_t lead = (uint8_t)s.at[s.len - 1 - back];
	size_t whole = lead < 0xC0   ? back + 1
		       : lead < 0xE0 ? 2
		       : lead < 0xF0 ? 3
				     : 4;
	return back + 1 < whole ? str_sub(s, 0, s.len - 1 - back) : s;
}

/* A piece is a line, cut after LIMIT_MATCH_PIECE bytes at a character. */
static size_t
piece_end(struct str s, size_t at)
{
	size_t end = at + str_chr(str_from(s, at), '\n');
	if (end - at <= LIMIT_MATCH_PIECE)
		return end;
	end = at + LIMIT_MATCH_PIECE;
	while (end > at && ((uint8_t)s.at[end] & 0xC0) == 0x80)
		end--;
	return end;
}

/* Where the piece after [at, end) begins: behind a line end, or before it. */
static size_t
piece_after(struct str s, size_t at, size_t end)
{
	if (end >= s.len || s.at[end] == '\n')
		return end + 1;
	size_t next = end - OVERLAP;
	while (next > at && ((uint8_t)s.at[next] & 0xC0) == 0x80)
		next--;
	return next;
}

static enum pattern_result
match_piece(struct pattern *p, struct str piece, size_t from)
{
	if (!p->steps)
		return PATTERN_GAVE_UP;
	p->position = from;
	int n = pcre2_match(p->code, (PCRE2_SPTR)piece.at, piece.len, from,
		PCRE2_NOTEMPTY, p->data, p->limits);
	if (n > 0)
		return PATTERN_YES;
	if (n == PCRE2_ERROR_NOMEMORY)
		memory_failed();
	return n == PCRE2_ERROR_NOMATCH ? PATTERN_NO : PATTERN_GAVE_UP;
}

/* \K may put the start of a match behind its end: then it is none. */
static bool
take(struct pattern *p, struct str s, size_t piece, size_t *at, size_t *len,
	struct str *group)
{
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(p->data);

	if (v[0] > v[1])
		return false;
	*at = piece + v[0];
	*len = v[1] - v[0];
	if (group)
		*group = v[2] == PCRE2_UNSET || v[2] > v[3] ||
					 pcre2_get_ovector_count(p->data) < 2
				 ? STR_NONE
				 : str_sub(s, piece + v[2], v[3] - v[2]);
	return true;
}

enum pattern_result
pattern_find(struct pattern *p, struct str s, size_t *at, size_t *len,
	struct str *group)
{
	size_t first = first_char(s);
	size_t piece = *at > first ? *at : first;

	s = whole_chars(s);
	while (piece < s.len) {
		size_t end = piece_end(s, piece);
		/* what stands before may be looked at (\b), not matched */
		size_t back = piece;
		while (back > first && piece - back < 4 &&
			s.at[back - 1] != '\n')
			back--;
		while (back > first && ((uint8_t)s.at[back] & 0xC0) == 0x80)
			back--;
		enum pattern_result r = match_piece(
			p, str_sub(s, back, end - back), piece - back);
		if (r == PATTERN_YES && take(p, s, back, at, len, group))
			return r;
		if (r == PATTERN_GAVE_UP)
			return r;
		piece = piece_after(s, piece, end);
	}
	return PATTERN_NO;
}
