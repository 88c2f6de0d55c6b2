/* SPDX-License-Identifier: ISC */
/*
 * html_list - what many pages show alike, written once: the contents at the side,
 * in which each page has its own place marked. For render_html.c and html_write.c
 * only.
 *
 * A list is HTML text, with the places of its parts: the elements with a key.
 * While lists are written one thread has them; then any number may read them.
 */
#ifndef STET_RENDER_HTML_LIST_H
#define STET_RENDER_HTML_LIST_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct html_part {
	const xmlNode *node;	/* only while the list is written */
	struct span span;
	size_t outer;		/* the part that it is in, from 1 */
};

struct html_list {
	char *name;
	struct buf bytes;
	struct html_part *parts;
	size_t count;
	size_t capacity;
	size_t open;		/* the part being written, from 1 */
	struct _xmlHashTable *keys;	/* to the part, from 1 */
};

struct html_lists {
	struct html_list *lists;
	size_t count;
	size_t capacity;
};

void html_lists_release(struct html_lists *lists);

/* A new, empty list, lent until the next. */
struct html_list *html_lists_add(struct html_lists *lists, const char *name);

/* NULL if there is none of this name. */
const struct html_list *html_lists_find(const struct html_lists *lists,
					const char *name);

/* Where the element begins, and ends, in the bytes written so far. The first of
 * two parts with one key is found. */
void html_list_begin(struct html_list *list, const xmlNode *node,
		     const char *key);
void html_list_end(struct html_list *list, const xmlNode *node);

/* Finds a part; false if there is none of this key. */
bool html_list_find(const struct html_list *list, const char *key,
		    struct span *out);

#endif
