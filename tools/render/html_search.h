/* SPDX-License-Identifier: ISC */
/*
 * html_search - what the search of the pages knows. For render_html.c only.
 *
 * A script that sets the global stetIndex: a packed text (html_pack.h) of one
 * line for each chapter, section, option, variable, command-line option and
 * list entry that has an anchor, in document order, with tabs between
 *   kind     p what begins a page, s section, o option, v variable,
 *            c command-line option, e other entry of a list
 *   page     file name; empty: as in the line before
 *   anchor
 *   level    of p and s
 *   number   of p and s
 *   name     or title
 *   use, type, default    of o
 *   text     what is said there, up to the next one; white space as one space
 */
#ifndef STET_RENDER_HTML_SEARCH_H
#define STET_RENDER_HTML_SEARCH_H

#include <libxml/tree.h>

struct buf;

/* Appends the script for the resolved tree. */
void html_search_put(const xmlDoc *doc, struct buf *out);

#endif
