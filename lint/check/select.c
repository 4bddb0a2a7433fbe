/* select.c - which rules are on, at which severity. */
#include <string.h>

#include "linter.h"

static const struct str everything = { "all", 3 };
static const struct str folklore = { "folklore", 8 };

static bool
selector_names(
	struct str what, const struct family *family, const struct rule *r)
{
	return str_eq(what, everything) || str_eq(what, str_of(r->id)) ||
	       str_eq(what, str_of(family->name)) ||
	       (str_eq(what, folklore) && r->evidence == EVIDENCE_FOLKLORE);
}

/* "--select all" is no wish for folklore. */
static bool
is_wide(struct str what)
{
	return str_eq(what, everything) || str_chr(what, '/') == what.len;
}

/* What the user said of a rule. */
struct wish {
	bool on;
	bool by_name;		/* of this rule, not of many */
	enum severity severity; /* SEVERITY_DEFAULT: nothing */
};

static void
hear(struct wish *w, const struct selector *sel, const struct rule *r)
{
	w->on = sel->on;
	w->by_name = sel->on && str_eq(sel->what, str_of(r->id));
	if (sel->severity != SEVERITY_DEFAULT)
		w->severity = sel->severity;
}

static struct wish
wish_on(const struct settings *s, const struct family *family,
	const struct rule *r)
{
	bool lore = r->evidence == EVIDENCE_FOLKLORE;
	struct wish w = { .on = !lore };

	list_each (const struct selector, sel, &s->selectors) {
		if (sel->only)
			w.on = w.by_name = false;
		if (!selector_names(sel->what, family, r))
			continue;
		if (sel->on && lore && is_wide(sel->what) &&
			!str_eq(sel->what, folklore))
			continue;
		hear(&w, sel, r);
	}
	return w;
}

enum severity
rule_severity(const struct rule *r, enum preset preset)
{
	enum severity by_preset[PRESETS] = {
		[PRESET_OUTREACH] = r->preset.outreach,
		[PRESET_BULK] = r->preset.bulk,
		[PRESET_TRANSACTIONAL] = r->preset.transactional,
		[PRESET_PERSONAL] = r->preset.personal,
	};
	return by_preset[preset] == SEVERITY_DEFAULT ? r->severity
						     : by_preset[preset];
}

static bool
known(const struct linter *l, struct str what)
{
	if (str_eq(what, everything) || str_eq(what, folklore))
		return true;
	for (size_t f = 0; f < l->family_count; f++)
		for (size_t i = 0; i < l->families[f]->count; i++)
			if (selector_names(what, l->families[f],
				    &l->families[f]->rules[i]))
				return true;
	return false;
}

static bool
check_selectors(const struct linter *l, struct err *err)
{
	list_each (const struct selector, sel, &l->settings->selectors) {
		if (known(l, sel->what))
			continue;
		const char *near = rule_nearest(l->families, sel->what);
		if (near)
			return err_say(err,
				"no rule '%.*s'; did you mean '%s'?",
				STR_ARG(sel->what), near);
		return err_say(err,
			"no rule '%.*s'; 'maillint rules' lists them all",
			STR_ARG(sel->what));
	}
	return true;
}

/* A rule that is called by its name is on whatever the preset. */
static enum severity
severity_said(const struct wish *w, const struct rule *r, enum preset preset)
{
	enum severity s = rule_severity(r, preset);

	if (w->severity != SEVERITY_DEFAULT)
		return w->severity;
	if (s != SEVERITY_OFF || !w->by_name)
		return s;
	return r->severity > SEVERITY_OFF ? r->severity : SEVERITY_NOTE;
}

static enum hook
hook_of(const struct rule *r)
{
	const bool has[] = {
		[ON_DRAFT] = r->on_draft,
		[ON_HEADER] = r->on_header,
		[ON_ADDRESS] = r->on_address,
		[ON_TEXT] = r->on_text,
		[ON_SENTENCE] = r->on_sentence,
		[ON_WORD] = r->on_word,
		[ON_LINK] = r->on_link,
		[ON_IMAGE] = r->on_image,
		[ON_ELEMENT] = r->on_element,
		[ON_ATTACHMENT] = r->on_attachment,
		[ON_FIELD] = r->on_field,
		[ON_DEFECT] = r->on_defect,
		[ON_BATCH] = r->on_batch,
		[ON_TABLE] = r->on_table,
		[ON_COLUMN] = r->on_column,
		[ON_LEFTOVER] = r->on_leftover,
	};
	size_t hook = 0;

	while (!has[hook])
		hook++;
	return (enum hook)hook;
}

static void
activate(struct linter *l, size_t family, const struct rule *r,
	const struct wish *w)
{
	for (int p = PRESET_OUTREACH; p < PRESETS; p++) {
		enum severity s = severity_said(w, r, (enum preset)p);
		if (s == SEVERITY_OFF || l->active_count[p] == RULES_MAX)
			continue;
		l->looks_at_many |= r->on_batch != NULL;
		l->active[p][l->active_count[p]++] =
			(struct active){ r, (uint32_t)family, hook_of(r), s,
				w->severity != SEVERITY_DEFAULT };
	}
}

bool
linter_select(struct linter *l, struct err *err)
{
	if (!check_selectors(l, err))
		return false;
	for (size_t f = 0; f < l->family_count; f++)
		for (size_t i = 0; i < l->families[f]->count; i++) {
			const struct rule *r = &l->families[f]->rules[i];
			struct wish w = wish_on(l->settings, l->families[f], r);
			if (w.on)
				activate(l, f, r, &w);
		}
	return true;
}

enum { LONGEST_ID = 64, FAR = 4 };

/* Levenshtein's distance; names longer than LONGEST_ID are far. */
static size_t
distance(struct str a, struct str b)
{
	size_t row[LONGEST_ID + 1];

	if (a.len > LONGEST_ID || b.len > LONGEST_ID)
		return FAR;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t above = row[j];
			size_t best = corner + (a.at[i - 1] != b.at[j - 1]);
			if (above + 1 < best)
				best = above + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
			corner = above;
		}
	}
	return row[b.len];
}

static void
consider(const char *name, struct str id, const char **best, size_t *least)
{
	size_t d = distance(str_of(name), id);
	if (d >= *least)
		return;
	*least = d;
	*best = name;
}

/* "shortened" is near to "links/shortened", whatever its family. */
static const char *
same_name(const struct family *const *families, struct str id)
{
	family_each(f, families) for (size_t i = 0; i < f->count; i++)
	{
		struct str name = str_of(f->rules[i].id);
		name = str_from(name, str_chr(name, '/') + 1);
		if (str_eq(name, id))
			return f->rules[i].id;
	}
	return NULL;
}

const char *
rule_nearest(const struct family *const *families, struct str id)
{
	const char *best = same_name(families, id);
	size_t least = FAR;

	if (best)
		return best;
	family_each(f, families)
	{
		consider(f->name, id, &best, &least);
		for (size_t i = 0; i < f->count; i++)
			consider(f->rules[i].id, id, &best, &least);
	}
	return best;
}
