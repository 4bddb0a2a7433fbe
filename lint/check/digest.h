/*
 * digest.h - the little of a draft that rules about many drafts at once look
 * at (batch.h): from whom, to whom, and what its text is like.
 *
 * It is made where the draft is read, in the worker, and travels in the
 * result.
 */
#ifndef CHECK_DIGEST_H
#define CHECK_DIGEST_H

#include "../base/wire.h"
#include "preset.h"

enum {
	DIGEST_BINS = 64,    /* of the text's sketch */
	DIGEST_TO = 50,	     /* addresses of To that are kept */
	DIGEST_FILES = 8,    /* attachments that are kept */
	DIGEST_NAMES = 64,   /* names in the text that are kept */
	DIGEST_SHORTEST = 20 /* words; less is like many other texts */
};

/* A word with a capital, or two of them read as one. */
struct digest_name {
	uint64_t hash; /* digest_hash() of it */
	struct place place;
};

struct digest {
	enum stage stage;
	enum preset preset;
	bool sent;	   /* it was sent already */
	bool first;	   /* it answers and forwards nothing */
	bool dated;	   /* has a Date, and no mark of a draft */
	int64_t date;	   /* seconds */
	struct str sender; /* local@domain in lower case; empty: not said */
	struct str *to;	   /* likewise */
	size_t to_count;
	size_t recipients; /* of To, Cc and Bcc together */
	struct place to_place, text_place; /* first address, first sentence */

	/* The words of the author, without greeting and signature, without
	 * addresses and the reader's own name. */
	size_t words; /* without numbers; a Chinese character is one */
	uint64_t text; /* the same for the same words and numbers */
	/* a sketch of the words: the more bins agree, the more alike they are
	 * (one permutation hashing); 0: the bin is empty */
	uint32_t bins[DIGEST_BINS];

	uint64_t *files; /* attachments, by content */
	size_t file_count;
	struct digest_name *names;
	size_t name_count;
};

struct digest *digest_make(struct arena *arena, const struct draft *d,
	const struct chosen *chosen, enum column_unit unit);

/* For result.c: a digest of a file of that size, or none. */
void digest_wire(struct wire *w, struct digest **g, uint64_t file_size);

/*
 * How alike two texts are, 0 to 100: bins that agree, of those that one of
 * them has. Texts under DIGEST_SHORTEST words are alike only when they are the
 * same.
 */
unsigned digest_likeness(const struct digest *a, const struct digest *b);

/* What stands behind the @. */
struct str digest_domain(struct str address);

/* The label of a domain that names a company: "acme" of mail.acme.co.uk. */
struct str digest_company(struct str domain);

/* Of a name, letters of ASCII without case. */
uint64_t digest_hash(struct str name);

#endif
