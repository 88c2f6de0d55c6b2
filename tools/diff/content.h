/* SPDX-License-Identifier: ISC */
/*
 * content - what a change shows: the blocks of a part, with the words that were
 * added and removed. Private to the diff.
 */
#ifndef STET_DIFF_CONTENT_H
#define STET_DIFF_CONTENT_H

#include "diff/compare.h"
#include "diff/words.h"

/* What the rows of a part come to. */
struct content {
	struct change_block *blocks;
	size_t count;
	size_t capacity;
	size_t added, removed;		/* words */
	size_t total;			/* words of both sides */
	bool edited;			/* what a reader sees */
	bool source;			/* lines that show nowhere */
	bool markup;
	bool reflowed;
};

struct content_maker {
	struct compare *compare;
	struct word_list old_words;	/* for reuse */
	struct word_list new_words;
};

/* Each appends to the content. A link is the number of the other side's block
 * plus 1, until all blocks have their numbers in the tree. */
void content_put_row(struct content_maker *m, struct content *content,
		     const struct aligned *row);
void content_put_leftover(struct content_maker *m, struct content *content,
			  const struct leftover *left);
void content_release(struct content *content);

#endif
