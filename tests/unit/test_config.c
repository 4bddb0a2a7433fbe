/* test_config.c - the configuration file: keys, lists, limits, complaints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/limits.h"
#include "command/lists.h"
#include "support/example.h"

/* The complaints about a configuration, one a line. */
static void
complaints_of(struct str bytes, struct buf *out)
{
	struct options o;

	options_init(&o, families);
	o.reader = READER_EN;
	bool fine = config_read(&o, bytes);
	assert_int_equal(fine, o.complaints.n == 0);
	list_each (const struct complaint, c, &o.complaints)
		buf_printf(out, "%u:%u: %.*s\n", c->place.line, c->place.column,
			STR_ARG(c->sentence));
	options_release(&o);
}

static void
complains(struct str bytes, const char *expected)
{
	struct buf out;

	buf_init(&out, MIB);
	complaints_of(bytes, &out);
	buf_char(&out, '\0');
	if (strcmp(out.at, expected) != 0)
		print_error("%.*s\n", (int)bytes.len, bytes.at);
	assert_string_equal(out.at, expected);
	buf_release(&out);
}

/* Just one, which begins so. */
static void
complains_once(struct str bytes, const char *begin)
{
	struct buf out;

	buf_init(&out, MIB);
	complaints_of(bytes, &out);
	if (!str_starts(buf_str(&out), str_of(begin)))
		print_error("%.*s", (int)out.len, out.at);
	assert_true(str_starts(buf_str(&out), str_of(begin)));
	assert_int_equal(str_count(buf_str(&out), '\n'), 1);
	buf_release(&out);
}

#define COMPLAINS(bytes, expected) complains(STR(bytes), expected)
#define ONCE(bytes, begin)	   complains_once(STR(bytes), begin)

static void
fine(void **state)
{
	(void)state;
	COMPLAINS("", "");
	COMPLAINS("# nothing\n", "");
	COMPLAINS("---\n...\n", "");
	COMPLAINS("preset:\nignore:\n#  - links\n", "");
	COMPLAINS("preset: bulk\nstage: template\nfail-on: never\n"
		  "max-risk: 20\nlang: zh\ndialects: [liquid, mailchimp]\n",
		"");
	COMPLAINS(
		"rules: {links: off, all: note, links/shortened: true}\n", "");
	COMPLAINS("select: links, wording\nignore: [links/shortened]\n", "");
	COMPLAINS("fields: [a, b]\nwords: [FOB]\nsuppress: [\"@a.com\"]\n", "");
	COMPLAINS("\xEF\xBB\xBFpreset: bulk\r\nstage: final\r\n", "");
	COMPLAINS("fields: &a [x]\n", ""); /* a name is no harm */
}

static void
wrong(void **state)
{
	(void)state;
	COMPLAINS("presett: bulk\n",
		"1:1: no key 'presett'; did you mean 'preset'?\n");
	COMPLAINS("preset: outrech\n",
		"1:9: preset cannot be 'outrech', only one of: auto, "
		"outreach, bulk, transactional, personal; did you mean "
		"'outreach'?\n");
	COMPLAINS("# \xE8\xAF\xB4\xE6\x98\x8E\n\xE9\x94\xAE: 1\npreset: [bulk]"
		  "\n",
		"2:1: no key '\xE9\x94\xAE'; there are: stage, dialects, "
		"preset, select, rules, ignore, fail-on, max-risk, company, "
		"domains, fields, words, suppress, lang\n"
		"3:9: preset wants one value here\n");
	COMPLAINS("max-risk: 200\n",
		"1:11: max-risk wants a number from 0 to 100, not '200'\n");
	COMPLAINS("fields: {a: b}\n", "1:9: fields wants a list\n");
	COMPLAINS("fields: [a, [b]]\n", "1:13: fields wants one value here\n");
	COMPLAINS("rules: off\n",
		"1:8: rules wants lines like 'links/shortened: off'\n");
	COMPLAINS("rules:\n  links/shortend: off\n  links: loud\n"
		  "  subject: [off]\n  wording: warnings\n",
		"2:3: no rule or family 'links/shortend'; did you mean "
		"'links/shortened'?\n"
		"3:10: 'links' can be off, note, warning, error or on\n"
		"4:12: 'subject' can be off, note, warning, error or on\n"
		"5:12: 'wording' can be off, note, warning, error or on; did "
		"you mean 'warning'?\n");
	COMPLAINS("ignore: [wordin]\n",
		"1:10: no rule or family 'wordin'; did you mean 'wording'?\n");
	COMPLAINS("domains: [acme, a.com, x@a.com]\n",
		"1:11: domains wants domains, like acme.com, not 'acme'\n"
		"1:24: domains wants domains, like acme.com, not 'x@a.com'\n");
	COMPLAINS("suppress: [a@b.com, nobody]\n",
		"1:21: 'nobody' is no address and no @domain\n");
	COMPLAINS("lang: klingon\n",
		"1:7: no messages in 'klingon': maillint speaks en and zh\n");
	COMPLAINS(
		"- a\n", "1:1: a configuration is lines like 'preset: bulk'\n");
	COMPLAINS("preset: bulk\nstage: final\npreset: bulk\n",
		"3:1: 'preset' stands here a second time\n");
}

static void
no_yaml(void **state)
{
	(void)state;
	ONCE("preset: bulk\n\tstage: final\n", "2:1: lines are indented");
	ONCE("preset: [\n", "2:1: this is not YAML: ");
	ONCE("preset: \"bulk\n", "2:1: this is not YAML: ");
	ONCE("a: b: c\n", "1:5: this is not YAML: ");
	ONCE("company: \xE9\n", "1:10: this is not UTF-8");
	ONCE("\xFF\xFE"
	     "a\0:\0",
		"1:1: this is not UTF-8");
	ONCE("company: \x1B[31m\n", "1:10: this is not YAML: control");
	ONCE("company: \"a\\0b\"\n", "1:10: a NUL byte");
	ONCE("company: a\n---\ncompany: b\n", "2:1: a second document");
	ONCE("a: &a [x]\nb: *a\n", "2:4: aliases");
	ONCE("? [a]\n: b\n", "1:3: a key must be one word");
	ONCE("{company: a}: b\n", "1:1: a key must be one word");
}

/* What makes other readers of YAML explode. */
static void
bombs(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 8 * MIB);
	buf_add(&b, STR("a: &a [x,x,x,x,x,x,x,x,x]\n"));
	for (char c = 'b'; c < 'k'; c++)
		buf_printf(&b, "%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c,
			c, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1,
			c - 1);
	complains_once(buf_str(&b), "2:8: aliases");
	buf_clear(&b);
	buf_repeat(&b, '[', 100000);
	complains_once(buf_str(&b), "1:1: this is not YAML: nested");
	buf_clear(&b);
	for (int i = 0; i < 100000; i++)
		buf_add(&b, STR("- "));
	complains_once(buf_str(&b), "1:25: nested too deeply");
	buf_release(&b);
}

static void
depth(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, MIB);
	for (int over = 0; over < 2; over++) {
		buf_clear(&b);
		buf_add(&b, STR("words: "));
		buf_repeat(&b, '[', (size_t)(LIMIT_CONFIG_DEPTH - 1 + over));
		buf_repeat(&b, ']', (size_t)(LIMIT_CONFIG_DEPTH - 1 + over));
		complains_once(
			buf_str(&b), over ? "1:19: nested too deeply"
					  : "1:9: words wants one value here");
	}
	buf_release(&b);
}

/* The map, its key and the list are entries too. */
static void
entries(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, MIB);
	buf_add(&b, STR("words: ["));
	for (int i = 3; i < LIMIT_CONFIG_NODES; i++)
		buf_add(&b, STR("a,"));
	buf_add(&b, STR("]\n"));
	complains_once(buf_str(&b), "1:100003: too many entries");
	b.len -= 4;
	buf_add(&b, STR("]\n"));
	complains(buf_str(&b), "");
	buf_release(&b);
}

static void
size(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 2 * MIB);
	buf_add(&b, STR("preset: bulk\n#"));
	buf_repeat(&b, 'x', LIMIT_CONFIG - b.len);
	complains(buf_str(&b), "");
	buf_char(&b, 'x');
	complains_once(buf_str(&b), "1:1: larger than 1 MiB");
	buf_release(&b);
}

static void
not_too_many_words(void **state)
{
	struct buf b, out;

	(void)state;
	buf_init(&b, MIB);
	buf_init(&out, MIB);
	buf_add(&b, STR("rules:\n"));
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, "  links/shortend%d: off\n", i);
	complaints_of(buf_str(&b), &out);
	assert_int_equal(str_count(buf_str(&out), '\n'), LIMIT_COMPLAINTS);
	buf_release(&b);
	buf_release(&out);
}

static void
values(void **state)
{
	struct options o;

	(void)state;
	options_init(&o, families);
	assert_true(config_read(&o,
		STR("fail-on: warning\nmax-risk: 12.5\npreset: bulk\n"
		    "company: ' Acme Ltd '\ndomains: [Acme.com]\n"
		    "words: [FOB, MOQ]\nfields: [First_Name]\n"
		    "suppress: [\"Z@b.com\", \"@X.org\", a@b.com, z@b.com]\n"
		    "stage: template\ndialects: liquid\n")));
	lists_settle(&o);
	assert_int_equal(o.fail_on, SEVERITY_WARNING);
	assert_true(o.max_risk == 12.5);
	assert_int_equal(o.settings.preset, PRESET_BULK);
	assert_int_equal(o.settings.stage, STAGE_TEMPLATE);
	assert_true(o.settings.draft.dialects & 1u << DIALECT_STATEMENT);
	const struct knowledge *k = &o.settings.known;
	assert_true(str_eq(k->company, STR("Acme Ltd")));
	assert_true(str_eq(k->domains.at[0], STR("acme.com")));
	assert_int_equal(k->words.n, 2);
	assert_true(str_eq(k->fields.at[0], STR("First_Name")));
	assert_int_equal(k->suppressed.n, 3);
	assert_true(str_eq(k->suppressed.at[0], STR("@x.org")));
	assert_true(str_eq(k->suppressed.at[1], STR("a@b.com")));
	options_release(&o);
}

/* --- lists in files ------------------------------------------------------ */

static void
list_is(enum list_use use, struct str bytes, bool csv, const char *expected)
{
	struct options o;
	struct buf out;

	buf_init(&out, MIB);
	options_init(&o, families);
	o.reader = READER_EN;
	lists_read(&o, use, bytes, csv);
	list_each (const struct str, s, &o.settings.known.fields)
		buf_printf(&out, "%.*s|", STR_ARG(*s));
	list_each (const struct str, s, &o.settings.known.suppressed)
		buf_printf(&out, "%.*s|", STR_ARG(*s));
	list_each (const struct complaint, c, &o.complaints)
		buf_printf(&out, "%u:%u: %.*s|", c->place.line, c->place.column,
			STR_ARG(c->sentence));
	buf_char(&out, '\0');
	assert_string_equal(out.at, expected);
	options_release(&o);
	buf_release(&out);
}

#define LIST_IS(use, bytes, csv, expected)                                     \
	list_is(use, STR(bytes), csv, expected)

static void
lists(void **state)
{
	(void)state;
	LIST_IS(LIST_SUPPRESSED,
		"# gone\r\nA@b.com\r\n\r\n@spam.org # all of them\r\n", false,
		"a@b.com|@spam.org|");
	LIST_IS(LIST_SUPPRESSED, "a@b.com\nAnna <b@c.com>\nx\n", false,
		"a@b.com|2:1: 'Anna <b@c.com>' is no address and no @domain|"
		"3:1: 'x' is no address and no @domain|");
	LIST_IS(LIST_FIELDS, "first_name\nemail\n", false, "first_name|email|");
	LIST_IS(LIST_FIELDS, "name;email;city\nLi;a@b.com;Ulm\n", true,
		"name|email|city|");
	LIST_IS(LIST_FIELDS, "\xEF\xBB\xBF\"first name\",email\n", true,
		"first name|email|");
	LIST_IS(LIST_FIELDS, "", true, "1:1: the first row names no fields|");
	/* as Excel writes it in China, and its "Unicode text" */
	LIST_IS(LIST_FIELDS, "\xD0\xD5\xC3\xFB,\xB9\xAB\xCB\xBE,email\n", true,
		"\xE5\xA7\x93\xE5\x90\x8D|\xE5\x85\xAC\xE5\x8F\xB8|email|");
	LIST_IS(LIST_FIELDS, "\xFF\xFEn\0\t\0m\0\n\0", true, "n|m|");
}

static void
long_lists(void **state)
{
	struct options o;
	struct buf b;

	(void)state;
	buf_init(&b, 64 * MIB);
	for (int i = 0; i < LIMIT_LIST; i++)
		buf_add(&b, STR("a\n"));
	options_init(&o, families);
	b.len--;
	assert_true(lists_read(&o, LIST_WORDS, buf_str(&b), false));
	assert_int_equal(o.settings.known.words.n, LIMIT_LIST);
	buf_add(&b, STR("\na"));
	assert_false(lists_read(&o, LIST_WORDS, buf_str(&b), false));
	options_release(&o);
	buf_release(&b);
}

/* --- severities ---------------------------------------------------------- */

#define FROM_LI "From: Li Wei <li@haoyu-valves.cn>\nTo: anna@nordpump.se\n"
#define BODY                                                                   \
	"Subject: DN50 valves\n\nDear Sir/Madam,\n\nour catalogue: "           \
	"https://bit.ly/3xYz\n\nLi Wei\n"

/* "shortened=error greeting=none" of the draft above. */
static void
severities_are(const char *config, const char *shortened, const char *greeting)
{
	const char *seen[2] = { "none", "none" };
	struct example e;
	struct result r;

	assert_true(example_open(&e, "", config));
	example_lint(&e, e.text, &r);
	for (size_t i = 0; i < r.count; i++) {
		const char *id = r.findings[i].rule->id;
		if (!strcmp(id, "links/shortened"))
			seen[0] = severity_name(r.findings[i].severity);
		if (!strcmp(id, "personalisation/generic-greeting"))
			seen[1] = severity_name(r.findings[i].severity);
	}
	if (strcmp(seen[0], shortened) != 0 || strcmp(seen[1], greeting) != 0)
		print_error("%s", config);
	assert_string_equal(seen[0], shortened);
	assert_string_equal(seen[1], greeting);
	result_release(&r);
	example_release(&e);
}

#define CONFIG(lines) lines "maillint: --preset outreach\n" FROM_LI BODY

static void
severities(void **state)
{
	(void)state;
	severities_are(CONFIG(""), "warning", "warning");
	severities_are(CONFIG("maillint: rules: {links/shortened: error}\n"),
		"error", "warning");
	severities_are(
		CONFIG("maillint: rules: {all: note}\n"), "note", "note");
	severities_are(CONFIG("maillint: rules: {links/shortened: error, "
			      "links: off, all: note}\n"),
		"error", "note");
	severities_are(
		CONFIG("maillint: rules: {links: off}\n"), "none", "warning");
	severities_are(CONFIG("maillint: select: links\n"), "warning", "none");
	severities_are(CONFIG("maillint: select: links\n"
			      "maillint: ignore: links/shortened\n"),
		"none", "none");
	severities_are(CONFIG("maillint: rules: {links/shortened: note}\n"
			      "maillint: select: personalisation\n"),
		"note", "warning");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fine),
		cmocka_unit_test(wrong),
		cmocka_unit_test(no_yaml),
		cmocka_unit_test(bombs),
		cmocka_unit_test(depth),
		cmocka_unit_test(entries),
		cmocka_unit_test(size),
		cmocka_unit_test(not_too_many_words),
		cmocka_unit_test(values),
		cmocka_unit_test(lists),
		cmocka_unit_test(long_lists),
		cmocka_unit_test(severities),
	};
	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
