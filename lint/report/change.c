/*
 * change.c - a fix as the line before and the line after.
 *
 * That can be shown where the excerpt is, byte for byte, a stretch of the
 * file, and all edits lie inside of it.
 */
#include "../base/limits.h"
#include "../base/utf8.h"
#include "change.h"

/* A U+FFFD stands for a byte of the file: offsets behind it are off. */
#define REPLACED STR("\xEF\xBF\xBD")

static bool
fits_line(struct str with)
{
	return utf8_valid(with) == with.len &&
	       str_chr(with, '\n') == with.len &&
	       str_chr(with, '\r') == with.len;
}

/* In order, without overlaps, inside of [at, at + len) of the file. */
static bool
edits_inside(const struct result_finding *f, uint32_t at, size_t len)
{
	uint32_t last = at;

	for (size_t i = 0; i < f->edit_count; i++) {
		const struct result_edit *e = &f->edits[i];
		if (e->start < last || e->end < e->start ||
			e->end - (uint64_t)at > len || !fits_line(e->with))
			return false;
		last = e->end;
	}
	return true;
}

static void
apply(const struct result_finding *f, uint32_t line_at, struct buf *line)
{
	size_t at = 0;

	for (size_t i = 0; i < f->edit_count; i++) {
		const struct result_edit *e = &f->edits[i];
		buf_add(line, str_sub(f->excerpt, at, e->start - line_at - at));
		buf_add(line, e->with);
		at = e->end - line_at;
	}
	buf_add(line, str_from(f->excerpt, at));
}

bool
change_make(struct change *c, const struct result_finding *f)
{
	if (f->decoded || !f->edit_count || f->excerpt_at > f->start.offset ||
		str_has(f->excerpt, REPLACED))
		return false;
	uint32_t line_at = f->start.offset - f->excerpt_at;
	if (!edits_inside(f, line_at, f->excerpt.len))
		return false;
	size_t from = f->edits[0].start - line_at;
	size_t to = f->edits[f->edit_count - 1].end - line_at;
	size_t tail = f->excerpt.len - to;

	buf_init(&c->text, LIMIT_REPORT);
	apply(f, line_at, &c->text);
	c->before = f->excerpt;
	c->after = buf_str(&c->text);
	c->old = span_of(from, to - from);
	c->new = span_of(from, c->after.len - tail - from);
	return true;
}

void
change_release(struct change *c)
{
	buf_release(&c->text);
}
