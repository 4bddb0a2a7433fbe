/*
 * full.c - for people: each finding with its line and what to do about it,
 * then the risk of the draft and the shortest way down.
 */
#include <stdio.h>

#include "full.h"

void
sheet_words(const struct sheet *s, const char *english)
{
	buf_add(s->out, str_of(translate(s->settings->reader, english)));
}

static void
add_path(const struct sheet *s)
{
	char number[24];

	paint(s->out, s->settings, PAINT_BOLD);
	escape_add(s->out, s->result->path, false);
	paint(s->out, s->settings, PAINT_PLAIN);
	if (!s->result->message_number)
		return;
	snprintf(number, sizeof number, "%zu", s->result->message_number);
	words_add(s->out, s->settings->reader, N_(", message {1}"), 1,
		str_of(number));
}

static void
add_calm_line(const struct sheet *s)
{
	if (s->settings->quiet)
		return;
	add_path(s);
	sheet_words(s, N_(": nothing to mend (risk 0)\n"));
	if (s->settings->verbose)
		full_kind(s);
	full_remarks(s);
}

static void
full_begin(struct report *r)
{
	(void)r;
}

static void
full_result(struct report *r, const struct result *result)
{
	const struct sheet s = { r->out, r->settings, result };

	if (!result->count) {
		add_calm_line(&s);
		return;
	}
	add_path(&s);
	buf_add(s.out, STR("\n\n"));
	for (size_t i = 0; i < result->count; i++)
		full_finding(&s, &result->findings[i]);
	if (r->settings->quiet)
		return;
	full_verdict(&s);
	buf_char(r->out, '\n');
}

/* A sentence of counts; what is 0 is left out. */
struct tally {
	struct report *report;
	const char *gap; /* in front of the next one; translated */
};

static void
add_count(struct tally *t, size_t n, const char *one, const char *many)
{
	enum reader reader = t->report->settings->reader;
	char digits[24];

	if (!n)
		return;
	snprintf(digits, sizeof digits, "%zu", n);
	buf_add(t->report->out, str_of(translate(reader, t->gap)));
	words_add(
		t->report->out, reader, n == 1 ? one : many, 1, str_of(digits));
	t->gap = N_(", ");
}

static void
full_end(struct report *r, const struct report_summary *s)
{
	struct tally t = { r, "" };

	full_batch(r, s);
	if (r->settings->quiet || s->errors + s->warnings + s->notes == 0)
		return;
	add_count(&t, s->errors, N_("{1} error"), N_("{1} errors"));
	add_count(&t, s->warnings, N_("{1} warning"), N_("{1} warnings"));
	add_count(&t, s->notes, N_("{1} note"), N_("{1} notes"));
	t.gap = N_(" in ");
	add_count(&t, s->files, N_("{1} draft"), N_("{1} drafts"));
	t.gap = N_("; ");
	add_count(&t, s->fixable, N_("a fix is shown for {1}"),
		N_("fixes are shown for {1}"));
	buf_add(r->out, str_of(translate(r->settings->reader,
				N_(".\n'maillint explain RULE' says why.\n"))));
}

const struct report_format report_full = {
	.name = "full",
	.help = N_("for people: each finding with its line and its fix"),
	.begin = full_begin,
	.result = full_result,
	.end = full_end,
};
