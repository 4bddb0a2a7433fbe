/*
 * blocks.h - the blocks of a template: what opens, what closes it, what stands
 * between. {{#if}} {{/if}}, {% for %} {% endfor %}, <% if %> <% end %>,
 * *|IF:X|* *|END:IF|*, %%[ IF ]%% %%[ ENDIF ]%%, @if @endif.
 *
 * A template engine reads a whole file, markup and all, so blocks are those of
 * a whole body. What a tag means is told only where it leaves no doubt: tags
 * that a product adds open a block when the body closes them somewhere.
 */
#ifndef DRAFT_BLOCKS_H
#define DRAFT_BLOCKS_H

#include "template.h"

enum block_fault {
	BLOCK_UNCLOSED, /* opens, and nothing closes it */
	BLOCK_STRAY,	/* closes what was never opened */
	BLOCK_CROSSED,	/* closes `open`, but `name` is still open inside */
	BLOCK_BETWEEN	/* "else" outside of any block */
};

struct block_trouble {
	enum block_fault fault;
	uint32_t at, len; /* of the tag, in the text */
	struct str tag;	  /* as it is written */
	struct str closer; /* what would close it: "{{/if}}"; or "" */
};

typedef LIST(struct block_trouble) block_troubles;

/*
 * Finds what is wrong with the blocks of a body, in order. `fields` are those
 * that template_scan() found in it.
 */
void blocks_check(block_troubles *out, struct arena *arena,
	const struct text *body, const field_list *fields);

/* What each tag does to the depth: 1 opens a block, -1 closes one. */
const int8_t *blocks_depths(struct arena *arena, const field_list *fields);

/* Which statements are ended somewhere in a body: "if" by "endif". */
struct block_ends {
	LIST(struct str) names; /* sorted */
};

void block_ends_find(
	struct block_ends *e, struct arena *arena, const field_list *fields);
bool block_ends_has(const struct block_ends *e, struct str name);

/* The word that says what a block tag does: "if" of "{%- if x %}" and
 * "{{#if x}}", "" for others. */
struct str block_word(const struct field *f);

#endif
