/* SPDX-License-Identifier: ISC */
/*
 * patch - changes of files as somebody sent them: a plain unified diff, the
 * mail that `git format-patch` writes (or several of them in one file), or the
 * page of a repository's browser, saved as text.
 *
 * Such a page has its paths, index lines and hunks between other things, blanks
 * that do not break, tabs as blanks, and no blanks at the ends of lines; so lines
 * of a page are compared with those of a file without regard to these.
 *
 * Lines count from 1. A patch is read whatever it names: what it may touch is
 * decided when it is applied.
 */
#ifndef STET_DIFF_PATCH_H
#define STET_DIFF_PATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct diag;
struct files;
struct source;

struct patch_line {
	char sign;		/* ' ', '-' or '+' */
	bool no_newline;	/* the last of its file, which ends without one */
	struct slice text;	/* without the newline; lent by the source */
};

struct patch_hunk {
	size_t line;		/* of the patch */
	size_t old_start;	/* as in the hunk's head */
	size_t old_count;
	size_t new_start;
	size_t new_count;
	struct patch_line *lines;
	size_t line_count;
	size_t capacity;
};

enum patch_action {
	PATCH_EDIT,
	PATCH_CREATE,
	PATCH_DELETE,
	PATCH_RENAME,		/* maybe edited, too */
	PATCH_COPY,
};

struct patch_file {
	enum patch_action action;
	size_t line;		/* where the patch begins to speak of it */
	char *old_path;		/* as in the patch, without "a/"; NULL: none */
	char *new_path;
	char old_id[65];	/* of the blobs, maybe abbreviated; "" */
	char new_id[65];
	bool is_binary;		/* there are no hunks for it */
	struct patch_hunk *hunks;
	size_t hunk_count;
	size_t capacity;
};

struct patch {
	struct source *source;
	bool is_page;		/* what is blank may differ */
	struct patch_file *files;
	size_t file_count;
	size_t capacity;
};

/*
 * Reads a patch; the source is taken. NULL after errors were reported: nothing
 * in it is a patch, or a hunk is cut short.
 */
struct patch *patch_read(struct source *source, struct diag *diag);
void patch_free(struct patch *patch);

/*
 * Applies the patch in memory to the files below the folder root (canonical) of
 * the set, which is taken (NULL: the disk) and found changed in the set returned.
 *
 * A path of the patch is a file's below root if it is the same after as few
 * folders as possible are taken from its front, or put there; for all files of
 * the patch alike. Files that are not below root are noted and passed over; if
 * there is none, that is an error. Hunks may be at other lines than they say,
 * but every line of theirs must be there. NULL after errors were reported, one
 * for each hunk that does not fit.
 */
struct files *patch_apply(const struct patch *patch, struct files *files,
			  const char *root, struct diag *diag);

#endif
