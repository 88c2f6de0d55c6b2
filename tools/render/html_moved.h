/* SPDX-License-Identifier: ISC */
/*
 * html_moved - pages that send readers of old addresses on, where a document had
 * a page for each chapter's number. For render_html.c only.
 */
#ifndef STET_RENDER_HTML_MOVED_H
#define STET_RENDER_HTML_MOVED_H

#include <libxml/tree.h>

struct diag;
struct render_files;

/*
 * Adds a page for each numbered page of the resolved tree. names is a pattern
 * such as "ch%n.html"; %n is the number, %02n the number in two digits. 0, or -1
 * with an error reported.
 */
int html_moved_add(const xmlDoc *doc, const char *base, const char *names,
		   struct render_files *out, struct diag *diag);

#endif
