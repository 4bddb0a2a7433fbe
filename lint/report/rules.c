/* rules.c - what the rules say about themselves, as text and Markdown. */
#include <string.h>

#include "paint.h"
#include "rules.h"
#include "wrap.h"

enum { TEXT_WIDTH = 78, INDENT = 2 };

/* Where a description goes, and for whom. */
struct page {
	struct buf *out;
	const struct report_settings *settings;
};

static const char *
in_words(const struct page *p, const char *english)
{
	return translate(p->settings->reader, english);
}

static void
add_words(const struct page *p, const char *english)
{
	buf_add(p->out, str_of(in_words(p, english)));
}

static const char *
severity_words(enum severity s)
{
	switch (s) {
	case SEVERITY_ERROR:
		return N_("error");
	case SEVERITY_WARNING:
		return N_("warning");
	case SEVERITY_NOTE:
		return N_("note");
	default:
		return N_("off");
	}
}

static const char *
outcome_words(enum outcome o)
{
	static const char *const words[OUTCOMES] = {
		[OUTCOME_REJECT] = N_("a server may refuse the mail"),
		[OUTCOME_SPAM] = N_("the mail may be filtered as spam"),
		[OUTCOME_IGNORED] = N_("the mail may be left unanswered"),
		[OUTCOME_BROKEN] = N_("the mail may be shown broken"),
	};
	return words[o];
}

static const char *
evidence_words(enum evidence e)
{
	static const char *const words[] = {
		[EVIDENCE_STANDARD] = N_("a standard or a law says so"),
		[EVIDENCE_PROVIDER] = N_("a mailbox provider says so"),
		[EVIDENCE_MEASURED] = N_(
			"measured: in labelled spam and good mail, or in mail "
			"programs"),
		[EVIDENCE_EVIDENT] = N_("a plain mistake, no proof needed"),
		[EVIDENCE_REPORTED] = N_("reported by others, not measured"),
		[EVIDENCE_FOLKLORE] =
			N_("widely claimed but unproven: off unless selected"),
	};
	return words[e];
}

static bool
differs_by_preset(const struct rule *r)
{
	for (int p = PRESET_OUTREACH; p < PRESETS; p++)
		if (rule_severity(r, (enum preset)p) != r->severity)
			return true;
	return false;
}

/* "warning (bulk: note, personal: off)" */
static void
add_severities(const struct page *p, const struct rule *r)
{
	const char *gap = N_(" (");

	add_words(p, severity_words(r->severity));
	if (!differs_by_preset(r))
		return;
	for (int i = PRESET_OUTREACH; i < PRESETS; i++) {
		enum severity s = rule_severity(r, (enum preset)i);
		if (s == r->severity)
			continue;
		add_words(p, gap);
		buf_add(p->out, str_of(preset_name((enum preset)i)));
		add_words(p, N_(": "));
		add_words(p, severity_words(s));
		gap = N_(", ");
	}
	add_words(p, N_(")"));
}

static void
add_paragraph(const struct page *p, const char *english)
{
	wrap_add(p->out, str_of(in_words(p, english)), INDENT, TEXT_WIDTH);
}

static void
add_heading(const struct page *p, const char *english)
{
	buf_char(p->out, '\n');
	paint_str(
		p->out, p->settings, PAINT_BOLD, str_of(in_words(p, english)));
	buf_char(p->out, '\n');
}

/* An example that is kept in a file is not printed. */
static bool
is_elsewhere(struct str example)
{
	return !example.len || example.at[0] == '@' ||
	       str_starts(example, STR("maillint: --table"));
}

/* An example is a file in itself; each line is set off by a bar. */
static void
add_example(const struct page *p, const char *english, const char *example)
{
	struct str rest = str_of(example);

	if (is_elsewhere(rest))
		return;
	add_heading(p, english);
	while (rest.at && rest.len) {
		struct str line = str_cut(&rest, '\n');
		if (str_ends(line, STR("\r")))
			line.len--;
		buf_add(p->out, STR("  | "));
		escape_add(p->out, line, true);
		buf_char(p->out, '\n');
	}
}

static void
add_facts(const struct page *p, const struct rule *r)
{
	add_heading(p, N_("Severity"));
	buf_repeat(p->out, ' ', INDENT);
	add_severities(p, r);
	buf_char(p->out, '\n');
	if (!r->template_too) {
		buf_repeat(p->out, ' ', INDENT);
		add_words(p, N_("not run on templates"));
		buf_char(p->out, '\n');
	}
	add_heading(p, N_("What may happen"));
	add_paragraph(p, outcome_words(r->outcome));
	add_heading(p, N_("How we know"));
	add_paragraph(p, evidence_words(r->evidence));
	if (r->source)
		add_paragraph(p, r->source);
}

static void
add_switch(const struct page *p, const struct rule *r)
{
	add_heading(p, N_("To switch it off"));
	buf_printf(p->out, "  maillint --ignore %s DRAFT\n", r->id);
}

static void
explain_text(const struct page *p, const struct rule *r)
{
	paint_str(p->out, p->settings, PAINT_BOLD, str_of(r->id));
	add_words(p, N_(": "));
	add_words(p, r->title);
	buf_char(p->out, '\n');
	if (r->why) {
		add_heading(p, N_("Why"));
		add_paragraph(p, r->why);
	}
	add_facts(p, r);
	add_example(p, N_("A draft that it finds fault with"), r->bad);
	add_example(p, N_("A draft that it accepts"), r->good);
	add_switch(p, r);
}

static size_t
widest_id(const struct family *const *families)
{
	size_t widest = 0;
	family_each(f, families) for (size_t i = 0; i < f->count;
				      i++) if (strlen(f->rules[i].id) > widest)
		widest = strlen(f->rules[i].id);
	return widest;
}

static void
list_rule(const struct page *p, const struct rule *r, size_t widest)
{
	enum severity s =
		r->evidence == EVIDENCE_FOLKLORE ? SEVERITY_OFF : r->severity;

	buf_repeat(p->out, ' ', INDENT);
	pad_add(p->out, str_of(r->id), widest + 2);
	paint(p->out, p->settings, paint_of_severity(s));
	pad_add(p->out, str_of(in_words(p, severity_words(s))), 9);
	paint(p->out, p->settings, PAINT_PLAIN);
	add_words(p, r->title);
	buf_char(p->out, '\n');
}

/* A family may fill several files, one after the other in the list. */
static bool
goes_on(const struct family *const *families, const struct family *const *at)
{
	return at != families && !strcmp(at[-1]->name, at[0]->name);
}

static void
list_heading(const struct page *p, const struct family *f)
{
	paint(p->out, p->settings, PAINT_BOLD);
	buf_printf(p->out, "%s", f->name);
	paint(p->out, p->settings, PAINT_PLAIN);
	add_words(p, N_(": "));
	add_words(p, f->title);
	buf_char(p->out, '\n');
}

static void
list_families(const struct page *p, const struct family *const *families)
{
	size_t widest = widest_id(families);

	for (const struct family *const *f = families; *f; f++) {
		if (!goes_on(families, f))
			list_heading(p, *f);
		for (size_t i = 0; i < (*f)->count; i++)
			list_rule(p, &(*f)->rules[i], widest);
		if (!f[1] || !goes_on(families, f + 1))
			buf_char(p->out, '\n');
	}
}

void
rules_text(struct buf *out, const struct report_settings *s,
	const struct family *const *families, const struct rule *only)
{
	struct page p = { out, s };

	if (only) {
		explain_text(&p, only);
		return;
	}
	list_families(&p, families);
	add_words(&p, N_("'maillint explain RULE' says more about one."));
	buf_char(out, '\n');
}

static void
add_fact(const struct page *p, const char *label, const char *value)
{
	buf_add(p->out, STR("- "));
	add_words(p, label);
	add_words(p, N_(": "));
	add_words(p, value);
	buf_char(p->out, '\n');
}

static void
add_fence(const struct page *p, const char *label, const char *example)
{
	struct str text = str_of(example);

	if (is_elsewhere(text))
		return;
	buf_char(p->out, '\n');
	add_words(p, label);
	buf_add(p->out, STR(":\n\n~~~\n"));
	while (text.at && text.len) {
		struct str line = str_cut(&text, '\n');
		if (str_ends(line, STR("\r")))
			line.len--;
		escape_add(p->out, line, true);
		buf_char(p->out, '\n');
	}
	buf_add(p->out, STR("~~~\n"));
}

static void
explain_markdown(const struct page *p, const struct rule *r)
{
	buf_printf(p->out, "\n### %s\n\n", r->id);
	add_words(p, r->title);
	buf_add(p->out, STR("\n\n"));
	if (r->why) {
		add_words(p, r->why);
		buf_add(p->out, STR("\n\n"));
	}
	buf_add(p->out, STR("- "));
	add_words(p, N_("Severity"));
	add_words(p, N_(": "));
	add_severities(p, r);
	buf_char(p->out, '\n');
	add_fact(p, N_("What may happen"), outcome_words(r->outcome));
	add_fact(p, N_("How we know"), evidence_words(r->evidence));
	if (r->source)
		add_fact(p, N_("Source"), r->source);
	add_fence(p, N_("A draft that it finds fault with"), r->bad);
	add_fence(p, N_("A draft that it accepts"), r->good);
}

static void
heading_markdown(const struct page *p, const struct family *f)
{
	buf_printf(p->out, "\n## %s\n\n", f->name);
	add_words(p, f->title);
	buf_char(p->out, '\n');
}

static void
families_markdown(const struct page *p, const struct family *const *families)
{
	for (const struct family *const *f = families; *f; f++) {
		if (!goes_on(families, f))
			heading_markdown(p, *f);
		for (size_t i = 0; i < (*f)->count; i++)
			explain_markdown(p, &(*f)->rules[i]);
	}
}

void
rules_markdown(struct buf *out, const struct report_settings *s,
	const struct family *const *families, const struct rule *only)
{
	struct page p = { out, s };

	if (only) {
		explain_markdown(&p, only);
		return;
	}
	buf_add(out, STR("# "));
	add_words(&p, N_("Rules of maillint"));
	buf_char(out, '\n');
	families_markdown(&p, families);
}
