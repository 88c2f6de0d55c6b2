/* SPDX-License-Identifier: ISC */
/*
 * Which parts moved: those that stand in another part than before, and of those
 * that stand in the same the ones out of order, chosen so that they are the
 * least text.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "diff/match.h"

/* The children of a part that were children of its match, in the new order. */
struct family {
	uint32_t *children;
	size_t count;
	size_t capacity;
};

/* For prefix maxima: the best run that ends at or before a rank. */
struct best {
	uint64_t weight;
	size_t child;		/* index in the family, from 1 */
};

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static size_t rank_of(const uint32_t *sorted, size_t count, uint32_t value)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sorted[middle] < value) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low + 1;
}

static struct best best_before(const struct best *tree, size_t rank)
{
	struct best best = { 0, 0 };

	for (; rank > 0; rank &= rank - 1) {
		if (tree[rank].weight > best.weight) {
			best = tree[rank];
		}
	}
	return best;
}

static void improve(struct best *tree, size_t count, size_t rank,
		    struct best best)
{
	for (; rank <= count; rank += rank & (~rank + 1)) {
		if (tree[rank].weight < best.weight) {
			tree[rank] = best;
		}
	}
}

static bool in_order(const struct side *side, const struct family *family)
{
	for (size_t i = 1; i < family->count; i++) {
		if (side->parts[family->children[i]].match <
		    side->parts[family->children[i - 1]].match) {
			return false;
		}
	}
	return true;
}

/* All but the heaviest run in the old order have moved. */
static void mark_moved(struct side *side, const struct family *family)
{
	size_t count = family->count;
	uint32_t *sorted;
	size_t *before;
	struct best *tree;
	size_t child;

	if (in_order(side, family)) {
		return;
	}
	sorted = mem_resize(NULL, count, sizeof(*sorted));
	before = mem_alloc((count + 1) * sizeof(*before));
	tree = mem_alloc((count + 1) * sizeof(*tree));
	for (size_t i = 0; i < count; i++) {
		sorted[i] = side->parts[family->children[i]].match;
		side->parts[family->children[i]].moved = true;
	}
	qsort(sorted, count, sizeof(*sorted), compare_numbers);
	for (size_t i = 0; i < count; i++) {
		const struct part *part = &side->parts[family->children[i]];
		size_t rank = rank_of(sorted, count, part->match);
		struct best best = best_before(tree, rank);

		before[i + 1] = best.child;
		best.weight += (uint64_t)part->weight + 1;
		best.child = i + 1;
		improve(tree, count, rank, best);
	}
	for (child = best_before(tree, count).child; child != 0;
	     child = before[child]) {
		side->parts[family->children[child - 1]].moved = false;
	}
	free(sorted);
	free(before);
	free(tree);
}

void match_moves(struct side *old_side, struct side *new_side)
{
	struct family *families =
		mem_alloc((new_side->part_count + 1) * sizeof(*families));

	for (size_t i = 0; i < new_side->part_count; i++) {
		struct part *part = &new_side->parts[i];
		struct family *family;

		if (part->match == NO_PART || part->parent == NO_PART) {
			continue;
		}
		if (old_side->parts[part->match].parent !=
		    new_side->parts[part->parent].match) {
			part->moved = true;
			continue;
		}
		family = &families[part->parent];
		MEM_GROW(family->children, family->count, family->capacity);
		family->children[family->count++] = (uint32_t)i;
	}
	for (size_t i = 0; i < new_side->part_count; i++) {
		mark_moved(new_side, &families[i]);
		free(families[i].children);
	}
	free(families);
}
