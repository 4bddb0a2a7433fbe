/* snippet.c - a line of a draft with a mark under a place in it. */
#include "../base/limits.h"
#include "../base/utf8.h"
#include "report.h"
#include "snippet.h"

enum { LEAST_ROOM = 20 };

#define ELLIPSIS STR("\xE2\x80\xA6")

/* A tab takes four columns wherever it stands. */
#define TAB STR("    ")

static void
add_shown(struct buf *out, struct str s)
{
	while (s.at) {
		size_t tab = str_chr(s, '\t');
		escape_add(out, str_sub(s, 0, tab), false);
		if (tab == s.len)
			return;
		buf_add(out, TAB);
		s = str_from(s, tab + 1);
	}
}

/* What is shown of a line: [at, end), of which [from, to) is marked. */
struct view {
	struct str line;
	size_t at, end, from, to;
};

static size_t
step_width(struct str line, size_t from, size_t to)
{
	return utf8_width(str_sub(line, from, to - from));
}

/* Moves `end` right, at most to `most`, by at most `room` columns. Returns
 * the columns left over. */
static size_t
grow_right(struct view *v, size_t most, size_t room)
{
	while (v->end < most) {
		size_t next = v->end;
		utf8_next(v->line, &next);
		size_t width = step_width(v->line, v->end, next);
		if (width > room)
			break;
		room -= width;
		v->end = next;
	}
	return room;
}

static size_t
grow_left(struct view *v, size_t room)
{
	while (v->at > 0) {
		size_t next = v->at;
		utf8_prev(v->line, &next);
		size_t width = step_width(v->line, next, v->at);
		if (width > room)
			break;
		room -= width;
		v->at = next;
	}
	return room;
}

/* The marked place first, then as much on both sides as there is room. */
static void
narrow(struct view *v, size_t room)
{
	v->at = v->end = v->from;
	room = grow_right(v, v->to, room - 2);
	size_t half = room / 2;
	room = room - half + grow_left(v, half);
	room = grow_right(v, v->line.len, room);
	grow_left(v, room);
}

static void
show(struct snippet *s, const struct view *v)
{
	size_t to = v->to < v->end ? v->to : v->end;

	if (v->at > 0)
		buf_add(&s->line, ELLIPSIS);
	buf_add(&s->line, str_sub(v->line, v->at, v->end - v->at));
	if (v->end < v->line.len)
		buf_add(&s->line, ELLIPSIS);
	s->pad = (v->at > 0) + step_width(v->line, v->at, v->from);
	s->mark = step_width(v->line, v->from, to);
	if (!s->mark)
		s->mark = 1;
}

void
snippet_make(
	struct snippet *s, struct str line, size_t at, size_t len, size_t room)
{
	struct buf shown;
	struct view v;

	buf_init(&shown, LIMIT_REPORT);
	buf_init(&s->line, LIMIT_REPORT);
	add_shown(&shown, str_sub(line, 0, at));
	v.from = shown.len;
	add_shown(&shown, str_sub(line, at, len));
	v.to = shown.len;
	add_shown(&shown, str_from(line, at > line.len ? line.len : at + len));
	v.line = buf_str(&shown);
	v.at = 0;
	v.end = v.line.len;
	if (room < LEAST_ROOM)
		room = LEAST_ROOM;
	if (utf8_width(v.line) > room)
		narrow(&v, room);
	show(s, &v);
	buf_release(&shown);
}

void
snippet_release(struct snippet *s)
{
	buf_release(&s->line);
}
