/* SPDX-License-Identifier: ISC */
/*
 * files - where documents are read from: the disk, or a revision in git.
 *
 * Readers and projects ask here, so that a document set at a tag is read as the
 * work tree is, includes and all, without a checkout. Paths of a revision are
 * absolute in an imaginary root, the top of the repository: "/doc/spec.xfpt".
 * Links in a revision are not followed. A NULL set is the disk.
 */
#ifndef STET_MODEL_FILES_H
#define STET_MODEL_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct diag;
struct files;
struct source;

/*
 * The tree of a revision ("exim-4.99", "HEAD~2", "v1:doc" for a folder below
 * it) in the repository that holds dir, which may be a bare one. *top is set to
 * the new path of dir inside that tree ("/doc"), "/" for a bare repository or
 * a revision that names a folder. NULL after an error was reported, with the
 * nearest tags for a name that git does not know.
 */
struct files *files_open_revision(const char *dir, const char *revision,
				  char **top, struct diag *diag);
void files_free(struct files *files);

/* The commit's time in seconds since 1970, and its full id; 0 and NULL for the
 * disk. */
long long files_time(const struct files *files);
const char *files_commit(const struct files *files);

/*
 * The name of the nearest tag, new: of the revision, or of the work tree's HEAD
 * if the file at path is tracked there. NULL if there is none.
 */
char *files_tag_dup(const struct files *files, const char *path);

/*
 * The tags of exactly this revision, or of the work tree's HEAD in the same way,
 * in the order of their bytes; if the revision was named by a tag, that one. A
 * NULL-ended array, it and the names new; NULL if there is no commit.
 */
char **files_tags_dup(const struct files *files, const char *path);

/*
 * The canonical absolute path of an existing file or folder, new, links
 * resolved; NULL with errno set.
 */
char *files_real_dup(const struct files *files, const char *path);

bool files_is_file(const struct files *files, const char *path);

/*
 * Reads a regular file. The source's name is the path, for a revision
 * "REVISION:doc/spec.xfpt". The caller's; NULL after an error was reported.
 */
struct source *files_read(const struct files *files, const char *path,
			  struct diag *diag);

/*
 * Calls visit with the path of every regular file below the folder, in the
 * order of their bytes; what begins with a dot is passed over, folders named
 * "out" too, and links are not followed.
 */
void files_each(const struct files *files, const char *folder,
		void (*visit)(void *payload, const char *path), void *payload);

#endif
