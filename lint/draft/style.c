/* style.c - inline styles (CSS declaration lists), and what they hide. */
#include <string.h>

#include "../base/limits.h"
#include "style.h"
#include "tags.h"

/* Where the reader of a declaration list stands. */
struct styles {
	struct str masked, real;
	uint32_t at;  /* of the value in the body text */
	size_t i;     /* next byte */
	char quote;   /* the open quote, or 0 */
	size_t depth; /* of parentheses */
	size_t colon; /* of this declaration, or SIZE_MAX */
	struct arena *arena;
	declaration_list *out;
};

/* The next character, entities decoded; steps over it. */
static char
next(struct styles *s)
{
	struct str rest = str_from(s->masked, s->i);
	char unit[8];
	size_t len = 0, n = 0;

	if (rest.at[0] == '&')
		n = entity_read_attribute(rest, unit, &len);
	s->i += n ? n : 1;
	if (!n)
		return rest.at[0];
	return len == 1 ? unit[0] : 'x';
}

static void
skip_comment(struct styles *s)
{
	struct str rest = str_from(s->masked, s->i);
	size_t end = str_find(rest, STR("*/"));
	s->i += end < rest.len ? end + 2 : rest.len;
}

/* Steps over one character; true when it ends the declaration. */
static bool
step(struct styles *s)
{
	size_t before = s->i;
	char c = next(s);

	if (c == '\\') {
		if (s->i < s->masked.len)
			next(s);
	} else if (s->quote) {
		if (c == s->quote)
			s->quote = 0;
	} else if (c == '"' || c == '\'') {
		s->quote = c;
	} else if (c == '/' &&
		   str_starts(str_from(s->masked, s->i), STR("*"))) {
		s->i++;
		skip_comment(s);
	} else if (c == '(') {
		s->depth++;
	} else if (c == ')') {
		s->depth -= s->depth > 0;
	} else if (c == ':' && s->colon == SIZE_MAX) {
		s->colon = before;
	}
	return c == ';' && !s->quote && !s->depth &&
	       s->masked.at[before] == ';';
}

static struct str
without_comments(struct str s)
{
	s = str_trim(s);
	while (str_starts(s, STR("/*"))) {
		size_t end = str_find(s, STR("*/"));
		s = str_trim(str_from(s, end < s.len ? end + 2 : s.len));
	}
	return s;
}

static struct str
lower_copy(struct arena *arena, struct str s)
{
	size_t i = 0;

	while (i < s.len && !is_upper(s.at[i]))
		i++;
	if (i == s.len)
		return s;
	char *copy = arena_bytes(arena, s.len);
	for (i = 0; i < s.len; i++)
		copy[i] = to_lower(s.at[i]);
	return (struct str){ copy, s.len };
}

/* Keeps the declaration in [from, end), unless it has no colon. */
static void
keep(struct styles *s, size_t from, size_t end)
{
	if (s->colon == SIZE_MAX)
		return;
	struct str name =
		without_comments(str_sub(s->real, from, s->colon - from));
	struct str value =
		str_trim(str_sub(s->real, s->colon + 1, end - s->colon - 1));
	if (!name.len)
		return;
	struct str whole = str_range(name.at, s->real.at + end);
	whole = str_trim(whole);
	*list_push(s->arena, s->out) = (struct declaration){
		.name = lower_copy(s->arena, name),
		.value = entities_decode(s->arena, value),
		.at = s->at + (uint32_t)(whole.at - s->real.at),
		.len = (uint32_t)whole.len,
	};
}

bool
style_read(declaration_list *out, struct arena *arena, struct str masked,
	struct str real, uint32_t at)
{
	struct styles s = { .masked = masked,
		.real = real,
		.at = at,
		.arena = arena,
		.out = out };

	while (s.i < masked.len) {
		size_t from = s.i, end = masked.len;
		s.colon = SIZE_MAX;
		s.quote = 0;
		s.depth = 0;
		while (s.i < masked.len) {
			size_t before = s.i;
			if (step(&s)) {
				end = before;
				break;
			}
		}
		keep(&s, from, end);
		if (out->n > LIMIT_DECLARATIONS) {
			out->n--;
			return false;
		}
	}
	return true;
}

/* CSS Color Module Level 4, 6.1 Named Colors. */
static const struct {
	char name[21];
	int32_t rgb;
} colors[] = {
	/* clang-format off */
	{"aliceblue",0xF0F8FF}, {"antiquewhite",0xFAEBD7}, {"aqua",0x00FFFF},
	{"aquamarine",0x7FFFD4}, {"azure",0xF0FFFF}, {"beige",0xF5F5DC},
	{"bisque",0xFFE4C4}, {"black",0x000000}, {"blanchedalmond",0xFFEBCD},
	{"blue",0x0000FF}, {"blueviolet",0x8A2BE2}, {"brown",0xA52A2A},
	{"burlywood",0xDEB887}, {"cadetblue",0x5F9EA0},
	{"chartreuse",0x7FFF00}, {"chocolate",0xD2691E}, {"coral",0xFF7F50},
	{"cornflowerblue",0x6495ED}, {"cornsilk",0xFFF8DC},
	{"crimson",0xDC143C}, {"cyan",0x00FFFF}, {"darkblue",0x00008B},
	{"darkcyan",0x008B8B}, {"darkgoldenrod",0xB8860B},
	{"darkgray",0xA9A9A9}, {"darkgreen",0x006400}, {"darkgrey",0xA9A9A9},
	{"darkkhaki",0xBDB76B}, {"darkmagenta",0x8B008B},
	{"darkolivegreen",0x556B2F}, {"darkorange",0xFF8C00},
	{"darkorchid",0x9932CC}, {"darkred",0x8B0000},
	{"darksalmon",0xE9967A}, {"darkseagreen",0x8FBC8F},
	{"darkslateblue",0x483D8B}, {"darkslategray",0x2F4F4F},
	{"darkslategrey",0x2F4F4F}, {"darkturquoise",0x00CED1},
	{"darkviolet",0x9400D3}, {"deeppink",0xFF1493},
	{"deepskyblue",0x00BFFF}, {"dimgray",0x696969}, {"dimgrey",0x696969},
	{"dodgerblue",0x1E90FF}, {"firebrick",0xB22222},
	{"floralwhite",0xFFFAF0}, {"forestgreen",0x228B22},
	{"fuchsia",0xFF00FF}, {"gainsboro",0xDCDCDC},
	{"ghostwhite",0xF8F8FF}, {"gold",0xFFD700}, {"goldenrod",0xDAA520},
	{"gray",0x808080}, {"green",0x008000}, {"greenyellow",0xADFF2F},
	{"grey",0x808080}, {"honeydew",0xF0FFF0}, {"hotpink",0xFF69B4},
	{"indianred",0xCD5C5C}, {"indigo",0x4B0082}, {"ivory",0xFFFFF0},
	{"khaki",0xF0E68C}, {"lavender",0xE6E6FA},
	{"lavenderblush",0xFFF0F5}, {"lawngreen",0x7CFC00},
	{"lemonchiffon",0xFFFACD}, {"lightblue",0xADD8E6},
	{"lightcoral",0xF08080}, {"lightcyan",0xE0FFFF},
	{"lightgoldenrodyellow",0xFAFAD2}, {"lightgray",0xD3D3D3},
	{"lightgreen",0x90EE90}, {"lightgrey",0xD3D3D3},
	{"lightpink",0xFFB6C1}, {"lightsalmon",0xFFA07A},
	{"lightseagreen",0x20B2AA}, {"lightskyblue",0x87CEFA},
	{"lightslategray",0x778899}, {"lightslategrey",0x778899},
	{"lightsteelblue",0xB0C4DE}, {"lightyellow",0xFFFFE0},
	{"lime",0x00FF00}, {"limegreen",0x32CD32}, {"linen",0xFAF0E6},
	{"magenta",0xFF00FF}, {"maroon",0x800000},
	{"mediumaquamarine",0x66CDAA}, {"mediumblue",0x0000CD},
	{"mediumorchid",0xBA55D3}, {"mediumpurple",0x9370DB},
	{"mediumseagreen",0x3CB371}, {"mediumslateblue",0x7B68EE},
	{"mediumspringgreen",0x00FA9A}, {"mediumturquoise",0x48D1CC},
	{"mediumvioletred",0xC71585}, {"midnightblue",0x191970},
	{"mintcream",0xF5FFFA}, {"mistyrose",0xFFE4E1},
	{"moccasin",0xFFE4B5}, {"navajowhite",0xFFDEAD}, {"navy",0x000080},
	{"oldlace",0xFDF5E6}, {"olive",0x808000}, {"olivedrab",0x6B8E23},
	{"orange",0xFFA500}, {"orangered",0xFF4500}, {"orchid",0xDA70D6},
	{"palegoldenrod",0xEEE8AA}, {"palegreen",0x98FB98},
	{"paleturquoise",0xAFEEEE}, {"palevioletred",0xDB7093},
	{"papayawhip",0xFFEFD5}, {"peachpuff",0xFFDAB9}, {"peru",0xCD853F},
	{"pink",0xFFC0CB}, {"plum",0xDDA0DD}, {"powderblue",0xB0E0E6},
	{"purple",0x800080}, {"rebeccapurple",0x663399}, {"red",0xFF0000},
	{"rosybrown",0xBC8F8F}, {"royalblue",0x4169E1},
	{"saddlebrown",0x8B4513}, {"salmon",0xFA8072},
	{"sandybrown",0xF4A460}, {"seagreen",0x2E8B57},
	{"seashell",0xFFF5EE}, {"sienna",0xA0522D}, {"silver",0xC0C0C0},
	{"skyblue",0x87CEEB}, {"slateblue",0x6A5ACD}, {"slategray",0x708090},
	{"slategrey",0x708090}, {"snow",0xFFFAFA}, {"springgreen",0x00FF7F},
	{"steelblue",0x4682B4}, {"tan",0xD2B48C}, {"teal",0x008080},
	{"thistle",0xD8BFD8}, {"tomato",0xFF6347}, {"turquoise",0x40E0D0},
	{"violet",0xEE82EE}, {"wheat",0xF5DEB3}, {"white",0xFFFFFF},
	{"whitesmoke",0xF5F5F5}, {"yellow",0xFFFF00},
	{"yellowgreen",0x9ACD32},
	/* clang-format on */
};

static bool
color_named(struct str s, int32_t *rgb)
{
	size_t low = 0, high = sizeof colors / sizeof *colors;
	char lower[21] = "";

	if (s.len >= sizeof lower)
		return false;
	for (size_t i = 0; i < s.len; i++)
		lower[i] = to_lower(s.at[i]);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(lower, colors[mid].name);
		if (order == 0) {
			*rgb = colors[mid].rgb;
			return true;
		}
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

/* "fff", "ffffff", and with alpha "ffff", "ffffffff". */
static bool
color_hex(struct str s, int32_t *rgb)
{
	int digit[8];

	if (s.len != 3 && s.len != 4 && s.len != 6 && s.len != 8)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if ((digit[i] = hex_value(s.at[i])) < 0)
			return false;
	bool brief = s.len < 6;
	*rgb = 0;
	for (size_t i = 0; i < 3; i++)
		*rgb = *rgb << 8 |
		       (brief ? digit[i] * 17
			      : digit[2 * i] * 16 + digit[2 * i + 1]);
	if ((s.len == 4 && !digit[3]) || (s.len == 8 && !digit[6] && !digit[7]))
		*rgb = COLOR_CLEAR;
	return true;
}

/* A decimal number at the start of `s`; what follows is left in `rest`. */
static bool
number(struct str s, double *value, struct str *rest)
{
	size_t i = 0, digits = 0;
	double n = 0, unit = 1;
	bool minus = s.len && s.at[0] == '-';

	if (s.len && (s.at[0] == '-' || s.at[0] == '+'))
		i++;
	for (; i < s.len && is_digit(s.at[i]) && digits < 12; i++, digits++)
		n = n * 10 + (s.at[i] - '0');
	if (i < s.len && s.at[i] == '.')
		for (i++; i < s.len && is_digit(s.at[i]); i++, digits++)
			n += (unit /= 10) * (s.at[i] - '0');
	*value = minus ? -n : n;
	*rest = str_from(s, i);
	return digits > 0;
}

/* One number of "rgb(...)": 0 to 255, or a percentage of `full`. */
static bool
channel(struct str *list, double full, double *value)
{
	struct str s = *list;

	while (s.len && (is_blank(s.at[0]) || s.at[0] == ',' || s.at[0] == '/'))
		s = str_from(s, 1);
	if (!number(s, value, list))
		return false;
	if (list->len && list->at[0] == '%') {
		*list = str_from(*list, 1);
		*value = *value * full / 100;
	}
	return true;
}

static int32_t
byte_of(double value)
{
	return value <= 0 ? 0 : value >= 255 ? 255 : (int32_t)(value + 0.5);
}

/* "rgb(1, 2, 3)", "rgb(1 2 3 / 40%)", "rgba(1, 2, 3, 0)". */
static bool
color_rgb(struct str s, int32_t *rgb)
{
	double c[3], alpha;
	size_t open = str_chr(s, '(');

	if (!str_istarts(s, STR("rgb")) || open > 4)
		return false;
	struct str list = str_from(s, open + 1);
	for (int i = 0; i < 3; i++)
		if (!channel(&list, 255, &c[i]))
			return false;
	if (!channel(&list, 1, &alpha))
		alpha = 1;
	*rgb = byte_of(c[0]) << 16 | byte_of(c[1]) << 8 | byte_of(c[2]);
	if (alpha <= 0)
		*rgb = COLOR_CLEAR;
	return true;
}

bool
color_read(struct str s, int32_t *rgb)
{
	s = str_trim(s);
	if (str_starts(s, STR("#")))
		return color_hex(str_from(s, 1), rgb);
	if (str_ieq(s, STR("transparent"))) {
		*rgb = COLOR_CLEAR;
		return true;
	}
	return color_named(s, rgb) || color_rgb(s, rgb) ||
	       (s.len == 6 && color_hex(s, rgb));
}

static const struct {
	const char *name;
	double pixels;
	bool relative; /* to the font size */
} units[] = {
	{ "px", 1, false },
	{ "pt", 96.0 / 72, false },
	{ "em", 1, true },
	{ "%", 0.01, true },
	{ "rem", 16, false },
	{ "ex", 0.5, true },
	{ "pc", 16, false },
	{ "in", 96, false },
	{ "cm", 96 / 2.54, false },
	{ "mm", 96 / 25.4, false },
};

bool
length_read(struct str s, double em, double *pixels)
{
	struct str unit;

	if (!number(str_trim(s), pixels, &unit))
		return false;
	if (unit.len == 0)
		return *pixels == 0; /* only zero needs no unit */
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!str_ieq(unit, str_of(units[i].name)))
			continue;
		*pixels *= units[i].pixels * (units[i].relative ? em : 1);
		return true;
	}
	return false;
}

struct look
look_plain(void)
{
	return (struct look){
		.font = 16, .color = COLOR_UNKNOWN, .background = COLOR_UNKNOWN
	};
}

/* What one style attribute says, the last of equals winning. */
struct said {
	bool none, clipped, faded, away, flat, narrow, squashed;
	bool important; /* display is not to be overridden */
};

/* The value without "!important". */
static struct str
plain_value(struct str value, bool *important)
{
	size_t mark = str_rchr(value, '!');

	*important =
		mark < value.len &&
		str_ieq(str_trim(str_from(value, mark + 1)), STR("important"));
	return *important ? str_trim(str_sub(value, 0, mark)) : value;
}

static bool
is_zero(struct str value)
{
	double pixels;
	return length_read(value, 16, &pixels) && pixels == 0;
}

/* Further out than any page is wide. */
static bool
is_far(struct str value)
{
	double pixels;
	return length_read(value, 16, &pixels) && pixels <= -500;
}

/* The next word of a shorthand value; what is in parentheses stays whole. */
static struct str
next_word(struct str *value)
{
	size_t depth = 0, i = 0;

	*value = str_trim(*value);
	for (; i < value->len; i++) {
		char c = value->at[i];
		if (c == '(')
			depth++;
		else if (c == ')')
			depth -= depth > 0;
		else if (!depth && is_blank(c))
			break;
	}
	struct str word = str_sub(*value, 0, i);
	*value = str_from(*value, i);
	return word;
}

static void
apply_background(struct look *look, struct str value)
{
	int32_t rgb;

	if (str_ihas(value, STR("url(")) || str_ihas(value, STR("gradient"))) {
		look->background = COLOR_UNKNOWN;
		return;
	}
	while (value.len) {
		if (!color_read(next_word(&value), &rgb))
			continue;
		if (rgb != COLOR_CLEAR)
			look->background = rgb;
		return;
	}
	/* A colour that we cannot read, such as hsl() or a variable. */
	if (str_chr(value, '(') < value.len)
		look->background = COLOR_UNKNOWN;
}

static void
apply_color(struct look *look, struct str value)
{
	int32_t rgb;

	if (color_read(value, &rgb))
		look->color = rgb;
	else if (!str_ieq(value, STR("inherit")))
		look->color = COLOR_UNKNOWN;
}

static bool
apply_font_size(struct look *look, struct str value)
{
	static const struct {
		const char *name;
		double pixels;
	} sizes[] = { { "medium", 16 }, { "small", 13 }, { "large", 18 },
		{ "x-small", 10 }, { "xx-small", 9 }, { "x-large", 24 },
		{ "xx-large", 32 } };
	double pixels;

	if (length_read(value, look->font, &pixels)) {
		look->font = pixels;
		return true;
	}
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (str_ieq(value, str_of(sizes[i].name)))
			look->font = sizes[i].pixels;
	return false;
}

/* "italic bold 12px/1.5 Arial": the size is the only length before "/". */
static void
apply_font(struct look *look, struct str value)
{
	while (value.len) {
		struct str word = next_word(&value);
		size_t slash = str_chr(word, '/');
		if (word.len && apply_font_size(look, str_sub(word, 0, slash)))
			return;
	}
}

static void
apply_display(struct said *said, struct str value, bool important)
{
	if (said->important && !important)
		return;
	said->none = str_ieq(value, STR("none"));
	said->important = important;
}

/* Screen-reader idiom: clip: rect(0 0 0 0), with or without units. */
static bool
is_clip(struct str value)
{
	double n;
	struct str list = str_from(value, str_chr(value, '(') + 1);

	if (!str_istarts(value, STR("rect")))
		return false;
	for (int i = 0; i < 4; i++) {
		if (!channel(&list, 1, &n) || n > 1)
			return false;
		if (str_istarts(list, STR("px")))
			list = str_from(list, 2);
	}
	return true;
}

static bool
is_faded(struct str value)
{
	double n;
	struct str rest;
	return number(value, &n, &rest) && n <= 0.01;
}

enum property {
	P_OTHER,
	P_BACKGROUND,
	P_CLIP,
	P_COLOR,
	P_DISPLAY,
	P_FONT,
	P_FONT_SIZE,
	P_HEIGHT,
	P_FAR,
	P_MAX_HEIGHT,
	P_OPACITY,
	P_OVERFLOW,
	P_INDENT,
	P_VISIBILITY,
	P_WIDTH
};

static enum property
property_named(struct str name)
{
	static const struct {
		const char *name;
		enum property property;
	} rows[] = {
		{ "color", P_COLOR },
		{ "background", P_BACKGROUND },
		{ "background-color", P_BACKGROUND },
		{ "background-image", P_BACKGROUND },
		{ "font-size", P_FONT_SIZE },
		{ "display", P_DISPLAY },
		{ "font", P_FONT },
		{ "width", P_WIDTH },
		{ "height", P_HEIGHT },
		{ "max-height", P_MAX_HEIGHT },
		{ "max-width", P_WIDTH },
		{ "overflow", P_OVERFLOW },
		{ "opacity", P_OPACITY },
		{ "visibility", P_VISIBILITY },
		{ "text-indent", P_INDENT },
		{ "left", P_FAR },
		{ "top", P_FAR },
		{ "margin-left", P_FAR },
		{ "margin-top", P_FAR },
		{ "clip", P_CLIP },
	};
	/* Most properties of mail are others: their first letter tells. */
	if (!name.len || !strchr("bcdfhlmotvw", name.at[0]))
		return P_OTHER;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].name[0] == name.at[0] &&
			str_eq(name, str_of(rows[i].name)))
			return rows[i].property;
	return P_OTHER;
}

static void
apply_text(struct look *look, enum property p, struct str value)
{
	switch (p) {
	case P_BACKGROUND:
		apply_background(look, value);
		break;
	case P_COLOR:
		apply_color(look, value);
		break;
	case P_FONT:
		apply_font(look, value);
		break;
	case P_FONT_SIZE:
		apply_font_size(look, value);
		break;
	case P_INDENT:
		look->outside = is_far(value);
		break;
	case P_VISIBILITY:
		if (!str_ieq(value, STR("inherit")))
			look->invisible = str_ieq(value, STR("hidden")) ||
					  str_ieq(value, STR("collapse"));
		break;
	default:
		break;
	}
}

static void
apply_box(struct said *said, enum property p, struct str value, bool important)
{
	switch (p) {
	case P_DISPLAY:
		apply_display(said, value, important);
		break;
	case P_CLIP:
		said->clipped |= is_clip(value);
		break;
	case P_FAR:
		said->away |= is_far(value);
		break;
	case P_OPACITY:
		said->faded = is_faded(value);
		break;
	case P_HEIGHT:
		said->flat = is_zero(value);
		break;
	case P_WIDTH:
		said->narrow |= is_zero(value);
		break;
	case P_MAX_HEIGHT:
		said->squashed = is_zero(value);
		break;
	default:
		break;
	}
}

void
look_apply(struct look *look, const declaration_list *style)
{
	struct said said = { 0 };
	bool overflow = false, important;

	list_each (struct declaration, d, style) {
		enum property p = property_named(d->name);
		if (p == P_OTHER)
			continue;
		struct str value = plain_value(d->value, &important);
		if (p == P_OVERFLOW)
			overflow = str_ieq(value, STR("hidden"));
		apply_text(look, p, value);
		apply_box(&said, p, value, important);
	}
	look->gone |= said.none || said.clipped || said.away || said.faded ||
		      said.squashed || (overflow && (said.flat || said.narrow));
}

/* 1 px and 1 pt are the sizes that hide a preheader. */
enum { SMALLEST_FONT_CENTIPIXELS = 140 };

bool
look_hides_text(const struct look *look)
{
	return look_hides(look) || look->outside ||
	       look->font * 100 < SMALLEST_FONT_CENTIPIXELS ||
	       look->color == COLOR_CLEAR ||
	       (look->color >= 0 && look->color == look->background);
}

bool
look_hides(const struct look *look)
{
	return look->gone || look->invisible;
}
