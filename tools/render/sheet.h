/* SPDX-License-Identifier: ISC */
/*
 * sheet - stylesheets: found (a user's folder first, then the built-in assets),
 * compiled, and run where they can neither write, nor read outside their folder,
 * nor reach the network.
 */
#ifndef STET_RENDER_SHEET_H
#define STET_RENDER_SHEET_H

#include <libxml/tree.h>

#include "base/slice.h"

struct diag;
struct files;

/* A user's folder of stylesheets: on the disk (files NULL) or in a revision. */
struct sheet_folder {
	const struct files *files;
	const char *path;	/* NULL: there is none */
};

/* An asset by name ("html.css"), from the folder if it has one: bytes new, the
 * caller's. NULL with an error reported. The folder may be NULL, here and below. */
char *sheet_asset_dup(const struct sheet_folder *folder, const char *name,
		      size_t *len, struct diag *diag);

/*
 * Applies the stylesheet to the tree. params: NULL-ended pairs of name and plain
 * text value (quoted for XPath here). Messages of the stylesheet are reported as
 * notes. Returns a new tree, or NULL with an error reported.
 */
xmlDoc *sheet_apply(const struct sheet_folder *folder, const char *name,
		    xmlDoc *tree, const char *const *params, struct diag *diag);

#endif
