/* greeting.c - "Dear Mr. Li,": the line that greets, and whom. */
#include <string.h>

#include "../base/lexicon.h"
#include "greeting.h"
#include "line.h"
#include "nearby.h"
#include "signature.h"

enum {
	LINES_MOST = 8,	  /* lines of the author that may greet */
	FIRST_LINES = 3,  /* those that may begin with a name */
	OPENER_MOST = 40, /* bytes of "sehr geehrte", "to whom it may ..." */
	NAME_MOST = 80,
	HAN_NAME_MOST = 36,
	WORDS_MOST = 7,
	MORE_NAMES = 3
};

struct salute {
	const struct prose *p;
	const struct lexicon *openers;
	struct str s;	       /* the line, trimmed */
	uint32_t at;	       /* where it stands in the text */
	int number;	       /* of the author's lines with text, from 0 */
	size_t first, mark;    /* where its first mark stands, its size */
	size_t len;	       /* found: of the greeting */
	size_t name, name_len; /* found: in the line */
};

/* The end of the merge field that holds this byte of the line, or 0. */
static size_t
field_end(const struct salute *g, size_t i)
{
	uint32_t at = g->at + (uint32_t)i;
	size_t low = 0, high = g->p->fields.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct field *f = &g->p->fields.at[mid];
		if (f->at + f->len <= at)
			low = mid + 1;
		else if (f->at > at)
			high = mid;
		else
			return f->at + f->len - g->at;
	}
	return 0;
}

static bool
is_word_byte(char c)
{
	return is_alnum(c) || (c & 0x80);
}

/* "Dear Mr. Li": the full stop of a title or an initial. */
static bool
is_title_stop(struct str before)
{
	size_t at = before.len;
	while (at > 0 && is_word_byte(before.at[at - 1]))
		at--;
	struct str word = str_from(before, at);
	if (!word.len)
		return false;
	return word.len < 2 || lexicon_has(&lexicon_abbreviations, word) ||
	       is_any(word, "exmo exma gent dott ssa yth");
}

/* What a mark that ends a salutation begins with. */
static const bool begins_mark[256] = {
	['!'] = true,
	[','] = true,
	['-'] = true,
	['.'] = true,
	[':'] = true,
	[';'] = true,
	['?'] = true,
	[0xD8] = true, /* ، */
	[0xE2] = true, /* – — … */
	[0xE3] = true, /* 。 、 */
	[0xEF] = true, /* ， ： ！ ～ */
};

/* Bytes of the punctuation at `i` that ends a salutation, or 0. */
static size_t
mark_at(struct str s, size_t i)
{
	char c = s.at[i];

	if (!begins_mark[(uint8_t)c])
		return 0;
	if (c == '.')
		return i + 1 == s.len ||
		       (is_blank(s.at[i + 1]) ? !is_title_stop(str_sub(s, 0, i))
					      : s.at[i + 1] == '.');
	if (c == '-')
		return i > 0 && s.at[i - 1] == ' ' &&
		       (i + 1 == s.len || is_blank(s.at[i + 1]) ||
			       s.at[i + 1] == '-');
	if (!(c & 0x80))
		return 1;
	struct str rest = str_from(s, i);
	if (str_starts(rest, STR("،")))
		return 2;
	return starts_with_any(rest, "， ： ！ 。 、 – — … ～") ? 3 : 0;
}

/* Where the salutation ends that goes on at `from`: at a mark, or at the end
 * of the line; fields are stepped over. `*mark` is the mark's size. */
static size_t
find_mark(const struct salute *g, size_t from, size_t *mark)
{
	bool fields = g->p->fields.n > 0;
	size_t i = from;

	while (i < g->s.len && i < from + NAME_MOST) {
		size_t end = fields ? field_end(g, i) : 0;
		if (end) {
			i = end;
			continue;
		}
		*mark = begins_mark[(uint8_t)g->s.at[i]] ? mark_at(g->s, i) : 0;
		if (*mark)
			return i;
		i++;
	}
	*mark = 0;
	return i < g->s.len ? i : g->s.len;
}

static size_t
count_words(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += !is_blank(s.at[i]) && (i == 0 || is_blank(s.at[i - 1]));
	return n;
}

/* The words with which a sentence begins, not a name. */
static bool
begins_sentence(struct str s)
{
	struct str word = first_word(s);
	size_t apostrophe = str_chr(word, '\'');
	if (apostrophe == word.len)
		apostrophe = str_find(word, STR("’"));
	return is_any(str_sub(word, 0, apostrophe),
		       "i im we this my it its is are was were how hope just "
		       "thank thanks from again please as what our you your "
		       "could can would do did have ich wir je nous yo "
		       "eu noi we're i'm") ||
	       starts_with_any(s,
		       "如 若 希 祝 我 这 很 感 冒 请 非 打 在 贵 是 本 首 "
		       "不好意思 收到 今 附 有 "
		       "관 저 私 弊社");
}

static void
set_name(struct salute *g, size_t from, size_t end)
{
	while (from < end && is_blank(g->s.at[from]))
		from++;
	while (end > from && is_blank(g->s.at[end - 1]))
		end--;
	g->name = from;
	g->name_len = end - from;
}

static const char honorifics[] = "先生 女士 小姐 经理 总 老师 主任 工 老板 "
				 "总监 部长 部 部门 团队 客户 同事 "
				 "伙伴 朋友 会长 博士 教授 院长 局长 处长 科长 "
				 "主管 同学 姐 哥 經理 老闆 負責人 "
				 "负责人 董事长 总裁 總 领导 用户 采购";

static const char good_day[] =
	"您好 你好 早上好 上午好 下午好 晚上好 中午好 您們好";

/* 您好 at `i` as a greeting, not in 祝您好运; its size. */
static size_t
good_day_at(struct str s, size_t i)
{
	struct str list = str_of(good_day), rest = str_from(s, i);

	while (list.at) {
		struct str word = str_cut(&list, ' ');
		size_t end = i + word.len;
		if (str_starts(rest, word) &&
			(end == s.len || mark_at(s, end) ||
				is_blank(s.at[end]) ||
				begins_sentence(str_from(s, end))))
			return word.len;
	}
	return 0;
}

static size_t
find_good_day(struct str s, size_t from, size_t *size)
{
	size_t end =
		s.len < from + HAN_NAME_MOST ? s.len : from + HAN_NAME_MOST;
	for (size_t i = from; i < end; i++)
		if ((s.at[i] & 0x80) && (*size = good_day_at(s, i)))
			return i;
	return s.len;
}

static struct str
without_mark(struct str s)
{
	s = str_trim(s);
	if (s.len && strchr(",:!;", s.at[s.len - 1]) && s.at[s.len - 1])
		s.len--;
	else if (ends_any(s, "， ： ！ 、"))
		s.len -= 3;
	return str_trim(s);
}

/* "您好，张经理！": the name stands behind the first mark. */
static void
read_name_behind(struct salute *g, size_t from)
{
	size_t mark, end = find_mark(g, from, &mark);
	struct str name = str_trim(str_sub(g->s, from, end - from));

	if (!name.len || name.len > HAN_NAME_MOST || begins_sentence(name) ||
		(mark == 0 && end < g->s.len) || !ends_any(name, honorifics))
		return;
	set_name(g, from, end);
	g->len = end + mark;
}

/* 尊敬的张经理：, 您好，, 各位同事 */
static bool
read_han_opener(struct salute *g, size_t opener)
{
	size_t mark, size = 0;
	size_t end = find_mark(g, opener, &mark);
	size_t day = find_good_day(g->s, opener, &size);

	if (day < end) {
		end = day;
		mark = size;
	}
	struct str name = str_sub(g->s, opener, end - opener);
	if (!str_trim(name).len) {
		g->len = end + mark;
		read_name_behind(g, g->len);
		return true;
	}
	if (begins_sentence(name)) {
		g->len = opener;
		return starts_with_any(g->s, good_day);
	}
	if ((!mark && end < g->s.len) || name.len > NAME_MOST)
		return false;
	set_name(g, opener, end);
	g->len = end + mark;
	return true;
}

static bool
is_capital(struct str word)
{
	size_t at = 0;
	if (!word.len)
		return false;
	uint32_t rune = utf8_next(word, &at);
	return rune_is_upper(rune);
}

/* "Hello John I am writing": no mark, but a sentence begins. */
static bool
read_unmarked(struct salute *g, size_t opener)
{
	size_t at = opener;

	for (int words = 0; words < 4; words++) {
		struct str rest = str_from(g->s, at);
		struct str word = first_word(rest);
		if (begins_sentence(rest)) {
			set_name(g, opener, at);
			g->len = g->name_len ? g->name + g->name_len : opener;
			return true;
		}
		if (!is_capital(word))
			return false;
		at = (size_t)(word.at - g->s.at) + word.len;
	}
	return false;
}

/* "Dear is the price", "Hello was the first word" */
static bool
is_verb(struct str s)
{
	return is_any(first_word(s), "is are was were");
}

/* "World was the first program." */
static bool
has_verb(struct str s)
{
	for (struct str rest = s; first_word(rest).len;) {
		struct str word = first_word(rest);
		if (is_verb(word))
			return true;
		rest = str_from(rest, (size_t)(word.at - rest.at) + word.len);
	}
	return false;
}

/* "Hey give me a break,": three words or more, and none of a name. */
static bool
is_no_name(struct str s)
{
	struct str word = first_word(s);

	return count_words(s) > 2 && word.len && is_lower(word.at[0]) &&
	       !is_any(word, "all everyone everybody team there fellow "
			     "valued dear to and my ladies von van de");
}

static bool
read_opener(struct salute *g, size_t opener, bool dear, bool english)
{
	size_t mark, end = find_mark(g, opener, &mark);
	struct str name = str_sub(g->s, opener, end - opener);
	size_t words = count_words(name);
	bool whole = mark || end == g->s.len;

	if (english && !begins_sentence(name) && has_verb(name))
		return false;
	if (!whole || words > WORDS_MOST)
		return read_unmarked(g, opener);
	if (words && (dear ? is_verb(name)
			   : begins_sentence(name) ||
					     (english && is_no_name(name)))) {
		g->len = opener;
		return !dear && !is_verb(name);
	}
	if (!mark && (words > 4 || (words > 1 && !dear &&
					   !is_capital(last_word(name)))))
		return read_unmarked(g, opener);
	set_name(g, opener, end);
	g->len = end + mark;
	return true;
}

static bool
ends_opener(struct str s, size_t n)
{
	if (n == s.len)
		return true;
	if ((uint8_t)s.at[0] >= 0xE0) /* Chinese and the like: no blanks */
		return (s.at[n] & 0xC0) != 0x80;
	return !is_word_byte(s.at[n]) && s.at[n] != '-';
}

/* The longest opener that the line begins with. */
static size_t
find_opener(const struct salute *g, struct str s, const char **language)
{
	char space[OPENER_MOST + 8];
	struct str head = str_sub(s, 0, OPENER_MOST);

	while (head.len && head.len < s.len && (s.at[head.len] & 0xC0) == 0x80)
		head.len--;
	const struct lexicon_entry *e = lexicon_longest(g->openers,
		line_folded(head, space, sizeof space), ends_opener);
	if (!e)
		return 0;
	*language = e->value;
	return strlen(e->key);
}

/* "Hi Petr, hi Anna,": greets both. */
static void
read_more_names(struct salute *g)
{
	const char *language;

	for (int n = 0; n < MORE_NAMES && g->name_len; n++) {
		size_t at = g->len;
		while (at < g->s.len && is_blank(g->s.at[at]))
			at++;
		struct str rest = str_from(g->s, at);
		size_t opener = find_opener(g, rest, &language);
		if (!opener || at == g->len || g->s.at[g->len - 1] != ',')
			return;
		size_t from = at + opener, mark;
		size_t end = find_mark(g, from, &mark);
		struct str name = str_trim(str_sub(g->s, from, end - from));
		if (!mark || count_words(name) > 4 || !is_capital(name) ||
			begins_sentence(name) || has_verb(name))
			return;
		set_name(g, g->name, end);
		g->len = end + mark;
	}
}

static bool
read_with_opener(struct salute *g)
{
	const char *language = "";
	size_t opener = find_opener(g, g->s, &language);

	if (!opener)
		return false;
	if (!strcmp(language, "zh"))
		return read_han_opener(g, opener);
	bool dear = str_istarts(g->s, STR("dear"));
	if (!read_opener(g, opener, dear, !strcmp(language, "en")))
		return false;
	read_more_names(g);
	return true;
}

/* 李总，您好： */
static bool
read_name_first(struct salute *g)
{
	size_t size = 0, day = find_good_day(g->s, 0, &size);
	struct str name = without_mark(str_sub(g->s, 0, day));
	size_t mark = 0;

	if (day == g->s.len || !name.len || str_has(name, STR("。")) ||
		begins_sentence(name))
		return false;
	set_name(g, 0, (size_t)(name.at - g->s.at) + name.len);
	g->len = day + size;
	if (g->len < g->s.len)
		mark = mark_at(g->s, g->len);
	g->len += mark;
	return true;
}

/* 妈：, 爷爷：, 王小明：, but not 包装：, 唐山：, 谢谢： */
static bool
is_han_name(struct str name)
{
	static const char kin[] =
		"妈 爸 妈妈 爸爸 老妈 老爸 爷爷 奶奶 外公 外婆 姥姥 姥爷 叔叔 "
		"阿姨 舅舅 姑姑 婶婶 伯伯 伯父 伯母 哥 姐 哥哥 姐姐 弟弟 妹妹 "
		"老婆 老公 宝贝 亲 亲们 大家 诸位 同学们 同事们 朋友们 伙伴们 "
		"家人们";
	static const char surnames[] =
		"王 李 张 刘 陈 杨 赵 吴 徐 孙 郭 郑 梁 谢 韩 冯 邓 曹 彭 曾 "
		"董 袁 潘 蒋 蔡 杜 魏 吕 姚 姜 崔 谭 汪 廖 贾 邹 薛 侯 郝 龚 "
		"邵";
	static const char no_given[] =
		"数 谢 重 州 期 量 店 员 事 会 家 庄 安 经 列 力 价 厂 氏 "
		"某 贴 开 挂";

	if (is_any(name, kin))
		return true;
	return (name.len == 6 || name.len == 9) &&
	       starts_with_any(name, surnames) &&
	       !starts_with_any(str_from(name, 3), no_given);
}

/* Forms of address that stand behind the name and end the line. */
static bool
read_honorific_line(struct salute *g)
{
	struct str name = without_mark(g->s);
	bool marked = name.len < g->s.len;

	if (!name.len || name.len > NAME_MOST ||
		!(name.at[name.len - 1] & 0x80))
		return false;
	if (ends_any(name, "様 さま 御中 殿 各位 さん 님 님께 귀하 께") ||
		(marked && ends_any(name, " Hanım")) ||
		(marked && name.len <= HAN_NAME_MOST &&
			!begins_sentence(name) &&
			(ends_any(name, honorifics) ||
				(g->number == 0 && is_han_name(name)) ||
				(name.len <= 9 &&
					starts_with_any(name, "小 老 阿"))))) {
		set_name(g, 0, name.len);
		g->len = g->s.len;
		return true;
	}
	return false;
}

static bool
is_title(struct str word)
{
	return is_any(word,
		"mr mr. mrs mrs. ms ms. dr dr. herr frau sr. sra. prof. mme");
}

/* One to four words with capitals, but not a line in capitals. */
static bool
is_name_like(struct str name)
{
	size_t words = 0, lower = 0;

	for (size_t i = 0; i < name.len; i++)
		lower += !is_upper(name.at[i]) && !is_blank(name.at[i]);
	for (struct str rest = name; first_word(rest).len; words++) {
		struct str word = first_word(rest);
		if (!is_capital(word) && !is_any(word, "bey van von de da"))
			return false;
		rest = str_from(rest, (size_t)(word.at - rest.at) + word.len);
	}
	return words > 0 && words <= 4 && (words == 1 || lower > 0);
}

/* "Mr. Li,", "John,", "{{first_name}}," alone on a line. */
static bool
read_bare_name(struct salute *g)
{
	struct str name = str_sub(g->s, 0, g->first);
	struct str mark = str_from(g->s, g->first);

	if (!g->mark || g->mark != mark.len || !name.len ||
		name.len > NAME_MOST)
		return false;
	bool sure = field_end(g, 0) > 0 || is_title(first_word(name));
	if (!starts_with_any(mark, sure ? ", : ， ：" : ", ，"))
		return false;
	if (!sure && (g->number > 0 || signature_is_closing(g->s) ||
			     is_any(first_word(name),
				     "thank thanks fyi ps sincerely") ||
			     !is_name_like(name)))
		return false;
	set_name(g, 0, g->first);
	g->len = g->s.len;
	return true;
}

/* "Андрей, добрый день!", "Anna, hello," */
static bool
read_name_then_opener(struct salute *g)
{
	struct str name = str_sub(g->s, 0, g->first);
	const char *language;

	if (g->mark != 1 || g->s.at[g->first] != ',' || !is_name_like(name))
		return false;
	struct str rest = str_trim(str_from(g->s, g->first + 1));
	size_t opener = find_opener(g, rest, &language);
	size_t last = (size_t)(rest.at - g->s.at) + opener;
	if (!opener || (last < g->s.len && !mark_at(g->s, last)))
		return false;
	set_name(g, 0, g->first);
	g->len = last < g->s.len ? last + mark_at(g->s, last) : last;
	return true;
}

static bool
read_salute(struct salute *g)
{
	if (read_with_opener(g))
		return true;
	if (g->number >= FIRST_LINES)
		return false;
	g->first = find_mark(g, 0, &g->mark);
	if (read_name_then_opener(g))
		return true;
	if (!str_is_ascii(g->s) &&
		(read_name_first(g) || read_honorific_line(g)))
		return true;
	return read_bare_name(g);
}

static void
keep(struct prose *p, const struct salute *g)
{
	p->greeting_at = g->at;
	p->greeting_len = (uint32_t)g->len;
	p->greeted_at = g->at + (uint32_t)g->name;
	p->greeted_len = (uint32_t)g->name_len;
}

static bool
find_in_block(struct prose *p, const struct block *b,
	const struct lexicon *openers, int *lines)
{
	const char *start = p->text.s.at;
	struct lines own = lines_part(&p->lines, b->at, b->len);

	for (size_t i = 0; *lines < LINES_MOST && i < own.n; i++) {
		struct str line = str_trim(lines_nth(&own, i).s);
		if (!line.len)
			continue;
		struct salute g = { .p = p,
			.openers = openers,
			.s = line,
			.number = (*lines)++,
			.at = (uint32_t)(line.at - start) };
		if (read_salute(&g)) {
			keep(p, &g);
			return true;
		}
	}
	return false;
}

void
greeting_find(struct prose *p)
{
	const struct lexicon *openers = &lexicon_greetings;
	int lines = 0;

	list_each (struct block, b, &p->blocks)
		if (b->kind == BLOCK_AUTHOR &&
			find_in_block(p, b, openers, &lines))
			return;
}
