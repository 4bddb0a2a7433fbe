/* directory.c - the records of a zip's directory (APPNOTE 4.3, 4.4). */
#include "directory.h"

enum {
	/* offsets in a record of the directory */
	PACKED = 20,
	NAME_LEN = 28,
	EXTRA_LEN = 30,
	COMMENT_LEN = 32,
	LOCAL_AT = 42,
	RECORD = 46,
	/* in the header before a content */
	LOCAL_NAME_LEN = 26,
	LOCAL_EXTRA_LEN = 28,
	LOCAL = 30,
	/* in the end of a directory */
	DIRECTORY_LEN = 12,
	DIRECTORY_AT = 16,
	END = 22,
	LONGEST_COMMENT = 0xffff
};

static uint32_t
number_at(struct str s, size_t at, size_t bytes)
{
	uint32_t n = 0;
	while (bytes-- > 0)
		n = n << 8 | (uint8_t)s.at[at + bytes];
	return n;
}

static bool
is_at(struct str s, size_t at, size_t len, struct str mark)
{
	return at <= s.len && s.len - at >= len &&
	       str_starts(str_from(s, at), mark);
}

/* The last end of a directory, or zip.len. */
static size_t
last_end(struct str zip)
{
	size_t most = END + LONGEST_COMMENT;
	size_t from = zip.len > most ? zip.len - most : 0;

	for (size_t at = zip.len < END ? 0 : zip.len - END + 1; at-- > from;)
		if (is_at(zip, at, END, STR("PK\5\6")))
			return at;
	return zip.len;
}

/* What a record says of its content; bytes in front of the archive, which
 * offsets do not count, are `before`. */
static void
set_content(struct record *r, struct str zip, size_t at, uint64_t before)
{
	size_t packed = number_at(zip, at + PACKED, 4);

	r->at = r->end = before + number_at(zip, at + LOCAL_AT, 4);
	if (r->at < zip.len && is_at(zip, (size_t)r->at, LOCAL, STR("PK\3\4")))
		r->end += LOCAL + packed +
			  number_at(zip, (size_t)r->at + LOCAL_NAME_LEN, 2) +
			  number_at(zip, (size_t)r->at + LOCAL_EXTRA_LEN, 2);
}

void
directory_read(
	record_list *out, struct arena *arena, struct str zip, size_t most)
{
	size_t end = last_end(zip);
	if (end == zip.len)
		return;
	size_t len = number_at(zip, end + DIRECTORY_LEN, 4);
	size_t at = number_at(zip, end + DIRECTORY_AT, 4);
	uint64_t before = 0;

	if (len <= end && at < end - len) {
		before = end - len - at;
		at = end - len;
	}
	while (out->n < most && is_at(zip, at, RECORD, STR("PK\1\2"))) {
		struct record *r = list_push(arena, out);
		size_t name = number_at(zip, at + NAME_LEN, 2);
		r->name = str_sub(zip, at + RECORD, name);
		set_content(r, zip, at, before);
		at += RECORD + name + number_at(zip, at + EXTRA_LEN, 2) +
		      number_at(zip, at + COMMENT_LEN, 2);
	}
}

static bool
is_in_content(const record_list *all, size_t at)
{
	list_each (const struct record, r, all)
		if (r->at <= at && at < r->end)
			return true;
	return false;
}

/* Archives inside an archive end, too: hence a bound on what is looked at. */
bool
directory_ends_twice(const record_list *all, struct str zip)
{
	enum { ENDS_MOST = 100 };
	struct str mark = STR("PK\5\6");
	size_t last = last_end(zip), at = str_find(zip, mark);

	for (int n = 0; at < last && n < ENDS_MOST; n++) {
		if (!is_in_content(all, at))
			return true;
		at += 1 + str_find(str_from(zip, at + 1), mark);
	}
	return false;
}
