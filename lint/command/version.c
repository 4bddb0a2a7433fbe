/* version.c - what this program is, and what protects its user from drafts. */
#include "command.h"
#include "output.h"
#include "shelter.h"

int
version_print(const struct options *o)
{
	struct output out;

	if (!output_open(&out, NULL, o->reader))
		return STATUS_TROUBLE;
	buf_printf(&out.text, "maillint %s\n", report_version);
	if (o->verbose) {
		const char *words = translate(o->reader, shelter_words(o));
		words_add(&out.text, o->reader, N_("sandbox: {1}"), 1,
			str_of(words));
		buf_char(&out.text, '\n');
	}
	return output_close(&out) ? STATUS_CLEAN : STATUS_TROUBLE;
}
