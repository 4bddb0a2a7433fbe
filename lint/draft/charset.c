/*
 * charset.c - charsets of mail, and what else of Unicode needs ICU.
 *
 * What ICU takes long to open (a converter 70 us) is opened once and kept.
 * These objects have state: one thread only may call in here.
 */
#include <string.h>

#include "../base/buf.h"
#include "../base/icu.h"
#include "../base/limits.h"
#include "../base/memory.h"
#include "../base/utf8.h"
#include "charset.h"
#include "icui18n.h"

enum {
	KEY = 24,      /* letters and digits of a charset's name */
	CHUNK = 1024,  /* UTF-16 code units converted in one go */
	SAMPLE = 1024, /* bytes that a guess looks at */
	HOST = 1024,   /* bytes of a host name with escapes */
	FEW = 4,       /* two-byte characters that can be no accident */
	UNIT_MOST = RUN_BASE64 - 1
};

enum kind {
	KIND_UTF8,
	KIND_SINGLE, /* one byte a character, ASCII below 0x80 */
	KIND_DOUBLE, /* two or more above 0x80 */
	KIND_ESCAPE, /* switched by escape sequences, 7-bit */
	KIND_HZ,     /* switched by tildes, 7-bit */
	KIND_WIDE    /* UTF-16 */
};

struct charset {
	const char *name;
	const char *icu;
	enum kind kind;
	const char *keys; /* letters and digits of all its names */
};

/*
 * The only charsets that are ever opened. A name stands for what mail
 * programs make of it (the labels of the WHATWG Encoding Standard), so
 * gb2312 is GB18030 and iso-8859-1 is windows-1252. UTF-7 is missing on
 * purpose: it hides markup.
 */
static const struct charset charsets[] = {
	{ "UTF-8", NULL, KIND_UTF8, "utf8 unicode11utf8 cp65001 xutf8" },
	{ "windows-1252", "ibm-5348_P100-1997", KIND_SINGLE,
		"usascii ascii ansix341968 ansix341986 iso646us iso88591 "
		"iso885911987 latin1 l1 cp1252 windows1252 xcp1252 cp819 "
		"ibm819 isoir100 csisolatin1 xansi 646" },
	{ "GB18030", "gb18030", KIND_DOUBLE,
		"gb18030 gb2312 eucgb2312cn gbk xgbk cp936 ms936 windows936 "
		"gb231280 "
		"euccn eucchn xeuccn chinese csgb2312 isoir58 gb" },
	{ "Big5", "windows-950-2000", KIND_DOUBLE,
		"big5 big5tw cnbig5 csbig5 xxbig5 cp950 windows950 big5eten" },
	{ "Big5-HKSCS", "ibm-1375_P100-2008", KIND_DOUBLE, "big5hkscs" },
	{ "Shift_JIS", "ibm-943_P15A-2003", KIND_DOUBLE,
		"shiftjis sjis xsjis cp932 ms932 mskanji windows31j "
		"csshiftjis windows932" },
	{ "EUC-JP", "euc-jp-2007", KIND_DOUBLE, "eucjp xeucjp ujis" },
	{ "ISO-2022-JP", "ISO-2022-JP-2", KIND_ESCAPE,
		"iso2022jp csiso2022jp iso2022jp1 iso2022jp2 iso2022jpms "
		"cp50220 cp50221 jis" },
	{ "EUC-KR", "windows-949-2000", KIND_DOUBLE,
		"euckr ksc56011987 ksc56011989 ksc5601 cp949 uhc ms949 "
		"windows949 korean cseuckr isoir149 johab949" },
	{ "ISO-2022-KR", "ISO-2022-KR", KIND_ESCAPE, "iso2022kr csiso2022kr" },
	{ "HZ-GB-2312", "HZ", KIND_HZ, "hzgb2312 hz" },
	{ "KOI8-R", "ibm-878_P100-1996", KIND_SINGLE,
		"koi8r koi8 koi cskoi8r" },
	{ "KOI8-U", "ibm-1168_P100-2002", KIND_SINGLE, "koi8u koi8ru" },
	{ "windows-1250", "ibm-5346_P100-1998", KIND_SINGLE,
		"windows1250 cp1250 xcp1250" },
	{ "windows-1251", "ibm-5347_P100-1998", KIND_SINGLE,
		"windows1251 cp1251 xcp1251" },
	{ "windows-1253", "ibm-5349_P100-1998", KIND_SINGLE,
		"windows1253 cp1253 xcp1253" },
	{ "windows-1254", "ibm-5350_P100-1998", KIND_SINGLE,
		"windows1254 cp1254 xcp1254 iso88599 iso885991989 latin5 l5" },
	{ "windows-1255", "ibm-9447_P100-2002", KIND_SINGLE,
		"windows1255 cp1255 xcp1255" },
	{ "windows-1256", "ibm-9448_X100-2005", KIND_SINGLE,
		"windows1256 cp1256 xcp1256" },
	{ "windows-1257", "ibm-9449_P100-2002", KIND_SINGLE,
		"windows1257 cp1257 xcp1257" },
	{ "windows-1258", "ibm-5354_P100-1998", KIND_SINGLE,
		"windows1258 cp1258 xcp1258" },
	{ "windows-874", "windows-874-2000", KIND_SINGLE,
		"windows874 tis620 dos874 cp874 iso885911 iso8859112001" },
	{ "ISO-8859-2", "ibm-912_P100-1995", KIND_SINGLE,
		"iso88592 iso885921987 latin2 l2 csisolatin2" },
	{ "ISO-8859-3", "ibm-913_P100-2000", KIND_SINGLE,
		"iso88593 iso885931988 latin3 l3" },
	{ "ISO-8859-4", "ibm-914_P100-1995", KIND_SINGLE,
		"iso88594 iso885941988 latin4 l4" },
	{ "ISO-8859-5", "ibm-915_P100-1995", KIND_SINGLE,
		"iso88595 iso885951988 cyrillic" },
	{ "ISO-8859-6", "ibm-1089_P100-1995", KIND_SINGLE,
		"iso88596 iso885961987 iso88596i iso88596e arabic" },
	{ "ISO-8859-7", "ibm-9005_X110-2007", KIND_SINGLE,
		"iso88597 iso885971987 greek greek8" },
	{ "ISO-8859-8", "ibm-5012_P100-1999", KIND_SINGLE,
		"iso88598 iso885981988 iso88598i iso88598e hebrew visual" },
	{ "ISO-8859-10", "iso-8859_10-1998", KIND_SINGLE,
		"iso885910 iso8859101992 latin6 l6" },
	{ "ISO-8859-13", "ibm-921_P100-1995", KIND_SINGLE, "iso885913" },
	{ "ISO-8859-14", "iso-8859_14-1998", KIND_SINGLE, "iso885914" },
	{ "ISO-8859-15", "ibm-923_P100-1998", KIND_SINGLE,
		"iso885915 latin9 l9 csisolatin9" },
	{ "macintosh", "macos-0_2-10.2", KIND_SINGLE,
		"macintosh mac xmacroman csmacintosh" },
	{ "x-mac-cyrillic", "macos-7_3-10.2", KIND_SINGLE,
		"xmaccyrillic xmacukrainian" },
	{ "IBM866", "ibm-866_P100-1995", KIND_SINGLE, "ibm866 cp866 866" },
	{ "IBM437", "ibm-437_P100-1995", KIND_SINGLE, "ibm437 cp437 437" },
	{ "IBM850", "ibm-850_P100-1995", KIND_SINGLE, "ibm850 cp850 850" },
	{ "UTF-16", "UTF-16", KIND_WIDE, "utf16 unicode ucs2 iso10646ucs2" },
	{ "UTF-16LE", "UTF-16LE", KIND_WIDE, "utf16le unicodefeff" },
	{ "UTF-16BE", "UTF-16BE", KIND_WIDE, "utf16be unicodefffe" },
};

enum { CHARSETS = sizeof charsets / sizeof charsets[0] };

static const struct charset *const utf8 = &charsets[0];
static const struct charset *const western = &charsets[1];
static const struct charset *const chinese = &charsets[2];

/* Letters and digits only, in lower case: "ISO_8859-1" is "iso88591". */
static struct str
key_of(struct str name, char key[KEY])
{
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (!is_alnum(name.at[i]))
			continue;
		if (n == KEY)
			return STR_NONE;
		key[n++] = to_lower(name.at[i]);
	}
	return (struct str){ key, n };
}

static bool
has_word(const char *words, struct str word)
{
	struct str rest = str_of(words);

	while (rest.at)
		if (str_eq(str_cut(&rest, ' '), word))
			return true;
	return false;
}

static const struct charset *
charset_of(struct str name)
{
	char bytes[KEY];
	struct str key = key_of(name, bytes);

	for (size_t i = 0; key.len && i < CHARSETS; i++)
		if (has_word(charsets[i].keys, key))
			return &charsets[i];
	return NULL;
}

const char *
charset_named(struct str name)
{
	const struct charset *c = charset_of(name);
	return c ? c->name : NULL;
}

/* From a canonical name; UTF-8 for one that is unknown. */
static const struct charset *
canonical(const char *name)
{
	for (size_t i = 0; i < CHARSETS; i++)
		if (charsets[i].name == name)
			return &charsets[i];
	const struct charset *c = charset_of(str_of(name));
	return c ? c : utf8;
}

/* Set by replace_bad; see the caption about threads. */
static bool damaged;

/* Bad bytes become U+FFFD. */
static void
replace_bad(const void *context, UConverterToUnicodeArgs *args,
	const char *units, int32_t length, UConverterCallbackReason reason,
	UErrorCode *error)
{
	static const UChar bad = RUNE_BAD;

	(void)context, (void)units, (void)length;
	if (reason > UCNV_IRREGULAR)
		return;
	damaged = true;
	*error = U_ZERO_ERROR;
	icu()->ucnv_cbToUWriteUChars(args, &bad, 1, 0, error);
}

/* ICU's own STOP passes over characters that are not shown, in silence. */
static void
refuse(const void *context, UConverterFromUnicodeArgs *args, const UChar *units,
	int32_t length, UChar32 rune, UConverterCallbackReason reason,
	UErrorCode *error)
{
	(void)context;
	(void)args;
	(void)units;
	(void)length;
	(void)rune;
	(void)reason;
	(void)error;
}

static UConverter *
open_converter(const char *name)
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *c = icu()->ucnv_open(name, &error);

	if (error == U_MEMORY_ALLOCATION_ERROR)
		memory_failed();
	if (U_FAILURE(error))
		return NULL;
	icu()->ucnv_setToUCallBack(c, replace_bad, NULL, NULL, NULL, &error);
	icu()->ucnv_setFromUCallBack(c, refuse, NULL, NULL, NULL, &error);
	return c;
}

/* Kept open for the whole run; NULL when ICU's data lacks it. */
static UConverter *
converter(const struct charset *c)
{
	static UConverter *open[CHARSETS];
	size_t i = (size_t)(c - charsets);

	if (!open[i] && c->icu)
		open[i] = open_converter(c->icu);
	if (open[i])
		icu()->ucnv_reset(open[i]);
	return open[i];
}

/*
 * Decoding. A unit is what one character of the bytes below gives: mostly
 * one code point, in rare charsets two.
 */
struct decoder {
	const struct charset *charset;
	struct str bytes;
	struct buf out;
	struct arena *arena;
	struct map *map;
	bool open;		   /* a unit whose end is not known yet */
	size_t unit_at, unit_from; /* of it */
	UChar lead;		   /* a surrogate that waits for its pair ... */
	size_t lead_from;	   /* ... whose place ICU may not tell again */
	struct run run;		   /* the last one added ... */
	size_t next_at, next_from; /* ... and what would go on with it */
};

static void
add_unit(struct decoder *d, size_t at, size_t from, size_t out, size_t in)
{
	if (out != d->run.out || in != d->run.in || at != d->next_at ||
		from != d->next_from) {
		map_add(d->arena, d->map, at, from, (uint16_t)out,
			(uint16_t)in);
		d->run.out = (uint16_t)out;
		d->run.in = (uint16_t)in;
	}
	d->next_at = at + out;
	d->next_from = from + in;
}

static bool
is_shift(char c)
{
	return c == 0x1B || c == 0x0E || c == 0x0F;
}

/* Bytes from `from` that are the character itself, not a switch after it. */
static size_t
unit_size(const struct decoder *d, size_t from, size_t end)
{
	size_t in = end - from;

	if (d->charset->kind == KIND_HZ && in > 2)
		in = (uint8_t)d->out.at[d->unit_at] < 0x80 &&
				     d->bytes.at[from] != '~'
			     ? 1
			     : 2;
	if (d->charset->kind == KIND_ESCAPE)
		for (in = 1; from + in < end; in++)
			if (is_shift(d->bytes.at[from + in]))
				break;
	return in < UNIT_MOST ? in : UNIT_MOST;
}

static void
close_unit(struct decoder *d, size_t end)
{
	if (!d->open)
		return;
	d->open = false;
	add_unit(d, d->unit_at, d->unit_from, d->out.len - d->unit_at,
		unit_size(d, d->unit_from, end));
}

static void
take_rune(struct decoder *d, uint32_t rune, size_t from, bool known)
{
	if (!d->open || (known && from != d->unit_from)) {
		close_unit(d, from);
		d->open = true;
		d->unit_at = d->out.len;
		d->unit_from = from;
	}
	char *to = buf_reserve(&d->out, 4);
	d->out.len += utf8_put(to, rune);
}

static void
take_unit(struct decoder *d, UChar u, size_t from, bool known)
{
	UChar lead = d->lead;

	d->lead = 0;
	if (U16_IS_LEAD(u)) {
		d->lead = u;
		d->lead_from = from;
	} else if (lead && U16_IS_TRAIL(u)) {
		uint32_t rune = (uint32_t)U16_GET_SUPPLEMENTARY(lead, u);
		take_rune(d, rune, d->lead_from, true);
	} else {
		take_rune(d, u, from, known);
	}
}

/* Bytes that unit `i` came from, when the next unit tells; else 0. */
static size_t
known_size(const UChar *units, const int32_t *offsets, size_t n, size_t i)
{
	if (i + 1 == n || offsets[i] < 0 || offsets[i + 1] <= offsets[i] ||
		U16_IS_SURROGATE(units[i]))
		return 0;
	return (size_t)(offsets[i + 1] - offsets[i]);
}

/* Units whose size is known are added at once: all but a few, in charsets
 * without a state. Returns how many. */
static size_t
take_known(struct decoder *d, const UChar *units, const int32_t *offsets,
	size_t n, size_t base)
{
	char *to = buf_reserve(&d->out, n * 4);
	size_t i = 0, in, first = base + (size_t)offsets[0];

	if (offsets[0] < 0 || (d->open && d->unit_from == first))
		return 0;
	close_unit(d, first);
	for (; (in = known_size(units, offsets, n, i)); i++) {
		size_t out = 1;
		if (units[i] < 0x80)
			*to = (char)units[i];
		else
			out = utf8_put(to, units[i]);
		add_unit(d, d->out.len, base + (size_t)offsets[i], out, in);
		d->out.len += out;
		to += out;
	}
	return i;
}

static void
take_chunk(struct decoder *d, const UChar *units, const int32_t *offsets,
	size_t n, size_t base)
{
	bool plain = d->charset->kind == KIND_SINGLE ||
		     d->charset->kind == KIND_DOUBLE;

	for (size_t i = 0; i < n; i++) {
		if (plain && !d->lead)
			i += take_known(d, units + i, offsets + i, n - i, base);
		bool known = offsets[i] >= 0;
		size_t from = known	? base + (size_t)offsets[i]
			      : d->open ? d->unit_from
					: d->next_from;
		take_unit(d, units[i], from, known);
	}
}

static void
convert(struct decoder *d, UConverter *c)
{
	const char *at = d->bytes.at, *end = at + d->bytes.len;
	UNFILLED UChar units[CHUNK];
	UNFILLED int32_t offsets[CHUNK];
	UErrorCode error;

	do {
		UChar *to = units;
		size_t base = (size_t)(at - d->bytes.at);
		error = U_ZERO_ERROR;
		icu()->ucnv_toUnicode(
			c, &to, units + CHUNK, &at, end, offsets, true, &error);
		take_chunk(d, units, offsets, (size_t)(to - units), base);
	} while (error == U_BUFFER_OVERFLOW_ERROR);
	close_unit(d, d->bytes.len);
}

/*
 * One byte a character: ICU is asked once what the upper half of a charset
 * means, and text between is copied.
 */

struct upper {
	bool known;
	bool usable; /* each byte gives one code point */
	uint8_t len[128];
	bool bad[128];
	char utf8[128][4];
};

static bool
read_upper_byte(struct upper *u, UConverter *c, size_t i)
{
	const char byte = (char)(0x80 + i), *at = &byte;
	UChar units[2], *to = units;
	UErrorCode error = U_ZERO_ERROR;

	damaged = false;
	icu()->ucnv_reset(c);
	icu()->ucnv_toUnicode(
		c, &to, units + 2, &at, &byte + 1, NULL, true, &error);
	if (U_FAILURE(error) || to != units + 1)
		return false;
	u->len[i] = (uint8_t)utf8_put(u->utf8[i], units[0]);
	u->bad[i] = damaged;
	return true;
}

/* NULL: it has to be left to ICU. */
static const struct upper *
upper_of(const struct charset *charset, UConverter *c)
{
	static struct upper tables[CHARSETS];
	struct upper *u = &tables[charset - charsets];

	if (charset->kind != KIND_SINGLE)
		return NULL;
	if (!u->known) {
		u->known = u->usable = true;
		for (size_t i = 0; i < 128 && u->usable; i++)
			u->usable = read_upper_byte(u, c, i);
	}
	return u->usable ? u : NULL;
}

/* Bytes above 0x7F from `from` on; returns where they end. */
static size_t
take_upper(struct decoder *d, const struct upper *u, size_t from)
{
	for (; from < d->bytes.len; from++) {
		size_t i = (uint8_t)d->bytes.at[from] - 0x80u;
		if (i > 0x7F)
			break;
		damaged |= u->bad[i];
		memcpy(buf_reserve(&d->out, 4), u->utf8[i], 4);
		add_unit(d, d->out.len, from, u->len[i], 1);
		d->out.len += u->len[i];
	}
	return from;
}

static void
convert_single(struct decoder *d, const struct upper *u)
{
	size_t from = 0;

	while (from < d->bytes.len) {
		size_t plain = str_high(str_from(d->bytes, from));
		if (plain)
			map_add(d->arena, d->map, d->out.len, from, 1, 1);
		buf_add(&d->out, str_sub(d->bytes, from, plain));
		d->run = (struct run){ 0 };
		from = take_upper(d, u, from + plain);
	}
}

/* True when all of the bytes are valid. */
static bool
decodes(const struct charset *charset, struct str bytes)
{
	UConverter *c = converter(charset);
	const char *at = bytes.at, *end = at + bytes.len;
	UNFILLED UChar units[CHUNK];
	UErrorCode error = U_BUFFER_OVERFLOW_ERROR;

	damaged = false;
	while (c && !damaged && error == U_BUFFER_OVERFLOW_ERROR) {
		UChar *to = units;
		error = U_ZERO_ERROR;
		icu()->ucnv_toUnicode(
			c, &to, units + CHUNK, &at, end, NULL, true, &error);
	}
	return c && !damaged && U_SUCCESS(error);
}

/* UTF-8 with bad bytes: each becomes U+FFFD. */
static void
repair(struct decoder *d)
{
	static const char bad[] = "\xEF\xBF\xBD";
	struct str rest = d->bytes;

	while (rest.len) {
		size_t good = utf8_valid(rest);
		size_t from = d->bytes.len - rest.len;
		if (good)
			map_add(d->arena, d->map, d->out.len, from, 1, 1);
		buf_add(&d->out, str_sub(rest, 0, good));
		rest = str_from(rest, good);
		if (!rest.len)
			break;
		map_add(d->arena, d->map, d->out.len, from + good, 3, 1);
		buf_add(&d->out, (struct str){ bad, 3 });
		rest = str_from(rest, 1);
	}
}

/*
 * Which charset it is.
 */

/* How the bytes above 0x7F go together, seen as GBK. */
struct shape {
	size_t lone;   /* no pair */
	size_t pairs;  /* both bytes above 0xA0: GB2312, EUC */
	size_t others; /* second byte below: GBK, Big5, or an accent */
	size_t common; /* pairs in the rows of common ideographs and marks */
	size_t kana;   /* pairs in the rows of Japanese kana */
	size_t early;  /* pairs in the rows that hold all of Hangul in EUC-KR */
};

static void
count_pair(struct shape *s, uint8_t row)
{
	s->pairs++;
	s->common += (row >= 0xB0 && row <= 0xD7) || row <= 0xA3;
	s->kana += row == 0xA4 || row == 0xA5;
	s->early += row >= 0xB0 && row <= 0xC8;
}

static struct shape
shape_of(struct str bytes)
{
	struct shape s = { 0 };

	for (size_t i = 0; i < bytes.len;) {
		uint8_t a = (uint8_t)bytes.at[i++];
		uint8_t b = i < bytes.len ? (uint8_t)bytes.at[i] : 0;
		if (a < 0x80)
			continue;
		if (a > 0xA0 && a < 0xFF && b > 0xA0 && b < 0xFF)
			count_pair(&s, a);
		else if (a > 0x80 && a < 0xFF && b >= 0x40 && b != 0x7F)
			s.others++;
		else if (i < bytes.len) /* the last may be cut */
			s.lone++;
		i += b >= 0x40;
	}
	return s;
}

static bool
looks_chinese(struct str bytes)
{
	struct shape s = shape_of(bytes);

	return s.pairs >= 2 && s.lone == 0 &&
	       s.pairs * 10 >= (s.pairs + s.others) * 9 &&
	       s.common * 10 >= s.pairs * 7 && s.kana * 10 < s.pairs &&
	       (s.pairs < 12 || s.early < s.pairs);
}

static const struct charset *
icu_guess(struct str bytes)
{
	const char *name = icui18n_detect(bytes);
	return name ? charset_of(str_of(name)) : NULL;
}

/* A few accents and signs, each alone among ASCII: Latin text. No other
 * charset of mail has its letters so far apart. */
static bool
looks_western(struct str bytes)
{
	size_t high = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		if ((uint8_t)bytes.at[i] < 0x80)
			continue;
		high++;
		if (i + 1 < bytes.len && (uint8_t)bytes.at[i + 1] >= 0x80)
			return false;
	}
	return high * 16 < bytes.len;
}

/* A guess at bytes that are no UTF-8. ICU is asked last: it is slow. */
static const struct charset *
legacy_guess(struct str bytes)
{
	bytes = str_sub(bytes, 0, SAMPLE);
	if (looks_western(bytes))
		return western;
	if (looks_chinese(bytes))
		return chinese;
	const struct charset *c = icu_guess(bytes);
	return c && (c->kind == KIND_SINGLE || c->kind == KIND_DOUBLE)
		       ? c
		       : western;
}

/* From the first byte that is no ASCII on, at most a sample. */
static struct str
telling(struct str bytes)
{
	return str_sub(bytes, str_high(bytes), SAMPLE);
}

/* Only the last character is bad, because the text was cut there. One byte
 * alone proves little: it may be an accent at the end of a Latin-1 text. */
static bool
is_cut(struct str bytes, size_t bad, size_t least)
{
	uint8_t lead = (uint8_t)bytes.at[bad];
	size_t rest = bytes.len - bad;

	return rest >= least && rest < 4 && lead >= 0xC2 && lead <= 0xF4 &&
	       utf8_count(str_from(bytes, bad)) == rest;
}

/* More good characters of several bytes than bad bytes. */
static bool
mostly_utf8(struct str bytes)
{
	size_t good = 0, bad = 0, at = 0;
	uint32_t rune;

	while (at < bytes.len) {
		if (!utf8_read(bytes, &at, &rune))
			bad++;
		else
			good += rune > 0x7F;
	}
	return good > bad;
}

/* Valid UTF-8 whose characters cannot be two-byte ones by accident. */
static bool
plainly_utf8(struct str bytes)
{
	size_t wide = 0, at = 0;
	uint32_t rune;

	while (at < bytes.len && wide < FEW) {
		if (!utf8_read(bytes, &at, &rune))
			return at + 3 > bytes.len && wide;
		wide += rune > 0x7FF;
	}
	return wide >= FEW - 1;
}

/* Declared as UTF-8, but it is not. */
static const struct charset *
instead_of_utf8(struct str bytes, size_t bad)
{
	if (is_cut(bytes, bad, 2) || mostly_utf8(bytes))
		return utf8;
	const struct charset *c = legacy_guess(telling(bytes));
	return decodes(c, bytes) ? c : utf8;
}

/* Declared as US-ASCII or Latin-1; often nobody chose that. */
static const struct charset *
instead_of_western(struct str bytes)
{
	if (utf8_valid(bytes) == bytes.len)
		return utf8;
	struct str sample = telling(bytes);
	if (shape_of(sample).pairs >= FEW && looks_chinese(sample) &&
		decodes(chinese, bytes))
		return chinese;
	return western;
}

static bool
is_borrowed(const struct charset *c, struct str bytes)
{
	return c->kind <= KIND_DOUBLE && str_high(bytes) == bytes.len;
}

/* How bytes are read, and whether they are UTF-8 without a bad byte. */
struct reading {
	const struct charset *charset;
	bool valid_utf8;
};

static struct reading
reading_of_utf8(struct str bytes)
{
	size_t bad = utf8_valid(bytes);

	if (bad == bytes.len)
		return (struct reading){ utf8, true };
	return (struct reading){ instead_of_utf8(bytes, bad), false };
}

/* Text in UTF-16 has a zero or a high byte in nearly every character, at
 * least in its blanks and line ends: ASCII under that name is ASCII. */
static bool
is_ascii_as_wide(const struct charset *c, struct str bytes)
{
	bool marked = str_starts(bytes, STR("\xFF\xFE")) ||
		      str_starts(bytes, STR("\xFE\xFF"));
	struct str s = str_from(bytes, marked ? 2 : 0);

	return c->kind == KIND_WIDE && s.len && str_is_ascii(s) &&
	       str_chr(s, 0) == s.len;
}

static struct reading
reading_of(const struct charset *declared, struct str bytes)
{
	const struct charset *c = declared;

	if (declared == utf8)
		return reading_of_utf8(bytes);
	if (is_ascii_as_wide(declared, bytes))
		return (struct reading){ utf8, str_is_ascii(bytes) };
	if (is_borrowed(declared, bytes))
		return (struct reading){ declared, true };
	if (declared == western)
		c = instead_of_western(bytes);
	else if (declared->kind == KIND_SINGLE &&
		 utf8_valid(bytes) == bytes.len)
		c = utf8;
	else if (declared->kind == KIND_DOUBLE &&
		 plainly_utf8(telling(bytes)) && utf8_valid(bytes) == bytes.len)
		c = utf8;
	return (struct reading){ c, c == utf8 };
}

/* ISO-2022-JP is plain ASCII but for its escape sequences. */
static bool
has_japanese_escape(struct str bytes)
{
	return str_chr(bytes, 0x1B) < bytes.len &&
	       (str_has(bytes, STR("\x1B$B")) || str_has(bytes, STR("\x1B$@")));
}

static bool
is_printable(char c)
{
	return (c >= ' ' && c <= '~') || is_blank(c);
}

/* Two letters of ASCII make one character of UTF-16, but in three of four
 * pairs only where it is none. */
static bool
is_one_byte_text(struct str bytes)
{
	enum { TOLD_BY = 10 };
	struct str sample = str_sub(bytes, 0, SAMPLE);
	size_t pairs = sample.len / 2, printable = 0;

	for (size_t i = 0; i < pairs; i++)
		printable += is_printable(sample.at[2 * i]) &&
			     is_printable(sample.at[2 * i + 1]);
	if (pairs < TOLD_BY)
		return false;
	if (printable * 4 > pairs * 3)
		return true;
	size_t bad = utf8_valid(sample);
	return str_chr(sample, 0) == sample.len &&
	       (bad == sample.len || is_cut(sample, bad, 1));
}

const char *
charset_marked(struct str bytes)
{
	bool little = str_starts(bytes, STR("\xFF\xFE"));

	if (!little && !str_starts(bytes, STR("\xFE\xFF")))
		return NULL;
	if (is_one_byte_text(str_from(bytes, 2)))
		return NULL;
	return little ? "UTF-16LE" : "UTF-16BE";
}

const char *
charset_detect(struct str bytes)
{
	struct str sample = telling(bytes);

	if (charset_marked(bytes))
		return "UTF-16";
	if (!sample.len)
		return has_japanese_escape(str_sub(bytes, 0, SAMPLE))
			       ? canonical("ISO-2022-JP")->name
			       : utf8->name;
	size_t bad = utf8_valid(sample);
	if (bad == sample.len ||
		is_cut(sample, bad, sample.len == SAMPLE ? 1 : 2) ||
		mostly_utf8(sample))
		return utf8->name;
	return legacy_guess(sample)->name;
}

static void
decode(struct decoder *d, bool *clean)
{
	UConverter *c = converter(d->charset);

	const struct upper *upper = c ? upper_of(d->charset, c) : NULL;

	damaged = false;
	if (c) {
		if (upper)
			convert_single(d, upper);
		else
			convert(d, c);
		*clean = *clean && !damaged;
	} else {
		repair(d);
		*clean = false;
	}
}

const char *
charset_actual(const char *charset, struct str bytes)
{
	if (!charset)
		charset = charset_detect(bytes);
	return reading_of(canonical(charset), bytes).charset->name;
}

struct str
charset_decode(struct arena *arena, const char *charset, struct str bytes,
	const struct map *under, const struct map **map, bool *clean)
{
	const char *actual;

	return charset_read(arena, charset, bytes, under, map, clean, &actual);
}

struct str
charset_read(struct arena *arena, const char *charset, struct str bytes,
	const struct map *under, const struct map **map, bool *clean,
	const char **actual)
{
	const struct charset *declared =
		canonical(charset ? charset : charset_detect(bytes));
	struct reading r = reading_of(declared, bytes);

	*clean = r.charset == declared;
	*actual = r.charset->name;
	*map = under;
	if (!bytes.len || r.valid_utf8)
		return bytes;
	struct decoder d = {
		.charset = r.charset, .bytes = bytes, .arena = arena
	};
	d.map = ARENA_NEW(arena, struct map);
	d.map->under = under;
	map_add(arena, d.map, 0, 0, 1, 1);
	/* a byte gives at most two code points of four bytes */
	buf_init(&d.out, bytes.len * 8 + (size_t)CHUNK * 4);
	decode(&d, clean);
	struct str out = arena_str(arena, buf_str(&d.out));
	buf_release(&d.out);
	*map = d.map;
	return out;
}

/*
 * UTF-16 between UTF-8 and the rest of ICU.
 */
struct wide {
	UChar *at;
	int32_t len;
};

static struct wide
widen(struct arena *arena, struct str s)
{
	struct wide w = { ARENA_ARRAY(arena, UChar, s.len + 1), 0 };
	UErrorCode error = U_ZERO_ERROR;

	icu()->u_strFromUTF8WithSub(w.at, (int32_t)s.len + 1, &w.len, s.at,
		(int32_t)s.len, RUNE_BAD, NULL, &error);
	return w;
}

static struct str
narrow(struct arena *arena, struct wide w)
{
	int32_t room = w.len * 3 + 1, len = 0;
	char *to = arena_bytes(arena, (size_t)room);
	UErrorCode error = U_ZERO_ERROR;

	icu()->u_strToUTF8WithSub(
		to, room, &len, w.at, w.len, RUNE_BAD, NULL, &error);
	return (struct str){ to, (size_t)len };
}

bool
charset_encode(struct arena *arena, const char *charset, struct str text,
	struct str *out)
{
	const struct charset *c = canonical(charset);

	if (c == utf8 || is_borrowed(c, text)) {
		*out = text;
		return true;
	}
	UConverter *open = converter(c);
	if (!open || text.len > LIMIT_TEXT)
		return false;
	struct wide w = widen(arena, text);
	int32_t room = UCNV_GET_MAX_BYTES_FOR_STRING(
		w.len, icu()->ucnv_getMaxCharSize(open));
	char *to = arena_bytes(arena, (size_t)room);
	UErrorCode error = U_ZERO_ERROR;
	int32_t len =
		icu()->ucnv_fromUChars(open, to, room, w.at, w.len, &error);
	if (U_FAILURE(error))
		return false;
	*out = (struct str){ to, (size_t)len };
	return true;
}

/*
 * Host names, UTS 46 without transitional processing.
 */

static const UIDNA *
idna(void)
{
	static UIDNA *open;
	UErrorCode error = U_ZERO_ERROR;

	if (!open)
		open = icu()->uidna_openUTS46(
			UIDNA_NONTRANSITIONAL_TO_ASCII |
				UIDNA_NONTRANSITIONAL_TO_UNICODE,
			&error);
	return open;
}

static struct str
convert_host(struct arena *arena, struct str host,
	int32_t (*turn)(const UIDNA *, const char *, int32_t, char *, int32_t,
		UIDNAInfo *, UErrorCode *))
{
	char to[HOST];
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode error = U_ZERO_ERROR;

	if (!idna() || host.len >= HOST)
		return host;
	int32_t len = turn(
		idna(), host.at, (int32_t)host.len, to, HOST, &info, &error);
	if (U_FAILURE(error) || info.errors || len > HOST)
		return host;
	return arena_str(arena, (struct str){ to, (size_t)len });
}

struct str
charset_host_unicode(struct arena *arena, struct str host)
{
	if (str_is_ascii(host) && !str_ihas(host, STR("xn--")))
		return host;
	return convert_host(arena, host, icu()->uidna_nameToUnicodeUTF8);
}

static bool
has_upper(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_upper(s.at[i]))
			return true;
	return false;
}

static struct str
lower_ascii(struct arena *arena, struct str s)
{
	if (!has_upper(s))
		return s;
	char *to = arena_bytes(arena, s.len);
	for (size_t i = 0; i < s.len; i++)
		to[i] = to_lower(s.at[i]);
	return (struct str){ to, s.len };
}

struct str
charset_host_ascii(struct arena *arena, struct str host)
{
	if (str_is_ascii(host))
		return lower_ascii(arena, host);
	return convert_host(arena, host, icu()->uidna_nameToASCII_UTF8);
}

/*
 * Comparing.
 */

struct str
charset_fold(struct arena *arena, struct str text)
{
	UErrorCode error = U_ZERO_ERROR;

	if (str_is_ascii(text))
		return lower_ascii(arena, text);
	const UNormalizer2 *folder =
		icu()->unorm2_getNFKCCasefoldInstance(&error);
	if (error == U_MEMORY_ALLOCATION_ERROR)
		memory_failed();
	if (U_FAILURE(error) || text.len > LIMIT_TEXT)
		return text;
	struct wide in = widen(arena, text), out;
	/* one code unit can become 18; most texts do not grow */
	int32_t room = in.len + 32;
	out.at = ARENA_ARRAY(arena, UChar, (size_t)room);
	out.len = icu()->unorm2_normalize(
		folder, in.at, in.len, out.at, room, &error);
	if (error == U_BUFFER_OVERFLOW_ERROR) {
		error = U_ZERO_ERROR;
		room = out.len;
		out.at = ARENA_ARRAY(arena, UChar, (size_t)room);
		out.len = icu()->unorm2_normalize(
			folder, in.at, in.len, out.at, room, &error);
	}
	if (error == U_MEMORY_ALLOCATION_ERROR)
		memory_failed();
	return U_SUCCESS(error) ? narrow(arena, out) : text;
}

/* Full-width forms, which UTS 39 leaves to NFKC. */
static bool
is_full_width(uint32_t rune)
{
	return rune >= 0xFF01 && rune <= 0xFF5E;
}

/* What one character looks like; ASCII looks like itself. (UTS 39 would make
 * "rn" of "m", which nobody wants to read.) */
static void
add_skeleton(struct buf *out, struct str bytes, uint32_t rune)
{
	char to[64];
	size_t len = 0;

	if (is_full_width(rune)) {
		buf_rune(out, rune - 0xFEE0);
		return;
	}
	if (rune > 0x7F)
		len = icui18n_skeleton(bytes, to, sizeof to);
	buf_add(out, len ? (struct str){ to, len } : bytes);
}

/* A run of letters and digits: who mixes, and who only looks Latin. */
struct letters {
	size_t ascii, other; /* letters */
	size_t like_ascii;   /* others that look like ASCII */
	bool latin_only;     /* the others are Latin too: é, ı */
	bool mixed;	     /* a run of both was found */
};

/* Latin with accents, as Turkish or French has it; full-width and
 * mathematical forms are made to deceive. */
static bool
is_latin(uint32_t rune)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script = icu()->uscript_getScript((UChar32)rune, &error);
	return script == USCRIPT_LATIN && rune < 0x2000;
}

/* A run is over: a lone Greek letter before a hyphen or a unit like kΩ is
 * honest, a stand-in among Latin letters is not. */
static void
end_run(struct letters *l)
{
	if (l->ascii && l->other && l->like_ascii == l->other && !l->latin_only)
		l->mixed = true;
	if (!l->ascii && l->other > 1 && l->like_ascii == l->other)
		l->mixed = true;
	l->ascii = l->other = l->like_ascii = 0;
	l->latin_only = true;
}

static void
count_letter(struct letters *l, uint32_t rune, struct str like)
{
	if (rune < 0x80 && is_alpha((char)rune)) {
		l->ascii++;
	} else if (rune > 0x7F && rune_is_letter(rune)) {
		l->other++;
		l->like_ascii += str_is_ascii(like);
		l->latin_only = l->latin_only && is_latin(rune);
	} else if (!rune_is_digit(rune) && !rune_is_invisible(rune)) {
		end_run(l);
	}
}

bool
charset_confusable(struct arena *arena, struct str word, struct str *skeleton)
{
	struct letters l = { .latin_only = true };
	struct buf out;
	size_t at = 0;

	*skeleton = word;
	if (str_is_ascii(word) || !icui18n_has_skeletons())
		return false;
	buf_init(&out, word.len * 64);
	while (at < word.len) {
		size_t start = at, before = out.len;
		uint32_t rune = utf8_next(word, &at);
		add_skeleton(&out, str_sub(word, start, at - start), rune);
		count_letter(&l, rune, str_from(buf_str(&out), before));
	}
	end_run(&l);
	*skeleton = arena_str(arena, buf_str(&out));
	buf_release(&out);
	return l.mixed;
}
