/* attachment.c - what a message carries beside its text. */
#include <string.h>

#include "../base/limits.h"
#include "../base/utf8.h"
#include "attachment.h"
#include "charset.h"
#include "mime.h"

/* Windows ignores blanks and dots at the end: "setup.exe ." is a program. */
static struct str
without_tail(struct str name)
{
	while (name.len && (is_blank(name.at[name.len - 1]) ||
				   name.at[name.len - 1] == '.'))
		name.len--;
	return name;
}

struct str
attachment_extension(struct arena *arena, struct str name)
{
	enum { LONGEST = 24 }; /* "settingcontent-ms", and some room */
	name = without_tail(name);
	size_t dot = str_rchr(name, '.');
	struct str extension = str_from(name, dot + 1);
	if (dot == name.len || extension.len > LONGEST)
		return STR("");
	for (size_t i = 0; i < extension.len; i++)
		if (is_blank(extension.at[i]) || extension.at[i] == '/' ||
			extension.at[i] == '\\')
			return STR("");
	return arena_lower(arena, extension);
}

/* Four lanes of multiply and mix: the whole body is read at memory speed.
 * Good for telling files apart, not against forgers. */
static uint64_t
hash_of(struct str s)
{
	const uint64_t k = 0x9e3779b97f4a7c15u;
	uint64_t lane[4] = { k, k + 1, k + 2, s.len }, word;
	size_t at = 0;
	for (; s.len - at >= 32; at += 32)
		for (size_t i = 0; i < 4; i++) {
			memcpy(&word, s.at + at + 8 * i, 8);
			lane[i] = (lane[i] ^ word) * k;
			lane[i] ^= lane[i] >> 29;
		}
	for (; at < s.len; at++)
		lane[0] = (lane[0] ^ (uint8_t)s.at[at]) * k;
	uint64_t hash = lane[0];
	for (size_t i = 1; i < 4; i++)
		hash = (hash ^ (hash >> 32) ^ lane[i]) * k;
	return hash ? hash : 1;
}

static bool
is_zip(struct str head)
{
	return str_starts(head, STR("PK\3\4")) ||
	       str_starts(head, STR("PK\5\6"));
}

static bool
is_ole(struct str head)
{
	return str_starts(head, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
}

/* What was decoded: all of a file, or its two ends. */
struct content {
	struct str head, tail;
	bool whole;
};

/* What such an archive holds would have to be unpacked first. */
static void
note_nested(struct attachment *a, struct arena *arena, struct defects *defects)
{
	if (!a->true_type || a->true_type->class != FILE_ARCHIVE)
		return;
	list_each (struct entry, e, &a->archive.entries) {
		const struct filetype *t = filetype_of_extension(
			attachment_extension(arena, e->name));
		if (!t || t->class != FILE_ARCHIVE || e->encrypted)
			continue;
		defect_note(defects, DEFECT_LIMIT, a->place, a->part,
			STR("archive-nested"));
		return;
	}
}

static void
look_into_zip(struct attachment *a, struct arena *arena,
	const struct content *c, struct defects *defects)
{
	if (!c->whole) {
		defect_note(defects, DEFECT_LIMIT, a->place, a->part,
			STR("archive-size"));
		return;
	}
	archive_list(&a->archive, arena, c->head, a->place, a->part, defects);
	a->encrypted |= a->archive.encrypted;
	note_nested(a, arena, defects);
	list_each (struct entry, e, &a->archive.entries)
		if (str_iends(e->name, STR("vbaProject.bin")))
			a->macros = true;
}

/* The flag of an encrypted Word file (MS-DOC 2.5.2) and the record of an
 * encrypted workbook (MS-XLS 2.4.117), where they usually stand. */
static bool
old_office_is_encrypted(struct str s)
{
	if (s.len < 0x200 + 32)
		return false;
	const uint8_t *stream = (const uint8_t *)s.at + 0x200;
	bool word = stream[0] == 0xec && stream[1] == 0xa5;
	bool sheet = stream[0] == 0x09 && stream[1] == 0x08 &&
		     stream[2] == 0x10 && stream[3] == 0;
	return (word && (stream[11] & 1)) ||
	       (sheet && stream[20] == 0x2f && stream[21] == 0);
}

static void
look_into_ole(struct attachment *a, struct str content)
{
	a->macros = filetype_ole_has(content, "_VBA_PROJECT") ||
		    filetype_ole_has(content, "_VBA_PROJECT_CUR");
	a->encrypted = filetype_ole_has(content, "EncryptedPackage") ||
		       old_office_is_encrypted(content);
}

/* The trailer of an encrypted PDF names its key (ISO 32000-1, 7.6.1). */
static bool
names_pdf_key(struct str s)
{
	struct str key = STR("/Encrypt");
	for (;;) {
		size_t at = str_find(s, key);
		if (at == s.len)
			return false;
		s = str_from(s, at + key.len);
		if (s.len && (is_blank(s.at[0]) || is_digit(s.at[0]) ||
				     s.at[0] == '<'))
			return true;
	}
}

/* Latin-1 says the standard; programs write what their system has. */
static struct str
gzip_name(struct arena *arena, struct str bytes)
{
	const struct map *map;
	bool clean;

	if (utf8_valid(bytes) == bytes.len)
		return arena_str(arena, bytes);
	return charset_decode(arena, charset_detect(bytes), bytes, NULL, &map,
		&clean);
}

/* A single file under gzip may tell its name (RFC 1952 2.3.1). */
static void
look_into_gzip(struct attachment *a, struct arena *arena, struct str head)
{
	enum { FLAGS = 3, NAME = 10, HAS_EXTRA = 4, HAS_NAME = 8 };
	if (head.len <= NAME || !(head.at[FLAGS] & HAS_NAME) ||
		(head.at[FLAGS] & HAS_EXTRA))
		return;
	struct str name = str_sub(head, NAME, KIB);
	struct entry *e = list_push(arena, &a->archive.entries);
	e->name = gzip_name(arena, str_sub(name, 0, str_chr(name, '\0')));
	e->packed = a->size;
}

/* RAR: the flag of encrypted headers or of an encrypted first file, as in
 * the format's technical notes, versions 4 and 5. */
static bool
rar_is_encrypted(struct str s)
{
	if (s.len < 32)
		return false;
	const uint8_t *b = (const uint8_t *)s.at;
	if (b[6] == 1) /* version 5: CRC32, size, type 4 is "encryption" */
		return b[7] == 0 && b[13] == 4;
	bool headers = b[9] == 0x73 && (b[10] & 0x80);
	bool first = b[22] == 0x74 && (b[23] & 0x04);
	return headers || first;
}

static bool
type_is(const struct attachment *a, const char *extension)
{
	return a->true_type && a->true_type->class == FILE_ARCHIVE &&
	       filetype_allows(a->true_type, str_of(extension));
}

/* A PDF can be a zip as well: programs read the one from its start, the other
 * from its end. */
static void
look_into_pdf(struct attachment *a, struct arena *arena,
	const struct content *c, struct defects *defects)
{
	a->encrypted = names_pdf_key(c->tail) ||
		       names_pdf_key(str_sub(c->head, 0, LIMIT_SNIFF));
	if (archive_ends(c->tail))
		look_into_zip(a, arena, c, defects);
}

static void
look_into(struct attachment *a, struct arena *arena, const struct content *c,
	struct defects *defects)
{
	a->true_type = filetype_of(c->head);
	if (is_zip(c->head))
		look_into_zip(a, arena, c, defects);
	else if (is_ole(c->head))
		look_into_ole(a, c->head);
	else if (str_starts(c->head, STR("%PDF-")))
		look_into_pdf(a, arena, c, defects);
	else if (type_is(a, "gz"))
		look_into_gzip(a, arena, c->head);
	else if (type_is(a, "rar"))
		a->encrypted = rar_is_encrypted(c->head);
}

/* A blob as transfer_decode_plain wants it. */
struct encoded {
	struct str file;
	struct span body;
	enum transfer how;
};

static struct str
decode(struct arena *arena, const struct encoded *e, size_t most)
{
	return transfer_decode_plain(arena, e->file, e->body, e->how, most);
}

/* The end of a long body: from the start of a line, where a unit of any
 * transfer encoding begins. */
static struct str
decode_tail(struct arena *arena, const struct encoded *e)
{
	struct encoded tail = *e;
	uint32_t most = LIMIT_SNIFF;
	if (tail.body.len > most) {
		tail.body.at += tail.body.len - most;
		tail.body.len = most;
		struct str s = str_sub(e->file, tail.body.at, most);
		size_t line = str_chr(s, '\n') + 1;
		if (line < s.len)
			tail.body = span_of(
				tail.body.at + line, tail.body.len - line);
	}
	return decode(arena, &tail, LIMIT_SNIFF);
}

static void
read_encoded(struct attachment *a, struct arena *arena, const struct encoded *e,
	struct defects *defects)
{
	struct content c = { .head = decode(arena, e, LIMIT_SNIFF) };
	bool listed = is_zip(c.head) || is_ole(c.head);
	c.whole = a->size <= c.head.len;
	c.tail = c.head;
	if (!c.whole && listed && a->size <= LIMIT_ARCHIVE) {
		c.head = decode(arena, e, (size_t)a->size);
		c.whole = true;
	} else if (!c.whole && str_starts(c.head, STR("%PDF-"))) {
		c.tail = decode_tail(arena, e);
		if (archive_ends(c.tail) && a->size <= LIMIT_ARCHIVE) {
			c.head = decode(arena, e, (size_t)a->size);
			c.whole = true;
		}
	}
	look_into(a, arena, &c, defects);
}

void
attachment_read(struct attachment *a, struct arena *arena, struct str content,
	struct defects *defects)
{
	size_t tail = content.len > LIMIT_SNIFF ? content.len - LIMIT_SNIFF : 0;
	struct content c = { content, str_from(content, tail),
		content.len <= LIMIT_ARCHIVE };
	a->extension = attachment_extension(arena, a->name.s);
	a->size = content.len;
	a->sent_size = transfer_base64_size(a->size);
	a->hash = hash_of(content);
	look_into(a, arena, &c, defects);
}

/* The name that most mail programs show: filename before name. */
static const struct param *
name_param(const struct part *part)
{
	const struct param *p = params_find(&part->disposition, "filename");
	return p && p->text.s.len ? p : params_find(&part->type, "name");
}

static void
name_and_place(struct attachment *a, struct arena *arena)
{
	const struct param *p = name_param(a->part);
	const struct header *type =
		headers_find(&a->part->headers, HEADER_CONTENT_TYPE);
	a->place = a->part->span;
	if (type)
		a->place = type->value_span;
	if (p) {
		a->name = p->text;
		a->place = p->span;
	}
	a->extension = attachment_extension(arena, a->name.s);
}

/* A draft fetched without its files has empty bodies and their sizes. */
static uint64_t
declared_size(const struct part *part)
{
	const struct param *p = params_find(&part->disposition, "size");
	uint64_t size = 0;
	bool sane = p && str_number(p->text.s, &size) && size <= UINT32_MAX;
	return sane ? size : 0;
}

static bool
is_archive_by_name(const struct attachment *a)
{
	const struct filetype *t = filetype_of_extension(a->extension);
	return t && t->class == FILE_ARCHIVE;
}

static void
measure_absent(struct attachment *a, struct defects *defects)
{
	a->size = declared_size(a->part);
	if (a->size && is_archive_by_name(a))
		defect_note(defects, DEFECT_LIMIT, a->place, a->part,
			STR("archive-absent"));
}

static void
measure(struct attachment *a, const struct encoded *e, struct defects *defects)
{
	a->size = transfer_decoded_size(e->file, e->body, e->how);
	if (a->size == 0)
		measure_absent(a, defects);
	else
		a->hash = hash_of(str_sub(e->file, e->body.at, e->body.len));
	/* A message is sent as it is, never in base64 (RFC 2046 5.2.1). */
	a->sent_size = a->message ? a->size : transfer_base64_size(a->size);
}

void
attachment_of_part(struct attachment *a, struct arena *arena, struct str file,
	const struct part *part, struct defects *defects)
{
	struct encoded e = { file, part->body, part->transfer };
	a->part = part;
	a->type = part->media;
	a->message = part->kind == PART_MESSAGE;
	a->inline_ = part->related && part->content_id.len > 0 &&
		     str_starts(part->media, STR("image/"));
	name_and_place(a, arena);
	measure(a, &e, defects);
	if (!a->message && !part->encrypted)
		read_encoded(a, arena, &e, defects);
}
