/* spelling.h - the dictionaries of the system, with tables of their forms made
 * once for all tests. */
#ifndef TESTS_SPELLING_H
#define TESTS_SPELLING_H

#include "command/dictionaries.h"

const struct vocabulary *tests_vocabularies(void);
struct spell *tests_spelling(void);

#endif
