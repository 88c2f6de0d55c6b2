/* SPDX-License-Identifier: ISC */
/*
 * items - a new item at the end of the newest block of a news or change-log file,
 * numbered and indented as the item before it.
 */
#ifndef STET_EDIT_ITEMS_H
#define STET_EDIT_ITEMS_H

#include <stddef.h>

struct diag;
struct workspace;

/* Plans an item " 3. text". 0, or -1 with an error reported: the file has no
 * item to be like. */
int items_add_news(struct workspace *workspace, size_t doc, const char *text,
		   struct diag *diag);

/* Plans an item "AB/03 text", with the author of the project or of the latest
 * item. */
int items_add_change(struct workspace *workspace, size_t doc, const char *text,
		     struct diag *diag);

#endif
