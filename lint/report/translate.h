/*
 * translate.h - the words of maillint in the reader's language.
 *
 * The catalogues of lint/po/ are compiled into the binary, so that a language
 * works where its locale was never generated and without installed files.
 * Texts are collected from the sources by
 *
 *	xgettext -L C -kN_ -ktranslate:2 -ktranslate_count:2,3
 */
#ifndef REPORT_TRANSLATE_H
#define REPORT_TRANSLATE_H

#include "../base/buf.h"
#include "../check/finding.h"

enum reader { READER_EN, READER_ZH };

/* "zh", "zh_CN.UTF-8", "zh-Hans" are READER_ZH; anything else English.
 * False when `tag` names no language that we have. */
bool reader_named(const char *tag, enum reader *reader);

/* The translation of an English text, or the text itself. */
const char *translate(enum reader reader, const char *english);

/* One of two by number, for counts. */
const char *translate_count(
	enum reader reader, const char *one, const char *many, size_t n);

/* A message with its arguments put in; not escaped. */
void message_add(struct buf *out, enum reader reader, const struct message *m);

/* The same from a sentence marked with N_() and `n` of struct str. */
void words_add(
	struct buf *out, enum reader reader, const char *english, int n, ...);

#endif
