/* SPDX-License-Identifier: ISC */
/*
 * sheet - stylesheets: found (a user's folder first, then the built-in assets),
 * compiled when they are needed, and run where they can neither write, nor read
 * outside their folder, nor reach the network.
 *
 * Any number of threads may apply them at once, to one tree too, if it was
 * numbered before: then nothing is written to it.
 */
#ifndef STET_RENDER_SHEET_H
#define STET_RENDER_SHEET_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/slice.h"

struct diag;
struct files;
struct sheets;

/*
 * The stylesheets of a user's folder (NULL: none) on the disk (files NULL) or in
 * a revision, over the built-in ones. files is lent. Not to be called where
 * other threads use libxslt.
 */
struct sheets *sheets_new(const struct files *files, const char *folder);
void sheets_free(struct sheets *sheets);

/* An asset by name ("html.css"), from the folder if it has one: bytes new, the
 * caller's. NULL with an error reported. NULL sheets, here and below, are the
 * built-in ones. */
char *sheet_asset_dup(const struct sheets *sheets, const char *name, size_t *len,
		      struct diag *diag);

/* Notes the order of a tree's elements in them, before threads share it; it must
 * have no document type then. */
void sheet_number(xmlDoc *tree);

/* The element's place in that order, from 1; 0 if nothing was noted. */
size_t sheet_order(const xmlNode *element);

/*
 * The pages that a run of a stylesheet is to make: what its function s:pages()
 * (in resolve's namespace) gives, in document order. Notes whether it was asked.
 */
struct sheet_pages {
	xmlNode *const *nodes;
	size_t count;
	bool asked;
};

/*
 * Compiles the stylesheet as often as so many threads will want it at once, as far
 * as that was not done: for when there is time. What is wrong with it is reported
 * when it is applied; diag tells in which manner.
 */
void sheet_prepare(struct sheets *sheets, const char *name, size_t threads,
		   const struct diag *diag);

/*
 * Applies the stylesheet to the tree. pages: NULL gives it the root. params:
 * NULL-ended pairs of name and plain text value (quoted for XPath here).
 * Messages of the stylesheet are reported as notes. Returns a new tree, or
 * NULL with an error reported.
 */
xmlDoc *sheet_apply(struct sheets *sheets, const char *name, xmlDoc *tree,
		    struct sheet_pages *pages, const char *const *params,
		    struct diag *diag);

#endif
