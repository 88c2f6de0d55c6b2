/* SPDX-License-Identifier: ISC */
/*
 * man_text - running text of a manual page as lines of roff: filling, the fonts,
 * the macro that begins a paragraph. For man_write, which says what stands where.
 */
#ifndef STET_RENDER_MAN_TEXT_H
#define STET_RENDER_MAN_TEXT_H

#include <libxml/hash.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

enum man_font { MAN_ROMAN, MAN_BOLD, MAN_ITALIC, MAN_BOLD_ITALIC };

/* Footnotes, which are put at the end of the page; of a page, or of a part of it
 * that is written by itself. */
struct man_notes {
	const xmlNode **nodes;
	size_t count;
	size_t capacity;
	xmlHashTable *numbers;	/* by id, and by address: a number as a pointer */
};

struct man {
	struct buf *out;
	struct man_notes *notes;
	struct buf line;	/* of roff being filled */
	struct buf word;	/* roff */
	struct buf plain;	/* the same word as it reads */
	struct span escape;	/* the last change of font in the word */
	enum man_font now;	/* the font that roff is in */
	enum man_font font;	/* the font that the text is in */
	bool code;
	bool upper;		/* capitals, but in code */
	bool one_line;		/* do not break: an argument or a cell */
	bool cell;		/* a line for each block */
	bool breaks;		/* in a cell: a new line before the next word */
	bool after_tag;		/* in a cell: no break before the next block */
	int listings;		/* in a cell: that we are in: lines are kept */
	bool verbatim;
	bool space;		/* white space before the word */
	bool sentence;		/* the line ends a sentence, perhaps */
	bool stop;		/* ... roff thinks so */
	bool fresh;		/* nothing since a macro that began a block */
	bool wants_paragraph;
	int nesting;		/* of what is set in */
	bool in_item;
	bool inset;		/* the item's later blocks are set in */
	int column;		/* of a verbatim line */
	int depth;
};

void man_text_init(struct man *man, struct buf *out, struct man_notes *notes);
void man_text_release(struct man *man);

/* Text in the font at hand; in a verbatim block as it stands. */
void man_text_put(struct man *man, const char *content);

/* Ends the word; white space after it is the caller's (man->space). */
void man_text_end_word(struct man *man);

/* Tells roff of a change of font that no character has told it of. */
void man_text_set_font(struct man *man);

/* Ends the paragraph's text, in roman. */
void man_text_end(struct man *man);

/* Ends the last line of a verbatim block, in roman. */
void man_text_end_verbatim(struct man *man);

/* Sets in what follows the first paragraph of an item. */
void man_text_open_inset(struct man *man);

uint32_t man_text_upper(uint32_t character);

#endif
