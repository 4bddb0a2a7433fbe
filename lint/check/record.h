/* record.h - from findings that point into a draft to a flat result. */
#ifndef CHECK_RECORD_H
#define CHECK_RECORD_H

#include "preset.h"
#include "result.h"

void record(struct result *r, const struct draft *d,
	const struct findings *findings, const struct chosen *chosen,
	const struct settings *settings);

#endif
