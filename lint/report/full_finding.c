/* full_finding.c - a finding for people: what, where, and what to do. */
#include "../base/limits.h"
#include "change.h"
#include "full.h"
#include "snippet.h"

enum { WIDTH = 80, NARROWEST = 40 };

/* A finding and the columns that its line number takes. */
struct exhibit {
	const struct sheet *sheet;
	const struct result_finding *finding;
	struct buf *out;
	size_t gutter;
};

static void
paint_exhibit(const struct exhibit *e, enum paint p)
{
	paint(e->out, e->sheet->settings, p);
}

static enum paint
paint_of(const struct exhibit *e)
{
	return paint_of_severity(e->finding->severity);
}

/* A stroke such as "--> " or " | " behind the gutter. */
static void
add_frame(const struct exhibit *e, const char *stroke)
{
	buf_repeat(e->out, ' ', e->gutter);
	paint_str(e->out, e->sheet->settings, PAINT_FRAME, str_of(stroke));
}

static size_t
digits_of(size_t n)
{
	size_t digits = 1;
	while (n >= 10) {
		n /= 10;
		digits++;
	}
	return digits;
}

/* Columns for a line of the draft, behind "12 | ". */
static size_t
room(const struct exhibit *e)
{
	unsigned width = e->sheet->settings->width;
	if (!width)
		width = WIDTH;
	if (width < NARROWEST)
		width = NARROWEST;
	return width - e->gutter - 3;
}

const char *
full_severity(enum severity s)
{
	return s == SEVERITY_ERROR     ? N_("error")
	       : s == SEVERITY_WARNING ? N_("warning")
				       : N_("note");
}

const char *
full_evidence(enum evidence e)
{
	static const char *const tags[] = {
		[EVIDENCE_STANDARD] = N_("standard"),
		[EVIDENCE_PROVIDER] = N_("provider's rule"),
		[EVIDENCE_MEASURED] = N_("measured"),
		[EVIDENCE_EVIDENT] = N_("evident"),
		[EVIDENCE_REPORTED] = N_("reported"),
		[EVIDENCE_FOLKLORE] = N_("folklore"),
	};
	return tags[e];
}

static void
add_head(const struct exhibit *e)
{
	const struct result_finding *f = e->finding;

	paint_exhibit(e, paint_of(e));
	sheet_words(e->sheet, full_severity(f->severity));
	paint_exhibit(e, PAINT_PLAIN);
	buf_printf(e->out, "[%s]", f->rule->id);
	sheet_words(e->sheet, N_(": "));
	paint_exhibit(e, PAINT_BOLD);
	report_finding(e->out, e->sheet->settings->reader, f);
	paint_exhibit(e, PAINT_PLAIN);
	buf_char(e->out, '\n');
}

static void
add_place(const struct exhibit *e, struct place p)
{
	escape_add(e->out, e->sheet->result->path, false);
	buf_printf(e->out, ":%u:%u", (unsigned)p.line, (unsigned)p.column);
}

static void
add_where(const struct exhibit *e)
{
	const struct result_finding *f = e->finding;
	enum reader reader = e->sheet->settings->reader;

	add_frame(e, "--> ");
	add_place(e, f->start);
	words_add(e->out, reader,
		f->decoded ? N_(" ({1}; shown decoded)") : N_(" ({1})"), 1,
		str_of(translate(reader, full_evidence(f->rule->evidence))));
	buf_char(e->out, '\n');
}

static void
add_snippet(const struct exhibit *e)
{
	const struct result_finding *f = e->finding;
	struct snippet snip;

	if (!f->excerpt.len)
		return;
	snippet_make(&snip, f->excerpt, f->excerpt_at, f->excerpt_len, room(e));
	add_frame(e, " |");
	buf_char(e->out, '\n');
	paint_exhibit(e, PAINT_FRAME);
	buf_printf(e->out, "%u |", (unsigned)f->start.line);
	paint_exhibit(e, PAINT_PLAIN);
	buf_char(e->out, ' ');
	buf_add(e->out, buf_str(&snip.line));
	buf_char(e->out, '\n');
	add_frame(e, " | ");
	buf_repeat(e->out, ' ', snip.pad);
	paint_exhibit(e, paint_of(e));
	buf_repeat(e->out, '^', snip.mark);
	paint_exhibit(e, PAINT_PLAIN);
	buf_char(e->out, '\n');
	snippet_release(&snip);
}

/* A remark behind " = ". */
static void
add_remark(const struct exhibit *e, const char *english, struct str argument)
{
	struct message m = { .id = english, .count = 1, .args = { argument } };

	add_frame(e, " = ");
	report_message(e->out, e->sheet->settings->reader, &m);
	buf_char(e->out, '\n');
}

/* The same fault in the other form of the body. */
static void
add_twin(const struct exhibit *e)
{
	const struct result_finding *f = e->finding;

	if (!f->twin)
		return;
	add_frame(e, " = ");
	sheet_words(e->sheet, N_("also at "));
	add_place(e, f->twin_start);
	buf_add(e->out, STR(" ("));
	escape_add(e->out, f->twin_part, false);
	buf_add(e->out, STR(")\n"));
}

/* What only --verbose tells. */
static void
add_details(const struct exhibit *e)
{
	const struct result_finding *f = e->finding;
	enum reader reader = e->sheet->settings->reader;
	struct buf points;

	if (!e->sheet->settings->verbose)
		return;
	if (f->rule->source)
		add_remark(e, N_("known from: {1}"), str_of(f->rule->source));
	buf_init(&points, KIB);
	buf_printf(&points, "%g", f->points);
	add_remark(e, N_("points in the risk: {1}"), buf_str(&points));
	buf_release(&points);
	if (f->fix_refused)
		add_remark(e, N_("no edit computed: {1}"),
			str_of(translate(reader, f->fix_refused)));
}

static void
add_help(const struct exhibit *e, const struct message *m, const char *remark)
{
	if (!m->id)
		return;
	paint_exhibit(e, PAINT_BOLD);
	sheet_words(e->sheet, N_("help: "));
	paint_exhibit(e, PAINT_PLAIN);
	report_message(e->out, e->sheet->settings->reader, m);
	if (remark)
		sheet_words(e->sheet, remark);
	buf_char(e->out, '\n');
}

/* "  - line" or "  + line", around what differs. */
static void
add_side(const struct exhibit *e, const char *sign, struct str line,
	struct span around)
{
	struct snippet snip;

	snippet_make(&snip, line, around.at, around.len, room(e));
	paint_exhibit(e, sign[0] == '-' ? PAINT_ERROR : PAINT_GOOD);
	buf_printf(e->out, "  %s ", sign);
	buf_add(e->out, buf_str(&snip.line));
	paint_exhibit(e, PAINT_PLAIN);
	buf_char(e->out, '\n');
	snippet_release(&snip);
}

static void
add_change(const struct exhibit *e)
{
	struct change c;

	if (!change_make(&c, e->finding))
		return;
	add_side(e, "-", c.before, c.old);
	if (str_trim(c.after).len)
		add_side(e, "+", c.after, c.new);
}

void
full_finding(const struct sheet *s, const struct result_finding *f)
{
	const struct exhibit e = { s, f, s->out, digits_of(f->start.line) };

	add_head(&e);
	add_where(&e);
	add_snippet(&e);
	add_twin(&e);
	add_details(&e);
	add_help(&e, &f->fix,
		f->safety == FIX_SAFE ? N_(" (safe)") : N_(" (read it over)"));
	add_change(&e);
	add_help(&e, &f->advice, NULL);
	buf_char(s->out, '\n');
}
