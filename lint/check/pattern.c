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
};

static pcre2_match_context *
limits_new(void)
{
	pcre2_match_context *m = pcre2_match_context_create(NULL);
	if (!m)
		memory_failed();
	pcre2_set_match_limit(m, LIMIT_MATCH);
	pcre2_set_depth_limit(m, LIMIT_MATCH_DEPTH);
	pcre2_set_heap_limit(m, LIMIT_MATCH_HEAP_KIB);
	return m;
}

static void
say(struct err *err, int code)
{
	char why[200];
	pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof why);
	err_say(err, "%s", why);
}

struct pattern *
pattern_new(const char *expression, bool caseless, size_t *error_at,
	struct err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
			   (caseless ? PCRE2_CASELESS : 0);
	int code;
	pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)expression,
		PCRE2_ZERO_TERMINATED, options, &code, error_at, NULL);

	if (!compiled) {
		say(err, code);
		return NULL;
	}
	struct pattern *p = memory_new(sizeof *p);
	p->code = compiled;
	p->data = pcre2_match_data_create(GROUPS, NULL);
	p->limits = limits_new();
	if (!p->data)
		memory_failed();
	return p;
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
	int n = pcre2_match(p->code, (PCRE2_SPTR)piece.at, piece.len, from,
		PCRE2_NOTEMPTY, p->data, p->limits);
	if (n > 0)
		return PATTERN_YES;
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
	size_t piece = *at;

	while (piece < s.len) {
		size_t end = piece_end(s, piece);
		/* what stands before may be looked at (\b), not matched */
		size_t back = piece;
		while (back > 0 && piece - back < 4 && s.at[back - 1] != '\n')
			back--;
		while (back > 0 && ((uint8_t)s.at[back] & 0xC0) == 0x80)
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
