/*
 * prose.h - a text as its reader sees it: who wrote which part of it, in
 * which language, in which sentences and words.
 */
#ifndef DRAFT_PROSE_H
#define DRAFT_PROSE_H

#include "line.h"
#include "template.h"
#include "text.h"

enum language {
	LANGUAGE_UNKNOWN,
	LANGUAGE_EN,
	LANGUAGE_ZH,
	LANGUAGE_JA,
	LANGUAGE_KO,
	LANGUAGE_ES,
	LANGUAGE_DE,
	LANGUAGE_FR,
	LANGUAGE_PT,
	LANGUAGE_IT,
	LANGUAGE_NL,
	LANGUAGE_PL,
	LANGUAGE_RU,
	LANGUAGE_UK,
	LANGUAGE_AR,
	LANGUAGE_TR,
	LANGUAGE_VI,
	LANGUAGE_TH,
	LANGUAGE_ID,
	LANGUAGE_HE,
	LANGUAGE_HI,
	LANGUAGES
};

/* BCP 47 tag of a language ("zh"), or "und". */
const char *language_tag(enum language l);
enum language language_of(struct str utf8);

enum block_kind {
	BLOCK_AUTHOR,	 /* what the author of this draft wrote */
	BLOCK_QUOTED,	 /* "> ...", "On ... wrote:", 发件人: ..., forwarded */
	BLOCK_SIGNATURE, /* after "-- ", or a closing formula with contact data */
	BLOCK_CODE	 /* patches, code: no prose */
};

struct block {
	enum block_kind kind;
	uint32_t at, len;
};

struct sentence {
	uint32_t at, len;	/* without blanks around */
	uint32_t word_at, words; /* its words: index and count */
	enum block_kind kind;
};

enum word_script { WORD_LATIN, WORD_HAN, WORD_OTHER, WORD_NUMBER };

struct word {
	uint32_t at, len; /* Latin: letters, digits, ' and -; Han: a whole run */
	uint8_t script;	  /* enum word_script */
	bool upper;	  /* two letters or more, all upper case */
	bool digits;	  /* has digits of ASCII */
	bool plain;	  /* two letters of ASCII or more and nothing else,
			     with no # $ % or @ beside it */
	bool in_field;	  /* inside a merge field */
	bool in_url;	  /* inside a URL or a mail address */
	uint8_t kind;	  /* enum block_kind */
};

struct prose {
	const struct part *part;
	struct text text;   /* HTML: what is visible; blocks end with \n */
	bool html;
	enum language language;
	struct lines lines;
	LIST(struct block) blocks;
	/* of the author and the signature; what others wrote is not cut */
	LIST(struct sentence) sentences;
	LIST(struct word) words;
	bool others; /* quoted text or code stands in it, too */
	field_list fields;
	/* the first line that greets: "Dear Mr. Li," and what stands in the
	 * place of a name, also when it is none: "Sir or Madam", "there" */
	uint32_t greeting_at, greeting_len; /* len 0: none */
	uint32_t greeted_at, greeted_len;   /* "Mr. Li"; len 0: nobody */
	LIST(struct span) urls; /* URLs and mail addresses, in the text */
	size_t words_before; /* of earlier texts, set before it is read */
	bool cut; /* together more than LIMIT_WORDS: the rest is not split */
	uint32_t author_words; /* Latin words in BLOCK_AUTHOR */
	uint32_t author_han;   /* Han characters in BLOCK_AUTHOR */
};

/*
 * Splits a text into blocks, sentences and words. Before it `text`, `html`
 * and `fields` (template_scan) are set: fields are opaque. `flowed` is format=flowed
 * (RFC 3676): lines that end in a blank go on in the next one.
 */
void prose_read(struct prose *p, struct arena *arena, bool flowed);

/* The block that holds `at`. */
enum block_kind prose_kind_at(const struct prose *p, uint32_t at);

/* Steps through the blocks beside something sorted by place: begin with
 * { prose, 0 } and never go back. True where the author wrote. */
struct author_steps {
	const struct prose *p;
	size_t block;
};
bool author_wrote(struct author_steps *a, size_t at);

/* True inside a URL, a mail address or a merge field. */
bool prose_opaque_at(const struct prose *p, uint32_t at);

#endif
