/* SPDX-License-Identifier: ISC */
/*
 * commit - writes several files together or not at all.
 *
 * A journal in the project's root says what is being done. Until it is complete
 * the old files stand and the temporaries beside them can be thrown away; once
 * it is complete the temporaries can be renamed over their targets, again and
 * again if need be. So whenever a run is killed, the next one makes it all old
 * or all new. A lock on the root keeps two runs apart.
 */
#ifndef STET_EDIT_COMMIT_H
#define STET_EDIT_COMMIT_H

#include <stddef.h>

#include "base/slice.h"

struct diag;

struct commit_file {
	const char *path;	/* relative to the root */
	struct slice before;	/* what was read */
	struct slice after;	/* what is to stand there */
};

/*
 * Writes all files, each of which must still hold what was read and lie inside
 * the root (absolute, links resolved); a file that is a link is written where it
 * points. Returns 0, or -1 with an error reported: nothing is changed then,
 * or, if the system failed at the very end, the next edit_recover() finishes it.
 */
int edit_commit(const char *root, const struct commit_file *files, size_t count,
		struct diag *diag);

/*
 * Finishes or undoes an edit that was interrupted; to be called before anything
 * in the project is read. 0, also if there was nothing to do; -1 with an error.
 */
int edit_recover(const char *root, struct diag *diag);

#endif
