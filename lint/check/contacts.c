/* contacts.c - the table of --data. */
#include <stdlib.h>

#include "../base/limits.h"
#include "../base/memory.h"
#include "contacts.h"

/* Mailchimp's names, where a column stands for them. */
static void
know_alias(struct contacts *c, struct str name)
{
	if (table_column(&c->table, name) >= 0)
		*list_push(&c->arena, &c->settings.known.fields) = name;
}

/* The linter goes on with settings of its own. */
static void
know_columns(struct contacts *c, const struct settings *told)
{
	struct knowledge *known = &c->settings.known;
	const struct table *t = &c->table;

	c->settings = *told;
	known->fields.at = NULL;
	known->fields.n = known->fields.room = 0;
	list_each (const struct str, name, &told->known.fields)
		*list_push(&c->arena, &known->fields) = *name;
	for (size_t i = 0; i < t->header.cells; i++) {
		struct str name = table_value(&c->arena, t, &t->header, i);
		if (name.len)
			*list_push(&c->arena, &known->fields) = name;
	}
	know_alias(c, STR("FNAME"));
	know_alias(c, STR("LNAME"));
}

void
contacts_read(struct linter *l)
{
	if (l->contacts || !l->settings->data.at)
		return;
	struct contacts *c = memory_new(sizeof *c);
	arena_init(&c->arena);
	table_read(&c->table, &c->arena, l->settings->data);
	c->address_count =
		table_address_columns(&c->table, c->address, ADDRESS_COLUMNS);
	know_columns(c, l->settings);
	l->contacts = c;
	l->settings = &c->settings;
}

void
contacts_free(struct contacts *c)
{
	if (!c)
		return;
	arena_release(&c->arena);
	free(c);
}

const struct table *
contacts_table(const struct contacts *c)
{
	return &c->table;
}

void
contacts_draft(const struct contacts *c, struct draft *d, struct arena *arena,
	struct source *source)
{
	static const struct headers none;

	*d = (struct draft){ .arena = arena,
		.source = source,
		.message = span_of(0, source->bytes.len),
		.root = c->table.part,
		.headers = &none,
		.sent_size = source->bytes.len };
	d->defects.arena = arena;
	*list_push(arena, &d->parts) = c->table.part;
	if (c->table.cut)
		defect_note_limit(&d->defects,
			text_span(&c->table.text, c->table.cut_at, 0),
			c->table.part, STR("rows"));
	if (c->table.wide)
		defect_note_limit(&d->defects, span_of(0, 0), c->table.part,
			STR("columns"));
}

bool
contacts_cell(const struct contacts *c, struct arena *arena, size_t n,
	struct header *h)
{
	const struct table *t = &c->table;

	if (!c->address_count || n / c->address_count >= t->rows.n)
		return false;
	const struct table_row *row = &t->rows.at[n / c->address_count];
	struct text *text = ARENA_NEW(arena, struct text);
	struct defects defects = { .arena = arena }; /* not told */
	*text = table_cell_text(
		arena, t, row, c->address[n % c->address_count]);
	text->form = TEXT_BODY;
	*h = (struct header){ .id = HEADER_TO, .name = STR("To") };
	header_set_text(arena, h, *text);
	h->addresses = ARENA_NEW(arena, struct addresses);
	address_parse(h->addresses, arena, header_text(h), NULL, &defects);
	return true;
}
