/* SPDX-License-Identifier: ISC */
/*
 * prose - the blocks of a plain-text section, the way a maintainer sees them when
 * moving it into another markup: paragraphs, examples, lists, sub-headings.
 *
 * Every word is in exactly one block, in order; only rulers, the markers of list
 * items and those of headings are dropped.
 */
#ifndef STET_EDIT_PROSE_H
#define STET_EDIT_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum prose_kind { PROSE_PARAGRAPH, PROSE_CODE, PROSE_HEADING };

enum prose_list { PROSE_NO_LIST, PROSE_BULLETS, PROSE_NUMBERS, PROSE_TERMS };

struct prose_block {
	enum prose_kind kind;
	enum prose_list list;	/* the list that it stands in */
	bool item;		/* it begins an item of the list */
	bool first;		/* and the list itself */
	char *term;		/* what an item of PROSE_TERMS explains */
	struct span lines;	/* of an example, counted from 0 */
	char *text;		/* lines end with LF, but for the last; those of
				   an example as they are, others without indent
				   and trailing blanks */
};

struct prose {
	struct prose_block *blocks;
	size_t count;
	size_t capacity;
};

void prose_parse(struct slice text, struct prose *out);
void prose_release(struct prose *prose);

#endif
