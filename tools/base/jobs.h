/* SPDX-License-Identifier: ISC */
/*
 * jobs - pieces of work that need nothing of each other, on all cores.
 *
 * What comes out is the same on any number of cores: each job keeps its messages
 * for itself, and they are printed in the order of the jobs when all have ended.
 * A job may change what its payload owns and nothing else; what it shares with
 * others (a tree, a project) it only reads.
 */
#ifndef STET_BASE_JOBS_H
#define STET_BASE_JOBS_H

#include <stdatomic.h>
#include <stddef.h>

struct diag;

/* The threads that may work at a time, on whatever jobs there are. */
struct crew {
	size_t count;
	atomic_size_t idle;	/* how many more may be started */
};

/* So many threads with the one that asks (0: as many as there are cores). */
void crew_init(struct crew *crew, size_t threads);

struct job {
	int (*run)(void *payload, struct diag *diag);	/* 0, or -1 */
	void *payload;
	size_t size;		/* in any unit; the larger are begun first */
	int result;		/* what run returned */
};

/*
 * Runs all of them and waits, together with those of the crew that are idle; a
 * NULL crew is this thread alone. Jobs may run jobs with the same crew. Those of
 * one size are begun in their order. A message that an earlier one repeats word for
 * word, place and all, is left out, but counted. 0, or -1 if one of them failed.
 */
int jobs_run(struct crew *crew, struct job *jobs, size_t count,
	     struct diag *diag);

#endif
