/* filetype.c - what a file is, by its first bytes. */
#include <string.h>

#include "../base/limits.h"
#include "filetype.h"

/*
 * Formats that contain others (zip, OLE, XML) stand after what they hold, so
 * that an extension finds the narrow one first.
 */
enum type {
	T_EXE,
	T_DOS,
	T_ELF,
	T_MACHO,
	T_CLASS,
	T_DEX,
	T_WASM,
	T_LNK,
	T_MSI,
	T_CHM,
	T_JAR,
	T_APK,
	T_SHELL,
	T_PHP,
	T_BATCH,
	T_WSCRIPT,
	T_HTA,
	T_REG,
	T_URL,
	T_PDF,
	T_PS,
	T_DOCX,
	T_XLSX,
	T_PPTX,
	T_VSDX,
	T_OOXML,
	T_ODT,
	T_ODS,
	T_ODP,
	T_EPUB,
	T_DOC,
	T_XLS,
	T_PPT,
	T_MSG,
	T_ONENOTE,
	T_ACCESS,
	T_OFFICE_LOCKED,
	T_RTF,
	T_OLE,
	T_RAR,
	T_7Z,
	T_GZ,
	T_BZ2,
	T_XZ,
	T_ZSTD,
	T_TAR,
	T_CAB,
	T_ACE,
	T_LZH,
	T_ZIP,
	T_ISO,
	T_DMG,
	T_VHD,
	T_VHDX,
	T_PNG,
	T_JPEG,
	T_GIF,
	T_WEBP,
	T_HEIC,
	T_AVIF,
	T_TIFF,
	T_BMP,
	T_ICO,
	T_PSD,
	T_WMF,
	T_EMF,
	T_MP3,
	T_WAV,
	T_OGG,
	T_FLAC,
	T_AMR,
	T_MIDI,
	T_M4A,
	T_MP4,
	T_MOV,
	T_AVI,
	T_MKV,
	T_FLV,
	T_WMV,
	T_MPEG,
	T_SVG,
	T_HTML,
	T_XML,
	T_TNEF,
	T_PST,
	T_ICS,
	T_VCF,
	T_EML,
	T_DWG,
	T_STEP,
	T_TEXT,
	TYPES,
	NOTHING = TYPES
};

#define OOXML_WORD  "docx docm dotx dotm"
#define OOXML_EXCEL "xlsx xlsm xltx xltm xlsb xlam"
#define OOXML_SLIDE "pptx pptm potx potm ppsx ppsm ppam"
#define OOXML_DRAW  "vsdx vsdm vstx"
#define OOXML_ALL                                                              \
	OOXML_WORD " " OOXML_EXCEL " " OOXML_SLIDE " " OOXML_DRAW              \
		   " xps oxps thmx"

/* Names are the same in every language: they are shown as they stand. */
static const struct filetype types[TYPES] = {
	[T_EXE] = { "Windows EXE", FILE_EXECUTABLE,
		"exe dll scr sys cpl ocx drv com pif efi mui ax acm",
		"application/vnd.microsoft.portable-executable" },
	[T_DOS] = { "DOS EXE", FILE_EXECUTABLE, "exe com dll sys ovl pif scr",
		"application/x-dosexec" },
	[T_ELF] = { "Linux ELF", FILE_EXECUTABLE,
		"elf so o ko bin run out axf appimage", "application/x-elf" },
	[T_MACHO] = { "Mac Mach-O", FILE_EXECUTABLE, "dylib o bundle",
		"application/x-mach-binary" },
	[T_CLASS] = { "Java class", FILE_EXECUTABLE, "class",
		"application/java-vm" },
	[T_DEX] = { "Android DEX", FILE_EXECUTABLE, "dex", NULL },
	[T_WASM] = { "WebAssembly", FILE_EXECUTABLE, "wasm",
		"application/wasm" },
	[T_LNK] = { "Windows LNK", FILE_EXECUTABLE, "lnk", NULL },
	[T_MSI] = { "Windows MSI", FILE_EXECUTABLE, "msi msp mst",
		"application/x-msi" },
	[T_CHM] = { "Windows CHM", FILE_EXECUTABLE, "chm", NULL },
	[T_JAR] = { "Java JAR", FILE_ARCHIVE, "jar war ear aar xpi oxt zip",
		"application/java-archive" },
	[T_APK] = { "Android APK", FILE_EXECUTABLE, "apk aab xapk",
		"application/vnd.android.package-archive" },
	[T_SHELL] = { "Unix script (#!)", FILE_SCRIPT,
		"sh bash zsh ksh csh py pl rb awk sed php js mjs lua tcl r "
		"command run cgi fish",
		"text/x-shellscript" },
	[T_PHP] = { "PHP", FILE_SCRIPT, "php phtml php3 php5 inc",
		"application/x-httpd-php" },
	[T_BATCH] = { "Windows BAT", FILE_SCRIPT, "bat cmd", NULL },
	[T_WSCRIPT] = { "Windows Script", FILE_SCRIPT,
		"vbs js vbe jse wsf wsc sct vb bas", NULL },
	[T_HTA] = { "Windows HTA", FILE_SCRIPT, "hta", NULL },
	[T_REG] = { "Windows REG", FILE_SCRIPT, "reg", NULL },
	[T_URL] = { "Windows URL", FILE_OTHER, "url website", NULL },
	[T_PDF] = { "PDF", FILE_DOCUMENT, "pdf ai fdf", "application/pdf" },
	[T_PS] = { "PostScript", FILE_DOCUMENT, "ps eps ai prn",
		"application/postscript" },
	[T_RTF] = { "RTF", FILE_DOCUMENT, "rtf doc wps", "application/rtf" },
	[T_DOCX] = { "Word DOCX", FILE_OFFICE, OOXML_WORD,
		"application/vnd.openxmlformats-officedocument."
		"wordprocessingml.document" },
	[T_XLSX] = { "Excel XLSX", FILE_OFFICE, OOXML_EXCEL,
		"application/vnd.openxmlformats-officedocument."
		"spreadsheetml.sheet" },
	[T_PPTX] = { "PowerPoint PPTX", FILE_OFFICE, OOXML_SLIDE,
		"application/vnd.openxmlformats-officedocument."
		"presentationml.presentation" },
	[T_VSDX] = { "Visio VSDX", FILE_OFFICE, OOXML_DRAW, NULL },
	[T_OOXML] = { "Office Open XML", FILE_OFFICE, OOXML_ALL, NULL },
	[T_OFFICE_LOCKED] = { "Office (password)", FILE_OFFICE,
		OOXML_ALL " doc xls ppt", NULL },
	[T_ODT] = { "OpenDocument ODT", FILE_OFFICE, "odt ott",
		"application/vnd.oasis.opendocument.text" },
	[T_ODS] = { "OpenDocument ODS", FILE_OFFICE, "ods ots",
		"application/vnd.oasis.opendocument.spreadsheet" },
	[T_ODP] = { "OpenDocument ODP", FILE_OFFICE, "odp otp",
		"application/vnd.oasis.opendocument.presentation" },
	[T_EPUB] = { "EPUB", FILE_DOCUMENT, "epub", "application/epub+zip" },
	[T_DOC] = { "Word DOC", FILE_OFFICE, "doc dot wps wpt",
		"application/msword" },
	[T_XLS] = { "Excel XLS", FILE_OFFICE, "xls xlt xla et ett",
		"application/vnd.ms-excel" },
	[T_PPT] = { "PowerPoint PPT", FILE_OFFICE, "ppt pps pot dps dpt",
		"application/vnd.ms-powerpoint" },
	[T_MSG] = { "Outlook MSG", FILE_MAIL, "msg oft",
		"application/vnd.ms-outlook" },
	[T_ONENOTE] = { "OneNote", FILE_OFFICE, "one onepkg",
		"application/msonenote" },
	[T_ACCESS] = { "Access MDB", FILE_OTHER, "mdb accdb mde accde",
		"application/x-msaccess" },
	[T_OLE] = { "OLE", FILE_OFFICE,
		"doc dot wps wpt xls xlt xla et ett ppt pps pot dps dpt msg "
		"oft vsd pub mpp msi msp db hwp sldprt sldasm slddrw max",
		NULL },
	[T_RAR] = { "RAR", FILE_ARCHIVE, "rar r00 r01 rev cbr",
		"application/vnd.rar" },
	[T_7Z] = { "7-Zip", FILE_ARCHIVE, "7z cb7",
		"application/x-7z-compressed" },
	[T_GZ] = { "GZIP", FILE_ARCHIVE, "gz tgz svgz emz",
		"application/gzip" },
	[T_BZ2] = { "BZIP2", FILE_ARCHIVE, "bz2 tbz tbz2",
		"application/x-bzip2" },
	[T_XZ] = { "XZ", FILE_ARCHIVE, "xz txz", "application/x-xz" },
	[T_ZSTD] = { "Zstandard", FILE_ARCHIVE, "zst tzst",
		"application/zstd" },
	[T_TAR] = { "TAR", FILE_ARCHIVE, "tar", "application/x-tar" },
	[T_CAB] = { "Windows CAB", FILE_ARCHIVE, "cab",
		"application/vnd.ms-cab-compressed" },
	[T_ACE] = { "ACE", FILE_ARCHIVE, "ace", NULL },
	[T_LZH] = { "LZH", FILE_ARCHIVE, "lzh lha", NULL },
	[T_ZIP] = { "ZIP", FILE_ARCHIVE,
		"zip zipx z01 jar apk kmz epub 3mf f3d sketch fig ipa xpi crx "
		"pages numbers key ofd odt ods odp odg idml whl nupkg "
		"mmap xmind usdz cbz " OOXML_ALL,
		"application/zip" },
	[T_ISO] = { "ISO", FILE_DISK, "iso img",
		"application/x-iso9660-image" },
	[T_DMG] = { "DMG", FILE_DISK, "dmg", "application/x-apple-diskimage" },
	[T_VHD] = { "VHD", FILE_DISK, "vhd", NULL },
	[T_VHDX] = { "VHDX", FILE_DISK, "vhdx", NULL },
	[T_PNG] = { "PNG", FILE_IMAGE, "png apng", "image/png" },
	[T_JPEG] = { "JPEG", FILE_IMAGE, "jpg jpeg jpe jfif", "image/jpeg" },
	[T_GIF] = { "GIF", FILE_IMAGE, "gif", "image/gif" },
	[T_WEBP] = { "WebP", FILE_IMAGE, "webp", "image/webp" },
	[T_HEIC] = { "HEIC", FILE_IMAGE, "heic heif", "image/heic" },
	[T_AVIF] = { "AVIF", FILE_IMAGE, "avif", "image/avif" },
	[T_TIFF] = { "TIFF", FILE_IMAGE, "tif tiff dng nef cr2 arw",
		"image/tiff" },
	[T_BMP] = { "BMP", FILE_IMAGE, "bmp dib", "image/bmp" },
	[T_ICO] = { "ICO", FILE_IMAGE, "ico cur", "image/vnd.microsoft.icon" },
	[T_PSD] = { "Photoshop PSD", FILE_IMAGE, "psd psb",
		"image/vnd.adobe.photoshop" },
	[T_WMF] = { "WMF", FILE_IMAGE, "wmf", "image/wmf" },
	[T_EMF] = { "EMF", FILE_IMAGE, "emf", "image/emf" },
	[T_MP3] = { "MP3", FILE_AUDIO, "mp3 mp2 mpga", "audio/mpeg" },
	[T_WAV] = { "WAV", FILE_AUDIO, "wav", "audio/wav" },
	[T_OGG] = { "Ogg", FILE_AUDIO, "ogg oga opus spx ogv", "audio/ogg" },
	[T_FLAC] = { "FLAC", FILE_AUDIO, "flac", "audio/flac" },
	[T_AMR] = { "AMR", FILE_AUDIO, "amr", "audio/amr" },
	[T_MIDI] = { "MIDI", FILE_AUDIO, "mid midi", "audio/midi" },
	[T_M4A] = { "M4A", FILE_AUDIO, "m4a m4b", "audio/mp4" },
	[T_MP4] = { "MP4", FILE_VIDEO, "mp4 m4v 3gp 3g2", "video/mp4" },
	[T_MOV] = { "QuickTime MOV", FILE_VIDEO, "mov qt", "video/quicktime" },
	[T_AVI] = { "AVI", FILE_VIDEO, "avi", "video/x-msvideo" },
	[T_MKV] = { "Matroska", FILE_VIDEO, "mkv webm mka",
		"video/x-matroska" },
	[T_FLV] = { "FLV", FILE_VIDEO, "flv", "video/x-flv" },
	[T_WMV] = { "WMV", FILE_VIDEO, "wmv asf wma", "video/x-ms-wmv" },
	[T_MPEG] = { "MPEG", FILE_VIDEO, "mpg mpeg vob", "video/mpeg" },
	[T_SVG] = { "SVG", FILE_MARKUP, "svg", "image/svg+xml" },
	[T_HTML] = { "HTML", FILE_MARKUP, "html htm xhtml shtml shtm asp jsp",
		"text/html" },
	[T_XML] = { "XML", FILE_MARKUP,
		"xml xsl xslt xsd kml gpx plist xaml dae rss svg xhtml html htm"
		" opml dtd wsdl drawio fods fodt",
		"application/xml" },
	[T_TNEF] = { "TNEF (winmail.dat)", FILE_MAIL, "tnef",
		"application/ms-tnef" },
	[T_PST] = { "Outlook PST", FILE_MAIL, "pst ost", NULL },
	[T_ICS] = { "iCalendar", FILE_OTHER, "ics ical ifb vcs",
		"text/calendar" },
	[T_VCF] = { "vCard", FILE_OTHER, "vcf vcard", "text/vcard" },
	[T_EML] = { "EML", FILE_MAIL, "eml mht mhtml mbox emltpl",
		"message/rfc822" },
	[T_DWG] = { "AutoCAD DWG", FILE_OTHER, "dwg dwt", "image/vnd.dwg" },
	[T_STEP] = { "STEP", FILE_OTHER, "step stp p21 ifc", "model/step" },
	/* no signature: here for its extensions */
	[T_TEXT] = { "TXT", FILE_OTHER, "txt csv tsv log md json yaml yml ini",
		"text/plain" },
};

struct magic {
	uint8_t type;
	uint8_t len;
	uint16_t at;
	const char *bytes;
};

#define MAGIC(type, at, bytes)                                                 \
	{                                                                      \
		type, sizeof(bytes) - 1, at, bytes                             \
	}

static const struct magic magics[] = {
	MAGIC(T_ELF, 0, "\177ELF"),
	MAGIC(T_MACHO, 0, "\xfe\xed\xfa\xce"),
	MAGIC(T_MACHO, 0, "\xfe\xed\xfa\xcf"),
	MAGIC(T_MACHO, 0, "\xce\xfa\xed\xfe"),
	MAGIC(T_MACHO, 0, "\xcf\xfa\xed\xfe"),
	MAGIC(T_DEX, 0, "dex\n0"),
	MAGIC(T_WASM, 0, "\0asm"),
	MAGIC(T_LNK, 0, "L\0\0\0\x01\x14\x02\0"),
	MAGIC(T_CHM, 0, "ITSF\x03\0\0\0"),
	MAGIC(T_PDF, 0, "%PDF-"),
	MAGIC(T_PS, 0, "%!PS"),
	MAGIC(T_PS, 0, "\xc5\xd0\xd3\xc6"),
	MAGIC(T_RTF, 0, "{\\rtf"),
	MAGIC(T_ONENOTE, 0, "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d"),
	MAGIC(T_ACCESS, 0, "\0\x01\0\0Standard "),
	MAGIC(T_RAR, 0, "Rar!\x1a\x07"),
	MAGIC(T_7Z, 0, "7z\xbc\xaf\x27\x1c"),
	MAGIC(T_GZ, 0, "\x1f\x8b\x08"),
	MAGIC(T_BZ2, 4, "1AY&SY"),
	MAGIC(T_XZ, 0, "\3757zXZ\0"),
	MAGIC(T_ZSTD, 0, "\x28\xb5\x2f\xfd"),
	MAGIC(T_TAR, 257, "ustar"),
	MAGIC(T_CAB, 0, "MSCF\0\0\0\0"),
	MAGIC(T_ACE, 7, "**ACE**"),
	MAGIC(T_LZH, 2, "-lh0-"),
	MAGIC(T_LZH, 2, "-lh5-"),
	MAGIC(T_LZH, 2, "-lh7-"),
	MAGIC(T_ISO, 32769, "CD001"),
	MAGIC(T_DMG, 0, "encrcdsa"),
	MAGIC(T_VHD, 0, "conectix"),
	MAGIC(T_VHDX, 0, "vhdxfile"),
	MAGIC(T_PNG, 0, "\x89PNG\r\n\x1a\n"),
	MAGIC(T_JPEG, 0, "\xff\xd8\xff"),
	MAGIC(T_GIF, 0, "GIF87a"),
	MAGIC(T_GIF, 0, "GIF89a"),
	MAGIC(T_TIFF, 0, "II*\0"),
	MAGIC(T_TIFF, 0, "MM\0*"),
	MAGIC(T_PSD, 0, "8BPS\0"),
	MAGIC(T_WMF, 0, "\xd7\xcd\xc6\x9a"),
	MAGIC(T_EMF, 40, " EMF"),
	MAGIC(T_MP3, 0, "ID3"),
	MAGIC(T_OGG, 0, "OggS\0"),
	MAGIC(T_FLAC, 0, "fLaC"),
	MAGIC(T_AMR, 0, "#!AMR"),
	MAGIC(T_MIDI, 0, "MThd\0\0\0\x06"),
	MAGIC(T_MOV, 4, "moov"),
	MAGIC(T_MKV, 0, "\x1a\x45\xdf\xa3"),
	MAGIC(T_FLV, 0, "FLV\x01"),
	MAGIC(T_WMV, 0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
	MAGIC(T_MPEG, 0, "\0\0\x01\xba"),
	MAGIC(T_TNEF, 0, "\x78\x9f\x3e\x22"),
	MAGIC(T_PST, 0, "!BDN"),
};

static bool
has_at(struct str s, size_t at, struct str what)
{
	return at <= s.len && what.len <= s.len - at &&
	       !memcmp(s.at + at, what.at, what.len);
}

static uint32_t
little(struct str s, size_t at, size_t bytes)
{
	uint32_t value = 0;
	for (size_t i = bytes; i-- > 0;)
		value = value << 8 |
			(at + i < s.len ? (uint8_t)s.at[at + i] : 0u);
	return value;
}

static uint32_t
big(struct str s, size_t at)
{
	uint32_t value = 0;
	for (size_t i = 0; i < 4; i++)
		value = value << 8 |
			(at + i < s.len ? (uint8_t)s.at[at + i] : 0u);
	return value;
}

static enum type
by_magic(struct str s)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		const struct magic *m = &magics[i];
		if (has_at(s, m->at, (struct str){ m->bytes, m->len }))
			return (enum type)m->type;
	}
	return NOTHING;
}

/* "MZ" also begins words: a program has zero bytes in its first header. */
static enum type
windows_program(struct str s)
{
	if (!str_starts(s, STR("MZ")) && !str_starts(s, STR("ZM")))
		return NOTHING;
	if (has_at(s, little(s, 60, 4), STR("PE\0\0")))
		return T_EXE;
	if (!memchr(s.at, '\0', s.len < 64 ? s.len : 64))
		return NOTHING;
	return s.len >= 64 && little(s, 60, 4) >= 64 ? T_EXE : T_DOS;
}

/* 0xCAFEBABE is a class file, whose version is 45 or more, or a Mach-O file
 * for several processors, of which there are a few. */
static enum type
java_or_mac(struct str s)
{
	if (!str_starts(s, STR("\xca\xfe\xba\xbe")) || s.len < 8)
		return NOTHING;
	return big(s, 4) < 45 ? T_MACHO : T_CLASS;
}

static enum type
riff(struct str s)
{
	if (!str_starts(s, STR("RIFF")))
		return NOTHING;
	if (has_at(s, 8, STR("WEBP")))
		return T_WEBP;
	if (has_at(s, 8, STR("WAVE")))
		return T_WAV;
	return has_at(s, 8, STR("AVI ")) ? T_AVI : NOTHING;
}

/* ISO base media (ISO/IEC 14496-12): the major brand follows "ftyp". */
static enum type
base_media(struct str s)
{
	static const struct {
		const char *brand;
		enum type type;
	} brands[] = { { "heic", T_HEIC }, { "heix", T_HEIC },
		{ "heim", T_HEIC }, { "mif1", T_HEIC }, { "msf1", T_HEIC },
		{ "avif", T_AVIF }, { "avis", T_AVIF }, { "M4A ", T_M4A },
		{ "M4B ", T_M4A }, { "qt  ", T_MOV } };
	if (!has_at(s, 4, STR("ftyp")))
		return NOTHING;
	for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
		if (has_at(s, 8, str_of(brands[i].brand)))
			return brands[i].type;
	return T_MP4;
}

/* Short signatures that need a second look. */
static enum type
bmp_or_icon(struct str s)
{
	if (str_starts(s, STR("BM")) && s.len >= 26 && !little(s, 6, 4)) {
		uint32_t header = little(s, 14, 4);
		return header == 12 || (header >= 40 && header <= 124)
			       ? T_BMP
			       : NOTHING;
	}
	bool icon = (str_starts(s, STR("\0\0\x01\0")) ||
			    str_starts(s, STR("\0\0\x02\0"))) &&
		    s.len >= 22 && little(s, 4, 2) - 1 < 64 && !s.at[9];
	return icon ? T_ICO : NOTHING;
}

/* "AC1032" and zero bytes; text may begin with such a number too. */
static enum type
drawing(struct str s)
{
	bool version = str_starts(s, STR("AC10")) && s.len > 10;
	return version && !little(s, 7, 4) ? T_DWG : NOTHING;
}

/* An MPEG audio frame, layer III (ISO/IEC 11172-3 2.4.1.3). */
static enum type
mp3_frame(struct str s)
{
	if (s.len < 4 || (uint8_t)s.at[0] != 0xff)
		return NOTHING;
	uint8_t layer = (uint8_t)s.at[1], rate = (uint8_t)s.at[2];
	bool frame = (layer & 0xe6) == 0xe2 && (rate & 0xf0) != 0xf0 &&
		     (rate & 0xf0) && (rate & 0x0c) != 0x0c;
	return frame ? T_MP3 : NOTHING;
}

struct zip_member {
	struct str name, content;
	size_t next; /* where to look for the next one */
};

enum { ZIP_LOCAL = 30, ZIP_MEMBERS = 64 };

/* The member at or after `at` (APPNOTE 4.3.7). */
static bool
zip_member(struct str s, size_t at, struct zip_member *m)
{
	at += str_find(str_from(s, at), STR("PK\3\4"));
	if (at + ZIP_LOCAL > s.len)
		return false;
	size_t name = little(s, at + 26, 2), extra = little(s, at + 28, 2);
	m->name = str_sub(s, at + ZIP_LOCAL, name);
	size_t content = at + ZIP_LOCAL + name + extra;
	m->content = str_sub(s, content, little(s, at + 18, 4));
	m->next = content + m->content.len;
	return true;
}

/* OpenDocument and EPUB begin with a stored member that names the type. */
static enum type
zip_by_mimetype(struct str content)
{
	static const enum type named[] = { T_ODT, T_ODS, T_ODP, T_EPUB };
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (str_starts(content, str_of(types[named[i]].media)))
			return named[i];
	return NOTHING;
}

static bool
zip_names_itself(enum type t)
{
	return t >= T_ODT && t <= T_EPUB;
}

static enum type
zip_by_name(struct str name)
{
	static const struct {
		const char *prefix;
		enum type type;
	} names[] = { { "word/", T_DOCX }, { "xl/", T_XLSX },
		{ "ppt/", T_PPTX }, { "visio/", T_VSDX },
		{ "AndroidManifest.xml", T_APK }, { "classes.dex", T_APK } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_starts(name, str_of(names[i].prefix)))
			return names[i].type;
	return NOTHING;
}

static enum type
zip(struct str s)
{
	struct zip_member m = { .next = 0 };
	bool office = false, java = false;
	s = str_sub(s, 0, LIMIT_SNIFF);
	if (!str_starts(s, STR("PK\3\4")))
		return str_starts(s, STR("PK\5\6")) ? T_ZIP : NOTHING;
	for (int i = 0; i < ZIP_MEMBERS && zip_member(s, m.next, &m); i++) {
		enum type t = zip_by_name(m.name);
		if (i == 0 && str_eq(m.name, STR("mimetype")))
			t = zip_by_mimetype(m.content);
		/* a folder word/ alone is no Word document */
		bool sure = office || t == T_APK;
		if (t != NOTHING && (sure || zip_names_itself(t)))
			return t;
		office |= str_eq(m.name, STR("[Content_Types].xml"));
		office |= str_starts(m.name, STR("_rels/.rels"));
		java |= str_eq(m.name, STR("META-INF/MANIFEST.MF"));
	}
	return office ? T_OOXML : java ? T_JAR : T_ZIP;
}

enum { OLE_ENTRY = 128, OLE_NAME = 64 };

/* A directory entry: a UTF-16 name, its length in bytes with the final zero,
 * and the kind of object (MS-CFB 2.6.1). */
static bool
ole_entry_is(const char *entry, const char *name, size_t len)
{
	const uint8_t *e = (const uint8_t *)entry;
	if (e[OLE_NAME] != (len + 1) * 2 || e[OLE_NAME + 1] != 0)
		return false;
	for (size_t i = 0; i < len; i++)
		if (e[2 * i] != (uint8_t)name[i] || e[2 * i + 1])
			return false;
	return e[OLE_NAME + 2] == 1 || e[OLE_NAME + 2] == 2;
}

bool
filetype_ole_has(struct str content, const char *name)
{
	size_t len = strlen(name);
	if (!str_starts(content, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
		return false;
	/* Sectors begin at multiples of 512, entries of 128. */
	for (size_t at = 512; at + OLE_ENTRY <= content.len; at += OLE_ENTRY)
		if (content.at[at] == name[0] &&
			ole_entry_is(content.at + at, name, len))
			return true;
	return false;
}

/* The class of the root entry tells an installer package. */
static bool
ole_is_installer(struct str s)
{
	uint32_t shift = little(s, 30, 2);
	if (shift != 9 && shift != 12)
		return false;
	uint64_t at = ((uint64_t)little(s, 48, 4) + 1) << shift;
	struct str class_id = STR("\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46");
	return at < s.len && has_at(s, (size_t)at + 81, class_id);
}

static enum type
ole(struct str s)
{
	static const struct {
		const char *name;
		enum type type;
	} names[] = { { "EncryptedPackage", T_OFFICE_LOCKED },
		{ "WordDocument", T_DOC }, { "Workbook", T_XLS },
		{ "Book", T_XLS }, { "PowerPoint Document", T_PPT },
		{ "__properties_version1.0", T_MSG } };
	if (!str_starts(s, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
		return NOTHING;
	if (ole_is_installer(s))
		return T_MSI;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (filetype_ole_has(s, names[i].name))
			return names[i].type;
	return T_OLE;
}

/* --- formats of text -------------------------------------------------------
 */

static struct str
without_bom_and_blanks(struct str s)
{
	size_t i = str_starts(s, STR("\xef\xbb\xbf")) ? 3 : 0;
	while (i < s.len && is_blank(s.at[i]))
		i++;
	return str_from(s, i);
}

struct beginning {
	const char *text;
	enum type type;
};

static const struct beginning beginnings[] = {
	{ "<!doctype html", T_HTML },
	{ "<html", T_HTML },
	{ "<head>", T_HTML },
	{ "<body", T_HTML },
	{ "<script", T_HTML },
	{ "<svg", T_SVG },
	{ "<!doctype svg", T_SVG },
	{ "<?php", T_PHP },
	{ "<job", T_WSCRIPT },
	{ "<package>", T_WSCRIPT },
	{ "@echo off", T_BATCH },
	{ "windows registry editor", T_REG },
	{ "regedit4", T_REG },
	{ "[internetshortcut]", T_URL },
	{ "begin:vcalendar", T_ICS },
	{ "begin:vcard", T_VCF },
	{ "iso-10303-21;", T_STEP },
	{ "return-path: ", T_EML },
	{ "received: ", T_EML },
	{ "delivered-to: ", T_EML },
	{ "mime-version: ", T_EML },
	{ "message-id: <", T_EML },
};

static enum type
by_beginning(struct str s)
{
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (str_istarts(s, str_of(beginnings[i].text)))
			return beginnings[i].type;
	return NOTHING;
}

static enum type
xml(struct str s)
{
	struct str near = str_sub(s, 0, KIB);
	if (!str_istarts(s, STR("<?xml")))
		return NOTHING;
	if (str_ihas(near, STR("<svg")))
		return T_SVG;
	if (str_ihas(near, STR("<job")))
		return T_WSCRIPT;
	return str_ihas(near, STR("<html")) ? T_HTML : T_XML;
}

static enum type
script(struct str s)
{
	struct str near = str_sub(s, 0, (size_t)4 * KIB);
	if (str_starts(s, STR("#!/")) || str_starts(s, STR("#! /")))
		return T_SHELL;
	if (str_ihas(near, STR("<hta:application")))
		return T_HTA;
	bool objects = str_ihas(near, STR("createobject(\"wscript.shell")) ||
		       str_ihas(near, STR("new activexobject(\"wscript.shell"));
	return objects ? T_WSCRIPT : NOTHING;
}

/* Quoted in a page or a mail, a script is only text. */
static enum type
textual(struct str s)
{
	s = without_bom_and_blanks(s);
	enum type t = script(s);
	if (t == T_WSCRIPT && s.at[0] == '<')
		t = NOTHING;
	if (t == NOTHING)
		t = xml(s);
	return t == NOTHING ? by_beginning(s) : t;
}

/* PDF readers accept up to 1,024 bytes before the header (ISO 32000-1,
 * Annex H.3). */
static enum type
late_pdf(struct str s)
{
	return str_has(str_sub(s, 0, KIB), STR("%PDF-")) ? T_PDF : NOTHING;
}

/* A disk image of Apple is known by its last 512 bytes, one of Microsoft by
 * a copy of them. */
static enum type
by_trailer(struct str s)
{
	if (s.len < 512)
		return NOTHING;
	if (has_at(s, s.len - 512, STR("koly")))
		return T_DMG;
	return has_at(s, s.len - 512, STR("conectix")) ? T_VHD : NOTHING;
}

const struct filetype *
filetype_of(struct str head)
{
	static enum type (*const looks[])(struct str) = { windows_program,
		by_magic, java_or_mac, riff, base_media, zip, ole, bmp_or_icon,
		drawing, mp3_frame, textual, late_pdf, by_trailer };
	if (head.len < 2)
		return NULL;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		enum type t = looks[i](head);
		if (t != NOTHING)
			return &types[t];
	}
	return NULL;
}

bool
filetype_allows(const struct filetype *t, struct str extension)
{
	struct str rest = str_of(t->extensions);
	while (rest.at)
		if (str_ieq(str_cut(&rest, ' '), extension))
			return true;
	return false;
}

const struct filetype *
filetype_of_extension(struct str extension)
{
	if (!extension.len)
		return NULL;
	for (size_t i = 0; i < TYPES; i++)
		if (filetype_allows(&types[i], extension))
			return &types[i];
	return NULL;
}

const struct filetype *
filetype_of_media(struct str media)
{
	for (size_t i = 0; i < TYPES; i++)
		if (types[i].media && str_ieq(str_of(types[i].media), media))
			return &types[i];
	return NULL;
}
