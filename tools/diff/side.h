/* SPDX-License-Identifier: ISC */
/*
 * side - one side of a comparison: all units of a set of documents as parts, in
 * one array, and all text as blocks. Private to the diff.
 *
 * A part is a unit, or a document (which holds what is in no unit, and stands
 * before its units). Numbers of parts and blocks are indexes into the side's
 * arrays; NO_PART and NO_BLOCK are none.
 */
#ifndef STET_DIFF_SIDE_H
#define STET_DIFF_SIDE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "diff/diff.h"

#define NO_PART UINT32_MAX
#define NO_BLOCK UINT32_MAX

/* The smallest pieces of text that have a place of their own: see block_kind. */
struct block {
	const xmlNode *node;
	const xmlNode *last;	/* a paragraph that change bars cut: its end, a
				   later sibling; else the node */
	uint32_t part;
	uint32_t start;		/* of its text in the side's texts */
	uint32_t len;
	uint32_t words;
	enum block_kind kind;
	uint32_t depth;		/* lists around it */
	uint64_t digest;	/* of the text: equal text, equal digest */
	uint64_t markup;	/* of the elements in and around it */
	uint32_t match;		/* block of the other side, or NO_BLOCK */
	bool carried;		/* the match stands elsewhere: it was moved */
};

struct part {
	const struct unit *unit;	/* NULL: a document */
	const struct diff_document *document;
	uint32_t document_part;
	uint32_t parent;		/* NO_PART: a document */
	uint32_t next;			/* of the same file, on a later line; once
					   truth_untouched.c has looked */
	uint32_t first;			/* of its own blocks in side.order */
	uint32_t count;
	uint32_t words;			/* of its own blocks */
	uint32_t all_words;		/* also of the parts in it */
	uint64_t digest;		/* of its own blocks, 0 if none */
	size_t weight;			/* bytes, with the parts in it */
	uint32_t match;			/* part of the other side, or NO_PART */
	bool untouched;			/* no line differs from the match's: it
					   has no blocks */
	bool all_untouched;		/* nor does any part in it */
	bool moved;
	double similarity;		/* where likeness made the match; else -1 */
};

/* Element names met lately: see node_name_place(). */
enum { NAMES = 64 };

struct known_name {
	const xmlChar *name;
	unsigned class;			/* enum class */
	const struct speaking *speaking;	/* NULL: it says nothing itself */
};

struct side {
	const struct diff_set *set;
	struct known_name names[NAMES];
	struct part *parts;
	size_t part_count;
	size_t part_capacity;
	struct block *blocks;		/* in document order */
	size_t block_count;
	size_t block_capacity;
	uint32_t *order;		/* blocks by part, in document order */
	struct buf text;
};

/* Lists the parts. */
void side_init(struct side *side, const struct diff_set *set);

/* Finds the blocks of all parts that are not untouched. all: change bars count as
 * markup. */
void side_fill(struct side *side, bool all);
void side_release(struct side *side);

static inline struct slice block_text(const struct side *side,
				      const struct block *block)
{
	return slice_of(side->text.data + block->start, block->len);
}

/* The nth of a part's own blocks. */
static inline struct block *part_block(const struct side *side,
				       const struct part *part, size_t n)
{
	return &side->blocks[side->order[part->first + n]];
}

static inline bool part_is(const struct part *part, enum unit_kind kind)
{
	return part->unit != NULL && part->unit->kind == kind;
}

/* The lines that a block came from; false: not known. */
struct source;
bool block_lines(const struct block *block, struct source **source,
		 size_t *first, size_t *last);

/* The bytes that it came from; a NULL ptr if they are not known. */
struct slice block_bytes(const struct block *block);

/* --- flatten.c: from the tree to blocks ------------------------------------------ */

/* Appends the blocks of the document whose part this is; its units are the parts
 * after it. */
void flatten_document(struct side *side, uint32_t document_part, bool all);

#endif
