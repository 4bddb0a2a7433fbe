/* date.c - dates of header fields (RFC 5322 3.3, and 4.3 obsolete forms). */
#include "date.h"

struct scan {
	struct str s;
	size_t at;
};

/* Steps over one character of a comment; false at its end. */
static bool
step_comment(struct scan *t, size_t *depth)
{
	char c = t->s.at[t->at++];

	if (c == '\\' && t->at < t->s.len)
		t->at++;
	else if (c == '(')
		++*depth;
	else if (c == ')')
		--*depth;
	return *depth > 0 && t->at < t->s.len;
}

/* Blanks and comments; comments nest. */
static void
skip_blanks(struct scan *t)
{
	while (t->at < t->s.len) {
		size_t depth = 0;
		if (t->s.at[t->at] == '(')
			while (step_comment(t, &depth))
				;
		else if (is_blank(t->s.at[t->at]))
			t->at++;
		else
			return;
	}
}

static char
peek(const struct scan *t)
{
	return t->at < t->s.len ? t->s.at[t->at] : 0;
}

static bool
take(struct scan *t, char c)
{
	skip_blanks(t);
	if (t->at >= t->s.len || t->s.at[t->at] != c)
		return false;
	t->at++;
	return true;
}

static struct str
take_while(struct scan *t, bool (*is_part)(char))
{
	skip_blanks(t);
	size_t from = t->at;
	while (t->at < t->s.len && is_part(t->s.at[t->at]))
		t->at++;
	return str_sub(t->s, from, t->at - from);
}

static bool
take_number(struct scan *t, size_t most_digits, int *value)
{
	struct str digits = take_while(t, is_digit);
	uint64_t n;

	if (digits.len > most_digits || !str_number(digits, &n))
		return false;
	*value = (int)n;
	return true;
}

/* Index of the three letters that `word` begins with, or -1. */
static int
find_name(const char *names, struct str word)
{
	struct str all = str_of(names);

	for (size_t i = 0; word.len >= 3 && i < all.len; i += 3)
		if (str_ieq(str_sub(all, i, 3), str_sub(word, 0, 3)))
			return (int)(i / 3);
	return -1;
}

static int
month_named(struct str word)
{
	return find_name("janfebmaraprmayjunjulaugsepoctnovdec", word);
}

static int
weekday_named(struct str word)
{
	return find_name("sunmontuewedthufrisat", word);
}

/* RFC 5322 4.3: two digits are 1950 to 2049, three count from 1900. */
static bool
take_year(struct scan *t, int *year)
{
	skip_blanks(t);
	size_t from = t->at;
	if (!take_number(t, 4, year) || t->at - from < 2)
		return false;
	if (t->at - from == 2)
		*year += *year < 50 ? 2000 : 1900;
	else if (t->at - from == 3)
		*year += 1900;
	return *year >= 1900;
}

struct fields {
	int year, month, day; /* month and day from 1 */
	int hour, minute, second;
	int zone;
	int weekday; /* -1: none */
};

/* "10:00", "10:00:30"; a dot between is seen, too. */
static bool
take_time(struct scan *t, struct fields *f)
{
	if (!take_number(t, 2, &f->hour))
		return false;
	char between = take(t, ':') ? ':' : '.';
	if (between == '.' && !take(t, '.'))
		return false;
	if (!take_number(t, 2, &f->minute))
		return false;
	if (take(t, between) && !take_number(t, 2, &f->second))
		return false;
	return f->hour < 24 && f->minute < 60 && f->second <= 60;
}

/* Hours east of UTC of a zone in letters; RFC 5322 4.3 reads all others, also
 * the military ones, as unknown: 0. */
static int
zone_named(struct str word)
{
	static const struct {
		struct str name;
		int hours;
	} zones[] = {
		{ STR("EST"), -5 },
		{ STR("EDT"), -4 },
		{ STR("CST"), -6 },
		{ STR("CDT"), -5 },
		{ STR("MST"), -7 },
		{ STR("MDT"), -6 },
		{ STR("PST"), -8 },
		{ STR("PDT"), -7 },
	};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (str_ieq(zones[i].name, word))
			return zones[i].hours;
	return 0;
}

/* "+0800", also "+08:00" and "+8". */
static bool
take_offset(struct scan *t, int *zone)
{
	int sign = peek(t) == '-' ? -1 : 1, hours, minutes = 0;
	size_t from = ++t->at;

	if (!take_number(t, 4, &hours))
		return false;
	if (t->at - from > 2) {
		minutes = hours % 100;
		hours /= 100;
	} else if (peek(t) == ':') {
		t->at++;
		if (!take_number(t, 2, &minutes))
			return false;
	}
	*zone = sign * (hours * 60 + minutes);
	return minutes < 60;
}

/* A zone may be missing; "GMT+0800" and "+0800 CST" are read by the number. */
static bool
take_zone(struct scan *t, int *zone)
{
	struct str word = take_while(t, is_alpha);

	*zone = zone_named(word) * 60;
	skip_blanks(t);
	if (peek(t) != '+' && peek(t) != '-')
		return true;
	if (!take_offset(t, zone))
		return false;
	take_while(t, is_alpha);
	return true;
}

/* "1 Jan 2024 10:00:00 +0800"; with dashes between as in RFC 850. */
static bool
take_mail_date(struct scan *t, struct fields *f)
{
	if (!take_number(t, 2, &f->day))
		return false;
	bool dashes = take(t, '-');
	f->month = month_named(take_while(t, is_alpha)) + 1;
	if (dashes && !take(t, '-'))
		return false;
	return take_year(t, &f->year) && take_time(t, f) &&
	       take_zone(t, &f->zone);
}

/* "Jan  1 10:00:00 2024" of asctime(), after the weekday. */
static bool
take_unix_date(struct scan *t, struct str month, struct fields *f)
{
	f->month = month_named(month) + 1;
	if (!take_number(t, 2, &f->day) || !take_time(t, f))
		return false;
	skip_blanks(t);
	if (is_digit(peek(t)))
		return take_year(t, &f->year) && take_zone(t, &f->zone);
	return take_zone(t, &f->zone) && take_year(t, &f->year);
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool
day_exists(const struct fields *f)
{
	static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	if (f->month < 1 || f->day < 1)
		return false;
	return f->day <=
	       days[f->month - 1] + (f->month == 2 && is_leap(f->year));
}

/* Days since 1970-01-01; years are counted from March, after a leap day. */
static int64_t
days_since_1970(const struct fields *f)
{
	int64_t year = f->month > 2 ? f->year : f->year - 1;
	int64_t month = f->month > 2 ? f->month - 3 : f->month + 9;
	int64_t leap = year / 4 - year / 100 + year / 400;

	return year * 365 + leap + (month * 153 + 2) / 5 + f->day - 719469;
}

static void
set_date(struct date *d, const struct fields *f)
{
	int64_t days = days_since_1970(f);
	int seconds = f->hour * 3600 + (f->minute - f->zone) * 60 + f->second;

	d->seconds = days * 86400 + seconds;
	d->zone = (int16_t)f->zone;
	d->weekday = (int8_t)f->weekday;
	/* 1970-01-01 was a Thursday; no date is before 1900 */
	d->weekday_wrong =
		f->weekday >= 0 && (days + 4 + 7L * 10000) % 7 != f->weekday;
}

static bool
take_date(struct scan *t, struct fields *f)
{
	struct str word = take_while(t, is_alpha);

	if (word.len) {
		f->weekday = weekday_named(word);
		if (f->weekday < 0)
			return false;
		take(t, ',');
		word = take_while(t, is_alpha);
	}
	return word.len ? take_unix_date(t, word, f) : take_mail_date(t, f);
}

bool
date_parse(struct date *d, struct str s)
{
	struct scan t = { .s = s };
	struct fields f = { .weekday = -1 };

	*d = (struct date){ .weekday = -1 };
	if (!take_date(&t, &f) || !day_exists(&f))
		return false;
	skip_blanks(&t);
	if (t.at < s.len)
		return false;
	set_date(d, &f);
	return true;
}
