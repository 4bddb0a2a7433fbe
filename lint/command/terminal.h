/*
 * terminal.h - what the environment says about the reader and the screen.
 */
#ifndef COMMAND_TERMINAL_H
#define COMMAND_TERMINAL_H

#include "../report/report.h"

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* MAILLINT_LANG, then the locale variables; no locale need exist. */
enum reader terminal_reader(void);

bool terminal_color(int fd, enum when asked);

/* Columns, 0 when `fd` is no terminal. */
unsigned terminal_width(int fd);

#endif
