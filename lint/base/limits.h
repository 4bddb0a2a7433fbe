/*
 * limits.h - every ceiling, by name.
 *
 * Reaching one is a defect that a rule reports ("not checked beyond ..."),
 * never silence and never a crash. Each has a test at the limit.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
	KIB = 1024,
	MIB = 1024 * KIB,

	/* files and messages */
	LIMIT_FILE = 256 * MIB,
	LIMIT_MESSAGES = 10000,	      /* in one mbox */
	LIMIT_FRONT_MATTER = 64 * KIB,

	/* header fields */
	LIMIT_HEADER_BLOCK = 1 * MIB,
	LIMIT_HEADERS = 1000,
	LIMIT_HEADER_VALUE = 64 * KIB,
	LIMIT_PARAMS = 64,
	LIMIT_ADDRESSES = 2000,
	LIMIT_COMMENT_DEPTH = 8,
	LIMIT_ENCODED_WORDS = 500,

	/* MIME structure */
	LIMIT_DEPTH = 50,
	LIMIT_PARTS = 1000,
	LIMIT_BOUNDARY = 1000, /* RFC 2046 allows 70; longer ones are read */

	/* decoded text */
	LIMIT_TEXT = 4 * MIB,	 /* of one body part */
	LIMIT_TEXTS = 8 * MIB, /* of all body parts of a message */
	LIMIT_WORDS = 1000000, /* of all texts of a message */
	LIMIT_LINKS = 10000,
	LIMIT_FIELDS = 10000, /* merge fields */

	/* HTML */
	LIMIT_HTML_DEPTH = 200,
	LIMIT_TAGS = 100000,	    /* of all pages of a message */
	LIMIT_MARKS = 200000,	    /* likewise, with end tags, comments */
	LIMIT_ATTRIBUTES = 256,	    /* of one tag */
	LIMIT_ATTRIBUTES_ALL = 400000, /* of all pages of a message */
	LIMIT_ATTRIBUTE = 64 * KIB, /* bytes of one value with entities */
	LIMIT_DECLARATIONS = 256,   /* of one style attribute */

	/* attachments */
	LIMIT_ATTACHMENTS = 500,
	LIMIT_ZIP_ENTRIES = 10000,
	LIMIT_SNIFF = 64 * KIB, /* bytes decoded to tell a file's type */
	LIMIT_ARCHIVE = 64 * MIB, /* larger ones are not listed */

	/* the table of --data */
	LIMIT_DATA = 16 * MIB,
	LIMIT_ROWS = 5000,
	LIMIT_COLUMNS = 200,
	LIMIT_MERGED = 16 * MIB, /* bytes of all merged drafts of a template */

	/* results */
	LIMIT_DEFECTS = 1000,
	LIMIT_FINDINGS = 1000, /* of one draft */
	LIMIT_FINDINGS_PER_RULE = 50,
	LIMIT_EXCERPT = 1000,  /* bytes of one excerpt line */
	LIMIT_ARGUMENT = 500,  /* bytes of what a message quotes */
	LIMIT_LABEL = 500,     /* bytes of the name of a part or a field */
	LIMIT_REPORT = 256 * MIB,

	/* spelling */
	LIMIT_DICTIONARY = 64 * MIB, /* bytes of a word list */

	/* the process that reads drafts (base/crew.h) */
	LIMIT_SECONDS = 10, /* for one file, and one more for each MiB */
	LIMIT_WORKER_MEMORY = 2000 * MIB, /* address space */
	/* of computing, of one process: for one that nobody watches any more;
	 * a parent that lives uses LIMIT_SECONDS */
	LIMIT_WORKER_SECONDS = 6 * 3600,
	LIMIT_ANSWER = 64 * MIB, /* one message's result on the wire */
	LIMIT_JOBS = 64,

	/* the configuration */
	LIMIT_CONFIG = 1 * MIB,
	LIMIT_CONFIG_NODES = 50000, /* keys and values of one file */
	LIMIT_CONFIG_DEPTH = 12,
	LIMIT_CONFIGS = 100,	    /* in one run */
	LIMIT_LIST = 2000000,	    /* entries of a list in a file of its own */
	LIMIT_CSV_HEADER = 64 * KIB,
	LIMIT_COMPLAINTS = 20,

	/* patterns (PCRE2): what one may be, and what a search may take */
	LIMIT_PATTERN = 4 * KIB,
	LIMIT_PATTERN_NESTING = 50,    /* parentheses */
	LIMIT_PATTERN_SIZE = 64 * KIB, /* compiled */
	LIMIT_PATTERN_FRAME = 4 * KIB, /* memory of one backtracking point */
	LIMIT_MATCH_PIECE = 1024,      /* bytes of subject in one call */
	LIMIT_MATCH = 20000,
	LIMIT_MATCH_DEPTH = 1000,
	LIMIT_MATCH_HEAP_KIB = 4096,
	/* steps of one pattern in a draft: at least, and for each byte */
	LIMIT_MATCH_STEPS = 2000000,
	LIMIT_MATCH_STEPS_A_BYTE = 32,
};

#endif
