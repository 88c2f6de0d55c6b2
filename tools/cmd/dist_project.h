/* SPDX-License-Identifier: ISC */
/*
 * dist_project - the project that a release is made of, with what must be known
 * of it: where it comes from, its version, its date.
 */
#ifndef STET_CMD_DIST_PROJECT_H
#define STET_CMD_DIST_PROJECT_H

#include <stdbool.h>

#include "base/opt.h"
#include "model/work_tree.h"

struct cmd_context;
struct project;

/* What is asked for. All lent. */
struct dist_wish {
	const char *revision;	/* NULL: the work tree */
	const struct opt_list *settings;
	const char *version;	/* if no setting has one; or NULL */
	const char *date;	/* if the environment has none; or NULL */
};

struct dist_project {
	struct project *project;	/* its files are recorded */
	bool in_git;			/* then tree is there */
	struct work_tree tree;
	char *top;		/* where files are named from */
	const char *commit;	/* lent; NULL: not from git */
	long long time;		/* of the release, seconds since 1970 */
};

/* 0, or -1 with an error reported. To be released either way. */
int dist_project_open(struct dist_project *place, struct cmd_context *context,
		      const struct dist_wish *wish);

/*
 * A file local_params of the project's own says which version the documents are
 * of: it must be that of the release. To be called when all has been read. 0, or
 * -1 with an error reported.
 */
int dist_project_check(const struct dist_project *place,
		       struct cmd_context *context);

/* Warns of what git does not have of a work tree. Returns whether there is
 * something. To be called when all has been read. */
bool dist_project_is_dirty(struct dist_project *place,
			   struct cmd_context *context);

void dist_project_release(struct dist_project *place);

#endif
