/* SPDX-License-Identifier: ISC */
/*
 * align - which block of a part is which of its match: equal ones in order,
 * then, between those, the most alike in order. Private to the diff.
 */
#ifndef STET_DIFF_ALIGN_H
#define STET_DIFF_ALIGN_H

#include "diff/side.h"

/* What stands in a row of a side by side view; NO_BLOCK: nothing. */
struct aligned {
	uint32_t old_block;
	uint32_t new_block;
};

struct aligned_list {
	struct aligned *rows;
	size_t count;
	size_t capacity;
};

/* Appends the rows of two parts that are a match, and sets the matches of their
 * blocks. One of them may be NO_PART: then all is removed or added. */
void align_parts(struct side *old_side, struct side *new_side,
		 uint32_t old_part, uint32_t new_part,
		 struct aligned_list *out);

/* Do the two say the same: equal texts, or made from equal bytes? The latter where
 * a definition has changed, which is told where it stands. */
bool align_same_text(const struct side *old_side, const struct block *old_block,
		     const struct side *new_side,
		     const struct block *new_block);

#endif
