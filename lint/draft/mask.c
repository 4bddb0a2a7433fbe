/*
 * mask.c - template tags of an HTML body overwritten, byte for byte, so that
 * a parser of HTML sees none of their quotes and angle brackets.
 *
 * Comments, scripts and style sheets stay as they are: minified CSS ends in
 * "}}", and nothing in them is parsed as HTML.
 */
#include <string.h>

#include "delimiters.h"

struct mask {
	struct arena *arena;
	struct str s;
	char *out; /* NULL until there is something to write */
	size_t at;
	struct delimiters delimiters;
};

static char
byte_at(const struct mask *m, size_t at)
{
	return at < m->s.len ? m->s.at[at] : 0;
}

static bool
starts(const struct mask *m, size_t at, const char *what)
{
	return str_istarts(str_from(m->s, at), str_of(what));
}

/* Line ends stay, so that lines count the same. */
static void
overwrite(struct mask *m, size_t len, char filler)
{
	if (!m->out) {
		m->out = arena_bytes(m->arena, m->s.len);
		memcpy(m->out, m->s.at, m->s.len);
	}
	for (size_t end = m->at + len; m->at < end; m->at++)
		if (m->out[m->at] != '\n' && m->out[m->at] != '\r')
			m->out[m->at] = filler;
}

/* Length of the template tag here, 0 when there is none. */
static size_t
tag_here(struct mask *m)
{
	enum dialect dialect;
	char c = m->s.at[m->at];

	if (c != '{' && c != '<' && c != '*' && c != '%' && c != '$' &&
		c != '[')
		return 0;
	return delimiters_match(&m->delimiters, m->at, &dialect);
}

/* "{{ </span><span>name }}": an editor has put markup inside a tag; to hide
 * it would take elements away. Code may compare: "{% if a < b %}". */
static bool
holds_markup(struct str s)
{
	for (size_t i = 1; i + 1 < s.len; i++) {
		if (s.at[i] != '<')
			continue;
		if (s.at[i + 1] == '/')
			return true;
		struct str name = str_from(s, i + 1);
		size_t n = 0;
		while (n < name.len && is_alnum(name.at[n]))
			n++;
		if (n && n < name.len && name.at[n] == '>')
			return true;
		if (n && str_chr(name, '=') < str_chr(name, '>') &&
			str_chr(name, '>') < name.len)
			return true;
	}
	return false;
}

static bool
is_comment(struct str tag)
{
	return str_starts(tag, STR("{{!")) || str_starts(tag, STR("{#")) ||
	       str_starts(tag, STR("{{--")) || str_starts(tag, STR("{{/*")) ||
	       str_starts(tag, STR("<%"));
}

static void
skip_past(struct mask *m, const char *end)
{
	struct str rest = str_from(m->s, m->at);
	struct str what = str_of(end);
	size_t hit = str_find(rest, what);
	m->at += hit < rest.len ? hit + what.len : rest.len;
}

/* "</script" in any case; what follows is read as a tag again. */
static void
skip_raw(struct mask *m, const char *end)
{
	while (m->at < m->s.len) {
		m->at += str_chr(str_from(m->s, m->at), '<');
		if (starts(m, m->at, end))
			return;
		m->at += m->at < m->s.len;
	}
}

static void
mask_quoted(struct mask *m, char quote)
{
	for (m->at++; m->at < m->s.len && m->s.at[m->at] != quote;) {
		size_t len = tag_here(m);
		if (len)
			overwrite(m, len, 'x');
		else
			m->at++;
	}
	m->at += m->at < m->s.len;
}

static void
mask_bare(struct mask *m)
{
	while (m->at < m->s.len && !is_blank(m->s.at[m->at]) &&
		m->s.at[m->at] != '>') {
		size_t len = tag_here(m);
		if (len)
			overwrite(m, len, 'x');
		else
			m->at++;
	}
}

static void
mask_value(struct mask *m)
{
	m->at++; /* = */
	while (is_blank(byte_at(m, m->at)))
		m->at++;
	char quote = byte_at(m, m->at);
	if (quote == '"' || quote == '\'')
		mask_quoted(m, quote);
	else
		mask_bare(m);
}

/* Between attributes a tag becomes blanks; in "data-{{name}}" it is a part
 * of the name. */
static void
mask_between(struct mask *m, size_t len)
{
	char before = m->s.at[m->at - 1];
	bool name = before == '-' || before == '_' || before == ':';
	overwrite(m, len, name ? 'x' : ' ');
}

/* From behind the name of a start tag to behind its ">". */
static void
mask_attributes(struct mask *m)
{
	while (m->at < m->s.len && m->s.at[m->at] != '>') {
		size_t len = tag_here(m);
		if (len)
			mask_between(m, len);
		else if (m->s.at[m->at] == '=')
			mask_value(m);
		else
			m->at++;
	}
	m->at += m->at < m->s.len;
}

static void
mask_start_tag(struct mask *m)
{
	size_t name = m->at + 1, end = name;

	while (is_alnum(byte_at(m, end)) || byte_at(m, end) == '-')
		end++;
	struct str element = str_sub(m->s, name, end - name);
	m->at = end;
	mask_attributes(m);
	if (m->s.at[m->at - 1] == '>' && m->at > 1 && m->s.at[m->at - 2] == '/')
		return;
	if (str_ieq(element, STR("script")))
		skip_raw(m, "</script");
	else if (str_ieq(element, STR("style")))
		skip_raw(m, "</style");
}

static void
mask_markup(struct mask *m)
{
	char next = byte_at(m, m->at + 1);

	if (starts(m, m->at, "<!--"))
		skip_past(m, "-->");
	else if (next == '!' || next == '?' || next == '/')
		skip_past(m, ">");
	else if (is_alpha(next))
		mask_start_tag(m);
	else
		m->at++;
}

static void
mask_step(struct mask *m)
{
	size_t len = tag_here(m);
	struct str tag = str_sub(m->s, m->at, len);

	if (len && (is_comment(tag) || !holds_markup(tag)))
		overwrite(m, len, 'x');
	else if (m->s.at[m->at] == '<')
		mask_markup(m);
	else
		m->at++;
}

struct str
template_mask(struct arena *arena, struct str html)
{
	struct mask m = { .arena = arena, .s = html };

	if (!delimiters_any(html))
		return html;
	delimiters_init(&m.delimiters, html);
	while (m.at < html.len)
		mask_step(&m);
	return m.out ? (struct str){ m.out, html.len } : html;
}
