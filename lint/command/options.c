/* options.c - the command line, read by one table. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "dialects.h"
#include "nearest.h"
#include "options.h"
#include "say.h"

/* Choices stand in the order of the values that they set. */
static const char *const stages[] = { "auto", "final", "template", NULL };
static const char *const presets[] = { "auto", "outreach", "bulk",
	"transactional", "personal", NULL };
static const char *const units[] = { "codepoint", "byte", "utf16", "display",
	NULL };
static const char *const whens[] = { "auto", "always", "never", NULL };
static const char *const fails[] = { "error", "warning", "note", "never",
	NULL };

static bool
set_stage(struct options *o, const char *value, size_t choice)
{
	(void)value;
	o->settings.stage = (enum stage)choice;
	return true;
}

static bool
set_preset(struct options *o, const char *value, size_t choice)
{
	(void)value;
	o->settings.preset = (enum preset)choice;
	return true;
}

static bool
set_unit(struct options *o, const char *value, size_t choice)
{
	(void)value;
	o->settings.column_unit = (enum column_unit)choice;
	return true;
}

static bool
set_color(struct options *o, const char *value, size_t choice)
{
	(void)value;
	o->color = (enum when)choice;
	return true;
}

static bool
set_fail_on(struct options *o, const char *value, size_t choice)
{
	static const enum severity least[] = { SEVERITY_ERROR, SEVERITY_WARNING,
		SEVERITY_NOTE, SEVERITY_DEFAULT };
	(void)value;
	o->fail_on = least[choice];
	return true;
}

static bool
set_lang(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	if (!reader_named(value, &o->reader))
		return say(o->reader,
			N_("no messages in '{1}': maillint speaks en and zh"),
			1, str_of(value));
	o->reader_asked = true;
	return true;
}

static bool
set_max_risk(struct options *o, const char *value, size_t choice)
{
	char *end;
	double n = strtod(value, &end);

	(void)choice;
	if (end == value || *end || !(n >= 0 && n <= 100))
		return say(o->reader,
			N_("--max-risk wants a number from 0 to 100, not "
			   "'{1}'"),
			1, str_of(value));
	o->max_risk = n;
	return true;
}

static bool
set_jobs(struct options *o, const char *value, size_t choice)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);

	(void)choice;
	if (!is_digit(*value) || *end || n > LIMIT_JOBS)
		return say(o->reader,
			N_("--jobs wants a number from 0 to 64, not '{1}'"), 1,
			str_of(value));
	o->jobs = n;
	return true;
}

_Static_assert(LIMIT_JOBS == 64, "the sentence above names it");

static bool
set_no_sandbox(struct options *o, const char *value, size_t choice)
{
	(void)value;
	(void)choice;
	o->no_sandbox = true;
	return true;
}

static bool
add_selectors(struct options *o, const char *value, bool on)
{
	struct str rest = str_of(value);

	while (rest.at) {
		struct str what = str_trim(str_cut(&rest, ','));
		if (!what.len)
			return say(o->reader,
				N_("--{1} wants the name of a rule or family"),
				1, on ? STR("select") : STR("ignore"));
		struct selector *s =
			list_push(&o->arena, &o->settings.selectors);
		*s = (struct selector){
			.what = what, .on = on, .only = on
		};
	}
	return true;
}

static bool
set_select(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	return add_selectors(o, value, true);
}

static bool
set_ignore(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	return add_selectors(o, value, false);
}

static bool
set_output(struct options *o, const char *value, size_t choice)
{
	struct str s = str_of(value);
	size_t colon = str_chr(s, ':');

	(void)choice;
	if (colon + 1 == s.len)
		return say(o->reader, N_("'{1}' names no file after the colon"),
			1, s);
	struct output_wish *wish = list_push(&o->arena, &o->outputs);
	wish->format = str_sub(s, 0, colon);
	if (colon < s.len && strcmp(value + colon + 1, "-") != 0)
		wish->file = value + colon + 1;
	return true;
}

static bool
set_subject(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	o->settings.draft.subject = str_of(value);
	return true;
}

static bool
set_from(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	o->settings.draft.from = str_of(value);
	return true;
}

static bool
set_to(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	o->settings.draft.to = str_of(value);
	return true;
}

static bool
add_attachment(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	if (o->attach.n == LIMIT_ATTACHMENTS)
		return say(o->reader, N_("--attach is given too often"), 0);
	*list_push(&o->arena, &o->attach) = str_of(value);
	return true;
}

static bool
set_data(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	o->data = value;
	return true;
}

static bool
add_dialect(struct options *o, const char *value, size_t choice)
{
	(void)value;
	o->settings.draft.dialects |= dialect_sets[choice];
	return true;
}

static bool
set_stdin_filename(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	o->stdin_filename = value;
	return true;
}

static bool
set_quiet(struct options *o, const char *value, size_t choice)
{
	(void)value;
	(void)choice;
	o->quiet = true;
	return true;
}

static bool
set_verbose(struct options *o, const char *value, size_t choice)
{
	(void)value;
	(void)choice;
	o->verbose = true;
	return true;
}

static bool
set_help(struct options *o, const char *value, size_t choice)
{
	(void)value;
	(void)choice;
	o->help = true;
	return true;
}

static bool
set_version(struct options *o, const char *value, size_t choice)
{
	(void)value;
	(void)choice;
	o->version = true;
	return true;
}

enum { GROUP_DRAFT, GROUP_RULES, GROUP_REPORT, GROUP_OTHER };

const char *const option_groups[] = {
	[GROUP_DRAFT] = N_("What the draft does not say itself:"),
	[GROUP_RULES] = N_("Which rules are run:"),
	[GROUP_REPORT] = N_("The report:"),
	[GROUP_OTHER] = N_("Other:"),
};

const struct option option_table[] = {
	{ "subject", 0, "TEXT", NULL, GROUP_DRAFT, FOR_CHECK, N_("its subject"),
		set_subject },
	{ "from", 0, "ADDRESS", NULL, GROUP_DRAFT, FOR_CHECK, N_("its sender"),
		set_from },
	{ "to", 0, "ADDRESS", NULL, GROUP_DRAFT, FOR_CHECK, N_("its recipient"),
		set_to },
	{ "attach", 0, "FILE", NULL, GROUP_DRAFT, FOR_CHECK,
		N_("a file that will be attached; may be repeated"),
		add_attachment },
	{ "data", 0, "FILE", NULL, GROUP_DRAFT, FOR_CHECK,
		N_("a CSV table of contacts to put into templates"), set_data },
	{ "stage", 0, "STAGE", stages, GROUP_DRAFT, FOR_CHECK,
		N_("final is a mail about to be sent"), set_stage },
	{ "dialect", 0, "NAME", dialect_names, GROUP_DRAFT, FOR_CHECK,
		N_("its merge tags; may be repeated"), add_dialect },
	{ "stdin-filename", 0, "PATH", NULL, GROUP_DRAFT, FOR_CHECK,
		N_("what to call standard input"), set_stdin_filename },
	{ "preset", 0, "NAME", presets, GROUP_RULES, FOR_CHECK,
		N_("kind of mail; auto sees it from the draft"), set_preset },
	{ "select", 0, "RULES", NULL, GROUP_RULES, FOR_CHECK,
		N_("run only these: families or rules, with commas"),
		set_select },
	{ "ignore", 0, "RULES", NULL, GROUP_RULES, FOR_CHECK,
		N_("leave these out"), set_ignore },
	{ "fail-on", 0, "SEVERITY", fails, GROUP_RULES, FOR_CHECK,
		N_("exit 1 from this severity on; error if not given"),
		set_fail_on },
	{ "max-risk", 0, "N", NULL, GROUP_RULES, FOR_CHECK,
		N_("exit 1 when a draft's risk is above N"), set_max_risk },
	{ "output-format", 0, "FORMAT[:FILE]", NULL, GROUP_REPORT,
		FOR_CHECK | FOR_TEXTS,
		N_("one of those below, into FILE if named; repeatable"),
		set_output },
	{ "column-unit", 0, "UNIT", units, GROUP_REPORT, FOR_CHECK,
		N_("what a column counts"), set_unit },
	{ "color", 0, "WHEN", whens, GROUP_REPORT, FOR_CHECK | FOR_TEXTS,
		N_("colours; NO_COLOR is respected"), set_color },
	{ "quiet", 'q', NULL, NULL, GROUP_REPORT, FOR_CHECK,
		N_("findings and nothing else"), set_quiet },
	{ "verbose", 'v', NULL, NULL, GROUP_REPORT, FOR_CHECK,
		N_("also how each finding is known and what it counts"),
		set_verbose },
	{ "jobs", 'j', "N", NULL, GROUP_OTHER, FOR_CHECK,
		N_("processes that read drafts; 1 if not given"), set_jobs },
	{ "no-sandbox", 0, NULL, NULL, GROUP_OTHER, FOR_CHECK,
		N_("do not shut the processes in that read drafts"),
		set_no_sandbox },
	{ "lang", 0, "TAG", NULL, GROUP_OTHER, FOR_ALL,
		N_("language of the messages: en or zh"), set_lang },
	{ "help", 'h', NULL, NULL, GROUP_OTHER, FOR_ALL, N_("print this help"),
		set_help },
	{ "version", 0, NULL, NULL, GROUP_OTHER, FOR_ALL,
		N_("print the version"), set_version },
	{ 0 },
};

void
options_init(struct options *o)
{
	*o = (struct options){
		.fail_on = SEVERITY_ERROR,
		.max_risk = HUGE_VAL,
		.jobs = 1,
		.reader = terminal_reader(),
	};
	arena_init(&o->arena);
}

void
options_release(struct options *o)
{
	arena_release(&o->arena);
}

/* The arguments that are left to read. */
struct arguments {
	struct options *options;
	char **at, **end;
	enum command_bit command;
};

static bool
takes(const struct arguments *a, const struct option *option)
{
	return (option->commands & a->command) != 0;
}

static const struct option *
option_named(const struct arguments *a, struct str name)
{
	for (const struct option *o = option_table; o->name; o++)
		if (takes(a, o) && str_eq(name, str_of(o->name)))
			return o;
	return NULL;
}

static const struct option *
option_lettered(const struct arguments *a, char letter)
{
	for (const struct option *o = option_table; o->name; o++)
		if (takes(a, o) && o->letter == letter)
			return o;
	return NULL;
}

static bool
unknown_option(const struct arguments *a, struct str name)
{
	enum reader reader = a->options->reader;
	struct nearest near;
	char suggestion[64];

	for (const struct option *o = option_table; o->name; o++)
		if (str_eq(name, str_of(o->name)))
			return say(reader,
				N_("this command has no option '--{1}'"), 1,
				name);
	nearest_begin(&near, name);
	for (const struct option *o = option_table; o->name; o++)
		if (takes(a, o))
			nearest_try(&near, o->name);
	if (near.best)
		snprintf(suggestion, sizeof suggestion, "--%s", near.best);
	return say_near(reader, near.best ? suggestion : NULL,
		near.best ? N_("no option '--{1}'")
			  : N_("no option '--{1}'; 'maillint help' lists them "
			       "all"),
		1, name);
}

static void
add_choices(struct buf *out, const char *const *choices)
{
	for (size_t i = 0; choices[i]; i++) {
		if (i)
			buf_add(out, STR(", "));
		buf_add(out, str_of(choices[i]));
	}
}

static bool
unknown_choice(
	struct options *o, const struct option *option, const char *value)
{
	struct nearest near;
	struct buf all;

	buf_init(&all, KIB);
	add_choices(&all, option->choices);
	nearest_begin(&near, str_of(value));
	for (size_t i = 0; option->choices[i]; i++)
		nearest_try(&near, option->choices[i]);
	say_near(o->reader, near.best,
		N_("--{1} cannot be '{2}', only one of: {3}"), 3,
		str_of(option->name), str_of(value), buf_str(&all));
	buf_release(&all);
	return false;
}

static bool
apply(struct options *o, const struct option *option, const char *value)
{
	if (!option->choices || !value)
		return option->set(o, value, 0);
	for (size_t i = 0; option->choices[i]; i++)
		if (!strcmp(option->choices[i], value))
			return option->set(o, value, i);
	return unknown_choice(o, option, value);
}

/* The value that follows, as the next argument. */
static bool
apply_next(struct arguments *a, const struct option *option)
{
	if (!option->value)
		return apply(a->options, option, NULL);
	if (a->at == a->end)
		return say(a->options->reader, N_("--{1} wants a value: {2}"),
			2, str_of(option->name), str_of(option->value));
	return apply(a->options, option, *a->at++);
}

static bool
read_long(struct arguments *a, const char *argument)
{
	struct str name = str_of(argument);
	size_t equals = str_chr(name, '=');
	bool has_value = equals < name.len;
	name.len = equals;
	const struct option *option = option_named(a, name);

	if (!option)
		return unknown_option(a, name);
	if (!has_value)
		return apply_next(a, option);
	if (!option->value)
		return say(a->options->reader, N_("--{1} takes no value"), 1,
			name);
	return apply(a->options, option, argument + equals + 1);
}

static bool
read_letters(struct arguments *a, const char *letters)
{
	for (; *letters; letters++) {
		const struct option *option = option_lettered(a, *letters);
		if (!option)
			return say(a->options->reader,
				N_("no option '-{1}'; 'maillint help' lists "
				   "them all"),
				1, str_sub(str_of(letters), 0, 1));
		if (!apply_next(a, option))
			return false;
	}
	return true;
}

static void
add_word(struct options *o, const char *word)
{
	*list_push(&o->arena, &o->words) = word;
}

/* What is wrong is said in the language asked for, wherever --lang stands. */
static void
find_language(struct options *o, int argc, char **argv)
{
	enum reader reader;

	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *tag;
		if (!strncmp(argv[i], "--lang=", 7))
			tag = argv[i] + 7;
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			tag = argv[i + 1];
		else
			continue;
		if (reader_named(tag, &reader))
			o->reader = reader;
	}
}

bool
options_read(struct options *o, int argc, char **argv, enum command_bit command)
{
	struct arguments a = { o, argv, argv + argc, command };

	find_language(o, argc, argv);
	while (a.at < a.end) {
		const char *argument = *a.at++;
		bool fine = true;
		if (!strcmp(argument, "--")) {
			while (a.at < a.end)
				add_word(o, *a.at++);
		} else if (!strncmp(argument, "--", 2)) {
			fine = read_long(&a, argument + 2);
		} else if (argument[0] == '-' && argument[1]) {
			fine = read_letters(&a, argument + 1);
		} else {
			add_word(o, argument);
		}
		if (!fine)
			return false;
	}
	return true;
}
