/* SPDX-License-Identifier: ISC */
/*
 * promote_option - the options of a section that is promoted: found in its text,
 * completed from the option list and the command line, added to the documents.
 */
#ifndef STET_EDIT_PROMOTE_OPTION_H
#define STET_EDIT_PROMOTE_OPTION_H

#include <stddef.h>

#include "edit/introduce.h"

struct buf;
struct diag;
struct main_spec;
struct names;
struct promote;
struct prose;
struct unit;
struct workspace;

struct promoted_options {
	struct introduced_list list;	/* complete, in alphabetical order */
};

/*
 * Finds the options and makes their names known to the spec. 0, or -1 with an
 * error for each option that lacks something.
 */
int promote_option_find(struct workspace *workspace, struct main_spec *spec,
			const struct promote *promote,
			const struct unit *section, const struct prose *prose,
			struct promoted_options *out, struct diag *diag);
void promoted_options_release(struct promoted_options *options);

/* Plans their entries and rows; each entry refers to the section with the id.
 * Sentences that name a switch are left out. 0, or -1 with an error. */
int promote_option_add(struct workspace *workspace, struct main_spec *spec,
		       const char *id, const char *title,
		       const struct promoted_options *options,
		       const struct names *switches, struct diag *diag);

/* Appends a sentence that names them; nothing if there are none. */
void promote_option_list_names(const struct promoted_options *options,
			       struct buf *out);

/* What a feature is called in an index or a table: its title without "support".
 * New. */
char *promote_option_topic_dup(const char *title);

#endif
