/* lines.c - line ends and line lengths of a message as it stands. */
#include "assemble.h"

/* RFC 5322 2.1.1, without CRLF. Of each fault, a few places are enough. */
enum { LONGEST_LINE = 998, MOST_PLACES = 20 };

struct survey {
	struct draft *d;
	struct str file;
	size_t end;	 /* of the message */
	size_t lf, crlf; /* lines seen */
	size_t cr;	 /* no CR stands before it that was not looked at */
	unsigned long_lines, bare;
};

static void
note_some(struct survey *l, unsigned *n, enum defect_code code, size_t at,
	size_t len)
{
	if (++*n <= MOST_PLACES)
		defect_note(
			&l->d->defects, code, span_of(at, len), NULL, STR_NONE);
}

/* The first CR at or after `at`. */
static void
find_cr(struct survey *l, size_t at)
{
	l->cr = at + str_chr(str_sub(l->file, at, l->end - at), '\r');
}

static void
find_bare_cr(struct survey *l, size_t at, size_t end)
{
	if (l->cr < at)
		find_cr(l, at);
	while (l->bare < MOST_PLACES && l->cr < end) {
		note_some(l, &l->bare, DEFECT_BARE_CR, l->cr, 1);
		find_cr(l, l->cr + 1);
	}
}

/* One more line that ends as the others do, and is short enough. */
static bool
is_usual(const struct survey *l, size_t at, size_t lf)
{
	return l->lf && l->cr > lf && lf - at <= LONGEST_LINE;
}

/* One line [at, lf), its LF at `lf`; reports the first that differs. */
static void
check_line(struct survey *l, size_t at, size_t lf)
{
	bool crlf = lf > at && l->file.at[lf - 1] == '\r';
	size_t end = crlf ? lf - 1 : lf;
	bool first_of_kind = (crlf ? l->crlf : l->lf) == 0;

	*(crlf ? &l->crlf : &l->lf) += 1;
	if (first_of_kind && l->crlf && l->lf)
		defect_note(&l->d->defects, DEFECT_MIXED_LINE_ENDS,
			span_of(at, lf - at), NULL, STR_NONE);
	find_bare_cr(l, at, end);
	if (end - at > LONGEST_LINE)
		note_some(l, &l->long_lines, DEFECT_LONG_LINE, at, end - at);
}

static void
check_lines(struct survey *l, size_t at)
{
	find_cr(l, at);
	while (at < l->end) {
		struct str rest = { l->file.at + at, l->end - at };
		size_t lf = at + str_chr(rest, '\n');
		if (lf < l->end && is_usual(l, at, lf))
			l->lf++;
		else if (lf < l->end)
			check_line(l, at, lf);
		else
			find_bare_cr(l, at, l->end);
		at = lf + 1;
	}
}

/* Without CR, and each LF is followed by another one in time: nothing to say
 * about any line. Steps over as many lines at once as one may be long. */
static bool
are_plain(struct str s)
{
	size_t at = 0;

	if (str_chr(s, '\r') < s.len)
		return false;
	while (s.len - at > LONGEST_LINE) {
		struct str longest = str_sub(s, at, LONGEST_LINE + 1);
		size_t lf = str_rchr(longest, '\n');
		if (lf == longest.len)
			return false;
		at += lf + 1;
	}
	return true;
}

uint64_t
draft_check_lines(struct draft *d)
{
	struct survey l = {
		.d = d, .file = d->source->bytes, .end = span_end(d->message)
	};
	struct str message = str_sub(l.file, d->message.at, d->message.len);

	if (are_plain(message))
		return (uint64_t)message.len + str_count(message, '\n');
	check_lines(&l, d->message.at);
	return (uint64_t)d->message.len + l.lf;
}
