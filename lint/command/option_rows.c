/* option_rows.c - every setting: what it is called, what it does. */
#include <stdlib.h>
#include <string.h>

#include "../base/limits.h"
#include "dialects.h"
#include "lists.h"
#include "options.h"

/* Choices stand in the order of the values that they set. */
static const char *const stages[] = { "auto", "final", "template", NULL };
static const char *const presets[] = { "auto", "outreach", "bulk",
	"transactional", "personal", NULL };
static const char *const units[] = { "codepoint", "byte", "utf16", "display",
	NULL };
static const char *const whens[] = { "auto", "always", "never", NULL };
static const char *const rule_words[] = { "off", "note", "warning", "error",
	"on", NULL };
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
	enum reader reader;

	(void)choice;
	if (!reader_named(value, &reader))
		return options_wrong(o, NULL,
			N_("no messages in '{2}': maillint speaks en and zh"),
			1, str_of(value));
	o->reader = reader;
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
		return options_wrong(o, NULL,
			N_("{1} wants a number from 0 to 100, not '{2}'"), 1,
			str_of(value));
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
		return options_wrong(o, NULL,
			N_("{1} wants a number from 0 to 64, not '{2}'"), 1,
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
set_no_spelling(struct options *o, const char *value, size_t choice)
{
	(void)value;
	(void)choice;
	o->settings.no_spelling = true;
	return true;
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
unknown_rule(struct options *o, struct str what)
{
	const char *near = rule_nearest(o->families, what);

	return options_wrong(o, near,
		near ? N_("no rule or family '{2}'")
		     : N_("no rule or family '{2}'; 'maillint rules' lists "
			  "them all"),
		1, what);
}

static bool
add_selector(struct options *o, const struct selector *new)
{
	if (!new->what.len)
		return options_wrong(o, NULL,
			N_("{1} wants the name of a rule or family"), 0);
	if (!is_rule_or_family(o->families, new->what))
		return unknown_rule(o, new->what);
	*list_push(&o->arena, &o->settings.selectors) = *new;
	return true;
}

/* The first of a place switches off whatever an earlier place said. */
static bool
set_select(struct options *o, const char *value, size_t choice)
{
	struct str rest = arena_str(&o->arena, str_of(value));
	bool fine = true;

	(void)choice;
	while (rest.at && fine) {
		struct selector s = { .on = true, .only = !o->selecting };
		s.what = str_trim(str_cut(&rest, ','));
		fine = add_selector(o, &s);
		o->selecting = true;
	}
	return fine;
}

static bool
set_ignore(struct options *o, const char *value, size_t choice)
{
	struct str rest = arena_str(&o->arena, str_of(value));
	bool fine = true;

	(void)choice;
	while (rest.at && fine) {
		struct selector s = { .on = false };
		s.what = str_trim(str_cut(&rest, ','));
		fine = add_selector(o, &s);
	}
	return fine;
}

/* `value` is the rule, `choice` what it shall be. */
static bool
set_rule(struct options *o, const char *value, size_t choice)
{
	static const enum severity said[] = { SEVERITY_DEFAULT, SEVERITY_NOTE,
		SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_DEFAULT };
	struct selector s = { .on = choice > 0, .severity = said[choice] };

	s.what = arena_str(&o->arena, str_trim(str_of(value)));
	return add_selector(o, &s);
}

static bool
set_config(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	o->config = value;
	return true;
}

static bool
set_isolated(struct options *o, const char *value, size_t choice)
{
	(void)value;
	(void)choice;
	o->isolated = true;
	return true;
}

static struct str
kept(struct options *o, const char *value)
{
	return arena_str(&o->arena, str_trim(str_of(value)));
}

static bool
set_company(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	o->settings.known.company = kept(o, value);
	return true;
}

static bool
add_domain(struct options *o, const char *value, size_t choice)
{
	struct str domain = kept(o, value);

	(void)choice;
	if (str_chr(domain, '.') == domain.len ||
		str_chr(domain, '@') < domain.len ||
		str_chr(domain, '/') < domain.len)
		return options_wrong(o, NULL,
			N_("{1} wants domains, like acme.com, not '{2}'"), 1,
			domain);
	*list_push(&o->arena, &o->settings.known.domains) =
		arena_lower(&o->arena, domain);
	return true;
}

static bool
add_field(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	return lists_add(o, LIST_FIELDS, str_of(value));
}

static bool
add_word(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	return lists_add(o, LIST_WORDS, str_of(value));
}

static bool
add_suppressed(struct options *o, const char *value, size_t choice)
{
	(void)choice;
	return lists_add(o, LIST_SUPPRESSED, str_of(value));
}

static bool
name_file(struct options *o, enum list_use use, const char *path)
{
	*list_push(&o->arena, &o->list_files) = (struct list_file){ use,
		arena_cstr(&o->arena, str_of(path)), o->place };
	return true;
}

static bool
name_fields(struct options *o, const char *path)
{
	return name_file(o, LIST_FIELDS, path);
}

static bool
name_words(struct options *o, const char *path)
{
	return name_file(o, LIST_WORDS, path);
}

static bool
name_suppressed(struct options *o, const char *path)
{
	return name_file(o, LIST_SUPPRESSED, path);
}

static bool
set_output(struct options *o, const char *value, size_t choice)
{
	struct str s = str_of(value);
	size_t colon = str_chr(s, ':');

	(void)choice;
	if (colon + 1 == s.len)
		return options_wrong(o, NULL,
			N_("'{2}' names no file after the colon"), 1, s);
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
		return options_wrong(o, NULL, N_("{1} is given too often"), 0);
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
	{
		.name = "subject",
		.value = "TEXT",
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("its subject"),
		.set = set_subject,
	},
	{
		.name = "from",
		.value = "ADDRESS",
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("its sender"),
		.set = set_from,
	},
	{
		.name = "to",
		.value = "ADDRESS",
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("its recipient"),
		.set = set_to,
	},
	{
		.name = "attach",
		.value = "FILE",
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("a file that will be attached; may be repeated"),
		.set = add_attachment,
	},
	{
		.name = "data",
		.value = "FILE",
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("a CSV table of contacts to put into templates"),
		.set = set_data,
	},
	{
		.name = "stage",
		.value = "STAGE",
		.choices = stages,
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("final is a mail about to be sent"),
		.set = set_stage,
		.key = "stage",
		.form = KEY_ONE,
	},
	{
		.name = "dialect",
		.value = "NAME",
		.choices = dialect_names,
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("its merge tags; may be repeated"),
		.set = add_dialect,
		.key = "dialects",
		.form = KEY_LIST,
	},
	{
		.name = "stdin-filename",
		.value = "PATH",
		.group = GROUP_DRAFT,
		.commands = FOR_CHECK,
		.help = N_("what to call standard input"),
		.set = set_stdin_filename,
	},
	{
		.name = "preset",
		.value = "NAME",
		.choices = presets,
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("kind of mail; auto sees it from the draft"),
		.set = set_preset,
		.key = "preset",
		.form = KEY_ONE,
	},
	{
		.name = "select",
		.value = "RULES",
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("run only these: families or rules, with commas"),
		.set = set_select,
		.key = "select",
		.form = KEY_LIST,
	},
	{
		.choices = rule_words,
		.help = N_("what each rule or family shall be"),
		.set = set_rule,
		.key = "rules",
		.form = KEY_RULES,
	},
	{
		.name = "ignore",
		.value = "RULES",
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("leave these out"),
		.set = set_ignore,
		.key = "ignore",
		.form = KEY_LIST,
	},
	{
		.name = "no-spelling",
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("leave the spelling of words alone"),
		.set = set_no_spelling,
	},
	{
		.name = "fail-on",
		.value = "SEVERITY",
		.choices = fails,
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("exit 1 from this severity on; error if not given"),
		.set = set_fail_on,
		.key = "fail-on",
		.form = KEY_ONE,
	},
	{
		.name = "max-risk",
		.value = "N",
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("exit 1 when a draft's risk is above N"),
		.set = set_max_risk,
		.key = "max-risk",
		.form = KEY_ONE,
	},
	{
		.name = "config",
		.value = "FILE",
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("instead of the nearest .maillint.yaml"),
		.set = set_config,
	},
	{
		.name = "isolated",
		.group = GROUP_RULES,
		.commands = FOR_CHECK,
		.help = N_("read no .maillint.yaml"),
		.set = set_isolated,
	},
	{
		.help = N_("the sender's own company"),
		.set = set_company,
		.key = "company",
		.form = KEY_ONE,
	},
	{
		.help = N_("the domains of that company"),
		.set = add_domain,
		.key = "domains",
		.form = KEY_LIST,
	},
	{
		.help = N_("the merge fields that exist, or a .csv file whose "
			   "first row names them"),
		.set = add_field,
		.key = "fields",
		.form = KEY_LIST_OR_FILE,
		.set_file = name_fields,
	},
	{
		.help = N_("words that are spelt right, or a file with one a "
			   "line"),
		.set = add_word,
		.key = "words",
		.form = KEY_LIST_OR_FILE,
		.set_file = name_words,
	},
	{
		.help = N_("addresses and @domains that must not be mailed "
			   "again, or a file with one a line"),
		.set = add_suppressed,
		.key = "suppress",
		.form = KEY_LIST_OR_FILE,
		.set_file = name_suppressed,
	},
	{
		.name = "output-format",
		.value = "FORMAT[:FILE]",
		.group = GROUP_REPORT,
		.commands = FOR_CHECK | FOR_TEXTS,
		.help = N_(
			"one of those below, into FILE if named; repeatable"),
		.set = set_output,
	},
	{
		.name = "column-unit",
		.value = "UNIT",
		.choices = units,
		.group = GROUP_REPORT,
		.commands = FOR_CHECK,
		.help = N_("what a column counts"),
		.set = set_unit,
	},
	{
		.name = "color",
		.value = "WHEN",
		.choices = whens,
		.group = GROUP_REPORT,
		.commands = FOR_CHECK | FOR_TEXTS,
		.help = N_("colours; NO_COLOR is respected"),
		.set = set_color,
	},
	{
		.name = "quiet",
		.letter = 'q',
		.group = GROUP_REPORT,
		.commands = FOR_CHECK,
		.help = N_("findings and nothing else"),
		.set = set_quiet,
	},
	{
		.name = "verbose",
		.letter = 'v',
		.group = GROUP_REPORT,
		.commands = FOR_CHECK,
		.help = N_("also how each finding is known and what it counts"),
		.set = set_verbose,
	},
	{
		.name = "jobs",
		.letter = 'j',
		.value = "N",
		.group = GROUP_OTHER,
		.commands = FOR_CHECK,
		.help = N_("processes that read drafts; 1 if not given"),
		.set = set_jobs,
	},
	{
		.name = "no-sandbox",
		.group = GROUP_OTHER,
		.commands = FOR_CHECK,
		.help = N_("do not shut the processes in that read drafts"),
		.set = set_no_sandbox,
	},
	{
		.name = "lang",
		.value = "TAG",
		.group = GROUP_OTHER,
		.commands = FOR_ALL,
		.help = N_("language of the messages: en or zh"),
		.set = set_lang,
		.key = "lang",
		.form = KEY_ONE,
	},
	{
		.name = "help",
		.letter = 'h',
		.group = GROUP_OTHER,
		.commands = FOR_ALL,
		.help = N_("print this help"),
		.set = set_help,
	},
	{
		.name = "version",
		.group = GROUP_OTHER,
		.commands = FOR_ALL,
		.help = N_("print the version"),
		.set = set_version,
	},
	{ 0 },
};
