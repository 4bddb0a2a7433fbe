/* help.c - what the program and its commands can do, from their tables. */
#include <stdio.h>

#include "../report/wrap.h"
#include "command.h"
#include "../base/nearest.h"
#include "output.h"
#include "say.h"

enum { LEFT = 30, WIDTH = 80 };

/* A page of help under way. */
struct page {
	struct buf *out;
	enum reader reader;
};

static void
add_line(const struct page *p, const char *english)
{
	buf_add(p->out, str_of(translate(p->reader, english)));
	buf_char(p->out, '\n');
}

/* A name on the left, what it is on the right or, below a long name, on the
 * next line. */
static void
add_row(const struct page *p, struct str name, struct str about)
{
	struct buf right;

	buf_init(&right, 4096);
	wrap_add(&right, about, LEFT, WIDTH);
	buf_add(p->out, name);
	if (name.len < LEFT)
		buf_repeat(p->out, ' ', LEFT - name.len);
	else
		buf_char(p->out, '\n');
	buf_add(p->out, str_from(buf_str(&right), name.len < LEFT ? LEFT : 0));
	buf_release(&right);
}

/* " (one, two, three)" */
static void
add_choices(const struct page *p, struct buf *about, const struct option *o)
{
	for (size_t i = 0; o->choices && o->choices[i]; i++) {
		const char *gap = i ? ", " : translate(p->reader, N_(" ("));
		buf_add(about, str_of(gap));
		buf_add(about, str_of(o->choices[i]));
	}
	if (o->choices)
		buf_add(about, str_of(translate(p->reader, N_(")"))));
}

static void
add_option(const struct page *p, const struct option *o)
{
	struct buf name, about;

	buf_init(&name, 256);
	buf_init(&about, 4096);
	if (o->letter)
		buf_printf(&name, "  -%c, --%s", o->letter, o->name);
	else
		buf_printf(&name, "  --%s", o->name);
	if (o->value)
		buf_printf(&name, " %s", o->value);
	buf_add(&about, str_of(translate(p->reader, o->help)));
	add_choices(p, &about, o);
	add_row(p, buf_str(&name), buf_str(&about));
	buf_release(&name);
	buf_release(&about);
}

static void
add_options(const struct page *p, enum command_bit command)
{
	int group = -1;

	option_each (o) {
		if (!(o->commands & command))
			continue;
		if (o->group != group) {
			buf_printf(p->out, "\n%s\n",
				translate(p->reader, option_groups[o->group]));
			group = o->group;
		}
		add_option(p, o);
	}
}

static void
add_named(const struct page *p, const char *name, const char *about)
{
	struct buf left;

	buf_init(&left, 256);
	buf_printf(&left, "  %s", name);
	add_row(p, buf_str(&left), str_of(translate(p->reader, about)));
	buf_release(&left);
}

static void
add_report_formats(const struct page *p)
{
	buf_char(p->out, '\n');
	add_line(p, N_("Output formats (full on a terminal, gcc otherwise):"));
	for (size_t i = 0; report_formats[i]; i++)
		add_named(p, report_formats[i]->name, report_formats[i]->help);
}

static void
add_statuses(const struct page *p)
{
	buf_char(p->out, '\n');
	add_line(p, N_("Exit status:"));
	add_named(p, "0",
		N_("nothing was found that --fail-on or --max-risk names"));
	add_named(p, "1", N_("something was"));
	add_named(
		p, "2", N_("a draft could not be read, or an option is wrong"));
}

static void
add_check_help(const struct page *p)
{
	add_report_formats(p);
	add_statuses(p);
	buf_char(p->out, '\n');
	add_line(p, N_("Folders are walked: .eml, .html, .txt, .md and "
		       "templates."));
}

static void
add_command_help(const struct page *p, const struct command *c)
{
	buf_printf(p->out, "%smaillint %s [OPTIONS]%s%s\n",
		translate(p->reader, N_("usage: ")), c->name,
		c->usage[0] ? " " : "", c->usage);
	add_line(p, c->about);
	add_options(p, c->bit);
	if (c->bit == FOR_CHECK)
		add_check_help(p);
	if (c->bit & FOR_TEXTS) {
		buf_char(p->out, '\n');
		add_line(p, N_("Output formats: text, json, markdown"));
	}
}

static void
add_commands(const struct page *p, const struct context *c)
{
	struct buf name;

	buf_init(&name, 256);
	for (const struct command *k = c->commands; k->name; k++) {
		buf_printf(&name, "%s %s", k->name, k->usage);
		add_named(p, name.at, k->about);
		buf_clear(&name);
	}
	buf_release(&name);
}

static void
add_program_help(const struct page *p, const struct context *c)
{
	add_line(
		p, N_("maillint reads a draft the way a mailbox provider and a "
		      "careful colleague would,\n"
		      "and says what to fix before it is sent. First run: "
		      "maillint draft.eml"));
	buf_char(p->out, '\n');
	add_line(p, N_("usage: maillint [COMMAND] [OPTIONS] PATH|- ..."));
	buf_char(p->out, '\n');
	add_line(p, N_("Commands:"));
	add_commands(p, c);
	add_options(p, FOR_CHECK);
	add_check_help(p);
	add_line(p, N_("Nothing leaves this machine: no network, no log of "
		       "what you write."));
}

int
help_print(const struct context *c, const struct options *o,
	const struct command *command)
{
	struct output out;

	if (!output_open(&out, NULL, o->reader))
		return STATUS_TROUBLE;
	struct page p = { &out.text, o->reader };
	if (command)
		add_command_help(&p, command);
	else
		add_program_help(&p, c);
	return output_close(&out) ? STATUS_CLEAN : STATUS_TROUBLE;
}

static int
unknown_command(
	const struct context *c, const struct options *o, const char *name)
{
	struct nearest near;

	nearest_begin(&near, str_of(name));
	for (const struct command *k = c->commands; k->name; k++)
		nearest_try(&near, k->name);
	say_near(o->reader, near.best, N_("no command '{1}'"), 1, str_of(name));
	return STATUS_TROUBLE;
}

int
command_help(const struct context *c, struct options *o)
{
	if (!o->words.n)
		return help_print(c, o, NULL);
	const struct command *k = command_named(c, o->words.at[0]);
	return k ? help_print(c, o, k) : unknown_command(c, o, o->words.at[0]);
}
