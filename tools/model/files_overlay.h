/* SPDX-License-Identifier: ISC */
/*
 * files_overlay - a set of files with some of them replaced, added or gone, in
 * memory: what a patch makes of a work tree or a revision.
 *
 * Links and folders are those of the set below. What is put is known by its
 * canonical absolute path, as files_real_dup() gives it.
 */
#ifndef STET_MODEL_FILES_OVERLAY_H
#define STET_MODEL_FILES_OVERLAY_H

#include <stddef.h>

#include "model/files.h"

/* Over the set below, which is taken; NULL: the disk. To be freed by
 * files_free(). */
struct files *files_overlay_new(struct files *below);

/* The canonical path of what may not be there yet, new; NULL with errno set if
 * there cannot be such a path. */
char *files_overlay_path_dup(const struct files *overlay, const char *path);

/* The bytes of the file from now on; bytes are taken (from malloc). 0, or -1 with
 * errno set if the path cannot be (its folder is a file, it leads out). */
int files_overlay_put(struct files *overlay, const char *path, char *bytes,
		      size_t len);

/* The file is not there any more. 0, or -1 as above. */
int files_overlay_remove(struct files *overlay, const char *path);

/* How many files were put or removed. */
size_t files_overlay_count(const struct files *overlay);

#endif
