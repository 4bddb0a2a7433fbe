/* pasted.c - a text that begins with header lines. */
#include "pasted.h"

#include "../base/limits.h"

struct label {
	struct str word;
	enum header_id id;
};

/* English, what Foxmail, QQ mail, NetEase and Outlook show in Chinese, and the
 * most common other languages. */
static const struct label labels[] = {
	{ STR("subject"), HEADER_SUBJECT },
	{ STR("subject line"), HEADER_SUBJECT },
	{ STR("主题"), HEADER_SUBJECT },
	{ STR("主題"), HEADER_SUBJECT },
	{ STR("主旨"), HEADER_SUBJECT },
	{ STR("标题"), HEADER_SUBJECT },
	{ STR("標題"), HEADER_SUBJECT },
	{ STR("邮件主题"), HEADER_SUBJECT },
	{ STR("邮件标题"), HEADER_SUBJECT },
	{ STR("to"), HEADER_TO },
	{ STR("收件人"), HEADER_TO },
	{ STR("收信人"), HEADER_TO },
	{ STR("收件者"), HEADER_TO },
	{ STR("from"), HEADER_FROM },
	{ STR("发件人"), HEADER_FROM },
	{ STR("发信人"), HEADER_FROM },
	{ STR("寄件人"), HEADER_FROM },
	{ STR("發件人"), HEADER_FROM },
	{ STR("寄件者"), HEADER_FROM },
	{ STR("cc"), HEADER_CC },
	{ STR("抄送"), HEADER_CC },
	{ STR("抄送人"), HEADER_CC },
	{ STR("副本"), HEADER_CC },
	{ STR("bcc"), HEADER_BCC },
	{ STR("密送"), HEADER_BCC },
	{ STR("暗送"), HEADER_BCC },
	{ STR("密件抄送"), HEADER_BCC },
	{ STR("密件副本"), HEADER_BCC },
	{ STR("reply-to"), HEADER_REPLY_TO },
	{ STR("回复地址"), HEADER_REPLY_TO },
	{ STR("attachment"), HEADER_ATTACHMENTS },
	{ STR("attachments"), HEADER_ATTACHMENTS },
	{ STR("attached"), HEADER_ATTACHMENTS },
	{ STR("附件"), HEADER_ATTACHMENTS },
	{ STR("date"), HEADER_DATE },
	{ STR("sent"), HEADER_DATE },
	{ STR("日期"), HEADER_DATE },
	{ STR("时间"), HEADER_DATE },
	{ STR("发送时间"), HEADER_DATE },
	{ STR("發送時間"), HEADER_DATE },
	{ STR("preheader"), HEADER_PREHEADER },
	{ STR("preview"), HEADER_PREHEADER },
	{ STR("preview text"), HEADER_PREHEADER },
	{ STR("预览文字"), HEADER_PREHEADER },
	{ STR("betreff"), HEADER_SUBJECT },
	{ STR("objet"), HEADER_SUBJECT },
	{ STR("asunto"), HEADER_SUBJECT },
	{ STR("assunto"), HEADER_SUBJECT },
	{ STR("oggetto"), HEADER_SUBJECT },
	{ STR("onderwerp"), HEADER_SUBJECT },
	{ STR("temat"), HEADER_SUBJECT },
	{ STR("Тема"), HEADER_SUBJECT },
	{ STR("тема"), HEADER_SUBJECT },
	{ STR("件名"), HEADER_SUBJECT },
	{ STR("제목"), HEADER_SUBJECT },
	{ STR("an"), HEADER_TO },
	{ STR("À"), HEADER_TO },
	{ STR("à"), HEADER_TO },
	{ STR("para"), HEADER_TO },
	{ STR("Кому"), HEADER_TO },
	{ STR("кому"), HEADER_TO },
	{ STR("宛先"), HEADER_TO },
	{ STR("받는사람"), HEADER_TO },
	{ STR("von"), HEADER_FROM },
	{ STR("От"), HEADER_FROM },
	{ STR("от"), HEADER_FROM },
	{ STR("差出人"), HEADER_FROM },
	{ STR("보낸사람"), HEADER_FROM },
	{ STR("anhang"), HEADER_ATTACHMENTS },
	{ STR("anlagen"), HEADER_ATTACHMENTS },
	{ STR("pièces jointes"), HEADER_ATTACHMENTS },
	{ STR("pièce jointe"), HEADER_ATTACHMENTS },
	{ STR("adjuntos"), HEADER_ATTACHMENTS },
	{ STR("anexos"), HEADER_ATTACHMENTS },
	{ STR("allegati"), HEADER_ATTACHMENTS },
	{ STR("Вложения"), HEADER_ATTACHMENTS },
	{ STR("вложения"), HEADER_ATTACHMENTS },
	{ STR("添付ファイル"), HEADER_ATTACHMENTS },
};

enum { LONGEST_LABEL = 64 };

/* A header line taken apart; offsets are bytes of the text. */
struct line {
	enum header_id id; /* HEADER_OTHER: it is none */
	size_t name_at, name_len;
	size_t value_at, value_len;
	size_t end; /* after its line end */
};

/* Chinese mail programs pad a label: 主　题. */
static struct str
without_blanks(struct str word, char room[LONGEST_LABEL])
{
	size_t n = 0;

	if (word.len == 0 || word.len > LONGEST_LABEL ||
		(uint8_t)word.at[0] < 0x80)
		return word;
	for (size_t at = 0; at < word.len; at++) {
		if (str_starts(str_from(word, at), STR("\u3000")))
			at += 2;
		else if (!is_blank(word.at[at]))
			room[n++] = word.at[at];
	}
	return (struct str){ room, n };
}

static enum header_id
label_id(struct str written)
{
	char room[LONGEST_LABEL];
	struct str word = without_blanks(written, room);

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (str_ieq(labels[i].word, word))
			return labels[i].id;
	return HEADER_OTHER;
}

/* Markdown around a label: "**Subject:** x", "# Subject: x", "- To: x". */
static bool
is_mark(char c)
{
	return c == '*' || c == '_' || c == '#' || c == '-' || is_blank(c);
}

static size_t
skip_marks(struct str s, size_t at)
{
	while (at < s.len && is_mark(s.at[at]) && s.at[at] != '\n')
		at++;
	return at;
}

/* Offset of the first colon, narrow or full-width, near the start. */
static size_t
find_colon(struct str s, size_t at, size_t *width)
{
	size_t most = s.len - at < LONGEST_LABEL ? s.len : at + LONGEST_LABEL;

	for (; at < most && s.at[at] != '\n'; at++) {
		*width = s.at[at] == ':' ? 1 : 3;
		if (s.at[at] == ':' || str_starts(str_from(s, at), STR("：")))
			return at;
	}
	return s.len;
}

static size_t
line_end(struct str s, size_t at)
{
	size_t end = at + str_chr(str_from(s, at), '\n');
	return end < s.len ? end + 1 : end;
}

static size_t
trim_back(struct str s, size_t from, size_t end)
{
	while (end > from && is_blank(s.at[end - 1]))
		end--;
	return end;
}

static struct line
read_line(struct str s, size_t at)
{
	struct line l = { .id = HEADER_OTHER, .end = line_end(s, at) };
	size_t width = 0;
	size_t from = skip_marks(s, at);
	size_t colon = find_colon(s, from, &width);

	if (colon == s.len)
		return l;
	size_t to = colon;
	while (to > from && is_mark(s.at[to - 1]))
		to--;
	l.id = label_id(str_sub(s, from, to - from));
	l.name_at = from;
	l.name_len = to - from;
	l.value_at = colon + width;
	while (l.value_at < l.end &&
		(is_blank(s.at[l.value_at]) || s.at[l.value_at] == '*'))
		l.value_at++;
	l.value_len = trim_back(s, l.value_at, l.end) - l.value_at;
	/* "**Subject: x**" */
	if (from > at &&
		str_ends(str_sub(s, l.value_at, l.value_len), STR("**")))
		l.value_len -= 2;
	return l;
}

static bool
is_empty_line(struct str s, size_t at)
{
	return str_trim(str_sub(s, at, line_end(s, at) - at)).len == 0;
}

static size_t
skip_empty_lines(struct str s, size_t at)
{
	while (at < s.len && is_empty_line(s, at))
		at = line_end(s, at);
	return at;
}

/* A date or an attachment alone can open an ordinary text. */
static bool
may_open(enum header_id id)
{
	return id == HEADER_SUBJECT || id == HEADER_TO || id == HEADER_FROM;
}

bool
pasted_starts(struct str utf8)
{
	size_t at = skip_empty_lines(utf8, 0);
	return at < utf8.len && may_open(read_line(utf8, at).id);
}

/* RFC 5322 2.2.3 folding, where a mail's source was pasted. */
static void
read_folds(struct str s, struct line *l)
{
	while (l->value_len && l->end + 1 < s.len &&
		(s.at[l->end] == ' ' || s.at[l->end] == '\t') &&
		!is_empty_line(s, l->end) &&
		l->value_len < LIMIT_HEADER_VALUE) {
		l->end = line_end(s, l->end);
		l->value_len = trim_back(s, l->value_at, l->end) - l->value_at;
	}
}

static void
add_field(struct headers *out, struct arena *arena, const struct text *body,
	const struct line *l)
{
	struct header *h = list_push(arena, &out->list);

	h->id = l->id;
	h->name = str_sub(body->s, l->name_at, l->name_len);
	header_set_text(
		arena, h, text_part(arena, body, l->value_at, l->value_len));
	h->span = text_span(body, l->name_at, l->end - l->name_at);
	h->name_span = text_span(body, l->name_at, l->name_len);
	h->value_span = text_span(body, l->value_at, l->value_len);
}

/* One empty line may stand between two header lines, as in Markdown. */
static size_t
next_field(struct str s, size_t at, uint64_t seen)
{
	size_t next = at;

	if (next < s.len && is_empty_line(s, next)) {
		next = line_end(s, next);
		if (next < s.len && (seen & 1ull << read_line(s, next).id))
			return s.len;
	}
	return next;
}

size_t
pasted_read(struct headers *out, struct arena *arena, const struct text *body)
{
	struct str s = body->s;
	uint64_t seen = 0;

	_Static_assert(HEADER_IDS <= 64, "ids fit into the set `seen`");
	if (!pasted_starts(s))
		return 0;
	size_t at = skip_empty_lines(s, 0), end = at;
	for (size_t n = 0; at < s.len && n < LIMIT_HEADERS; n++) {
		struct line l = read_line(s, at);
		if (l.id == HEADER_OTHER)
			break;
		read_folds(s, &l);
		add_field(out, arena, body, &l);
		seen |= 1ull << l.id;
		end = l.end;
		at = next_field(s, end, seen);
	}
	return end < s.len && is_empty_line(s, end) ? line_end(s, end) : end;
}
