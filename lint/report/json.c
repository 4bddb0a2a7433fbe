/*
 * json.c - results and rules as JSON (jansson).
 *
 * A report is written as it goes, one element of "files" a line, so that many
 * files need no more memory than one.
 */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "../base/utf8.h"
#include "report.h"
#include "rules.h"

/* Figures have one or two decimals: 6 digits print 61.3 as 61.3. */
enum { DUMP = JSON_COMPACT | JSON_REAL_PRECISION(6) };

static void *
new_memory(size_t size)
{
	return memory_resize(NULL, size);
}

/* Also JSON is read on terminals: DEL, the controls past it, and what turns
 * the writing round. */
static bool
needs_escape(uint32_t rune)
{
	return (rune >= 0x7F && rune <= 0x9F) || rune_is_bidi(rune);
}

/* All keys are maillint's own: the seed need not come from a file. */
static void
set_jansson_up(void)
{
	enum { SEED = 1 };

	json_set_alloc_funcs(new_memory, free);
	json_object_seed(SEED);
}

/* jansson hands over whole characters, and has escaped what is below U+0020. */
static int
add_bytes(const char *bytes, size_t n, void *out)
{
	struct str s = { bytes, n };
	size_t kept = 0;

	for (size_t at = 0; at < n;) {
		size_t from = at;
		uint32_t rune = utf8_next(s, &at);
		if (!needs_escape(rune))
			continue;
		buf_add(out, str_sub(s, kept, from - kept));
		buf_printf(out, "\\u%04X", (unsigned)rune);
		kept = at;
	}
	buf_add(out, str_from(s, kept));
	return 0;
}

static void
dump(struct buf *out, json_t *value, size_t flags)
{
	json_dump_callback(value, add_bytes, out, flags | DUMP);
	json_decref(value);
}

/* jansson takes nothing but UTF-8: other bytes become U+FFFD. */
static json_t *
json_text(struct str s)
{
	struct buf clean;

	if (!s.len)
		return json_string("");
	if (utf8_valid(s) == s.len)
		return json_stringn(s.at, s.len);
	buf_init(&clean, s.len * 3);
	for (size_t at = 0; at < s.len;)
		buf_rune(&clean, utf8_next(s, &at));
	json_t *text = json_stringn(clean.at, clean.len);
	buf_release(&clean);
	return text;
}

static json_t *
json_words(const char *text)
{
	return text ? json_text(str_of(text)) : json_null();
}

static json_t *
json_figure(double value)
{
	return json_real(round(value * 10) / 10);
}

static json_t *
json_count(size_t n)
{
	return json_integer((json_int_t)n);
}

/* A message, or null when there is none. Not escaped: JSON does that. */
static json_t *
json_message(const struct message *m, enum reader reader)
{
	struct buf words;

	if (!m->id)
		return json_null();
	buf_init(&words, LIMIT_REPORT);
	message_add(&words, reader, m);
	json_t *text = json_text(buf_str(&words));
	buf_release(&words);
	return text;
}

static json_t *
json_place(struct place p)
{
	return json_pack("{s:I, s:I, s:I}", "offset", (json_int_t)p.offset,
		"line", (json_int_t)p.line, "column", (json_int_t)p.column);
}

/* RFC 4648 4. */
static json_t *
json_base64(struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buf out;

	buf_init(&out, LIMIT_REPORT);
	for (size_t i = 0; i < s.len; i += 3) {
		uint32_t three = 0;
		for (size_t k = i; k < i + 3; k++)
			three = three << 8 |
				(k < s.len ? (unsigned char)s.at[k] : 0u);
		for (size_t k = 0; k < 4; k++)
			buf_char(&out,
				i + k > s.len
					? '='
					: digits[three >> (18 - 6 * k) & 63]);
	}
	json_t *text = json_text(buf_str(&out));
	buf_release(&out);
	return text;
}

static json_t *
json_edit(const struct result_edit *e)
{
	json_t *edit = json_pack("{s:I, s:I}", "start", (json_int_t)e->start,
		"end", (json_int_t)e->end);
	bool is_text = utf8_valid(e->with) == e->with.len;

	json_object_set_new(edit, is_text ? "text" : "bytes",
		is_text ? json_text(e->with) : json_base64(e->with));
	return edit;
}

static json_t *
json_fix(const struct result_finding *f, enum reader reader)
{
	if (!f->fix.id)
		return json_null();
	json_t *edits = json_array();
	for (size_t i = 0; i < f->edit_count; i++)
		json_array_append_new(edits, json_edit(&f->edits[i]));
	return json_pack("{s:s, s:o, s:o}", "safety",
		f->safety == FIX_SAFE ? "safe" : "unsafe", "message",
		json_message(&f->fix, reader), "edits", edits);
}

static json_t *
json_finding_words(const struct result_finding *f, enum reader reader)
{
	struct buf words;

	buf_init(&words, LIMIT_REPORT);
	finding_words_add(&words, reader, f);
	json_t *text = json_text(buf_str(&words));
	buf_release(&words);
	return text;
}

/* Of a finding about rows of --data; the first of them by number. */
static void
add_rows(json_t *finding, const struct rows_told *t)
{
	json_t *rows = json_array();

	for (uint32_t i = 0; i < t->rows.count && i < ROWS_NAMED; i++)
		json_array_append_new(rows, json_count(t->rows.first[i]));
	json_object_set_new(finding, "rows", rows);
	json_object_set_new(finding, "row_count", json_count(t->rows.count));
	if (t->column.len)
		json_object_set_new(finding, "column", json_text(t->column));
}

static json_t *
json_finding(const struct result_finding *f, enum reader reader)
{
	const struct rule *r = f->rule;

	json_t *finding = json_pack(
		"{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:o, s:o, "
		"s:o, s:o}",
		"rule", r->id, "severity", severity_name(f->severity),
		"outcome", outcome_name(r->outcome), "points",
		json_figure(f->points), "message",
		json_finding_words(f, reader), "advice",
		json_message(&f->advice, reader), "part", json_text(f->part),
		"evidence", evidence_name(r->evidence), "source",
		json_words(r->source), "start", json_place(f->start), "end",
		json_place(f->end), "fix", json_fix(f, reader));
	if (f->told.rows.count)
		add_rows(finding, &f->told);
	return finding;
}

static json_t *
json_outcomes(const struct score *s)
{
	json_t *outcomes = json_object();
	for (int o = 0; o < OUTCOMES; o++)
		json_object_set_new(outcomes, outcome_name((enum outcome)o),
			json_figure(s->outcomes[o]));
	return outcomes;
}

/* Nobody knows it of a draft that was not read. */
static json_t *
json_known(const struct result *r, const char *name)
{
	return json_words(r->unread ? NULL : name);
}

static json_t *
json_size(const struct result *r)
{
	return json_pack("{s:I, s:o}", "bytes", (json_int_t)r->bytes, "as_sent",
		r->unread ? json_null()
			  : json_integer((json_int_t)r->sent_size));
}

static json_t *
json_result(const struct report *r, const struct result *result)
{
	json_t *findings = json_array();

	for (size_t i = 0; i < result->count; i++)
		json_array_append_new(
			findings, json_finding(&result->findings[i],
					  report_machine_reader(r)));
	json_t *file = json_pack("{s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o}",
		"path", json_text(result->path), "stage",
		json_known(result, stage_name(result->stage)), "preset",
		json_known(result, preset_name(result->preset)), "risk",
		json_figure(result->score.risk), "band",
		score_band(result->score.risk), "outcomes",
		json_outcomes(&result->score), "size", json_size(result),
		"findings", findings);
	if (result->message_number)
		json_object_set_new(file, "message_number",
			json_count(result->message_number));
	if (result->unspelt)
		json_object_set_new(file, "spelling_not_checked",
			json_string(language_tag(result->unspelt)));
	if (result->dropped)
		json_object_set_new(
			file, "dropped", json_count(result->dropped));
	return file;
}

static void
json_begin(struct report *r)
{
	set_jansson_up();
	buf_printf(r->out,
		"{\"schema\":\"maillint/1\",\"version\":\"%s\",\"files\":[",
		report_version);
}

static void
json_one(struct report *r, const struct result *result)
{
	buf_add(r->out, r->results ? STR(",\n") : STR("\n"));
	dump(r->out, json_result(r, result), 0);
}

static json_t *
json_batch_places(const struct batch_finding *f)
{
	json_t *places = json_array();

	list_each (const struct batch_place, p, &f->places) {
		json_t *place = json_pack("{s:o, s:o}", "path",
			json_text(p->path), "start", json_place(p->start));
		if (p->message_number)
			json_object_set_new(place, "message_number",
				json_count(p->message_number));
		json_array_append_new(places, place);
	}
	return places;
}

static json_t *
json_batch_finding(const struct batch_finding *f, enum reader reader)
{
	const struct rule *r = f->rule;

	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:o, s:o}",
		"rule", r->id, "severity", severity_name(f->severity),
		"outcome", outcome_name(r->outcome), "points",
		json_figure((double)r->points), "message",
		json_message(&f->message, reader), "advice",
		json_message(&f->advice, reader), "evidence",
		evidence_name(r->evidence), "source", json_words(r->source),
		"drafts", json_batch_places(f));
}

/* What was found over all drafts. */
static json_t *
json_batch(const struct report *r, const struct report_summary *s)
{
	json_t *batch = json_array();

	report_batch_each(f, s) json_array_append_new(
		batch, json_batch_finding(f, report_machine_reader(r)));
	return batch;
}

static json_t *
json_failures(const struct report_summary *s)
{
	json_t *errors = json_array();
	for (size_t i = 0; i < s->failure_count; i++)
		json_array_append_new(errors,
			json_pack("{s:o, s:o}", "path",
				json_text(s->failures[i].path), "message",
				json_text(s->failures[i].message)));
	return errors;
}

static void
json_end(struct report *r, const struct report_summary *s)
{
	json_t *summary = json_pack("{s:o, s:o, s:o, s:o, s:o}", "files",
		json_count(s->files), "errors", json_count(s->errors),
		"warnings", json_count(s->warnings), "notes",
		json_count(s->notes), "fixable", json_count(s->fixable));

	buf_add(r->out, STR("\n],\n\"batch\":"));
	dump(r->out, json_batch(r, s), 0);
	if (s->batch && s->batch->dropped)
		buf_printf(
			r->out, ",\n\"batch_dropped\":%zu", s->batch->dropped);
	buf_add(r->out, STR(",\n\"summary\":"));
	dump(r->out, summary, 0);
	buf_add(r->out, STR(",\n\"errors\":"));
	dump(r->out, json_failures(s), 0);
	buf_add(r->out, STR("}\n"));
}

const struct report_format report_json = {
	.name = "json",
	.help = N_("one JSON document with everything that is known"),
	.begin = json_begin,
	.result = json_one,
	.end = json_end,
};

static void
jsonl_begin(struct report *r)
{
	(void)r;
	set_jansson_up();
}

static void
jsonl_one(struct report *r, const struct result *result)
{
	dump(r->out, json_result(r, result), 0);
	buf_char(r->out, '\n');
}

/* Only when there is something to say: else each line is a draft. */
static void
jsonl_end(struct report *r, const struct report_summary *s)
{
	if (!s->batch || !s->batch->findings.n)
		return;
	dump(r->out, json_pack("{s:o}", "batch", json_batch(r, s)), 0);
	buf_char(r->out, '\n');
}

const struct report_format report_jsonl = {
	.name = "jsonl",
	.help = N_("one JSON object a draft, each on its own line"),
	.begin = jsonl_begin,
	.result = jsonl_one,
	.end = jsonl_end,
};

static json_t *
json_severities(const struct rule *r)
{
	json_t *severities = json_object();
	for (int p = PRESET_OUTREACH; p < PRESETS; p++)
		json_object_set_new(severities, preset_name((enum preset)p),
			json_string(severity_name(
				rule_severity(r, (enum preset)p))));
	return severities;
}

static json_t *
json_rule(const struct rule *r, enum reader reader)
{
	return json_pack("{s:s, s:o, s:o, s:s, s:o, s:s, s:o, s:s, s:o, s:b, "
			 "s:o, s:o}",
		"id", r->id, "title", json_words(translate(reader, r->title)),
		"why", json_words(translate(reader, r->why)), "severity",
		severity_name(r->severity), "presets", json_severities(r),
		"outcome", outcome_name(r->outcome), "points",
		json_figure((double)r->points), "evidence",
		evidence_name(r->evidence), "source", json_words(r->source),
		"template", (int)r->template_too, "bad", json_words(r->bad),
		"good", json_words(r->good));
}

void
rules_json(struct buf *out, const struct report_settings *s,
	const struct family *const *families, const struct rule *only)
{
	enum reader reader = s->reader_asked ? s->reader : READER_EN;
	json_t *rows = json_array();

	set_jansson_up();
	family_each(f, families) for (size_t i = 0; i < f->count;
				      i++) if (!only || only == &f->rules[i])
		json_array_append_new(rows, json_rule(&f->rules[i], reader));
	dump(out,
		json_pack("{s:s, s:s, s:o}", "schema", "maillint-rules/1",
			"version", report_version, "rules", rows),
		JSON_INDENT(2));
	buf_char(out, '\n');
}
