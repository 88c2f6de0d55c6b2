/* SPDX-License-Identifier: ISC */
/*
 * option_list - an option's row in the plain-text list of all options: columns for
 * name, type, default, use and version; a further use of a name that is listed
 * has a row without the name.
 */
#ifndef STET_EDIT_OPTION_LIST_H
#define STET_EDIT_OPTION_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "edit/markup.h"

struct unit;
struct diag;
struct workspace;

/* The row for this option and use; NULL for a use means any. NULL if none. */
const struct unit *option_list_find(const struct workspace *workspace,
				    size_t doc, const char *name,
				    const char *use);

/*
 * Plans a row in its place. A row that is there already is kept; if it says that
 * the option is experimental, and it no longer is (promoted), that is added. A
 * warning if the option has something that no row can say.
 */
void option_list_add(struct workspace *workspace, size_t doc,
		     const struct option_spec *option, bool promoted,
		     struct diag *diag);

#endif
