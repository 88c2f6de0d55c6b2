/* SPDX-License-Identifier: ISC */
/*
 * text_line - the lines of a plain text and what each of them is.
 *
 * Reading a plain text goes in passes over one array of lines: headings and
 * rulers (text_head.c), the option table (text_table.c), news and change-log
 * items (text_item.c), verbatim blocks (text_shape.c). What they leave as
 * LINE_TEXT is sorted into paragraphs and lists by text_skeleton.c and cmark.
 * Every pass is linear.
 */
#ifndef STET_READ_TEXT_LINE_H
#define STET_READ_TEXT_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "model/doc.h"

struct source;

enum line_kind {
	LINE_BLANK,
	LINE_RULE,		/* nothing but - or = and the like */
	LINE_TITLE,		/* of a section; an underline follows */
	LINE_UNDERLINE,
	LINE_HEAD,		/* a heading that makes no section */
	LINE_CLOSING,		/* the same, standing outside all sections */
	LINE_TEXT,
	LINE_ITEM,		/* begins an item of a list */
	LINE_UNIT,		/* begins a news or change-log item */
	LINE_CODE,		/* verbatim */
	LINE_PAIR,		/* of two columns: a name, what it means */
	LINE_ROW,		/* of the option table */
};

struct text_line {
	struct slice text;	/* without white space at both ends */
	size_t indent;		/* in columns */
	enum line_kind kind;
	unsigned level;		/* LINE_TITLE: from 1 */
	size_t group;		/* LINE_PAIR, LINE_ROW: same number, one run */
	size_t marker;		/* LINE_ITEM, LINE_UNIT: bytes of the marker */
};

struct text_file {
	struct source *source;
	enum doc_role role;
	struct text_line *lines;	/* [0] is line 1 */
	size_t count;
};

/* Splits the source (lent) and tells blank lines and rulers from text. */
void text_file_init(struct text_file *file, struct source *source,
		    enum doc_role role);
void text_file_release(struct text_file *file);

/* --- the passes, in this order ------------------------------------------- */

void text_find_heads(struct text_file *file);
void text_find_rows(struct text_file *file);
void text_find_units(struct text_file *file);
void text_find_shapes(struct text_file *file);

/* --- looking at a line ---------------------------------------------------- */

/* The kind of the line at an index; LINE_BLANK outside the file. */
enum line_kind text_kind(const struct text_file *file, size_t index);

/* The column after a byte at this column; tabs go to multiples of 8. */
size_t text_step(size_t column, char byte);

/* The column of a place in the line's text, counted from its start. */
size_t text_column(const struct text_line *line, const char *place);

/*
 * The first gap of at least width columns, or a tab, inside the text at or
 * after from: where the text goes on, *gap set to where it broke off. NULL if
 * there is none.
 */
const char *text_gap(const struct text_line *line, const char *from,
		     size_t width, const char **gap);

/* The length of the first word. */
size_t text_word(struct slice text);

/* The number of words. */
size_t text_words(struct slice text);

/*
 * The length of a list marker with the blanks after it ("o ", "- ", "12. "),
 * 0 if there is none or nothing follows. A number is put into *number, -1 for
 * a bullet.
 */
size_t text_marker(struct slice text, long *number);

/* The length of a change-log tag ("JH/24", "PP/01,JH/02"), else 0. */
size_t text_tag(struct slice text);

bool text_holds(struct slice text, const char *part);

/* Does it look like a line of code? */
bool text_is_code(struct slice text);

#endif
