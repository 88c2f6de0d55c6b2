/* SPDX-License-Identifier: ISC */
/*
 * promote - plans the move of a section from the experimental spec into a main
 * spec, with all that a maintainer does at the same time: option entries, summary
 * and list rows, news and change-log items.
 */
#ifndef STET_EDIT_PROMOTE_H
#define STET_EDIT_PROMOTE_H

#include <stddef.h>

#include "edit/markup.h"
#include "edit/names.h"

struct buf;
struct diag;
struct workspace;

struct promote {
	const char *title;	/* of the section that moves */
	const char *into;	/* a chapter or section; or NULL */
	const char *after;	/* a section; or NULL */
	const char *new_title;	/* NULL: as it was */
	const char *id;		/* NULL: made from the title */
	/* What is known of options; NULL fields are looked for in the text. */
	const struct option_spec *options;
	size_t option_count;
	const char **not_options;	/* names that are none, though they look it */
	size_t not_option_count;
};

/* What is to be told afterwards. */
struct promote_result {
	struct names switches;	/* the feature's switches at build time */
	size_t doc;		/* the main spec */
	size_t change;		/* the change that is the new section */
};

/* 0, or -1 with errors reported. result is to be released in both cases. */
int promote_plan(struct workspace *workspace, const struct promote *promote,
		 struct promote_result *result, struct diag *diag);
void promote_result_release(struct promote_result *result);

/* After workspace_verify(): appends where the project's documents still name the
 * switches, as "file:line: text". */
void promote_print_mentions(const struct workspace *workspace,
			    const struct promote_result *result,
			    struct buf *out);

#endif
