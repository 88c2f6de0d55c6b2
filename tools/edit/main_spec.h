/* SPDX-License-Identifier: ISC */
/*
 * main_spec - a main spec opened for editing: its document in the workspace, the
 * way to write in it, and the names that are taken.
 */
#ifndef STET_EDIT_MAIN_SPEC_H
#define STET_EDIT_MAIN_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "edit/markup.h"
#include "edit/names.h"

struct diag;
struct workspace;

struct main_spec {
	size_t doc;		/* index in the workspace */
	struct markup_writer writer;
	struct names options;
	struct names ids;
};

/* Looks at an open document. 0, or -1 with an error reported: its format cannot
 * be edited. The struct must not move while writer is in use. */
int main_spec_init(struct main_spec *spec, struct workspace *workspace,
		   size_t doc, struct diag *diag);
void main_spec_release(struct main_spec *spec);

/* Opens the project's main specs in the workspace. 0, or -1 with an error. */
int main_spec_open_all(struct workspace *workspace, struct diag *diag);

/* The open main spec that has entries of this use; else the first main spec.
 * UNIT_NONE if none is open. */
size_t main_spec_with_use(const struct workspace *workspace, const char *use);

struct option_addition {
	struct option_spec option;
	struct slice body;	/* the entry's lines, marked up */
	const char *summary;	/* plain text */
	bool bars;		/* with change bars, if the document has them */
	bool promoted;		/* it has been an experimental option */
};

/*
 * Plans everything that makes an option known: its entry, its row in the summary
 * tables, and its row in the list of options, if the project has one. 0, or -1
 * with an error reported.
 */
int main_spec_add_option(struct main_spec *spec, struct workspace *workspace,
			 const struct option_addition *addition,
			 struct diag *diag);

#endif
