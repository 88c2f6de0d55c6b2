/* SPDX-License-Identifier: ISC */
/*
 * git_tag - the tags of a repository. For files_git.c only.
 */
#ifndef STET_MODEL_GIT_TAG_H
#define STET_MODEL_GIT_TAG_H

#include <git2.h>

struct diag;

/* The nearest tag that can be a version's, of the commit that is named, new; NULL
 * if there is none. */
char *git_tag_nearest_dup(git_repository *repository, const char *commit);

/*
 * The tags of exactly this commit, in the order of their bytes; the one alone
 * that name is the name of. A NULL-ended array, it and the names new.
 */
char **git_tag_all_dup(git_repository *repository, const git_oid *commit,
		       const char *name);

/* Reports that there is no such revision, with the tags whose names are like
 * it. */
void git_tag_report_unknown(git_repository *repository, const char *revision,
			    struct diag *diag);

#endif
