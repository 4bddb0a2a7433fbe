/* test_attachment.c - attachments as parts of a message and as files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "draft/attachment.h"
#include "draft/mime.h"

/* The second part of a message, read. */
struct read {
	struct arena arena;
	struct defects defects;
	struct str file;
	part_list parts;
	struct attachment a;
};

static void
read_message(struct read *r, struct str file)
{
	memset(r, 0, sizeof *r);
	arena_init(&r->arena);
	r->defects.arena = &r->arena;
	r->file = file;
	mime_parse(
		&r->parts, &r->arena, file, span_of(0, file.len), &r->defects);
	assert_int_equal(r->parts.n, 3);
	attachment_of_part(&r->a, &r->arena, file, r->parts.at[2], &r->defects);
}

#define MESSAGE(fields, body)                                                  \
	"Content-Type: multipart/mixed; boundary=p\r\n\r\n"                    \
	"--p\r\n\r\nhello\r\n--p\r\n" fields "\r\n" body "\r\n--p--\r\n"

#define BASE64 "Content-Transfer-Encoding: base64\r\n"

#define READ(r, fields, body) read_message(r, STR(MESSAGE(fields, body)))

static bool
same(struct str s, const char *expected)
{
	return str_eq(s, str_of(expected));
}

static void
name_type_and_size(void **state)
{
	(void)state;
	struct read r;
	READ(&r,
		"Content-Type: application/pdf; name=other.pdf\r\n"
		"Content-Disposition: attachment; filename=\"A "
		"b.PDF\"\r\n" BASE64,
		"JVBERi0xLjQKJSBwdW1wIGN1cnZlcyBETjgwCg==");
	assert_true(same(r.a.name.s, "A b.PDF"));
	assert_true(same(r.a.extension, "pdf"));
	assert_true(same(r.a.type, "application/pdf"));
	assert_string_equal(r.a.true_type->name, "PDF");
	assert_int_equal(r.a.size, 28);
	assert_int_equal(r.a.sent_size, 42);
	struct str place = str_sub(r.file, r.a.place.at, r.a.place.len);
	assert_true(str_has(place, STR("A b.PDF")));
	arena_release(&r.arena);
}

static void
without_a_name(void **state)
{
	(void)state;
	struct read r;
	READ(&r,
		"Content-Type: image/png\r\nContent-Disposition: "
		"attachment\r\n",
		"x");
	assert_int_equal(r.a.name.s.len, 0);
	assert_int_equal(r.a.extension.len, 0);
	assert_true(same(
		str_sub(r.file, r.a.place.at, r.a.place.len), "image/png"));
	arena_release(&r.arena);
}

static void
extension_of(const char *name, const char *expected)
{
	struct arena a;
	arena_init(&a);
	assert_true(same(attachment_extension(&a, str_of(name)), expected));
	arena_release(&a);
}

static void
extensions(void **state)
{
	(void)state;
	extension_of("a.EXE", "exe");
	extension_of("a.exe. .", "exe");
	extension_of("a.tar.gz", "gz");
	extension_of("a", "");
	extension_of("", "");
	extension_of("...", "");
	extension_of("offer for Mr. Keller and Sons", "");
	extension_of("v1.2/readme", "");
	extension_of("x.settingcontent-ms", "settingcontent-ms");
	extension_of("invoice\xe2\x80\xae"
		     "fdp.exe",
		"exe");
	extension_of("x.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "");
}

static void
program_under_another_name(void **state)
{
	(void)state;
	struct read r;
	READ(&r,
		"Content-Type: application/pdf; name=a.pdf\r\n"
		"Content-Disposition: attachment\r\n" BASE64,
		"TVqQAAMAAAAEAAAA//8AALgAAAAA");
	assert_int_equal(r.a.true_type->class, FILE_EXECUTABLE);
	assert_true(same(r.a.extension, "pdf"));
	arena_release(&r.arena);
}

/* A PDF tells its encryption at the end: of a long one that is far away. */
static void
encrypted_pdf(void **state)
{
	(void)state;
	static const char trailer[] =
		"trailer\n<< /Root 1 0 R /Encrypt 5 0 R >>\n%%EOF\n";
	struct read r;
	struct buf b;
	buf_init(&b, MIB);
	buf_add(&b, STR("Content-Type: multipart/mixed; boundary=p\n\n--p\n\n"
			"hello\n--p\nContent-Type: application/pdf\n"
			"Content-Disposition: attachment\n"
			"Content-Transfer-Encoding: 8bit\n\n%PDF-1.4\n"));
	for (int i = 0; i < 3000; i++)
		buf_add(&b, STR("% /EncryptMetadata: about encryption only, "
				"this line is a comment\n"));
	size_t plain = b.len;
	buf_add(&b, STR("%%EOF\n--p--\n"));
	read_message(&r, buf_str(&b));
	assert_string_equal(r.a.true_type->name, "PDF");
	assert_false(r.a.encrypted);
	arena_release(&r.arena);
	b.len = plain;
	buf_add(&b, str_of(trailer));
	buf_add(&b, STR("--p--\n"));
	read_message(&r, buf_str(&b));
	assert_true(r.a.encrypted);
	arena_release(&r.arena);
	buf_release(&b);
}

/* A word processor file with macros, stored: [Content_Types].xml, word/x,
 * word/vbaProject.bin, all empty. */
static const char macro_document[] =
	"UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnht\r\n"
	"bFBLAwQUAAAAAAAAACEAAAAAAAAAAAAAAAAABgAAAHdvcmQveFBLAwQUAAAAAAAA\r\n"
	"ACEAAAAAAAAAAAAAAAAAEwAAAHdvcmQvdmJhUHJvamVjdC5iaW5QSwECFAMUAAAA\r\n"
	"AAAAACEAAAAAAAAAAAAAAAAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlw\r\n"
	"ZXNdLnhtbFBLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAAGAAAAAAAAAAAAAACA\r\n"
	"ATEAAAB3b3JkL3hQSwECFAMUAAAAAAAAACEAAAAAAAAAAAAAAAAAEwAAAAAAAAAA\r\n"
	"AAAAgAFVAAAAd29yZC92YmFQcm9qZWN0LmJpblBLBQYAAAAAAwADALYAAACGAAAA\r\n"
	"AAA=\r\n";

static void
macros_in_office_files(void **state)
{
	(void)state;
	struct read r;
	struct buf b;
	buf_init(&b, MIB);
	buf_add(&b, STR("Content-Type: multipart/mixed; boundary=p\r\n\r\n--p"
			"\r\n\r\nhello\r\n--p\r\nContent-Type: "
			"application/octet-stream; name=a.docx\r\n"
			"Content-Disposition: attachment\r\n" BASE64 "\r\n"));
	buf_add(&b, str_of(macro_document));
	buf_add(&b, STR("\r\n--p--\r\n"));
	read_message(&r, buf_str(&b));
	assert_string_equal(r.a.true_type->name, "Word DOCX");
	assert_true(r.a.archive.listed);
	assert_int_equal(r.a.archive.entries.n, 3);
	assert_true(r.a.macros);
	assert_false(r.a.encrypted);
	assert_int_equal(r.defects.list.n, 0);
	arena_release(&r.arena);
	buf_release(&b);
}

static void
ole_entry(char *entry, const char *name)
{
	size_t len = strlen(name);
	for (size_t i = 0; i < len; i++)
		entry[2 * i] = name[i];
	entry[64] = (char)(2 * len + 2);
	entry[66] = 1;
}

static void
macros_in_old_files(void **state)
{
	(void)state;
	static char file[200 * KIB];
	struct arena arena;
	struct attachment a = { .name = { .s = STR("a.doc") } };
	struct defects defects = { .arena = &arena };
	arena_init(&arena);
	memcpy(file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	ole_entry(file + 150 * KIB, "WordDocument");
	ole_entry(file + 150 * KIB + 128, "_VBA_PROJECT");
	attachment_read(
		&a, &arena, (struct str){ file, sizeof file }, &defects);
	assert_string_equal(a.true_type->name, "Word DOC");
	assert_true(a.macros);
	assert_int_equal(a.size, sizeof file);
	assert_true(same(a.extension, "doc"));
	arena_release(&arena);
}

static void
same_content_same_hash(void **state)
{
	(void)state;
	struct read one, two, three;
#define PNG_PART                                                               \
	"Content-Type: image/png\r\nContent-Disposition: attachment\r\n"
	READ(&one, PNG_PART BASE64,
		"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2w=");
	READ(&two, PNG_PART BASE64,
		"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2w=");
	READ(&three, PNG_PART BASE64,
		"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2x=");
	assert_true(one.a.hash == two.a.hash);
	assert_true(one.a.hash != three.a.hash);
	arena_release(&one.arena);
	arena_release(&two.arena);
	arena_release(&three.arena);
}

static void
empty_and_left_behind(void **state)
{
	(void)state;
	struct read r;
	READ(&r,
		"Content-Type: application/zip; name=a.zip\r\n"
		"Content-Disposition: attachment; size=48000\r\n" BASE64,
		"");
	assert_int_equal(r.a.size, 48000);
	assert_true(r.a.sent_size > 65000);
	assert_int_equal(r.a.hash, 0);
	assert_int_equal(r.defects.list.n, 1);
	assert_int_equal(r.defects.list.at[0].code, DEFECT_LIMIT);
	arena_release(&r.arena);
	READ(&r,
		"Content-Type: application/pdf; name=a.pdf\r\n"
		"Content-Disposition: attachment; "
		"size=99999999999999999999\r\n" BASE64,
		"");
	assert_int_equal(r.a.size, 0);
	assert_null(r.a.true_type);
	arena_release(&r.arena);
}

static void
name_inside_gzip(void **state)
{
	(void)state;
	struct read r;
	READ(&r,
		"Content-Type: application/gzip; name=a.gz\r\n"
		"Content-Disposition: attachment\r\n" BASE64,
		"H4sICAAAAAAAA3NldHVwLmV4ZQADAAAAAAAAAAAA");
	assert_int_equal(r.a.archive.entries.n, 1);
	assert_true(same(r.a.archive.entries.at[0].name, "setup.exe"));
	arena_release(&r.arena);
	/* in GBK, as programs in China write it */
	READ(&r,
		"Content-Type: application/gzip; name=a.gz\r\n"
		"Content-Disposition: attachment\r\n" BASE64,
		"H4sICAAAAAAAA7enw8XEv8K8us2827jxLmV4ZQADAAAAAAAAAAAA");
	assert_int_equal(r.a.archive.entries.n, 1);
	assert_true(same(r.a.archive.entries.at[0].name, "阀门目录和价格.exe"));
	arena_release(&r.arena);
}

static void
pictures_of_the_text(void **state)
{
	(void)state;
	struct read r;
	read_message(&r,
		STR("Content-Type: multipart/related; boundary=p\n\n--p\n"
		    "Content-Type: text/html\n\n<img src=cid:a>\n--p\n"
		    "Content-Type: image/png\nContent-ID: <a>\n\nx\n--p--\n"));
	assert_true(r.a.inline_);
	arena_release(&r.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(name_type_and_size),
		cmocka_unit_test(without_a_name),
		cmocka_unit_test(extensions),
		cmocka_unit_test(program_under_another_name),
		cmocka_unit_test(encrypted_pdf),
		cmocka_unit_test(macros_in_office_files),
		cmocka_unit_test(macros_in_old_files),
		cmocka_unit_test(same_content_same_hash),
		cmocka_unit_test(empty_and_left_behind),
		cmocka_unit_test(name_inside_gzip),
		cmocka_unit_test(pictures_of_the_text),
	};
	return cmocka_run_group_tests_name("attachment", tests, NULL, NULL);
}
