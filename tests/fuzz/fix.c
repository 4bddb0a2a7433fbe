/*
 * fix.c - fuzzes fixes: bytes, findings, their edits made in memory, and the
 * new bytes read again. A fix leaves the tree of parts and every attachment
 * as they were. The first byte chooses the file's name.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "../support/whole.h"
#include "target.h"

static const char *const paths[] = { "a.eml", "a.txt", "a.html", "a.md" };

enum { PATHS = sizeof paths / sizeof *paths };

static struct whole whole;

static struct str
mended(struct arena *arena, struct str bytes, const struct result_finding *f)
{
	struct buf out;
	uint32_t at = 0;

	buf_init(&out, LIMIT_FILE);
	for (size_t i = 0; i < f->edit_count; i++) {
		buf_add(&out, str_sub(bytes, at, f->edits[i].start - at));
		buf_add(&out, f->edits[i].with);
		at = f->edits[i].end;
	}
	buf_add(&out, str_from(bytes, at));
	struct str s = arena_str(arena, buf_str(&out));
	buf_release(&out);
	return s;
}

/* A field that misleads readers about the parts: its fix changes what they
 * find, and is meant to. */
static bool
mends_structure(const struct result_finding *f)
{
	struct str id = str_of(f->rule->id);

	return str_starts(id, STR("structure/")) ||
	       str_starts(id, STR("headers/"));
}

static void
try_fixes(struct input *in, struct str path, const struct result *r,
	struct str before)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct result_finding *f = &r->findings[i];
		if (!f->edit_count)
			continue;
		struct str bytes = mended(&in->arena, in->bytes, f);
		DEMAND(mends_structure(f) ||
			str_eq(whole_anatomy(&in->arena, path, bytes), before));
		demand(whole_run(&whole, path, bytes));
	}
}

static void
try_messages(struct input *in, struct str path)
{
	struct str before = whole_anatomy(&in->arena, path, in->bytes);
	struct source source;
	struct result r;

	source_open(&source, &in->arena, path, in->bytes);
	for (size_t n = 0; n < source.messages.n; n++) {
		linter_run(whole.linter, &in->arena, &source, n, &r);
		demand(holds_result(&r, in->bytes));
		try_fixes(in, path, &r, before);
		result_release(&r);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in;

	if (!whole.linter)
		whole_open(&whole);
	input_open(&in, data, size);
	struct str path = str_of(paths[input_choice(&in) % PATHS]);
	try_messages(&in, path);
	input_close(&in);
	return 0;
}
