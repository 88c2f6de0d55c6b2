/* SPDX-License-Identifier: ISC */
/*
 * diff_patch - a patch as one side of a diff: what it makes of a work tree, a
 * folder, a file or a revision, which is the other side. Nothing is written.
 */
#ifndef STET_CMD_DIFF_PATCH_H
#define STET_CMD_DIFF_PATCH_H

#include "cmd/diff_input.h"

/*
 * The two sides: what the arguments name (none: the work tree, else a file, a
 * folder or a revision; with base a path in that revision, if any), and the same
 * with the patch ("-": standard input) applied. 0, or -1 with errors reported; to
 * be released by diff_places_release() in either case.
 */
int diff_patch_find(struct cmd_context *context, const char *patch,
		    const char *base, int argc, char **argv,
		    struct diff_place places[2]);

#endif
