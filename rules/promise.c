/*
 * promise.c - what the author promises to attach.
 *
 * English is read by the words around "attached", "attachment", "enclosed":
 * a bracket that is attached to a wall, an attachment that the reader sent,
 * and a file that will be attached one day promise nothing.
 */
#include <string.h>

#include "promise.h"

/* Word `i` of the sentence; empty before its start and past its end. */
static struct str
word(const struct reading *r, size_t i)
{
	if (i >= r->sentence->words)
		return STR("");
	const struct word *w = &r->prose->words.at[r->sentence->word_at + i];
	return str_sub(r->prose->text.s, w->at, w->len);
}

/* True when the word is one of a list, blank between. */
static bool
one_of(struct str w, const char *list)
{
	struct str rest = str_of(list);
	while (w.len && rest.at)
		if (str_ieq(str_cut(&rest, ' '), w))
			return true;
	return false;
}

/* True when a clause ends between word `i` - 1 and word `i`. */
static bool
clause_begins(const struct reading *r, size_t i)
{
	const struct word *w = &r->prose->words.at[r->sentence->word_at + i];
	if (i == 0)
		return true;
	size_t from = w[-1].at + w[-1].len;
	for (size_t at = from; at < w->at; at++)
		if (str_chr(STR(",;:()"), r->prose->text.s.at[at]) < 5)
			return true;
	return false;
}

/* First word of the clause that holds word `i`, at most `back` words back. */
static size_t
clause_start(const struct reading *r, size_t i, size_t back)
{
	while (back-- && !clause_begins(r, i))
		i--;
	return i;
}

/* True when one of the words [from, to) is in the list. */
static bool
any_of(const struct reading *r, size_t from, size_t to, const char *list)
{
	for (size_t i = from; i < to; i++)
		if (one_of(word(r, i), list))
			return true;
	return false;
}

static bool
is_document(struct str w)
{
	return w.len && lexicon_has(&lexicon_document_nouns, w);
}

static bool
any_document(const struct reading *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (is_document(word(r, i)))
			return true;
	return false;
}

static bool
is_mail(struct str w)
{
	return one_of(w, "email e-mail mail message letter mails");
}

/* "attached to my last e-mail" */
static bool
is_in_last_mail(const struct reading *r, size_t i)
{
	for (size_t k = i + 1; k < i + 5; k++)
		if (one_of(word(r, k), "last") && is_mail(word(r, k + 1)))
			return true;
	return false;
}

/* Words that take a promise back, or make it somebody else's. */
static bool
is_denied(const struct reading *r, size_t i)
{
	size_t from = clause_start(r, i, 12);
	for (size_t k = from; k < i; k++)
		if (str_iends(word(r, k), STR("n't")) ||
			str_iends(word(r, k), STR("n\xe2\x80\x99t")))
			return true;
	if (one_of(word(r, i + 1), "link links url"))
		return true;
	return any_of(r, from, i,
		       "not no never without if unless whether once cannot "
		       "avoid instead neither nor until anything last "
		       "yesterday next thanks thank received got") ||
	       any_of(r, from, i + 5,
		       "later tomorrow previous previously earlier "
		       "separately") ||
	       is_in_last_mail(r, i);
}

static bool
is_enclosed(struct str w)
{
	return one_of(w, "enclosed enclose enclosing");
}

/* "we attached", "I have attached", "attaching": somebody does it. */
static bool
is_active(const struct reading *r, size_t i)
{
	return !one_of(word(r, i), "attached enclosed") ||
	       (i && one_of(word(r, i - 1), "i we have i've we've also"));
}

/* True when a mail is named within a few words after word `i`. */
static bool
names_mail(const struct reading *r, size_t i)
{
	return is_mail(word(r, i + 1)) || is_mail(word(r, i + 2)) ||
	       is_mail(word(r, i + 3));
}

/* "attached with screws", "enclosed in a box", "we attach great importance
 * to", "I attached a label to it"; but not "attached to this e-mail". */
static bool
is_fastened(const struct reading *r, size_t i)
{
	struct str after = word(r, i + 1);
	bool in = one_of(after, "in") && is_enclosed(word(r, i));
	if (one_of(after, "with by on at under via using inside onto directly "
			  "firmly around along behind great much importance "
			  "high special particular equal more utmost"))
		return true;
	if (in)
		return !names_mail(r, i + 1);
	for (size_t k = i + 1; k < i + 6; k++)
		if (one_of(word(r, k), "to"))
			return !names_mail(r, k) &&
			       (k == i + 1 || is_active(r, i));
	return false;
}

#define LOOKING                                                                \
	"find see check review refer view consult download open read herewith" \
	" hereby kindly"

/* "attached", "enclosed": word `i`. */
static bool
promises_attached(const struct reading *r, size_t i)
{
	struct str before = i ? word(r, i - 1) : STR("");
	struct str second = i > 1 ? word(r, i - 2) : STR("");
	struct str after = word(r, i + 1);
	size_t from = clause_start(r, i, 6);
	bool is = one_of(before, "is are hereby also") &&
		  any_of(r, from, i, "is are");
	if (is_fastened(r, i) || one_of(before, "be being was were get your "
						"you you've they he she it"))
		return false;
	if (is || one_of(before, "been"))
		return any_document(r, clause_start(r, i, 10), i);
	if (one_of(before, "have i've we've i we also just") &&
		any_of(r, from, i, "i we i've we've"))
		return !one_of(second, "you they");
	if (any_of(r, from, i, LOOKING))
		return !is_enclosed(word(r, i)) || one_of(before, "find see") ||
		       any_document(r, from, i + 4);
	if (clause_begins(r, i) || one_of(before, "please"))
		return one_of(after, "is are please you find herewith our my "
				     "the a an below here for as") ||
		       any_document(r, i + 1, i + 4);
	if (is_enclosed(word(r, i)))
		return false;
	if (one_of(before, "the our my"))
		return any_document(r, i + 1, i + 4);
	return is_document(before) &&
	       (!after.len || one_of(after, "for as below herewith here"));
}

/* "attachment", "attachments": word `i`. */
static bool
promises_attachment(const struct reading *r, size_t i)
{
	struct str before = i ? word(r, i - 1) : STR("");
	size_t from = clause_start(r, i, 4);
	if (any_of(r, from, i, "your you any this that these those") ||
		one_of(word(r, i + 1), "of you point points size sizes limit "
				       "plate bracket style type theory"))
		return false;
	if (one_of(word(r, i + 1), "for") &&
		!one_of(word(r, i + 2), "details detail more further full your "
					"reference information the our"))
		return false;
	if (one_of(before, "in per"))
		return true;
	if (one_of(before, "the our my") && i > 1 &&
		one_of(word(r, i - 2), "in per"))
		return true;
	return one_of(before, LOOKING " the our my following") &&
	       any_of(r, from, i, LOOKING);
}

/* "I attach", "we are attaching". */
static bool
promises_attach(const struct reading *r, size_t i, bool now)
{
	struct str before = i ? word(r, i - 1) : STR("");
	struct str second = i > 1 ? word(r, i - 2) : STR("");
	if (one_of(before, "also hereby herewith now"))
		before = second;
	if (is_fastened(r, i) ||
		!(any_document(r, i + 1, i + 6) ||
			one_of(word(r, i + 1), "it them here herewith")))
		return false;
	return one_of(before, now ? "i'm we're am are" : "i we");
}

static bool
ends_with_question(const struct reading *r)
{
	struct str s =
		str_sub(r->prose->text.s, r->sentence->at, r->sentence->len);
	return str_ends(s, STR("?"));
}

/* "attach..." and "enclos..."; `s` is six bytes long or longer. */
static bool
speaks_of_files(struct str s)
{
	char first = to_lower(s.at[0]);
	return (first == 'a' && str_istarts(s, STR("attach"))) ||
	       (first == 'e' && str_istarts(s, STR("enclos")));
}

static bool
promises_at(const struct reading *r, size_t i)
{
	struct str w = word(r, i);
	if (!speaks_of_files(w))
		return false;
	if (one_of(w, "attached enclosed"))
		return promises_attached(r, i) && !is_denied(r, i);
	if (one_of(w, "attachment attachments"))
		return promises_attachment(r, i) && !is_denied(r, i) &&
		       !ends_with_question(r);
	if (one_of(w, "attach enclose"))
		return promises_attach(r, i, false) && !is_denied(r, i);
	return one_of(w, "attaching enclosing") &&
	       promises_attach(r, i, true) && !is_denied(r, i);
}

static struct promise
promise_in_english(const struct reading *r)
{
	for (size_t i = 0; i < r->sentence->words; i++) {
		const struct word *w =
			&r->prose->words.at[r->sentence->word_at + i];
		if (w->script == WORD_LATIN && w->len >= 6 && !w->in_url &&
			promises_at(r, i))
			return (struct promise){ w->at, w->len };
	}
	return (struct promise){ 0, 0 };
}

/* True when one of a NULL-ended list stands in `s`. */
static bool
has_any(struct str s, const char *const *list, struct promise *found)
{
	for (; *list; list++) {
		struct str what = str_of(*list);
		size_t at = str_find(s, what);
		if (at == s.len)
			continue;
		if (found)
			*found = (struct promise){ at, what.len };
		return true;
	}
	return false;
}

/* Ends a clause: ASCII or full-width punctuation. */
static bool
ends_clause(struct str s, size_t at)
{
	static const char *const marks[] = { "，", "。", "；", "！", "？", "：",
		"、", ",", ";", "\n" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(str_from(s, at), str_of(marks[i])))
			return true;
	return false;
}

static bool
promise_in_chinese_clause(struct str clause, struct promise *found)
{
	static const char *const promises[] = { "随信附上", "隨信附上",
		"随函附上", "隨函附上", "随邮件附上", "附上", "随附", "隨附",
		"已附", "见附件", "見附件", "查收附件", "看附件", "查看附件",
		"查阅附件", "查閱附件", "参考附件", "參考附件", "参阅附件",
		"參閱附件", "如附件", "在附件", "附件中", "附件里", "附件裡",
		"附件内", "附件內", "附件是", "附件为", "附件為", "附件请",
		"附件請", "附件供", "附件所示", NULL };
	static const char *const denials[] = { "没", "沒", "无附件", "無附件",
		"不带附件", "不帶附件", "不附", "未附", "如需", "若需", "如果",
		"若", "稍后", "稍後", "将附", "將附", "会附", "會附", "会随",
		"可附", "可以附", "可以随", "能附", "需要附", "您的附件",
		"你的附件", "贵司的附件", "贵公司的附件", "您发", "你发",
		"您發", "你發", "收到附件", "收到的附件", "附件收到",
		"附件已收到", "请附", "請附", "另行", "之后", "之後", "后续",
		"打不开", "打不開", "上次", "之前", "上一封", "下次", "下一封",
		NULL };
	return has_any(clause, promises, found) &&
	       !has_any(clause, denials, NULL);
}

static struct promise
promise_in_chinese(const struct reading *r)
{
	struct str s =
		str_sub(r->prose->text.s, r->sentence->at, r->sentence->len);
	struct promise found = { 0, 0 };
	size_t from = 0;
	if (!str_has(s, STR("附")))
		return found;
	for (size_t at = 0; at <= s.len; at++) {
		if (at < s.len && !ends_clause(s, at))
			continue;
		struct str clause = str_sub(s, from, at - from);
		if (promise_in_chinese_clause(clause, &found)) {
			found.at += r->sentence->at + from;
			return found;
		}
		from = at;
	}
	return (struct promise){ 0, 0 };
}

static bool
is_word_byte(char b)
{
	return is_alnum(b) || (b & 0x80);
}

/* The phrase stands alone; in scripts without blanks it always does. */
static bool
stands_alone(struct str s, size_t at, size_t len, enum language language)
{
	bool blanks = language != LANGUAGE_JA && language != LANGUAGE_KO &&
		      language != LANGUAGE_TH && language != LANGUAGE_AR;
	return !blanks ||
	       ((at == 0 || !is_word_byte(s.at[at - 1])) &&
		       (at + len >= s.len || !is_word_byte(s.at[at + len])));
}

static bool
is_denied_elsewhere(const struct reading *r, size_t at)
{
	for (size_t i = 0; i < r->sentence->words; i++) {
		const struct word *w =
			&r->prose->words.at[r->sentence->word_at + i];
		if (w->at < at &&
			one_of(word(r, i),
				"nicht kein keine keinen ohne falls wenn "
				"sobald "
				"sans pas aucun aucune si sin senza non não "
				"sem "
				"niet zonder geen bez nie не без если no als "
				"wenn werde werden enverrai"))
			return true;
	}
	return false;
}

/* Where a phrase stands, its first letter in either case; s.len: nowhere. */
static size_t
find_phrase(struct str s, struct str phrase)
{
	size_t first = 0;
	uint32_t letter = utf8_next(phrase, &first);
	struct str rest = str_from(phrase, first);
	for (size_t at = 0; at < s.len;) {
		at += str_ifind(str_from(s, at), rest);
		size_t before = at;
		if (at < s.len && at > 0 &&
			rune_lower(utf8_prev(s, &before)) == letter)
			return before;
		at++;
	}
	return s.len;
}

/* Languages other than English and Chinese: phrases of a list. */
static struct promise
promise_elsewhere(const struct reading *r)
{
	const struct lexicon *l = &lexicon_attachment_promises;
	const char *tag = language_tag(r->prose->language);
	struct str s =
		str_sub(r->prose->text.s, r->sentence->at, r->sentence->len);
	for (size_t i = 0; i < l->count; i++) {
		const char *language = l->entries[i].value;
		if (language[0] != tag[0] || strcmp(language, tag) != 0)
			continue;
		struct str phrase = str_of(l->entries[i].key);
		size_t at = find_phrase(s, phrase);
		if (at < s.len &&
			stands_alone(s, at, phrase.len, r->prose->language) &&
			!is_denied_elsewhere(r, r->sentence->at + at))
			return (struct promise){ r->sentence->at + at,
				phrase.len };
	}
	return (struct promise){ 0, 0 };
}

struct promise
promise_in(const struct reading *r)
{
	switch (r->prose->language) {
	case LANGUAGE_UNKNOWN:
	case LANGUAGE_EN:
		return promise_in_english(r);
	case LANGUAGE_ZH: {
		struct promise p = promise_in_chinese(r);
		return p.len ? p : promise_in_english(r);
	}
	default: {
		struct promise p = promise_elsewhere(r);
		return p.len ? p : promise_in_english(r);
	}
	}
}

static bool
may_promise_in_english(const struct prose *p)
{
	const char *s = p->text.s.at;

	for (size_t i = 0; i < p->words.n; i++) {
		const struct word *w = &p->words.at[i];
		if (w->len < 6)
			continue;
		if (speaks_of_files((struct str){ s + w->at, w->len }))
			return true;
	}
	return false;
}

bool
may_promise(const struct prose *p)
{
	switch (p->language) {
	case LANGUAGE_ZH:
		return str_has(p->text.s, STR("附")) ||
		       may_promise_in_english(p);
	case LANGUAGE_EN:
	case LANGUAGE_UNKNOWN:
		return may_promise_in_english(p);
	default:
		return true;
	}
}
