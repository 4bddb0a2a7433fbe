/* holes.c - what a person left to fill in. */
#include <string.h>

#include "../base/utf8.h"
#include "brackets.h"
#include "holes.h"
#include "nearby.h"

enum {
	INSIDE_MOST = 60,
	RUN_MOST = 40,
	CROSSES_MOST = 6,
	BLANK_MOST = 8,
	TODO_MOST = 40
};

static const char han_after_run[] =
	"公司 集团 有限 先生 女士 小姐 经理 总 老师 行业 产品 工厂 品牌 部门 "
	"项目 "
	"企业 客户 国家 城市 省 市 区 元 万 年 月 日 个 件 家 人 吨 台 店";

static char
byte_at(struct str s, size_t at)
{
	return at < s.len ? s.at[at] : 0;
}

static char
byte_before(struct str s, size_t at)
{
	return at > 0 ? s.at[at - 1] : 0;
}

static bool
one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool
starts_at(struct str s, size_t at, const char *what)
{
	return str_starts(str_from(s, at), str_of(what));
}

static bool
after_greeter(const struct hole_place *p)
{
	return is_greeter(last_word(line_before(p->s, p->at)));
}

static bool
after_han_opener(const struct hole_place *p)
{
	return ends_any(line_before(p->s, p->at),
		"尊敬的 亲爱的 我是 我叫 来自 关于 致 贵司 了解到");
}

/* "[", "]" and their kin. */
struct bracket {
	const char *open, *close;
	bool emphasis; /* also plain emphasis or a label: 【】 */
	bool paren;
	bool angle;
};

static const struct bracket pairs[] = {
	{ "[", "]", false, false, false },
	{ "【", "】", true, false, false },
	{ "〔", "〕", true, false, false },
	{ "［", "］", false, false, false },
	{ "(", ")", false, true, false },
	{ "（", "）", false, true, false },
	{ "<", ">", false, false, true },
	{ "‹", "›", false, false, true },
};

/* Where the bracket that opens at the place closes, on the same line. */
static bool
read_inside(
	const struct hole_place *p, const struct bracket *b, struct str *inside)
{
	struct str rest =
		str_sub(p->s, p->at + strlen(b->open), INSIDE_MOST + 3);
	size_t end = str_find(rest, str_of(b->close));

	*inside = str_sub(rest, 0, end);
	return end < rest.len && str_chr(*inside, '\n') == end &&
	       !str_has(*inside, str_of(b->open));
}

/* Most brackets hold more than words: numbers, addresses, code. Anything but
 * ASCII may be a letter. */
static bool
may_be_words(const struct hole_place *p, const struct bracket *b)
{
	if (b->open[1])
		return true;
	for (size_t at = p->at + 1; at < p->s.len; at++) {
		char c = p->s.at[at];
		if (c == b->close[0] || c & 0x80)
			return true;
		if (!is_alpha(c) && !one_of(c, " '/_-.\t\r"))
			return false;
	}
	return false;
}

/* What an editor puts into somebody's words: "we love [their product]". */
static bool
is_in_quotation(const struct hole_place *p)
{
	struct str s = line_before(p->s, p->at);
	size_t straight = 0, open = 0, close = 0;

	for (size_t i = 0; i < s.len; i++) {
		straight += s.at[i] == '"';
		open += starts_at(s, i, "“");
		close += starts_at(s, i, "”");
	}
	return straight % 2 || open > close;
}

/* foo[name], [label](url), [1][2], and "[label]: url" of Markdown. */
static bool
is_markup(const struct hole_place *p, size_t end)
{
	char before = byte_before(p->s, p->at), after = byte_at(p->s, end);
	if (is_alnum(before) || one_of(before, "])$_\\") || one_of(after, "(["))
		return true;
	return after == ':' && byte_at(p->s, end + 1) == ' ' &&
	       starts_with_any(str_from(p->s, end + 2), "http <http /");
}

/* "[XX]", "[____]", "[TBD]" */
static bool
is_blank_mark(struct str inside)
{
	char c = byte_at(inside, 0);

	if (is_any(inside, "TBD TBC TODO FIXME"))
		return true;
	if (inside.len < 2 || (c != 'X' && c != '_'))
		return false;
	for (size_t i = 0; i < inside.len; i++)
		if (inside.at[i] != c)
			return false;
	return true;
}

/* 【电话】138...: a label has its content behind it, a placeholder goes on
 * as the text would with the name in it. */
static bool
goes_on(struct str after)
{
	struct str rest = str_trim(after);

	if (starts_with_any(rest, ": ："))
		return first_word(str_from(rest,
					  starts_with_any(rest, ":") ? 1 : 3))
			       .len == 0;
	return starts_with_any(
		rest, "的 您好 你好 先生 女士 小姐 经理 总 老师 ， 、 , 贵司");
}

/* "请点击【产品】" names what is on a screen. */
static bool
is_on_screen(struct str before)
{
	return ends_any(str_trim(before), "点击 单击 双击 选择 选中 进入 打开 "
					  "登录 按下 填写 勾选 查看 回复 "
					  "点 按 点开 菜单 搜索 关注");
}

/* [公司名称]专注阀门, [회사명] 담당자님께, [会社名]様: no label, for the text
 * goes on at once. */
static bool
runs_into_text(struct str after, enum doubt doubt)
{
	size_t at = 0;
	uint32_t rune = after.len ? utf8_next(after, &at) : 0;

	if (doubt >= STRONG && !str_trim(after).len)
		return true;
	if (doubt >= STRONG && rune == ' ' && at < after.len)
		return rune_is_hangul(utf8_next(after, &at));
	return rune_is_han(rune) || rune_is_kana(rune) || rune_is_hangul(rune);
}

static bool
is_han_hole(const struct hole_place *p, const struct bracket *b,
	enum doubt doubt, size_t end)
{
	struct str before = line_before(p->s, p->at);
	struct str after = line_after(p->s, end);
	struct str start = str_trim(before);

	if (b->paren)
		return doubt >= FAIR &&
		       (after_han_opener(p) || starts_with_any(str_trim(after),
						       "您好 先生 女士 经理"));
	if (is_on_screen(before))
		return false;
	if (doubt == CERTAIN)
		return true;
	if (p->header && start.len == 0)
		return doubt >= STRONG || (doubt == FAIR && !b->emphasis);
	if (start.len == 0 || starts_with_any(start, b->open))
		return doubt >= FAIR &&
		       (goes_on(after) ||
			       (!b->emphasis && runs_into_text(after, doubt)));
	return !starts_with_any(str_trim(after), "： :") ||
	       after_han_opener(p) || goes_on(after);
}

/* "Dear (Name)", "(insert name)" */
static bool
opens_in_paren(const struct hole_place *p, struct str inside)
{
	return str_istarts(inside, STR("insert ")) || after_greeter(p);
}

static bool
is_latin_hole(const struct hole_place *p, const struct bracket *b,
	struct str inside, enum doubt doubt)
{
	size_t end = p->at + strlen(b->open) + inside.len + strlen(b->close);
	bool leads = p->header && str_trim(line_before(p->s, p->at)).len == 0;

	if (b->paren)
		return after_greeter(p) ||
		       (doubt == STRONG && str_istarts(inside, STR("insert ")));
	if (b->angle &&
		(is_alnum(byte_at(p->s, end)) || byte_at(p->s, end) == '<' ||
			!(is_upper(byte_at(inside, 0)) || doubt == STRONG)))
		return false;
	if (doubt == WEAK && (leads || is_in_quotation(p)))
		return false;
	if (b->angle && doubt == WEAK)
		return is_any(inside, "Name Company FirstName LastName");
	return true;
}

static size_t
read_bracket(
	const struct hole_place *p, const struct bracket *b, struct field *f)
{
	struct str inside;

	if ((b->open[1] && !starts_at(p->s, p->at, b->open)) ||
		!may_be_words(p, b) || !read_inside(p, b, &inside))
		return 0;
	if (b->paren && str_is_ascii(inside) && !opens_in_paren(p, inside))
		return 0;
	size_t len = strlen(b->open) + inside.len + strlen(b->close);
	size_t end = p->at + len;
	if (strlen(b->open) == 1 && is_markup(p, end))
		return 0;
	f->name = str_trim(inside);
	f->dialect = DIALECT_BRACKET;
	if (is_blank_mark(f->name)) {
		f->dialect = DIALECT_BLANK;
		return b->paren || b->angle ? 0 : len;
	}
	char space[INSIDE_MOST + 4];
	struct str name = without_invisible(f->name, space, sizeof space);
	enum doubt doubt = bracket_judge(name);
	bool han = (uint8_t)byte_at(name, 0) >= 0xE3;
	if (!doubt)
		return 0;
	bool hole = han ? is_han_hole(p, b, doubt, end)
			: is_latin_hole(p, b, inside, doubt);
	return hole ? len : 0;
}

static size_t
read_brackets(const struct hole_place *p, struct field *f)
{
	char first = p->s.at[p->at], last = byte_at(p->s, p->at + 2);

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *open = pairs[i].open;
		if (open[0] != first || (open[1] && open[2] != last))
			continue;
		size_t len = read_bracket(p, &pairs[i], f);
		if (len)
			return len;
	}
	return 0;
}

/* Bytes of the run of one character that begins at the place. */
static size_t
run_length(const struct hole_place *p, size_t unit)
{
	struct str one = str_sub(p->s, p->at, unit);
	size_t n = unit;

	while (n < RUN_MOST * unit &&
		str_eq(str_sub(p->s, p->at + n, unit), one))
		n += unit;
	return n;
}

static bool
continues_run(const struct hole_place *p, size_t unit)
{
	return p->at >= unit && str_eq(str_sub(p->s, p->at - unit, unit),
					str_sub(p->s, p->at, unit));
}

static bool
is_only(struct str s, const char *set)
{
	for (size_t i = 0; i < s.len; i++)
		if (!one_of(s.at[i], set))
			return false;
	return s.len > 0;
}

static struct str
without_commas(struct str s)
{
	while (s.len && one_of(s.at[s.len - 1], ".,;:!?)"))
		s.len--;
	return s;
}

static bool
is_roman(struct str word)
{
	word = without_commas(word);
	return word.len > 1 && is_only(word, "IVXLCDM");
}

/* XXX is thirty in "Chapter XXX" and in "XXX Olympiad". */
static bool
counts_something(struct str before, struct str after)
{
	static const char heads[] =
		"chapter article section part volume vol vol. book annex "
		"appendix bowl louis title act psalm no no. king pope figure "
		"movie film where adult";
	static const char tails[] =
		"olympics olympiad olympic congress edition conference "
		"century dynasty corps rated movie movies porn video videos "
		"sex adult hot content site sites website websites hardcore "
		"amateur amateurs teen teens celebs tv";
	struct str word = without_commas(first_word(after));

	return is_any(last_word(before), heads) || is_any(word, tails) ||
	       is_roman(last_word(before)) ||
	       (is_roman(word) && !is_only(word, "X"));
}

/* "XXXX XXXX 1234", "138 XXXX 8888": digits that somebody hides. */
static bool
hides_digits(struct str before, struct str after)
{
	struct str word = last_word(before);

	if (word.len && is_digit(word.at[word.len - 1]))
		return true;
	for (int i = 0; i < 4; i++) {
		word = first_word(after);
		if (!word.len || !is_only(word, "X*-"))
			break;
		after = str_from(str_trim(after), word.len);
	}
	return word.len && is_digit(word.at[0]);
}

/* Sizes of clothing: "L / XL / XXL / XXX". */
static bool
is_size(struct str before, struct str after)
{
	struct str tail =
		before.len > 12 ? str_from(before, before.len - 12) : before;
	return str_has(tail, STR("XL")) ||
	       str_has(str_sub(after, 0, 12), STR("XL")) ||
	       is_any(last_word(before), "size sizes");
}

/* Kisses, "Love, Mum XXX"; a marker in code, "XXX: fix this". */
static bool
is_no_placeholder(struct str before, struct str after)
{
	struct str start = str_trim(before);

	while (start.len && (start.at[0] == '>' || start.at[0] == ' '))
		start = str_from(start, 1);
	if (str_trim(after).len == 0 && start.len < 30 &&
		!starts_with_any(last_word(start), "is at for from with to") &&
		!ends_any(start, ": ："))
		return true;
	if (starts_with_any(start, "// /* #"))
		return true;
	return start.len == 0 && byte_at(after, 0) == ':';
}

/* "XX%", "USD XX", "XX years": two are a number left open. */
static bool
is_open_number(struct str before, struct str after)
{
	static const char units[] =
		"years pcs pieces days weeks months sets tons units companies "
		"countries percent";
	return byte_at(after, 0) == '%' || ends_any(before, "$ € £ ¥") ||
	       is_any(last_word(before), "USD EUR RMB US$ CNY GBP") ||
	       is_any(without_commas(first_word(after)), units);
}

static bool
is_bounded(const struct hole_place *p, size_t end)
{
	char before = byte_before(p->s, p->at), after = byte_at(p->s, end);

	if (is_alnum(before) || one_of(before, "-_./@#&+:\\=%'~*<>"))
		return false;
	if (is_alnum(after) || one_of(after, "-_/@\\=+'*><"))
		return false;
	return after != '.' || !is_alnum(byte_at(p->s, end + 1));
}

static bool
before_han(struct str after, const char *words)
{
	return starts_with_any(after, words) ||
	       (byte_at(after, 0) == ' ' &&
		       starts_with_any(str_from(after, 1), words));
}

static size_t
read_crosses(const struct hole_place *p)
{
	if (continues_run(p, 1))
		return 0;
	size_t n = run_length(p, 1);
	if (n < 2 || !is_bounded(p, p->at + n))
		return 0;
	struct str before = line_before(p->s, p->at);
	struct str after = line_after(p->s, p->at + n);
	if (after_greeter(p) || after_han_opener(p) ||
		before_han(after, han_after_run))
		return n;
	if (p->s.at[p->at] == 'x' || hides_digits(before, after) ||
		is_size(before, after))
		return 0;
	if (n == 2)
		return is_open_number(before, after) ? n : 0;
	if (n > CROSSES_MOST)
		return 0;
	if (n == 3 && counts_something(before, after))
		return 0;
	return is_no_placeholder(before, after) ? 0 : n;
}

/* ＸＸＸ of an input method: as XXX, but not in 138ＸＸＸＸ8888. */
static size_t
read_wide_crosses(const struct hole_place *p)
{
	if (continues_run(p, 3))
		return 0;
	size_t n = run_length(p, 3);
	struct str before = line_before(p->s, p->at);
	struct str after = line_after(p->s, p->at + n);
	if (n < 6)
		return 0;
	if (after_greeter(p) || after_han_opener(p) ||
		before_han(after, han_after_run))
		return n;
	if (n == 6)
		return is_open_number(before, after) ? n : 0;
	return n > (size_t)3 * CROSSES_MOST || is_digit(byte_at(after, 0)) ||
			       is_digit(byte_before(p->s, p->at)) ||
			       starts_with_any(after,
				       "－ - ０ １ ２ ３ ４ ５ ６ "
				       "７ ８ ９") ||
			       ends_any(before,
				       "－ - ０ １ ２ ３ ４ ５ ６ ７ ８ "
				       "９") ||
			       hides_digits(before, after)
		       ? 0
		       : n;
}

/* ××公司, ○○株式会社 */
static size_t
read_signs(const struct hole_place *p, size_t unit)
{
	static const char after[] =
		"公司 集团 先生 女士 经理 总 行业 产品 有限 株式会社 様 さん";

	if (continues_run(p, unit))
		return 0;
	size_t n = run_length(p, unit);
	if (n < 2 * unit)
		return 0;
	if (ends_any(line_before(p->s, p->at), "株式会社"))
		return n;
	return before_han(line_after(p->s, p->at + n), after) ? n : 0;
}

static size_t
count_runs(struct str line)
{
	size_t runs = 0;
	for (size_t i = 0; i + 2 < line.len; i++)
		runs += line.at[i] == '_' && line.at[i + 1] == '_' &&
			line.at[i + 2] == '_' && byte_before(line, i) != '_';
	return runs;
}

/* A blank of a form has a label before it or nothing after it, a line of
 * blanks has no end of a sentence. */
static bool
is_in_sentence(struct str before, struct str after)
{
	struct str start = str_trim(before), rest = str_trim(after);
	size_t runs = count_runs(before) + count_runs(after) + 1;

	if (start.len == 0 || is_only(start, "_ .,;:|-/()\\") ||
		rest.len == 0 || is_only(rest, "_ .,;:|-/()\\"))
		return false;
	if (ends_any(start, ": ： ） )") || str_chr(before, '|') < before.len ||
		str_chr(before, '\t') < before.len ||
		str_chr(after, '|') < after.len ||
		str_chr(after, '\t') < after.len)
		return false;
	return runs == 1 || ends_any(rest, ". ! ? , 。 ！ ？ ，");
}

static size_t
read_underscores(const struct hole_place *p)
{
	if (continues_run(p, 1))
		return 0;
	size_t n = run_length(p, 1);
	if (n < 3 || !is_bounded(p, p->at + n))
		return 0;
	if (after_greeter(p) || after_han_opener(p))
		return n;
	struct str before = line_before(p->s, p->at);
	struct str after = line_after(p->s, p->at + n);
	return n <= BLANK_MOST && is_in_sentence(before, after) ? n : 0;
}

static bool
is_word(const struct hole_place *p, const char *word)
{
	if (p->s.at[p->at] != word[0] || !starts_at(p->s, p->at, word))
		return false;
	size_t end = p->at + strlen(word);
	char before = byte_before(p->s, p->at), after = byte_at(p->s, end);
	return !is_alnum(before) && before != '_' && before != '-' &&
	       !is_alnum(after) && after != '_';
}

/* "TODO: price" on a line of its own, "TODO: add the price" anywhere; in
 * Spanish it says "all", in a team it is a list. */
static bool
is_todo(const struct hole_place *p)
{
	struct str rest = str_from(line_after(p->s, p->at), 4);
	bool colon = byte_at(rest, 0) == ':';

	if (colon)
		rest = str_from(rest, 1);
	if (colon && !str_trim(line_before(p->s, p->at)).len &&
		str_trim(rest).len > 0 && str_trim(rest).len <= TODO_MOST)
		return true;
	return is_any(first_word(rest),
		"add insert fill replace write put name link mention "
		"personalise personalize");
}

/* INSERT NAME HERE, YOUR LOGO HERE */
static size_t
read_here(const struct hole_place *p)
{
	struct str s = str_sub(p->s, p->at, INSIDE_MOST);
	size_t end = str_find(s, STR("HERE"));

	if (end == s.len || is_alpha(byte_at(s, end + 4)))
		return 0;
	for (size_t i = 0; i < end; i++)
		if (!is_upper(s.at[i]) && !one_of(s.at[i], " '/-"))
			return 0;
	return end + 4;
}

static size_t
read_words(const struct hole_place *p)
{
	static const char lorem[] = "lorem ipsum";

	if (str_istarts(str_from(p->s, p->at), str_of(lorem)) &&
		!is_alnum(byte_before(p->s, p->at)))
		return sizeof lorem - 1;
	if (is_word(p, "TBD") && after_greeter(p))
		return 3;
	if (is_word(p, "TODO") && is_todo(p))
		return 4;
	if (is_word(p, "FIXME"))
		return 5;
	if (is_word(p, "INSERT") || is_word(p, "YOUR"))
		return read_here(p);
	return 0;
}

/* 某某公司; 张某某 is a person whose name is left out on purpose. */
static size_t
read_somebody(const struct hole_place *p)
{
	size_t n = run_length(p, 3);
	struct str before = line_before(p->s, p->at);
	struct str after = line_after(p->s, p->at + n);

	if (n < 6 || continues_run(p, 3))
		return 0;
	if (starts_with_any(
		    after, "公司 集团 有限 行业 产品 客户 企业 工厂 品牌"))
		return n;
	if (!starts_with_any(after, "先生 女士 经理 总 老师"))
		return 0;
	return str_trim(before).len == 0 ||
			       ends_any(before, "的 是 叫 致 ， , ：")
		       ? n
		       : 0;
}

static size_t
read_han_words(const struct hole_place *p)
{
	struct str rest = str_from(p->s, p->at);

	if (str_starts(rest, STR("某某")))
		return read_somebody(p);
	struct str before = line_before(p->s, p->at);
	if (str_starts(rest, STR("此处填写")) ||
		str_starts(rest, STR("此处插入")) ||
		str_starts(rest, STR("此处输入")))
		return ends_any(before, "在 请 于") ? 0 : 12;
	if (str_starts(rest, STR("在此填写")) ||
		str_starts(rest, STR("在此插入")))
		return ends_any(before, "请 可 可以 您 需") ? 0 : 12;
	if (str_starts(rest, STR("待补充")) ||
		str_starts(rest, STR("待填写"))) {
		struct str after = str_trim(line_after(p->s, p->at + 9));
		before = str_trim(before);
		return (before.len == 0 || ends_any(before, ": ：")) &&
				       (after.len == 0 || ends_any(after, "。"))
			       ? 9
			       : 0;
	}
	return 0;
}

static size_t
read_blank(const struct hole_place *p)
{
	switch ((uint8_t)p->s.at[p->at]) {
	case 'X':
	case 'x':
		return read_crosses(p);
	case '_':
		return read_underscores(p);
	case 0xC3:
		return starts_at(p->s, p->at, "×") ? read_signs(p, 2) : 0;
	case 0xE2:
		return starts_at(p->s, p->at, "○") ||
				       starts_at(p->s, p->at, "◯")
			       ? read_signs(p, 3)
			       : 0;
	case 0xEF:
		return starts_at(p->s, p->at, "Ｘ") ? read_wide_crosses(p) : 0;
	case 0xE5: /* 待 在 */
		return starts_at(p->s, p->at, "待") ||
				       starts_at(p->s, p->at, "在此")
			       ? read_han_words(p)
			       : 0;
	case 0xE6: /* 某 此 */
		return starts_at(p->s, p->at, "某某") ||
				       starts_at(p->s, p->at, "此处")
			       ? read_han_words(p)
			       : 0;
	default:
		return read_words(p);
	}
}

size_t
hole_read(const struct hole_place *p, struct field *f)
{
	size_t len = 0;

	switch ((uint8_t)p->s.at[p->at]) {
	case '[':
	case '(':
	case '<':
	case 0xE3:
		return read_brackets(p, f);
	case 0xEF:
	case 0xE2:
		len = read_brackets(p, f);
		break;
	default:
		break;
	}
	if (!len) {
		len = read_blank(p);
		f->dialect = DIALECT_BLANK;
		f->name = str_sub(p->s, p->at, len);
	}
	return len;
}
