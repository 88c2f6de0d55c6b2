/* SPDX-License-Identifier: ISC */
/*
 * From a tree to blocks, in document order. Whatever has text of its own is a
 * block, elements nobody told us about too; what is a block inside of another
 * (a list in a paragraph, a footnote) stands on its own after it. Nothing is
 * left out but headings of options and titles of units: those are compared field
 * by field.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/source.h"
#include "diff/gather.h"
#include "model/division.h"
#include "model/doc.h"
#include "model/entry.h"

enum { UNIT_SLOTS_MIN = 16, BARS_MAX = 8 };

/* What we are inside of: every element around, but those inside a text. */
struct frame {
	const xmlNode *node;
	uint32_t part;
	bool in_text;		/* inline: its text is in a block already */
	bool closed;		/* all text is, but index terms and notes */
	bool option;		/* an option's description, up to the next one */
	bool list;
	bool note;
};

struct flatten {
	struct side *side;
	uint32_t document;
	bool all;
	bool bars;		/* the format is one where change bars cut */
	struct frame *frames;
	size_t depth, capacity;
	uint32_t lists;
	const xmlNode *item;	/* its first text is still to come */
	const xmlNode *led;	/* index term up to which a paragraph's first
				   ones have been told before its text */
	size_t begun;		/* blocks there were when the last unit began */
	size_t terms;		/* the first that may be index terms above it */
	const xmlNode *table;	/* its, if it is an option */
	const xmlNode **unit_nodes;	/* open addressing */
	uint32_t *unit_parts;
	size_t mask;
};

/* --- units ------------------------------------------------------------------------ */

static size_t node_slot(const struct flatten *f, const xmlNode *node)
{
	uint64_t hash = (uint64_t)(uintptr_t)node * UINT64_C(0x9e3779b97f4a7c15);

	return (size_t)(hash >> 32) & f->mask;
}

static void index_units(struct flatten *f)
{
	const struct diff_document *document =
		f->side->parts[f->document].document;
	size_t count = document->units.count;
	size_t size = UNIT_SLOTS_MIN;

	while (size < 2 * count) {
		size *= 2;
	}
	f->mask = size - 1;
	f->unit_nodes = mem_alloc(size * sizeof(*f->unit_nodes));
	f->unit_parts = mem_alloc(size * sizeof(*f->unit_parts));
	for (size_t i = 0; i < count; i++) {
		const xmlNode *node = document->units.units[i].node;
		size_t slot = node_slot(f, node);

		while (f->unit_nodes[slot] != NULL) {
			slot = (slot + 1) & f->mask;
		}
		f->unit_nodes[slot] = node;
		f->unit_parts[slot] = f->document + 1 + (uint32_t)i;
	}
}

static uint32_t unit_part(const struct flatten *f, const xmlNode *node)
{
	size_t slot = node_slot(f, node);

	while (f->unit_nodes[slot] != NULL) {
		if (f->unit_nodes[slot] == node) {
			return f->unit_parts[slot];
		}
		slot = (slot + 1) & f->mask;
	}
	return NO_PART;
}

static bool has_own_text(const xmlNode *node)
{
	const xmlNode *child = node->children;

	for (; child != NULL; child = child->next) {
		if ((child->type == XML_TEXT_NODE ||
		     child->type == XML_CDATA_SECTION_NODE) &&
		    !xmlIsBlankNode(child)) {
			return true;
		}
	}
	return false;
}

/* --- blocks ---------------------------------------------------------------------- */

static struct frame *top_frame(struct flatten *f)
{
	return &f->frames[f->depth - 1];
}

static struct frame *push_frame(struct flatten *f, const xmlNode *node)
{
	struct frame frame = { 0 };

	if (f->depth > 0) {
		frame = *top_frame(f);
		frame.option = false;
		frame.list = false;
	}
	frame.node = node;
	MEM_GROW(f->frames, f->depth, f->capacity);
	f->frames[f->depth++] = frame;
	return top_frame(f);
}

static void add_block(struct flatten *f, const xmlNode *node,
		      enum class class);

/* Index terms above a paragraph's text stand before it, wherever its markup
 * begins. */
static void add_leading_terms(struct flatten *f, const xmlNode *node)
{
	const xmlNode *child = node->children;

	for (; child != NULL; child = child->next) {
		if (node_is(child, "indexterm")) {
			add_block(f, child, CLASS_INDEX);
			f->led = child;
		} else if (child->type == XML_ELEMENT_NODE ||
			   !xmlIsBlankNode(child)) {
			return;
		}
	}
}

/* Does the list give its item a bullet or a number? Not where the item has a mark
 * or a term in its text. */
static bool is_marked_by_list(const xmlNode *item)
{
	return item != NULL && node_attr(item, "override") == NULL &&
	       !node_is(item->parent, "varlistentry");
}

static enum block_kind kind_of(struct flatten *f, enum class class)
{
	static const enum block_kind kinds[] = {
		[CLASS_CODE] = BLOCK_CODE,   [CLASS_ROW] = BLOCK_ROW,
		[CLASS_INDEX] = BLOCK_INDEX, [CLASS_TITLE] = BLOCK_TITLE,
		[CLASS_TERM] = BLOCK_TERM,
	};

	if (kinds[class] != BLOCK_PARA) {
		return kinds[class];
	}
	return is_marked_by_list(f->item) ? BLOCK_ITEM :
	       top_frame(f)->note	  ? BLOCK_NOTE : BLOCK_PARA;
}

static const xmlNode *element_before(const xmlNode *node)
{
	const xmlNode *before = node->prev;

	while (before != NULL && before->type != XML_ELEMENT_NODE) {
		before = before->prev;
	}
	return before;
}

/* Are there only change bars between the two, and one at least? */
static bool only_bars_between(const struct origin *before,
			      const struct origin *after)
{
	size_t line;
	size_t end;

	if (before == NULL || after == NULL || before->source != after->source ||
	    before->span.end == 0 || before->span.end > after->span.start) {
		return false;
	}
	line = source_line(before->source, before->span.end - 1) + 1;
	end = source_line(after->source, after->span.start);
	if (line >= end || end - line > BARS_MAX) {
		return false;
	}
	for (; line < end; line++) {
		struct slice text =
			slice_trim_end(source_line_text(before->source, line));

		if (!slice_is(text, ".new") && !slice_is(text, ".wen")) {
			return false;
		}
	}
	return true;
}

/*
 * In xfpt change bars end a paragraph, so that it is cut where they are; for a
 * reader it is one. The block that goes on with the node; NULL: none.
 */
static struct block *continued_block(const struct flatten *f,
				     const xmlNode *node)
{
	const struct side *side = f->side;
	struct block *block;
	const xmlNode *before = element_before(node);
	size_t i = side->block_count;

	while (i > 0 && side->blocks[i - 1].kind == BLOCK_INDEX) {
		i--;
	}
	if (i == 0 || before == NULL || !node_is(node, "para")) {
		return NULL;
	}
	block = &side->blocks[i - 1];
	return block->last == before && node_is(before, "para") &&
			       block->part == f->frames[f->depth - 1].part &&
			       only_bars_between(doc_origin(before),
						 doc_origin(node)) ?
		       block : NULL;
}

static void add_block(struct flatten *f, const xmlNode *node, enum class class)
{
	struct side *side = f->side;
	struct block *block;
	bool in_item = class != CLASS_INDEX && class != CLASS_TITLE;

	/* Index terms may belong to what comes next. */
	if (side->parts[top_frame(f)->part].untouched && class != CLASS_INDEX) {
		return;
	}
	block = f->bars && class == CLASS_TEXT ? continued_block(f, node) : NULL;
	if (block != NULL) {
		gather_more(side, block, node, f->all);
		return;
	}
	MEM_GROW(side->blocks, side->block_count, side->block_capacity);
	block = &side->blocks[side->block_count];
	*block = (struct block){ .node = node, .last = node, .part = top_frame(f)->part,
				 .kind = kind_of(f, class), .depth = f->lists,
				 .match = NO_BLOCK };
	gather_block(side, block, class,
		     in_item && f->item != NULL ?
			     node_attr(f->item, "override") : NULL, f->all);
	if (block->len == 0) {
		return;
	}
	if (in_item) {
		f->item = NULL;
	}
	side->block_count++;
}

/* Is there nothing but index terms after this one in its paragraph? */
static bool is_last_term(const xmlNode *term)
{
	const xmlNode *node = term->next;
	const char *class = node_attr(term, "class");

	while (node != NULL && (node_is(node, "indexterm") ||
				(node->type != XML_ELEMENT_NODE &&
				 xmlIsBlankNode(node)))) {
		node = node->next;
	}
	return node == NULL &&
	       (class == NULL || strcmp(class, "endofrange") != 0);
}

static const xmlNode *table_of(const xmlNode *row)
{
	const xmlNode *node = row;

	while (node->parent != NULL && !node_is(node, "informaltable") &&
	       !node_is(node, "table")) {
		node = node->parent;
	}
	return node;
}

/*
 * Index terms right above what begins are about it, but those above what began
 * before; those above a table are about its last option, as is the text below.
 */
static void take_index_terms(struct flatten *f, const xmlNode *node,
			     uint32_t part)
{
	struct side *side = f->side;
	const xmlNode *table = part_is(&side->parts[part], UNIT_OPTION) ?
				       table_of(node) : NULL;
	size_t i = side->block_count;

	if (table == NULL || table != f->table) {
		f->terms = f->begun;
	}
	while (i > f->terms && side->blocks[i - 1].kind == BLOCK_INDEX &&
	       side->blocks[i - 1].part < part &&
	       is_last_term(side->blocks[i - 1].node)) {
		side->blocks[--i].part = part;
	}
	f->table = table;
	f->begun = side->block_count;
}

/* From here to the next option, or to the end of what holds the table. */
static void enter_option(struct flatten *f, const xmlNode *row, uint32_t part)
{
	const xmlNode *table = table_of(row);
	const xmlNode *holder = table->parent != NULL ? table->parent : table;
	struct frame frame = { 0 };
	size_t at = f->depth;

	while (at > 0 && f->frames[at - 1].node != holder) {
		at--;
	}
	if (at > 0 && f->frames[at - 1].option) {
		f->frames[at - 1].part = part;
	} else {
		frame = f->frames[at > 0 ? at - 1 : 0];
		frame.node = holder;
		frame.option = true;
		frame.list = false;
		frame.in_text = false;
		frame.closed = false;
		frame.part = part;
		MEM_GROW(f->frames, f->depth, f->capacity);
		memmove(f->frames + at + 1, f->frames + at,
			(f->depth - at) * sizeof(*f->frames));
		f->frames[at] = frame;
		f->depth++;
	}
	for (size_t i = at; i < f->depth; i++) {
		f->frames[i].part = part;
	}
}

/* --- the walk -------------------------------------------------------------------- */

/* The title of a unit is compared as a field. */
static bool is_unit_title(const struct flatten *f, const xmlNode *node)
{
	const xmlNode *owner = node->parent;

	if (owner == NULL || owner->type != XML_ELEMENT_NODE) {
		return false;
	}
	if (unit_part(f, owner) == NO_PART) {
		owner = owner->parent;
	}
	return owner != NULL && owner->type == XML_ELEMENT_NODE &&
	       division_find(owner) != NULL && unit_part(f, owner) != NO_PART &&
	       division_title(owner) == node;
}

static void enter_unit(struct flatten *f, const xmlNode *node, uint32_t part)
{
	const struct unit *unit = f->side->parts[part].unit;

	take_index_terms(f, node, part);
	if (unit->kind == UNIT_OPTION) {
		enter_option(f, node, part);
	} else {
		top_frame(f)->part = part;
	}
}

/* Whether what is in the element is a block's text now. */
static bool enter_block(struct flatten *f, const xmlNode *node,
			enum class class, uint32_t part)
{
	switch (class) {
	case CLASS_ROW:
		if (part == NO_PART ||
		    f->side->parts[part].unit->kind != UNIT_OPTION) {
			add_block(f, node, class);
		}
		return true;
	case CLASS_TITLE:
		if (is_unit_title(f, node)) {
			return true;
		}
		add_block(f, node, class);
		return true;
	case CLASS_INDEX:
		if (f->led == NULL) {
			add_block(f, node, class);
		} else if (f->led == node) {
			f->led = NULL;
		}
		return true;
	case CLASS_TEXT:
		add_leading_terms(f, node);
		add_block(f, node, class);
		return true;
	case CLASS_CODE:
	case CLASS_TERM:
		add_block(f, node, class);
		return true;
	default:
		if (has_own_text(node)) {
			add_block(f, node, class);
			return true;
		}
		return false;
	}
}

static void enter(struct flatten *f, const xmlNode *node)
{
	enum class class = class_of(f->side, node);
	struct frame *frame;
	uint32_t part = NO_PART;

	if (f->depth > 0 && top_frame(f)->in_text && class == CLASS_OTHER) {
		return;
	}
	frame = push_frame(f, node);
	if (frame->closed && class != CLASS_INDEX && class != CLASS_NOTE) {
		return;
	}
	frame->in_text = false;
	frame->closed = false;
	if (f->side->parts[f->document].document->units.count > 0) {
		part = unit_part(f, node);
	}
	if (part != NO_PART) {
		enter_unit(f, node, part);
		frame = top_frame(f);
	}
	if (class == CLASS_LIST) {
		frame->list = true;
		f->lists++;
	} else if (class == CLASS_ITEM) {
		f->item = node;
	} else if (class == CLASS_NOTE) {
		frame->note = true;
	}
	if (enter_block(f, node, class, part)) {
		top_frame(f)->in_text = true;
		top_frame(f)->closed = class == CLASS_ROW ||
				       class == CLASS_INDEX;
	}
}

static void leave(struct flatten *f, const xmlNode *node)
{
	while (f->depth > 1 && top_frame(f)->node == node) {
		if (top_frame(f)->list) {
			f->lists--;
		}
		if (f->item == node) {
			f->item = NULL;
		}
		f->depth--;
	}
}

static const xmlNode *last_element(const xmlNode *node)
{
	const xmlNode *last = node->last;

	while (last != NULL && last->type != XML_ELEMENT_NODE) {
		last = last->prev;
	}
	return last;
}

/* The index terms that end what is passed over may belong to what comes next. */
static void add_last_terms(struct flatten *f, const xmlNode *node)
{
	const xmlNode *last = last_element(node);
	const xmlNode *term;

	while (last != NULL && division_find(last) != NULL) {
		last = last_element(last);
	}
	if (last == NULL || !node_is(last, "para")) {
		return;
	}
	for (term = last->children; term != NULL; term = term->next) {
		if (node_is(term, "indexterm") && is_last_term(term)) {
			add_block(f, term, CLASS_INDEX);
		}
	}
}

/* Is there nothing to be found in the element just entered? */
static bool is_closed(const struct flatten *f, const xmlNode *node)
{
	const struct frame *frame = &f->frames[f->depth - 1];

	return frame->node == node && !frame->option &&
	       f->side->parts[frame->part].all_untouched &&
	       f->side->parts[frame->part].unit->node == node;
}

static const xmlNode *step(struct flatten *f, const xmlNode *node,
			   const xmlNode *root)
{
	bool open = node->type == XML_ELEMENT_NODE && node->children != NULL;

	if (open && is_closed(f, node)) {
		add_last_terms(f, node);
	} else if (open) {
		return node->children;
	}
	for (;;) {
		leave(f, node);
		if (node == root) {
			return NULL;
		}
		if (node->next != NULL) {
			return node->next;
		}
		node = node->parent;
	}
}

static void drop_untouched(struct side *side, size_t first)
{
	size_t to = first;

	for (size_t i = first; i < side->block_count; i++) {
		if (!side->parts[side->blocks[i].part].untouched) {
			side->blocks[to++] = side->blocks[i];
		}
	}
	side->block_count = to;
}

void flatten_document(struct side *side, uint32_t document_part, bool all)
{
	const struct diff_document *document =
		side->parts[document_part].document;
	const xmlNode *root = xmlDocGetRootElement(document->doc->xml);
	const xmlNode *node = root;
	struct flatten f = { .side = side, .document = document_part,
			     .all = all,
			     .bars = document->doc->format == DOC_XFPT };
	size_t first = side->block_count;

	f.begun = first;
	if (root == NULL) {
		return;
	}
	index_units(&f);
	push_frame(&f, NULL)->part = document_part;
	while (node != NULL) {
		if (node->type == XML_ELEMENT_NODE) {
			enter(&f, node);
		}
		node = step(&f, node, root);
	}
	drop_untouched(side, first);
	free(f.frames);
	free(f.unit_nodes);
	free(f.unit_parts);
}
