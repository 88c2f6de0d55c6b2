/* SPDX-License-Identifier: ISC */
/*
 * git_start - libgit2, started when it is first needed. It reads the certificates
 * of the system then, which takes longer than most of what we ask of it.
 */
#ifndef STET_MODEL_GIT_START_H
#define STET_MODEL_GIT_START_H

#include <git2.h>

/* To be called before anything else of libgit2. It is never stopped: the next one
 * who needs it would have to wait again. */
static inline void git_start(void)
{
	git_libgit2_init();
}

#endif
