/*
 * phrase.c - fuzzes the search for phrases: first with those of the rules,
 * then, where the first lines are Latin phrases, with them. A plain search,
 * one phrase after the other, must not find what the index misses.
 */
#include "check/phrase.h"
#include "rules/rules.h"
#include "target.h"

enum { PHRASES_MOST = 8 };

static void
holds_hits(const phrase_hits *hits, struct str s)
{
	uint32_t end = 0;

	list_each (const struct phrase_hit, h, hits) {
		demand(holds_span((struct span){ h->at, h->len }, s));
		DEMAND(h->len > 0 && h->at >= end);
		struct str hit = str_sub(s, h->at, h->len);
		DEMAND(utf8_valid(hit) == hit.len);
		end = h->at + h->len;
	}
}

static bool
is_covered(const phrase_hits *hits, size_t at, size_t len)
{
	list_each (const struct phrase_hit, h, hits)
		if (h->at < at + len && at < h->at + h->len)
			return true;
	return false;
}

/* Blanks on both sides leave no doubt that the phrase stands alone. */
static void
search(const struct phrase *p, const phrase_hits *hits, struct str s)
{
	struct str text = str_of(p->text);

	for (size_t at = 1; at + text.len < s.len; at++)
		if (s.at[at - 1] == ' ' && s.at[at + text.len] == ' ' &&
			str_ieq(str_sub(s, at, text.len), text))
			DEMAND(is_covered(hits, at, text.len));
}

static bool
is_phrase(struct str s)
{
	bool after_blank = true;

	for (size_t i = 0; i < s.len; i++) {
		if (!is_lower(s.at[i]) && (s.at[i] != ' ' || after_blank))
			return false;
		after_blank = s.at[i] == ' ';
	}
	return s.len && !after_blank;
}

static size_t
take_phrases(struct input *in, struct phrase *phrases, struct str *s)
{
	size_t n = 0;

	while (n < PHRASES_MOST) {
		struct str rest = *s, line = str_cut(&rest, '\n');
		if (!is_phrase(line) || !rest.at)
			break;
		phrases[n++].text = arena_cstr(&in->arena, line);
		*s = rest;
	}
	return n;
}

static void
own_phrases(struct input *in, struct str s)
{
	static const struct phrase_pack pack = { .lang = "en", .name = "x" };
	struct phrase phrases[PHRASES_MOST] = { 0 };
	phrase_hits hits = { 0 };
	size_t n = take_phrases(in, phrases, &s);

	if (!n)
		return;
	struct phrase_set set = { &pack, 1, phrases, n };
	struct phrase_index *x = phrase_index_new(&set);
	phrase_scan(x, &in->arena, s, 0, s.len, &hits);
	holds_hits(&hits, s);
	for (size_t i = 0; i < n; i++)
		search(&phrases[i], &hits, s);
	phrase_index_free(x);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct phrase_index *built_in;
	phrase_hits hits = { 0 };
	struct input in;

	if (!built_in)
		built_in = phrase_index_new(&rules_phrases);
	input_open(&in, data, size);
	struct str s = input_text(&in, TEXT_BODY).s;
	phrase_scan(built_in, &in.arena, s, 0, s.len, &hits);
	holds_hits(&hits, s);
	own_phrases(&in, s);
	input_close(&in);
	return 0;
}
