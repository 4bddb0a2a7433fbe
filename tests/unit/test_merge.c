/* test_merge.c - rows of a table put into templates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "check/merge_plan.h"
#include "support/example.h"

#define PEOPLE                                                                 \
	"email,first_name,company,city\n"                                      \
	"anna.berg@nordpump.se,anna,Berg & Co <AB>,\n"

/* A linter with a table, and one template at a time. */
struct fixture {
	struct example e;
	struct linter *l;
	struct arena draft, file;
	struct source source;
	struct draft d;
	struct result r;
};

static void
open_linter(struct fixture *f, const char *csv)
{
	struct err err;

	memset(f, 0, sizeof *f);
	assert_true(example_open(&f->e, "data", ""));
	f->e.settings.data = str_of(csv);
	f->e.settings.data_path = STR("people.csv");
	f->l = linter_new(families, &rules_phrases, &f->e.settings, &err);
	arena_init(&f->draft);
	arena_init(&f->file);
	contacts_read(f->l);
}

static void
close_linter(struct fixture *f)
{
	arena_release(&f->draft);
	arena_release(&f->file);
	linter_free(f->l);
	example_release(&f->e);
}

static void
read_template(struct fixture *f, const char *path, const char *bytes)
{
	arena_clear(&f->draft);
	arena_clear(&f->file);
	source_open(&f->source, &f->file, str_of(path), str_of(bytes));
	draft_parse(&f->d, &f->draft, &f->source, 0, &f->e.settings.draft);
}

/* The first text of a template with the first row in it. */
static struct str
merged(struct fixture *f, const char *path, const char *bytes)
{
	struct plan plan = { 0 };
	struct buf b;
	size_t at = 0;

	read_template(f, path, bytes);
	plan_make(&plan, &f->draft, &f->d, f->l->contacts);
	assert_true(plan.texts.n > 0);
	const struct plan_text *t = &plan.texts.at[plan.texts.n - 1];
	const struct table *table = contacts_table(f->l->contacts);
	buf_init(&b, MIB);
	list_each (const struct slot, s, &t->slots) {
		buf_add(&b, str_sub(t->text->s, at, s->at - at));
		at = s->at;
		if (s->kind != SLOT_LEAVE) {
			buf_add(&b, slot_value(&f->draft, s, table,
					    &table->rows.at[0]));
			at += s->len;
		}
	}
	buf_add(&b, str_from(t->text->s, at));
	struct str out = arena_str(&f->draft, buf_str(&b));
	buf_release(&b);
	return out;
}

struct sample {
	const char *path, *tag, *expected;
};

static const struct sample samples[] = {
	{ "a.hbs", "{{first_name}}", "anna" },
	{ "a.hbs", "{{ first_name }}", "anna" },
	{ "a.hbs", "{{contact.first_name}}", "anna" },
	{ "a.hbs", "{{~first_name~}}", "anna" },
	{ "a.txt", "{{first_name}}", "anna" },
	{ "a.hbs", "{{! no }}x", "x" },
	{ "a.hbs", "{{company}}", "Berg & Co <AB>" },
	{ "a.html", "<p>{{company}}</p>", "<p>Berg &amp; Co &lt;AB&gt;</p>" },
	{ "a.html", "<p>{{{company}}}</p>", "<p>Berg & Co <AB></p>" },
	{ "a.html", "<p>{{&company}}</p>", "<p>Berg & Co <AB></p>" },
	{ "a.html.liquid", "<p>{{ company }}</p>", "<p>Berg & Co <AB></p>" },
	{ "a.liquid", "{{ first_name | capitalize }}", "Anna" },
	{ "a.liquid", "{{ first_name | upcase | strip }}", "ANNA" },
	{ "a.liquid", "{{ city | default: \"your town\" }}", "your town" },
	{ "a.liquid", "{{ city | default: 'your town' | upcase }}",
		"YOUR TOWN" },
	{ "a.j2", "{{ city|default('your town') }}", "your town" },
	{ "a.hbs", "{{city}}", "" },
	{ "a.html", "<p>*|FNAME|*</p>", "<p>anna</p>" },
	{ "a.txt", "Hi *|FIRST_NAME|*,", "Hi anna," },
	{ "a.txt", "Hi %%first_name%%,", "Hi anna," },
	{ "a.txt", "Hi ${first_name},", "Hi anna," },
	{ "a.txt", "Hi {first_name},", "Hi anna," },
	{ "a.txt", "Hi {city|there},", "Hi there," },
	{ "a.txt", "Hi {contactfield=city|there},", "Hi there," },
	{ "a.txt", "Hi [[first_name]],", "Hi anna," },
	{ "a.txt", "Hi «First_Name»,", "Hi anna," },
	{ "a.erb", "Hi <%= first_name %>,", "Hi anna," },
	/* what cannot be worked out stays as it is */
	{ "a.liquid", "{{ first_name | money }}", "{{ first_name | money }}" },
	{ "a.liquid", "{{ first_name | append: 'x' }}",
		"{{ first_name | append: 'x' }}" },
	{ "a.hbs", "{{capitalize first_name}}", "{{capitalize first_name}}" },
	{ "a.hbs", "{{unsubscribe_url}}", "{{unsubscribe_url}}" },
	{ "a.hbs", "{{#if city}}{{first_name}}{{/if}} {{first_name}}",
		"{{#if city}}{{first_name}}{{/if}} anna" },
	{ "a.hbs", "{{#each x}}{{#if y}}{{first_name}}{{/if}}{{/each}}",
		"{{#each x}}{{#if y}}{{first_name}}{{/if}}{{/each}}" },
	{ "a.hbs", "{{first_name}}{{#if x}}{{first_name}}",
		"anna{{#if x}}{{first_name}}" },
	{ "a.liquid", "{% if x %}{{ city }}{% else %}x{% endif %}{{city}}.",
		"{% if x %}{{ city }}{% else %}x{% endif %}." },
	{ "a.txt", "*|IF:CITY|*x*|FNAME|**|END:IF|* *|FNAME|*",
		"*|IF:CITY|*x*|FNAME|**|END:IF|* anna" },
	{ "a.erb", "<% if x %><%= city %><% end %><%= first_name %>",
		"<% if x %><%= city %><% end %>anna" },
	{ "a.hbs", "{{> footer}}{{first_name}}", "{{> footer}}anna" },
};

static void
test_values(void **state)
{
	struct fixture f;
	bool fine = true;

	(void)state;
	open_linter(&f, PEOPLE);
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		const struct sample *s = &samples[i];
		struct str out = merged(&f, s->path, s->tag);
		if (str_eq(out, str_of(s->expected)))
			continue;
		fprintf(stderr, "%s: %s -> %.*s\n", s->path, s->tag,
			STR_ARG(out));
		fine = false;
	}
	assert_true(fine);
	close_linter(&f);
}

static void
lint(struct fixture *f, const char *path, const char *bytes)
{
	arena_clear(&f->draft);
	arena_clear(&f->file);
	source_open(&f->source, &f->file, str_of(path), str_of(bytes));
	linter_run(f->l, &f->draft, &f->source, 0, &f->r);
}

static const struct result_finding *
finding_of(const struct fixture *f, const char *id)
{
	for (size_t i = 0; i < f->r.count; i++)
		if (!strcmp(f->r.findings[i].rule->id, id))
			return &f->r.findings[i];
	return NULL;
}

#define LETTER                                                                 \
	"Subject: Bronze seats for the P40\n\nHi {{first_name}},\n\n"          \
	"your P40 lists brass seats. We keep them in bronze.\n\nLi Wei\n"

static void
test_one_finding_for_many_rows(void **state)
{
	struct fixture f;

	(void)state;
	open_linter(&f, "email,first_name\na@b.se,\nc@d.se,\nanna@d.se,Anna\n"
			"g@h.se,\ni@j.se,\n");
	lint(&f, "a.hbs", LETTER);
	const struct result_finding *b =
		finding_of(&f, "personalisation/blank-name");
	assert_non_null(b);
	assert_int_equal(b->told.rows.count, 4);
	assert_int_equal(b->told.rows.first[0], 2);
	assert_int_equal(b->told.rows.first[1], 3);
	assert_int_equal(b->told.rows.first[2], 5);
	assert_true(b->told.is_empty);
	assert_true(str_eq(b->told.column, STR("first_name")));
	assert_int_equal(b->start.line, 3);
	assert_int_equal(b->start.column, 4);
	assert_int_equal(b->end.column, 18);
	assert_null(finding_of(&f, "data/empty-value"));
	result_release(&f.r);
	close_linter(&f);
}

static void
test_good_rows_are_quiet(void **state)
{
	struct fixture f;

	(void)state;
	open_linter(&f, PEOPLE "tom@d.se,Tom,D,Leeds\n");
	lint(&f, "a.hbs", LETTER);
	for (size_t i = 0; i < f.r.count; i++)
		fprintf(stderr, "%s\n", f.r.findings[i].rule->id);
	assert_int_equal(f.r.count, 0);
	result_release(&f.r);
	close_linter(&f);
}

/* A fault of the template is told without rows, once. */
static void
test_faults_of_the_template(void **state)
{
	struct fixture f;
	size_t n = 0;

	(void)state;
	open_linter(&f, PEOPLE "tom@d.se,Tom,D,Leeds\n");
	lint(&f, "a.hbs",
		"Subject: Seats for {{company}}!!!\n\nHi {{first_name}},\n\n"
		"see https://bit.ly/3xYzAbC, {{first_name}}.\n\nLi Wei\n");
	for (size_t i = 0; i < f.r.count; i++) {
		n += !strcmp(f.r.findings[i].rule->id, "links/shortened");
		assert_int_equal(f.r.findings[i].told.rows.count, 0);
	}
	assert_int_equal(n, 1);
	result_release(&f.r);
	close_linter(&f);
}

/* A value that makes a fault: named with its row and column. */
static void
test_fault_of_a_value(void **state)
{
	struct fixture f;

	(void)state;
	open_linter(&f, "email,first_name,link\n"
			"anna@d.se,Anna,https://haoyu.cn/a\n"
			"tom@d.se,Tom,https://bit.ly/3xYzAbC\n");
	lint(&f, "a.txt",
		"Subject: Bronze seats for the P40\n\nHi {{first_name}},\n\n"
		"your P40 lists brass seats, see {{link}} for ours.\n\n"
		"Li Wei\n");
	const struct result_finding *s = finding_of(&f, "links/shortened");
	assert_non_null(s);
	assert_int_equal(s->told.rows.count, 1);
	assert_int_equal(s->told.rows.first[0], 3);
	assert_true(str_eq(s->told.column, STR("link")));
	assert_false(s->told.is_empty);
	assert_int_equal(s->start.line, 5);
	assert_int_equal(s->start.column, 33);
	assert_int_equal(s->edit_count, 0);
	result_release(&f.r);
	close_linter(&f);
}

/* Words that the author chose for readers without a value are no fault of the
 * row, and a tag in quoted mail makes no template. */
static void
test_fallbacks_are_meant(void **state)
{
	struct fixture f;

	(void)state;
	open_linter(&f, "email,first_name\na.x@b.se,\ntom@d.se,Tom\n");
	lint(&f, "a.liquid",
		"Subject: Bronze seats for the P40\n\n"
		"Hello {{ first_name | default: \"there\" }},\n\n"
		"your P40 lists brass seats. We keep them in bronze.\n\n"
		"Li Wei\n");
	for (size_t i = 0; i < f.r.count; i++)
		assert_int_equal(f.r.findings[i].told.is_empty, 0);
	assert_null(finding_of(&f, "personalisation/generic-greeting"));
	assert_null(finding_of(&f, "data/empty-value"));
	result_release(&f.r);
	lint(&f, "a.eml",
		"From: a@b.se\nTo: c@d.se\nSubject: Re: tags\n\nYes.\n\n"
		"On Mon, 23 Nov 2026 at 09:12, Anna Berg wrote:\n"
		"> Hi {{first_name}}\n");
	assert_int_equal(f.r.stage, STAGE_FINAL);
	result_release(&f.r);
	close_linter(&f);
}

/* The names of the header row are known fields, and Mailchimp's for them. */
static void
test_known_fields(void **state)
{
	struct fixture f;

	(void)state;
	open_linter(&f, PEOPLE);
	assert_int_equal(f.l->settings->known.fields.n, 5);
	assert_true(
		str_eq(f.l->settings->known.fields.at[1], STR("first_name")));
	assert_true(str_eq(f.l->settings->known.fields.at[4], STR("FNAME")));
	close_linter(&f);
}

static void
test_limit_of_merged(void **state)
{
	struct fixture f;
	struct buf t, csv;
	size_t rows = LIMIT_MERGED / MIB;

	(void)state;
	for (size_t more = 0; more < 2; more++) {
		buf_init(&csv, MIB);
		buf_add(&csv, STR("email,first_name\n"));
		for (size_t i = 0; i < rows + more; i++)
			buf_add(&csv, STR("a@b.se,Anna\n"));
		buf_char(&csv, '\0');
		open_linter(&f, csv.at);
		buf_init(&t, 2 * MIB);
		/* the value has 10 bytes less than its tag */
		buf_add(&t, STR("{{first_name}}\n"));
		buf_repeat(&t, ' ', MIB + 10 - t.len);
		buf_char(&t, '\0');
		lint(&f, "a.txt", t.at);
		assert_int_equal(
			finding_of(&f, "structure/not-checked") != NULL, more);
		result_release(&f.r);
		close_linter(&f);
		buf_release(&t);
		buf_release(&csv);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_one_finding_for_many_rows),
		cmocka_unit_test(test_good_rows_are_quiet),
		cmocka_unit_test(test_faults_of_the_template),
		cmocka_unit_test(test_fault_of_a_value),
		cmocka_unit_test(test_fallbacks_are_meant),
		cmocka_unit_test(test_known_fields),
		cmocka_unit_test(test_limit_of_merged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
