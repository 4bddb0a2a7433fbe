/*
 * frame.c - fuzzes what the parent hears from a worker: frames of any bytes,
 * in pieces whose length the first byte chooses.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/worker.h"
#include "target.h"

static int ends[2] = { -1, -1 };

static void
open_pipe(void)
{
	if (ends[0] >= 0)
		return;
	if (pipe(ends) < 0)
		demand("a pipe");
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

/* Each frame is what stands at `*at`; the rest waits for more. */
static bool
hear(struct worker *w, struct str sent, size_t *at)
{
	enum serve_word word;
	struct str bytes;

	while ((word = worker_word(w, &bytes)) != WORD_NONE) {
		if (word == WORD_LIE)
			return false;
		DEMAND(bytes.len <= LIMIT_ANSWER);
		DEMAND(word != WORD_DONE || !bytes.len);
		DEMAND((word != WORD_MISSED && word != WORD_LACKED) ||
			bytes.len == 1);
		DEMAND(str_eq(
			str_sub(sent, *at + SERVE_HEAD, bytes.len), bytes));
		*at += SERVE_HEAD + bytes.len;
		DEMAND(*at <= sent.len);
	}
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct worker w = { 0 };
	size_t at = 0, sent = 0;
	bool honest = true;
	struct input in;

	open_pipe();
	input_open(&in, data, size);
	size_t step = 1 + (size_t)input_choice(&in) * 4;
	worker_hear_from(&w, ends[0]);
	while (honest && sent < in.bytes.len) {
		struct str piece = str_sub(in.bytes, sent, step);
		DEMAND(write(ends[1], piece.at, piece.len) ==
			(ssize_t)piece.len);
		sent += piece.len;
		DEMAND(worker_listen(&w));
		honest = hear(&w, in.bytes, &at);
	}
	DEMAND(at <= sent);
	buf_release(&w.heard);
	input_close(&in);
	return 0;
}
