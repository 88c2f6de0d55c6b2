/* SPDX-License-Identifier: ISC */
/*
 * interrupt - signals that would end us, held back while there is something to
 * be taken away first.
 *
 * There is no handler and no state: the signals are blocked and asked for, and
 * the one that came is raised again at the end.
 */
#ifndef STET_DIST_INTERRUPT_H
#define STET_DIST_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

struct interrupt {
	sigset_t held;
	sigset_t asked;		/* those that can be waited for */
	sigset_t old_mask;
	struct sigaction old_limit;
	int caught;		/* the signal that came; 0: none */
};

/* Holds the signals back in this thread and in those it makes. That a file grew
 * past a limit is then an error of write(), and no signal. */
void interrupt_hold(struct interrupt *interrupt);

/* Has one of them come, perhaps within the milliseconds given? A child that
 * ended also ends the waiting. */
bool interrupt_came(struct interrupt *interrupt, int milliseconds);

/* Lets them through again; if one had come, that is the end of us. */
void interrupt_release(struct interrupt *interrupt);

#endif
