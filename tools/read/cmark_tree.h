/* SPDX-License-Identifier: ISC */
/*
 * cmark_tree - what the readers that go through cmark share: making DocBook
 * elements with the lines they came from, nested sections from headings, and
 * text that XML can hold whatever the bytes were.
 *
 * Lines count from 1. Only read_markdown.c and text_*.c use this.
 */
#ifndef STET_READ_CMARK_TREE_H
#define STET_READ_CMARK_TREE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct buf;
struct doc;
struct source;

enum {
	CMARK_LEVELS = 6,	/* of headings */
	CMARK_DEPTH = 60,	/* elements inside elements; more are flattened */
};

struct cmark_tree {
	struct doc *doc;
	struct source *source;
	xmlNode *root;			/* the article */
	xmlNode *section[CMARK_LEVELS + 1];	/* open, by level; [0] the root */
};

/* Starts doc->xml with an article whose origin is the whole source. */
void cmark_tree_init(struct cmark_tree *tree, struct doc *doc,
		     struct source *source);

/* Appends an element made from these lines; ancestors grow to cover them. */
xmlNode *cmark_tree_add(struct cmark_tree *tree, xmlNode *parent,
			const char *name, size_t first, size_t last);

/* Says that node and its ancestors reach over these lines. */
void cmark_tree_grow(struct cmark_tree *tree, xmlNode *node, size_t first,
		     size_t last);

/* Closes sections of this level and deeper, opens one; its title is the
 * caller's to fill. Returns the title. */
xmlNode *cmark_tree_section(struct cmark_tree *tree, unsigned level,
			    size_t first, size_t last);

/* The innermost open section, or the article. */
xmlNode *cmark_tree_innermost(const struct cmark_tree *tree);

/* Closes all sections. */
void cmark_tree_close(struct cmark_tree *tree);

/* Appends text, cleaned as cmark_tree_clean() does. */
void cmark_tree_text(xmlNode *parent, struct slice text);

/* Gives a text node other words, already clean; none: the node is freed. */
void cmark_tree_replace(xmlNode *text, struct slice words);

void cmark_tree_attr(xmlNode *node, const char *name, struct slice value);
void cmark_tree_number(xmlNode *node, const char *name, long value);

/*
 * Appends text as UTF-8 that XML allows: bytes that are no UTF-8 are taken as
 * Latin-1, control characters become their pictures (U+2400 and on). Line ends
 * are kept as they are.
 */
void cmark_tree_clean(struct slice text, struct buf *out);

#endif
