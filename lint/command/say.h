/*
 * say.h - sentences on standard error, each behind "maillint: ".
 */
#ifndef COMMAND_SAY_H
#define COMMAND_SAY_H

#include "../report/report.h"

/* A sentence marked with N_() and `n` of struct str. Returns false. */
bool say(enum reader reader, const char *english, int n, ...);

/* The same, and "did you mean" where `near` is not NULL. */
bool say_near(enum reader reader, const char *near, const char *english, int n,
	...);

/* A sentence about a place in a file, as editors parse it: that comes first. */
void say_place(const char *file, uint32_t line, uint32_t column,
	struct str sentence);

/* A sentence that is worded already. */
void say_sentence(struct str sentence);

#endif
