/* whole.c - the whole path, in one process: bytes -> findings -> reports. */
#include <string.h>

#include "base/limits.h"
#include "holds.h"
#include "report/report.h"
#include "rules/rules.h"
#include "whole.h"

void
whole_open(struct whole *w)
{
	struct err err;

	memset(w, 0, sizeof *w);
	arena_init(&w->sources);
	arena_init(&w->drafts);
	buf_init(&w->out, LIMIT_REPORT);
	w->linter = linter_new(families, &rules_phrases, &w->settings, &err);
}

void
whole_close(struct whole *w)
{
	linter_free(w->linter);
	arena_release(&w->drafts);
	arena_release(&w->sources);
	buf_release(&w->out);
}

/* One result in one format; the report stands in w->out. */
static struct str
report(struct whole *w, const struct report_format *format,
	const struct report_settings *settings, const struct result *result)
{
	struct report r = { format, settings, &w->out, NULL, 0 };
	struct report_summary sum = { .files = 1,
		.errors = result->errors,
		.warnings = result->warnings,
		.notes = result->notes,
		.fixable = result->fixable };

	buf_clear(&w->out);
	format->begin(&r);
	format->result(&r, result);
	r.results = 1;
	format->end(&r, &sum);
	return buf_str(&w->out);
}

const char *
whole_report(struct whole *w, const struct result *result)
{
	static const struct report_settings plain = { .width = 80 };
	static const struct report_settings painted = { .reader = READER_ZH,
		.reader_asked = true,
		.color = true,
		.verbose = true,
		.width = 60 };
	struct str json = report(w, &report_jsonl, &plain, result);

	HOLD(holds_output(json, false));
	HOLD(holds_json(json, result));
	if (!w->deep)
		return NULL;
	HOLD(holds_output(report(w, &report_gcc, &plain, result), false));
	HOLD(holds_output(report(w, &report_full, &plain, result), false));
	HOLD(holds_output(report(w, &report_full, &painted, result), true));
	return NULL;
}

static const char *
holds_model(struct whole *w, struct source *source, size_t n)
{
	struct draft d;

	draft_parse(&d, &w->drafts, source, n, &w->settings.draft);
	return holds_draft(&d);
}

static const char *
run_message(struct whole *w, struct source *source, size_t n)
{
	struct result result;

	arena_clear(&w->drafts);
	if (w->deep)
		HOLD(holds_model(w, source, n));
	linter_run(w->linter, &w->drafts, source, n, &result);
	const char *broken = holds_result(&result, source->bytes);
	if (!broken)
		broken = whole_report(w, &result);
	result_release(&result);
	return broken;
}

const char *
whole_run(struct whole *w, struct str path, struct str bytes)
{
	struct source source;

	arena_clear(&w->sources);
	source_open(&source, &w->sources, path, bytes);
	for (size_t n = 0; n < source.messages.n; n++)
		HOLD(run_message(w, &source, n));
	return NULL;
}

static void
add_anatomy(struct buf *out, const struct draft *d)
{
	list_each (struct part *, p, &d->parts)
		buf_printf(out, "%u %.*s %d\n", (*p)->depth,
			STR_ARG((*p)->media), (int)(*p)->transfer);
	list_each (const struct attachment, a, &d->attachments)
		buf_printf(out, "%zu %llx\n", (size_t)a->size,
			(unsigned long long)a->hash);
}

struct str
whole_anatomy(struct arena *arena, struct str path, struct str bytes)
{
	struct draft_options none = { 0 };
	struct source source;
	struct buf out;
	struct draft d;

	buf_init(&out, LIMIT_REPORT);
	source_open(&source, arena, path, bytes);
	for (size_t n = 0; n < source.messages.n; n++) {
		draft_parse(&d, arena, &source, n, &none);
		add_anatomy(&out, &d);
	}
	struct str s = arena_str(arena, buf_str(&out));
	buf_release(&out);
	return s;
}
