/* signature.c - where an author's text ends and the signature begins. */
#include <string.h>

#include "../base/lexicon.h"
#include "line.h"
#include "nearby.h"
#include "signature.h"

enum {
	CLOSING_MOST = 48,  /* bytes of a line that closes a letter */
	SHORT_MOST = 100,   /* bytes of a line of a signature */
	LINES_MOST = 10,    /* from the closing formula to contact data */
	TRAILING_MOST = 16, /* lines of a signature without a formula */
	DASH_LINES_MOST = 12,
	PHONE_DIGITS = 7
};

static bool
is_delimiter(struct str line)
{
	return str_eq(line, STR("-- ")) || str_eq(line, STR("--"));
}

/* Blanks and punctuation at the end of a formula, also full-width. */
static struct str
without_end(struct str s)
{
	while (s.len) {
		char c = s.at[s.len - 1];
		if (is_blank(c) || c == ',' || c == '.' || c == '!' ||
			c == ':' || c == ';' || c == '~')
			s.len--;
		else if ((c & 0x80) && ends_any(s, "， 。 ！ ： …"))
			s.len -= 3;
		else
			break;
	}
	return s;
}

/* The line is trimmed. Most lines are none: two letters tell. */
static bool
is_closing(struct str line)
{
	char space[CLOSING_MOST + 4];

	if (line.len < 2 || line.len > CLOSING_MOST ||
		!lexicon_may_have(&lexicon_closings, line))
		return false;
	struct str s = without_end(line_folded(line, space, sizeof space));
	return lexicon_has(&lexicon_closings, s);
}

bool
signature_is_closing(struct str line)
{
	return is_closing(str_trim(line));
}

/* Digits, and the marks that stand in a telephone number. */
static bool
is_phone(struct str s)
{
	size_t digits = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (is_digit(s.at[i]))
			digits++;
		else if (s.at[i] != ' ' && s.at[i] != '-' && s.at[i] != '+' &&
			 s.at[i] != '(' && s.at[i] != ')' && s.at[i] != '/' &&
			 s.at[i] != '.')
			return false;
	}
	return digits >= PHONE_DIGITS;
}

static bool
is_address_or_url(struct str s)
{
	if (str_chr(s, ' ') < s.len || s.len < 5)
		return false;
	return str_istarts(s, STR("http://")) ||
	       str_istarts(s, STR("https://")) || str_istarts(s, STR("www.")) ||
	       str_chr(s, '@') < s.len;
}

static const char labels[] =
	"tel phone mob mobile cell fax email e-mail mail web website whatsapp "
	"wechat skype add address addr telegram qq tél téléphone teléfono "
	"telefon telefono telefone móvil handy тел тел. телефон почта сайт "
	"linkedin m t p e w f 电话 手机 邮箱 网址 网站 地址 微信 传真 电邮 "
	"电子邮件 联系电话 公司地址 公司网址 whatsapp/wechat tel/whatsapp "
	"mob/whatsapp wechat/whatsapp mobile/whatsapp 手机/微信 電話 地址 "
	"メール";

/* The label of "Tel: +86 ..." and the like; empty when there is none. */
static struct str
label_of(struct str line, struct str *rest)
{
	size_t ascii = str_chr(line, ':'), wide = str_find(line, STR("："));
	size_t colon = ascii < wide ? ascii : wide;

	if (colon == line.len)
		return STR_NONE;
	*rest = str_trim(str_from(line, colon + (ascii < wide ? 1 : 3)));
	return str_trim(str_sub(line, 0, colon));
}

bool
signature_is_contact(struct str line)
{
	char space[64];
	struct str rest;

	line = str_trim(line);
	if (line.len < 5 || line.len > (size_t)SHORT_MOST * 2)
		return false;
	if (is_phone(line) || is_address_or_url(line))
		return true;
	struct str label = label_of(line, &rest);
	if (!label.len || !rest.len)
		return false;
	label = line_folded(label, space, sizeof space);
	return label.len && is_any(label, labels);
}

/* "a@b.c | +86 ... | www.b.c" in one line. */
static bool
has_contact(struct str line)
{
	struct str rest = line;

	if (line.len > (size_t)SHORT_MOST * 2)
		return false;
	do {
		if (signature_is_contact(str_cut(&rest, '|')))
			return true;
	} while (rest.at);
	return str_ihas(line, STR("www.")) ||
	       (str_chr(line, '@') < line.len && line.len < SHORT_MOST);
}

/* Contact data in the few lines after a closing formula. */
static bool
contact_follows(struct str s, size_t at)
{
	struct line l;

	for (int n = 0; n < LINES_MOST && line_at(s, at, &l); at = l.next) {
		if (line_is_blank(&l))
			continue;
		if (has_contact(l.s))
			return true;
		n++;
	}
	return false;
}

static bool
only_short_lines(struct str s, size_t at)
{
	struct line l;
	for (int n = 0; line_at(s, at, &l); at = l.next)
		if (++n > DASH_LINES_MOST || l.s.len > SHORT_MOST)
			return false;
	return true;
}

/* What a program puts under a mail, and a lawyer; in lower case. */
static const struct str footers[] = {
	STR("sent from my "),
	STR("sent from mail for "),
	STR("sent from outlook"),
	STR("get outlook for "),
	STR("von meinem iphone gesendet"),
	STR("envoyé de mon iphone"),
	STR("enviado desde mi "),
	STR("发自我的"),
	STR("发送自 "),
	STR("从我的"),
	STR("confidentiality notice"),
	STR("disclaimer:"),
	STR("this e-mail and any"),
	STR("this email and any"),
	STR("this message and any"),
	STR("the information contained in this e"),
	STR("the information in this e"),
	STR("本邮件及其附件"),
	STR("本邮件包含"),
	STR("此邮件包含"),
};

/* Most lines are none: two letters tell. */
static bool
may_be_footer(struct str line)
{
	char second = line.len > 1 ? to_lower(line.at[1]) : 0;

	switch (line.len ? to_lower(line.at[0]) : 0) {
	case 's':
	case 'g':
		return second == 'e';
	case 'c':
	case 'v':
		return second == 'o';
	case 'e':
		return second == 'n';
	case 'd':
		return second == 'i';
	case 't':
		return second == 'h';
	default:
		return second & 0x80;
	}
}

static bool
starts_footer(struct str line)
{
	if (!may_be_footer(line))
		return false;
	for (size_t i = 0; i < sizeof footers / sizeof *footers; i++)
		if (footers[i].at[0] == to_lower(line.at[0]) &&
			str_istarts(line, footers[i]))
			return true;
	return false;
}

static bool
is_postscript(struct str line)
{
	return str_starts(line, STR("P.S")) || str_starts(line, STR("PS:")) ||
	       str_starts(line, STR("PS ")) || str_starts(line, STR("PPS"));
}

/* Where the signature ends that begins at `at`. */
static size_t
end_of(struct str s, size_t at)
{
	struct line l;
	for (; line_at(s, at, &l); at = l.next)
		if (is_postscript(l.s))
			return at;
	return s.len;
}

/* Does the signature begin at line `l`, or behind it? Returns where. */
static size_t
begins_at(struct str s, const struct line *l)
{
	struct str line = str_trim(l->s);

	if (is_delimiter(l->s) || starts_footer(l->s))
		return l->at;
	if (str_eq(line, STR("—")) && only_short_lines(s, l->next))
		return l->at;
	if (is_closing(line) && contact_follows(s, l->next))
		return l->next;
	return s.len;
}

/*
 * A last paragraph of short lines, two of them contact data, is a signature
 * without a formula. The author must have written something above it.
 */
static size_t
find_trailing(const struct lines *lines)
{
	size_t end = lines->s.len, at = end, contacts = 0, i = lines->n;
	bool begun = false, whole = false;

	for (int n = 0; i > 0 && !whole && n < TRAILING_MOST; n++) {
		struct line l = lines_nth(lines, --i);
		if (line_is_blank(&l)) {
			whole = begun;
		} else if (l.s.len > SHORT_MOST) {
			return end;
		} else {
			begun = true;
			contacts += signature_is_contact(l.s);
		}
		if (!whole)
			at = l.at;
	}
	return whole && contacts >= 2 ? at : end;
}

size_t
signature_find(const struct lines *lines, size_t *end)
{
	struct str s = lines->s;

	for (size_t i = 0; i < lines->n; i++) {
		struct line l = lines_nth(lines, i);
		size_t begin = begins_at(s, &l);
		if (begin < s.len) {
			*end = end_of(s, begin);
			return begin;
		}
	}
	*end = s.len;
	return find_trailing(lines);
}
