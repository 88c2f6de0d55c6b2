/* SPDX-License-Identifier: ISC */
/*
 * match - which part of the old side is which of the new: from certain to
 * likely, no step compares all with all. Private to the diff.
 */
#ifndef STET_DIFF_MATCH_H
#define STET_DIFF_MATCH_H

#include "diff/side.h"

/* Pairs the documents, before all others. */
void match_documents(struct side *old_side, struct side *new_side);

/* Sets match and similarity of all parts, and which of the new ones moved: as
 * few words as can be. */
void match_sides(struct side *old_side, struct side *new_side);

/* --- match_like.c ------------------------------------------------------------------ */

/* Pairs what is left by how alike it is. */
void match_alike(struct side *old_side, struct side *new_side);

/* --- match_move.c ------------------------------------------------------------------ */

void match_moves(struct side *old_side, struct side *new_side);

static inline void match_pair(struct side *old_side, struct side *new_side,
			      uint32_t old_part, uint32_t new_part)
{
	old_side->parts[old_part].match = new_part;
	new_side->parts[new_part].match = old_part;
}

#endif
