/* SPDX-License-Identifier: ISC */
#include "diff/diff.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "diff/compare.h"
#include "diff/match.h"
#include "model/doc.h"

static bool same_format(const struct compare *compare,
			const struct aligned *row)
{
	const struct side *old_side = &compare->old_side;
	const struct side *new_side = &compare->new_side;
	uint32_t old_part = old_side->blocks[row->old_block].part;
	uint32_t new_part = new_side->blocks[row->new_block].part;

	return old_side->parts[old_part].document->doc->format ==
	       new_side->parts[new_part].document->doc->format;
}

static bool same_bytes(const struct block *old_block,
		       const struct block *new_block)
{
	struct slice old_bytes = block_bytes(old_block);
	struct slice new_bytes = block_bytes(new_block);

	return old_bytes.ptr == NULL || new_bytes.ptr == NULL ||
	       slice_equal(old_bytes, new_bytes);
}

enum row_state compare_row(const struct compare *compare,
			   const struct aligned *row)
{
	const struct block *old_block;
	const struct block *new_block;

	if (row->old_block == NO_BLOCK || row->new_block == NO_BLOCK) {
		return ROW_DIFFERENT;
	}
	old_block = &compare->old_side.blocks[row->old_block];
	new_block = &compare->new_side.blocks[row->new_block];
	if (!align_same_text(&compare->old_side, old_block, &compare->new_side,
			     new_block)) {
		return ROW_DIFFERENT;
	}
	if (!same_format(compare, row)) {
		return ROW_SAME;
	}
	if (old_block->markup != new_block->markup &&
	    !same_bytes(old_block, new_block)) {
		return ROW_MARKUP;
	}
	return compare->options->all && !same_bytes(old_block, new_block) ?
		       ROW_REFLOWED : ROW_SAME;
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

bool compare_heading(const struct unit *old_unit, const struct unit *new_unit)
{
	if (old_unit == NULL || new_unit == NULL) {
		return false;
	}
	switch (new_unit->kind) {
	case UNIT_CHAPTER:
	case UNIT_SECTION:
	case UNIT_EXPERIMENTAL:
		return !same_text(old_unit->title, new_unit->title);
	case UNIT_OPTION:
		return !same_text(old_unit->title, new_unit->title) ||
		       !same_text(old_unit->use, new_unit->use) ||
		       !same_text(old_unit->type, new_unit->type) ||
		       !same_text(old_unit->default_value,
				  new_unit->default_value) ||
		       old_unit->expanded != new_unit->expanded;
	default:
		return false;
	}
}

static void align(struct compare *compare)
{
	for (size_t i = 0; i < compare->new_side.part_count; i++) {
		const struct part *part = &compare->new_side.parts[i];

		align_parts(&compare->old_side, &compare->new_side, part->match,
			    (uint32_t)i, &compare->new_rows[i]);
	}
	for (size_t i = 0; i < compare->old_side.part_count; i++) {
		if (compare->old_side.parts[i].match == NO_PART) {
			align_parts(&compare->old_side, &compare->new_side,
				    (uint32_t)i, NO_PART,
				    &compare->old_rows[i]);
		}
	}
}

static void compare_release(struct compare *compare)
{
	for (size_t i = 0; i < compare->old_side.part_count; i++) {
		free(compare->old_rows[i].rows);
	}
	for (size_t i = 0; i < compare->new_side.part_count; i++) {
		free(compare->new_rows[i].rows);
	}
	promotions_release(compare);
	free(compare->old_rows);
	free(compare->new_rows);
	leftovers_release(compare);
	free(compare->old_numbers);
	free(compare->new_numbers);
	side_release(&compare->old_side);
	side_release(&compare->new_side);
}

static void *weigh(void *compare)
{
	compare_promotions(compare);
	return NULL;
}

/* Neither needs what the other finds out. */
static void weigh_and_check(struct compare *compare, struct truth *truth)
{
	pthread_t thread;
	bool threaded = pthread_create(&thread, NULL, weigh, compare) == 0;

	truth_check(truth);
	if (threaded) {
		pthread_join(thread, NULL);
	} else {
		weigh(compare);
	}
}

/* Both sides at once. */
struct filling {
	struct side *side;
	bool all;
};

static void *fill(void *payload)
{
	struct filling *filling = payload;

	side_fill(filling->side, filling->all);
	return NULL;
}

static void fill_sides(struct compare *compare)
{
	struct filling old_filling = { &compare->old_side,
				       compare->options->all };
	struct filling new_filling = { &compare->new_side,
				       compare->options->all };
	pthread_t thread;
	bool threaded = pthread_create(&thread, NULL, fill, &old_filling) == 0;

	fill(&new_filling);
	if (threaded) {
		pthread_join(thread, NULL);
	} else {
		fill(&old_filling);
	}
}

static void *array_new(size_t count, size_t size)
{
	return mem_alloc((count + 1) * size);
}

static void allocate(struct compare *compare)
{
	const struct side *old_side = &compare->old_side;
	const struct side *new_side = &compare->new_side;

	compare->old_rows = array_new(old_side->part_count,
				      sizeof(*compare->old_rows));
	compare->new_rows = array_new(new_side->part_count,
				      sizeof(*compare->new_rows));
	compare->old_numbers = array_new(old_side->block_count,
					 sizeof(*compare->old_numbers));
	compare->new_numbers = array_new(new_side->block_count,
					 sizeof(*compare->new_numbers));
}

struct change_tree *diff_sets(const struct diff_set *old_set,
			      const struct diff_set *new_set,
			      const struct diff_options *options)
{
	struct compare compare = { .options = options };
	struct change_tree *tree = mem_alloc(sizeof(*tree));
	struct truth *truth;

	compare.tree = tree;
	tree->old_label = clean_dup(old_set->label);
	tree->new_label = clean_dup(new_set->label);
	side_init(&compare.old_side, old_set);
	side_init(&compare.new_side, new_set);
	match_documents(&compare.old_side, &compare.new_side);
	truth = truth_new(&compare);
	if (!options->whole) {
		truth_find_untouched(truth);
	}
	fill_sides(&compare);
	match_sides(&compare.old_side, &compare.new_side);
	allocate(&compare);
	align(&compare);
	compare_carry(&compare);
	weigh_and_check(&compare, truth);
	compare_changes(&compare);
	truth_free(truth);
	compare_release(&compare);
	return tree;
}
