/*
 * wrap.h - paragraphs in lines, English and Chinese.
 */
#ifndef REPORT_WRAP_H
#define REPORT_WRAP_H

#include "../base/buf.h"

/* Adds `text` in lines of at most `width` columns, each behind `indent`
 * blanks and ended by LF. Existing line ends stay. */
void wrap_add(struct buf *out, struct str text, size_t indent, size_t width);

/* Adds `text` and as many blanks as fill `width` columns. */
void pad_add(struct buf *out, struct str text, size_t width);

#endif
