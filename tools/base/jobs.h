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

#include <stddef.h>

struct diag;

struct job {
	int (*run)(void *payload, struct diag *diag);	/* 0, or -1 */
	void *payload;
	int result;		/* what run returned */
};

/*
 * Runs all of them and waits, on so many threads at most (0: as many as there
 * are cores). They are begun in their order: put the longest first. A message
 * that an earlier one repeats word for word, place and all, is left out, but
 * counted. 0, or -1 if one of them failed.
 */
int jobs_run(struct job *jobs, size_t count, size_t threads, struct diag *diag);

#endif
