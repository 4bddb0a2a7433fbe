/* gcc.c - FILE:LINE:COL: SEVERITY: MESSAGE [RULE], one line a finding. */
#include "report.h"

static void
add_finding(struct report *r, const struct result *result,
	const struct result_finding *f)
{
	escape_add(r->out, result->path, false);
	buf_printf(r->out, ":%u:%u: %s: ", (unsigned)f->start.line,
		(unsigned)f->start.column, severity_name(f->severity));
	report_message(r->out, report_machine_reader(r), &f->message);
	buf_printf(r->out, " [%s]\n", f->rule->id);
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
}

static void
gcc_end(struct report *r, const struct report_summary *s)
{
	(void)r;
	(void)s;
}

const struct report_format report_gcc = {
	.name = "gcc",
	.help = N_("one line a finding, for editors and scripts"),
	.begin = gcc_begin,
	.result = gcc_result,
	.end = gcc_end,
};
