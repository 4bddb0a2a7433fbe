/* parses.c - succeeds when standard input is one JSON text in UTF-8. */
#include <jansson.h>

int
main(void)
{
	json_error_t error;
	json_t *all = json_loadf(stdin, 0, &error);

	if (!all)
		fprintf(stderr, "%d:%d: %s\n", error.line, error.column,
			error.text);
	json_decref(all);
	return all ? 0 : 1;
}
