/* date.h - dates of header fields (RFC 5322 3.3, and 4.3 obsolete forms). */
#ifndef DRAFT_DATE_H
#define DRAFT_DATE_H

#include "../base/str.h"

struct date {
	int64_t seconds;	 /* since 1970-01-01 00:00 UTC */
	int16_t zone;		 /* minutes east of UTC */
	int8_t weekday;		 /* 0 Sunday ... 6, or -1: not given */
	bool weekday_wrong;	 /* given, but another day */
};

bool date_parse(struct date *d, struct str s);

#endif
