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
};

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
	number(b, 0, 2);
}

static void
local(struct zip *z, struct member *m)
{
	m->at = (uint32_t)z->bytes.len;
	buf_add(&z->bytes, STR("PK\3\4"));
	common(&z->bytes, m);
	buf_add(&z->bytes, str_of(m->name));
}

static void
central(struct zip *z, const struct member *m)
{
	buf_add(&z->directory, STR("PK\1\2\x14\0"));
	common(&z->directory, m);
	number(&z->directory, 0, 6);
	number(&z->directory, 0, 4);
	number(&z->directory, m->at, 4);
	buf_add(&z->directory, str_of(m->name));
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
		cmocka_unit_test(broken),
	};
	return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
