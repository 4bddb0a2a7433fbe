/* test_filetype.c - what a file is, by its first bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "draft/filetype.h"

static const char *
name_of(struct str s)
{
	const struct filetype *t = filetype_of(s);
	return t ? t->name : "";
}

#define IS(bytes, name) assert_string_equal(name_of(STR(bytes)), name)

#define ZEROS16 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static void
programs(void **state)
{
	(void)state;
	IS("MZ\x90\0\x03\0\0\0", "DOS EXE");
	IS("MZ" ZEROS16 ZEROS16 ZEROS16 "\0\0\0\0\0\0\0\0\0\0\x40\0\0\0PE\0\0",
		"Windows EXE");
	IS("\177ELF\x02\x01\x01", "Linux ELF");
	IS("\xcf\xfa\xed\xfe\x07\0\0\x01", "Mac Mach-O");
	IS("\xca\xfe\xba\xbe\0\0\0\x02", "Mac Mach-O");
	IS("\xca\xfe\xba\xbe\0\0\0\x34", "Java class");
	IS("L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0", "Windows LNK");
	IS("#!/bin/sh\necho\n", "Unix script (#!)");
	IS("@ECHO OFF\r\ndel x\r\n", "Windows BAT");
	IS("\r\n  <?php echo 1;", "PHP");
	IS("Set s = CreateObject(\"WScript.Shell\")\r\n", "Windows Script");
}

static void
words_are_no_programs(void **state)
{
	(void)state;
	IS("MZ-1200 pumps, price list 2024\nDN80\n", "");
	IS("BM of the order: 12 pumps and 4 valves for Hamburg", "");
	IS("AC1000 compressor, 12 kW", "");
	IS("", "");
	IS("M", "");
	IS("Dear Ms Keller,\n\nthank you.\n", "");
}

static void
documents(void **state)
{
	(void)state;
	IS("%PDF-1.7\n", "PDF");
	IS("\n\n junk \n%PDF-1.4\n", "PDF");
	IS("{\\rtf1\\ansi", "RTF");
	IS("%!PS-Adobe-3.0", "PostScript");
	IS("AC1032\0\0\0\0\0\0", "AutoCAD DWG");
	IS("ISO-10303-21;\nHEADER;", "STEP");
}

static void
archives_and_disks(void **state)
{
	(void)state;
	static char big[40000];
	IS("Rar!\x1a\x07\x01\0", "RAR");
	IS("7z\xbc\xaf\x27\x1c\0\x04", "7-Zip");
	IS("\x1f\x8b\x08\0", "GZIP");
	IS("BZh91AY&SY", "BZIP2");
	IS("\3757zXZ\0", "XZ");
	IS("PK\5\6" ZEROS16 "\0\0", "ZIP");
	memcpy(big + 32769, "CD001", 5);
	assert_string_equal(name_of((struct str){ big, sizeof big }), "ISO");
	memset(big, 0, sizeof big);
	memcpy(big + 257, "ustar", 5);
	assert_string_equal(name_of((struct str){ big, 1024 }), "TAR");
	memset(big, 0, sizeof big);
	memcpy(big + sizeof big - 512, "koly", 4);
	assert_string_equal(name_of((struct str){ big, sizeof big }), "DMG");
}

static void
pictures_and_sound(void **state)
{
	(void)state;
	IS("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG");
	IS("\xff\xd8\xff\xe0\0\x10JFIF", "JPEG");
	IS("GIF89a\1\0\1\0", "GIF");
	IS("RIFF\x24\0\0\0WEBPVP8 ", "WebP");
	IS("\0\0\0\x18"
	   "ftypheic\0\0\0\0",
		"HEIC");
	IS("\0\0\0\x18"
	   "ftypisom\0\0\0\0",
		"MP4");
	IS("II*\0\x08\0\0\0", "TIFF");
	IS("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0", "BMP");
	IS("RIFF\x24\0\0\0WAVEfmt ", "WAV");
	IS("\xff\xfb\x90\x64", "MP3");
	IS("OggS\0\x02", "Ogg");
}

static void
markup_and_mail(void **state)
{
	(void)state;
	IS("\xef\xbb\xbf \n<!DOCTYPE html><p>", "HTML");
	IS("<?xml version='1.0'?>\n<svg xmlns='x'/>", "SVG");
	IS("<?xml version='1.0'?><order/>", "XML");
	IS("Return-Path: <a@b.c>\r\n", "EML");
	IS("BEGIN:VCALENDAR\r\n", "iCalendar");
	IS("BEGIN:VCARD\r\n", "vCard");
	IS("\x78\x9f\x3e\x22\0\0", "TNEF (winmail.dat)");
}

/* A local header of a zip with a stored member (APPNOTE 4.3.7). */
#define MEMBER(name_len, size, name, content)                                  \
	"PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0" size "\0\0\0" size              \
	"\0\0\0" name_len "\0\0\0" name content

static void
packed_formats(void **state)
{
	(void)state;
	IS(MEMBER("\x13", "\1", "[Content_Types].xml", "x")
			MEMBER("\x11", "\1", "word/document.xml", "x"),
		"Word DOCX");
	IS(MEMBER("\x13", "\1", "[Content_Types].xml", "x")
			MEMBER("\x0f", "\1", "xl/workbook.xml", "x"),
		"Excel XLSX");
	IS(MEMBER("\x11", "\1", "word/document.xml", "x"), "ZIP");
	IS(MEMBER("\x08", "\x27", "mimetype",
		   "application/vnd.oasis.opendocument.text"),
		"OpenDocument ODT");
	IS(MEMBER("\x14", "\1", "META-INF/MANIFEST.MF", "x"), "Java JAR");
	IS(MEMBER("\x13", "\1", "AndroidManifest.xml", "x"), "Android APK");
	IS(MEMBER("\x05", "\xff", "a.txt", "cut"), "ZIP");
	IS("PK\3\4", "ZIP");
}

/* An OLE file with one directory entry of that name. */
static struct str
ole_with(char *file, size_t size, const char *name)
{
	size_t len = strlen(name);
	memset(file, 0, size);
	memcpy(file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	char *entry = file + 1024 + 128;
	for (size_t i = 0; i < len; i++)
		entry[2 * i] = name[i];
	entry[64] = (char)(2 * len + 2);
	entry[66] = 2;
	return (struct str){ file, size };
}

static void
ole_files(void **state)
{
	(void)state;
	static char file[4096];
	struct str s = ole_with(file, sizeof file, "WordDocument");
	assert_string_equal(name_of(s), "Word DOC");
	assert_true(filetype_ole_has(s, "WordDocument"));
	assert_false(filetype_ole_has(s, "_VBA_PROJECT"));
	s = ole_with(file, sizeof file, "EncryptedPackage");
	assert_string_equal(name_of(s), "Office (password)");
	s = ole_with(file, sizeof file, "Other");
	assert_string_equal(name_of(s), "OLE");
	for (size_t n = 8; n < 2000; n += 7)
		assert_non_null(filetype_of(str_sub(s, 0, n)));
}

static void
extensions(void **state)
{
	(void)state;
	const struct filetype *pdf = filetype_of(STR("%PDF-1.4"));
	assert_true(filetype_allows(pdf, STR("pdf")));
	assert_true(filetype_allows(pdf, STR("PDF")));
	assert_false(filetype_allows(pdf, STR("pd")));
	assert_false(filetype_allows(pdf, STR("")));
	assert_ptr_equal(filetype_of_extension(STR("pdf")), pdf);
	assert_ptr_equal(filetype_of_media(STR("application/pdf")), pdf);
	assert_null(filetype_of_extension(STR("")));
	assert_null(filetype_of_extension(STR("nosuch")));
	assert_string_equal(
		filetype_of_extension(STR("docx"))->name, "Word DOCX");
	assert_string_equal(
		filetype_of_extension(STR("doc"))->name, "Word DOC");
	assert_string_equal(filetype_of_extension(STR("htm"))->name, "HTML");
}

/* Random bytes behind each signature, cut anywhere: no read out of bounds,
 * which the sanitizers see. */
static void
random_bytes(void **state)
{
	(void)state;
	static const char *const starts[] = { "MZ", "PK\3\4", "RIFF", "BM",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "<?xml", "\xca\xfe\xba\xbe",
		"\xff\xfb", "" };
	uint32_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		char bytes[200];
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = (char)(seed >> 24);
		}
		const char *start = starts[(seed >> 8) % 9];
		memcpy(bytes, start, strlen(start));
		char *cut = test_malloc(1 + seed % 199);
		memcpy(cut, bytes, 1 + seed % 199);
		filetype_of((struct str){ cut, 1 + seed % 199 });
		test_free(cut);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(programs),
		cmocka_unit_test(words_are_no_programs),
		cmocka_unit_test(documents),
		cmocka_unit_test(archives_and_disks),
		cmocka_unit_test(pictures_and_sound),
		cmocka_unit_test(markup_and_mail),
		cmocka_unit_test(packed_formats),
		cmocka_unit_test(ole_files),
		cmocka_unit_test(extensions),
		cmocka_unit_test(random_bytes),
	};
	return cmocka_run_group_tests_name("filetype", tests, NULL, NULL);
}
