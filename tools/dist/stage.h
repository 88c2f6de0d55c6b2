/* SPDX-License-Identifier: ISC */
/*
 * stage - a folder that comes into being all at once: it is filled under a
 * hidden name beside the place it is for, and renamed when it is whole.
 *
 * The folder is flat: it holds files only. Whoever fills it holds a lock on it, so
 * that one left behind by a run that was killed can be told from one in use, and
 * is taken away by the next run that is for the same place.
 */
#ifndef STET_DIST_STAGE_H
#define STET_DIST_STAGE_H

#include <stdbool.h>

#include "base/slice.h"

struct diag;

struct stage {
	char *target;		/* absolute path of the folder to be */
	char *path;		/* of the folder being filled */
	int fd;			/* of that folder; its lock */
	char *parent;		/* of the folder, as the user named it */
	char *made;		/* the uppermost folder on the way to that which
				   we made; NULL: it was there */
	bool replaces;		/* there is a folder at target to take away */
};

/*
 * May the folder be made, or replaced? It must not be there, or be empty, or,
 * where force is set, hold nothing but a release. 0, or -1 with an error
 * reported.
 */
int stage_check(const char *dir, bool force, struct diag *diag);

/* Begins to fill the folder for dir. 0, or -1 with the error reported and
 * nothing to release. */
int stage_open(struct stage *stage, const char *dir, bool force,
	       struct diag *diag);

/* Makes a file; the caller's to fill and to close. -1 with errno set. */
int stage_create(const struct stage *stage, const char *name);

/* Makes a file of these bytes. 0, or -1 with the error reported. */
int stage_write(const struct stage *stage, const char *name, struct slice bytes,
		struct diag *diag);

/* Puts the folder in its place. 0, or -1 with the error reported. Either way
 * nothing hidden is left, and the stage is released. */
int stage_publish(struct stage *stage, struct diag *diag);

/* Takes away all that was made, and releases the stage. */
void stage_abandon(struct stage *stage);

#endif
