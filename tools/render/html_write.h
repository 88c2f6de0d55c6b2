/* SPDX-License-Identifier: ISC */
/*
 * html_write - a tree of HTML elements to HTML5 text. For render_html.c only.
 *
 * Also does what a stylesheet cannot say well (elements in resolve's namespace):
 *   s:asset name=   style or script: a link to the file, or its bytes
 *   s:footnote      its number here; the note goes to s:footnotes, or to the end
 *                   of the page without one; of= names the id of an earlier note
 *   s:edit file= line=    a link to where that is, if there is one
 *   s:use list= key= from=    a list that was written before (html_list.h), the
 *                   part of this key as the list from has it
 *   s:use list= only=    only the part of this key
 * and keeps what a document must not do out: links by schemes other than the
 * usual ones, images that are not files of its own, anything else with src=.
 */
#ifndef STET_RENDER_HTML_WRITE_H
#define STET_RENDER_HTML_WRITE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/slice.h"

struct buf;
struct diag;
struct html_edit;
struct html_images;
struct html_lists;

/* A file that pages need: "html.css", written as "stet.css". */
struct html_asset {
	const char *name;
	const char *file;
	bool is_style;
	char *bytes;
	size_t len;
};

struct html_assets {
	struct html_asset *assets;
	size_t count;
	bool inlined;
};

/* What a page is written with; images are added to as they are met. */
struct html_page {
	const char *file;	/* the document's, for messages */
	const struct html_assets *assets;
	struct html_images *images;
	struct html_edit *edit;	/* NULL: no links to the source */
	const struct html_lists *lists;
};

/* Appends the page, from doctype to the end of html. 0, or -1 with an error
 * reported. */
int html_write_page(const xmlNode *html, const struct html_page *page,
		    struct buf *out, struct diag *diag);

/* Writes each s:list among the children: parts are elements with an s:key. */
int html_write_lists(const xmlNode *parent, const struct html_page *page,
		     struct html_lists *out, struct diag *diag);

/* May a document link to this address? */
bool html_link_allowed(const char *address);

/* Is it the name of a file below the page's own folder? */
bool html_file_allowed(const char *address);

#endif
