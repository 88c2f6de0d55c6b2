/* SPDX-License-Identifier: ISC */
/*
 * prose - the blocks of a plain-text section, the way a maintainer sees them when
 * moving it into another markup: paragraphs, examples, lists, sub-headings.
 *
 * What is what is the reader's judgement; here its tree becomes a row of blocks.
 * Every word is in exactly one of them, in order; only the markers of list items
 * and of headings are dropped.
 */
#ifndef STET_EDIT_PROSE_H
#define STET_EDIT_PROSE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum prose_kind { PROSE_PARAGRAPH, PROSE_CODE, PROSE_HEADING };

enum prose_list { PROSE_NO_LIST, PROSE_BULLETS, PROSE_NUMBERS, PROSE_TERMS };

/* Lists inside lists; what is deeper is written at this depth. */
enum { PROSE_DEPTH = 6 };

struct prose_block {
	enum prose_kind kind;
	enum prose_list list;	/* the innermost list that it stands in */
	size_t depth;		/* how many it stands in */
	bool item;		/* it begins an item of the list */
	bool first;		/* and the list itself */
	char *term;		/* what an item of PROSE_TERMS explains */
	char *text;		/* lines end with LF, but for the last; empty for
				   an item that begins with a list */
};

struct prose {
	struct prose_block *blocks;
	size_t count;
	size_t capacity;
};

/* Of what a reader of text has made of a section; its title is left out. */
void prose_from_tree(const xmlNode *section, struct prose *out);

/* Of plain text. */
void prose_parse(struct slice text, struct prose *out);

/* All words of the blocks, as sentence_words_dup() gives them. New. */
char *prose_words_dup(const struct prose *prose);

void prose_release(struct prose *prose);

#endif
