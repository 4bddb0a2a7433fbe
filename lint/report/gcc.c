/* gcc.c - FILE:LINE:COL: SEVERITY: MESSAGE [RULE], one line a finding. */
#include <stdio.h>

#include "report.h"

static void
add_finding(struct report *r, const struct result *result,
	const struct result_finding *f)
{
	escape_add(r->out, result->path, false);
	buf_char(r->out, ':');
	buf_number(r->out, f->start.line);
	buf_char(r->out, ':');
	buf_number(r->out, f->start.column);
	buf_add(r->out, STR(": "));
	buf_add(r->out, str_of(severity_name(f->severity)));
	buf_add(r->out, STR(": "));
	report_finding(r->out, report_machine_reader(r), f);
	buf_add(r->out, STR(" ["));
	buf_add(r->out, str_of(f->rule->id));
	buf_add(r->out, STR("]\n"));
}

/* What a limit left out is said in the form of a finding: nothing else gets
 * through to an editor. */
static void
add_left_out(struct report *r, struct str path, size_t count)
{
	char n[24];

	snprintf(n, sizeof n, "%zu", count);
	escape_add(r->out, path, false);
	buf_printf(r->out, ":1:1: note: ");
	words_add(r->out, report_machine_reader(r),
		N_("{1} more findings are not shown"), 1, str_of(n));
	buf_printf(r->out, " [structure/not-checked]\n");
}

static void
gcc_begin(struct report *r)
{
	(void)r;
}

static void
gcc_result(struct report *r, const struct result *result)
{
	for (size_t i = 0; i < result->count; i++)
		add_finding(r, result, &result->findings[i]);
	if (result->dropped)
		add_left_out(r, result->path, result->dropped);
}

/* At the first draft that it is about; the others are named. */
static void
add_batch_finding(struct report *r, const struct batch_finding *f)
{
	enum { NAMED = 3 };
	const struct batch_place *p = &f->places.at[0];

	escape_add(r->out, p->path, false);
	buf_printf(r->out, ":%u:%u: %s: ", (unsigned)p->start.line,
		(unsigned)p->start.column, severity_name(f->severity));
	report_message(r->out, report_machine_reader(r), &f->message);
	if (f->places.n > 1) {
		buf_add(r->out, STR(" ("));
		report_others(r->out, report_machine_reader(r), f, NAMED);
		buf_char(r->out, ')');
	}
	buf_printf(r->out, " [%s]\n", f->rule->id);
}

static void
gcc_end(struct report *r, const struct report_summary *s)
{
	report_batch_each(f, s) add_batch_finding(r, f);
	if (s->batch && s->batch->dropped)
		add_left_out(r, s->batch->findings.at[0].places.at[0].path,
			s->batch->dropped);
}

const struct report_format report_gcc = {
	.name = "gcc",
	.help = N_("one line a finding, for editors and scripts"),
	.lists = true,
	.begin = gcc_begin,
	.result = gcc_result,
	.end = gcc_end,
};
