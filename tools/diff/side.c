/* SPDX-License-Identifier: ISC */
#include "diff/side.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/source.h"
#include "model/doc.h"

static struct part *add_part(struct side *side)
{
	struct part *part;

	MEM_GROW(side->parts, side->part_count, side->part_capacity);
	part = &side->parts[side->part_count++];
	*part = (struct part){ .parent = NO_PART, .match = NO_PART,
			       .similarity = -1 };
	return part;
}

static void add_document(struct side *side, const struct diff_document *document)
{
	uint32_t number = (uint32_t)side->part_count;
	struct part *part = add_part(side);

	part->document = document;
	part->document_part = number;
	for (size_t i = 0; i < document->units.count; i++) {
		const struct unit *unit = &document->units.units[i];

		part = add_part(side);
		part->unit = unit;
		part->document = document;
		part->document_part = number;
		part->parent = unit->parent == UNIT_NONE ?
				       number :
				       number + 1 + (uint32_t)unit->parent;
		part->weight = unit->span.end - unit->span.start;
	}
}

/* Gathers the blocks of each part, by counting. */
static void sort_blocks(struct side *side)
{
	uint32_t at = 0;

	side->order = mem_resize(NULL, side->block_count + 1, sizeof(uint32_t));
	for (size_t i = 0; i < side->block_count; i++) {
		side->parts[side->blocks[i].part].count++;
	}
	for (size_t i = 0; i < side->part_count; i++) {
		side->parts[i].first = at;
		at += side->parts[i].count;
		side->parts[i].count = 0;
	}
	for (size_t i = 0; i < side->block_count; i++) {
		struct part *part = &side->parts[side->blocks[i].part];

		side->order[part->first + part->count++] = (uint32_t)i;
	}
}

static void sum_up(struct side *side)
{
	for (size_t i = 0; i < side->part_count; i++) {
		struct part *part = &side->parts[i];
		uint64_t digest = HASH_START;

		for (size_t n = 0; n < part->count; n++) {
			const struct block *block = part_block(side, part, n);

			digest = hash_more(digest,
					   slice_of((const char *)&block->digest,
						    sizeof(block->digest)));
			part->words += block->words;
		}
		part->digest = part->count > 0 ? digest : 0;
		part->all_words = part->words;
	}
	for (size_t i = side->part_count; i-- > 0;) {
		const struct part *part = &side->parts[i];

		if (part->parent < i) {
			side->parts[part->parent].all_words += part->all_words;
		}
	}
}

void side_init(struct side *side, const struct diff_set *set)
{
	*side = (struct side){ .set = set };
	buf_init(&side->text);
	for (size_t i = 0; i < set->count; i++) {
		add_document(side, &set->documents[i]);
	}
}

void side_fill(struct side *side, bool all)
{
	for (size_t i = 0; i < side->part_count; i++) {
		if (side->parts[i].unit == NULL &&
		    side->parts[i].document->doc != NULL) {
			flatten_document(side, (uint32_t)i, all);
		}
	}
	sort_blocks(side);
	sum_up(side);
}

void side_release(struct side *side)
{
	free(side->parts);
	free(side->blocks);
	free(side->order);
	buf_release(&side->text);
}

bool block_lines(const struct block *block, struct source **source,
		 size_t *first, size_t *last)
{
	const struct origin *origin = doc_origin(block->node);
	size_t end;

	if (origin == NULL) {
		return false;
	}
	*source = origin->source;
	*first = source_line(origin->source, origin->span.start);
	if (block->last != block->node) {
		origin = doc_origin(block->last);
	}
	end = origin->span.end > origin->span.start ? origin->span.end - 1 :
						      origin->span.start;
	*last = source_line(origin->source, end);
	return true;
}

struct slice block_bytes(const struct block *block)
{
	const struct origin *first = doc_origin(block->node);
	const struct origin *last = doc_origin(block->last);

	if (first == NULL || last == NULL) {
		return slice_of(NULL, 0);
	}
	return slice_of(first->source->text + first->span.start,
			last->span.end - first->span.start);
}
