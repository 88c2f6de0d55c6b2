/* SPDX-License-Identifier: ISC */
/*
 * report - a tree of changes as people read it, through a stylesheet: on a
 * terminal, as plain text, Markdown or a page of HTML.
 *
 * All sheets (xml/diff-*.xsl) get one tree: that of change_tree_xml_new() with
 * what a stylesheet cannot count cheaply added to it by report_tree_new().
 */
#ifndef STET_DIFF_REPORT_H
#define STET_DIFF_REPORT_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct buf;
struct change_tree;
struct diag;
struct sheets;

enum report_format {
	REPORT_TERMINAL,	/* with colours */
	REPORT_PLAIN,
	REPORT_MARKDOWN,
	REPORT_HTML,
	REPORT_XML,		/* what the stylesheets get */
};

struct report_options {
	enum report_format format;
	struct sheets *sheets;	/* NULL: no stylesheets but ours */
	int width;		/* columns of text; 0: 80 */
	bool stat;		/* text: a line for each change, and sums */
	bool whole;		/* HTML: as one document with marks in it */
	size_t limit;		/* Markdown: bytes; 0: no limit */
};

/* Appends the report. 0, or -1 with an error reported. */
int report_write(const struct change_tree *tree,
		 const struct report_options *options, struct buf *out,
		 struct diag *diag);

/*
 * The tree as stylesheets get it, to be freed with xmlFreeDoc(). More than in
 * diff/diff.h:
 *   old, new @short     the file without what all files of that side begin with
 *   change @file        the @short of the new side, or of the old one if there
 *                       is no new one
 *   changes @old-name @new-name     the labels without folders that both have
 *   kind @first         the @id of the first change of this kind
 *   to @short           as above; @change: the @id of the change that shows it
 *   evidence @short
 *   change @length      bytes of the blocks that are not the same
 *   change @begins=yes  it is another one than that of the change before
 *   fold @count         around blocks that are the same and stand apart from any
 *                       change; one block on either side of a change stays out.
 *                       In text and Markdown, which show none of them, they are
 *                       left out with what is in them
 *   skip @lines         in text and Markdown: in a block of code, for lines that are
 *                       the same and far from what changed
 *   block @to-change @to-title @to-file @to-line    where the other block of a
 *                       move is: the @id and @title of its change
 */
xmlDoc *report_tree_new(const struct change_tree *tree, bool folds);

/* The text of what the Markdown stylesheet made; see report_markdown.c. */
void report_markdown(const xmlNode *root, size_t limit, struct buf *out);

#endif
