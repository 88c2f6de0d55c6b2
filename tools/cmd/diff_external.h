/* SPDX-License-Identifier: ISC */
/*
 * diff_external - called by git as an external diff, which gives seven arguments
 * (nine for a file that was renamed):
 *
 *   path old-file old-hex old-mode new-file new-hex new-mode [new-path what]
 *
 * The files are temporary ones or /dev/null. git takes any exit status but 0 for
 * a crash, and ends its own work.
 */
#ifndef STET_CMD_DIFF_EXTERNAL_H
#define STET_CMD_DIFF_EXTERNAL_H

#include <stdbool.h>

#include "cmd/diff_input.h"

bool diff_external_is(int argc, char **argv);

/* The two sides, under the path that the file has in the repository. 0, or -1
 * with errors reported or if there is nothing to read; to be released by
 * diff_places_release() in either case. */
int diff_external_find(struct cmd_context *context, int argc, char **argv,
		       struct diff_place places[2]);

#endif
