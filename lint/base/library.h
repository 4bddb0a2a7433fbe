/*
 * library.h - shared libraries that are loaded when first asked for: linking
 * them at start takes longer than checking a draft, and few drafts need all.
 *
 * The functions of a library stand once, in a list, and are called through
 * pointers of the same names:
 *
 *	#define FUNCTIONS(F) F(psl_builtin) F(psl_registrable_domain)
 *	static struct { FUNCTIONS(LIBRARY_MEMBER) } psl =
 *		{ FUNCTIONS(LIBRARY_ADDRESS) };
 *	static const char *const names[] =
 *		{ FUNCTIONS(LIBRARY_NAME) NULL };
 *
 *	if (!psl.psl_builtin)
 *		library_need(LIBRARY_PSL, names, &psl);
 *
 * Behind a closed door (sandbox.h) nothing can be loaded any more. There a
 * library that is missed is reported to whoever can start again with it.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>

#if defined(STATIC) || !defined(__linux__)
#define LIBRARY_ADDRESS(function) &function,
#else
#define LIBRARY_ADDRESS(function) 0,
#endif

#define LIBRARY_MEMBER(function) __typeof__(&function) function;
#define LIBRARY_NAME(function)	 LIBRARY_QUOTED(function),
#define LIBRARY_QUOTED(text)	 #text

/* Those that may be loaded late. */
enum library {
	LIBRARY_ICU,
	LIBRARY_ICU_I18N,
	LIBRARY_PSL,
	LIBRARY_XML,
	LIBRARY_ZIP,
	LIBRARY_HUNSPELL,
	LIBRARIES
};

/* What a program itself has to open before the door closes is wanted in the
 * same way, by numbers from LIBRARIES on (dictionaries, one a language). */
enum { WANTS = LIBRARIES + 24 };

/*
 * Fills the pointers at `functions` in the order of `names`, which ends with
 * NULL. False, and some are left NULL, when there is no such library.
 */
bool library_load(
	enum library which, const char *const *names, void *functions);

/* The same for one that the program was built with: without it the run
 * ends, and says so unless library_on_lack() was given another end. */
void library_need(
	enum library which, const char *const *names, void *functions);

/* `lack` does not return. */
void library_on_lack(void (*lack)(enum library which));

/* The name of its file, as it is looked for first. */
const char *library_name(enum library which);

/* So that it can be had behind the door. */
void library_open(enum library which);

/* Says that something is needed that was not opened before. Returns only where
 * it can still be opened. */
void library_want(unsigned which);

/* From now on only what was opened before can be had; `miss` is told of the
 * first other one and does not return. */
void library_close_door(void (*miss)(unsigned which));

#endif
