/* judge.c - whether what the program printed may be printed. */
#include <jansson.h>
#include <string.h>

#include "base/utf8.h"
#include "judge.h"

static bool
is_control(uint32_t rune)
{
	return (rune < 0x20 && rune != '\n' && rune != '\t') ||
	       (rune >= 0x7F && rune < 0xA0);
}

static const char *
fault_in(struct str s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t rune;
		if (!utf8_read(s, &at, &rune))
			return "bad UTF-8";
		if (is_control(rune))
			return "a control character";
		if (rune_is_bidi(rune))
			return "a bidi control";
	}
	return NULL;
}

void
judge_text(struct buf *trouble, const char *format, struct str out)
{
	const char *fault = fault_in(out);
	if (fault)
		buf_printf(trouble, " %s: %s;", format, fault);
}

static bool
parses(struct str json)
{
	json_t *value = json_loadb(json.at, json.len, JSON_ALLOW_NUL, NULL);
	json_decref(value);
	return value != NULL;
}

void
judge_json(struct buf *trouble, const char *format, struct str out, bool lines)
{
	bool fine = lines || parses(out);

	for (struct str rest = out; lines && fine && rest.len;)
		fine = parses(str_cut(&rest, '\n'));
	if (!fine)
		buf_printf(trouble, " %s: no JSON;", format);
}

/* "rule/id" or "rule/id: words of its message". */
static bool
is_said(json_t *finding, const char *wanted)
{
	const char *rule = json_string_value(json_object_get(finding, "rule"));
	const char *said =
		json_string_value(json_object_get(finding, "message"));
	struct str rest = str_of(wanted);
	struct str id = str_cut(&rest, ':');

	if (!rule || !said || !str_eq(id, str_of(rule)))
		return false;
	return !rest.at || str_has(str_of(said), str_trim(rest));
}

static bool
has_finding(json_t *report, const char *wanted)
{
	size_t i, k;
	json_t *file, *finding;

	json_array_foreach(json_object_get(report, "files"), i, file)
		json_array_foreach(json_object_get(file, "findings"), k,
			finding) if (is_said(finding, wanted)) return true;
	return false;
}

void
judge_findings(struct buf *trouble, const struct hostile *h, struct str json)
{
	json_t *report = json_loadb(json.at, json.len, JSON_ALLOW_NUL, NULL);

	for (size_t i = 0; i < SAYS_MOST && h->says[i]; i++) {
		bool barred = h->says[i][0] == '!';
		const char *wanted = h->says[i] + barred;
		if (has_finding(report, wanted) == barred)
			buf_printf(trouble,
				barred ? " says %s;" : " does not say %s;",
				wanted);
	}
	json_decref(report);
}
