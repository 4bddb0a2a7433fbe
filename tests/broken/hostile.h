/*
 * hostile.h - files made to break a reader of mail, a table row each.
 *
 * A row says what it attacks and what the program must say about it. Each
 * group is a table of its own: mime.c, fields.c, lines.c, characters.c,
 * pages.c, files.c, bulk.c and, from before there were groups, first.c.
 */
#ifndef BROKEN_HOSTILE_H
#define BROKEN_HOSTILE_H

#include "base/buf.h"
#include "base/limits.h"

enum { FILE_MOST = 64 * MIB, SAYS_MOST = 4 };

/* Writes a file of size `n`, whatever is counted. */
typedef void make_fn(struct buf *b, size_t n);

struct hostile {
	const char *name; /* of the file */
	const char *attacks;
	/* The file is `text`, `n` times `again` and `tail`, or what `make`
	 * writes. */
	struct str text;
	const char *again, *tail;
	make_fn *make;
	size_t n;
	bool grows; /* time must grow no faster than `n` */
	/* Findings that the report must have: "rule/id", or "rule/id: words"
	 * of its message. "!rule/id": one that it must not have. */
	const char *says[SAYS_MOST];
};

struct group {
	const char *name;
	const struct hostile *rows;
	size_t count;
};

#define GROUP(name, rows)                                                      \
	{                                                                      \
		name, rows, sizeof(rows) / sizeof *(rows)                      \
	}

extern const struct group group_mime, group_fields, group_lines,
	group_characters, group_pages, group_files, group_bulk,
	group_first;
extern const struct group *const groups[]; /* ends with NULL */

/* The bytes of a file; the caller releases the buffer. */
void hostile_make(const struct hostile *h, size_t n, struct buf *out);

/* An ordinary header, to which a case adds its own fields. */
#define HEAD                                                                   \
	"From: Li Wei <li.wei@haoyu-valves.cn>\n"                              \
	"To: Anna Berg <anna.berg@nordpump.se>\n"                              \
	"Subject: Drawing of the DN50 ball valve\n"                            \
	"MIME-Version: 1.0\n"
#define PLAIN HEAD "Content-Type: text/plain; charset=utf-8\n\n"
#define PAGE  HEAD "Content-Type: text/html; charset=utf-8\n\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=b\n\n"
#define GREETING                                                               \
	"Dear Ms. Berg,\n\nhere is the drawing of the valve.\n\n"              \
	"Best regards,\nLi Wei\n"
#define TEXT_PART "--b\nContent-Type: text/plain; charset=utf-8\n\n" GREETING

/* A link that must never go unseen, and what is said about it. */
#define TRAP	  "<a href=\"https://bit.ly/3xYzAbC\">the drawing</a>"
#define SAYS_TRAP "links/shortened"

/* A file within a multipart whose boundary is "b". */
void put_file(struct buf *b, const char *type, const char *name,
	struct str bytes);

/* What a case is built of. */
void put(struct buf *b, const char *text);
void put_times(struct buf *b, size_t n, const char *text);
void put_base64(struct buf *b, struct str bytes);
void put_little(struct buf *b, uint64_t value, size_t bytes);
void put_zeros(struct buf *b, size_t n);
void put_noise(struct buf *b, size_t n); /* the same each time */

#endif
