/*
 * tags.h - a lexer of HTML: where each tag, name and attribute stands.
 */
#ifndef DRAFT_TAGS_H
#define DRAFT_TAGS_H

#include "html.h"

/* What HTML says about an element, whatever its place. */
enum {
	TRAIT_BLOCK = 1,  /* the text before and after it are other lines */
	TRAIT_VOID = 2,	  /* has no content and no end tag */
	TRAIT_RAW = 4,	  /* its content is text: tags in it are none */
	TRAIT_UNSEEN = 8, /* its content is never shown */
	TRAIT_NESTS = 16, /* its start or end may end other elements */

	/* Which start tags do not end it, as libxml2 sees it: a part of a
	 * table ends its like and the parts that stand in such. */
	HOLDS_CELL = 32,
	HOLDS_ROW = 64,
	HOLDS_GROUP = 96,
	HOLDS_ALL = 128,
	HOLDS = 224 /* all of these bits */
};

struct tag_fact {
	char name[11];
	uint8_t tag; /* enum tag */
	uint8_t traits;
};

enum token_kind {
	TOKEN_TEXT,
	TOKEN_START,	/* <p class="x"> or <br/> */
	TOKEN_END,	/* </p> */
	TOKEN_COMMENT,	/* <!-- -->, also conditional comments, <?...>, </> */
	TOKEN_DOCTYPE,
	TOKEN_RAW	/* content of script, style, title, textarea, xmp */
};

struct token {
	enum token_kind kind;
	uint32_t at, len;
	struct str name;		/* lower case */
	const struct tag_fact *fact;	/* of a start or end tag */
	bool self_closing;
	attribute_list attributes; /* values with entities decoded */
	const char *cut; /* what was beyond a limit and dropped, or NULL */
};

struct lexer {
	struct str s;	 /* masked: no template tags in it */
	struct str real; /* the same bytes unmasked, for attribute values */
	size_t at;
	struct str raw;	 /* name of the raw-text element that is open */
	struct arena *arena;
	attribute_list scratch; /* attributes of the tag being read */
	size_t kept;		/* attributes, of this message so far */
};

void lexer_init(struct lexer *l, struct arena *arena, struct str masked,
	struct str real);
bool lexer_next(struct lexer *l, struct token *t);

/* The code point(s) of the entity at the start of `s` ("&amp;...", "&#x41;")
 * as UTF-8 in `to`; returns bytes read, 0 when it is none. */
size_t entity_read(struct str s, char to[8], size_t *len);

/* The same inside an attribute value, where "&copy=1" is none. */
size_t entity_read_attribute(struct str s, char to[8], size_t *len);

/* All entities of an attribute value decoded; `s` itself when it has none. */
struct str entities_decode(struct arena *arena, struct str s);

enum tag tag_named(struct str lower);
bool tag_is_block(enum tag t);

/* Never NULL: an unknown name has TAG_OTHER and no traits. */
const struct tag_fact *tag_fact(struct str lower);

#endif
