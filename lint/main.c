/* main.c - the table of contents. */
#include "../rules/rules.h"
#include "command/command.h"

static const struct command commands[] = {
	{
		.name = "check",
		.usage = "PATH|- ...",
		.about = N_("check drafts; the word 'check' may be left out"),
		.bit = FOR_CHECK,
		.run = command_check,
	},
	{
		.name = "explain",
		.usage = "RULE",
		.about = N_("say why a rule exists, how that is known, and how "
			    "to obey it"),
		.bit = FOR_EXPLAIN,
		.run = command_explain,
	},
	{
		.name = "rules",
		.usage = "",
		.about = N_("list all rules with their severities"),
		.bit = FOR_RULES,
		.run = command_rules,
	},
	{
		.name = "help",
		.usage = "[COMMAND]",
		.about = N_("print this help, or that of a command"),
		.bit = FOR_HELP,
		.run = command_help,
	},
	{ 0 },
};

int
main(int argc, char **argv)
{
	const struct context context = {
		.commands = commands,
		.families = families,
		.phrases = &rules_phrases,
	};

	return command_main(&context, argc, argv);
}
