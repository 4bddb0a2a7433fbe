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
#include "dictionaries.h"
#include "inputs.h"
#include "../base/nearest.h"
#include "output.h"
#include "say.h"
#include "setups.h"
#include "shelter.h"

/* One report and where it goes. */
struct sink {
	struct output output;
	struct report_settings settings;
	struct report report;
};

/* A draft on its way through a worker. */
struct asked {
	const char *path, *shown;
	const struct options *options; /* of its configuration */
	struct file file;
	struct err err; /* why it could not be read */
};

/* One run of the command. */
struct session {
	const struct context *context;
	struct options *options;
	struct inputs inputs;
	struct setups setups;
	struct vocabulary vocabularies[LANGUAGES];
	struct spell *spell; /* NULL: not to be checked */
	size_t next;	     /* input to read */
	struct sink *sinks;
	size_t sink_count;
	struct file *attached; /* the files of --attach */
	struct file data;      /* that of --data */
	bool data_asked;       /* it was given to a worker */
	struct batch batch;    /* what is seen over all drafts */
	struct report_summary summary;
	bool begun; /* the reports */
	bool found; /* something at or above --fail-on, or --max-risk */
	bool cut;   /* drafts were left out when nobody read on */
};

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
	list_each (const struct setup, s, &session->setups.list) {
		s->options->settings.list_only = list_only;
		s->options->settings.many = session->inputs.list.n > 1;
	}
	session->begun = true;
}

static void
attach(struct session *session, const struct str *contents)
{
	const struct options *o = session->options;

	list_each (const struct setup, s, &session->setups.list) {
		struct draft_options *draft = &s->options->settings.draft;
		draft->attach = o->attach.at;
		draft->attach_content = contents;
		draft->attach_count = o->attach.n;
	}
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
	attach(session, bytes);
	return true;
}

static void
share_data(struct session *session)
{
	struct str table = session->data.bytes;

	list_each (const struct setup, s, &session->setups.list) {
		struct settings *to = &s->options->settings;
		to->data = table.at ? table : STR("");
		to->data_path = str_of(session->options->data);
	}
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
	share_data(session);
	return true;
}

_Static_assert(LIMIT_DATA == 16 * MIB, "the sentence above names it");

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
judge(struct session *session, const struct options *o, const struct result *r)
{
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
report_result(
	struct session *session, const struct asked *a, const struct result *r)
{
	for (size_t i = 0; i < session->sink_count; i++) {
		struct sink *s = &session->sinks[i];
		s->report.format->result(&s->report, r);
		s->report.results++;
		output_flush(&s->output);
	}
	add_up(&session->summary, r);
	judge(session, a->options, r);
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

static enum crew_next
ask_about_data(struct session *session, struct errand *e)
{
	struct asked *a = memory_new(sizeof *a);

	session->data_asked = true;
	a->path = a->shown = session->options->data;
	a->options = session->setups.list.at[0].options;
	e->own = a;
	e->head =
		linter_table_head(&session->options->arena, 0, str_of(a->path));
	e->body = session->data.bytes;
	return CREW_ASK;
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
	const struct input *in = &session->inputs.list.at[session->next++];
	a->path = in->path;
	a->shown = shown_path(session, in->path);
	a->options = session->setups.list.at[in->setup].options;
	if (!read_input(session, a->path, &a->file, &a->err))
		return CREW_SKIP;
	e->head = linter_head(
		&session->options->arena, in->setup, str_of(a->shown));
	e->body = a->file.bytes;
	return CREW_ASK;
}

static bool
take_answer(void *context, struct errand *e, struct str answer)
{
	struct session *session = context;
	const struct asked *a = e->own;
	struct result result;
	bool fine = result_unpack(&result, session->context->families,
		str_of(a->shown), e->body.len, answer);

	if (fine)
		report_result(session, a, &result);
	result_release(&result);
	return fine;
}

static void
report_unchecked(struct session *session, const struct errand *e,
	enum fate fate, int detail)
{
	const struct asked *a = e->own;
	struct result result;

	result_unchecked(&result, session->context->families, str_of(a->shown),
		e->body.len, fate, detail);
	report_result(session, a, &result);
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
	session->cut = true;
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

static void
keep_table(void *context, uint8_t which, struct str table)
{
	struct session *session = context;

	if (which < LANGUAGES)
		dictionaries_keep(&session->options->arena,
			&session->vocabularies[which], (enum language)which,
			table);
}

static void
hear_of_door(void *context, const struct sandbox *door)
{
	const struct session *session = context;

	shelter_note(session->options, door);
}

static bool
check_inputs(struct session *session)
{
	struct linter_job job = { .linters = session->setups.linters,
		.count = session->setups.list.n,
		.families = session->context->families,
		.spell = session->spell };
	struct crew_plan plan = {
		.serve = { .job = linter_job,
			.context = &job,
			.prepare = linter_prepare,
			.foresee = linter_foresee,
			.sandboxed = shelter_wanted(session->options) },
		.workers = session->options->jobs,
		.seconds = LIMIT_SECONDS,
		.context = session,
		.keep = keep_table,
		.next = ask_next,
		.answer = take_answer,
		.done = end_errand,
		.door = hear_of_door,
	};
	struct err err;

	plan.serve.wanted[LIBRARY_ICU] = !str_is_ascii(session->data.bytes);
	if (!plan.workers)
		hear_of_door(session, &(struct sandbox){ 0 });
	bool done = crew_run(&plan, &err);
	linter_job_release(&job);
	session->cut |= session->next < session->inputs.list.n;
	if (done)
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
	session->found |=
		reaches(&sum, session->setups.list.at[0].options->fail_on);
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

/* The language of the report is asked for once: by the first draft's. */
static void
choose_language(struct session *session)
{
	const struct options *first = session->setups.list.at[0].options;

	session->options->reader = first->reader;
	session->options->reader_asked = first->reader_asked;
	session->inputs.reader = first->reader;
	session->inputs.in_english = !first->reader_asked;
}

static void
find_spelling(struct session *session)
{
	if (session->options->settings.no_spelling)
		return;
	dictionaries_find(&session->options->arena, session->vocabularies);
	session->spell = spell_new(session->vocabularies);
	for (size_t i = 0; i < session->setups.list.n; i++)
		linter_use_spelling(session->setups.linters[i], session->spell);
}

static bool
find_setups(struct session *session)
{
	session->setups.flags = session->options;
	if (!setups_find(&session->setups, &session->inputs))
		return false;
	choose_language(session);
	return read_attachments(session) && read_data(session) &&
	       setups_link(&session->setups, session->context->families,
		       session->context->phrases);
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
	gather_inputs(session);
	if (!find_setups(session) || !open_sinks(session))
		return false;
	find_spelling(session);
	begin_reports(session);
	batch_init(&session->batch, session->setups.linters[0]);
	return true;
}

static void
release(struct session *session)
{
	batch_release(&session->batch);
	setups_release(&session->setups);
	spell_free(session->spell);
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
	if (!fine || (session.cut && !session.found))
		return STATUS_TROUBLE;
	return session.found ? STATUS_FOUND : STATUS_CLEAN;
}
