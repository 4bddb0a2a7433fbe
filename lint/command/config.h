/*
 * config.h - the configuration file, .maillint.yaml: the keys of the table of
 * options, for all drafts below its folder.
 *
 * The nearest one up from a draft wins; nothing is merged. The command line
 * is read on top of it.
 */
#ifndef COMMAND_CONFIG_H
#define COMMAND_CONFIG_H

#include "options.h"

#define CONFIG_NAME ".maillint.yaml"

/* Puts what the bytes of a file say into fresh options. What is wrong is left
 * in `complaints`. */
bool config_read(struct options *o, struct str bytes);

/*
 * Reads a file and the lists that it names, and then the command line `over`
 * it. False after having said on standard error what is wrong.
 */
bool config_load(struct options *o, const char *path,
	const struct options *over);

/*
 * The path of the configuration for a draft, as a user would name it, or NULL:
 * looked for in the draft's folder and upwards, as far as a folder that holds
 * a git repository. Folders need not exist.
 */
const char *config_for(struct arena *a, const char *draft);

#endif
