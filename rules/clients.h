/*
 * clients.h - what of a page mail programs do not support.
 *
 * The table is dictionaries/client-support.txt. What is worth a finding is
 * decided here by the damage: most of what a client lacks, nobody misses.
 */
#ifndef RULES_CLIENTS_H
#define RULES_CLIENTS_H

#include "rules.h"

/* What loses content or breaks the layout: one finding a feature. */
void clients_unsupported(struct check *c);

/* Everything else that some client does not support. */
void clients_degrades(struct check *c);

#endif
