/* SPDX-License-Identifier: ISC */
/*
 * layout_area - a column of lines that grows downwards, and filling text into
 * it. Used by layout and its tables only.
 *
 * An area owes blank lines and a label until the next line is put. Its style
 * (margins and manner of filling) is changed by who lays out blocks, between
 * area_end_text() and the next text.
 */
#ifndef STET_RENDER_LAYOUT_AREA_H
#define STET_RENDER_LAYOUT_AREA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

enum layout_align { LAYOUT_LEFT, LAYOUT_CENTER, LAYOUT_RIGHT };

struct area_style {
	int left;		/* columns; never negative */
	int right;		/* kept free; never negative */
	int hang;
	enum layout_align align;
	char underline;		/* 0: none */
};

/* Bytes that begin a line with something revised in it, in an area's output.
 * Text never holds them: control characters are not passed on. */
enum layout_bar { BAR_NONE = 0, BAR_CHANGED = 1, BAR_DELETED = 2 };

struct layout_style;

struct area {
	struct buf *out;
	int width;
	bool ascii;
	bool bars;		/* revised lines begin with their bar */
	enum layout_bar bar;	/* of the text that comes */
	enum layout_bar line_bar;	/* what the next line holds besides */
	enum layout_bar word_bar;
	bool measuring;		/* wide without end: nothing is aligned */
	struct area_style style;

	int blanks;		/* lines owed before the next line */
	bool joined;		/* no more wishes until then */
	bool started;		/* a line was put */
	int widest;		/* of the lines put */
	struct buf head;	/* labels owed, beginning at column 0 */
	int head_width;

	/* the paragraph being filled */
	struct buf line;
	int line_width;
	struct buf word;
	int word_width;
	bool space;		/* white space stood before the word */
	bool filling;		/* a line of this paragraph was put */
	int paragraph_widest;
	uint32_t previous;	/* last character of the word */

	/* styles of text: NULL for none */
	const struct layout_style *mark;	/* of the text to come */
	const struct layout_style *word_mark;	/* that the word ends in, open */
	const struct layout_style *word_first;	/* that it begins with */
	const struct layout_style *line_mark;	/* that the line ends with */
};

void area_init(struct area *area, struct buf *out, int width, bool ascii);
void area_release(struct area *area);

/* Columns between the margins; at least 1. */
int area_room(const struct area *area);

/* Wishes for blank lines before the next line; the largest is granted. */
void area_want_blanks(struct area *area, int count);

/* Forgets them, and those to come until then. */
void area_join(struct area *area);

/* A label at the left margin, for the next line; ends wishes. */
void area_put_label(struct area *area, struct slice text);

/* Puts the labels owed as a line, if no line took them. */
void area_end_label(struct area *area);

/* The next line has a bar for this, too: a word, a cell. */
void area_mark(struct area *area, enum layout_bar bar);

/* A line's bar, which is taken off it. */
enum layout_bar area_take_bar(struct slice *line);

/* A finished line at the left margin; width is that of the text. */
void area_put_line(struct area *area, struct slice text, int width);

/* Text to fill; ends nothing. */
void area_fill(struct area *area, struct slice text);

/* Ends the line, keeps the paragraph; the next line does not hang. */
void area_break(struct area *area);

/* Ends the paragraph, if one was begun. */
void area_end_text(struct area *area);

/* Appends a character as the output has it; returns its width. */
int area_put_char(const struct area *area, struct buf *out, uint32_t character);

#endif
