/* SPDX-License-Identifier: ISC */
/*
 * layout_widths - how wide the columns of a table are.
 *
 * A column has the width its author asked for, held within what its content
 * needs; without a wish, the content decides. A wish gives way where all lines can
 * be put without breaking one.
 */
#ifndef STET_RENDER_LAYOUT_WIDTHS_H
#define STET_RENDER_LAYOUT_WIDTHS_H

#include <stdbool.h>
#include <stddef.h>

struct column {
	int absolute;		/* wished for, in columns of text; 0: none */
	int share;		/* wished for, of what is left; 0: none */
	int least;		/* the longest word */
	int natural;		/* the longest line, without filling */
	int width;		/* the answer, at least 1 */
};

/* Reads a CALS width ("20*", "30pt", "2in"): sets absolute or share. */
void layout_width_read(struct column *column, const char *text);

/*
 * Sets the width of every column so that together they take no more than room
 * (gaps not counted). The last column may be narrower than its longest word,
 * which sticks out. False if the others cannot have theirs; then the widths are
 * of no use.
 */
bool layout_widths(struct column *columns, size_t count, int room);

#endif
