/* SPDX-License-Identifier: ISC */
/*
 * sequence - the differences between two sequences of numbers that stand for
 * lines, words, or whatever compares as equal or not.
 *
 * The shortest edit script by Myers's algorithm in linear space; where the two
 * are long, or have little in common, it settles for a good one, so that the cost
 * stays near linear. Numbers should be small: memory is kept for the greatest.
 */
#ifndef STET_DIFF_SEQUENCE_H
#define STET_DIFF_SEQUENCE_H

#include <stddef.h>
#include <stdint.h>

/* old_count elements from old_start (counted from 0) are replaced by new_count
 * elements; between two changes there is at least one equal element. */
struct sequence_change {
	size_t old_start;
	size_t old_count;
	size_t new_start;
	size_t new_count;
};

struct sequence_changes {
	struct sequence_change *items;	/* in order */
	size_t count;
	size_t capacity;
};

void sequence_diff(const uint32_t *old_items, size_t old_count,
		   const uint32_t *new_items, size_t new_count,
		   struct sequence_changes *out);
void sequence_changes_release(struct sequence_changes *changes);

#endif
