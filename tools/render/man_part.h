/* SPDX-License-Identifier: ISC */
/*
 * man_part - a refentry made of a chapter or section of a book, or of a whole
 * document, as the configuration says.
 *
 * NAME, SYNOPSIS and SEE ALSO come from the configuration; what stands before
 * the part's first section is its DESCRIPTION; its sections are the page's.
 * References to places outside the page are reworded (man_refs.h).
 */
#ifndef STET_RENDER_MAN_PART_H
#define STET_RENDER_MAN_PART_H

#include <libxml/tree.h>

struct diag;
struct doc;
struct project_man;

/* A new tree, or NULL with an error reported. */
xmlDoc *man_part_new(struct doc *doc, const struct project_man *man,
		     const char *version, struct diag *diag);

#endif
