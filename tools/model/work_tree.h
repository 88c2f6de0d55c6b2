/* SPDX-License-Identifier: ISC */
/*
 * work_tree - how the files on the disk stand to the commit that git has checked
 * out there.
 */
#ifndef STET_MODEL_WORK_TREE_H
#define STET_MODEL_WORK_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct files_input;

struct work_tree {
	char *top;		/* real path, without a slash at the end */
	char *commit;		/* full id of HEAD */
	long long time;		/* of that commit, in seconds since 1970 */
	char **changed;		/* paths below top, sorted, each once */
	size_t count;
	size_t capacity;
};

/*
 * The work tree that has the file at path, tracked, and what was changed in it
 * and not committed. 0, or -1 if there is none; then there is nothing to
 * release.
 */
int work_tree_read(const char *path, struct work_tree *out);

/* Adds those of the inputs to what was changed that git does not track. */
void work_tree_add_untracked(struct work_tree *tree,
			     const struct files_input *inputs, size_t count);

void work_tree_release(struct work_tree *tree);

#endif
