/* SPDX-License-Identifier: ISC */
/*
 * cmark_table - pipe tables in Markdown, which cmark takes for paragraphs:
 *
 *   | Name | Default |
 *   |------|--------:|
 *   | size |     10  |
 */
#ifndef STET_READ_CMARK_TABLE_H
#define STET_READ_CMARK_TABLE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct cmark_tree;

/* If the lines of a paragraph are a table, appends it and returns true. */
bool cmark_table(struct cmark_tree *tree, xmlNode *parent, size_t first,
		 size_t last);

#endif
