/* SPDX-License-Identifier: ISC */
/*
 * option_entry - an option's places in a main spec: its entry among those of its
 * driver, and for a main option a row in the summary tables.
 */
#ifndef STET_EDIT_OPTION_ENTRY_H
#define STET_EDIT_OPTION_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "edit/markup.h"

struct diag;
struct workspace;

/*
 * Plans an entry in its alphabetical place. body: marked-up lines that follow the
 * heading. 0, or -1 with an error reported: the option is there already, or the
 * document has no options of that use.
 */
int option_entry_add(struct workspace *workspace, size_t doc,
		     const struct markup_writer *writer,
		     const struct option_spec *option, struct slice body,
		     bool bars, struct diag *diag);

/* The line before which the entry would be put, of which name and use are known.
 * 0 with an error reported where option_entry_add() would report one. */
size_t option_entry_line(const struct workspace *workspace, size_t doc,
			 const struct option_spec *option, struct diag *diag);

/*
 * Plans a row in the summary table that fits best, for options that are used
 * where the tables' options are. Nothing if the document has no such tables or
 * the row is there. summary: marked up.
 */
void option_summary_add(struct workspace *workspace, size_t doc,
			const struct markup_writer *writer,
			const struct option_spec *option, struct slice summary);

#endif
