/* SPDX-License-Identifier: ISC */
/*
 * Blocks that were taken out in one place and put in, word for word, in another:
 * those of some length, of which there is one on each side.
 */
#include "diff/compare.h"
#include "diff/table.h"

enum { CARRIED_WORDS = 8 };

static void index_rows(const struct compare *compare, bool is_old,
		       const struct aligned_list *lists, size_t count,
		       struct table *table)
{
	const struct side *side =
		is_old ? &compare->old_side : &compare->new_side;

	for (size_t i = 0; i < count; i++) {
		for (size_t n = 0; n < lists[i].count; n++) {
			const struct aligned *row = &lists[i].rows[n];
			uint32_t here = is_old ? row->old_block : row->new_block;
			uint32_t there =
				is_old ? row->new_block : row->old_block;
			const struct block *block;

			if (here == NO_BLOCK || there != NO_BLOCK) {
				continue;
			}
			block = &side->blocks[here];
			if (block->words >= CARRIED_WORDS) {
				table_add(table, block->digest, here);
			}
		}
	}
}

static void index_side(const struct compare *compare, bool is_old,
		       struct table *table)
{
	table_init(table, is_old ? compare->old_side.block_count :
				   compare->new_side.block_count);
	index_rows(compare, is_old, compare->old_rows,
		   compare->old_side.part_count, table);
	index_rows(compare, is_old, compare->new_rows,
		   compare->new_side.part_count, table);
}

void compare_carry(struct compare *compare)
{
	struct table old_table;
	struct table new_table;

	index_side(compare, true, &old_table);
	index_side(compare, false, &new_table);
	for (size_t i = 0; i <= old_table.mask; i++) {
		const struct table_row *old_row = &old_table.rows[i];
		const struct table_row *new_row;
		struct block *old_block;
		struct block *new_block;

		if (old_row->count != 1) {
			continue;
		}
		new_row = table_find(&new_table, old_row->key);
		if (new_row == NULL || new_row->count != 1) {
			continue;
		}
		old_block = &compare->old_side.blocks
				     [old_table.entries[old_row->first].value];
		new_block = &compare->new_side.blocks
				     [new_table.entries[new_row->first].value];
		old_block->match = new_table.entries[new_row->first].value;
		new_block->match = old_table.entries[old_row->first].value;
		old_block->carried = true;
		new_block->carried = true;
	}
	table_release(&old_table);
	table_release(&new_table);
}
