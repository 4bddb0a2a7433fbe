/*
 * dialects.h - template languages by the names their users know.
 */
#ifndef COMMAND_DIALECTS_H
#define COMMAND_DIALECTS_H

extern const char *const dialect_names[]; /* ended by NULL */
extern const unsigned dialect_sets[];	  /* of 1 << enum dialect */

#endif
