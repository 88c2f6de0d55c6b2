/* SPDX-License-Identifier: ISC */
#include "diff/align.h"

#include <stdlib.h>

#include "base/mem.h"
#include "diff/sequence.h"
#include "diff/table.h"
#include "diff/words.h"

enum {
	TABLE_MAX = 2500,	/* pairs of a gap that are all compared */
	WINDOW = 12,		/* in larger gaps: how far from its place a block
				   is looked for */
};

struct alignment {
	struct side *old_side;
	struct side *new_side;
	const struct part *old_part;
	const struct part *new_part;
	struct aligned_list *out;
};

static void add_row(struct aligned_list *out, uint32_t old_block,
		    uint32_t new_block)
{
	MEM_GROW(out->rows, out->count, out->capacity);
	out->rows[out->count++] = (struct aligned){ old_block, new_block };
}

static uint32_t old_number(const struct alignment *a, size_t n)
{
	return a->old_side->order[a->old_part->first + n];
}

static uint32_t new_number(const struct alignment *a, size_t n)
{
	return a->new_side->order[a->new_part->first + n];
}

static void add_pair(struct alignment *a, size_t old_n, size_t new_n)
{
	uint32_t old_block = old_number(a, old_n);
	uint32_t new_block = new_number(a, new_n);

	a->old_side->blocks[old_block].match = new_block;
	a->new_side->blocks[new_block].match = old_block;
	add_row(a->out, old_block, new_block);
}

/* --- gaps: what is not equal -------------------------------------------------------- */

struct gap {
	size_t old_start, old_count;
	size_t new_start, new_count;
	struct word_bag *old_bags;
	struct word_bag *new_bags;
};

static struct word_bag *bags_new(const struct side *side,
				 const struct part *part, size_t start,
				 size_t count)
{
	struct word_bag *bags = mem_alloc((count + 1) * sizeof(*bags));
	struct word_list words = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct block *block = part_block(side, part, start + i);

		words_clear(&words);
		words_split(block_text(side, block), block->kind == BLOCK_CODE,
			    &words);
		word_bag_init(&bags[i], &words);
	}
	words_release(&words);
	return bags;
}

static void bags_free(struct word_bag *bags, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		word_bag_release(&bags[i]);
	}
	free(bags);
}

/* Only what is of one sort can be a version of each other. */
static int sort_of(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_CODE:
	case BLOCK_ROW:
	case BLOCK_INDEX:
	case BLOCK_TITLE:
		return (int)kind;
	default:
		return BLOCK_PARA;
	}
}

static double likeness(const struct alignment *a, const struct gap *gap,
		       size_t i, size_t j)
{
	const struct block *old_block =
		part_block(a->old_side, a->old_part, gap->old_start + i);
	const struct block *new_block =
		part_block(a->new_side, a->new_part, gap->new_start + j);
	double value;

	if (sort_of(old_block->kind) != sort_of(new_block->kind)) {
		return 0;
	}
	value = word_bag_likeness(&gap->old_bags[i], &gap->new_bags[j]);
	return value >= WORDS_ALIKE ? value : 0;
}

/* The choice of pairs, in order, of which the sum is greatest. */
static void pair_all(const struct alignment *a, const struct gap *gap,
		     uint32_t *pairs)
{
	size_t width = gap->new_count + 1;
	size_t cells = (gap->old_count + 1) * width;
	double *sums = mem_alloc(cells * sizeof(*sums));
	double *values = mem_alloc(cells * sizeof(*values));
	size_t i;
	size_t j;

	for (i = gap->old_count; i-- > 0;) {
		for (j = gap->new_count; j-- > 0;) {
			size_t cell = i * width + j;
			double best = sums[cell + 1] > sums[cell + width] ?
					      sums[cell + 1] :
					      sums[cell + width];

			values[cell] = likeness(a, gap, i, j);
			if (values[cell] > 0 &&
			    values[cell] + sums[cell + width + 1] > best) {
				best = values[cell] + sums[cell + width + 1];
			}
			sums[cell] = best;
		}
	}
	i = 0;
	j = 0;
	while (i < gap->old_count && j < gap->new_count) {
		size_t cell = i * width + j;

		if (values[cell] > 0 &&
		    values[cell] + sums[cell + width + 1] >= sums[cell]) {
			pairs[j++] = (uint32_t)i++;
		} else if (sums[cell + width] >= sums[cell + 1]) {
			i++;
		} else {
			j++;
		}
	}
	free(sums);
	free(values);
}

/* Where there are too many: each takes the best near its place, in order. */
static void pair_near(const struct alignment *a, const struct gap *gap,
		      uint32_t *pairs)
{
	size_t next = 0;

	for (size_t j = 0; j < gap->new_count; j++) {
		size_t place = j * gap->old_count / gap->new_count;
		size_t from = place > WINDOW ? place - WINDOW : 0;
		size_t to = place + WINDOW + 1;
		double best = 0;

		for (size_t i = from < next ? next : from;
		     i < to && i < gap->old_count; i++) {
			double value = likeness(a, gap, i, j);

			if (value > best) {
				best = value;
				pairs[j] = (uint32_t)i;
			}
		}
		if (pairs[j] != NO_BLOCK) {
			next = pairs[j] + 1;
		}
	}
}

/* Between two pairs what is gone comes before what is new. */
static void add_gap_rows(struct alignment *a, const struct gap *gap,
			 const uint32_t *pairs)
{
	size_t i = 0;
	size_t j = 0;

	for (;;) {
		size_t next = j;
		size_t stop;

		while (next < gap->new_count && pairs[next] == NO_BLOCK) {
			next++;
		}
		stop = next < gap->new_count ? pairs[next] : gap->old_count;
		for (; i < stop; i++) {
			add_row(a->out, old_number(a, gap->old_start + i),
				NO_BLOCK);
		}
		for (; j < next; j++) {
			add_row(a->out, NO_BLOCK,
				new_number(a, gap->new_start + j));
		}
		if (next == gap->new_count) {
			return;
		}
		add_pair(a, gap->old_start + i++, gap->new_start + j++);
	}
}

static void align_gap(struct alignment *a, struct gap *gap)
{
	uint32_t *pairs =
		mem_resize(NULL, gap->new_count + 1, sizeof(*pairs));

	for (size_t j = 0; j < gap->new_count; j++) {
		pairs[j] = NO_BLOCK;
	}
	if (gap->old_count > 0 && gap->new_count > 0) {
		gap->old_bags = bags_new(a->old_side, a->old_part,
					 gap->old_start, gap->old_count);
		gap->new_bags = bags_new(a->new_side, a->new_part,
					 gap->new_start, gap->new_count);
		if (gap->old_count <= TABLE_MAX / gap->new_count) {
			pair_all(a, gap, pairs);
		} else {
			pair_near(a, gap, pairs);
		}
		bags_free(gap->old_bags, gap->old_count);
		bags_free(gap->new_bags, gap->new_count);
	}
	add_gap_rows(a, gap, pairs);
	free(pairs);
}

/* --- parts ---------------------------------------------------------------------------- */

/* Numbers for digests; kinds of sorts that cannot match differ. */
static uint32_t *numbers_new(const struct side *side, const struct part *part,
			     struct table *table, uint32_t *next)
{
	uint32_t *numbers = mem_resize(NULL, part->count + 1, sizeof(uint32_t));

	for (size_t n = 0; n < part->count; n++) {
		const struct block *block = part_block(side, part, n);
		uint64_t key = block->digest +
			       (uint64_t)sort_of(block->kind) *
				       UINT64_C(0x9e3779b97f4a7c15);
		const struct table_row *row = table_find(table, key);

		if (row == NULL) {
			table_add(table, key, *next);
			numbers[n] = (*next)++;
		} else {
			numbers[n] = table->entries[row->first].value;
		}
	}
	return numbers;
}

static bool is_equal(const struct alignment *a)
{
	if (a->old_part->digest != a->new_part->digest ||
	    a->old_part->count != a->new_part->count) {
		return false;
	}
	for (size_t n = 0; n < a->new_part->count; n++) {
		if (part_block(a->old_side, a->old_part, n)->digest !=
		    part_block(a->new_side, a->new_part, n)->digest) {
			return false;
		}
	}
	return true;
}

static void align_equal(struct alignment *a)
{
	for (size_t n = 0; n < a->new_part->count; n++) {
		add_pair(a, n, n);
	}
}

static void align_matched(struct alignment *a)
{
	struct sequence_changes changes = { 0 };
	struct table table;
	uint32_t next = 0;
	uint32_t *old_numbers;
	uint32_t *new_numbers;
	size_t old_at = 0;
	size_t new_at = 0;

	table_init(&table, a->old_part->count + a->new_part->count);
	old_numbers = numbers_new(a->old_side, a->old_part, &table, &next);
	new_numbers = numbers_new(a->new_side, a->new_part, &table, &next);
	sequence_diff(old_numbers, a->old_part->count, new_numbers,
		      a->new_part->count, &changes);
	for (size_t i = 0; i < changes.count; i++) {
		const struct sequence_change *change = &changes.items[i];
		struct gap gap = { change->old_start, change->old_count,
				   change->new_start, change->new_count,
				   NULL, NULL };

		while (old_at < change->old_start) {
			add_pair(a, old_at++, new_at++);
		}
		align_gap(a, &gap);
		old_at += change->old_count;
		new_at += change->new_count;
	}
	while (old_at < a->old_part->count) {
		add_pair(a, old_at++, new_at++);
	}
	sequence_changes_release(&changes);
	table_release(&table);
	free(old_numbers);
	free(new_numbers);
}

void align_parts(struct side *old_side, struct side *new_side,
		 uint32_t old_part, uint32_t new_part,
		 struct aligned_list *out)
{
	struct alignment a = { old_side, new_side, NULL, NULL, out };

	if (old_part != NO_PART) {
		a.old_part = &old_side->parts[old_part];
	}
	if (new_part != NO_PART) {
		a.new_part = &new_side->parts[new_part];
	}
	if (a.old_part != NULL && a.new_part != NULL) {
		if (is_equal(&a)) {
			align_equal(&a);
		} else {
			align_matched(&a);
		}
		return;
	}
	for (size_t n = 0; a.old_part != NULL && n < a.old_part->count; n++) {
		add_row(out, old_number(&a, n), NO_BLOCK);
	}
	for (size_t n = 0; a.new_part != NULL && n < a.new_part->count; n++) {
		add_row(out, NO_BLOCK, new_number(&a, n));
	}
}

bool align_same_text(const struct side *old_side, const struct block *old_block,
		     const struct side *new_side,
		     const struct block *new_block)
{
	struct slice old_bytes;
	struct slice new_bytes;

	if (old_block->digest == new_block->digest &&
	    slice_equal(block_text(old_side, old_block),
			block_text(new_side, new_block))) {
		return true;
	}
	old_bytes = block_bytes(old_block);
	new_bytes = block_bytes(new_block);
	return old_bytes.ptr != NULL && new_bytes.ptr != NULL &&
	       slice_equal(old_bytes, new_bytes);
}
