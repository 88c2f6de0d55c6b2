/* SPDX-License-Identifier: ISC */
/*
 * layout - plain text from a tree that says what stands where.
 *
 * The tree is what xml/text.xsl makes; deciding what a thing looks like is the
 * stylesheet's job, filling lines is done here. Lengths are columns and lines;
 * all attributes are optional. Elements, in no namespace:
 *
 *   <layout>      the root; a block
 *   <block>       text and inline elements in it are filled to the width, blocks
 *                 in it are laid out in order, also in the middle of text
 *                 (which goes on after a blank line)
 *       indent    columns added to the left margin; may be negative
 *       right     columns kept free at the right margin
 *       before    blank lines wanted before it; of several wishes for one place
 *       after     (after, before) the largest is granted
 *       join      "yes": no blank line between what stands before and its first
 *                 line, whatever is wished. So it is after a label, too
 *       label     text put before its first line, at the margin outside indent
 *                 (on a line of its own if indent has no room for it)
 *       hang      columns added to every line of filled text but the first, and
 *                 the first after a <br>
 *       align     left, center, right
 *       underline a character: filled text is underlined with it
 *   <verbatim>    text whose lines are kept as they are; tabs are expanded.
 *                 indent, before, after, join as for block
 *   <rule char=>  a line of the character between the margins; before, after
 *   <row>         <cell>s spread over one line from margin to margin, the last
 *                 one flush right; on several lines if they do not fit. indent,
 *                 before, after
 *   <table>       space: "no" never puts blank lines between rows; out: how far
 *                 to the left of the text it may begin, if it fits only then;
 *                 indent, before, after
 *       <col>     width: "20*" a share, "30pt", "2in", ... an absolute width (6pt
 *                 are a column) or nothing: by content; align
 *       <tr>      head="yes", foot="yes": set off by a line of dashes
 *       <td>      a block; cols, rows: how many it spans; align; column: where
 *                 it stands, from 1, if the cells before leave columns free
 *
 * Inline elements:
 *   <br>          ends a line
 *   <note id=>    a mark such as [3]; its content is put at the next <notes>
 *   <noteref id=> the mark of a note made before
 *   <notes>       the place for notes not put yet (a block)
 *   <style as=>   text in one of the styles that the caller has: between marks, or
 *                 the sequences of a terminal; each line of it by itself. Not in
 *                 cells of a row
 *   <any>         no matter what: a block if it stands among blocks, inline if
 *                 it stands in text
 *   <rev flag=>   what is in it is revised, and else as if it stood in its place
 *
 * Any element may have an attribute rev, which says the same of it: changed,
 * added, deleted, or off. With change bars, a line with something revised has
 * "|" at the left margin, one that is deleted "-"; all text moves two columns to
 * the right for it.
 *
 * Text breaks between lines at white space, at U+200B, and between wide (CJK)
 * characters; nowhere else: a long word sticks out. White space is collapsed;
 * no-break spaces are printed as spaces. Unknown elements are taken as <any>.
 * Control characters are not passed on.
 *
 * Linear in the size of the tree.
 */
#ifndef STET_RENDER_LAYOUT_H
#define STET_RENDER_LAYOUT_H

#include <libxml/tree.h>
#include <stdbool.h>

struct buf;

/* What is put before and after text of a style. */
struct layout_style {
	const char *name;	/* NULL ends a table */
	const char *before;
	const char *after;
	int width;		/* columns of each of the two: 0 on a terminal */
};

struct layout_options {
	int width;		/* columns; at least 20 */
	bool ascii;
	bool bars;		/* mark what is revised */
	const struct layout_style *styles;	/* a table; or NULL */
};

/* Appends the text of the tree; every line ends with a newline. */
void layout_write(const xmlNode *root, const struct layout_options *options,
		  struct buf *out);

#endif
