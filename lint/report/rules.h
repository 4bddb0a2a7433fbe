/*
 * rules.h - what the rules say about themselves, for a reader or a machine.
 */
#ifndef REPORT_RULES_H
#define REPORT_RULES_H

#include "report.h"

/* All rules by family, or `only` that one. `families` ends as in run.h. */
void rules_text(struct buf *out, const struct report_settings *s,
	const struct family *const *families, const struct rule *only);
void rules_markdown(struct buf *out, const struct report_settings *s,
	const struct family *const *families, const struct rule *only);
void rules_json(struct buf *out, const struct report_settings *s,
	const struct family *const *families, const struct rule *only);

#endif
