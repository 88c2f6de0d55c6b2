/* SPDX-License-Identifier: ISC */
/*
 * files_ops - what a kind of file set does; for files.c and files_git.c only.
 */
#ifndef STET_MODEL_FILES_OPS_H
#define STET_MODEL_FILES_OPS_H

#include "model/files.h"

typedef void files_visit(void *payload, const char *path);

struct files {
	char *(*real_dup)(const struct files *files, const char *path);
	char *(*tag_dup)(const struct files *files, const char *path);
	char **(*tags_dup)(const struct files *files, const char *path);
	bool (*is_file)(const struct files *files, const char *path);
	struct source *(*read)(const struct files *files, const char *path,
			       struct diag *diag);
	void (*each)(const struct files *files, const char *folder,
		     files_visit *visit, void *payload);
	void (*free)(struct files *files);
	long long time;
	const char *commit;
};

/* The disk's; in files_git.c, for all of libgit2 is there. */
char *files_work_tree_tag_dup(const struct files *files, const char *path);
char **files_work_tree_tags_dup(const struct files *files, const char *path);

#endif
