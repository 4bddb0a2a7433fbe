/* field_names.c - merge fields by their names: unknown, or without a value. */
#include "tagged.h"

enum { MAKERS_MOST = 200 }; /* tags that make names, looked at for each */

/* --- names that may be missing -------------------------------------------- */

static struct str
last_part(struct str name)
{
	size_t dot = str_rchr(name, '.');
	return dot < name.len ? str_from(name, dot + 1) : name;
}

/* "First_Name" -> "firstname" */
static struct str
canonical(struct arena *a, struct str name)
{
	char *to = arena_bytes(a, name.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] != '_' && name.at[i] != '-' && name.at[i] != ' ')
			to[n++] = to_lower(name.at[i]);
	return (struct str){ to, n };
}

/* Of a list of contacts, which has gaps; the accounts of a program have
 * none. */
static bool
is_a_name(struct check *c, const struct field *f)
{
	struct str root = str_sub(f->name, 0, str_chr(f->name, '.'));

	/* Mailchimp and Salesforce keep fallbacks beside their lists */
	return f->dialect != DIALECT_ANGLE && f->dialect != DIALECT_BLADE &&
	       f->dialect != DIALECT_MAILCHIMP &&
	       f->dialect != DIALECT_SALESFORCE &&
	       !one_of(root, "user account member current_user currentUser") &&
	       one_of(canonical(c->arena, last_part(f->name)),
		       "firstname fname givenname name fullname nickname "
		       "lastname lname surname contactname recipientname "
		       "subscribername");
}

/* Some block or assignment speaks of it: the author has thought of it. */
static bool
is_guarded(struct check *c, struct str name)
{
	list_each (const struct page, page, &pages_of(c)->list)
		list_each (const struct field, f, &page->fields)
			if (f->kind == FIELD_BLOCK &&
				str_ihas(tag_of(f), last_part(name)))
				return true;
	list_each (const struct field, f, &c->draft->fields)
		if (f->kind == FIELD_BLOCK &&
			str_ihas(tag_of(f), last_part(name)))
			return true;
	return false;
}

static const struct field *
only_field_in(
	const field_list *fields, const struct text *t, size_t at, size_t end)
{
	const struct field *only = NULL;

	list_each (const struct field, f, fields) {
		if (f->text->s.at != t->s.at || f->at < at || f->at >= end ||
			f->kind == FIELD_COMMENT)
			continue;
		if (only)
			return NULL;
		only = f;
	}
	return only;
}

/* True when it was reported. */
static bool
check_fallback(struct check *c, const struct field *f, const char *message)
{
	if (!f || f->kind != FIELD_VALUE || f->has_fallback || f->broken ||
		!is_a_name(c, f) || is_guarded(c, f->name))
		return false;
	struct finding *bare = find(c, in_text(f->text, f->at, f->len), message,
		1, shown(tag_of(f)));
	finding_advice(bare,
		N_("say what stands there for a reader without a name, in the "
		   "tag or in the list of the program that sends it"),
		0);
	return true;
}

void
no_fallback(struct check *c)
{
	const struct header *subject = c->draft->subject;

	/* the rows of a table tell what is missing */
	if (c->stage != STAGE_TEMPLATE || c->settings->data.at)
		return;
	list_each (const struct prose, p, &c->draft->proses) {
		if (!p->greeting_len)
			continue;
		if (check_fallback(c,
			    only_field_in(&p->fields, &p->text, p->greeting_at,
				    p->greeting_at + p->greeting_len),
			    N_("without a name, {1} leaves a hole in the "
			       "greeting")))
			return;
		break;
	}
	if (subject)
		check_fallback(c,
			only_field_in(&c->draft->fields, header_text(subject),
				0, header_text(subject)->s.len),
			N_("without a name, {1} leaves a hole in the subject"));
}

/* --- unknown fields ------------------------------------------------------- */

static bool
is_plain_name(struct str s)
{
	if (!s.len || s.len > 60)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_word_byte(s.at[i]) && s.at[i] != '.' &&
			s.at[i] != ' ' && s.at[i] != '-' && !(s.at[i] & 0x80))
			return false;
	return !is_digit(s.at[0]);
}

/* What no list of contacts has: the program brings it. */
static bool
is_programs_own(const struct field *f)
{
	const char *topic = field_topic(f->name);
	struct str root = str_sub(f->name, 0, str_chr(f->name, '.'));

	return f->unsubscribe ||
	       (topic && one_of(str_of(topic),
				 "unsubscribe view sender subject date")) ||
	       one_of(root, "this self forloop loop else end true false now "
			    "params sender unsubscribe");
}

/* Names that the template makes itself: in loops, by assignment. */
static bool
is_local(const struct page *page, struct str name)
{
	struct str root = str_sub(name, 0, str_chr(name, '.'));
	size_t n = 0;

	list_each (const struct field, f, &page->fields) {
		if (n == MAKERS_MOST)
			break;
		if (f->kind != FIELD_BLOCK ||
			!one_of(f->name, "for assign set capture with macro "
					 "import from increment each"))
			continue;
		struct str tag = tag_of(f);
		n++;
		size_t at = str_find(tag, root);
		if (at < tag.len && !is_word_byte(tag.at[at - 1]) &&
			!is_word_byte(tag.at[at + root.len]))
			return true;
	}
	return false;
}

static const struct str *
known_as(struct check *c, struct str name)
{
	struct str short_name = canonical(c->arena, last_part(name));
	struct str whole = canonical(c->arena, name);

	list_each (const struct str, known, &c->settings->known.fields) {
		struct str k = canonical(c->arena, *known);
		if (str_eq(k, whole) || str_eq(k, short_name) ||
			str_eq(canonical(c->arena, last_part(*known)), whole))
			return known;
	}
	return NULL;
}

/* Only the case differs, in a language that cares. */
static bool
is_other_case(const struct field *f, struct str known)
{
	return f->dialect == DIALECT_CURLY && !str_eq(f->name, known) &&
	       str_ieq(f->name, known);
}

static struct str
nearest_known(struct check *c, struct str name)
{
	struct nearest near;

	nearest_begin(&near, last_part(name));
	list_each (const struct str, known, &c->settings->known.fields)
		nearest_try(&near, arena_cstr(c->arena, *known));
	return str_of(near.best);
}

static void
replace_name(struct finding *bad, const struct field *f,
	const struct text *text, struct str with)
{
	struct str name = last_part(f->name);
	size_t at = str_find(tag_of(f), f->name);

	if (at == tag_of(f).len)
		return;
	at += f->at + f->name.len - name.len;
	finding_fix(bad, FIX_UNSAFE, N_("write {1}"), 1, with);
	finding_edit(bad, in_text(text, at, name.len), with);
}

static void
say_unknown(struct check *c, const struct field *f, const struct text *text)
{
	struct where where = in_text(text, f->at, f->len);
	struct str near = nearest_known(c, f->name);

	if (near.len) {
		replace_name(find(c, where,
				     N_("there is no field '{1}'; did you mean "
					"'{2}'?"),
				     2, f->name, near),
			f, text, near);
		return;
	}
	struct finding *bad =
		find(c, where, N_("there is no field '{1}'"), 1, f->name);
	finding_severity(bad, SEVERITY_WARNING);
	finding_advice(bad,
		N_("take a field of the list, or add this one to 'fields' in "
		   ".maillint.yaml"),
		0);
}

static void
check_name(struct check *c, const struct field *f, const struct text *text)
{
	if (f->kind != FIELD_VALUE || f->broken ||
		f->dialect == DIALECT_ANGLE || f->dialect == DIALECT_BLADE ||
		!is_plain_name(f->name))
		return;
	const struct str *known = known_as(c, f->name);
	if (known && !c->settings->data.at && is_other_case(f, *known)) {
		struct finding *bad = find(c, in_text(text, f->at, f->len),
			N_("the field is called '{2}', not '{1}'"), 2, f->name,
			*known);
		finding_severity(bad, SEVERITY_WARNING);
		replace_name(bad, f, text, *known);
	} else if (!known && !is_programs_own(f)) {
		say_unknown(c, f, text);
	}
}

/* Inside "{{#each x}}" and "{{#x}}" names are those of x. */
static int
scope_change(const struct field *f)
{
	struct str word = block_word(f), tag = tag_of(f);
	size_t sign = 0;

	while (sign < tag.len && (tag.at[sign] == '{' || tag.at[sign] == '~' ||
					 tag.at[sign] == ' '))
		sign++;
	if (f->dialect != DIALECT_CURLY || f->kind != FIELD_BLOCK ||
		sign == tag.len || one_of(word, "if unless"))
		return 0;
	return tag.at[sign] == '#' ? 1 : tag.at[sign] == '/' ? -1 : 0;
}

static void
check_page_names(struct check *c, const struct page *page)
{
	int depth = 0;

	list_each (const struct field, f, &page->fields) {
		depth += scope_change(f);
		if (depth <= 0 && !is_local(page, f->name))
			check_name(c, f, page->body);
	}
}

void
unknown_field(struct check *c)
{
	if (c->stage != STAGE_TEMPLATE || !c->settings->known.fields.n)
		return;
	list_each (const struct page, page, &pages_of(c)->list)
		check_page_names(c, page);
	list_each (const struct field, f, &c->draft->fields)
		if (f->text->form == TEXT_HEADER ||
			f->text->form == TEXT_OUTSIDE)
			check_name(c, f, f->text);
}
