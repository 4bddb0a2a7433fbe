/* report.c - the formats, and what they share. */
#include <stdio.h>

#include "../base/limits.h"
#include "report.h"

const char report_version[] = VERSION;

const struct report_format *const report_formats[] = {
	&report_full,
	&report_gcc,
	&report_json,
	&report_jsonl,
	NULL,
};

const struct report_format *
report_format_named(struct str name)
{
	for (size_t i = 0; report_formats[i]; i++)
		if (str_eq(name, str_of(report_formats[i]->name)))
			return report_formats[i];
	return NULL;
}

enum reader
report_machine_reader(const struct report *r)
{
	return r->settings->reader_asked ? r->settings->reader : READER_EN;
}

void
report_message(struct buf *out, enum reader reader, const struct message *m)
{
	struct buf plain;

	buf_init(&plain, LIMIT_REPORT);
	message_add(&plain, reader, m);
	escape_add(out, buf_str(&plain), false);
	buf_release(&plain);
}

/* "row 17: ", "rows 3, 8, 17 and 20 more: " */
static void
add_rows(struct buf *out, enum reader reader, const struct row_set *rows)
{
	char numbers[ROWS_NAMED * 16] = "", more[16];
	size_t n = 0;

	for (uint32_t i = 0; i < rows->count && i < ROWS_NAMED; i++)
		n += (size_t)snprintf(numbers + n, sizeof numbers - n, "%s%u",
			i ? ", " : "", (unsigned)rows->first[i]);
	snprintf(more, sizeof more, "%u", (unsigned)(rows->count - ROWS_NAMED));
	if (rows->count > ROWS_NAMED)
		words_add(out, reader, N_("rows {1} and {2} more: "), 2,
			str_of(numbers), str_of(more));
	else
		words_add(out, reader,
			rows->count == 1 ? N_("row {1}: ") : N_("rows {1}: "),
			1, str_of(numbers));
}

void
finding_words_add(
	struct buf *out, enum reader reader, const struct result_finding *f)
{
	if (f->told.rows.count)
		add_rows(out, reader, &f->told.rows);
	message_add(out, reader, &f->message);
	if (f->told.column.len)
		words_add(out, reader,
			f->told.is_empty ? N_(": column {1} is empty")
					 : N_(" (column {1})"),
			1, f->told.column);
}

void
report_finding(
	struct buf *out, enum reader reader, const struct result_finding *f)
{
	struct buf plain;

	buf_init(&plain, LIMIT_REPORT);
	finding_words_add(&plain, reader, f);
	escape_add(out, buf_str(&plain), false);
	buf_release(&plain);
}

const char *
outcome_name(enum outcome o)
{
	static const char *const names[OUTCOMES] = {
		[OUTCOME_REJECT] = "reject",
		[OUTCOME_SPAM] = "spam",
		[OUTCOME_IGNORED] = "ignored",
		[OUTCOME_BROKEN] = "broken",
	};
	return names[o];
}

const char *
evidence_name(enum evidence e)
{
	static const char *const names[] = {
		[EVIDENCE_STANDARD] = "standard",
		[EVIDENCE_PROVIDER] = "provider",
		[EVIDENCE_MEASURED] = "measured",
		[EVIDENCE_EVIDENT] = "evident",
		[EVIDENCE_REPORTED] = "reported",
		[EVIDENCE_FOLKLORE] = "folklore",
	};
	return names[e];
}

void
report_path(struct buf *out, enum reader reader, struct str path,
	size_t message_number)
{
	char digits[24];

	escape_add(out, path, false);
	if (!message_number)
		return;
	snprintf(digits, sizeof digits, "%zu", message_number);
	words_add(out, reader, N_(", message {1}"), 1, str_of(digits));
}

static void
add_more(struct buf *out, enum reader reader, size_t n)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%zu", n);
	words_add(out, reader, N_(" and {1} more"), 1, str_of(digits));
}

void
report_others(struct buf *out, enum reader reader,
	const struct batch_finding *f, size_t most)
{
	size_t n = f->places.n - 1;
	size_t shown = n > most ? most : n;

	for (size_t i = 1; i <= shown; i++) {
		const struct batch_place *p = &f->places.at[i];
		buf_add(out, str_of(translate(
				     reader, i == 1 ? N_("also ") : N_(", "))));
		report_path(out, reader, p->path, p->message_number);
	}
	if (n > shown)
		add_more(out, reader, n - shown);
}
