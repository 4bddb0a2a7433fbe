/* sheet.c - fuzzes style sheets. */
#include "draft/sheet.h"
#include "target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	sheet_rule_list rules = { 0 };
	size_t left = 500, kept = 0;
	struct input in;

	input_open(&in, data, size);
	struct str real = input_text(&in, TEXT_BODY).s;
	struct str masked = template_mask(&in.arena, real);
	bool all = sheet_read(&rules, &in.arena, masked, real, 7, &left);
	list_each (const struct sheet_rule, r, &rules) {
		DEMAND(r->prelude.len > 0);
		DEMAND(r->at >= 7 && r->at + r->len <= 7 + real.len);
		DEMAND(r->inside < r - rules.at);
		kept += 1 + r->style.n;
		list_each (const struct declaration, d, &r->style)
			DEMAND(d->at > r->at &&
				d->at + d->len <= 7 + real.len);
	}
	DEMAND(kept + left == 500);
	DEMAND(all || left == 0);
	input_close(&in);
	return 0;
}
