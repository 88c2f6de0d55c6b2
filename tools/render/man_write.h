/* SPDX-License-Identifier: ISC */
/*
 * man_write - a manual page in roff from a tree that says what stands where.
 *
 * The tree is what xml/man.xsl makes. Only macros of man(7) that every reader
 * knows are written, and tbl(1) for tables. Elements, in no namespace:
 *
 *   <page name= section= date= source= manual=>   one page
 *   <sh> <ss>        headings of two levels (in capitals; code stays as it is)
 *   <p>              a paragraph; blocks may stand in it
 *   <in>             blocks, set in
 *   <pre>            lines kept as they are
 *   <item indent= close=>  begins with one or more <tag>s, then blocks;
 *                    indent in characters; close="yes": no blank line before
 *   <table>          of <tr head= foot=> of <td column= cols= rows= align=>: as
 *                    in layout.h
 *   <notes>          the place for the footnotes, under a heading if there are any
 *
 * Inline elements:
 *   <b> <i> <s>      bold code; italic; bold prose
 *   <ic> <c>         italic code; code
 *   <br>             ends a line
 *   <dash>           the dash between a page's name and its purpose
 *   <note id=>       a mark such as [3]; its content is put at <notes>
 *   <noteref id=>    the mark of a note made before
 *   <any>            no matter what; unknown elements are taken as it
 *
 * White space is collapsed; each sentence begins a line of its own, as roff
 * wants it.
 */
#ifndef STET_RENDER_MAN_WRITE_H
#define STET_RENDER_MAN_WRITE_H

#include <libxml/tree.h>
#include <stdbool.h>

struct buf;
struct man_notes;

/* Appends the page. */
void man_write(const xmlNode *page, struct buf *out);

/* The content as roff on one line, appended. */
void man_write_line(const xmlNode *node, bool upper, struct man_notes *notes,
		    struct buf *out);

/* The content of a cell, a line for each of its blocks. */
void man_write_cell(const xmlNode *node, struct man_notes *notes,
		    struct buf *out);

/* Appends the lines of a table, .TS to .TE. */
void man_write_table(const xmlNode *node, struct man_notes *notes,
		     struct buf *out);

#endif
