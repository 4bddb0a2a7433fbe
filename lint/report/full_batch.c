/* full_batch.c - for people: what was found over all drafts together. */
#include <stdio.h>

#include "full.h"

enum { NAMED = 5 };

static void
add_head(const struct sheet *s, const struct batch_finding *f)
{
	paint(s->out, s->settings, paint_of_severity(f->severity));
	sheet_words(s, full_severity(f->severity));
	paint(s->out, s->settings, PAINT_PLAIN);
	buf_printf(s->out, "[%s]", f->rule->id);
	sheet_words(s, N_(": "));
	paint(s->out, s->settings, PAINT_BOLD);
	report_message(s->out, s->settings->reader, &f->message);
	paint(s->out, s->settings, PAINT_PLAIN);
	buf_char(s->out, '\n');
}

static void
add_places(const struct sheet *s, const struct batch_finding *f)
{
	const struct batch_place *p = &f->places.at[0];
	enum reader reader = s->settings->reader;

	paint_str(s->out, s->settings, PAINT_FRAME, STR(" --> "));
	escape_add(s->out, p->path, false);
	buf_printf(s->out, ":%u:%u", (unsigned)p->start.line,
		(unsigned)p->start.column);
	words_add(s->out, reader, N_(" ({1})"), 1,
		str_of(translate(reader, full_evidence(f->rule->evidence))));
	buf_char(s->out, '\n');
	if (f->places.n == 1)
		return;
	paint_str(s->out, s->settings, PAINT_FRAME, STR("  = "));
	report_others(s->out, reader, f, NAMED);
	buf_char(s->out, '\n');
}

static void
add_help(const struct sheet *s, const struct message *m)
{
	if (!m->id)
		return;
	paint(s->out, s->settings, PAINT_BOLD);
	sheet_words(s, N_("help: "));
	paint(s->out, s->settings, PAINT_PLAIN);
	report_message(s->out, s->settings->reader, m);
	buf_char(s->out, '\n');
}

void
full_batch(struct report *r, const struct report_summary *sum)
{
	const struct sheet s = { r->out, r->settings, NULL };
	char dropped[24];

	if (!sum->batch || !sum->batch->findings.n)
		return;
	buf_char(r->out, '\n');
	paint(r->out, r->settings, PAINT_BOLD);
	sheet_words(&s, N_("all drafts together"));
	paint(r->out, r->settings, PAINT_PLAIN);
	buf_add(r->out, STR("\n\n"));
	report_batch_each(f, sum)
	{
		add_head(&s, f);
		add_places(&s, f);
		add_help(&s, &f->advice);
		buf_char(r->out, '\n');
	}
	if (!sum->batch->dropped)
		return;
	snprintf(dropped, sizeof dropped, "%zu", sum->batch->dropped);
	words_add(r->out, r->settings->reader,
		N_("  {1} more findings are not shown\n"), 1, str_of(dropped));
}
