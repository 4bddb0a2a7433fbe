/* tags.c - a lexer of HTML (WHATWG HTML, 13.2.5 Tokenization). */
#include <string.h>

#include "../base/limits.h"
#include "../base/utf8.h"
#include "tags.h"

enum {
	B = TRAIT_BLOCK,
	V = TRAIT_VOID,
	R = TRAIT_RAW,
	U = TRAIT_UNSEEN,
	N = TRAIT_NESTS
};

/* By first letter, in the order of `letter_rows`. */
static const struct tag_fact facts[] = {
	{ "a", TAG_A, 0 },
	{ "area", TAG_AREA, V },
	{ "audio", TAG_AUDIO, 0 },
	{ "address", TAG_OTHER, B | N },
	{ "article", TAG_OTHER, B },
	{ "aside", TAG_OTHER, B },
	{ "b", TAG_B, 0 },
	{ "br", TAG_BR, V },
	{ "base", TAG_BASE, V },
	{ "blockquote", TAG_BLOCKQUOTE, B | N | HOLDS_ALL },
	{ "body", TAG_BODY, B | N | HOLDS_ALL },
	{ "button", TAG_BUTTON, 0 },
	{ "basefont", TAG_OTHER, V },
	{ "bgsound", TAG_OTHER, V },
	{ "center", TAG_CENTER, B | N | HOLDS_ALL },
	{ "caption", TAG_OTHER, B | N | HOLDS_ROW },
	{ "col", TAG_OTHER, V },
	{ "colgroup", TAG_OTHER, N | HOLDS_ROW },
	{ "div", TAG_DIV, B | N | HOLDS_ALL },
	{ "dd", TAG_OTHER, B | N },
	{ "details", TAG_OTHER, B },
	{ "dir", TAG_OTHER, B | N },
	{ "dl", TAG_OTHER, B | N },
	{ "dt", TAG_OTHER, B | N },
	{ "em", TAG_EM, 0 },
	{ "embed", TAG_EMBED, V },
	{ "font", TAG_FONT, N },
	{ "form", TAG_FORM, B | N },
	{ "fieldset", TAG_OTHER, B | N | HOLDS_ALL },
	{ "figcaption", TAG_OTHER, B },
	{ "figure", TAG_OTHER, B },
	{ "footer", TAG_OTHER, B },
	{ "frame", TAG_OTHER, V },
	{ "h1", TAG_H1, B | N },
	{ "h2", TAG_H2, B | N },
	{ "h3", TAG_H3, B | N },
	{ "h4", TAG_H4, B | N },
	{ "h5", TAG_H5, B | N },
	{ "h6", TAG_H6, B | N },
	{ "head", TAG_HEAD, B | N },
	{ "hr", TAG_HR, B | V | N },
	{ "html", TAG_HTML, B | N },
	{ "header", TAG_OTHER, B },
	{ "i", TAG_I, 0 },
	{ "img", TAG_IMG, V },
	{ "iframe", TAG_IFRAME, R | U },
	{ "input", TAG_INPUT, V },
	{ "isindex", TAG_OTHER, V },
	{ "keygen", TAG_OTHER, V },
	{ "li", TAG_LI, B | N },
	{ "link", TAG_LINK, V },
	{ "legend", TAG_OTHER, B | N },
	{ "listing", TAG_PRE, B },
	{ "map", TAG_MAP, 0 },
	{ "meta", TAG_META, V },
	{ "main", TAG_OTHER, B },
	{ "menu", TAG_OTHER, B | N },
	{ "noembed", TAG_OTHER, R | U },
	{ "noframes", TAG_OTHER, R | U },
	{ "nav", TAG_OTHER, B },
	{ "object", TAG_OBJECT, 0 },
	{ "ol", TAG_OL, B | N },
	{ "optgroup", TAG_OTHER, B | N },
	{ "option", TAG_OTHER, B | N },
	{ "p", TAG_P, B | N },
	{ "pre", TAG_PRE, B | N },
	{ "param", TAG_OTHER, V },
	{ "span", TAG_SPAN, N },
	{ "strong", TAG_STRONG, 0 },
	{ "style", TAG_STYLE, R | U },
	{ "script", TAG_SCRIPT, R | U },
	{ "svg", TAG_SVG, 0 },
	{ "section", TAG_OTHER, B },
	{ "source", TAG_OTHER, V },
	{ "summary", TAG_OTHER, B },
	{ "td", TAG_TD, N | HOLDS_CELL },
	{ "tr", TAG_TR, B | N | HOLDS_ROW },
	{ "table", TAG_TABLE, B | N | HOLDS_ALL },
	{ "tbody", TAG_TBODY, B | N | HOLDS_GROUP },
	{ "th", TAG_TH, N | HOLDS_CELL },
	{ "textarea", TAG_TEXTAREA, B | R },
	{ "title", TAG_TITLE, R | U },
	{ "template", TAG_OTHER, U },
	{ "tfoot", TAG_OTHER, B | N | HOLDS_GROUP },
	{ "thead", TAG_OTHER, B | N | HOLDS_GROUP },
	{ "track", TAG_OTHER, V },
	{ "ul", TAG_UL, B | N },
	{ "video", TAG_VIDEO, 0 },
	{ "wbr", TAG_OTHER, V },
	{ "xmp", TAG_OTHER, B | R },
	{ "", TAG_OTHER, 0 },
};

enum { FACTS = sizeof facts / sizeof *facts - 1 };

/* Row of the first fact of each letter; a test finds every row by its name. */
static const uint8_t letter_rows[26] = {
	['a' - 'a'] = 0,
	['b' - 'a'] = 6,
	['c' - 'a'] = 14,
	['d' - 'a'] = 18,
	['e' - 'a'] = 24,
	['f' - 'a'] = 26,
	['g' - 'a'] = 90,
	['h' - 'a'] = 33,
	['i' - 'a'] = 43,
	['j' - 'a'] = 90,
	['k' - 'a'] = 48,
	['l' - 'a'] = 49,
	['m' - 'a'] = 53,
	['n' - 'a'] = 57,
	['o' - 'a'] = 60,
	['p' - 'a'] = 64,
	['q' - 'a'] = 90,
	['r' - 'a'] = 90,
	['s' - 'a'] = 67,
	['t' - 'a'] = 75,
	['u' - 'a'] = 86,
	['v' - 'a'] = 87,
	['w' - 'a'] = 88,
	['x' - 'a'] = 89,
	['y' - 'a'] = 90,
	['z' - 'a'] = 90,
};

/* Elements of MJML (mj-text, mj-button ...) become blocks. */
static const struct tag_fact mjml = { "mj-", TAG_OTHER, B };

const struct tag_fact *
tag_fact(struct str lower)
{
	char first = lower.len ? lower.at[0] : 0;

	if (!is_lower(first))
		return &facts[FACTS];
	if (str_starts(lower, STR("mj-")))
		return &mjml;
	for (size_t i = letter_rows[first - 'a']; facts[i].name[0] == first;
		i++)
		if (lower.len < sizeof facts[i].name &&
			!memcmp(facts[i].name, lower.at, lower.len) &&
			!facts[i].name[lower.len])
			return &facts[i];
	return &facts[FACTS];
}

enum tag
tag_named(struct str lower)
{
	return (enum tag)tag_fact(lower)->tag;
}

bool
tag_is_block(enum tag t)
{
	for (size_t i = 0; i < FACTS; i++)
		if (facts[i].tag == t)
			return t != TAG_OTHER && facts[i].traits & TRAIT_BLOCK;
	return false;
}

/*
 * Character references: all of HTML 4, and those of HTML 5 that mail uses
 * (WHATWG HTML, 13.5). `bare` ones are also read without a semicolon.
 */
struct entity {
	char name[17];
	bool bare;
	uint16_t rune;
};

static const struct entity entities[] = {
	/* clang-format off */
	{"AElig",1,0xC6}, {"AMP",1,0x26}, {"Aacute",1,0xC1},
	{"Abreve",0,0x102}, {"Acirc",1,0xC2}, {"Agrave",1,0xC0},
	{"Alpha",0,0x391}, {"Amacr",0,0x100}, {"Aogon",0,0x104},
	{"ApplyFunction",0,0x2061}, {"Aring",1,0xC5}, {"Atilde",1,0xC3},
	{"Auml",1,0xC4}, {"Beta",0,0x392}, {"COPY",1,0xA9},
	{"Cacute",0,0x106}, {"Ccaron",0,0x10C}, {"Ccedil",1,0xC7},
	{"CenterDot",0,0xB7}, {"Chi",0,0x3A7}, {"Dagger",0,0x2021}, {"Dcaron",0,0x10E},
	{"Delta",0,0x394}, {"Dstrok",0,0x110}, {"ETH",1,0xD0},
	{"Eacute",1,0xC9}, {"Ecaron",0,0x11A}, {"Ecirc",1,0xCA},
	{"Egrave",1,0xC8}, {"Emacr",0,0x112}, {"Eogon",0,0x118},
	{"Epsilon",0,0x395}, {"Eta",0,0x397}, {"Euml",1,0xCB}, {"GT",1,0x3E},
	{"Gamma",0,0x393}, {"Gbreve",0,0x11E}, {"Hacek",0,0x2C7}, {"Hat",0,0x5E},
	{"HorizontalLine",0,0x2500}, {"Iacute",1,0xCD}, {"Icirc",1,0xCE},
	{"Idot",0,0x130}, {"Igrave",1,0xCC}, {"Imacr",0,0x12A},
	{"InvisibleComma",0,0x2063}, {"InvisibleTimes",0,0x2062}, {"Iogon",0,0x12E},
	{"Iota",0,0x399}, {"Iuml",1,0xCF}, {"Kappa",0,0x39A}, {"LT",1,0x3C},
	{"Lacute",0,0x139}, {"Lambda",0,0x39B}, {"Lcaron",0,0x13D}, {"Lstrok",0,0x141},
	{"MediumSpace",0,0x205F}, {"Mu",0,0x39C}, {"Nacute",0,0x143}, {"Ncaron",0,0x147},
	{"NewLine",0,0xA}, {"NoBreak",0,0x2060}, {"NonBreakingSpace",0,0xA0},
	{"Ntilde",1,0xD1}, {"Nu",0,0x39D}, {"OElig",0,0x152},
	{"Oacute",1,0xD3}, {"Ocirc",1,0xD4}, {"Odblac",0,0x150},
	{"Ograve",1,0xD2}, {"Omacr",0,0x14C}, {"Omega",0,0x3A9},
	{"Omicron",0,0x39F}, {"Oslash",1,0xD8}, {"Otilde",1,0xD5},
	{"Ouml",1,0xD6}, {"Phi",0,0x3A6}, {"Pi",0,0x3A0}, {"Prime",0,0x2033},
	{"Psi",0,0x3A8}, {"QUOT",1,0x22}, {"REG",1,0xAE}, {"Racute",0,0x154},
	{"Rcaron",0,0x158}, {"Rho",0,0x3A1}, {"Sacute",0,0x15A}, {"Scaron",0,0x160},
	{"Scedil",0,0x15E}, {"Sigma",0,0x3A3}, {"THORN",1,0xDE}, {"TRADE",0,0x2122},
	{"Tab",0,0x9}, {"Tau",0,0x3A4}, {"Tcaron",0,0x164}, {"Tcedil",0,0x162},
	{"Theta",0,0x398}, {"ThinSpace",0,0x2009}, {"TildeTilde",0,0x2248},
	{"Uacute",1,0xDA}, {"Ucirc",1,0xDB}, {"Udblac",0,0x170},
	{"Ugrave",1,0xD9}, {"Umacr",0,0x16A}, {"Upsilon",0,0x3A5},
	{"Uring",0,0x16E}, {"Uuml",1,0xDC}, {"VerticalLine",0,0x7C},
	{"VeryThinSpace",0,0x200A}, {"Xi",0,0x39E}, {"Yacute",1,0xDD},
	{"Yuml",0,0x178}, {"Zacute",0,0x179}, {"Zcaron",0,0x17D}, {"Zdot",0,0x17B},
	{"ZeroWidthSpace",0,0x200B}, {"Zeta",0,0x396}, {"aacute",1,0xE1},
	{"abreve",0,0x103}, {"acirc",1,0xE2}, {"acute",1,0xB4},
	{"aelig",1,0xE6}, {"af",0,0x2061}, {"agrave",1,0xE0},
	{"alefsym",0,0x2135}, {"alpha",0,0x3B1}, {"amacr",0,0x101}, {"amp",1,0x26},
	{"and",0,0x2227}, {"ang",0,0x2220}, {"angst",0,0xC5}, {"aogon",0,0x105},
	{"apos",0,0x27}, {"approx",0,0x2248}, {"aring",1,0xE5}, {"ast",0,0x2A},
	{"asymp",0,0x2248}, {"atilde",1,0xE3}, {"auml",1,0xE4},
	{"bdquo",0,0x201E}, {"beta",0,0x3B2}, {"bigstar",0,0x2605}, {"blank",0,0x2423},
	{"block",0,0x2588}, {"boxh",0,0x2500}, {"boxv",0,0x2502}, {"breve",0,0x2D8},
	{"brvbar",1,0xA6}, {"bsol",0,0x5C}, {"bull",0,0x2022}, {"bullet",0,0x2022},
	{"cacute",0,0x107}, {"cap",0,0x2229}, {"caron",0,0x2C7}, {"ccaron",0,0x10D},
	{"ccedil",1,0xE7}, {"cedil",1,0xB8}, {"cent",1,0xA2},
	{"centerdot",0,0xB7}, {"check",0,0x2713}, {"checkmark",0,0x2713}, {"chi",0,0x3C7},
	{"cir",0,0x25CB}, {"circ",0,0x2C6}, {"clubs",0,0x2663}, {"colon",0,0x3A},
	{"comma",0,0x2C}, {"commat",0,0x40}, {"cong",0,0x2245}, {"copy",1,0xA9},
	{"copysr",0,0x2117}, {"crarr",0,0x21B5}, {"cross",0,0x2717}, {"cup",0,0x222A},
	{"curren",1,0xA4}, {"dArr",0,0x21D3}, {"dagger",0,0x2020},
	{"darr",0,0x2193}, {"dash",0,0x2010}, {"dcaron",0,0x10F}, {"deg",1,0xB0},
	{"delta",0,0x3B4}, {"diams",0,0x2666}, {"die",0,0xA8}, {"div",0,0xF7},
	{"divide",1,0xF7}, {"dollar",0,0x24}, {"dot",0,0x2D9}, {"dstrok",0,0x111},
	{"eacute",1,0xE9}, {"ecaron",0,0x11B}, {"ecirc",1,0xEA},
	{"egrave",1,0xE8}, {"ell",0,0x2113}, {"emacr",0,0x113}, {"empty",0,0x2205},
	{"emsp",0,0x2003}, {"emsp13",0,0x2004}, {"emsp14",0,0x2005}, {"ensp",0,0x2002},
	{"eogon",0,0x119}, {"epsilon",0,0x3B5}, {"equals",0,0x3D}, {"equiv",0,0x2261},
	{"eta",0,0x3B7}, {"eth",1,0xF0}, {"euml",1,0xEB}, {"euro",0,0x20AC},
	{"excl",0,0x21}, {"exist",0,0x2203}, {"female",0,0x2640}, {"flat",0,0x266D},
	{"fnof",0,0x192}, {"forall",0,0x2200}, {"frac12",1,0xBD},
	{"frac13",0,0x2153}, {"frac14",1,0xBC}, {"frac15",0,0x2155},
	{"frac18",0,0x215B}, {"frac23",0,0x2154}, {"frac34",1,0xBE},
	{"frac38",0,0x215C}, {"frac58",0,0x215D}, {"frac78",0,0x215E}, {"frasl",0,0x2044},
	{"gamma",0,0x3B3}, {"gbreve",0,0x11F}, {"ge",0,0x2265}, {"geq",0,0x2265},
	{"grave",0,0x60}, {"gt",1,0x3E}, {"hArr",0,0x21D4}, {"half",0,0xBD},
	{"harr",0,0x2194}, {"hearts",0,0x2665}, {"hellip",0,0x2026}, {"horbar",0,0x2015},
	{"hyphen",0,0x2010}, {"iacute",1,0xED}, {"ic",0,0x2063},
	{"icirc",1,0xEE}, {"iexcl",1,0xA1}, {"igrave",1,0xEC},
	{"imacr",0,0x12B}, {"image",0,0x2111}, {"imath",0,0x131}, {"incare",0,0x2105},
	{"infin",0,0x221E}, {"inodot",0,0x131}, {"int",0,0x222B}, {"iogon",0,0x12F},
	{"iota",0,0x3B9}, {"iquest",1,0xBF}, {"isin",0,0x2208}, {"it",0,0x2062},
	{"iuml",1,0xEF}, {"kappa",0,0x3BA}, {"lArr",0,0x21D0}, {"lacute",0,0x13A},
	{"lambda",0,0x3BB}, {"lang",0,0x27E8}, {"laquo",1,0xAB}, {"larr",0,0x2190},
	{"lbrace",0,0x7B}, {"lbrack",0,0x5B}, {"lcaron",0,0x13E}, {"lceil",0,0x2308},
	{"lcub",0,0x7B}, {"ldquo",0,0x201C}, {"ldquor",0,0x201E}, {"le",0,0x2264},
	{"leq",0,0x2264}, {"lessgtr",0,0x2276}, {"lfloor",0,0x230A}, {"lhblk",0,0x2584},
	{"lowast",0,0x2217}, {"lowbar",0,0x5F}, {"loz",0,0x25CA}, {"lozf",0,0x29EB},
	{"lpar",0,0x28}, {"lrm",0,0x200E}, {"lsaquo",0,0x2039}, {"lsqb",0,0x5B},
	{"lsquo",0,0x2018}, {"lsquor",0,0x201A}, {"lstrok",0,0x142}, {"lt",1,0x3C},
	{"macr",1,0xAF}, {"male",0,0x2642}, {"map",0,0x21A6}, {"marker",0,0x25AE},
	{"mdash",0,0x2014}, {"micro",1,0xB5}, {"middot",1,0xB7},
	{"minus",0,0x2212}, {"mldr",0,0x2026}, {"mu",0,0x3BC}, {"nabla",0,0x2207},
	{"nacute",0,0x144}, {"natural",0,0x266E}, {"nbsp",1,0xA0},
	{"ncaron",0,0x148}, {"ndash",0,0x2013}, {"ne",0,0x2260}, {"ni",0,0x220B},
	{"nldr",0,0x2025}, {"not",1,0xAC}, {"notin",0,0x2209}, {"nsub",0,0x2284},
	{"ntilde",1,0xF1}, {"nu",0,0x3BD}, {"num",0,0x23}, {"numero",0,0x2116},
	{"numsp",0,0x2007}, {"oacute",1,0xF3}, {"ocirc",1,0xF4},
	{"odblac",0,0x151}, {"oelig",0,0x153}, {"ogon",0,0x2DB}, {"ograve",1,0xF2},
	{"oline",0,0x203E}, {"omacr",0,0x14D}, {"omega",0,0x3C9}, {"omicron",0,0x3BF},
	{"oplus",0,0x2295}, {"or",0,0x2228}, {"ordf",1,0xAA},
	{"ordm",1,0xBA}, {"oslash",1,0xF8}, {"otilde",1,0xF5},
	{"otimes",0,0x2297}, {"ouml",1,0xF6}, {"para",1,0xB6},
	{"part",0,0x2202}, {"percnt",0,0x25}, {"period",0,0x2E}, {"permil",0,0x2030},
	{"perp",0,0x22A5}, {"phi",0,0x3C6}, {"phone",0,0x260E}, {"pi",0,0x3C0},
	{"piv",0,0x3D6}, {"plus",0,0x2B}, {"plusmn",1,0xB1}, {"pm",0,0xB1},
	{"pound",1,0xA3}, {"prime",0,0x2032}, {"prod",0,0x220F}, {"prop",0,0x221D},
	{"psi",0,0x3C8}, {"puncsp",0,0x2008}, {"quest",0,0x3F}, {"quot",1,0x22},
	{"rArr",0,0x21D2}, {"racute",0,0x155}, {"radic",0,0x221A}, {"rang",0,0x27E9},
	{"raquo",1,0xBB}, {"rarr",0,0x2192}, {"rarrw",0,0x219D}, {"rbrace",0,0x7D},
	{"rbrack",0,0x5D}, {"rcaron",0,0x159}, {"rceil",0,0x2309}, {"rcub",0,0x7D},
	{"rdquo",0,0x201D}, {"rdquor",0,0x201D}, {"real",0,0x211C}, {"reg",1,0xAE},
	{"rfloor",0,0x230B}, {"rho",0,0x3C1}, {"ring",0,0x2DA}, {"rlm",0,0x200F},
	{"rpar",0,0x29}, {"rsaquo",0,0x203A}, {"rsqb",0,0x5D}, {"rsquo",0,0x2019},
	{"rsquor",0,0x2019}, {"sacute",0,0x15B}, {"sbquo",0,0x201A}, {"scaron",0,0x161},
	{"scedil",0,0x15F}, {"sdot",0,0x22C5}, {"sect",1,0xA7}, {"semi",0,0x3B},
	{"sharp",0,0x266F}, {"shy",1,0xAD}, {"sigma",0,0x3C3}, {"sigmaf",0,0x3C2},
	{"sim",0,0x223C}, {"sol",0,0x2F}, {"spades",0,0x2660}, {"squ",0,0x25A1},
	{"square",0,0x25A1}, {"squf",0,0x25AA}, {"star",0,0x2606}, {"starf",0,0x2605},
	{"sub",0,0x2282}, {"sube",0,0x2286}, {"sum",0,0x2211}, {"sung",0,0x266A},
	{"sup",0,0x2283}, {"sup1",1,0xB9}, {"sup2",1,0xB2},
	{"sup3",1,0xB3}, {"supe",0,0x2287}, {"szlig",1,0xDF},
	{"target",0,0x2316}, {"tau",0,0x3C4}, {"tcaron",0,0x165}, {"tcedil",0,0x163},
	{"tdot",0,0x20DB}, {"there4",0,0x2234}, {"theta",0,0x3B8}, {"thetasym",0,0x3D1},
	{"thinsp",0,0x2009}, {"thorn",1,0xFE}, {"tilde",0,0x2DC},
	{"times",1,0xD7}, {"trade",0,0x2122}, {"uArr",0,0x21D1},
	{"uacute",1,0xFA}, {"uarr",0,0x2191}, {"ucirc",1,0xFB},
	{"udblac",0,0x171}, {"ugrave",1,0xF9}, {"uhblk",0,0x2580},
	{"umacr",0,0x16B}, {"uml",1,0xA8}, {"upsih",0,0x3D2}, {"upsilon",0,0x3C5},
	{"uring",0,0x16F}, {"uuml",1,0xFC}, {"verbar",0,0x7C}, {"vert",0,0x7C},
	{"weierp",0,0x2118}, {"xi",0,0x3BE}, {"yacute",1,0xFD},
	{"yen",1,0xA5}, {"yuml",1,0xFF}, {"zacute",0,0x17A},
	{"zcaron",0,0x17E}, {"zdot",0,0x17C}, {"zeta",0,0x3B6}, {"zwj",0,0x200D},
	{"zwnj",0,0x200C},
	/* clang-format on */
};

enum {
	ENTITIES = sizeof entities / sizeof *entities,
	LONGEST_NAME = 16,
	LONGEST_BARE = 6, /* "frac12" */
	SHORTEST_BARE = 2,
	LONGEST_NUMBER = 32 /* digits, with leading zeros */
};

static const struct entity *
entity_named(struct str name)
{
	size_t low = 0, high = ENTITIES;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(name, str_of(entities[mid].name));
		if (order == 0)
			return &entities[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* What the numbers 128 to 159 mean on the web (WHATWG HTML, 13.2.5.80). */
static const uint16_t windows_1252[32] = { 0x20AC, 0x81, 0x201A, 0x192, 0x201E,
	0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
	0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
	0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178 };

static uint32_t
rune_of_number(uint32_t n)
{
	if (n >= 0x80 && n < 0xA0)
		return windows_1252[n - 0x80];
	return n ? n : RUNE_BAD;
}

/* "&#65;", "&#x41;": the bytes read, 0 when there is no digit. */
static size_t
number_read(struct str s, uint32_t *rune)
{
	bool hex = s.len > 2 && to_lower(s.at[2]) == 'x';
	size_t from = hex ? 3 : 2, i = from;
	uint32_t base = hex ? 16 : 10, n = 0;

	for (; i < s.len && i - from <= LONGEST_NUMBER; i++) {
		int digit = hex_value(s.at[i]);
		if (digit < 0 || (uint32_t)digit >= base)
			break;
		if (n <= 0x10FFFF)
			n = n * base + (uint32_t)digit;
	}
	if (i == from || i - from > LONGEST_NUMBER)
		return 0;
	*rune = rune_of_number(n);
	return i + (i < s.len && s.at[i] == ';');
}

/* The longest name without a semicolon: "&copy2026". */
static size_t
bare_read(struct str s, size_t run, bool attribute, uint32_t *rune)
{
	if (run > LONGEST_BARE)
		run = LONGEST_BARE;
	for (size_t n = run; n >= SHORTEST_BARE; n--) {
		const struct entity *e = entity_named(str_sub(s, 1, n));
		if (!e || !e->bare)
			continue;
		char after = n + 1 < s.len ? s.at[n + 1] : 0;
		if (attribute && (after == '=' || is_alnum(after)))
			return 0;
		*rune = e->rune;
		return n + 1;
	}
	return 0;
}

static size_t
name_read(struct str s, bool attribute, uint32_t *rune)
{
	size_t n = 0;

	if (str_starts(s, STR("&nbsp;"))) {
		*rune = 0xA0;
		return 6;
	}
	while (n <= LONGEST_NAME && n + 1 < s.len && is_alnum(s.at[n + 1]))
		n++;
	if (n == 0)
		return 0;
	if (n <= LONGEST_NAME && n + 1 < s.len && s.at[n + 1] == ';') {
		const struct entity *e = entity_named(str_sub(s, 1, n));
		if (e) {
			*rune = e->rune;
			return n + 2;
		}
	}
	return bare_read(s, n, attribute, rune);
}

static size_t
read_entity(struct str s, bool attribute, char to[8], size_t *len)
{
	uint32_t rune = 0;

	if (s.len < 3 || s.at[0] != '&')
		return 0;
	size_t n = s.at[1] == '#' ? number_read(s, &rune)
				  : name_read(s, attribute, &rune);
	if (n)
		*len = utf8_put(to, rune);
	return n;
}

size_t
entity_read(struct str s, char to[8], size_t *len)
{
	return read_entity(s, false, to, len);
}

size_t
entity_read_attribute(struct str s, char to[8], size_t *len)
{
	return read_entity(s, true, to, len);
}

struct str
entities_decode(struct arena *arena, struct str s)
{
	size_t i = str_chr(s, '&'), n = 0;

	if (i == s.len)
		return s;
	/* An entity is never shorter than what it stands for. */
	char *out = arena_bytes(arena, s.len), unit[8];
	memcpy(out, s.at, i);
	for (n = i; i < s.len;) {
		size_t len, read = s.at[i] != '&' ? 0
						  : entity_read_attribute(
							    str_from(s, i),
							    unit, &len);
		if (!read) {
			out[n++] = s.at[i++];
			continue;
		}
		memcpy(out + n, unit, len);
		n += len;
		i += read;
	}
	return (struct str){ out, n };
}

void
lexer_init(struct lexer *l, struct arena *arena, struct str masked,
	struct str real)
{
	*l = (struct lexer){ .s = masked, .real = real, .arena = arena };
}

/* What ends a name, by byte. */
enum { SPACE = 1, ENDS_TAG_NAME = 2, ENDS_NAME = 4, ENDS_BARE_VALUE = 8 };

static const uint8_t classes[256] = {
	['\t'] = SPACE | ENDS_TAG_NAME | ENDS_NAME | ENDS_BARE_VALUE,
	['\n'] = SPACE | ENDS_TAG_NAME | ENDS_NAME | ENDS_BARE_VALUE,
	['\f'] = SPACE | ENDS_TAG_NAME | ENDS_NAME | ENDS_BARE_VALUE,
	['\r'] = SPACE | ENDS_TAG_NAME | ENDS_NAME | ENDS_BARE_VALUE,
	[' '] = SPACE | ENDS_TAG_NAME | ENDS_NAME | ENDS_BARE_VALUE,
	['>'] = ENDS_TAG_NAME | ENDS_NAME | ENDS_BARE_VALUE,
	['/'] = ENDS_TAG_NAME | ENDS_NAME,
	['='] = ENDS_NAME,
};

static bool
is(char c, uint8_t class)
{
	return classes[(uint8_t)c] & class;
}

/* The first byte of that class at or after `at`, or the end. */
static size_t
until(struct str s, size_t at, uint8_t class)
{
	while (at < s.len && !is(s.at[at], class))
		at++;
	return at;
}

static size_t
past_space(struct str s, size_t at)
{
	while (at < s.len && is(s.at[at], SPACE))
		at++;
	return at;
}

/* Reads what stands after "="; returns where it ends, quotes included. */
static size_t
read_value(struct str s, size_t at, struct attribute *a)
{
	char quote = at < s.len ? s.at[at] : 0;
	size_t end;

	a->has_value = true;
	if (quote == '"' || quote == '\'') {
		at++;
		end = at + str_chr(str_from(s, at), quote);
	} else {
		quote = 0;
		end = until(s, at, ENDS_BARE_VALUE);
	}
	a->value_at = (uint32_t)at;
	a->value_len = (uint32_t)(end - at);
	return end < s.len && quote ? end + 1 : end;
}

/* One attribute, from its name on. */
static size_t
read_attribute(struct str s, size_t at, struct attribute *a)
{
	/* A "=" in front belongs to the name (13.2.5.32). */
	size_t end = until(s, at + 1, ENDS_NAME);

	*a = (struct attribute){ .name_at = (uint32_t)at,
		.name_len = (uint32_t)(end - at) };
	a->value_at = (uint32_t)end;
	at = past_space(s, end);
	if (at < s.len && s.at[at] == '=')
		return read_value(s, past_space(s, at + 1), a);
	return end;
}

/* Long values are kept whole when nothing in them has to be decoded. */
static struct str
value_of(struct lexer *l, const struct attribute *a, const char **cut)
{
	struct str v = str_sub(l->real, a->value_at, a->value_len);

	if (v.len > LIMIT_ATTRIBUTE && str_has(v, STR("&"))) {
		*cut = "HTML attribute value";
		v.len = LIMIT_ATTRIBUTE;
		while (v.len && (v.at[v.len] & 0xC0) == 0x80)
			v.len--;
	}
	return entities_decode(l->arena, v);
}

static void
keep_attribute(struct lexer *l, struct token *t, struct attribute *a)
{
	if (l->scratch.n >= LIMIT_ATTRIBUTES) {
		t->cut = "HTML attributes";
		return;
	}
	if (l->kept >= LIMIT_ATTRIBUTES_ALL) {
		if (l->kept++ == LIMIT_ATTRIBUTES_ALL)
			t->cut = "all HTML attributes";
		return;
	}
	l->kept++;
	struct str name = str_sub(l->s, a->name_at, a->name_len);
	a->name = arena_lower(l->arena, name);
	a->value = value_of(l, a, &t->cut);
	*list_push(l->arena, &l->scratch) = *a;
}

static void
settle_attributes(struct lexer *l, struct token *t)
{
	size_t n = l->scratch.n;

	if (!n)
		return;
	t->attributes.at = ARENA_ARRAY(l->arena, struct attribute, n);
	memcpy(t->attributes.at, l->scratch.at, n * sizeof *l->scratch.at);
	t->attributes.n = t->attributes.room = n;
}

/* From behind the name to behind ">", or to the end of the text. */
static size_t
read_attributes(struct lexer *l, struct token *t, size_t at)
{
	struct str s = l->s;
	struct attribute a;

	l->scratch.n = 0;
	for (;;) {
		at = past_space(s, at);
		if (at >= s.len || s.at[at] == '>')
			break;
		if (s.at[at] == '/') {
			at++;
			t->self_closing = at < s.len && s.at[at] == '>';
			continue;
		}
		at = read_attribute(s, at, &a);
		if (t->kind == TOKEN_START)
			keep_attribute(l, t, &a);
	}
	settle_attributes(l, t);
	return at < s.len ? at + 1 : at;
}

static size_t
read_tag(struct lexer *l, struct token *t, enum token_kind kind)
{
	size_t at = l->at + (kind == TOKEN_END ? 2 : 1);
	size_t end = until(l->s, at, ENDS_TAG_NAME);

	t->kind = kind;
	t->name = arena_lower(l->arena, str_sub(l->s, at, end - at));
	t->fact = tag_fact(t->name);
	end = read_attributes(l, t, end);
	if (kind == TOKEN_START && t->fact->traits & TRAIT_RAW)
		l->raw = t->name;
	return end;
}

/* Behind the next `c` at or after `at`, or the end. */
static size_t
past(struct str s, size_t at, char c)
{
	at += str_chr(str_from(s, at), c);
	return at < s.len ? at + 1 : s.len;
}

/* Comments end at "-->", "--!>", and "<!-->", "<!--->" are whole ones. */
static size_t
past_comment(struct str s, size_t at)
{
	at += 4;
	if (str_starts(str_from(s, at), STR(">")))
		return at + 1;
	if (str_starts(str_from(s, at), STR("->")))
		return at + 2;
	while ((at = past(s, at, '-')) < s.len) {
		size_t dashes = 1;
		for (; at < s.len && s.at[at] == '-'; at++)
			dashes++;
		struct str rest = str_from(s, at);
		if (dashes > 1 && str_starts(rest, STR(">")))
			return at + 1;
		if (dashes > 1 && str_starts(rest, STR("!>")))
			return at + 2;
	}
	return s.len;
}

static size_t
read_declaration(struct lexer *l, struct token *t)
{
	struct str rest = str_from(l->s, l->at);

	t->kind = TOKEN_COMMENT;
	if (str_starts(rest, STR("<!--")))
		return past_comment(l->s, l->at);
	if (str_istarts(rest, STR("<!doctype")))
		t->kind = TOKEN_DOCTYPE;
	return past(l->s, l->at, '>');
}

/* What `<` at `at` begins; TOKEN_TEXT when it is only a character. */
static enum token_kind
markup_at(struct str s, size_t at)
{
	char next = at + 1 < s.len ? s.at[at + 1] : 0;

	if (is_alpha(next))
		return TOKEN_START;
	if (next == '!' || next == '?')
		return TOKEN_COMMENT;
	if (next != '/' || at + 2 >= s.len)
		return TOKEN_TEXT;
	return is_alpha(s.at[at + 2]) ? TOKEN_END : TOKEN_COMMENT;
}

static size_t
past_text(struct str s, size_t at)
{
	do {
		at += 1 + str_chr(str_from(s, at + 1), '<');
	} while (at < s.len && markup_at(s, at) == TOKEN_TEXT);
	return at < s.len ? at : s.len;
}

static size_t
read_markup(struct lexer *l, struct token *t)
{
	enum token_kind kind =
		l->s.at[l->at] == '<' ? markup_at(l->s, l->at) : TOKEN_TEXT;

	switch (kind) {
	case TOKEN_START:
	case TOKEN_END:
		return read_tag(l, t, kind);
	case TOKEN_COMMENT:
		return read_declaration(l, t);
	default:
		return past_text(l->s, l->at);
	}
}

/* Where the end tag of the open raw-text element begins, or the end. */
static size_t
raw_end(const struct lexer *l)
{
	struct str s = l->s;
	size_t at = l->at;

	for (; (at += str_chr(str_from(s, at), '<')) < s.len; at++) {
		size_t end = at + 2 + l->raw.len;
		if (end < s.len && s.at[at + 1] == '/' &&
			is(s.at[end], ENDS_TAG_NAME) &&
			str_ieq(str_sub(s, at + 2, l->raw.len), l->raw))
			return at;
	}
	return s.len;
}

bool
lexer_next(struct lexer *l, struct token *t)
{
	size_t end = l->at;

	if (l->at >= l->s.len)
		return false;
	*t = (struct token){ .at = (uint32_t)l->at };
	if (l->raw.len) {
		end = raw_end(l);
		t->kind = TOKEN_RAW;
		t->name = l->raw;
		l->raw = STR_NONE;
	}
	if (end == l->at) {
		*t = (struct token){ .at = (uint32_t)l->at };
		end = read_markup(l, t);
	}
	t->len = (uint32_t)(end - l->at);
	l->at = end;
	return true;
}
