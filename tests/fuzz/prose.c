/*
 * prose.c - fuzzes blocks, sentences, words, the greeting and the language of
 * a text. The first byte says what kind of text.
 */
#include "draft/prose.h"
#include "draft/signature.h"
#include "target.h"

static void
ask(const struct prose *p)
{
	size_t end = 0, at = signature_find(&p->lines, &end);

	DEMAND(at <= p->text.s.len);
	DEMAND(at == p->text.s.len || (end >= at && end <= p->text.s.len));
	signature_is_contact(p->text.s);
	signature_is_closing(p->text.s);
	list_each (const struct word, w, &p->words) {
		DEMAND(prose_kind_at(p, w->at) == w->kind);
		if (w->in_field)
			DEMAND(prose_opaque_at(p, w->at));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct prose p = { 0 };
	struct input in;

	input_open(&in, data, size);
	uint8_t choice = input_choice(&in);
	p.html = choice & 1;
	p.text = input_text(&in, p.html ? TEXT_PROSE : TEXT_BODY);
	template_scan(&p.fields, &in.arena, &p.text, 0, &in.defects);
	prose_read(&p, &in.arena, choice & 2);
	demand(holds_prose(&p, TEXT_FILE(p.text)));
	ask(&p);
	input_close(&in);
	return 0;
}
