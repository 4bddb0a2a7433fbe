/* characters.c - U: characters that hide, and charsets that lie. */
#include "hostile.h"

static void
bad_utf8(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n,
		"\xC3\x28 \xA0\xA1 \xE2\x28\xA1 \xED\xA0\x80 \xF0\x28\x8C\xBC "
		"\xF4\x90\x80\x80 \xC0\xAF \xFE free\xE4!!\n");
}

static void
bidi(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n,
		"free \xE2\x80\xAE"
		"evil \xE2\x81\xA6 x!! ");
}

static void
zero_width(struct buf *b, size_t n)
{
	put(b, PLAIN "f\xE2\x80\x8Br\xE2\x80\x8B"
		     "ee act\xEF\xBB\xBFnow ");
	put_times(b, n, "\xE2\x80\x8B\xE2\x80\x8D\xC2\xAD");
}

static void
tags(struct buf *b, size_t n)
{
	put(b, PLAIN "Dear Ms. Berg\xF3\xA0\x80\x81");
	put_times(b, n, "\xF3\xA0\x81\xA1\xF3\xA0\x81\xA2 a ");
}

static void
selectors(struct buf *b, size_t n)
{
	put(b, PLAIN "f");
	put_times(b, n, "\xEF\xB8\x8F\xF3\xA0\x84\x80");
	put(b, "ree");
}

static void
zalgo(struct buf *b, size_t n)
{
	put(b, PLAIN "f");
	put_times(b, n, "\xCC\x81\xCC\xA7\xCC\x95");
	put(b, "ree act now");
}

/* U+FDFA becomes 18 characters under NFKC. */
static void
expanding(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "\xEF\xB7\xBA");
}

static void
expanding_words(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n,
		"\xEF\xB7\xBA \xE2\x84\xA2 \xEF\xBC\xA6ree \xE3\x8E\x8F ");
}

static void
look_alikes(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n,
		"fr\xD0\xB5\xD0\xB5 \xD0\xB0"
		"ct n\xCE\xBFw "
		"https://p\xD0\xB0ypal.com/ ");
}

static void
iso_2022(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: text/plain; charset=iso-2022-jp\n\n");
	put_times(b, n, "\x1b$B%O\x1b(J\x1b(B\x1b$@\x1b&@\x1b$B");
}

static void
gb18030(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: text/plain; charset=gb18030\n\n");
	put_times(b, n, "\xC3\xE2\xB7\xD1!\x81\x30\x81\x30\xFE\x39\xFE\x39 ");
}

static void
utf7(struct buf *b, size_t n)
{
	put(b, HEAD "Content-Type: text/html; charset=utf-7\n\n");
	put_times(b, n, "+ADw-a href=+ACI-https://bit.ly/3xYzAbC+ACI-+AD4-");
}

static void
nonchars(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n,
		"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\xF4\x8F\xBF\xBF "
		"\xEE\x80\x80 \xC2\x80\xC2\x9F free ");
}

static void
misspellings(struct buf *b, size_t n)
{
	put(b, PLAIN);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "w%zxq recieve%zu ", i * 7919, i % 91);
}

static void
long_word(struct buf *b, size_t n)
{
	put(b, PLAIN);
	buf_repeat(b, 'a', n);
}

static void
long_word_han(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "\xE5\x85\x8D\xE8\xB4\xB9");
}

static void
spaced_words(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "F R E E  f.r.e.e  F-R-E-E  ");
}

static void
all_phrases(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "free act now urgent winner click here, ");
}

static void
nearly_phrases(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n, "act act act no act nov dear dear sir sir 100 % 100 ");
}

static void
emoji(struct buf *b, size_t n)
{
	put(b, "From: a@haoyu-valves.cn\nTo: a@nordpump.se\nSubject: ");
	put_times(b, 100, "\xF0\x9F\x94\xA5\xE2\x80\x8D");
	put(b, "\nContent-Type: text/plain; charset=utf-8\n\n");
	put_times(b, n, "\xF0\x9F\x91\xA9\xE2\x80\x8D");
}

static void
scripts(struct buf *b, size_t n)
{
	put(b, PLAIN);
	put_times(b, n,
		"a\xD0\xB0\xCE\xB1\xE0\xB8\x81\xE0\xA4\x95\xD7\x90\xD8\xA7"
		"\xE4\xB8\xAD\xE3\x81\x82\xEA\xB0\x80 ");
}

#define CHARSET(name, body)                                                    \
	STR(HEAD "Content-Type: text/html; charset=" name "\n\n" body)
#define NOT_CHECKED "structure/not-checked"

static const struct hostile rows[] = {
	{ "U01-bad-utf8.eml", "every kind of bad UTF-8", .make = bad_utf8,
		.n = 1, .says = { "structure/wrong-charset" } },
	{ "U01-much-bad-utf8.eml", "2 MB of bad UTF-8", .make = bad_utf8,
		.n = 50000, .grows = true,
		.says = { "structure/wrong-charset" } },
	{ "U02-bidi.eml", "a text that turns round", .make = bidi, .n = 2 },
	{ "U02-much-bidi.eml", "a text that turns round 100,000 times",
		.make = bidi, .n = 100000, .grows = true },
	{ "U03-bidi-name.eml", "a program whose name ends in fdp.exe, turned",
		.text = STR(MIXED TEXT_PART
			"--b\nContent-Type: application/pdf; name*=utf-8''"
			"offer%E2%80%AEfdp.exe\n"
			"Content-Transfer-Encoding: base64\n\nTVqQAA==\n--b--"
			"\n"),
		.says = { "attachments/reversed-name" } },
	{ "U04-zero-width.eml", "900,000 characters without width",
		.make = zero_width, .n = 100000, .grows = true,
		.says = { "wording/obfuscated" } },
	{ "U05-tags.eml", "a second text in tag characters", .make = tags,
		.n = 50000, .grows = true },
	{ "U06-selectors.eml", "100,000 variation selectors in one word",
		.make = selectors, .n = 50000, .grows = true },
	{ "U07-zalgo.eml", "300,000 marks on one letter", .make = zalgo,
		.n = 100000, .grows = true },
	{ "U08-expanding.eml", "letters that grow eighteenfold, one word",
		.make = expanding, .n = 300000, .grows = true },
	{ "U08-expanding-words.eml",
		"letters that grow eighteenfold, many "
		"words",
		.make = expanding_words, .n = 60000, .grows = true },
	{ "U09-look-alike.eml", "a host name with a Cyrillic letter",
		.make = look_alikes, .n = 1,
		.says = { "links/look-alike", "wording/obfuscated" } },
	{ "U09-many-look-alikes.eml", "30,000 of them", .make = look_alikes,
		.n = 30000, .grows = true, .says = { "links/look-alike" } },
	{ "U09-scripts.eml", "words of ten scripts", .make = scripts,
		.n = 50000, .grows = true },
	{ "U10-unknown-charset.eml", "a charset that does not exist",
		.text = CHARSET("x-no-such", TRAP "\xE9"),
		.says = { NOT_CHECKED ": not known", SAYS_TRAP } },
	{ "U10-odd-charset.eml", "a charset name with escapes",
		.text = CHARSET("\"\x1b[31m/../utf-8//IGNORE\"", TRAP "\xE9"),
		.says = { NOT_CHECKED ": not known", SAYS_TRAP } },
	{ "U11-iso-2022-cn-ext.eml", "a charset that loads code by its name",
		.text = CHARSET("iso-2022-cn-ext", "\x1b$*H" TRAP "\xE9"),
		.says = { NOT_CHECKED ": not known", SAYS_TRAP } },
	{ "U12-iso-2022-kr.eml", "shifts without end",
		.text = CHARSET(
			"iso-2022-kr", "\x1b$)C\x0E\x0E\x0F" TRAP "\x0E"),
		.says = { SAYS_TRAP } },
	{ "U12-iso-2022-jp.eml", "half a megabyte of charset switches",
		.make = iso_2022, .n = 20000, .grows = true },
	{ "U12-gb18030.eml", "a megabyte of GB18030, good and bad",
		.make = gb18030, .n = 60000, .grows = true },
	{ "U13-utf7.eml", "a link in UTF-7", .make = utf7, .n = 1,
		.says = { NOT_CHECKED ": not known" } },
	{ "U13-much-utf7.eml", "20,000 links in UTF-7", .make = utf7,
		.n = 20000, .says = { NOT_CHECKED ": not known" } },
	{ "U14-utf16-odd.txt", "UTF-16 that ends within a character",
		.text = STR("\xFE\xFF\0D\0e\0a\0r\xD8\0\0x\xDC") },
	{ "U14-utf16-lie.eml", "a page that says UTF-16 and is ASCII",
		.text = CHARSET("utf-16", TRAP), .says = { SAYS_TRAP } },
	{ "U15-lies.eml", "a page that says one charset and is another",
		.text = CHARSET(
			"us-ascii", "<meta charset=gb2312>\xC3\xA9 " TRAP),
		.says = { SAYS_TRAP } },
	{ "U16-nonchars.eml", "code points that are no characters",
		.make = nonchars, .n = 30000, .grows = true },
	{ "U17-misspellings.eml", "50,000 words that no dictionary has",
		.make = misspellings, .n = 25000, .grows = true },
	{ "U18-long-word.eml", "a word of a megabyte", .make = long_word,
		.n = 1000000, .grows = true },
	{ "U18-long-word-han.eml", "a Chinese sentence of 3 MB",
		.make = long_word_han, .n = 500000, .grows = true },
	{ "U18-spaced-words.eml", "50,000 words pulled apart",
		.make = spaced_words, .n = 50000, .grows = true },
	{ "U18-all-phrases.eml", "2 MB of spam phrases", .make = all_phrases,
		.n = 50000, .grows = true },
	{ "U18-nearly-phrases.eml", "2 MB of beginnings of spam phrases",
		.make = nearly_phrases, .n = 40000, .grows = true },
	{ "U18-emoji.eml", "100,000 emoji joined into one", .make = emoji,
		.n = 100000, .grows = true },
};

const struct group group_characters = GROUP("U", rows);
