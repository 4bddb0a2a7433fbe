/* yamlread.c - YAML events with places in bytes. */
#include <yaml.h>

#include "memory.h"
#include "yamlread.h"

/* libyaml's cost grows with the square of open flow collections. */
enum { FLOW_DEPTH = 50 };

struct reading {
	struct str s;
	size_t chars, at; /* marks count characters; this walks along */
	bool (*take)(void *, const struct yaml_seen *);
	void *context;
};

static size_t
char_width(char lead)
{
	uint8_t b = (uint8_t)lead;
	return b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
}

/* Bytes for a character index of libyaml; only ever forward. */
static size_t
offset_of(struct reading *r, size_t index)
{
	while (r->chars < index && r->at < r->s.len) {
		r->at += char_width(r->s.at[r->at]);
		r->chars++;
	}
	return r->at < r->s.len ? r->at : r->s.len;
}

static bool
too_deep(struct str s)
{
	int depth = 0;
	for (size_t i = 0; i < s.len && depth < FLOW_DEPTH; i++) {
		depth += s.at[i] == '[' || s.at[i] == '{';
		depth -= depth && (s.at[i] == ']' || s.at[i] == '}');
	}
	return depth >= FLOW_DEPTH;
}

static enum yaml_quoting
quoting_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return QUOTING_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return QUOTING_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		return QUOTING_BLOCK;
	default:
		return QUOTING_PLAIN;
	}
}

/* False for events that say nothing. */
static bool
kind_of(yaml_event_type_t type, enum yaml_event_kind *kind)
{
	static const enum yaml_event_kind kinds[] = {
		[YAML_DOCUMENT_START_EVENT] = YAMLREAD_DOCUMENT,
		[YAML_DOCUMENT_END_EVENT] = YAMLREAD_DOCUMENT_END,
		[YAML_ALIAS_EVENT] = YAMLREAD_ALIAS,
		[YAML_SCALAR_EVENT] = YAMLREAD_SCALAR,
		[YAML_SEQUENCE_START_EVENT] = YAMLREAD_SEQUENCE,
		[YAML_SEQUENCE_END_EVENT] = YAMLREAD_SEQUENCE_END,
		[YAML_MAPPING_START_EVENT] = YAMLREAD_MAPPING,
		[YAML_MAPPING_END_EVENT] = YAMLREAD_MAPPING_END,
	};

	if (type < YAML_DOCUMENT_START_EVENT || type > YAML_MAPPING_END_EVENT)
		return false;
	*kind = kinds[type];
	return true;
}

static bool
show(struct reading *r, const yaml_event_t *e)
{
	struct yaml_seen seen = { .kind = YAMLREAD_DOCUMENT };
	size_t at = offset_of(r, e->start_mark.index);

	if (!kind_of(e->type, &seen.kind))
		return true;
	seen.span = span_of(at, offset_of(r, e->end_mark.index) - at);
	if (e->type == YAML_SCALAR_EVENT) {
		seen.value.at = (const char *)e->data.scalar.value;
		seen.value.len = e->data.scalar.length;
		seen.quoting = quoting_of(e->data.scalar.style);
	}
	return r->take(r->context, &seen);
}

static bool
run(struct reading *r, yaml_parser_t *yaml)
{
	yaml_event_t event;
	bool more = true;

	while (more) {
		if (!yaml_parser_parse(yaml, &event))
			return false;
		more = event.type != YAML_STREAM_END_EVENT && show(r, &event);
		yaml_event_delete(&event);
	}
	return true;
}

static size_t
place_of(const struct reading *r, size_t index)
{
	struct reading again = { .s = r->s };
	return offset_of(&again, index);
}

static void
tell(const struct reading *r, const yaml_parser_t *yaml, struct arena *arena,
	struct yaml_problem *problem)
{
	if (yaml->problem)
		problem->words = arena_str(arena, str_of(yaml->problem));
	problem->nowhere = yaml->error == YAML_READER_ERROR;
	if (problem->nowhere) {
		problem->at = yaml->problem_offset;
		return;
	}
	problem->at = place_of(r, yaml->problem_mark.index);
	problem->has_opening = yaml->context != NULL;
	problem->opening = place_of(r, yaml->context_mark.index);
}

bool
yaml_read(struct str s, bool (*take)(void *, const struct yaml_seen *),
	void *context, struct arena *arena, struct yaml_problem *problem)
{
	struct reading r = { .s = s, .take = take, .context = context };
	yaml_parser_t yaml;

	*problem = (struct yaml_problem){ .words = STR("nested too deeply"),
		.nowhere = true };
	if (too_deep(s))
		return false;
	problem->words = STR("bad bytes");
	if (!yaml_parser_initialize(&yaml))
		memory_failed();
	yaml_parser_set_encoding(&yaml, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&yaml, (const unsigned char *)(s.len ? s.at : ""), s.len);
	bool ok = run(&r, &yaml);
	if (yaml.error == YAML_MEMORY_ERROR)
		memory_failed();
	if (!ok)
		tell(&r, &yaml, arena, problem);
	yaml_parser_delete(&yaml);
	return ok;
}
