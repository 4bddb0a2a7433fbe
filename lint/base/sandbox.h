/*
 * sandbox.h - a door that closes behind a process and never opens again.
 *
 * Behind it the process can compute, allocate, read and write the
 * descriptors that it holds, and end. It cannot open or change a file, make a
 * socket, start a program, or touch another process. What the system does not
 * offer is left out; the state says so.
 */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "buf.h"

struct sandbox {
	int landlock; /* version of the kernel's interface; 0: none */
	bool seccomp;
	bool by_choice; /* built without, for sanitizers and coverage */
};

/* Closes the door and tells what holds it. Also sets the limits of the
 * process: memory, time, no further descriptors, no files written, no core
 * dump. Never fails. */
struct sandbox sandbox_enter(void);

enum sandbox_trial {
	SANDBOX_HOLDS,	/* what there is of it */
	SANDBOX_LEAKS,	/* what should hold did not */
	SANDBOX_UNTRIED /* no child could be made */
};

/* Closes the door in a child and tries it there. */
enum sandbox_trial sandbox_probe(struct sandbox *s);

#endif
