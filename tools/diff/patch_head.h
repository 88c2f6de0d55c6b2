/* SPDX-License-Identifier: ISC */
/*
 * patch_head - the lines of a patch that say which file and where. For
 * patch_read.c.
 */
#ifndef STET_DIFF_PATCH_HEAD_H
#define STET_DIFF_PATCH_HEAD_H

#include <stdbool.h>

#include "diff/patch.h"

/* The path in "--- a/path<tab>date" or "+++ b/path", new, without a/ or b/; NULL
 * for /dev/null. */
char *patch_path_dup(struct slice line);

/* A name as git writes it, maybe in quotes with escapes, new. */
char *patch_name_dup(struct slice text);

/* Both paths of "diff --git a/x b/y", new; NULL where it cannot be told which
 * blank is between the two: other lines will say it. */
void patch_git_paths(struct slice line, char **old_path, char **new_path);

/* The ids of "index 0123abc..4567def 100644", the zeros of a missing file as "";
 * false if it is no such line. */
bool patch_index_ids(struct slice line, char ids[2][65]);

/* "@@ -1,2 +3,4 @@": fills in the numbers; false if it is no such line. */
bool patch_hunk_head(struct slice line, struct patch_hunk *hunk);

/* The path in a line of a page, new: "[repository] / folder / file" or a word
 * that looks like one. NULL if there is none. */
char *patch_page_path_dup(struct slice line);

#endif
