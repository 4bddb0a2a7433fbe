/* full_verdict.c - the risk of a draft, the way down, how it was read. */
#include <math.h>
#include <stdio.h>

#include "full.h"

enum { BAR = 20 };

/* Low, medium, high. */
struct band {
	const char *words;
	enum paint paint;
};

static struct band
band_of(double risk)
{
	switch (score_band(risk)[0]) {
	case 'l':
		return (struct band){ N_("low"), PAINT_GOOD };
	case 'm':
		return (struct band){ N_("medium"), PAINT_WARNING };
	default:
		return (struct band){ N_("high"), PAINT_ERROR };
	}
}

struct figure {
	char digits[24];
};

/* Whole numbers, cut and not rounded: 24.9 is still low, and shown as 24. */
static struct str
whole(struct figure *f, double value)
{
	int n = snprintf(f->digits, sizeof f->digits, "%.0f", floor(value));
	return (struct str){ f->digits, n > 0 ? (size_t)n : 0 };
}

static void
add_bar(const struct sheet *s, double risk)
{
	size_t full = (size_t)lround(risk * BAR / 100);

	if (full > BAR)
		full = BAR;
	buf_add(s->out, STR("  ["));
	paint(s->out, s->settings, band_of(risk).paint);
	buf_repeat(s->out, '#', full);
	paint(s->out, s->settings, PAINT_PLAIN);
	buf_repeat(s->out, '-', BAR - full);
	buf_char(s->out, ']');
}

static void
add_risk(const struct sheet *s)
{
	double risk = s->result->score.risk;
	enum reader reader = s->settings->reader;
	struct band band = band_of(risk);
	struct figure f;

	paint(s->out, s->settings, band.paint);
	words_add(s->out, reader, N_("risk {1} of 100, {2}"), 2,
		whole(&f, risk), str_of(translate(reader, band.words)));
	paint(s->out, s->settings, PAINT_PLAIN);
	add_bar(s, risk);
	buf_char(s->out, '\n');
}

static void
add_outcomes(const struct sheet *s)
{
	const double *o = s->result->score.outcomes;
	struct figure f[OUTCOMES];

	words_add(s->out, s->settings->reader,
		N_("  refused {1}, filtered as spam {2}, ignored {3}, shown "
		   "broken {4}\n"),
		4, whole(&f[0], o[OUTCOME_REJECT]),
		whole(&f[1], o[OUTCOME_SPAM]), whole(&f[2], o[OUTCOME_IGNORED]),
		whole(&f[3], o[OUTCOME_BROKEN]));
}

static void
add_steps(const struct sheet *s, const struct way_down *w)
{
	for (size_t i = 0; i < w->count; i++) {
		if (i)
			sheet_words(s, N_(", "));
		buf_printf(s->out, "%s",
			s->result->findings[w->findings[i]].rule->id);
	}
}

static void
add_way_down(const struct sheet *s)
{
	const struct way_down *w = &s->result->way_down;
	struct figure n, from, to;

	if (!w->count)
		return;
	words_add(s->out, s->settings->reader,
		w->count == 1 ? N_("  fix this first: {2} -> {3}: ")
			      : N_("  fix these {1} first: {2} -> {3}: "),
		3, whole(&n, (double)w->count),
		whole(&from, s->result->score.risk), whole(&to, w->risk));
	add_steps(s, w);
	buf_char(s->out, '\n');
}

void
full_kind(const struct sheet *s)
{
	enum reader reader = s->settings->reader;
	const struct result *r = s->result;

	if (r->unread)
		return;
	if (r->table) {
		sheet_words(s, N_("  read as a table of contacts\n"));
		return;
	}
	words_add(s->out, reader,
		r->stage == STAGE_TEMPLATE
			? N_("  read as a template, preset {1}")
			: N_("  read as a mail about to be sent, preset {1}"),
		1, str_of(preset_name(r->preset)));
	if (r->preset_why)
		words_add(s->out, reader, N_(" ({1})"), 1,
			str_of(translate(reader, r->preset_why)));
	buf_char(s->out, '\n');
}

void
full_remarks(const struct sheet *s)
{
	struct figure f;

	if (s->result->dropped)
		words_add(s->out, s->settings->reader,
			N_("  {1} more findings are not shown\n"), 1,
			whole(&f, (double)s->result->dropped));
	if (s->result->self_copy)
		sheet_words(s, N_("  this is a copy mailed to oneself, so the "
				  "recipient is unknown: name one with\n"
				  "  --to ADDRESS\n"));
	if (s->result->subject_unknown)
		sheet_words(s, N_("  the subject was not checked: name it with "
				  "--subject TEXT\n"));
	if (s->result->recipient_unknown)
		sheet_words(s, N_("  whether the mail fits its reader was not "
				  "checked: name one with --to ADDRESS\n"));
	if (s->result->unspelt)
		words_add(s->out, s->settings->reader,
			N_("  spelling was not checked: there is no Hunspell "
			   "dictionary of '{1}' here\n"),
			1, str_of(language_tag(s->result->unspelt)));
}

void
full_verdict(const struct sheet *s)
{
	add_risk(s);
	add_outcomes(s);
	add_way_down(s);
	full_kind(s);
	full_remarks(s);
}
