/* spintax.c - {choices|of words}. */
#include "tagged.h"

static void
advise_choices(struct finding *f)
{
	finding_advice(f,
		N_("write the choices as {one|another}, each of them whole"),
		0);
}

static bool
has_twin(struct str choices, struct str choice, size_t from)
{
	struct str rest = str_from(choices, from);

	while (rest.at) {
		struct str other = str_trim(str_cut(&rest, '|'));
		if (other.len && str_eq(other, choice))
			return true;
	}
	return false;
}

/* Choices inside choices are left to their own reading. */
static void
check_choices(struct check *c, const struct field *f)
{
	struct str inside = str_sub(tag_of(f), 1, f->len > 2 ? f->len - 2 : 0);
	struct str rest = inside;
	size_t n = 0, empty = 0;

	if (f->dialect != DIALECT_SPINTAX || str_chr(inside, '{') < inside.len)
		return;
	while (rest.at) {
		struct str choice = str_trim(str_cut(&rest, '|'));
		n++;
		empty += choice.len == 0;
		if (choice.len && rest.at &&
			has_twin(inside, choice,
				(size_t)(rest.at - inside.at))) {
			advise_choices(find(c, in_text(f->text, f->at, f->len),
				N_("two of these choices are the same: '{1}'"),
				1, choice));
			return;
		}
	}
	if (empty && n > 2)
		advise_choices(find(c, in_text(f->text, f->at, f->len),
			N_("one of these choices is empty"), 0));
}

/* "{Hi|Hello Anna," with the end forgotten: letters on both sides of a bar,
 * and no brace up to the end of the line. */
static size_t
open_choices(struct str s, size_t at)
{
	struct str line = str_sub(s, at, 200);
	size_t bar;

	line = str_sub(line, 0, str_chr(line, '\n'));
	bar = str_chr(line, '|');
	if (str_chr(line, '}') < line.len || line.len < 5 || bar < 2 ||
		bar + 1 >= line.len || !is_alpha(line.at[1]) ||
		!is_alpha(line.at[bar - 1]) || !is_alpha(line.at[bar + 1]))
		return 0;
	return bar + 1;
}

static bool
has_choices(const field_list *fields)
{
	list_each (const struct field, f, fields)
		if (f->dialect == DIALECT_SPINTAX)
			return true;
	return false;
}

/* A brace may be anything: only beside choices that are whole. */
static void
find_open_choices(struct check *c, const struct prose *p)
{
	struct str s = p->text.s;

	for (size_t at = str_chr(s, '{'); at < s.len;
		at += 1 + str_chr(str_from(s, at + 1), '{')) {
		size_t len = open_choices(s, at);
		if (len)
			advise_choices(find(c, in_text(&p->text, at, len),
				N_("these choices are not closed"), 0));
	}
}

/* "{Hello}", beside groups that leave a choice. */
static void
find_single_choices(struct check *c, const struct prose *p)
{
	struct str s = p->text.s;

	for (size_t at = str_chr(s, '{'); at < s.len;
		at += 1 + str_chr(str_from(s, at + 1), '{')) {
		struct str rest = str_from(s, at + 1);
		size_t n = 0;
		while (n < rest.len && is_alpha(rest.at[n]))
			n++;
		struct str word = str_sub(rest, 0, n);
		if (n < 2 || n == rest.len || rest.at[n] != '}' ||
			(at && s.at[at - 1] == '{') || !is_upper(word.at[0]) ||
			!is_lower(word.at[1]) || field_topic(word))
			continue;
		advise_choices(find(c, in_text(&p->text, at, n + 2),
			N_("there is nothing to choose in {1}"), 1,
			str_sub(s, at, n + 2)));
	}
}

void
spintax(struct check *c, const struct prose *p)
{
	if (c->stage != STAGE_TEMPLATE || !has_choices(&p->fields))
		return;
	list_each (const struct field, f, &p->fields)
		check_choices(c, f);
	find_open_choices(c, p);
	find_single_choices(c, p);
}
