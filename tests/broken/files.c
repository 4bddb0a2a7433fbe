/* files.c - Z: archives and other files that a mail carries. */
#include <stdio.h>

#include "zip.h"

static void
begin_mail(struct buf *b)
{
	put(b, MIXED TEXT_PART);
}

static void
mail_with(struct buf *b, const char *type, const char *name, struct str bytes)
{
	begin_mail(b);
	put_file(b, type, name, bytes);
	put(b, "--b--\n");
}

static void
mail_with_zip(struct buf *b, struct zip *z)
{
	mail_with(b, "application/zip", "files.zip", buf_str(&z->bytes));
	zip_release(z);
}

#define README                             \
	{ .name = "readme.txt",            \
		.data = STR("The drawing is DN50.\n") }

static const struct member readme = README;

static void
ratio(struct buf *b, size_t n)
{
	struct zip z;
	struct buf zeros;

	buf_init(&zeros, FILE_MOST);
	put_deflated_zeros(&zeros, n);
	zip_init(&z);
	zip_add(&z, &(struct member){ .name = "a.txt",
			    .method = DEFLATED,
			    .data = buf_str(&zeros),
			    .size = (uint32_t)n });
	zip_close(&z);
	buf_release(&zeros);
	mail_with_zip(b, &z);
}

/* Every entry of the directory leads to the same data. */
static void
full_overlap(struct buf *b, size_t n)
{
	enum { UNPACKED = 5000000 };
	struct zip z;
	struct buf zeros;
	char name[32];

	buf_init(&zeros, FILE_MOST);
	put_deflated_zeros(&zeros, UNPACKED);
	zip_init(&z);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof name, "%06zu.txt", i);
		zip_add(&z, &(struct member){ .name = name,
				    .method = DEFLATED,
				    .data = buf_str(&zeros),
				    .size = UNPACKED,
				    .shared = i > 0 });
	}
	zip_close(&z);
	buf_release(&zeros);
	mail_with_zip(b, &z);
}

/* D. Fifield, "A better zip bomb" (2019): each entry is a stored block that
 * holds the next entry's header, and at last they share one kernel. */
static void
quoted_overlap(struct buf *b, size_t n)
{
	enum { NAME = 10, STEP = ZIP_LOCAL_HEADER + NAME + 5 };
	struct zip z;
	struct buf kernel;
	char name[32];

	buf_init(&kernel, FILE_MOST);
	put_deflated_zeros(&kernel, 3000000);
	zip_init(&z);
	for (size_t i = 0; i < n; i++) {
		size_t left = (n - 1 - i) * STEP + kernel.len;
		snprintf(name, sizeof name, "%06zu.txt", i % 1000000);
		struct member m = { .name = name,
			.method = DEFLATED,
			.packed = (uint32_t)left,
			.size = 3000000,
			.shared = true,
			.at = (uint32_t)z.bytes.len };
		zip_add(&z, &m);
		zip_local_header(&z.bytes, &m);
		if (i + 1 == n)
			break;
		put_little(&z.bytes, 0, 1);
		put_little(&z.bytes, STEP - 5, 2);
		put_little(&z.bytes, 0xFFFF - (STEP - 5), 2);
	}
	buf_add(&z.bytes, buf_str(&kernel));
	zip_close(&z);
	buf_release(&kernel);
	mail_with_zip(b, &z);
}

/* Zips in zips; only the outer one is looked into. */
static void
nested(struct buf *b, size_t n)
{
	struct zip z, inner;

	zip_init(&z);
	zip_add(&z, &(struct member){ .name = "virus.exe", .data = STR("MZ") });
	zip_close(&z);
	for (size_t i = 0; i < n; i++) {
		inner = z;
		zip_init(&z);
		zip_add(&z, &(struct member){ .name = "inner.zip",
				    .data = buf_str(&inner.bytes) });
		zip_close(&z);
		zip_release(&inner);
	}
	mail_with_zip(b, &z);
}

static void
many_entries(struct buf *b, size_t n)
{
	struct zip z;
	char name[32];

	zip_init(&z);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof name, "%zu.txt", i);
		zip_add(&z, &(struct member){ .name = name });
	}
	zip_close(&z);
	mail_with_zip(b, &z);
}

/* A name of 60 KiB again and again, to be decoded each time. */
static void
long_names(struct buf *b, size_t n)
{
	struct zip z;
	struct buf name;

	buf_init(&name, FILE_MOST);
	put_times(&name, 15000, "\xC3\xE2\xB7\xD1");
	put(&name, ".txt");
	buf_char(&name, 0);
	zip_init(&z);
	for (size_t i = 0; i < n; i++)
		zip_add(&z, &(struct member){ .name = name.at });
	zip_close(&z);
	buf_release(&name);
	mail_with_zip(b, &z);
}

static void
zip_of(struct buf *b, const struct member *members, size_t n)
{
	struct zip z;

	zip_init(&z);
	for (size_t i = 0; i < n; i++)
		zip_add(&z, &members[i]);
	zip_close(&z);
	mail_with_zip(b, &z);
}

#define ZIP_OF(b, members)                                                     \
	zip_of(b, members, sizeof(members) / sizeof *(members))

static void
traversal(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "../../../../etc/cron.d/a.exe" },
		{ .name = "/etc/passwd" },
		{ .name = "C:\\Windows\\a.exe" },
		{ .name = "..\\..\\a.lnk" },
		{ .name = "\\\\host\\share\\a.bat" },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
odd_names(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "" },
		{ .name = "\x1b[31m.txt" },
		{ .name = "offer\xE2\x80\xAE"
			  "fdp.exe",
			.flags = 0x800 },
		{ .name = "a.exe                                        .txt" },
		{ .name = "a.exe." },
		{ .name = "a.exe/" },
		{ .name = "con.exe\n.txt" },
		{ .name = "\xBC\xDB\xB8\xF1\xB1\xED.exe" },
		README,
		README,
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
bad_name(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "\xFF\xFE\xC3.txt", .flags = 0x800 },
		{ .name = "a.exe" },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
links_out(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "a.txt",
			.data = STR("/etc/passwd"),
			.attributes = 0120777u << 16 },
		{ .name = "b.txt", .attributes = 0060666u << 16 },
	};
	(void)n;
	ZIP_OF(b, members);
}

/* Info-ZIP's Unicode path (0x7075) says another name than the directory. */
static void
name_mismatch(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "first.txt",
			.local_name = "second.exe",
			.data = STR("MZ"),
			.extra = STR("\x75\x70\x0e\0\1\0\0\0\0third.scr") },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
local_program(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "offer.txt",
			.local_name = "offer.exe",
			.data = STR("MZ") },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
size_mismatch(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "a.txt",
			.data = STR("abc"),
			.size = 0xFFFFFFFE,
			.packed = 3,
			.method = DEFLATED },
		{ .name = "b.txt", .data = STR("abc"), .packed = 0x7FFFFFFF },
	};
	(void)n;
	ZIP_OF(b, members);
}

/* An end record that claims `n` entries of the one, at a wrong place. */
static void
lying_end(struct buf *b, size_t n)
{
	struct zip z;

	zip_init(&z);
	zip_add(&z, &readme);
	zip_end(&z, n, n == 1 ? 0xFFFFFFF0 : (uint32_t)z.bytes.len);
	mail_with_zip(b, &z);
}

/* The 64-bit end record and its locator, whose figures wrap. */
static void
lying_zip64(struct buf *b, size_t n)
{
	struct zip z;

	(void)n;
	zip_init(&z);
	zip_add(&z, &readme);
	size_t at = z.bytes.len + z.directory.len;
	put(&z.directory, "PK\6\6");
	put_little(&z.directory, UINT64_MAX, 8);
	put_little(&z.directory, 45 << 16 | 45, 4);
	put_little(&z.directory, 0, 8);
	for (size_t i = 0; i < 4; i++)
		put_little(&z.directory, UINT64_MAX - 7, 8);
	put(&z.directory, "PK\6\7");
	put_little(&z.directory, 0, 4);
	put_little(&z.directory, at, 8);
	put_little(&z.directory, 1, 4);
	zip_end(&z, 0xFFFF, 0xFFFFFFFF);
	mail_with_zip(b, &z);
}

static void
lying_extra(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "a.txt",
			.size = 0xFFFFFFFF,
			.packed = 0xFFFFFFFF,
			.extra = STR("\1\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F") },
		{ .name = "b.txt", .extra = STR("\x75\x70\xFF\xFF\1") },
		{ .name = "c.txt", .extra = STR("\1") },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
lying_comment(struct buf *b, size_t n)
{
	struct zip z;

	(void)n;
	zip_init(&z);
	zip_add(&z, &readme);
	zip_close(&z);
	z.bytes.len -= 2;
	put(&z.bytes, "\xFF\xFF");
	put_times(&z.bytes, 10, "PK\5\6");
	mail_with_zip(b, &z);
}

/* Two directories: which one is read depends on the program. */
static void
two_ends(struct buf *b, size_t n)
{
	struct zip z, other;

	(void)n;
	zip_init(&z);
	zip_init(&other);
	zip_add(&other,
		&(struct member){ .name = "virus.exe", .data = STR("MZ") });
	zip_close(&other);
	zip_add(&z, &readme);
	zip_close(&z);
	z.bytes.len -= 2;
	put_little(&z.bytes, other.bytes.len, 2);
	buf_add(&z.bytes, buf_str(&other.bytes));
	zip_release(&other);
	mail_with_zip(b, &z);
}

/* Something else in front, so that the file has two types. */
static void
polyglot(struct buf *b, size_t n)
{
	struct zip z;

	(void)n;
	zip_init(&z);
	put(&z.bytes, "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n");
	zip_add(&z, &(struct member){ .name = "virus.exe", .data = STR("MZ") });
	zip_close(&z);
	mail_with(b, "application/pdf", "drawing.pdf", buf_str(&z.bytes));
	zip_release(&z);
}

static void
cut(struct buf *b, size_t n)
{
	struct zip z;

	zip_init(&z);
	zip_add(&z, &readme);
	zip_close(&z);
	z.bytes.len = n;
	mail_with_zip(b, &z);
}

static void
encrypted(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "secret.txt",
			.data = STR("0123456789abcdef"),
			.flags = 1 },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
methods(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "a", .method = 14 },
		{ .name = "b", .method = 93 },
		{ .name = "c", .method = 95 },
		{ .name = "d", .method = 0xFFFF },
		{ .name = "e", .method = 99, .flags = 0xFFFF },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
bad_deflate(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "a.txt",
			.method = DEFLATED,
			.data = STR("\xFF\xFF\xFF\xFF\xFF") },
	};
	(void)n;
	ZIP_OF(b, members);
}

static void
office(struct buf *b, const char *name, const struct member *members, size_t n)
{
	struct zip z;

	zip_init(&z);
	for (size_t i = 0; i < n; i++)
		zip_add(&z, &members[i]);
	zip_close(&z);
	mail_with(b, "application/octet-stream", name, buf_str(&z.bytes));
	zip_release(&z);
}

static void
macro(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "[Content_Types].xml", .data = STR("<Types/>") },
		{ .name = "word/VBAPROJECT.BIN", .data = STR("x") },
	};
	(void)n;
	office(b, "offer.docx", members, 2);
}

static void
docx(struct buf *b, size_t n)
{
	static const struct member members[] = {
		{ .name = "[Content_Types].xml", .data = STR("<Types/>") },
		{ .name = "word/document.xml",
			.method = DEFLATED,
			.data = STR("\1"),
			.size = 0x7FFFFFFF },
	};
	(void)n;
	office(b, "offer.docx", members, 2);
}

static void
gzip(struct buf *b, size_t n)
{
	struct buf z;

	buf_init(&z, FILE_MOST);
	buf_add(&z, STR("\x1f\x8b\x08\x08\0\0\0\0\0\xFF"));
	put(&z, "virus.exe");
	buf_char(&z, 0);
	put_deflated_zeros(&z, n);
	mail_with(b, "application/gzip", "offer.gz", buf_str(&z));
	buf_release(&z);
}

static void
gzip_open_name(struct buf *b, size_t n)
{
	struct buf z;

	buf_init(&z, FILE_MOST);
	buf_add(&z, STR("\x1f\x8b\x08\xFF\0\0\0\0\0\xFF"));
	buf_repeat(&z, 'a', n);
	mail_with(b, "application/gzip", "offer.gz", buf_str(&z));
	buf_release(&z);
}

static void
tar(struct buf *b, size_t n)
{
	struct buf t;

	buf_init(&t, FILE_MOST);
	for (size_t i = 0; i < n; i++) {
		put(&t, "../virus.exe");
		put_zeros(&t, 112);
		put(&t, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
		put_zeros(&t, 121);
		buf_add(&t, STR("ustar\0"
				"00"));
		put_zeros(&t, 247);
	}
	mail_with(b, "application/x-tar", "offer.tar", buf_str(&t));
	buf_release(&t);
}

/* An OLE file whose chains of sectors lead back to themselves. */
static void
ole_loop(struct buf *b, size_t n)
{
	struct buf o;

	buf_init(&o, FILE_MOST);
	buf_add(&o, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
	put_zeros(&o, 16);
	put_little(&o, 0x0003003e, 4);
	put_little(&o, 0x0009fffe, 4);
	put_little(&o, 6, 2);
	put_zeros(&o, 10);
	put_little(&o, UINT32_MAX, 4); /* sectors of the table */
	put_little(&o, 0, 4);	       /* the directory */
	put_zeros(&o, 20);
	put_little(&o, 0, 8);
	for (size_t i = 0; i < 109; i++)
		put_little(&o, 0, 4);
	put_zeros(&o, 512 * n);
	for (size_t i = 0; i < n; i++) {
		buf_add(&o, STR("_\0V\0B\0A\0_\0P\0R\0O\0J\0"));
		put_zeros(&o, 494);
	}
	mail_with(b, "application/msword", "offer.doc", buf_str(&o));
	buf_release(&o);
}

static void
elf(struct buf *b, size_t n)
{
	(void)n;
	mail_with(b, "application/pdf", "drawing.pdf",
		STR("\x7f"
		    "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0\xFF\xFF\xFF"
		    "\xFF\xFF\xFF\xFF\xFF"));
}

static void
program(struct buf *b, size_t n)
{
	(void)n;
	mail_with(b, "text/plain", "offer.txt",
		STR("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0\xb8\0\0\0\0\0\0\0@\0"
		    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
		    "\0\0\0\0\0\xFF\xFF\xFF\x7F"));
}

static void
png(struct buf *b, size_t n)
{
	(void)n;
	mail_with(b, "image/png", "a.png",
		STR("\x89PNG\r\n\x1a\n\xFF\xFF\xFF\xFFIHDR\x7F\xFF\xFF\xFF\x7F"
		    "\xFF\xFF\xFF\x10\x06\0\0\0"));
}

static void
gif(struct buf *b, size_t n)
{
	struct buf g;

	buf_init(&g, FILE_MOST);
	buf_add(&g, STR("GIF89a\xFF\xFF\xFF\xFF\x80\0\0\0\0\0\xFF\xFF\xFF"));
	put_times(&g, n, "!\xFE\1a");
	mail_with(b, "image/gif", "a.gif", buf_str(&g));
	buf_release(&g);
}

static void
jpeg(struct buf *b, size_t n)
{
	struct buf j;

	buf_init(&j, FILE_MOST);
	put(&j, "\xFF\xD8\xFF\xE1\xFF\xFF"
		"Exif");
	buf_add(&j, STR("\0\0MM\0*\0\0\0\x08\xFF\xFF"));
	put_times(&j, n, "\xFF\xE0\x01\x02");
	mail_with(b, "image/jpeg", "a.jpg", buf_str(&j));
	buf_release(&j);
}

static void
pdf(struct buf *b, size_t n)
{
	struct buf p;

	buf_init(&p, FILE_MOST);
	put(&p, "%PDF-1.4\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(&p, "%zu 0 obj << /Kids [%zu 0 R] /Encryptx >>\n", i,
			i);
	put(&p, "trailer << /Prev 0 /Encrypt 9 0 R >>\nstartxref\n-1\n%%EOF");
	mail_with(b, "application/pdf", "drawing.pdf", buf_str(&p));
	buf_release(&p);
}

static void
calendar(struct buf *b, size_t n)
{
	put(b, MIXED TEXT_PART "--b\nContent-Type: text/calendar; "
			       "method=REQUEST; name=a.ics\n\n");
	put_times(b, n, "BEGIN:VEVENT\nRRULE:FREQ=SECONDLY\n");
	put(b, "--b--\n");
}

static void
part_names(struct buf *b, size_t n)
{
	static const char *const names[] = { "..\\..\\a.exe", "/etc/passwd",
		"a.pdf.exe", "con", ".", "a\\\"b.txt", "\x1b]0;x\x07.txt",
		"a.exe ", "a.exe.", "=?utf-8?Q?=2Eexe?=", "\xFF.doc",
		"a\xE2\x80\x8B.exe", "" };

	(void)n;
	begin_mail(b);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		put_file(b, "application/octet-stream", names[i], STR("abc"));
	buf_printf(b, "--b\nContent-Type: application/pdf; name=\"");
	buf_repeat(b, 'a', 60000);
	put(b, ".pdf\"\nContent-Disposition: attachment\n\nx\n--b--\n");
}

static void
many_files(struct buf *b, size_t n)
{
	char name[32];

	begin_mail(b);
	for (size_t i = 0; i < n; i++) {
		snprintf(name, sizeof name, "%zu.pdf", i);
		put_file(b, "application/pdf", name, STR("%PDF-1.4\n"));
	}
	put(b, "--b--\n");
}

#define DAMAGED "attachments/damaged-archive"
#define INSIDE	"attachments/in-archive"

static const struct hostile rows[] = {
	{ "Z01-ratio.eml", "50 MB of zeros in 315 KB", .make = ratio,
		.n = 50000000, .says = { DAMAGED ": 100 times" } },
	{ "Z02-full-overlap.eml", "1,000 entries share one piece of data",
		.make = full_overlap, .n = 1000,
		.says = { DAMAGED ": more than it holds" } },
	{ "Z03-quoted-overlap.eml", "1,000 entries that hold each other",
		.make = quoted_overlap, .n = 1000,
		.says = { DAMAGED ": more than it holds" } },
	{ "Z03-many-overlap.eml", "9,000 entries that hold each other",
		.make = quoted_overlap, .n = 9000, .grows = true,
		.says = { DAMAGED ": more than it holds" } },
	{ "Z04-nested.eml", "300 zips in each other", .make = nested,
		.n = 300 },
	{ "Z05-many-entries.eml", "65,000 entries", .make = many_entries,
		.n = 65000,
		.says = { "attachments/unchecked-archive: first 10,000" } },
	{ "Z05-entries.eml", "9,000 entries", .make = many_entries, .n = 9000,
		.grows = true, .says = { "!attachments/unchecked-archive" } },
	{ "Z05-long-names.eml", "40 entries with a name of 60 KB",
		.make = long_names, .n = 40, .grows = true },
	{ "Z06-traversal.eml", "names that lead out of the folder",
		.make = traversal, .says = { INSIDE } },
	{ "Z07-odd-names.eml", "names with escapes, turned, cut, empty, twice",
		.make = odd_names, .says = { INSIDE } },
	{ "Z07-bad-name.eml", "a name that says it is UTF-8 and is none",
		.make = bad_name, .says = { DAMAGED } },
	{ "Z08-symlink.eml", "a link and a device in an archive",
		.make = links_out },
	{ "Z09-name-mismatch.eml",
		"three names for one entry; one is a "
		"program's",
		.make = name_mismatch, .says = { DAMAGED ": in two ways" } },
	{ "Z09-local-program.eml",
		"a text in the directory, a program before "
		"its data",
		.make = local_program, .says = { DAMAGED ": in two ways" } },
	{ "Z10-size-mismatch.eml", "sizes of 4 GB for 3 bytes",
		.make = size_mismatch, .says = { DAMAGED } },
	{ "Z11-lying-end.eml", "a directory that lies outside the file",
		.make = lying_end, .n = 1, .says = { DAMAGED } },
	{ "Z11-too-many.eml", "60,000 entries claimed, one there",
		.make = lying_end, .n = 60000, .says = { DAMAGED } },
	{ "Z11-too-few.eml", "no entry claimed, one there", .make = lying_end,
		.n = 0, .says = { DAMAGED } },
	{ "Z12-lying-zip64.eml", "64-bit figures that wrap",
		.make = lying_zip64, .says = { DAMAGED } },
	{ "Z13-lying-extra.eml", "extra fields longer than there is",
		.make = lying_extra, .says = { DAMAGED } },
	{ "Z14-lying-comment.eml", "a comment full of end records",
		.make = lying_comment, .says = { DAMAGED } },
	{ "Z15-two-ends.eml", "two end records, two directories",
		.make = two_ends, .says = { DAMAGED } },
	{ "Z16-polyglot.eml", "a PDF that is a zip with a program",
		.make = polyglot, .says = { INSIDE } },
	{ "Z17-cut.eml", "a zip cut in its directory", .make = cut, .n = 90,
		.says = { DAMAGED } },
	{ "Z17-cut-early.eml", "a zip of its first four bytes", .make = cut,
		.n = 4, .says = { DAMAGED } },
	{ "Z18-encrypted.eml", "an entry behind a password", .make = encrypted,
		.says = { "attachments/encrypted-archive" } },
	{ "Z19-methods.eml", "methods that nobody unpacks", .make = methods },
	{ "Z20-bad-deflate.eml", "data that cannot be unpacked",
		.make = bad_deflate },
	{ "Z21-macro.eml", "a document with a macro, in capitals",
		.make = macro, .says = { "attachments/macros" } },
	{ "Z22-docx.eml", "a document that unpacks to 2 GB", .make = docx,
		.says = { DAMAGED } },
	{ "Z23-gzip.eml", "a program under gzip, 50 MB of zeros", .make = gzip,
		.n = 50000000, .says = { INSIDE } },
	{ "Z23-gzip-open-name.eml", "a name under gzip that never ends",
		.make = gzip_open_name, .n = 1000000 },
	{ "Z24-tar.eml", "a tar of sizes that wrap", .make = tar, .n = 2000,
		.grows = true },
	{ "Z25-program.eml", "a Windows program named .txt", .make = program,
		.says = { "attachments/disguised-executable" } },
	{ "Z26-elf.eml", "a Linux program named .pdf", .make = elf,
		.says = { "attachments/disguised-executable" } },
	{ "Z27-ole-loop.eml", "an OLE file whose chains are circles",
		.make = ole_loop, .n = 2000, .grows = true },
	{ "Z28-png.eml", "a picture of 2 billion pixels a side", .make = png },
	{ "Z29-gif.eml", "a picture of 200,000 comments", .make = gif,
		.n = 200000 },
	{ "Z30-jpeg.eml", "a picture of nothing but markers", .make = jpeg,
		.n = 200000 },
	{ "Z31-pdf.eml",
		"a PDF whose pages are their own parents, behind a "
		"password",
		.make = pdf, .n = 20000, .grows = true,
		.says = { "attachments/encrypted-document" } },
	{ "Z32-calendar.eml", "20,000 events that come back each second",
		.make = calendar, .n = 20000, .grows = true },
	{ "Z33-part-names.eml", "file names that lead out, hide, turn",
		.make = part_names, .says = { "attachments/executable" } },
	{ "Z34-many-files.eml", "600 files", .make = many_files, .n = 600,
		.says = { "structure/not-checked: after the first 500" } },
	{ "Z34-files.eml", "450 files", .make = many_files, .n = 450,
		.grows = true, .says = { "!structure/not-checked" } },
};

const struct group group_files = GROUP("Z", rows);
