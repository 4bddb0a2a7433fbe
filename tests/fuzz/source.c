/*
 * source.c - fuzzes what a file is, and its lines and columns, which are held
 * against counting from the start. The first byte chooses the file's name.
 */
#include "draft/source.h"
#include "target.h"

static const char *const paths[] = { "a.eml", "a.txt", "a.html", "a.hbs",
	"a.md", "a.mbox", "-", "a.txt.j2", "a.mjml", "a.msg" };

enum { PATHS = sizeof paths / sizeof *paths };

/* Line and byte column, by reading all that stands before. */
static struct place
counted(struct str s, uint32_t offset)
{
	struct place p = { offset, 1, 1 };

	for (size_t i = 0; i < offset && i < s.len; i++) {
		bool pair =
			s.at[i] == '\r' && i + 1 < s.len && s.at[i + 1] == '\n';
		p.column++;
		if (s.at[i] == '\n' || (s.at[i] == '\r' && !pair)) {
			p.line++;
			p.column = 1;
		}
	}
	return p;
}

static void
look_at(struct source *s, uint32_t offset)
{
	struct place wanted = counted(s->bytes, offset);
	struct place p = source_place(s, offset, COLUMN_BYTE);
	struct span line = source_line(s, offset);

	DEMAND(p.offset == offset);
	DEMAND(p.line == wanted.line && p.column == wanted.column);
	demand(holds_span(line, s->bytes));
	DEMAND(line.at + p.column - 1 == offset);
	p = source_place(s, offset, COLUMN_CODEPOINT);
	DEMAND(p.line == wanted.line && p.column <= wanted.column);
	source_place(s, offset, COLUMN_UTF16);
	source_place(s, offset, COLUMN_DISPLAY);
}

static void
look_at_messages(const struct source *s)
{
	uint32_t end = 0;

	DEMAND(s->messages.n > 0);
	list_each (const struct span, m, &s->messages) {
		demand(holds_span(*m, s->bytes));
		DEMAND(m->at >= end);
		end = span_end(*m);
	}
	demand(holds_span(s->front, s->bytes));
	DEMAND(s->body_at <= s->bytes.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source s;
	struct input in;

	input_open(&in, data, size);
	struct str path = str_of(paths[input_choice(&in) % PATHS]);
	source_open(&s, &in.arena, path, in.bytes);
	look_at_messages(&s);
	size_t step = in.bytes.len / 16 + 1;
	for (size_t at = 0; at <= in.bytes.len; at += step)
		look_at(&s, (uint32_t)at);
	for (size_t at = in.bytes.len + 1; at-- > 0;)
		if (at % step == 3)
			look_at(&s, (uint32_t)at);
	input_close(&in);
	return 0;
}
