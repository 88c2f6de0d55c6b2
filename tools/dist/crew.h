/* SPDX-License-Identifier: ISC */
/*
 * crew - independent pieces of work done by as many threads as there are
 * processors to run them. What is made must not depend on who does it.
 */
#ifndef STET_DIST_CREW_H
#define STET_DIST_CREW_H

#include <stdbool.h>
#include <stddef.h>

struct crew {
	size_t count;		/* of pieces, done in order as threads get free */
	void (*work)(void *payload, size_t piece);
	/* Called by who called crew_run(), a few times a second and at the end;
	 * false: begin no other piece. */
	bool (*look)(void *payload, size_t done);
	void *payload;
};

/* Does all pieces; false if look() ended it early. */
bool crew_run(const struct crew *crew);

#endif
