/* SPDX-License-Identifier: ISC */
/*
 * outfile - output files that are whole or not there.
 *
 * A file is written to a temporary beside its target and renamed over it, so
 * that whoever looks, whenever we are killed, sees the old bytes or the new.
 */
#ifndef STET_BASE_OUTFILE_H
#define STET_BASE_OUTFILE_H

#include <stdbool.h>

#include "base/slice.h"

struct diag;

/* Makes a folder and the folders above it. 0, or -1 with the error reported. */
int outfile_mkdir(const char *path, struct diag *diag);

/*
 * Writes the bytes to path; "-" is standard output, and a device or a pipe is
 * written to as it is; through a link the file is written that it points to. A
 * file that holds these bytes already is left alone, its time too. Folders above
 * must exist.
 * Returns 0, or -1 with the error reported and nothing changed.
 */
int outfile_write(const char *path, struct slice bytes, struct diag *diag);

/* Writes all of the bytes to an open file. 0, or -1 with errno set. */
int outfile_put(int fd, struct slice bytes);

/* Does the file hold these bytes, and no others? */
bool outfile_holds(const char *path, struct slice bytes);

/*
 * The file to replace for a path that may be a link: what the link points to; but
 * the link itself where that is outside of the folder, if one is given, or not
 * there. New.
 */
char *outfile_target_dup(const char *path, const char *folder);

/* Removes what killed runs have left in the folder: drafts that nobody can be
 * writing any more. */
void outfile_sweep(const char *folder);

/*
 * The two halves of outfile_write(), for several files of which none is to be
 * replaced before all could be written. The first returns the path of a new
 * temporary beside the target, new, or NULL with the error reported; the second
 * renames it over the target: 0, or -1 with the error reported and the temporary
 * gone.
 */
char *outfile_draft(const char *target, struct slice bytes, struct diag *diag);
int outfile_publish(const char *temporary, const char *target,
		    struct diag *diag);

/*
 * Writes and fsyncs the bytes to a new file, which must not be there yet, with
 * the mode of target if that exists: the first half of replacing the target.
 * Returns 0, or -1 with the error reported and the file gone.
 */
int outfile_stage(const char *temporary, const char *target, struct slice bytes,
		  struct diag *diag);

#endif
