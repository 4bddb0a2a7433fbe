/* change.c - a fix as the line before and the line after. */
#include "change.h"

/* Bytes that both begin with, cut back to a whole character. */
static size_t
common_head(struct str a, struct str b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.at[n] == b.at[n])
		n++;
	while (n > 0 && n < a.len && ((uint8_t)a.at[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static size_t
common_tail(struct str a, struct str b, size_t head)
{
	size_t most = (a.len < b.len ? a.len : b.len) - head, n = 0;

	while (n < most && a.at[a.len - 1 - n] == b.at[b.len - 1 - n])
		n++;
	while (n > 0 && ((uint8_t)a.at[a.len - n] & 0xC0) == 0x80)
		n--;
	return n;
}

bool
change_make(struct change *c, const struct result_finding *f)
{
	if (!f->edit_count || !f->mended.at)
		return false;
	size_t head = common_head(f->excerpt, f->mended);
	size_t tail = common_tail(f->excerpt, f->mended, head);

	c->before = f->excerpt;
	c->after = f->mended;
	c->old = span_of(head, f->excerpt.len - tail - head);
	c->new = span_of(head, f->mended.len - tail - head);
	return true;
}
