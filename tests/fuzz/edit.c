/*
 * edit.c - fuzzes the way back: an edit of some text of a message, written as
 * raw bytes. Edits are apart and inside the file, and the message keeps its
 * parts and attachments. Five bytes in front choose the text, the place, the
 * length and the new words.
 */
#include "../support/whole.h"
#include "base/limits.h"
#include "draft/encode.h"
#include "target.h"

static const char *const words[] = { "", "x", "Dear Anna,", "张敏，您好",
	"a < b & \"c\"", "Ünïcödé – 100 €", "two\nlines", "😀 {{name}}" };

enum { WORDS = sizeof words / sizeof *words };

struct choice {
	uint8_t text, word, len;
	size_t at;
};

static struct choice
choose(struct input *in)
{
	struct choice c = { .text = input_choice(in) };

	c.at = (size_t)input_choice(in) << 8;
	c.at |= input_choice(in);
	c.len = input_choice(in);
	c.word = input_choice(in) % WORDS;
	return c;
}

static const struct text *
text_of(const struct draft *d, uint8_t n)
{
	if (n % 4 == 0 && d->subject)
		return header_text(d->subject);
	return d->proses.n ? &d->proses.at[n % d->proses.n].text : NULL;
}

static size_t
at_character(struct str s, size_t at)
{
	while (at < s.len && ((uint8_t)s.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static struct text_edit
edit_of(const struct text *t, const struct choice *c)
{
	size_t at = at_character(t->s, t->s.len ? c->at % t->s.len : 0);
	size_t end = at + c->len < t->s.len ? at + c->len : t->s.len;

	end = at_character(t->s, end);
	return (struct text_edit){ t, (uint32_t)at, (uint32_t)(end - at),
		str_of(words[c->word]), false };
}

static struct str
apply(struct input *in, const struct raw_edit *edits, size_t n)
{
	struct buf out;
	size_t at = 0;

	buf_init(&out, LIMIT_FILE);
	for (size_t i = 0; i < n; i++) {
		demand(holds_span(edits[i].at, in->bytes));
		DEMAND(edits[i].at.at >= at);
		buf_add(&out, str_sub(in->bytes, at, edits[i].at.at - at));
		buf_add(&out, edits[i].with);
		at = span_end(edits[i].at);
	}
	buf_add(&out, str_from(in->bytes, at));
	struct str s = arena_str(&in->arena, buf_str(&out));
	buf_release(&out);
	return s;
}

static void
try_edit(struct input *in, const struct draft *d, struct text_edit edit)
{
	const char *reason = NULL;
	struct raw_edit *edits;
	size_t n;

	if (!encode_edits(&in->arena, d, &edit, 1, &edits, &n, &reason)) {
		DEMAND(reason);
		return;
	}
	struct str path = STR("a.eml"), bytes = apply(in, edits, n);
	DEMAND(str_eq(whole_anatomy(&in->arena, path, in->bytes),
		whole_anatomy(&in->arena, path, bytes)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct draft_options none = { 0 };
	struct source source;
	struct draft d;
	struct input in;

	input_open(&in, data, size);
	struct choice c = choose(&in);
	source_open(&source, &in.arena, STR("a.eml"), in.bytes);
	draft_parse(&d, &in.arena, &source, 0, &none);
	const struct text *t = text_of(&d, c.text);
	/* where no header is, the first words decide what the file is */
	if (t && source.kind == SOURCE_MESSAGE && d.root->headers.list.n)
		try_edit(&in, &d, edit_of(t, &c));
	input_close(&in);
	return 0;
}
