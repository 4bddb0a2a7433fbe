/* check.c - `maillint check`: drafts in, reports out. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/crew.h"
#include "../base/file.h"
#include "../base/limits.h"
#include "../base/memory.h"
#include "../check/batch.h"
#include "../check/job.h"
#include "../check/unchecked.h"
#include "command.h"
#include "inputs.h"
#include "nearest.h"
#include "output.h"
#include "say.h"
#include "shelter.h"

/* One report and where it goes. */
struct sink {
	struct output output;
	struct report_settings settings;
	struct report report;
};

/* One run of the command. */
struct session {
	const struct context *context;
	struct options *options;
	struct inputs inputs;
	struct linter *linter;
	size_t next; /* input to read */
	struct sink *sinks;
	size_t sink_count;
	struct file *attached; /* the files of --attach */
	struct file data;      /* that of --data */
	bool data_asked;       /* it was given to a worker */
	struct batch batch; /* what is seen over all drafts */
	struct report_summary summary;
	bool begun; /* the reports */
	bool found; /* something at or above --fail-on, or --max-risk */
};

static bool
unknown_rule(struct session *session, struct str what)
{
	const char *near = rule_nearest(session->context->families, what);
	enum reader reader = session->options->reader;

	return say_near(reader, near,
		near ? N_("no rule or family '{1}'")
		     : N_("no rule or family '{1}'; 'maillint rules' lists "
			  "them all"),
		1, what);
}

static bool
is_rule_or_family(const struct family *const *families, struct str what)
{
	if (str_eq(what, STR("all")) || str_eq(what, STR("folklore")))
		return true;
	family_each(f, families)
	{
		if (str_eq(what, str_of(f->name)))
			return true;
		for (size_t i = 0; i < f->count; i++)
			if (str_eq(what, str_of(f->rules[i].id)))
				return true;
	}
	return false;
}

static bool
selectors_fine(struct session *session)
{
	list_each (
		const struct selector, s, &session->options->settings.selectors)
		if (!is_rule_or_family(session->context->families, s->what))
			return unknown_rule(session, s->what);
	return true;
}

static bool
unknown_format(struct session *session, struct str name)
{
	struct nearest near;
	struct buf all;

	buf_init(&all, 4096);
	nearest_begin(&near, name);
	for (size_t i = 0; report_formats[i]; i++) {
		nearest_try(&near, report_formats[i]->name);
		buf_printf(
			&all, "%s%s", i ? ", " : "", report_formats[i]->name);
	}
	say_near(session->options->reader, near.best,
		N_("no output format '{1}', only: {2}"), 2, name,
		buf_str(&all));
	buf_release(&all);
	return false;
}

/* The report must not overwrite what it is about. */
static bool
file_is_free(struct session *session, const char *file)
{
	struct options *o = session->options;

	if (inputs_hold(&session->inputs, file))
		return say(o->reader,
			N_("the report would overwrite the draft '{1}'"), 1,
			str_of(file));
	if (o->data && inputs_same_file(o->data, file))
		return say(o->reader,
			N_("the report would overwrite the table '{1}'"), 1,
			str_of(file));
	list_each (const struct str, attached, &o->attach)
		if (inputs_same_file(attached->at, file))
			return say(o->reader,
				N_("the report would overwrite the attached "
				   "file '{1}'"),
				1, str_of(file));
	return true;
}

static bool
wish_is_fine(struct session *session, const struct output_wish *w,
	bool *stdout_taken)
{
	if (!report_format_named(w->format))
		return unknown_format(session, w->format);
	if (w->file)
		return file_is_free(session, w->file);
	if (*stdout_taken)
		return say(session->options->reader,
			N_("two reports for standard output: give one a file, "
			   "as in json:report.json"),
			0);
	*stdout_taken = true;
	return true;
}

static bool
wishes_are_fine(struct session *session)
{
	bool stdout_taken = false;

	list_each (const struct output_wish, w, &session->options->outputs)
		if (!wish_is_fine(session, w, &stdout_taken))
			return false;
	return true;
}

static bool
open_sink(struct session *session, const struct output_wish *wish)
{
	struct options *o = session->options;
	struct sink *s = &session->sinks[session->sink_count];

	if (!output_open(&s->output, wish->file, o->reader))
		return false;
	session->sink_count++;
	s->settings = (struct report_settings){
		.reader = o->reader,
		.reader_asked = o->reader_asked,
		.color = terminal_color(s->output.fd, o->color),
		.width = terminal_width(s->output.fd),
		.quiet = o->quiet,
		.verbose = o->verbose,
	};
	s->report = (struct report){
		.format = report_format_named(wish->format),
		.settings = &s->settings,
		.out = &s->output.text,
	};
	return true;
}

/* Without a wish: for people on a terminal, for programs otherwise. */
static bool
open_sinks(struct session *session)
{
	struct options *o = session->options;

	if (!wishes_are_fine(session))
		return false;
	if (!o->outputs.n)
		list_push(&o->arena, &o->outputs)->format =
			isatty(1) ? STR("full") : STR("gcc");
	session->sinks = ARENA_ARRAY(&o->arena, struct sink, o->outputs.n);
	list_each (const struct output_wish, w, &o->outputs)
		if (!open_sink(session, w))
			return false;
	return true;
}

static void
begin_reports(struct session *session)
{
	bool list_only = true;

	for (size_t i = 0; i < session->sink_count; i++) {
		struct report *r = &session->sinks[i].report;
		r->format->begin(r);
		list_only &= r->format->lists;
	}
	session->options->settings.list_only = list_only;
	session->begun = true;
}

/* Files of --attach are read whole: a rule looks into them. */
static bool
read_attachments(struct session *session)
{
	struct options *o = session->options;
	size_t n = o->attach.n;
	struct str *bytes = ARENA_ARRAY(&o->arena, struct str, n);
	struct err err;

	session->attached = ARENA_ARRAY(&o->arena, struct file, n);
	for (size_t i = 0; i < n; i++) {
		const char *path = o->attach.at[i].at;
		if (!file_read(&session->attached[i], path, &err)) {
			say_sentence(str_of(err.said));
			return false;
		}
		bytes[i] = session->attached[i].bytes;
	}
	o->settings.draft.attach = o->attach.at;
	o->settings.draft.attach_content = bytes;
	o->settings.draft.attach_count = n;
	return true;
}

/* The table of --data is read here and parsed by the workers, which have it
 * from their birth. */
static bool
read_data(struct session *session)
{
	struct options *o = session->options;
	struct err err;

	if (!o->data)
		return true;
	if (!file_read(&session->data, o->data, &err)) {
		say_sentence(str_of(err.said));
		return false;
	}
	if (session->data.bytes.len > LIMIT_DATA)
		return say(o->reader,
			N_("'{1}' is larger than 16 MiB, the most a table may "
			   "have"),
			1, str_of(o->data));
	o->settings.data = session->data.bytes;
	if (!o->settings.data.at)
		o->settings.data = STR("");
	o->settings.data_path = str_of(o->data);
	return true;
}

_Static_assert(LIMIT_DATA == 16 * MIB, "the sentence above names it");

static bool
make_linter(struct session *session)
{
	struct err err;

	session->linter = linter_new(session->context->families,
		session->context->phrases, &session->options->settings, &err);
	if (!session->linter)
		say_sentence(str_of(err.said));
	return session->linter != NULL;
}

static bool
reaches(const struct result *r, enum severity least)
{
	switch (least) {
	case SEVERITY_ERROR:
		return r->errors > 0;
	case SEVERITY_WARNING:
		return r->errors + r->warnings > 0;
	case SEVERITY_NOTE:
		return r->count > 0;
	default:
		return false;
	}
}

static void
judge(struct session *session, const struct result *r)
{
	struct options *o = session->options;
	struct buf risk;

	session->found |= reaches(r, o->fail_on);
	if (r->score.risk <= o->max_risk)
		return;
	session->found = true;
	buf_init(&risk, 64);
	buf_printf(&risk, "%.1f", r->score.risk);
	if (!o->quiet)
		say(o->reader, N_("'{1}': the risk, {2}, is above --max-risk"),
			2, r->path, buf_str(&risk));
	buf_release(&risk);
}

static void
add_up(struct report_summary *s, const struct result *r)
{
	s->files++;
	s->errors += r->errors;
	s->warnings += r->warnings;
	s->notes += r->notes;
	s->fixable += r->fixable;
}

static void
report_result(struct session *session, const struct result *r)
{
	for (size_t i = 0; i < session->sink_count; i++) {
		struct sink *s = &session->sinks[i];
		s->report.format->result(&s->report, r);
		s->report.results++;
		output_flush(&s->output);
	}
	add_up(&session->summary, r);
	judge(session, r);
	batch_add(&session->batch, r);
}

static void
hint_at_keyboard(const struct session *session)
{
	if (isatty(0) && isatty(2))
		say(session->options->reader,
			N_("reading a draft from the keyboard; Ctrl-D ends it"),
			0);
}

static bool
read_input(struct session *session, const char *path, struct file *file,
	struct err *err)
{
	if (strcmp(path, "-") != 0)
		return file_read(file, path, err);
	hint_at_keyboard(session);
	return file_read_all(file, 0, "-", err);
}

static const char *
shown_path(const struct session *session, const char *path)
{
	bool renamed = !strcmp(path, "-") && session->options->stdin_filename;
	return renamed ? session->options->stdin_filename : path;
}

static void
fail_input(struct session *session, const char *path, const struct err *err)
{
	if (err->number)
		inputs_fail_errno(&session->inputs, path, err->number);
	else
		inputs_fail(&session->inputs, path, "{2}", str_of(err->said));
}

/* A draft on its way through a worker. */
struct asked {
	const char *path;
	struct file file;
	struct err err; /* why it could not be read */
};

/* A NUL in front of its name says that it is the table (check/job.h). */
static enum crew_next
ask_about_data(struct session *session, struct errand *e)
{
	struct asked *a = memory_new(sizeof *a);

	session->data_asked = true;
	a->path = session->options->data;
	e->own = a;
	e->head = arena_printf(
		&session->options->arena, "%c%s", '\0', a->path);
	e->body = session->data.bytes;
	return CREW_ASK;
}

static struct str
path_of(const struct errand *e)
{
	return str_from(e->head, e->head.len && !e->head.at[0]);
}

static enum crew_next
ask_next(void *context, struct errand *e)
{
	struct session *session = context;

	if (session->options->data && !session->data_asked)
		return ask_about_data(session, e);
	if (session->next == session->inputs.list.n)
		return CREW_END;
	struct asked *a = memory_new(sizeof *a);
	e->own = a;
	a->path = session->inputs.list.at[session->next++].path;
	if (!read_input(session, a->path, &a->file, &a->err))
		return CREW_SKIP;
	e->head = str_of(shown_path(session, a->path));
	e->body = a->file.bytes;
	return CREW_ASK;
}

static bool
take_answer(void *context, struct errand *e, struct str answer)
{
	struct session *session = context;
	struct result result;
	bool fine = result_unpack(&result, session->context->families, path_of(e),
		e->body.len, answer);

	if (fine)
		report_result(session, &result);
	result_release(&result);
	return fine;
}

static void
report_unchecked(struct session *session, const struct errand *e,
	enum fate fate, int detail)
{
	struct result result;

	result_unchecked(&result, session->context->families, path_of(e),
		e->body.len, fate, detail);
	report_result(session, &result);
	result_release(&result);
}

static bool
output_lost(const struct session *session)
{
	for (size_t i = 0; i < session->sink_count; i++)
		if (session->sinks[i].output.failed)
			return true;
	return false;
}

/* A run that was stopped: without a reader, there is nobody to tell. */
static void
fail_unread(struct session *session, const char *path)
{
	if (!output_lost(session))
		inputs_fail(&session->inputs, path,
			N_("'{1}' was not checked: no process could be started "
			   "for it"),
			STR_NONE);
}

/* Ends the errand; false when nobody reads the reports any more. */
static bool
end_errand(void *context, struct errand *e, enum fate fate, int detail)
{
	struct session *session = context;
	struct asked *a = e->own;

	if (fate == FATE_SKIPPED)
		fail_input(session, a->path, &a->err);
	else if (fate == FATE_DROPPED)
		fail_unread(session, a->path);
	else if (fate != FATE_ANSWERED)
		report_unchecked(session, e, fate, detail);
	file_release(&a->file);
	free(a);
	return !output_lost(session);
}

static bool
check_inputs(struct session *session)
{
	struct linter_job job = { session->linter, session->context->families };
	struct crew_plan plan = {
		.serve = { .job = linter_job,
			.context = &job,
			.foresee = linter_foresee,
			.sandboxed = shelter_wanted(session->options) },
		.workers = session->options->jobs,
		.seconds = LIMIT_SECONDS,
		.context = session,
		.next = ask_next,
		.answer = take_answer,
		.done = end_errand,
	};
	struct err err;

	plan.serve.libraries[LIBRARY_ICU] =
		!str_is_ascii(session->data.bytes);
	if (session->options->verbose)
		shelter_note(session->options);
	if (crew_run(&plan, &err))
		return true;
	say_sentence(str_of(err.said));
	while (session->next < session->inputs.list.n)
		fail_unread(
			session, session->inputs.list.at[session->next++].path);
	return false;
}

/* After the last draft. */
static void
check_batch(struct session *session)
{
	struct batch *b = &session->batch;
	struct report_summary *s = &session->summary;
	struct result sum;

	batch_run(b);
	s->batch = b;
	s->errors += b->errors;
	s->warnings += b->warnings;
	s->notes += b->notes;
	sum = (struct result){ .errors = b->errors,
		.warnings = b->warnings,
		.count = b->findings.n };
	session->found |= reaches(&sum, session->options->fail_on);
}

/* False when a report was not written whole. */
static bool
close_sinks(struct session *session)
{
	bool whole = true;

	session->summary.failures = session->inputs.failures.at;
	session->summary.failure_count = session->inputs.failures.n;
	for (size_t i = 0; i < session->sink_count; i++) {
		struct sink *s = &session->sinks[i];
		if (session->begun)
			s->report.format->end(&s->report, &session->summary);
		whole &= output_close(&s->output);
	}
	return whole;
}

static void
gather_inputs(struct session *session)
{
	session->inputs.arena = &session->options->arena;
	session->inputs.reader = session->options->reader;
	session->inputs.in_english = !session->options->reader_asked;
	list_each (const char *, word, &session->options->words)
		inputs_add(&session->inputs, *word);
}

static bool
begin(struct session *session)
{
	struct options *o = session->options;

	if (!o->words.n)
		return say(o->reader,
			N_("nothing to check: name a draft, a folder, or '-' "
			   "for standard input ('maillint help' says more)"),
			0);
	if (!selectors_fine(session) || !read_attachments(session) ||
		!read_data(session))
		return false;
	gather_inputs(session);
	if (!make_linter(session) || !open_sinks(session))
		return false;
	begin_reports(session);
	o->settings.many = session->inputs.list.n > 1;
	batch_init(&session->batch, session->linter);
	return true;
}

static void
release(struct session *session)
{
	batch_release(&session->batch);
	linter_free(session->linter);
	file_release(&session->data);
	for (size_t i = 0; session->attached && i < session->options->attach.n;
		i++)
		file_release(&session->attached[i]);
}

int
command_check(const struct context *c, struct options *o)
{
	struct session session = { .context = c, .options = o };
	bool fine = begin(&session);

	if (fine) {
		fine = check_inputs(&session);
		check_batch(&session);
	}
	fine &= close_sinks(&session);
	fine &= session.inputs.failures.n == 0;
	release(&session);
	if (!fine)
		return STATUS_TROUBLE;
	return session.found ? STATUS_FOUND : STATUS_CLEAN;
}
