/* SPDX-License-Identifier: ISC */
/*
 * option_add - plans a new option in all the documents that list options.
 */
#ifndef STET_EDIT_OPTION_ADD_H
#define STET_EDIT_OPTION_ADD_H

#include "edit/markup.h"

struct diag;
struct workspace;

struct option_add {
	struct option_spec option;
	const char *text;	/* plain text for the entry; NULL: none */
	const char *summary;	/* a few words; NULL: from the text */
};

/* 0, or -1 with errors reported: also for a use, type or default that is NULL or
 * empty, at the place where the entry would be put. */
int option_add_plan(struct workspace *workspace, const struct option_add *add,
		    struct diag *diag);

#endif
