/* archive.c - the directory of a zip, through libzip. Nothing is unpacked. */
#include <string.h>
#include <zip.h>

#include "../base/library.h"
#include "../base/limits.h"
#include "../base/memory.h"
#include "../base/utf8.h"
#include "archive.h"
#include "charset.h"
#include "directory.h"

/* clang-format off */
#define ZIP_FUNCTIONS(F)                                                       \
	F(zip_discard) F(zip_file_get_external_attributes)                     \
	F(zip_get_name) F(zip_get_num_entries)                                 \
	F(zip_open_from_source) F(zip_source_buffer_create)                    \
	F(zip_source_free) F(zip_stat_index)
/* clang-format on */

static struct {
	ZIP_FUNCTIONS(LIBRARY_MEMBER)
} libzip;

/* Not linked, not even statically: a program without it does all else. */
static bool
load(void)
{
	static const char *const names[] = { ZIP_FUNCTIONS(LIBRARY_NAME) NULL };

	return library_load(LIBRARY_ZIP, names, &libzip);
}

bool
archive_available(void)
{
	static enum { UNTRIED, LOADED, ABSENT } state;
	if (state == UNTRIED)
		state = load() ? LOADED : ABSENT;
	return state == LOADED;
}

static zip_t *
open_once(struct str bytes, int flags)
{
	zip_source_t *source =
		libzip.zip_source_buffer_create(bytes.at, bytes.len, 0, NULL);
	zip_error_t why = { .zip_err = ZIP_ER_OK };
	if (!source)
		memory_failed();
	zip_t *z =
		libzip.zip_open_from_source(source, flags | ZIP_RDONLY, &why);
	if (!z && why.zip_err == ZIP_ER_MEMORY)
		memory_failed();
	if (!z)
		libzip.zip_source_free(source);
	return z;
}

/* libzip 1.7 calls an archive damaged when memory was short for a moment:
 * asked once more, it does not. */
static zip_t *
open_bytes(struct str bytes, int flags)
{
	zip_t *z = open_once(bytes, flags);

	return z ? z : open_once(bytes, flags);
}

static size_t
entries_in(zip_t *z)
{
	zip_int64_t n = libzip.zip_get_num_entries(z, 0);
	return n > 0 ? (size_t)n : 0;
}

/* A raw name ends at its first zero byte, if it has one. */
static struct str
raw_name(zip_t *z, size_t i)
{
	const char *name = libzip.zip_get_name(z, i, ZIP_FL_ENC_RAW);
	return name ? str_of(name) : STR("");
}

static uint64_t
sum(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

struct listing {
	struct archive *archive;
	struct arena *arena;
	struct str bytes;
	uint64_t packed;		   /* sum of the entries, as stored */
	size_t count;			   /* entries listed */
	size_t total;			   /* entries there */
	bool old_names;			   /* some name is not UTF-8 */
	bool names, outside, link, device; /* some entry is such */
};

/* "..", "a/../b", "/etc", "C:\\x". */
static bool
leads_outside(struct str name)
{
	bool drive = name.len > 1 && is_alpha(name.at[0]) && name.at[1] == ':';

	if (drive || str_starts(name, STR("/")) || str_starts(name, STR("\\")))
		return true;
	for (size_t at = 0, i = 0; i <= name.len; i++) {
		if (i < name.len && name.at[i] != '/' && name.at[i] != '\\')
			continue;
		if (str_eq(str_sub(name, at, i - at), STR("..")))
			return true;
		at = i + 1;
	}
	return false;
}

/* The kind of file that a Unix program packed (APPNOTE 4.4.15). */
static void
read_mode(struct listing *l, zip_t *z, size_t i, struct entry *e)
{
	enum {
		KIND = 0170000,
		FILE = 0100000,
		FOLDER = 0040000,
		LINK = 0120000
	};
	zip_uint8_t system = 0;
	zip_uint32_t attributes = 0;

	if (libzip.zip_file_get_external_attributes(
		    z, i, 0, &system, &attributes) ||
		(system != ZIP_OPSYS_UNIX && system != ZIP_OPSYS_OS_X))
		return;
	uint32_t kind = attributes >> 16 & KIND;
	e->link = kind == LINK;
	e->device = kind && kind != FILE && kind != FOLDER && kind != LINK;
	l->link |= e->link;
	l->device |= e->device;
}

static void
list_entry(struct listing *l, zip_t *z, size_t i)
{
	struct entry *e = list_push(l->arena, &l->archive->entries);
	zip_stat_t stat = { .valid = 0 };
	e->name = arena_str(l->arena, raw_name(z, i));
	l->old_names |= utf8_valid(e->name) < e->name.len;
	e->outside = leads_outside(e->name);
	l->outside |= e->outside;
	read_mode(l, z, i, e);
	if (libzip.zip_stat_index(z, i, 0, &stat))
		return;
	if (stat.valid & ZIP_STAT_SIZE)
		e->size = stat.size;
	if (stat.valid & ZIP_STAT_COMP_SIZE)
		e->packed = stat.comp_size;
	e->encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
		       stat.encryption_method != ZIP_EM_NONE;
	l->archive->encrypted |= e->encrypted;
	l->archive->size = sum(l->archive->size, e->size);
	l->packed = sum(l->packed, e->packed);
}

static void
list_entries(struct listing *l, zip_t *z)
{
	l->total = entries_in(z);
	l->count = l->total < LIMIT_ZIP_ENTRIES ? l->total : LIMIT_ZIP_ENTRIES;
	for (size_t i = 0; i < l->count; i++)
		list_entry(l, z, i);
}

/* One name says too little to tell its charset: all of them together do. */
static const char *
charset_of_names(struct listing *l)
{
	enum { SAMPLE = 4 * KIB };
	char *sample = arena_bytes(l->arena, SAMPLE);
	size_t n = 0;
	list_each (struct entry, e, &l->archive->entries) {
		if (utf8_valid(e->name) == e->name.len)
			continue;
		struct str s = str_sub(e->name, 0, SAMPLE - 1 - n);
		memcpy(sample + n, s.at, s.len);
		n += s.len;
		if (n + 1 >= SAMPLE)
			break;
		sample[n++] = '\n';
	}
	return charset_detect((struct str){ sample, n });
}

static void
decode_name(struct listing *l, const char *charset, struct str *name)
{
	const struct map *map = NULL;
	bool clean = true;

	if (utf8_valid(*name) < name->len)
		*name = charset_decode(l->arena, charset, *name,
			map_identity(l->arena, 0, NULL), &map, &clean);
}

/* Windows in China writes names in GBK, in Europe in a code page. */
static void
decode_old_names(struct listing *l)
{
	const char *charset = charset_of_names(l);
	list_each (struct entry, e, &l->archive->entries) {
		decode_name(l, charset, &e->name);
		decode_name(l, charset, &e->twin);
	}
}

static struct str
ending(struct str name)
{
	size_t dot = str_rchr(name, '.');
	return dot < name.len ? str_from(name, dot + 1) : STR("");
}

/* An old charset makes other bytes of a name, but seldom another ending. */
static bool
end_alike(struct str a, struct str b)
{
	a = ending(a);
	b = ending(b);
	return str_ieq(a, b) || !str_is_ascii(a) || !str_is_ascii(b);
}

/*
 * A field beside the name can hold it in UTF-8, and programs do not agree on
 * which of the two they show (APPNOTE 4.6.9). libzip shows that field.
 */
static void
find_twins(struct listing *l, const record_list *records)
{
	for (size_t i = 0; i < l->count && i < records->n; i++) {
		struct entry *e = &l->archive->entries.at[i];
		struct str name = records->at[i].name;
		if (end_alike(name, e->name))
			continue;
		e->twin = arena_str(l->arena, name);
		l->names = true;
		l->old_names |= utf8_valid(name) < name.len;
	}
}

/*
 * Programs look for the end record from the end of the file, or from its
 * start (APPNOTE.TXT 4.3.16): two of them whose comment ends with the file
 * are two archives in one.
 */
static size_t
ends_in(struct str bytes)
{
	enum { RECORD = 22, COMMENT_MOST = 0xFFFF, COMMENT_LEN = 20 };
	size_t most = RECORD + COMMENT_MOST, n = 0;
	struct str tail =
		str_from(bytes, bytes.len > most ? bytes.len - most : 0);

	for (;;) {
		tail = str_from(tail, str_find(tail, STR("PK\5\6")));
		if (tail.len < RECORD)
			return n;
		const uint8_t *len = (const uint8_t *)tail.at + COMMENT_LEN;
		n += tail.len == RECORD + (size_t)len[0] + ((size_t)len[1] << 8);
		tail = str_from(tail, 4);
	}
}

/*
 * A zip can hold two directories, so that one program sees other files than
 * the next one. A strict and a lenient reading must agree.
 */
static bool
readings_agree(struct listing *l, zip_t *lenient)
{
	zip_t *strict = open_bytes(l->bytes, ZIP_CHECKCONS);
	if (!strict)
		return false;
	bool same = entries_in(strict) == l->total;
	for (size_t i = 0; same && i < l->count; i++)
		same = str_eq(raw_name(strict, i), raw_name(lenient, i));
	libzip.zip_discard(strict);
	return same;
}

/* Figures that no honest zip shows; from 16 MiB on, 100 to 1 is a bomb. */
static bool
is_bomb(const struct listing *l)
{
	uint64_t size = l->archive->size;
	return size > (uint64_t)16 * MIB && size / 100 > l->bytes.len;
}

static const char *
complaint(struct listing *l, zip_t *z, const record_list *records)
{
	/* libzip's own check accepts entries that overlap. */
	if (l->packed > l->bytes.len)
		return "overlap";
	if (is_bomb(l))
		return "bomb";
	if (l->count == l->total && directory_ends_twice(records, l->bytes))
		return "readings";
	return readings_agree(l, z) ? NULL : "readings";
}

static void
note_odd_entries(const struct listing *l, struct span where,
	const struct part *part, struct defects *defects)
{
	const struct {
		bool is_there;
		const char *what;
	} kinds[] = { { l->names, "names" }, { l->outside, "outside" },
		{ l->device, "device" }, { l->link, "link" } };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].is_there)
			defect_note(defects, DEFECT_ARCHIVE, where, part,
				str_of(kinds[i].what));
}

bool
archive_ends(struct str bytes)
{
	return ends_in(bytes) > 0;
}

void
archive_list(struct archive *out, struct arena *arena, struct str bytes,
	struct span where, const struct part *part, struct defects *defects)
{
	struct listing l = { .archive = out, .arena = arena, .bytes = bytes };
	record_list records = { 0 };

	if (!archive_available()) {
		defect_note(defects, DEFECT_LIMIT, where, part, STR("libzip"));
		return;
	}
	zip_t *z = open_bytes(bytes, 0);
	if (!z) {
		defect_note(
			defects, DEFECT_ARCHIVE, where, part, STR("damaged"));
		return;
	}
	out->listed = true;
	list_entries(&l, z);
	directory_read(&records, arena, bytes, l.count);
	const char *what = complaint(&l, z, &records);
	libzip.zip_discard(z);
	find_twins(&l, &records);
	if (l.old_names)
		decode_old_names(&l);
	if (what)
		defect_note(defects, DEFECT_ARCHIVE, where, part, str_of(what));
	note_odd_entries(&l, where, part, defects);
	if (l.total > l.count)
		defect_note(defects, DEFECT_LIMIT, where, part,
			STR("archive-entries"));
}
