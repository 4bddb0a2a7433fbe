/* test_archive.c - listing zips, honest and lying ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "draft/archive.h"

/* A zip under construction: members are stored, contents are empty unless
 * said otherwise. */
struct zip {
	struct buf bytes, directory;
	unsigned entries;
};

static void
number(struct buf *b, uint32_t value, int bytes)
{
	for (; bytes > 0; bytes--, value >>= 8)
		buf_char(b, (char)(value & 0xff));
}

struct member {
	const char *name;
	uint16_t flags;
	uint32_t packed, size, at;
	uint32_t mode;	   /* of Unix: said to be packed there */
	const char *other; /* the name of extra field 0x7075, if any */
};

/* CRC-32 as in ISO 3309, bit by bit. */
static uint32_t
crc_of(const char *s)
{
	uint32_t crc = 0xffffffff;

	for (; *s; s++) {
		crc ^= (uint8_t)*s;
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

static uint32_t
extra_len(const struct member *m)
{
	return m->other ? (uint32_t)strlen(m->other) + 9 : 0;
}

/* The name in UTF-8 beside the name (APPNOTE 4.6.9). */
static void
extra(struct buf *b, const struct member *m)
{
	if (!m->other)
		return;
	number(b, 0x7075, 2);
	number(b, extra_len(m) - 4, 2);
	number(b, 1, 1);
	number(b, crc_of(m->name), 4);
	buf_add(b, str_of(m->other));
}

/* The fields that both headers share. */
static void
common(struct buf *b, const struct member *m)
{
	number(b, 20, 2);
	number(b, m->flags, 2);
	number(b, m->packed == m->size ? 0 : 8, 2);
	number(b, 0x58a64000, 4); /* time and date */
	number(b, 0, 4);	  /* CRC-32 */
	number(b, m->packed, 4);
	number(b, m->size, 4);
	number(b, (uint32_t)strlen(m->name), 2);
	number(b, extra_len(m), 2);
}

static void
local(struct zip *z, struct member *m)
{
	m->at = (uint32_t)z->bytes.len;
	buf_add(&z->bytes, STR("PK\3\4"));
	common(&z->bytes, m);
	buf_add(&z->bytes, str_of(m->name));
	extra(&z->bytes, m);
}

static void
central(struct zip *z, const struct member *m)
{
	buf_add(&z->directory, STR("PK\1\2\x14"));
	number(&z->directory, m->mode ? 3 : 0, 1);
	common(&z->directory, m);
	number(&z->directory, 0, 6);
	number(&z->directory, m->mode << 16, 4);
	number(&z->directory, m->at, 4);
	buf_add(&z->directory, str_of(m->name));
	extra(&z->directory, m);
	z->entries++;
}

static void
add(struct zip *z, struct member m)
{
	local(z, &m);
	buf_repeat(&z->bytes, 'x', m.packed);
	central(z, &m);
}

static void
begin(struct zip *z)
{
	buf_init(&z->bytes, 8 * MIB);
	buf_init(&z->directory, 8 * MIB);
	z->entries = 0;
}

static void
finish(struct zip *z)
{
	uint32_t at = (uint32_t)z->bytes.len;
	buf_add(&z->bytes, buf_str(&z->directory));
	buf_add(&z->bytes, STR("PK\5\6\0\0\0\0"));
	number(&z->bytes, z->entries, 2);
	number(&z->bytes, z->entries, 2);
	number(&z->bytes, (uint32_t)z->directory.len, 4);
	number(&z->bytes, at, 4);
	number(&z->bytes, 0, 2);
}

static void
end(struct zip *z)
{
	buf_release(&z->bytes);
	buf_release(&z->directory);
}

struct listed {
	struct arena arena;
	struct archive archive;
	struct defects defects;
};

static void
list(struct listed *l, struct str bytes)
{
	memset(l, 0, sizeof *l);
	arena_init(&l->arena);
	l->defects.arena = &l->arena;
	archive_list(&l->archive, &l->arena, bytes, span_of(3, 4), NULL,
		&l->defects);
}

static const char *
complaint(const struct listed *l)
{
	return l->defects.list.n ? l->defects.list.at[0].detail.at : "";
}

static void
assert_name(const struct listed *l, size_t i, const char *name)
{
	struct str got = l->archive.entries.at[i].name;
	assert_int_equal(got.len, strlen(name));
	assert_memory_equal(got.at, name, got.len);
}

static void
honest(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	begin(&z);
	add(&z, (struct member){ .name = "a.txt", .packed = 5, .size = 5 });
	add(&z, (struct member){ .name = "\xe7\x9b\xae.pdf", .flags = 0x800 });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_true(archive_available());
	assert_true(l.archive.listed);
	assert_false(l.archive.encrypted);
	assert_int_equal(l.archive.entries.n, 2);
	assert_int_equal(l.archive.size, 5);
	assert_name(&l, 0, "a.txt");
	assert_name(&l, 1, "\xe7\x9b\xae.pdf");
	assert_int_equal(l.defects.list.n, 0);
	arena_release(&l.arena);
	end(&z);
}

static void
no_entries(void **state)
{
	(void)state;
	struct listed l;
	list(&l, STR("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
	assert_int_equal(l.archive.entries.n, 0);
	arena_release(&l.arena);
}

static void
encrypted(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	begin(&z);
	add(&z, (struct member){ .name = "a.pdf",
			.flags = 1,
			.packed = 20,
			.size = 20 });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_true(l.archive.encrypted);
	assert_true(l.archive.entries.at[0].encrypted);
	arena_release(&l.arena);
	end(&z);
}

/* Names as Windows in China writes them: GBK, no flag. */
static void
chinese_names(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	begin(&z);
	add(&z, (struct member){ .name = "\xb2\xfa\xc6\xb7\xc4\xbf\xc2\xbc/"
					 "\xb1\xa8\xbc\xdb\xb5\xa5.xls" });
	add(&z, (struct member){ .name = "\xb2\xfa\xc6\xb7\xc4\xbf\xc2\xbc/"
					 "\xb9\xab\xcb\xbe\xbc\xf2\xbd\xe9"
					 ".pdf" });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_int_equal(l.archive.entries.n, 2);
	for (size_t i = 0; i < 2; i++) {
		struct str s = l.archive.entries.at[i].name;
		assert_int_equal(utf8_valid(s), s.len);
	}
	assert_name(&l, 0, "产品目录/报价单.xls");
	assert_name(&l, 1, "产品目录/公司简介.pdf");
	arena_release(&l.arena);
	end(&z);
}

/* Many directory entries that share one content, as in Fifield's bomb. */
static void
overlap(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	begin(&z);
	struct member m = { .name = "a", .packed = 4000, .size = 4000 };
	local(&z, &m);
	buf_repeat(&z.bytes, 'x', m.packed);
	for (int i = 0; i < 5; i++)
		central(&z, &m);
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_true(l.archive.listed);
	assert_int_equal(l.archive.entries.n, 5);
	assert_string_equal(complaint(&l), "overlap");
	assert_int_equal(l.defects.list.at[0].code, DEFECT_ARCHIVE);
	assert_int_equal(l.defects.list.at[0].span.at, 3);
	arena_release(&l.arena);
	end(&z);
}

static void
bomb(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	begin(&z);
	add(&z, (struct member){
			.name = "zeros", .packed = 1000, .size = 900000000 });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_string_equal(complaint(&l), "bomb");
	arena_release(&l.arena);
	end(&z);
}

/* The name in the directory is not the one before the content. */
static void
two_names(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	struct member m = { .name = "b.exe" };
	begin(&z);
	local(&z, &m);
	m.name = "b.pdf";
	central(&z, &m);
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_string_equal(complaint(&l), "readings");
	arena_release(&l.arena);
	end(&z);
}

static void
too_many(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	begin(&z);
	for (int i = 0; i <= LIMIT_ZIP_ENTRIES; i++)
		add(&z, (struct member){ .name = "f" });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_int_equal(l.archive.entries.n, LIMIT_ZIP_ENTRIES);
	struct defect *last = &l.defects.list.at[l.defects.list.n - 1];
	assert_int_equal(last->code, DEFECT_LIMIT);
	assert_string_equal(last->detail.at, "archive-entries");
	arena_release(&l.arena);
	end(&z);
}

/* One entry in front of an honest one; what is said of it. */
static void
assert_said(struct member m, const char *said)
{
	struct zip z;
	struct listed l;

	begin(&z);
	add(&z, m);
	add(&z, (struct member){ .name = "b.pdf", .packed = 5, .size = 5 });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	if (strcmp(complaint(&l), said) != 0)
		print_error("%s: %s\n", m.name, complaint(&l));
	assert_string_equal(complaint(&l), said);
	assert_int_equal(l.defects.list.n, *said ? 1 : 0);
	assert_int_equal(l.archive.entries.n, 2);
	arena_release(&l.arena);
	end(&z);
}

static void
paths_that_lead_outside(void **state)
{
	(void)state;
	static const char *const out[] = { "..", "../a", "a/../../b",
		"a\\..\\..\\b", "/etc/passwd", "\\\\host\\a", "C:\\a.txt",
		"c:a", "a/..", "/" };
	static const char *const in[] = { "a/b", "a..b", "..a", "a../b", "...",
		"a/.../b", ".", "./a", "ab:c", "a\\b", "a/", "" };

	for (size_t i = 0; i < sizeof out / sizeof *out; i++)
		assert_said((struct member){ .name = out[i] }, "outside");
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		assert_said((struct member){ .name = in[i] }, "");
}

static void
entries_that_are_no_files(void **state)
{
	(void)state;
	static const struct {
		uint32_t mode;
		const char *said;
	} kinds[] = { { 0100644, "" }, { 0040755, "" }, { 0644, "" },
		{ 0120777, "link" }, { 0020666, "device" },
		{ 0060660, "device" }, { 0010600, "device" },
		{ 0140755, "device" } };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		assert_said(
			(struct member){ .name = "a", .mode = kinds[i].mode },
			kinds[i].said);
}

/* The field beside the name wins in libzip, the name elsewhere. */
static void
a_second_name_in_an_extra_field(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;

	assert_said(
		(struct member){ .name = "a.pdf", .other = "a.exe" }, "names");
	assert_said((struct member){ .name = "a.pdf", .other = "c.pdf" }, "");
	assert_said((struct member){ .name = "A.PDF", .other = "a.pdf" }, "");
	/* as packers in China write it: GBK, and UTF-8 beside it */
	assert_said((struct member){ .name = "\xb1\xa8\xbc\xdb.xls",
			    .other = "报价.xls" },
		"");
	assert_said((struct member){ .name = "1.\xb1\xa8\xbc\xdb",
			    .other = "1.报价" },
		"");
	begin(&z);
	add(&z, (struct member){ .name = "a.pdf", .other = "third.scr" });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_name(&l, 0, "third.scr");
	assert_true(str_eq(l.archive.entries.at[0].twin, STR("a.pdf")));
	arena_release(&l.arena);
	end(&z);
}

/* An extra field whose CRC is not that of the name is not meant for it. */
static void
a_second_name_of_another_file(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;

	begin(&z);
	add(&z, (struct member){ .name = "a.pdf", .other = "a.exe" });
	finish(&z);
	for (size_t i = 0; i + 4 < z.bytes.len; i++)
		if (!memcmp(z.bytes.at + i, "\x75\x70\x0a\0\1", 5))
			z.bytes.at[i + 5] ^= 1;
	list(&l, buf_str(&z.bytes));
	assert_name(&l, 0, "a.pdf");
	assert_int_equal(l.archive.entries.at[0].twin.len, 0);
	arena_release(&l.arena);
	end(&z);
}

/* Name in front of the content and name in the directory, each with and
 * without a second one: whoever differs is told. */
static void
a_second_name_before_the_content_only(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	struct member m = { .name = "b.pdf", .other = "b.exe" };

	begin(&z);
	local(&z, &m);
	m.other = NULL;
	central(&z, &m);
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_string_equal(complaint(&l), "readings");
	arena_release(&l.arena);
	end(&z);
}

/* Two archives, one after the other: two end records. Some programs show the
 * first, some the last. */
static void
two_directories(void **state)
{
	(void)state;
	struct zip one, two;
	struct listed l;

	begin(&one);
	add(&one, (struct member){ .name = "a.pdf", .packed = 5, .size = 5 });
	finish(&one);
	begin(&two);
	add(&two, (struct member){ .name = "b.exe", .packed = 5, .size = 5 });
	finish(&two);
	buf_add(&one.bytes, buf_str(&two.bytes));
	list(&l, buf_str(&one.bytes));
	assert_true(l.defects.list.n > 0);
	arena_release(&l.arena);
	end(&one);
	end(&two);
}

/* An archive that is packed without being squeezed ends inside of another. */
static void
an_archive_inside(void **state)
{
	(void)state;
	struct zip inner, outer;
	struct listed l;

	begin(&inner);
	add(&inner, (struct member){ .name = "a.pdf", .packed = 5, .size = 5 });
	finish(&inner);
	begin(&outer);
	struct member m = { .name = "inner.zip",
		.packed = (uint32_t)inner.bytes.len,
		.size = (uint32_t)inner.bytes.len };
	buf_add(&outer.bytes, STR("#!/bin/sh unpacks itself\n"));
	local(&outer, &m);
	buf_add(&outer.bytes, buf_str(&inner.bytes));
	central(&outer, &m);
	add(&outer, (struct member){ .name = "b.pdf", .packed = 5, .size = 5 });
	finish(&outer);
	list(&l, buf_str(&outer.bytes));
	assert_string_equal(complaint(&l), "");
	assert_int_equal(l.archive.entries.n, 2);
	arena_release(&l.arena);
	end(&inner);
	end(&outer);
}

/* The second end record stands in the comment of the first. */
static void
an_end_record_in_a_comment(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;

	begin(&z);
	add(&z, (struct member){ .name = "a.pdf", .packed = 5, .size = 5 });
	add(&z, (struct member){ .name = "b.exe", .packed = 5, .size = 5 });
	finish(&z);
	size_t end_at = z.bytes.len - 22;
	z.bytes.at[z.bytes.len - 2] = 22;
	char second[22];
	memcpy(second, z.bytes.at + end_at, 20);
	memset(second + 20, 0, 2);
	second[8] = second[10] = 1; /* one entry fewer */
	second[12] = (char)(second[12] / 2);
	buf_add(&z.bytes, (struct str){ second, 22 });
	list(&l, buf_str(&z.bytes));
	assert_true(l.defects.list.n > 0);
	arena_release(&l.arena);
	end(&z);
}

/* More entries are promised than there are, and fewer. */
static void
a_wrong_count(void **state)
{
	(void)state;
	for (int entries = 0; entries <= 3; entries++) {
		struct zip z;
		struct listed l;
		begin(&z);
		add(&z, (struct member){ .name = "a.pdf" });
		add(&z, (struct member){ .name = "b.exe" });
		z.entries = (unsigned)entries;
		finish(&z);
		list(&l, buf_str(&z.bytes));
		assert_int_equal(l.defects.list.n > 0, entries != 2);
		arena_release(&l.arena);
		end(&z);
	}
}

/* Sizes that add up to more than any number holds. */
static void
sums_do_not_wrap(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;

	begin(&z);
	for (int i = 0; i < 5; i++)
		add(&z, (struct member){ .name = "a", .size = 0xfffffffe });
	finish(&z);
	list(&l, buf_str(&z.bytes));
	assert_string_equal(complaint(&l), "bomb");
	arena_release(&l.arena);
	end(&z);
}

/* Cut at every byte, and every byte changed: an answer, never a crash. */
static void
broken(void **state)
{
	(void)state;
	struct zip z;
	struct listed l;
	begin(&z);
	add(&z, (struct member){ .name = "a.txt", .packed = 5, .size = 5 });
	add(&z, (struct member){ .name = "b/c.pdf" });
	finish(&z);
	for (size_t n = 1; n < z.bytes.len; n++) {
		list(&l, str_sub(buf_str(&z.bytes), 0, n));
		assert_false(l.archive.listed);
		assert_string_equal(complaint(&l), "damaged");
		arena_release(&l.arena);
	}
	for (size_t i = 0; i < z.bytes.len; i++) {
		char was = z.bytes.at[i];
		z.bytes.at[i] = (char)(was ^ 0xff);
		list(&l, buf_str(&z.bytes));
		arena_release(&l.arena);
		z.bytes.at[i] = was;
	}
	end(&z);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(honest),
		cmocka_unit_test(no_entries),
		cmocka_unit_test(encrypted),
		cmocka_unit_test(chinese_names),
		cmocka_unit_test(overlap),
		cmocka_unit_test(bomb),
		cmocka_unit_test(two_names),
		cmocka_unit_test(too_many),
		cmocka_unit_test(paths_that_lead_outside),
		cmocka_unit_test(entries_that_are_no_files),
		cmocka_unit_test(a_second_name_in_an_extra_field),
		cmocka_unit_test(a_second_name_of_another_file),
		cmocka_unit_test(a_second_name_before_the_content_only),
		cmocka_unit_test(two_directories),
		cmocka_unit_test(an_archive_inside),
		cmocka_unit_test(an_end_record_in_a_comment),
		cmocka_unit_test(a_wrong_count),
		cmocka_unit_test(sums_do_not_wrap),
		cmocka_unit_test(broken),
	};
	return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
