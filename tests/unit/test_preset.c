/* test_preset.c - what kind of mail a draft is taken for, and at which stage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "support/example.h"

#define MAIL(fields, body)                                                     \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n" fields "\n\n" body "\n"

struct expected {
	const char *options, *draft;
	enum preset preset;
	enum stage stage;
};

static void
assert_taken_for(const struct expected *x)
{
	struct example e;
	struct result r;
	char text[2000];

	snprintf(text, sizeof text, "%s%s", x->options, x->draft);
	assert_true(example_open(&e, "", text));
	example_lint(&e, e.text, &r);
	if (r.preset != x->preset || r.stage != x->stage)
		fail_msg("%s, %s: %s", preset_name(r.preset),
			stage_name(r.stage), x->draft);
	result_release(&r);
	example_release(&e);
}

static void
kinds(void **state)
{
	static const struct expected all[] = {
		{ "", MAIL("Subject: DN50 valves", "Dear Anna,"),
			PRESET_OUTREACH, STAGE_FINAL },
		{ "",
			MAIL("Subject: Re: DN50\nIn-Reply-To: <1@nordpump.se>",
				"Dear Anna,"),
			PRESET_PERSONAL, STAGE_FINAL },
		{ "",
			MAIL("Subject: News\nList-Unsubscribe: "
			     "<https://haoyu-valves.cn/u>",
				"Dear Anna,"),
			PRESET_BULK, STAGE_FINAL },
		{ "", MAIL("Subject: Order confirmation 4711", "Dear Anna,"),
			PRESET_TRANSACTIONAL, STAGE_FINAL },
		{ "",
			MAIL("Subject: Backup\nAuto-Submitted: auto-generated",
				"done"),
			PRESET_TRANSACTIONAL, STAGE_FINAL },
		{ "", MAIL("Subject: News\nPrecedence: bulk", "Dear Anna,"),
			PRESET_BULK, STAGE_FINAL },
		{ "",
			MAIL("Subject: News", "Dear Anna,\n\nUnsubscribe: "
					      "https://haoyu-valves.cn/u"),
			PRESET_BULK, STAGE_FINAL },
		{ "",
			MAIL("Subject: News",
				"> Unsubscribe: https://haoyu-valves.cn/u"),
			PRESET_PERSONAL, STAGE_FINAL },
		{ "maillint: --to users@lists.foil.org\n",
			MAIL("Subject: Units?\nList-Id: "
			     "<users.lists.foil.org>\nList-Unsubscribe: "
			     "<mailto:users-leave@lists.foil.org>",
				"Hi all,"),
			PRESET_PERSONAL, STAGE_FINAL },
		{ "maillint: --preset bulk\n",
			MAIL("Subject: DN50 valves", "Dear Anna,"), PRESET_BULK,
			STAGE_FINAL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_taken_for(&all[i]);
}

static void
stages(void **state)
{
	static const struct expected all[] = {
		{ "maillint: --path mail.hbs\n", "<p>Hello {{name}},</p>",
			PRESET_OUTREACH, STAGE_TEMPLATE },
		{ "maillint: --path mail.html\n",
			"<html><body><p>Hello {{name}},</p></body></html>",
			PRESET_OUTREACH, STAGE_TEMPLATE },
		{ "maillint: --path mail.html\n",
			"<html><body><p>Hello Anna,</p></body></html>",
			PRESET_OUTREACH, STAGE_FINAL },
		{ "maillint: --path mail.html\nmaillint: --to "
		  "anna@nordpump.se\n",
			"<html><body><p>Hello {{name}},</p></body></html>",
			PRESET_OUTREACH, STAGE_FINAL },
		{ "",
			"From: li@haoyu-valves.cn\nTo: {{email}}\nSubject: "
			"Hi\n\nHello {{name}},\n",
			PRESET_OUTREACH, STAGE_TEMPLATE },
		{ "maillint: --stage final\nmaillint: --path mail.hbs\n",
			"<p>Hello {{name}},</p>", PRESET_OUTREACH,
			STAGE_FINAL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_taken_for(&all[i]);
}

/* Folklore is off until it is asked for by name; "all" is no such wish. */
static void
selectors(void **state)
{
	struct settings s = { 0 };
	struct arena a;
	struct err err;

	(void)state;
	arena_init(&a);
	*list_push(&a, &s.selectors) =
		(struct selector){
			.what = STR("links/shortend"), .on = true, .only = true
		};
	assert_null(linter_new(families, &rules_phrases, &s, &err));
	assert_non_null(strstr(err.said, "links/shortened"));
	s.selectors.at[0].what = STR("shortened");
	assert_null(linter_new(families, &rules_phrases, &s, &err));
	assert_non_null(strstr(err.said, "links/shortened"));
	s.selectors.at[0].what = STR("links");
	struct linter *l = linter_new(families, &rules_phrases, &s, &err);
	assert_non_null(l);
	linter_free(l);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(stages),
		cmocka_unit_test(selectors),
	};
	return cmocka_run_group_tests_name("preset", tests, NULL, NULL);
}
