/*
 * data.c - a table of contacts, and the templates that its rows are put into.
 *
 * What the merged mails themselves get wrong, the other families say.
 */
#include <stdlib.h>

#include "check/merge.h"
#include "check/rule.h"

/* --- the table ------------------------------------------------------------ */

static struct where
at_row(const struct table *t, const struct table_row *row)
{
	return in_text(&t->text, row->at, 0);
}

static struct where
at_cell(struct check *c, const struct table *t, const struct table_row *row,
	size_t column)
{
	struct text cell = table_cell_text(c->arena, t, row, column);
	const struct run *r = map_run(cell.map, 0);
	return in_text(&t->text, r ? r->from : row->at, cell.s.len);
}

static void
no_table(struct check *c, const struct table *t)
{
	if (t->rows.n)
		return;
	struct finding *f = find(c, in_text(&t->text, 0, 0),
		t->header.cells ? N_("there is only a header row: no contact")
				: N_("the table is empty"),
		0);
	finding_advice(f,
		N_("save it as CSV (UTF-8), with a header row of column names "
		   "and one row for each contact"),
		0);
}

static void
open_quote(struct check *c, const struct table *t)
{
	if (!t->open_quote)
		return;
	struct finding *f = find(c, in_text(&t->text, t->quote_at, 1),
		N_("this quote is never closed: all that follows is one cell"),
		0);
	finding_advice(f,
		N_("close it, or write a quote inside a cell twice (\"\")"), 0);
}

/* Cells without a value at the end may be left out. */
static void
uneven(struct check *c, const struct table *t)
{
	list_each (const struct table_row, row, &t->rows) {
		if (row->cells <= t->header.cells)
			continue;
		bool filled = false;
		for (size_t i = t->header.cells; i < row->cells; i++)
			filled |= table_value(c->arena, t, row, i).len > 0;
		if (!filled)
			continue;
		struct finding *f = find(c, at_row(t, row),
			N_("row {1} has {2} cells, the header row {3}"), 3,
			arg_number(c, row->number), arg_number(c, row->cells),
			arg_number(c, t->header.cells));
		finding_advice(f,
			N_("put a value that holds a comma between quotes"), 0);
	}
}

static void
no_addresses(struct check *c, const struct table *t)
{
	size_t column;

	if (!t->rows.n || table_address_columns(t, &column, 1))
		return;
	struct finding *f = find(c, at_row(t, &t->header),
		N_("no column holds mail addresses"), 0);
	finding_advice(f,
		N_("add a column \"email\"; without one nobody can be written "
		   "to, and names cannot be held against addresses"),
		0);
}

struct seen {
	uint32_t hash;
	const struct table_row *row;
};

static int
by_hash(const void *left, const void *right)
{
	const struct seen *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->row->number < b->row->number ? -1 : 1;
}

static void
report_repeated(struct check *c, const struct table *t, size_t column,
	const struct seen *first, const struct seen *again)
{
	struct str a = table_value(c->arena, t, first->row, column),
		   b = table_value(c->arena, t, again->row, column);

	if (!str_ieq(a, b))
		return;
	struct finding *f = find(c, at_cell(c, t, again->row, column),
		N_("{1} stands in row {2} and in row {3}"), 3, b,
		arg_number(c, first->row->number),
		arg_number(c, again->row->number));
	finding_advice(f, N_("keep one of the rows"), 0);
}

static void
repeated(struct check *c, const struct table *t)
{
	size_t column, n = 0;

	if (!table_address_columns(t, &column, 1))
		return;
	struct seen *all = ARENA_ARRAY(c->arena, struct seen, t->rows.n);
	list_each (const struct table_row, row, &t->rows) {
		struct str v = table_value(c->arena, t, row, column);
		if (v.len)
			all[n++] = (struct seen){ str_ihash(v), row };
	}
	qsort(all, n, sizeof *all, by_hash);
	for (size_t i = 1, first = 0; i < n; i++)
		if (all[i].hash == all[first].hash)
			report_repeated(c, t, column, &all[first], &all[i]);
		else
			first = i;
}

static void
same_column(struct check *c, const struct table *t)
{
	for (size_t i = 0; i < t->header.cells; i++) {
		struct str name = table_value(c->arena, t, &t->header, i);
		int first = name.len ? table_column(t, name) : (int)i;
		if (first < 0 || (size_t)first == i)
			continue;
		struct finding *f = find(c, at_cell(c, t, &t->header, i),
			N_("two columns are called \"{1}\""), 1, name);
		finding_advice(f,
			N_("rename one: a merge field takes only one of them"),
			0);
	}
}

/* --- a template and its columns ------------------------------------------- */

static void
empty_value(struct check *c, const struct column_use *u)
{
	if (!u->empty.count || u->spot == COLUMN_ALONE)
		return;
	struct finding *f = find(c, u->where,
		u->spot == COLUMN_LINK
			? N_("this link lacks what {1} should put in")
		: u->spot == COLUMN_SUBJECT
			? N_("the subject has a hole where {1} stands")
			: N_("the text has a hole where {1} stands"),
		1, u->tag);
	finding_rows(f, &u->empty, u->name, true);
	if (u->spot == COLUMN_LINK || u->spot == COLUMN_SENTENCE)
		finding_severity(f, SEVERITY_WARNING);
	finding_advice(
		f, N_("fill the column in, or give {1} a fallback"), 1, u->tag);
}

static void
error_value(struct check *c, const struct column_use *u)
{
	if (!u->error.count)
		return;
	struct finding *f =
		find(c, u->where, N_("the mail says \"{1}\" where {2} stands"),
			2, u->error_value, u->tag);
	finding_rows(f, &u->error, u->name, false);
	finding_advice(f,
		N_("mend the formula in the spreadsheet, or fill the cell in"),
		0);
}

static void
not_merged(struct check *c, const struct leftover *l)
{
	if (l->branches) {
		struct finding *f = find(c, l->where,
			N_("rows were not put in where the template branches "
			   "({1})"),
			1, l->tag);
		finding_advice(f,
			N_("send yourself one test mail for each branch"), 0);
	} else if (l->tag.len) {
		struct finding *f = find(c, l->where,
			N_("rows were not put in here: {1} computes something"),
			1, l->tag);
		finding_advice(f, N_("look at these values in a test mail"), 0);
	} else {
		struct finding *f = find(c, l->where,
			N_("{1} rows hold characters that cannot be written "
			   "in this template"),
			1, arg_number(c, (int64_t)l->count));
		finding_advice(f, N_("save the template as UTF-8"), 0);
	}
}

#define TEMPLATE(subject, line)                                                \
	"Subject: " subject "\n\nDear {{first_name}},\n\n" line                \
	"\n\nBest regards,\nLi Wei\n"
#define GOOD                                                                   \
	"maillint: --path mail.hbs\nmaillint: --data people.csv\n" TEMPLATE(   \
		"Bronze seats for the {{product}}",                            \
		"your {{product}} lists brass seats. We make them in bronze.")
#define TABLE(name) "maillint: --table " name "\n"

static const struct rule rows[] = {
	{
		.id = "data/no-contacts",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("a table without contacts"),
		.why = N_("There is no row to make a mail from. The file may "
			  "be another one than you meant, or was not saved as "
			  "CSV."),
		.bad = TABLE("no-contacts.csv"),
		.good = TABLE("people.csv"),
		.on_table = no_table,
	},
	{
		.id = "data/open-quote",
		.severity = SEVERITY_ERROR,
		.outcome = OUTCOME_BROKEN,
		.points = 16,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 4180 2: a quoted field ends with a quote",
		.title = N_("a quote that is never closed"),
		.why = N_("From an open quote on, every program reads the rest "
			  "of the table as one value, and those contacts get "
			  "no mail."),
		.bad = TABLE("open-quote.csv"),
		.good = TABLE("people.csv"),
		.on_table = open_quote,
	},
	{
		.id = "data/uneven-row",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_BROKEN,
		.points = 10,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 4180 2: each line has the same number of fields",
		.title = N_("a row with more cells than there are columns"),
		.why = N_("A comma inside a value parts it in two, and all "
			  "that follows moves one column on: a town becomes a "
			  "name."),
		.bad = TABLE("uneven-row.csv"),
		.good = TABLE("people.csv"),
		.on_table = uneven,
	},
	{
		.id = "data/no-addresses",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("a table without mail addresses"),
		.why = N_("Without addresses nobody can be written to, and "
			  "whether a name fits its address cannot be checked."),
		.bad = TABLE("no-addresses.csv"),
		.good = TABLE("people.csv"),
		.on_table = no_addresses,
	},
	{
		.id = "data/address-twice",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_IGNORED,
		.points = 6,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("an address that stands in the table twice"),
		.why = N_("This person would get the same mail twice within a "
			  "minute."),
		.bad = TABLE("address-twice.csv"),
		.good = TABLE("people.csv"),
		.on_table = repeated,
	},
	{
		.id = "data/column-twice",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("two columns of one name"),
		.why = N_("A merge field takes the value of one of them, and "
			  "each program chooses another one."),
		.bad = TABLE("column-twice.csv"),
		.good = TABLE("people.csv"),
		.on_table = same_column,
	},
	{
		.id = "data/empty-value",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 22,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("a row without a value that the template needs"),
		.why = N_("The reader gets a sentence or a subject with a hole "
			  "in it, the surest sign of a mail merge."),
		.bad = "maillint: --path mail.hbs\n"
		       "maillint: --data empty-value.csv\n" TEMPLATE(
			       "Bronze seats for the {{product}}",
			       "we make seats in bronze for you."),
		.good = GOOD,
		.on_column = empty_value,
	},
	{
		.id = "data/error-value",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 22,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("a spreadsheet's error message as a value"),
		.why = N_("#N/A, #REF! and NULL are what a spreadsheet or a "
			  "database writes where it found nothing. The reader "
			  "would see it."),
		.bad = "maillint: --path mail.hbs\n"
		       "maillint: --data error-value.csv\n" TEMPLATE(
			       "Bronze seats for the {{product}}",
			       "we make seats in bronze for you."),
		.good = GOOD,
		.on_column = error_value,
	},
	{
		.id = "data/not-merged",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 0,
		.evidence = EVIDENCE_EVIDENT,
		.title = N_("a part of the template that rows were not put "
			    "into"),
		.why = N_("maillint fills in simple merge fields. It does not "
			  "guess what conditions, loops and computations make "
			  "of a row, so it does not check these parts with "
			  "your data."),
		.bad = "maillint: --path mail.hbs\n"
		       "maillint: --data people.csv\n" TEMPLATE(
			       "Bronze seats for the {{product}}",
			       "{{#if customer}}Thank you for your order."
			       "{{/if}} We make seats in bronze."),
		.good = GOOD,
		.on_leftover = not_merged,
	},
};

const struct family family_data =
	FAMILY("data", N_("a table of contacts (--data)"), rows);
