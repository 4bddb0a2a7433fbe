/* html.c - fuzzes HTML: the lexer of tags, libxml2 beside it, the page. */
#include "draft/html.h"
#include "target.h"

static void
read_attributes(struct input *in, const struct html *h, struct str file)
{
	list_each (const struct element, e, &h->elements)
		list_each (const struct attribute, a, &e->attributes) {
			struct text t = attribute_text(&in->arena, h, a);
			demand(holds_text(&t, file));
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	link_list links = { 0 };
	struct html h = { 0 };
	struct input in;

	input_open(&in, data, size);
	struct text body = input_text(&in, TEXT_BODY);
	html_parse(&h, &links, &in.arena, &body, NULL, &in.defects);
	demand(holds_html(&h, TEXT_FILE(body)));
	demand(holds_links(&links, TEXT_FILE(body)));
	read_attributes(&in, &h, TEXT_FILE(body));
	input_close(&in);
	return 0;
}
