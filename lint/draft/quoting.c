/* quoting.c - who wrote which lines. */
#include "line.h"
#include "nearby.h"
#include "quoting.h"
#include "signature.h"

enum {
	ATTRIBUTION_MOST = 400, /* bytes of one line of "On ... wrote:" */
	HEADER_LINES = 8,	/* looked at after "From:" */
	NEAR_LINES = 12,	/* with text, looked at around an attribution */
	PATCH_LINES = 3,	/* looked at after "Index:" */
	LABEL_MOST = 24,
	SEPARATOR_MOST = 120,
	VERB_MOST = 90 /* bytes between the verb and the colon */
};

enum mode {
	MODE_AUTHOR,
	MODE_REST,   /* quoted to the end of the text */
	MODE_PATCH,  /* code up to a signature */
	MODE_FENCE,  /* code up to ``` */
	MODE_SNIPPET /* code up to a blank line: the ``` is never closed */
};

struct reader {
	struct prose *p;
	struct arena *arena;
	struct str s;
	enum mode mode;
	size_t before[2]; /* the two lines before in the same paragraph */
	bool quoting;	  /* the last line with text was quoted */
};

static struct block *
last_block(const struct prose *p)
{
	return p->blocks.n ? &p->blocks.at[p->blocks.n - 1] : NULL;
}

static void
begin_block(struct reader *r, enum block_kind kind, size_t at)
{
	struct block *last = last_block(r->p);

	if (last && last->at >= at) {
		last->kind = kind;
		return;
	}
	if (last)
		last->len = (uint32_t)at - last->at;
	struct block *b = list_push(r->arena, &r->p->blocks);
	*b = (struct block){ kind, (uint32_t)at, 0 };
}

/* The line that begins at `at` is of that kind; most are as the last one. */
static void
enter_block(struct reader *r, enum block_kind kind, size_t at)
{
	const struct block *last = last_block(r->p);

	if (!last || last->kind != kind)
		begin_block(r, kind, at);
}

static bool
is_quote_mark(struct str line)
{
	size_t i = 0;
	while (i < line.len && i < 3 && line.at[i] == ' ')
		i++;
	line = str_from(line, i);
	/* ">From " is how an mbox writes a line that begins with From */
	return line.len && line.at[0] == '>' &&
	       !str_starts(line, STR(">From "));
}

/* The next line with text, and whether there is one. */
static bool
next_text(struct str s, size_t at, struct line *l)
{
	for (; line_at(s, at, l); at = l->next)
		if (!line_is_blank(l))
			return true;
	return false;
}

/* One ">" on a web page is an arrow, two lines of them are a quotation. */
static bool
is_quoted_line(struct reader *r, const struct line *l)
{
	struct line next;

	if (!is_quote_mark(l->s))
		return false;
	if (!r->p->html || r->quoting)
		return true;
	return next_text(r->s, l->next, &next) && is_quote_mark(next.s);
}

static const char *const verbs[] = { "wrote", "writes", "schrieb", "a écrit",
	"escribió", "escreveu", "ha scritto", "schreef", "napisał", "pisze",
	"написал", "пишет", "написав", "写道", "寫道", "작성", "skrev", "yazdı",
	"đã viết", "menulis" };

static bool
ends_in_colon(struct str line)
{
	while (line.len && line.at[line.len - 1] == ' ')
		line.len--;
	return str_ends(line, STR(":")) || str_ends(line, STR("："));
}

/* "wrote:", "schrieb Max <m@x.de>:", "écrit :" at the end of a line. */
static bool
ends_in_verb(struct str line)
{
	size_t from = line.len > VERB_MOST ? line.len - VERB_MOST : 0;
	struct str tail = str_from(line, from);

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (str_has(tail, str_of(verbs[i])))
			return true;
	return false;
}

static bool
opens_attribution(struct str line)
{
	return starts_with_any(str_trim(line),
		       "On Am Le El Em Il Op W 在 于 Den El ở Vào") ||
	       (line.len && is_digit(line.at[0]));
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.at[i]))
			return true;
	return false;
}

/* An address, or the time of day. */
static bool
has_origin(struct str s)
{
	for (size_t i = 1; i + 1 < s.len; i++) {
		if (s.at[i] == '@')
			return true;
		if (s.at[i] == ':' && is_digit(s.at[i - 1]) &&
			is_digit(s.at[i + 1]))
			return true;
	}
	return false;
}

static const char *const separators[] = { "original message",
	"forwarded message", "forwarded text", "原始邮件", "原邮件", "原始郵件",
	"转发邮件", "轉寄", "邮件原件", "转发的邮件", "replied message",
	"forwarded by", "ursprüngliche nachricht", "weitergeleitete nachricht",
	"message d'origine", "message transféré", "mensaje original",
	"mensagem original", "messaggio originale", "oorspronkelijk bericht",
	"mensaje reenviado", "исходное сообщение", "пересланное сообщение",
	"원본 메일", "元のメッセージ", "wiadomość oryginalna" };

static bool
names_original(struct str line)
{
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (str_ihas(line, str_of(separators[i])))
			return true;
	return false;
}

/* "----------" */
static bool
is_rule(struct str line)
{
	while (line.len && line.at[line.len - 1] == '-')
		line.len--;
	return line.len == 0;
}

/* "-----Original Message-----", "Begin forwarded message:" */
static bool
is_separator(struct str line)
{
	line = str_trim(line);
	if (line.len < 10 || line.len > SEPARATOR_MOST)
		return false;
	if (str_starts(line, STR("--")))
		return !is_rule(line) && names_original(line);
	return line.at[0] == 'B' &&
	       str_istarts(line, STR("begin forwarded message:"));
}

/* What stands before the colon of "*From:* Li", without the stars. */
static struct str
label_of(struct str line)
{
	line = str_trim(line);
	while (line.len && line.at[0] == '*')
		line = str_from(line, 1);
	size_t ascii = str_chr(str_sub(line, 0, LABEL_MOST + 1), ':');
	size_t wide = str_find(str_sub(line, 0, LABEL_MOST + 3), STR("："));
	size_t colon = ascii < wide ? ascii : wide;
	if (colon > LABEL_MOST || colon >= line.len)
		return STR_NONE;
	return str_trim(str_sub(line, 0, colon));
}

static bool
is_from_label(struct str label)
{
	return is_any(label, "from von de da van od От Від 发件人 寄件者 "
			     "寄件人 差出人 보낸사람 "
			     "från fra kimden");
}

static bool
is_sent_label(struct str label)
{
	return is_any(label,
		"sent date gesendet datum envoyé enviado data fecha verzonden "
		"wysłano Отправлено Дата 发送时间 发送日期 日期 送信日時 "
		"寄件日期 "
		"날짜 skickat tarih 时间");
}

static bool
is_subject_label(struct str label)
{
	return is_any(label,
		"subject betreff objet asunto assunto oggetto onderwerp temat "
		"Тема 主题 主旨 件名 제목 ämne konu");
}

/* "a@b.c", "Li <a@b.c>", "Li [mailto:a@b.c]": the whole value of a field. */
static bool
is_mailbox(struct str value)
{
	struct str s = str_trim(value);
	size_t at = str_chr(s, '@');
	size_t open = str_chr(s, '<'), square = str_find(s, STR("[mailto:"));

	while (s.len && (s.at[s.len - 1] == '*' || s.at[s.len - 1] == ' '))
		s.len--;
	return at < s.len &&
	       (open < at || square < at || str_chr(s, ' ') >= s.len);
}

/* "2024", "10:30" */
static bool
is_dated(struct str s)
{
	size_t run = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == ':' && run && i + 1 < s.len &&
			is_digit(s.at[i + 1]))
			return true;
		run = is_digit(s.at[i]) ? run + 1 : 0;
		if (run == 4)
			return true;
	}
	return false;
}

/* What stands behind the label of a line. */
static struct str
value_of(struct str line, struct str label)
{
	size_t at = (size_t)(label.at - line.at) + label.len;
	while (at < line.len && line.at[at] != ':' && !(line.at[at] & 0x80))
		at++;
	return str_from(line, at + 1);
}

/* The fields that Outlook and Foxmail put above the original. */
static bool
is_header_block(struct reader *r, const struct line *first)
{
	struct line l = *first;
	struct str label = label_of(first->s);
	bool subject = false, sent = false, dated = false;

	if (!label.len || !is_from_label(label))
		return false;
	bool address = str_chr(first->s, '@') < first->s.len;
	bool mailbox = address && is_mailbox(value_of(first->s, label));
	for (int i = 0; i < HEADER_LINES; i++) {
		if (!line_at(r->s, l.next, &l))
			break;
		label = label_of(l.s);
		subject |= is_subject_label(label);
		if (!is_sent_label(label))
			continue;
		sent = true;
		dated |= is_dated(value_of(l.s, label));
	}
	return (subject && (sent || address)) || (dated && mailbox);
}

/* Quick, for most lines are none. */
static bool
may_be_label(struct str line)
{
	char c = line.at[0];
	if (c & 0x80)
		return starts_with_any(line, "发 寄 差 От Від 보낸");
	return c == '*' || c == 'F' || c == 'V' || c == 'D' || c == 'O' ||
	       c == 'K' || c == 'f';
}

/* A person signs above what a program quotes below. */
static bool
is_signed_above(struct reader *r, size_t at)
{
	size_t from =
		r->p->blocks.n ? r->p->blocks.at[r->p->blocks.n - 1].at : 0;
	struct str head = str_sub(r->s, 0, at);

	for (int n = 0; n < NEAR_LINES && head.len > from;) {
		size_t end = str_rchr(str_sub(head, 0, head.len - 1), '\n');
		size_t begin = end < head.len - 1 ? end + 1 : 0;
		struct str line = str_trim(str_from(head, begin));
		if (signature_is_closing(line) || str_eq(line, STR("--")))
			return true;
		n += line.len > 0;
		head.len = begin;
	}
	return false;
}

/* "AB> ", with somebody's initials. */
static bool
is_initials_mark(struct str line)
{
	size_t i = 0;

	line = str_trim(line);
	while (i < line.len && i < 4 && is_alpha(line.at[i]))
		i++;
	return i && i < line.len && line.at[i] == '>';
}

/* Marks of older mail in the lines that follow. */
static bool
is_quoted_below(struct reader *r, size_t at)
{
	struct line l;

	for (int n = 0; n < NEAR_LINES && next_text(r->s, at, &l); n++) {
		if (is_quote_mark(l.s) || is_initials_mark(l.s) ||
			is_separator(l.s) ||
			(may_be_label(l.s) && is_header_block(r, &l)))
			return true;
		at = l.next;
	}
	return false;
}

/* "On 5 Mar 2024 at 10:00 Li wrote:", with "<l@a.com>": by a program. */
static bool
is_by_program(struct str whole)
{
	size_t year = 0, run = 0;

	if (str_chr(whole, '@') < whole.len)
		return true;
	for (size_t i = 0; i < whole.len; i++) {
		run = is_digit(whole.at[i]) ? run + 1 : 0;
		year |= run == 4;
	}
	return year && has_origin(whole);
}

/* Nothing marks the lines below "Tom wrote:": are they Tom's to the end? */
static bool
is_quoted_to_the_end(
	struct reader *r, struct str whole, size_t from, size_t next)
{
	if (!has_origin(whole))
		return false;
	return (opens_attribution(whole) && is_by_program(whole)) ||
	       is_signed_above(r, from) || is_quoted_below(r, next);
}

/* Where the attribution begins that ends in line `l`. */
static size_t
start_of_attribution(struct reader *r, const struct line *l)
{
	size_t from = l->at;

	if (opens_attribution(l->s))
		return from;
	for (int i = 0; i < 2 && r->before[i] != SIZE_MAX; i++) {
		struct line before;
		if (line_at(r->s, r->before[i], &before) &&
			opens_attribution(before.s))
			from = before.at;
	}
	return from;
}

/* "On Tue, 5 Mar 2024 at 10:00, Li wrote:" in up to three lines. */
static bool
read_attribution(struct reader *r, const struct line *l)
{
	struct line next;

	if (l->s.len > ATTRIBUTION_MOST || !ends_in_colon(l->s))
		return false;
	size_t from = start_of_attribution(r, l);
	struct str whole = str_sub(r->s, from, l->at + l->s.len - from);
	if (!has_digit(whole) && !has_origin(whole))
		return false;
	bool marked = next_text(r->s, l->next, &next) && is_quote_mark(next.s);
	if (!(marked && has_origin(l->s)) && !ends_in_verb(l->s))
		return false;
	if (!marked && !is_quoted_to_the_end(r, whole, from, l->next))
		return false;
	enter_block(r, BLOCK_QUOTED, from);
	if (!marked)
		r->mode = MODE_REST;
	return true;
}

/* "Index: HRC 820 USD" is a line of a letter. */
static bool
is_index_of_patch(struct reader *r, const struct line *l)
{
	struct line next = *l;

	if (!str_starts(l->s, STR("Index: ")))
		return false;
	for (int i = 0; i < PATCH_LINES && line_at(r->s, next.next, &next); i++)
		if (starts_with_any(next.s, "=== --- +++ @@"))
			return true;
	return false;
}

static bool
is_patch(struct reader *r, const struct line *l)
{
	return str_starts(l->s, STR("diff --git ")) ||
	       str_starts(l->s, STR("@@ -")) ||
	       str_starts(l->s, STR("--- a/")) || is_index_of_patch(r, l);
}

static bool
is_fence(struct str line)
{
	return str_starts(str_trim(line), STR("```"));
}

/* Each fence is looked for once: what lies between is skipped as code, and
 * behind one that is never closed there is no other. */
static enum mode
mode_of_fence(struct reader *r, size_t at)
{
	struct line l;

	for (; line_at(r->s, at, &l); at = l.next)
		if (is_fence(l.s))
			return MODE_FENCE;
	return MODE_SNIPPET;
}

static void
read_author_line(struct reader *r, const struct line *l)
{
	char c = l->s.at[0], last = l->s.at[l->s.len - 1];

	if ((c == '>' || c == ' ') && is_quoted_line(r, l)) {
		enter_block(r, BLOCK_QUOTED, l->at);
		r->quoting = true;
		return;
	}
	r->quoting = false;
	if ((last == ':' || last == ' ' || (last & 0x80)) &&
		read_attribution(r, l)) {
		r->quoting = true;
	} else if ((c == '-' || c == 'B' || c == ' ') && is_separator(l->s)) {
		enter_block(r, BLOCK_QUOTED, l->at);
		r->mode = MODE_REST;
	} else if (may_be_label(l->s) && is_header_block(r, l)) {
		enter_block(r, BLOCK_QUOTED, l->at);
		r->mode = MODE_REST;
	} else if (!r->p->html && is_patch(r, l)) {
		enter_block(r, BLOCK_CODE, l->at);
		r->mode = MODE_PATCH;
	} else if (!r->p->html && c == '`' && is_fence(l->s)) {
		enter_block(r, BLOCK_CODE, l->at);
		r->mode = mode_of_fence(r, l->next);
	} else {
		enter_block(r, BLOCK_AUTHOR, l->at);
	}
}

static void
read_line(struct reader *r, const struct line *l)
{
	if (r->mode == MODE_PATCH && str_eq(str_trim(l->s), STR("--")))
		r->mode = MODE_AUTHOR;
	if (r->mode == MODE_SNIPPET && line_is_blank(l))
		r->mode = MODE_AUTHOR;
	if (r->mode == MODE_FENCE && is_fence(l->s))
		r->mode = MODE_AUTHOR;
	else if (r->mode == MODE_AUTHOR && l->s.len)
		read_author_line(r, l);
}

static void
remember(struct reader *r, const struct line *l)
{
	if (line_is_blank(l)) {
		r->before[0] = r->before[1] = SIZE_MAX;
	} else {
		r->before[1] = r->before[0];
		r->before[0] = l->at;
	}
}

/* The author's block that ends in a signature becomes two or three. */
static void
split_block(struct prose *p, struct arena *arena, struct block b)
{
	struct str s = str_sub(p->text.s, b.at, b.len);
	size_t end = s.len, at = s.len;

	if (b.kind == BLOCK_AUTHOR) {
		struct lines lines = lines_part(&p->lines, b.at, b.len);
		at = signature_find(&lines, &end);
	}
	size_t cuts[] = { 0, at, end, s.len };
	for (int i = 0; i < 3; i++) {
		struct block piece = { i == 1 ? BLOCK_SIGNATURE : b.kind,
			b.at + (uint32_t)cuts[i],
			(uint32_t)(cuts[i + 1] - cuts[i]) };
		if (piece.len)
			*list_push(arena, &p->blocks) = piece;
		if (at == s.len)
			break;
	}
}

static void
find_signatures(struct prose *p, struct arena *arena)
{
	const struct block *old = p->blocks.at;
	size_t n = p->blocks.n;

	p->blocks.at = NULL;
	p->blocks.n = p->blocks.room = 0;
	for (size_t i = 0; i < n; i++)
		split_block(p, arena, old[i]);
}

void
quoting_read(struct prose *p, struct arena *arena)
{
	struct reader r = { .p = p,
		.arena = arena,
		.s = p->text.s,
		.before = { SIZE_MAX, SIZE_MAX } };

	for (size_t i = 0; i < p->lines.n; i++) {
		struct line l = lines_nth(&p->lines, i);
		read_line(&r, &l);
		remember(&r, &l);
	}
	if (!r.s.len)
		return;
	if (!p->blocks.n)
		enter_block(&r, BLOCK_AUTHOR, 0);
	/* blank lines at the start belong to what follows */
	struct block *first = &p->blocks.at[0];
	struct block *last = &p->blocks.at[p->blocks.n - 1];
	last->len = (uint32_t)r.s.len - last->at;
	first->len += first->at;
	first->at = 0;
	find_signatures(p, arena);
}
