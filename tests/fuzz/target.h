/*
 * target.h - what the fuzz targets share.
 *
 * A target is one file with LLVMFuzzerTestOneInput(): it gives bytes to one
 * parser and aborts when a promise of support/holds.h is broken.
 */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include "base/utf8.h"
#include "draft/defect.h"
#include "../support/holds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input: a fresh arena, no defects, and the bytes. */
struct input {
	struct arena arena;
	struct defects defects;
	struct str bytes;
	char *utf8; /* what input_text made */
};

/* Each target begins and ends an input with these. */
void input_open(struct input *in, const uint8_t *data, size_t size);
void input_close(struct input *in);

/* Takes the first byte off: a choice of the target. 0 when there is none. */
uint8_t input_choice(struct input *in);

/* The bytes as a text that stands in the file as it is: what is no UTF-8 is
 * one question mark a byte. In memory of its own, to the byte. */
struct text input_text(struct input *in, enum text_form form);

/* The file in which such a text stands. */
#define TEXT_FILE(text) ((text).s)

/* Ends the run when `broken` says what is broken. */
void demand(const char *broken);

/* The same for one claim. */
#define DEMAND(claim)                                                          \
	do {                                                                   \
		if (!(claim))                                                  \
			demand(__FILE__ ":" HOLDS_STRING(                      \
				__LINE__) ": " #claim);                        \
	} while (0)

#endif
