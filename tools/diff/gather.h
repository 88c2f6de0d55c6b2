/* SPDX-License-Identifier: ISC */
/*
 * gather - what sort of thing an element is, and the text of one that is a
 * block. Private to flatten.c and gather.c.
 */
#ifndef STET_DIFF_GATHER_H
#define STET_DIFF_GATHER_H

#include "diff/side.h"

enum class {
	CLASS_OTHER,		/* inline in a text, else whatever is in it */
	CLASS_TEXT,
	CLASS_CODE,
	CLASS_ROW,
	CLASS_INDEX,
	CLASS_LIST,
	CLASS_ITEM,
	CLASS_ENTRY,		/* of a list of terms */
	CLASS_NOTE,
	CLASS_TABLE,
	CLASS_HOLDER,		/* blocks only */
	CLASS_TITLE,
	CLASS_TERM,
};

enum class class_of(struct side *side, const xmlNode *node);

/*
 * Appends the block's text to the side's texts and sets its length, words,
 * digest and markup. What is a block of its own inside is left out. mark, if not
 * NULL, stands in front. all: change bars count as markup.
 */
void gather_block(struct side *side, struct block *block, enum class class,
		  const char *mark, bool all);

/* Adds the text of one more element to a block. */
void gather_more(struct side *side, struct block *block, const xmlNode *node,
		 bool all);

#endif
